//! Reach: half the way travelled in contact.

use super::{
    bins::{LEAST_BINS, Made, level_bins, median_of_bins, need},
    metric::{Absent, Estimate, Metric},
    papers::{LIEBERMAN_2015, MORIN_2005},
};
use crate::model::{Channel, Run, Runner, Tier, Unit};

pub(super) static METRIC: Metric = Metric {
    key: "reach_m",
    name: "Reach",
    unit: Unit::Metre,
    decimals: 2,
    tier: Tier::Exploratory,
    formula: "Speed times recorded ground contact time, halved: the most that the foot can land \
              ahead of the body if contact is symmetric about it; on level ground only.",
    inputs: &[Channel::Speed, Channel::GroundContactTime, Channel::Grade],
    error: "On 26 runners with markers (78 treadmill runs at 2.5, 3.5 and 4.5 m/s) it goes with how far the \
            middle of the foot lands ahead of the pelvis: at given speed a rank correlation of +0.87 \
            (95 % interval +0.69 to +0.94), within runners from slow to faster +0.81. It is longer than that \
            distance, 0.38 m where the foot is 0.23 m ahead: `foot_ahead_mm` turns one into the other \
            and says with what error.",
    limits: "Slow runners land lower and longer than they take off, which breaks the symmetry. Grows \
             with speed. From step to step at one speed the foot follows it by 0.58 only. On a belt \
             it is only as good as the speed.",
    not_for: "Seeing where the foot lands: only video shows it. A second piece of evidence beside \
              contact time, which it is made of.",
    sources: &[MORIN_2005, LIEBERMAN_2015],
    plausible: (0.1, 0.9),
    service_mean: None,
    estimate,
};

fn estimate(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    let contact = need(run, Channel::GroundContactTime)?;
    let speed = need(run, Channel::Speed)?;
    let reaches_m: Vec<f64> = level_bins(run)?
        .into_iter()
        .map(|bin| speed.values[bin] * contact.values[bin] / 1000.0 / 2.0)
        .collect();
    median_of_bins(run, &reaches_m, LEAST_BINS, Made::modelled(&[contact, speed]))
}
