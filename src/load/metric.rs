//! What a load quantity declares.

use crate::model::{Citation, Tier, Unit};

/// A load quantity's declaration. It has no defaults: one that leaves out its unit or source does
/// not compile.
#[derive(Debug)]
pub struct LoadMetric {
    /// Stable name in tables: lower case, unit last.
    pub key: &'static str,
    /// Name in reports.
    pub name: &'static str,
    /// Unit of its values.
    pub unit: Unit,
    /// How well it is supported.
    pub tier: Tier,
    /// How it is computed, in one or two sentences a runner can follow.
    pub formula: &'static str,
    /// What it is computed from.
    pub inputs: &'static str,
    /// Where it leads one astray.
    pub limits: &'static str,
    /// What it must not be used for.
    pub not_for: &'static str,
    /// Where it was published; the first is the one implemented.
    pub sources: &'static [Citation],
}
