//! Times as the files write them.

use jiff::{Timestamp, civil::DateTime};

use super::super::recorded;

/// `11/05/19 22:40:41`, which is UTC.
pub(super) fn fitbit_ms(text: &str) -> Option<i64> {
    let at = DateTime::strptime("%m/%d/%y %H:%M:%S", text).ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

pub(super) fn instant_ms(text: &str) -> Option<i64> {
    let at: Timestamp = text.trim().parse().ok()?;
    Some(at.as_millisecond())
}

/// `+02:00`.
pub(super) fn offset_s(text: &str) -> Option<i32> {
    let (sign, clock) = text.split_at_checked(1)?;
    let hhmm = clock.replace(':', "").parse().ok()?;
    recorded::offset_s(sign == "+", hhmm).filter(|_| matches!(sign, "+" | "-"))
}
