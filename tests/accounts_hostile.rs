//! Exports that are damaged, or say what cannot be: told, never fatal, and no run that was none.

use std::{fs, path::Path};

use backstride::{
    model::Channel,
    outing::Setting,
    pipeline::{self, OutcomeKind},
    prepare::local_day::LocalSource,
};

use crate::{
    accounts::{count, gathered, mean, runs_of, said_of, zipped},
    cli::run,
    support::apple::{AppleExport, Ran},
};

const WATCH: (&str, &str) = ("Apple Watch", "Watch7,2");

fn written(folder: &Path, export: &AppleExport) -> std::path::PathBuf {
    let path = folder.join("export.xml");
    fs::write(&path, export.xml()).unwrap();
    path
}

fn quantity(name: &str) -> String {
    format!("HKQuantityTypeIdentifier{name}")
}

#[test]
fn dates_that_cannot_be_cost_their_records_and_the_run_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut export = AppleExport::new(0);
    let ran = Ran::default();
    export.run(&ran, &[]);
    // A record that ends before it begins, one of a day, one of another century.
    let (start, end) = (ran.start_s(), ran.end_s());
    let steps = quantity("StepCount");
    export.record(&steps, ("count", "900"), (start + 100, start + 50), WATCH);
    export.record(&steps, ("count", "900"), (start - 90_000, end + 90_000), WATCH);
    export.record(&steps, ("count", "900"), (-2_000_000_000, -2_000_000_000 + 60), WATCH);
    let xml = export.xml().replacen("2026-09-16 15:16:", "2026-02-31 25:61:", 8);
    let path = folder.path().join("export.xml");
    fs::write(&path, xml).unwrap();
    let all = gathered(&path);
    assert_eq!(all.outings.len(), 1, "{:#?}", all.files);
    let near = |key: &str, expected: f64| {
        let found = all.outings[0].value(key).unwrap();
        assert!((found / expected - 1.0).abs() < 0.02, "{key}: {found}");
    };
    near("ground_contact_time_ms", 262.0);
    near("cadence_spm", 168.0);
    let said = format!("{:?}", all.files[0].notices);
    assert!(said.contains("no usable time, value or unit"), "{said}");
}

#[test]
fn a_workout_that_ends_before_it_begins_or_lasts_for_years_is_no_run_that_lasts_for_years() {
    let folder = tempfile::tempdir().unwrap();
    let mut export = AppleExport::new(0);
    export.run(&Ran::default(), &[]);
    export.workout(
        &Ran { started: "2026-09-18T10:00:00Z", lasting_s: -600, ..Ran::default() },
        "Running",
        WATCH,
        &[],
    );
    export.workout(
        &Ran { started: "2019-01-01T10:00:00Z", lasting_s: 50_000_000, ..Ran::default() },
        "Running",
        ("App", ""),
        &[],
    );
    let all = gathered(&written(folder.path(), &export));
    // The real run is there as it was, whatever else claims its time.
    let real = all.outings.iter().find(|it| it.value("ground_contact_time_ms").is_some()).unwrap();
    assert!((real.totals.timer_s.unwrap() - 1200.0).abs() < 1.0);
    assert!(all.outings.len() <= 2, "{:#?}", all.files);
}

#[test]
fn a_run_through_the_night_in_which_the_clocks_change_has_its_own_length_and_day() {
    let folder = tempfile::tempdir().unwrap();
    for (started, local) in [
        // Back at 01:00 UTC on 25 October, and forward at 01:00 UTC on 29 March, in Paris.
        ("2026-10-25T00:50:00Z", "2026-10-25T02:50:00"),
        ("2026-03-29T00:50:00Z", "2026-03-29T01:50:00"),
    ] {
        let mut export = AppleExport::new(1);
        export.run(&Ran { started, ..Ran::default() }, &[]);
        let all = gathered(&written(folder.path(), &export));
        let outing = &all.outings[0];
        assert_eq!(outing.local.at.to_string(), local);
        assert!((outing.totals.elapsed_s.unwrap() - 1200.0).abs() < 1.0);
        assert!((outing.totals.timer_s.unwrap() - 1200.0).abs() < 1.0);
    }
}

