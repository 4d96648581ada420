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

pub use filter::{running_mean, running_median, without_short_gaps};
pub use leaning::{Leaning, student_quantile};
pub use random::SplitMix64;
pub use regression::{Fit, least_squares, robust_fit};
pub use robust::{
    correlation, largest, mean, median, median_absolute_deviation, quantile, smallest,
    standard_deviation, weighted_mean,
};

pub use signed_rank::{Middle, middle_of_pairs};
pub use spectrum::{Rhythm, Transforms, integrated_twice};

/// The whole number at or below `x`, as an index: 0 for what is negative or no number.
///
/// ```
/// use backstride::signal::floor_index;
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
