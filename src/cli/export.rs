//! `backstride export`: the tables, for other programs.

use anyhow::Error;

use super::{
    Exit,
    args::{Common, ExportArgs, ExportFormat},
    job::{self, Job},
    say,
};
use crate::{
    disk::OutFolder,
    report::assemble,
    tables::{self, Form},
};

/// Writes runs, readings and days, one file each.
pub(super) fn run(common: &Common, args: &ExportArgs) -> Result<Exit, Error> {
    let job = Job::new(common, &args.exports.exports)?;
    let log = job.log()?;
    let gathered = job.gather(Some(&args.out))?;
    let log = job.diary(log, &gathered);
    let history = assemble::History::new(&gathered, log.as_ref(), &job.config, job.units)?;
    let form = match args.format {
        ExportFormat::Parquet => Form::Parquet,
        ExportFormat::Csv => Form::Csv,
        ExportFormat::Arrow => Form::Arrow,
    };
    let out = OutFolder::open(&args.out)?;
    let tables = [
        ("runs", tables::runs(&gathered.outings)?),
        ("readings", tables::readings(&gathered.outings)?),
        ("days", tables::days(history.loads())?),
    ];
    for (name, mut table) in tables {
        let path =
            out.write(&format!("{name}.{}", form.ending()), &tables::bytes(&mut table, form)?)?;
        say::print(&format!("{}\n", path.display()))?;
    }
    say::summary(common, &gathered);
    Ok(job::exit(common, &gathered))
}
