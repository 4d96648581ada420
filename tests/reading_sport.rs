//! What is believed when files disagree on sport, day and which recordings are one run. The small
//! inputs of `tests/cases` hold a known truth, said with each; beside each stands its mirror image,
//! which must not change.

use std::{fmt::Write as _, fs, path::Path};

use backstride::{
    model::{Counted, PrivateNotes},
    outing::{Outing, Setting},
    pipeline::{self, Gathered},
};
use jiff::{Timestamp, tz::TimeZone};
use proptest::prelude::*;

use crate::support::program;

fn case(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)
}

fn gathered(path: &Path, setting: &Setting) -> Gathered {
    pipeline::gather(&[path.to_owned()], &[], 2, setting).unwrap()
}

fn of_case(name: &str) -> Gathered {
    gathered(&case(name), &Setting::default())
}

fn runs(gathered: &Gathered) -> Vec<&Outing> {
    gathered.outings.iter().filter(|outing| outing.is_run()).collect()
}

fn is_told(outing: &Outing, key: &str) -> bool {
    outing.notices.iter().any(|notice| notice.key() == key)
}

/// A track due north from a place, a point each five seconds.
struct Track<'a> {
    began: &'a str,
    place: (f64, f64),
    speed_m_per_s: f64,
    seconds: u32,
    /// What stands in the track before its points.
    says: &'a str,
    /// What follows a point's time: the zone.
    zone: &'a str,
}

impl Default for Track<'_> {
    fn default() -> Self {
        Track {
            began: "2026-05-12T06:00:00Z",
            place: (47.0, 8.0),
            speed_m_per_s: 3.0,
            seconds: 1800,
            says: "",
            zone: "Z",
        }
    }
}

impl Track<'_> {
    fn gpx(&self) -> String {
        let began: Timestamp = self.began.parse().unwrap();
        let mut text = format!("<gpx creator=\"made\"><trk>{}<trkseg>", self.says);
        for at in (0..=self.seconds).step_by(5) {
            let north = self.place.0 + self.speed_m_per_s * f64::from(at) / 111_195.0;
            let time = (began + jiff::SignedDuration::from_secs(at.into()))
                .strftime("%Y-%m-%dT%H:%M:%S")
                .to_string();
            write!(
                text,
                "<trkpt lat=\"{north:.7}\" lon=\"{}\"><time>{time}{}</time></trkpt>",
                self.place.1, self.zone
            )
            .unwrap();
        }
        text + "</trkseg></trk></gpx>"
    }

    fn outing(&self) -> Outing {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("track.gpx"), self.gpx()).unwrap();
        gathered(folder.path(), &Setting::default()).outings.remove(0)
    }
}

#[test]
fn a_sport_that_the_file_names_in_whatever_way_is_not_a_run() {
    // Cycling in an app's extension, skating by its type, cycling in the sport message alone.
    for (name, sport) in [
        ("K1a_locus_activity_cycling.gpx", "cycling"),
        ("K1b_type_IceSkate.gpx", "ice_skating"),
        ("K1g_session_sport_invalid_sport_message_cycling.fit", "cycling"),
    ] {
        let gathered = of_case(name);
        assert!(runs(&gathered).is_empty(), "{name}");
        assert_eq!(gathered.outings[0].sport.sport, sport, "{name}");
        assert_eq!(gathered.outings[0].counted, Counted::NamedAnother, "{name}");
    }
}

#[test]
fn the_program_says_whether_each_activity_is_a_run_and_why() {
    let output = program()
        .args(["runs", "--json", "--no-config", "--no-cache"])
        .arg(case("K1b_type_IceSkate.gpx"))
        .output()
        .unwrap();
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let activity = &told["activities"][0];
    assert_eq!(activity["is_run"], false);
    assert_eq!(activity["is_run_because"], "named_another_sport");
}

#[test]
fn a_word_that_nobody_knows_is_another_sport_and_is_told() {
    let outing = Track { says: "<type>Quidditch</type>", ..Track::default() }.outing();
    assert_eq!(outing.counted, Counted::NamedUnknown);
    assert!(is_told(&outing, "unknown_sport"));
}

#[test]
fn a_track_that_names_no_sport_is_what_its_speed_shows() {
    let plain = Track::default().outing();
    assert_eq!(plain.counted, Counted::ShownRunning);
    // 42,195 m in 2:00:35, the fastest marathon: nobody said that it was a run, and it was one.
    let marathon =
        Track { speed_m_per_s: 42_195.0 / 7235.0, seconds: 7235, ..Track::default() }.outing();
    assert_eq!(marathon.counted, Counted::ShownRunning);
    // 25 km/h for an hour: the record is 21.3 km.
    let bicycle = Track { speed_m_per_s: 25.0 / 3.6, seconds: 3600, ..Track::default() }.outing();
    assert_eq!(bicycle.counted, Counted::TooFast);
    // A stroll.
    let walk = Track { speed_m_per_s: 1.3, ..Track::default() }.outing();
    assert_eq!(walk.counted, Counted::NotShown);
    // What is named as a run is one, and doubted.
    let ride = Track { speed_m_per_s: 8.0, says: "<type>Run</type>", ..Track::default() }.outing();
    assert_eq!(ride.counted, Counted::NamedRunning);
    assert!(is_told(&ride, "run_too_fast"));
}

