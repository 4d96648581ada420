//! Apple's export: its runs with their form, found by bytes and layout, and nothing else of a person.

use std::{collections::BTreeMap, fs, io::Write as _, path::Path};

use backstride::{
    model::{Activity, Channel},
    outing::Setting,
    pipeline::{self, FileOutcome, OutcomeKind, Source},
};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    cli::run,
    support::apple::{AppleExport, PLANTED, Ran, route},
};

pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Every run of the account in a file, by its path.
pub(crate) fn runs_of(path: &Path) -> BTreeMap<String, Activity> {
    let source = Source {
        shown: path.file_name().unwrap().to_string_lossy().into_owned(),
        path: path.to_owned(),
        shut: None,
    };
    let mut runs = BTreeMap::new();
    pipeline::each_account_run(&source, &mut |name, run| {
        if let Ok(activity) = run {
            runs.insert(name.to_owned(), activity.clone());
        }
    });
    runs
}

pub(crate) fn gathered(path: &Path) -> pipeline::Gathered {
    pipeline::gather(&[path.to_owned()], &[], 2, &Setting::default()).unwrap()
}

pub(crate) fn mean(activity: &Activity, channel: Channel) -> Option<f64> {
    let values: Vec<f64> =
        activity.samples.values(channel)?.iter().copied().filter(|it| it.is_finite()).collect();
    Some(values.iter().sum::<f64>() / values.len() as f64)
}

pub(crate) fn count(activity: &Activity, channel: Channel) -> usize {
    let values = activity.samples.values(channel).unwrap_or_default();
    values.iter().filter(|value| value.is_finite()).count()
}

const PAUSED: Ran = Ran {
    started: "2026-09-20T07:00:00Z",
    lasting_s: 1500,
    pause_s: Some((600, 700)),
    contact_ms: 281.0,
    bounce_mm: 91.0,
    speed_m_per_s: 2.6,
    steps_per_min: 164.0,
    zone: Some("Europe/Paris"),
};

const EXPORT: &str = "apple_health_export/export.xml";
const ROUTE: &str = "apple_health_export/workout-routes/route_2026-09-16_5.34pm.gpx";
const RIDE: &str = "apple_health_export/workout-routes/route_2026-09-17_5.34pm.gpx";

/// Two runs, one of them twice, and a ride with a route.
fn export(offset_h: i8, is_backwards: bool) -> String {
    let mut export = AppleExport::new(offset_h);
    if is_backwards {
        export = export.backwards();
    }
    export.run(&Ran::default(), &["route_2026-09-16_5.34pm.gpx"]);
    export.run(&PAUSED, &[]);
    export.workout(&Ran::default(), "Running", ("Strava", ""), &[]);
    let ride = Ran { started: "2026-09-17T15:14:50Z", ..Ran::default() };
    export.workout(&ride, "Cycling", ("Apple Watch", "Watch7,2"), &["route_2026-09-17_5.34pm.gpx"]);
    export.xml()
}

/// The whole export as it lies in its zip.
fn packed(xml: &str) -> Vec<u8> {
    let ride = Ran { started: "2026-09-17T15:14:50Z", speed_m_per_s: 3.1, ..Ran::default() };
    zipped(&[
        (EXPORT, xml.as_bytes()),
        (ROUTE, route(&Ran::default()).as_bytes()),
        (RIDE, route(&ride).as_bytes()),
        (
            "apple_health_export/export_cda.xml",
            b"<ClinicalDocument>PlantedClinic</ClinicalDocument>",
        ),
        ("apple_health_export/electrocardiograms/ecg_2026-09-01.csv", b"Name,Plantedname\n1,2\n"),
        ("apple_health_export/clinical-records/Condition-1.json", b"{\"a\":\"PlantedClinic\"}"),
    ])
}