#[test]
fn a_traveller_has_each_countrys_day_and_a_run_between_takes_its_neighbours_zone_only_where_they_agree()
 {
    let folder = tempfile::tempdir().unwrap();
    let mut export = AppleExport::new(1);
    let mut add = |started: &'static str, zone: Option<&'static str>| {
        export.run(&Ran { started, zone, ..Ran::default() }, &[]);
    };
    add("2026-08-01T17:00:00Z", Some("Europe/Paris"));
    // Between two of Paris: 00:10 of the next day there.
    add("2026-08-02T22:10:00Z", None);
    add("2026-08-03T17:00:00Z", Some("Europe/Paris"));
    // Between Paris and New York: nobody knows.
    add("2026-08-05T22:10:00Z", None);
    add("2026-08-07T23:30:00Z", Some("America/New_York"));
    // Behind it there is none.
    add("2026-08-09T01:00:00Z", None);
    let path = written(folder.path(), &export);
    let all = gathered(&path);
    let days: Vec<String> = all.outings.iter().map(|it| it.local.at.to_string()).collect();
    assert_eq!(
        days,
        [
            "2026-08-01T19:00:00",
            "2026-08-03T00:10:00",
            "2026-08-03T19:00:00",
            "2026-08-05T22:10:00",
            "2026-08-07T19:30:00",
            "2026-08-09T01:00:00",
        ]
    );
    let has = |at: usize, key: &str| all.outings[at].notices.iter().any(|it| it.key() == key);
    assert_eq!(all.outings[1].local.source, LocalSource::Neighbours);
    assert!(has(1, "zone_of_neighbours") && !has(1, "no_local_time"));
    assert!(has(3, "no_local_time") && has(5, "no_local_time"));
    let file = all.files.iter().find(|it| it.activities.contains(&all.outings[1].key())).unwrap();
    let said = file.notices.join("; ");
    assert!(said.contains("+02:00 off UTC, as of the runs before and after it"), "{said}");
    assert!(!said.contains("told in UTC"), "{said}");
    // A run of the next year does not speak for one of this.
    let mut far = AppleExport::new(1);
    far.run(&Ran { started: "2025-08-01T17:00:00Z", ..Ran::default() }, &[]);
    far.run(&Ran { started: "2026-01-02T22:10:00Z", zone: None, ..Ran::default() }, &[]);
    far.run(&Ran { started: "2026-08-03T17:00:00Z", ..Ran::default() }, &[]);
    let all = gathered(&written(folder.path(), &far));
    assert_eq!(all.outings[1].local.source, LocalSource::Utc);
}

#[test]
fn values_in_a_wrong_unit_do_not_become_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut export = AppleExport::new(0);
    let ran = Ran::default();
    for second in (30..ran.lasting_s).step_by(5) {
        let at = (ran.start_s() + second, ran.start_s() + second);
        // Seconds that say milliseconds, metres that say centimetres, and what is no number.
        export.record(&quantity("RunningGroundContactTime"), ("ms", "0.26"), at, WATCH);
        export.record(&quantity("RunningVerticalOscillation"), ("m", "9"), at, WATCH);
        export.record(&quantity("RunningStrideLength"), ("m", "NaN"), at, WATCH);
        export.record(&quantity("RunningSpeed"), ("km/hr", "10"), at, WATCH);
        export.record(&quantity("HeartRate"), ("count/min", "-5"), at, WATCH);
    }
    export.workout(&ran, "Running", WATCH, &[]);
    let path = written(folder.path(), &export);
    let all = gathered(&path);
    let outing = &all.outings[0];
    for key in
        ["ground_contact_time_ms", "vertical_oscillation_mm", "foot_ahead_mm", "step_length_m"]
    {
        assert_eq!(outing.value(key), None, "{key}");
    }
    let runs = runs_of(&path);
    let activity = runs.values().next().unwrap();
    assert_eq!(count(activity, Channel::StepLength), 0);
    assert_eq!(count(activity, Channel::HeartRate), 0);
    assert!((mean(activity, Channel::Speed).unwrap() - 10.0 / 3.6).abs() < 1e-3);
}

