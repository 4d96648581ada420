//! Reach: half the way travelled in contact.

use super::{
    Absent, Estimate, Fold, LEAST_BINS, LIEBERMAN_2015, MORIN_2005, Made, Metric, level_bins,
    median_of_bins, need,
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
    error: "Not known against markers. The point of force moves about 0.16 m forward in contact, so \
            the true distance is smaller by about half of that.",
    limits: "Slow runners land lower and longer than they take off, which breaks the symmetry. Grows \
             with speed.",
    not_for: "Measuring where the foot lands: only video can show it.",
    sources: &[MORIN_2005, LIEBERMAN_2015],
    fold: Fold::MeanByDuration,
    plausible: (0.1, 0.9),
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