#[test]
fn an_apple_export_gives_its_runs_with_their_form_and_no_ride() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.zip");
    fs::write(&path, packed(&export(1, false))).unwrap();
    let all = gathered(&path);
    assert_eq!(all.outings.len(), 2, "{:#?}", all.files);
    let values = |key: &str| -> Vec<f64> {
        all.outings.iter().map(|outing| outing.value(key).unwrap_or(f64::NAN)).collect()
    };
    let near = |found: Vec<f64>, expected: [f64; 2]| {
        for (found, expected) in found.iter().zip(expected) {
            assert!((found / expected - 1.0).abs() < 0.01, "{found} for {expected}");
        }
    };
    near(values("ground_contact_time_ms"), [262.0, 281.0]);
    near(values("vertical_oscillation_mm"), [88.0, 91.0]);
    near(values("cadence_spm"), [168.0, 164.0]);
    near(values("step_length_m"), [1.0, 2.6 * 60.0 / 164.0]);
    let totals = |of: fn(&backstride::model::Totals) -> Option<f64>| -> Vec<f64> {
        all.outings.iter().map(|outing| of(&outing.totals).unwrap()).collect()
    };
    near(totals(|it| it.timer_s), [1200.0, 1400.0]);
    near(totals(|it| it.elapsed_s), [1200.0, 1500.0]);
    near(totals(|it| it.distance_m), [3360.0, 3640.0]);
    near(totals(|it| it.heart_rate_bpm), [146.0, 146.0]);
    // Contact time is the watch's own value every five seconds; cadence is reckoned from steps.
    let contact = all.outings[0].reading("ground_contact_time_ms").unwrap();
    let contact = contact.outcome.as_ref().unwrap();
    assert_eq!(contact.provenance.key(), "measured");
    assert_eq!(contact.origin.to_string(), "apple.running_ground_contact_time, every 5 s");
    let cadence = all.outings[0].reading("cadence_spm").unwrap().outcome.as_ref().unwrap();
    assert_eq!(cadence.provenance.key(), "derived");
    assert_eq!(cadence.origin.to_string(), "apple.step_count, counted over 20 s");
    assert_eq!(all.outings[0].sensor.watch, "apple Watch7,2");
}

#[test]
fn contact_time_from_a_wrist_tells_where_the_foot_lands_with_a_wrists_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.zip");
    fs::write(&path, packed(&export(1, false))).unwrap();
    let all = gathered(&path);
    let foot = all.outings[0].reading("foot_ahead_mm").unwrap().outcome.as_ref().unwrap();
    // Of a runner whose height is not told: 0.820 of half the way of a contact, less 77 mm, by hand.
    let reach_mm = 2.8 * 262.0 / 2.0;
    assert!((foot.value - (0.82 * reach_mm - 77.0)).abs() < 1.0, "{}", foot.value);
    assert_eq!(foot.provenance.key(), "modelled");
    // A wrist is taken to be off by 20 ms, which alone is 0.82 · 2.8 · 10 = 23 mm as a standard deviation.
    let (low, high) = foot.range.unwrap();
    assert!(high - low > 2.0 * 1.64 * 23.0, "{low} to {high}");
}

#[test]
fn the_zip_the_folder_and_the_bare_file_are_one_and_so_is_next_months_export() {
    let folder = tempfile::tempdir().unwrap();
    let keys = |path: &Path| -> Vec<String> {
        gathered(path).outings.iter().map(|outing| outing.id.to_string()).collect()
    };
    let zip = folder.path().join("export.zip");
    fs::write(&zip, packed(&export(1, false))).unwrap();
    let expected = keys(&zip);
    assert_eq!(expected.len(), 2);
    // Unpacked, under other names of folder and file, as other languages have them.
    let unpacked = folder.path().join("unpacked/Health");
    fs::create_dir_all(unpacked.join("workout-routes")).unwrap();
    fs::write(unpacked.join("Exporteren.xml"), export(1, false)).unwrap();
    let name = ROUTE.rsplit('/').next().unwrap();
    fs::write(unpacked.join("workout-routes").join(name), route(&Ran::default())).unwrap();
    assert_eq!(keys(&folder.path().join("unpacked")), expected);
    let positions = |path: &Path| -> Vec<usize> {
        runs_of(path).values().map(|run| count(run, Channel::Latitude)).collect()
    };
    assert_eq!(positions(&zip), [1201, 0]);
    assert_eq!(positions(&unpacked.join("Exporteren.xml")), [1201, 0]);
    // Another offset in every date, attributes in another order.
    let later = folder.path().join("later.xml");
    fs::write(&later, export(-7, true)).unwrap();
    assert_eq!(keys(&later), expected);
    // Both exports at once give each run once.
    let both = pipeline::gather(&[zip, later], &[], 2, &Setting::default()).unwrap();
    assert_eq!(both.outings.len(), 2);
}

