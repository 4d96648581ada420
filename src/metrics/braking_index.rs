//! Braking index: how much of the peak force would point backwards at landing.

use super::{
    bins::{LEAST_BINS, Made, level_bins, median_of_bins, need},
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
    let contact = need(run, Channel::GroundContactTime)?;
    let cadence = need(run, Channel::StepRate)?;
    let speed = need(run, Channel::Speed)?;
    let leg_length_m =
        runner.leg_length().ok_or(Absent::NotConfigured { what: "runner.height_cm" })?;
    let level = level_bins(run)?;
    let indices: Vec<f64> = level
        .iter()
        .map(|&bin| {
            let contact_s = contact.values[bin] / 1000.0;
            let flight_s = 60.0 / cadence.values[bin] - contact_s;
            let body =
                SpringMass { speed_m_per_s: speed.values[bin], leg_length_m, contact_s, flight_s };
            if flight_s > 0.0 { body.braking_index() } else { f64::NAN }
        })
        .collect();
    let with_flight = indices.iter().filter(|value| value.is_finite()).count();
    if level.len() >= LEAST_BINS && with_flight == 0 {
        return Err(Absent::OutsideValidity { detail: "no flight phase was found" });
    }
    median_of_bins(run, &indices, LEAST_BINS, Made::modelled(&[contact, cadence, speed]))
}
