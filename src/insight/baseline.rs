//! Own form at own pace and slope: what a runner's form was, and whether it changed.
//!
//! Form follows speed and slope before anything else, so runs are set side by side only after
//! both are taken out: a regression on the runner's own 30 s stretches, over a reference that is
//! frozen before the period begins. (A reference that trails along eats the change it should
//! show.) Each run then has one value, as if it had been run on the level at the runner's own
//! usual pace. Sensors never share a reference, nor do belt and road.

use std::{cmp::Reverse, collections::BTreeMap};

use jiff::{Span, civil::Date};

pub use super::run_bins::RunBins;

use super::endurance::{self, Endurance};
use super::reference::{Reference, Summary};
use crate::model::Channel;
use crate::page::Lack;
use crate::signal::{
    SplitMix64, mean, next_value_reach, quantile, resampled_widening, standard_deviation,
};

/// Days that a reference looks back over.
pub const REFERENCE_DAYS: i32 = 56;

/// Runs that a reference needs.
pub const REFERENCE_RUNS: usize = 8;

/// Stretches of 30 s that a reference needs.
pub const REFERENCE_BINS: usize = 150;

/// Runs that a period needs to have a value.
pub(super) const PERIOD_RUNS: usize = 3;

/// How often runs are drawn anew.
pub(super) const DRAWS: usize = 2000;

/// From so many reference runs on, their own 5 to 95 % are the usual band.
const RUNS_FOR_QUANTILES: usize = 20;

/// The share of runs that the usual band is to hold.
const USUAL_SHARE: f64 = 0.90;

/// A change of step length at own pace smaller than this, in per cent, is not reported.
const REPORTED_FROM_PCT: f64 = 2.0;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Which quantity.
    pub channel: Channel,
    /// The first day that is no longer in the reference: the period's first, or the first of the
    /// therapist's plan.
    pub frozen_on: Date,
    /// First day of the period.
    pub from: Date,
    /// Last day of the period.
    pub until: Date,
}

impl Asked {
    /// Whether a day lies in the span that a reference looks back over.
    pub(super) fn is_before(&self, day: Date) -> bool {
        let back = Span::new().days(REFERENCE_DAYS);
        let back = self.frozen_on.checked_sub(back).unwrap_or(Date::MIN);
        (back..self.frozen_on).contains(&day)
    }

    /// Whether a day lies in the period.
    pub(super) fn is_now(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

/// A value with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The value.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The interval's level, 0–1.
    pub level: f64,
    /// How many runs stand behind it.
    pub n: usize,
}

impl Interval {
    /// Whether zero lies outside.
    pub fn excludes_zero(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// A run's value, as if run on the level at the runner's own pace.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunValue {
    /// The run, as an index of the list that was given.
    pub run: usize,
    /// Its value, in the channel's unit.
    pub value: f64,
    /// How many stretches of 30 s stand behind it.
    pub bins: usize,
    /// Whether it was recorded by the sensor that the reference is of.
    pub same_sensor: bool,
}

/// A change of the sensor behind the quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct SensorChange {
    /// The last run with the one before.
    pub before: usize,
    /// The first run with the new one.
    pub run: usize,
    /// Its day.
    pub day: Date,
    /// What it was before.
    pub from: String,
    /// What it is now.
    pub to: String,
}

/// Own form at own pace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnForm {
    /// The pace it is told for: the runner's own median on the level in the reference.
    pub at_speed_m_per_s: Option<f64>,
    /// The reference's value with its 95 % interval.
    pub reference: Option<Interval>,
    /// The period's value with its 95 % interval.
    pub month: Option<Interval>,
    /// The period less the reference, with its 99 % interval.
    pub difference: Option<Interval>,
    /// Step length at own pace against one's own reference, in per cent, with its 95 % interval
    /// (`overstride_self_pct`); cadence outdoors only, and only where it is 2 % or more and the
    /// interval leaves out zero.
    pub overstride_self_pct: Option<Interval>,
    /// Where nine in ten further runs like the reference's would lie.
    pub usual: Option<(f64, f64)>,
    /// First and last day of the runs in the reference.
    pub reference_days: Option<(Date, Date)>,
    /// How many runs are in the reference.
    pub reference_runs: usize,
    /// How many stretches of 30 s are in the reference.
    pub reference_bins: usize,
    /// Each run's value, oldest first: reference and period.
    pub runs: Vec<RunValue>,
    /// How long each of the period's runs kept to the own range; only those with the sensor that
    /// the reference is of, and long enough.
    pub endurance: Vec<Endurance>,
    /// Where the sensor changed, over all runs given.
    pub breaks: Vec<SensorChange>,
    /// Whether the value is of runs on a belt.
    pub indoor: bool,
    /// Why there is no reference.
    pub lack: Option<Lack>,
}

