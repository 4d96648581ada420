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

use std::process::ExitCode;

use anyhow::Error;
use clap::Parser as _;

use args::{Cli, Command};
use exit::Exit;

use crate::disk;

/// Parses the arguments, does what they say, and prints what went wrong once.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say::note(&format!("backstride: {}", say::told(&error)));
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

/// A reader that went away, as `head` does, is no error.
fn is_closed_pipe(error: &Error) -> bool {
    error.chain().any(|link| {
        link.downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
