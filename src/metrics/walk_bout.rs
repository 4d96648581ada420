//! Walking bout: how long an unbroken stretch of walking lasts.

use super::{bins::median_bout, metric::Metric, papers::GAIT_CUT_2023};
use crate::model::{Channel, Gait, Tier, Unit};

pub(super) static METRIC: Metric = Metric {
    key: "walk_bout_s",
    name: "Walking bout",
    unit: Unit::Second,
    decimals: 0,
    tier: Tier::Supported,
    formula: "The median length of the stretches of unbroken walking. A pause of the recording ends a \
              stretch; one of under 10 s is none.",
    inputs: &[Channel::StepRate, Channel::Speed],
    error: "A few seconds at either end.",
    limits: "Without cadence it rests on speed alone.",
    not_for: "Judging endurance: traffic lights cut stretches too.",
    sources: &[GAIT_CUT_2023],
    plausible: (1.0, 200_000.0),
    service_mean: None,
    estimate: |run, _| median_bout(run, Gait::Walk, "no walking was found"),
};
