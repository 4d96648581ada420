//! `backstride pain`: start, extend or check a diary.

use std::path::{Path, PathBuf};

use anyhow::{Error, bail};

use super::{
    Exit,
    args::{AddArgs, CheckArgs, Common, PainAction, PainArgs, TemplateArgs},
    job::{Job, read_log},
    say,
};
use crate::{
    disk::{self, DiskError},
    pain::{ColumnMap, PainLog, flags, template},
};

/// Does what was asked of the diary.
pub(super) fn run(common: &Common, args: &PainArgs) -> Result<Exit, Error> {
    match &args.action {
        PainAction::Template(args) => write_template(args),
        PainAction::Add(args) => add(common, args),
        PainAction::Check(args) => check(common, args),
    }
}

fn write_template(args: &TemplateArgs) -> Result<Exit, Error> {
    match &args.file {
        Some(path) => {
            disk::write_new(path, template::TEMPLATE.as_bytes())?;
            say::print(&format!("wrote {}\n", path.display()))?;
        }
        None => say::print(template::TEMPLATE)?,
    }
    Ok(Exit::Done)
}

/// The diary meant: named, or the config's, or the one in this folder.
fn diary(common: &Common, named: Option<&Path>) -> Result<(PathBuf, ColumnMap), Error> {
    let job = Job::new(common, &[PathBuf::from(".")])?;
    let columns = job.columns();
    let path = named.or(job.log_path()).map(Path::to_path_buf);
    match path {
        Some(path) => Ok((path, columns)),
        None => bail!(
            "there is no pain log here; name one, or write one with `backstride pain template pain-log.csv`"
        ),
    }
}

fn add(common: &Common, args: &AddArgs) -> Result<Exit, Error> {
    let (path, columns) = diary(common, args.file.as_deref())?;
    let cells: Vec<(String, String)> =
        args.cells.iter().map(|cell| split_cell(cell)).collect::<Result<_, _>>()?;
    let date = args.date.to_string();
    let row: Vec<(&str, &str)> = std::iter::once(("date", date.as_str()))
        .chain(cells.iter().map(|(column, value)| (column.as_str(), value.as_str())))
        .collect();
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    disk::rewrite(&path, |existing| -> Result<Vec<u8>, AddError> {
        Ok(template::appended(existing, &columns, &name, &row)?)
    })?;
    say::print(&format!("added {} to {name}\n", args.date))?;
    let log = read_log(&path, &columns)?;
    tell_safety(&log)
}

/// Why a row was not added.
#[derive(Debug, thiserror::Error)]
enum AddError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    #[error("nothing was added: {0}")]
    Refused(#[from] template::AddError),
}

fn split_cell(cell: &str) -> Result<(String, String), Error> {
    match cell.split_once('=') {
        Some((column, value)) => Ok((column.trim().to_owned(), value.trim().to_owned())),
        None => bail!("`{cell}` is no cell; write it as pain_morning=2"),
    }
}

fn check(common: &Common, args: &CheckArgs) -> Result<Exit, Error> {
    let (path, columns) = diary(common, args.file.as_deref())?;
    let bytes = disk::read(&path)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    match crate::pain::read(&bytes, &columns, &name) {
        Ok(log) => {
            let mut text =
                format!("{name}: {} and nothing wrong\n", say::counted(log.len(), "day", "days"));
            for notice in &log.notices {
                text.push_str(&format!("  {notice}\n"));
            }
            say::print(&text)?;
            tell_safety(&log)
        }
        Err(problems) => {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            say::print(&format!("{}\n", lines.join("\n")))?;
            Ok(Exit::Findings)
        }
    }
}

/// What a ticked warning sign calls for is said at once.
fn tell_safety(log: &PainLog) -> Result<Exit, Error> {
    let Some(last) = log.last_day() else { return Ok(Exit::Done) };
    let found = flags::safety(log, last);
    let Some(words) = flags::words_for(found.level) else { return Ok(Exit::Done) };
    say::print(&format!("\n{words}\n{}\n", found.reasons.join("\n")))?;
    Ok(Exit::Findings)
}
