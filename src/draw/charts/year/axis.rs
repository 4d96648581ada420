//! Twelve months across, and what stands over all rows: days unwell, the plan, visits, changes.

use crate::say::voice::Spoken;
use jiff::civil::Date;

use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::page::Year;
use crate::say::words;

const MONTHS: f64 = 12.0;

/// The axis of months. Each has the same width; a day stands in its month by its share of it.
pub(super) struct Axis<'a> {
    pub(super) year: Spoken<'a, Year>,
    pub(super) left: f64,
    pub(super) right: f64,
}

impl<'a> Axis<'a> {
    pub(super) const fn new(year: Spoken<'a, Year>, (left, right): (f64, f64)) -> Axis<'a> {
        Axis { year, left, right }
    }

    /// Whether a year stands beside it.
    pub(super) const fn has_before(&self) -> bool {
        !self.year.facts.months_before.is_empty()
    }

    /// The width of a month.
    pub(super) fn step(&self) -> f64 {
        (self.right - self.left) / MONTHS
    }

    /// The middle of a month, from 1.
    pub(super) fn middle(&self, month: i8) -> f64 {
        self.left + (f64::from(month) - 0.5) * self.step()
    }

    /// Where a day begins, by its month and day alone.
    pub(super) fn day(&self, day: Date) -> f64 {
        let into = f64::from(day.day() - 1) / f64::from(day.days_in_month());
        self.left + (f64::from(day.month() - 1) + into) * self.step()
    }

    /// The edges of a span of days in this year.
    fn span(&self, (first, last): (Date, Date)) -> (f64, f64) {
        let into = f64::from(last.day()) / f64::from(last.days_in_month());
        let end = self.left + (f64::from(last.month() - 1) + into) * self.step();
        (self.day(first), end)
    }

    /// Whether anything stands in the lane of marks.
    pub(super) fn has_marks(&self) -> bool {
        self.year.plan.is_some() || !self.year.visits.is_empty() || !self.year.changes.is_empty()
    }

    /// Days unwell, and a hairline between months.
    pub(super) fn shade(&self, canvas: &mut Canvas<'_>, (top, bottom): (f64, f64)) {
        for span in &self.year.unwell {
            let (from, to) = self.span(*span);
            let width = if to - from < 2.0 { 2.0 } else { to - from };
            canvas.rect(
                Frame::new(from, top, width, bottom - top),
                Paint::Fill(Colour::Unwell),
                0.0,
            );
        }
        // Between quarters only: twelve lines would be a grid. Where names stand above the rows, the
        // lines would cross them.
        for month in [4, 7, 10].into_iter().filter(|_| self.left > 0.0) {
            let x = self.middle(month) - 0.5 * self.step();
            canvas.line((x, top), (x, bottom), Stroke::solid(Colour::Line, 1.0));
        }
    }

    /// The names of the months on a baseline.
    pub(super) fn months(&self, canvas: &mut Canvas<'_>, y: f64) {
        for month in &self.year.months {
            let name = words::month_short(month.first);
            let is_known = month.is_known();
            let letters =
                if is_known { Letters::axis().coloured(Colour::Ink) } else { Letters::axis() };
            canvas.text((self.middle(month.first.month()), y), name, letters.middle());
        }
    }

    /// The plan as a bar, visits as triangles, changes as squares on end.
    pub(super) fn lane(&self, canvas: &mut Canvas<'_>, (top, height): (f64, f64)) {
        let middle = top + 0.5 * height - 1.0;
        if let Some(plan) = self.year.plan {
            let (from, to) = self.span(plan);
            let label = format!("Plan, {}", self.year.voice.span(plan.0, plan.1));
            let hit = Frame::new(from, top, to - from, height - 2.0);
            canvas.mark(label, hit, |canvas| {
                let bar = Frame::new(from, middle - 2.0, to - from, 4.0);
                canvas.rect(bar, Paint::Fill(Colour::Muted), 2.0);
            });
        }
        let place = |day: Date| self.day(day) + 0.5 * self.step() / f64::from(day.days_in_month());
        let point = |canvas: &mut Canvas<'_>, x: f64, label: String, shape: &[(f64, f64)]| {
            let places: Vec<(f64, f64)> =
                shape.iter().map(|(dx, dy)| (x + dx, middle + dy)).collect();
            canvas.mark(label, Frame::new(x - 7.0, top, 14.0, height - 2.0), |canvas| {
                canvas.polygon(&places, Colour::Ink);
            });
        };
        for (day, text) in &self.year.visits {
            let label = format!("{}: {text}", self.year.voice.day(*day));
            point(canvas, place(*day), label, &[(-5.0, -4.5), (5.0, -4.5), (0.0, 4.5)]);
        }
        for change in &self.year.changes {
            let label = format!("{}: {}", self.year.voice.day(change.date), change.what);
            // Beside a visit of the same days, not on it.
            let is_taken =
                |x: f64| self.year.visits.iter().any(|(day, _)| (place(*day) - x).abs() < 10.0);
            let x = place(change.date);
            let x = if is_taken(x) { x - 11.0 } else { x };
            point(canvas, x, label, &[(0.0, -5.5), (5.5, 0.0), (0.0, 5.5), (-5.5, 0.0)]);
        }
    }
}
