//! Leg stiffness: the spring that a leg would be.

use super::{
    bins::{LEAST_BINS, Made, level_bins, median_of_bins, need},
    metric::{Absent, Estimate, Metric},
    papers::{MEYER_2023, MORIN_2005},
};
use crate::model::{Channel, Run, Runner, Series, Tier, Unit};
use crate::physics::SpringMass;

pub(super) static METRIC: Metric = Metric {
    key: "leg_stiffness_kn_per_m",
    name: "Leg stiffness",
    unit: Unit::KilonewtonPerMetre,
    decimals: 1,
    tier: Tier::Supported,
    formula: "Peak force divided by the shortening of the leg, both by the spring and mass of Morin \
              et al. 2005 from contact time, flight time, speed, mass and leg length; on level \
              ground only.",
    inputs: &[Channel::GroundContactTime, Channel::StepRate, Channel::Speed, Channel::Grade],
    error: "Within 2.5 to 6.1 % of a force plate for groups (Morin et al. 2005, 3.3 m/s and \
            faster); a contact time 10 % too short makes it 25 % too stiff.",
    limits: "The model was tested from 3.3 m/s on; slower runners lie at its edge or beyond. Without \
             flight, and on slopes, it does not hold.",
    not_for: "Comparing runners, or telling of injuries: no link was found (n = 49).",
    sources: &[MORIN_2005, MEYER_2023],
    plausible: (2.0, 40.0),
    service_mean: None,
    estimate,
};

fn estimate(run: &Run, runner: &Runner) -> Result<Estimate, Absent> {
    stiffness(run, runner, SpringMass::leg_stiffness_n_per_m)
}

/// The median over level bins with a flight phase of one of the two stiffnesses.
pub(super) fn stiffness(
    run: &Run,
    runner: &Runner,
    which: fn(&SpringMass, f64) -> f64,
) -> Result<Estimate, Absent> {
    let inputs = spring_inputs(run)?;
    let mass_kg = runner.mass_kg.ok_or(Absent::NotConfigured { what: "runner.mass_kg" })?;
    inputs.median(run, runner, |body| which(body, mass_kg) / 1000.0)
}

/// What was recorded of a run that the model of spring and mass needs.
pub(super) struct SpringInputs<'a> {
    contact: &'a Series,
    cadence: &'a Series,
    speed: &'a Series,
}

/// What the model needs of a run; why not, where a channel is missing.
pub(super) fn spring_inputs(run: &Run) -> Result<SpringInputs<'_>, Absent> {
    Ok(SpringInputs {
        contact: need(run, Channel::GroundContactTime)?,
        cadence: need(run, Channel::StepRate)?,
        speed: need(run, Channel::Speed)?,
    })
}

impl SpringInputs<'_> {
    /// The median of a quantity over level bins with a flight phase.
    pub(super) fn median(
        &self,
        run: &Run,
        runner: &Runner,
        quantity: impl Fn(&SpringMass) -> f64,
    ) -> Result<Estimate, Absent> {
        let SpringInputs { contact, cadence, speed } = self;
        let leg_length_m =
            runner.leg_length().ok_or(Absent::NotConfigured { what: "runner.height_cm" })?;
        let level = level_bins(run)?;
        let values: Vec<f64> = level
            .iter()
            .map(|&bin| {
                let contact_s = contact.values[bin] / 1000.0;
                let flight_s = 60.0 / cadence.values[bin] - contact_s;
                let speed_m_per_s = speed.values[bin];
                let body = SpringMass { speed_m_per_s, leg_length_m, contact_s, flight_s };
                if flight_s > 0.0 { quantity(&body) } else { f64::NAN }
            })
            .collect();
        if level.len() >= LEAST_BINS && !values.iter().any(|value| value.is_finite()) {
            return Err(Absent::OutsideValidity { detail: "no flight phase was found" });
        }
        median_of_bins(run, &values, LEAST_BINS, Made::modelled(&[contact, cadence, speed]))
    }
}
