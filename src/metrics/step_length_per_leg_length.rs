//! Step length in leg lengths, which lets runners of unlike size be set side by side.

use super::{
    bins::{LEAST_BINS, Made, all_bins, median_of_bins, need},
    metric::{Absent, Estimate, Metric},
    papers::{LIEBERMAN_2015, MORIN_2005},
};
use crate::model::{Channel, Run, Runner, Tier, Unit};

pub(super) static METRIC: Metric = Metric {
    key: "step_length_per_leg_length",
    name: "Step length in leg lengths",
    unit: Unit::Ratio,
    decimals: 2,
    tier: Tier::Exploratory,
    formula: "Step length divided by leg length. Leg length is as measured, else 0.53 of height.",
    inputs: &[Channel::Speed, Channel::StepRate],
    error: "Beside the error of step length, that of leg length: 1.9 ± 1.5 % when it is taken \
            from height (Morin et al. 2005).",
    limits: "Grows with speed, as step length does.",
    not_for: "Telling where the foot lands.",
    sources: &[LIEBERMAN_2015, MORIN_2005],
    plausible: (0.4, 2.5),
    service_mean: None,
    estimate,
};

fn estimate(run: &Run, runner: &Runner) -> Result<Estimate, Absent> {
    let speed = need(run, Channel::Speed)?;
    let cadence = need(run, Channel::StepRate)?;
    let leg_m = runner.leg_length().ok_or(Absent::NotConfigured { what: "runner.height_cm" })?;
    let lengths: Vec<f64> = all_bins(run)
        .into_iter()
        .map(|bin| speed.values[bin] * 60.0 / cadence.values[bin] / leg_m)
        .collect();
    let inputs = [speed, cadence];
    // A leg taken from height is a population's, not the runner's.
    let made = match runner.leg_length_m {
        Some(_) => Made::derived(&inputs),
        None => Made::modelled(&inputs),
    };
    median_of_bins(run, &lengths, LEAST_BINS, made)
}
