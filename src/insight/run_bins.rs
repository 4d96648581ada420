//! A run's means over 30 s of steady running, with what decides whether they can be compared.

use jiff::civil::Date;

use crate::model::Samples;

/// Stretches that a run needs to have a value.
pub(super) const RUN_BINS: usize = 4;

/// One run as it enters a baseline.
#[derive(Clone, Copy, Debug)]
pub struct RunBins<'a> {
    /// Its local day.
    pub day: Date,
    /// Its means over 30 s of steady running.
    pub bins: &'a Samples,
    /// What stands behind its form channels.
    pub sensor: &'a str,
    /// Run on a belt.
    pub indoor: bool,
    /// Kept out of the reference: injury, illness, flagged, return to running.
    pub excluded: bool,
}
