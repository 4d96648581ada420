//! Steps from raw acceleration: a mass on a spring with known rhythm and travel, and where the
//! folder with real recordings is there, a force plate beside a sensor at the sacrum.

use std::{f64::consts::PI, path::Path};

use backstride::{
    model::{Activity, Channel, Format, Provenance, RawStream, Run, Samples, Series},
    physics::{SpringMass, oscillation_m},
    prepare::window::{NoSteps, Placement, Window},
    signal::{SplitMix64, Transforms, floor_index, mean, median, standard_deviation},
};

use super::support::{
    assert_within,
    synthetic::{START_S, activity_of, noticed, prepared, reading, value_of},
};

/// Vertical acceleration in g, gravity included, of a runner on a spring: half a sine in contact,
/// nothing in flight; each reading the mean over its interval, as sensors give.
fn spring_g(step_s: f64, contact_s: f64, rate_hz: f64, seconds: f64) -> Vec<f64> {
    const FINE: u32 = 20;
    let at = |t: f64| {
        let phase_s = t % step_s;
        let peak_g = PI / 2.0 * step_s / contact_s;
        if phase_s < contact_s { peak_g * (PI * phase_s / contact_s).sin() } else { 0.0 }
    };
    (0..floor_index(seconds * rate_hz))
        .map(|i| {
            let fine = (0..FINE).map(|k| (i as f64 + f64::from(k) / f64::from(FINE)) / rate_hz);
            fine.map(at).sum::<f64>() / f64::from(FINE)
        })
        .collect()
}

/// As sensors write it.
#[allow(clippy::cast_possible_truncation, reason = "sensors have 16 bits")]
fn single(g: f64) -> f32 {
    g as f32
}

/// An activity with a speed and a raw stream, and no cadence.
fn with_stream(rate_hz: f64, speed_m_per_s: f64, axes: [Vec<f64>; 3]) -> Activity {
    let seconds = axes[0].len() as f64 / rate_hz;
    let time_s: Vec<f64> = (0..floor_index(seconds)).map(|s| START_S + s as f64).collect();
    let speed = vec![speed_m_per_s; time_s.len()];
    let mut samples = Samples::new(time_s);
    samples.insert(Channel::Speed, Series::recorded(Channel::Speed, speed, "test")).unwrap();
    let mut activity = activity_of(samples, Format::Fit);
    activity.streams = vec![RawStream {
        sensor: "accelerometer".to_owned(),
        start_s: START_S,
        rate_hz,
        axes_g: axes.map(|axis| axis.into_iter().map(single).collect()),
        breaks: Vec::new(),
    }];
    activity
}

/// The sensor worn at a slant, with noise.
fn slanted(vertical_g: &[f64], seed: u64) -> [Vec<f64>; 3] {
    let mut random = SplitMix64::new(seed);
    let mut noisy =
        |share: f64| vertical_g.iter().map(|g| share * g + 0.03 * random.normal_f64()).collect();
    [noisy(0.6), noisy(0.8), noisy(0.0)]
}

fn cadence_of(run: &Run) -> Vec<f64> {
    run.samples.values(Channel::StepRate).unwrap().to_vec()
}

#[test]
fn cadence_is_found_within_half_a_step_from_25_to_100_readings_a_second() {
    for rate_hz in [25.0, 50.0, 100.0] {
        for cadence_spm in [150.0, 163.0, 172.0, 185.0, 198.0] {
            let vertical = spring_g(60.0 / cadence_spm, 0.25, rate_hz, 180.0);
            let run = prepared(&with_stream(rate_hz, 3.0, slanted(&vertical, 5)));
            let found = cadence_of(&run);
            for spm in found.iter().filter(|spm| spm.is_finite()) {
                assert_within(0.5, cadence_spm, *spm);
            }
            assert_within(0.5, cadence_spm, value_of("cadence_spm", &run));
            let series = run.samples.get(Channel::StepRate).unwrap();
            assert_eq!(series.provenance, Provenance::Derived);
        }
    }
}

#[test]
fn bounce_of_the_oracles_runner_is_found_within_five_per_cent() {
    // Contact 0.25 s, flight 0.11 s: 78.688 mm.
    for rate_hz in [50.0, 100.0, 200.0] {
        let vertical = spring_g(0.36, 0.25, rate_hz, 180.0);
        let run = prepared(&with_stream(rate_hz, 3.0, slanted(&vertical, 7)));
        let truth_mm = 1000.0
            * SpringMass {
                speed_m_per_s: 3.0,
                leg_length_m: 0.9275,
                contact_s: 0.25,
                flight_s: 0.11,
            }
            .oscillation_m();
        assert_within(1e-9, truth_mm, 1000.0 * oscillation_m(0.36, 0.25 / 0.36));
        let bounce = reading("vertical_oscillation_mm", &run).unwrap();
        assert_within(0.05 * truth_mm, truth_mm, bounce.value);
        // Where on the trunk it sits is not known, so neither is the centre of mass to a millimetre.
        let (low, high) = bounce.range.unwrap();
        assert_within(1e-9, bounce.value - 30.0, low);
        assert_within(1e-9, bounce.value + 6.0, high);
    }
}

