//! Ways and times of which the file says that nothing was recorded, and what must not be taken for such.

use backstride::{ingest, prepare::one_for_each_start};

use super::{
    made::{Lap, Record, SIX, Total, lap, points, records, tcx, timed_fit},
    near, run, told,
};

fn total(started_s: i64, elapsed_s: f64, timer_s: f64, distance_m: f64) -> Total {
    Total { started_s, elapsed_s, timer_s, distance_m, sub_sport: 0 }
}

#[test]
fn a_drive_between_two_laps_is_not_run() {
    // 1800 m, then 15 min in which no lap ran and the place moved by 3.2 km, then 1800 m.
    let laps = [lap(points(SIX, 0.0, 600, 3.0)), lap(points(SIX + 1500, 5000.0, 600, 3.0))];
    let run = run(&tcx(&laps));
    near(run.totals.distance_m, 3600.0, 5.0);
    assert!(!told(&run, "total_not_used"));
}

#[test]
fn a_tunnel_up_to_the_mark_of_a_lap_is_run_for_the_lap_covers_it() {
    // The first lap is written to last until the second begins: 300 m without a place are in it.
    let first = Lap { total_s: 700.0, distance_m: 2100.0, ..lap(points(SIX, 0.0, 600, 3.0)) };
    let run = run(&tcx(&[first, lap(points(SIX + 700, 2100.0, 600, 3.0))]));
    near(run.totals.distance_m, 3900.0, 5.0);
}

/// Ten minutes, a stop of five, and ten minutes from another place on; places and no counter.
fn stopped(moved_m: f64, timer: &[(i64, bool)]) -> Vec<u8> {
    let part = |from_s: i64, north_m: f64| {
        records(from_s, 600, 3.0).into_iter().map(move |row| Record {
            north_m: row.distance_m.map(|metres| north_m + metres),
            distance_m: None,
            ..row
        })
    };
    let rows: Vec<Record> = part(SIX, 0.0).chain(part(SIX + 900, 1800.0 + moved_m)).collect();
    timed_fit(&rows, &[], &[], timer)
}

#[test]
fn a_way_while_the_timer_stood_is_not_run_and_one_while_it_ran_is() {
    let whole = [(SIX, true), (SIX + 1500, false)];
    let with_stop = [(SIX, true), (SIX + 600, false), (SIX + 900, true), (SIX + 1500, false)];
    near(run(&stopped(3000.0, &with_stop)).totals.distance_m, 3600.0, 5.0);
    // 900 m in five minutes, as in a tunnel.
    near(run(&stopped(900.0, &whole)).totals.distance_m, 4500.0, 5.0);
}

/// 1500 s with 200 s of standing at 105 beats in the middle; 140 beats otherwise.
fn stood(timer_s: f64) -> Vec<u8> {
    let rows: Vec<Record> = records(SIX, 1500, 3.0)
        .into_iter()
        .enumerate()
        .map(|(at, row)| match at {
            600..800 => Record {
                distance_m: Some(1797.0),
                speed_m_per_s: Some(0.0),
                heart_rate_bpm: Some(105),
                cadence: Some(0),
                ..row
            },
            800.. => Record { distance_m: row.distance_m.map(|metres| metres - 600.0), ..row },
            _ => row,
        })
        .collect();
    let timer = [(SIX, true), (SIX + 1500, false)];
    timed_fit(&rows, &[total(SIX, 1500.0, timer_s, 3900.0)], &[], &timer)
}

#[test]
fn a_timer_time_that_lacks_what_was_stood_tells_a_stop_that_no_event_tells() {
    let paused = run(&stood(1300.0));
    near(paused.totals.timer_s, 1300.0, 1.0);
    near(paused.totals.heart_rate_bpm, 140.0, 0.6);
    // Where the timer ran, standing is in the mean: (1300 x 140 + 200 x 105) / 1500.
    let ran = run(&stood(1500.0));
    near(ran.totals.timer_s, 1500.0, 1.0);
    near(ran.totals.heart_rate_bpm, 135.3, 0.5);
}

#[test]
fn a_timer_time_of_a_day_says_nothing_of_a_stand_at_a_light() {
    let mut way = points(SIX, 0.0, 600, 3.0);
    way.extend(points(SIX + 605, 1800.0, 55, 0.0));
    way.extend(points(SIX + 665, 1803.0, 600, 3.0));
    let written = Lap { total_s: 100_000.0, ..lap(way) };
    let run = run(&tcx(&[written]));
    assert!(!told(&run, "timer_ran_on"));
    assert!(run.totals.timer_s.unwrap() < 1230.0);
}

#[test]
fn records_from_before_the_clock_was_set_that_fit_the_hole_in_the_session_cost_themselves() {
    // 30 min from 06:00 by session and by 1500 records; the first 300 s say an hour earlier.
    let mut rows = records(SIX, 1800, 3.0);
    rows.iter_mut().take(300).for_each(|row| row.at_s -= 3600);
    let session = total(SIX, 1800.0, 1800.0, 5400.0);
    let set = run(&timed_fit(&rows, &[session], &[], &[]));
    assert_eq!(set.started.to_string(), "2026-05-12T06:00:00Z");
    near(set.totals.distance_m, 5400.0, 1.0);
    // The same records with a session that is as long as they are: an hour's pause, and all count.
    let session = total(SIX - 3600, 5400.0, 1800.0, 5400.0);
    let paused = run(&timed_fit(&rows, &[session], &[], &[]));
    assert_eq!(paused.started.to_string(), "2026-05-12T05:00:00Z");
}

#[test]
fn sessions_that_start_a_second_apart_are_one_and_runs_that_follow_each_other_are_two() {
    let rows = records(SIX, 1800, 3.0);
    let sessions = |second_s: i64, seconds: f64| {
        let totals = [
            total(SIX, 900.0, 900.0, 2700.0),
            total(SIX + second_s, seconds, seconds, 3.0 * seconds),
        ];
        one_for_each_start(ingest::read(&timed_fit(&rows, &totals, &[], &[])).unwrap()).sessions
    };
    let again = sessions(1, 1799.0);
    assert_eq!((again.len(), again[0].span.len()), (1, rows.len()));
    assert_eq!(sessions(960, 840.0).len(), 2);
}
