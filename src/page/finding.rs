//! What the declared test of a link comes to.

use crate::model::{Exposure, LinkVerdict};

/// What the declared test asked, and what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkTold {
    /// What was looked at.
    pub exposure: Exposure,
    /// Pairs.
    pub n: usize,
    /// What it comes to.
    pub verdict: Verdict,
}

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
    /// Nothing clear, in a period in which that may not be told: it would read as if running made no
    /// difference.
    KeptBack,
}

impl Verdict {
    /// The same without what was found.
    pub const fn kind(&self) -> LinkVerdict {
        match self {
            Verdict::TooFew(_) => LinkVerdict::TooFew,
            Verdict::UnevenLog(_) => LinkVerdict::UnevenLog,
            Verdict::NotSpecific(..) => LinkVerdict::NotSpecific,
            Verdict::Associated(_) => LinkVerdict::Associated,
            Verdict::NoClearLink(_) | Verdict::KeptBack => LinkVerdict::NoClearLink,
        }
    }

    /// What was found, where anything was tested and may be told.
    pub const fn finding(&self) -> Option<&Finding> {
        match self {
            Verdict::TooFew(_) | Verdict::UnevenLog(_) | Verdict::KeptBack => None,
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

/// How evenly mornings are logged, as shares 0–1 of run days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evenness {
    /// Of all run days.
    pub all: f64,
    /// Of the third with the largest exposure.
    pub longest_third: f64,
    /// Of the third with the smallest exposure.
    pub shortest_third: f64,
}

/// What the controls found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Specificity {
    /// What was done afterwards goes with the outcome as much as what was done before.
    pub later_as_much: bool,
    /// A series that has nothing to do with running goes with the outcome.
    pub irrelevant_found: bool,
}
