//! Walk share: how much of the time on foot was walked.

use super::{
    bins::{coverage, gait_made, walked_and_run_s},
    metric::{Absent, Estimate, Metric},
    papers::GAIT_CUT_2023,
};
use crate::model::{Channel, Run, Runner, Tier, Unit};

pub(super) static METRIC: Metric = Metric {
    key: "walk_share_pct",
    name: "Share walked",
    unit: Unit::Percent,
    decimals: 0,
    tier: Tier::Supported,
    formula: "Time walked divided by time walked and run. Running is told from 140 steps a minute \
              and 1.5 m/s on, walking below 135; a gait that lasts less than 10 s is none.",
    inputs: &[Channel::StepRate, Channel::Speed],
    error: "A cut of 134 to 141 steps a minute tells 92.9 % of strides right (28 adults, treadmill).",
    limits: "Without cadence it rests on speed alone, which tells 55 % right near the change: steep \
             climbs then count as walked.",
    not_for: "Judging a run: walking breaks are a plan as good as any.",
    sources: &[GAIT_CUT_2023],
    plausible: (0.0, 100.0),
    service_mean: None,
    estimate,
};

fn estimate(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    let (walked_s, ran_s) = walked_and_run_s(run)?;
    let made = gait_made(run);
    Ok(Estimate {
        value: 100.0 * walked_s / (walked_s + ran_s),
        range: None,
        n: run.samples.len(),
        provenance: made.provenance,
        origin: made.origin,
        coverage: coverage(run, ran_s),
    })
}
