//! What recorded a period, and what of the runner it told.

use crate::{outing::Outing, say::device_names};

/// The watches of a period, and what of the runner they told: one phrase each.
pub(super) fn devices(runs: &[&Outing]) -> Vec<String> {
    let mut names: Vec<String> = runs
        .iter()
        .filter_map(|run| run.device.as_ref())
        .map(device_names::shown)
        .filter(|name| !name.is_empty())
        .collect();
    names.sort();
    names.dedup();
    names.extend(from_watch(runs));
    names
}

/// What of the runner was taken from the watch in these runs, as the settings do not tell it.
fn from_watch(runs: &[&Outing]) -> Option<String> {
    let any = |of: fn(&Outing) -> bool| runs.iter().any(|run| of(run));
    let what: Vec<&str> = [
        (any(|run| run.from_watch.height_m.is_some()), "height"),
        (any(|run| run.from_watch.mass_kg.is_some()), "mass"),
        (any(|run| run.from_watch.sex.is_some()), "sex"),
        (
            any(|run| run.from_watch.hr_max_bpm.is_some() || run.from_watch.hr_rest_bpm.is_some()),
            "heart-rate limits",
        ),
    ]
    .into_iter()
    .filter_map(|(is_used, what)| is_used.then_some(what))
    .collect();
    let (last, before) = what.split_last()?;
    Some(match before {
        [] => format!("{last} from your watch"),
        before => format!("{} and {last} from your watch", before.join(", ")),
    })
}
