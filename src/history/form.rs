//! How one ran: each form quantity at the runner's own pace, and step length beside other runners.

use std::convert::identity;

use jiff::{ToSpan as _, civil::Date};

use super::{History, period::within, recording, resolution, side_by_side, worn_together};
use crate::{
    insight::{
        baseline::{Asked, Interval, OwnForm, RunBins, own_form},
        endurance::Endurance,
    },
    metrics::{
        ROLL,
        foot_ahead::{self, Model},
        overstride_index,
    },
    model::{Change, Channel, Provenance, Runner, Samples},
    outing::{self, Outing},
    page::{BandOf, Behind, Difference, FormNote, FormPanel, FormPoint, Kept, Mean, Period},
};

/// The metric of where the foot lands.
pub(super) const FOOT_AHEAD: &str = "foot_ahead_mm";
/// Under so many runs a period gets a table and no trend.
const FEWEST_RUNS: usize = 5;
/// How far back points are drawn: the reference of own form.
const DRAWN_DAYS: i32 = 56;
/// The middle band of the step-length index, per cent: two in three runners.
const MIDDLE_BAND_PCT: (f64, f64) = (-6.0, 6.0);

/// Quantities told at own pace: channel, and the metric it stands for.
const AT_OWN_PACE: [(Channel, &str); 4] = [
    (Channel::StepRate, "cadence_spm"),
    (Channel::Reach, FOOT_AHEAD),
    (Channel::VerticalOscillation, "vertical_oscillation_mm"),
    (Channel::GroundContactTime, "ground_contact_time_ms"),
];

/// The panels, and what is to be said of them.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) panels: Vec<FormPanel>,
    pub(super) notes: Vec<FormNote>,
    /// Step length at own pace against the reference, where it is to be reported.
    pub(super) overstride_self_pct: Option<Mean>,
    /// Where the foot lands, at own pace; none where nothing of it is told.
    pub(super) foot: Option<OwnForm>,
    /// By a run's key and the metric's: how long form kept to the own range.
    pub(super) endurance: Vec<(String, &'static str, Kept)>,
}

/// The panels of a period.
pub(super) fn panels(history: &History<'_>, period: &Period) -> Form {
    let in_period = history.runs_in(period);
    if in_period.is_empty() {
        return Form::default();
    }
    let without_cadence = in_period.iter().all(|run| run.value("cadence_spm").is_none());
    if without_cadence {
        return Form { notes: vec![FormNote::NoCadence], ..Form::default() };
    }
    if in_period.len() < FEWEST_RUNS {
        return Form { notes: vec![FormNote::FewRuns(in_period.len())], ..Form::default() };
    }
    let mut form = Form::default();
    for (at, (channel, key)) in AT_OWN_PACE.into_iter().enumerate() {
        let own = ask(history, period, channel);
        let own = if channel == Channel::Reach { foot_ahead(history, period, own) } else { own };
        if at == 0 {
            form.notes.extend(own.lack.map(FormNote::NoReference));
            form.overstride_self_pct = own.overstride_self_pct.map(mean);
        }
        form.endurance.extend(own.endurance.iter().filter_map(|kept| {
            let run = history.runs.get(kept.run)?;
            let Endurance { left_min, seen_until_min, .. } = *kept;
            Some((run.key(), key, Kept { left_min, seen_until_min }))
        }));
        let panel = panel(history, period, (channel, key), &own);
        let panel = panel.map(if channel == Channel::Reach { of_a_model } else { identity });
        form.panels.extend(panel);
        if channel == Channel::StepRate {
            form.panels.extend(step_length(history, period, &own));
        }
        if channel == Channel::Reach {
            form.foot = Some(own);
        }
    }
    if form.panels.iter().all(|panel| panel.key != "vertical_oscillation_mm") {
        form.notes.extend(modelled_bounce(&in_period));
    }
    form
}

