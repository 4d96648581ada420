//! `backstride` alone: what to do next, by what lies in this folder.

use std::path::Path;

use anyhow::Error;

use super::{exit::Exit, say};
use crate::disk;

const WHAT_IT_IS: &str = "backstride makes one page a month on running form, load and back pain from \
                          a watch's exports.\nNothing leaves this machine.\n";

const EXPORT: &str = "EXPORT is the .zip that Garmin, Strava, Polar, COROS or Suunto hands out when you ask there \
                      for your\ndata, or any folder of .fit, .gpx and .tcx files.\n";

/// Says what comes next.
pub(super) fn run() -> Result<Exit, Error> {
    let is_here = |name: &str| disk::exists(Path::new(name));
    let steps: &[(&str, &str)] = if is_here("backstride.toml") {
        &[
            ("backstride pain add", "how your back is today; each morning"),
            ("backstride report EXPORT --open", "the pages"),
            ("backstride doctor EXPORT", "what is wrong with which file, and what to do"),
        ]
    } else {
        &[
            ("backstride init EXPORT", "settings from what it finds there, and an empty pain log"),
            ("backstride report EXPORT --open", "the pages"),
        ]
    };
    let mut text = format!("{WHAT_IT_IS}\nNext:\n\n");
    for (command, what) in steps {
        text.push_str(&format!("  {command:<33}{what}\n"));
    }
    text.push_str(&format!("\n{EXPORT}"));
    if is_here("reports/index.html") {
        text.push_str("The pages so far: reports/index.html\n");
    }
    text.push_str("`backstride --help` lists everything.\n");
    say::show(&text)?;
    Ok(Exit::Done)
}
