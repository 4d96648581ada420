//! The therapist's plan beside what was done.

use jiff::civil::Date;

/// The therapist's plan beside what was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// From when it holds.
    pub from: Option<Date>,
    /// Target, asked, done.
    pub rows: Vec<PlanRow>,
}

/// One target.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    /// What.
    pub target: String,
    /// What was asked.
    pub asked: String,
    /// What was done.
    pub done: String,
}