/// Reach at own pace as the model's place of the foot, for the runner's height; nothing where the
/// height told is none.
fn foot_ahead(history: &History<'_>, period: &Period, reach: OwnForm) -> OwnForm {
    match Model::of(runner_of(history, period).height_m) {
        Ok(model) => reach.on_line(model.offset_mm, model.slope),
        Err(_) => OwnForm::default(),
    }
}

/// What a model says of a period has no interval of runs, which would pass for how sure it is, and
/// no change under what it can tell.
fn of_a_model(panel: FormPanel) -> FormPanel {
    let difference =
        panel.difference.filter(|change| change.value.abs() >= foot_ahead::TOLD_FROM_MM);
    FormPanel {
        value: panel.value.map(|mean| Mean { low: None, high: None, ..mean }),
        // Two means side by side tell a change, too.
        reference: panel.reference.filter(|_| difference.is_some()),
        difference,
        ..panel
    }
}

fn ask(history: &History<'_>, period: &Period, channel: Channel) -> OwnForm {
    let frozen_on = history.frozen_on(period);
    own_pace(history, &Asked { channel, frozen_on, from: period.first, until: period.last })
}

/// Own form over the whole history, as it is asked for.
pub(super) fn own_pace(history: &History<'_>, asked: &Asked) -> OwnForm {
    with_runs(history, asked.channel, |runs| own_form(runs, asked))
}

