//! One runner, from files, diary, settings and plan to everything that is said of them, as values.
//! What the command line, the Python package and engines that hold many runners have in common.
//!
//! Nothing here keeps a state, asks for the time or writes to the disk.

use jiff::civil::Date;

use crate::{
    config::{Config, ConfigError, PaperName, UnitsName},
    history::History,
    insight::plan::Plan,
    levels::{self, Table},
    load::DayRow,
    model::{Month, PrivateNotes},
    outing::{Outing, Setting},
    output::{self, Neighbours, Paper, ReportError},
    page::{Period, Units},
    pain::{ColumnMap, PainLog},
    pipeline::{self, GatherError, Gathered, Progress, Source},
    prepare::Rules,
    say::voice::Voice,
};

/// What one runner's tables and pages are made of.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The files of the runner, and of nobody else.
    pub sources: &'a [Source],
    /// The diary.
    pub log: Option<&'a PainLog>,
    /// What runner and therapist agreed on.
    pub plan: Option<&'a Plan>,
    /// The settings.
    pub config: &'a Config,
}

/// What of the pages is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pages {
    /// Nothing: tables only.
    None,
    /// `summary.json` of each month, which draws nothing.
    #[default]
    Summaries,
    /// Every file of each month's folder.
    Files,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// How much of the pages.
    pub pages: Pages,
    /// Of which months; of every month where none is named. The tables are always whole.
    pub months: &'a [Month],
    /// Threads to read and draw with.
    pub threads: usize,
}

/// Everything that is known of one runner.
#[derive(Clone, Debug, PartialEq)]
pub struct RunnerTables {
    /// One row per file.
    pub files: Table,
    /// One row per activity; a run in several files is one.
    pub runs: Table,
    /// One row per activity and metric.
    pub readings: Table,
    /// One row per calendar day.
    pub days: Table,
    /// Every month of which anything is known, newest first.
    pub months: Vec<String>,
    /// Files of the pages that were asked for, named as below the folder of output.
    pub pages: Vec<(String, Vec<u8>)>,
    /// As [`RunnerDiary::differing_nights`].
    pub differing_nights: Vec<Date>,
}

