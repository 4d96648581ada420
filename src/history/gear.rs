//! Shoes and surfaces: by the diary, else by the config's dates, the file's sub-sport, and where the
//! config says that one usually runs.

use std::collections::BTreeMap;

use crate::{
    config,
    outing::Outing,
    page::{Period, Shoe, Surface},
    pain::PainLog,
};

const METRES_PER_KILOMETRE: f64 = 1000.0;
/// What stands for the share of minutes of which nobody says where they were run.
pub(super) const NOT_SAID: &str = "not said";

/// The shoes run in during a period, with all that was run in each up to its end.
pub(super) fn shoes(
    runs: &[&Outing],
    log: Option<&PainLog>,
    known: &[config::ShoeSetting],
    period: &Period,
) -> Vec<Shoe> {
    let mut worn: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for run in runs.iter().filter(|run| run.date() <= period.last) {
        let Some(metres) = run.totals.distance_m else { continue };
        let Some(shoe) = shoe_of(run, log, known) else { continue };
        let (all, within) = worn.entry(shoe).or_insert((0.0, 0.0));
        *all += metres;
        if run.date() >= period.first {
            *within += metres;
        }
    }
    worn.into_iter()
        .filter(|(_, (_, in_period_m))| *in_period_m > 0.0)
        .map(|(id, (all_m, in_period_m))| {
            let declared = known.iter().find(|shoe| shoe.id == id);
            let start_m = declared.map_or(0.0, |shoe| shoe.start_km * METRES_PER_KILOMETRE);
            let name = declared.and_then(|shoe| shoe.name.clone()).unwrap_or(id);
            Shoe { name, distance_m: start_m + all_m, in_period_m }
        })
        .collect()
}

/// The shoe of a run: the diary's, else the service's, else the one of the config whose dates hold the day, where it
/// is the only one.
pub(super) fn shoe_of(
    run: &Outing,
    log: Option<&PainLog>,
    known: &[config::ShoeSetting],
) -> Option<String> {
    let day = run.date();
    let started = Some(run.local.at.time());
    if let Some(shoe) = log.and_then(|log| log.of_run(day, started, |entry| entry.shoe.clone())) {
        return Some(shoe);
    }
    if run.gear.is_some() {
        return run.gear.clone();
    }
    let mut in_use = known.iter().filter(|shoe| {
        shoe.from.is_some()
            && shoe.from.is_none_or(|from| from <= day)
            && shoe.until.is_none_or(|until| day <= until)
    });
    match (in_use.next(), in_use.next()) {
        (Some(shoe), None) => Some(shoe.id.clone()),
        _ => None,
    }
}

/// Surfaces by share of a period's running minutes, the largest first; none where nothing is known.
pub(super) fn surfaces(
    runs: &[&Outing],
    log: Option<&PainLog>,
    usual: Option<config::SurfaceName>,
) -> Vec<Surface> {
    let mut seconds: BTreeMap<String, f64> = BTreeMap::new();
    for run in runs {
        if let Some(running_s) = run.totals.running_s {
            *seconds.entry(surface_of(run, log, usual)).or_insert(0.0) += running_s;
        }
    }
    let all: f64 = seconds.values().sum();
    let nothing_said = seconds.keys().all(|name| name == NOT_SAID);
    if nothing_said || all <= 0.0 {
        return Vec::new();
    }
    let mut surfaces: Vec<Surface> =
        seconds.into_iter().map(|(name, seconds)| Surface { name, share: seconds / all }).collect();
    surfaces.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.name.cmp(&b.name)));
    surfaces
}

pub(super) fn surface_of(
    run: &Outing,
    log: Option<&PainLog>,
    usual: Option<config::SurfaceName>,
) -> String {
    let (day, started) = (run.date(), Some(run.local.at.time()));
    let said = log.and_then(|log| log.of_run(day, started, |entry| entry.surface.clone()));
    if let Some(surface) = said {
        return surface;
    }
    match run.sport.sub_sport.as_deref() {
        Some("treadmill" | "indoor_running" | "virtual_activity") => "treadmill".to_owned(),
        Some("trail" | "obstacle") => "trail".to_owned(),
        Some("track" | "indoor_track") => "track".to_owned(),
        Some("street") => "road".to_owned(),
        _ => usual.map_or(NOT_SAID, config::SurfaceName::key).to_owned(),
    }
}
