//! What the log holds beside pain: levels, kinds with their counts by week, nights, visits with their
//! words, pain by the clock, and confidence beside runs and pain over the months.

use jiff::civil::{Date, Time};
use serde::Serialize;

use super::shape;
use crate::model::PainScore;

/// A level of the diary over a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Level {
    /// The column.
    #[serde(rename = "column")]
    pub key: &'static str,
    /// The median.
    pub median: f64,
    /// The least and the most.
    #[serde(flatten, serialize_with = "shape::least_most")]
    pub range: (f64, f64),
    /// Every day with a value, in order.
    #[serde(serialize_with = "shape::dated")]
    pub days: Vec<(Date, f64)>,
}

/// A kind of something, and how often.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Kinds {
    /// The column.
    #[serde(rename = "column")]
    pub key: &'static str,
    /// Each word that was logged, "none" with it, and on how many days; most days first.
    #[serde(rename = "words", serialize_with = "shape::words")]
    pub days: Vec<(String, usize)>,
    /// Days of each ISO week, by its Monday, with anything but "none", of the days that say it.
    #[serde(serialize_with = "shape::weeks")]
    pub weeks: Vec<(Date, usize, usize)>,
}

/// What the runner wrote of what makes the back worse, or eases it: words of one's own, which say
/// what goes together and nothing of why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OwnWords {
    /// The column.
    #[serde(rename = "column")]
    pub key: &'static str,
    /// Days on which something is written.
    pub days: Vec<Date>,
    /// Each phrase as it was first spelt, and on how many days; most days first. For the private copy.
    #[serde(skip)]
    pub phrases: Vec<(String, usize)>,
}

/// Nights by their length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Nights {
    /// Under seven hours.
    pub under_7_h: usize,
    /// Seven to nine.
    #[serde(rename = "within_7_to_9_h")]
    pub within: usize,
    /// Over nine.
    pub over_9_h: usize,
}

/// Mornings after days of much and of little sitting, both told: which of them is the better one
/// differs from back to back.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sitting {
    /// Where the days are parted, in hours.
    pub parted_at_h: f64,
    /// The mean morning after days of more, and of how many.
    #[serde(flatten, serialize_with = "shape::after_more")]
    pub after_more: (f64, usize),
    /// The mean morning after days of that or less, and of how many.
    #[serde(flatten, serialize_with = "shape::after_less")]
    pub after_less: (f64, usize),
}

/// Confidence in running of a month, beside its runs and its mornings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MonthBeside {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    #[serde(skip)]
    pub last: Date,
    /// The median of confidence, and of how many days; none where it was not logged.
    #[serde(flatten, serialize_with = "shape::confidence")]
    pub confidence: Option<(f64, usize)>,
    /// The mean morning, and of how many; none where none was logged.
    #[serde(flatten, serialize_with = "shape::mornings")]
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
    /// What makes the back worse, and what eases it.
    pub own_words: Vec<OwnWords>,
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
