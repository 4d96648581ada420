//! What an export holds that settings can be proposed from.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    history::recorded_by,
    outing::Outing,
    pipeline::{self, Gathered, Source},
    prepare::local_day,
    say::device_names,
};

/// So many shoes are proposed, those worn last.
const MOST_SHOES: usize = 20;

/// What was seen. Of places it holds the name of a time zone alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Seen {
    /// Runs.
    pub(super) runs: usize,
    /// The first and the last run's day.
    pub(super) span: Option<(Date, Date)>,
    /// What recorded them, one phrase each.
    pub(super) devices: Vec<String>,
    /// Shoes by the name that the service's table gives them, the one worn last first.
    pub(super) shoes: Vec<Worn>,
    /// The zone in which most of the runs began.
    pub(super) zone: Option<String>,
    /// Height as the watch of the newest run that tells it believes it to be, in centimetres.
    pub(super) height_cm: Option<f64>,
    /// Height that an account keeps, in centimetres; none where its diary is not asked for.
    pub(super) kept_height_cm: Option<f64>,
    /// Mass that it keeps, in kilograms, with its day; none likewise.
    pub(super) kept_mass_kg: Option<(f64, Date)>,
}

/// A shoe of the service's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Worn {
    /// Its name there.
    pub(super) name: String,
    /// Runs in it.
    pub(super) runs: usize,
    /// The first and the last run's day.
    pub(super) span: (Date, Date),
}

/// Looks at what was gathered, and for the zone at each recording once more.
pub(super) fn seen(gathered: &Gathered, sources: &[Source]) -> Seen {
    let runs: Vec<&Outing> = gathered.outings.iter().filter(|outing| outing.is_run()).collect();
    let watch_height = runs.iter().rev().find_map(|run| run.wearer.height_m);
    Seen {
        runs: runs.len(),
        span: runs.first().zip(runs.last()).map(|(first, last)| (first.date(), last.date())),
        devices: device_names::recorded_by(&recorded_by(&runs)),
        shoes: shoes(&runs),
        zone: zone(&runs, sources),
        height_cm: watch_height.map(in_cm),
        kept_height_cm: gathered.health.height_m.values().next_back().copied().map(in_cm),
        kept_mass_kg: gathered
            .health
            .mass_kg
            .iter()
            .next_back()
            .map(|(day, kg)| ((kg * 10.0).round() / 10.0, *day)),
    }
}

fn in_cm(metres: f64) -> f64 {
    (metres * 1000.0).round() / 10.0
}

fn shoes(runs: &[&Outing]) -> Vec<Worn> {
    let mut worn: BTreeMap<&str, Worn> = BTreeMap::new();
    for run in runs {
        let Some(name) = run.gear.as_deref() else { continue };
        let day = run.date();
        let shoe = worn.entry(name).or_insert_with(|| Worn {
            name: name.to_owned(),
            runs: 0,
            span: (day, day),
        });
        shoe.runs += 1;
        shoe.span = (shoe.span.0.min(day), shoe.span.1.max(day));
    }
    let mut worn: Vec<Worn> = worn.into_values().collect();
    worn.sort_by(|a, b| b.span.1.cmp(&a.span.1).then_with(|| a.name.cmp(&b.name)));
    worn.truncate(MOST_SHOES);
    worn
}

fn zone(runs: &[&Outing], sources: &[Source]) -> Option<String> {
    let mut began_in: BTreeMap<String, usize> = BTreeMap::new();
    let runs: BTreeSet<_> = runs.iter().map(|run| (run.id, run.number)).collect();
    pipeline::each_activity(sources, |activity| {
        for (number, session) in (1..).zip(&activity.sessions) {
            let is_run = runs.contains(&(activity.id, number));
            if let Some(zone) = is_run.then(|| local_day::zone_name(activity, session)).flatten() {
                *began_in.entry(zone).or_default() += 1;
            }
        }
    });
    // Of zones that are as frequent, the first by name: the same export, the same proposal.
    began_in.into_iter().rev().max_by_key(|(_, count)| *count).map(|(zone, _)| zone)
}
