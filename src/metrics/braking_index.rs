//! Braking index: how much of the peak force would point backwards at landing.

use super::{
    leg_stiffness::spring_inputs,
    metric::{Absent, Estimate, Metric},
    papers::{LIEBERMAN_2015, MORIN_2005},
};
use crate::model::{Channel, Run, Runner, Tier, Unit};
use crate::physics::SpringMass;

pub(super) static METRIC: Metric = Metric {
    key: "braking_index",
    name: "Braking index",
    unit: Unit::Ratio,
    decimals: 2,
    tier: Tier::Exploratory,
    formula: "Peak force in body weights times the sine of the leg's angle at landing, by the spring \
              and mass of Morin et al. 2005. Contact time cancels: it is π/4 of the step length in \
              leg lengths. Given only where contact time was recorded and flight was found; on level \
              ground only.",
    inputs: &[Channel::Speed, Channel::StepRate, Channel::GroundContactTime, Channel::Grade],
    error: "Not known against a force plate.",
    limits: "Says nothing that step length and leg length do not: never a second piece of evidence \
             beside them.",
    not_for: "Judging how hard someone brakes.",
    sources: &[MORIN_2005, LIEBERMAN_2015],
    plausible: (0.3, 2.0),
    service_mean: None,
    estimate,
};

fn estimate(run: &Run, runner: &Runner) -> Result<Estimate, Absent> {
    spring_inputs(run)?.median(run, runner, SpringMass::braking_index)
}