#[test]
fn the_day_is_the_one_of_the_runs_own_zone_and_not_of_the_exports_offset() {
    let folder = tempfile::tempdir().unwrap();
    let day = |zone, started, offset_h| {
        let mut export = AppleExport::new(offset_h);
        export.run(&Ran { started, zone, ..Ran::default() }, &[]);
        let path = folder.path().join("export.xml");
        fs::write(&path, export.xml()).unwrap();
        gathered(&path).outings[0].local.at.to_string()
    };
    // Past midnight in Paris' summer, and still the day before by the winter's offset.
    assert_eq!(day(Some("Europe/Paris"), "2026-07-06T22:10:00Z", 1), "2026-07-07T00:10:00");
    assert_eq!(day(Some("America/New_York"), "2026-08-02T00:30:00Z", 1), "2026-08-01T20:30:00");
    // The night in which the clocks go back: 02:30 comes twice.
    assert_eq!(day(Some("Europe/Paris"), "2026-10-25T00:30:00Z", 1), "2026-10-25T02:30:00");
    assert_eq!(day(Some("Europe/Paris"), "2026-10-25T01:30:00Z", 1), "2026-10-25T02:30:00");
    // No zone and no place: the export's offset says nothing, and this is told.
    let mut export = AppleExport::new(9);
    export.run(&Ran { zone: None, ..Ran::default() }, &[]);
    let path = folder.path().join("export.xml");
    fs::write(&path, export.xml()).unwrap();
    let outing = &gathered(&path).outings[0];
    assert_eq!(outing.local.at.to_string(), "2026-09-16T15:14:50");
    assert!(outing.notices.iter().any(|notice| notice.key() == "no_local_time"));
}

