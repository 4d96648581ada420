//! What would add to the page.

use super::History;
use crate::{
    model::Month,
    page::{Period, WouldAdd},
};

/// Under so many runs a month shows a table and no trend.
const FEWEST_RUNS: usize = 5;

/// What there is, most useful first.
pub(super) fn would_add(history: &History<'_>, period: &Period) -> Vec<WouldAdd> {
    let runs = history.runs_in(period);
    let has_none = !runs.is_empty() && runs.iter().all(|run| run.value("cadence_spm").is_none());
    let no_height = !runs.is_empty()
        && runs.iter().all(|run| run.wearer.height_m.is_none())
        && history.config.runner.height_m.is_none();
    let is_begun = !period.is_over() && Month::of(period.first).first() == period.first;
    [
        (history.whole.last_logged.is_none(), WouldAdd::PainLog),
        (!history.whole.has_runs, WouldAdd::Runs),
        (has_none, WouldAdd::Cadence),
        (!has_none && no_height, WouldAdd::Height),
        (!runs.is_empty() && runs.len() < FEWEST_RUNS, WouldAdd::MoreRuns(runs.len())),
        (is_begun, WouldAdd::RestOfMonth),
    ]
    .into_iter()
    .filter_map(|(holds, what)| holds.then_some(what))
    .collect()
}
