//! `backstride init`: the files to begin with, settings proposed from an export. Never over what is there.

mod propose;
mod seen;

use std::io::{BufRead, IsTerminal as _, Write, stderr, stdin};

use anyhow::Error;

use self::seen::Seen;
use super::{
    args::{Common, InitArgs},
    exit::Exit,
    height::height_cm,
    job::Job,
    say,
};
use crate::{disk, pain::template, pipeline};

const PLAN: &str = include_str!("init/plan.toml");

/// How often a height that cannot be one is asked for again.
const ATTEMPTS: usize = 3;

/// Writes what is not there yet, and says what it left alone.
pub(super) fn run(common: &Common, args: &InitArgs) -> Result<Exit, Error> {
    let seen = look(common, args)?;
    let config_path = args.dir.join("backstride.toml");
    let has_config = disk::exists(&config_path);
    let height = match args.height {
        None if !has_config && !common.quiet && stdin().is_terminal() && stderr().is_terminal() => {
            ask(&mut stdin().lock(), &mut stderr().lock(), seen.height_cm)?
        }
        told => told,
    };
    let mut told = propose::told(&seen).unwrap_or_default();
    let files = [
        ("backstride.toml", propose::config(&seen, height, args.health_diary)),
        ("pain-log.csv", template::TEMPLATE.to_owned()),
        ("plan.toml", PLAN.to_owned()),
    ];
    for (name, text) in files {
        let path = args.dir.join(name);
        if disk::exists(&path) {
            told.push_str(&format!("{} is there already and is left as it is\n", path.display()));
        } else {
            disk::write_new(&path, text.as_bytes())?;
            told.push_str(&format!("wrote {}\n", path.display()));
        }
    }
    say::show(&told)?;
    if !common.quiet {
        tell_the_rest(has_config, height, args);
    }
    Ok(Exit::Done)
}

/// What was left to the user, and what comes next.
fn tell_the_rest(has_config: bool, height: Option<f64>, args: &InitArgs) {
    if has_config && (height.is_some() || !args.exports.is_empty()) {
        say::note(
            "settings that are there are never changed: `init --dir DIR` writes the proposed ones elsewhere",
        );
    } else if height.is_none() && !has_config {
        say::note(
            "your height is not set: `height_cm` in backstride.toml, or --height here, lets step \
             length stand beside other runners of your height",
        );
    }
    let export = match args.exports.first() {
        Some(export) => export.display().to_string(),
        None => "EXPORT".to_owned(),
    };
    say::note(&format!(
        "next: `backstride pain add` for how your back is today, `backstride report {} --open` for the pages",
        say::one_line(&export)
    ));
}

/// What the exports hold; nothing where none is named.
fn look(common: &Common, args: &InitArgs) -> Result<Seen, Error> {
    if args.exports.is_empty() {
        return Ok(Seen::default());
    }
    let mut job = Job::new(common, &args.exports)?;
    job.setting.health_diary |= args.health_diary;
    let gathered = job.gather(None)?;
    say::summary(common, &gathered);
    say::next_step(common, &gathered);
    let sources = pipeline::find(&job.exports, &job.but_not(None))?;
    Ok(seen::seen(&gathered, &sources))
}

/// Asks for the height; nothing typed is no answer.
fn ask(
    input: &mut impl BufRead,
    output: &mut impl Write,
    watch_cm: Option<f64>,
) -> Result<Option<f64>, Error> {
    let watch = watch_cm.map_or_else(String::new, |cm| format!("; your watch believes {cm} cm"));
    for _ in 0..ATTEMPTS {
        write!(output, "Your height (172, 1.72 m or 5'8\"{watch}; Enter leaves it open): ")?;
        output.flush()?;
        let mut typed = String::new();
        if input.read_line(&mut typed)? == 0 || typed.trim().is_empty() {
            return Ok(None);
        }
        match height_cm(&typed) {
            Ok(cm) => return Ok(Some(cm)),
            Err(why) => writeln!(output, "{why}")?,
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(typed: &str) -> (Option<f64>, String) {
        let mut said = Vec::new();
        let height = ask(&mut typed.as_bytes(), &mut said, Some(180.0)).unwrap();
        (height, String::from_utf8(said).unwrap())
    }

    #[test]
    fn a_height_that_cannot_be_is_asked_for_again_and_none_is_an_answer() {
        let (height, said) = asked("17\n5'8\"\n");
        assert_eq!(height, Some(172.7));
        assert_eq!(said.matches("Your height").count(), 2, "{said}");
        assert!(said.contains("your watch believes 180 cm"), "{said}");
        assert_eq!(asked("\n").0, None);
        assert_eq!(asked("").0, None);
        assert_eq!(asked("17\n18\n19\n172\n").0, None);
    }
}
