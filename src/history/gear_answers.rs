//! How the back answered, by shoe and by surface: counts over all run days so far.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    History,
    gear::{NOT_SAID, shoe_of, surface_of},
};
use crate::{
    model::{PainScore, Response},
    outing::Outing,
    page::{GearAnswers, GearKind},
    pain::PainLog,
};

/// Under so many run days a shoe or surface has no line.
const FEWEST_DAYS: usize = 3;

/// Shoes, then surfaces, each most run days first. A kind of which only one can be told is left out:
/// there is nothing to lay beside it.
pub(super) fn by_gear(history: &History<'_>, until: Date) -> Vec<GearAnswers> {
    let Some(log) = history.log else { return Vec::new() };
    let runs: Vec<&Outing> =
        history.runs.iter().copied().filter(|run| run.date() <= until).collect();
    let config = history.config;
    let shoe = |run: &Outing| {
        let id = shoe_of(run, Some(log), &config.shoes)?;
        let named = config.shoes.iter().find(|shoe| shoe.id == id);
        Some(named.and_then(|shoe| shoe.name.clone()).unwrap_or(id))
    };
    let surface = |run: &Outing| {
        Some(surface_of(run, Some(log), config.surface)).filter(|name| name != NOT_SAID)
    };
    let answers = |kind, of: &dyn Fn(&Outing) -> Option<String>| {
        let found: Vec<GearAnswers> = days_by(&runs, of)
            .into_iter()
            .filter(|(_, days)| days.len() >= FEWEST_DAYS)
            .map(|(name, days)| told(history, log, (kind, name), &days))
            .filter(|gear| gear.next_morning.is_some())
            .collect();
        if found.len() > 1 { most_first(found) } else { Vec::new() }
    };
    let mut all = answers(GearKind::Shoe, &shoe);
    all.extend(answers(GearKind::Surface, &surface));
    all
}

fn most_first(mut found: Vec<GearAnswers>) -> Vec<GearAnswers> {
    // A stable sort: of as many days, by name.
    found.sort_by_key(|gear| std::cmp::Reverse(gear.run_days));
    found
}

/// The run days of each name. A day on which two were used belongs to neither.
fn days_by(
    runs: &[&Outing],
    of: &dyn Fn(&Outing) -> Option<String>,
) -> BTreeMap<String, Vec<Date>> {
    let mut days: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for day in runs.chunk_by(|a, b| a.date() == b.date()) {
        let names: Option<Vec<String>> = day.iter().map(|run| of(run)).collect();
        let Some(mut names) = names else { continue };
        names.dedup();
        if let ([name], Some(run)) = (names.as_slice(), day.first()) {
            days.entry(name.clone()).or_default().push(run.date());
        }
    }
    days
}

fn told(
    history: &History<'_>,
    log: &PainLog,
    (kind, name): (GearKind, String),
    days: &[Date],
) -> GearAnswers {
    let answers: Vec<Response> = days.iter().map(|day| history.answer(log, *day)).collect();
    let known = answers.iter().filter(|answer| **answer != Response::Unknown).count();
    let next: Vec<f64> =
        days.iter().filter_map(|day| log.next_morning(*day)).map(PainScore::value).collect();
    let minutes: Option<Vec<f64>> =
        days.iter().map(|day| history.run_day(*day)?.running_min).collect();
    GearAnswers {
        kind,
        name,
        run_days: days.len(),
        known,
        settled: answers.iter().filter(|answer| **answer == Response::Settled).count(),
        next_morning: crate::signal::mean(&next).map(|mean| (mean, next.len())),
        running_min: minutes.as_deref().and_then(crate::signal::mean),
    }
}
