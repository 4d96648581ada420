//! A workbook's days and times, which it keeps as numbers.

use calamine::{ExcelDateTime, ExcelDateTimeType};

/// The day from which a workbook counts its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    /// The first of January 1900 is day one.
    From1900,
    /// The first of January 1904 is day none: workbooks from older Macintosh programs.
    From1904,
}

/// Half a second in days: serials are binary fractions, and 20:15:00 may come a hair short.
const HALF_A_SECOND: f64 = 0.5 / 86_400.0;

/// A serial as text: a day, a time, or a day with its time.
pub(super) fn moment(serial: f64, epoch: Epoch) -> String {
    let from_1904 = match epoch {
        Epoch::From1900 => false,
        Epoch::From1904 => true,
    };
    let shown = ExcelDateTime::new(serial + HALF_A_SECOND, ExcelDateTimeType::DateTime, from_1904);
    let (year, month, day, hour, minute, second, _) = shown.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&serial) {
        return time;
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { day } else { format!("{day}T{time}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_count_days_from_1900_or_1904() {
        // Microsoft's own example: 5 July 1998 is 35981 in the one system and 34519 in the other.
        assert_eq!(moment(35981.0, Epoch::From1900), "1998-07-05");
        assert_eq!(moment(34519.0, Epoch::From1904), "1998-07-05");
        // 20:15 is 0.84375 of a day; a third of a day is no binary fraction.
        assert_eq!(moment(35981.84375, Epoch::From1900), "1998-07-05T20:15:00");
        assert_eq!(moment(0.333_333_333_3, Epoch::From1900), "08:00:00");
    }
}