#[test]
fn under_fifty_readings_a_second_no_bounce_is_told_and_it_is_said() {
    let vertical = spring_g(0.36, 0.25, 26.0, 180.0);
    let mut activity = with_stream(26.0, 3.0, slanted(&vertical, 7));
    // Twenty seconds are missing after the first minute.
    activity.streams[0].breaks = vec![(26 * 60, 20.0)];
    let run = prepared(&activity);
    assert_within(0.5, 60.0 / 0.36, value_of("cadence_spm", &run));
    assert!(run.samples.get(Channel::VerticalOscillation).is_none());
    assert!(noticed(&run).contains(&"no_bounce_from_acceleration"), "{:?}", noticed(&run));
    let estimate = reading("vertical_oscillation_mm", &run);
    let is_measured = estimate.is_ok_and(|estimate| estimate.provenance != Provenance::Modelled);
    assert!(!is_measured, "what is told instead is an estimate, or nothing");
    // Within the gap no step is told, beyond half a window of its ends.
    let cadence = cadence_of(&run);
    assert!(cadence[67..73].iter().all(|spm| spm.is_nan()), "{:?}", &cadence[55..85]);
}

#[test]
fn a_sensor_at_the_end_of_its_range_tells_steps_and_no_bounce() {
    let vertical = spring_g(0.36, 0.25, 100.0, 180.0);
    // Worn upright, with an end at 2 g, as wrist sensors have.
    let mut axes = slanted(&vertical, 7);
    axes[0] = vertical.iter().map(|g| if *g > 2.0 { 2.0 } else { *g }).collect();
    let run = prepared(&with_stream(100.0, 3.0, axes));
    assert_within(0.5, 60.0 / 0.36, value_of("cadence_spm", &run));
    assert!(run.samples.get(Channel::VerticalOscillation).is_none());
    assert!(noticed(&run).contains(&"no_bounce_from_acceleration"));
}

#[test]
fn ten_readings_are_too_few_and_a_slow_stream_is_refused_with_the_reason() {
    let ten = [1.0, 1.4, 0.8, 1.1, 0.9, 1.2, 1.0, 0.7, 1.3, 1.0].map(single);
    let window = Window::new([&ten, &ten, &ten], 100.0);
    assert_eq!(window.shown(None, &mut Transforms::default()), Err(NoSteps::TooShort));
    let none = Window::new([&[], &[], &[]], 100.0);
    assert_eq!(none.shown(None, &mut Transforms::default()), Err(NoSteps::TooShort));
    let short = prepared(&with_stream(100.0, 3.0, slanted(&spring_g(0.36, 0.25, 100.0, 5.0), 7)));
    assert_eq!(noticed(&short), ["no_steps_in_acceleration", "gait_by_speed"]);
    let slow = prepared(&with_stream(10.0, 3.0, slanted(&spring_g(0.36, 0.25, 10.0, 180.0), 7)));
    assert_eq!(noticed(&slow), ["acceleration_rate", "gait_by_speed"]);
}

#[test]
fn where_the_sensor_sits_is_told_from_the_signal_and_said() {
    let trunk = prepared(&with_stream(100.0, 3.0, slanted(&spring_g(0.36, 0.25, 100.0, 180.0), 5)));
    assert!(trunk.cadence.reason.ends_with("on the trunk"), "{}", trunk.cadence.reason);
    // A leg: once for each stride, and hard.
    let leg: Vec<f64> = spring_g(0.72, 0.2, 100.0, 180.0).iter().map(|g| 1.0 + 1.4 * g).collect();
    let leg = prepared(&with_stream(100.0, 3.0, slanted(&leg, 5)));
    assert_within(1.0, 60.0 / 0.36, value_of("cadence_spm", &leg));
    assert!(leg.cadence.reason.contains("an arm or a leg"), "{}", leg.cadence.reason);
    assert!(leg.samples.get(Channel::VerticalOscillation).is_none());
}

#[test]
fn a_wrist_that_swings_once_a_stride_is_told_from_its_overtone() {
    // Arm swing at 1.43 Hz, with the jolt of each step at twice that.
    let rate_hz = 50.0;
    let stride_hz = 172.0 / 120.0;
    let swing: Vec<f64> = (0..9000_u32)
        .map(|i| {
            let t = 2.0 * PI * stride_hz * f64::from(i) / rate_hz;
            1.0 + 0.8 * t.sin() + 0.45 * (2.0 * t + 0.7).sin()
        })
        .collect();
    let run = prepared(&with_stream(rate_hz, 3.0, slanted(&swing, 9)));
    assert_within(1.0, 172.0, value_of("cadence_spm", &run));
    assert!(run.samples.get(Channel::VerticalOscillation).is_none(), "a wrist tells no bounce");
}

