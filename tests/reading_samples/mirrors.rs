//! What must not change, and other inputs of each kind.

use super::{
    made::{Lap, Record, SIX, Total, fit, gpx, lap, points, records, stamp, tcx, track},
    near, run, runs, told,
};

#[test]
fn rows_revisited_after_a_clock_stepped_back_are_not_united() {
    // 100 s, then the clock goes back by 20 s and the run goes on for 60 s more with another heart rate.
    let mut rows = records(SIX, 100, 3.0);
    rows.extend(records(SIX + 80, 60, 3.0).into_iter().map(|row| Record {
        distance_m: row.distance_m.map(|metres| metres + 303.0),
        heart_rate_bpm: Some(180),
        ..row
    }));
    let run = run(&fit(&rows, &[], &[]));
    assert!(!told(&run, "same_time") && told(&run, "clock_backwards"));
}

#[test]
fn ten_records_a_second_that_tell_fractions_apart_stay_ten() {
    let point = |tenth: u32| {
        format!(
            "<trkpt lat=\"{:.8}\" lon=\"8\"><time>2026-05-12T06:{:02}:{:02}.{}Z</time></trkpt>",
            47.0 + f64::from(tenth) * 0.3 / 111_195.08,
            tenth / 600,
            tenth / 10 % 60,
            tenth % 10
        )
    };
    let text: String = (0..3000).map(point).collect();
    let bytes =
        format!("<gpx><trk><type>running</type><trkseg>{text}</trkseg></trk></gpx>").into_bytes();
    let run = run(&bytes);
    near(run.totals.distance_m, 2999.0 * 0.3, 1.0);
    assert!(!told(&run, "same_time"));
}

#[test]
fn a_file_of_laps_or_of_a_session_alone_is_a_run() {
    let total = |at_s, timer_s, distance_m| Total {
        started_s: at_s,
        elapsed_s: timer_s,
        timer_s,
        distance_m,
        sub_sport: 0,
    };
    let laps = [total(SIX, 600.0, 2000.0), total(SIX + 600, 900.0, 3000.0)];
    let of_laps = run(&fit(&[], &[], &laps));
    let of_session = run(&fit(&[], &[total(SIX, 1500.0, 5000.0)], &[]));
    for run in [of_laps, of_session] {
        near(run.totals.distance_m, 5000.0, 0.01);
        near(run.totals.timer_s, 1500.0, 0.01);
        assert_eq!(run.started.to_string(), "2026-05-12T06:00:00Z");
    }
}

#[test]
fn a_last_lap_without_a_track_whose_metres_the_counter_holds_is_not_added_again() {
    // As a watch writes it that is stopped on the way into a new lap: the counter ends at 3008 m, of which
    // the last lap has 8, and has no point of its own. Laps together: 3008 m.
    let mut first = Lap { counts: true, ..lap(points(SIX, 0.0, 1000, 3.0)) };
    first.points.push((SIX + 1003, 3008.0));
    let last = Lap { started_s: SIX + 1003, total_s: 2.5, distance_m: 8.0, ..Lap::default() };
    near(run(&tcx(&[first, last])).totals.distance_m, 3008.0, 0.5);
}

#[test]
fn a_paused_lap_of_no_metres_is_no_distance_and_no_standing() {
    // Two laps of ten minutes with ten minutes at a table between them, in which the watch was stopped.
    let second = lap(points(SIX + 1200, 1800.0, 600, 3.0));
    let run = run(&tcx(&[lap(points(SIX, 0.0, 600, 3.0)), second]));
    near(run.totals.timer_s, 1200.0, 1.0);
    near(run.totals.elapsed_s, 1800.0, 1.0);
    near(run.totals.distance_m, 3600.0, 2.0);
}

