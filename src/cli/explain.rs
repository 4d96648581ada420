//! `backstride explain`: what stands behind a number.

use std::fmt::Write as _;

use anyhow::{Error, bail};

use super::{args::ExplainArgs, exit::Exit, say};
use crate::{
    keys,
    load::DAY_COLUMNS,
    say::{
        concepts::{self, CONCEPTS},
        explain,
    },
};

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
        for concept in CONCEPTS {
            let Some((word, others)) = concept.asked_by.split_first() else { continue };
            writeln!(list, "{word:<32} Word of the pages: also {}", others.join(", "))?;
        }
        say::print(&list)?;
        return Ok(Exit::Done);
    };
    if let Some(concept) = concepts::concept(key) {
        say::print(&explain::concept_text(concept))?;
        return Ok(Exit::Done);
    }
    let mut answers: Vec<String> = explain::asked(key).iter().map(explain::Entry::text).collect();
    if answers.is_empty() {
        answers.extend(explain::column_text(key));
    }
    if answers.is_empty() {
        bail!("`{key}` is no quantity or word of ours; {}", nearest(key));
    }
    say::print(&answers.join("\n"))?;
    Ok(Exit::Done)
}

fn nearest(key: &str) -> String {
    let of_pages = CONCEPTS.iter().flat_map(|concept| concept.asked_by).copied();
    let of_days = DAY_COLUMNS.iter().map(|column| column.key);
    let near = keys::nearest(key, explain::words().into_iter().chain(of_pages).chain(of_days));
    let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    format!("{near}`backstride explain` lists them all")
}
