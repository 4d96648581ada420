//! Synthetic runs with known form: what is found lies within the error that is stated.

use backstride::{
    model::{
        CadenceUnit, Channel, Gait, GaitSource, Provenance, Run, Samples, SensorSource, Series,
        TimerEvent, Writer,
    },
    prepare::{Rules, prepare},
    signal::SplitMix64,
};

use super::support::{
    assert_within,
    synthetic::{
        Row, START_S, SyntheticRun, activity_of, noticed, prepared, reading, recorded, tracked,
        value_of,
    },
};

/// Where the rows of a second lie.
fn second(row: &Row) -> f64 {
    row.time_s - START_S
}

#[test]
fn cadence_is_found_within_half_a_step_under_noise_and_gaps() {
    let truth = SyntheticRun {
        cadence_noise_spm: 3.0,
        speed_noise_m_per_s: 0.2,
        seed: 7,
        ..SyntheticRun::default()
    };
    let mut random = SplitMix64::new(3);
    let mut rows = truth.rows();
    for row in &mut rows {
        if random.unit_f64() < 0.10 {
            row.count_per_min = f64::NAN;
        }
    }
    let run = prepared(&recorded(&rows));
    assert_within(0.5, 172.0, value_of("cadence_spm", &run));
    assert_within(0.01, 3.0 * 60.0 / 172.0, value_of("step_length_m", &run));
}

#[test]
fn one_foot_or_both_is_decided_from_the_samples() {
    for (feet_per_count, unit) in [(2.0, CadenceUnit::Strides), (1.0, CadenceUnit::Steps)] {
        for (cadence_spm, speed_m_per_s) in [(150.0, 2.2), (172.0, 3.0), (196.0, 4.6)] {
            let truth =
                SyntheticRun { speed_m_per_s, cadence_spm, feet_per_count, ..Default::default() };
            let run = truth.run();
            assert_eq!(run.cadence.unit, unit, "{cadence_spm} {feet_per_count}");
            assert_within(0.2, cadence_spm, value_of("cadence_spm", &run));
        }
    }
}

#[test]
fn a_walker_counted_by_both_feet_is_not_taken_for_a_runner_counted_by_one() {
    let walk = SyntheticRun {
        cadence_spm: 108.0,
        feet_per_count: 1.0,
        speed_m_per_s: 1.5,
        ..SyntheticRun::default()
    };
    let run = walk.run();
    assert_eq!(run.cadence.unit, CadenceUnit::Steps);
    assert_within(1.0, 0.0, run.totals.running_s.unwrap());
    assert_within(1.0, 1800.0, run.totals.walking_s.unwrap());
    let by_one_foot = SyntheticRun { feet_per_count: 2.0, ..walk }.run();
    assert_eq!(by_one_foot.cadence.unit, CadenceUnit::Strides);
    assert_within(1.0, 1800.0, by_one_foot.totals.walking_s.unwrap());
}

#[test]
fn a_cadence_that_fits_no_foot_is_not_used() {
    // 120 a minute at 3 m/s: too many strides, too few steps.
    let truth = SyntheticRun { cadence_spm: 120.0, feet_per_count: 1.0, ..Default::default() };
    let run = truth.run();
    assert_eq!(run.cadence.unit, CadenceUnit::Unknown);
    assert!(run.samples.get(Channel::StepRate).is_none());
    // A cyclist's 85 at 8 m/s would be steps of 2.8 m.
    let truth = SyntheticRun {
        cadence_spm: 85.0,
        feet_per_count: 1.0,
        speed_m_per_s: 8.0,
        ..SyntheticRun::default()
    };
    assert_eq!(truth.run().cadence.unit, CadenceUnit::Unknown);
}

