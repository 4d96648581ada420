//! In what a day's load is counted.

/// The unit of the daily loads behind monotony, running means and ratios. Units are never mixed
/// in one series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoadUnit {
    /// Session RPE times minutes.
    SessionRpe,
    /// Metres run.
    Distance,
    /// Minutes run.
    RunningTime,
}

impl LoadUnit {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            LoadUnit::SessionRpe => "session_rpe_load_au",
            LoadUnit::Distance => "distance_m",
            LoadUnit::RunningTime => "running_min",
        }
    }
}
