//! How values lie in time, in words.

use super::words;
use crate::{model::Way, page::Resolution};

/// What is told of what stands behind a page, by the metric, with its name in a list.
const TOLD: [(&str, &str); 4] = [
    ("cadence_spm", "cadence"),
    ("ground_contact_time_ms", "contact time"),
    ("vertical_oscillation_mm", "bounce"),
    ("step_length_m", "step length"),
];

/// For what stands behind a page: `contact time and bounce every 5 s`, `cadence from counted steps,
/// 26 s`.
pub(crate) fn of_page(known: &[(&'static str, Resolution)]) -> Vec<String> {
    let mut told: Vec<(String, Vec<&str>)> = Vec::new();
    for (key, name) in TOLD {
        let Some((_, found)) = known.iter().find(|(metric, _)| *metric == key) else { continue };
        let some = if found.has_others { ", in some runs" } else { "" };
        let how = format!("{}{some}", how(*found));
        match told.iter_mut().find(|(known, _)| *known == how) {
            Some((_, names)) => names.push(name),
            None => told.push((how, vec![name])),
        }
    }
    told.into_iter().map(|(how, names)| format!("{} {how}", words::listed(&names))).collect()
}

/// Without what lies so: `every 5 s`, `from counted steps, 26 s`.
pub(crate) fn how(of: Resolution) -> String {
    let seconds = words::number(of.apart_s, 0);
    match of.way {
        Way::Every => format!("every {seconds} s"),
        Way::Over => format!("from counted steps, {seconds} s"),
    }
}

/// By itself: `a value every 5 s`, `from counted steps, 26 s at a time`.
pub(crate) fn told(of: Resolution) -> String {
    let what = match of.way {
        Way::Every => format!("a value {}", how(of)),
        Way::Over => format!("{} at a time", how(of)),
    };
    if of.has_others { format!("some {what}") } else { what }
}
