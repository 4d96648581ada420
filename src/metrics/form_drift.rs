//! Drift: how form changes from the first third of a long run to its last, at like speed.

use super::{
    bins::{Made, coverage, level_bins, need, too_few_bins},
    foot_ahead::Model,
    metric::{Absent, Estimate, Metric},
    papers::{BURNS_2019, LIEBERMAN_2015, SMITH_2022},
    thirds::{Change, LEAST_BINS_EACH, Point},
};
use crate::model::{Channel, Run, Runner, Series, Tier, Unit};
use crate::physics::expected_cadence_spm;

/// Running time that a drift needs, in seconds.
const LEAST_RUNNING_S: f64 = 2400.0;

/// The first and the last seconds left out: warming up and rolling out.
const LEFT_OUT_S: (f64, f64) = (600.0, 120.0);

/// The height that drops out of a ratio of expected cadences, in metres.
const ANY_HEIGHT_M: f64 = 1.72;

/// What all drifts say of their making.
const FORMULA: &str = "The mean over the last third of the run less that over the first, on level \
                       ground, in per cent of the first, less what follows from the difference in \
                       speed by a straight line within the thirds. The first 10 and the last 2 \
                       minutes are left out; 40 minutes of running are needed.";

/// What none of them is for.
const NOT_FOR: &str = "Saying that form breaks down: a change over a run need not be fatigue.";

/// Where they lead astray.
const LIMITS: &str = "Wind, heat, surface and a change of plan within the run look the same. At one \
                      speed throughout, a drift and a slow change of speed cannot be told apart \
                      fully.";

/// What error they have.
const ERROR: &str = "The 90 % range takes into account that each half minute leans on the one \
                     before, found from the run itself, and takes in 0 unless fewer than one in ten \
                     ways to deal blocks of 2 min out to the two thirds give as large a change. \
                     Of made-up runs without any drift 8 to 12 in a hundred leave 0 out all the \
                     same. Over 100 km cadence changed \
                     with speed alone (Burns et al. 2019).";

pub(super) static CADENCE: Metric = Metric {
    key: "cadence_drift_pct",
    name: "Drift of cadence",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: FORMULA,
    inputs: &[Channel::StepRate, Channel::Speed, Channel::Grade],
    error: ERROR,
    limits: LIMITS,
    not_for: NOT_FOR,
    sources: &[BURNS_2019],
    plausible: (-30.0, 30.0),
    service_mean: None,
    estimate: |run, _| drift_of(run, Channel::StepRate),
};

pub(super) static OVERSTRIDE: Metric = Metric {
    key: "overstride_drift_pct",
    name: "Drift of step length for height and pace",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: "As the drift of cadence, of the step length relative to what is expected at the speed. \
              Height cancels. The first 10 and the last 2 minutes are left out; 40 minutes of \
              running are needed.",
    inputs: &[Channel::StepRate, Channel::Speed, Channel::Grade],
    error: ERROR,
    limits: "Says what the drift of cadence says, seen from the step: never a second piece of \
             evidence beside it. Not on a belt, where the watch guesses the speed.",
    not_for: NOT_FOR,
    sources: &[LIEBERMAN_2015, BURNS_2019],
    plausible: (-30.0, 30.0),
    service_mean: None,
    estimate: overstride_drift,
};

pub(super) static BOUNCE: Metric = Metric {
    key: "bounce_drift_pct",
    name: "Drift of bounce",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: FORMULA,
    inputs: &[Channel::VerticalOscillation, Channel::Speed, Channel::Grade],
    error: ERROR,
    limits: LIMITS,
    not_for: NOT_FOR,
    sources: &[SMITH_2022, BURNS_2019],
    plausible: (-60.0, 60.0),
    service_mean: None,
    estimate: |run, _| drift_of(run, Channel::VerticalOscillation),
};

pub(super) static CONTACT: Metric = Metric {
    key: "contact_drift_pct",
    name: "Drift of ground contact time",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: FORMULA,
    inputs: &[Channel::GroundContactTime, Channel::Speed, Channel::Grade],
    error: ERROR,
    limits: LIMITS,
    not_for: NOT_FOR,
    sources: &[SMITH_2022, BURNS_2019],
    plausible: (-60.0, 60.0),
    service_mean: None,
    estimate: |run, _| drift_of(run, Channel::GroundContactTime),
};

