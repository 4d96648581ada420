//! One stretch of raw acceleration: its rhythm, where the sensor sits, and the bounce.

use crate::physics::STANDARD_GRAVITY_M_PER_S2;
use crate::signal::{
    Rhythm, Transforms, floor_index, integrated_twice, largest, mean, median, smallest,
    standard_deviation,
};

/// Frequencies that steps and strides, and their first overtones, lie in, in Hz.
const BAND_HZ: (f64, f64) = (0.7, 8.0);

/// Slowest and fastest rhythm looked for, in Hz.
const RHYTHM_HZ: (f64, f64) = (1.0, 4.5);

/// Readings a second that a rhythm is looked for in: faster streams are averaged down to about
/// this, which costs a twentieth of a step a minute and saves most of the time.
const RHYTHM_RATE_HZ: f64 = 50.0;

/// A rhythm slower than this, in Hz, may be that of strides: arms swing once for two steps.
const STRIDE_BELOW_HZ: f64 = 1.9;

/// It is one if twice the frequency has this share of its power …
const OVERTONE_POWER_SHARE: f64 = 0.1;

/// … or half the lag this share of its correlation.
const HALF_LAG_SHARE: f64 = 0.3;

/// Doubled, it must be a cadence that is run, in steps per minute: walkers' steps have overtones
/// too.
const DOUBLED_SPM: (f64, f64) = (130.0, 210.0);

/// Too slow for anyone's steps, in Hz: an arm that swings in a walk.
const WALKED_STRIDE_BELOW_HZ: f64 = 1.15;

/// Cadences that are walked, in steps per minute.
const WALKED_SPM: (f64, f64) = (90.0, 138.0);

/// And the body must be shaken as runners are: standard deviation of acceleration, in g.
const RUNNING_SHAKE_G: f64 = 0.35;

/// Below this, in g, nothing moves.
const MOVING_SHAKE_G: f64 = 0.05;

/// A peak lower than this is no rhythm.
const LEAST_CORRELATION: f64 = 0.4;

/// The first peak that reaches this share of the highest is the rhythm.
const FIRST_PEAK_SHARE: f64 = 0.8;

/// Steps this long, in metres, are possible.
const STEP_LENGTH_M: (f64, f64) = (0.45, 1.9);

/// Travel slower than this share of the step frequency is drift of the sensor.
const DRIFT_SHARE: f64 = 0.6;

/// Equal readings at the extreme of a window that mean that the sensor hit its end.
const CLIPPED_READINGS: usize = 4;

/// The trunk moves once for each step: this share of the power must be at steps rather than
/// strides.
const TRUNK_SHARE: f64 = 0.8;

/// And it is shaken less than this, in g: at the hip and the sacrum of runners up to 1.3 was seen, at
/// the ankle and the foot mostly 1.6 to 3.
const TRUNK_SHAKE_G: f64 = 1.5;

/// Readings a second that a bounce needs: at 25 it reads 4 % short, at 50 one.
const BOUNCE_RATE_HZ: f64 = 50.0;

/// Steps that a bounce needs.
const LEAST_STEPS: usize = 8;

/// Where a sensor sits, as far as its signal tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// On the trunk: it moves once for each step.
    Trunk,
    /// On an arm or a leg: it moves once for each stride, with jolts between.
    Limb,
}

/// What a stretch of raw acceleration shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    /// Steps per minute, both feet.
    pub cadence_spm: f64,
    /// Where the sensor sits.
    pub placement: Placement,
    /// Rise and fall of the sensor within a step, in millimetres; none off the trunk, under 50
    /// readings a second, where the sensor hit its end, and for fewer than eight steps.
    pub bounce_mm: Option<f64>,
}

/// Why a stretch shows no steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSteps {
    /// A reading is missing, or there are too few.
    TooShort,
    /// Nothing moves.
    Still,
    /// It moves without a rhythm.
    NoRhythm,
}

/// A stretch of raw acceleration.
#[derive(Clone, Debug)]
pub struct Window {
    rate_hz: f64,
    /// Length of the acceleration vector: the same wherever the sensor sits.
    size_g: Vec<f64>,
    /// Along gravity, gravity taken away.
    vertical_g: Vec<f64>,
    clipped: bool,
}

impl Window {
    /// A stretch of three axes in g, gravity included, however the sensor is turned; as long as
    /// its shortest axis.
    pub fn new(axes_g: [&[f32]; 3], rate_hz: f64) -> Window {
        let size = axes_g.iter().map(|axis| axis.len()).min().unwrap_or(0);
        let axes = axes_g
            .map(|axis| -> Vec<f64> { axis.iter().take(size).map(|g| f64::from(*g)).collect() });
        // Over many steps the mean acceleration is gravity, whatever the body does between.
        let down = [0, 1, 2].map(|k: usize| mean(&axes[k]).unwrap_or(f64::NAN));
        let gravity_g = down.iter().map(|g| g * g).sum::<f64>().sqrt();
        let (mut size_g, mut vertical_g) = (Vec::with_capacity(size), Vec::with_capacity(size));
        let [across, along, up] = &axes;
        for ((x, y), z) in across.iter().zip(along).zip(up) {
            size_g.push((x * x + y * y + z * z).sqrt());
            vertical_g.push((x * down[0] + y * down[1] + z * down[2]) / gravity_g - gravity_g);
        }
        let clipped = axes.iter().any(|axis| is_clipped(axis));
        Window { rate_hz, size_g, vertical_g, clipped }
    }

