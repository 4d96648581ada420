//! One row per activity.

use std::borrow::Borrow;

use super::{Cells, Column, Of, Table};
use crate::{
    metrics::ROLL,
    model::{CadenceUnit, Device, Sex},
    outing::Outing,
};

/// One row per activity: what it is, its totals, what stands behind it, and a column for the value
/// of each metric. How each value came to be stands in [`readings`](super::readings()).
pub fn runs<O: Borrow<Outing>>(outings: &[O]) -> Table {
    let rows: Vec<&Outing> = outings.iter().map(Borrow::borrow).collect();
    metrics(structure(evidence(totals(identity(Of::rows(&rows)))))).table()
}

type Runs<'r> = Of<'r, &'r Outing>;

fn identity(runs: Runs<'_>) -> Runs<'_> {
    runs.text("activity_id", "the file's hash and the session's number", |run| Some(run.key()))
        .day("date", "local calendar day", |run| Some(run.date()))
        .moment("started", "when it began", |run| Some(run.started))
        .number("utc_offset_s", "seconds that the local clock was ahead", |run| {
            Some(f64::from(run.local.utc_offset_s))
        })
        .text("path", "the file, below the folder that was named", |run| Some(run.shown_path()))
        .text("format", "fit, gpx or tcx", |run| Some(run.format.key().to_owned()))
        .text("sport", "sport in the FIT profile's spelling", |run| {
            Some(run.sport.sport.to_string())
        })
        .text("sub_sport", "its kind", |run| run.sport.sub_sport.as_ref().map(ToString::to_string))
        .flag("is_run", "whether it counts as a run", |run| Some(run.is_run()))
        .text("is_run_because", "what told that", |run| Some(run.counted.key().to_owned()))
}

fn totals(runs: Runs<'_>) -> Runs<'_> {
    runs.number("distance_m", "metres", |run| run.totals.distance_m)
        .number("elapsed_s", "seconds from start to end", |run| run.totals.elapsed_s)
        .number("timer_s", "seconds with the timer running", |run| run.totals.timer_s)
        .number("running_s", "seconds run", |run| run.totals.running_s)
        .number("walking_s", "seconds walked", |run| run.totals.walking_s)
        .number("steps", "steps run, both feet", |run| run.totals.steps.map(f64::round))
        .number("steps_up", "of those, uphill (slope beyond 3 %)", |run| {
            run.totals.steps_up.map(f64::round)
        })
        .number("steps_level", "on the level", |run| run.totals.steps_level.map(f64::round))
        .number("steps_down", "downhill", |run| run.totals.steps_down.map(f64::round))
        .number("ascent_m", "metres climbed", |run| run.totals.ascent_m)
        .number("descent_m", "metres descended", |run| run.totals.descent_m)
        .number("heart_rate_bpm", "mean heart rate", |run| run.totals.heart_rate_bpm)
        .number("rpe", "perceived exertion from the watch, 0 to 10", |run| run.rpe)
        .text("cadence_unit", "what the file's cadence counts", |run| {
            Some(run.cadence.unit.key().to_owned())
        })
}

fn evidence(runs: Runs<'_>) -> Runs<'_> {
    let named = |of: fn(&Device) -> Option<&str>| {
        move |run: &&Outing| run.device.as_ref().and_then(of).map(str::to_owned)
    };
    runs.number("feel", "how it felt, 0 (very weak) to 100, from the watch", |run| run.feel)
        .text("manufacturer", "maker of the device", named(|it| it.manufacturer.as_deref()))
        .text("product", "the device", named(|it| it.product.as_deref()))
        .text("sensor", "what stands behind the form channels", |run| Some(run.sensor.to_string()))
        .text("recording", "every_second or spaced", |run| {
            Some(run.sensor.recording.key().to_owned())
        })
        .flag("indoor", "indoors, where speed is the watch's guess", |run| Some(run.indoor))
        .count("merged_files", "other files of the same run that were taken in", |run| {
            run.merged_from.len()
        })
        .number("cadence_median_per_min", "median of the file's cadence", |run| {
            run.cadence.median_per_min
        })
        .number("step_length_m_if_strides", "step length if it counts strides", |run| {
            run.cadence.step_length_m(CadenceUnit::Strides)
        })
        .number("step_length_m_if_steps", "step length if it counts steps", |run| {
            run.cadence.step_length_m(CadenceUnit::Steps)
        })
        .text("cadence_reason", "how it was settled what cadence counts", |run| {
            Some(run.cadence.reason.to_string())
        })
        .number("from_watch_height_m", "height, where the watch told it", |run| {
            run.from_watch.height_m
        })
        .number("from_watch_mass_kg", "mass, where the watch told it", |run| run.from_watch.mass_kg)
        .text("from_watch_sex", "sex, where the watch told it", |run| {
            run.from_watch.sex.map(|sex| Sex::key(sex).to_owned())
        })
        .number("from_watch_hr_max_bpm", "highest heart rate, where the watch told it", |run| {
            run.from_watch.hr_max_bpm
        })
        .number("from_watch_hr_rest_bpm", "resting heart rate, where the watch told it", |run| {
            run.from_watch.hr_rest_bpm
        })
}

fn structure(runs: Runs<'_>) -> Runs<'_> {
    runs.number("intervals_reps", "walk-run intervals: how many", |run| {
        run.structure.intervals.map(|found| found.reps as f64)
    })
    .number("intervals_run_s", "seconds run in each, to the nearest 15", |run| {
        run.structure.intervals.map(|found| found.run_s)
    })
    .number("intervals_walk_s", "seconds walked in each, to the nearest 15", |run| {
        run.structure.intervals.map(|found| found.walk_s)
    })
    .number("intervals_running_s", "seconds run in all of them", |run| {
        run.structure.intervals.map(|found| found.running_s)
    })
    .number("warm_up_s", "easy start", |run| run.structure.ends.and_then(|ends| ends.warm_up_s))
    .number("cool_down_s", "easy end", |run| run.structure.ends.and_then(|ends| ends.cool_down_s))
}

fn metrics(mut runs: Runs<'_>) -> Runs<'_> {
    for metric in ROLL {
        let cells = runs.rows.iter().map(|run| run.value(metric.key).filter(|it| it.is_finite()));
        let cells = Cells::Numbers(cells.collect());
        let source = metric.sources.first();
        runs.columns.push(Column { key: metric.key, what: metric.name, source, cells });
    }
    runs
}
