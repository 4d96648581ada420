//! `backstride pain`: start, extend or check a diary.

use std::{
    io::{IsTerminal as _, stderr, stdin},
    path::{Path, PathBuf},
};

use anyhow::{Error, bail};
use jiff::civil::{Date, DateTime};
use serde::Serialize;

use super::{
    Exit,
    args::{AddArgs, CheckArgs, Common, PainAction, PainArgs, SizeArg, TemplateArgs},
    clock,
    job::Job,
    say, walk,
};
use crate::{
    disk::{self, DiskError},
    model::{Notice, Place},
    page::Safety,
    pain::{ColumnMap, LogProblem, PainLog, flags, read_as_far, template},
    report::{Paper, diary_sheet},
};

/// Does what was asked of the diary.
pub(super) fn run(common: &Common, args: &PainArgs) -> Result<Exit, Error> {
    match &args.action {
        PainAction::Template(args) => write_template(common, args),
        PainAction::Add(args) => add(common, args),
        PainAction::Check(args) => check(common, args),
    }
}

fn write_template(common: &Common, args: &TemplateArgs) -> Result<Exit, Error> {
    let written = match (&args.paper, &args.file) {
        (Some(path), _) => {
            let paper = match args.size {
                Some(SizeArg::A4) => Paper::A4,
                Some(SizeArg::Letter) => Paper::Letter,
                None => Job::new(common, &[PathBuf::from(".")])?.paper(),
            };
            disk::write_new(path, &diary_sheet::pdf(paper)?)?;
            path
        }
        (None, Some(path)) => {
            disk::write_new(path, template::TEMPLATE.as_bytes())?;
            path
        }
        (None, None) => {
            say::print(template::TEMPLATE)?;
            return Ok(Exit::Done);
        }
    };
    say::show(&format!("wrote {}\n", written.display()))?;
    Ok(Exit::Done)
}

/// The diary that is meant.
struct Diary {
    path: PathBuf,
    name: String,
    columns: ColumnMap,
}

impl Diary {
    /// The one named, or the config's, or the one in this folder.
    fn find(common: &Common, named: Option<&Path>) -> Result<Diary, Error> {
        let job = Job::new(common, &[PathBuf::from(".")])?;
        let Some(path) = named.or(job.log_path()) else {
            bail!(
                "there is no pain log here; name one, or write one with `backstride pain template pain-log.csv`"
            )
        };
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Diary { path: path.to_path_buf(), name, columns: job.columns() })
    }

    fn bytes(&self) -> Result<Vec<u8>, Error> {
        Ok(disk::read(&self.path)?)
    }

    fn read(&self) -> Result<(PainLog, Vec<LogProblem>), Error> {
        Ok(read_as_far(&self.bytes()?, &self.columns, &self.name))
    }

    /// Adds a row that is written now.
    fn add(&self, date: Date, now: DateTime, cells: &[(&str, &str)]) -> Result<(), AddError> {
        if date > now.date() {
            return Err(AddError::ToCome { date, today: now.date() });
        }
        let (date, now) = (date.to_string(), now.strftime("%Y-%m-%dT%H:%M").to_string());
        let mut row = vec![("date", date.as_str())];
        row.extend_from_slice(cells);
        if !cells.iter().any(|(column, _)| *column == "entered_at") {
            row.push(("entered_at", &now));
        }
        disk::rewrite(&self.path, |existing| {
            Ok(template::appended(existing, &self.columns, &self.name, &row)?)
        })
    }
}

/// Why a row was not added.
#[derive(Debug, thiserror::Error)]
enum AddError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    #[error("nothing was added: {0}")]
    Refused(#[from] template::AddError),
    #[error(
        "nothing was added: {date} is later than today, {today}; a row is of today or of a day before"
    )]
    ToCome { date: Date, today: Date },
}

fn add(common: &Common, args: &AddArgs) -> Result<Exit, Error> {
    let diary = Diary::find(common, args.file.as_deref())?;
    let mut cells: Vec<(&str, &str)> =
        args.set.iter().map(|cell| split_cell(cell)).collect::<Result<_, _>>()?;
    cells.extend(args.cells.0.iter().map(|(column, value)| (*column, value.as_str())));
    if cells.is_empty() {
        if !stdin().is_terminal() {
            bail!("there is nothing to add; say it as --morning 2 --during 3.5 --legs none");
        }
        ask(&diary, args.date)?;
    } else {
        let now = clock::now();
        let date = args.date.unwrap_or(now.date());
        diary.add(date, now, &cells)?;
        say::show(&format!("added {date} to {}\n", diary.name))?;
    }
    let (log, problems) = diary.read()?;
    if !problems.is_empty() {
        let count = say::counted(problems.len(), "problem", "problems");
        say::show(&format!("the log has {count} elsewhere; `backstride pain check` lists them\n"))?;
    }
    if let Some(safety) = safety_of(&log) {
        say::show(&safety_words(&safety))?;
    }
    Ok(Exit::Done)
}

