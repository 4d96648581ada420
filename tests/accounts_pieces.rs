//! Accounts that come in pieces: an export cut into several archives, a folder laid flat, files left on
//! the phone, an account without a run.

use std::{collections::BTreeMap, fs};

use backstride::{
    model::{Channel, Severity},
    outing::Setting,
    pipeline::{self, OutcomeKind},
};
use jiff::{civil::date, tz::TimeZone};

use crate::{
    accounts::{count, gathered, mean, runs_of, said_of, zipped},
    cli::run,
    support::apple::{AppleExport, Ran, route},
};

const LIST: &str = "[{\"logId\": 1, \"activityTypeId\": 90009, \"duration\": 600000, \"activeDuration\": 600000, \
    \"distance\": 2.0, \"distanceUnit\": \"Kilometer\", \"steps\": 1680, \"logType\": \"tracker\", \
    \"startTime\": \"05/03/26 10:00:00\"}]";

/// A contact time of 251 ms every five seconds of Google's run.
fn contacts() -> String {
    let row = |second: u32| {
        format!("2026-05-03T10:{:02}:{:02}Z,251,Pixel Watch 3\n", second / 60, second % 60)
    };
    let rows: String = (0..600).step_by(5).map(row).collect();
    format!("timestamp,ground contact time,data source\n{rows}")
}

/// Steps of each of its minutes.
fn steps() -> String {
    let row = |minute: u32| format!("2026-05-03T10:{minute:02}:00Z,168,Pixel Watch 3\n");
    let rows: String = (0..10).map(row).collect();
    format!("timestamp,steps,data source\n{rows}")
}

#[test]
fn an_export_that_google_cut_into_numbered_archives_is_one_account() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, files: &[(&str, &[u8])]| {
        fs::write(folder.path().join(name), zipped(files)).unwrap();
    };
    // A recording that lies with the tables is read by itself.
    let track = b"<gpx><trk><type>hiking</type><trkseg><trkpt lat=\"47\" lon=\"8\"><time>2026-05-04T10:00:00Z</time></trkpt>\
        <trkpt lat=\"47.001\" lon=\"8\"><time>2026-05-04T10:01:00Z</time></trkpt></trkseg></trk></gpx>";
    write(
        "takeout-20260512T080000Z-001.zip",
        &[
            ("a/ground_contact_time.csv", contacts().as_bytes()),
            ("a/steps.csv", steps().as_bytes()),
            ("a/x.gpx", track),
        ],
    );
    write("takeout-20260512T080000Z-002.zip", &[("b/exercise-0.json", LIST.as_bytes())]);
    let all = gathered(folder.path());
    let run = all.outings.iter().find(|it| it.is_run()).unwrap();
    assert!((run.value("ground_contact_time_ms").unwrap() - 251.0).abs() < 1.0, "{:#?}", all.files);
    assert_eq!(all.outings.len(), 2, "{:#?}", all.files);
    let piece = all.files.iter().find(|it| it.path.ends_with("-001.zip")).unwrap();
    assert_eq!(piece.kind, OutcomeKind::NotAnActivity);
    let reason = piece.reason.as_ref().unwrap().to_string();
    assert!(reason.contains("part of an export of Google Health"), "{reason}");

    // Of another date it is another export.
    fs::rename(
        folder.path().join("takeout-20260512T080000Z-001.zip"),
        folder.path().join("takeout-20260612T080000Z-001.zip"),
    )
    .unwrap();
    let all = gathered(folder.path());
    let run = all.outings.iter().find(|it| it.is_run()).unwrap();
    assert_eq!(run.value("ground_contact_time_ms"), None);
}

/// The name of a course of Samsung's, and the table of its run.
fn samsung() -> (String, String) {
    let live = "42d0.com.samsung.health.exercise.live_data.json";
    let (names, cells): (Vec<&str>, Vec<&str>) = [
        ("start_time", "2025-05-04 06:00:00.000"),
        ("end_time", "2025-05-04 06:10:00.000"),
        ("duration", "600000"),
        ("exercise_type", "1002"),
        ("time_offset", "UTC+0200"),
        ("live_data", live),
        ("pkg_name", "com.sec.android.app.shealth"),
        ("mean_cadence", "168"),
    ]
    .into_iter()
    .unzip();
    let header: Vec<String> =
        names.iter().map(|name| format!("com.samsung.health.exercise.{name}")).collect();
    let table = format!(
        "com.samsung.shealth.exercise,6310024,8\n{}\n{}\n",
        header.join(","),
        cells.join(",")
    );
    (live.to_owned(), table)
}

#[test]
fn files_of_a_run_are_found_where_somebody_laid_all_of_them_into_one_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (live, table) = samsung();
    let course: Vec<String> = (0..600_i64)
        .map(|second| {
            let at = 1_746_338_400_000 + 1000 * second;
            format!("{{\"heart_rate\":150.0,\"cadence\":168,\"start_time\":{at}}}")
        })
        .collect();
    let main = folder.path().join("com.samsung.shealth.exercise.2025.csv");
    fs::write(&main, table).unwrap();
    fs::write(folder.path().join(live), format!("[{}]", course.join(","))).unwrap();
    let runs = runs_of(&main);
    let run = runs.values().next().unwrap();
    assert_eq!(count(run, Channel::HeartRate), 600);
}

#[test]
fn a_course_that_stayed_on_the_phone_is_told_of_and_the_sums_count() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("com.samsung.shealth.exercise.2025.csv"), samsung().1).unwrap();
    let (status, said, _) = run(folder.path(), &["doctor", "--no-config", "."]);
    assert_eq!(status, 1);
    assert!(said.contains("files of a run's course are not in the export"), "{said}");
    assert!(said.contains("give it whole"), "{said}");
    assert_eq!(gathered(folder.path()).outings[0].value("cadence_spm"), Some(168.0));
}

