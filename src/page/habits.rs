//! What the log holds beside pain: levels, kinds with their counts by week, nights, visits with their
//! words, pain by the clock, and confidence beside runs and pain over the months.

use jiff::civil::{Date, Time};

use crate::model::PainScore;

/// A level of the diary over a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The column.
    pub key: &'static str,
    /// The median.
    pub median: f64,
    /// The least and the most.
    pub range: (f64, f64),
    /// Every day with a value, in order.
    pub days: Vec<(Date, f64)>,
}

/// A kind of something, and how often.
#[derive(Clone, Debug, PartialEq)]
pub struct Kinds {
    /// The column.
    pub key: &'static str,
    /// Each word that was logged, "none" with it, and on how many days; most days first.
    pub days: Vec<(String, usize)>,
    /// Days of each ISO week, by its Monday, with anything but "none", of the days that say it.
    pub weeks: Vec<(Date, usize, usize)>,
}

/// Nights by their length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nights {
    /// Under seven hours.
    pub under_7_h: usize,
    /// Seven to nine.
    pub within: usize,
    /// Over nine.
    pub over_9_h: usize,
}

/// Mornings after days of much and of little sitting, both told: which of them is the better one
/// differs from back to back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sitting {
    /// Where the days are parted, in hours.
    pub parted_at_h: f64,
    /// The mean morning after days of more, and of how many.
    pub after_more: (f64, usize),
    /// The mean morning after days of that or less, and of how many.
    pub after_less: (f64, usize),
}

/// Confidence in running of a month, beside its runs and its mornings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthBeside {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// The median of confidence, and of how many days; none where it was not logged.
    pub confidence: Option<(f64, usize)>,
    /// The mean morning, and of how many; none where none was logged.
    pub mornings: Option<(f64, usize)>,
    /// Days with a recorded run.
    pub run_days: usize,
}

/// What a period's rows hold beside pain. Nothing in it was filled up: what is absent was not logged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Habits {
    /// Levels, in fixed order.
    pub levels: Vec<Level>,
    /// Kinds, in fixed order.
    pub kinds: Vec<Kinds>,
    /// Nights.
    pub nights: Nights,
    /// Treatments and visits in the runner's words: for the private copy.
    pub treatments: Vec<(Date, String)>,
    /// Pain with a time of its own, in order.
    pub by_the_clock: Vec<(Date, Time, PainScore)>,
    /// The worst pain of each logged day, whenever it was.
    pub worst: Vec<(Date, PainScore)>,
    /// Whether confidence stays low.
    pub confidence_stays_low: bool,
    /// Sitting, both ways; none under so many days that nothing can be told.
    pub sitting: Option<Sitting>,
    /// The last months with a row, oldest first, where confidence was logged in any of them.
    pub months: Vec<MonthBeside>,
}

impl Habits {
    /// A level, where it was logged.
    pub fn level(&self, key: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.key == key)
    }
}
