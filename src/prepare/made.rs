//! Channels that are made here, put beside those that were recorded.

use crate::model::{Channel, Provenance, Samples, Series, Writer};

/// Puts in a series that was made to fit. The length is the clock's by construction; should it
/// ever not be, the channel stays out, which later reads as "the file holds none".
pub(super) fn put(samples: &mut Samples, channel: Channel, series: Series) {
    let fitted = samples.insert(channel, series);
    debug_assert!(fitted.is_ok(), "{fitted:?}");
}

/// A series that was computed from others.
pub(super) fn computed(values: Vec<f64>, writer: Writer) -> Series {
    Series { values, provenance: Provenance::Derived, origin: writer.into() }
}
