//! How much was run.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    model::Provenance,
    page::{LoadSeries, Spike, Week, shape},
    say::{load_unit, titles, voice::Spoken},
};

#[derive(Serialize)]
pub(super) struct Load<'a> {
    runs: usize,
    distance_m: Option<f64>,
    running_min: Option<f64>,
    rest_days: usize,
    longest_m: Option<f64>,
    spikes: &'a [Spike],
    /// A rise in how much was run, in words; `null` where it stayed within what is told as one.
    volume: Option<VolumeOut>,
    weeks: &'a [Week],
    provenance: Provenance,
    previous_distance_m: Option<f64>,
    previous_longest_m: Option<f64>,
    previous_days_without_run: Option<usize>,
    previous_days_known: Option<usize>,
    longest_date: Option<Date>,
    longest_ratio: Option<f64>,
    days_without_run: usize,
    longest_streak_days: usize,
    weeks_since_lighter: Option<usize>,
    weeks_since_off: Option<usize>,
    steps: Option<f64>,
    #[serde(flatten, serialize_with = "shape::steps_by_slope")]
    steps_by_slope: Option<(f64, f64, f64)>,
    session_rpe_load_au: Option<f64>,
}

impl<'a> Load<'a> {
    pub(super) fn of(Spoken { facts: page, voice }: Spoken<'a>) -> Load<'a> {
        let load = &page.load;
        Load {
            runs: page.coverage.runs,
            distance_m: page.coverage.distance_m,
            running_min: page.coverage.running_min,
            rest_days: load.rest_days,
            longest_m: load.longest.map(|(_, metres)| metres),
            spikes: &load.spikes,
            volume: load.volume.as_ref().map(|volume| VolumeOut {
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
            steps_by_slope: load.steps_by_slope,
            session_rpe_load_au: load.session_rpe_load_au,
        }
    }
}

/// The load as one number a day, with its unit in words.
#[derive(Serialize)]
pub(super) struct SeriesOut<'a> {
    unit: &'static str,
    why: &'static str,
    #[serde(flatten)]
    series: &'a LoadSeries,
}

impl<'a> SeriesOut<'a> {
    pub(super) fn of(series: &'a LoadSeries) -> SeriesOut<'a> {
        let (unit, why) = (load_unit::name(series.unit), load_unit::why(series.unit));
        SeriesOut { unit, why, series }
    }
}

#[derive(Serialize)]
struct VolumeOut {
    words: String,
    period_ratio: Option<f64>,
    week_ratio: Option<f64>,
    thin_base: bool,
}
