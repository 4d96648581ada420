//! Exports of Google, Samsung, Huawei, Polar and Garmin: small ones made here, of which everything is
//! known, as a folder and as a zip.

use std::{fs, io::Write as _};

use backstride::{
    outing::Setting,
    pipeline::{self, Keep, OutcomeKind, Reader},
};
use jiff::Timestamp;

use crate::accounts::{gathered, zipped};

/// A folder of files, and what is gathered from it and from its zip: the same.
fn from_folder_and_zip(files: &[(&str, &[u8])]) -> pipeline::Gathered {
    let folder = tempfile::tempdir().unwrap();
    let zip = folder.path().join("account.zip");
    fs::write(&zip, zipped(files)).unwrap();
    let packed = gathered(&zip);
    let unpacked = folder.path().join("account");
    for (name, bytes) in files {
        let path = unpacked.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let loose = gathered(&unpacked);
    let keys = |all: &pipeline::Gathered| -> Vec<String> {
        all.outings.iter().map(|outing| outing.key()).collect()
    };
    assert_eq!(keys(&packed), keys(&loose), "{:#?}", loose.files);
    packed
}

#[test]
fn fitbits_list_and_googles_tables_are_one_account_and_local_time_comes_from_the_table() {
    let exercise = |kind: u32, start: &str, log: &str| {
        format!(
            "{{\"logId\": 1, \"activityName\": \"PlantedRun\", \"activityTypeId\": {kind}, \"duration\": 1200000, \
             \"activeDuration\": 1200000, \"distance\": 2.0, \"distanceUnit\": \"Mile\", \"steps\": 3360, \
             \"averageHeartRate\": 147, \"logType\": \"{log}\", \"startTime\": \"{start}\", \
             \"source\": {{\"name\": \"Pixel Watch 3\"}}}}"
        )
    };
    let list = format!(
        "[{}, {}, {}]",
        exercise(90009, "05/11/26 22:20:00", "tracker"),
        exercise(90009, "05/11/26 22:20:05", "mobile_run"),
        exercise(90013, "05/12/26 10:00:00", "tracker"),
    );
    let table = "exercise_id,exercise_start,exercise_end,utc_offset,activity_name,log_type,tracker_total_steps\n\
        1,2026-05-11T22:20:03.000Z,2026-05-11T22:40:00Z,+02:00,Run,TRACKER,3360\n\
        2,2026-05-14T10:00:03.000Z,2026-05-14T10:20:00Z,+02:00,Treadmill,TRACKER,3300\n";
    let at = |second: u32| format!("2026-05-11T22:{:02}:{:02}Z", 20 + second / 60, second % 60);
    let mut contact = "timestamp,ground contact time,data source\n".to_owned();
    let mut steps = "timestamp,steps,data source\n".to_owned();
    for second in (30..1190).step_by(5) {
        contact.push_str(&format!("{},251,Pixel Watch 3\n", at(second)));
    }
    for minute in 0..20 {
        steps.push_str(&format!("{},168,Pixel Watch 3\n", at(60 * minute)));
        steps.push_str(&format!("{},150,MobileTrack\n", at(60 * minute)));
    }
    let all = from_folder_and_zip(&[
        ("Takeout/Fitbit/Global Export Data/exercise-0.json", list.as_bytes()),
        ("Takeout/Fitbit/Health Fitness Data_GoogleData/UserExercises_2026.csv", table.as_bytes()),
        (
            "Takeout/Fitbit/Physical Activity_GoogleData/ground_contact_time_2026-05-11.csv",
            contact.as_bytes(),
        ),
        ("Takeout/Fitbit/Physical Activity_GoogleData/steps_2026-05-11.csv", steps.as_bytes()),
        ("Takeout/Fitbit/Your Profile/Profile.csv", b"id,full_name\n0,Plantedname\n"),
    ]);
    assert_eq!(all.outings.len(), 2);
    let (run, indoor) = (&all.outings[0], &all.outings[1]);
    // Past midnight where the runner was.
    assert_eq!(run.local.at.to_string(), "2026-05-12T00:20:00");
    assert!((run.totals.distance_m.unwrap() - 3218.688).abs() < 1.0);
    assert!((run.value("cadence_spm").unwrap() - 168.0).abs() < 0.5);
    assert!(indoor.indoor && indoor.totals.distance_m.is_none());
    assert!((indoor.totals.steps.unwrap() - 3300.0).abs() < 1.0);
    assert!(!format!("{all:?}").contains("Planted"));
}

/// A run of 20 minutes of Google's, in a list and a table that counts these steps a minute.
fn google_run(steps_per_min: u32) -> [(&'static str, String); 2] {
    let list = "[{\"logId\": 1, \"activityTypeId\": 90009, \"duration\": 1200000, \"activeDuration\": 1200000, \
                \"distance\": 2.0, \"distanceUnit\": \"Mile\", \"logType\": \"tracker\", \"startTime\": \"05/11/26 22:20:00\"}]";
    let mut steps = "timestamp,steps,data source\n".to_owned();
    for minute in 20..40 {
        steps.push_str(&format!("2026-05-11T22:{minute}:00Z,{steps_per_min},Pixel Watch 3\n"));
    }
    [
        ("Takeout/Fitbit/Global Export Data/exercise-0.json", list.to_owned()),
        ("Takeout/Fitbit/Physical Activity_GoogleData/steps_2026-05-11.csv", steps),
    ]
}

#[test]
fn unpacked_accounts_of_several_runners_stay_apart_where_files_are_read_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (runner, steps_per_min) in [("anna", 168), ("ben", 150)] {
        for (name, text) in google_run(steps_per_min) {
            let path = folder.path().join(runner).join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let sources = pipeline::find(&[folder.path().to_owned()], &[]).unwrap();
    let reader = Reader::new(&sources, Setting::default(), Keep::Outings);
    let mut cadences = Vec::new();
    for source in &sources {
        let mut kinds = Vec::new();
        reader.read(source, &mut |alone| {
            kinds.push(alone.outcome.kind);
            let runner =
                if source.path.starts_with(folder.path().join("anna")) { "anna" } else { "ben" };
            cadences.extend(alone.outings.iter().map(|run| (runner, run.value("cadence_spm"))));
        });
        assert!(!kinds.contains(&OutcomeKind::Unreadable), "{}", source.shown);
    }
    let told: Vec<(&str, f64)> =
        cadences.iter().map(|(runner, cadence)| (*runner, cadence.unwrap().round())).collect();
    assert_eq!(told, [("anna", 168.0), ("ben", 150.0)]);
    // As each of them is by the page's own way of reading.
    for (runner, cadence) in told {
        let all = gathered(&folder.path().join(runner));
        assert!((all.outings[0].value("cadence_spm").unwrap() - cadence).abs() < 0.5);
    }
}

#[test]
fn samsungs_table_has_its_times_in_utc_and_names_the_files_of_its_courses() {
    let id = "42d0b3a5-0e1f-c4bf-58ed-024cb88703e0";
    let live = format!("{id}.com.samsung.health.exercise.live_data.json");
    let header = "live_data_internal,com.samsung.health.exercise.duration,com.samsung.health.exercise.start_time,\
        com.samsung.health.exercise.exercise_type,com.samsung.health.exercise.count_type,com.samsung.health.exercise.count,\
        com.samsung.health.exercise.distance,com.samsung.health.exercise.time_offset,com.samsung.health.exercise.comment,\
        com.samsung.health.exercise.live_data,com.samsung.health.exercise.pkg_name,com.samsung.health.exercise.end_time";
    let row = |kind: u32, package: &str, live: &str| {
        format!(
            ",600000,2025-05-04 22:00:00.123,{kind},30001,1680,1680,UTC+0200,\"Planted, comment\",{live},{package},\
             2025-05-04 22:11:40.123,"
        )
    };
    let table = format!(
        "\u{feff}com.samsung.shealth.exercise,6310024,8\n{header}\n{}\n{}\n{}\n",
        row(1002, "com.strava", ""),
        row(1002, "com.sec.android.app.shealth", &live),
        row(1001, "com.sec.android.app.shealth", ""),
    );
    // Ten minutes with a pause of a hundred seconds after five.
    let start_ms = 1_746_396_000_123_i64;
    let course: Vec<String> = (0..600)
        .map(|second: i64| {
            let at = start_ms + 1000 * (second + if second >= 300 { 100 } else { 0 });
            format!(
                "{{\"cadence\":168.0,\"distance\":2.8,\"speed\":2.8,\"start_time\":{at}}},\
                 {{\"heart_rate\":150.0,\"start_time\":{at}}}"
            )
        })
        .collect();
    let course = format!("[{}]", course.join(","));
    let folder = "samsunghealth_x_20250915/jsons/com.samsung.shealth.exercise/4";
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(course.as_bytes()).unwrap();
    let packed = gz.finish().unwrap();
    let all = from_folder_and_zip(&[
        ("samsunghealth_x_20250915/com.samsung.shealth.exercise.20250915.csv", table.as_bytes()),
        (&format!("{folder}/{live}"), &packed),
        (
            "samsunghealth_x_20250915/com.samsung.health.user_profile.20250915.csv",
            b"com.samsung.health.user_profile,1\nPlanted\n",
        ),
    ]);
    assert_eq!(all.outings.len(), 1, "{:#?}", all.files);
    let run = &all.outings[0];
    assert_eq!(run.local.at.date().to_string(), "2025-05-05");
    assert!((run.totals.timer_s.unwrap() - 600.0).abs() <= 2.0, "{:?}", run.totals);
    assert!((run.totals.distance_m.unwrap() / 1680.0 - 1.0).abs() < 0.01);
    assert!((run.value("cadence_spm").unwrap() - 168.0).abs() < 0.5);
    assert!((run.value("step_length_m").unwrap() - 1.0).abs() < 0.02);
    assert!(!format!("{all:?}").contains("Planted"));
}

#[test]
fn huaweis_paths_are_read_though_they_are_no_json_and_their_marks_of_a_pause_are_pauses() {
    let start_ms = 1_712_358_000_000_i64;
    let mut lines = String::new();
    for second in (0..1200).step_by(5) {
        // From the tenth minute on a hundred seconds later.
        let at = start_ms + 1000 * (second + if second >= 600 { 100 } else { 0 });
        let latitude = 48.2 + second as f64 * 2.8 / 111_195.0;
        if second == 600 {
            lines.push_str(&format!("tp=lbs;k=0;lat=90.0;lon=-80.0;alt=0;t={};\\n", at - 99_000));
        }
        lines.push_str(&format!("tp=lbs;k={second};lat={latitude};lon=16.3;alt=60;t={at};\\n"));
        lines.push_str(&format!("tp=s-r;k={at};v=168;\\ntp=h-r;k={at};v=150;\\n"));
        lines.push_str(&format!("tp=rp;k={at};gct=240;gia=11;sa=38;\\n"));
    }
    let item = |kind: u32, source: u32, attribute: &str| {
        format!(
            "{{\"attribute\": \"{attribute}\", \"sportType\": {kind}, \"sportDataSource\": {source}, \
             \"startTime\": {start_ms}, \"endTime\": {}, \"totalTime\": 1200000, \"totalDistance\": 3360, \
             \"totalSteps\": 3360, \"timeZone\": \"+0800\", \"partTimeMap\": {{1.0:345.0,2.0:690.0}}}}",
            start_ms + 1_300_000
        )
    };
    let attribute = format!(
        "HW_EXT_TRACK_SIMPLIFY@is{{\\\"avgStepRate\\\":168,\\\"avg_v_osc\\\":8.8}}&&HW_EXT_TRACK_DETAIL@is{lines}"
    );
    let list = format!("[{}, {}, {}]", item(4, 1, &attribute), item(4, 2, ""), item(5, 1, ""));
    let all = from_folder_and_zip(&[(
        "data/Motion path detail data & description/motion path detail data.json",
        list.as_bytes(),
    )]);
    assert_eq!(all.outings.len(), 1, "{:#?}", all.files);
    let run = &all.outings[0];
    assert!((run.totals.timer_s.unwrap() - 1200.0).abs() <= 2.0, "{:?}", run.totals);
    assert!((run.value("ground_contact_time_ms").unwrap() - 240.0).abs() < 0.5);
    assert!((run.value("cadence_spm").unwrap() - 168.0).abs() < 0.5);
    // Bounce stands in it as a mean of the run.
    let bounce = run.reading("vertical_oscillation_mm").unwrap().outcome.as_ref().unwrap();
    assert!((bounce.value - 88.0).abs() < 1e-6);
    assert_eq!(bounce.origin.to_string(), "the service's mean of the run");
    assert_eq!(run.local.utc_offset_s, 8 * 3600);
}

#[test]
fn polars_two_generations_are_read_with_nan_and_local_times() {
    let values = |value: &str, count: usize| vec![value; count].join(", ");
    let later = format!(
        "{{\"name\": \"Planted\", \"startTime\": \"2025-08-16T00:12:00\", \"stopTime\": \"2025-08-16T00:32:00\", \
         \"durationMillis\": 1200000, \"timezoneOffsetMinutes\": 180, \"sport\": {{\"id\": \"1\"}}, \
         \"physicalInformation\": {{\"birthday\": \"1971-02-03\"}}, \"product\": {{\"modelName\": \"Polar Vantage V2\"}}, \
         \"exercises\": [{{\"startTime\": \"2025-08-16T00:12:00\", \"stopTime\": \"2025-08-16T00:32:00\", \
         \"durationMillis\": 1200000, \"distanceMeters\": 3360, \"sport\": {{\"id\": \"1\"}}, \"samples\": {{\"samples\": [\
         {{\"type\": \"HEART_RATE\", \"intervalMillis\": 1000, \"values\": [NaN, {}]}},\
         {{\"type\": \"SPEED\", \"intervalMillis\": 1000, \"values\": [{}]}},\
         {{\"type\": \"CADENCE\", \"intervalMillis\": 1000, \"values\": [{}]}},\
         {{\"type\": \"STRIDE_LENGTH\", \"intervalMillis\": 1000, \"values\": [{}]}}]}}}}]}}",
        values("150", 1199),
        values("10.08", 1200),
        values("84", 1200),
        values("200", 1200),
    );
    let stamped = |value: &str| -> String {
        let one = |second: usize| {
            format!(
                "{{\"dateTime\": \"2019-06-08T08:{:02}:{:02}.000\", \"value\": {value}}}",
                second / 60,
                second % 60
            )
        };
        (0..1200).map(one).collect::<Vec<_>>().join(",")
    };
    let earlier = format!(
        "{{\"exportVersion\": \"1.3\", \"startTime\": \"2019-06-08T08:00:00.000\", \
         \"stopTime\": \"2019-06-08T08:20:00.000\", \"timeZoneOffset\": 120, \"exercises\": [{{\
         \"startTime\": \"2019-06-08T08:00:00.000\", \"stopTime\": \"2019-06-08T08:20:00.000\", \"duration\": \"PT1200S\", \
         \"distance\": 3360.0, \"sport\": \"RUNNING\", \"samples\": {{\"heartRate\": [{}], \"speed\": [{}], \"cadence\": [{}]}}}}]}}",
        stamped("150"),
        stamped("10.08"),
        stamped("84"),
    );
    let all = from_folder_and_zip(&[
        ("training-session-2019-06-08-1-a.json", earlier.as_bytes()),
        ("training-session_2025-08-16T00-12-00_1-a.json", later.as_bytes()),
        ("account-data-0-0.json", b"{\"name\": \"Planted\"}"),
    ]);
    assert_eq!(all.outings.len(), 2, "{:#?}", all.files);
    let starts: Vec<String> = all.outings.iter().map(|outing| outing.started.to_string()).collect();
    assert_eq!(starts, ["2019-06-08T06:00:00Z", "2025-08-15T21:12:00Z"]);
    assert_eq!(all.outings[1].local.at.to_string(), "2025-08-16T00:12:00");
    for run in &all.outings {
        assert!((run.value("cadence_spm").unwrap() - 168.0).abs() < 0.5);
        assert_eq!(run.cadence.unit.key(), "strides");
        assert!((run.value("step_length_m").unwrap() - 1.0).abs() < 0.02);
        assert!((run.totals.timer_s.unwrap() - 1200.0).abs() <= 2.0);
    }
    assert!(!format!("{all:?}").contains("Planted"));
}

#[test]
fn garmins_sums_say_more_of_a_fit_file_and_stand_alone_where_there_is_none() {
    let fit = crate::support::watch::Watch {
        started: "2026-10-03T06:00:00Z",
        seconds: 600,
        ..crate::support::watch::Watch::default()
    };
    let start_ms = "2026-10-03T06:00:00Z".parse::<Timestamp>().unwrap().as_millisecond();
    let summary = |start_ms: i64, kind: &str| {
        format!(
            "{{\"name\": \"Planted\", \"activityType\": \"{kind}\", \"beginTimestamp\": {start_ms}, \
             \"startTimeGmt\": {start_ms}.0, \"startTimeLocal\": {}.0, \"duration\": 600000.0, \
             \"elapsedDuration\": 600000.0, \"avgHr\": 146, \"avgDoubleCadence\": 170.0, \"steps\": 1700, \
             \"avgStrideLength\": 98.9, \"avgVerticalOscillation\": 8.6, \"avgGroundContactTime\": 269.0, \"workoutRpe\": 60}}",
            start_ms + 7_200_000
        )
    };
    let list = format!(
        "[{{\"summarizedActivitiesExport\": [{}, {}, {}]}}]",
        summary(start_ms, "running"),
        summary(start_ms + 86_400_000, "treadmill_running"),
        summary(start_ms + 2 * 86_400_000, "walking"),
    );
    let inner = zipped(&[("1.fit", &fit.file())]);
    let folder = tempfile::tempdir().unwrap();
    let zip = folder.path().join("garmin.zip");
    let files = [
        (
            "DI_CONNECT/DI-Connect-Fitness/planted@example.invalid_0_summarizedActivities.json",
            list.as_bytes(),
        ),
        ("DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip", inner.as_slice()),
        ("DI_CONNECT/DI-Connect-User/user_profile.json", b"{\"a\": \"Planted\"}"),
    ];
    fs::write(&zip, zipped(&files)).unwrap();
    let all = gathered(&zip);
    assert_eq!(all.outings.len(), 2, "{:#?}", all.files);
    assert_eq!(all.outings[0].format.key(), "fit");
    assert_eq!(all.outings[0].rpe, Some(6.0));
    let alone = &all.outings[1];
    assert_eq!(alone.local.utc_offset_s, 7200);
    assert!((alone.value("ground_contact_time_ms").unwrap() - 269.0).abs() < 1e-9);
    assert!((alone.value("cadence_spm").unwrap() - 170.0).abs() < 1e-9);
    // Without a course there is nothing that needs one.
    assert!(alone.bins.is_empty() && alone.value("cadence_variability_pct").is_none());
    assert!(!format!("{all:?}").to_lowercase().contains("planted"));
}