/// Asks for the named day, or for every day that is missing.
fn ask(diary: &Diary, named: Option<Date>) -> Result<(), Error> {
    let (log, _) = diary.read()?;
    let days = named.map_or_else(|| walk::missing_days(&log, clock::now().date()), |day| vec![day]);
    let columns = walk::questions(&diary.bytes()?, &diary.columns);
    if days.is_empty() {
        return say::show(&format!("{} has every day up to today\n", diary.name));
    }
    let mut add = |day, cells: &walk::Cells| {
        let cells: Vec<(&str, &str)> =
            cells.iter().map(|(column, value)| (*column, value.as_str())).collect();
        Ok(diary.add(day, clock::now(), &cells)?)
    };
    let terminal: (&mut dyn std::io::BufRead, _) = (&mut stdin().lock(), &mut stderr().lock() as _);
    let added = walk::walk(&days, &columns, terminal, &mut add)?;
    say::show(&format!("\nadded {} to {}\n", say::counted(added, "day", "days"), diary.name))
}

fn split_cell(cell: &str) -> Result<(&str, &str), Error> {
    match cell.split_once('=') {
        Some((column, value)) => Ok((column.trim(), value.trim())),
        None => bail!("`{cell}` is no cell; write it as pain_morning=2"),
    }
}

fn check(common: &Common, args: &CheckArgs) -> Result<Exit, Error> {
    let diary = Diary::find(common, args.file.as_deref())?;
    let (mut log, problems) = diary.read()?;
    log.notices.extend(days_to_come(&log, clock::now().date()));
    let safety = safety_of(&log);
    if args.json {
        let document = Checked {
            schema: "backstride.pain-check/1",
            file: &diary.name,
            days: log.len(),
            problems: problems.iter().map(ProblemOut::of).collect(),
            notices: log.notices.iter().map(ToString::to_string).collect(),
            safety: safety.as_ref().map(SafetyOut::of),
        };
        say::print_json(&document)?;
    } else {
        say::show(&check_text(&diary.name, &log, &problems, safety.as_ref()))?;
    }
    let all_well = problems.is_empty() && safety.is_none();
    Ok(if all_well { Exit::Done } else { Exit::Findings })
}

/// What was found, for people: a warning sign before anything else.
fn check_text(
    name: &str,
    log: &PainLog,
    problems: &[LogProblem],
    safety: Option<&Safety>,
) -> String {
    let mut text = String::new();
    let days = say::counted(log.len(), "day", "days");
    let name = say::one_line(name);
    if let Some(safety) = safety {
        text.push_str(&format!(
            "{name}: {days} read; read this first:\n{}\n",
            safety_words(safety)
        ));
    }
    if !problems.is_empty() {
        text.push_str(&format!("{}\n", say::listed(problems).replace("\n  ", "\n")));
    }
    match (problems.is_empty(), safety) {
        (true, None) => text.push_str(&format!("{name}: {days} and nothing wrong\n")),
        (true, Some(_)) => text.push_str("every cell can be read\n"),
        (false, _) => {}
    }
    for notice in &log.notices {
        text.push_str(&format!("  {}\n", say::one_line(&notice.to_string())));
    }
    text
}

/// Rows of days that are still to come: a typing error in most cases. Only this subcommand knows
/// what day it is.
fn days_to_come(log: &PainLog, today: Date) -> Vec<Notice> {
    let mut days: Vec<(Date, u64)> = log
        .entries()
        .iter()
        .filter(|entry| entry.date > today)
        .map(|entry| (entry.date, entry.line))
        .collect();
    days.dedup_by_key(|(date, _)| *date);
    days.into_iter()
        .map(|(date, line)| Notice {
            key: "day_to_come",
            place: Place::Line(line),
            text: format!(
                "{date} is later than today, {today}: look whether day, month and year are right"
            )
            .into(),
        })
        .collect()
}

/// `backstride.pain-check/1`.
#[derive(Serialize)]
struct Checked<'a> {
    schema: &'static str,
    file: &'a str,
    days: usize,
    problems: Vec<ProblemOut<'a>>,
    notices: Vec<String>,
    safety: Option<SafetyOut<'a>>,
}

#[derive(Serialize)]
struct ProblemOut<'a> {
    line: u64,
    cell: Option<&'a str>,
    column: Option<&'a str>,
    value: Option<&'a str>,
    wrong: &'a str,
    allowed: &'a str,
}

impl ProblemOut<'_> {
    fn of(problem: &LogProblem) -> ProblemOut<'_> {
        ProblemOut {
            line: problem.line,
            cell: problem.cell.as_deref(),
            column: problem.column.as_deref(),
            value: problem.value.as_deref(),
            wrong: &problem.wrong,
            allowed: &problem.allowed,
        }
    }
}

#[derive(Serialize)]
struct SafetyOut<'a> {
    words: Option<String>,
    reasons: &'a [String],
}

impl SafetyOut<'_> {
    fn of(safety: &Safety) -> SafetyOut<'_> {
        SafetyOut { words: flags::words_for(safety.level), reasons: &safety.reasons }
    }
}

/// What stands in the diary that its reader must be told, if anything does.
fn safety_of(log: &PainLog) -> Option<Safety> {
    let found = flags::safety(log, log.last_day()?);
    flags::words_for(found.level).is_some().then_some(found)
}

/// What a warning sign calls for, said at once, and how long it will be said.
fn safety_words(safety: &Safety) -> String {
    let words = flags::words_for(safety.level).unwrap_or_default();
    format!(
        "\n{words}\n{}\nThis is said until a row has `cleared` as its red_flag: add it once a \
         clinician has seen to it.\n",
        safety.reasons.join("\n")
    )
}
