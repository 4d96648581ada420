//! Linear regression on few columns, plain and robust.

use super::{median, median_absolute_deviation};

/// Huber's tuning constant in standard deviations: 95 % efficient where errors are normal
/// (Huber 1981; Holland & Welsch 1977, 10.1080/03610927708827533).
const HUBER_CUT_SD: f64 = 1.345;

/// Rounds of reweighting; coefficients settle well before.
const ROUNDS: usize = 30;

/// Coefficients have settled when none moves by more than this share of itself, or of one.
const SETTLED: f64 = 1e-9;

/// A pivot below this share of the largest means that the columns do not determine the answer.
const SINGULAR: f64 = 1e-10;

/// A fitted linear model.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// One coefficient for each column of the design.
    pub coefficients: Vec<f64>,
    /// Robust standard deviation of the residuals.
    pub residual_sd: f64,
}

impl Fit {
    /// The fitted value for a row of the design.
    pub fn at(&self, row: &[f64]) -> f64 {
        self.coefficients.iter().zip(row).map(|(b, x)| b * x).sum()
    }
}

/// Weighted least squares: `rows` of the design with `columns` numbers each, one after another.
///
/// None when there are fewer rows than columns, or the columns do not determine the answer.
pub fn least_squares(
    rows: &[f64],
    columns: usize,
    targets: &[f64],
    weights: &[f64],
) -> Option<Vec<f64>> {
    NormalEquations::of(rows, columns, targets, weights).solved()
}

/// The sums on which a least-squares answer hangs: those of rows put together are the sums of theirs, so
/// that groups of rows can be drawn anew without going through them again.
///
/// Columns are few and centred by the callers, so that their squared condition does no harm.
#[derive(Clone, Debug)]
pub struct NormalEquations {
    columns: usize,
    rows: usize,
    /// The upper triangle of a matrix, with the right side as one more column.
    sums: Vec<f64>,
}

impl NormalEquations {
    /// Of no row.
    pub fn empty(columns: usize) -> NormalEquations {
        NormalEquations { columns, rows: 0, sums: vec![0.0; columns * (columns + 1)] }
    }

    /// Of rows as [`least_squares`] takes them.
    pub fn of(rows: &[f64], columns: usize, targets: &[f64], weights: &[f64]) -> NormalEquations {
        let mut equations = NormalEquations::empty(columns);
        if columns == 0 {
            return equations;
        }
        equations.rows = targets.len();
        let sums = &mut equations.sums;
        let width = columns + 1;
        for ((row, target), weight) in rows.chunks_exact(columns).zip(targets).zip(weights) {
            for (i, x) in row.iter().enumerate() {
                for (j, y) in row.iter().enumerate().skip(i) {
                    sums[i * width + j] += weight * x * y;
                }
                sums[i * width + columns] += weight * x * target;
            }
        }
        equations
    }

    /// Takes the rows behind others, of as many columns, in.
    pub fn add(&mut self, others: &NormalEquations) {
        self.rows += others.rows;
        for (sum, other) in self.sums.iter_mut().zip(&others.sums) {
            *sum += other;
        }
    }

    /// The coefficients; none under the conditions of [`least_squares`].
    pub fn solved(mut self) -> Option<Vec<f64>> {
        let columns = self.columns;
        if columns == 0 || self.rows < columns {
            return None;
        }
        let width = columns + 1;
        for i in 1..columns {
            for j in 0..i {
                self.sums[i * width + j] = self.sums[j * width + i];
            }
        }
        solve(self.sums, columns)
    }
}

/// Gaussian elimination with partial pivoting on a scaled symmetric system.
fn solve(mut system: Vec<f64>, size: usize) -> Option<Vec<f64>> {
    let width = size + 1;
    // Scaling to a unit diagonal makes one threshold fit columns of any unit.
    let scales: Vec<f64> = (0..size).map(|i| system[i * width + i].sqrt()).collect();
    if scales.iter().any(|scale| !scale.is_finite() || *scale <= 0.0) {
        return None;
    }
    for i in 0..size {
        for j in 0..size {
            system[i * width + j] /= scales[i] * scales[j];
        }
        system[i * width + size] /= scales[i];
    }
    for column in 0..size {
        let pivot = (column..size)
            .max_by(|a, b| {
                system[a * width + column].abs().total_cmp(&system[b * width + column].abs())
            })
            .unwrap_or(column);
        if system[pivot * width + column].abs() < SINGULAR {
            return None;
        }
        for j in 0..width {
            system.swap(pivot * width + j, column * width + j);
        }
        for i in (0..size).filter(|&i| i != column) {
            let factor = system[i * width + column] / system[column * width + column];
            for j in column..width {
                system[i * width + j] -= factor * system[column * width + j];
            }
        }
    }
    Some((0..size).map(|i| system[i * width + size] / system[i * width + i] / scales[i]).collect())
}

