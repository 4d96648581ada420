//! What the diary says of the back, and how the back answered the runs.

use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::{HalfKnown, shape};
use crate::model::{BodySite, LegSymptom, PainScore, Response, Side, keyed, written_as};

/// What the diary says first about the back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diary {
    /// Mean of all logged mornings.
    pub mornings: Option<Mean>,
    /// The same in the period before.
    pub mornings_previous: Option<Mean>,
    /// The worst morning and its first day.
    pub peak: Option<(Date, PainScore)>,
    /// Mornings two points or more above the usual level of that day, of those with a usual level.
    pub above_usual: Option<(usize, usize)>,
    /// Mean of mornings after runs.
    pub after_runs: Option<Mean>,
    /// The same in the period before.
    pub after_runs_previous: Option<Mean>,
    /// Places, with the side where one is told, and the number of days each.
    pub places: Vec<(BodySite, Option<Side>, usize)>,
    /// Leg symptoms with the number of days each.
    pub legs: Vec<(LegSymptom, usize)>,
    /// Minutes of stiffness in the morning.
    pub stiff_min: Option<Middle>,
    /// Days on painkillers; none where the column was never filled.
    pub medicine_days: Option<usize>,
    /// The function column.
    pub function: Option<Middle>,
    /// Hours slept.
    pub sleep_h: Option<Middle>,
    /// Short note for the visit: the last `note` is never put here; only counts of treatment days.
    pub treatment_days: usize,
    /// Questionnaires answered in the period, in fixed order.
    pub scales: Vec<Scale>,
    /// Whether logging depends on the day's run; none without a run day or without another day.
    pub logged_after: Option<LoggedAfter>,
}

/// A median, and of how many days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Middle {
    /// The median.
    pub value: f64,
    /// Days with a value.
    pub n: usize,
}

/// Mornings that were logged after run days and after other days, each of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LoggedAfter {
    /// After days with a run.
    #[serde(flatten, serialize_with = "shape::run_days")]
    pub run_days: (usize, usize),
    /// After days without one.
    #[serde(flatten, serialize_with = "shape::other_days")]
    pub other_days: (usize, usize),
}

keyed! {
    /// A questionnaire in the diary.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Questionnaire {
        /// OSTRC-H2 on health problems: the sum of four answers, 0 to 100, 0 is none.
        Ostrc = "ostrc_0_100",
        /// Patient-Specific Functional Scale: the mean of up to three activities, 0 to 10, 10 is no
        /// trouble.
        Psfs = "psfs_0_10",
        /// Oswestry Disability Index: the total in per cent, 0 is none.
        Oswestry = "odi_percent",
        /// `STarT` Back: the total of nine questions, 0 to 9, 0 is none.
        StartTotal = "start_total_0_9",
        /// `STarT` Back: its distress part, 0 to 5, 0 is none.
        StartDistress = "start_distress_0_5",
        /// Roland-Morris Disability Questionnaire: the total, 0 to 24, 0 is none.
        RolandMorris = "roland_morris_0_24",
        /// Pain of the last week on average, 0 to 10.
        PainWeek = "pain_week_0_10",
        /// Hours that one can sit, 0 to 24: what more of it stands for differs from back to back.
        SittingTolerance = "sitting_tolerance_h",
    }
}

written_as!(Questionnaire, key);

/// What a questionnaire came to in a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scale {
    /// Which.
    #[serde(rename = "name")]
    pub questionnaire: Questionnaire,
    /// How often it was answered in full.
    pub answered: usize,
    /// The day of the last answers.
    pub last: Date,
    /// What those came to, in the questionnaire's own unit.
    pub value: f64,
    /// The answers before those, in the period or before it: their day, and what they came to.
    #[serde(flatten, serialize_with = "shape::before")]
    pub before: Option<(Date, f64)>,
    /// Whether the last answers were given in a flare.
    pub in_flare: bool,
}

/// A mean with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mean {
    /// The mean.
    pub value: f64,
    /// Lower end of the 95 % interval, where one can be given.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// How many values.
    pub n: usize,
}

/// How the back answered the period's runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Echo {
    /// One row a run day, largest rise first and what is not known last.
    pub rows: Vec<EchoRow>,
    /// How many of each answer, by [`Response`]'s key, in fixed order.
    pub counts: Vec<(Response, usize)>,
    /// Worst pain in the run by zones; none where it was never logged.
    pub worst: Option<WorstByZone>,
    /// Share that had settled by thirds of what was run, over all history.
    pub by: Vec<SettledBy>,
    /// Whether no title may sound as if all were well.
    pub comfort_barred: bool,
}

impl Echo {
    /// Run days that had settled, of those whose answer is known.
    pub fn settled(&self) -> (usize, usize) {
        let sum = |keep: fn(Response) -> bool| {
            self.counts.iter().filter(|(answer, _)| keep(*answer)).map(|(_, count)| count).sum()
        };
        (sum(|answer| answer == Response::Settled), sum(|answer| answer != Response::Unknown))
    }
}

/// Run days by the zone in which their worst pain was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorstByZone {
    /// In the lower zone.
    pub lower: usize,
    /// In the middle zone.
    pub middle: usize,
    /// Above both.
    pub higher: usize,
}

/// Run days that had settled by the next morning, by thirds of a quantity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SettledBy {
    /// What they are ordered by.
    pub by: RunQuantity,
    /// Shortest, fewest or slowest first.
    pub thirds: Vec<SettledThird>,
}

keyed! {
    /// What run days may be ordered by.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum RunQuantity {
        /// Metres run.
        Distance = "distance_m",
        /// Steps downhill.
        DownhillSteps = "downhill_steps",
        /// Mean running speed, in m/s.
        Speed = "speed_m_per_s",
    }
}

written_as!(RunQuantity, key);

/// A third of the run days whose answer is known.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SettledThird {
    /// The least of the quantity.
    pub from: f64,
    /// The most.
    pub to: f64,
    /// Days that had settled.
    pub settled: usize,
    /// Of so many.
    pub known: usize,
}

/// One run day and the back.
#[derive(Clone, Debug, PartialEq)]
pub struct EchoRow {
    /// Day of the run.
    pub date: Date,
    /// Pain before the run, or that morning.
    pub before: Option<PainScore>,
    /// Worst during.
    pub during: Option<PainScore>,
    /// An hour after.
    pub after_1h: Option<PainScore>,
    /// The next morning.
    pub next_morning: Option<PainScore>,
    /// Minutes run that day; none where the recording cannot tell.
    pub running_min: Option<f64>,
    /// Metres run that day.
    pub distance_m: Option<f64>,
    /// The verdict of the ordered table.
    pub response: Response,
    /// What is known where the answer is not.
    pub known: Option<HalfKnown>,
    /// Whether it is the last run day before a flare of the period: always shown.
    pub before_flare: bool,
}

impl EchoRow {
    /// Pain the next morning less pain before the run, in points; none where either is not known.
    pub fn change(&self) -> Option<f64> {
        Some(self.next_morning?.value() - self.before?.value())
    }
}

/// A mean where several things have one.
pub(super) fn as_mean<S: Serializer>(of: &Mean, to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(4))?;
    map.serialize_entry("mean", &of.value)?;
    map.serialize_entry("low", &of.low)?;
    map.serialize_entry("high", &of.high)?;
    map.serialize_entry("n", &of.n)?;
    map.end()
}
