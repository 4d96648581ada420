//! Every calendar day from the first to the last, with what was run and how the back was.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    CoveredDays, DayLoad, RunLoad, SpikeVerdict, Start, coupled, ewma, exponential, monotony,
    reported_runs, rest_day, spike, strain, uncoupled, weeks,
};
use crate::{
    model::{LoadUnit, SpikeClass, Unwell, calendar::each_day},
    page::Spike,
    pain::PainLog,
};

/// Weights of chronic and acute load: 1/N for 42 and 7 days.
const CTL_WEIGHT: f64 = 1.0 / 42.0;
const ATL_WEIGHT: f64 = 1.0 / 7.0;

/// What the days are made of.
#[derive(Clone, Copy, Debug)]
pub struct LoadHistory<'a> {
    /// Every activity, in any order.
    pub runs: &'a [RunLoad],
    /// Which days the export speaks for.
    pub coverage: &'a CoveredDays,
    /// The diary; an empty one where there is none.
    pub log: &'a PainLog,
    /// Days of injury or illness that the config tells.
    pub unwell: &'a [Unwell],
}

impl LoadHistory<'_> {
    /// Whether a day is one of injury or illness, by the diary or the config.
    fn is_shaded(&self, day: Date) -> bool {
        self.log.is_shaded(day) || self.unwell.iter().any(|span| span.holds(day))
    }
}

/// Every day from the first to the last that has a run, a log row or coverage, in order.
pub fn days(history: &LoadHistory<'_>) -> Vec<DayLoad> {
    let Some((first, last)) = extent(history) else { return Vec::new() };
    let mut by_day: BTreeMap<Date, Vec<&RunLoad>> = BTreeMap::new();
    let reported = reported_runs(history.log, history.runs);
    for run in history.runs.iter().chain(&reported) {
        by_day.entry(run.date).or_default().push(run);
    }
    let running: Vec<&RunLoad> = history.runs.iter().filter(|run| run.is_run).collect();
    let unit = LoadUnit::of(&running);
    let mut days: Vec<DayLoad> =
        each_day(first, last).map(|day| one_day(history, &by_day, day, unit)).collect();
    add_series(&mut days);
    add_weeks(&mut days);
    days
}

/// The first and the last day of all.
fn extent(history: &LoadHistory<'_>) -> Option<(Date, Date)> {
    let runs = history.runs.iter().map(|run| run.date);
    let log = [history.log.first_day(), history.log.last_day()];
    let coverage = [history.coverage.first(), history.coverage.last()];
    let all = runs.chain(log.into_iter().chain(coverage).flatten());
    all.fold(None, |span: Option<(Date, Date)>, day| {
        Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    })
}

fn one_day(
    history: &LoadHistory<'_>,
    by_day: &BTreeMap<Date, Vec<&RunLoad>>,
    date: Date,
    load_unit: LoadUnit,
) -> DayLoad {
    let all = by_day.get(&date).map_or(&[][..], Vec::as_slice);
    let runs: Vec<&RunLoad> = all.iter().copied().filter(|run| run.is_run).collect();
    let others: Vec<&RunLoad> = all.iter().copied().filter(|run| !run.is_run).collect();
    let hides_a_run = runs.iter().any(|run| run.is_hidden());
    let known = !hides_a_run && (!runs.is_empty() || history.coverage.covers(date));
    let total = |of: fn(&RunLoad) -> Option<f64>| if known { sum(&runs, of) } else { None };
    let (worst, spike) = worst_spike(&runs, by_day, date, history.coverage);
    let entry = history.log.day(date);
    DayLoad {
        date,
        known,
        runs: runs.len(),
        runs_reported: runs.iter().filter(|run| run.reported).count(),
        hides_a_run,
        unknown: history.coverage.unknown_on(date).map(|span| span.why).filter(|_| !known),
        distance_m: total(|run| run.distance_m),
        running_min: total(|run| run.running_min),
        other_min: if others.is_empty() { None } else { sum(&others, |run| run.running_min) },
        steps: total(|run| run.steps),
        steps_up: total(|run| run.steps_up),
        steps_level: total(|run| run.steps_level),
        steps_down: total(|run| run.steps_down),
        ascent_m: total(|run| run.ascent_m),
        descent_m: total(|run| run.descent_m),
        session_rpe_load_au: total(|run| run.session_rpe_load_au),
        trimp_banister: total(|run| run.trimp_banister),
        trimp_edwards: total(|run| run.trimp_edwards),
        rtss: total(|run| run.rtss),
        longest_m: runs.iter().filter_map(|run| run.distance_m).max_by(f64::total_cmp),
        longest_previous_30d_m: worst.longest_before_m,
        spike_ratio: worst.ratio,
        spike_class: worst.class,
        spike,
        load_unit,
        monotony_7d: None,
        strain_7d: None,
        ctl: None,
        atl: None,
        tsb: None,
        acwr_rolling_uncoupled: None,
        acwr_rolling_coupled: None,
        acwr_ewma: None,
        no_recorded_run: known.then_some(runs.is_empty()),
        rest_day: rest_day(history.log, date, runs.len()),
        deload_week: None,
        shaded: history.is_shaded(date),
        pain_morning: entry.and_then(|entry| entry.pain_morning),
        pain_before: entry.and_then(|entry| entry.pain_before),
        pain_during_max: entry.and_then(|entry| entry.pain_during_max),
        pain_next_morning: history.log.next_morning(date),
        sleep_h: entry.and_then(|entry| entry.sleep_h),
    }
}