#[test]
fn fitness_equipment_of_kind_treadmill_at_running_cadence_is_a_run() {
    let gathered = of_case("K12a_fitness_equipment_treadmill.fit");
    assert_eq!(runs(&gathered).len(), 1);
    assert_eq!(gathered.outings[0].counted, Counted::ShownRunning);
}

#[test]
fn a_place_on_a_screen_is_no_place_and_the_settings_tell_the_day() {
    // 18:37 UTC on 17 April: 14:37 in Detroit, and the 18th where the islands are drawn.
    let detroit = TimeZone::get("America/Detroit").unwrap();
    let setting = Setting { time_zone: Some(detroit), ..Setting::default() };
    let gathered = gathered(&case("K8a_zwift_run_in_watopia/run.fit"), &setting);
    assert_eq!(gathered.outings[0].date().to_string(), "2026-04-17");
    // An app's track there, which names no maker: known by where it lies.
    let drawn = Track {
        began: "2026-04-17T18:37:00Z",
        place: (-11.64, 166.95),
        says: "<type>run</type>",
        ..Track::default()
    };
    assert_eq!(drawn.outing().date().to_string(), "2026-04-17");
    // Honiara is a real town of the Solomon Islands, at UTC+11.
    let honiara = Track { place: (-9.43, 159.95), ..drawn };
    assert_eq!(honiara.outing().date().to_string(), "2026-04-18");
}

#[test]
fn an_offset_of_zero_gives_way_to_a_place_that_keeps_another_and_is_told() {
    // 22:58 UTC on 10 July is 00:58 on the 11th in France.
    let gathered = of_case("K8c_device_settings_zero_france.fit");
    assert_eq!(gathered.outings[0].date().to_string(), "2026-07-11");
    assert!(is_told(&gathered.outings[0], "offset_unset"));
}

#[test]
fn a_true_offset_of_zero_in_a_london_winter_stands_and_nothing_is_told() {
    let london = (51.51, -0.13);
    let winter =
        Track { began: "2026-01-12T23:30:00Z", place: london, zone: "+00:00", ..Track::default() }
            .outing();
    assert_eq!(winter.date().to_string(), "2026-01-12");
    assert!(!is_told(&winter, "offset_unset") && !is_told(&winter, "offset_of_elsewhere"));
    // A run over the end of summer time: the offset at its end is zero, and true.
    let autumn = Track {
        began: "2026-10-25T00:30:00Z",
        place: london,
        seconds: 3600,
        zone: "+00:00",
        ..Track::default()
    }
    .outing();
    assert!(!is_told(&autumn, "offset_unset"));
}

#[test]
fn a_watch_on_home_time_abroad_keeps_its_clock_and_is_told() {
    // 01:30 by a watch from Berlin, in New York, where it is 19:30 the day before.
    let abroad = Track {
        began: "2026-07-12T01:30:00Z",
        place: (40.78, -73.97),
        zone: "+02:00",
        ..Track::default()
    };
    let outing = abroad.outing();
    // 01:30 at two hours ahead is 23:30 UTC.
    assert_eq!(outing.date().to_string(), "2026-07-12");
    assert!(is_told(&outing, "offset_of_elsewhere"));
    // No zone is 7 h 10 min ahead: New York's is used.
    let broken = Track { zone: "+07:10", ..abroad }.outing();
    assert_eq!(broken.local.utc_offset_s, -4 * 3600);
    assert!(is_told(&broken, "impossible_offset"));
}

#[test]
fn one_run_on_two_devices_on_a_belt_is_one_though_they_measured_seven_per_cent_apart() {
    let gathered = of_case("K10a_watch_and_app");
    assert_eq!(runs(&gathered).len(), 1);
    assert_eq!(gathered.outings[0].merged_from.len(), 1);
}

#[test]
fn a_session_that_stands_in_a_file_twice_is_one_and_the_later_counts() {
    let gathered = of_case("K11a_session_twice.fit");
    let distance_m = gathered.outings[0].totals.distance_m.unwrap();
    assert_eq!(gathered.outings.len(), 1);
    assert!((distance_m - 2700.0).abs() < 2.0, "{distance_m}");
    assert!(is_told(&gathered.outings[0], "session_repeated"));
}

