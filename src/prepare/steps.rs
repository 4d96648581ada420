//! Steps and bounce from raw acceleration, where a recording holds it and no cadence.

use crate::model::{Channel, Notice, RawStream, Samples};
use crate::physics::STANDARD_GRAVITY_M_PER_S2;
use crate::signal::{Rhythm, floor_index, integrated_twice, largest, mean, median, smallest};

use super::{computed, put};

/// Length of the window that a cadence is found in, in seconds.
const WINDOW_S: f64 = 12.0;

/// From one window to the next, in seconds.
const HOP_S: f64 = 2.0;

/// Frequencies that steps and strides, and their first overtones, lie in, in Hz.
const BAND_HZ: (f64, f64) = (0.7, 8.0);

/// Slowest and fastest rhythm looked for, in Hz.
const RHYTHM_HZ: (f64, f64) = (1.0, 4.5);

/// A rhythm slower than this, in Hz, may be that of strides: arms swing once for two steps.
const STRIDE_BELOW_HZ: f64 = 1.9;

/// It is one if twice the frequency has this share of its power …
const OVERTONE_POWER_SHARE: f64 = 0.1;

/// … or half the lag this share of its correlation.
const HALF_LAG_SHARE: f64 = 0.3;

/// Doubled, it must be a cadence that is run, in steps per minute: walkers' steps have overtones
/// too.
const DOUBLED_SPM: (f64, f64) = (130.0, 210.0);

/// And the body must be shaken as runners are: standard deviation of acceleration, in g.
const RUNNING_SHAKE_G: f64 = 0.35;

/// Below this, in g, nothing moves.
const MOVING_SHAKE_G: f64 = 0.05;

/// A peak lower than this is no rhythm.
const LEAST_CORRELATION: f64 = 0.4;

/// Steps this long, in metres, are possible.
const STEP_LENGTH_M: (f64, f64) = (0.45, 1.9);

/// Travel slower than this share of the step frequency is drift of the sensor.
const DRIFT_SHARE: f64 = 0.6;

/// Equal readings at the extreme of a window that mean that the sensor hit its end.
const CLIPPED_READINGS: usize = 4;

/// Bounce is told only from a sensor on the trunk, which moves once for each step: this share of
/// the power must be at steps rather than strides.
const TRUNK_SHARE: f64 = 0.8;

/// Steps that a bounce needs.
const LEAST_STEPS: usize = 8;

/// Readings a second that a stream needs, and more than any sensor has.
const RATES_HZ: (f64, f64) = (15.0, 2000.0);

/// Adds cadence, and bounce where the sensor sits on the trunk, where the recording lacks them.
/// `start_s` is the run's start in seconds since 1970.
pub(super) fn add(samples: &mut Samples, streams: &[RawStream], start_s: f64) -> Option<Notice> {
    if samples.get(Channel::StepRate).is_some() || samples.get(Channel::Cadence).is_some() {
        return None;
    }
    let stream = streams
        .iter()
        .filter(|stream| stream.sensor.starts_with("accelerometer"))
        .filter(|stream| (RATES_HZ.0..=RATES_HZ.1).contains(&stream.rate_hz))
        .max_by_key(|stream| stream.axes_g[0].len())?;
    let found = windows(stream, start_s, samples);
    if found.is_empty() {
        return None;
    }
    let of = |value: fn(&Found) -> f64| onto(samples.time_s(), &found, value);
    let (cadence, bounce) = (of(|found| found.cadence_spm), of(|found| found.bounce_mm));
    for (channel, values) in [(Channel::StepRate, cadence), (Channel::VerticalOscillation, bounce)]
    {
        let present = values.iter().any(|value| value.is_finite());
        if present && samples.get(channel).is_none() {
            put(samples, channel, computed(values, "raw acceleration"));
        }
    }
    let text = "the steps were found in the raw acceleration";
    Some(Notice::file("steps_from_acceleration", text))
}

/// What a window shows.
struct Found {
    /// Its middle, in seconds since the run's start.
    at_s: f64,
    cadence_spm: f64,
    bounce_mm: f64,
}

/// Goes through a stream window by window; none lies across a break.
fn windows(stream: &RawStream, start_s: f64, samples: &Samples) -> Vec<Found> {
    let length = stream.axes_g.iter().map(Vec::len).min().unwrap_or(0);
    let size = floor_index(WINDOW_S * stream.rate_hz);
    let hop = floor_index(HOP_S * stream.rate_hz).max(1);
    let mut found = Vec::new();
    let mut offset_s = stream.start_s - start_s;
    let mut from = 0;
    let ends = stream.breaks.iter().map(|&(at, gap_s)| (at.min(length), gap_s));
    for (end, gap_s) in ends.chain([(length, 0.0)]) {
        let mut start = from;
        while start + size <= end {
            let window = Window::cut(stream, start, size);
            let at_s = offset_s + (start as f64 + size as f64 / 2.0) / stream.rate_hz;
            let speed = speed_near(samples, at_s);
            if let Some((cadence_spm, bounce_mm)) = window.steps(speed) {
                found.push(Found { at_s, cadence_spm, bounce_mm });
            }
            start += hop;
        }
        from = end.max(from);
        offset_s += gap_s;
    }
    found
}

/// The speed at a moment, where it is known.
fn speed_near(samples: &Samples, at_s: f64) -> Option<f64> {
    let row = samples.time_s().partition_point(|t| *t < at_s);
    samples.values(Channel::Speed)?.get(row).copied().filter(|speed| speed.is_finite())
}

/// One window of raw acceleration.
struct Window {
    rate_hz: f64,
    /// Length of the acceleration vector: the same wherever the sensor sits.
    size_g: Vec<f64>,
    /// Along gravity, gravity taken away.
    vertical_g: Vec<f64>,
    clipped: bool,
}

