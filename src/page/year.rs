//! A calendar year, month by month, beside the year before.

use jiff::civil::Date;

use super::{Difference, Mean, Period, Safety, Withheld};
use crate::model::{Change, PainScore};

/// A year's page. The store knows it by its derived `Debug`.
#[derive(Clone, Debug)]
pub struct Year {
    /// The year as a period.
    pub period: Period,
    /// The runner's name, only if the config gives one.
    pub name: Option<String>,
    /// The safety box of its newest month.
    pub safety: Safety,
    /// What the safety box took away of what there was.
    pub withheld: Vec<Withheld>,
    /// Sums over its days so far.
    pub sums: YearSums,
    /// The same of the year before up to the same day; none where there is no such year.
    pub sums_before: Option<YearSums>,
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

/// Sums over a year, from its first day to one that is known. What is not known is none, never zero.
#[derive(Clone, Debug, PartialEq)]
pub struct YearSums {
    /// The last of their days.
    pub until: Date,
    /// Days that the export speaks for, of how many.
    pub known: (usize, usize),
    /// Metres run on days of which it is known.
    pub distance_m: Option<f64>,
    /// Minutes run, likewise.
    pub running_min: Option<f64>,
    /// The longest run, in metres, and its day.
    pub longest: Option<(Date, f64)>,
    /// Days known to be without a run.
    pub days_without_run: usize,
    /// Mean of the logged mornings, without an interval.
    pub mornings: Option<Mean>,
    /// The worst that was logged, and its day.
    pub peak: Option<(Date, PainScore)>,
    /// Days in a flare; none where no pain was logged.
    pub flare_days: Option<usize>,
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
    /// Of which days.
    pub of: CloudOf,
    /// Mean speed in m/s and cadence in steps a minute of each run.
    pub runs: Vec<(f64, f64)>,
    /// Mean speed and cadence of the half minutes in each band of speed with enough of them.
    pub bands: Vec<(f64, f64)>,
}

/// Of which days a cloud is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloudOf {
    /// A year.
    Year(i16),
    /// Months, from the one with the first of these days to the one with the last.
    Months(Date, Date),
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
    /// What else is told of these weeks.
    pub besides: Vec<Beside>,
}

/// Something else that lies in the weeks before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// So many days unwell.
    Unwell(usize),
    /// The plan, from a day on.
    Plan(Date),
    /// Another change, from a day on, in the runner's words.
    Change(String, Date),
    /// So many days with a treatment or visit.
    Visits(usize),
}

/// A quantity before and after.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeRow {
    /// Mean pain in the morning.
    Mornings {
        /// Before.
        before: Mean,
        /// After.
        after: Mean,
        /// By how much, where both have enough mornings for an interval.
        by: Option<Difference>,
        /// What may be said.
        verdict: ChangeVerdict,
    },
    /// Days in a flare.
    FlareDays {
        /// Before.
        before: usize,
        /// After.
        after: usize,
    },
    /// Metres a week. Days known of how many stand behind each.
    WeeklyDistance {
        /// Before.
        before_m: f64,
        /// After.
        after_m: f64,
        /// Days known, of how many, before and after.
        known: [(usize, usize); 2],
    },
    /// Days without a run, of those that are known.
    DaysWithoutRun {
        /// Before.
        before: usize,
        /// After.
        after: usize,
        /// Days known, of how many, before and after.
        known: [(usize, usize); 2],
    },
    /// Form at own pace.
    Form {
        /// Metric key.
        key: &'static str,
        /// The pace it is told for, in m/s.
        at_speed_m_per_s: f64,
        /// Before.
        before: Mean,
        /// After.
        after: Mean,
        /// By how much, with its interval.
        by: Difference,
    },
}

/// What may be said of a change of mornings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeVerdict {
    /// Lower than before, beyond day-to-day variation.
    Lower,
    /// Higher than before, beyond day-to-day variation.
    Higher,
    /// Nothing beyond day-to-day variation.
    Unchanged,
    /// Fewer than 20 logged mornings on one side.
    TooFew,
}
