//! Bundles for a clinic's record: what FHIR R4 asks for, and what the log and the runs say.
//!
//! `tests/fhir/accepted.fhir.json` is a Bundle that validators of others accepted
//! (`tests/fhir/check.mjs`, which CI also runs on fresh ones). `UPDATE_GOLDEN=1` rewrites it; then it
//! must be checked anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use serde_json::Value;

use crate::{
    cli,
    share::planted,
    support::{files_below, root, sample_data},
};

/// The codes with their names as LOINC has them, and units as UCUM has them. From HL7's Physical
/// Activity guide (duration), HL7 Europe's patient summary (pain) and Stanford's `HealthKitOnFHIR`
/// (steps, distance).
const CODES: [(&str, &str, &str); 4] = [
    ("55411-3", "Exercise duration", "min"),
    ("55423-8", "Number of steps in unspecified time Pedometer", "{steps}"),
    ("55430-3", "Walking distance unspecified time Pedometer", "m"),
    ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported", "{score}"),
];

/// The elements of an Observation that we write; each is one of R4's.
const ELEMENTS: [&str; 10] = [
    "resourceType",
    "status",
    "category",
    "code",
    "effectiveDateTime",
    "effectivePeriod",
    "valueQuantity",
    "note",
    "bodySite",
    "method",
];

fn bundles(export: &Path, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let status = cli::backstride(out.path())
        .args(["export", "--quiet", "--format", "fhir", "--out", "bundles"])
        .args(arguments)
        .arg(export)
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files_below(&out.path().join("bundles"))
        .into_iter()
        .map(|path| (name(&path), fs::read(&path).unwrap()))
        .collect()
}

fn observations(bundle: &[u8]) -> Vec<Value> {
    let bundle: Value = serde_json::from_slice(bundle).unwrap();
    assert_eq!(
        (&bundle["resourceType"], &bundle["type"]),
        (&"Bundle".into(), &"collection".into())
    );
    let entries = bundle["entry"].as_array().unwrap();
    let urls: BTreeSet<&str> = entries.iter().map(|it| it["fullUrl"].as_str().unwrap()).collect();
    assert_eq!(urls.len(), entries.len(), "bdl-7: fullUrl is unique in a bundle");
    assert!(urls.iter().all(|url| is_urn(url)), "{urls:?}");
    entries.iter().map(|entry| entry["resource"].clone()).collect()
}

/// `urn:uuid:` and 8-4-4-4-12 lower-case hex digits, as R4's type `uuid` asks.
fn is_urn(url: &str) -> bool {
    let groups: Vec<&str> = url.trim_start_matches("urn:uuid:").split('-').collect();
    let hex = |text: &str| text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    url.starts_with("urn:uuid:")
        && groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| hex(group))
}

fn of_code<'a>(observations: &'a [Value], code: &str) -> Vec<&'a Value> {
    observations.iter().filter(|it| it["code"]["coding"][0]["code"] == code).collect()
}

fn value(observation: &Value) -> f64 {
    observation["valueQuantity"]["value"].as_f64().unwrap()
}

#[test]
fn an_observation_has_what_r4_asks_for_and_nothing_else() {
    let bundles = bundles(&sample_data(), &[]);
    let names: Vec<&str> = bundles.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["2026-07", "2026-08", "2026-09", "2026-10"].map(|month| format!("{month}.fhir.json"))
    );
    for observation in bundles.values().flat_map(|bundle| observations(bundle)) {
        let keys: Vec<&String> = observation.as_object().unwrap().keys().collect();
        assert!(keys.iter().all(|key| ELEMENTS.contains(&key.as_str())), "{keys:?}");
        assert_eq!(observation["resourceType"], "Observation");
        // 1..1 and bound to a closed list.
        assert_eq!(observation["status"], "final");
        let coding = &observation["code"]["coding"][0];
        assert_eq!(coding["system"], "http://loinc.org");
        let quantity = &observation["valueQuantity"];
        assert_eq!(quantity["system"], "http://unitsofmeasure.org");
        let told = [&coding["code"], &coding["display"], &quantity["code"]];
        let known = CODES.iter().any(|(code, display, unit)| told == [*code, *display, *unit]);
        assert!(known, "{told:?}");
        assert!(quantity["value"].is_number());
        // One of the two, never both: effective[x] is 0..1.
        let effective = ["effectiveDateTime", "effectivePeriod"];
        assert_eq!(effective.iter().filter(|it| !observation[**it].is_null()).count(), 1);
    }
}

#[test]
fn each_cell_of_pain_in_the_log_is_an_observation_of_its_day() {
    let bundle = &bundles(&sample_data(), &["--month", "2026-10"])["2026-10.fhir.json"];
    let told: BTreeSet<(String, String, String)> = of_code(&observations(bundle), "72514-3")
        .iter()
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap().to_owned();
            let code = it["code"]["text"].as_str().unwrap().to_owned();
            (text("effectiveDateTime"), code, value(it).to_string())
        })
        .collect();
    let columns = [
        ("pain_morning", "Pain in the morning"),
        ("pain_before", "Pain before the run, or at that time on a day without one"),
        ("pain_during_max", "Worst pain during the run"),
        ("pain_after_1h", "Pain an hour after the run"),
    ];
    let mut log = csv::Reader::from_path(sample_data().join("pain-log.csv")).unwrap();
    let header = log.headers().unwrap().clone();
    let mut written = BTreeSet::new();
    for row in log.records().map(Result::unwrap) {
        let cell = |name: &str| {
            header.iter().position(|it| it == name).map_or("", |at| row.get(at).unwrap().trim())
        };
        for (column, text) in columns {
            if let Ok(score) = cell(column).parse::<f64>()
                && cell("date").starts_with("2026-10")
            {
                written.insert((cell("date").to_owned(), text.to_owned(), score.to_string()));
            }
        }
    }
    assert!(written.len() > 40, "{}", written.len());
    assert_eq!(told, written);
}