#[test]
fn a_total_that_is_provably_wrong_does_not_count() {
    let walked: Vec<Record> = records(SIX, 1200, 3.0)
        .into_iter()
        .map(|row| Record { north_m: row.distance_m, ..row })
        .collect();
    // Nothing; less than the straight line of 3600 m; twice the track, every second of which is there; a
    // speed that nobody runs.
    for distance_m in [0.0, 2500.0, 7200.0, 36_000.0] {
        let total =
            Total { started_s: SIX, elapsed_s: 1200.0, timer_s: 1200.0, distance_m, sub_sport: 0 };
        let run = run(&fit(&walked, &[total], &[]));
        near(run.totals.distance_m, 3600.0, 1.0);
        assert_eq!(told(&run, "total_not_used"), distance_m > 0.0);
    }
}

#[test]
fn outdoors_the_surplus_of_a_total_is_in_no_pace() {
    // 1100 s of samples at 3 m/s; the first 100 s are missing, and the watch has 3600 m.
    let rows: Vec<Record> = records(SIX + 100, 1100, 3.0);
    let total = Total {
        started_s: SIX,
        elapsed_s: 1200.0,
        timer_s: 1200.0,
        distance_m: 3600.0,
        sub_sport: 0,
    };
    let run = run(&fit(&rows, &[total], &[]));
    near(run.totals.distance_m, 3600.0, 0.1);
    near(run.totals.running_distance_m, 3300.0, 5.0);
    assert_eq!(run.started.to_string(), "2026-05-12T06:00:00Z");
}

#[test]
fn on_a_belt_samples_of_half_the_time_are_not_scaled() {
    let total = Total {
        started_s: SIX,
        elapsed_s: 1200.0,
        timer_s: 1200.0,
        distance_m: 2000.0,
        sub_sport: 1,
    };
    let rows = records(SIX, 600, 3.0);
    let half = run(&fit(&rows, &[total], &[]));
    near(half.totals.running_distance_m, 1800.0, 5.0);
    let whole = Total { elapsed_s: 600.0, timer_s: 600.0, ..total };
    let scaled = run(&fit(&rows, &[whole], &[]));
    near(scaled.totals.running_distance_m, 2000.0, 5.0);
}

#[test]
fn a_leap_of_five_kilometres_in_ten_seconds_is_no_catching_up() {
    let mut rows = records(SIX, 1200, 3.0);
    for (k, row) in rows.iter_mut().enumerate() {
        // The counter stands for ten seconds, and then leaps.
        row.distance_m = match k {
            600..610 => Some(1800.0),
            610.. => row.distance_m.map(|metres| metres + 5000.0),
            _ => row.distance_m,
        };
    }
    let total = Total {
        started_s: SIX,
        elapsed_s: 1200.0,
        timer_s: 1200.0,
        distance_m: 8600.0,
        sub_sport: 0,
    };
    let run = run(&fit(&rows, &[total], &[]));
    near(run.totals.distance_m, 3570.0, 5.0);
    assert!(told(&run, "distance_jumps") && told(&run, "total_not_used"));
}

#[test]
fn a_descent_at_six_metres_a_second_is_run() {
    let down = [points(SIX, 0.0, 600, 3.0), points(SIX + 605, 1818.0, 600, 6.0)].concat();
    near(run(&gpx(&[track(&[down])])).totals.distance_m, 1818.0 + 3600.0, 2.0);
}

#[test]
fn a_stale_first_point_of_the_evening_before_costs_itself() {
    let mut stale = vec![(SIX - 9 * 3600, -9000.0)];
    stale.extend(points(SIX, 0.0, 1200, 3.0));
    let run = run(&gpx(&[track(&[stale])]));
    assert_eq!(run.started.to_string(), "2026-05-12T06:00:00Z");
    near(run.totals.distance_m, 3600.0, 2.0);
}

#[test]
fn a_last_point_of_another_year_costs_itself() {
    let mut late = points(SIX, 0.0, 1200, 3.0);
    late.push((SIX + 400 * 86_400, 3603.0));
    let run = run(&gpx(&[track(&[late])]));
    near(run.totals.elapsed_s, 1200.0, 1.0);
}

