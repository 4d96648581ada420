//! What a page says when something is missing: each state through the real program, as a snapshot
//! of the words that carry it.

use std::{fs, path::Path};

use serde_json::Value;

use crate::support::{Ends as _, files_below, program, sample_data};

/// A folder with these of the made-up runner's files, and what `report` makes of it.
pub(crate) struct Export {
    folder: tempfile::TempDir,
}

impl Export {
    pub(crate) fn of(wanted: impl Fn(&str) -> bool) -> Export {
        let folder = tempfile::tempdir().unwrap();
        for path in files_below(&sample_data().join("exports")) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if wanted(&name) {
                fs::copy(&path, folder.path().join(name)).unwrap();
            }
        }
        Export { folder }
    }

    pub(crate) fn with(self, name: &str, text: &str) -> Export {
        fs::write(self.folder.path().join(name), text).unwrap();
        self
    }

    /// The month's numbers and the page's words, tags and drawings taken out.
    pub(crate) fn month(&self, key: &str) -> (Value, String) {
        let out = tempfile::tempdir().unwrap();
        program()
            .args(["report", "--quiet", "--month", key, "--out"])
            .arg(out.path())
            .arg(self.folder.path())
            .current_dir(out.path())
            .env("HOME", out.path())
            .ends_with(0);
        read(&out.path().join(key))
    }
}

fn read(folder: &Path) -> (Value, String) {
    let summary = fs::read_to_string(folder.join("summary.json")).unwrap();
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    (serde_json::from_str(&summary).unwrap(), words(&page))
}

