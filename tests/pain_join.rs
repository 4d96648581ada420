//! The edges where runs and log meet, by the program itself: on runs made here, whose local days
//! are known.

use std::{fmt::Write as _, fs};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::cli::run;

const BERLIN: (f64, f64) = (52.52, 13.405);
const POTSDAM: (f64, f64) = (52.4, 13.06);
const NEW_YORK: (f64, f64) = (40.71, -74.006);

/// Twenty minutes due north at three metres a second.
fn gpx(start: &str, (latitude, longitude): (f64, f64)) -> String {
    let start: Timestamp = start.parse().unwrap();
    let mut text = String::from(
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"test\" \
         xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><type>running</type><trkseg>\n",
    );
    for second in (0..1_200).step_by(5) {
        let time = start + SignedDuration::from_secs(second);
        // A minute of latitude is a nautical mile.
        let north = latitude + 3.0 * second as f64 / (60.0 * 1_852.0);
        writeln!(text, "<trkpt lat=\"{north:.7}\" lon=\"{longitude}\"><time>{time}</time></trkpt>")
            .unwrap();
    }
    text + "</trkseg></trk></gpx>\n"
}

/// Runs and a log in a folder.
struct Archive(tempfile::TempDir);

impl Archive {
    fn new(runs: &[(&str, (f64, f64))], log: &str) -> Archive {
        let folder = tempfile::tempdir().unwrap();
        for (place, (start, at)) in runs.iter().enumerate() {
            fs::write(folder.path().join(format!("{place}.gpx")), gpx(start, *at)).unwrap();
        }
        fs::write(folder.path().join("pain-log.csv"), log).unwrap();
        Archive(folder)
    }

    /// The row of a day.
    fn day(&self, date: &str) -> Value {
        let (status, out, said) = run(self.0.path(), &["days", "--json", "."]);
        assert_eq!(status, 0, "{said}");
        let document: Value = serde_json::from_str(&out).unwrap();
        let days = document["days"].as_array().unwrap();
        days.iter().find(|day| day["date"] == date).cloned().unwrap_or_default()
    }

    /// What a month says of pain.
    fn pain(&self, month: &str) -> Value {
        let (status, _, said) =
            run(self.0.path(), &["report", ".", "--month", month, "--out", "out"]);
        assert_eq!(status, 0, "{said}");
        let path = self.0.path().join("out").join(month).join("summary.json");
        let mut document: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        document["pain"].take()
    }

    /// The answer to the run of a day.
    fn answer(&self, date: &str) -> Value {
        let pain = self.pain(&date[..7]);
        let answers = pain["responses"].as_array().unwrap();
        answers.iter().find(|answer| answer["date"] == date).cloned().unwrap_or_default()
    }
}

fn metres(day: &Value) -> f64 {
    day["distance_m"].as_f64().unwrap()
}

#[test]
fn two_runs_of_a_day_have_one_answer_and_the_worst_of_both() {
    let archive = Archive::new(
        &[("2026-05-05T05:00:00Z", BERLIN), ("2026-05-05T16:00:00Z", POTSDAM)],
        "date,time_local,pain_before,pain_during_max,pain_morning\n2026-05-05,18:00,3,5,\n\
         2026-05-05,07:00,1,2,1\n2026-05-06,,,,1.5\n",
    );
    let answer = archive.answer("2026-05-05");
    assert_eq!(answer["pain_before"], 1.0);
    assert_eq!(answer["pain_during_max"], 5.0);
    assert_eq!(answer["pain_next_morning"], 1.5);
    assert_eq!(answer["response"], "settled");
    // Twice twenty minutes less the last step, at three metres a second.
    assert!((metres(&archive.day("2026-05-05")) - 7_170.0).abs() < 40.0);
}

