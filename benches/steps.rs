//! How long steps and bounce take from raw acceleration: ten hours at a hundred readings a second.
//!
//! `cargo bench --bench steps`

use std::f64::consts::TAU;

use backstride::{
    model::{
        Activity, ActivityId, FileKind, Format, RawStream, Samples, Session, SessionTotals, Sport,
        Wearer, Written,
    },
    prepare::{Rules, prepare},
    signal::{SplitMix64, floor_index},
};

fn main() {
    divan::main();
}

/// Readings a second.
const RATE_HZ: f64 = 100.0;

/// Length of the run, in seconds.
const LONG_S: u32 = 36_000;

/// When it starts, in seconds since 1970 UTC.
const START_S: f64 = 1_790_000_000.0;

#[divan::bench(sample_count = 10, sample_size = 1)]
fn ten_hours_at_100_hz(bencher: divan::Bencher<'_, '_>) {
    let activity = ten_hours();
    bencher.bench(|| prepare(&activity, &activity.sessions[0], &Rules::default()));
}

/// A run with nothing in it but a clock and the acceleration of a sensor worn at a slant on the
/// trunk, whose cadence wanders between 160 and 180.
fn ten_hours() -> Activity {
    let mut random = SplitMix64::new(11);
    let mut phase = 0.0;
    let mut axes: [Vec<f32>; 3] = Default::default();
    for i in 0..floor_index(f64::from(LONG_S) * RATE_HZ) {
        let t_s = i as f64 / RATE_HZ;
        phase += (170.0 + 10.0 * (t_s / 900.0).sin()) / 60.0 / RATE_HZ;
        let vertical_g = 1.0 + 1.1 * (TAU * phase).sin() + 0.3 * (2.0 * TAU * phase).sin();
        for (axis, share) in axes.iter_mut().zip([0.6, 0.8, 0.0]) {
            axis.push(single(share * vertical_g + 0.05 * random.normal_f64()));
        }
    }
    let samples = Samples::new((0..LONG_S).map(|s| START_S + f64::from(s)).collect());
    Activity {
        id: ActivityId::of(b"bench"),
        format: Format::Fit,
        kind: FileKind::Activity,
        started: None,
        utc_offset_s: None,
        device: None,
        sensors: Vec::new(),
        sessions: vec![Session {
            sport: Sport { sport: "running".into(), sub_sport: None },
            span: 0..samples.len(),
            started: None,
            as_written: SessionTotals::default(),
        }],
        laps: Vec::new(),
        timer: Vec::new(),
        segment_starts: Vec::new(),
        written: Written::default(),
        samples,
        developer: Vec::new(),
        streams: vec![RawStream {
            sensor: "accelerometer".to_owned(),
            start_s: START_S,
            rate_hz: RATE_HZ,
            axes_g: axes,
            breaks: Vec::new(),
        }],
        wearer: Wearer::default(),
        notices: Vec::new(),
    }
}

#[allow(clippy::cast_possible_truncation, reason = "sensors have 16 bits")]
fn single(g: f64) -> f32 {
    g as f32
}
