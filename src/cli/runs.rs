//! `backstride runs`: one row per activity.

use anyhow::Error;

use super::{
    args::{Common, RowsArgs},
    exit::Exit,
    job::{self, Job},
    say,
};
use crate::{
    metrics::ROLL, model::defused, outing::Outing, output::json, pipeline::Gathered, say::words,
};

/// What stands behind a number of the table.
const LEGEND: &str = "● measured · ◐ calculated · ○ estimated by a model · – not known";

/// Prints the activities.
pub(super) fn run(common: &Common, args: &RowsArgs) -> Result<Exit, Error> {
    let job = Job::new(common, &args.exports.exports)?;
    let gathered = job.gather(None)?;
    if args.json {
        say::print_json(&json::runs(&gathered))?;
    } else if args.csv {
        say::print(&csv_rows(&gathered)?)?;
    } else {
        say::show(&table(&gathered, job.units))?;
        if !common.quiet && !gathered.outings.is_empty() {
            say::note(LEGEND);
        }
    }
    say::summary(common, &gathered);
    say::next_step(common, &gathered);
    Ok(job::exit(common, &gathered))
}

/// One row an activity, one column a metric; absent is empty.
fn csv_rows(gathered: &Gathered) -> Result<String, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut head = vec![
        "id",
        "path",
        "local_date",
        "sport",
        "distance_m",
        "timer_s",
        "running_s",
        "walking_s",
        "steps",
        "heart_rate_bpm",
        "cadence_unit",
    ];
    head.extend(ROLL.iter().map(|metric| metric.key));
    writer.write_record(&head)?;
    for outing in &gathered.outings {
        let number = |value: Option<f64>| {
            value
                .and_then(crate::model::rounded)
                .map_or_else(String::new, |value| value.to_string())
        };
        let totals = &outing.totals;
        let mut row = vec![
            outing.key(),
            defused(&outing.shown_path()).into_owned(),
            outing.date().to_string(),
            defused(&outing.sport.sport).into_owned(),
        ];
        row.extend(
            [
                totals.distance_m,
                totals.timer_s,
                totals.running_s,
                totals.walking_s,
                totals.steps,
                totals.heart_rate_bpm,
            ]
            .map(number),
        );
        row.push(outing.cadence.unit.key().to_owned());
        row.extend(ROLL.iter().map(|metric| number(outing.value(metric.key))));
        writer.write_record(&row)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// A table for people: what fits a terminal.
fn table(gathered: &Gathered, units: crate::page::Units) -> String {
    let mut text = String::new();
    for outing in &gathered.outings {
        text.push_str(&row(outing, units));
        text.push('\n');
    }
    text
}

fn row(outing: &Outing, units: crate::page::Units) -> String {
    let totals = &outing.totals;
    let distance =
        totals.distance_m.map_or_else(|| "–".to_owned(), |metres| words::distance(metres, units));
    let time = totals.timer_s.map_or_else(|| "–".to_owned(), words::clock);
    let reading = |key: &str, decimals: usize| {
        outing.estimate(key).map_or_else(
            || "–".to_owned(),
            |estimate| format!("{:.decimals$} {}", estimate.value, estimate.provenance.mark()),
        )
    };
    format!(
        "{}  {:<12} {distance:>9} {time:>8}  {:>7} spm {:>7} mm {:>7} ms  {}",
        outing.date(),
        outing.sport.sport,
        reading("cadence_spm", 0),
        reading("vertical_oscillation_mm", 0),
        reading("ground_contact_time_ms", 0),
        say::one_line(&outing.shown_path()),
    )
}
