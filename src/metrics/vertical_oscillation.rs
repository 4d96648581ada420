//! Vertical oscillation, or bounce: rise and fall of the body within a step.

use super::{
    ADAMS_2016, Absent, Estimate, Fold, LEAST_BINS, MEYER_2023, MORIN_2005, Made, Metric,
    SMITH_2022, WATARI_2016, level_bins, median_of_bins, need,
};
use crate::model::{Channel, Run, Runner, Tier, Unit};
use crate::physics;

pub(super) static METRIC: Metric = Metric {
    key: "vertical_oscillation_mm",
    name: "Bounce",
    unit: Unit::Millimetre,
    decimals: 0,
    tier: Tier::Established,
    formula: "As the strap or pod recorded it, or by integrating raw acceleration of a sensor on the \
              trunk twice (50 readings a second and more). Where there is neither, an estimate for the centre of mass: \
              g·T²·(1/8 − 0.0908·b), with T the time of a step and b the share of it in contact, \
              measured or else expected at that speed; on level ground only.",
    inputs: &[
        Channel::VerticalOscillation,
        Channel::StepRate,
        Channel::GroundContactTime,
        Channel::Speed,
        Channel::Grade,
    ],
    error: "A chest strap follows a marker on the torso closely, and reads 16 to 18 mm more than \
            the centre of mass moves (Watari et al. 2016). The estimate from measured contact time \
            is within about 15 mm for one runner; without it, contact differs between runners by \
            so much that the estimate is uncertain by ±17 % (one standard deviation). Against \
            recorded bounce, 17 mm taken off on the torso, these ranges held 95 and 88 % of runs. \
            From raw acceleration at the sacrum it reads 1 ± 4 mm more than a force plate (31 \
            trials of one runner).",
    limits: "Torso, foot pod and estimate are three different quantities and never share a line. \
             The estimate is almost only cadence: it is no second piece of evidence beside it.",
    not_for: "Comparing sensors, or finding fault: less bounce is not better in itself, and none \
              has been shown to bear on back pain.",
    sources: &[MORIN_2005, WATARI_2016, ADAMS_2016, SMITH_2022, MEYER_2023],
    fold: Fold::MeanByDuration,
    plausible: (20.0, 200.0),
    estimate,
};

/// An individual's error of the estimate from measured contact time, taken as its bound at 90 %,
/// in millimetres: our reading of the 10 to 15 mm that model and force plate differ by.
const INDIVIDUAL_ERROR_MM: f64 = 15.0;

/// Standard deviations within which 90 % of a normal distribution lie.
const SD_AT_90_PCT: f64 = 1.644_854;

/// Speeds, in m/s, at which the expected share of contact was fitted.
const EXPECTED_SPEEDS_M_PER_S: (f64, f64) = (2.2, 4.5);

fn estimate(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    match need(run, Channel::VerticalOscillation) {
        Ok(recorded) => median_of_bins(run, &recorded.values, LEAST_BINS, Made::recorded(recorded)),
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
    let (slowest, fastest) = EXPECTED_SPEEDS_M_PER_S;
    let rows: Vec<usize> = level
        .iter()
        .copied()
        .filter(|&bin| (slowest..=fastest).contains(&speed.values[bin]))
        .collect();
    let with_duty = |shift: f64| -> Vec<f64> {
        rows.iter()
            .map(|&bin| {
                let duty = physics::expected_duty(speed.values[bin]) + shift;
                1000.0 * physics::oscillation_m(60.0 / cadence.values[bin], duty.clamp(0.0, 1.0))
            })
            .collect()
    };
    let made = || Made::modelled(&[cadence, speed]);
    let mut estimate = median_of_bins(run, &with_duty(0.0), LEAST_BINS, made())?;
    // With the second part the range holds 88 % of recorded runs, without it 82 %.
    let spread = SD_AT_90_PCT * physics::DUTY_PRIOR_SD.hypot(physics::DUTY_VIDEO_SD);
    // More contact, less bounce: the upper share gives the lower end.
    let low = median_of_bins(run, &with_duty(spread), LEAST_BINS, made())?.value;
    let high = median_of_bins(run, &with_duty(-spread), LEAST_BINS, made())?.value;
    estimate.range = Some((low, high));
    Ok(estimate)
}
