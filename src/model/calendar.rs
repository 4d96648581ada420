//! Counting days of the civil calendar: no clock, no time zone, so no day is ever 23 hours long.

use jiff::{ToSpan as _, civil::Date};

/// The day `days` later, or earlier when negative; none beyond the calendar.
pub fn shifted(day: Date, days: i32) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

/// How many days `later` is after `earlier`; negative when it is before.
///
/// ```
/// use backstride::model::calendar::days_after;
/// use jiff::civil::date;
///
/// assert_eq!(days_after(date(2028, 2, 28), date(2028, 3, 1)), 2);
/// ```
pub fn days_after(earlier: Date, later: Date) -> i64 {
    later.duration_since(earlier).as_hours() / 24
}

/// How many days a span has, the first and the last with it; none when the last is before the first.
pub fn days_in(first: Date, last: Date) -> usize {
    usize::try_from(days_after(first, last) + 1).unwrap_or(0)
}

/// Every day from the first to the last, both with it; none when the last is before the first.
pub fn each_day(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(1.day()).take_while(move |day| *day <= last)
}

/// The Monday of a day's ISO week.
pub fn monday_of(day: Date) -> Date {
    let back = i32::from(day.weekday().to_monday_zero_offset());
    shifted(day, -back).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_over_leap_days_clock_changes_and_years() {
        // 29 March 2026 has 23 hours in Berlin; a civil day has no hours at all.
        assert_eq!(days_after(date(2026, 3, 28), date(2026, 3, 30)), 2);
        assert_eq!(days_after(date(2026, 12, 31), date(2027, 1, 1)), 1);
        assert_eq!(days_after(date(2027, 1, 1), date(2026, 12, 31)), -1);
        assert_eq!(each_day(date(2028, 2, 27), date(2028, 3, 1)).count(), 4);
        assert_eq!(each_day(date(2028, 3, 1), date(2028, 2, 27)).count(), 0);
        assert_eq!(days_in(date(2028, 2, 27), date(2028, 3, 1)), 4);
        assert_eq!(days_in(date(2028, 3, 1), date(2028, 2, 27)), 0);
        assert_eq!(shifted(date(9999, 12, 31), 1), None);
    }

    #[test]
    fn week_53_begins_on_the_last_monday_of_december() {
        assert_eq!(monday_of(date(2027, 1, 1)), date(2026, 12, 28));
        assert_eq!(monday_of(date(2026, 12, 28)), date(2026, 12, 28));
        assert_eq!(date(2027, 1, 1).iso_week_date().week(), 53);
    }
}