#[test]
fn an_entry_without_a_time_belongs_to_every_run_of_its_day() {
    let archive = Archive::new(
        &[("2026-05-05T05:00:00Z", BERLIN), ("2026-05-05T16:00:00Z", POTSDAM)],
        "date,pain_before,pain_during_max,pain_next_morning\n2026-05-05,2,4,5\n",
    );
    let answer = archive.answer("2026-05-05");
    assert_eq!((&answer["pain_during_max"], &answer["response"]), (&4.0.into(), &"raised".into()));
}

#[test]
fn a_run_over_midnight_belongs_to_the_day_it_began_on() {
    // 23:50 in Berlin, till ten past midnight.
    let archive = Archive::new(
        &[("2026-05-05T21:50:00Z", BERLIN)],
        "date,pain_morning\n2026-05-05,1\n2026-05-06,2\n2026-05-07,6\n",
    );
    let answer = archive.answer("2026-05-05");
    assert_eq!((&answer["pain_before"], &answer["pain_next_morning"]), (&1.0.into(), &2.0.into()));
    assert!(metres(&archive.day("2026-05-05")) > 3_000.0);
}

#[test]
fn the_day_of_a_run_is_that_of_where_it_was_run() {
    // Ten in the evening in New York is four in the morning of the next day in Berlin.
    let archive = Archive::new(
        &[("2026-06-08T15:00:00Z", BERLIN), ("2026-06-11T02:00:00Z", NEW_YORK)],
        "date,pain_morning\n2026-06-10,1\n2026-06-11,3\n2026-06-12,9\n",
    );
    let answer = archive.answer("2026-06-10");
    assert_eq!((&answer["pain_before"], &answer["pain_next_morning"]), (&1.0.into(), &3.0.into()));
    assert_eq!(archive.answer("2026-06-11"), Value::Null);
}

#[test]
fn nights_in_which_the_clocks_change_are_nights_like_any_other() {
    // Europe's clocks go forward on 29 March 2026 at two, and back on 25 October at three.
    let archive = Archive::new(
        &[
            ("2026-03-28T22:30:00Z", BERLIN), // 23:30 on the 28th
            ("2026-03-29T21:45:00Z", BERLIN), // 23:45 on the 29th, a day of 23 hours
            ("2026-10-24T21:50:00Z", BERLIN), // 23:50 on the 24th
            ("2026-10-25T22:50:00Z", BERLIN), // 23:50 on the 25th, a day of 25 hours
        ],
        "date,time_local,pain_morning\n2026-03-28,,1\n2026-03-29,02:30,2\n2026-03-30,,3\n\
         2026-10-24,,1\n2026-10-25,02:30,2\n2026-10-26,,3\n",
    );
    for (day, next) in
        [("2026-03-28", 2.0), ("2026-03-29", 3.0), ("2026-10-24", 2.0), ("2026-10-25", 3.0)]
    {
        let row = archive.day(day);
        assert_eq!(row["pain_next_morning"], next, "{day}");
        assert!(metres(&row) > 3_000.0, "{day}");
    }
}

#[test]
fn a_log_that_starts_later_than_the_runs_says_nothing_of_those_before() {
    let archive = Archive::new(
        &[("2026-05-05T15:00:00Z", BERLIN), ("2026-05-12T15:00:00Z", BERLIN)],
        "date,pain_morning\n2026-05-12,1\n2026-05-13,1\n",
    );
    let pain = archive.pain("2026-05");
    assert_eq!((&pain["settled"], &pain["unknown"]), (&1.into(), &1.into()));
    assert_eq!(archive.day("2026-05-05")["pain_morning"], Value::Null);
    assert_eq!(archive.day("2026-05-11")["pain_next_morning"], 1.0);
}

#[test]
fn the_same_row_twice_counts_once() {
    let runs = [("2026-05-05T15:00:00Z", BERLIN)];
    let rows = "2026-05-05,1\n2026-05-06,1\n";
    let once = Archive::new(&runs, &format!("date,pain_morning\n{rows}"));
    let twice = Archive::new(&runs, &format!("date,pain_morning\n{rows}{rows}\n{rows}"));
    assert_eq!(once.pain("2026-05"), twice.pain("2026-05"));
}

