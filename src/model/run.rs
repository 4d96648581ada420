//! A run as the estimators see it.

use std::borrow::Cow;

use super::{
    Belt, Channel, ContactTime, Counted, Gait, GaitSource, Instruments, Notice, Provenance,
    Samples, SideBySide, Structure, keyed::keyed,
};

/// One session, prepared: pauses cut out, one sample a second, gait told, cadence in steps.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// One row for each second that the recording ran. The clock is seconds since the start and
    /// jumps over pauses.
    pub samples: Samples,
    /// What the runner did at each sample.
    pub gait: Vec<Gait>,
    /// How gait was told.
    pub gait_source: GaitSource,
    /// Stretches of one gait, in order, without gaps in `samples`.
    pub bouts: Vec<Bout>,
    /// Walk-run intervals, an easy start and end.
    pub structure: Structure,
    /// Means over 30 s of steady running; the clock is each bin's start.
    pub bins: Samples,
    /// What a cadence count is in this file, and how that was settled.
    pub cadence: CadenceProof,
    /// Whether it is a run, and what told it.
    pub counted: Counted,
    /// Totals over the run.
    pub totals: Totals,
    /// Means of the run as the service reckoned them, where it keeps no course in time.
    pub means: Vec<(Channel, f64)>,
    /// Perceived exertion as entered on the watch, 0 to 10.
    pub rpe: Option<f64>,
    /// How it felt as entered on the watch, 0 to 100.
    pub feel: Option<f64>,
    /// Indoors on a belt, where speed is the watch's guess.
    pub indoor: bool,
    /// How the speed of a belt came to be.
    pub belt: Belt,
    /// How contact time was recorded, and whether it may be built on.
    pub contact: ContactTime,
    /// What stands behind the form channels, so that trends break when it changes.
    pub sensor: Instruments,
    /// Channels that a watch and a pod both recorded, with whose values count.
    pub side_by_side: Vec<SideBySide>,
    /// What was wrong with the samples, and what was done.
    pub notices: Vec<Notice>,
}

impl Run {
    /// A channel's mean as the service reckoned it, where the run has no course of it.
    pub fn mean(&self, channel: Channel) -> Option<f64> {
        let without = self.samples.get(channel).is_none();
        let of = |it: &&(Channel, f64)| it.0 == channel;
        without.then(|| self.means.iter().find(of)).flatten().map(|(_, value)| *value)
    }
}

/// A stretch of one gait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bout {
    /// What was done.
    pub gait: Gait,
    /// First sample.
    pub start: usize,
    /// One past the last sample.
    pub end: usize,
}

keyed! {
    /// Whether a file counts one foot or both.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum CadenceUnit {
        /// One foot: strides a minute.
        Strides = "strides", "one foot";
        /// Both feet: steps a minute.
        Steps = "steps", "both feet";
        /// Not to be told: cadence is not used.
        #[default]
        Unknown = "unknown", "nothing that can be told";
    }
    /// What it counts, in words.
    fn feet;
}

impl CadenceUnit {
    /// Steps for each count in the file.
    pub const fn steps_per_count(self) -> Option<f64> {
        match self {
            CadenceUnit::Strides => Some(2.0),
            CadenceUnit::Steps => Some(1.0),
            CadenceUnit::Unknown => None,
        }
    }
}

/// How a file's cadence unit was settled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CadenceProof {
    /// The verdict.
    pub unit: CadenceUnit,
    /// The median count of the samples that decided.
    pub median_per_min: Option<f64>,
    /// The median speed of the same samples, where speed is known and no guess.
    pub speed_m_per_s: Option<f64>,
    /// One sentence: what decided, or what was missing.
    pub reason: Cow<'static, str>,
}

impl CadenceProof {
    /// The step length, in metres, that these samples would mean under a unit.
    pub fn step_length_m(&self, unit: CadenceUnit) -> Option<f64> {
        let steps_per_min = unit.steps_per_count()? * self.median_per_min?;
        self.speed_m_per_s.map(|speed| speed * 60.0 / steps_per_min)
    }
}

/// Totals over a run. `None`: not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// Distance covered.
    pub distance_m: Option<f64>,
    /// How that distance came to be.
    pub distance_provenance: Option<Provenance>,
    /// From first to last sample.
    pub elapsed_s: Option<f64>,
    /// Time the recording ran.
    pub timer_s: Option<f64>,
    /// Time running.
    pub running_s: Option<f64>,
    /// Time walking.
    pub walking_s: Option<f64>,
    /// Distance covered running.
    pub running_distance_m: Option<f64>,
    /// Steps while running.
    pub steps: Option<f64>,
    /// Steps running uphill (slope above 3 %).
    pub steps_up: Option<f64>,
    /// Steps running on the level (within 3 %).
    pub steps_level: Option<f64>,
    /// Steps running downhill (slope below −3 %).
    pub steps_down: Option<f64>,
    /// Minutes running downhill.
    pub downhill_min: Option<f64>,
    /// Metres climbed.
    pub ascent_m: Option<f64>,
    /// Metres descended.
    pub descent_m: Option<f64>,
    /// Mean heart rate by time.
    pub heart_rate_bpm: Option<f64>,
}

impl Run {
    /// The samples at which the runner runs.
    pub fn running(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.samples.len()).filter(|&i| self.gait.get(i) == Some(&Gait::Run))
    }
}
