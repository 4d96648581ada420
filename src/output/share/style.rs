//! What a copy tells of whom and when, and how its days are counted.

use jiff::civil::Date;

use crate::model::calendar::days_after;

/// How much a copy tells of whom and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareStyle {
    /// No name.
    Plain,
    /// No name, and numbers of days for dates.
    Days,
    /// With the runner's name: a clinic must file it.
    Named,
}

impl ShareStyle {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            ShareStyle::Plain => "plain",
            ShareStyle::Days => "days",
            ShareStyle::Named => "named",
        }
    }
}

/// The number of a day, from the one that is day 1 on.
pub(super) fn number(day: Date, day_one: Date) -> i64 {
    days_after(day_one, day) + 1
}
