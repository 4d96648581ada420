//! What stands in the attributes of an `export.xml`: texts, dates, numbers with their units.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "digits of a date: a year of four, and all else of two"
)]

/// Attributes by name and raw value. One that is not `name="value"` ends the list.
pub(super) struct Pairs<'t> {
    pub(super) rest: &'t [u8],
}

impl<'t> Iterator for Pairs<'t> {
    type Item = (&'t [u8], &'t [u8]);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest.trim_ascii_start();
        let equals = memchr::memchr(b'=', text)?;
        let (name, rest) = text.split_at_checked(equals)?;
        let rest = rest.get(1..)?.trim_ascii_start();
        let (quote, rest) = rest.split_first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let end = memchr::memchr(*quote, rest)?;
        let (value, rest) = rest.split_at_checked(end)?;
        self.rest = rest.get(1..).unwrap_or_default();
        Some((name.trim_ascii_end(), value))
    }
}

/// Seconds since 1970 UTC of `2025-09-16 16:14:50 +0100`. The offset is the phone's on the day of the
/// export, and says nothing of the day of the record.
pub(super) fn date(text: &[u8]) -> Option<i64> {
    let text: &[u8; 25] = text.try_into().ok()?;
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, b' ', rest @ ..] = text else { return None };
    let [h0, h1, b':', n0, n1, b':', s0, s1, b' ', sign, oh0, oh1, om0, om1] = rest else {
        return None;
    };
    let year = two(*y0, *y1)? * 100 + two(*y2, *y3)?;
    let (month, day) = (two(*m0, *m1)?, two(*d0, *d1)?);
    let (hour, minute, second) = (two(*h0, *h1)?, two(*n0, *n1)?, two(*s0, *s1)?);
    let credible = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60
        && year >= 1900;
    let offset_s = two(*oh0, *oh1)? * 3600 + two(*om0, *om1)? * 60;
    let offset_s = match sign {
        b'+' => offset_s,
        b'-' => -offset_s,
        _ => return None,
    };
    credible
        .then(|| days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset_s)
}

fn two(tens: u8, ones: u8) -> Option<i64> {
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| i64::from(tens & 15) * 10 + i64::from(ones & 15))
}

/// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March, so that the
/// day that comes and goes is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let since_march = (month + 9) % 12;
    let days = 365 * year + year / 4 - year / 100 + year / 400;
    days + (153 * since_march + 2) / 5 + day - 1 - 719_468
}

/// A decimal number.
pub(super) fn number(text: &[u8]) -> Option<f64> {
    let value: f64 = std::str::from_utf8(text).ok()?.trim().parse().ok()?;
    value.is_finite().then_some(value)
}

/// Metres in a unit of length.
fn metres(unit: &[u8]) -> Option<f64> {
    Some(match unit {
        b"km" => 1000.0,
        b"m" => 1.0,
        b"mi" => 1609.344,
        b"cm" => 0.01,
        b"mm" => 0.001,
        b"ft" => 0.3048,
        b"in" => 0.0254,
        b"yd" => 0.9144,
        _ => return None,
    })
}

/// What a length is to be multiplied with to be in metres.
pub(super) fn to_metres(unit: &[u8]) -> Option<f64> {
    metres(unit)
}

/// What a length is to be multiplied with to be in millimetres.
pub(super) fn to_millimetres(unit: &[u8]) -> Option<f64> {
    metres(unit).map(|metres| 1000.0 * metres)
}

/// What a speed is to be multiplied with to be in metres a second.
pub(super) fn to_metres_per_second(unit: &[u8]) -> Option<f64> {
    let (length, time) = unit.split_at_checked(unit.iter().position(|&byte| byte == b'/')?)?;
    let seconds = match time {
        b"/s" => 1.0,
        b"/min" => 60.0,
        b"/hr" | b"/h" => 3600.0,
        _ => return None,
    };
    Some(metres(length)? / seconds)
}

/// What a time is to be multiplied with to be in seconds.
pub(super) fn to_seconds(unit: &[u8]) -> Option<f64> {
    Some(match unit {
        b"ms" => 0.001,
        b"s" => 1.0,
        b"min" => 60.0,
        b"hr" => 3600.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_an_instant_by_the_offset_it_carries() {
        // 2025-09-16T15:14:50Z, by `date -u -d @1758035690`.
        assert_eq!(date(b"2025-09-16 16:14:50 +0100"), Some(1_758_035_690));
        assert_eq!(date(b"2025-09-16 08:14:50 -0700"), Some(1_758_035_690));
        assert_eq!(date(b"1970-01-01 00:00:00 +0000"), Some(0));
        assert_eq!(date(b"2000-02-29 23:59:59 +0000"), Some(951_868_799));
        for wrong in ["2025-13-16 16:14:50 +0100", "2025-09-16T16:14:50 +0100", "", "2025"] {
            assert_eq!(date(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn units_are_those_of_the_attribute() {
        let near = |a: Option<f64>, b: f64| assert!((a.unwrap() - b).abs() < 1e-9, "{a:?}");
        near(to_metres(b"mi"), 1609.344);
        near(to_millimetres(b"in"), 25.4);
        near(to_metres_per_second(b"km/hr"), 1.0 / 3.6);
        near(to_metres_per_second(b"mi/hr"), 0.44704);
        near(to_seconds(b"min"), 60.0);
        assert_eq!(to_metres(b"furlong"), None);
        assert_eq!(to_metres_per_second(b"m"), None);
    }

    #[test]
    fn attributes_are_read_in_any_order_and_either_quotes() {
        let text = b" a=\"1\"\n b = 'x \"y\"' c=\"\"/";
        let pairs: Vec<_> = Pairs { rest: text }.collect();
        let expected: Vec<(&[u8], &[u8])> = vec![(b"a", b"1"), (b"b", b"x \"y\""), (b"c", b"")];
        assert_eq!(pairs, expected);
    }
}
