//! Flight time: how long no foot is on the ground within a step.

use super::{
    bins::by_bin,
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
    by_bin(run, [Channel::GroundContactTime, Channel::StepRate], |[contact_ms, cadence_spm]| {
        // Missing stays missing: `clamp` keeps NaN.
        (60_000.0 / cadence_spm - contact_ms).clamp(0.0, f64::INFINITY)
    })
}
