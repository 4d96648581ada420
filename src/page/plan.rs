//! The therapist's plan beside what was done.

use jiff::civil::Date;

/// The therapist's plan beside what was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// From when it holds.
    pub from: Option<Date>,
    /// Target, asked, done.
    pub rows: Vec<PlanRow>,
    /// Of all points that could be told, how many were within the plan.
    pub within: (usize, usize),
    /// Limits on pain that were passed.
    pub limits_passed: usize,
    /// Whether it held long enough, and there was enough, to count its points.
    pub is_told: bool,
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
    /// Whether that was as asked.
    pub kept: Keeping,
    /// What it is about, which says where `done` comes from.
    pub about: About,
    /// The same in a few words, to stand after what was done: `kept`, `above in 1 of 4 weeks`; empty
    /// where `done` says all there is.
    pub note: String,
}

/// What a point of the plan is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// How much, how long, how often.
    Running,
    /// How.
    Form,
    /// The back.
    Pain,
}

/// Whether a point of the plan was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// As asked.
    Kept,
    /// Not as asked, on at least one occasion.
    Missed,
    /// It cannot be told.
    NotKnown,
    /// No target: it stands beside the others.
    NoTarget,
}

impl Keeping {
    /// Its name in documents: `kept`, `missed`, `not_known`, `no_target`.
    pub const fn key(self) -> &'static str {
        match self {
            Keeping::Kept => "kept",
            Keeping::Missed => "missed",
            Keeping::NotKnown => "not_known",
            Keeping::NoTarget => "no_target",
        }
    }
}