#[test]
fn an_arm_that_swings_in_a_walk_counts_for_two_steps() {
    // A swing at 1.02 Hz with a small jolt at each step: 122.4 steps a minute, walked.
    let rate_hz = 50.0;
    let swing: Vec<f64> = (0..9000_u32)
        .map(|i| {
            let t = 2.0 * PI * 1.02 * f64::from(i) / rate_hz;
            1.0 + 0.2 * t.sin() + 0.1 * (2.0 * t + 0.7).sin()
        })
        .collect();
    let run = prepared(&with_stream(rate_hz, 1.5, slanted(&swing, 9)));
    assert_within(1.0, 122.4, median(&cadence_of(&run)).unwrap());
    assert_within(2.0, 0.0, run.totals.running_s.unwrap());
    assert!(run.samples.get(Channel::VerticalOscillation).is_none());
}

#[test]
fn a_walk_with_strong_overtones_stays_a_walk() {
    let rate_hz = 50.0;
    let walk: Vec<f64> = (0..9000_u32)
        .map(|i| {
            let t = 2.0 * PI * (108.0 / 60.0) * f64::from(i) / rate_hz;
            1.0 + 0.2 * t.sin() + 0.12 * (2.0 * t).sin()
        })
        .collect();
    let run = prepared(&with_stream(rate_hz, 1.4, slanted(&walk, 11)));
    let found = cadence_of(&run);
    assert_within(0.5, 108.0, median(&found).unwrap());
    assert_within(2.0, 0.0, run.totals.running_s.unwrap());
}

#[test]
fn a_sensor_that_lies_still_takes_no_step() {
    let mut random = SplitMix64::new(3);
    let still: Vec<f64> = (0..4500).map(|_| 1.0 + 0.01 * random.normal_f64()).collect();
    let run = prepared(&with_stream(25.0, 0.0, slanted(&still, 13)));
    assert!(run.samples.get(Channel::StepRate).is_none());
}

#[test]
#[allow(clippy::print_stdout, reason = "says how much was covered")]
fn a_sensor_at_the_sacrum_agrees_with_the_force_plate_on_the_rhythm() {
    let folder = ["../shared/data", "../../shared/data"]
        .map(|up| Path::new(env!("CARGO_MANIFEST_DIR")).join(up))
        .map(|data| data.join("biomech/alcantarar+Recurrent_GRF_Prediction/data"))
        .into_iter()
        .find(|folder| folder.is_dir());
    let Some(folder) = folder else {
        println!("skipped: no folder with real recordings");
        return;
    };
    let rows = |name: &str| -> Vec<Vec<f64>> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).from_path(folder.join(name)).unwrap();
        let record = |record: csv::StringRecord| {
            record.iter().map(|cell| cell.parse().unwrap_or(f64::NAN)).collect()
        };
        reader.records().map(|row| record(row.unwrap())).collect()
    };
    // 500 readings a second; the first half of a row of acceleration is vertical.
    let (forces, accelerations) = (rows("GRF_one_sub.csv"), rows("Accelerometer_one_sub.csv"));
    let mut random = SplitMix64::new(17);
    let (mut spm_apart, mut mm) = (Vec::new(), Vec::new());
    for (force, acceleration) in forces.iter().zip(&accelerations) {
        let mut landings: Vec<usize> =
            (1..force.len()).filter(|&i| force[i - 1] < 0.1 && force[i] >= 0.1).collect();
        // The force trembles about the threshold; no step is shorter than 0.2 s.
        landings.dedup_by(|next, landing| *next - *landing < 100);
        let (Some(first), Some(last)) = (landings.first(), landings.last()) else { continue };
        let truth_spm = 60.0 * 500.0 * (landings.len() - 1) as f64 / (last - first) as f64;
        // Its publisher set what was negative to zero; a tremble keeps that from passing for the
        // end of the sensor's range.
        let mut axis = |share: f64| -> Vec<f32> {
            let upright = acceleration[..force.len()].iter();
            upright.map(|g| single(share * g + 1e-4 * random.normal_f64())).collect()
        };
        let (up, flat, side) = (axis(1.0), axis(0.0), axis(0.0));
        let window = Window::new([&up, &flat, &side], 500.0);
        let shown = window.shown(None, &mut Transforms::default()).unwrap();
        assert_eq!(shown.placement, Placement::Trunk);
        spm_apart.push((shown.cadence_spm - truth_spm).abs());
        mm.push(shown.bounce_mm.unwrap());
    }
    let apart = mean(&spm_apart).unwrap();
    let (middle_mm, spread_mm) = (mean(&mm).unwrap(), standard_deviation(&mm).unwrap());
    println!("{} trials: cadence {apart:.2} steps a minute apart", spm_apart.len());
    println!("bounce {middle_mm:.1} ± {spread_mm:.1} mm");
    assert_eq!(spm_apart.len(), 31);
    assert!(apart <= 0.5, "{apart}");
    // The same trials' force integrated twice in Python: 61.4 ± 15.5 mm.
    assert_within(7.0, 61.4, middle_mm);
}
