//! `backstride days`: one row per calendar day.

use anyhow::Error;

use super::{
    args::{Common, RowsArgs},
    exit::Exit,
    job::{self, Job},
    say,
};
use crate::{history::History, load::DayRow, output::json};

/// Prints the days.
pub(super) fn run(common: &Common, args: &RowsArgs) -> Result<Exit, Error> {
    let job = Job::new(common, &args.exports.exports)?;
    let log = job.log()?;
    let gathered = job.gather(None)?;
    let log = job.diary(log, &gathered);
    let history = History::new(&gathered, log.as_ref(), &job.config);
    let rows: Vec<DayRow<'_>> = history.day_rows().collect();
    if args.json {
        say::print_json(&json::days(&rows))?;
    } else {
        // A terminal gets the same rows as a spreadsheet: there are too many columns for a table.
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in json::days_csv(&rows) {
            writer.write_record(row)?;
        }
        say::print(&String::from_utf8(writer.into_inner()?)?)?;
    }
    say::summary(common, &gathered);
    say::next_step(common, &gathered);
    Ok(job::exit(common, &gathered))
}