#[test]
fn a_table_finds_its_files_behind_backslashes_and_tells_of_a_row_that_finds_none() {
    let gathered = of_case("K13a_strava_zip_backslashes.zip");
    let found = runs(&gathered);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].date().to_string(), "2026-05-13");
    let table = gathered.files.iter().find(|file| file.path.ends_with("activities.csv")).unwrap();
    assert_eq!(table.notices.len(), 1);
    assert!(table.notices[0].contains("#error#"), "{:?}", table.notices);
}

/// A folder with a table and one track in it.
fn with_table(table: &str, file: &str, track: &Track<'_>) -> Gathered {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, track.gpx()).unwrap();
    fs::write(folder.path().join("activities.csv"), table).unwrap();
    let setting = Setting { notes: PrivateNotes::Unread, ..Setting::default() };
    gathered(folder.path(), &setting)
}

#[test]
fn paths_of_a_table_match_in_any_letters_and_separators_and_any_language_of_its_heads() {
    for table in [
        "Activity Type,Filename\nRide,activities\\1.gpx\n",
        "Activity Type,Filename\nRide,./Activities/1.GPX.gz\n",
        "Rodzaj aktywności;Nazwa pliku\nJazda na rowerze;activities/1.gpx\n",
        "アクティビティ名,アクティビティの種類,ファイル名\n朝の移動,ライド,activities/1.gpx\n",
    ] {
        let gathered = with_table(table, "activities/1.gpx", &Track::default());
        assert!(runs(&gathered).is_empty(), "{table}");
        let outcome = gathered.files.iter().find(|file| file.path == "activities.csv").unwrap();
        assert!(outcome.notices.is_empty(), "{outcome:?}");
    }
    let table = "Activity Type,Filename\nRun,activities/1.gpx\n";
    assert_eq!(runs(&with_table(table, "activities/1.gpx", &Track::default())).len(), 1);
}

#[test]
fn what_its_owner_set_at_the_service_counts_over_what_the_watch_was_told() {
    let run = Track { says: "<type>running</type>", ..Track::default() };
    let table = "Activity Type,Filename\nInline Skate,1.gpx\n";
    let gathered = with_table(table, "1.gpx", &run);
    assert!(runs(&gathered).is_empty());
    assert!(is_told(&gathered.outings[0], "sport_by_table"));
    // A workout may be anything, and the file knows better.
    let table = "Activity Type,Filename\nWorkout,1.gpx\n";
    assert_eq!(runs(&with_table(table, "1.gpx", &run)).len(), 1);
}

#[test]
fn doctor_doubts_a_date_of_1024_weeks_ago_and_two_runs_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let says = "<type>run</type>";
    // 2026-05-13 less 1,024 weeks is 2006-09-27.
    for (name, track) in [
        ("a.gpx", Track { says, ..Track::default() }),
        ("b.gpx", Track { says, place: (48.0, 9.0), ..Track::default() }),
        ("c.gpx", Track { says, began: "2006-09-27T06:00:00Z", ..Track::default() }),
        ("d.gpx", Track { says, began: "2026-05-20T06:00:00Z", ..Track::default() }),
    ] {
        fs::write(folder.path().join(name), track.gpx()).unwrap();
    }
    let output = program()
        .args(["doctor", "--json", "--no-config", "--no-cache"])
        .arg(folder.path())
        .output()
        .unwrap();
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = |key: &str| -> Vec<String> {
        let findings = told["findings"].as_array().unwrap();
        let found = findings.iter().find(|finding| finding["key"] == key);
        found.map_or_else(Vec::new, |it| serde_json::from_value(it["files"].clone()).unwrap())
    };
    assert_eq!(files("date_weeks_off"), ["c.gpx"]);
    assert_eq!(files("two_runs_at_once"), ["b.gpx"]);
    assert!(files("date_to_come").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn names_of_files_do_not_matter(first in "[a-zA-Z0-9_]{1,12}", second in "[a-zA-Z0-9_]{1,12}") {
        prop_assume!(first.to_lowercase() != second.to_lowercase());
        let read = |names: [&str; 2]| {
            let folder = tempfile::tempdir().unwrap();
            for (name, of) in names.into_iter().zip(["watch.fit", "app.fit"]) {
                let from = case("K10a_watch_and_app").join(of);
                fs::copy(from, folder.path().join(name)).unwrap();
            }
            gathered(folder.path(), &Setting::default())
        };
        let (named, plain) = (read([&first, &second]), read(["watch.fit", "app.fit"]));
        let told = |gathered: &Gathered| -> Vec<_> {
            let of = |o: &Outing| (o.key(), o.is_run(), o.date(), o.totals.clone());
            gathered.outings.iter().map(of).collect()
        };
        prop_assert_eq!(told(&named), told(&plain));
    }
}
