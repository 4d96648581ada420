//! What an account keeps beside the runs: read only where it is asked for, and then as another program
//! reads it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use backstride::{
    cohort::{self, Inputs, Pages, Wanted},
    config::Config,
    levels::Cells,
    model::Severity,
    outing::Setting,
    pain, pipeline,
};
use jiff::civil::{Date, date};

use crate::{
    accounts::zipped,
    cli::run,
    support::{
        apple::{AppleExport, Ran},
        real_files,
    },
};

const BACK: &str = "HKCategoryTypeIdentifierLowerBackPain";
const SLEEP: &str = "HKCategoryTypeIdentifierSleepAnalysis";
const WATCH: (&str, &str) = ("Apple Watch", "Watch7,2");
const PHONE: (&str, &str) = ("Plantedname's iPhone", "iPhone15,2");
const APP: (&str, &str) = ("AutoSleep", "");

fn asked(path: &Path) -> pipeline::Gathered {
    let setting = Setting { health_diary: true, ..Setting::default() };
    pipeline::gather(&[path.to_owned()], &[], 2, &setting).unwrap()
}

fn second(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_second()
}

/// An export with a run on 16 September in Paris, and a diary about it.
fn export() -> AppleExport {
    let mut export = AppleExport::new(1);
    let ran = Ran::default();
    export.run(&ran, &[]);
    let at = |text: &str| (second(text), second(text));
    let word = |word: &str| format!("HKCategoryValueSeverity{word}");
    export.entry(BACK, &word("Mild"), at("2026-09-16T06:00:00Z"), PHONE, None);
    export.entry(BACK, &word("Moderate"), at("2026-09-16T20:00:00Z"), PHONE, None);
    export.entry(BACK, &word("NotPresent"), at("2026-09-17T20:00:00Z"), PHONE, None);
    // Past midnight in Paris, by the export's offset the day before; and one in a zone of its own.
    export.entry(BACK, &word("Severe"), at("2026-09-18T22:30:00Z"), PHONE, None);
    export.entry(
        BACK,
        &word("Unspecified"),
        at("2026-09-21T03:00:00Z"),
        PHONE,
        Some("America/New_York"),
    );
    // Of another kind, in another zone, behind an entry that tells none.
    let other = "HKCategoryTypeIdentifierHeadache";
    export.entry(other, "PlantedMood", at("2026-09-18T22:30:00Z"), PHONE, Some("Asia/Tokyo"));
    export.entry(BACK, "7", at("2026-09-22T12:00:00Z"), PHONE, None);
    // A night of stages within time in bed, another app's night over it, and a nap.
    let span = |from: &str, to: &str| (second(from), second(to));
    let stage = |name: &str| format!("HKCategoryValueSleepAnalysis{name}");
    let night = span("2026-09-15T20:00:00Z", "2026-09-16T05:00:00Z");
    export.entry(SLEEP, &stage("InBed"), night, PHONE, None);
    export.entry(SLEEP, &stage("AsleepUnspecified"), night, APP, None);
    for (name, from, to) in [
        ("AsleepCore", "2026-09-15T20:30:00Z", "2026-09-15T21:30:00Z"),
        ("AsleepDeep", "2026-09-15T21:30:00Z", "2026-09-16T00:00:00Z"),
        ("Awake", "2026-09-16T00:00:00Z", "2026-09-16T01:00:00Z"),
        ("AsleepREM", "2026-09-16T01:00:00Z", "2026-09-16T04:00:00Z"),
        // The same stage twice, from a restored phone.
        ("AsleepREM", "2026-09-16T01:00:00Z", "2026-09-16T04:00:00Z"),
        ("AsleepCore", "2026-09-16T12:00:00Z", "2026-09-16T12:30:00Z"),
    ] {
        export.entry(SLEEP, &stage(name), span(from, to), WATCH, None);
    }
    let effort = (ran.start_s(), ran.end_s());
    let quantity = |name: &str| format!("HKQuantityTypeIdentifier{name}");
    export.record(
        &quantity("EstimatedWorkoutEffortScore"),
        ("appleEffortScore", "9"),
        effort,
        WATCH,
    );
    export.record(&quantity("WorkoutEffortScore"), ("appleEffortScore", "6"), effort, WATCH);
    let morning = at("2026-09-16T05:00:00Z");
    export.record(&quantity("BodyMass"), ("lb", "160"), morning, PHONE);
    export.record(&quantity("Height"), ("in", "70"), morning, PHONE);
    export.record(&quantity("BodyMass"), ("kg", "7"), at("2026-09-20T05:00:00Z"), PHONE);
    export
}

