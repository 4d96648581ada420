//! Which module may import which, and which crate lives where.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each module, and the modules of this crate that it may import.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("keys", &[]),
    ("model", &[]),
    ("signal", &[]),
    ("physics", &[]),
    ("page", &["model"]),
    ("config", &["keys", "model"]),
    ("disk", &[]),
    ("store", &["disk"]),
    ("ingest", &["model"]),
    ("prepare", &["model", "signal", "physics"]),
    ("metrics", &["model", "signal", "physics"]),
    ("load", &["model", "signal", "physics", "metrics", "page", "pain"]),
    ("pain", &["keys", "model", "signal", "page"]),
    ("insight", &["keys", "model", "signal", "physics", "metrics", "load", "pain", "page"]),
    ("outing", &["model", "prepare", "metrics", "load"]),
    ("pipeline", &["model", "ingest", "outing", "disk", "prepare"]),
    ("levels", &["model", "metrics", "load", "outing", "pipeline"]),
    (
        "history",
        &[
            "model", "config", "metrics", "load", "pain", "insight", "page", "outing", "pipeline",
            "signal", "say",
        ],
    ),
    ("say", &["model", "metrics", "load", "pain", "insight", "page"]),
    ("draw", &["signal", "model", "page", "say"]),
    (
        "output",
        &[
            "model", "physics", "metrics", "load", "pain", "insight", "page", "outing", "pipeline",
            "signal", "config", "levels", "say", "draw",
        ],
    ),
    (
        "cohort",
        &[
            "model", "config", "history", "insight", "levels", "load", "outing", "output", "page",
            "pain", "pipeline", "prepare",
        ],
    ),
];

/// Outside crates that may be named in some modules only.
const LIVES_IN: &[(&str, &[&str])] = &[
    ("polars_core", &["output"]),
    ("polars_io", &["output"]),
    ("plotters", &["draw"]),
    ("resvg", &["draw"]),
    ("krilla", &["output"]),
    ("askama", &["output"]),
    ("rayon", &["pipeline"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("anyhow", &["cli"]),
    ("quick_xml", &["ingest"]),
    ("fitparser", &["ingest"]),
    ("zip", &["ingest", "pain"]),
    ("calamine", &["pain"]),
    ("gpx", &["output", "ingest"]),
    ("flate2", &["ingest"]),
    ("tzf_rs", &["prepare"]),
    ("strsim", &["keys"]),
];

fn sources(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The top module a source file belongs to, its name for messages, and its code without comments.
fn modules() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    sources(&root)
        .into_iter()
        .filter(|path| !path.file_stem().unwrap().to_string_lossy().ends_with("tests"))
        .map(|path| {
            let relative = path.strip_prefix(&root).unwrap();
            let first = relative.iter().next().unwrap().to_str().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            // Tests at the foot of a file may look around.
            let code: Vec<&str> = text
                .lines()
                .take_while(|line| !line.starts_with("#[cfg(test)]"))
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            let module = first.trim_end_matches(".rs").to_owned();
            (module, relative.display().to_string(), code.join("\n"))
        })
        .collect()
}

fn names_module(code: &str, name: &str) -> bool {
    let direct = code.match_indices(&format!("crate::{name}")).any(|(at, found)| {
        code[at + found.len()..]
            .chars()
            .next()
            .is_none_or(|next| !next.is_alphanumeric() && next != '_')
    });
    direct
        || code.split("use crate::{").skip(1).any(|rest| {
            let list = rest.split(';').next().unwrap();
            list.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
                .any(|word| word == name || word.starts_with(&format!("{name}::")))
        })
}

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    for (module, file, code) in modules() {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for (name, _) in MAY_IMPORT {
            if *name != module && !allowed.contains(name) && names_module(&code, name) {
                wrong.push(format!("{file} imports {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (module, file, code) in modules() {
        for (krate, homes) in LIVES_IN {
            if !homes.contains(&module.as_str()) && code.contains(&format!("{krate}::")) {
                wrong.push(format!("{file} names {krate}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_is_in_the_table() {
    let known: Vec<&str> = MAY_IMPORT.iter().map(|(name, _)| *name).collect();
    for (module, file, _) in modules() {
        let at_the_rim = ["cli", "main", "lib"].contains(&module.as_str());
        assert!(at_the_rim || known.contains(&module.as_str()), "{file} is in no known module");
    }
}

#[test]
fn nothing_but_the_disk_and_the_rim_reads_files_or_clocks() {
    let mut wrong = Vec::new();
    for (module, file, code) in modules() {
        for forbidden in
            ["std::fs", "File::open", "Zoned::now", "Timestamp::now", "SystemTime::now"]
        {
            // `pain add` needs to know what day it is, and says when a row was written.
            let is_the_clock = file.ends_with("clock.rs") && forbidden == "Zoned::now";
            if module != "disk" && !is_the_clock && code.contains(forbidden) {
                wrong.push(format!("{file} uses {forbidden}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The store knows a page by its derived `Debug`, which names every field; one written by hand may
/// leave something out, and then a page that has changed would not be drawn again.
#[test]
fn what_a_page_is_made_of_derives_debug() {
    let by_hand = modules().into_iter().filter(|(module, file, code)| {
        // An activity's identity is written out whole.
        let is_whole = file.ends_with("model/activity.rs");
        ["page", "model", "history"].contains(&module.as_str())
            && !is_whole
            && code.contains("Debug for ")
    });
    assert_eq!(by_hand.map(|(_, file, _)| file).collect::<Vec<_>>(), [""; 0]);
}
