//! How far two measurements of one thing agree.

use backstride::signal::{mean, next_value_reach, standard_deviation};

/// Standard deviations within which 95 % of a normal distribution lie.
const SD_AT_95_PCT: f64 = 1.96;

/// Agreement after Bland and Altman: of what was found with the truth.
pub(crate) struct Agreement {
    pub(crate) n: usize,
    /// Mean of found less true.
    pub(crate) bias: f64,
    /// Standard deviation of found less true.
    pub(crate) sd: f64,
    /// Mean distance, whatever the side.
    pub(crate) mae: f64,
    /// Root of the mean square.
    pub(crate) rmse: f64,
}

impl Agreement {
    /// Of pairs of (true, found); none for fewer than two that are whole.
    pub(crate) fn of(pairs: &[(f64, f64)]) -> Option<Agreement> {
        let apart: Vec<f64> =
            pairs.iter().map(|(truth, found)| found - truth).filter(|d| d.is_finite()).collect();
        let sizes: Vec<f64> = apart.iter().map(|d| d.abs()).collect();
        let squares: Vec<f64> = apart.iter().map(|d| d * d).collect();
        Some(Agreement {
            n: apart.len(),
            bias: mean(&apart)?,
            sd: standard_deviation(&apart)?,
            mae: mean(&sizes)?,
            rmse: mean(&squares)?.sqrt(),
        })
    }

    /// The limits that 95 % of further differences keep, if they are normal: Student's, so that few
    /// make them wide.
    pub(crate) fn limits(&self) -> (f64, f64) {
        let reach = next_value_reach(0.95, self.n) * self.sd;
        (self.bias - reach, self.bias + reach)
    }
}

/// Wilson's 95 % interval of a share.
pub(crate) fn wilson(hits: usize, n: usize) -> (f64, f64) {
    let (n, z) = (n as f64, SD_AT_95_PCT);
    let share = hits as f64 / n;
    let middle = share + z * z / (2.0 * n);
    let half = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z * z / n;
    ((middle - half) / whole, (middle + half) / whole)
}

/// A number with so many decimals and a true minus sign; a dash where there is none.
pub(crate) fn said(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{value:.decimals$}");
    let is_zero = text.trim_start_matches('-').chars().all(|c| c == '0' || c == '.');
    if is_zero { text.trim_start_matches('-').to_owned() } else { text.replace('-', "−") }
}

/// The same with a sign always.
pub(crate) fn signed(value: f64, decimals: usize) -> String {
    let text = said(value, decimals);
    let is_zero = text.chars().all(|c| c == '0' || c == '.');
    if value > 0.0 && !is_zero { format!("+{text}") } else { text }
}
