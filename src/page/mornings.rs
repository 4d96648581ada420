//! Mornings after runs, by what was run: how far, how much downhill, how fast.

use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::shape;
use crate::model::written_as;

use crate::model::{PainScore, Response, keyed};

/// What runs are put into bins by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MorningsBy {
    /// Metres run on the day.
    Length,
    /// Metres down on the day.
    Descent,
    /// Metres a second while running.
    Pace,
}

/// The words in data for what runs are put into bins by: the list of bins, the ends of a bin, and a
/// run's own value.
struct Keys {
    bins: &'static str,
    over: &'static str,
    up_to: &'static str,
    value: &'static str,
}

impl MorningsBy {
    /// Every one, in the order of the page.
    pub const ALL: [MorningsBy; 3] = [MorningsBy::Length, MorningsBy::Descent, MorningsBy::Pace];

    const fn keys(self) -> Keys {
        match self {
            MorningsBy::Length => {
                Keys { bins: "lengths", over: "over_m", up_to: "up_to_m", value: "length_m" }
            }
            MorningsBy::Descent => {
                Keys { bins: "descents", over: "over_m", up_to: "up_to_m", value: "descent_m" }
            }
            MorningsBy::Pace => Keys {
                bins: "paces",
                over: "over_m_per_s",
                up_to: "up_to_m_per_s",
                value: "speed_m_per_s",
            },
        }
    }
}

/// What was run on a day, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ran {
    /// Metres.
    pub length_m: Option<f64>,
    /// Metres down.
    pub descent_m: Option<f64>,
    /// Metres a second while running.
    pub speed_m_per_s: Option<f64>,
}

impl Ran {
    /// What runs are put into bins by, where it is known.
    pub const fn of(&self, by: MorningsBy) -> Option<f64> {
        match by {
            MorningsBy::Length => self.length_m,
            MorningsBy::Descent => self.descent_m,
            MorningsBy::Pace => self.speed_m_per_s,
        }
    }
}

/// Mornings after runs, by what was run: counts, and nothing that advises.
#[derive(Clone, Debug, PartialEq)]
pub struct Mornings {
    /// What the runs are put into bins by.
    pub by: MorningsBy,
    /// The first run day that is counted.
    pub since: Option<Date>,
    /// The flare that parts them, its first and last day; none where there is none.
    pub flare: Option<(Date, Date)>,
    /// The last run day before that flare, and how the back answered.
    pub last_before: Option<RunMorning>,
    /// Run days that are in none of them, since one of the two mornings is not logged.
    pub apart: usize,
    /// Run days that are in none of them, since only what was run is not known.
    pub unmeasured: usize,
    /// From the least that has a run to the one after the most that has one.
    pub bins: Vec<Bin>,
}

impl Serialize for Mornings {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Told<'a> {
            since: Option<Date>,
            #[serde(flatten, serialize_with = "shape::flare")]
            flare: Option<(Date, Date)>,
            not_known: usize,
            not_measured: usize,
            #[serde(flatten)]
            bins: Bins<'a>,
        }
        let told = Told {
            since: self.since,
            flare: self.flare,
            not_known: self.apart,
            not_measured: self.unmeasured,
            bins: Bins(self.by.keys(), &self.bins),
        };
        told.serialize(to)
    }
}

/// The bins, under words that hold their unit.
struct Bins<'a>(Keys, &'a [Bin]);

impl Serialize for Bins<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Bins(keys, bins) = self;
        let bins: Vec<BinOf<'_>> = bins.iter().map(|bin| BinOf(keys, bin)).collect();
        let mut map = to.serialize_map(Some(1))?;
        map.serialize_entry(keys.bins, &bins)?;
        map.end()
    }
}

/// A bin with its counts.
struct BinOf<'a>(&'a Keys, &'a Bin);

impl Serialize for BinOf<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let BinOf(keys, bin) = self;
        let (settled, runs) = bin.settled();
        let dots: Vec<DotOf<'_>> = bin.dots.iter().map(|dot| DotOf(keys, dot)).collect();
        let mut map = to.serialize_map(Some(5))?;
        map.serialize_entry(keys.over, &bin.from)?;
        map.serialize_entry(keys.up_to, &bin.to)?;
        map.serialize_entry("settled", &settled)?;
        map.serialize_entry("runs", &runs)?;
        map.serialize_entry("days", &dots)?;
        map.end()
    }
}

/// A run with its value.
struct DotOf<'a>(&'a Keys, &'a Dot);

impl Serialize for DotOf<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let DotOf(keys, dot) = self;
        let mut map = to.serialize_map(Some(4))?;
        map.serialize_entry("date", &dot.date)?;
        map.serialize_entry(keys.value, &dot.value)?;
        map.serialize_entry("settled", &dot.settled)?;
        map.serialize_entry("flare", &dot.side)?;
        map.end()
    }
}

keyed! {
    /// On which side of a flare a run lies.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum SideOfFlare {
        /// Before it; or there is none.
        Before = "before",
        /// In it.
        In = "in",
        /// After it.
        After = "after",
    }
}

written_as!(SideOfFlare, key);

/// A run as a dot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// The day of the run.
    pub date: Date,
    /// What runs are put into bins by.
    pub value: f64,
    /// Whether it had settled.
    pub settled: bool,
    /// On which side of the flare.
    pub side: SideOfFlare,
}

/// Runs alike in what they are put into bins by, and the mornings after them.
#[derive(Clone, Debug, PartialEq)]
pub struct Bin {
    /// More than this.
    pub from: f64,
    /// Up to and with this; none for the last.
    pub to: Option<f64>,
    /// A dot for each run whose answer is known, in order of date; none is "no run".
    pub dots: Vec<Dot>,
}

impl Bin {
    /// How many had settled, of how many.
    pub fn settled(&self) -> (usize, usize) {
        (self.dots.iter().filter(|dot| dot.settled).count(), self.dots.len())
    }
}

/// A run day, and the morning after it.
#[derive(Clone, Debug, PartialEq)]
pub struct RunMorning {
    /// The day of the run.
    pub date: Date,
    /// What was run that day.
    pub ran: Ran,
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