/// The text of a page between its tags.
fn words(page: &str) -> String {
    let body = page.split("<body").nth(1).unwrap();
    let text: String = body
        .split('<')
        .map(|piece| piece.split_once('>').map_or("", |(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A recording without position, speed or cadence: a belt run of half an hour with heart rate.
fn heart_rate_only(date: &str) -> String {
    let points: Vec<String> = (0..1800)
        .map(|second| {
            format!(
                "<Trackpoint><Time>{date}T08:{:02}:{:02}Z</Time><HeartRateBpm><Value>140</Value>\
                 </HeartRateBpm></Trackpoint>",
                second / 60,
                second % 60
            )
        })
        .collect();
    format!(
        "<TrainingCenterDatabase><Activities><Activity Sport=\"Running\"><Lap><Track>{}</Track>\
         </Lap></Activity></Activities></TrainingCenterDatabase>",
        points.concat()
    )
}

/// A config that tells the height.
const HEIGHT: &str = "[runner]\nheight_cm = 172\nsex = \"male\"\n";

fn sample_log() -> String {
    fs::read_to_string(sample_data().join("pain-log.csv")).unwrap()
}

#[test]
fn without_a_diary_load_and_form_lead_and_one_line_says_how_to_start_it() {
    let (summary, page) = Export::of(|_| true).with("backstride.toml", HEIGHT).month("2026-10");
    assert_eq!(summary["pain"]["days_logged"], 0);
    assert!(page.contains("backstride pain template pain-log.csv"), "{page}");
    assert!(page.contains("Form at your own pace"), "{page}");
}

#[test]
fn a_height_that_only_the_watch_knows_is_used_and_said_to_be_the_watchs() {
    let (summary, page) = Export::of(|_| true).with("backstride.toml", "").month("2026-10");
    assert!(summary["form"]["overstride_index_pct"].is_object(), "{}", summary["form"]);
    assert!(page.contains("height from your watch"), "{page}");
}

#[test]
fn without_a_height_step_length_is_set_beside_ones_own_only() {
    let mut export = Export::of(|_| false);
    for day in (2..=30).step_by(2).flat_map(|day| [(9, day), (10, day)]) {
        export = export.with(&format!("{:02}-{:02}.tcx", day.0, day.1), &plain_run(day));
    }
    let (summary, page) = export.month("2026-10");
    assert!(summary["form"]["overstride_index_pct"].is_null(), "{}", summary["form"]);
    assert!(summary["form"]["overstride_self_pct"].is_object(), "{}", summary["form"]);
    assert!(page.contains("runner.height_cm"), "{page}");
}

/// Half an hour on the flat with cadence, from a recorder that knows nothing of its wearer. Pace
/// and cadence vary a little from run to run, as a baseline needs.
fn plain_run((month, day): (u8, u8)) -> String {
    let mut metres = 0.0;
    let points: Vec<String> = (0..1800)
        .map(|second| {
            let faster = second / 300 % 2;
            let speed = 2.6 + 0.1 * f64::from(day % 5) + 0.15 * f64::from(faster);
            metres += speed;
            let cadence = 82 + (i32::from(day) + faster) % 3;
            let time = format!("2026-{month:02}-{day:02}T08:{:02}:{:02}Z", second / 60, second % 60);
            format!(
                "<Trackpoint><Time>{time}</Time><AltitudeMeters>20</AltitudeMeters>\
                 <DistanceMeters>{metres:.2}</DistanceMeters><Cadence>{cadence}</Cadence></Trackpoint>"
            )
        })
        .collect();
    format!(
        "<TrainingCenterDatabase><Activities><Activity Sport=\"Running\"><Lap><Track>{}\
         </Track></Lap></Activity></Activities></TrainingCenterDatabase>",
        points.concat()
    )
}

#[test]
fn without_cadence_form_is_one_sentence() {
    let bare = r#"<?xml version="1.0"?><gpx version="1.1" creator="phone"><trk><trkseg>"#;
    let points: Vec<String> = (0..600)
        .map(|second| {
            format!(
                "<trkpt lat=\"{:.6}\" lon=\"7.7\"><time>2026-10-03T08:{:02}:{:02}Z</time></trkpt>",
                54.2 + f64::from(second) * 2.5e-5,
                second / 60,
                second % 60
            )
        })
        .collect();
    let gpx = format!("{bare}{}</trkseg></trk></gpx>", points.concat());
    let (summary, page) = Export::of(|_| false).with("run.gpx", &gpx).month("2026-10");
    assert_eq!(summary["load"]["runs"], 1);
    assert!(page.contains("hold no cadence"), "{page}");
}

#[test]
fn under_five_runs_there_is_a_table_and_no_trend() {
    let (summary, page) = Export::of(|name| name.starts_with("2026-10-0")).month("2026-10");
    let runs = summary["load"]["runs"].as_u64().unwrap();
    assert!((1..5).contains(&runs), "{runs}");
    assert!(page.contains("too few for a trend"), "{page}");
}

#[test]
fn in_the_first_weeks_the_page_says_how_many_runs_a_baseline_still_needs() {
    let (_, page) = Export::of(|name| name.starts_with("2026-07")).month("2026-07");
    assert!(page.contains("a baseline needs 8 runs"), "{page}");
}

#[test]
fn pain_without_a_run_keeps_the_strip_and_names_the_last_run() {
    let (summary, page) = Export::of(|name| name.starts_with("2026-09"))
        .with("pain-log.csv", &sample_log())
        .month("2026-10");
    assert_eq!(summary["load"]["runs"], 0);
    assert!(page.contains("the last one was on 29 September 2026"), "{page}");
}

#[test]
fn a_month_not_over_says_so_and_sets_nothing_against_the_month_before() {
    let log = sample_log();
    let cut: Vec<&str> = log
        .split_inclusive('\n')
        .filter(|line| line.starts_with("date") || *line < "2026-10-13")
        .collect();
    let (summary, page) =
        Export::of(|name| name < "2026-10-13").with("pain-log.csv", &cut.concat()).month("2026-10");
    assert!(page.contains("October 2026, so far"), "{page}");
    let keys: Vec<&str> = summary["headline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|headline| headline["key"].as_str().unwrap())
        .collect();
    assert!(!keys.contains(&"pain_change"), "{keys:?}");
}

#[test]
fn a_figure_of_the_page_is_the_one_of_the_summary() {
    let (summary, page) = read(&crate::support::root().join("reports/sample/2026-09"));
    let mornings = summary["pain"]["mornings"]["value"].as_f64();
    let after = summary["pain"]["mornings_after_runs"]["value"].as_f64().unwrap();
    assert!(page.contains(&format!("{after:.1} of 10")), "{after}");
    if let Some(mornings) = mornings {
        assert!(page.contains(&format!("Pain, all mornings {mornings:.1} of 10")), "{mornings}");
        assert!(page.contains(&format!("after runs {after:.1} (n ")), "{after}");
    }
    let longest_km = summary["load"]["longest_m"].as_f64().unwrap() / 1000.0;
    assert!(page.contains(&format!("{longest_km:.1} km on 13 September")), "{longest_km}");
}

#[test]
fn a_sentence_on_the_back_never_touches_one_on_load() {
    let (summary, _) = read(&crate::support::root().join("reports/sample/2026-09"));
    let keys: Vec<&str> = summary["headline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|headline| headline["key"].as_str().unwrap())
        .collect();
    // September has a flare, which leads; how much was run stands in its own panel's title.
    assert_eq!(keys, ["flare"]);
    assert!(summary["load"]["volume"]["words"].is_string());
}

#[test]
fn a_run_whose_running_cannot_be_told_is_a_run_of_unknown_length_and_not_of_none() {
    let (summary, page) = Export::of(|_| false)
        .with("belt.tcx", &heart_rate_only("2026-10-03"))
        .with("pain-log.csv", "date,pain_morning\n2026-10-03,2\n2026-10-04,2\n")
        .month("2026-10");
    assert_eq!(summary["load"]["runs"], 1);
    assert!(summary["load"]["running_min"].is_null(), "{}", summary["load"]);
    assert!(page.contains("how far and how long is not known"), "{page}");
    assert!(!page.contains(" 0 min"), "{page}");
}

#[test]
fn five_years_give_an_index_by_year_newest_first() {
    let mut export = Export::of(|_| false);
    for year in 2022..=2026 {
        export = export.with(&format!("{year}.tcx"), &heart_rate_only(&format!("{year}-05-03")));
    }
    let out = tempfile::tempdir().unwrap();
    program()
        .args(["report", "--quiet", "--out"])
        .arg(out.path())
        .arg(export.folder.path())
        .current_dir(out.path())
        .env("HOME", out.path())
        .ends_with(0);
    let index = words(&fs::read_to_string(out.path().join("index.html")).unwrap());
    let places: Vec<usize> =
        (2022..=2026).map(|year| index.find(&format!("May {year}")).unwrap()).collect();
    assert!(places.is_sorted_by(|older, newer| newer < older), "{places:?}");
}

#[test]
fn a_plan_stands_beside_what_was_done_and_ends_with_its_last_day() {
    let plan = "valid_from = 2026-10-05\nvalid_until = 2026-10-25\nlongest_run_km = 7\nrest_days = 3\n\
                pain_during_max = 3\n";
    let log = fs::read_to_string(sample_data().join("pain-log.csv")).unwrap();
    let export = Export::of(|_| true).with("plan.toml", plan).with("pain-log.csv", &log);
    let (summary, page) = export.month("2026-10");
    let done = |target: &str| {
        let rows = summary["plan"].as_array().unwrap();
        let row = rows.iter().find(|row| row["target"] == target).unwrap();
        row["done"].as_str().unwrap().to_owned()
    };
    // By the files' own names and the log: the longest of 5 to 25 October is the run of the 25th;
    // three whole weeks, each with three or more days without a file.
    assert!(done("Longest run").ends_with("on 25 October"), "{}", done("Longest run"));
    assert_eq!(done("Days a week without a run"), "4 · 4 · 4, weeks from 5, 12 and 19 Oct");
    assert!(done("Worst pain during a run").starts_with("worst 4 on 8 October,"), "{page}");
    assert!(page.contains("Plan from your therapist, 5 October"), "{page}");
}

#[test]
fn a_plan_that_is_wrong_is_named_with_its_key_and_nothing_is_written() {
    let export = Export::of(|_| false).with("plan.toml", "rest_days = 9\n");
    let out = tempfile::tempdir().unwrap();
    let stderr = String::from_utf8(
        program()
            .args(["report", "--quiet", "--out"])
            .arg(out.path().join("new"))
            .arg(export.folder.path())
            .current_dir(out.path())
            .env("HOME", out.path())
            .ends_with(2)
            .stderr,
    )
    .unwrap();
    assert!(stderr.contains("plan.toml") && stderr.contains("`rest_days` is 9"), "{stderr}");
    assert!(!out.path().join("new").exists());
}

#[test]
fn sessions_of_running_and_walking_stand_over_the_plans_stages() {
    let plan = "[[stage]]\nrun_min = 2\nwalk_min = 2\nreps = 5\n";
    let log = fs::read_to_string(sample_data().join("pain-log.csv")).unwrap();
    let export = Export::of(|_| true).with("plan.toml", plan).with("pain-log.csv", &log);
    let (summary, page) = export.month("2026-10");
    let way = &summary["return_to_run"];
    assert_eq!(way["stages"][0]["run_min"], 2.0);
    // As the sample's maker lays them out: 4 and 2 minutes on 1 October, 5 and 1 on the 3rd, each
    // five times; the log's mornings of the 2nd and the 4th are no higher than those before.
    let of = |day: &str| {
        let sessions = way["sessions"].as_array().unwrap();
        sessions.iter().find(|session| session["date"] == day).unwrap().clone()
    };
    let (first, second) = (of("2026-10-01"), of("2026-10-03"));
    assert_eq!(
        (&first["run_min"], &first["walk_min"], &first["reps"]),
        (&4.0.into(), &2.0.into(), &5.into())
    );
    assert_eq!(
        (&second["run_min"], &second["walk_min"], &second["reps"]),
        (&5.0.into(), &1.0.into(), &5.into())
    );
    assert_eq!((&first["response"], &second["response"]), (&"settled".into(), &"settled".into()));
    assert!(page.contains("ask your therapist about the next stage"), "{page}");
}

#[test]
fn what_was_walked_between_does_not_make_a_run_fast() {
    let log = fs::read_to_string(sample_data().join("pain-log.csv")).unwrap();
    let (summary, _) = Export::of(|_| true).with("pain-log.csv", &log).month("2026-10");
    let by = summary["pain"]["settled_by"].as_array().unwrap();
    let pace = by.iter().find(|row| row["by"] == "speed_m_per_s").unwrap();
    // The made-up runner's quickest run is a tempo run, under 3.5 m/s; a session of 500 s of running
    // and 1360 s of walking over 3.5 km would pass for 7 m/s.
    let fastest = pace["thirds"].as_array().unwrap().last().unwrap()["to"].as_f64().unwrap();
    assert!((2.5..3.6).contains(&fastest), "{pace}");
}

#[test]
fn overstriding_is_named_on_the_first_printed_page_of_every_month_with_contact_time() {
    // July and August, a month with a flare, and the month after.
    for month in ["2026-07", "2026-08", "2026-09", "2026-10"] {
        let pdf = crate::support::root().join(format!("reports/sample/{month}/report.pdf"));
        let text = std::process::Command::new("pdftotext")
            .args(["-f", "1", "-l", "1"])
            .arg(&pdf)
            .arg("-")
            .output();
        let Ok(text) = text else {
            eprintln!("skipped: pdftotext is not installed");
            return;
        };
        let text = String::from_utf8_lossy(&text.stdout).into_owned();
        assert!(text.contains("Overstriding"), "{month}: {text}");
    }
}