pub(super) static FOOT_AHEAD: Metric = Metric {
    key: "foot_ahead_drift_pct",
    name: "Drift of the foot ahead of the pelvis",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: "As the drift of ground contact time, of what the model of `foot_ahead_mm` says of each \
              stretch. The first 10 and the last 2 minutes are left out; 40 minutes of running are \
              needed.",
    inputs: &[Channel::GroundContactTime, Channel::Speed, Channel::Grade],
    error: ERROR,
    limits: "Says what the drift of contact time says, as a place of the foot: never a second piece of \
             evidence beside it. Pages tell it from 10 mm on.",
    not_for: NOT_FOR,
    sources: &[LIEBERMAN_2015, BURNS_2019],
    plausible: (-60.0, 60.0),
    service_mean: None,
    estimate: foot_ahead_drift,
};

/// The drift of what a sensor recorded.
fn drift_of(run: &Run, channel: Channel) -> Result<Estimate, Absent> {
    let series = need(run, channel)?;
    drift(run, &series.values, &[series], Made::derived)
}

fn overstride_drift(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    let cadence = need(run, Channel::StepRate)?;
    let speed = need(run, Channel::Speed)?;
    if run.indoor {
        let detail = "the speed on a belt is the watch's guess, which may come from cadence itself";
        return Err(Absent::OutsideValidity { detail });
    }
    let relative: Vec<f64> = cadence
        .values
        .iter()
        .zip(&speed.values)
        .map(|(spm, speed)| expected_cadence_spm(*speed, ANY_HEIGHT_M) / spm)
        .collect();
    drift(run, &relative, &[cadence], Made::modelled)
}

fn foot_ahead_drift(run: &Run, runner: &Runner) -> Result<Estimate, Absent> {
    if let Some(doubt) = run.contact.doubt {
        return Err(Absent::OutsideValidity { detail: doubt.words() });
    }
    let contact = need(run, Channel::GroundContactTime)?;
    let model = Model::of(runner.height_m)?;
    let Some(reach) = run.bins.get(Channel::Reach) else {
        let detail = "it takes a speed of 2.5 to 4.5 m/s that is no guess";
        return Err(Absent::OutsideValidity { detail });
    };
    let ahead_mm: Vec<f64> = reach.values.iter().map(|reach| model.ahead_mm(*reach)).collect();
    drift(run, &ahead_mm, &[contact, reach], Made::modelled)
}

/// The drift of `values`, one for each bin, in per cent.
fn drift(
    run: &Run,
    values: &[f64],
    inputs: &[&Series],
    made: fn(&[&Series]) -> Made,
) -> Result<Estimate, Absent> {
    let speed = need(run, Channel::Speed)?;
    if run.totals.running_s.is_none_or(|ran_s| ran_s < LEAST_RUNNING_S) {
        return Err(Absent::TooLittleData { detail: "40 min of running are needed".to_owned() });
    }
    let (first, last) = thirds(run, speed, values)?;
    let change = Change::between(&first, &last)?;
    let inputs: Vec<&Series> = inputs.iter().copied().chain([speed]).collect();
    let made = made(&inputs);
    let n = first.len() + last.len();
    Ok(Estimate {
        value: change.pct,
        range: change.range_pct,
        n,
        provenance: made.provenance,
        origin: made.origin,
        coverage: coverage(run, n as f64 * super::bins::BIN_S),
    })
}

/// The first and the last third of the usable bins, by running time.
fn thirds(run: &Run, speed: &Series, values: &[f64]) -> Result<(Vec<Point>, Vec<Point>), Absent> {
    let time_s = run.bins.time_s();
    let end_s = run.samples.time_s().last().copied().unwrap_or_default();
    let usable: Vec<usize> = level_bins(run)?
        .into_iter()
        .filter(|&bin| {
            time_s[bin] >= LEFT_OUT_S.0 && time_s[bin] + super::bins::BIN_S <= end_s - LEFT_OUT_S.1
        })
        .filter(|&bin| values[bin].is_finite() && speed.values[bin].is_finite())
        .collect();
    // Thirds of the time between, not of the bins, so that hills do not shift them.
    let (Some(&opening), Some(&closing)) = (usable.first(), usable.last()) else {
        return Err(too_few_bins(0, 2 * LEAST_BINS_EACH));
    };
    let third_s = (time_s[closing] - time_s[opening]) / 3.0;
    let point = |&bin: &usize| Point {
        time_s: time_s[bin],
        speed_m_per_s: speed.values[bin],
        value: values[bin],
    };
    let before = |&bin: &usize| time_s[bin] < time_s[opening] + third_s;
    let after = |&bin: &usize| time_s[bin] > time_s[closing] - third_s;
    let first: Vec<Point> = usable.iter().copied().filter(before).map(|bin| point(&bin)).collect();
    let last: Vec<Point> = usable.iter().copied().filter(after).map(|bin| point(&bin)).collect();
    let fewest = first.len().min(last.len());
    if fewest < LEAST_BINS_EACH {
        return Err(too_few_bins(2 * fewest, 2 * LEAST_BINS_EACH));
    }
    Ok((first, last))
}
