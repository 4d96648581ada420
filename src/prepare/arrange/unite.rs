//! Neighbouring records of one and the same moment are one sample.
//!
//! Some devices write position and sensors in records of their own, each second two. Records that a
//! clock revisits after it stepped back are no neighbours and stay apart, and faster rates differ in
//! the fraction of a second.

use crate::model::{Channel, Samples};

use super::told::Told;

/// The rows of a file that make one sample: nearly always one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct United {
    /// Its first row.
    pub(super) row: usize,
    /// The others, in order.
    pub(super) others: Vec<usize>,
}

/// Unites neighbours in the order of time.
pub(super) fn neighbours(samples: &Samples, rows: &[usize], told: &mut Told) -> Vec<United> {
    let clock = samples.time_s();
    let mut united: Vec<United> = Vec::with_capacity(rows.len());
    for &row in rows {
        match united.last_mut() {
            Some(open) if clock[open.row].total_cmp(&clock[row]).is_eq() => {
                if told.differing.is_none() {
                    told.differing =
                        difference(samples, open.others.last().copied().unwrap_or(open.row), row);
                }
                told.united += 1;
                open.others.push(row);
            }
            _ => united.push(United { row, others: Vec::new() }),
        }
    }
    united
}

/// The first channel of which both rows hold a value, and not the same.
fn difference(samples: &Samples, earlier: usize, later: usize) -> Option<(&'static str, f64, f64)> {
    let told = |channel: Channel| !matches!(channel, Channel::Latitude | Channel::Longitude);
    samples.channels().filter(|(channel, _)| told(*channel)).find_map(|(channel, series)| {
        let (before, after) = (*series.values.get(earlier)?, *series.values.get(later)?);
        let both = counts(channel, before) && counts(channel, after);
        (both && (before - after).abs() > 0.05).then_some((channel.name(), before, after))
    })
}

/// Whether a value says something: no heart stands still, and no counter of distance goes back to zero.
pub(super) fn counts(channel: Channel, value: f64) -> bool {
    let speaks = !matches!(channel, Channel::HeartRate | Channel::Distance) || value > 0.0;
    value.is_finite() && speaks
}

/// The value of a united sample: the last one that counts, else the last one there is.
pub(super) fn value(channel: Option<Channel>, values: impl DoubleEndedIterator<Item = f64>) -> f64 {
    let mut any = f64::NAN;
    for value in values.rev() {
        if channel.map_or(value.is_finite(), |channel| counts(channel, value)) {
            return value;
        }
        if any.is_nan() {
            any = value;
        }
    }
    any
}
