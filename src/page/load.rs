//! How much was run.

use jiff::civil::Date;
use serde::Serialize;

use super::{Spike, shape};

/// How much was run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Load {
    /// How much was run against before; none where it did not rise beyond what is told as a rise.
    pub volume: Option<Volume>,
    /// Up to twelve ISO weeks that end with the period's last, oldest first.
    pub weeks: Vec<Week>,
    /// Spikes of the period above +10 %, in order.
    pub spikes: Vec<Spike>,
    /// Longest run of the period.
    pub longest: Option<(Date, f64)>,
    /// Runs, those with them of which only the log tells.
    pub runs: usize,
    /// Days with one.
    pub run_days: usize,
    /// Run days whose run could be set against the 30 days before.
    pub judged: usize,
    /// Its ratio to the longest of the 30 days before it.
    pub longest_ratio: Option<f64>,
    /// Days that are over.
    pub days: usize,
    /// Days without a recorded run, of those that the export speaks for.
    pub days_without_run: usize,
    /// Days that are over and that the export speaks for.
    pub days_known: usize,
    /// Days the log calls rest.
    pub rest_days: usize,
    /// Longest row of days with a run.
    pub longest_streak: usize,
    /// Weeks since the last lighter week; none: none seen.
    pub weeks_since_lighter: Option<usize>,
    /// Weeks since the last week with a day unwell, or without a run; none: none seen.
    pub weeks_since_off: Option<usize>,
    /// Metres climbed; none where a run's climb is not known.
    pub ascent_m: Option<f64>,
    /// Steps of the period.
    pub steps: Option<f64>,
    /// Steps uphill, level, downhill, where slope is known.
    pub steps_by_slope: Option<(f64, f64, f64)>,
    /// Session-RPE load of the period, where the log has RPE.
    pub session_rpe_load_au: Option<f64>,
    /// The period before; none while this one is not over, or where nothing of it is known.
    pub before: Option<LoadBefore>,
    /// Whether no title may sound as if all were well.
    pub comfort_barred: bool,
}

impl Load {
    /// Whether its title sounds as if no run had been much longer than before.
    pub fn is_comforting(&self) -> bool {
        self.judged > 0 && self.spikes.is_empty()
    }
}

/// A rise in how much was run.
#[derive(Clone, Debug, PartialEq)]
pub struct Volume {
    /// The period over the one before, minus one; none where they cannot be set against each other.
    pub period_ratio: Option<f64>,
    /// Metres of the period before and of this one; none where that is not what rose.
    pub of_period: Option<(f64, f64)>,
    /// Up to which day this one is known, where not all of it is.
    pub until: Option<Date>,
    /// Metres of the emptiest and the fullest whole week; none where they are the same.
    pub weeks_m: Option<(f64, f64)>,
    /// The fullest week over the mean of the four before it, minus one, and its metres; none where
    /// it did not rise.
    pub week: Option<(f64, f64)>,
    /// Whether there were few runs to set it against.
    pub is_thin: bool,
}

/// What of the load is set against the period before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoadBefore {
    /// Metres run; none unless every day is known.
    pub distance_m: Option<f64>,
    /// Metres of its longest run.
    pub longest_m: Option<f64>,
    /// Days without a recorded run.
    pub days_without_run: usize,
    /// Days of which that is known.
    pub days_known: usize,
}

/// An ISO week.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// ISO week number.
    #[serde(rename = "week")]
    pub number: i8,
    /// Metres run on the days that are known; none where none is.
    pub distance_m: Option<f64>,
    /// Minutes run on the days that are known; none where none is.
    pub running_min: Option<f64>,
    /// Metres climbed; none where a run's climb is not known.
    pub ascent_m: Option<f64>,
    /// Steps uphill, on the level and downhill; none where a run's slope is not known.
    #[serde(flatten, serialize_with = "shape::steps_by_slope")]
    pub steps_by_slope: Option<(f64, f64, f64)>,
    /// Runs.
    pub runs: usize,
    /// Longest run.
    pub longest_m: Option<f64>,
    /// The week's largest spike above +10 %.
    #[serde(rename = "spike_ratio", serialize_with = "super::day::ratio")]
    pub spike: Option<Spike>,
    /// A lighter week: at most 70 % of the mean of the three loaded weeks before, and no return
    /// after a week unwell or without a run.
    pub lighter: bool,
    /// Not all of its days are over or covered.
    pub partial: bool,
    /// Distance against the mean of the four weeks before, in per cent; none where either is not known.
    pub ramp_pct: Option<f64>,
    /// Mean morning pain in the week.
    pub pain_morning: Option<f64>,
}