#[test]
fn the_config_has_the_last_word_on_the_unit() {
    let activity = SyntheticRun::default().activity();
    let rules = Rules { cadence_unit: Some(CadenceUnit::Steps), ..Rules::default() };
    let run = prepare(&activity, &activity.sessions[0], &rules);
    assert_eq!(run.cadence.unit, CadenceUnit::Steps);
    assert_eq!(run.cadence.reason, "the config says so");
}

#[test]
fn halved_and_doubled_cadence_is_mended_and_told() {
    let mut rows = SyntheticRun::default().rows();
    for row in &mut rows {
        if (300.0..312.0).contains(&second(row)) {
            row.count_per_min /= 2.0;
        }
        if (900.0..905.0).contains(&second(row)) {
            row.count_per_min *= 2.0;
        }
    }
    let run = prepared(&recorded(&rows));
    let cadence = run.samples.values(Channel::StepRate).unwrap();
    assert!(cadence.iter().all(|spm| (spm - 172.0).abs() < 1e-9));
    assert_eq!(noticed(&run), ["harmonic_fixed"]);
}

#[test]
fn a_frozen_cadence_is_left_out_and_told() {
    let truth = SyntheticRun {
        cadence_noise_spm: 2.0,
        speed_noise_m_per_s: 0.3,
        ..SyntheticRun::default()
    };
    let mut rows = truth.rows();
    for row in &mut rows {
        if (600.0..720.0).contains(&second(row)) {
            row.count_per_min = 86.4;
        }
    }
    let run = prepared(&recorded(&rows));
    assert!(run.samples.values(Channel::StepRate).unwrap()[620..700].iter().all(|c| c.is_nan()));
    assert_eq!(noticed(&run), ["cadence_frozen"]);
    assert_within(0.5, 172.0, value_of("cadence_spm", &run));
}

#[test]
fn a_whole_count_that_a_steady_runner_keeps_is_not_frozen() {
    let mut rows = SyntheticRun { speed_noise_m_per_s: 0.15, ..SyntheticRun::default() }.rows();
    for row in &mut rows {
        row.count_per_min = row.count_per_min.round();
    }
    let run = prepared(&recorded(&rows));
    assert_eq!(noticed(&run), Vec::<&str>::new());
    assert_within(1e-9, 172.0, value_of("cadence_spm", &run));
}

#[test]
fn a_heart_rate_that_follows_the_steps_is_told_of() {
    let truth = SyntheticRun { cadence_noise_spm: 4.0, ..SyntheticRun::default() };
    let mut rows = truth.rows();
    for row in rows.iter_mut().filter(|row| (600.0..800.0).contains(&second(row))) {
        row.heart_rate_bpm = 2.0 * row.count_per_min + 1.0;
    }
    assert_eq!(noticed(&prepared(&recorded(&rows))), ["heart_rate_locked"]);
}

#[test]
fn a_pause_of_the_timer_is_cut_out_and_never_bridged() {
    let mut rows = SyntheticRun::default().rows();
    rows.retain(|row| second(row) <= 600.0 || second(row) >= 900.0);
    for row in rows.iter_mut().filter(|row| row.time_s - START_S >= 900.0) {
        row.distance_m -= 900.0;
    }
    let mut activity = recorded(&rows);
    activity.timer = vec![
        TimerEvent { time_s: START_S, running: true },
        TimerEvent { time_s: START_S + 600.0, running: false },
        TimerEvent { time_s: START_S + 900.0, running: true },
        TimerEvent { time_s: START_S + 1800.0, running: false },
    ];
    let run = prepared(&activity);
    assert_within(1e-6, 1800.0, run.totals.elapsed_s.unwrap());
    assert_within(1e-6, 1500.0, run.totals.timer_s.unwrap());
    assert_within(1e-6, 1500.0, run.totals.running_s.unwrap());
    assert_within(3.1, 4500.0, run.totals.running_distance_m.unwrap());
    assert_within(1.0, 1500.0 * 172.0 / 60.0, run.totals.steps.unwrap());
    assert!(run.samples.time_s().iter().all(|t| *t <= 600.0 || *t >= 900.0));
    assert_eq!(run.bouts.len(), 2);
}

