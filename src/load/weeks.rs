//! ISO weeks, how they grow, and the lighter ones among them.

use jiff::civil::Date;

use super::{DayLoad, LoadMetric, spike::FRANDSEN};
use crate::{
    model::{
        Citation, PainScore, Tier, Unit,
        calendar::{days_after, monday_of, shifted},
    },
    page::{Spike, Week},
    signal,
};

pub(super) static RAMP: LoadMetric = LoadMetric {
    key: "ramp_pct",
    name: "Weekly ramp",
    unit: Unit::Percent,
    tier: Tier::Exploratory,
    formula: "The week's distance against the mean of the four weeks before it, in per cent more \
              or less.",
    inputs: "distance by ISO week, Monday to Sunday; time where a run has no distance",
    limits: "In 5,205 runners week-to-week growth went with injury neither way (Frandsen et al. \
             2025); a 10 % rule did not protect novices in a trial (Buist et al. 2008).",
    not_for: "A rule for next week.",
    sources: &[FRANDSEN],
};

pub(super) static LIGHTER: LoadMetric = LoadMetric {
    key: "deload_week",
    name: "Lighter week",
    unit: Unit::Count,
    tier: Tier::Exploratory,
    formula: "A week with a run and at most 70 % of the mean of the three loaded weeks before it, \
              without a day of injury or illness in the log. Weeks straight after such a day's \
              week, or after a week without a run, are a return and no lighter weeks until one is \
              over the 70 %.",
    inputs: "distance by ISO week, Monday to Sunday; time where a run has no distance",
    limits: "The 70 % are our own choice. No trial in runners says how often a lighter week is \
             wanted. Why a week has no run the recordings cannot tell: it is called that and \
             nothing else.",
    not_for: "A duty: a lighter week every four to six weeks is coaching practice.",
    sources: &[Citation {
        short: "Rogerson et al. 2024",
        title: "Sports Med Open 10:26, on strength athletes",
        doi: "10.1186/s40798-024-00691-y",
    }],
};

/// A lighter week has at most this share of the loaded weeks before it.
const LIGHTER_SHARE: f64 = 0.7;
/// How many loaded weeks it is set against.
const LOADED_WEEKS: usize = 3;
/// How far back loaded weeks are looked for: longer ago, they are another chapter.
const LOADED_WITHIN_WEEKS: usize = 5;
/// Weeks whose mean the ramp is set against.
const RAMP_WEEKS: usize = 4;
const DAYS_A_WEEK: usize = 7;

/// An ISO week, Monday to Sunday.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadWeek {
    /// Its Monday.
    pub monday: Date,
    /// ISO week number.
    pub number: i8,
    /// Metres run; none where a run has no distance.
    pub distance_m: Option<f64>,
    /// Minutes run; none where a run has no time.
    pub running_min: Option<f64>,
    /// Metres of the days whose distance is known; none where none is.
    pub recorded_m: Option<f64>,
    /// Minutes of the days whose time is known; none where none is.
    pub recorded_min: Option<f64>,
    /// Metres climbed; none where a run's climb is not known.
    pub ascent_m: Option<f64>,
    /// Steps uphill, on the level and downhill; none where a run's slope is not known.
    pub steps_by_slope: Option<(f64, f64, f64)>,
    /// Runs.
    pub runs: usize,
    /// Longest run.
    pub longest_m: Option<f64>,
    /// The largest spike above +10 %.
    pub spike: Option<Spike>,
    /// Per cent more or less than the mean of the four weeks before, where all five are whole.
    pub ramp_pct: Option<f64>,
    /// How it weighs beside the loaded weeks before it.
    pub weight: WeekWeight,
    /// Not all of its days are over or covered.
    pub partial: bool,
    /// Injury or illness on any of its days.
    pub shaded: bool,
    /// Mean of its logged mornings.
    pub pain_morning: Option<f64>,
}

