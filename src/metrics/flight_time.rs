//! Flight time: how long no foot is on the ground within a step.

use super::{
    bins::{LEAST_BINS, Made, all_bins, median_of_bins, need},
    metric::{Absent, Estimate, Metric},
    papers::PATOZ_2022,
};
use crate::model::{Channel, Run, Runner, Tier, Unit};

pub(super) static METRIC: Metric = Metric {
    key: "flight_time_ms",
    name: "Flight time",
    unit: Unit::Millisecond,
    decimals: 0,
    tier: Tier::Supported,
    formula: "The time of a step less the ground contact time. A contact as long as the step means \
              that no flight was found: the flight time is then 0.",
    inputs: &[Channel::GroundContactTime, Channel::StepRate],
    error: "About 20 ms, or 18 % of itself, with a sensor at the sacrum (Patoz et al. 2022): the \
            same error as that of contact time weighs more on the shorter flight.",
    limits: "Inherits the contact time's sensor.",
    not_for: "Comparing runners with different sensors.",
    sources: &[PATOZ_2022],
    plausible: (0.0, 300.0),
    service_mean: None,
    estimate,
};

fn estimate(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    let contact = need(run, Channel::GroundContactTime)?;
    let cadence = need(run, Channel::StepRate)?;
    let flights_ms: Vec<f64> = all_bins(run)
        .into_iter()
        .map(|bin| 60_000.0 / cadence.values[bin] - contact.values[bin])
        // Missing stays missing: `clamp` keeps NaN.
        .map(|flight_ms| flight_ms.clamp(0.0, f64::INFINITY))
        .collect();
    median_of_bins(run, &flights_ms, LEAST_BINS, Made::derived(&[contact, cadence]))
}
