//! A flare of the period, and what stood beside it.

use jiff::civil::Date;
use serde::Serialize;

use super::shape;
use crate::model::{Flare, PainScore};

/// A flare of the period, and what is told with it.
#[derive(Clone, Debug, PartialEq)]
pub struct FlareStory {
    /// The flare.
    pub flare: Flare,
    /// Whether it may be said that it has passed, where it has.
    pub may_say_passed: bool,
    /// Days of it with a run, by a file or the log.
    pub run_days: Vec<Date>,
    /// Flares that began before it, with their days from first to last, latest first.
    pub earlier: Vec<(Date, usize)>,
    /// The seven days before it; none where nothing of them is known.
    pub before: Option<WeekBefore>,
}

/// The last seven days that are known, against the usual level.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LastSeven {
    /// The last of them.
    pub until: Date,
    /// Mean of the logged mornings.
    pub mean: f64,
    /// How many are logged.
    pub n: usize,
    /// The worst of them.
    pub peak: PainScore,
    /// The usual morning before the flare; none under seven mornings.
    pub usual: Option<f64>,
    /// Days with painkillers; none where the log does not say.
    pub tablet_days: Option<usize>,
}

/// Something of the seven days before a flare.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BeforeFlare {
    /// Stable name, unit last.
    pub key: &'static str,
    /// What it is, in words.
    #[serde(skip)]
    pub name: &'static str,
    /// Its unit, in words.
    #[serde(skip)]
    pub unit: &'static str,
    /// What it was in those seven days.
    pub value: f64,
    /// The median over the earlier weeks of which it is known; none without one.
    pub usual: Option<f64>,
    /// What it was in the calm week; none where that is not known.
    pub calm: Option<f64>,
    /// Earlier weeks with at least as much of it; with none of it where there was none.
    pub weeks_like_it: usize,
    /// Of those, how many a flare followed within seven days.
    #[serde(rename = "followed_by_a_flare")]
    pub followed: usize,
    /// Earlier weeks of which it is known.
    pub weeks_known: usize,
}

/// What was run and logged before a flare, beside a calm stretch.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WeekBefore {
    /// The first of the seven days.
    pub first: Date,
    /// The last, the day before the flare.
    pub last: Date,
    /// The calm week, its first and last day: the latest without a flare in it or in the week after
    /// it; none where there is none.
    #[serde(flatten, serialize_with = "shape::calm")]
    pub calm: Option<(Date, Date)>,
    /// Everything that is known of the seven days, in fixed order.
    pub exposures: Vec<BeforeFlare>,
}
