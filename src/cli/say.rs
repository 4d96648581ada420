//! What goes to standard error: one line on what was read, and where to look for the rest.

use std::io::Write as _;

use anyhow::Error;

use super::args::Common;
use crate::pipeline::{Gathered, OutcomeKind};

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
    eprintln!("{}", parts.join(" · "));
    for file in &gathered.files {
        if file.kind == OutcomeKind::Unreadable {
            eprintln!("  {} {}", file.path, file.reason.as_deref().unwrap_or("cannot be read"));
        }
        if common.verbose {
            for notice in &file.notices {
                eprintln!("  {}: {notice}", file.path);
            }
        }
    }
}

/// `1 run`, `2 runs`.
pub(super) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Writes to standard output; a reader that went away is told to the caller.
pub(super) fn print(text: &str) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// One JSON document on standard output.
pub(super) fn print_json(document: &impl serde::Serialize) -> Result<(), Error> {
    let mut text = serde_json::to_string(document)?;
    text.push('\n');
    print(&text)
}
