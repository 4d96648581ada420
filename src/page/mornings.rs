//! Mornings after runs, by the length of the run.

use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::shape;
use crate::model::written_as;

use crate::model::{PainScore, Response};

/// Mornings after runs, by the length of the run: counts, and nothing that advises.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Mornings {
    /// The first run day that is counted.
    pub since: Option<Date>,
    /// The flare that parts them, its first and last day; none where there is none.
    #[serde(flatten, serialize_with = "shape::flare")]
    pub flare: Option<(Date, Date)>,
    /// The last run day before that flare, and how the back answered.
    #[serde(skip)]
    pub last_before: Option<RunMorning>,
    /// Run days that are in none of them, since one of the two mornings is not logged.
    #[serde(rename = "not_known")]
    pub apart: usize,
    /// From the shortest length to the one after the longest that has a run.
    #[serde(rename = "lengths")]
    pub bins: Vec<LengthBin>,
}

/// On which side of a flare a run lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SideOfFlare {
    /// Before it; or there is none.
    Before,
    /// In it.
    In,
    /// After it.
    After,
}

impl SideOfFlare {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            SideOfFlare::Before => "before",
            SideOfFlare::In => "in",
            SideOfFlare::After => "after",
        }
    }
}

written_as!(SideOfFlare, key);

/// A run as a dot.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Dot {
    /// The day of the run.
    pub date: Date,
    /// Metres.
    pub length_m: f64,
    /// Whether it had settled.
    pub settled: bool,
    /// On which side of the flare.
    #[serde(rename = "flare")]
    pub side: SideOfFlare,
}

/// Runs of a length, and the mornings after them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LengthBin {
    /// Longer than this, in metres.
    #[serde(rename = "over_m")]
    pub from_m: f64,
    /// Up to and with this; none for the last.
    #[serde(rename = "up_to_m")]
    pub to_m: Option<f64>,
    /// A dot for each run whose answer is known, in order of date; none is "no run".
    #[serde(flatten, serialize_with = "counted_dots")]
    pub dots: Vec<Dot>,
}

impl LengthBin {
    /// How many had settled, of how many.
    pub fn settled(&self) -> (usize, usize) {
        settled(&self.dots)
    }
}

/// How many had settled, of how many.
pub(super) fn settled(dots: &[Dot]) -> (usize, usize) {
    (dots.iter().filter(|dot| dot.settled).count(), dots.len())
}

/// A run day, and the morning after it.
#[derive(Clone, Debug, PartialEq)]
pub struct RunMorning {
    /// The day of the run.
    pub date: Date,
    /// Metres run that day; none where they are not known.
    pub length_m: Option<f64>,
    /// Pain before the run, else of that morning.
    pub before: Option<PainScore>,
    /// Pain of the next morning.
    pub next: Option<PainScore>,
    /// The usual morning by then.
    pub usual: Option<f64>,
    /// How the back answered.
    pub response: Response,
}

/// What is known of a run day where the back's answer is not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HalfKnown {
    /// Neither pain before the run nor the next morning is logged.
    Neither,
    /// Pain before the run.
    Before(PainScore),
    /// The next morning.
    Woke {
        /// Its pain.
        next: PainScore,
        /// The usual morning by then.
        usual: Option<f64>,
    },
}

/// The runs of a length, with their counts.
pub(super) fn counted_dots<S: Serializer>(dots: &[Dot], to: S) -> Result<S::Ok, S::Error> {
    let (settled, runs) = settled(dots);
    let mut map = to.serialize_map(Some(3))?;
    map.serialize_entry("settled", &settled)?;
    map.serialize_entry("runs", &runs)?;
    map.serialize_entry("days", dots)?;
    map.end()
}
