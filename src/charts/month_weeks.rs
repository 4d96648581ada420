//! The days of the period in rows of a week: the shape for phones.

use jiff::ToSpan;
use jiff::civil::Date;

use super::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use super::month::day_words;
use super::month_row::draw_cell;
use super::palette::Colour;
use super::scale::{Scale, extent, within};
use crate::model::{PainScore, WeekStart};
use crate::page::{Day, Page};
use crate::report::words;

/// Names of the columns.
const fn weekdays(start: WeekStart) -> [&'static str; 7] {
    match start {
        WeekStart::Monday => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        WeekStart::Sunday => ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    }
}

/// Height of the row of weekday names.
const HEAD_PX: f64 = 20.0;

/// The top of a week's cells, below the day's number.
const CELL_TOP_PX: f64 = 18.0;
const CELL_PX: f64 = 26.0;

/// A bar's height, and room above it for its minutes.
const BAR_PX: f64 = 6.0;
const MINUTES_PX: f64 = 19.0;

/// Space left and right of a day's cell and bar.
const INSET_PX: f64 = 3.0;

/// Space between weeks.
const GAP_PX: f64 = 9.0;

/// Rows of weeks and their measures.
pub(super) struct Weeks<'a> {
    page: &'a Page,
    width: f64,
    /// The day on which the first row begins.
    start: Date,
    minutes: Scale,
}

impl<'a> Weeks<'a> {
    pub(super) fn new(page: &'a Page, width: u32) -> Weeks<'a> {
        let first = page.days.first().map_or(page.period.first, |day| day.date);
        let before = i64::from(page.week_start.days_into_week(first));
        let longest = extent(page.days.iter().filter_map(|day| day.running_min));
        let top = longest.map_or(1.0, |(_, high)| high);
        Weeks {
            page,
            width: f64::from(width),
            start: first.saturating_sub(before.days()),
            minutes: Scale::new((0.0, top), (0.0, f64::from(width) / 7.0 - 2.0 * INSET_PX)),
        }
    }

    fn has_pain(&self) -> bool {
        self.page.diary.is_some() || self.page.days.iter().any(|day| day.pain_morning.is_some())
    }

    fn cell_px(&self) -> f64 {
        if self.has_pain() { CELL_PX } else { 0.0 }
    }

    fn week_px(&self) -> f64 {
        CELL_TOP_PX + self.cell_px() + MINUTES_PX + BAR_PX + GAP_PX
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a sum of small positive heights"
    )]
    pub(super) fn height(&self) -> u32 {
        let weeks = self.page.days.last().map_or(1, |day| self.row(day.date) + 1);
        (HEAD_PX + self.week_px() * weeks as f64).ceil() as u32
    }

    /// Which week a day is in.
    fn row(&self, date: Date) -> usize {
        let days = date.since(self.start).map_or(0, |span| span.get_days());
        usize::try_from(days / 7).unwrap_or(0)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        let step = self.width / 7.0;
        let bottom = f64::from(self.height());
        for (column, name) in weekdays(self.page.week_start).iter().enumerate() {
            if name.starts_with('S') {
                let weekend = Frame::new(step * column as f64, 0.0, step, bottom);
                canvas.rect(weekend, Paint::Fill(Colour::Soft), 0.0);
            }
            let middle = step * (column as f64 + 0.5);
            canvas.text((middle, 13.0), name, Letters::axis().middle());
        }
        for day in &self.page.days {
            let into_week = self.page.week_start.days_into_week(day.date);
            let column = f64::from(into_week);
            let top = HEAD_PX + self.week_px() * self.row(day.date) as f64;
            let block = Frame::new(step * column, top, step, self.week_px());
            if into_week == 0 || Some(day) == self.page.days.first() {
                canvas.line((0.0, top), (self.width, top), Stroke::solid(Colour::Line, 1.0));
            }
            if day.date > self.page.period.known_until {
                self.draw_number(canvas, day, block);
            } else {
                canvas.mark(day_words(self.page, day), block, |canvas| {
                    self.draw_day(canvas, day, block);
                });
            }
        }
    }

    fn draw_number(&self, canvas: &mut Canvas<'_>, day: &Day, block: Frame) {
        let is_first = Some(day) == self.page.days.first();
        let (text, letters) = if words::starts_month(day.date) || is_first {
            (words::day_short(day.date), Letters::value())
        } else {
            (words::day_of_month(day.date), Letters::axis())
        };
        let middle = block.x + block.width / 2.0;
        canvas.text((middle, block.y + 14.0), &text, letters.middle());
    }

    fn draw_day(&self, canvas: &mut Canvas<'_>, day: &Day, block: Frame) {
        self.draw_number(canvas, day, block);
        let top = block.y + CELL_TOP_PX;
        if self.has_pain() {
            let cell = Frame::new(block.x + INSET_PX, top, block.width - 2.0 * INSET_PX, CELL_PX);
            draw_cell(canvas, cell, day.pain_morning.map(PainScore::value));
        }
        if day.medicine {
            let (x, y) = (block.x + block.width - 9.0, block.y + 10.0);
            let diamond = [(x, y - 4.0), (x + 4.0, y), (x, y + 4.0), (x - 4.0, y)];
            canvas.polygon(&diamond, Colour::Ink);
        }
        let Some(minutes) = day.running_min else {
            if day.ran {
                let place = (block.x + INSET_PX, top + self.cell_px() + MINUTES_PX - 4.0);
                canvas.text(place, "?′", Letters::axis());
            }
            return;
        };
        let is_spike = day.spike.as_ref().is_some_and(|spike| spike.class.is_spike());
        let (colour, letters) = if is_spike {
            (Colour::Blue, Letters::value())
        } else {
            (Colour::BlueMid, Letters::axis())
        };
        let bar_top = top + self.cell_px() + MINUTES_PX;
        let length = within(self.minutes.at(minutes), 2.0, block.width - 2.0 * INSET_PX);
        let bar = Frame::new(block.x + INSET_PX, bar_top, length, BAR_PX);
        canvas.rect(bar, Paint::Fill(colour), 1.5);
        let place = (block.x + INSET_PX, bar_top - 4.0);
        canvas.text(place, &format!("{}′", words::number(minutes, 0)), letters);
    }
}
