//! The therapist's plan beside what was done.

use jiff::civil::Date;

use super::{Mean, RunWalk};
use crate::model::PainScore;

/// The therapist's plan beside what was done.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanPanel {
    /// From when it holds.
    pub from: Option<Date>,
    /// Its points.
    pub rows: Vec<PlanRow>,
    /// Whether it held long enough, and there was enough, to count its points.
    pub is_told: bool,
}

impl PlanPanel {
    /// How many of its points were kept.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.rows)
    }

    /// The same of its limits on pain alone.
    pub fn tally_on_pain(&self) -> Tally {
        Tally::of(self.rows.iter().filter(|row| row.about() == About::Pain))
    }

    /// Limits on pain that were passed.
    pub fn limits_passed(&self) -> usize {
        self.tally_on_pain().missed
    }

    /// The point not kept that a therapist asks for first: one on pain, else the first.
    pub fn first_missed(&self) -> Option<&PlanRow> {
        let missed = || self.rows.iter().filter(|row| matches!(row.kept, Keeping::Missed { .. }));
        missed().find(|row| row.about() == About::Pain).or_else(|| missed().next())
    }
}

/// How many points were kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Kept.
    pub kept: usize,
    /// Not kept.
    pub missed: usize,
    /// Not to be told.
    pub untold: usize,
}

impl Tally {
    /// Of these points.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a PlanRow>) -> Tally {
        let mut tally = Tally::default();
        for row in rows {
            match row.kept {
                Keeping::Kept => tally.kept += 1,
                Keeping::Missed { .. } => tally.missed += 1,
                Keeping::NotKnown(_) => tally.untold += 1,
                Keeping::NoTarget => {}
            }
        }
        tally
    }

    /// Points that could be told.
    pub fn told(self) -> usize {
        self.kept + self.missed
    }
}

/// A point of the plan and what may be said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    /// What was asked, and what was done.
    pub target: Target,
    /// Whether that was as asked.
    pub kept: Keeping,
}

impl PlanRow {
    /// What it is about.
    pub fn about(&self) -> About {
        match self.target {
            Target::Cadence { .. } => About::Form,
            Target::LongestRun { .. }
            | Target::Running { .. }
            | Target::Downhill { .. }
            | Target::DaysWithoutRun { .. }
            | Target::RunAndWalk { .. } => About::Running,
            Target::PainDuring(_) | Target::PainNextMorning(_) | Target::Mornings(_) => About::Pain,
        }
    }
}

/// What a point of the plan asks for, and what was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// Cadence at usual pace, give or take a width; done on average.
    Cadence {
        /// Steps a minute.
        asked_spm: f64,
        /// How far from it is still as asked; none where that was not agreed on.
        within_spm: Option<f64>,
        /// The mean; none with too few runs to tell.
        done: Option<Mean>,
    },
    /// No run farther than this.
    LongestRun {
        /// In metres.
        asked_m: f64,
        /// How many runs there were.
        runs: usize,
        /// The longest whose distance is known, in metres, and its day.
        done: Option<(Date, f64)>,
    },
    /// Minutes of running a week, at most.
    Running {
        /// So many.
        asked_min: f64,
        /// Minutes.
        done: Weekly,
    },
    /// Minutes of running downhill a week, at most.
    Downhill {
        /// So many.
        asked_min: f64,
        /// Minutes.
        done: Weekly,
    },
    /// Days a week without a run, at least.
    DaysWithoutRun {
        /// So many.
        asked: usize,
        /// Days.
        done: Weekly,
    },
    /// The worst that is agreed during a run.
    PainDuring(Scores),
    /// The worst that is agreed on the next morning.
    PainNextMorning(Scores),
    /// Running and walking in turns.
    RunAndWalk {
        /// The stage agreed on.
        asked: RunWalk,
        /// How the runs were laid out.
        done: LaidOut,
    },
    /// No target: mean pain in the morning by week, beside the others.
    Mornings(Weekly),
}

/// One figure a whole week, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Weekly {
    /// Mondays, and what was done; none where it is not known.
    pub weeks: Vec<(Date, Option<f64>)>,
    /// The days after the last whole week, and what was done on them. They are named and never
    /// judged: the rest of their week lies in the next period, which judges it.
    pub part: Option<((Date, Date), Option<f64>)>,
}

/// Scores of pain beside a limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// The limit.
    pub limit: PainScore,
    /// Days with a score.
    pub days: usize,
    /// The worst of them, and its day.
    pub worst: Option<(Date, PainScore)>,
}

/// How runs were laid out: the middle of each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaidOut {
    /// Runs that are told apart into running and walking.
    pub runs: usize,
    /// Minutes of running at a stretch; none without such a run.
    pub run_min: Option<f64>,
    /// Minutes of walking between; none where no walk break was seen.
    pub walk_min: Option<f64>,
    /// Runs with walk breaks.
    pub with_walks: usize,
}

/// What a point of the plan is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// How much, how long, how often.
    Running,
    /// How.
    Form,
    /// The back.
    Pain,
}

/// Whether a point of the plan was kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Keeping {
    /// As asked.
    Kept,
    /// Not as asked, on at least one occasion.
    Missed {
        /// Whether more was done than asked, and not less.
        is_above: bool,
        /// On how many occasions, of how many.
        on: (usize, usize),
        /// Of a point told by week: the week farthest from what was asked.
        week: Option<(Date, f64)>,
    },
    /// It cannot be told.
    NotKnown(Untold),
    /// No target: it stands beside the others.
    NoTarget,
}

impl Keeping {
    /// Its name in documents: `kept`, `missed`, `not_known`, `no_target`.
    pub const fn key(self) -> &'static str {
        match self {
            Keeping::Kept => "kept",
            Keeping::Missed { .. } => "missed",
            Keeping::NotKnown(_) => "not_known",
            Keeping::NoTarget => "no_target",
        }
    }
}

/// Why it cannot be told whether a point was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untold {
    /// What was done says why.
    AsDone,
    /// No range was agreed on.
    NoRange,
    /// Outside the range by too little.
    TooClose {
        /// Whether it lies above.
        is_above: bool,
    },
    /// The distance of a run is not known.
    Distance,
    /// A week is not known.
    Week,
    /// Too few scores for so many days with a run.
    Scores(usize),
    /// The export does not reach every day.
    NotCovered,
}
