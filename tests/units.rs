//! A page speaks one system of units: through the real program, every word of page, index and PDF.

use std::{collections::BTreeSet, fs, path::Path, process::Command as Program};

use crate::{
    cli,
    support::{files_below, sample_data},
};

/// Words that only one system has. "Foot", "feet" and "in" are parts of the body and of sentences
/// first; heights and lengths in them would come with `ft` or a number before `in`.
const METRIC: &[&str] = &[
    "km",
    "/km",
    "min/km",
    "km/h",
    "m",
    "cm",
    "mm",
    "m/s",
    "kg",
    "kN/m",
    "metre",
    "metres",
    "kilometre",
    "kilometres",
    "kilometer",
    "kilometers",
    "meter",
    "meters",
];
const IMPERIAL: &[&str] =
    &["mi", "/mi", "min/mi", "mph", "mile", "miles", "ft", "yd", "yards", "inch", "inches", "lb"];

/// What may stand in metres on any page, and why. Lengths of a step and of a bounce are shown as
/// watches of either setting and the studies show them, and stiffness has no other unit in use.
const MEASURED_IN_METRES: &[&str] = &[
    "Bounce, mm",
    "Step length, m",
    "Reach, m",
    "Leg stiffness, kN/m",
    "Vertical stiffness, kN/m",
    // The speeds at which runners with markers were tested.
    "2.5 to 4.5 m/s",
];

/// The text between a page's tags and the words it reads aloud, without the methods: those cite
/// studies, which were done in metres.
fn words_of_page(html: &str) -> String {
    let body = html.split("<body").nth(1).unwrap();
    let (before, methods) = match body.split_once("<details class=\"methods\">") {
        Some((before, rest)) => (before, rest.split_once("</details>").unwrap().1),
        None => (body, ""),
    };
    let mut text = String::new();
    for piece in [before, methods].into_iter().flat_map(|part| part.split('<')) {
        let (tag, shown) = piece.split_once('>').unwrap_or(("", piece));
        if tag.starts_with("script") || tag.starts_with("style") {
            continue;
        }
        for label in ["data-label=\"", "aria-label=\"", "alt=\""] {
            text.extend(tag.split(label).skip(1).filter_map(|rest| rest.split('"').next()));
            text.push('\n');
        }
        text.push_str(shown);
        text.push('\n');
    }
    text
}

/// The words of a PDF as poppler reads them; none, and said so, where it is not installed.
fn words_of_pdf(path: &Path) -> Option<String> {
    let output = Program::new("pdftotext").arg(path).arg("-").output().ok();
    if output.is_none() {
        eprintln!("skipped: pdftotext is not installed");
    }
    output.map(|output| String::from_utf8(output.stdout).unwrap())
}

/// Units of the other system, each with the words round it.
fn strangers(text: &str, strange: &[&str], shown_anyway: &[&str]) -> BTreeSet<String> {
    let mut text = text.to_owned();
    for phrase in shown_anyway {
        text = text.replace(phrase, "");
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| {
        // `12km` and `12 km,` are the unit too.
        let word = word.trim_matches(|it: char| !it.is_alphanumeric() && it != '/');
        word.trim_start_matches(|it: char| it.is_ascii_digit() || it == '.').to_owned()
    };
    (0..words.len())
        .filter(|&at| strange.contains(&bare(words[at]).as_str()))
        .map(|at| words[at.saturating_sub(6)..(at + 4).min(words.len())].join(" "))
        .collect()
}

/// All text that the program writes for people in these units.
fn texts(units: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample_data();
    // September has a spike to tell of, October a plan and a change of form.
    let months = ["--month", "2026-09", "--month", "2026-10"];
    let arguments = ["report", sample.to_str().unwrap(), "--units", units, "--share=days"];
    let arguments = [&arguments[..], &months, &["--out", "out"]].concat();
    let (status, _, said) = cli::run(folder.path(), &arguments);
    assert_eq!(status, 0, "{said}");
    let mut texts = vec![("standard error".to_owned(), said)];
    for path in files_below(&folder.path().join("out")) {
        let text = match path.extension().and_then(|ending| ending.to_str()) {
            Some("html") => Some(words_of_page(&fs::read_to_string(&path).unwrap())),
            Some("pdf") => words_of_pdf(&path),
            _ => None,
        };
        texts.extend(text.map(|text| (path.display().to_string(), text)));
        if path.ends_with("summary.json") {
            let summary: serde_json::Value =
                serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            let said = [&summary["headline"], &summary["plan"]].map(ToString::to_string).concat();
            texts.push((path.display().to_string(), said));
        }
    }
    let (_, out, _) =
        cli::run(folder.path(), &["runs", "--units", units, sample.to_str().unwrap()]);
    texts.push(("runs".to_owned(), out));
    texts
}

fn assert_no(strange: &[&str], units: &str, shown_anyway: &[&str]) {
    let texts = texts(units);
    // The log, two pages with their copies and numbers, the year, the index, the runs; and four PDFs.
    assert!([10, 14].contains(&texts.len()), "{} texts", texts.len());
    for (name, text) in texts {
        let found = strangers(&text, strange, shown_anyway);
        assert!(found.is_empty(), "{units} {name}: {found:#?}");
    }
}

#[test]
fn a_page_in_miles_holds_no_kilometre() {
    // A bounce stands with its value in rows, labels and figures; the unit follows a number.
    let millimetres: Vec<&str> = METRIC.iter().copied().filter(|unit| *unit != "mm").collect();
    assert_no(&millimetres, "imperial", MEASURED_IN_METRES);
}

#[test]
fn a_page_in_kilometres_holds_no_mile() {
    assert_no(IMPERIAL, "metric", &[]);
}

#[test]
fn a_unit_of_the_other_system_would_be_found() {
    let page = "<body><p>Longest run 12.7 km, on 3 October</p><b data-label=\"5:48 /km\"></b>\
                <details class=\"methods\">over 100 km</details><p>8 mi</p>";
    let text = words_of_page(page);
    assert_eq!(strangers(&text, METRIC, &[]).len(), 2, "{text}");
    assert_eq!(strangers(&text, IMPERIAL, &[]).len(), 1, "{text}");
}
