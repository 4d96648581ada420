//! `backstride pain`: start, extend or check a diary.

use std::{
    io::{IsTerminal as _, stderr, stdin},
    path::{Path, PathBuf},
};

use anyhow::{Error, bail};
use jiff::civil::{Date, DateTime};

use super::{
    args::{AddArgs, CheckArgs, Common, PainAction, PainArgs, SizeArg, TemplateArgs},
    clock,
    exit::Exit,
    job::{self, Job},
    say, walk,
};
use crate::{
    disk::{self, DiskError},
    insight::attention::{Attention, Urgency, attention},
    model::{Notice, NoticeKind, Place},
    output::{Paper, document::object, paper::diary_sheet},
    page::Safety,
    pain::{self, ColumnMap, Correction, LogProblem, PainLog, corrected, read_as_far, template},
    say::{attention::CallsFor, safety::words_for, voice::Voice},
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
    done(common, &format!("wrote {}\n", written.display()))?;
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
        let path = match (named, job.log_paths()) {
            (Some(path), _) => path,
            (None, [path]) => path,
            (None, []) => bail!(
                "there is no pain log here; name one, or write one with `backstride pain template pain-log.csv`"
            ),
            (None, _) => bail!("several pain logs are named; name the one that is meant"),
        };
        job::refuse_a_missing_log(path)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Diary { path: path.to_path_buf(), name, columns: job.columns() })
    }

    fn bytes(&self) -> Result<Vec<u8>, Error> {
        Ok(disk::read(&self.path)?)
    }

    fn read(&self) -> Result<(PainLog, Vec<LogProblem>), Error> {
        Ok(read_as_far(&self.bytes()?, &self.columns, &self.name))
    }

    /// Sets the cells of a day right, and says what it held before and holds now.
    fn replace(
        &self,
        date: Date,
        now: DateTime,
        cells: &[(&str, &str)],
    ) -> Result<String, AddError> {
        refuse_days_to_come(date, now)?;
        let day = date.to_string();
        let mut row = vec![("date", day.as_str())];
        row.extend_from_slice(cells);
        let mut told = String::new();
        disk::rewrite(&self.path, |existing| {
            let right = corrected(existing, &self.columns, &self.name, &row)?;
            told = shown(date, &right);
            Ok::<_, AddError>(right.bytes)
        })?;
        Ok(told)
    }

    /// Adds a row that is written now.
    fn add(&self, date: Date, now: DateTime, cells: &[(&str, &str)]) -> Result<(), AddError> {
        refuse_days_to_come(date, now)?;
        let (date, now) = (date.to_string(), now.strftime("%Y-%m-%dT%H:%M").to_string());
        let mut row = vec![("date", date.as_str())];
        row.extend_from_slice(cells);
        if !cells.iter().any(|(column, _)| pain::key_of(column) == Some("entered_at")) {
            row.push(("entered_at", &now));
        }
        disk::rewrite(&self.path, |existing| {
            Ok(template::appended(existing, &self.columns, &self.name, &row)?)
        })
    }
}

fn refuse_days_to_come(date: Date, now: DateTime) -> Result<(), AddError> {
    let today = now.date();
    if date > today { Err(AddError::ToCome { date, today }) } else { Ok(()) }
}

/// A day before and after, row by row.
fn shown(date: Date, right: &Correction) -> String {
    let lines = |name: &str, rows: &[String]| {
        rows.iter().fold(String::new(), |text, row| {
            text + &format!("{date} {name} {}\n", say::one_line(row))
        })
    };
    let before = if right.before.is_empty() {
        format!("{date} before: no row\n")
    } else {
        lines("before:", &right.before)
    };
    before + &lines("after: ", &right.after)
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
        ask(common, &diary, args.date)?;
    } else {
        let now = clock::now();
        let date = args.date.unwrap_or(now.date());
        if args.replace {
            done(common, &diary.replace(date, now, &cells)?)?;
        } else {
            diary.add(date, now, &cells)?;
            done(common, &format!("added {date} to {}\n", diary.name))?;
        }
    }
    let (log, problems) = diary.read()?;
    if !problems.is_empty() {
        let count = say::counted(problems.len(), "problem", "problems");
        say::show(&format!("the log has {count} elsewhere; `backstride pain check` lists them\n"))?;
    }
    let calls_for = attention_of(&log);
    if !calls_for.is_empty() {
        say::show(&format!("\n{}", attention_words(&calls_for)))?;
    }
    Ok(Exit::Done)
}

