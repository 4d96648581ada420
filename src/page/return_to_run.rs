//! Running and walking in turns, on the way back to running.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::{PainScore, Response};

/// Sessions of running and walking in turns, beside the stages agreed on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReturnToRun {
    /// The plan's stages, easiest first; empty where none were agreed on.
    pub stages: Vec<RunWalk>,
    /// Sessions, oldest first.
    pub sessions: Vec<RunWalkSession>,
    /// The stage agreed on for now; none where the plan names none.
    pub now: Option<StageNow>,
}

/// The stage agreed on, what of it is done, and what the plan asks for before the next.
#[derive(Clone, Debug, PartialEq)]
pub struct StageNow {
    /// Which, from 1.
    pub number: usize,
    /// Of how many.
    pub of: usize,
    /// What was asked.
    pub asked: RunWalk,
    /// Sessions as asked, since the plan holds.
    pub done: usize,
    /// How many the plan asks for; none where it does not say.
    pub times: Option<usize>,
    /// Of those sessions, after how many the next morning is known, and how many had settled.
    pub settled: (usize, usize),
    /// Whether the plan is older than a flare: what it asks for is no gate then.
    pub is_older: bool,
    /// What is missing for the next stage, by the plan's own points.
    pub missing: Vec<Missing>,
}

/// Something that the plan asks for before the next stage and that is not there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Missing {
    /// So many sessions.
    Sessions(usize),
    /// So many next mornings that had settled.
    Settled(usize),
    /// Days between sessions.
    DaysBetween {
        /// At least so many.
        asked: usize,
        /// So often there were fewer.
        fewer: usize,
    },
    /// Effort was above its cap.
    EffortAbove {
        /// The cap.
        most: PainScore,
        /// So often.
        above: usize,
    },
    /// Effort was not logged, so often.
    EffortNotLogged(usize),
    /// Level ground: so many sessions went downhill.
    Downhill(usize),
}

/// So long running and so long walking, so often.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RunWalk {
    /// Minutes running, each time.
    pub run_min: f64,
    /// Minutes walking between.
    pub walk_min: f64,
    /// How often was run.
    pub reps: usize,
}

/// One session, and how the back was the next morning.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RunWalkSession {
    /// Its day.
    pub date: Date,
    /// What its recording shows.
    #[serde(flatten)]
    pub done: RunWalk,
    /// All running together, in minutes.
    pub running_min: f64,
    /// How the back answered.
    pub response: Response,
}
