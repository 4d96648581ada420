//! The page of all commands, as Markdown, made from the arguments themselves.

use clap::{Arg, Command, CommandFactory as _};

use super::args::Cli;

const HEAD: &str = "# Commands

Printed by `backstride man --markdown`, and tested to be up to date. `backstride COMMAND --help` says the same on the terminal. Where an option
names a variable of the environment, that counts if the option is not given.
";

/// The heading under which clap keeps the options that are cells of the log.
const CELLS: &str = "Cells";

/// The page.
pub(super) fn markdown() -> String {
    let mut program = Cli::command();
    program.build();
    let mut page = HEAD.to_owned();
    for command in program.get_subcommands().filter(|it| it.get_name() != "help") {
        page.push_str(&section(command, "##"));
    }
    page.push_str("\n## Options of every command\n");
    page.push_str(&table(program.get_arguments().filter(|arg| arg.is_global_set())));
    page
}

/// A command, and the commands below it.
fn section(command: &Command, mark: &str) -> String {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let mut text = format!("\n{mark} {name}\n");
    if let Some(about) = command.get_long_about().or(command.get_about()) {
        text.push_str(&format!("\n{}\n", sentence(&about.to_string())));
    }
    let below: Vec<&Command> =
        command.get_subcommands().filter(|it| it.get_name() != "help").collect();
    if below.is_empty() {
        let usage = command.clone().render_usage().to_string();
        text.push_str(&format!("\n```text\n{}\n```\n", usage.trim_start_matches("Usage: ")));
    }
    let own = |arg: &&Arg| !arg.is_global_set() && arg.get_help_heading() != Some(CELLS);
    text.push_str(&table(command.get_arguments().filter(own)));
    if command.get_arguments().any(|arg| arg.get_help_heading() == Some(CELLS)) {
        text.push_str(
            "\nAnd an option for each column of the log: [its columns](pain-log.md#columns).\n",
        );
    }
    for command in below {
        text.push_str(&section(command, "###"));
    }
    text
}

/// Arguments and options with what they do; nothing where there are none.
fn table<'a>(arguments: impl Iterator<Item = &'a Arg>) -> String {
    let rows: Vec<String> = arguments
        .filter(|arg| !arg.is_hide_set() && !matches!(arg.get_id().as_str(), "help" | "version"))
        .map(|arg| format!("| {} | {} |\n", named(arg), cell(&told(arg))))
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    format!("\n| argument or option | what it does |\n|---|---|\n{}", rows.concat())
}

/// An argument as it is typed.
fn named(arg: &Arg) -> String {
    let values: Vec<String> =
        arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
    let value = values.join(" ");
    let Some(long) = arg.get_long() else { return format!("`{value}`") };
    let short = arg.get_short().map_or_else(String::new, |short| format!("`-{short}`, "));
    let takes_value = arg.get_action().takes_values();
    let value = match (takes_value, arg.is_require_equals_set()) {
        (false, _) => String::new(),
        (true, true) => format!("[={value}]"),
        (true, false) => format!(" {value}"),
    };
    format!("{short}`--{long}{value}`")
}

/// What it does, what it may be, and what it is where it is not given.
fn told(arg: &Arg) -> String {
    let help = arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default();
    let mut told = sentence(&help);
    if arg.get_action().takes_values() {
        let allowed: Vec<String> = arg
            .get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| format!("`{}`", value.get_name()))
            .collect();
        if !allowed.is_empty() {
            told.push_str(&format!(" One of {}.", allowed.join(", ")));
        }
        let without: Vec<String> = arg
            .get_default_values()
            .iter()
            .map(|value| format!("`{}`", value.to_string_lossy()))
            .collect();
        if !without.is_empty() {
            told.push_str(&format!(" Without it {}.", without.join(", ")));
        }
    }
    if let Some(variable) = arg.get_env() {
        told.push_str(&format!(" Variable `{}`.", variable.to_string_lossy()));
    }
    told
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?']) {
        return text.to_owned();
    }
    format!("{text}.")
}

/// Words within a cell of a table.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
