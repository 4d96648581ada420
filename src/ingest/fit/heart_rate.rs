//! Heart rate that a strap stored under water and handed over afterwards, as `hr` messages.

use super::message::Message;

/// Ticks of a strap's clock in a second.
const TICKS_PER_S: f64 = 1024.0;

/// A strap's clock starts again after this many ticks (22 bits of seconds).
const WRAP_TICKS: f64 = 4_194_304.0 * TICKS_PER_S;

/// A beat stands for the records of so many seconds after it, as in Garmin's own merging.
const LASTS_S: f64 = 5.0;

/// Beats in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct HeartRates {
    anchor: Option<Anchor>,
    ticks: u64,
    beats: Vec<Beat>,
}

/// A moment known on both clocks.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    time_s: f64,
    ticks: f64,
}

#[derive(Clone, Copy, Debug)]
struct Beat {
    time_s: f64,
    bpm: f64,
}

impl HeartRates {
    /// Takes in an `hr` message.
    pub(super) fn take(&mut self, message: &Message<'_>) {
        let rates = message.numbers(6);
        let mut times: Vec<f64> = message.numbers(9);
        if let Some(&last) = times.last().filter(|ticks| !ticks.is_nan()) {
            self.set_ticks(last);
        }
        if let (Some(time_s), Some(&ticks)) = (message.time_s(), times.first()) {
            let fraction = message.number(0).unwrap_or_default() / 32_768.0;
            self.anchor = Some(Anchor { time_s: time_s + fraction, ticks });
        }
        if times.is_empty() {
            times = self.count_on(message.bytes(10).unwrap_or_default());
        }
        let Some(anchor) = self.anchor.filter(|anchor| !anchor.ticks.is_nan()) else { return };
        for (ticks, bpm) in times.into_iter().zip(rates) {
            let mut since = ticks - anchor.ticks;
            if since < -WRAP_TICKS / 2.0 {
                since += WRAP_TICKS;
            }
            let time_s = anchor.time_s + since / TICKS_PER_S;
            if bpm > 0.0 && !time_s.is_nan() {
                self.beats.push(Beat { time_s, bpm });
            }
        }
    }

    /// Whether a strap handed anything over.
    pub(super) fn is_empty(&self) -> bool {
        self.beats.is_empty()
    }

    /// Puts the mean of each second's beats where a record has no heart rate of its own, or the
    /// last beat of the five seconds before. Says how many records got one.
    pub(super) fn merge(mut self, time_s: &[f64], heart_rate_bpm: &mut [f64]) -> usize {
        self.beats.sort_by(|a, b| a.time_s.total_cmp(&b.time_s));
        let mut sums = Vec::with_capacity(self.beats.len().saturating_add(1));
        let mut sum = 0.0;
        sums.push(sum);
        for beat in &self.beats {
            sum += beat.bpm;
            sums.push(sum);
        }
        let upto = |time_s: f64| self.beats.partition_point(|beat| beat.time_s <= time_s);
        let mean = |time_s: f64| {
            let (first, last) = (upto(time_s - 1.0), upto(time_s));
            let count = last.checked_sub(first).filter(|&count| count > 0)?;
            Some((sums.get(last)? - sums.get(first)?) / count as f64)
        };
        let held = |time_s: f64| {
            let beat = self.beats.get(upto(time_s).checked_sub(1)?)?;
            (beat.time_s >= time_s - LASTS_S).then_some(beat.bpm)
        };
        let mut merged = 0_usize;
        for (&time_s, slot) in time_s.iter().zip(heart_rate_bpm) {
            if slot.is_nan()
                && let Some(bpm) = mean(time_s).or_else(|| held(time_s))
            {
                *slot = bpm;
                merged = merged.saturating_add(1);
            }
        }
        merged
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "ticks are whole and of 32 bits"
    )]
    fn set_ticks(&mut self, ticks: f64) {
        self.ticks = ticks as u64;
    }

    /// Twelve-bit stamps, two in three bytes, each counted on from the one before.
    fn count_on(&mut self, packed: &[u8]) -> Vec<f64> {
        let mut times = Vec::new();
        for pair in packed.chunks_exact(3) {
            let Some(&[low, middle, high]) = pair.first_chunk::<3>() else { continue };
            let (low, middle, high) = (u64::from(low), u64::from(middle), u64::from(high));
            for bits in [low | (middle & 0x0F) << 8, middle >> 4 | high << 4] {
                let more = bits.wrapping_sub(self.ticks) & 0x0FFF;
                self.ticks = self.ticks.saturating_add(more);
                times.push(self.ticks as f64);
            }
        }
        times
    }
}
