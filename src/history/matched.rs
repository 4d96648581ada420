//! Runs before a worse morning beside calm ones: what matching needs to know of each run.

use super::{
    History,
    form::{FOOT_AHEAD, sensor_behind},
};
use crate::{
    insight::matched::{Answer, Candidate, Compared, SensedValue, matched},
    metrics::ROLL,
    model::{Channel, Provenance, Response},
    outing::Outing,
    page::{Matched, Period},
};

/// What is compared: metric key, and the channel whose sensor must agree.
const METRICS: [(&str, Channel); 5] = [
    ("cadence_spm", Channel::StepRate),
    ("overstride_index_pct", Channel::StepRate),
    ("vertical_oscillation_mm", Channel::VerticalOscillation),
    // Made of contact time, which is therefore not compared beside it.
    (FOOT_AHEAD, Channel::Reach),
    ("cadence_drift_pct", Channel::StepRate),
];

/// The panel over all history up to the period's end; none where no two runs pair.
pub(super) fn panel(history: &History<'_>, period: &Period) -> Option<Matched> {
    let compared: Vec<Compared> = METRICS
        .iter()
        .filter_map(|(key, _)| {
            let metric = ROLL.iter().find(|metric| metric.key == *key)?;
            Some(Compared { key: metric.key, decimals: metric.decimals })
        })
        .collect();
    let runs: Vec<Candidate> = longest_of_each_day(history, period)
        .into_iter()
        .filter_map(|run| candidate(history, run))
        .collect();
    matched(&runs, &compared)
}

/// The back answers a day, so of two runs a day the longer one stands for it.
fn longest_of_each_day<'a>(history: &History<'a>, period: &Period) -> Vec<&'a Outing> {
    let mut longest: Vec<&Outing> = Vec::new();
    let seconds = |run: &Outing| run.totals.running_s;
    for run in history.runs.iter().filter(|run| run.date() <= period.known_until) {
        match longest.last_mut() {
            Some(last) if last.date() == run.date() => {
                if seconds(run) > seconds(last) {
                    *last = run;
                }
            }
            _ => longest.push(run),
        }
    }
    longest
}

fn candidate(history: &History<'_>, run: &Outing) -> Option<Candidate> {
    let day = run.date();
    let answer = match history.answer(history.log?, day) {
        Response::Raised | Response::High => Answer::Flare,
        Response::Settled => Answer::Calm,
        Response::Unknown | Response::SlightlyRaised | Response::BackToUsual => return None,
    };
    let (metres, seconds) = (run.totals.running_distance_m?, run.totals.running_s?);
    (seconds > 0.0).then(|| Candidate {
        day,
        answer,
        speed_m_per_s: metres / seconds,
        steepness: steepness(run),
        indoor: run.indoor,
        values: METRICS.iter().map(|metric| told(run, metric)).collect(),
    })
}

/// The mean absolute slope of steady running, where it is known.
fn steepness(run: &Outing) -> Option<f64> {
    let slopes = run.bins.values(Channel::Grade)?;
    let known: Vec<f64> =
        slopes.iter().filter(|slope| slope.is_finite()).map(|slope| slope.abs()).collect();
    crate::signal::mean(&known)
}

fn told(run: &Outing, (key, channel): &(&str, Channel)) -> Option<SensedValue> {
    let estimate = run.estimate(key)?;
    // Bounce that is modelled from cadence would only be cadence again.
    let is_cadence_again =
        *channel == Channel::VerticalOscillation && estimate.provenance == Provenance::Modelled;
    (!is_cadence_again)
        .then(|| SensedValue { value: estimate.value, sensor: sensor_behind(run, *channel) })
}