#[test]
fn without_a_timer_silence_and_standing_are_pauses() {
    let mut rows = SyntheticRun::default().rows();
    rows.retain(|row| second(row) <= 600.0 || second(row) >= 660.0);
    for row in rows.iter_mut().filter(|row| (1000.0..1100.0).contains(&(row.time_s - START_S))) {
        (row.speed_m_per_s, row.count_per_min) = (0.0, 0.0);
    }
    let run = prepared(&recorded(&rows));
    assert_within(3.0, 1800.0 - 60.0 - 100.0, run.totals.timer_s.unwrap());
}

#[test]
fn smart_recording_gives_the_same_run_marked_as_derived() {
    let truth = SyntheticRun { contact_ms: Some(250.0), ..SyntheticRun::default() };
    let whole = truth.run();
    let mut random = SplitMix64::new(21);
    let mut next_s = 0.0;
    let mut rows = truth.rows();
    rows.retain(|row| {
        let keep = second(row) >= next_s;
        if keep {
            next_s = second(row) + 1.0 + (random.unit_f64() * 7.0).floor();
        }
        keep
    });
    let sparse = prepared(&recorded(&rows));
    assert!(rows.len() < 600);
    assert_eq!(whole.samples.get(Channel::StepRate).unwrap().provenance, Provenance::Measured);
    assert_eq!(sparse.samples.get(Channel::StepRate).unwrap().provenance, Provenance::Derived);
    for key in ["cadence_spm", "step_length_m", "ground_contact_time_ms"] {
        assert_within(1e-3, value_of(key, &whole), value_of(key, &sparse));
    }
    assert_within(8.0, whole.totals.running_s.unwrap(), sparse.totals.running_s.unwrap());
}

#[test]
fn run_and_walk_intervals_are_told_apart_to_the_second() {
    // A minute of running, two of walking, ten times.
    let mut rows = SyntheticRun { seconds: 1799, ..SyntheticRun::default() }.rows();
    let mut distance_m = 0.0;
    for row in &mut rows {
        let walking = second(row) % 180.0 >= 60.0;
        let (speed, count) = if walking { (1.5, 56.0) } else { (2.6, 80.0) };
        (row.speed_m_per_s, row.count_per_min, row.distance_m) = (speed, count, distance_m);
        distance_m += speed;
    }
    let run = prepared(&recorded(&rows));
    assert_eq!(run.cadence.unit, CadenceUnit::Strides);
    assert_within(1e-9, 60.0, value_of("run_bout_s", &run));
    assert_within(1e-9, 120.0, value_of("walk_bout_s", &run));
    assert_within(0.1, 100.0 * 2.0 / 3.0, value_of("walk_share_pct", &run));
    let bouts = run.bouts.iter().filter(|bout| bout.gait == Gait::Run).count();
    assert_eq!(bouts, 10);
}

#[test]
fn positions_alone_give_distance_and_speed_within_one_per_cent() {
    let rows = SyntheticRun::default().rows();
    let run = prepared(&tracked(&rows));
    assert_within(54.0, 5400.0, run.totals.distance_m.unwrap());
    let speed = run.samples.get(Channel::Speed).unwrap();
    assert_eq!(
        (speed.provenance, speed.origin.clone()),
        (Provenance::Derived, Writer::Positions.into())
    );
    assert_within(0.01, 3.0 * 60.0 / 172.0, value_of("step_length_m", &run));
    assert!(run.samples.get(Channel::Latitude).is_none(), "positions go no further");
}

