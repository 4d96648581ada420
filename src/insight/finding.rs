//! What a look at a possible link comes to.

use super::{control::Specificity, evenness::Evenness};
use crate::model::LinkVerdict;

/// Under so many pairs there is no test.
pub const FEWEST_FOR_TEST: usize = 60;

/// What the declared test comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Too few pairs, or too little variation in them.
    TooFew(TooFew),
    /// Mornings are logged too unevenly to test anything.
    UnevenLog(Evenness),
    /// As much is found where there can be no link.
    NotSpecific(Finding, Specificity),
    /// They go together.
    Associated(Finding),
    /// Nothing clear.
    NoClearLink(Finding),
}

impl Verdict {
    /// The same without what was found.
    pub const fn kind(&self) -> LinkVerdict {
        match self {
            Verdict::TooFew(_) => LinkVerdict::TooFew,
            Verdict::UnevenLog(_) => LinkVerdict::UnevenLog,
            Verdict::NotSpecific(..) => LinkVerdict::NotSpecific,
            Verdict::Associated(_) => LinkVerdict::Associated,
            Verdict::NoClearLink(_) => LinkVerdict::NoClearLink,
        }
    }

    pub(super) fn finding(&self) -> Option<&Finding> {
        match self {
            Verdict::TooFew(_) | Verdict::UnevenLog(_) => None,
            Verdict::NotSpecific(finding, _)
            | Verdict::Associated(finding)
            | Verdict::NoClearLink(finding) => Some(finding),
        }
    }
}

/// Of what there is too little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooFew {
    /// Pairs.
    Pairs,
    /// Different values of the exposure.
    Values,
    /// Mornings with any pain.
    PainfulMornings,
}

/// What the declared test found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Partial rank correlation.
    pub rho: f64,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Circular-shift p.
    pub p: f64,
    /// The smallest correlation that would probably have shown.
    pub detectable: Option<f64>,
    /// The direction changes once slow trends are taken out.
    pub turns_without_trend: bool,
    /// Pairs on days with painkillers, and the correlation without them, where there are any.
    pub without_medicine: Option<(usize, f64)>,
}
