//! What the diary calls for, in the order in which it is said, and the safety box.

use jiff::civil::Date;

use crate::model::{Flare, RedFlag, keyed};

keyed! {
    /// How soon something calls for what. The order is the order of saying it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Urgency {
        /// Something among the warning signs cannot be read.
        Unread = "unread",
        /// Emergency care now.
        Emergency = "emergency",
        /// Medical advice today.
        Today = "today",
        /// A visit to the doctor or therapist.
        Arrange = "arrange",
        /// A flare that is not known to have passed.
        Flare = "flare",
    }
}

/// One thing to be said.
#[derive(Clone, Debug, PartialEq)]
pub enum Attention {
    /// Something that cannot be read and may be a warning sign.
    Unread(UnreadSign),
    /// Warning signs that ask for emergency care.
    Emergency(Vec<StandingSign>),
    /// Warning signs that ask for advice today.
    Today(Vec<StandingSign>),
    /// What a doctor or therapist should see soon.
    Arrange(Vec<Arrange>),
    /// A flare that is not known to have passed.
    Flare(Box<Flare>),
}

impl Attention {
    /// How soon.
    pub const fn urgency(&self) -> Urgency {
        match self {
            Attention::Unread(_) => Urgency::Unread,
            Attention::Emergency(_) => Urgency::Emergency,
            Attention::Today(_) => Urgency::Today,
            Attention::Arrange(_) => Urgency::Arrange,
            Attention::Flare(_) => Urgency::Flare,
        }
    }
}

/// The safety box. Its words are fixed; only loudness and signs vary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safety {
    /// How loud.
    pub level: SafetyLevel,
    /// The signs that stand in the log, the loudest first, then the oldest.
    pub signs: Vec<StandingSign>,
}

keyed! {
    /// How loud the safety box is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum SafetyLevel {
        /// Nothing in the log triggered it: shown calmly, saying nothing about the runner.
        Calm = "calm",
        /// Advice today.
        Urgent = "urgent",
        /// Emergency care now.
        Emergency = "emergency",
    }
}

/// A warning sign that stands in the diary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandingSign {
    /// How loud it is.
    pub level: SafetyLevel,
    /// Which.
    pub sign: Sign,
    /// The day on which it stands first.
    pub first: Date,
}

/// A warning sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// One that was ticked.
    Ticked(RedFlag),
    /// Numbness or tingling on both sides.
    NumbOnBothSides,
    /// Weakness in both legs.
    WeakOnBothSides,
    /// Weakness in a leg.
    Weak,
    /// Numbness or tingling that is new.
    NewTingling,
}

/// Something in `legs` or `red_flag` that cannot be read. It may be a warning sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadSign {
    /// Its day; none where that cannot be read either.
    pub day: Option<Date>,
    /// The line, or the row of a workbook; from 1.
    pub line: u64,
    /// The column, as the file's own header spells it.
    pub column: String,
    /// The cell as typed.
    pub value: String,
}

/// Something in the diary that a doctor or therapist should see soon.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrange {
    /// Mornings of 4 and more on most logged days of four weeks.
    Lasting {
        /// Of these logged mornings.
        logged: usize,
        /// So many were at 4 or more.
        high: usize,
        /// The last of them.
        last: Date,
        /// Whether that is older than the day that is asked about.
        is_past: bool,
    },
    /// New pain below the knee on two days or more.
    BelowKnee {
        /// The first day.
        since: Date,
        /// Days with it since then.
        days: usize,
    },
    /// Mornings two points or more higher than four weeks before.
    Rising {
        /// The first day of the first week, and its median morning.
        from: (Date, f64),
        /// The first day of the last week, and its median morning.
        to: (Date, f64),
    },
}
