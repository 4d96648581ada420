//! `completions` and `man`: for shells and packagers, made from the arguments themselves.

use anyhow::Error;
use clap::CommandFactory as _;

use super::{
    args::{Cli, CompletionsArgs},
    exit::Exit,
    say,
};

/// Prints the completions of a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Result<Exit, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "backstride", &mut script);
    say::print(&String::from_utf8(script)?)?;
    Ok(Exit::Done)
}

/// Prints the manual page.
pub(super) fn man() -> Result<Exit, Error> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    say::print(&String::from_utf8(page)?)?;
    Ok(Exit::Done)
}
