//! What stands at the head of a page.

use jiff::civil::Date;

use super::Mean;

/// A sentence at the head of the page, and the number that it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// What it says.
    pub sentence: Sentence,
    /// The number it rests on.
    pub value: Option<f64>,
    /// The ends of its 99 % interval.
    pub interval: Option<(f64, f64)>,
    /// How many values stand behind it.
    pub n: usize,
}

/// Every sentence that may stand at the head, with what the page does not hold elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Sentence {
    /// The flares of the period.
    Flare,
    /// Mornings hurt less or more than before: the value is the difference.
    PainChange {
        /// Mean of the period's mornings.
        now: Mean,
        /// Mean of the period before.
        before: Mean,
    },
    /// So many days of whose running nothing is known.
    UnknownDays,
    /// The plan was not kept on some point.
    PlanMissed,
    /// The plan was kept on every point that could be told.
    PlanKept,
    /// How much was run rose.
    Volume,
    /// The run that was longest against the 30 days before it.
    Spike,
    /// Pain was logged on few days.
    Logging,
    /// Cadence at own pace changed.
    FormAtOwnPace,
    /// A week lies far above the four before it: by the value, as a share.
    WeeklyLoad {
        /// Its first day.
        monday: Date,
        /// Metres run in it; none where not known.
        distance_m: Option<f64>,
        /// Minutes run in it.
        running_min: Option<f64>,
    },
    /// A long row of days with a run.
    DaysInARow {
        /// Its first day.
        first: Date,
        /// Its last day.
        last: Date,
        /// Days without a recorded run in the period.
        off: usize,
    },
    /// Fewer days without a run than before.
    FewerDaysOff {
        /// Days without a run, of how many.
        now: (usize, usize),
        /// The same in the period before.
        before: (usize, usize),
    },
    /// No run was recorded.
    NoRun,
    /// So many days of injury or illness.
    Unwell(usize),
    /// Nothing stands out, and the plan stands beside what was done.
    PlanBeside,
    /// Mornings are like those of the period before.
    Unchanged,
    /// Nothing stands out.
    NothingStandsOut,
    /// How much was run, where nothing else may be said.
    Runs,
}

impl Sentence {
    /// Stable name.
    pub const fn key(&self) -> &'static str {
        match self {
            Sentence::Flare => "flare",
            Sentence::PainChange { .. } => "pain_change",
            Sentence::UnknownDays => "unknown_days",
            Sentence::PlanMissed | Sentence::PlanKept => "plan",
            Sentence::Volume => "volume",
            Sentence::Spike => "spike",
            Sentence::Logging => "logging",
            Sentence::FormAtOwnPace => "form_at_own_pace",
            Sentence::WeeklyLoad { .. } => "weekly_load",
            Sentence::DaysInARow { .. } | Sentence::FewerDaysOff { .. } => "rest_days",
            Sentence::NoRun
            | Sentence::Unwell(_)
            | Sentence::PlanBeside
            | Sentence::Unchanged
            | Sentence::NothingStandsOut
            | Sentence::Runs => "quiet",
        }
    }
}
