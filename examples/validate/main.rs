//! The validation, for anyone to repeat: estimates against force plates, markers, video and
//! recorded running dynamics.
//!
//! ```text
//! cargo run --release --example validate -- FOLDER [DOCS]
//! ```
//!
//! FOLDER holds the published recordings (`docs/validation.md` names them); the folder above it
//! holds real runs. DOCS is where `validation.md` and `validation/*.png` go: `docs` unless given.
//! The same bytes come out every time.
//!
//! FOLDER may also be one of runners on an instrumented treadmill alone (a `runners.csv`, markers
//! and forces as in `rbds`; `plates/trials.rs` has the shape). Then the sections on them are printed, and
//! written only where DOCS is given.

#![allow(clippy::print_stdout, reason = "an example says what it does")]

mod contact;
mod data;
mod elsewhere;
mod form_simulation;
mod link_simulation;
mod models;
mod page;
mod plates;
mod prior;
mod rda;
mod sensor;
mod stats;
mod truth;
mod two_sensors;
mod verdict;
mod video;
mod world;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use backstride::draw::picture;
use data::Failure;
use page::Section;
use verdict::Verdict;

/// Drawn pixels to a shown one.
const SCALE: f32 = 2.0;

fn main() -> Result<(), Failure> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let recordings = arguments.next().ok_or("say where the published recordings are")?;
    let docs = arguments.next();
    let mut verdicts = Vec::new();
    let are_runners = recordings.join("runners.csv").exists();
    let sections = if are_runners {
        plates::sections(&recordings, &mut verdicts)?
    } else {
        sections(&recordings, &mut verdicts)?
    };
    let text = document(&verdicts, &sections);
    if are_runners {
        println!("{text}");
    }
    if let Some(docs) = docs.or_else(|| (!are_runners).then(|| PathBuf::from("docs"))) {
        write(&docs.join("validation.md"), text.as_bytes())?;
        for (name, drawing) in sections.iter().flat_map(|section| &section.figures) {
            let png = picture::png(drawing, SCALE)?;
            write(&docs.join("validation").join(format!("{name}.png")), &png)?;
        }
    }
    let aims = text.lines().skip_while(|line| !line.starts_with('|')).take(verdicts.len() + 2);
    println!("{}", aims.collect::<Vec<_>>().join("\n"));
    Ok(())
}

/// Every section, in the order of the document. A new one is a module with a function that returns
/// its section, and a line here.
fn sections(biomech: &Path, verdicts: &mut Vec<Verdict>) -> Result<Vec<Section>, Failure> {
    let above = biomech.parent().ok_or("the recordings need a folder above them")?;
    let runs = world::runs(above)?;
    let mut sections = vec![
        sensor::section(biomech, verdicts)?,
        contact::section(biomech, verdicts)?,
        models::section(&runs, verdicts),
        two_sensors::section(biomech)?,
        prior::section(biomech, &runs, verdicts)?,
    ];
    if let Some(folder) = plates::folder(biomech) {
        sections.extend(plates::sections(&folder, verdicts)?);
    }
    sections.extend([elsewhere::section(biomech)?, form_simulation::section(&runs), link_test()]);
    Ok(sections)
}

fn link_test() -> Section {
    let mut section = Section::new("The link test on diaries whose truth is known");
    section.say(link_simulation::section());
    section
}

fn document(verdicts: &[Verdict], sections: &[Section]) -> String {
    let mut head = Section::new("Aims");
    let rows: Vec<Vec<String>> = verdicts.iter().map(Verdict::row).collect();
    head.table(&["aim", "found", ""], &rows);
    let mut tests = Section::new("What tests hold");
    tests.say(TESTS);
    let parts: Vec<String> = sections.iter().map(Section::markdown).collect();
    format!("{INTRODUCTION}\n{}{}{}", head.markdown(), parts.concat(), tests.markdown())
        .trim_end()
        .to_owned()
        + "\n"
}

/// What the document is.
const INTRODUCTION: &str = "\
# Validation

How far the program's estimates are from force plates, markers, video and recorded running dynamics. Written by
`cargo run --release --example validate -- FOLDER`; the same recordings give the same bytes. The recordings are public and not
part of this repository. What was aimed at and not reached stands here as not reached.
";

/// What needs no recordings to be checked.
const TESTS: &str = "\
Run with every change, without the recordings:

- Every number of `tests/oracles/science.json` (spring and mass, cost of slopes, expected cadence, loads, statistics), to 1e-6:
  `tests/oracles_form.rs`, `tests/oracles_load.rs`.
- Of step length for height and pace, through the whole program (`tests/form_properties.rs`): it falls strictly as cadence rises; a
  cadence 10 or 5 % lower or higher moves it by +11.1, +5.3, −4.8, −9.1 %; odd and even stretches agree, and speed noise of 0.2 m/s,
  whole counts of 2 steps a minute, and counts halved or doubled for up to 4 % of the time move it, by under 1 %.
- What lacks height, speed, distance, altitude, an honest belt, a moving or possible cadence, length, or a run in it is absent with its
  reason, and nothing is compared: `tests/form_limits.rs`, and of raw acceleration `tests/steps.rs`.

How long it takes: `cargo bench --bench steps` prepares ten hours at 100 readings a second.";

#[allow(clippy::disallowed_methods, reason = "an example writes its own outputs")]
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, bytes)?)
}