impl OwnForm {
    /// The same, told in a quantity that is a rising straight line in this one. What is told of
    /// step length stays out: it is cadence's.
    #[must_use]
    pub fn on_line(self, offset: f64, slope: f64) -> OwnForm {
        let at = |value: f64| offset + slope * value;
        let moved = |interval: Interval| Interval {
            value: at(interval.value),
            low: at(interval.low),
            high: at(interval.high),
            ..interval
        };
        let stretched = |interval: Interval| Interval {
            value: slope * interval.value,
            low: slope * interval.low,
            high: slope * interval.high,
            ..interval
        };
        OwnForm {
            reference: self.reference.map(moved),
            month: self.month.map(moved),
            difference: self.difference.map(stretched),
            overstride_self_pct: None,
            usual: self.usual.map(|(low, high)| (at(low), at(high))),
            runs: self
                .runs
                .into_iter()
                .map(|run| RunValue { value: at(run.value), ..run })
                .collect(),
            ..self
        }
    }
}

/// Tells own form at own pace. `runs` are in the order of their days.
pub fn own_form(runs: &[RunBins<'_>], asked: &Asked) -> OwnForm {
    let told: Vec<usize> =
        (0..runs.len()).filter(|&run| runs[run].bins.values(asked.channel).is_some()).collect();
    let in_period = |&&run: &&usize| asked.is_now(runs[run].day);
    let period: Vec<usize> = told.iter().filter(in_period).copied().collect();
    let Some(group) = Group::of(runs, &told, &period) else {
        return OwnForm { lack: Some(Lack::Channel(asked.channel)), ..OwnForm::default() };
    };
    let same_ground: Vec<usize> =
        told.iter().copied().filter(|&run| runs[run].indoor == group.indoor).collect();
    let mut form = OwnForm {
        breaks: sensor_changes(runs, &same_ground),
        indoor: group.indoor,
        ..OwnForm::default()
    };
    let within = |run: usize| asked.is_before(runs[run].day);
    let members = group.members(runs, &same_ground, asked);
    let Some(reference) = Reference::fitted(runs, &members, asked.channel) else {
        form.lack = Some(missing(members.len(), 0));
        return form;
    };
    form.reference_runs = reference.runs.len();
    form.reference_bins = reference.bins;
    if !is_enough(&reference) {
        form.lack = Some(missing(reference.runs.len(), reference.bins));
        return form;
    }
    let days = members.first().zip(members.last());
    form.reference_days = days.map(|(first, last)| (runs[*first].day, runs[*last].day));
    form.at_speed_m_per_s = Some(reference.at_speed_m_per_s);
    let span = same_ground.iter().filter(|&&run| within(run) || in_period(&&run));
    form.runs = run_values(runs, span.copied(), &reference, &group);
    let asked_of = form.runs.iter().filter(|value| value.same_sensor).map(|value| value.run);
    let asked_of = asked_of.filter(|run| in_period(&run));
    form.endurance = endurance::tell(&reference, runs, &members, asked_of);
    compare(&mut form, runs, asked, &reference);
    form
}

/// Each run's value at the runner's own pace, by one regression over all runs given: to set one's
/// own runs in an order, not to compare a period with what came before it. Outdoors only, and of
/// the sensor that most of these runs have; empty where a reference would be too thin.
pub fn values_at_own_pace(runs: &[RunBins<'_>], channel: Channel) -> Vec<RunValue> {
    let told: Vec<usize> = (0..runs.len())
        .filter(|&run| !runs[run].indoor && runs[run].bins.values(channel).is_some())
        .collect();
    let Some(group) = Group::of(runs, &told, &told) else { return Vec::new() };
    let members: Vec<usize> =
        told.iter().copied().filter(|&run| runs[run].sensor == group.sensor).collect();
    match Reference::fitted(runs, &members, channel) {
        Some(reference) if is_enough(&reference) => {
            run_values(runs, members.into_iter(), &reference, &group)
        }
        _ => Vec::new(),
    }
}

/// Each run's value at one pace, whatever sensor it has: each sensor has a regression of its own over
/// all its runs, told at the pace of the one with most. Outdoors only; a sensor without runs enough
/// for a reference, or never run at that pace, has no values. With the pace, in m/s, the values in
/// the order of the runs; none without any.
pub fn values_at_one_pace(runs: &[RunBins<'_>], channel: Channel) -> Option<(f64, Vec<RunValue>)> {
    let told: Vec<usize> = (0..runs.len())
        .filter(|&run| {
            !runs[run].indoor && !runs[run].excluded && runs[run].bins.values(channel).is_some()
        })
        .collect();
    let mut sensors: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &run in &told {
        sensors.entry(runs[run].sensor).or_default().push(run);
    }
    let mut fitted: Vec<(&str, Vec<usize>, Reference)> = sensors
        .into_iter()
        .filter_map(|(sensor, members)| {
            let reference = Reference::fitted(runs, &members, channel)?;
            is_enough(&reference).then_some((sensor, members, reference))
        })
        .collect();
    // A stable sort: of sensors with as many runs the first by name goes first.
    fitted.sort_by_key(|(_, members, _)| Reverse(members.len()));
    let at_speed_m_per_s = fitted.first()?.2.at_speed_m_per_s;
    let mut values: Vec<RunValue> = fitted
        .into_iter()
        .filter_map(|(sensor, members, reference)| {
            let reference = reference.at_speed(at_speed_m_per_s)?;
            let group = Group { indoor: false, sensor };
            Some(run_values(runs, members.into_iter(), &reference, &group))
        })
        .flatten()
        .collect();
    values.sort_by_key(|value| value.run);
    Some((at_speed_m_per_s, values))
}

/// Whether a reference has runs and stretches enough to set others beside it.
pub(super) fn is_enough(reference: &Reference) -> bool {
    reference.runs.len() >= REFERENCE_RUNS && reference.bins >= REFERENCE_BINS
}

/// Says what a reference lacks.
const fn missing(runs: usize, bins: usize) -> Lack {
    if runs < REFERENCE_RUNS { Lack::Runs(runs) } else { Lack::Stretches(bins) }
}

/// The ground and the sensor that a period is told for.
pub(super) struct Group<'a> {
    pub(super) indoor: bool,
    pub(super) sensor: &'a str,
}

impl<'a> Group<'a> {
    /// That of most of the period's runs, the road before the belt; without any, of the latest.
    pub(super) fn of(runs: &[RunBins<'a>], told: &[usize], period: &[usize]) -> Option<Group<'a>> {
        let pool = if period.is_empty() { told } else { period };
        let outdoors = pool.iter().filter(|&&run| !runs[run].indoor).count();
        let indoor = outdoors < PERIOD_RUNS.min(pool.len()) && 2 * outdoors < pool.len();
        let sensors: Vec<&str> = pool
            .iter()
            .filter(|&&run| runs[run].indoor == indoor)
            .map(|&run| runs[run].sensor)
            .collect();
        let count = |name: &str| sensors.iter().filter(|sensor| **sensor == name).count();
        // `max_by_key` takes the last of equals, which is the newest.
        let sensor = if period.is_empty() {
            sensors.last().copied()
        } else {
            sensors.iter().copied().max_by_key(|sensor| count(sensor))
        };
        sensor.map(|sensor| Group { indoor, sensor })
    }

    /// Whether a run was recorded on this ground by this sensor.
    pub(super) fn holds(&self, run: &RunBins<'_>) -> bool {
        run.indoor == self.indoor && run.sensor == self.sensor
    }

    /// Of these runs, those that its reference is made of.
    pub(super) fn members(&self, runs: &[RunBins<'_>], of: &[usize], asked: &Asked) -> Vec<usize> {
        let is_member =
            |run: &RunBins<'_>| asked.is_before(run.day) && !run.excluded && self.holds(run);
        of.iter().copied().filter(|&run| is_member(&runs[run])).collect()
    }
}

/// Where the sensor is another than in the run before.
fn sensor_changes(runs: &[RunBins<'_>], told: &[usize]) -> Vec<SensorChange> {
    told.windows(2)
        .filter(|pair| runs[pair[0]].sensor != runs[pair[1]].sensor)
        .map(|pair| SensorChange {
            before: pair[0],
            run: pair[1],
            day: runs[pair[1]].day,
            from: runs[pair[0]].sensor.to_owned(),
            to: runs[pair[1]].sensor.to_owned(),
        })
        .collect()
}

/// Each run's value at the reference's pace.
fn run_values(
    runs: &[RunBins<'_>],
    span: impl Iterator<Item = usize>,
    reference: &Reference,
    group: &Group<'_>,
) -> Vec<RunValue> {
    span.filter_map(|run| {
        let summary = reference.summary(runs[run].bins)?;
        Some(RunValue {
            run,
            value: summary.at(&reference.coefficients, &reference.standard),
            bins: summary.bins,
            same_sensor: runs[run].sensor == group.sensor,
        })
    })
    .collect()
}

/// Values and intervals of reference and period, by drawing runs anew.
fn compare(form: &mut OwnForm, runs: &[RunBins<'_>], asked: &Asked, reference: &Reference) {
    let values: Vec<f64> = reference.values();
    let Some(centre) = mean(&values) else { return };
    form.usual = usual_band(&values, centre);
    let period: Vec<Summary> = form
        .runs
        .iter()
        .filter(|value| value.same_sensor)
        .filter(|value| asked.is_now(runs[value.run].day))
        .filter_map(|value| reference.summary(runs[value.run].bins))
        .collect();
    let mut random = SplitMix64::new(0x00BA_5E11);
    let drawn: Vec<(f64, f64)> =
        (0..DRAWS).filter_map(|_| reference.redrawn(&period, &mut random)).collect();
    let references: Vec<f64> = drawn.iter().map(|pair| pair.0).collect();
    let reference_value = Drawn { value: centre, draws: &references, n: values.len() };
    form.reference = Some(reference_value.interval(0.95));
    if period.len() < PERIOD_RUNS {
        return;
    }
    let now: Vec<f64> =
        period.iter().map(|run| run.at(&reference.coefficients, &reference.standard)).collect();
    let Some(now) = mean(&now) else { return };
    let n = period.len();
    let months: Vec<f64> = drawn.iter().map(|pair| pair.1).collect();
    form.month = Some(Drawn { value: now, draws: &months, n }.interval(0.95));
    let differences: Vec<f64> = drawn.iter().map(|(before, now)| now - before).collect();
    let difference = Drawn { value: now - centre, draws: &differences, n };
    form.difference = Some(difference.interval(0.99));
    if asked.channel == Channel::StepRate && !form.indoor {
        let longer = |before: f64, now: f64| 100.0 * (before / now - 1.0);
        let changes: Vec<f64> = drawn.iter().map(|(before, now)| longer(*before, *now)).collect();
        let own = Drawn { value: longer(centre, now), draws: &changes, n }.interval(0.95);
        form.overstride_self_pct =
            Some(own).filter(|own| own.excludes_zero() && own.value.abs() >= REPORTED_FROM_PCT);
    }
}

/// Where nine in ten further runs like the reference's would lie. Few runs say little of their own
/// spread and less of their ends, so the band of few is wider than what nine in ten of them keep.
fn usual_band(values: &[f64], centre: f64) -> Option<(f64, f64)> {
    let n = values.len();
    if n >= RUNS_FOR_QUANTILES {
        // The next value falls below the k-th of n in order with probability k / (n + 1).
        let end = |share: f64| quantile(values, (share * (n + 1) as f64 - 1.0) / (n - 1) as f64);
        let tail = (1.0 - USUAL_SHARE) / 2.0;
        end(tail).zip(end(1.0 - tail))
    } else {
        let spread = next_value_reach(USUAL_SHARE, n) * standard_deviation(values)?;
        Some((centre - spread, centre + spread))
    }
}

/// A value with what came of drawing runs anew.
pub(super) struct Drawn<'a> {
    pub(super) value: f64,
    pub(super) draws: &'a [f64],
    pub(super) n: usize,
}

impl Drawn<'_> {
    /// The interval between quantiles of the draws, widened for few runs: a draw from n runs
    /// spreads by √((n−1)/n) too little, and a normal quantile is too narrow by Student's.
    pub(super) fn interval(&self, level: f64) -> Interval {
        let tail = (1.0 - level) / 2.0;
        let n = self.n as f64;
        let few = resampled_widening(level, n, n - 1.0);
        let end = |share| {
            let drawn = quantile(self.draws, share).unwrap_or(self.value);
            self.value + few * (drawn - self.value)
        };
        Interval { value: self.value, low: end(tail), high: end(1.0 - tail), level, n: self.n }
    }
}
