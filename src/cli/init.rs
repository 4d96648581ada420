//! `backstride init`: the files to begin with. Never over what is there.

use anyhow::Error;

use super::{Exit, args::InitArgs, say};
use crate::{disk, pain::template};

const CONFIG: &str = include_str!("init/backstride.toml");
const PLAN: &str = include_str!("init/plan.toml");

/// Writes what is not there yet, and says what it left alone.
pub(super) fn run(args: &InitArgs) -> Result<Exit, Error> {
    let files = [
        ("backstride.toml", CONFIG.to_owned()),
        ("pain-log.csv", template::TEMPLATE.to_owned()),
        ("plan.toml", PLAN.to_owned()),
    ];
    let mut told = String::new();
    for (name, text) in files {
        let path = args.folder.join(name);
        if disk::exists(&path) {
            told.push_str(&format!("{} is there already and is left as it is\n", path.display()));
        } else {
            disk::write_new(&path, text.as_bytes())?;
            told.push_str(&format!("wrote {}\n", path.display()));
        }
    }
    say::show(&told)?;
    Ok(Exit::Done)
}
