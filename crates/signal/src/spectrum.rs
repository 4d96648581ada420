//! Rhythm and travel from an evenly sampled signal.

use realfft::{RealFftPlanner, num_complex::Complex};

use super::floor_index;

/// Plans of transforms, kept from one stretch to the next: making a plan costs more than using it.
#[derive(Default)]
pub struct Transforms(RealFftPlanner<f64>);

impl std::fmt::Debug for Transforms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Transforms")
    }
}

/// How a stretch of signal resembles itself when shifted, and what frequencies it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Rhythm {
    /// Autocorrelation by lag in samples, one at lag 0; each lag divided by the samples that
    /// overlap, so that it does not sink with the lag.
    pub correlation: Vec<f64>,
    power: Vec<f64>,
    resolution_hz: f64,
}

impl Rhythm {
    /// The rhythm of a stretch within a band of frequencies, up to `longest_lag` samples.
    ///
    /// None for a stretch shorter than twice the lag, without variation, or with a missing value.
    pub fn of(
        values: &[f64],
        rate_hz: f64,
        band_hz: (f64, f64),
        longest_lag: usize,
        transforms: &mut Transforms,
    ) -> Option<Rhythm> {
        let length = values.len();
        let usable = rate_hz > 0.0 && values.iter().all(|value| value.is_finite());
        if length < 2 * longest_lag || length < 2 || !usable {
            return None;
        }
        let mean = values.iter().sum::<f64>() / length as f64;
        // Padded so that no lag meets the other end, and that frequencies lie close.
        let padded = (2 * length).next_power_of_two();
        let forward = transforms.0.plan_fft_forward(padded);
        let inverse = transforms.0.plan_fft_inverse(padded);
        let mut input = forward.make_input_vec();
        for (slot, value) in input.iter_mut().zip(values) {
            *slot = value - mean;
        }
        let mut spectrum = forward.make_output_vec();
        forward.process(&mut input, &mut spectrum).ok()?;
        let resolution_hz = rate_hz / padded as f64;
        let power: Vec<f64> = spectrum
            .iter()
            .enumerate()
            .map(|(k, bin)| {
                let inside = (band_hz.0..=band_hz.1).contains(&(k as f64 * resolution_hz));
                if inside { bin.norm_sqr() } else { 0.0 }
            })
            .collect();
        let mut squares: Vec<Complex<f64>> = power.iter().map(|p| Complex::new(*p, 0.0)).collect();
        let mut lags = inverse.make_output_vec();
        inverse.process(&mut squares, &mut lags).ok()?;
        let whole = lags[0] / length as f64;
        if whole <= 0.0 {
            return None;
        }
        let correlation =
            (0..=longest_lag).map(|lag| lags[lag] / (length - lag) as f64 / whole).collect();
        Some(Rhythm { correlation, power, resolution_hz })
    }

    /// The first lag, to a part of a sample, at which the correlation peaks within a range of lags
    /// and reaches `share` of the highest peak there.
    pub fn first_peak(&self, lags: (f64, f64), share: f64) -> Option<f64> {
        let a = &self.correlation;
        let last = floor_index(lags.1).min(a.len().checked_sub(2)?);
        let from = floor_index(lags.0.ceil()).clamp(1, last.max(1));
        let peaks: Vec<usize> =
            (from..=last).filter(|&k| a[k] > a[k - 1] && a[k] >= a[k + 1] && a[k] > 0.0).collect();
        let highest = peaks.iter().map(|&k| a[k]).max_by(f64::total_cmp)?;
        let first = peaks.into_iter().find(|&k| a[k] >= share * highest)?;
        Some(refined(a, first))
    }

    /// The correlation at a lag between samples, by a straight line.
    pub fn at(&self, lag: f64) -> f64 {
        let below = floor_index(lag);
        match (self.correlation.get(below), self.correlation.get(below + 1)) {
            (Some(low), Some(high)) => low + (high - low) * (lag - below as f64),
            (Some(low), None) => *low,
            (None, _) => f64::NAN,
        }
    }