/// What is told of all runs of the history, each with what stands behind a quantity.
pub(super) fn with_runs<T>(
    history: &History<'_>,
    channel: Channel,
    told: impl FnOnce(&[RunBins<'_>]) -> T,
) -> T {
    let sensors: Vec<String> = history.runs.iter().map(|run| sensor_behind(run, channel)).collect();
    let runs: Vec<RunBins<'_>> = history
        .runs
        .iter()
        .zip(&sensors)
        .map(|(run, sensor)| run_bins(run, sensor, history.is_apart(run)))
        .collect();
    told(&runs)
}

/// A run as it enters a baseline.
pub(super) fn run_bins<'a>(run: &'a Outing, sensor: &'a str, excluded: bool) -> RunBins<'a> {
    RunBins { day: run.date(), bins: &run.bins, sensor, indoor: run.indoor, excluded }
}

/// What stands behind a quantity, as a name that two runs share when it is the same.
pub(super) fn sensor_behind(run: &Outing, channel: Channel) -> String {
    run.sensor.behind(channel).to_string()
}

fn panel(
    history: &History<'_>,
    period: &Period,
    (channel, key): (Channel, &'static str),
    own: &OwnForm,
) -> Option<FormPanel> {
    let metric = ROLL.iter().find(|metric| metric.key == key)?;
    let recordings = recording::changes(&history.runs);
    let stretch = |run: usize| {
        let sensors = own.breaks.iter().filter(|change| change.run <= run).count();
        sensors + recordings.iter().filter(|change| **change <= run).count()
    };
    let points: Vec<FormPoint> = own
        .runs
        .iter()
        .filter_map(|value| {
            let run = history.runs.get(value.run)?;
            let provenance = at_own_pace(&run.bins, channel);
            let stretch = stretch(value.run);
            Some(FormPoint { stretch, ..point(run, period, value.value, provenance) })
        })
        .collect();
    let points = if points.is_empty() {
        raw_points(history, period, (channel, key), stretch)
    } else {
        points
    };
    if points.is_empty() {
        return None;
    }
    let shown_from = points.first().map(|point| point.date);
    Some(FormPanel {
        key,
        decimals: metric.decimals,
        provenance: weakest(&points),
        behind: behind(history, period, (&points, own), key),
        breaks: breaks(history, own, channel, shown_from, period),
        band: own.usual,
        band_of: own_band(own),
        value: own.month.map(mean),
        reference: own.reference.map(mean),
        difference: own.difference.map(|interval| Difference {
            value: interval.value,
            low: interval.low,
            high: interval.high,
        }),
        at_speed_m_per_s: own.at_speed_m_per_s,
        second_sensor: side_by_side::second_sensor(history, period, channel),
        other_sensors: worn_together::other_sensors(history, channel, &points),
        points,
    })
}

/// A run's value, of one sensor throughout and without a range.
fn point(run: &Outing, period: &Period, value: f64, provenance: Provenance) -> FormPoint {
    FormPoint {
        date: run.date(),
        value,
        range: None,
        provenance,
        stretch: 0,
        in_period: within(period, run.date()),
    }
}

fn own_band(own: &OwnForm) -> Option<BandOf> {
    own.reference_days.map(|(first, last)| BandOf::Own(first, last))
}

fn mean(interval: Interval) -> Mean {
    Mean {
        value: interval.value,
        low: Some(interval.low),
        high: Some(interval.high),
        n: interval.n,
    }
}

/// A run's value at own pace is at best calculated: pace and slope were taken out of it.
pub(super) fn at_own_pace(bins: &Samples, channel: Channel) -> Provenance {
    let inputs = bins.get(channel).map(|series| series.provenance);
    Provenance::Derived.weakest(inputs)
}

fn weakest(points: &[FormPoint]) -> Provenance {
    points.iter().map(|point| point.provenance).max().unwrap_or(Provenance::Modelled)
}

fn behind(
    history: &History<'_>,
    period: &Period,
    (points, own): (&[FormPoint], &OwnForm),
    key: &str,
) -> Behind {
    let span = points.first().zip(points.last()).map(|(first, last)| (first.date, last.date));
    let within = |day: Date| span.is_some_and(|(first, last)| day > first && day <= last);
    let several = points.iter().any(|point| point.stretch > 0)
        && own.breaks.iter().any(|change| within(change.day));
    let mut stretches: Vec<usize> = points.iter().map(|point| point.stretch).collect();
    stretches.dedup();
    // What the model of the foot is made from is contact time.
    let key = if key == FOOT_AHEAD { "ground_contact_time_ms" } else { key };
    Behind::Runs {
        stretches: several.then_some(stretches.len()),
        indoor: own.indoor,
        resolution: resolution::of_panel(&history.runs_in(period), key),
    }
}

fn breaks(
    history: &History<'_>,
    own: &OwnForm,
    channel: Channel,
    from: Option<Date>,
    period: &Period,
) -> Vec<(Date, Change)> {
    let sensor = |run: usize| history.runs.get(run).map(|run| run.sensor.behind(channel));
    let sensors = own.breaks.iter().filter_map(|change| {
        let what = sensor(change.run)?.change_from(&sensor(change.before)?)?;
        Some((change.day, what))
    });
    let recordings = recording::changes(&history.runs)
        .into_iter()
        .filter_map(|run| Some((history.runs.get(run)?.date(), Change::Recording)));
    let is_shown = |day: Date| from.is_some_and(|from| day > from) && day <= period.last;
    let mut breaks: Vec<(Date, Change)> =
        sensors.chain(recordings).filter(|(day, _)| is_shown(*day)).collect();
    breaks.sort();
    // One line a day: a new watch may record another way too.
    breaks.dedup_by_key(|(day, _)| *day);
    breaks
}

/// Each run's own value, where there is no baseline yet to set them at one pace; `stretch` numbers
/// a run's sensor by the run's place.
fn raw_points(
    history: &History<'_>,
    period: &Period,
    (channel, key): (Channel, &str),
    stretch: impl Fn(usize) -> usize,
) -> Vec<FormPoint> {
    let from = period.first.saturating_sub(DRAWN_DAYS.days());
    history
        .runs
        .iter()
        .enumerate()
        .filter(|(_, run)| (from..=period.last).contains(&run.date()))
        .filter_map(|(at, run)| {
            let estimate = run.estimate(key)?;
            // What is modelled from cadence is no second line beside it; what a pod wrote is.
            let is_recorded = run.bins.get(channel).is_some();
            let point = point(run, period, estimate.value, estimate.provenance);
            (is_recorded || estimate.provenance != Provenance::Modelled)
                .then(|| FormPoint { stretch: stretch(at), ..point })
        })
        .collect()
}

/// Step length beside other runners of that height where height is told, else beside one's own.
fn step_length(history: &History<'_>, period: &Period, own: &OwnForm) -> Option<FormPanel> {
    let key = "overstride_index_pct";
    let metric = ROLL.iter().find(|metric| metric.key == key)?;
    let from = period.first.saturating_sub(DRAWN_DAYS.days());
    let points: Vec<FormPoint> = history
        .runs
        .iter()
        .filter(|run| (from..=period.last).contains(&run.date()))
        .filter_map(|run| {
            let estimate = run.estimate(key)?;
            let point = point(run, period, estimate.value, estimate.provenance);
            Some(FormPoint { range: estimate.range, ..point })
        })
        .collect();
    let in_period: Vec<f64> =
        points.iter().filter(|point| point.in_period).map(|point| point.value).collect();
    let Some(value) = crate::signal::median(&in_period) else {
        return own_step_length(history, period, own);
    };
    // None where the sex or the height is not one of those that it was fitted on.
    let has_band = overstride_index::words(value, &runner_of(history, period)).is_some();
    Some(FormPanel {
        key,
        decimals: metric.decimals,
        provenance: weakest(&points),
        behind: Behind::Others { is_height_told: history.config.runner.height_m.is_some() },
        points,
        breaks: Vec::new(),
        band: has_band.then_some(MIDDLE_BAND_PCT),
        band_of: has_band.then_some(BandOf::Others),
        value: Some(Mean { value, low: None, high: None, n: in_period.len() }),
        reference: None,
        difference: None,
        at_speed_m_per_s: None,
        second_sensor: None,
        other_sensors: Vec::new(),
    })
}

/// The runner as told, or as the watch of the period's last run believes.
pub(super) fn runner_of(history: &History<'_>, period: &Period) -> Runner {
    let told = &history.config.runner;
    history
        .runs_in(period)
        .last()
        .map_or_else(|| told.clone(), |run| outing::told_or_worn(told, &run.wearer))
}

/// Step length at own pace against one's own reference: the mirror of cadence, in per cent.
fn own_step_length(history: &History<'_>, period: &Period, own: &OwnForm) -> Option<FormPanel> {
    let reference = own.reference?;
    let longer_pct = |cadence_spm: f64| 100.0 * (reference.value / cadence_spm - 1.0);
    let points: Vec<FormPoint> = own
        .runs
        .iter()
        .filter(|value| value.same_sensor)
        .filter_map(|value| {
            let run = history.runs.get(value.run)?;
            let provenance = at_own_pace(&run.bins, Channel::StepRate);
            Some(point(run, period, longer_pct(value.value), provenance))
        })
        .collect();
    if points.is_empty() {
        return None;
    }
    Some(FormPanel {
        key: "overstride_self_pct",
        decimals: 0,
        provenance: weakest(&points),
        behind: Behind::OwnReference,
        band: own.usual.map(|(low, high)| (longer_pct(high), longer_pct(low))),
        band_of: own_band(own),
        value: own.month.map(|month| Mean {
            value: longer_pct(month.value),
            low: Some(longer_pct(month.high)),
            high: Some(longer_pct(month.low)),
            n: month.n,
        }),
        reference: None,
        difference: None,
        at_speed_m_per_s: own.at_speed_m_per_s,
        second_sensor: None,
        other_sensors: Vec::new(),
        breaks: Vec::new(),
        points,
    })
}

/// Where no sensor recorded bounce: the model's range, never a line beside cadence.
fn modelled_bounce(runs: &[&Outing]) -> Option<FormNote> {
    let ranges: Vec<(f64, f64)> = runs
        .iter()
        .filter_map(|run| {
            let estimate = run.estimate("vertical_oscillation_mm")?;
            (estimate.provenance == Provenance::Modelled).then_some(estimate.range?)
        })
        .collect();
    let lows: Vec<f64> = ranges.iter().map(|range| range.0).collect();
    let highs: Vec<f64> = ranges.iter().map(|range| range.1).collect();
    Some(FormNote::ModelledBounce(crate::signal::median(&lows)?, crate::signal::median(&highs)?))
}