/// Asks for the named day, or for every day that is missing.
fn ask(common: &Common, diary: &Diary, named: Option<Date>) -> Result<(), Error> {
    let (log, _) = diary.read()?;
    let days = named.map_or_else(|| walk::missing_days(&log, clock::now().date()), |day| vec![day]);
    let columns = walk::questions(&diary.bytes()?, &diary.columns);
    if days.is_empty() {
        return done(common, &format!("{} has every day up to today\n", diary.name));
    }
    let mut add = |day, cells: &walk::Cells| {
        let cells: Vec<(&str, &str)> =
            cells.iter().map(|(column, value)| (*column, value.as_str())).collect();
        Ok(diary.add(day, clock::now(), &cells)?)
    };
    let terminal: (&mut dyn std::io::BufRead, _) = (&mut stdin().lock(), &mut stderr().lock() as _);
    let added = walk::walk(&days, &columns, terminal, &mut add)?;
    done(common, &format!("\nadded {} to {}\n", say::counted(added, "day", "days"), diary.name))
}

/// Says what was done, where that is wanted.
fn done(common: &Common, text: &str) -> Result<(), Error> {
    if common.quiet { Ok(()) } else { say::show(text) }
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
    let calls_for = attention_of(&log);
    if args.json {
        let document = object! {
            schema: "backstride.pain-check/1",
            file: &diary.name,
            days: log.len(),
            problems: &problems,
            notices: log.notices.iter().map(ToString::to_string).collect::<Vec<_>>(),
            safety: safety.as_ref().map(|safety| object! {
                words: words_for(safety.level),
                reasons: Voice::METRIC.reasons(&safety.signs),
            }),
            /// All that the log calls for, in the order of saying it.
            attention: calls_for.iter().map(|it| Voice::METRIC.calls_for(it)).collect::<Vec<_>>(),
        };
        say::print_json(&document)?;
    } else {
        say::show(&check_text(&diary.name, &log, &problems, &calls_for))?;
    }
    // A flare is what its runner knows, and asks for nothing of the log.
    let all_well = problems.is_empty() && calls_for.iter().all(|it| it.urgency() == Urgency::Flare);
    Ok(if all_well { Exit::Done } else { Exit::Findings })
}

/// What was found, for people: what it calls for before anything else.
fn check_text(
    name: &str,
    log: &PainLog,
    problems: &[LogProblem],
    calls_for: &[Attention],
) -> String {
    let mut text = String::new();
    let days = say::counted(log.len(), "day", "days");
    let name = say::one_line(name);
    if !calls_for.is_empty() {
        text.push_str(&format!(
            "{name}: {days} read; read this first:\n\n{}\n",
            attention_words(calls_for)
        ));
    }
    if !problems.is_empty() {
        text.push_str(&format!("{}\n", say::listed(problems).replace("\n  ", "\n")));
    }
    if let Some(paste) = problems.iter().find_map(|problem| problem.paste.as_deref()) {
        text.push_str(&format!("{}\n", job::pasted(paste).trim_start()));
    }
    match (problems.is_empty(), calls_for.is_empty()) {
        (true, true) => text.push_str(&format!("{name}: {days} and nothing wrong\n")),
        (true, false) => text.push_str("every cell can be read\n"),
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
            kind: NoticeKind::DayToCome,
            place: Place::Line(line),
            text: format!(
                "{date} is later than today, {today}: look whether day, month and year are right"
            )
            .into(),
        })
        .collect()
}

/// What stands in the diary that its reader must be told, if anything does.
fn safety_of(log: &PainLog) -> Option<Safety> {
    let found = pain::safety(log, log.last_day()?);
    found.level.is_loud().then_some(found)
}

/// All that the diary calls for by its last day, in the order of saying it.
fn attention_of(log: &PainLog) -> Vec<Attention> {
    log.last_day().map_or_else(Vec::new, |last| attention(log, last))
}

/// What a diary calls for, said at once, and how long a warning sign will be said.
fn attention_words(calls_for: &[Attention]) -> String {
    const UNTIL_CLEARED: &str = "This is said until a row has `cleared` as its red_flag: add it once a \
                                 clinician has seen to it.";
    let part = |it: &Attention| {
        let CallsFor { words, reasons, .. } = Voice::METRIC.calls_for(it);
        let words = say::one_line(&words) + "\n";
        reasons.iter().fold(words, |text, reason| text + reason + "\n")
    };
    let is_sign = |it: &&Attention| matches!(it, Attention::Emergency(_) | Attention::Today(_));
    let last_sign = calls_for.iter().rev().find(is_sign);
    let parts: Vec<String> = calls_for
        .iter()
        .map(|it| match last_sign {
            Some(last) if last == it => format!("{}{UNTIL_CLEARED}\n", part(it)),
            _ => part(it),
        })
        .collect();
    parts.join("\n")
}
