//! Leg stiffness: the spring that a leg would be.

use super::{
    bins::{LEAST_BINS, Made, level_bins, median_of_bins, need},
    metric::{Absent, Estimate, Metric},
    papers::{MEYER_2023, MORIN_2005},
};
use crate::model::{Channel, Run, Runner, Tier, Unit};
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
    let contact = need(run, Channel::GroundContactTime)?;
    let cadence = need(run, Channel::StepRate)?;
    let speed = need(run, Channel::Speed)?;
    let mass_kg = runner.mass_kg.ok_or(Absent::NotConfigured { what: "runner.mass_kg" })?;
    let leg_length_m =
        runner.leg_length().ok_or(Absent::NotConfigured { what: "runner.height_cm" })?;
    let level = level_bins(run)?;
    let stiffnesses: Vec<f64> = level
        .iter()
        .map(|&bin| {
            let contact_s = contact.values[bin] / 1000.0;
            let flight_s = 60.0 / cadence.values[bin] - contact_s;
            let body =
                SpringMass { speed_m_per_s: speed.values[bin], leg_length_m, contact_s, flight_s };
            if flight_s > 0.0 { which(&body, mass_kg) / 1000.0 } else { f64::NAN }
        })
        .collect();
    let with_flight = stiffnesses.iter().filter(|value| value.is_finite()).count();
    if level.len() >= LEAST_BINS && with_flight == 0 {
        return Err(Absent::OutsideValidity { detail: "no flight phase was found" });
    }
    let made = Made::modelled(&[contact, cadence, speed]);
    median_of_bins(run, &stiffnesses, LEAST_BINS, made)
}