#[test]
fn without_cadence_gait_is_told_by_speed_with_a_notice() {
    let mut rows = SyntheticRun::default().rows();
    for row in &mut rows {
        row.count_per_min = f64::NAN;
    }
    let run = prepared(&recorded(&rows));
    assert_eq!(run.gait_source, GaitSource::Speed);
    assert_eq!(noticed(&run), ["gait_by_speed"]);
    assert_within(1.0, 1800.0, run.totals.running_s.unwrap());
    assert_eq!(run.totals.steps, None);
}

#[test]
fn a_belt_without_speed_is_run_by_cadence() {
    let mut rows = SyntheticRun::default().rows();
    for row in &mut rows {
        (row.speed_m_per_s, row.distance_m, row.altitude_m) = (f64::NAN, f64::NAN, f64::NAN);
    }
    let mut activity = recorded(&rows);
    activity.sessions[0].sport.sub_sport = Some("treadmill".into());
    let run = prepared(&activity);
    assert_within(1.0, 1800.0, run.totals.running_s.unwrap());
    assert_within(1.0, 1800.0 * 172.0 / 60.0, run.totals.steps.unwrap());
    assert_within(1e-6, 172.0, value_of("cadence_spm", &run));
    assert_eq!(run.totals.distance_m, None);
}

#[test]
fn a_ride_is_no_run() {
    let mut activity = SyntheticRun { speed_m_per_s: 8.0, ..Default::default() }.activity();
    activity.sessions[0].sport.sport = "cycling".into();
    let run = prepared(&activity);
    assert!(run.gait.iter().all(|gait| *gait == Gait::Unknown));
    assert_eq!((run.totals.running_s, run.totals.steps), (None, None));
    assert_within(1e-6, 14_400.0, run.totals.distance_m.unwrap());
}

#[test]
fn a_ramp_is_climbed_and_its_steps_counted_as_uphill() {
    let truth = SyntheticRun { grade: 0.05, ..SyntheticRun::default() };
    let run = truth.run();
    assert_within(6.0, 270.0, run.totals.ascent_m.unwrap());
    assert_within(1.0, 0.0, run.totals.descent_m.unwrap());
    let (up, all) = (run.totals.steps_up.unwrap(), run.totals.steps.unwrap());
    assert_within(20.0, all, up);
    // The models of a running body do not hold on it.
    assert_eq!(reading("overstride_index_pct", &run).unwrap_err().key(), "too_little_data");
}

#[test]
fn modelled_bounce_is_that_of_the_oracle_and_its_range_holds_it() {
    // Runner one of the spring-mass table: contact 0.25 s, flight 0.11 s, 78.688 mm.
    let truth = SyntheticRun {
        cadence_spm: 60.0 / 0.36,
        contact_ms: Some(250.0),
        ..SyntheticRun::default()
    };
    let by_contact = reading("vertical_oscillation_mm", &truth.run()).unwrap();
    assert_within(1e-6, 78.688_019, by_contact.value);
    assert_eq!(by_contact.provenance, Provenance::Modelled);
    assert_within(1e-6, 93.688_019, by_contact.range.unwrap().1);
    let unknown = SyntheticRun { contact_ms: None, ..truth };
    let by_speed = reading("vertical_oscillation_mm", &unknown.run()).unwrap();
    // By hand: g·0.36²·(0.125 − 0.0908451·0.651) = 83.70 mm. Student's 90 % with 16 degrees is
    // 1.7459; 1.7459·0.0356 = 0.06215 of contact are 7.18 mm.
    assert_within(0.01, 83.70, by_speed.value);
    let (low, high) = by_speed.range.unwrap();
    assert_within(0.01, 7.18, by_speed.value - low);
    assert_within(0.01, 7.18, high - by_speed.value);
}

#[test]
fn recorded_bounce_is_taken_as_it_is() {
    let truth = SyntheticRun { bounce_mm: Some(91.0), ..SyntheticRun::default() };
    let found = reading("vertical_oscillation_mm", &truth.run()).unwrap();
    assert_within(1e-9, 91.0, found.value);
    assert_eq!(found.provenance, Provenance::Measured);
}

