//! Over every string that people see: no word that claims more than a diary can show.

use std::{fs, path::Path, process::Command};

use backstride::insight::words::banned_words;
use serde_json::Value;

use crate::{
    cli::run,
    support::{files_below, root, sample_data},
};

/// What a page says: its text, and its attributes that are text, without style and script.
pub(crate) fn strings(page: &str) -> String {
    let body = page.split("<body").nth(1).unwrap();
    let mut said = String::new();
    let mut is_code = false;
    for piece in body.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        is_code = tag.starts_with("script") || tag.starts_with("style");
        let quoted: Vec<&str> = tag.split('"').collect();
        for attribute in quoted.chunks(2) {
            if let [name, value] = attribute
                && !name.ends_with("style=")
            {
                said += value;
                said.push('\n');
            }
        }
        if !is_code {
            said += text;
            said.push('\n');
        }
    }
    assert!(!is_code, "a page does not end within its script");
    said
}

/// Every string of a document, keys and all.
pub(crate) fn strings_of(document: &Value, said: &mut String) {
    match document {
        Value::String(text) => said.push_str(&format!("{text}\n")),
        Value::Array(items) => items.iter().for_each(|item| strings_of(item, said)),
        Value::Object(fields) => {
            for (key, value) in fields {
                said.push_str(&format!("{key}\n"));
                strings_of(value, said);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[track_caller]
pub(crate) fn claims_nothing(what: &str, said: &str) {
    assert_eq!(banned_words(said), Vec::<&str>::new(), "{what}: {said}");
}

/// A folder with the made-up runner's exports, and this log and these settings.
fn archive(log: &str, settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for path in files_below(&sample_data().join("exports")) {
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    fs::write(folder.path().join("pain-log.csv"), log).unwrap();
    fs::write(folder.path().join("backstride.toml"), settings).unwrap();
    fs::write(folder.path().join("plan.toml"), PLAN).unwrap();
    folder
}

const SETTINGS: &str = "[runner]\nheight_cm = 172\n[report]\nexposures = [\"running_min\", \
     \"spike_ratio\", \"overstride_self_pct\", \"cadence_spm\", \"downhill_min\", \"sleep_h\"]\n";

const PLAN: &str = "valid_from = 2026-10-05\nlongest_run_km = 7\nrest_days = 3\ncadence_spm = 172\n\
     pain_during_max = 3\npain_next_morning_max = 3\n[[stage]]\nrun_min = 2\nwalk_min = 2\nreps = 5\n";

fn sample_log() -> String {
    fs::read_to_string(sample_data().join("pain-log.csv")).unwrap()
}

/// What of a page is read without unfolding anything: its text outside `<details>`, style and script.
fn outside_folds(page: &str) -> String {
    let (mut said, mut folds, mut is_code) = (String::new(), 0_usize, false);
    for piece in page.split("<body").nth(1).unwrap().split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        is_code = tag.starts_with("script") || tag.starts_with("style");
        folds += usize::from(tag.starts_with("details"));
        folds -= usize::from(tag.starts_with("/details"));
        if folds == 0 && !is_code {
            said += text;
            said.push('\n');
        }
    }
    assert!(folds == 0 && !is_code, "a page does not end within a fold");
    said
}

/// A statistic's own name is for who unfolds: ρ, arbitrary units, and the interval behind a sentence.
#[track_caller]
fn says_no_statistic_by_its_name(what: &str, said: &str) {
    let is_word = |word: &str, text: &str| {
        text.split(|letter: char| !letter.is_alphanumeric()).any(|it| it == word)
    };
    for line in said.lines() {
        let plain = line.replace('\u{a0}', " ");
        let named = plain.contains('ρ') || is_word("AU", &plain) || plain.contains("99 % interval");
        assert!(!named, "{what}: {line}");
    }
}

/// The words of a PDF, where there is a program to tell them.
fn words_of_pdf(path: &Path) -> Option<String> {
    let output = Command::new("pdftotext").arg(path).arg("-").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Checks every file below a folder of pages, and says how many of each kind there were.
fn check_pages(folder: &Path) -> [usize; 3] {
    let mut checked = [0; 3];
    for path in files_below(folder) {
        let name = path.display().to_string();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("html") => {
                let page = fs::read_to_string(&path).unwrap();
                claims_nothing(&name, &strings(&page));
                says_no_statistic_by_its_name(&name, &outside_folds(&page));
                checked[0] += 1;
            }
            Some("json") => {
                let document = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
                let mut said = String::new();
                strings_of(&document, &mut said);
                claims_nothing(&name, &said);
                checked[1] += 1;
            }
            Some("pdf") => {
                let Some(said) = words_of_pdf(&path) else { continue };
                assert!(said.contains("not a diagnosis"), "{name}: {said}");
                claims_nothing(&name, &said);
                says_no_statistic_by_its_name(&name, &said);
                checked[2] += 1;
            }
            _ => {}
        }
    }
    eprintln!("checked {checked:?} pages, documents and PDFs in {}", folder.display());
    checked
}

#[test]
fn no_page_summary_or_print_claims_more_than_a_diary_can_show() {
    let folder = archive(&sample_log(), SETTINGS);
    let report = |arguments: &[&str]| {
        let (status, out, said) = run(folder.path(), &[&["report", "."], arguments].concat());
        assert_eq!(status, 0, "{said}");
        claims_nothing("report", &(out + &said));
    };
    report(&["--out", "out"]);
    report(&["--out", "miles", "--units", "imperial", "--month", "2026-10"]);
    let [pages, documents, _] = check_pages(&folder.path().join("out"));
    assert!(pages >= 4 && documents >= 3, "{pages} {documents}");
    check_pages(&folder.path().join("miles"));
}

#[test]
fn neither_does_a_page_with_a_warning_sign() {
    for sign in ["saddle", "night", "weakness"] {
        let log = sample_log();
        let (head, rows) = log.split_once('\n').unwrap();
        let blanks = ",".repeat(head.split(',').count());
        let log = format!("{head},red_flag\n{rows}2026-10-31{blanks}{sign}\n");
        let folder = archive(&log, SETTINGS);
        let arguments = ["report", ".", "--month", "2026-10", "--out", "out"];
        assert_eq!(run(folder.path(), &arguments).0, 0);
        let page = fs::read_to_string(folder.path().join("out/2026-10/report.html")).unwrap();
        assert!(page.contains("Read this first"), "{sign}");
        check_pages(&folder.path().join("out"));
    }
}

#[test]
fn nor_does_anything_that_is_said_on_a_terminal() {
    let folder = archive(&sample_log(), SETTINGS);
    let said = |arguments: &[&str]| {
        let (_, out, said) = run(folder.path(), arguments);
        claims_nothing(&arguments.join(" "), &format!("{out}{said}"));
        out
    };
    let explained = said(&["explain"]);
    let keys: Vec<&str> = explained.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(keys.len() > 40, "{explained}");
    for key in keys {
        assert!(said(&["explain", key]).contains(key));
    }
    said(&["doctor", "."]);
    said(&["pain", "check"]);
    said(&["pain", "template"]);
    let commands = ["report", "runs", "days", "inspect", "doctor", "explain", "export", "init"];
    let help = [&["--help"][..], &["pain", "add", "--help"], &["pain", "check", "--help"]];
    for arguments in help {
        assert!(said(arguments).contains("Usage"));
    }
    for command in commands {
        assert!(said(&[command, "--help"]).contains("Usage"));
    }
    // A log with every kind of trouble, and with a sign.
    let log = "date,pain_morning,legs,red_flag,odi_percent,side,weather\n2026-10-01,11,numb,,0.3,up,\n\
               3.10.2026,2,,,,,\n2026-13-01,2,none+weak,saddle,,,\n2026-10-04,2,,,,,\n2026-10-04,3,,,,,\n\
               ,2,,,,,\n2026-10-05,2,,night,,,,,7\n";
    fs::write(folder.path().join("pain-log.csv"), log).unwrap();
    let checked = said(&["pain", "check"]);
    assert!(checked.matches(" line ").count() >= 8, "{checked}");
    assert!(checked.contains("the column `weather` is not known"), "{checked}");
    said(&["pain", "add", "--date", "2026-10-06", "--morning", "12"]);
}

#[test]
fn nor_do_the_pages_of_the_documentation() {
    let mut pages = vec![root().join("README.md")];
    pages.extend(files_below(&root().join("docs")));
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    assert!(pages.len() >= 4);
    for path in pages {
        claims_nothing(&path.display().to_string(), &fs::read_to_string(&path).unwrap());
    }
}
