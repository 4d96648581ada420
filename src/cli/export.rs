//! `backstride export`: tables, tracks and a clinic's Bundle, for other programs.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::{Context as _, Error, bail};
use jiff::civil::Date;

#[cfg(feature = "tables")]
use super::args::TableArg;
use super::{
    args::{Common, ExportArgs, ExportFormat},
    exit::Exit,
    job::{self, Job},
    say,
};
#[cfg(feature = "tables")]
use crate::{
    cohort,
    history::History,
    levels,
    output::tables::{self, Form},
};
use crate::{
    disk::OutFolder,
    model::{Activity, Channel, Month, Session},
    outing::Outing,
    output::{
        fhir::Bundle,
        track::{self, Times, TrackEnds},
    },
    pain::PainLog,
    pipeline::{self, Gathered},
};

const WHO_IS_IN_A_BUNDLE: &str = "a Bundle names nobody: whoever files it attaches the patient. It \
    holds dates, and times of day of runs";

/// Writes what the form asks for, of every month or of those that were named.
pub(super) fn run(common: &Common, args: &ExportArgs) -> Result<Exit, Error> {
    let job = Job::new(common, &args.exports.exports)?;
    let log = job.log()?;
    let gathered = job.gather(args.out.as_deref())?;
    let log = job.diary(log, &gathered);
    let known = months(&gathered, log.as_ref());
    refuse_unknown(&args.month, &known)?;
    say::summary(common, &gathered);
    let exit = job::exit(common, &gathered);
    match args.format {
        #[cfg(feature = "tables")]
        ExportFormat::Parquet => tables(&job, args, &gathered, (log, Form::Parquet))?,
        #[cfg(feature = "tables")]
        ExportFormat::Csv => tables(&job, args, &gathered, (log, Form::Csv))?,
        #[cfg(feature = "tables")]
        ExportFormat::Arrow => tables(&job, args, &gathered, (log, Form::Arrow))?,
        ExportFormat::Fhir => {
            bundles(args, &gathered, log.as_ref(), &known)?;
            if !common.quiet {
                say::note(WHO_IS_IN_A_BUNDLE);
            }
        }
        ExportFormat::Gpx => tracks(&job, args, &gathered)?,
    }
    Ok(exit)
}

/// Every month with an activity or a row of the diary.
fn months(gathered: &Gathered, log: Option<&PainLog>) -> BTreeSet<Month> {
    let rows = log.into_iter().flat_map(PainLog::entries).map(|entry| entry.date);
    gathered.outings.iter().map(Outing::date).chain(rows).map(Month::of).collect()
}

fn refuse_unknown(asked: &[Month], known: &BTreeSet<Month>) -> Result<(), Error> {
    match asked.iter().find(|month| !known.contains(month)) {
        None => Ok(()),
        Some(month) => {
            let known: Vec<String> = known.iter().map(Month::to_string).collect();
            bail!("{month} has no run and no log row; there are {}", known.join(", "))
        }
    }
}

/// Whether a day lies in a month that was asked for; every day does where none was.
fn is_asked(asked: &[Month], day: Date) -> bool {
    asked.is_empty() || asked.iter().any(|month| month.contains(day))
}

/// Writes runs, readings and days, one file each; without a folder the one that was named, to
/// standard output.
#[cfg(feature = "tables")]
fn tables(
    job: &Job,
    args: &ExportArgs,
    gathered: &Gathered,
    (log, form): (Option<PainLog>, Form),
) -> Result<(), Error> {
    let history = History::new(gathered, log.as_ref(), &job.config);
    let made = cohort::tables(&history, &gathered.outings, |day| is_asked(&args.month, day));
    let tables = TableArg::ALL.into_iter().zip(made);
    let Some(out) = &args.out else {
        let asked = |(name, _): &(TableArg, levels::Table)| *name == args.table;
        let Some((_, table)) = tables.into_iter().find(asked) else { return Ok(()) };
        return say::print_bytes(&tables::streamed(&mut tables::table(table)?, form)?);
    };
    let out = OutFolder::open(out)?;
    let tables: Vec<(TableArg, levels::Table)> = tables.collect();
    let named = tables.iter().map(|(name, table)| (name.key(), table));
    out.write("schema.json", &serde_json::to_vec_pretty(&levels::schema(named))?)?;
    for (name, table) in tables {
        let bytes = tables::bytes(&mut tables::table(table)?, form)?;
        let path = out.write(&format!("{}.{}", name.key(), form.ending()), &bytes)?;
        say::print(&format!("{}\n", path.display()))?;
    }
    Ok(())
}

