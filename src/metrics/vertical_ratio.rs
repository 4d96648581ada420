//! Vertical ratio: bounce for each length of step.

use super::{
    bins::{by_bin, need, recorded},
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
    let inputs = [Channel::VerticalOscillation, Channel::Speed, Channel::StepRate];
    by_bin(run, inputs, |[bounce_mm, speed_m_per_s, cadence_spm]| {
        let step_mm = 1000.0 * speed_m_per_s * 60.0 / cadence_spm;
        100.0 * bounce_mm / step_mm
    })
}
