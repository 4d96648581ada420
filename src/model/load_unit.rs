//! In what a day's load is counted.

use super::keyed::keyed;

keyed! {
    /// The unit of the daily loads behind monotony, running means and ratios. Units are never mixed
    /// in one series.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum LoadUnit {
        /// Session RPE times minutes.
        SessionRpe = "session_rpe_load_au",
        /// Metres run.
        Distance = "distance_m",
        /// Minutes run.
        RunningTime = "running_min",
    }
}
