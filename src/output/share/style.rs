//! What a copy tells of whom and when, and how its days are counted.

use crate::model::keyed;
use jiff::civil::Date;

use crate::model::calendar::days_after;

keyed! {
    /// How much a copy tells of whom and when.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ShareStyle {
        /// No name.
        Plain = "plain",
        /// No name, and numbers of days for dates.
        Days = "days",
        /// With the runner's name: a clinic must file it.
        Named = "named",
    }
}

/// The number of a day, from the one that is day 1 on.
pub(super) fn number(day: Date, day_one: Date) -> i64 {
    days_after(day_one, day) + 1
}