/// The folder, which all but tables need.
fn folder(args: &ExportArgs) -> Result<&Path, Error> {
    args.out.as_deref().context("where shall the files go? name a folder with --out")
}

/// Writes a Bundle for each month that has something to put in one.
fn bundles(
    args: &ExportArgs,
    gathered: &Gathered,
    log: Option<&PainLog>,
    known: &BTreeSet<Month>,
) -> Result<(), Error> {
    let out = OutFolder::open(folder(args)?)?;
    for month in known.iter().filter(|month| is_asked(&args.month, month.first())) {
        let runs = gathered.outings.iter().filter(|outing| month.contains(outing.date()));
        let rows = log.into_iter().flat_map(PainLog::entries);
        let bundle = Bundle::of(runs, rows.filter(|entry| month.contains(entry.date)));
        if bundle.is_empty() {
            continue;
        }
        let path = out.write(&format!("{month}.fhir.json"), &bundle.json()?)?;
        say::print(&format!("{}\n", path.display()))?;
    }
    Ok(())
}

/// Writes a cut copy of each run's track, named by its day and its place in the day.
fn tracks(job: &Job, args: &ExportArgs, gathered: &Gathered) -> Result<(), Error> {
    let times = if args.with_times { Times::Written } else { Times::Left };
    let mut in_day: BTreeMap<_, usize> = BTreeMap::new();
    let mut names = BTreeMap::new();
    let asked = |outing: &&Outing| outing.is_run() && is_asked(&args.month, outing.date());
    for outing in gathered.outings.iter().filter(asked) {
        let nth = in_day.entry(outing.date()).or_default();
        *nth += 1;
        names.insert((outing.id, outing.number), format!("{}-{nth}.gpx", outing.date()));
    }
    let folder = folder(args)?;
    let sources = pipeline::find(&job.exports, &job.but_not(Some(folder)))?;
    let out = OutFolder::open(folder)?;
    let mut done = BTreeSet::new();
    let (mut left_out, mut is_any_written) = (Vec::new(), false);
    let mut written: Result<(), Error> = Ok(());
    // Home is where another run began: the ends of all sessions count for each copy.
    let mut ends = Vec::new();
    pipeline::each_activity(&sources, |activity| ends.extend(track::ends(activity)));
    let ends = TrackEnds::of(ends, f64::from(args.trim_m));
    pipeline::each_activity(&sources, |activity| {
        for (number, session) in (1..).zip(&activity.sessions) {
            let key = (activity.id, number);
            let Some(name) = names.get(&key) else { continue };
            if written.is_err() || !done.insert(key) {
                continue;
            }
            let bytes = track::gpx(activity, session, &ends, times).map_err(Error::from);
            written = bytes.and_then(|bytes| {
                let Some(bytes) = bytes else {
                    left_out.push((name.as_str(), has_places(activity, session)));
                    return Ok(());
                };
                let path = out.write(name, &bytes)?;
                is_any_written = true;
                say::print(&format!("{}\n", path.display()))
            });
        }
    });
    written?;
    tell_left_out(&left_out, args.trim_m);
    if !is_any_written {
        say::note("no file was written: no run that was asked for leaves a track");
        return Ok(());
    }
    say::print(&format!(
        "These files hold places; nothing within {} m of where any session of the export starts or ends is in them. Heart rate and \
         cadence are not in them: these copies hold the track alone.\n",
        args.trim_m
    ))
}

fn has_places(activity: &Activity, session: &Session) -> bool {
    let latitudes = activity.samples.values(Channel::Latitude).unwrap_or_default();
    latitudes.get(session.span.clone()).unwrap_or_default().iter().any(|it| it.is_finite())
}

/// So many runs that are left out are named.
const NAMED: usize = 20;

/// Says which runs have no file, and why; those without places are counted.
fn tell_left_out(left_out: &[(&str, bool)], trim_m: u32) {
    let (short, placeless): (Vec<_>, Vec<_>) =
        left_out.iter().partition(|(_, has_places)| *has_places);
    let mut names: Vec<String> = short
        .iter()
        .take(NAMED)
        .map(|(name, _)| name.trim_end_matches(".gpx").to_owned())
        .collect();
    if short.len() > NAMED {
        names.push(format!("and {} more", short.len() - NAMED));
    }
    if !short.is_empty() {
        say::note(&format!(
            "left out, since nothing of them lies farther than {trim_m} m from where a session starts or ends (a \
             smaller --trim-m leaves more): {}",
            names.join(", ")
        ));
    }
    if !placeless.is_empty() {
        let runs = say::counted(placeless.len(), "run has", "runs have");
        say::note(&format!("left out: {runs} no places, as on a treadmill"));
    }
}
