//! How far apart in time the values of a quantity lie, where a source of them says so.
//!
//! A watch that gives its own files has a value for each second; an account has one for each few
//! seconds, or a count over a span. That bounds what can be seen within a run, so that the page says it.

use crate::{
    metrics::ROLL,
    model::{Provenance, Way},
    outing::Outing,
    page::Resolution,
    signal,
};

/// Of the runs with a quantity: how it lies in time in most of those that say so, how far apart in the
/// middle one, and whether others do not say so; none where every run has one a second, or its source
/// does not say.
pub(super) fn of_panel(runs: &[&Outing], key: &str) -> Option<Resolution> {
    let known: Vec<_> = runs.iter().filter_map(|run| run.estimate(key)).collect();
    // What is computed from several quantities is as fine as none of them says.
    let told = known.iter().filter_map(|it| {
        let spacing = it.origin.spacing()?;
        let is_one = spacing.way == Way::Over || it.provenance == Provenance::Measured;
        is_one.then_some((spacing.way, spacing.apart_s))
    });
    let ways: Vec<(Way, f64)> = told.collect();
    let counted = |way| ways.iter().filter(|(is, _)| *is == way).count();
    let way = if counted(Way::Over) > counted(Way::Every) { Way::Over } else { Way::Every };
    let apart_s: Vec<f64> = ways.iter().filter(|(is, _)| *is == way).map(|(_, s)| *s).collect();
    let has_others = ways.len() < known.len();
    Some(Resolution { way, apart_s: signal::median(&apart_s)?, has_others })
}

/// What is told of a panel, by every metric of which it is told.
pub(super) fn of_metrics(runs: &[&Outing]) -> Vec<(&'static str, Resolution)> {
    ROLL.iter().filter_map(|metric| Some((metric.key, of_panel(runs, metric.key)?))).collect()
}
