//! What we say about a run, one file for each thing said.
//!
//! To add a metric, write its file and enter it in the roll below. Tables, charts, `explain`, the
//! methods page and the laws in `tests/metric_laws.rs` all read the roll.

mod bins;
mod braking_index;
mod cadence;
mod cadence_variability;
mod contact_balance;
mod duty_factor;
mod flight_time;
pub mod foot_ahead;
mod foot_shock;
mod form_drift;
mod ground_contact_time;
mod leg_stiffness;
mod metric;
pub mod overstride_index;
mod papers;
mod reach;
mod run_bout;
mod step_length;
mod step_length_per_leg_length;
mod thirds;
mod vertical_oscillation;
mod vertical_ratio;
mod vertical_stiffness;
mod walk_bout;
mod walk_share;

pub use metric::{Absent, Estimate, Metric};

use crate::model::{Provenance, Run, Runner, Writer};

/// Every metric, in the order in which reports show them.
pub static ROLL: &[&Metric] = &[
    &cadence::METRIC,
    &step_length::METRIC,
    &step_length_per_leg_length::METRIC,
    &ground_contact_time::METRIC,
    &flight_time::METRIC,
    &duty_factor::METRIC,
    &vertical_oscillation::METRIC,
    &vertical_ratio::METRIC,
    &contact_balance::METRIC,
    &leg_stiffness::METRIC,
    &vertical_stiffness::METRIC,
    &foot_ahead::METRIC,
    &overstride_index::METRIC,
    &reach::METRIC,
    &braking_index::METRIC,
    &foot_shock::IMPACT,
    &foot_shock::BRAKING,
    &form_drift::CADENCE,
    &form_drift::OVERSTRIDE,
    &form_drift::BOUNCE,
    &form_drift::CONTACT,
    &form_drift::FOOT_AHEAD,
    &cadence_variability::METRIC,
    &walk_share::METRIC,
    &run_bout::METRIC,
    &walk_bout::METRIC,
];

/// What a metric says of a run.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Which metric.
    pub metric: &'static Metric,
    /// Its value, or why there is none.
    pub outcome: Result<Estimate, Absent>,
}

/// Every metric of the roll on one run, in the order of the roll.
pub fn measure(run: &Run, runner: &Runner) -> Vec<Reading> {
    ROLL.iter()
        .map(|metric| {
            let outcome = summed_up(metric, run).map_or_else(|| (metric.estimate)(run, runner), Ok);
            Reading { metric, outcome: judged(metric, outcome) }
        })
        .collect()
}

/// What a service says of the run as a whole, where the recording holds no course of it. It has no
/// bins, so that nothing that needs a course in time comes of it.
fn summed_up(metric: &Metric, run: &Run) -> Option<Estimate> {
    let (channel, unit) = metric.service_mean?;
    let value = run.mean(channel)? / unit;
    Some(Estimate {
        value,
        range: None,
        n: 1,
        provenance: Provenance::Derived,
        origin: Writer::ServiceMean.into(),
        coverage: 1.0,
    })
}

/// Refuses a value that cannot be true.
fn judged(metric: &Metric, outcome: Result<Estimate, Absent>) -> Result<Estimate, Absent> {
    let estimate = outcome?;
    let (low, high) = metric.plausible;
    if (low..=high).contains(&estimate.value) {
        Ok(estimate)
    } else {
        Err(Absent::Implausible { value: estimate.value })
    }
}
