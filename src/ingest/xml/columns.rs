//! Columns that fill point by point.

use super::{
    dialect::Tag,
    trouble::{Trouble, Troubles},
};
use crate::model::{Channel, Origin, Samples, Series};

/// How many channels a file can hold: those before the ones that `prepare` makes.
const CHANNELS: usize = 15;

/// A column is never reserved for more points than this at once; a day at 1 Hz has fewer.
const RESERVED_POINTS_MAX: usize = 100_000;

/// One point while it is being read: the first value of each channel counts.
#[derive(Clone, Debug)]
pub(in super::super) struct Row {
    values: [f64; CHANNELS],
    sources: [&'static str; CHANNELS],
    present: u32,
}

impl Row {
    /// A point without a value.
    pub(in super::super) fn new() -> Row {
        Row { values: [f64::NAN; CHANNELS], sources: [""; CHANNELS], present: 0 }
    }

    /// Makes it a point without a value again.
    pub(in super::super) fn clear(&mut self) {
        self.values = [f64::NAN; CHANNELS];
        self.present = 0;
    }

    /// Sets a channel that has no value yet.
    #[inline]
    pub(in super::super) fn set(&mut self, tag: Tag, value: f64) {
        let index = tag.channel.index();
        let bit = bit(index);
        if self.present & bit != 0 {
            return;
        }
        if let (Some(slot), Some(source)) =
            (self.values.get_mut(index), self.sources.get_mut(index))
        {
            *slot = value;
            *source = tag.source;
            self.present |= bit;
        }
    }

    /// A channel's value, `NaN` when it has none.
    pub(in super::super) fn get(&self, channel: Channel) -> f64 {
        self.values.get(channel.index()).copied().unwrap_or(f64::NAN)
    }

    /// Leaves out a position that is incomplete or not on Earth.
    pub(in super::super) fn check_position(&mut self, at: usize, troubles: &mut Troubles) {
        let (north_deg, east_deg) = (self.get(Channel::Latitude), self.get(Channel::Longitude));
        if north_deg.abs() <= 90.0 && east_deg.abs() <= 180.0 {
            return;
        }
        let position = bit(Channel::Latitude.index()) | bit(Channel::Longitude.index());
        if self.present & position == 0 {
            return;
        }
        troubles.note(Trouble::BadPosition, at);
        for channel in [Channel::Latitude, Channel::Longitude] {
            if let Some(value) = self.values.get_mut(channel.index()) {
                *value = f64::NAN;
            }
        }
        self.present &= !position;
    }
}

fn bit(index: usize) -> u32 {
    u32::try_from(index).ok().and_then(|index| 1_u32.checked_shl(index)).unwrap_or(0)
}

/// The columns of a file; a channel seen first at some point is `NaN` before it.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Columns {
    /// The points before which the recording was interrupted.
    pub(in super::super) segment_starts: Vec<usize>,
    /// Whether the next point is one of them.
    pub(in super::super) new_segment: bool,
    /// Length of the file, in bytes.
    length: usize,
    time_s: Vec<f64>,
    filling: Vec<Column>,
    present: u32,
    reserved: usize,
}

#[derive(Clone, Debug)]
struct Column {
    index: usize,
    source: &'static str,
    values: Vec<f64>,
}

impl Columns {
    /// No point as yet, of a file of so many bytes.
    pub(in super::super) fn of(length: usize) -> Columns {
        Columns { length, ..Columns::default() }
    }

    /// Leaves out all points so far.
    pub(in super::super) fn clear(&mut self) {
        *self = Columns::of(self.length);
    }

    /// How many points there are.
    pub(in super::super) fn len(&self) -> usize {
        self.time_s.len()
    }

    /// The points' times.
    pub(in super::super) fn time_s(&self) -> &[f64] {
        &self.time_s
    }

    /// Makes room for as many points as the rest of the file can hold, judged by the first one.
    fn reserve(&mut self, rest_bytes: usize, point_bytes: usize) {
        let points = rest_bytes.checked_div(point_bytes).unwrap_or(0).saturating_add(8);
        self.reserved = points.min(RESERVED_POINTS_MAX);
        self.time_s.reserve(self.reserved);
    }

    /// Adds a point that stands in the file from one byte to another.
    #[inline]
    pub(in super::super) fn push(&mut self, time_s: f64, row: &Row, (from, to): (usize, usize)) {
        let index = self.len();
        if index == 0 {
            self.reserve(self.length.saturating_sub(to), to.saturating_sub(from));
        }
        if std::mem::take(&mut self.new_segment) && index > 0 {
            self.segment_starts.push(index);
        }
        if row.present & !self.present != 0 {
            self.open(row);
        }
        self.time_s.push(time_s);
        for column in &mut self.filling {
            column.values.push(row.values.get(column.index).copied().unwrap_or(f64::NAN));
        }
    }

    #[cold]
    fn open(&mut self, row: &Row) {
        for (index, source) in row.sources.iter().enumerate() {
            if row.present & !self.present & bit(index) != 0 {
                let mut values = Vec::with_capacity(self.reserved.max(self.len()));
                values.resize(self.len(), f64::NAN);
                self.filling.push(Column { index, source, values });
            }
        }
        self.present |= row.present;
    }

    /// The values of a channel, to be put right where a file's unit or meaning is settled late.
    pub(in super::super) fn values_mut(&mut self, channel: Channel) -> Option<&mut [f64]> {
        let index = channel.index();
        let column = self.filling.iter_mut().find(|column| column.index == index)?;
        Some(&mut column.values)
    }

    /// Takes a channel out.
    pub(in super::super) fn remove(&mut self, channel: Channel) {
        self.filling.retain(|column| column.index != channel.index());
        self.present &= !bit(channel.index());
    }

    /// The samples, as recorded; a channel without one value is absent.
    pub(in super::super) fn finish(mut self) -> Samples {
        self.time_s.shrink_to_fit();
        let mut samples = Samples::new(self.time_s);
        self.filling.retain(|column| column.values.iter().any(|value| !value.is_nan()));
        for mut column in self.filling {
            let Some(&channel) = Channel::ALL.get(column.index) else { continue };
            column.values.shrink_to_fit();
            let series = Series {
                values: column.values,
                provenance: channel.provenance_as_recorded(),
                origin: Origin::place(column.source),
            };
            // Every push added one value to every column, so the lengths agree.
            let inserted = samples.insert(channel, series);
            debug_assert_eq!(inserted, Ok(()));
        }
        samples
    }
}
