//! Means over 30 s of steady running: what the estimators and the baseline look at.

use crate::model::{Bout, Channel, Gait, Samples, Series};
use crate::signal::mean;

use super::made::put;

/// Length of a bin in samples, which are seconds.
const BIN_S: usize = 30;

/// A bin, and each of its means, needs so many seconds.
const NEEDED_S: usize = 24;

/// Within a bin the speed may change by so much of itself, from its first half to its second.
const STEADY_SHARE: f64 = 0.10;

/// One row for each stretch of 30 s, counted from the start of each running bout, in which the
/// runner kept an even speed. The clock is each bin's start.
pub(super) fn steady(samples: &Samples, bouts: &[Bout]) -> Samples {
    let speed = samples.values(Channel::Speed);
    let steps = samples.values(Channel::StepRate);
    let mut windows = Vec::new();
    for bout in bouts.iter().filter(|bout| bout.gait == Gait::Run) {
        for start in (bout.start..bout.end).step_by(BIN_S) {
            let window = start..(start + BIN_S).min(bout.end);
            let valid = speed.or(steps).map_or(0, |values| present(&values[window.clone()]));
            let even = speed.is_none_or(|speed| is_even(&speed[window.clone()]));
            if valid >= NEEDED_S && even {
                windows.push(window);
            }
        }
    }
    let time_s = samples.time_s();
    let mut bins = Samples::new(windows.iter().map(|window| time_s[window.start]).collect());
    for (channel, series) in samples.channels() {
        let values: Vec<f64> = windows
            .iter()
            .map(|window| {
                let values = &series.values[window.clone()];
                mean(values).filter(|_| present(values) >= NEEDED_S).unwrap_or(f64::NAN)
            })
            .collect();
        if values.iter().any(|value| value.is_finite()) {
            let (provenance, origin) = (series.provenance, series.origin.clone());
            put(&mut bins, channel, Series { values, provenance, origin });
        }
    }
    bins
}

/// How many values are there.
fn present(values: &[f64]) -> usize {
    values.iter().filter(|value| value.is_finite()).count()
}

/// Whether the speed of the second half is about that of the first.
fn is_even(speed: &[f64]) -> bool {
    let (first, second) = speed.split_at(speed.len() / 2);
    match (mean(first), mean(second), mean(speed)) {
        (Some(first), Some(second), Some(all)) => (second - first).abs() < STEADY_SHARE * all,
        _ => false,
    }
}
