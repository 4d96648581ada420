//! Running and walking in turns, on the way back to running.

use jiff::civil::Date;

use crate::model::Response;

/// Sessions of running and walking in turns, beside the stages agreed on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReturnToRun {
    /// The plan's stages, easiest first; empty where none were agreed on.
    pub stages: Vec<RunWalk>,
    /// Sessions, oldest first.
    pub sessions: Vec<RunWalkSession>,
}

/// So long running and so long walking, so often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunWalk {
    /// Minutes running, each time.
    pub run_min: f64,
    /// Minutes walking between.
    pub walk_min: f64,
    /// How often was run.
    pub reps: usize,
}

/// One session, and how the back was the next morning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunWalkSession {
    /// Its day.
    pub date: Date,
    /// What its recording shows.
    pub done: RunWalk,
    /// All running together, in minutes.
    pub running_min: f64,
    /// How the back answered.
    pub response: Response,
}
