//! What goes together with what.

use jiff::civil::Date;

use crate::model::PainScore;

/// What goes together with what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Title of the panel: a finding, a null result, or what is missing.
    pub title: String,
    /// One or two sentences, with the caveat.
    pub text: String,
    /// Each run's minutes and the next morning's pain, raw.
    pub pairs: Vec<LinkPair>,
    /// Tests done, the primary first.
    pub tests: Vec<LinkTest>,
}

/// One run day: how long, and how the next morning was.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkPair {
    /// Day of the run.
    pub date: Date,
    /// Minutes run.
    pub running_min: f64,
    /// Pain before.
    pub before: Option<PainScore>,
    /// Pain the next morning.
    pub next_morning: PainScore,
    /// In the period of this page.
    pub in_period: bool,
}

/// One look at a possible link.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkTest {
    /// The exposure's key.
    pub exposure: String,
    /// Days between exposure and outcome beyond the next morning.
    pub lag_days: i32,
    /// The one declared test.
    pub primary: bool,
    /// Pairs.
    pub n: usize,
    /// Partial rank correlation.
    pub rho: Option<f64>,
    /// Lower end of its 95 % interval.
    pub ci_low: Option<f64>,
    /// Upper end.
    pub ci_high: Option<f64>,
    /// Circular-shift p; the primary test only.
    pub p: Option<f64>,
    /// Benjamini–Hochberg q, where there are enough mornings.
    pub q: Option<f64>,
    /// `associated`, `no_clear_link`, `not_specific`, `too_few`, `uneven_log`, `exploratory`.
    pub verdict: &'static str,
}
