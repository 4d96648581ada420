//! The ground that the plots of form share: edges, days and their scale.

use jiff::civil::Date;

use crate::draw::scale::Scale;
use crate::model::calendar::days_after;
use crate::say::voice::Voice;

/// What all panels share: the time axis and the edges.
pub(super) struct Ground<'a> {
    pub(super) width: f64,
    /// Height of a plot.
    pub(super) plot_px: f64,
    /// First and last day.
    pub(super) days: (Date, Date),
    /// Edges of the plots.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) time: Scale,
    /// Days of illness or injury.
    pub(super) unwell: &'a [(Date, Date)],
    pub(super) voice: Voice,
}

impl Ground<'_> {
    pub(super) fn x(&self, date: Date) -> f64 {
        self.time.at(days_after(self.days.0, date) as f64)
    }
}
