//! Form at own pace by month: this year's runs and last year's at one pace, each sensor by itself.

use jiff::civil::Date;

use crate::{
    history::{
        History,
        form::{run_bins, sensor_behind},
    },
    insight::baseline::{RunBins, RunValue, values_at_one_pace},
    metrics::ROLL,
    model::{Channel, Month},
    outing::Outing,
    page::{FormMonth, Mean, Period, YearForm},
    signal,
};

/// Under so many runs a month has no mean.
const FEWEST_RUNS: usize = 3;

/// What is told, as on the page of a month.
const QUANTITIES: [(Channel, &str); 2] =
    [(Channel::StepRate, "cadence_spm"), (Channel::VerticalOscillation, "vertical_oscillation_mm")];

/// Each quantity of which a month of the year has a mean.
pub(super) fn form(history: &History<'_>, year: &Period) -> Vec<YearForm> {
    QUANTITIES.iter().filter_map(|quantity| of(history, year, *quantity)).collect()
}

fn of(
    history: &History<'_>,
    year: &Period,
    (channel, key): (Channel, &'static str),
) -> Option<YearForm> {
    let metric = ROLL.iter().find(|metric| metric.key == key)?;
    let first = Date::new(year.first.year().checked_sub(1)?, 1, 1).ok()?;
    let span = first..=year.known_until;
    let runs: Vec<&Outing> = history
        .runs
        .iter()
        .copied()
        .filter(|run| span.contains(&run.date()) && run.bins.values(channel).is_some())
        .filter(|run| !run.indoor && !history.is_apart(run))
        .collect();
    let sensors: Vec<String> = runs.iter().map(|run| sensor_behind(run, channel)).collect();
    let bins: Vec<RunBins<'_>> =
        runs.iter().zip(&sensors).map(|(run, sensor)| run_bins(run, sensor, false)).collect();
    let (at_speed_m_per_s, values) = values_at_one_pace(&bins, channel)?;
    let changes = changes(&sensors);
    let points = by_month(&values, &bins, &changes);
    let (before, points): (Vec<FormMonth>, Vec<FormMonth>) =
        points.into_iter().partition(|point| point.at < year.first);
    if points.is_empty() {
        return None;
    }
    let what = |run: usize| {
        let behind = |run: usize| Some(runs.get(run)?.sensor.behind(channel));
        behind(run)?.change_from(&behind(run.checked_sub(1)?)?)
    };
    Some(YearForm {
        key,
        decimals: metric.decimals,
        at_speed_m_per_s,
        points,
        before,
        breaks: changes
            .iter()
            .filter_map(|&run| Some((runs.get(run)?.date(), what(run)?)))
            .collect(),
    })
}

/// So many runs in a row make another sensor the one in use.
const IN_A_ROW: usize = 3;

/// The places from which on another sensor is in use: single runs with another are no change.
fn changes(sensors: &[String]) -> Vec<usize> {
    let mut changes = Vec::new();
    let mut in_use: Option<&String> = None;
    for (run, row) in sensors.windows(IN_A_ROW).enumerate() {
        let Some(first) = row.first().filter(|first| row.iter().all(|other| other == *first))
        else {
            continue;
        };
        if in_use.is_some_and(|known| known != first) {
            changes.push(run);
        }
        in_use = Some(first);
    }
    changes
}

/// Means by month and sensor, in order of the days in the middle of their runs.
fn by_month(values: &[RunValue], runs: &[RunBins<'_>], changes: &[usize]) -> Vec<FormMonth> {
    let mut groups: Vec<((Month, &str), Vec<&RunValue>)> = Vec::new();
    for value in values {
        let Some(run) = runs.get(value.run) else { continue };
        let group = (Month::of(run.day), run.sensor);
        match groups.iter_mut().rev().find(|(of, _)| *of == group) {
            Some((_, members)) => members.push(value),
            None => groups.push((group, vec![value])),
        }
    }
    let mut points: Vec<FormMonth> = groups
        .into_iter()
        .filter(|(_, members)| members.len() >= FEWEST_RUNS)
        .filter_map(|(_, members)| {
            let middle = runs.get(members.get(members.len() / 2)?.run)?;
            let last = members.last()?.run;
            Some(FormMonth {
                at: middle.day,
                mean: mean(&members.iter().map(|value| value.value).collect::<Vec<_>>())?,
                stretch: changes.iter().filter(|change| **change <= last).count(),
            })
        })
        .collect();
    points.sort_by_key(|point| point.at);
    points
}

/// The mean of runs with its 95 % interval, by Student's distribution.
fn mean(values: &[f64]) -> Option<Mean> {
    let value = signal::mean(values)?;
    let n = values.len();
    let reach = signal::standard_deviation(values)
        .map(|spread| signal::student_reach(0.95, (n - 1) as f64) * spread / (n as f64).sqrt());
    let reach = reach.filter(|reach| reach.is_finite());
    Some(Mean {
        value,
        low: reach.map(|reach| value - reach),
        high: reach.map(|reach| value + reach),
        n,
    })
}