#[test]
fn a_logger_that_parts_its_track_every_minute_loses_no_metre() {
    // The next segment begins one usual step after the last: recording went on.
    let segments: Vec<_> = (0..20)
        .map(|k| points(SIX + 60 * k, 180.0 * f64::from(i32::try_from(k).unwrap()), 55, 3.0))
        .collect();
    near(run(&gpx(&[track(&segments)])).totals.distance_m, 3585.0, 1.0);
}

#[test]
fn a_lap_total_confirms_the_way_between_two_tracks() {
    // One lap, of which two hundred metres lie between its two tracks; the watch's own total has them.
    let one = String::from_utf8(tcx(&[Lap {
        points: [points(SIX, 0.0, 600, 3.0), points(SIX + 660, 2000.0, 600, 3.0)].concat(),
        started_s: SIX,
        total_s: 1260.0,
        distance_m: 3800.0,
        counts: false,
    }]))
    .unwrap();
    let second = format!("<Trackpoint><Time>{}", stamp(SIX + 660));
    let two = one.replace(&second, &format!("</Track><Track>{second}"));
    near(run(two.as_bytes()).totals.distance_m, 3800.0, 1.0);
    // Without the total, the segments alone: 1800 m each.
    let without = two.replace("<DistanceMeters>3800</DistanceMeters>", "");
    near(run(without.as_bytes()).totals.distance_m, 3600.0, 1.0);
}

#[test]
fn standing_without_a_written_timer_stays_a_pause() {
    let stood: Vec<_> = (1..40).map(|k| (SIX + 600 + 5 * k, 1800.0)).collect();
    let way = [points(SIX, 0.0, 600, 3.0), stood, points(SIX + 800, 1800.0, 600, 3.0)].concat();
    let paused = run(&gpx(&[track(std::slice::from_ref(&way))]));
    near(paused.totals.timer_s, 1200.0, 20.0);
    // The same with a lap that says that the timer stood as well, and one that says that it ran.
    for (total_s, timer_s) in [(1200.0, 1200.0), (1400.0, 1400.0)] {
        let timed = run(&tcx(&[Lap { total_s, ..lap(way.clone()) }]));
        near(timed.totals.timer_s, timer_s, 1.0);
    }
}

#[test]
fn midnight_and_a_long_rest_part_nothing() {
    // From 23:30 UTC on for an hour; then, in another file, halves five hours apart.
    let night = points(SIX + 17 * 3600 + 1800, 0.0, 3600, 3.0);
    assert_eq!(runs(&gpx(&[track(&[night])])).len(), 1);
    let halves =
        [points(SIX, 0.0, 1200, 3.0), points(SIX + 5 * 3600 + 1200, 3600.0, 1200, 3.0)].concat();
    assert_eq!(runs(&gpx(&[track(&[halves])])).len(), 1);
}

#[test]
fn morning_and_evening_in_one_track_are_two_runs() {
    let both = [points(SIX, 0.0, 1200, 3.0), points(SIX + 11 * 3600, 0.0, 1500, 3.0)].concat();
    let runs = runs(&gpx(&[track(&[both])]));
    assert_eq!(runs.len(), 2);
    near(runs[0].totals.distance_m, 3600.0, 2.0);
    near(runs[1].totals.distance_m, 4500.0, 2.0);
}

#[test]
fn laps_of_two_days_in_one_activity_keep_their_own_totals() {
    let first = Lap { distance_m: 3650.0, ..lap(points(SIX, 0.0, 1200, 3.0)) };
    let second = Lap { distance_m: 4550.0, ..lap(points(SIX + 86_400, 0.0, 1500, 3.0)) };
    let runs = runs(&tcx(&[second, first]));
    assert_eq!(runs.len(), 2);
    near(runs[0].totals.distance_m, 3650.0, 0.1);
    near(runs[1].totals.distance_m, 4550.0, 0.1);
}
