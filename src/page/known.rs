//! How far the running is known, and spans of which nothing is.

use jiff::civil::Date;

use crate::model::calendar::days_in;

/// A span of which nothing is known, both days with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnknownSpan {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// Why.
    pub why: WhyUnknown,
    /// Days in it on which the log tells a run.
    pub reported_days: usize,
}

/// Why nothing is known of the running of some days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WhyUnknown {
    /// The settings declare the span.
    Declared,
    /// Between two files without one between them, the log tells runs of no length.
    ReportedRuns,
    /// No file for far longer than nine in ten of the runner's gaps, which are up to so many days.
    LongSilence {
        /// Days from one file to the next.
        usual_days: f64,
    },
}

impl WhyUnknown {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            WhyUnknown::Declared => "declared",
            WhyUnknown::ReportedRuns => "reported_runs",
            WhyUnknown::LongSilence { .. } => "long_silence",
        }
    }
}

impl UnknownSpan {
    /// How many days it has.
    pub fn days(&self) -> usize {
        days_in(self.first, self.last)
    }
}

/// How far a month is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthEnd {
    /// The month's last day.
    pub last: Date,
    /// Up to which day its running is known; none where nothing of it is.
    pub running_until: Option<Date>,
    /// Up to which day its diary is known; none where nothing of it is.
    pub diary_until: Option<Date>,
    /// What the plan says beyond the last known run.
    pub plan_until: Option<Date>,
}

impl MonthEnd {
    /// Whether all of its running is known.
    pub fn running_is_over(&self) -> bool {
        self.running_until == Some(self.last)
    }

    /// The last day of which anything is known; none where nothing is.
    pub fn known_until(&self) -> Option<Date> {
        self.running_until.max(self.diary_until)
    }
}
