//! `backstride days`: one row per calendar day.

use anyhow::Error;

use super::{
    Exit,
    args::{Common, RowsArgs},
    job::{self, Job},
    say,
};
use crate::report::{
    assemble,
    json::{self, DayRow},
};

/// Prints the days.
pub(super) fn run(common: &Common, args: &RowsArgs) -> Result<Exit, Error> {
    let job = Job::new(common, &args.exports.exports)?;
    let log = job.log()?;
    let gathered = job.gather(None)?;
    let log = job.diary(log, &gathered);
    let history = assemble::History::new(&gathered, log.as_ref(), &job.config, job.units)?;
    let told = |date| history.log().and_then(|log| log.day(date));
    let rows: Vec<DayRow> =
        history.loads().iter().map(|day| DayRow::of(day).with_diary(told(day.date))).collect();
    if args.json {
        say::print_json(&json::days(&rows))?;
    } else {
        // A terminal gets the same rows as a spreadsheet: there are too many columns for a table.
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &rows {
            writer.serialize(row)?;
        }
        say::print(&String::from_utf8(writer.into_inner()?)?)?;
    }
    say::summary(common, &gathered);
    say::next_step(common, &gathered);
    Ok(job::exit(common, &gathered))
}
