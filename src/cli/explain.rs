//! `backstride explain`: what stands behind a number.

use std::fmt::Write as _;

use anyhow::{Error, bail};

use super::{Exit, args::ExplainArgs, say};
use crate::report::explain;

/// Prints the declaration of a quantity, or the list of them.
pub(super) fn run(args: &ExplainArgs) -> Result<Exit, Error> {
    if args.markdown {
        say::print(&explain::markdown())?;
        return Ok(Exit::Done);
    }
    let Some(key) = &args.metric else {
        let mut list = String::new();
        for entry in explain::entries() {
            writeln!(list, "{:<32} {}", entry.key, entry.name)?;
        }
        say::print(&list)?;
        return Ok(Exit::Done);
    };
    match explain::entries().into_iter().find(|entry| entry.key == key) {
        Some(entry) => say::print(&entry.text())?,
        None => bail!("`{key}` is no quantity of ours; {}", nearest(key)),
    }
    Ok(Exit::Done)
}

fn nearest(key: &str) -> String {
    explain::entries()
        .into_iter()
        .map(|entry| (strsim::jaro_winkler(key, entry.key), entry.key))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or_else(String::new, |(_, near)| {
            format!("did you mean `{near}`? `backstride explain` lists them all")
        })
}