#[test]
fn stiffness_of_the_oracles_runner_is_found_from_a_file() {
    let truth = SyntheticRun {
        cadence_spm: 60.0 / 0.36,
        contact_ms: Some(250.0),
        ..SyntheticRun::default()
    };
    let run = truth.run();
    assert_within(1e-5, 10.854_991_7, value_of("leg_stiffness_kn_per_m", &run));
    assert_within(1e-5, 24.316_610_6, value_of("vertical_stiffness_kn_per_m", &run));
    assert_within(1e-6, 0.914_533_7, value_of("braking_index", &run));
    assert_within(1e-6, 0.375, value_of("reach_m", &run));
    assert_within(1e-6, 110.0, value_of("flight_time_ms", &run));
    assert_within(1e-9, 0.25 / 0.72, value_of("duty_factor", &run));
    let grounded = SyntheticRun { contact_ms: Some(370.0), ..truth }.run();
    let absent = reading("leg_stiffness_kn_per_m", &grounded).unwrap_err();
    assert_eq!(absent.detail(), "no flight phase was found");
    assert_within(1e-9, 0.0, value_of("flight_time_ms", &grounded));
}

#[test]
fn the_overstride_index_is_the_step_against_the_expected_one() {
    // 169.9·(1.75/1.72)^−0.719 = 167.80 expected at 3 m/s; 160 taken: 4.87 % longer steps.
    let run = SyntheticRun { cadence_spm: 160.0, ..SyntheticRun::default() }.run();
    let found = reading("overstride_index_pct", &run).unwrap();
    assert_within(0.01, 4.87, found.value);
    assert_eq!(found.provenance, Provenance::Modelled);
}

#[test]
fn the_overstride_index_moves_under_one_per_cent_with_the_faults_of_watches() {
    let truth = SyntheticRun { cadence_noise_spm: 2.0, ..SyntheticRun::default() };
    let clean = value_of("overstride_index_pct", &truth.run());
    let noisy = SyntheticRun { speed_noise_m_per_s: 0.2, ..truth };
    assert_within(1.0, clean, value_of("overstride_index_pct", &noisy.run()));
    let mut coarse = noisy.rows();
    for row in &mut coarse {
        row.count_per_min = row.count_per_min.round();
    }
    assert_within(1.0, clean, value_of("overstride_index_pct", &prepared(&recorded(&coarse))));
    let mut random = SplitMix64::new(13);
    let mut faulty = noisy.rows();
    for row in &mut faulty {
        if random.unit_f64() < 0.02 {
            row.count_per_min *= if random.unit_f64() < 0.5 { 0.5 } else { 2.0 };
        }
    }
    assert_within(1.0, clean, value_of("overstride_index_pct", &prepared(&recorded(&faulty))));
}

#[test]
fn a_drift_of_three_per_cent_is_found_although_the_pace_falls() {
    // Cadence falls by 3 % over the hour beyond the 6 steps for each m/s that the pace takes.
    let mut random = SplitMix64::new(17);
    let mut rows = SyntheticRun { seconds: 3600, ..SyntheticRun::default() }.rows();
    let mut distance_m = 0.0;
    for row in &mut rows {
        let share = second(row) / 3600.0;
        let wave = 0.15 * (second(row) / 180.0 * std::f64::consts::TAU).sin();
        let speed = 3.1 - 0.2 * share + wave;
        let spm = (172.0 + 6.0 * (speed - 3.0)) * (1.0 - 0.03 * share) + random.normal_f64();
        (row.speed_m_per_s, row.distance_m, row.count_per_min) = (speed, distance_m, spm / 2.0);
        distance_m += speed;
    }
    let run = prepared(&recorded(&rows));
    let found = reading("cadence_drift_pct", &run).unwrap();
    // Between the middles of the thirds of minutes 10 to 58 lie 32 of 60 minutes: 1.6 %.
    assert_within(0.25, -1.6, found.value);
    let (low, high) = found.range.unwrap();
    assert!(low < -1.6 && -1.6 < high && high < -0.5, "{low} {high}");
    assert_within(0.35, 1.6, value_of("overstride_drift_pct", &run));
    let short = SyntheticRun { seconds: 2000, ..SyntheticRun::default() }.run();
    assert_eq!(reading("cadence_drift_pct", &short).unwrap_err().key(), "too_little_data");
}

