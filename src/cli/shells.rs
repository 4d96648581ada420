//! `completions` and `man`: for shells and packagers, made from the arguments themselves.

use anyhow::Error;
use clap::CommandFactory as _;

use super::{
    args::{Cli, CompletionsArgs, ManArgs},
    exit::Exit,
    reference, say,
};

/// Prints the completions of a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Result<Exit, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "backstride", &mut script);
    say::print(&String::from_utf8(script)?)?;
    Ok(Exit::Done)
}

/// Prints the manual page, or the page of all commands.
pub(super) fn man(args: &ManArgs) -> Result<Exit, Error> {
    if args.markdown {
        say::print(&reference::markdown())?;
        return Ok(Exit::Done);
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    say::print(&String::from_utf8(page)?)?;
    Ok(Exit::Done)
}