/// How a week weighs beside the loaded weeks before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeekWeight {
    /// As they do, or it cannot be told.
    Usual,
    /// A lighter week.
    Lighter,
    /// On the way back: as light as a lighter week, and straight after a week unwell or without a
    /// run.
    Returning,
}

impl LoadWeek {
    /// A lighter week.
    pub fn is_lighter(&self) -> bool {
        self.weight == WeekWeight::Lighter
    }

    /// A whole week without a run.
    pub fn has_no_run(&self) -> bool {
        !self.partial && self.runs == 0
    }

    /// A week that was not for training: a day unwell in it, or no run at all.
    pub fn is_off(&self) -> bool {
        self.shaded || self.has_no_run()
    }

    /// As the page draws it.
    pub fn shown(&self) -> Week {
        Week {
            monday: self.monday,
            number: self.number,
            distance_m: self.recorded_m,
            running_min: self.recorded_min,
            ascent_m: self.ascent_m,
            steps_by_slope: self.steps_by_slope,
            runs: self.runs,
            longest_m: self.longest_m,
            spike: self.spike.clone(),
            lighter: self.is_lighter(),
            partial: self.partial,
            ramp_pct: self.ramp_pct,
            pain_morning: self.pain_morning,
        }
    }
}

/// The sizes by which weeks are compared: distance where all of them have it, else time where all
/// have that.
fn sizes(weeks: &[&LoadWeek]) -> Option<Vec<f64>> {
    let distances: Option<Vec<f64>> = weeks.iter().map(|week| week.distance_m).collect();
    distances.or_else(|| weeks.iter().map(|week| week.running_min).collect())
}

/// The ISO weeks of a row of days without gaps, oldest first, of the days up to `known_until`: a
/// week that is not over then is partial, and what comes later is no part of it.
pub fn weeks(days: &[DayLoad], known_until: Date) -> Vec<LoadWeek> {
    let mut weeks: Vec<LoadWeek> = Vec::new();
    let (days, _) = days.split_at(days.partition_point(|day| day.date <= known_until));
    for days in days.chunk_by(|a, b| monday_of(a.date) == monday_of(b.date)) {
        let mut week = one_week(days, known_until);
        week.ramp_pct = ramp_pct(&weeks, &week);
        week.weight = weight(&weeks, &week);
        weeks.push(week);
    }
    weeks
}

/// Weeks between the last lighter week and the week of a day; none where none was seen.
pub fn weeks_since_lighter(weeks: &[LoadWeek], day: Date) -> Option<usize> {
    weeks_since(weeks, day, LoadWeek::is_lighter)
}

/// Weeks between the last week unwell or without a run and the week of a day; none where none was
/// seen.
pub fn weeks_since_off(weeks: &[LoadWeek], day: Date) -> Option<usize> {
    weeks_since(weeks, day, LoadWeek::is_off)
}

fn weeks_since(weeks: &[LoadWeek], day: Date, is: fn(&LoadWeek) -> bool) -> Option<usize> {
    let last = weeks.iter().rev().find(|week| week.monday <= day && is(week))?;
    usize::try_from(days_after(last.monday, monday_of(day)) / 7).ok()
}

fn one_week(days: &[DayLoad], known_until: Date) -> LoadWeek {
    let monday = days.first().map_or(known_until, |day| monday_of(day.date));
    let over = shifted(monday, 6).is_some_and(|sunday| sunday <= known_until);
    let mornings: Vec<f64> =
        days.iter().filter_map(|day| day.pain_morning).map(PainScore::value).collect();
    let spikes = days.iter().filter_map(|day| day.spike.as_ref());
    // Days that are not known leave a partial week; what is known of it still adds up.
    let known = || days.iter().filter(|day| day.known);
    LoadWeek {
        monday,
        number: monday.iso_week_date().week(),
        distance_m: known().map(|day| day.distance_m).sum(),
        running_min: known().map(|day| day.running_min).sum(),
        recorded_m: added(known().filter_map(|day| day.distance_m)),
        recorded_min: added(known().filter_map(|day| day.running_min)),
        ascent_m: known().map(|day| day.ascent_m).sum(),
        steps_by_slope: steps_by_slope(known()),
        runs: days.iter().map(|day| day.runs).sum(),
        longest_m: days.iter().filter_map(|day| day.longest_m).max_by(f64::total_cmp),
        spike: spikes.max_by(|a, b| a.ratio.total_cmp(&b.ratio)).cloned(),
        ramp_pct: None,
        weight: WeekWeight::Usual,
        partial: !over || known().count() < DAYS_A_WEEK,
        shaded: days.iter().any(|day| day.shaded),
        pain_morning: signal::mean(&mornings),
    }
}

