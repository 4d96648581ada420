//! How much was run.

use serde::Serialize;

use crate::output::document::object;
use crate::{
    model::Provenance,
    page::LoadSeries,
    say::{load_unit, titles, voice::Spoken},
};

pub(super) fn load(Spoken { facts: page, voice }: Spoken<'_>) -> impl Serialize {
    let load = &page.load;
    object! {
        runs: page.coverage.runs,
        distance_m: page.coverage.distance_m,
        running_min: page.coverage.running_min,
        rest_days: load.rest_days,
        longest_m: load.longest.map(|(_, metres)| metres),
        spikes: &load.spikes,
        /// A rise in how much was run, in words; `null` where it stayed within what is told as one.
        volume: load.volume.as_ref().map(|volume| object! {
            words: titles::volume(volume, &page.period, voice),
            period_ratio: volume.period_ratio,
            week_ratio: volume.week.map(|(ratio, _)| ratio),
            thin_base: volume.is_thin,
        }),
        weeks: &load.weeks,
        provenance: Provenance::Derived,
        previous_distance_m: load.before.and_then(|before| before.distance_m),
        previous_longest_m: load.before.and_then(|before| before.longest_m),
        previous_days_without_run: load.before.map(|before| before.days_without_run),
        previous_days_known: load.before.map(|before| before.days_known),
        longest_date: load.longest.map(|(date, _)| date),
        longest_ratio: load.longest_ratio,
        days_without_run: load.days_without_run,
        longest_streak_days: load.longest_streak,
        weeks_since_lighter: load.weeks_since_lighter,
        weeks_since_off: load.weeks_since_off,
        steps: load.steps,
        steps_up: load.steps_by_slope.map(|(up, ..)| up),
        steps_level: load.steps_by_slope.map(|(_, level, _)| level),
        steps_down: load.steps_by_slope.map(|(.., down)| down),
        session_rpe_load_au: load.session_rpe_load_au,
    }
}

/// The load as one number a day, with its unit in words.
pub(super) fn series(series: &LoadSeries) -> impl Serialize {
    let (unit, why) = (load_unit::name(series.unit), load_unit::why(series.unit));
    object! { unit: unit, why: why, #[serde(flatten)] series: series }
}
