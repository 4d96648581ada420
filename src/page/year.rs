//! A calendar year, month by month, beside the year before.

use jiff::civil::Date;

use super::{Figure, Mean, Period, Safety, Withheld};
use crate::model::{Change, PainScore};

/// A year's page. The store knows it by its derived `Debug`.
#[derive(Clone, Debug)]
pub struct Year {
    /// The year as a period: its key is the folder's name, `2026`.
    pub period: Period,
    /// The runner's name, only if the config gives one.
    pub name: Option<String>,
    /// The safety box of its newest month.
    pub safety: Safety,
    /// What the safety box took away of what there was.
    pub withheld: Vec<Withheld>,
    /// Sums over its days so far, beside those of the year before up to the same day.
    pub figures: Vec<Figure>,
    /// January to December.
    pub months: Vec<YearMonth>,
    /// The same of the year before; empty where nothing is known of it.
    pub months_before: Vec<YearMonth>,
    /// Form at own pace, one entry a quantity; empty where none can be told.
    pub form: Vec<YearForm>,
    /// Cadence by pace; none without two clouds' worth of runs.
    pub pace_cadence: Option<PaceCadence>,
    /// Spans of injury or illness in it, both days included.
    pub unwell: Vec<(Date, Date)>,
    /// Days of it on which the therapist's plan holds.
    pub plan: Option<(Date, Date)>,
    /// Treatments and visits, in the runner's words.
    pub visits: Vec<(Date, String)>,
    /// What the runner changed on a day, by the settings, with the weeks before and after it.
    pub changes: Vec<BeforeAfter>,
    /// How many whole weeks were lighter, and when.
    pub lighter: LighterWeeks,
}

/// A month of the year. What is not known is none, never zero.
#[derive(Clone, Debug, PartialEq)]
pub struct YearMonth {
    /// Its first day.
    pub first: Date,
    /// Days of it that the export speaks for.
    pub days_known: usize,
    /// Days that it has.
    pub days: usize,
    /// Runs, those with them of which only the log tells.
    pub runs: usize,
    /// Metres run.
    pub distance_m: Option<Amount>,
    /// Minutes run.
    pub running_min: Option<Amount>,
    /// Metres of the longest run; none without one.
    pub longest_m: Option<Amount>,
    /// Days known to be without a run.
    pub days_without_run: Option<Amount>,
    /// Mean of the logged mornings, without an interval.
    pub mornings: Option<Mean>,
    /// The worst that was logged, and its day.
    pub peak: Option<(Date, PainScore)>,
    /// Days in a flare; none where no pain was logged.
    pub flare_days: Option<usize>,
}

impl YearMonth {
    /// Whether anything is known of it.
    pub fn is_known(&self) -> bool {
        self.days_known > 0 || self.mornings.is_some() || self.peak.is_some()
    }

    /// Whether the export speaks for some of its days and not for others.
    pub fn is_part(&self) -> bool {
        self.days_known > 0 && self.days_known < self.days
    }
}

/// A value of a month, and whether all of the month stands behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The value.
    pub value: f64,
    /// Every day of the month is over, known, and has its value in it.
    pub is_whole: bool,
}

/// A quantity of form at one pace, by month.
#[derive(Clone, Debug, PartialEq)]
pub struct YearForm {
    /// Metric key.
    pub key: &'static str,
    /// `Cadence`.
    pub name: String,
    /// Unit as shown.
    pub unit: String,
    /// Decimals as shown.
    pub decimals: u8,
    /// The pace it is told for, in m/s: the same for both years.
    pub at_speed_m_per_s: f64,
    /// Means of months with three runs and more, in order.
    pub points: Vec<FormMonth>,
    /// The same of the year before.
    pub before: Vec<FormMonth>,
    /// Where a sensor changed in either year.
    pub breaks: Vec<(Date, Change)>,
}

/// The mean of a month's runs with one sensor.
#[derive(Clone, Debug, PartialEq)]
pub struct FormMonth {
    /// The day in the middle of its runs.
    pub at: Date,
    /// Mean, 95 % interval, runs.
    pub mean: Mean,
    /// Number of the sensor stretch it belongs to, from 0; no line joins two.
    pub stretch: usize,
}

/// Cadence by pace in two periods.
#[derive(Clone, Debug, PartialEq)]
pub struct PaceCadence {
    /// The later one.
    pub now: PaceCloud,
    /// The one before.
    pub before: PaceCloud,
}

/// Cadence by pace in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct PaceCloud {
    /// `2026`, `October`.
    pub name: String,
    /// Mean speed in m/s and cadence in steps a minute of each run.
    pub runs: Vec<(f64, f64)>,
    /// Mean speed and cadence of the half minutes in each band of speed with enough of them.
    pub bands: Vec<(f64, f64)>,
}

/// Lighter weeks of a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LighterWeeks {
    /// Their Mondays, in order.
    pub mondays: Vec<Date>,
    /// Whole weeks with a run that could be told light or not.
    pub weeks: usize,
    /// Weeks since the last one, in this period or before; none: none seen.
    pub since: Option<usize>,
    /// Weeks since the last week with a day unwell, or without a run; none: none seen.
    pub since_off: Option<usize>,
}

/// The weeks before and after something that the runner changed on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct BeforeAfter {
    /// The first day with it.
    pub date: Date,
    /// `insole: left, 3 mm`.
    pub what: String,
    /// Whether the weeks after it are over.
    pub is_over: bool,
    /// One row a quantity; empty where nothing of these weeks is known.
    pub rows: Vec<ChangeRow>,
    /// What else is told of these weeks, one phrase each: days unwell, the plan, other changes.
    pub besides: Vec<String>,
}

/// A quantity before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRow {
    /// What it is about.
    pub kind: ChangeKind,
    /// What, with its unit.
    pub what: String,
    /// Before, with its count.
    pub before: String,
    /// After.
    pub after: String,
    /// What may be said of the two: lower, higher, no more than usual, too little to tell.
    pub note: String,
}

/// What a quantity is about, which says where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The back.
    Pain,
    /// How much.
    Load,
    /// How.
    Form,
}
