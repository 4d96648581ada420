//! What goes together with what: the declared question, asked of all history up to the page's end.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::History;
use crate::{
    insight::{
        diary::took_medicine,
        link::{Exposure, LinkDay, Question, link},
    },
    load::DayLoad,
    page::{Link, Period},
};

/// What is asked where the config declares nothing.
const DEFAULT: [Exposure; 1] = [Exposure::RunningMin];

/// What can be told of each day; a form quantity would need a baseline for every day of the history.
pub const ASKABLE: [Exposure; 4] =
    [Exposure::RunningMin, Exposure::SpikeRatio, Exposure::DownhillMin, Exposure::SleepH];

/// The panel; an empty one without a diary.
pub(super) fn panel(history: &History<'_>, period: &Period) -> Link {
    if history.log.is_none_or(|log| log.is_empty()) {
        return Link::default();
    }
    let declared: Vec<Exposure> = history
        .config
        .report
        .exposures
        .iter()
        .filter_map(|key| Exposure::from_key(key))
        .filter(|exposure| ASKABLE.contains(exposure))
        .collect();
    let exposures = if declared.is_empty() { DEFAULT.to_vec() } else { declared };
    let downhill = downhill_min(history);
    let days: Vec<LinkDay> = history
        .loads
        .iter()
        .filter(|day| day.date <= period.known_until)
        .map(|day| link_day(history, day, &exposures, &downhill))
        .collect();
    let question =
        Question { days: &days, exposures: &exposures, period: (period.first, period.last) };
    link(&question)
}

fn link_day(
    history: &History<'_>,
    day: &DayLoad,
    exposures: &[Exposure],
    downhill: &BTreeMap<Date, f64>,
) -> LinkDay {
    let entry = history.log.and_then(|log| log.day(day.date));
    let values = exposures
        .iter()
        .map(|exposure| match exposure {
            Exposure::RunningMin => day.running_min,
            Exposure::SpikeRatio => day.spike_ratio,
            Exposure::DownhillMin => downhill.get(&day.date).copied(),
            Exposure::SleepH => day.sleep_h,
            Exposure::OverstrideSelfPct | Exposure::CadenceSpm => None,
        })
        .collect();
    LinkDay {
        date: day.date,
        ran: day.runs > 0,
        running_min: day.running_min,
        before: day.pain_before.or(day.pain_morning),
        next_morning: day.pain_next_morning,
        medicine: entry.and_then(took_medicine) == Some(true),
        values,
    }
}

/// Minutes run downhill on each day of which the slope is known.
fn downhill_min(history: &History<'_>) -> BTreeMap<Date, f64> {
    let mut minutes = BTreeMap::new();
    for run in &history.runs {
        if let Some(downhill_min) = run.totals.downhill_min {
            *minutes.entry(run.date()).or_insert(0.0) += downhill_min;
        }
    }
    minutes
}
