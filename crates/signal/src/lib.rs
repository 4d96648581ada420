//! Arithmetic on plain slices. Knows nothing of running.
//!
//! Missing values are `NaN` throughout, and every function here says what it does with them.

mod filter;
mod leaning;
pub mod random;
pub mod rank;
mod regression;
mod robust;
mod signed_rank;
mod spectrum;
mod student;

pub use filter::{running_mean, running_median, without_short_gaps};
pub use leaning::Leaning;
pub use random::SplitMix64;
pub use regression::{Fit, NormalEquations, least_squares, robust_fit};
pub use robust::{
    all_present, correlation, largest, mean, median, median_absolute_deviation, quantile, smallest,
    standard_deviation, weighted_mean,
};

pub use signed_rank::{Middle, middle_of_pairs};
pub use spectrum::{Rhythm, Transforms, integrated_twice};
pub use student::{next_value_reach, resampled_widening, student_reach};

/// The places of the lower, middle and upper third of values in order; none where a value stands on
/// both sides of a border, which would deal its places out by chance, or where a third is empty.
///
/// ```
/// use backstride_signal::thirds;
///
/// assert_eq!(thirds(&[1.0, 2.0, 2.0, 3.0, 4.0, 5.0]), None);
/// assert_eq!(thirds(&[1.0, 1.0, 2.0, 3.0, 4.0, 5.0]), Some([0..2, 2..4, 4..6]));
/// ```
pub fn thirds(in_order: &[f64]) -> Option<[std::ops::Range<usize>; 3]> {
    let n = in_order.len();
    let (low, high) = (n / 3, 2 * n / 3);
    let parts = |border: usize| {
        in_order.get(border.checked_sub(1)?)?.lt(in_order.get(border)?).then_some(())
    };
    parts(low).and(parts(high)).map(|()| [0..low, low..high, high..n])
}

/// The whole number at or below `x`, as an index: 0 for what is negative or no number.
///
/// ```
/// use backstride_signal::floor_index;
///
/// assert_eq!(floor_index(2.9), 2);
/// assert_eq!(floor_index(-1.0), 0);
/// assert_eq!(floor_index(f64::NAN), 0);
/// ```
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what the documentation promises"
)]
pub fn floor_index(x: f64) -> usize {
    x as usize
}
