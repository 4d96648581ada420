//! What goes together with what.

use jiff::civil::Date;
use serde::Serialize;

use super::{LinkTold, Mean, Verdict, shape};
use crate::model::{Exposure, LinkVerdict, PainScore, keyed};

/// What goes together with what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// What the declared test comes to; none without a diary.
    pub told: Option<LinkTold>,
    /// Each run's minutes and the next morning's pain, raw.
    pub pairs: Vec<LinkPair>,
    /// Tests done, the primary first.
    pub tests: Vec<LinkTest>,
    /// Morning pain on the days round run days, earliest first.
    pub around: Vec<AroundDay>,
    /// Next mornings by thirds of the minutes run, shortest first; none under 14 pairs.
    pub thirds: Vec<LinkThird>,
    /// The other direction: pain before a run, and how long it was; none under 30 run days.
    pub reverse: Option<Reverse>,
    /// Runs before a worse morning beside calm ones.
    pub matched: Option<Matched>,
    /// Flares, and what else stood beside them; none without a flare.
    pub flares: Option<Flares>,
    /// How the back answered by shoe and by surface, most run days first; empty unless two of a kind
    /// can be laid side by side.
    pub gear: Vec<GearAnswers>,
}

/// How the back answered run days with one shoe, or on one surface.
#[derive(Clone, Debug, PartialEq)]
pub struct GearAnswers {
    /// Which of the two.
    pub kind: GearKind,
    /// Its name.
    pub name: String,
    /// Run days on which every run was in it, or on it.
    pub run_days: usize,
    /// Of those, days whose answer is known.
    pub known: usize,
    /// Of those, days that had settled by the next morning.
    pub settled: usize,
    /// Mean of the logged next mornings, and of how many.
    pub next_morning: Option<(f64, usize)>,
    /// Mean minutes run on its days; none where they are not known.
    pub running_min: Option<f64>,
}

keyed! {
    /// What run days are counted by.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum GearKind {
        /// The shoe worn.
        Shoe = "shoe",
        /// The ground run on.
        Surface = "surface",
    }
}

impl Link {
    /// Whether the declared test found a link; a null result is a sentence, its drawing folded.
    pub fn is_found(&self) -> bool {
        self.tests.iter().any(|test| test.primary && test.verdict == LinkVerdict::Associated)
    }

    /// Takes a null result back, where it would sound as if all were well.
    pub fn keep_a_null_result_back(&mut self) {
        if let Some(told) = &mut self.told
            && let Verdict::NoClearLink(_) = told.verdict
        {
            told.verdict = Verdict::KeptBack;
        }
    }
}

/// One run day: how long, and how the next morning was.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkPair {
    /// Day of the run.
    pub date: Date,
    /// Minutes run.
    pub running_min: f64,
    /// Pain before.
    pub before: Option<PainScore>,
    /// Pain the next morning.
    pub next_morning: PainScore,
    /// In the period of this page.
    pub in_period: bool,
}

/// One look at a possible link.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkTest {
    /// What was looked at.
    pub exposure: Exposure,
    /// Days between exposure and outcome beyond the next morning.
    pub lag_days: i32,
    /// The one declared test.
    pub primary: bool,
    /// Pairs.
    pub n: usize,
    /// Partial rank correlation.
    pub rho: Option<f64>,
    /// Lower end of its 95 % interval.
    pub ci_low: Option<f64>,
    /// Upper end.
    pub ci_high: Option<f64>,
    /// Circular-shift p; the primary test only.
    pub p: Option<f64>,
    /// Benjamini–Hochberg q, where there are enough mornings.
    pub q: Option<f64>,
    /// What it comes to.
    pub verdict: LinkVerdict,
}

/// Mean morning pain so many days from a run day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AroundDay {
    /// Days after the run day; negative before it. 0 is its own morning, before the run.
    pub lag_days: i32,
    /// Mean morning pain, with its 95 % interval.
    #[serde(flatten, serialize_with = "super::diary::as_mean")]
    pub pain: Mean,
}