    /// Cadence, placement and bounce; `speed_m_per_s` helps to tell steps from strides.
    ///
    /// Cadence is the unbiased autocorrelation's first high peak, refined by a parabola, on the
    /// length of the acceleration vector.
    ///
    /// # Errors
    ///
    /// When the stretch shows no steps.
    pub fn shown(
        &self,
        speed_m_per_s: Option<f64>,
        transforms: &mut Transforms,
    ) -> Result<Shown, NoSteps> {
        let shake_g = standard_deviation(&self.size_g).ok_or(NoSteps::TooShort)?;
        if shake_g < MOVING_SHAKE_G {
            return Err(NoSteps::Still);
        }
        let every = floor_index(self.rate_hz / RHYTHM_RATE_HZ).max(1);
        let rate_hz = self.rate_hz / every as f64;
        let slowed = averaged(&self.size_g, every);
        let longest = floor_index(rate_hz / RHYTHM_HZ.0) + 2;
        let rhythm =
            Rhythm::of(&slowed, rate_hz, BAND_HZ, longest, transforms).ok_or(NoSteps::TooShort)?;
        let lags = (rate_hz / RHYTHM_HZ.1, rate_hz / RHYTHM_HZ.0);
        let lag = rhythm
            .first_peak(lags, FIRST_PEAK_SHARE)
            .filter(|lag| rhythm.at(*lag) >= LEAST_CORRELATION)
            .ok_or(NoSteps::NoRhythm)?;
        let frequency_hz = rate_hz / lag;
        let is_stride = has_overtone(&rhythm, lag, frequency_hz)
            && is_doubled(frequency_hz, shake_g)
            && fits(120.0 * frequency_hz, speed_m_per_s);
        let cadence_spm = if is_stride { 120.0 * frequency_hz } else { 60.0 * frequency_hz };
        let step_hz = cadence_spm / 60.0;
        let at_steps = rhythm.power_at(step_hz);
        let at_strides = rhythm.power_at(step_hz / 2.0);
        let on_trunk = shake_g < TRUNK_SHAKE_G && at_steps >= TRUNK_SHARE * (at_steps + at_strides);
        let placement = if on_trunk { Placement::Trunk } else { Placement::Limb };
        let tells_bounce = on_trunk && !self.clipped && self.rate_hz >= BOUNCE_RATE_HZ;
        let bounce_mm = if tells_bounce { self.bounce_mm(step_hz, transforms) } else { None };
        Ok(Shown { cadence_spm, placement, bounce_mm })
    }

    /// The median over steps of the vertical travel, by integrating twice over whole strides.
    fn bounce_mm(&self, step_hz: f64, transforms: &mut Transforms) -> Option<f64> {
        let step = self.rate_hz / step_hz;
        let strides = floor_index(self.vertical_g.len() as f64 / (2.0 * step));
        let whole = floor_index(strides as f64 * 2.0 * step + 0.5).min(self.vertical_g.len());
        let acceleration: Vec<f64> =
            self.vertical_g[..whole].iter().map(|g| g * STANDARD_GRAVITY_M_PER_S2).collect();
        let above_hz = DRIFT_SHARE * step_hz;
        let travel_m = integrated_twice(&acceleration, self.rate_hz, above_hz, transforms)?;
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

/// Whether a rhythm has an overtone at twice its frequency, as strides have one of steps.
fn has_overtone(rhythm: &Rhythm, lag: f64, frequency_hz: f64) -> bool {
    rhythm.power_at(2.0 * frequency_hz) > OVERTONE_POWER_SHARE * rhythm.power_at(frequency_hz)
        || rhythm.at(lag / 2.0) > HALF_LAG_SHARE * rhythm.at(lag)
}

/// Whether twice this frequency is a cadence that is run, by a body shaken as runners are, or
/// else one that is walked while the frequency itself is too slow for steps.
fn is_doubled(frequency_hz: f64, shake_g: f64) -> bool {
    let within = |(low, high): (f64, f64)| (low..=high).contains(&(120.0 * frequency_hz));
    let is_run =
        frequency_hz < STRIDE_BELOW_HZ && within(DOUBLED_SPM) && shake_g >= RUNNING_SHAKE_G;
    is_run || (frequency_hz < WALKED_STRIDE_BELOW_HZ && within(WALKED_SPM))
}

/// Whether steps at this cadence and speed have a length that is possible.
fn fits(cadence_spm: f64, speed_m_per_s: Option<f64>) -> bool {
    speed_m_per_s
        .is_none_or(|v| (STEP_LENGTH_M.0..=STEP_LENGTH_M.1).contains(&(v * 60.0 / cadence_spm)))
}

/// Means of `every` readings after one another.
fn averaged(values: &[f64], every: usize) -> Vec<f64> {
    values.chunks_exact(every).map(|chunk| chunk.iter().sum::<f64>() / every as f64).collect()
}

/// Whether an axis stays at its extreme, as a sensor at the end of its range does.
fn is_clipped(axis: &[f64]) -> bool {
    let (Some(high), Some(low)) = (largest(axis), smallest(axis)) else { return false };
    // An axis that never moves is dead, not at its end.
    high > low
        && [high, low].into_iter().any(|extreme| {
            let mut equal = 0;
            axis.iter().any(|g| {
                equal = if g.total_cmp(&extreme).is_eq() { equal + 1 } else { 0 };
                equal >= CLIPPED_READINGS
            })
        })
}