#[test]
fn units_are_those_of_each_record_whatever_the_phones_region() {
    let mut export = AppleExport::new(0);
    let ran = Ran::default();
    let watch = ("Apple Watch", "Watch7,2");
    let quantity = |name: &str| format!("HKQuantityTypeIdentifier{name}");
    for second in (30..ran.lasting_s).step_by(5) {
        let at = (ran.start_s() + second, ran.start_s() + second);
        export.record(&quantity("RunningVerticalOscillation"), ("in", "3.5"), at, watch);
        export.record(&quantity("RunningStrideLength"), ("ft", "3.25"), at, watch);
        export.record(&quantity("RunningSpeed"), ("mi/hr", "6.25"), at, watch);
        export.record(&quantity("RunningGroundContactTime"), ("fortnight", "260"), at, watch);
    }
    export.record(
        &quantity("DistanceWalkingRunning"),
        ("mi", "2"),
        (ran.start_s(), ran.end_s()),
        watch,
    );
    export.workout(&ran, "Running", watch, &[]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.xml");
    fs::write(&path, export.xml()).unwrap();
    let runs = runs_of(&path);
    let activity = runs.values().next().unwrap();
    let near = |channel, expected: f64| {
        let found = mean(activity, channel).unwrap();
        assert!((found - expected).abs() < 1e-3, "{channel:?}: {found}");
    };
    near(Channel::VerticalOscillation, 88.9);
    near(Channel::StepLength, 990.6);
    near(Channel::Speed, 2.794);
    let sum_m = activity.sessions[0].as_written.distance_m.unwrap();
    assert!((sum_m - 3218.688).abs() < 1e-2, "{sum_m}");
    // A unit that is none leaves the channel absent, and is told.
    assert!(activity.samples.get(Channel::GroundContactTime).is_none());
    let all = gathered(&path);
    assert!(all.files[0].notices.iter().any(|it| it.contains("no usable time, value or unit")));
}

#[test]
fn of_a_person_nothing_comes_out_but_their_running() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("export.zip"), packed(&export(1, false))).unwrap();
    fs::write(folder.path().join("bare.xml"), export(1, false)).unwrap();
    let mut said = String::new();
    for arguments in [
        &["runs", "--json", "--no-config", "export.zip", "bare.xml"][..],
        &["runs", "--no-config", "export.zip"],
        &["inspect", "--json", "--no-config", "export.zip"],
        &["inspect", "--no-config", "bare.xml"],
        &["doctor", "--no-config", "export.zip"],
        &["doctor", "--json", "--no-config", "bare.xml"],
        &["report", "--no-config", "export.zip", "--out", "out"],
    ] {
        let (_, out, error) = run(folder.path(), arguments);
        assert!(!out.is_empty() || !error.is_empty(), "{arguments:?}");
        said.push_str(&out);
        said.push_str(&error);
    }
    for coordinate in ["48.85", "2.35,"] {
        assert!(!said.contains(coordinate), "{coordinate} came out");
    }
    for page in crate::support::files_below(&folder.path().join("out")) {
        said.push_str(&String::from_utf8_lossy(&fs::read(page).unwrap()));
    }
    let said = said.to_lowercase();
    assert!(said.contains("apple"), "something was said");
    for word in PLANTED {
        assert!(!said.contains(&word.to_lowercase()), "{word} came out");
    }
}

/// All that is said of files.
pub(crate) fn said_of(files: &[FileOutcome]) -> String {
    let reasons = files.iter().filter_map(|file| file.reason.as_ref().map(ToString::to_string));
    let notices = files.iter().flat_map(|file| file.notices.iter().cloned());
    reasons.chain(notices).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_file_that_is_cut_gives_whole_runs_or_none_and_says_so() {
    let whole = export(1, false);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.xml");
    fs::write(&path, &whole).unwrap();
    let expected: BTreeMap<String, (usize, Option<f64>)> = gathered(&path)
        .outings
        .iter()
        .map(|outing| (outing.key(), (outing.readings.len(), outing.totals.distance_m)))
        .collect();
    assert_eq!(expected.len(), 2);
    for part in 1..50 {
        let cut = whole.len() * part / 50;
        let text = whole.as_bytes().get(..cut).unwrap();
        fs::write(&path, text).unwrap();
        let all = gathered(&path);
        for outing in &all.outings {
            let own = (outing.readings.len(), outing.totals.distance_m);
            assert_eq!(expected.get(&outing.key()), Some(&own), "cut at {part}/50");
        }
        let said = said_of(&all.files[..1]);
        assert!(said.contains("incomplete") && said.contains("export it again"), "{said}");
    }
}

#[test]
fn a_bomb_that_begins_as_an_export_meets_the_archives_limit() {
    let mut bomb = b"<?xml version=\"1.0\"?><!DOCTYPE HealthData []><HealthData>".to_vec();
    bomb.resize(120 << 20, b' ');
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.zip");
    fs::write(&path, zipped(&[(EXPORT, &bomb)])).unwrap();
    let all = gathered(&path);
    assert_eq!(all.files[0].kind, OutcomeKind::Unreadable);
    let reason = all.files[0].reason.as_ref().unwrap().to_string();
    assert!(reason.contains("grows to more than 200 times its size"), "{reason}");
}
