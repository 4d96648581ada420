//! What happened inside the runs, and what is worth filming.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::{Mean, shape};
use crate::model::{EasyEnds, Gait, Intervals, Provenance, keyed, written_as};

/// What happened inside the period's runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Within {
    /// Each run, oldest first.
    pub runs: Vec<RunWithin>,
    /// Up to three moments worth filming for the therapist.
    pub film: Vec<FilmMoment>,
    /// Step length at own pace against one's own reference (`overstride_self_pct`), in per cent;
    /// only where it is 2 % or more and its 95 % interval leaves out zero.
    pub overstride_self_pct: Option<Mean>,
    /// How far step length is to be trusted; none where it is not told.
    pub step_length: Option<Confidence>,
    /// One foot longer on the ground, run after run; none where the rule is not met.
    pub balance: Option<Balance>,
    /// The run with most to see, over its time; none where no run has enough.
    pub fingerprint: Option<Fingerprint>,
}

/// One run over its time: pace, cadence, bounce, slope, and what was run and walked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fingerprint {
    /// Its day.
    pub date: Date,
    /// Why this run.
    pub why: WhyRun,
    /// One lane a quantity, from the top.
    pub lanes: Vec<Lane>,
    /// What was done, from minute to minute.
    pub gait: Vec<(Gait, f64, f64)>,
    /// The minute at which cadence left the runner's own range for good.
    #[serde(rename = "form_endurance_min")]
    pub left_min: Option<f64>,
    /// What changed then; none where it stayed in range.
    #[serde(skip)]
    pub after: Option<AfterLeaving>,
}

/// What changed once cadence had left its range for good: the middles before and from then on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AfterLeaving {
    /// Cadence, in per cent of what it was.
    pub cadence_pct: f64,
    /// Bounce before and after, in mm; none where it was not recorded.
    pub bounce_mm: Option<(f64, f64)>,
}

keyed! {
    /// Why a run is shown.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum WhyRun {
        /// The longest in which form left its range.
        LongestLeft = "your longest run in which form left your own range",
        /// The longest.
        Longest = "your longest run",
    }
    /// The words, on the page and in data.
    fn words;
}

written_as!(WhyRun, words);

/// A quantity over a run, in stretches of 30 s of steady running.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lane {
    /// What it is.
    pub quantity: Quantity,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Minute and value, in time order; no point where nothing steady was run.
    #[serde(flatten, serialize_with = "shape::points")]
    pub points: Vec<(f64, f64)>,
}

keyed! {
    /// What a lane shows.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Quantity {
        /// Speed in m/s, shown as pace.
        Pace = "speed_m_per_s",
        /// Steps a minute, both feet.
        Cadence = "cadence_spm",
        /// Vertical bounce, in mm.
        Bounce = "vertical_oscillation_mm",
        /// Slope, as a fraction.
        Slope = "slope",
    }
}

written_as!(Quantity, key);

/// One run from within.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunWithin {
    /// Its day.
    pub date: Date,
    /// Minutes run.
    pub running_min: Option<f64>,
    /// Walk-run intervals.
    pub intervals: Option<Intervals>,
    /// An easy start and end.
    #[serde(flatten, serialize_with = "shape::ends")]
    pub ends: Option<EasyEnds>,
    /// Change from the first third to the last, by metric key, with its 90 % range.
    #[serde(serialize_with = "shape::by_metric")]
    pub drifts: Vec<(&'static str, Mean)>,
    /// How long each form quantity kept to the runner's own range, by metric key.
    #[serde(rename = "form_endurance", serialize_with = "shape::by_metric")]
    pub endurance: Vec<(&'static str, Kept)>,
}

/// How long form kept to the runner's own range (`form_endurance_min`).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Kept {
    /// The minute at which it left for good; none where it stayed.
    #[serde(rename = "form_endurance_min")]
    pub left_min: Option<f64>,
    /// The minute up to which it was seen.
    pub seen_until_min: f64,
}

keyed! {
    /// How far a number is to be trusted.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Grade {
        /// All that it needs is there.
        High = "high",
        /// Something is taken as given.
        Medium = "medium",
        /// Something that it needs is weak.
        Low = "low",
    }
    /// The word, on the page and in data.
    fn word;
}

written_as!(Grade, word);

/// A grade and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confidence {
    /// The grade.
    pub grade: Grade,
    /// Why it is not higher; empty for the highest.
    pub reasons: Vec<Doubt>,
}

/// What makes a number less to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// So few runs, of so many that it takes.
    FewRuns(usize, usize),
    /// Little steady running in most runs.
    LittleSteady,
    /// Most runs on a trail.
    Trail,
    /// What the watch counts as a step is not certain.
    StepsUncertain,
    /// Nobody told the height.
    NoHeight,
    /// Runs enough for a middling grade.
    Runs(usize),
    /// So few stretches of 30 s, of so many that it takes.
    FewStretches(usize, usize),
}

/// One foot on the ground for longer, in most runs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Balance {
    /// Whose share of contact time is larger.
    #[serde(rename = "longer", serialize_with = "shape::left_or_right")]
    pub longer_left: bool,
    /// The left foot's middle share, in per cent.
    pub left_pct: f64,
    /// Runs in which it is so.
    pub runs: usize,
    /// Runs with a balance.
    pub of: usize,
}

/// A moment worth filming the next time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FilmMoment {
    /// The run it is taken from.
    pub date: Date,
    /// Metres into the run; none where distance is not known.
    pub at_m: Option<f64>,
    /// Minutes into the run.
    pub minute: f64,
    /// Slope as a fraction; none where not known.
    pub slope: Option<f64>,
    /// Speed, in m/s.
    pub speed_m_per_s: Option<f64>,
    /// Which of the three it is.
    #[serde(flatten, serialize_with = "moment")]
    pub which: Moment,
}

/// Which moment of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Warm and fresh.
    Fresh,
    /// Late, where form had left its range.
    LateLeft,
    /// Late in the longest run.
    Late,
    /// The steepest way down.
    Downhill,
}

impl Moment {
    /// How tired, from where to film, and why this one: on the page and in data.
    pub const fn told(self) -> [&'static str; 3] {
        match self {
            Moment::Fresh => [
                "fresh",
                "from behind",
                "Warm and not yet tired: what the other two are set against.",
            ],
            Moment::LateLeft => [
                "late in the run",
                "from the side",
                "By then form had left your own usual range for that pace.",
            ],
            Moment::Late => [
                "late in the run",
                "from the side",
                "Late in your longest run: does form hold when tired?",
            ],
            Moment::Downhill => [
                "as it comes",
                "from the side",
                "The steepest way down: look at where the foot lands and how the trunk is held.",
            ],
        }
    }
}

/// What is told of a moment to film.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
fn moment<S: Serializer>(of: &Moment, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(["tired", "view", "why"].into_iter().zip(of.told()))
}
