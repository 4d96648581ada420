//! What the runner does at a moment, and how that was told.

/// What the runner does at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gait {
    /// Standing, or hardly moving.
    Still,
    /// Walking.
    Walk,
    /// Running.
    Run,
    /// Not to be told from this recording.
    Unknown,
}

impl Gait {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            Gait::Still => "still",
            Gait::Walk => "walk",
            Gait::Run => "run",
            Gait::Unknown => "unknown",
        }
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
