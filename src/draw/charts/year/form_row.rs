//! The row of a form quantity: means by month at one pace, each sensor by itself.

use super::{
    axis::Axis,
    ground::{DOT_PX, ground},
};
use crate::draw::canvas::{Canvas, Dash, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent, within, without_overlap};
use crate::page::{FormMonth, Year, YearForm};
use crate::say::{
    voice::Spoken,
    words,
    year::{form_name, form_unit},
};

/// What is drawn of a row, and where.
struct Plot<'a> {
    axis: &'a Axis<'a>,
    form: &'a YearForm,
    /// The year of the page: last year's means are pale and have no number.
    year: i16,
    scale: Scale,
    top: f64,
    height: f64,
    /// Whether its marks can be pointed at.
    marked: bool,
}

/// Means by month with their intervals: last year's pale, no line across a change of sensor.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    axis: &Axis<'_>,
    (year, form): (Spoken<'_, Year>, &YearForm),
    (top, height): (f64, f64),
    marked: bool,
) {
    // An interval from three runs may reach far: the scale is that of the means.
    let values = form.points.iter().chain(&form.before).map(|point| point.mean.value);
    let (low, high) = extent(values).unwrap_or((0.0, 1.0));
    let least = 4.0 * 10_f64.powi(-i32::from(form.decimals));
    let room = if high - low < least { 0.5 * (least - (high - low)) } else { 0.0 };
    let scale = Scale::new((low - room, high + room), (top + height - 6.0, top + 4.0));
    let year = year.period.first.year();
    let plot = Plot { axis, form, year, scale, top, height, marked };
    ground(canvas, axis, top + height);
    plot.breaks(canvas);
    plot.means(canvas, &form.before, (Colour::BluePale, Colour::BluePale));
    plot.means(canvas, &form.points, (Colour::BlueMid, Colour::Blue));
}

impl Plot<'_> {
    fn place(&self, point: &FormMonth) -> (f64, f64) {
        (self.axis.day(point.at), self.scale.at(point.mean.value))
    }

    /// Where an end of an interval stands: within the row.
    fn inside(&self, value: f64) -> f64 {
        within(self.scale.at(value), self.top - 2.0, self.top + self.height)
    }

    /// Draws, as a mark that says this where marks can be pointed at.
    fn mark(
        &self,
        canvas: &mut Canvas<'_>,
        label: String,
        (x, width): (f64, f64),
        draw: impl FnOnce(&mut Canvas<'_>),
    ) {
        if self.marked {
            let (top, height) = (self.top - 12.0, self.height + 12.0);
            canvas.mark(label, Frame::new(x - 0.5 * width, top, width, height), draw);
        } else {
            draw(canvas);
        }
    }

    /// This year's changes of sensor.
    fn breaks(&self, canvas: &mut Canvas<'_>) {
        let own = self.form.breaks.iter().filter(|(day, _)| day.year() == self.year);
        for (day, change) in own {
            let x = self.axis.day(*day);
            let stroke = Stroke { colour: Colour::Muted, width: 1.0, dash: Dash::Dashed };
            let label = format!("{}: {}", self.axis.year.voice.day(*day), change.words());
            let ends = ((x, self.top - 12.0), (x, self.top + self.height));
            self.mark(canvas, label, (x, 6.0), |canvas| canvas.line(ends.0, ends.1, stroke));
        }
    }

    /// The means of a year: lines, intervals, dots, and numbers where they have room.
    fn means(&self, canvas: &mut Canvas<'_>, points: &[FormMonth], colours: (Colour, Colour)) {
        for pair in points.windows(2) {
            if let [one, next] = pair
                && one.stretch == next.stretch
            {
                canvas.line(self.place(one), self.place(next), Stroke::solid(colours.0, 1.3));
            }
        }
        let number = |point: &FormMonth| words::number(point.mean.value, self.form.decimals);
        let stretch = |point: &FormMonth| {
            let half = 0.5 * Letters::value().width(&number(point));
            (self.place(point).0 - half, self.place(point).0 + half)
        };
        let stretches: Vec<(f64, f64)> = points.iter().map(stretch).collect();
        for (point, is_clear) in points.iter().zip(without_overlap(&stretches, 2.0)) {
            let (x, y) = self.place(point);
            let low = self.inside(point.mean.low.unwrap_or(point.mean.value));
            let high = self.inside(point.mean.high.unwrap_or(point.mean.value));
            self.mark(canvas, self.words(point), (x, 16.0), |canvas| {
                canvas.line((x, low), (x, high), Stroke::solid(colours.0, 1.3));
                canvas.dot((x, y), DOT_PX, Paint::Fill(colours.1));
                if is_clear && point.at.year() == self.year {
                    let above = (x, within(high, self.top, y - DOT_PX) - 4.0);
                    canvas.text(above, &number(point), Letters::value().middle());
                }
            });
        }
    }

    fn words(&self, point: &FormMonth) -> String {
        format!(
            "{}, {}. {} {}: {}",
            form_name(self.form),
            form_unit(self.form),
            words::month(point.at),
            point.at.year(),
            mean_words(self.form, point)
        )
    }
}

/// `171 (169 to 172), 9 runs`.
pub(super) fn mean_words(form: &YearForm, point: &FormMonth) -> String {
    let shown = |value| words::number(value, form.decimals);
    let interval = point.mean.low.zip(point.mean.high);
    let interval = interval
        .map_or_else(String::new, |(low, high)| format!(" ({} to {})", shown(low), shown(high)));
    format!("{}{interval}, {}", shown(point.mean.value), words::count(point.mean.n, "run"))
}
