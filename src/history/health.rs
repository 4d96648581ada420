//! An account's own diary: words on the back, and hours asleep, of a period.

use super::History;
use crate::{
    page::{Health, Middle, Period},
    signal,
};

/// What it says of a period; none where it says nothing.
pub(super) fn told(history: &History<'_>, period: &Period) -> Option<Health> {
    let diary = history.health;
    // Whatever else is known until then: what was said, was said.
    let days = period.first..=period.last;
    let back: Vec<_> = diary.back.range(days.clone()).map(|(day, it)| (*day, *it)).collect();
    let hours: Vec<f64> = diary.sleep_h.range(days).map(|(_, hours)| *hours).collect();
    let sleep_h = signal::median(&hours).map(|value| Middle { value, n: hours.len() });
    (!back.is_empty() || sleep_h.is_some()).then_some(Health { back, sleep_h })
}
