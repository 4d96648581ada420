//! The one place where words go to the terminal: output on standard output, what was done on standard
//! error. Nothing that a file or its name chose moves the cursor.

use std::io::Write as _;

use anyhow::Error;

use super::{args::Common, exit::Exit};
use crate::{
    model::{escaped, moves_the_cursor},
    output::document,
    pain::LogProblem,
    pipeline::{Gathered, OutcomeKind},
};

/// One line on what was read; with `-v` each file's notices.
pub(super) fn summary(common: &Common, gathered: &Gathered) {
    if common.quiet {
        return;
    }
    let count = |kind| gathered.files.iter().filter(|file| file.kind == kind).count();
    let runs = gathered.outings.iter().filter(|outing| outing.is_run()).count();
    let mut parts = vec![format!(
        "{} in {}",
        counted(gathered.outings.len(), "activity", "activities"),
        counted(gathered.files.len(), "file", "files")
    )];
    parts.push(counted(runs, "run", "runs"));
    for (kind, word) in [
        (OutcomeKind::Duplicate, "the same run again"),
        (OutcomeKind::NotAnActivity, "something else"),
        (OutcomeKind::Unreadable, "unreadable"),
    ] {
        let n = count(kind);
        if n > 0 {
            parts.push(format!("{n} {word}"));
        }
    }
    note(&parts.join(" · "));
    for file in &gathered.files {
        let path = one_line(&file.path);
        if let (OutcomeKind::Unreadable, Some(reason)) = (file.kind, &file.reason) {
            note(&format!("  {path} {reason}"));
        }
        if common.verbose {
            for notice in &file.notices {
                note(&format!("  {path}: {notice}"));
            }
        }
    }
}

/// Says what to do where no activity was found.
pub(super) fn next_step(common: &Common, gathered: &Gathered) {
    if !gathered.outings.is_empty() || common.quiet {
        return;
    }
    if Exit::without_activity(gathered) == Exit::Outside {
        note(
            "what could not be read is named above: give yourself the right to read it, or copy it anew",
        );
    } else {
        note(
            "no FIT, GPX or TCX file with an activity was found (.fit, .gpx, .tcx, each also .gz, or \
             .zip of them): point at the folder your watch's export was unpacked to",
        );
    }
}

/// So many problems are listed; whoever mends them sees the rest the next time.
const MOST_LISTED: usize = 100;

/// Problems, one a line, those that lose rows first; a long list is cut with its count.
pub(super) fn listed(problems: &[LogProblem]) -> String {
    let (grave, others): (Vec<_>, Vec<_>) = problems.iter().partition(|it| it.loses_rows);
    let mut lines: Vec<String> = grave
        .into_iter()
        .chain(others)
        .take(MOST_LISTED)
        .map(|problem| one_line(&problem.to_string()))
        .collect();
    let more = problems.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines.join("\n  ")
}

/// `1 run`, `2 runs`.
pub(super) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A line on standard error. Nobody reading it is no reason to leave the work undone.
pub(super) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", visible(text));
}

/// Words for people on standard output.
pub(super) fn show(text: &str) -> Result<(), Error> {
    print(&visible(text))
}

/// What clap answers by itself: help and the version, which were asked for, or a wrong command line.
pub(super) fn usage(told: &clap::Error) -> Result<Exit, Error> {
    let written = told.print().and_then(|()| std::io::stdout().flush());
    if told.use_stderr() {
        return Ok(Exit::Wrong);
    }
    written?;
    Ok(Exit::Done)
}

/// Writes to standard output as it is, for programs; a reader that went away is told to the caller.
pub(super) fn print(text: &str) -> Result<(), Error> {
    print_bytes(text.as_bytes())
}

/// As [`print`], what may be no text.
pub(super) fn print_bytes(bytes: &[u8]) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}

/// One JSON document on standard output.
pub(super) fn print_json(document: &impl serde::Serialize) -> Result<(), Error> {
    print(&document::on_one_line(document)?)
}

/// An error with its causes. A cause that the words before it tell already is not said again.
pub(super) fn told(error: &Error) -> String {
    let mut told = String::new();
    for link in error.chain() {
        let link = link.to_string();
        if told.contains(&link) {
            continue;
        }
        if !told.is_empty() {
            told.push_str(": ");
        }
        told.push_str(&link);
    }
    told
}

/// A name that somebody else chose, on one line.
pub(super) fn one_line(name: &str) -> String {
    escaped(name, |letter| moves_the_cursor(letter) || matches!(letter, '\n' | '\t'))
}

/// A text of several lines without what would move a terminal's cursor elsewhere.
fn visible(text: &str) -> String {
    escaped(text, moves_the_cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_that_was_told_is_not_told_again() {
        #[derive(Debug, thiserror::Error)]
        #[error("cannot read x: {source}")]
        struct Full {
            source: std::io::Error,
        }
        let full = || Error::from(Full { source: std::io::Error::other("the disk is away") });
        assert_eq!(told(&full()), "cannot read x: the disk is away");
        assert_eq!(told(&full().context("no log")), "no log: cannot read x: the disk is away");
    }

    #[test]
    fn what_moves_a_cursor_is_shown_and_not_done() {
        assert_eq!(visible("a\x1b[2J\tb\n\u{9b}é\u{202e}"), "a\\u{1b}[2J\tb\n\\u{9b}é\\u{202e}");
        assert_eq!(one_line("a\nb\rc.fit"), "a\\nb\\rc.fit");
    }
}