/// The sum of a quantity over runs; not known when one of them lacks it.
fn sum(runs: &[&RunLoad], of: fn(&RunLoad) -> Option<f64>) -> Option<f64> {
    runs.iter().map(|run| of(run)).sum()
}

/// The day's largest spike. Each run is set against the days before, never against one of its own
/// day; a day without a run is set against them, too, for the longest run before it.
fn worst_spike(
    runs: &[&RunLoad],
    by_day: &BTreeMap<Date, Vec<&RunLoad>>,
    date: Date,
    coverage: &CoveredDays,
) -> (SpikeVerdict, Option<Spike>) {
    let earlier: Vec<&RunLoad> =
        by_day.range(..date).rev().take(30).flat_map(|(_, runs)| runs.iter().copied()).collect();
    let verdicts: Vec<(SpikeVerdict, Option<Spike>)> = runs
        .iter()
        .map(|run| {
            let verdict = spike::spike(run, &earlier, coverage);
            (verdict, verdict.shown(run))
        })
        .collect();
    let largest = verdicts.iter().filter(|(verdict, _)| verdict.ratio.is_some()).max_by(|a, b| {
        let ratio = |verdict: &SpikeVerdict| verdict.ratio.unwrap_or(f64::NEG_INFINITY);
        ratio(&a.0).total_cmp(&ratio(&b.0))
    });
    // Without any ratio, the first run that says why; a run without distance says nothing.
    let otherwise = || {
        verdicts
            .iter()
            .find(|(verdict, _)| verdict.class != SpikeClass::None)
            .or_else(|| verdicts.first())
    };
    let none = || {
        let longest_before_m =
            spike::longest(&earlier, date, coverage).and_then(|run| run.distance_m);
        (SpikeVerdict { class: SpikeClass::None, ratio: None, longest_before_m }, None)
    };
    largest.or_else(otherwise).cloned().unwrap_or_else(none)
}

/// Fills what rests on the days before.
fn add_series(days: &mut [DayLoad]) {
    let loads: Vec<Option<f64>> = days.iter().map(load).collect();
    let hides: Vec<bool> = days.iter().map(|day| day.hides_a_run).collect();
    let shown = |weight| super::exponential::settled(exponential(&loads, weight, MEAN));
    let (ctl, atl) = (shown(CTL_WEIGHT), shown(ATL_WEIGHT));
    let short = super::exponential::settled(ewma(&loads, 7.0, MEAN));
    let long = super::exponential::settled(ewma(&loads, 28.0, MEAN));
    for (i, day) in days.iter_mut().enumerate() {
        let so_far = &loads[..=i];
        // No ratio is taken over a run of which nobody knows how long it was.
        let hidden = hides[(i + 1).saturating_sub(RATIO_DAYS)..=i].contains(&true);
        if let Some(week) = last_week(so_far) {
            day.monotony_7d = monotony(&week);
            day.strain_7d = strain(&week);
        }
        day.ctl = ctl[i];
        day.atl = atl[i];
        day.tsb = i.checked_sub(1).and_then(|y| Some(ctl[y]? - atl[y]?));
        if hidden {
            continue;
        }
        day.acwr_rolling_coupled = coupled(so_far);
        day.acwr_rolling_uncoupled = uncoupled(so_far);
        day.acwr_ewma =
            short[i].zip(long[i]).filter(|(_, long)| *long > 0.0).map(|(short, long)| short / long);
    }
}

/// Days that a ratio of loads looks back over.
const RATIO_DAYS: usize = 28;

const MEAN: Start = Start::MeanOfFirstDays;

/// A day's load in the unit that all days share.
fn load(day: &DayLoad) -> Option<f64> {
    match day.load_unit {
        LoadUnit::SessionRpe => day.session_rpe_load_au,
        LoadUnit::Distance => day.distance_m,
        LoadUnit::RunningTime => day.running_min,
    }
}

/// The last seven loads, where all are known.
fn last_week(loads: &[Option<f64>]) -> Option<Vec<f64>> {
    loads.get(loads.len().checked_sub(7)?..)?.iter().copied().collect()
}

/// Tells each day whether its week was a lighter one.
fn add_weeks(days: &mut [DayLoad]) {
    let Some(last) = days.last().map(|day| day.date) else { return };
    let lighter: BTreeMap<Date, Option<bool>> = weeks(days, last)
        .into_iter()
        .map(|week| (week.monday, (!week.partial).then_some(week.is_lighter())))
        .collect();
    for day in days {
        let monday = crate::model::calendar::monday_of(day.date);
        day.deload_week = lighter.get(&monday).copied().flatten();
    }
}

#[cfg(test)]
#[path = "day_tests.rs"]
mod tests;
