//! Ranks, and how two series go together by rank.

use super::mean;

/// Ranks from 1, ties sharing their mean rank.
///
/// ```
/// use backstride_signal::rank::mid_ranks;
///
/// assert_eq!(mid_ranks(&[3.0, 1.0, 3.0, 0.5]), [3.5, 2.0, 3.5, 1.0]);
/// ```
pub fn mid_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for ties in order.chunk_by(|&a, &b| values[a].total_cmp(&values[b]).is_eq()) {
        // Places from `before + 1` to `before + ties.len()`.
        let rank = f64::midpoint((before + 1) as f64, (before + ties.len()) as f64);
        before += ties.len();
        for &place in ties {
            ranks[place] = rank;
        }
    }
    ranks
}

/// Pearson's correlation; none when a series is constant, too short, or the lengths differ.
pub fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    if x.len() != y.len() || x.len() < 2 {
        return None;
    }
    let (mean_x, mean_y) = (mean(x)?, mean(y)?);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (a, b) in x.iter().zip(y) {
        let (a, b) = (a - mean_x, b - mean_y);
        xx += a * a;
        yy += b * b;
        xy += a * b;
    }
    let scale = (xx * yy).sqrt();
    (scale > 1e-12).then(|| (xy / scale).clamp(-1.0, 1.0))
}

/// Spearman's rank correlation; none when a series is constant, too short, or the lengths differ.
pub fn spearman(x: &[f64], y: &[f64]) -> Option<f64> {
    pearson(&mid_ranks(x), &mid_ranks(y))
}

/// What is left of `y` once its straight line on `x` is taken away; `y` less its mean where `x`
/// is constant.
pub fn residuals(y: &[f64], x: &[f64]) -> Vec<f64> {
    let (Some(mean_x), Some(mean_y)) = (mean(x), mean(y)) else { return Vec::new() };
    let spread: f64 = x.iter().map(|value| (value - mean_x).powi(2)).sum();
    let shared: f64 = x.iter().zip(y).map(|(a, b)| (a - mean_x) * (b - mean_y)).sum();
    let slope = if spread > 0.0 { shared / spread } else { 0.0 };
    x.iter().zip(y).map(|(a, b)| b - mean_y - slope * (a - mean_x)).collect()
}

/// The correlation of a series with itself one place on; none when it is constant or too short.
pub fn lag_one(values: &[f64]) -> Option<f64> {
    if values.len() < 3 {
        return None;
    }
    let mean = mean(values)?;
    let spread: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let shared: f64 = values.windows(2).map(|pair| (pair[0] - mean) * (pair[1] - mean)).sum();
    (spread > 1e-12).then(|| shared / spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spearman_of_the_tied_oracle_is_scipys() {
        let x: Vec<f64> = (1..=10).map(f64::from).collect();
        let y = [1.0, 0.0, 2.0, 2.0, 3.0, 1.0, 4.0, 3.0, 5.0, 4.0];
        let rho = spearman(&x, &y).unwrap();
        assert!((rho - 0.828_283_210_838_795_9).abs() < 1e-12, "{rho}");
    }

    #[test]
    fn a_constant_series_has_no_correlation() {
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[4.0, 4.0, 4.0]), None);
        assert_eq!(spearman(&[1.0, 2.0], &[1.0]), None);
        assert_eq!(lag_one(&[2.0, 2.0, 2.0]), None);
    }

    #[test]
    fn residuals_of_a_straight_line_are_zero() {
        let left = residuals(&[3.0, 5.0, 7.0], &[1.0, 2.0, 3.0]);
        assert!(left.iter().all(|value| value.abs() < 1e-12), "{left:?}");
    }
}
