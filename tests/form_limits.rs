//! Recordings that lack what form takes: each reading is absent with its reason, and nothing is
//! graded.

use backstride::{
    metrics::{Absent, Reading, measure, overstride_index::words},
    model::{CadenceUnit, Channel, Provenance, Run, Runner},
};

use super::support::{
    assert_within,
    synthetic::{
        Row, SyntheticRun, known_runner, noticed, prepared, reading, recorded, tracked, value_of,
    },
};

/// Readings that compare, or rest on a body model: what a page could be taken to grade by.
const GRADED: [&str; 5] = [
    "overstride_index_pct",
    "leg_stiffness_kn_per_m",
    "vertical_stiffness_kn_per_m",
    "reach_m",
    "braking_index_bw",
];

fn told(key: &str, run: &Run, runner: &Runner) -> Result<f64, Absent> {
    let mut readings: Vec<Reading> = measure(run, runner);
    readings.retain(|reading| reading.metric.key == key);
    readings.pop().unwrap().outcome.map(|estimate| estimate.value)
}

/// Nothing that compares is told of a run.
#[track_caller]
fn assert_nothing_graded(run: &Run) {
    for key in GRADED {
        let graded = measure(run, &known_runner())
            .into_iter()
            .find(|reading| reading.metric.key == key)
            .and_then(|reading| reading.outcome.ok());
        assert!(graded.is_none(), "{key}: {graded:?}");
    }
}

/// The run with its records changed.
fn changed(change: impl Fn(usize, &mut Row)) -> Run {
    let mut rows = SyntheticRun::default().rows();
    rows.iter_mut().enumerate().for_each(|(second, row)| change(second, row));
    prepared(&recorded(&rows))
}

#[test]
fn without_a_height_there_is_no_comparison_and_no_word() {
    let run = SyntheticRun::default().run();
    let unknown = Runner { height_m: None, ..known_runner() };
    let absent = told("overstride_index_pct", &run, &unknown).unwrap_err();
    assert_eq!(absent, Absent::NotConfigured { what: "runner.height_cm" });
    assert_eq!(words(9.0, &unknown), None);
    // A sex not told leaves a number and no word.
    let untold = Runner { sex: None, ..known_runner() };
    assert!(told("overstride_index_pct", &run, &untold).is_ok());
    assert_eq!(words(9.0, &untold), None);
}

#[test]
fn without_speed_distance_or_place_only_cadence_is_told() {
    let run = changed(|_, row| {
        (row.speed_m_per_s, row.distance_m, row.altitude_m) = (f64::NAN, f64::NAN, f64::NAN);
    });
    assert_within(0.1, 172.0, value_of("cadence_spm", &run));
    for key in ["overstride_index_pct", "step_length_m"] {
        let absent = reading(key, &run).unwrap_err();
        assert_eq!(absent, Absent::NoChannel(Channel::Speed), "{key}");
    }
    assert!(reading("vertical_oscillation_mm", &run).is_err());
    assert_nothing_graded(&run);
}

#[test]
fn a_distance_without_a_speed_is_enough_and_says_that_it_is_derived() {
    let run = changed(|_, row| row.speed_m_per_s = f64::NAN);
    let found = reading("step_length_m", &run).unwrap();
    assert_within(0.01, 3.0 * 60.0 / 172.0, found.value);
    assert_eq!(found.provenance, Provenance::Derived);
}

#[test]
fn without_altitude_no_slope_is_known_and_nothing_that_holds_on_the_level_is_told() {
    let run = changed(|_, row| row.altitude_m = f64::NAN);
    for key in ["overstride_index_pct", "vertical_oscillation_mm"] {
        let absent = reading(key, &run).unwrap_err();
        assert!(absent.detail().contains("the slope is not known"), "{key}: {}", absent.detail());
    }
    assert_nothing_graded(&run);
}

#[test]
fn a_belt_tells_cadence_and_compares_nothing() {
    for has_speed in [false, true] {
        let mut rows = SyntheticRun::default().rows();
        for row in rows.iter_mut().filter(|_| !has_speed) {
            (row.speed_m_per_s, row.distance_m) = (f64::NAN, f64::NAN);
        }
        let mut activity = recorded(&rows);
        activity.sessions[0].sport.sub_sport = Some("treadmill".into());
        let run = prepared(&activity);
        assert_within(0.1, 172.0, value_of("cadence_spm", &run));
        let absent = reading("overstride_index_pct", &run).unwrap_err();
        match absent {
            Absent::NoChannel(channel) => assert!(!has_speed && channel == Channel::Speed),
            Absent::OutsideValidity { detail } => assert!(has_speed && detail.contains("belt")),
            other => panic!("{other:?}"),
        }
        assert!(reading("vertical_oscillation_mm", &run).is_err());
    }
}

#[test]
fn a_frozen_cadence_is_no_cadence() {
    let run = changed(|second, row| {
        row.count_per_min = 86.0;
        row.speed_m_per_s = 3.0 + (second as f64 / 20.0).sin();
    });
    assert!(noticed(&run).contains(&"cadence_frozen"), "{:?}", noticed(&run));
    assert!(reading("cadence_spm", &run).is_err());
    assert_nothing_graded(&run);
}

#[test]
fn a_cadence_that_fits_no_foot_is_none() {
    // Doubled throughout by something on the way: 344 steps a minute by either count.
    let run = SyntheticRun { cadence_spm: 344.0, feet_per_count: 1.0, ..Default::default() }.run();
    assert!(reading("cadence_spm", &run).is_err());
    assert_eq!(run.cadence.unit, CadenceUnit::Unknown);
    assert!(!run.cadence.reason.is_empty());
    assert_nothing_graded(&run);
}

#[test]
fn ten_samples_are_too_few_for_everything_and_say_how_many_it_takes() {
    let rows: Vec<Row> = SyntheticRun::default().rows().into_iter().take(10).collect();
    for run in [prepared(&recorded(&rows)), prepared(&tracked(&rows))] {
        for Reading { metric, outcome } in measure(&run, &known_runner()) {
            if !metric.key.starts_with("walk") && !metric.key.starts_with("run") {
                let absent = outcome.err().unwrap_or_else(|| panic!("{} is told", metric.key));
                assert!(!absent.detail().is_empty());
            }
        }
        let absent = reading("cadence_spm", &run).unwrap_err();
        assert!(matches!(absent, Absent::TooLittleData { .. }), "{absent:?}");
    }
}

#[test]
fn a_walk_is_walked_and_nothing_of_running_form_is_told() {
    let walk = SyntheticRun {
        speed_m_per_s: 1.4,
        cadence_spm: 112.0,
        cadence_noise_spm: 2.0,
        ..SyntheticRun::default()
    };
    let mut activity = walk.activity();
    activity.sessions[0].sport.sport = "walking".into();
    for run in [prepared(&activity), walk.run()] {
        assert_within(1.0, 0.0, run.totals.running_s.unwrap());
        assert!(reading("cadence_spm", &run).is_err());
        assert!(reading("vertical_oscillation_mm", &run).is_err());
        assert_nothing_graded(&run);
    }
}

#[test]
fn speeds_outside_the_fit_are_not_compared() {
    for speed_m_per_s in [2.0, 5.2] {
        let run = SyntheticRun { speed_m_per_s, ..SyntheticRun::default() }.run();
        let absent = reading("overstride_index_pct", &run).unwrap_err();
        let detail = "it holds for speeds of 2.24 to 4.47 m/s";
        assert_eq!(absent, Absent::OutsideValidity { detail });
    }
}
