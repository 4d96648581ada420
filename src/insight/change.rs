//! Whether a month's mornings differ from the month before's by more than such months do anyway.

use super::bootstrap::{difference_interval, mean_of_days};
pub use crate::page::ChangeVerdict;
use crate::page::Mean;

/// Logged mornings that each month must have.
const FEWEST_MORNINGS: usize = 20;
/// How sure the interval must be: in diaries without a real change, 95 % finds small changes in
/// up to a quarter of the months.
const LEVEL: f64 = 0.99;

/// A month's mornings against the month before's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MorningsChange {
    /// Mean of the month's mornings, with its 95 % interval.
    pub now: Mean,
    /// Mean of the month before.
    pub before: Mean,
    /// The month less the month before, in points.
    pub difference: f64,
    /// The 99 % interval of the difference, where both months have enough mornings for one.
    pub interval: Option<(f64, f64)>,
    /// What may be said.
    pub verdict: ChangeVerdict,
}

/// Compares two spans of mornings, one value a calendar day; none where either has no value.
pub fn change(before: &[Option<f64>], now: &[Option<f64>]) -> Option<MorningsChange> {
    let (before_mean, now_mean) = (mean_of_days(before)?, mean_of_days(now)?);
    let difference = now_mean.value - before_mean.value;
    let interval = difference_interval(before, now, LEVEL);
    let beyond_zero = interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0);
    // Means are sums of half points; the tolerance keeps an exact point from failing by a last bit.
    let large_enough = difference.abs() >= smallest_change(before_mean.value) - 1e-9;
    let verdict = if before_mean.n < FEWEST_MORNINGS || now_mean.n < FEWEST_MORNINGS {
        ChangeVerdict::TooFew
    } else if !(beyond_zero && large_enough) {
        ChangeVerdict::Unchanged
    } else if difference < 0.0 {
        ChangeVerdict::Lower
    } else {
        ChangeVerdict::Higher
    };
    Some(MorningsChange { now: now_mean, before: before_mean, difference, interval, verdict })
}

/// The smallest difference in points that people call a change, by where they started (minimal
/// important changes of the 0–10 scale by baseline, 10.1055/a-1304-3677).
fn smallest_change(baseline: f64) -> f64 {
    if baseline < 5.0 {
        1.0
    } else if baseline < 8.0 {
        2.0
    } else {
        3.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(level: f64) -> Vec<Option<f64>> {
        (0..30).map(|day| Some(level + f64::from(day % 3) * 0.5 - 0.5)).collect()
    }

    fn verdict(before: f64, now: f64) -> ChangeVerdict {
        change(&month(before), &month(now)).unwrap().verdict
    }

    #[test]
    fn a_change_must_be_one_two_or_three_points_by_where_it_started() {
        assert_eq!(verdict(3.0, 2.0), ChangeVerdict::Lower);
        assert_eq!(verdict(3.0, 2.5), ChangeVerdict::Unchanged);
        assert_eq!(verdict(3.0, 4.0), ChangeVerdict::Higher);
        assert_eq!(verdict(5.0, 6.5), ChangeVerdict::Unchanged);
        assert_eq!(verdict(5.0, 3.0), ChangeVerdict::Lower);
        assert_eq!(verdict(8.0, 6.0), ChangeVerdict::Unchanged);
        assert_eq!(verdict(8.0, 5.0), ChangeVerdict::Lower);
    }

    #[test]
    fn nineteen_mornings_are_too_few() {
        let mut few = month(1.0);
        few.iter_mut().skip(19).for_each(|day| *day = None);
        let change = change(&month(6.0), &few).unwrap();
        assert_eq!((change.verdict, change.now.n), (ChangeVerdict::TooFew, 19));
    }

    #[test]
    fn a_difference_within_the_weekly_swing_is_no_change() {
        // One bad week makes the mean a point higher; whole weeks vary that much.
        let before: Vec<Option<f64>> = vec![Some(2.0); 28];
        let now: Vec<Option<f64>> =
            (0..28).map(|day| Some(if day < 7 { 6.0 } else { 2.0 })).collect();
        let change = change(&before, &now).unwrap();
        assert!((change.difference - 1.0).abs() < 1e-12);
        assert_eq!(change.verdict, ChangeVerdict::Unchanged);
    }

    #[test]
    fn a_point_more_that_is_a_last_bit_less_is_still_a_point_more() {
        // 2.3 - 1.3 is 0.9999999999999998 in doubles.
        let month = |more: f64| -> Vec<Option<f64>> {
            (0..30).map(|day| Some(more + if day % 10 < 6 { 1.5 } else { 1.0 })).collect()
        };
        let change = change(&month(0.0), &month(1.0)).unwrap();
        assert!(change.difference < 1.0);
        assert_eq!(change.verdict, ChangeVerdict::Higher);
    }
}
