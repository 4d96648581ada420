//! Times from bytes: the shape that nearly all files use at fixed offsets, and the odd ones.

use jiff::{Timestamp, civil, tz::Offset};

/// Seconds in a day.
const DAY_S: f64 = 86_400.0;

/// A moment as a file has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Stamp {
    /// Seconds since 1970 UTC; for a local time, as if its zone were UTC.
    pub(in super::super) epoch_s: f64,
    /// What the file says of the zone.
    pub(in super::super) zone: Zone,
}

/// What a time says of its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Zone {
    /// `Z`, or an offset of zero, which libraries write for UTC too.
    Utc,
    /// Local time minus UTC, in seconds.
    Offset(i32),
    /// No word.
    Local,
}

/// A moment in seconds since 1970 UTC as a timestamp, to the microsecond.
#[allow(clippy::cast_possible_truncation, reason = "a cast from float saturates, and is checked")]
pub(in super::super) fn timestamp(epoch_s: f64) -> Option<Timestamp> {
    if !epoch_s.is_finite() {
        return None;
    }
    Timestamp::from_microsecond((epoch_s * 1e6).round() as i64).ok()
}

/// Reads times, and remembers the last date: the calendar is asked once a day.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Clock {
    date: [u8; 10],
    midnight_s: Option<f64>,
}

impl Clock {
    /// Reads a time such as `2026-10-03T06:12:04.5+02:00`. Also taken: a space for the `T`, a comma
    /// for the point, no seconds, no zone, slashes, the compact form without separators.
    pub(in super::super) fn read(&mut self, text: &[u8]) -> Option<Stamp> {
        let text = text.trim_ascii();
        self.usual(text).or_else(|| {
            let spelled = spelled_out(text)?;
            self.usual(&spelled)
        })
    }

    fn usual(&mut self, text: &[u8]) -> Option<Stamp> {
        let (head, tail) = text.split_first_chunk::<19>()?;
        let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, b'T', h0, h1, b':', n0, n1, b':', s0, s1] =
            head
        else {
            return None;
        };
        let (hour, minute, second) = (pair(h0, h1)?, pair(n0, n1)?, pair(s0, s1)?);
        // 24:00:00 is the end of a day, and a 60th second happens.
        if hour > 24.0 || minute > 59.0 || second > 60.0 {
            return None;
        }
        let midnight_s = self.midnight([y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1])?;
        let (fraction, zone) = fraction(tail);
        let zone = zone_of(zone)?;
        let local_s = midnight_s + 3600.0 * hour + 60.0 * minute + second + fraction;
        let ahead_s = match zone {
            Zone::Offset(ahead_s) => f64::from(ahead_s),
            Zone::Utc | Zone::Local => 0.0,
        };
        Some(Stamp { epoch_s: local_s - ahead_s, zone })
    }

    fn midnight(&mut self, date: [u8; 10]) -> Option<f64> {
        if self.midnight_s.is_some() && self.date == date {
            return self.midnight_s;
        }
        let [y0, y1, y2, y3, _, m0, m1, _, d0, d1] = date;
        let year = 100.0 * pair(y0, y1)? + pair(y2, y3)?;
        self.midnight_s = midnight_of(year, pair(m0, m1)?, pair(d0, d1)?);
        self.date = date;
        self.midnight_s
    }
}

#[allow(clippy::cast_possible_truncation, reason = "numbers of two and four digits")]
fn midnight_of(year: f64, month: f64, day: f64) -> Option<f64> {
    let date = civil::Date::new(year as i16, month as i8, day as i8).ok()?;
    let midnight = Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
    Some(midnight.as_second() as f64)
}

fn pair(tens: u8, ones: u8) -> Option<f64> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| 10.0 * f64::from(tens) + f64::from(ones))
}

/// Splits a fraction of a second off; digits beyond the ninth say nothing.
fn fraction(tail: &[u8]) -> (f64, &[u8]) {
    let [b'.' | b',', digits @ ..] = tail else { return (0.0, tail) };
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = digits.split_at(count);
    let mut numerator = 0.0;
    let mut denominator = 1.0;
    for &digit in digits.iter().take(9) {
        numerator = 10.0 * numerator + f64::from(digit.wrapping_sub(b'0'));
        denominator *= 10.0;
    }
    (numerator / denominator, rest)
}

/// Reads `Z`, `+02:00`, `+0200`, `+02`, or nothing.
fn zone_of(text: &[u8]) -> Option<Zone> {
    let (sign, digits) = match text {
        [b'Z' | b'z'] => return Some(Zone::Utc),
        [] => return Some(Zone::Local),
        [b'+', digits @ ..] => (1.0, digits),
        [b'-', digits @ ..] => (-1.0, digits),
        _ => return None,
    };
    let (hour, minute) = match *digits {
        [h0, h1, b':', n0, n1] | [h0, h1, n0, n1] => (pair(h0, h1)?, pair(n0, n1)?),
        [h0, h1] => (pair(h0, h1)?, 0.0),
        _ => return None,
    };
    let ahead_s = sign * (3600.0 * hour + 60.0 * minute);
    if ahead_s.abs() >= DAY_S {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "less than a day, in whole seconds")]
    let ahead_s = ahead_s as i32;
    Some(if ahead_s == 0 { Zone::Utc } else { Zone::Offset(ahead_s) })
}