#[test]
fn a_step_rate_told_once_a_minute_holds_for_its_minute() {
    let start = 1_714_608_000_000_i64;
    let line =
        |minute: i64| format!("tp=s-r;k={};v={};\\n", start + 60_000 * minute, 164 + minute % 5);
    let lines: String = (0..20).map(line).collect();
    let text = format!(
        "[{{\"motionPathData\": [{{\"sportType\": 4, \"startTime\": {start}, \"endTime\": {}, \"totalTime\": 1200000, \
         \"totalDistance\": 3300, \"totalSteps\": 3320, \"timeZone\": \"+0800\", \
         \"attribute\": \"HW_EXT_TRACK_DETAIL@is{lines}\"}}]}}]",
        start + 1_200_000
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("motion path detail data.json");
    fs::write(&path, text).unwrap();
    let runs = runs_of(&path);
    let run = runs.values().next().unwrap();
    assert_eq!(
        run.samples.get(Channel::Cadence).unwrap().origin.to_string(),
        "huawei.step_rate, counted over 60 s"
    );
    // 164 to 168 in turn.
    assert!((mean(run, Channel::Cadence).unwrap() - 166.0).abs() < 0.2);
    let cadence = gathered(&path).outings[0].value("cadence_spm").unwrap();
    assert!((cadence - 166.0).abs() < 0.5, "{cadence}");
}

#[test]
fn the_diary_of_an_account_without_a_run_counts_where_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let at = "2026-09-18T22:30:00Z".parse::<jiff::Timestamp>().unwrap().as_second();
    let mut export = AppleExport::new(1);
    let mild = "HKCategoryValueSeverityMild";
    let back = "HKCategoryTypeIdentifierLowerBackPain";
    let phone = ("Plantedname's iPhone", "iPhone15,2");
    export.entry(back, mild, (at, at), phone, None);
    export.entry(back, mild, (at, at), phone, Some("America/New_York"));
    fs::write(folder.path().join("export.xml"), export.xml()).unwrap();
    let nights = "sleep_id,minutes_asleep,sleep_start,end_utc_offset,sleep_end\n\
                  1,420,2026-09-17T22:10:00Z,+09:00,2026-09-18T15:30:00Z\n";
    fs::write(folder.path().join("UserSleeps.csv"), nights).unwrap();
    let asked = |zone: Option<&str>| {
        let time_zone = zone.map(|zone| TimeZone::get(zone).unwrap());
        let setting = Setting { health_diary: true, time_zone, ..Setting::default() };
        pipeline::gather(&[folder.path().to_owned()], &[], 2, &setting).unwrap()
    };
    let september = |day| date(2026, 9, day);
    let all = asked(None);
    assert!(all.outings.is_empty());
    // 18:30 in New York; and of the other entry nobody knows the day.
    assert_eq!(all.health.back, BTreeMap::from([(september(18), Severity::Mild)]));
    assert_eq!(all.health.sleep_h, BTreeMap::from([(september(19), 7.0)]));
    assert_eq!(all.health.undated, 1);
    let said = said_of(&all.files);
    assert!(said.contains("0 runs, lower-back pain in words on 1 day"), "{said}");
    assert!(said.contains("1 entry of the account's own diary left out"), "{said}");
    // Half past midnight at home.
    let all = asked(Some("Europe/Paris"));
    let days: Vec<_> = all.health.back.keys().copied().collect();
    assert_eq!((days, all.health.undated), (vec![september(18), september(19)], 0));
    assert!(gathered(folder.path()).health.is_empty());
}

#[test]
fn the_methods_say_how_far_apart_an_accounts_values_lie() {
    let folder = tempfile::tempdir().unwrap();
    let mut export = AppleExport::new(1);
    for started in [
        "2026-09-08T15:00:00Z",
        "2026-09-10T15:00:00Z",
        "2026-09-12T15:00:00Z",
        "2026-09-14T15:00:00Z",
    ] {
        export.run(&Ran { started, ..Ran::default() }, &[]);
    }
    fs::write(folder.path().join("export.xml"), export.xml()).unwrap();
    run(folder.path(), &["report", "--no-config", "export.xml", "--out", "out"]);
    let page = fs::read_to_string(folder.path().join("out/2026-09/report.html")).unwrap();
    let (_, methods) = page.split_once("How each number is made").unwrap();
    for said in
        ["On this page a value every 5 s.", "On this page from counted steps, 20 s at a time."]
    {
        assert!(methods.contains(said), "{said}");
    }
}

#[test]
fn a_run_that_another_service_holds_too_is_one_run_with_the_accounts_form() {
    let folder = tempfile::tempdir().unwrap();
    let (mut export, ran) = (AppleExport::new(1), Ran::default());
    export.run(&ran, &[]);
    fs::write(folder.path().join("export.xml"), export.xml()).unwrap();
    let elsewhere = route(&ran)
        .replace("Apple Health Export", "StravaGPX")
        .replace("<name>Route</name>", "<type>running</type>");
    fs::write(folder.path().join("strava.gpx"), elsewhere).unwrap();
    let all = gathered(folder.path());
    assert_eq!(all.outings.len(), 1, "{:#?}", all.files);
    let run = &all.outings[0];
    assert_eq!(run.merged_from.len(), 1);
    assert!((run.value("ground_contact_time_ms").unwrap() - 262.0).abs() < 2.0);
    assert!((run.totals.distance_m.unwrap() / (1200.0 * ran.speed_m_per_s) - 1.0).abs() < 0.02);
}