#[test]
fn cadence_variability_leaves_out_what_speed_explains() {
    // Three hours are 360 stretches, which give a robust spread to within about 6 %.
    let mut rows = SyntheticRun { seconds: 10_800, ..SyntheticRun::default() }.rows();
    let mut random = SplitMix64::new(23);
    let mut shift = 0.0;
    for row in &mut rows {
        let second = second(row);
        if second % 30.0 < 0.5 {
            shift = 1.72 * random.normal_f64();
        }
        let speed = 3.0 + 0.4 * (second / 600.0 * std::f64::consts::TAU).sin();
        row.speed_m_per_s = speed;
        row.count_per_min = (172.0 + 8.0 * (speed - 3.0) + shift) / 2.0;
    }
    let run = prepared(&recorded(&rows));
    assert_within(0.18, 1.0, value_of("cadence_variability_pct", &run));
}

#[test]
fn broken_clocks_and_empty_sessions_never_panic() {
    let mut rows = SyntheticRun { seconds: 300, ..SyntheticRun::default() }.rows();
    let mut random = SplitMix64::new(29);
    for round in 0..200 {
        for row in &mut rows {
            let values = [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e300, row.time_s, START_S - 5.0];
            match random.below(12) {
                0 => row.time_s = values[random.below(values.len())],
                1 => row.speed_m_per_s = values[random.below(values.len())],
                2 => row.count_per_min = values[random.below(values.len())],
                3 => row.distance_m = values[random.below(values.len())],
                4 => row.altitude_m = values[random.below(values.len())],
                _ => row.time_s = START_S + (random.unit_f64() * 1000.0).round() / 2.0,
            }
        }
        let mut activity = recorded(&rows);
        activity.timer = (0..4)
            .map(|_| TimerEvent {
                time_s: START_S + 600.0 * random.unit_f64() - 50.0,
                running: random.below(2) == 0,
            })
            .collect();
        activity.segment_starts = vec![random.below(400), 5];
        activity.sessions[0].span = random.below(350)..random.below(500) + round;
        let run = prepared(&activity);
        coherent(&run);
    }
    coherent(&prepared(&activity_of(Samples::default(), backstride::model::Format::Gpx)));
}

/// What holds of every run.
#[track_caller]
fn coherent(run: &Run) {
    assert_eq!(run.gait.len(), run.samples.len());
    assert!(run.samples.time_s().windows(2).all(|pair| pair[0] < pair[1]));
    let mut end = 0;
    for bout in &run.bouts {
        assert_eq!(bout.start, end);
        end = bout.end;
    }
    assert_eq!(end, run.samples.len());
    let totals = &run.totals;
    if let (Some(ran), Some(timer), Some(elapsed)) =
        (totals.running_s, totals.timer_s, totals.elapsed_s)
    {
        assert!(ran <= timer + 1e-6 && timer <= elapsed + 1e-6, "{totals:?}");
    }
}