#[test]
fn a_missing_next_morning_is_not_known_and_not_none() {
    let archive = Archive::new(
        &[("2026-05-05T15:00:00Z", BERLIN), ("2026-05-09T15:00:00Z", BERLIN)],
        "date,pain_morning,pain_during_max\n2026-05-05,1,4\n2026-05-07,0,\n2026-05-09,1,\n2026-05-10,0,\n",
    );
    let answer = archive.answer("2026-05-05");
    assert_eq!(
        (&answer["pain_next_morning"], &answer["response"]),
        (&Value::Null, &"unknown".into())
    );
    assert_eq!(archive.answer("2026-05-09")["response"], "settled");
}

#[test]
fn the_page_says_how_many_days_were_entered_on_the_day_itself() {
    let mut log = String::from("date,pain_morning,entered_at\n");
    for day in 1..=30 {
        let late = i32::from(day > 21);
        writeln!(log, "2026-06-{day:02},1,2026-06-{:02}T21:00", day + late).unwrap();
    }
    // The last of June would be written on a day that June does not have.
    let log = log.replace("2026-06-31", "2026-07-01");
    let archive = Archive::new(&[("2026-06-05T15:00:00Z", BERLIN)], &log);
    archive.pain("2026-06");
    let page = fs::read_to_string(archive.0.path().join("out/2026-06/report.html")).unwrap();
    assert!(page.contains("21 entered the same day"), "the head of the page");
}

#[test]
fn the_link_and_the_calendar_see_days_and_not_recordings() {
    // Two runs on the 5th, one near midnight on the 7th, one abroad on the 10th, and one on the 12th
    // of which no morning after was written down. The log begins on the 6th.
    let archive = Archive::new(
        &[
            ("2026-06-05T05:00:00Z", BERLIN),
            ("2026-06-05T16:00:00Z", POTSDAM),
            ("2026-06-07T21:50:00Z", BERLIN), // 23:50, till ten past midnight
            ("2026-06-11T02:00:00Z", NEW_YORK), // 22:00 on the 10th
            ("2026-06-12T15:00:00Z", BERLIN),
        ],
        "date,time_local,pain_morning\n2026-06-06,,1\n2026-06-07,,2\n2026-06-07,,2\n\
         2026-06-08,06:30,3\n2026-06-10,,4\n2026-06-11,,5\n2026-06-12,,6\n2026-06-14,,1\n",
    );
    let (status, _, said) =
        run(archive.0.path(), &["report", ".", "--month", "2026-06", "--out", "out"]);
    assert_eq!(status, 0, "{said}");
    let path = archive.0.path().join("out/2026-06/summary.json");
    let month: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    // The calendar: minutes and that morning's pain, by day of the month.
    let calendar: Vec<(usize, f64, Option<f64>)> = (1..)
        .zip(month["days"].as_array().unwrap())
        .filter_map(|(day, cell)| {
            let minutes = cell["running_min"].as_f64().filter(|minutes| *minutes > 0.0)?;
            Some((day, (minutes / 20.0).round(), cell["pain_morning"].as_f64()))
        })
        .collect();
    // In runs of twenty minutes: two, one, one, one.
    assert_eq!(
        calendar,
        [(5, 2.0, None), (7, 1.0, Some(2.0)), (10, 1.0, Some(4.0)), (12, 1.0, Some(6.0))]
    );
    // The link pairs run days whose morning before and after are known: the 7th and the 10th.
    assert_eq!(month["links"][0]["n"], 2);
    assert_eq!(month["links"][0]["verdict"], "too_few");
}