#[test]
fn a_phones_diary_is_read_where_it_is_asked_for_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.xml");
    fs::write(&path, export().xml()).unwrap();
    let all = asked(&path);
    let september = |day| date(2026, 9, day);
    let expected = [
        (september(16), Severity::Moderate),
        (september(17), Severity::NotPresent),
        (september(19), Severity::Severe),
        (september(20), Severity::Unspecified),
    ];
    assert_eq!(all.health.back, BTreeMap::from(expected));
    // Six and a half hours of the night, and half an hour of the nap; the app's nine do not count.
    assert_eq!(all.health.sleep_h, BTreeMap::from([(september(16), 7.0)]));
    // 160 lb and 70 in, by hand; seven kilograms are nobody's.
    let (day, kg) = all.health.mass_kg.iter().next_back().unwrap();
    assert!(*day == september(16) && (kg - 72.574_779).abs() < 1e-6, "{kg}");
    assert!((all.health.height_m[&september(16)] - 1.778).abs() < 1e-9);
    assert_eq!(all.outings[0].rpe, Some(6.0));
    // A run is the same run whether its diary is read or not.
    let unasked = crate::accounts::gathered(&path);
    assert!(unasked.health.is_empty());
    assert_eq!(unasked.outings[0].rpe, None);
    assert_eq!(unasked.outings[0].key(), all.outings[0].key());
}

#[test]
fn googles_nights_are_opened_where_they_are_asked_for_and_count_on_the_day_of_waking() {
    let list = "[{\"logId\": 1, \"activityTypeId\": 90009, \"duration\": 1200000, \"activeDuration\": 1200000, \
                \"distance\": 3.0, \"distanceUnit\": \"Kilometer\", \"steps\": 3360, \"startTime\": \"05/03/26 10:00:00\"}]";
    let nights = "sleep_id,minutes_asleep,sleep_start,end_utc_offset,sleep_end\n\
                  1,431,2026-05-02T14:10:00Z,+09:00,2026-05-02T22:00:00Z\n\
                  1,431,2026-05-02T14:10:00Z,+09:00,2026-05-02T22:00:00Z\n\
                  2,0,2026-05-04T14:10:00Z,+09:00,2026-05-04T22:00:00Z\n\
                  3,60,2026-05-05T14:10:00Z,,2026-05-05T22:00:00Z\n";
    let folder = tempfile::tempdir().unwrap();
    let (zip, unpacked) = (folder.path().join("takeout.zip"), folder.path().join("takeout"));
    fs::create_dir(&unpacked).unwrap();
    fs::write(
        &zip,
        zipped(&[("a/exercise-0.json", list.as_bytes()), ("a/UserSleeps.csv", nights.as_bytes())]),
    )
    .unwrap();
    fs::write(unpacked.join("exercise-0.json"), list).unwrap();
    fs::write(unpacked.join("UserSleeps.csv"), nights).unwrap();
    for path in [&zip, &unpacked] {
        let all = asked(path);
        let expected = BTreeMap::from([(date(2026, 5, 3), 431.0 / 60.0)]);
        assert_eq!((all.health.sleep_h, all.health.undated), (expected, 1));
        assert_eq!(all.outings.len(), 1);
        let unasked = crate::accounts::gathered(path);
        assert!(unasked.health.is_empty());
        let said = crate::accounts::said_of(&unasked.files);
        assert!(said.contains("not opened"), "{said}");
    }
}

#[test]
fn nights_fill_blank_cells_of_the_log_in_the_library_as_in_the_program() {
    let list = "[{\"logId\": 1, \"activityTypeId\": 90009, \"duration\": 1200000, \"activeDuration\": 1200000, \
                \"distance\": 3.0, \"distanceUnit\": \"Kilometer\", \"steps\": 3360, \"startTime\": \"05/03/26 10:00:00\"}]";
    let nights = "sleep_id,minutes_asleep,sleep_start,end_utc_offset,sleep_end\n\
                  1,420,2026-05-02T14:10:00Z,+09:00,2026-05-02T22:00:00Z\n\
                  2,420,2026-05-03T14:10:00Z,+09:00,2026-05-03T22:00:00Z\n";
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("takeout")).unwrap();
    fs::write(at("takeout/exercise-0.json"), list).unwrap();
    fs::write(at("takeout/UserSleeps.csv"), nights).unwrap();
    let log = "date,pain_morning,sleep_h\n2026-05-03,2,\n2026-05-04,3,5\n";
    fs::write(at("pain-log.csv"), log).unwrap();
    for (asks, first) in [(true, Some(7.0)), (false, None)] {
        let settings = format!("[pain]\nlog = \"pain-log.csv\"\n[import]\nhealth_diary = {asks}\n");
        fs::write(at("backstride.toml"), &settings).unwrap();
        let (_, printed, told) = run(folder.path(), &["days", "takeout", "--json"]);
        let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
        let of_day = |day: &str| {
            let rows = printed["days"].as_array().unwrap();
            rows.iter().find(|row| row["date"] == day).unwrap()["sleep_h"].as_f64()
        };
        // 420 minutes by hand; the second night is the log's own five hours.
        assert_eq!([of_day("2026-05-03"), of_day("2026-05-04")], [first, Some(5.0)]);
        assert_eq!(told.contains("on 2026-05-04 the log and the account"), asks, "{told}");

        let config = Config::read(&settings).unwrap();
        let sources = pipeline::find(&[at("takeout")], &[]).unwrap();
        let log = pain::read(log.as_bytes(), &cohort::columns(&config), "log").unwrap();
        let inputs = Inputs { sources: &sources, log: Some(&log), plan: None, config: &config };
        let wanted = Wanted { pages: Pages::None, months: &[], threads: 1 };
        let made = cohort::runner(inputs, wanted, &|_| ()).unwrap();
        let column = |key: &str| {
            made.days.columns.iter().find(|column| column.key == key).unwrap().cells.clone()
        };
        let Cells::Days(days) = column("date") else { panic!("days are days") };
        let Cells::Numbers(sleep_h) = column("sleep_h") else { panic!("hours are numbers") };
        let of_library = |day| sleep_h[days.iter().position(|it| *it == Some(day)).unwrap()];
        assert_eq!(
            [of_library(date(2026, 5, 3)), of_library(date(2026, 5, 4))],
            [first, Some(5.0)]
        );
        let differing = if asks { vec![date(2026, 5, 4)] } else { Vec::new() };
        assert_eq!(made.differing_nights, differing);
    }
}

