//! What a metric declares, and what it may say of a run.

use std::fmt;

pub use crate::model::Absent;
use crate::model::{Channel, Citation, Origin, Provenance, Run, Runner, Tier, Unit};

/// A metric's declaration.
///
/// A struct with no defaults rather than a trait with some: one that leaves out its unit, tier or
/// source does not compile.
pub struct Metric {
    /// Stable name in tables: lower case, unit last.
    pub key: &'static str,
    /// Name in reports.
    pub name: &'static str,
    /// Unit of its values.
    pub unit: Unit,
    /// How many decimals a page shows.
    pub decimals: u8,
    /// How well it is supported.
    pub tier: Tier,
    /// How it is computed, in one or two sentences a runner can follow.
    pub formula: &'static str,
    /// What it is computed from.
    pub inputs: &'static [Channel],
    /// What error to expect, and who found it.
    pub error: &'static str,
    /// Where it leads one astray.
    pub limits: &'static str,
    /// What it must not be used for.
    pub not_for: &'static str,
    /// Where it was published; the first is the one implemented.
    pub sources: &'static [Citation],
    /// What a run cannot credibly fall outside of.
    pub plausible: (f64, f64),
    /// Which of a service's means stands for it where the recording holds no course, and by how much
    /// that is divided.
    pub service_mean: Option<(Channel, f64)>,
    /// The estimator.
    pub estimate: fn(&Run, &Runner) -> Result<Estimate, Absent>,
}

/// By its key, which stands for all of it: where its code lies differs from one start of the program
/// to the next, and what is known by its `Debug` must not.
impl fmt::Debug for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Metric").field(&self.key).finish()
    }
}

/// A value, and what can be claimed for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The value, in the metric's unit.
    pub value: f64,
    /// Where the true value lies with 90 % probability, where an error is known.
    pub range: Option<(f64, f64)>,
    /// How many 30 s bins (or samples, or bouts) stand behind it.
    pub n: usize,
    /// The weakest link in its making.
    pub provenance: Provenance,
    /// What recorded the channel it rests on.
    pub origin: Origin,
    /// Share of the running time that stands behind it, 0–1.
    pub coverage: f64,
}
