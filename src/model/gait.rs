//! What the runner does at a moment, and how that was told.

use super::keyed::keyed;

keyed! {
    /// What the runner does at a moment.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Gait {
        /// Standing, or hardly moving.
        Still = "still",
        /// Walking.
        Walk = "walk",
        /// Running.
        Run = "run",
        /// Not to be told from this recording.
        Unknown = "unknown",
    }
}

/// How gait was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GaitSource {
    /// By cadence and speed.
    Cadence,
    /// By speed alone: low confidence.
    Speed,
    /// Neither is there.
    #[default]
    None,
}
