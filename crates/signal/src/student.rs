//! How wide an interval must be that rests on few values.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// From so many degrees of freedom on the quantile is the normal one with the first term of its
/// series, which is right to five digits there. The crate's own search for Student's loses digits with
/// more of them, and without end (1e8) finds none.
const NEARLY_NORMAL: f64 = 1000.0;

/// How many standard errors an interval of this level (0.95 for 95 %) reaches to either side, with
/// so many degrees of freedom: Student's quantile at (1 + level) / 2.
///
/// Infinite with less than one degree of freedom, since nothing is then known of the spread, and for
/// a level of one; `NaN` for a level that is none.
///
/// ```
/// use backstride_signal::student_reach;
///
/// assert!((student_reach(0.95, 4.0) - 2.776_445).abs() < 1e-6);
/// assert_eq!(student_reach(0.95, 0.0), f64::INFINITY);
/// ```
pub fn student_reach(level: f64, freedom: f64) -> f64 {
    if !(0.0..=1.0).contains(&level) || freedom.is_nan() {
        return f64::NAN;
    }
    if level >= 1.0 || freedom < 1.0 {
        return f64::INFINITY;
    }
    let share = f64::midpoint(1.0, level);
    if freedom < NEARLY_NORMAL {
        StudentsT::new(0.0, 1.0, freedom)
            .map_or(f64::INFINITY, |student| student.inverse_cdf(share))
    } else {
        let z = Normal::standard().inverse_cdf(share);
        z + (z.powi(3) + z) / (4.0 * freedom)
    }
}

/// How many standard deviations of `n` values the next one may lie from their mean, at this level:
/// the mean is itself known from them alone, and so is the spread. Infinite for fewer than two.
///
/// ```
/// use backstride_signal::next_value_reach;
///
/// // 8 values: 1.894579 by Student, times √(1 + 1/8).
/// assert!((next_value_reach(0.90, 8) - 2.009_504).abs() < 1e-6);
/// ```
pub fn next_value_reach(level: f64, n: usize) -> f64 {
    let n = n as f64;
    student_reach(level, n - 1.0) * (1.0 + 1.0 / n).sqrt()
}

/// By how much an interval between quantiles of resampled means is to be widened, at this level.
///
/// A mean drawn anew from `units` values (or blocks of days, or runs) spreads by √((units − 1)/units) too
/// little, and its quantiles are those of a spread that is known, which it is not: Student's over
/// the normal one, with `freedom` degrees. Infinite for one unit and fewer.
///
/// ```
/// use backstride_signal::resampled_widening;
///
/// // Four: 3.182446 / 1.959964 · √(4/3).
/// assert!((resampled_widening(0.95, 4.0, 3.0) - 1.874_918).abs() < 1e-5);
/// ```
pub fn resampled_widening(level: f64, units: f64, freedom: f64) -> f64 {
    if units <= 1.0 {
        return f64::INFINITY;
    }
    let normal = student_reach(level, f64::INFINITY);
    student_reach(level, freedom) / normal * (units / (units - 1.0)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SplitMix64, mean, standard_deviation};

    /// Rows of degrees of freedom and the two-sided points of 90, 95 and 99 %, by another program.
    const TABLE: &str = include_str!("../../../tests/oracles/student_t.csv");

    #[test]
    fn from_1_to_100_degrees_of_freedom_the_points_are_those_of_the_table() {
        let mut rows = 0;
        for line in TABLE.lines().skip(1) {
            let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
            for (level, point) in [0.90, 0.95, 0.99].into_iter().zip(&cells[1..]) {
                let found = student_reach(level, cells[0]);
                assert!((found / point - 1.0).abs() < 1e-8, "{level} {line} {found}");
            }
            rows += 1;
        }
        assert_eq!(rows, 100);
    }

    #[test]
    fn the_points_are_those_printed_in_tables_of_statistics() {
        // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2 (10.18434/M32189).
        for (freedom, printed) in [
            (1.0, [6.314, 12.706, 63.657]),
            (2.0, [2.920, 4.303, 9.925]),
            (3.0, [2.353, 3.182, 5.841]),
            (10.0, [1.812, 2.228, 3.169]),
            (30.0, [1.697, 2.042, 2.750]),
            (100.0, [1.660, 1.984, 2.626]),
        ] {
            for (level, printed) in [0.90, 0.95, 0.99].into_iter().zip(printed) {
                let found = student_reach(level, freedom);
                assert!((found - printed).abs() <= 5.1e-4, "{freedom} {level}: {found}");
            }
        }
    }

    #[test]
    fn a_broken_number_of_degrees_lies_between_its_neighbours_and_many_are_the_normal_one() {
        let (two, half, three) =
            (student_reach(0.95, 2.0), student_reach(0.95, 2.5), student_reach(0.95, 3.0));
        assert!(three < half && half < two, "{two} {half} {three}");
        for many in [1e6, 1e8, 1e12, f64::MAX, f64::INFINITY] {
            assert!((student_reach(0.95, many) - 1.959_964).abs() < 5e-6, "{many}");
        }
        // By scipy: 1.9623390808 and, a thousandth of a degree fewer, the same to eight digits.
        for freedom in [999.999, 1000.0] {
            let found = student_reach(0.95, freedom);
            assert!((found - 1.962_339_08).abs() < 1e-5, "{freedom} {found}");
        }
    }

    #[test]
    fn at_every_level_and_with_any_degrees_there_is_an_answer_and_more_degrees_are_narrower() {
        for level in [0.0, 0.01, 0.5, 0.9, 0.999, 0.999_999] {
            let mut wider = f64::INFINITY;
            for tenths in (10..11_000).step_by(37) {
                let found = student_reach(level, f64::from(tenths) / 10.0);
                // To the fifth digit, which is what is left where the two ways meet.
                assert!(found.is_finite() && found <= wider * (1.0 + 2e-5), "{level} {tenths}");
                wider = found;
            }
        }
    }

    #[test]
    fn without_a_degree_of_freedom_or_a_level_nothing_is_claimed() {
        assert!(student_reach(0.95, -1.0).is_infinite() && student_reach(1.0, 5.0).is_infinite());
        assert!(student_reach(1.5, 5.0).is_nan() && student_reach(0.95, f64::NAN).is_nan());
        assert!(next_value_reach(0.90, 1).is_infinite());
        assert!(!next_value_reach(0.90, 0).is_finite());
    }

    #[test]
    fn nine_in_ten_next_values_lie_within_reach_of_the_few_before_them() {
        let mut random = SplitMix64::new(11);
        for n in [3, 8, 15] {
            let held = (0..20_000)
                .filter(|_| {
                    let few: Vec<f64> = (0..n).map(|_| random.normal_f64()).collect();
                    let reach = next_value_reach(0.90, n) * standard_deviation(&few).unwrap();
                    (random.normal_f64() - mean(&few).unwrap()).abs() <= reach
                })
                .count() as f64
                / 20_000.0;
            // Known to ±0.4 points.
            assert!((held - 0.90).abs() < 0.01, "{n}: {held}");
        }
    }
}
