//! Raw acceleration and rotation, many samples to a message.

use super::{
    message::{FIRST_ABSOLUTE_STAMP, FIT_EPOCH_S, Message},
    profile::message,
};
use crate::model::RawStream;

/// Milli-g in a g.
const MILLI: f64 = 1000.0;

/// An orientation matrix is written in 65535ths.
const MATRIX_SCALE: f64 = 65_535.0;

/// Samples further apart than this many periods have a gap between them.
const GAP_PERIODS: f64 = 1.5;

/// Streams read so far.
#[derive(Debug, Default)]
pub(super) struct Streams {
    accelerometer: Stream,
    gyroscope: Stream,
}

/// One sensor's samples, with times as stamped.
#[derive(Debug, Default)]
struct Stream {
    blocks: Vec<Block>,
    axes: [Vec<f32>; 3],
    offsets_s: Vec<f64>,
    calibration: Option<Calibration>,
    /// Whether any samples came in calibrated.
    came_calibrated: bool,
}

/// The samples of one message.
#[derive(Clone, Copy, Debug)]
struct Block {
    stamp_s: f64,
    len: usize,
    /// Whether the message says when each sample was taken.
    timed: bool,
}

/// Counts to g, or degrees per second: subtract, turn, multiply.
#[derive(Clone, Copy, Debug)]
struct Calibration {
    factor: f64,
    level: [f64; 3],
    matrix: [f64; 9],
}

impl Streams {
    /// Takes in samples or a calibration.
    pub(super) fn take(&mut self, message: &Message<'_>) {
        match message.global() {
            message::ACCELEROMETER => self.accelerometer.take(message),
            message::GYROSCOPE => self.gyroscope.take(message),
            message::SENSOR_CALIBRATION => {
                let sensor = match message.byte(0) {
                    Some(0) => &mut self.accelerometer,
                    Some(1) => &mut self.gyroscope,
                    _ => return,
                };
                if let Some(calibration) = Calibration::of(message) {
                    sensor.calibrate_by(calibration);
                }
            }
            _ => {}
        }
    }

    /// The streams, on UTC. `device_start` is what stamps that count from the device's start lack.
    pub(super) fn finish(self, device_start: Option<f64>) -> Vec<RawStream> {
        let accelerometer = self.accelerometer.finish("accelerometer", device_start);
        let gyroscope = self.gyroscope.finish("gyroscope", device_start);
        accelerometer.into_iter().chain(gyroscope).collect()
    }
}

impl Stream {
    fn take(&mut self, message: &Message<'_>) {
        let Some(stamp) = message.stamp() else { return };
        let axes = self.axes_of(message);
        let len = axes.iter().map(Vec::len).min().unwrap_or(0);
        if len == 0 {
            return;
        }
        let offsets_ms = message.numbers(1);
        let timed = offsets_ms.iter().take_while(|offset| !offset.is_nan()).count() >= len;
        let seconds = |ms: &f64| if timed { ms / MILLI } else { f64::NAN };
        let none = f64::NAN;
        let padded = offsets_ms.iter().chain(std::iter::repeat(&none));
        self.offsets_s.extend(padded.take(len).map(seconds));
        for (axis, values) in self.axes.iter_mut().zip(axes) {
            #[allow(clippy::cast_possible_truncation, reason = "sensors have 16 bits")]
            axis.extend(values.iter().take(len).map(|&value| value as f32));
        }
        let stamp_s = f64::from(stamp) + message.number(0).unwrap_or_default() / MILLI;
        self.blocks.push(Block { stamp_s, len, timed });
    }

    /// Calibrated values where the message has them, else calibrated here, else as written.
    fn axes_of(&mut self, message: &Message<'_>) -> [Vec<f64>; 3] {
        let calibrated = [5, 6, 7].map(|field| message.numbers(field));
        if calibrated.iter().all(|axis| !axis.is_empty()) {
            self.came_calibrated = true;
            return calibrated;
        }
        let compressed = [8, 9, 10].map(|field| message.numbers_signed_16(field));
        if compressed.iter().all(|axis| !axis.is_empty()) {
            self.came_calibrated = true;
            return compressed.map(|axis| axis.iter().map(|milli| milli / MILLI).collect());
        }
        let mut raw = [2, 3, 4].map(|field| message.numbers(field));
        if let Some(calibration) = self.calibration {
            let [x, y, z] = &mut raw;
            for ((x, y), z) in x.iter_mut().zip(y).zip(z) {
                [*x, *y, *z] = calibration.apply([*x, *y, *z]);
            }
        }
        raw
    }

