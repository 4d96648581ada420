//! Runs that the diary tells and no file holds.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{RunLoad, session_rpe_load_au};
use crate::{model::PainEntry, pain::PainLog};

const METRES_PER_KM: f64 = 1000.0;

/// The runs of days on which the log tells a run and no file holds one: each row with a length is a
/// run of that length, as far as it is told; a day whose rows have none is one run of a length that is
/// not known.
pub fn reported_runs(log: &PainLog, recorded: &[RunLoad]) -> Vec<RunLoad> {
    let ran: BTreeSet<Date> =
        recorded.iter().filter(|run| run.is_run).map(|run| run.date).collect();
    let days = log.entries().chunk_by(|a, b| a.date == b.date);
    days.filter(|rows| rows.first().is_some_and(|row| !ran.contains(&row.date)))
        .flat_map(of_day)
        .collect()
}

fn of_day(rows: &[PainEntry]) -> Vec<RunLoad> {
    let long = |row: &&PainEntry| row.run_min.or(row.run_km).is_some_and(|length| length > 0.0);
    let with_length: Vec<RunLoad> = rows.iter().filter(long).map(run).collect();
    let told = || rows.iter().find(|row| row.tells_a_run()).map(run);
    if with_length.is_empty() { told().into_iter().collect() } else { with_length }
}

fn run(row: &PainEntry) -> RunLoad {
    RunLoad {
        started: row.time_local,
        device: "the log".to_owned(),
        distance_m: row.run_km.filter(|km| *km > 0.0).map(|km| km * METRES_PER_KM),
        running_min: row.run_min.filter(|min| *min > 0.0),
        session_rpe_load_au: row
            .rpe
            .zip(row.run_min)
            .map(|(rpe, min)| session_rpe_load_au(rpe, min)),
        reported: true,
        ..RunLoad::on(row.date)
    }
}
