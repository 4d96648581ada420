//! Step length: how far from the landing of one foot to that of the other.

use super::{
    bins::by_bin,
    metric::{Absent, Estimate, Metric},
    papers::{HEIDERSCHEIT_2011, SMITH_2022},
};
use crate::model::{Channel, Run, Runner, Tier, Unit};

pub(super) static METRIC: Metric = Metric {
    key: "step_length_m",
    name: "Step length",
    unit: Unit::Metre,
    decimals: 2,
    tier: Tier::Established,
    formula: "Speed divided by cadence, in each 30 s stretch of steady running; the median of \
              them. From one foot to the other, so half of a stride.",
    inputs: &[Channel::Speed, Channel::StepRate],
    error: "As good as the speed: satellites are within 1 to 3 % over 30 s in the open.",
    limits: "Under trees, between houses and on a belt the speed drifts, and the length with it. \
             Grows with speed.",
    not_for: "Telling where the foot lands: a long step may come from pushing off.",
    sources: &[HEIDERSCHEIT_2011, SMITH_2022],
    plausible: (0.4, 2.5),
    service_mean: Some((Channel::StepLength, 1000.0)),
    estimate,
};

fn estimate(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    by_bin(run, [Channel::Speed, Channel::StepRate], |[speed_m_per_s, cadence_spm]| {
        speed_m_per_s * 60.0 / cadence_spm
    })
}
