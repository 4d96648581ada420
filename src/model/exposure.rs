//! What may go together with the next morning.

/// What may go together with the next morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

    /// The exposure with this word in the config.
    pub fn from_key(key: &str) -> Option<Exposure> {
        Exposure::ALL.into_iter().find(|exposure| exposure.key() == key)
    }

    /// More of it, as a sentence says it: "higher after longer runs".
    pub const fn more(self) -> &'static str {
        match self {
            Exposure::RunningMin => "longer runs",
            Exposure::SpikeRatio => "runs longer than the longest of the 30 days before",
            Exposure::OverstrideSelfPct => "runs with longer steps than usual",
            Exposure::CadenceSpm => "runs with a higher cadence",
            Exposure::DownhillMin => "runs with more minutes downhill",
            Exposure::SleepH => "longer nights",
        }
    }

    /// What it is, in a title: "No clear link between run length and the next morning".
    pub const fn noun(self) -> &'static str {
        match self {
            Exposure::RunningMin => "run length",
            Exposure::SpikeRatio => "longest-run spikes",
            Exposure::OverstrideSelfPct => "step length",
            Exposure::CadenceSpm => "cadence",
            Exposure::DownhillMin => "downhill minutes",
            Exposure::SleepH => "sleep",
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
