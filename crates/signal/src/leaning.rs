//! How exactly means are known of values that lean on the one before them.

/// A lag-one correlation beyond this leaves a third of a run hardly one independent value.
const MOST_LEANING: f64 = 0.95;

/// Fewer degrees of freedom than this are taken as this many.
const LEAST_FREEDOM: f64 = 2.0;

/// The spread of the difference of two means, each of a series of values in time order, already
/// less its own mean.
///
/// The values of each are taken to lean on the one before by one share φ (a first-order
/// autoregression), which makes a mean of n of them as good as one of n (1 − φ) / (1 + φ). φ is found from both
/// together and mended for the little that a short series shows of it (Marriott & Pope 1954); the variance
/// likewise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leaning {
    /// Share φ of a value that is left in the next.
    pub lag_one: f64,
    /// Standard error of the difference of the two means.
    pub standard_error: f64,
    /// Degrees of freedom: independent values less two, at least two.
    pub freedom: f64,
}

impl Leaning {
    /// None where a series is shorter than six or nothing varies.
    pub fn of(first: &[f64], second: &[f64]) -> Option<Leaning> {
        let shorter = first.len().min(second.len());
        if shorter < 6 {
            return None;
        }
        let all = || first.iter().chain(second);
        let squares: f64 = all().map(|value| value.powi(2)).sum();
        let neighbours: f64 =
            first.windows(2).chain(second.windows(2)).map(|pair| pair[0] * pair[1]).sum();
        if squares <= 0.0 {
            return None;
        }
        let each = (first.len() + second.len()) as f64 / 2.0;
        let seen = neighbours / squares * each / (each - 1.0);
        let lag_one = ((each * seen + 1.0) / (each - 3.0)).clamp(0.0, MOST_LEANING);
        let share = (1.0 + lag_one) / (1.0 - lag_one);
        let independent = |n: usize| n as f64 / share;
        let left = 2.0 * each - 2.0 * share.clamp(1.0, each / 2.0);
        let variance = squares / left;
        let (one, other) = (independent(first.len()), independent(second.len()));
        Some(Leaning {
            lag_one,
            standard_error: (variance / one + variance / other).sqrt(),
            freedom: (one + other - 2.0).clamp(LEAST_FREEDOM, f64::MAX),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SplitMix64, student_reach};

    fn centred(n: usize, lasts: f64, random: &mut SplitMix64) -> (f64, Vec<f64>) {
        let mut value = random.normal_f64();
        let values: Vec<f64> = (0..n)
            .map(|_| {
                value = lasts * value + (1.0 - lasts * lasts).sqrt() * random.normal_f64();
                value
            })
            .collect();
        let mean = values.iter().sum::<f64>() / n as f64;
        (mean, values.iter().map(|value| value - mean).collect())
    }

    #[test]
    fn an_interval_of_90_per_cent_leaves_out_no_difference_about_once_in_ten() {
        for (lasts, at_most) in [(0.0, 0.12), (0.6, 0.13), (0.8, 0.16)] {
            let mut random = SplitMix64::new(7);
            let out = (0..2_000)
                .filter(|_| {
                    let (one, first) = centred(28, lasts, &mut random);
                    let (other, second) = centred(28, lasts, &mut random);
                    let told = Leaning::of(&first, &second).unwrap();
                    let reach = student_reach(0.90, told.freedom) * told.standard_error;
                    (one - other).abs() > reach
                })
                .count() as f64
                / 2_000.0;
            assert!((0.04..at_most).contains(&out), "{lasts}: {out}");
        }
    }

    #[test]
    fn what_does_not_vary_and_what_is_short_has_no_spread() {
        assert_eq!(Leaning::of(&[0.0; 8], &[0.0; 8]), None);
        assert_eq!(Leaning::of(&[1.0, -1.0], &[1.0, -1.0]), None);
    }
}
