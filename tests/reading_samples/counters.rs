//! A counter of metres that cannot be the way, and one that may be.

use super::{
    made::{Record, SIX, Total, fit, records, timed_fit},
    near, run, told,
};

/// Twenty minutes at 3 m/s due north, with places and a counter made out of the true metres.
fn counting(counter: impl Fn(f64) -> f64) -> Vec<Record> {
    let row = |row: Record| Record {
        north_m: row.distance_m,
        distance_m: row.distance_m.map(&counter),
        ..row
    };
    records(SIX, 1200, 3.0).into_iter().map(row).collect()
}

#[test]
fn a_counter_shorter_than_the_straight_lines_between_its_places_gives_way_to_them() {
    // Kilometres and miles written as metres, one that stands, leaps that nobody runs, half of it.
    let wrong: [fn(f64) -> f64; 5] = [
        |metres| metres / 1000.0,
        |metres| metres / 1609.344,
        |_| 5.0,
        |metres| metres * 10_000.0,
        |metres| metres / 2.0,
    ];
    for counter in wrong {
        let run = run(&fit(&counting(counter), &[], &[]));
        near(run.totals.distance_m, 3600.0, 5.0);
        assert!(told(&run, "distance_not_used") && !told(&run, "distance_jumps"));
    }
    // Neither does the total that was made of such a counter.
    let total = Total {
        started_s: SIX,
        elapsed_s: 1200.0,
        timer_s: 1200.0,
        distance_m: 1800.0,
        sub_sport: 0,
    };
    let run = run(&fit(&counting(|metres| metres / 2.0), &[total], &[]));
    near(run.totals.distance_m, 3600.0, 5.0);
    assert!(told(&run, "total_not_used"));
}

#[test]
fn a_counter_of_a_pod_that_is_an_eighth_short_stays() {
    let run = run(&fit(&counting(|metres| metres * 7.0 / 8.0), &[], &[]));
    near(run.totals.distance_m, 3150.0, 5.0);
    assert!(!told(&run, "distance_not_used"));
}

#[test]
fn what_places_go_on_while_the_timer_stands_or_over_a_silence_refutes_no_counter() {
    // Ten minutes' run, ten minutes at 9 m/s on a tram while the timer stands and the counter with it, ten
    // minutes' run: with a record a second in the tram, and without one.
    let north_m = |at: i32| match at {
        ..600 => 3.0 * f64::from(at),
        600..1200 => 1800.0 + 9.0 * f64::from(at - 600),
        _ => 7200.0 + 3.0 * f64::from(at - 1200),
    };
    let rows: Vec<Record> = (0..1800)
        .zip(records(SIX, 1800, 3.0))
        .map(|(at, row)| Record {
            north_m: Some(north_m(at)),
            distance_m: Some(3.0 * f64::from(at - (at - 600).clamp(0, 600))),
            ..row
        })
        .collect();
    let timer = [(SIX, true), (SIX + 600, false), (SIX + 1200, true), (SIX + 1800, false)];
    let ridden = run(&timed_fit(&rows, &[], &[], &timer));
    near(ridden.totals.distance_m, 3600.0, 5.0);
    assert!(!told(&ridden, "distance_not_used"));
    let silent: Vec<Record> =
        rows.iter().filter(|row| !(600..1200).contains(&(row.at_s - SIX))).copied().collect();
    let silent = run(&fit(&silent, &[], &[]));
    near(silent.totals.distance_m, 3600.0, 5.0);
    assert!(!told(&silent, "distance_not_used"));
}

#[test]
fn a_counter_that_stands_while_speed_goes_on_gives_way_to_it_and_alone_tells_no_distance() {
    let standing = |speed: bool| -> Vec<Record> {
        let rows = records(SIX, 1200, 3.0).into_iter();
        rows.map(|row| Record {
            distance_m: Some(5.0),
            speed_m_per_s: row.speed_m_per_s.filter(|_| speed),
            ..row
        })
        .collect()
    };
    // 1200 steps of a second at 3 m/s.
    let speeding = run(&fit(&standing(true), &[], &[]));
    near(speeding.totals.distance_m, 3600.0, 1.0);
    assert!(told(&speeding, "distance_not_used"));
    let alone = run(&fit(&standing(false), &[], &[]));
    assert_eq!(alone.totals.distance_m, None, "not zero kilometres");
    assert!(told(&alone, "distance_not_used"));
}
