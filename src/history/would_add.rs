//! What would add to the page: one line each, kind and exact.

use super::History;
use crate::{model::Month, page::Period, say::words};

/// Under so many runs a month shows a table and no trend.
const FEWEST_RUNS: usize = 5;

/// The lines, most useful first.
pub(super) fn lines(history: &History<'_>, period: &Period) -> Vec<String> {
    let mut lines = Vec::new();
    let runs = history.runs_in(period);
    if history.whole.last_logged.is_none() {
        lines.push(
            "A pain log: four columns are enough. `backstride pain template pain-log.csv` writes one; \
             the most useful number is the back's each morning, 0 to 10."
                .to_owned(),
        );
    }
    if !history.whole.has_runs {
        lines.push(
            "Runs: point `backstride report` at a folder of your watch's exports (FIT, GPX or TCX), \
             and how much and how you ran stands beside the diary."
                .to_owned(),
        );
    }
    if !runs.is_empty() && runs.iter().all(|run| run.value("cadence_spm").is_none()) {
        lines.push(
            "Cadence: these files hold none. Most watches record it once it is switched on or a foot pod \
             or strap is worn; a FIT export keeps it where a GPX may drop it."
                .to_owned(),
        );
    } else if runs.iter().all(|run| run.wearer.height_m.is_none())
        && history.config.runner.height_m.is_none()
        && !runs.is_empty()
    {
        lines.push(
            "Your height (`runner.height_cm` in backstride.toml): step length could then be set beside \
             runners of your height at your pace. Until then only your own range is shown."
                .to_owned(),
        );
    }
    if !runs.is_empty() && runs.len() < FEWEST_RUNS {
        lines.push(format!(
            "More runs: with {} this page shows each run and no trend.",
            words::count(runs.len(), "run")
        ));
    }
    if !period.is_over() && Month::of(period.first).first() == period.first {
        lines.push(format!(
            "The rest of the month: it is known up to {}, so nothing is set against {}.",
            history.voice.day(period.known_until),
            period.previous_name
        ));
    }
    lines
}