#[test]
fn a_pods_value_stands_in_where_the_watch_has_none_and_comes_first_where_it_is_preferred() {
    let truth = SyntheticRun { bounce_mm: Some(91.0), ..SyntheticRun::default() };
    let mut activity = truth.activity();
    activity.developer.push(backstride::model::DeveloperSeries {
        name: "Vertical Oscillation".to_owned(),
        units: "Centimeters".to_owned(),
        native_field: None,
        application: None,
        channel: Some((Channel::VerticalOscillation, 10.0)),
        provenance: Provenance::Modelled,
        values: vec![7.2; activity.samples.len()],
    });
    assert_within(1e-9, 91.0, value_of("vertical_oscillation_mm", &prepared(&activity)));
    let rules = Rules {
        sensors: [(Channel::VerticalOscillation, SensorSource::Pod)].into_iter().collect(),
        ..Rules::default()
    };
    let run = prepare(&activity, &activity.sessions[0], &rules);
    let preferred = reading("vertical_oscillation_mm", &run).unwrap();
    assert_within(1e-9, 72.0, preferred.value);
    assert_eq!(preferred.provenance, Provenance::Modelled);
    assert_eq!(preferred.origin.to_string(), "developer field vertical oscillation");
    activity.samples.remove(Channel::VerticalOscillation);
    assert_within(1e-9, 72.0, value_of("vertical_oscillation_mm", &prepared(&activity)));
}

#[test]
fn a_pods_value_stands_in_for_the_session_in_which_the_watch_recorded_none() {
    let truth = SyntheticRun { bounce_mm: Some(91.0), ..SyntheticRun::default() };
    let mut activity = truth.activity();
    let (rows, half) = (activity.samples.len(), 900);
    let mut series = activity.samples.get(Channel::VerticalOscillation).unwrap().clone();
    series.values[half..].fill(f64::NAN);
    activity.samples.insert(Channel::VerticalOscillation, series).unwrap();
    activity.developer.push(backstride::model::DeveloperSeries {
        name: "Vertical Oscillation".to_owned(),
        units: "Centimeters".to_owned(),
        native_field: None,
        application: None,
        channel: Some((Channel::VerticalOscillation, 10.0)),
        provenance: Provenance::Modelled,
        values: vec![7.2; rows],
    });
    for (span, expected_mm) in [(0..half, 91.0), (half..rows, 72.0)] {
        activity.sessions[0].span = span;
        assert_within(1e-9, expected_mm, value_of("vertical_oscillation_mm", &prepared(&activity)));
    }
}

#[test]
fn moving_the_clock_moves_no_result() {
    let truth = SyntheticRun {
        cadence_noise_spm: 2.0,
        speed_noise_m_per_s: 0.2,
        contact_ms: Some(250.0),
        ..SyntheticRun::default()
    };
    let rows = truth.rows();
    let mut later = rows.clone();
    for row in &mut later {
        row.time_s += 86_400.0 * 123.0;
    }
    let (before, after) = (prepared(&recorded(&rows)), prepared(&recorded(&later)));
    assert_eq!(before.totals, after.totals);
    assert_eq!(before.bins, after.bins);
}

#[test]
fn an_hour_doubled_in_the_file_is_an_hour() {
    let rows = SyntheticRun::default().rows();
    let doubled: Vec<Row> = rows.iter().flat_map(|row| [*row, *row]).collect();
    let (once, twice) = (prepared(&recorded(&rows)), prepared(&recorded(&doubled)));
    assert_eq!(once.totals, twice.totals);
    assert_eq!(noticed(&twice), ["duplicate_times"]);
}

#[test]
fn contact_given_as_a_share_of_the_stride_becomes_a_time() {
    // 34.722 % of a stride of 720 ms are 250 ms.
    let truth = SyntheticRun { cadence_spm: 60.0 / 0.36, ..SyntheticRun::default() };
    let mut activity = truth.activity();
    let series = Series::recorded(
        Channel::GroundContactPercent,
        vec![100.0 * 250.0 / 720.0; activity.samples.len()],
        "fit.record.stance_time_percent",
    );
    activity.samples.insert(Channel::GroundContactPercent, series).unwrap();
    let found = reading("ground_contact_time_ms", &prepared(&activity)).unwrap();
    assert_within(1e-6, 250.0, found.value);
    assert_eq!(found.provenance, Provenance::Derived);
}
