//! What to ask at the next visit, and what would add to the page.

use jiff::civil::Date;

use super::Scale;

/// Something that is missing or does not fit together: an open question that leads nowhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// Days of a flare on which nothing is said of the leg.
    LegNotLogged(Vec<Date>),
    /// A flare is marked, and no morning of it is above the usual level.
    ScoresAsUsual,
    /// What else differed in the week before a flare, from its first to its last day.
    WhatElseDiffered(Date, Date),
    /// The log does not show that a flare has passed.
    HowIsItNow,
    /// Function is not logged in a flare.
    WhatCouldNotBeDone,
    /// The plan is older than the flare.
    DoesThePlanStand,
    /// So many limits on pain of the plan were passed.
    LimitsPassed(usize),
    /// Days that the log calls rest, with a run in the files.
    RestOrRun(Vec<Date>),
    /// A row of mornings that were left out, from the first to the last.
    MorningsLeftOut(Date, Date),
    /// A questionnaire was answered in a flare.
    AnsweredInFlare(Scale),
    /// Days of whose running nothing is known, from the first to the last.
    WasThereRunning(Date, Date),
}

/// Something that would add to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WouldAdd {
    /// A pain log.
    PainLog,
    /// Runs.
    Runs,
    /// Cadence, where the files hold none.
    Cadence,
    /// The runner's height.
    Height,
    /// More runs than these.
    MoreRuns(usize),
    /// The rest of the month.
    RestOfMonth,
}
