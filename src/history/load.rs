//! The load of each day, and the panel on it.

use jiff::civil::Date;

use super::{History, period};
use crate::{
    load,
    page::{Load, Period, Spike},
};

/// The panel of a period.
pub(super) fn panel(history: &History<'_>, period: &Period) -> Load {
    load::panel(
        &history.loads,
        (period.first, period.last),
        period::before(period),
        period.known_until,
    )
}

/// The single-session spike of a day, where it is above +10 %.
pub(super) fn spike_on(history: &History<'_>, day: Date) -> Option<Spike> {
    history.load_on(day)?.spike.clone()
}
