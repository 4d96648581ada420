//! Vertical oscillation, or bounce: rise and fall of the body within a step.

use super::{
    bins::{LEAST_BINS, Made, level_bins, median_of_bins, need, recorded},
    metric::{Absent, Estimate, Metric},
    papers::{ADAMS_2016, MEYER_2023, MORIN_2005, SMITH_2022, WATARI_2016},
};
use crate::model::{Channel, Run, Runner, Tier, Unit, Writer};
use crate::{physics, signal};

pub(super) static METRIC: Metric = Metric {
    key: "vertical_oscillation_mm",
    name: "Bounce",
    unit: Unit::Millimetre,
    decimals: 0,
    tier: Tier::Established,
    formula: "As the strap or pod recorded it, or by integrating raw acceleration of a sensor on the \
              trunk twice (50 readings a second and more). Where there is neither, an estimate for the centre of mass: \
              g·T²·(1/8 − 0.0908·b), with T the time of a step and b the share of it in contact; where no \
              contact time was recorded, b is 0.651 − 0.052·(v − 3) at v metres a second, with which the \
              formula gave the bounce that force plates showed (2.5 to 4.5 m/s). On level ground only.",
    inputs: &[
        Channel::VerticalOscillation,
        Channel::StepRate,
        Channel::GroundContactTime,
        Channel::Speed,
        Channel::Grade,
    ],
    error: "A chest strap follows a marker on the torso closely, and reads 16 to 18 mm more than \
            the centre of mass moves (Watari et al. 2016). Against force plates, 18 runners on a \
            treadmill at 2.5, 3.5 and 4.5 m/s: the estimate from measured contact time reads 4 mm less \
            (SD 2) and is given with ±15 mm; that without it was fitted to these runners, errs by 4 mm \
            for one that it was not fitted to, and its 90 % range held 16 or 17 of 18 at each speed. Of 32 \
            real runs on the road, slower and by other people, that range held 41 % of what straps, \
            watches and pods recorded (17 mm taken off on the torso): it is narrow for whoever is not like those 18. A sensor on the \
            trunk moves as the place where it sits: markers at the back of the pelvis 15 mm (SD 8) \
            more than the centre of mass, the middle of four about the pelvis 7 mm (SD 7). So a bounce from raw \
            acceleration has a range for the centre of mass from 30 mm less to 6 mm more.",
    limits: "Torso, foot pod and estimate are three different quantities and never share a line. \
             The estimate is almost only cadence: it is no second piece of evidence beside it.",
    not_for: "Comparing sensors, or finding fault: less bounce is not better in itself, and none \
              has been shown to bear on back pain.",
    sources: &[MORIN_2005, WATARI_2016, ADAMS_2016, SMITH_2022, MEYER_2023],
    plausible: (20.0, 200.0),
    service_mean: Some((Channel::VerticalOscillation, 1.0)),
    estimate,
};

/// An individual's error of the estimate from measured contact time, taken as its bound at 90 %,
/// in millimetres: our reading of the 10 to 15 mm that model and force plate differ by.
const INDIVIDUAL_ERROR_MM: f64 = 15.0;

/// The level of every range.
const RANGE_LEVEL: f64 = 0.90;

/// How much less, and how much more, the centre of mass may rise and fall than the place on the
/// trunk where a sensor sits, in millimetres. Of 18 runners at three speeds: markers at the back of
/// the pelvis 15.2 more (SD 8.0), the middle of four about it 6.8 more (SD 7.2). Where it sits is
/// not known, so this is from the one's upper end at 90 % to the other's lower one
/// (`docs/validation.md`).
const TRUNK_LESS_MM: f64 = 30.0;
const TRUNK_MORE_MM: f64 = 6.0;

fn estimate(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    match recorded(run, Channel::VerticalOscillation) {
        Ok(mut estimate) => {
            if estimate.origin.is(&Writer::RawAcceleration) {
                let low = (estimate.value - TRUNK_LESS_MM).clamp(0.0, f64::MAX);
                estimate.range = Some((low, estimate.value + TRUNK_MORE_MM));
            }
            Ok(estimate)
        }
        // A sensor that recorded too little is no reason to guess beside it.
        Err(Absent::NoChannel(_)) => modelled(run),
        Err(absent) => Err(absent),
    }
}

/// The estimate by cadence and the share of contact.
fn modelled(run: &Run) -> Result<Estimate, Absent> {
    let Ok(cadence) = need(run, Channel::StepRate) else {
        return Err(Absent::NoChannel(Channel::VerticalOscillation));
    };
    let level = level_bins(run)?;
    let step_s = |bin: usize| 60.0 / cadence.values[bin];
    if let Some(contact) = run.bins.get(Channel::GroundContactTime) {
        let bounce_mm: Vec<f64> = level
            .iter()
            .map(|&bin| {
                let duty = contact.values[bin] / 1000.0 / step_s(bin);
                // Without flight the model's step is all contact.
                1000.0 * physics::oscillation_m(step_s(bin), duty.clamp(0.0, 1.0))
            })
            .collect();
        let made = Made::modelled(&[cadence, contact]);
        let mut estimate = median_of_bins(run, &bounce_mm, LEAST_BINS, made)?;
        let value = estimate.value;
        estimate.range = Some((value - INDIVIDUAL_ERROR_MM, value + INDIVIDUAL_ERROR_MM));
        return Ok(estimate);
    }
    by_expected_contact(run, &level)
}

/// The estimate where no contact time was recorded: the population's share of contact stands in.
fn by_expected_contact(run: &Run, level: &[usize]) -> Result<Estimate, Absent> {
    let cadence = need(run, Channel::StepRate)?;
    let speed = need(run, Channel::Speed)?;
    if run.indoor {
        let detail = "the speed on a belt is the watch's guess, and the estimate rests on it";
        return Err(Absent::OutsideValidity { detail });
    }
    let (slowest, fastest) = physics::DUTY_SPEEDS_M_PER_S;
    let rows: Vec<usize> = level
        .iter()
        .copied()
        .filter(|&bin| (slowest..=fastest).contains(&speed.values[bin]))
        .collect();
    if rows.len() < LEAST_BINS && level.len() >= LEAST_BINS {
        let detail = "contact at so slow or so fast a pace is not known: it was measured from 2.5 to 4.5 m/s";
        return Err(Absent::OutsideValidity { detail });
    }
    let with_duty = |shift: f64| -> Vec<f64> {
        rows.iter()
            .map(|&bin| {
                let duty = physics::bounce_duty(speed.values[bin]) + shift;
                1000.0 * physics::oscillation_m(60.0 / cadence.values[bin], duty.clamp(0.0, 1.0))
            })
            .collect()
    };
    let made = || Made::modelled(&[cadence, speed]);
    let mut estimate = median_of_bins(run, &with_duty(0.0), LEAST_BINS, made())?;
    // Two coefficients were fitted to the runners.
    let freedom = physics::DUTY_RUNNERS as f64 - 2.0;
    let spread = signal::student_reach(RANGE_LEVEL, freedom) * physics::BOUNCE_DUTY_SD;
    // More contact, less bounce: the upper share gives the lower end.
    let low = median_of_bins(run, &with_duty(spread), LEAST_BINS, made())?.value;
    let high = median_of_bins(run, &with_duty(-spread), LEAST_BINS, made())?.value;
    estimate.range = Some((low, high));
    Ok(estimate)
}
