//! Location and spread of values, some of which may be missing.

use std::cmp::Ordering;

/// Scales a median absolute deviation to a standard deviation where values are normally
/// distributed: 1/Φ⁻¹(3/4).
const NORMAL_PER_MAD: f64 = 1.482_602_218_505_602;

/// The mean of the values present; none where there is none.
///
/// ```
/// use backstride_signal::mean;
///
/// assert_eq!(mean(&[1.0, f64::NAN, 3.0]), Some(2.0));
/// assert_eq!(mean(&[f64::NAN]), None);
/// ```
pub fn mean(values: &[f64]) -> Option<f64> {
    let (sum, count) = present(values).fold((0.0, 0_usize), |(sum, n), x| (sum + x, n + 1));
    (count > 0).then(|| sum / count as f64)
}

/// The mean of the values present, each counting as much as its weight; none where no value with
/// a positive weight is present.
pub fn weighted_mean(values: &[f64], weights: &[f64]) -> Option<f64> {
    let (sum, total) = values
        .iter()
        .zip(weights)
        .filter(|(value, weight)| value.is_finite() && **weight > 0.0)
        .fold((0.0, 0.0), |(sum, total), (value, weight)| (sum + value * weight, total + weight));
    (total > 0.0).then(|| sum / total)
}

/// The sample standard deviation of the values present; none for fewer than two.
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    let centre = mean(values)?;
    let (squares, count) =
        present(values).fold((0.0, 0_usize), |(sum, n), x| (sum + (x - centre).powi(2), n + 1));
    (count > 1).then(|| (squares / (count - 1) as f64).sqrt())
}

/// The median of the values present; none where there is none.
///
/// ```
/// use backstride_signal::median;
///
/// assert_eq!(median(&[3.0, 1.0, f64::NAN, 2.0]), Some(2.0));
/// assert_eq!(median(&[1.0, 2.0]), Some(1.5));
/// ```
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// The quantile of the values present by linear interpolation (Hyndman & Fan's type 7, as in R
/// and `NumPy`); none where there is none. `share` is held within 0 and 1.
///
/// ```
/// use backstride_signal::quantile;
///
/// assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0], 0.25), Some(1.75));
/// ```
pub fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut in_order = values.to_vec();
    in_order.retain(|value| value.is_finite());
    let last = in_order.len().checked_sub(1)?;
    let at = share.clamp(0.0, 1.0) * last as f64;
    let below = super::floor_index(at).min(last);
    let (_, low, above) = in_order.select_nth_unstable_by(below, |one, other| {
        // A comparison of two values that are there, where a total order takes several.
        one.partial_cmp(other).unwrap_or(Ordering::Equal)
    });
    let low = *low;
    let rest = at - below as f64;
    if rest <= 0.0 {
        return Some(low);
    }
    let high = smallest(above).unwrap_or(low);
    Some(low + rest * (high - low))
}

/// The median distance from the median, scaled to a standard deviation for normally distributed
/// values; none where there is no value.
pub fn median_absolute_deviation(values: &[f64]) -> Option<f64> {
    let centre = median(values)?;
    let distances: Vec<f64> = present(values).map(|x| (x - centre).abs()).collect();
    Some(NORMAL_PER_MAD * median(&distances)?)
}

/// The largest of the values present; none where there is none.
pub fn largest(values: &[f64]) -> Option<f64> {
    present(values).max_by(f64::total_cmp)
}

/// The smallest of the values present; none where there is none.
pub fn smallest(values: &[f64]) -> Option<f64> {
    present(values).min_by(f64::total_cmp)
}

/// Pearson's correlation over the places where both have a value; none for fewer than three, or
/// where one does not vary.
pub fn correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let both: Vec<(f64, f64)> = a
        .iter()
        .zip(b)
        .filter(|(x, y)| x.is_finite() && y.is_finite())
        .map(|(x, y)| (*x, *y))
        .collect();
    if both.len() < 3 {
        return None;
    }
    let count = both.len() as f64;
    let mean_a = both.iter().map(|pair| pair.0).sum::<f64>() / count;
    let mean_b = both.iter().map(|pair| pair.1).sum::<f64>() / count;
    let (mut cross, mut square_a, mut square_b) = (0.0, 0.0, 0.0);
    for (x, y) in both {
        cross += (x - mean_a) * (y - mean_b);
        square_a += (x - mean_a).powi(2);
        square_b += (y - mean_b).powi(2);
    }
    let spread = (square_a * square_b).sqrt();
    (spread > 0.0).then(|| cross / spread)
}

/// Whether no value is missing.
///
/// ```
/// use backstride_signal::all_present;
///
/// assert!(all_present(&[1.0, 2.0]));
/// assert!(!all_present(&[1.0, f64::NAN, 2.0]));
/// ```
pub fn all_present(values: &[f64]) -> bool {
    // Without a way out in between several are looked at at once.
    let all = |values: &[f64]| values.iter().fold(true, |all, value| all & value.is_finite());
    values.chunks(64).all(all)
}

/// The values that are there.
fn present(values: &[f64]) -> impl Iterator<Item = f64> + '_ {
    values.iter().copied().filter(|x| x.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_agree_with_r() {
        // R 4.3: quantile(c(15, 20, 35, 40, 50), c(.05, .4, .95))
        let values = [15.0, 20.0, 35.0, 40.0, 50.0];
        assert!((quantile(&values, 0.05).unwrap() - 16.0).abs() < 1e-12);
        assert!((quantile(&values, 0.40).unwrap() - 29.0).abs() < 1e-12);
        assert!((quantile(&values, 0.95).unwrap() - 48.0).abs() < 1e-12);
    }

    #[test]
    fn a_median_absolute_deviation_ignores_one_wild_value() {
        // By hand: the median of 1, 2, 3, 4, 1000 is 3, of the distances 2, 1, 0, 1, 997 it is 1.
        let spread = median_absolute_deviation(&[1.0, 2.0, 3.0, 4.0, 1000.0]).unwrap();
        assert!((spread - 1.482_602_218_505_602).abs() < 1e-12);
    }

    #[test]
    fn nothing_present_is_none_and_not_zero() {
        let nothing = [f64::NAN, f64::INFINITY];
        assert_eq!(mean(&nothing), None);
        assert_eq!(median(&nothing), None);
        assert_eq!(largest(&nothing), None);
        assert_eq!(smallest(&[]), None);
        assert_eq!(standard_deviation(&[1.0]), None);
    }

    #[test]
    fn correlation_of_a_line_is_one() {
        let a = [1.0, 2.0, 3.0, f64::NAN];
        let b = [10.0, 20.0, 30.0, 1.0];
        assert!((correlation(&a, &b).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(correlation(&a, &[1.0; 4]), None);
    }
}