/// Puts an odd time into the usual shape.
#[cold]
fn spelled_out(text: &[u8]) -> Option<Vec<u8>> {
    /// Longer than any time: the rest is something else.
    const LENGTH_MAX: usize = 48;
    if text.len() > LENGTH_MAX {
        return None;
    }
    let (date, rest) = match text {
        [y0, y1, y2, y3, b'-' | b'/' | b'.', m0, m1, b'-' | b'/' | b'.', d0, d1, rest @ ..]
        | [y0, y1, y2, y3, m0, m1, d0, d1, rest @ ..] => {
            ([*y0, *y1, *y2, *y3, b'-', *m0, *m1, b'-', *d0, *d1], rest)
        }
        _ => return None,
    };
    let [b'T' | b't' | b' ', rest @ ..] = rest else { return None };
    let (hour, rest) = rest.trim_ascii_start().split_first_chunk::<2>()?;
    let (minute, rest) = sixtieth(rest)?;
    let (second, rest) = sixtieth(rest).unwrap_or((*b"00", rest));
    let mut spelled = date.to_vec();
    spelled.push(b'T');
    spelled.extend_from_slice(hour);
    for part in [minute, second] {
        spelled.push(b':');
        spelled.extend_from_slice(&part);
    }
    spelled.extend(rest.iter().filter(|byte| !byte.is_ascii_whitespace()));
    Some(spelled)
}

/// Two digits, with or without a colon before them.
fn sixtieth(text: &[u8]) -> Option<([u8; 2], &[u8])> {
    let digits = text.strip_prefix(b":").unwrap_or(text);
    let (digits, rest) = digits.split_first_chunk::<2>()?;
    digits.iter().all(u8::is_ascii_digit).then_some((*digits, rest))
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests {
    use super::*;

    /// 2026-10-03T06:12:04Z, by `date -u -d 2026-10-03T06:12:04Z +%s`.
    const MOMENT_S: f64 = 1_791_007_924.0;

    fn read(text: &str) -> Option<Stamp> {
        Clock::default().read(text.as_bytes())
    }

    #[test]
    fn the_same_moment_in_many_spellings() {
        for text in [
            "2026-10-03T06:12:04Z",
            "2026-10-03T08:12:04+02:00",
            "2026-10-03T08:12:04+0200",
            "2026-10-03T08:12:04+02",
            "2026-10-03T00:42:04-05:30",
            "2026-10-03 06:12:04Z",
            "2026/10/03 06:12:04Z",
            "20261003T061204Z",
            "  2026-10-03T06:12:04.000Z\n",
            "2026-10-03t06:12:04z",
            "2026-10-03T06:12:04,0Z",
            "2026-10-03T06:12:04.0000000000000Z",
            "2026-10-03T06:12:04",
            "2026-10-03 06:12:04 +00:00",
        ] {
            assert_eq!(read(text).map(|stamp| stamp.epoch_s), Some(MOMENT_S), "{text}");
        }
    }

    #[test]
    fn zones_are_told_apart() {
        let zone = |text| read(text).unwrap().zone;
        assert_eq!(zone("2026-10-03T06:12:04Z"), Zone::Utc);
        assert_eq!(zone("2026-10-03T06:12:04+00:00"), Zone::Utc);
        assert_eq!(zone("2026-10-03T06:12:04"), Zone::Local);
        assert_eq!(zone("2021-01-07T21:51:59.179+01:15"), Zone::Offset(4500));
        assert_eq!(zone("2021-01-07T21:51-03:30"), Zone::Offset(-12_600));
    }

    #[test]
    fn fractions_are_kept_to_the_microsecond() {
        let stamp = read("2026-10-03T06:12:04.123456Z").unwrap();
        assert!((stamp.epoch_s - MOMENT_S - 0.123_456).abs() < 1e-6);
    }

    #[test]
    fn days_that_do_not_exist_are_no_times() {
        for text in [
            "2026-02-30T00:00:00Z",
            "2025-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-10T00:00:00Z",
            "2026-10-03T25:00:00Z",
            "2026-10-03",
            "now",
            "",
            "2026-10-03T06:12:64Z",
            "2026-10-03T06:12:04+99:00",
            "2026-10-03T06:12:04 PM",
            "03/10/2026 06:12:04",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(read("2024-02-29T00:00:00Z").is_some());
    }
}
