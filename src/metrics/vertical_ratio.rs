//! Vertical ratio: bounce for each length of step.

use super::{
    bins::{LEAST_BINS, Made, all_bins, median_of_bins, need, recorded},
    metric::{Absent, Estimate, Metric},
    papers::{SMITH_2022, WATARI_2016},
};
use crate::model::{Channel, Run, Runner, Tier, Unit};

pub(super) static METRIC: Metric = Metric {
    key: "vertical_ratio_pct",
    name: "Vertical ratio",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Supported,
    formula: "Recorded bounce divided by step length. As the device wrote it where it did.",
    inputs: &[
        Channel::VerticalRatio,
        Channel::VerticalOscillation,
        Channel::Speed,
        Channel::StepRate,
    ],
    error: "Those of bounce and of speed together.",
    limits: "Falls as speed rises even when the form stays the same, so it is worth reading only \
             at like pace. Inherits the sensor of the bounce.",
    not_for: "Telling efficient from wasteful running.",
    sources: &[SMITH_2022, WATARI_2016],
    plausible: (2.0, 20.0),
    service_mean: Some((Channel::VerticalRatio, 1.0)),
    estimate,
};

fn estimate(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    if need(run, Channel::VerticalRatio).is_ok() {
        return recorded(run, Channel::VerticalRatio);
    }
    let bounce = need(run, Channel::VerticalOscillation)?;
    let speed = need(run, Channel::Speed)?;
    let cadence = need(run, Channel::StepRate)?;
    let ratios_pct: Vec<f64> = all_bins(run)
        .into_iter()
        .map(|bin| {
            let step_mm = 1000.0 * speed.values[bin] * 60.0 / cadence.values[bin];
            100.0 * bounce.values[bin] / step_mm
        })
        .collect();
    median_of_bins(run, &ratios_pct, LEAST_BINS, Made::derived(&[bounce, speed, cadence]))
}
