//! How far apart in time the values of a quantity lie, where a source of them says so.
//!
//! A watch that gives its own files has a value for each second; an account has one for each few
//! seconds, or a count over a span. That bounds what can be seen within a run, so that the page says it.

use crate::{metrics::ROLL, model::Provenance, outing::Outing, say::words, signal};

/// What is told in the coverage, by the metric, with its name in a list.
const TOLD: [(&str, &str); 4] = [
    ("cadence_spm", "cadence"),
    ("ground_contact_time_ms", "contact time"),
    ("vertical_oscillation_mm", "bounce"),
    ("step_length_m", "step length"),
];

/// How a quantity lies in time in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// A value at a moment, every so often.
    Every,
    /// Counted over a span.
    Over,
}

/// How a source says that it lies in time: `x, every 5 s`, `x, counted over 20 s`.
fn way(source: &str) -> Option<(Way, f64)> {
    [(", every ", Way::Every), (", counted over ", Way::Over)].into_iter().find_map(
        |(mark, way)| {
            let (_, behind) = source.split_once(mark)?;
            let (seconds, _) = behind.split_once(" s")?;
            Some((way, seconds.parse().ok()?))
        },
    )
}

/// Of the runs with a quantity: how it lies in time in most of those that say so, how far apart in the
/// middle one, and whether others do not say so.
fn of_runs(runs: &[&Outing], key: &str) -> Option<(Way, f64, bool)> {
    let known: Vec<_> =
        runs.iter().filter_map(|run| run.reading(key)?.outcome.as_ref().ok()).collect();
    // What is computed from several quantities is as fine as none of them says.
    let told = known.iter().filter_map(|it| {
        let (way, apart_s) = way(it.source.as_ref())?;
        let is_one = way == Way::Over || it.provenance == Provenance::Measured;
        is_one.then_some((way, apart_s))
    });
    let ways: Vec<(Way, f64)> = told.collect();
    let counted = |way| ways.iter().filter(|(is, _)| *is == way).count();
    let most = if counted(Way::Over) > counted(Way::Every) { Way::Over } else { Way::Every };
    let apart_s: Vec<f64> = ways.iter().filter(|(is, _)| *is == most).map(|(_, s)| *s).collect();
    Some((most, signal::median(&apart_s)?, ways.len() < known.len()))
}

fn said(way: Way, apart_s: f64) -> String {
    let seconds = words::number(apart_s, 0);
    match way {
        Way::Every => format!("every {seconds} s"),
        Way::Over => format!("from counted steps, {seconds} s"),
    }
}

/// For a panel: `a value every 5 s`, `from counted steps, 26 s at a time`; none where every run has one
/// a second, or its source does not say.
pub(super) fn of_panel(runs: &[&Outing], key: &str) -> Option<String> {
    let (way, apart_s, has_others) = of_runs(runs, key)?;
    let what = match way {
        Way::Every => format!("a value {}", said(way, apart_s)),
        Way::Over => format!("{} at a time", said(way, apart_s)),
    };
    Some(if has_others { format!("some {what}") } else { what })
}

/// For the methods: what is told for a panel, by every metric of which it is told.
pub(super) fn of_metrics(runs: &[&Outing]) -> Vec<(&'static str, String)> {
    ROLL.iter().filter_map(|metric| Some((metric.key, of_panel(runs, metric.key)?))).collect()
}

/// For what stands behind a page: `contact time and bounce every 5 s`, `cadence from counted steps,
/// 26 s`.
pub(super) fn of_period(runs: &[&Outing]) -> Vec<String> {
    let mut told: Vec<(String, Vec<&str>)> = Vec::new();
    for (key, name) in TOLD {
        let Some((way, apart_s, has_others)) = of_runs(runs, key) else { continue };
        let some = if has_others { ", in some runs" } else { "" };
        let how = format!("{}{some}", said(way, apart_s));
        match told.iter_mut().find(|(known, _)| *known == how) {
            Some((_, names)) => names.push(name),
            None => told.push((how, vec![name])),
        }
    }
    let phrase = |(how, names): (String, Vec<&str>)| {
        let names = match names.split_last() {
            Some((last, before)) if !before.is_empty() => {
                format!("{} and {last}", before.join(", "))
            }
            _ => names.concat(),
        };
        format!("{names} {how}")
    };
    told.into_iter().map(phrase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_values_lie_in_time_is_read_from_what_stands_behind_them() {
        let apple = "apple.running_ground_contact_time, every 5 s";
        assert_eq!(way(apple), Some((Way::Every, 5.0)));
        assert_eq!(
            way("apple.step_count, counted over 26 s, by Watch7,2"),
            Some((Way::Over, 26.0))
        );
        assert_eq!(way("fit.record.cadence"), None);
        assert_eq!(said(Way::Over, 26.0), "from counted steps, 26 s");
    }
}
