//! A point of a plan and what may be said of it, and what all points come to.

use crate::{
    page::{About, Keeping, PlanRow},
    say::stands_out::PLAN_HELD_DAYS,
};

/// What may be said of a point.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    Kept,
    /// A word or two for the table, and the fact as a clause.
    Missed {
        note: String,
        clause: String,
    },
    /// Why, where the table does not say so already.
    NotKnown {
        note: String,
    },
}

impl Verdict {
    /// Not told, and what was done says why.
    pub(super) fn not_known() -> Verdict {
        Verdict::NotKnown { note: String::new() }
    }

    pub(super) fn not_covered() -> Verdict {
        Verdict::NotKnown { note: "the export does not reach every day".to_owned() }
    }
}

/// A row of the table, and what may be said of it.
pub(super) struct Point {
    pub(super) about: About,
    pub(super) target: &'static str,
    pub(super) asked: String,
    pub(super) done: String,
    pub(super) verdict: Verdict,
}

impl Point {
    pub(super) fn shown(self) -> PlanRow {
        let (kept, note) = match self.verdict {
            Verdict::Kept => (Keeping::Kept, "within plan".to_owned()),
            Verdict::Missed { note, .. } => (Keeping::Missed, note),
            Verdict::NotKnown { note } => (Keeping::NotKnown, note),
        };
        let target = self.target.to_owned();
        PlanRow { target, asked: self.asked, done: self.done, kept, about: self.about, note }
    }

    pub(super) fn missed(&self) -> Option<(About, String)> {
        match &self.verdict {
            Verdict::Missed { clause, .. } => Some((self.about, clause.clone())),
            Verdict::Kept | Verdict::NotKnown { .. } => None,
        }
    }
}

/// What the points of a plan come to.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::history) struct Outcome {
    /// Over all points.
    pub(in crate::history) all: Tally,
    /// Over those on pain.
    pub(in crate::history) on_pain: Tally,
    /// Days of the period on which the plan held.
    pub(in crate::history) held_days: i32,
    /// Runs on those days.
    pub(in crate::history) runs: usize,
    /// The point not kept that a therapist asks for first, as a clause: one on pain, else the first.
    pub(in crate::history) missed: Option<(About, String)>,
}

impl Outcome {
    /// Whether the plan held long enough to tell, with runs to tell it by and a point that could be.
    pub(in crate::history) fn is_told(&self) -> bool {
        self.held_days >= PLAN_HELD_DAYS && self.runs > 0 && self.all.told() > 0
    }
}

/// How many points were kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::history) struct Tally {
    /// Kept.
    pub(in crate::history) kept: usize,
    /// Not kept.
    pub(in crate::history) missed: usize,
    /// Not to be told.
    pub(in crate::history) untold: usize,
}

impl Tally {
    pub(super) fn of(points: &[Point], is_counted: impl Fn(&Point) -> bool) -> Tally {
        let mut tally = Tally { kept: 0, missed: 0, untold: 0 };
        for point in points.iter().filter(|point| is_counted(point)) {
            match point.verdict {
                Verdict::Kept => tally.kept += 1,
                Verdict::Missed { .. } => tally.missed += 1,
                Verdict::NotKnown { .. } => tally.untold += 1,
            }
        }
        tally
    }

    /// Points that could be told.
    pub(in crate::history) fn told(self) -> usize {
        self.kept + self.missed
    }
}