#[test]
fn words_of_the_phone_stand_beside_the_scores_and_no_figure_takes_them_in() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("export.xml"), export().xml()).unwrap();
    let log = "date,pain_morning,sleep_h\n2026-09-16,2,\n2026-09-17,3,5\n2026-09-18,1,\n";
    fs::write(folder.path().join("pain-log.csv"), log).unwrap();
    let page = |setting: &str| {
        fs::write(folder.path().join("backstride.toml"), setting).unwrap();
        let (_, _, error) = run(folder.path(), &["report", "export.xml", "--out", "out"]);
        let html = fs::read_to_string(folder.path().join("out/2026-09/report.html")).unwrap();
        let json = fs::read_to_string(folder.path().join("out/2026-09/summary.json")).unwrap();
        (html, json, error)
    };
    let (html, json, _) = page("[import]\nhealth_diary = true\n");
    for said in ["Lower back, in words", "severe on", "moderate on", "apart from the 0–10 scores"]
    {
        assert!(html.contains(said), "{said}");
    }
    let (without, plain, _) = page("");
    assert!(!without.contains("Lower back, in words"));
    let pain = |json: &str| -> serde_json::Value {
        let mut value: serde_json::Value = serde_json::from_str(json).unwrap();
        let pain = value.get_mut("pain").expect("the summary tells pain");
        // Hours of sleep are what the diary adds to a row that has none.
        if let Some(pain) = pain.as_object_mut() {
            pain.remove("sleep_h");
        }
        pain.clone()
    };
    assert_eq!(pain(&json), pain(&plain));
}

#[test]
fn every_diary_of_the_samples_agrees_with_another_programs_reading() {
    let Some(data) = real_files() else {
        eprintln!("no samples beside the repository; 0 files covered");
        return;
    };
    let Ok(table) = fs::read_to_string(data.join("accounts-diary-oracle.tsv")) else { return };
    let rows: Vec<Vec<&str>> =
        table.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let paths: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    assert!(!paths.is_empty());
    for path in paths {
        let all = asked(&data.join(path));
        let mut days: BTreeMap<&str, BTreeSet<Date>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row[0] == path) {
            let day: Date = row[1].parse().unwrap();
            days.entry(row[2]).or_default().insert(day);
            let near = |found: Option<f64>| {
                let expected: f64 = row[3].parse().unwrap();
                let found = found.unwrap_or(f64::NAN);
                assert!((found - expected).abs() < 1e-3, "{row:?}: {found}");
            };
            match row[2] {
                "low_back_pain" => {
                    let word = row[5].strip_prefix("severest: ").unwrap();
                    assert_eq!(format!("{:?}", all.health.back[&day]), word, "{row:?}");
                }
                "sleep" => near(all.health.sleep_h.get(&day).copied()),
                "Height" => near(all.health.height_m.get(&day).copied()),
                "BodyMass" => near(all.health.mass_kg.get(&day).copied()),
                kind => {
                    let at = second(row[5].strip_prefix("at ").unwrap());
                    let run = all.outings.iter().find(|it| it.started.as_second() == at).unwrap();
                    match kind {
                        "WorkoutEffortScore" => near(run.rpe),
                        "EstimatedWorkoutEffortScore" => {
                            assert_ne!(run.rpe, row[3].parse().ok(), "{row:?}");
                        }
                        other => panic!("{other} is not known here"),
                    }
                }
            }
        }
        let mut of = |kind: &str| days.remove(kind).unwrap_or_default();
        assert_eq!(
            all.health.back.into_keys().collect::<BTreeSet<_>>(),
            of("low_back_pain"),
            "{path}"
        );
        assert_eq!(all.health.sleep_h.into_keys().collect::<BTreeSet<_>>(), of("sleep"), "{path}");
        assert_eq!(
            all.health.mass_kg.into_keys().collect::<BTreeSet<_>>(),
            of("BodyMass"),
            "{path}"
        );
    }
}
