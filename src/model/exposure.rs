//! What may go together with the next morning.

use super::keyed::keyed;
use serde::Deserialize;

keyed! {
    /// What may go together with the next morning. A config names them by [`Exposure::key`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Exposure {
        /// Minutes run that day.
        RunningMin = "running_min",
        /// The day's largest single-session spike.
        SpikeRatio = "spike_ratio",
        /// Step length against the own usual one at that pace.
        OverstrideSelfPct = "overstride_self_pct",
        /// Cadence at the own usual pace.
        CadenceSpm = "cadence_spm",
        /// Minutes run downhill.
        DownhillMin = "downhill_min",
        /// Hours slept the night before.
        SleepH = "sleep_h",
    }
}

impl Exposure {
    /// Whether it is of a run, so that only run days pair.
    pub const fn is_of_run(self) -> bool {
        match self {
            Exposure::RunningMin
            | Exposure::SpikeRatio
            | Exposure::OverstrideSelfPct
            | Exposure::CadenceSpm
            | Exposure::DownhillMin => true,
            Exposure::SleepH => false,
        }
    }
}
