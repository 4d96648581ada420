//! One recording as columns: a clock, and a series for each channel present.

use super::{Channel, Origin, Provenance};

/// The samples of one recording, as columns of equal length.
///
/// Equal length is the only invariant here. In an [`Activity`](super::Activity) the rows are the
/// file's records in file order, with whatever times they carry; in a [`Run`](super::Run) the
/// clock increases strictly.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples {
    time_s: Vec<f64>,
    series: Vec<Option<Series>>,
}

/// The values of one channel. `NaN` marks a sample at which the device gave none.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// One value per sample, in the channel's unit.
    pub values: Vec<f64>,
    /// How the values came to be.
    pub provenance: Provenance,
    /// What wrote them: `fit.record.cadence`, `gpx.extension.cad`, `positions`.
    pub origin: Origin,
}

/// A series whose length is not that of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} has {found} values for {expected} times", channel.key())]
pub struct LengthMismatch {
    /// The channel at fault.
    pub channel: Channel,
    /// How many values there should be.
    pub expected: usize,
    /// How many there are.
    pub found: usize,
}

impl Samples {
    /// A recording with this clock and, as yet, no channels. Times are in seconds: since 1970 UTC
    /// in an activity, since its start in a run. `NaN`: the sample has no time.
    pub fn new(time_s: Vec<f64>) -> Samples {
        Samples { time_s, series: Vec::new() }
    }

    /// Puts in a channel, in place of one that was there.
    ///
    /// # Errors
    ///
    /// When the series is not as long as the clock.
    pub fn insert(&mut self, channel: Channel, series: Series) -> Result<(), LengthMismatch> {
        let (expected, found) = (self.time_s.len(), series.values.len());
        if expected != found {
            return Err(LengthMismatch { channel, expected, found });
        }
        if self.series.is_empty() {
            self.series.resize(Channel::ALL.len(), None);
        }
        if let Some(slot) = self.series.get_mut(channel.index()) {
            *slot = Some(series);
        }
        Ok(())
    }

    /// Takes a channel out.
    pub fn remove(&mut self, channel: Channel) -> Option<Series> {
        self.series.get_mut(channel.index()).and_then(Option::take)
    }

    /// How many samples there are.
    pub fn len(&self) -> usize {
        self.time_s.len()
    }

    /// Whether there is not one sample.
    pub fn is_empty(&self) -> bool {
        self.time_s.is_empty()
    }

    /// The clock, in seconds.
    pub fn time_s(&self) -> &[f64] {
        &self.time_s
    }

    /// The series of a channel, if the recording has it.
    pub fn get(&self, channel: Channel) -> Option<&Series> {
        self.series.get(channel.index()).and_then(Option::as_ref)
    }

    /// The values of a channel, if the recording has it.
    pub fn values(&self, channel: Channel) -> Option<&[f64]> {
        self.get(channel).map(|series| series.values.as_slice())
    }

    /// The channels present, in the order of [`Channel::ALL`].
    pub fn channels(&self) -> impl Iterator<Item = (Channel, &Series)> {
        Channel::ALL.into_iter().filter_map(|channel| Some((channel, self.get(channel)?)))
    }
}

impl Series {
    /// Values as a device wrote them.
    pub fn recorded(channel: Channel, values: Vec<f64>, source: &'static str) -> Series {
        Series {
            values,
            provenance: channel.provenance_as_recorded(),
            origin: Origin::place(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_shorter_than_the_clock_is_refused() {
        let mut samples = Samples::new(vec![0.0, 1.0]);
        let series = Series::recorded(Channel::Speed, vec![3.0], "test");
        let refused = samples.insert(Channel::Speed, series).unwrap_err();
        assert_eq!(refused, LengthMismatch { channel: Channel::Speed, expected: 2, found: 1 });
    }
}
