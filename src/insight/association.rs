//! How two series go together given a third, and how often chance alone would show as much.

use crate::signal::rank::{lag_one, mid_ranks, pearson, residuals};

/// The nearest circular shifts are left out: a series resembles itself a day or two on.
const SMALLEST_SHIFT: usize = 3;
/// The variance of a rank correlation's Fisher z, times n − 3 (Fieller et al. 1957,
/// 10.1093/biomet/44.3-4.470).
const RANK_Z_VARIANCE: f64 = 1.06;
/// Standard normal quantiles: 97.5 % for the interval, 80 % for power.
const Z_975: f64 = 1.959_964;
const Z_80: f64 = 0.841_621;

/// Three series of one length: what was done, how it was after, and how it was before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Triples {
    /// The exposure.
    pub exposure: Vec<f64>,
    /// The outcome.
    pub outcome: Vec<f64>,
    /// What both are seen given.
    pub given: Vec<f64>,
}

impl Triples {
    /// Adds one.
    pub fn push(&mut self, exposure: f64, outcome: f64, given: f64) {
        self.exposure.push(exposure);
        self.outcome.push(outcome);
        self.given.push(given);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.exposure.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.exposure.is_empty()
    }
}

/// Exposure and outcome as ranks, each less its straight line on the ranks of the third.
#[derive(Clone, Debug, PartialEq)]
pub struct Partial {
    exposure: Vec<f64>,
    outcome: Vec<f64>,
    /// Partial rank correlation (Spearman's, given the third).
    pub rho: f64,
}

impl Partial {
    /// None where a series says nothing beyond the third.
    pub fn of(triples: &Triples) -> Option<Partial> {
        let given = mid_ranks(&triples.given);
        let exposure = residuals(&mid_ranks(&triples.exposure), &given);
        let outcome = residuals(&mid_ranks(&triples.outcome), &given);
        let rho = pearson(&exposure, &outcome)?;
        Some(Partial { exposure, outcome, rho })
    }

    /// How many triples.
    pub fn len(&self) -> usize {
        self.exposure.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.exposure.is_empty()
    }

    /// The share of circular shifts of one series against the other that go together as much as
    /// the two do, itself counted: a p-value that keeps both series' own rhythm. The smallest
    /// possible is 1/(n − 4). None under seven triples.
    pub fn shift_p(&self) -> Option<f64> {
        let n = self.len();
        let shifts = SMALLEST_SHIFT..=n.checked_sub(SMALLEST_SHIFT)?;
        let count = shifts.clone().count();
        let as_much = shifts
            .filter(|shift| {
                let (tail, head) = self.exposure.split_at(*shift);
                let shifted = [head, tail].concat();
                // The tolerance keeps equal correlations equal whatever order they are summed in.
                pearson(&shifted, &self.outcome)
                    .is_some_and(|rho| rho.abs() >= self.rho.abs() - 1e-12)
            })
            .count();
        (n > 2 * SMALLEST_SHIFT).then(|| (1 + as_much) as f64 / (1 + count) as f64)
    }

    /// How many independent pairs these are worth; never more than there are.
    pub fn effective_n(&self) -> f64 {
        let n = self.len() as f64;
        match lag_one(&self.exposure).zip(lag_one(&self.outcome)) {
            Some((x, y)) => {
                let effective = effective_n(n, x, y);
                if effective < n { effective } else { n }
            }
            None => n,
        }
    }

    /// The 95 % interval of the correlation by Fisher's z over the effective number of pairs; none
    /// where that is 3 or less.
    pub fn interval(&self) -> Option<(f64, f64)> {
        let error = z_error(self.effective_n())?;
        let z = self.rho.clamp(-0.999_999, 0.999_999).atanh();
        Some(((z - Z_975 * error).tanh(), (z + Z_975 * error).tanh()))
    }

    /// The smallest correlation that four of five such diaries would have shown.
    pub fn detectable(&self) -> Option<f64> {
        Some(((Z_975 + Z_80) * z_error(self.effective_n())?).tanh())
    }
}

/// The number of independent pairs that two series with these lag-one correlations are worth
/// (Bartlett 1935).
///
/// ```
/// use backstride::insight::association::effective_n;
///
/// assert!((effective_n(60.0, 0.6, 0.6) - 28.235_294_117_647_06).abs() < 1e-9);
/// ```
pub fn effective_n(n: f64, lag_one_x: f64, lag_one_y: f64) -> f64 {
    let shared = lag_one_x * lag_one_y;
    n * (1.0 - shared) / (1.0 + shared)
}

fn z_error(effective_n: f64) -> Option<f64> {
    (effective_n > 3.0).then(|| (RANK_Z_VARIANCE / (effective_n - 3.0)).sqrt())
}

/// The false discovery rate at which each p-value would be called a find (Benjamini & Hochberg
/// 1995, 10.1111/j.2517-6161.1995.tb02031.x), in the order given.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[b].total_cmp(&p[a]));
    let mut rates = vec![1.0; p.len()];
    let mut smallest = 1.0;
    for (below, &place) in order.iter().enumerate() {
        let rate = p[place] * p.len() as f64 / (p.len() - below) as f64;
        if rate < smallest {
            smallest = rate;
        }
        rates[place] = smallest;
    }
    rates
}

#[cfg(test)]
#[path = "association_tests.rs"]
mod tests;
