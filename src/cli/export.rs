//! `backstride export`: the tables, for other programs.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Error;

use super::{
    Exit,
    args::{Common, ExportArgs, ExportFormat},
    job::{self, Job},
    say,
};
use crate::{
    disk::OutFolder,
    pipeline::{self, Gathered},
    report::assemble,
    tables::{self, Form},
    track::{self, Cut, Times},
};

/// Writes runs, readings and days, one file each.
pub(super) fn run(common: &Common, args: &ExportArgs) -> Result<Exit, Error> {
    let job = Job::new(common, &args.exports.exports)?;
    let log = job.log()?;
    let gathered = job.gather(Some(&args.out))?;
    let log = job.diary(log, &gathered);
    let form = match args.format {
        ExportFormat::Parquet => Form::Parquet,
        ExportFormat::Csv => Form::Csv,
        ExportFormat::Arrow => Form::Arrow,
        ExportFormat::Gpx => {
            tracks(&job, args, &gathered)?;
            say::summary(common, &gathered);
            return Ok(job::exit(common, &gathered));
        }
    };
    let history = assemble::History::new(&gathered, log.as_ref(), &job.config, job.units)?;
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

/// Writes a cut copy of each run's track, named by its day and its place in the day.
fn tracks(job: &Job, args: &ExportArgs, gathered: &Gathered) -> Result<(), Error> {
    let times = if args.with_times { Times::Written } else { Times::Left };
    let cut = Cut { trim_m: f64::from(args.trim_m), times };
    let mut in_day: BTreeMap<_, usize> = BTreeMap::new();
    let mut names = BTreeMap::new();
    for outing in gathered.outings.iter().filter(|outing| outing.is_run()) {
        let nth = in_day.entry(outing.date()).or_default();
        *nth += 1;
        names.insert((outing.id, outing.number), format!("{}-{nth}.gpx", outing.date()));
    }
    let sources = pipeline::find(&job.exports, std::slice::from_ref(&args.out))?;
    let out = OutFolder::open(&args.out)?;
    let mut done = BTreeSet::new();
    let mut written: Result<(), Error> = Ok(());
    pipeline::each_activity(&sources, |activity| {
        for (number, session) in (1..).zip(&activity.sessions) {
            let key = (activity.id, number);
            let Some(name) = names.get(&key) else { continue };
            if written.is_err() || !done.insert(key) {
                continue;
            }
            written = track::gpx(activity, session, cut).map_err(Error::from).and_then(|bytes| {
                let Some(bytes) = bytes else { return Ok(()) };
                let path = out.write(name, &bytes)?;
                say::print(&format!("{}\n", path.display()))
            });
        }
    });
    written?;
    say::print(&format!(
        "These files hold places; the first and last {} m of each run are left out. Heart rate and \
         cadence are not in them: the crate that writes them has no room for either.\n",
        args.trim_m
    ))
}
