//! What is believed of a run's samples and of what is written beside them: each rule by an input with its
//! truth and the reason for it, and by what must not change. See `docs/reading.md`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test reads files and says what it covered; a failed unwrap is a failed test"
)]

mod counters;
mod laws;
mod made;
mod mirrors;
mod real;
mod silences;

use std::path::Path;

use backstride::{
    ingest,
    outing::{Outing, Setting, measure},
    prepare::arranged,
};

use crate::support::root;

/// The runs of a file, each measured.
fn runs(bytes: &[u8]) -> Vec<Outing> {
    let activity = arranged(ingest::read(bytes).unwrap());
    let mut runs = measure(&activity, "run", &Setting::default());
    runs.retain(Outing::is_run);
    runs.sort_by_key(|run| run.started);
    runs
}

/// The one run of a file.
#[track_caller]
fn run(bytes: &[u8]) -> Outing {
    let mut runs = runs(bytes);
    assert_eq!(runs.len(), 1);
    runs.remove(0)
}

fn case(name: &str) -> Vec<u8> {
    std::fs::read(root().join(Path::new("tests/cases")).join(name)).unwrap()
}

/// Fails where a value is further than this from its truth.
#[track_caller]
fn near(found: Option<f64>, truth: f64, within: f64) {
    let found = found.unwrap();
    assert!((found - truth).abs() <= within, "{found} is not {truth}");
}

fn told(run: &Outing, key: &str) -> bool {
    run.notices.iter().any(|notice| notice.key() == key)
}

#[test]
fn position_and_heart_rate_in_two_records_a_second_are_one_sample() {
    // Each second has a record of the place and one of the sensors: 150 beats and 168 steps throughout.
    let run = run(&case("K2a_position_then_data_each_second.fit"));
    near(run.totals.heart_rate_bpm, 150.0, 0.5);
    near(run.value("cadence_spm"), 168.0, 0.5);
    assert!(told(&run, "same_time"));
}

#[test]
fn a_lap_entered_by_hand_is_a_run_on_its_day() {
    // Id and Lap@StartTime say when; 1800 s and 5 km stand in the lap. The schema requires StartTime and
    // leaves Track out where there is none.
    let run = run(&case("K3a_manual_lap_only.tcx"));
    near(run.totals.distance_m, 5000.0, 1.0);
    near(run.totals.timer_s, 1800.0, 1.0);
    assert_eq!(run.date().to_string(), "2026-05-12");
}

#[test]
fn a_first_lap_without_a_track_is_time_and_distance() {
    // The laps say 600 s and 1.8 km, then 1200 s and 3.6 km, the first from 06:00.
    let run = run(&case("K3c_first_lap_without_track.tcx"));
    near(run.totals.distance_m, 5400.0, 1.0);
    near(run.totals.timer_s, 1800.0, 1.0);
    assert_eq!(run.started.to_string(), "2026-05-12T06:00:00Z");
}

#[test]
fn a_belt_that_was_calibrated_counts_as_the_watch_shows_it() {
    // session.total_distance is 5000 m after calibration, where the samples count 4500.
    let run = run(&case("K4a_treadmill_calibrated.fit"));
    near(run.totals.distance_m, 5000.0, 1.0);
    near(run.totals.running_distance_m, 5000.0, 25.0);
    assert!(told(&run, "distance_differs"));
}

#[test]
fn a_speed_every_fifteen_seconds_adds_up() {
    // 2.7777 m/s for 1800 s; the session's total says 5000 m too.
    near(run(&case("K5a_speed_only_every_15s.fit")).totals.distance_m, 5000.0, 5.0);
}

#[test]
fn a_counter_that_stands_in_a_tunnel_and_catches_up_keeps_its_distance() {
    // 360 m in 120 s are 3 m/s, the speed before and after; the session's total is 3600 m.
    let run = run(&case("K6a_tunnel_120s.fit"));
    near(run.totals.distance_m, 3600.0, 2.0);
    assert!(told(&run, "distance_caught_up"));
}

#[test]
fn a_clock_that_is_set_after_five_records_leaves_the_run_on_its_day() {
    // 596 of 601 records are of 12 May 2026.
    let run = run(&case("K7a_clock_set_after_5_records.fit"));
    assert_eq!(run.date().to_string(), "2026-05-12");
    near(run.totals.distance_m, 1800.0, 1.0);
    assert!(told(&run, "clock_jump") && told(&run, "start_differs"));
}

#[test]
fn points_of_the_year_nought_cost_themselves() {
    assert_eq!(run(&case("K7d_year_0000.gpx")).date().to_string(), "2026-05-12");
}

#[test]
fn a_drive_between_two_segments_is_not_run() {
    // Two segments of 1800 m each; the way between them was not recorded.
    near(run(&case("K9a_two_segments_car_between.gpx")).totals.distance_m, 3600.0, 10.0);
}

#[test]
fn a_stand_at_a_light_is_no_pause_where_the_timer_ran() {
    // TotalTimeSeconds is 1800; the last point lies 5 s before the lap's end.
    let run = run(&case("K14a_stood_at_a_light.tcx"));
    near(run.totals.timer_s, 1800.0, 1.0);
    near(run.totals.elapsed_s, 1800.0, 1.0);
    assert!(told(&run, "timer_ran_on"));
}

#[test]
fn the_mean_heart_rate_is_over_the_timer() {
    // 1300 s at 150 and 200 s of standing at 105: (1300 x 150 + 200 x 105) / 1500 = 144.
    near(run(&case("K15a_stood_200s_timer_ran.tcx")).totals.heart_rate_bpm, 144.0, 0.5);
}

#[test]
fn three_days_in_one_track_are_three_runs() {
    let runs = runs(&case("K16a_three_days_in_one_track.gpx"));
    let days: Vec<String> = runs.iter().map(|run| run.date().to_string()).collect();
    assert_eq!(days, ["2026-05-12", "2026-05-13", "2026-05-15"]);
    for (run, metres) in runs.iter().zip([1800.0, 1500.0, 1200.0]) {
        near(run.totals.distance_m, metres, 5.0);
    }
    assert_eq!(runs[2].shown_path(), "run#3");
}

#[test]
fn tracks_of_a_day_with_the_newest_first_are_as_with_the_oldest_first() {
    let run = run(&case("K17a_two_tracks_of_a_day_newest_first.gpx"));
    assert_eq!(run.started.to_string(), "2026-05-12T06:00:00Z");
}
