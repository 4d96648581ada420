//! From values to places along an axis, through plotters' own ranged coordinate.

use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;

use super::canvas::FINE;

/// A straight axis.
pub(crate) struct Scale {
    values: RangedCoordf64,
    /// Drawn pixels of its two ends.
    ends: (i32, i32),
}

impl Scale {
    /// From `low` at `start_px` to `high` at `end_px`; a range of no width is widened by one.
    pub(crate) fn new((low, high): (f64, f64), (start_px, end_px): (f64, f64)) -> Scale {
        let low = if low.is_finite() { low } else { 0.0 };
        let is_wide = high.is_finite() && high - low > 1e-9;
        let high = if is_wide { high } else { low + 1.0 };
        Scale { values: (low..high).into(), ends: (whole(start_px), whole(end_px)) }
    }

    /// Where a value stands, in shown pixels. What is not finite, or ten times the axis away from
    /// it, stands there: pixels are counted in 32 bits.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let range = self.values.range();
        let reach = 10.0 * (range.end - range.start);
        let value = if value.is_nan() { range.start } else { value };
        let value = within(value, range.start - reach, range.end + reach);
        f64::from(self.values.map(&value, self.ends)) / FINE
    }

    /// Where a range ends along it.
    pub(crate) fn span(&self, (low, high): (f64, f64)) -> (f64, f64) {
        (self.at(low), self.at(high))
    }

    /// Round values to name along the axis, at most so many.
    pub(crate) fn ticks(&self, at_most: usize) -> Vec<f64> {
        self.values.key_points(BoldPoints(at_most))
    }
}

/// The smallest and largest of the finite values.
pub(crate) fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().filter(|value| value.is_finite()).fold(None, |seen, value| match seen {
        None => Some((value, value)),
        Some((low, high)) => {
            Some((if value < low { value } else { low }, if value > high { value } else { high }))
        }
    })
}

/// The value, or the nearer end where it lies outside; the lower end where the ends are crossed,
/// as when a label is wider than its chart.
pub(crate) fn within(value: f64, low: f64, high: f64) -> f64 {
    if value < low || high < low {
        low
    } else if value > high {
        high
    } else {
        value
    }
}

/// Which of the wished-for stretches can be shown, first come first served, with `gap` between
/// any two: for labels along one line.
pub(crate) fn without_overlap(stretches: &[(f64, f64)], gap: f64) -> Vec<bool> {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    stretches
        .iter()
        .map(|&(from, to)| {
            let free = taken.iter().all(|&(start, end)| to + gap <= start || end + gap <= from);
            if free {
                taken.push((from, to));
            }
            free
        })
        .collect()
}

/// A height or width of a drawing in whole pixels, so that all of it has room.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a sum of small positive lengths"
)]
pub(crate) fn whole_px(length: f64) -> u32 {
    length.ceil() as u32
}

#[allow(clippy::cast_possible_truncation, reason = "a page is far smaller than 2^31 / 10")]
fn whole(shown_px: f64) -> i32 {
    (shown_px * FINE).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_map_onto_the_axis_in_both_directions() {
        let up = Scale::new((0.0, 10.0), (100.0, 0.0));
        assert!((up.at(2.5) - 75.0).abs() < 0.11);
        let flat = Scale::new((3.0, 3.0), (0.0, 50.0));
        assert!(flat.at(3.0).is_finite());
    }

    #[test]
    fn labels_that_would_touch_give_way_to_those_before_them() {
        let shown = without_overlap(&[(10.0, 20.0), (18.0, 30.0), (24.0, 40.0)], 2.0);
        assert_eq!(shown, [true, false, true]);
    }

    #[test]
    fn no_value_is_too_far_off_for_the_axis() {
        let scale = Scale::new((0.0, 10.0), (0.0, 50.0));
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
            assert!(scale.at(value).abs() <= 600.0, "{value}");
        }
        assert!((within(5.0, 8.0, 2.0) - 8.0).abs() < 1e-12);
    }

    #[test]
    fn the_extent_of_nothing_is_nothing() {
        assert_eq!(extent([f64::NAN]), None);
        assert_eq!(extent([2.0, f64::NAN, -1.0]), Some((-1.0, 2.0)));
    }
}