#[test]
fn a_diary_of_what_cannot_be_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut export = AppleExport::new(0);
    let ran = Ran { zone: None, ..Ran::default() };
    export.run(&ran, &[]);
    let at = (ran.start_s(), ran.start_s());
    let back = "HKCategoryTypeIdentifierLowerBackPain";
    let sleep = "HKCategoryTypeIdentifierSleepAnalysis";
    let asleep = "HKCategoryValueSleepAnalysisAsleepCore";
    let word = "HKCategoryValueSeverityMild";
    export.entry(back, "HKCategoryValueSeverityWorst", at, WATCH, Some("Europe/Paris"));
    export.entry(back, word, (at.0, at.0 - 5), WATCH, Some("Europe/Paris"));
    // No zone anywhere, and one that does not exist.
    export.entry(back, word, at, WATCH, None);
    export.entry(back, word, at, WATCH, Some("Mars/Olympus"));
    export.entry(sleep, asleep, (at.0 - 400_000, at.0), WATCH, Some("Europe/Paris"));
    export.record(&quantity("WorkoutEffortScore"), ("appleEffortScore", "11"), at, WATCH);
    export.record(&quantity("Height"), ("cm", "17.8"), at, WATCH);
    let setting = Setting { health_diary: true, ..Setting::default() };
    let path = written(folder.path(), &export);
    let all = pipeline::gather(&[path], &[], 2, &setting).unwrap();
    let health = &all.health;
    assert!(health.back.is_empty() && health.sleep_h.is_empty() && health.height_m.is_empty());
    assert_eq!(health.undated, 2);
    assert_eq!(all.outings[0].rpe, None);
    // Cut within the diary: told, and no panic.
    let xml = export.xml();
    for part in 1..40 {
        let path = folder.path().join("cut.xml");
        fs::write(&path, xml.get(..xml.len() * part / 40).unwrap_or(&xml)).unwrap();
        let all = pipeline::gather(&[path], &[], 2, &setting).unwrap();
        let said = said_of(&all.files);
        assert!(said.contains("incomplete"), "{part}/40: {said}");
    }
}

#[test]
fn an_address_in_a_files_name_is_never_printed() {
    let folder = tempfile::tempdir().unwrap();
    let name = "DI_CONNECT/DI-Connect-Fitness/made.up@example.invalid_0_summarizedActivities.json";
    let summaries = "[{\"summarizedActivitiesExport\": [{\"activityType\": \"running\", \"beginTimestamp\": 1746255600000, \
                     \"startTimeLocal\": 1746262800000, \"startTimeGmt\": 1746255600000, \"duration\": 1800000, \
                     \"distance\": 500000, \"avgDoubleCadence\": 170}]}]";
    let other = ("DI_CONNECT/made.up@example.invalid_broken.fit", &b".FIT"[..]);
    let inner = zipped(&[other]);
    let zip = zipped(&[
        (name, summaries.as_bytes()),
        other,
        ("DI_CONNECT/made.up@example.invalid_Part1.zip", &inner),
    ]);
    fs::write(folder.path().join("export.zip"), zip).unwrap();
    let loose = folder.path().join("unpacked").join(name);
    fs::create_dir_all(loose.parent().unwrap()).unwrap();
    fs::write(&loose, summaries).unwrap();
    let mut said = String::new();
    for command in ["runs", "inspect", "doctor"] {
        for export in ["export.zip", "unpacked"] {
            for json in [true, false] {
                let mut arguments = vec![command, "--no-config", export];
                if json {
                    arguments.push("--json");
                }
                let (_, out, error) = run(folder.path(), &arguments);
                said.push_str(&out);
                said.push_str(&error);
            }
        }
    }
    let (_, out, error) =
        run(folder.path(), &["report", "--no-config", "export.zip", "unpacked", "--out", "out"]);
    said.push_str(&out);
    said.push_str(&error);
    for page in crate::support::files_below(&folder.path().join("out")) {
        said.push_str(&String::from_utf8_lossy(&fs::read(page).unwrap()));
    }
    assert!(said.contains("2025-05-03"), "{said}");
    assert!(!said.contains("made.up") && !said.contains("example.invalid"), "{said}");
}

#[test]
fn an_encrypted_export_says_how_to_open_it() {
    let mut zip = zipped(&[("data/motion path detail data[1746255600000].json", b"[]")]);
    // Bit 0 of the flags, at 6 in the local header and at 8 in the central one, says encrypted.
    for (mark, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let place = zip.windows(4).position(|bytes| bytes == mark).unwrap();
        zip[place + at] |= 1;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huawei.zip");
    fs::write(&path, zip).unwrap();
    let all = gathered(&path);
    assert_eq!(all.files[0].kind, OutcomeKind::Unreadable, "{:?}", all.files);
    let reason = all.files[0].reason.as_ref().unwrap().to_string();
    assert!(reason.contains("encrypted") && reason.contains("7-Zip"), "{reason}");
    assert!(reason.contains("give the folder"), "{reason}");
}
