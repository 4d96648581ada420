//! What may go together with the next morning.

use serde::Deserialize;

/// What may go together with the next morning. A config names them by [`Exposure::key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exposure {
    /// Minutes run that day.
    RunningMin,
    /// The day's largest single-session spike.
    SpikeRatio,
    /// Step length against the own usual one at that pace.
    OverstrideSelfPct,
    /// Cadence at the own usual pace.
    CadenceSpm,
    /// Minutes run downhill.
    DownhillMin,
    /// Hours slept the night before.
    SleepH,
}

impl Exposure {
    /// Every exposure, in the order in which they are declared by default.
    pub const ALL: [Exposure; 6] = [
        Exposure::RunningMin,
        Exposure::SpikeRatio,
        Exposure::OverstrideSelfPct,
        Exposure::CadenceSpm,
        Exposure::DownhillMin,
        Exposure::SleepH,
    ];

    /// The word in data and in the config.
    pub const fn key(self) -> &'static str {
        match self {
            Exposure::RunningMin => "running_min",
            Exposure::SpikeRatio => "spike_ratio",
            Exposure::OverstrideSelfPct => "overstride_self_pct",
            Exposure::CadenceSpm => "cadence_spm",
            Exposure::DownhillMin => "downhill_min",
            Exposure::SleepH => "sleep_h",
        }
    }

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