/// Why nothing could be made of a runner. A file that cannot be read is a row, not an error.
#[derive(Debug, thiserror::Error)]
pub enum RunnerError {
    /// The settings are not right.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The settings and the files contradict each other.
    #[error("{0}")]
    Contradiction(String),
    /// A month was asked for of which nothing is known.
    #[error("{month} has no run and no log row; there are {known}")]
    UnknownMonth {
        /// The month.
        month: Month,
        /// The months that there are.
        known: String,
    },
    /// Nothing could be gathered.
    #[error(transparent)]
    Gather(#[from] GatherError),
    /// A page could not be made.
    #[error(transparent)]
    Report(#[from] ReportError),
}

/// Reads and measures one runner's files and says everything of them that was asked for.
///
/// # Errors
///
/// When the settings are not right, a month that was asked for is not there, threads cannot be
/// started, or a page cannot be made.
pub fn runner(
    inputs: Inputs<'_>,
    wanted: Wanted<'_>,
    progress: Progress<'_>,
) -> Result<RunnerTables, RunnerError> {
    let Inputs { sources, log, plan, config } = inputs;
    let gathered = gather(sources, config, wanted.threads, progress)?;
    let RunnerDiary { log, differing_nights } = diary(log.cloned(), &gathered, config);
    let history = History::new(&gathered, log.as_ref(), config).with_plan(plan);
    let months = history.months();
    let pages = pages(&history, &months, config, wanted)?;
    let [runs, readings, days] = tables(&history, &gathered.outings, |_| true);
    Ok(RunnerTables {
        files: levels::files(&gathered.files),
        runs,
        readings,
        days,
        months: months.into_iter().map(|month| month.key()).collect(),
        pages,
        differing_nights,
    })
}

/// Reads and measures one runner's files and settles which of them are one run.
///
/// # Errors
///
/// When the settings are not right or contradict the files, or threads cannot be started.
pub fn gather(
    sources: &[Source],
    config: &Config,
    threads: usize,
    progress: Progress<'_>,
) -> Result<Gathered, RunnerError> {
    let setting = setting(config)?;
    let gathered = pipeline::gather_sources(sources, threads, &setting, progress)?;
    refuse_runs_before_birth(&gathered, config)?;
    Ok(gathered)
}

/// What measuring knows of the settings.
///
/// # Errors
///
/// When there is no zone of a name in them.
pub fn setting(config: &Config) -> Result<Setting, RunnerError> {
    Ok(Setting {
        runner: config.runner.clone(),
        rules: Rules { cadence_unit: config.cadence_unit, sensors: config.sensors.clone() },
        time_zone: config.time_zone()?,
        notes: match config.pain.note_tag {
            Some(_) => PrivateNotes::Kept,
            None => PrivateNotes::Unread,
        },
        health_diary: config.import.health_diary,
    })
}

fn refuse_runs_before_birth(gathered: &Gathered, config: &Config) -> Result<(), RunnerError> {
    let Some(year) = config.runner.birth_year else { return Ok(()) };
    // The newest: a file whose clock was never set is of 1970.
    match gathered.outings.iter().map(Outing::date).max() {
        Some(day) if day.year() <= year => Err(RunnerError::Contradiction(format!(
            "`runner.birth_year` is {year}, and the newest activity is of {day}; write the year \
             in which the runner was born"
        ))),
        Some(_) | None => Ok(()),
    }
}

/// A runner's diary, from all that tells of days.
#[derive(Clone, Debug, Default)]
pub struct RunnerDiary {
    /// The diary; none where nothing tells of a day.
    pub log: Option<PainLog>,
    /// Days on which the log and an account's own diary tell sleep more than an hour apart: the log
    /// counts.
    pub differing_nights: Vec<Date>,
}

/// The diary: the log, under it what the tag in private notes says, where one is set, and under both
/// the hours of sleep of an account's own diary, where that was asked for.
pub fn diary(log: Option<PainLog>, gathered: &Gathered, config: &Config) -> RunnerDiary {
    let noted = with_notes(log, gathered, config);
    let Some((log, differing_nights)) = noted.map(|log| log.with_nights(&gathered.health.sleep_h))
    else {
        return RunnerDiary::default();
    };
    RunnerDiary { log: Some(log), differing_nights }
}

fn with_notes(log: Option<PainLog>, gathered: &Gathered, config: &Config) -> Option<PainLog> {
    let Some(tag) = &config.pain.note_tag else { return log };
    let noted = gathered
        .outings
        .iter()
        .filter_map(|outing| Some((outing.date(), outing.private_note.as_deref()?)));
    let diary = log.clone().unwrap_or_default().with_notes(noted, tag);
    if diary.is_empty() { log } else { Some(diary) }
}

/// How the log's columns are called.
pub fn columns(config: &Config) -> ColumnMap {
    ColumnMap { columns: config.pain.columns.clone(), date_format: config.pain.date_format.clone() }
}

/// Runs, readings and days, of the days that are asked for.
pub fn tables(
    history: &History<'_>,
    outings: &[Outing],
    is_asked: impl Fn(Date) -> bool,
) -> [Table; 3] {
    let days: Vec<DayRow<'_>> = history.day_rows().filter(|day| is_asked(day.load.date)).collect();
    let outings: Vec<&Outing> = outings.iter().filter(|outing| is_asked(outing.date())).collect();
    [levels::runs(&outings), levels::readings(&outings), levels::days(&days)]
}

/// The units on the page.
pub fn units(config: &Config) -> Units {
    match config.report.units {
        Some(UnitsName::Imperial) => Units::Imperial,
        Some(UnitsName::Metric) | None => Units::Metric,
    }
}

/// The paper of pictures and PDF.
pub fn paper(config: &Config) -> Paper {
    match config.report.paper {
        Some(PaperName::Letter) => Paper::Letter,
        Some(PaperName::A4) | None => Paper::A4,
    }
}

/// The files of the months that are asked for, newest first.
fn pages(
    history: &History<'_>,
    months: &[Period],
    config: &Config,
    wanted: Wanted<'_>,
) -> Result<Vec<(String, Vec<u8>)>, RunnerError> {
    let is_asked = |period: &&Period| {
        wanted.months.is_empty()
            || wanted.months.iter().any(|month| month.to_string() == period.key())
    };
    let known = || months.iter().map(Period::key);
    let unknown = |month: &&Month| !known().any(|key| key == month.to_string());
    if let Some(&month) = wanted.months.iter().find(unknown) {
        let known = known().collect::<Vec<_>>().join(", ");
        return Err(RunnerError::UnknownMonth { month, known });
    }
    if wanted.pages == Pages::None {
        return Ok(Vec::new());
    }
    let voice = Voice::of(units(config));
    let asked: Vec<&Period> = months.iter().filter(is_asked).collect();
    let named = |period: &&Period| (period.key(), voice.title(period));
    let draw = |at: usize, period: &&Period| -> Result<Vec<(String, Vec<u8>)>, RunnerError> {
        let page = history.page(period, voice.units);
        let page = voice.tells(&page);
        if wanted.pages == Pages::Summaries {
            let summary = output::summary(page).map_err(ReportError::from)?;
            return Ok(vec![(format!("{}/summary.json", period.key()), summary.into_bytes())]);
        }
        let neighbours = Neighbours {
            previous: asked.get(at + 1).map(named),
            next: at.checked_sub(1).and_then(|at| asked.get(at)).map(named),
        };
        let files = output::files(page, &neighbours, paper(config))?;
        let below = |(name, bytes)| (format!("{}/{name}", period.key()), bytes);
        Ok(files.into_iter().map(below).collect())
    };
    let mut pages = Vec::new();
    pipeline::each_in_order(&asked, wanted.threads, draw, |drawn| -> Result<(), RunnerError> {
        pages.extend(drawn?);
        Ok(())
    })?;
    Ok(pages)
}