    /// A calibration counts from where it stands; the first one also for what came before it.
    fn calibrate_by(&mut self, calibration: Calibration) {
        if self.calibration.is_none() && !self.came_calibrated {
            let [x, y, z] = &mut self.axes;
            for ((x, y), z) in x.iter_mut().zip(y).zip(z) {
                let turned = calibration.apply([f64::from(*x), f64::from(*y), f64::from(*z)]);
                #[allow(clippy::cast_possible_truncation, reason = "sensors have 16 bits")]
                let turned = turned.map(|value| value as f32);
                [*x, *y, *z] = turned;
            }
        }
        self.calibration = Some(calibration);
    }

    fn finish(self, sensor: &str, device_start: Option<f64>) -> Option<RawStream> {
        let mut times_s = Vec::with_capacity(self.offsets_s.len());
        let spacing_s = median(self.gaps_s()).filter(|&gap| gap > 0.0).unwrap_or(1.0);
        let mut offsets_s = self.offsets_s.iter();
        for block in &self.blocks {
            let absolute = block.stamp_s >= f64::from(FIRST_ABSOLUTE_STAMP);
            let shift_s = if absolute { Some(0.0) } else { device_start };
            let start_s = block.stamp_s + shift_s.unwrap_or(f64::NAN) + FIT_EPOCH_S;
            for (place, offset_s) in offsets_s.by_ref().take(block.len).enumerate() {
                let even_s = place as f64 * spacing_s / block.len as f64;
                times_s.push(start_s + if block.timed { *offset_s } else { even_s });
            }
        }
        let start_s = times_s.first().copied().filter(|time| !time.is_nan())?;
        let steps = || times_s.iter().zip(times_s.iter().skip(1)).map(|(from, to)| to - from);
        let period_s = median(steps().collect()).filter(|&period| period > 0.0)?;
        let is_gap = |step: f64| !(0.0..=GAP_PERIODS * period_s).contains(&step);
        let (mut even_s, mut even, mut breaks) = (0.0, 0_u32, Vec::new());
        for (place, step) in steps().enumerate() {
            if is_gap(step) {
                breaks.push((place.saturating_add(1), step - period_s));
            } else {
                even_s += step;
                even = even.saturating_add(1);
            }
        }
        let rate_hz = if even_s > 0.0 { f64::from(even) / even_s } else { 1.0 / period_s };
        Some(RawStream { sensor: sensor.to_owned(), start_s, rate_hz, axes_g: self.axes, breaks })
    }

    /// From each message to the next.
    fn gaps_s(&self) -> Vec<f64> {
        let next = self.blocks.iter().skip(1);
        self.blocks.iter().zip(next).map(|(from, to)| to.stamp_s - from.stamp_s).collect()
    }
}

impl Calibration {
    fn of(message: &Message<'_>) -> Option<Calibration> {
        let factor = message.number(1)? / message.number(2).filter(|&divisor| divisor > 0.0)?;
        let shift = message.number(3).unwrap_or_default();
        let level = *message.numbers(4).first_chunk::<3>()?;
        let matrix = *message.numbers(5).first_chunk::<9>()?;
        let level = level.map(|offset| offset + shift);
        Some(Calibration { factor, level, matrix: matrix.map(|part| part / MATRIX_SCALE) })
    }

    fn apply(&self, counts: [f64; 3]) -> [f64; 3] {
        let [x, y, z] = counts;
        let [level_x, level_y, level_z] = self.level;
        let (x, y, z) = (x - level_x, y - level_y, z - level_z);
        let [xx, xy, xz, yx, yy, yz, zx, zy, zz] = self.matrix;
        let turned = [xx * x + xy * y + xz * z, yx * x + yy * y + yz * z, zx * x + zy * y + zz * z];
        turned.map(|value| value * self.factor)
    }
}

/// The middle value; none of no values.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