/// Regression by iteratively reweighted least squares with Huber's weights, each row also
/// weighing as much as `weights` says.
///
/// None under the conditions of [`least_squares`].
pub fn robust_fit(rows: &[f64], columns: usize, targets: &[f64], weights: &[f64]) -> Option<Fit> {
    let mut coefficients = least_squares(rows, columns, targets, weights)?;
    let mut residuals = vec![0.0; targets.len()];
    let mut residual_sd = 0.0;
    let mut reweighted = weights.to_vec();
    for _ in 0..ROUNDS {
        let fitted = rows.chunks_exact(columns).zip(targets);
        for (residual, (row, target)) in residuals.iter_mut().zip(fitted) {
            *residual = target - row.iter().zip(&coefficients).map(|(x, b)| x * b).sum::<f64>();
        }
        residual_sd = spread_about_zero(&residuals)?;
        if residual_sd <= 0.0 {
            break;
        }
        let cut = HUBER_CUT_SD * residual_sd;
        for ((slot, weight), residual) in reweighted.iter_mut().zip(weights).zip(&residuals) {
            let size = residual.abs();
            *slot = if size <= cut { *weight } else { weight * cut / size };
        }
        let next = least_squares(rows, columns, targets, &reweighted)?;
        let moved = next
            .iter()
            .zip(&coefficients)
            .any(|(new, old)| (new - old).abs() > SETTLED * (1.0 + old.abs()));
        coefficients = next;
        if !moved {
            break;
        }
    }
    Some(Fit { coefficients, residual_sd })
}

/// A robust standard deviation of residuals, whose centre is zero by design; where more than half
/// of them vanish, the ordinary one.
fn spread_about_zero(residuals: &[f64]) -> Option<f64> {
    let robust = median_absolute_deviation(residuals)?;
    if robust > 0.0 {
        return Some(robust);
    }
    let sizes: Vec<f64> = residuals.iter().map(|r| r * r).collect();
    median(&sizes).map(|_| (sizes.iter().sum::<f64>() / sizes.len() as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_without_noise_is_found_again() {
        let (mut rows, mut targets) = (Vec::new(), Vec::new());
        for i in 0..20_u32 {
            let (x, y) = (f64::from(i) * 0.1, f64::from(i * i % 7));
            rows.extend([1.0, x, y]);
            targets.push(5.0 - 2.0 * x + 0.25 * y);
        }
        let found = least_squares(&rows, 3, &targets, &[1.0; 20]).unwrap();
        for (b, truth) in found.iter().zip([5.0, -2.0, 0.25]) {
            assert!((b - truth).abs() < 1e-9, "{found:?}");
        }
    }

    #[test]
    fn one_wild_value_in_ten_hardly_moves_the_robust_line() {
        let (mut rows, mut targets) = (Vec::new(), Vec::new());
        let mut random = crate::SplitMix64::new(5);
        for i in 0..200_u32 {
            let x = f64::from(i) / 100.0 - 1.0;
            rows.extend([1.0, x]);
            let wild = if i % 10 == 0 { 40.0 } else { 0.0 };
            targets.push(170.0 + 6.0 * x + random.normal_f64() + wild);
        }
        let weights = vec![1.0; targets.len()];
        let plain = least_squares(&rows, 2, &targets, &weights).unwrap();
        let robust = robust_fit(&rows, 2, &targets, &weights).unwrap();
        assert!((plain[0] - 170.0).abs() > 3.0);
        assert!((robust.coefficients[0] - 170.0).abs() < 0.5, "{robust:?}");
        assert!((robust.residual_sd - 1.0).abs() < 0.3, "{robust:?}");
    }

    #[test]
    fn sums_of_parts_give_the_answer_of_all_their_rows() {
        let mut random = crate::SplitMix64::new(6);
        let rows: Vec<f64> =
            (0..60).map(|at| if at % 3 == 0 { 1.0 } else { random.normal_f64() }).collect();
        let targets: Vec<f64> = (0..20).map(|_| random.normal_f64()).collect();
        let whole = least_squares(&rows, 3, &targets, &[1.0; 20]).unwrap();
        let mut together = NormalEquations::empty(3);
        for (rows, targets) in rows.chunks(15).zip(targets.chunks(5)) {
            together.add(&NormalEquations::of(rows, 3, targets, &[1.0; 5]));
        }
        for (part, whole) in together.solved().unwrap().iter().zip(whole) {
            assert!((part - whole).abs() < 1e-12, "{part} {whole}");
        }
    }

    #[test]
    fn columns_that_say_the_same_are_refused() {
        let rows = [1.0, 2.0, 1.0, 2.0, 1.0, 2.0];
        assert_eq!(least_squares(&rows, 2, &[1.0, 2.0, 3.0], &[1.0; 3]), None);
    }
}
