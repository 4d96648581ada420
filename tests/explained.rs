//! What can be asked of is somewhere to be found: no quantity is explained that no output holds.

use std::collections::BTreeSet;

use backstride::{
    config::Config,
    history::History,
    load::DAY_COLUMNS,
    metrics,
    outing::Setting,
    output::summary,
    page::Units,
    pipeline,
    say::{explain, voice::Voice},
};

use crate::support::root;

/// The newest month of the sample, as other programs get it.
fn summary_of_october() -> String {
    let sample = [root().join("sample-data")];
    let gathered = pipeline::gather(&sample, &[], 2, &Setting::default()).unwrap();
    let config = Config::default();
    let history = History::new(&gathered, None, &config);
    summary(Voice::METRIC.tells(&history.page(&history.months()[0], Units::Metric))).unwrap()
}

#[test]
fn no_quantity_is_explained_that_no_output_holds() {
    // `runs` holds every metric of a run, `days` each of its columns.
    let of_runs = metrics::ROLL.iter().map(|metric| metric.key);
    let of_days = DAY_COLUMNS.iter().map(|column| column.key);
    let held: BTreeSet<&str> = of_runs.chain(of_days).collect();
    // `summary.json` has what needs other runs, and weeks.
    let summary = summary_of_october();
    let nowhere: Vec<&str> = explain::entries()
        .iter()
        .map(|entry| entry.key)
        .filter(|key| !held.contains(key) && !summary.contains(&format!("\"{key}\":")))
        .collect();
    assert_eq!(nowhere, [""; 0]);
}

#[test]
fn every_column_of_the_days_can_be_asked_for_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    for column in DAY_COLUMNS {
        let is_quantity = !explain::asked(column.key).is_empty();
        let text = explain::column_text(column.key).unwrap();
        assert!(is_quantity || text.contains(column.what.split(' ').next().unwrap()), "{text}");
    }
    let (status, text, _) = crate::cli::run(folder.path(), &["explain", "steps_up"]);
    assert!(status == 0 && text.contains("beyond 3 %") && text.contains("days --json"), "{text}");
}

#[test]
fn every_part_of_the_summary_is_told_in_its_document() {
    let summary: serde_json::Value = serde_json::from_str(&summary_of_october()).unwrap();
    let told = std::fs::read_to_string(root().join("docs/summary-json.md")).unwrap();
    let untold =
        summary.as_object().unwrap().keys().filter(|key| !told.contains(&format!("`{key}`")));
    assert_eq!(untold.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn words_that_pages_print_and_people_ask_by_are_answered_and_a_near_miss_is_guessed() {
    let folder = tempfile::tempdir().unwrap();
    let asked = |word: &str| {
        let (status, out, said) = crate::cli::run(folder.path(), &["explain", word]);
        (status, out + &said)
    };
    for (word, answer) in [
        ("flare", "first of three"),
        ("Settled", "1 point more"),
        ("usual range", "56 days"),
        ("measured", "a sensor recorded it"),
        ("overstriding", "ahead of the pelvis"),
        ("bounce", "strap or pod"),
        ("cadence", "cadence_spm"),
        ("jump", "spike_ratio"),
    ] {
        let (status, text) = asked(word);
        assert_eq!(status, 0, "{word}: {text}");
        let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
        assert!(text.contains(answer), "{word}: {text}");
    }
    let (status, text) = asked("setled");
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("did you mean `settled`?"), "{text}");
}