    /// The power within a tenth of a frequency.
    pub fn power_at(&self, frequency_hz: f64) -> f64 {
        let from = floor_index(0.9 * frequency_hz / self.resolution_hz);
        let to = floor_index(1.1 * frequency_hz / self.resolution_hz) + 1;
        self.power.iter().take(to + 1).skip(from).sum()
    }
}

/// A peak's place to a part of a sample, by the parabola through it and its neighbours.
fn refined(values: &[f64], peak: usize) -> f64 {
    let (before, at, after) = (values[peak - 1], values[peak], values[peak + 1]);
    let bend = before - 2.0 * at + after;
    if bend >= 0.0 {
        return peak as f64;
    }
    peak as f64 + (0.5 * (before - after) / bend).clamp(-0.5, 0.5)
}

/// A signal integrated twice, without what is slower than `above_hz`: acceleration into travel.
///
/// The stretch should hold whole periods. Done in the frequency domain, where a high-pass costs no
/// part of what passes; a cascade of filters in time takes some 15 % away.
pub fn integrated_twice(
    values: &[f64],
    rate_hz: f64,
    above_hz: f64,
    transforms: &mut Transforms,
) -> Option<Vec<f64>> {
    let length = values.len();
    if length < 4 || rate_hz <= 0.0 || !values.iter().all(|value| value.is_finite()) {
        return None;
    }
    let forward = transforms.0.plan_fft_forward(length);
    let inverse = transforms.0.plan_fft_inverse(length);
    let mut input = values.to_vec();
    let mut spectrum = forward.make_output_vec();
    forward.process(&mut input, &mut spectrum).ok()?;
    for (k, bin) in spectrum.iter_mut().enumerate() {
        let frequency_hz = k as f64 * rate_hz / length as f64;
        let omega = std::f64::consts::TAU * frequency_hz;
        *bin = if frequency_hz > above_hz {
            -*bin / (omega * omega) / length as f64
        } else {
            Complex::new(0.0, 0.0)
        };
    }
    // The transform wants its last bin real where the length is even.
    if length.is_multiple_of(2)
        && let Some(last) = spectrum.last_mut()
    {
        last.im = 0.0;
    }
    let mut travel = inverse.make_output_vec();
    inverse.process(&mut spectrum, &mut travel).ok()?;
    Some(travel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::TAU;

    fn wave(frequency_hz: f64, rate_hz: f64, length: u32) -> Vec<f64> {
        (0..length).map(|i| (TAU * frequency_hz * f64::from(i) / rate_hz).sin()).collect()
    }

    #[test]
    fn the_period_of_a_wave_is_found_to_a_part_of_a_sample() {
        // 2.83 Hz at 25 Hz: 8.8339 samples.
        let rhythm =
            Rhythm::of(&wave(2.83, 25.0, 400), 25.0, (0.7, 8.0), 25, &mut Transforms::default())
                .unwrap();
        let lag = rhythm.first_peak((25.0 / 4.5, 24.0), 0.8).unwrap();
        assert!((lag - 8.8339).abs() < 0.05, "{lag}");
    }

    #[test]
    fn a_wave_integrated_twice_is_itself_over_minus_omega_squared() {
        // 2.5 Hz for 4 s at 50 Hz: whole periods.
        let acceleration = wave(2.5, 50.0, 200);
        let travel =
            integrated_twice(&acceleration, 50.0, 1.5, &mut Transforms::default()).unwrap();
        let factor = -(TAU * 2.5).powi(-2);
        for (z, a) in travel.iter().zip(&acceleration) {
            assert!((z - factor * a).abs() < 1e-12);
        }
    }

    #[test]
    fn a_flat_or_broken_signal_has_no_rhythm() {
        assert_eq!(Rhythm::of(&[1.0; 100], 25.0, (0.7, 8.0), 25, &mut Transforms::default()), None);
        let mut broken = wave(2.0, 25.0, 100);
        broken[7] = f64::NAN;
        assert_eq!(Rhythm::of(&broken, 25.0, (0.7, 8.0), 25, &mut Transforms::default()), None);
        assert_eq!(integrated_twice(&broken, 25.0, 1.0, &mut Transforms::default()), None);
    }
}