impl Window {
    fn cut(stream: &RawStream, start: usize, size: usize) -> Window {
        let axis = |k: usize| -> Vec<f64> {
            stream.axes_g[k][start..start + size].iter().map(|g| f64::from(*g)).collect()
        };
        let axes = [axis(0), axis(1), axis(2)];
        let down = [0, 1, 2].map(|k: usize| mean(&axes[k]).unwrap_or(f64::NAN));
        // Over many steps the mean acceleration is gravity, whatever the body does between.
        let gravity_g = down.iter().map(|g| g * g).sum::<f64>().sqrt();
        let row = |i: usize| [axes[0][i], axes[1][i], axes[2][i]];
        let size_g = (0..size).map(|i| row(i).iter().map(|g| g * g).sum::<f64>().sqrt()).collect();
        let vertical_g = (0..size)
            .map(|i| {
                let along: f64 = row(i).iter().zip(&down).map(|(a, d)| a * d / gravity_g).sum();
                along - gravity_g
            })
            .collect();
        let clipped = axes.iter().any(|axis| is_clipped(axis));
        Window { rate_hz: stream.rate_hz, size_g, vertical_g, clipped }
    }

    /// Cadence in steps per minute, and bounce in millimetres (`NaN` where none is told).
    fn steps(&self, speed_m_per_s: Option<f64>) -> Option<(f64, f64)> {
        let centre = mean(&self.size_g)?;
        let count = self.size_g.len() as f64;
        let shake_g =
            (self.size_g.iter().map(|g| (g - centre).powi(2)).sum::<f64>() / count).sqrt();
        if shake_g < MOVING_SHAKE_G {
            return None;
        }
        let longest = floor_index(self.rate_hz / RHYTHM_HZ.0) + 2;
        let rhythm = Rhythm::of(&self.size_g, self.rate_hz, BAND_HZ, longest)?;
        let lags = (self.rate_hz / RHYTHM_HZ.1, self.rate_hz / RHYTHM_HZ.0);
        let lag =
            rhythm.first_peak(lags, 0.8).filter(|lag| rhythm.at(*lag) >= LEAST_CORRELATION)?;
        let frequency_hz = self.rate_hz / lag;
        let overtone = rhythm.power_at(2.0 * frequency_hz)
            > OVERTONE_POWER_SHARE * rhythm.power_at(frequency_hz)
            || rhythm.at(lag / 2.0) > HALF_LAG_SHARE * rhythm.at(lag);
        let fits = |spm: f64| {
            speed_m_per_s
                .is_none_or(|v| (STEP_LENGTH_M.0..=STEP_LENGTH_M.1).contains(&(v * 60.0 / spm)))
        };
        let doubled_spm = 120.0 * frequency_hz;
        let stride = frequency_hz < STRIDE_BELOW_HZ
            && overtone
            && shake_g >= RUNNING_SHAKE_G
            && (DOUBLED_SPM.0..=DOUBLED_SPM.1).contains(&doubled_spm)
            && fits(doubled_spm);
        let cadence_spm = if stride { doubled_spm } else { 60.0 * frequency_hz };
        let step_hz = cadence_spm / 60.0;
        let at_steps = rhythm.power_at(step_hz);
        let trunk = at_steps >= TRUNK_SHARE * (at_steps + rhythm.power_at(step_hz / 2.0));
        let bounce_mm = if trunk && !self.clipped { self.bounce_mm(step_hz) } else { None };
        Some((cadence_spm, bounce_mm.unwrap_or(f64::NAN)))
    }

    /// The median over steps of the vertical travel.
    fn bounce_mm(&self, step_hz: f64) -> Option<f64> {
        let step = self.rate_hz / step_hz;
        let strides = floor_index(self.vertical_g.len() as f64 / (2.0 * step));
        let whole = floor_index(strides as f64 * 2.0 * step + 0.5).min(self.vertical_g.len());
        let acceleration: Vec<f64> =
            self.vertical_g[..whole].iter().map(|g| g * STANDARD_GRAVITY_M_PER_S2).collect();
        let travel_m = integrated_twice(&acceleration, self.rate_hz, DRIFT_SHARE * step_hz)?;
        let ranges_mm: Vec<f64> = (0..2 * strides)
            .filter_map(|k| {
                let from = floor_index(k as f64 * step);
                let to = floor_index((k + 1) as f64 * step).min(whole);
                let chunk = travel_m.get(from..to)?;
                Some(1000.0 * (largest(chunk)? - smallest(chunk)?))
            })
            .collect();
        if ranges_mm.len() < LEAST_STEPS { None } else { median(&ranges_mm) }
    }
}

/// Whether an axis stays at its extreme, as a sensor at the end of its range does.
fn is_clipped(axis: &[f64]) -> bool {
    [largest(axis), smallest(axis)].into_iter().flatten().any(|extreme| {
        axis.windows(CLIPPED_READINGS)
            .any(|readings| readings.iter().all(|g| g.total_cmp(&extreme).is_eq()))
    })
}

/// Window values onto the clock: the window whose middle is nearest, if it is near.
fn onto(time_s: &[f64], found: &[Found], value: fn(&Found) -> f64) -> Vec<f64> {
    let mut next = 0;
    time_s
        .iter()
        .map(|&t| {
            while next + 1 < found.len()
                && (found[next + 1].at_s - t).abs() <= (found[next].at_s - t).abs()
            {
                next += 1;
            }
            let near = (found[next].at_s - t).abs() <= WINDOW_S / 2.0;
            if near { value(&found[next]) } else { f64::NAN }
        })
        .collect()
}
