//! What recorded a period, and what of the runner it told.

use crate::{
    outing::Outing,
    page::{DeviceName, RecordedBy, WatchTold},
};

/// The watches of these runs, and what of the runner they told.
pub fn recorded_by(runs: &[&Outing]) -> RecordedBy {
    let named = runs.iter().filter_map(|run| run.device.as_ref());
    let mut devices: Vec<DeviceName> = named
        .map(|it| DeviceName { maker: it.manufacturer.clone(), product: it.product.clone() })
        .collect();
    devices.sort_unstable();
    devices.dedup();
    let any = |of: fn(&Outing) -> bool| runs.iter().any(|run| of(run));
    let told = [
        (any(|run| run.from_watch.height_m.is_some()), WatchTold::Height),
        (any(|run| run.from_watch.mass_kg.is_some()), WatchTold::Mass),
        (any(|run| run.from_watch.sex.is_some()), WatchTold::Sex),
        (
            any(|run| run.from_watch.hr_max_bpm.is_some() || run.from_watch.hr_rest_bpm.is_some()),
            WatchTold::HeartRateLimits,
        ),
    ];
    let told = told.into_iter().filter_map(|(is_used, what)| is_used.then_some(what)).collect();
    RecordedBy { devices, told }
}