#[test]
fn of_two_runs_a_day_the_larger_spike_counts_and_their_minutes_add_up() {
    // A run of twenty minutes on the 1st; on the 5th two of them in a row with a break between.
    let archive = Archive::new(
        &[
            ("2026-05-01T15:00:00Z", BERLIN),
            ("2026-05-20T05:00:00Z", BERLIN),
            ("2026-05-20T16:00:00Z", POTSDAM),
        ],
        "date,pain_morning\n2026-05-20,1\n2026-05-21,1\n",
    );
    let (once, twice) = (archive.day("2026-05-01"), archive.day("2026-05-20"));
    let minutes = |day: &Value| day["running_min"].as_f64().unwrap();
    assert!((minutes(&twice) / minutes(&once) - 2.0).abs() < 0.01);
    // Neither of the two is longer than the one before them: two short runs are no long one.
    let ratio = twice["spike_ratio"].as_f64();
    assert!(ratio.is_none_or(|ratio| ratio < 0.05), "{ratio:?}");
}

#[test]
fn what_counts_as_high_is_told_by_the_level_that_was_set() {
    let log = "date,pain_morning,pain_during_max\n2026-05-05,6,6\n2026-05-06,6.5,\n\
               2026-05-09,3,2.5\n2026-05-10,3.5,\n";
    let runs = [("2026-05-05T15:00:00Z", BERLIN), ("2026-05-09T15:00:00Z", BERLIN)];
    let told = |settings: &str, plan: &str| {
        let archive = Archive::new(&runs, log);
        fs::write(archive.0.path().join("backstride.toml"), settings).unwrap();
        fs::write(archive.0.path().join("plan.toml"), plan).unwrap();
        let pain = archive.pain("2026-05");
        let path = archive.0.path().join("out/2026-05/report.html");
        (pain, fs::read_to_string(path).unwrap())
    };
    let (pain, page) = told("", "");
    assert_eq!((&pain["high"], &pain["zones"]["high_above"]), (&1.into(), &5.0.into()));
    assert!(page.contains("<b>1</b> above 5"), "published");
    assert!(page.contains(
        "Worst in the run: up to 2 on 0 run days, above 2 and up to 5 on 1, above 5 on 1."
    ));
    let (pain, page) = told("[pain]\nzones = [3, 6]\n", "");
    assert_eq!((&pain["high"], &pain["zones"]["high_above"]), (&1.into(), &6.0.into()));
    assert!(page.contains("<b>1</b> above 6") && !page.contains("above 5"), "set by settings");
    assert!(page.contains(
        "Worst in the run: up to 3 on 1 run day, above 3 and up to 6 on 1, above 6 on 0."
    ));
    // The plan's limit for next mornings is lower, and holds on both days.
    let (pain, page) = told("", "pain_next_morning_max = 3\n");
    assert_eq!((&pain["high"], &pain["zones"]["high_above"]), (&2.into(), &3.0.into()));
    assert!(page.contains("<b>2</b> above 3"), "set by the plan");
    // It holds on the second day only: there is no one level to tell.
    let (pain, page) = told("", "valid_from = 2026-05-08\npain_next_morning_max = 3\n");
    assert_eq!((&pain["high"], &pain["zones"]["high_above"]), (&2.into(), &Value::Null));
    assert!(page.contains("<b>2</b> above the limit of its day"), "differs");
}

#[test]
fn questionnaires_stand_in_the_summary_with_their_last_result() {
    let archive = Archive::new(
        &[("2026-05-05T15:00:00Z", BERLIN)],
        "date,pain_morning,ostrc_q1,ostrc_q2,ostrc_q3,ostrc_q4,psfs_1,psfs_2,odi_percent\n\
         2026-05-03,1,8,8,17,8,4,6,\n2026-05-10,1,0,,,,7,8,22\n",
    );
    let told = archive.pain("2026-05")["questionnaires"].take();
    let rows: Vec<(&str, f64, u64)> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let answered = row["answered"].as_u64().unwrap();
            (row["name"].as_str().unwrap(), row["value"].as_f64().unwrap(), answered)
        })
        .collect();
    // Full participation without problems ends the first; the second is the mean of its activities.
    assert_eq!(rows, [("ostrc_0_100", 0.0, 2), ("psfs_0_10", 7.5, 2), ("odi_percent", 22.0, 1)]);
    assert_eq!(told[0]["last"], "2026-05-10");
}
