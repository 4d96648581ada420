//! How a run is laid out: walk-run intervals, an easy start and end, and its stretches of one gait.

use serde::Serialize;

use super::Gait;

/// Running broken by walks at even lengths.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Intervals {
    /// How many stretches were run.
    pub reps: usize,
    /// The middle stretch of running, in seconds, to the nearest 15.
    pub run_s: f64,
    /// The middle stretch between two of running, in seconds, to the nearest 15.
    pub walk_s: f64,
    /// All running together, in seconds.
    pub running_s: f64,
}

/// What a recording shows of an easy start and an easy end, in seconds. `None` is "not
/// recorded", which is not "not done": drills and work before the watch was started leave no trace.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EasyEnds {
    /// The easy start.
    pub warm_up_s: Option<f64>,
    /// The easy end.
    pub cool_down_s: Option<f64>,
}

/// How a run is laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Structure {
    /// Walk-run intervals; none where the run shows no such pattern, or gait is not told.
    pub intervals: Option<Intervals>,
    /// An easy start and end; none where gait is not told or nothing was run.
    pub ends: Option<EasyEnds>,
    /// Stretches of one gait, in order; pauses lie between them.
    pub gait: Vec<GaitSpan>,
}

/// A stretch of one gait by the clock of its run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GaitSpan {
    /// What was done.
    pub gait: Gait,
    /// Its first second.
    pub from_s: f64,
    /// Its last second.
    pub until_s: f64,
}