/// The week's step ledger; none where a day lacks any of the three.
fn steps_by_slope<'a>(days: impl Iterator<Item = &'a DayLoad>) -> Option<(f64, f64, f64)> {
    days.map(|day| Some((day.steps_up?, day.steps_level?, day.steps_down?))).try_fold(
        (0.0, 0.0, 0.0),
        |(up, level, down), day| {
            let (more_up, more_level, more_down) = day?;
            Some((up + more_up, level + more_level, down + more_down))
        },
    )
}

/// A sum; none of nothing.
fn added(parts: impl Iterator<Item = f64>) -> Option<f64> {
    parts.reduce(|sum, part| sum + part)
}

fn ramp_pct(before: &[LoadWeek], week: &LoadWeek) -> Option<f64> {
    let four = before.get(before.len().checked_sub(RAMP_WEEKS)?..)?;
    if week.partial || four.iter().any(|week| week.partial) {
        return None;
    }
    let sizes = sizes(&four.iter().chain([week]).collect::<Vec<_>>())?;
    let (size, four) = sizes.split_last()?;
    let mean = signal::mean(four)?;
    (mean > 0.0).then(|| 100.0 * (size / mean - 1.0))
}

fn weight(before: &[LoadWeek], week: &LoadWeek) -> WeekWeight {
    match (is_light(before, week), comes_back(before)) {
        (false, _) => WeekWeight::Usual,
        (true, true) => WeekWeight::Returning,
        (true, false) => WeekWeight::Lighter,
    }
}

/// Whether a week has a run and at most 70 % of the loaded weeks before it.
///
/// A week without a run is not light but empty, and never a lighter week: a deload is training made
/// less, and why nobody ran, with no word in the log, may be a holiday as well as a back that hurt.
fn is_light(before: &[LoadWeek], week: &LoadWeek) -> bool {
    let loaded =
        |other: &&LoadWeek| !other.partial && !other.is_off() && other.weight == WeekWeight::Usual;
    let recent = before.iter().rev().take(LOADED_WITHIN_WEEKS);
    let mut compared: Vec<&LoadWeek> = recent.filter(loaded).take(LOADED_WEEKS).collect();
    if week.partial || week.is_off() || compared.len() < LOADED_WEEKS {
        return false;
    }
    compared.push(week);
    let Some(sizes) = sizes(&compared) else { return false };
    let Some((size, loaded)) = sizes.split_last() else { return false };
    let limit = LIGHTER_SHARE * loaded.iter().sum::<f64>() / loaded.len() as f64;
    // The tolerance keeps exactly 70 % from failing by a last bit.
    *size <= limit * (1.0 + 1e-9)
}

/// So many weeks of which only a part is known are looked past: of what was two years ago nobody comes
/// back, and a diary of decades without a run would be gone through for each of its weeks.
const LOOKED_PAST_WEEKS: usize = 104;

/// Whether the weeks before end with one unwell or without a run, or on the way back from one. A
/// week of which only a part is known says nothing of it, and is looked past.
fn comes_back(before: &[LoadWeek]) -> bool {
    let mut recent = before.iter().rev().take(LOOKED_PAST_WEEKS);
    let last = recent.find(|week| !week.partial || week.shaded);
    last.is_some_and(|week| week.is_off() || week.weight == WeekWeight::Returning)
}

#[cfg(test)]
#[path = "weeks_tests.rs"]
mod tests;
