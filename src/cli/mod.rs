//! The command line: clap's types begin and end here, and only this module prints: all of it through `say`.

mod args;
mod beside;
mod bundle;
mod clock;
mod days;
mod doctor;
mod doubts;
mod drawn;
mod exit;
mod explain;
mod export;
mod findings;
mod found;
mod height;
mod init;
mod inspect;
mod job;
mod listing;
mod next;
mod pain;
mod reference;
mod report;
mod runs;
mod say;
mod shells;
mod verify;
mod walk;

use std::{io::ErrorKind, process::ExitCode};

use anyhow::Error;
use clap::Parser as _;

use args::{Cli, Command};
use exit::Exit;

use crate::disk::{self, DiskError};

/// Parses the arguments, does what they say, and prints what went wrong once.
pub fn main() -> ExitCode {
    let ended = match Cli::try_parse() {
        Ok(cli) => run(cli),
        Err(told) => say::usage(&told),
    };
    match ended {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let then = what_to_do(&error).map_or_else(String::new, |words| format!("; {words}"));
            say::note(&format!("backstride: {}{then}", say::told(&error)));
            let exit = if is_outside(&error) { Exit::Outside } else { Exit::Wrong };
            ExitCode::from(exit as u8)
        }
    }
}

fn run(cli: Cli) -> Result<Exit, Error> {
    let Some(command) = cli.command else { return next::run() };
    match command {
        Command::Report(args) => report::run(&cli.common, &args),
        Command::Runs(args) => runs::run(&cli.common, &args),
        Command::Days(args) => days::run(&cli.common, &args),
        Command::Inspect(args) => inspect::run(&cli.common, &args),
        Command::Doctor(args) => doctor::run(&cli.common, &args),
        Command::Explain(args) => explain::run(&args),
        Command::Pain(args) => pain::run(&cli.common, &args),
        Command::Export(args) => export::run(&cli.common, &args),
        Command::Verify(args) => verify::run(&args),
        Command::Init(args) => init::run(&cli.common, &args),
        Command::Completions(args) => shells::completions(&args),
        Command::Man(args) => shells::man(&args),
    }
}

/// Whether the system is what failed, and neither what was typed nor what a file says.
fn is_outside(error: &Error) -> bool {
    error.chain().any(|link| link.downcast_ref::<std::io::Error>().is_some_and(disk::is_outside))
}

/// What helps where the disk refused, by what was tried and what the system says.
fn what_to_do(error: &Error) -> Option<&'static str> {
    let DiskError { doing, source, .. } = error.chain().find_map(|it| it.downcast_ref())?;
    match (*doing, source.kind()) {
        ("make the folder", ErrorKind::AlreadyExists | ErrorKind::NotADirectory) => {
            Some("name another folder, or move away what has that name and is none")
        }
        (_, ErrorKind::NotFound) => {
            Some("look at how it is spelt, and from which folder it is named")
        }
        (_, ErrorKind::PermissionDenied) => {
            Some("give yourself the right to it, or name another place")
        }
        (_, ErrorKind::StorageFull) => Some("make room there, then do the same again"),
        _ => None,
    }
}

/// A reader that went away, as `head` does, is no error.
fn is_closed_pipe(error: &Error) -> bool {
    error.chain().any(|link| {
        link.downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