#[test]
fn each_run_has_the_length_distance_and_steps_that_runs_prints_and_its_own_clock() {
    let bundle =
        observations(&bundles(&sample_data(), &["--month", "2026-10"])["2026-10.fhir.json"]);
    let folder = tempfile::tempdir().unwrap();
    let sample = sample_data();
    let (_, out, _) = cli::run(folder.path(), &["runs", "--json", sample.to_str().unwrap()]);
    let runs: Value = serde_json::from_str(&out).unwrap();
    let october: Vec<&Value> = runs["activities"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|run| run["local_date"].as_str().unwrap().starts_with("2026-10"))
        .filter(|run| run["sport"] == "running")
        .collect();
    assert!(october.len() > 10, "{}", october.len());
    let figures = [
        ("55411-3", "timer_s", 60.0, 0.05),
        ("55430-3", "distance_m", 1.0, 0.5),
        ("55423-8", "steps", 1.0, 0.5),
    ];
    for (code, key, scale, rounding) in figures {
        let told = of_code(&bundle, code);
        let known: Vec<&&Value> = october.iter().filter(|run| run[key].is_number()).collect();
        assert_eq!(told.len(), known.len(), "{key}");
        for (told, run) in told.iter().zip(known) {
            let expected = run[key].as_f64().unwrap() / scale;
            assert!((value(told) - expected).abs() <= rounding + 1e-9, "{key}: {expected}");
            // The same moment, written with the offset of where the runner was.
            let start = told["effectivePeriod"]["start"].as_str().unwrap();
            let moment: jiff::Timestamp = start.parse().unwrap();
            let started: jiff::Timestamp = run["started"].as_str().unwrap().parse().unwrap();
            assert_eq!(moment.as_second(), started.as_second());
            let offset = run["utc_offset_s"].as_i64().unwrap() / 3600;
            assert!(start.ends_with(&format!("+{offset:02}:00")), "{start}");
        }
    }
}

#[test]
fn a_bundle_holds_no_name_no_note_no_device_and_no_place() {
    let export = tempfile::tempdir().unwrap();
    planted(export.path());
    let bundles = bundles(export.path(), &[]);
    assert!(bundles.len() >= 2, "{:?}", bundles.keys());
    for (name, bundle) in bundles {
        let text = String::from_utf8(bundle).unwrap();
        // Latitude and longitude as degrees, and the serial in the creator's words.
        for marker in ["MARKER", "47.9", "8.53", "3999123456", "412.7", "script"] {
            assert!(!text.contains(marker), "{name} holds {marker}");
        }
    }
}

#[test]
fn a_month_of_which_nothing_is_known_is_refused_with_those_that_are() {
    let (folder, sample) = (tempfile::tempdir().unwrap(), sample_data());
    for format in ["fhir", "csv"] {
        let arguments = [
            "export",
            "--format",
            format,
            "--month",
            "2025-01",
            "--out",
            "out",
            sample.to_str().unwrap(),
        ];
        let (status, _, said) = cli::run(folder.path(), &arguments);
        assert_eq!(status, 2, "{said}");
        assert!(said.contains("2025-01 has no run and no log row; there are 2026-07"), "{said}");
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
fn tables_of_one_month_hold_its_days_and_no_others() {
    let (folder, sample) = (tempfile::tempdir().unwrap(), sample_data());
    let arguments = [
        "export",
        "--format",
        "csv",
        "--month",
        "2026-09",
        "--out",
        "out",
        sample.to_str().unwrap(),
    ];
    assert_eq!(cli::run(folder.path(), &arguments).0, 0);
    let dates = |table: &str| -> BTreeSet<String> {
        let mut rows = csv::Reader::from_path(folder.path().join("out").join(table)).unwrap();
        let at = rows.headers().unwrap().iter().position(|it| it == "date").unwrap();
        rows.records().map(|row| row.unwrap()[at].to_owned()).collect()
    };
    assert_eq!(dates("days.csv").len(), 30, "September has thirty days");
    for table in ["days.csv", "runs.csv", "readings.csv"] {
        let dates = dates(table);
        assert!(
            !dates.is_empty() && dates.iter().all(|date| date.starts_with("2026-09")),
            "{table}"
        );
    }
}

#[test]
fn the_bundle_that_validators_accepted_is_the_one_that_is_written() {
    let made = &bundles(&root().join("tests/browser/hostile"), &[])["2026-10.fhir.json"];
    let kept_at = root().join("tests/fhir/accepted.fhir.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&kept_at, made).unwrap();
    }
    assert!(fs::read(kept_at).unwrap() == *made, "UPDATE_GOLDEN=1 rewrites it; check it anew");
}
