//! Vertical stiffness: the spring that a body bounces on.

use super::{
    leg_stiffness::stiffness,
    metric::{Absent, Estimate, Metric},
    papers::{MEYER_2023, MORIN_2005},
};
use crate::model::{Channel, Run, Runner, Tier, Unit};
use crate::physics::SpringMass;

pub(super) static METRIC: Metric = Metric {
    key: "vertical_stiffness_kn_per_m",
    name: "Vertical stiffness",
    unit: Unit::KilonewtonPerMetre,
    decimals: 1,
    tier: Tier::Supported,
    formula: "Peak force divided by the sinking of the centre of mass in contact, both by the \
              spring and mass of Morin et al. 2005; on level ground only.",
    inputs: &[Channel::GroundContactTime, Channel::StepRate, Channel::Speed, Channel::Grade],
    error: "Within 0.1 to 2.3 % of a force plate for groups (Morin et al. 2005, 3.3 m/s and \
            faster); a contact time 10 % too short makes it 20 % too stiff.",
    limits: "Rises with speed. Without flight, and on slopes, it does not hold.",
    not_for: "Comparing runners, or telling of injuries.",
    sources: &[MORIN_2005, MEYER_2023],
    plausible: (5.0, 150.0),
    service_mean: None,
    estimate,
};

fn estimate(run: &Run, runner: &Runner) -> Result<Estimate, Absent> {
    stiffness(run, runner, SpringMass::vertical_stiffness_n_per_m)
}
