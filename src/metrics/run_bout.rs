//! Running bout: how long an unbroken stretch of running lasts.

use super::{
    bins::{bout_lengths_s, coverage, gait_made, walked_and_run_s},
    metric::{Absent, Estimate, Metric},
    papers::GAIT_CUT_2023,
};
use crate::model::{Channel, Gait, Run, Runner, Tier, Unit};
use crate::signal::median;

pub(super) static METRIC: Metric = Metric {
    key: "run_bout_s",
    name: "Running bout",
    unit: Unit::Second,
    decimals: 0,
    tier: Tier::Supported,
    formula: "The median length of the stretches of unbroken running. A pause of the recording ends a \
              stretch; one of under 10 s is none.",
    inputs: &[Channel::StepRate, Channel::Speed],
    error: "A few seconds at either end.",
    limits: "Without cadence it rests on speed alone.",
    not_for: "Judging endurance: traffic lights cut stretches too.",
    sources: &[GAIT_CUT_2023],
    plausible: (1.0, 200_000.0),
    service_mean: None,
    estimate,
};

fn estimate(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    walked_and_run_s(run)?;
    let lengths_s = bout_lengths_s(run, Gait::Run);
    let value = median(&lengths_s)
        .ok_or_else(|| Absent::TooLittleData { detail: "no running was found".to_owned() })?;
    let made = gait_made(run);
    Ok(Estimate {
        value,
        range: None,
        n: lengths_s.len(),
        provenance: made.provenance,
        origin: made.origin,
        coverage: coverage(run, lengths_s.iter().sum()),
    })
}