/// The next mornings after a third of the run days.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkThird {
    /// The least of the third, minutes run that day.
    pub from_min: f64,
    /// The most.
    pub to_min: f64,
    /// Every next morning, smallest first.
    #[serde(rename = "n", serialize_with = "shape::count")]
    pub next_mornings: Vec<PainScore>,
    /// Their lower quartile, median and upper quartile.
    #[serde(flatten, serialize_with = "shape::quartiles")]
    pub quartiles: (f64, f64, f64),
}

/// How pain before a run and the run's minutes go together: the other direction.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reverse {
    /// Run days.
    pub n: usize,
    /// Rank correlation of pain before the run and minutes run.
    pub rho: f64,
    /// Its 95 % interval, where one can be given.
    #[serde(flatten, serialize_with = "shape::interval")]
    pub interval: Option<(f64, f64)>,
}

/// Runs before a worse morning, each beside a calm one at the same pace and slope.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matched {
    /// The pairs, oldest first.
    pub pairs: Vec<MatchedPair>,
    /// One row a form metric that any pair has.
    pub metrics: Vec<MatchedMetric>,
}

/// Two runs set beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchedPair {
    /// Day of the run before a worse morning.
    pub flare: Date,
    /// Day of the calm run.
    pub calm: Date,
    /// Speed of the two, in m/s.
    pub speed_m_per_s: (f64, f64),
    /// Mean steepness of the two as a fraction, where known.
    pub steepness: Option<(f64, f64)>,
}

/// One form metric over the pairs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatchedMetric {
    /// Metric key.
    pub key: &'static str,
    /// Decimals as shown.
    #[serde(skip)]
    pub decimals: u8,
    /// Run before a worse morning less calm run, one a pair that has both.
    #[serde(rename = "n", serialize_with = "shape::count")]
    pub differences: Vec<f64>,
    /// Their middle (Hodges–Lehmann).
    #[serde(rename = "difference")]
    pub middle: f64,
    /// Its 95 % interval; none under six pairs.
    #[serde(flatten, serialize_with = "shape::interval")]
    pub interval: Option<(f64, f64)>,
}

/// Flares, and what stood beside them: is it the running at all?
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Flares {
    /// The first mornings of flares.
    pub onsets: Vec<Date>,
    /// Flares of whose two days before it is known whether there was a run.
    pub judged: usize,
    /// Of those, flares without a run in these two days.
    #[serde(rename = "without_run_in_48_h")]
    pub without_run: usize,
    /// All mornings of which the same is known.
    pub mornings: usize,
    /// Of those, mornings without a run in the two days before.
    #[serde(rename = "mornings_without_run_in_48_h")]
    pub mornings_without_run: usize,
    /// What the log says of the day before: how many days of how many told.
    pub beside: Vec<BesideDays>,
    /// Medians of the day before.
    pub levels: Vec<BesideLevel>,
    /// Flares against the same weekdays of their month; none under eight flares.
    pub crossover: Option<Crossover>,
}

/// A load beside running, on days before flares and on all other days.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BesideDays {
    /// What: `long sitting`.
    pub name: &'static str,
    /// Days with it, of days before flares on which the log tells.
    pub before_flares: (usize, usize),
    /// The same of all other days.
    pub other_days: (usize, usize),
}

/// A level beside running.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BesideLevel {
    /// What: `sleep`.
    pub name: &'static str,
    /// Unit as shown.
    pub unit: &'static str,
    /// Median and count of days before flares.
    #[serde(serialize_with = "shape::without_count")]
    pub before_flares: Option<(f64, usize)>,
    /// The same of all other days.
    #[serde(serialize_with = "shape::without_count")]
    pub other_days: Option<(f64, usize)>,
}

/// A run the day before a flare against the same weekdays of the month.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Crossover {
    /// Flares with referents.
    pub sets: usize,
    /// Sets in which the day before and its referents differ.
    pub discordant: usize,
    /// Days before flares with a run.
    pub ran_before: usize,
    /// Referents with a run, and all referents.
    pub ran_else: (usize, usize),
    /// Mantel–Haenszel odds ratio; none under five discordant sets.
    pub odds_ratio: Option<f64>,
    /// Its exact p, under that condition.
    pub p: Option<f64>,
}
