//! Duty factor: the share of a stride that one foot is on the ground.

use super::{
    bins::by_bin,
    metric::{Absent, Estimate, Metric},
    papers::PATOZ_2022,
};
use crate::model::{Channel, Run, Runner, Tier, Unit};

pub(super) static METRIC: Metric = Metric {
    key: "duty_factor",
    name: "Duty factor",
    unit: Unit::Ratio,
    decimals: 3,
    tier: Tier::Supported,
    formula: "Ground contact time divided by the time of a stride, which is two steps. At 0.5 one \
              foot leaves as the other lands; below it there is flight.",
    inputs: &[Channel::GroundContactTime, Channel::StepRate],
    error: "That of contact time: about 8 % with a sensor at the sacrum (Patoz et al. 2022).",
    limits: "Falls with speed. Inherits the contact time's sensor.",
    not_for: "Calling a style of running better or worse.",
    sources: &[PATOZ_2022],
    plausible: (0.15, 0.65),
    service_mean: None,
    estimate,
};

fn estimate(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    by_bin(run, [Channel::GroundContactTime, Channel::StepRate], |[contact_ms, cadence_spm]| {
        contact_ms / (2.0 * 60_000.0 / cadence_spm)
    })
}
