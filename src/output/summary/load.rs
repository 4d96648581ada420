//! How much was run.

use jiff::civil::Date;
use serde::Serialize;

use super::{Number, number};
use crate::{
    model::Provenance,
    page::{Page, Spike, Week},
};

#[derive(Serialize)]
pub(super) struct Load {
    runs: usize,
    distance_m: Option<Number>,
    running_min: Option<Number>,
    rest_days: usize,
    longest_m: Option<Number>,
    spikes: Vec<SpikeOut>,
    /// A rise in how much was run, in words; `null` where it stayed within what is told as one.
    volume: Option<VolumeOut>,
    weeks: Vec<WeekOut>,
    provenance: Provenance,
    previous_distance_m: Option<Number>,
    previous_longest_m: Option<Number>,
    previous_days_without_run: Option<usize>,
    previous_days_known: Option<usize>,
    longest_date: Option<Date>,
    longest_ratio: Option<Number>,
    days_without_run: usize,
    longest_streak_days: usize,
    weeks_since_lighter: Option<usize>,
    weeks_since_off: Option<usize>,
    steps: Option<Number>,
    steps_up: Option<Number>,
    steps_level: Option<Number>,
    steps_down: Option<Number>,
    session_rpe_load_au: Option<Number>,
}

impl Load {
    pub(super) fn of(page: &Page) -> Load {
        let load = &page.load;
        Load {
            runs: page.coverage.runs,
            distance_m: number(page.coverage.distance_m),
            running_min: number(page.coverage.running_min),
            rest_days: load.rest_days,
            longest_m: load.longest.map(|(_, metres)| Number(metres)),
            spikes: load.spikes.iter().map(SpikeOut::of).collect(),
            volume: load.volume.as_ref().map(|volume| VolumeOut {
                words: volume.words.clone(),
                period_ratio: number(volume.period_ratio),
                week_ratio: number(volume.week_ratio),
                thin_base: volume.is_thin,
            }),
            weeks: load.weeks.iter().map(WeekOut::of).collect(),
            provenance: Provenance::Derived,
            previous_distance_m: number(load.before.and_then(|before| before.distance_m)),
            previous_longest_m: number(load.before.and_then(|before| before.longest_m)),
            previous_days_without_run: load.before.map(|before| before.days_without_run),
            previous_days_known: load.before.map(|before| before.days_known),
            longest_date: load.longest.map(|(date, _)| date),
            longest_ratio: number(load.longest_ratio),
            days_without_run: load.days_without_run,
            longest_streak_days: load.longest_streak,
            weeks_since_lighter: load.weeks_since_lighter,
            weeks_since_off: load.weeks_since_off,
            steps: number(load.steps),
            steps_up: load.steps_by_slope.map(|(up, _, _)| Number(up)),
            steps_level: load.steps_by_slope.map(|(_, level, _)| Number(level)),
            steps_down: load.steps_by_slope.map(|(_, _, down)| Number(down)),
            session_rpe_load_au: number(load.session_rpe_load_au),
        }
    }
}

#[derive(Serialize)]
struct VolumeOut {
    words: String,
    period_ratio: Option<Number>,
    week_ratio: Option<Number>,
    thin_base: bool,
}

#[derive(Serialize)]
struct SpikeOut {
    date: Date,
    ratio: Number,
    class: &'static str,
    distance_m: Number,
    longest_previous_30d_m: Number,
}

impl SpikeOut {
    fn of(spike: &Spike) -> SpikeOut {
        SpikeOut {
            date: spike.date,
            ratio: Number(spike.ratio),
            class: spike.class.key(),
            distance_m: Number(spike.distance_m),
            longest_previous_30d_m: Number(spike.longest_before_m),
        }
    }
}

#[derive(Serialize)]
struct WeekOut {
    monday: Date,
    week: i8,
    distance_m: Option<Number>,
    running_min: Option<Number>,
    ascent_m: Option<Number>,
    steps_up: Option<Number>,
    steps_level: Option<Number>,
    steps_down: Option<Number>,
    runs: usize,
    longest_m: Option<Number>,
    spike_ratio: Option<Number>,
    lighter: bool,
    partial: bool,
    ramp_pct: Option<Number>,
    pain_morning: Option<Number>,
}

impl WeekOut {
    fn of(week: &Week) -> WeekOut {
        WeekOut {
            monday: week.monday,
            week: week.number,
            distance_m: number(week.distance_m),
            running_min: number(week.running_min),
            ascent_m: number(week.ascent_m),
            steps_up: number(week.steps_by_slope.map(|steps| steps.0)),
            steps_level: number(week.steps_by_slope.map(|steps| steps.1)),
            steps_down: number(week.steps_by_slope.map(|steps| steps.2)),
            runs: week.runs,
            longest_m: number(week.longest_m),
            spike_ratio: week.spike.as_ref().map(|spike| Number(spike.ratio)),
            lighter: week.lighter,
            partial: week.partial,
            ramp_pct: number(week.ramp_pct),
            pain_morning: number(week.pain_morning),
        }
    }
}
