//! The days of the period in rows of a week: the shape for phones.

use crate::say::voice::Spoken;
use jiff::ToSpan;
use jiff::civil::Date;

use super::chart::Shape;
use super::month_key::{Key, draw_capsule};
use super::month_row::draw_cell;
use super::month_words::{day_words, logs_pain};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent, whole_px, within};
use crate::model::{PainScore, WeekStart, calendar::days_after};
use crate::page::Day;
use crate::say::words;

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

/// Height of a cell of pain in a run, space over it, and what it is narrower at either side.
const SECOND_CELL_PX: f64 = 20.0;
const SECOND_GAP_PX: f64 = 3.0;
const SECOND_INSET_PX: f64 = 7.0;

/// A bar's height, and room above it for its minutes.
const BAR_PX: f64 = 6.0;
const MINUTES_PX: f64 = 19.0;

/// Space left and right of a day's cell and bar.
const INSET_PX: f64 = 3.0;

/// Space between weeks.
const GAP_PX: f64 = 9.0;

/// Rows of weeks and their measures.
pub(super) struct Weeks<'a> {
    page: Spoken<'a>,
    width: f64,
    /// The day on which the first row begins.
    start: Date,
    minutes: Scale,
    key: Key,
}

impl<'a> Weeks<'a> {
    pub(super) fn new(page: Spoken<'a>, width: u32) -> Weeks<'a> {
        let first = page.days.first().map_or(page.period.first, |day| day.date);
        // With numbers for dates nothing tells the day of the week: rows of seven days.
        let before = match page.voice.day_number(first) {
            Some(_) => 0,
            None => i64::from(page.week_start.days_into_week(first)),
        };
        let minutes = page.days.iter().flat_map(|day| [day.running_min, day.other_min]).flatten();
        let longest = extent(minutes);
        let top = longest.map_or(1.0, |(_, high)| high);
        Weeks {
            page,
            width: f64::from(width),
            start: first.saturating_sub(before.days()),
            minutes: Scale::new((0.0, top), (0.0, f64::from(width) / 7.0 - 2.0 * INSET_PX)),
            key: Key::new(
                page,
                &page.days.iter().collect::<Vec<_>>(),
                Shape::Weeks,
                (INSET_PX, f64::from(width) - INSET_PX),
            ),
        }
    }

    /// Height of the cells of a day's mornings, nought where none are kept.
    fn morning_px(&self) -> f64 {
        if logs_pain(self.page) { CELL_PX } else { 0.0 }
    }

    /// Height of both cells of a day.
    fn cells_px(&self) -> f64 {
        let has_second = self.page.days.iter().any(|day| day.pain_during.is_some());
        self.morning_px() + if has_second { SECOND_GAP_PX + SECOND_CELL_PX } else { 0.0 }
    }

    fn week_px(&self) -> f64 {
        CELL_TOP_PX + self.cells_px() + MINUTES_PX + BAR_PX + GAP_PX
    }

    /// Height of all weeks, without the key.
    fn weeks_px(&self) -> f64 {
        let weeks = self.page.days.last().map_or(1, |day| self.row(day.date) + 1);
        HEAD_PX + self.week_px() * weeks as f64
    }

    pub(super) fn height(&self) -> u32 {
        whole_px(self.weeks_px() + self.key.height())
    }

    /// Which week a day is in.
    fn row(&self, date: Date) -> usize {
        usize::try_from(days_after(self.start, date) / 7).unwrap_or(0)
    }

    /// The room of a day.
    fn block(&self, day: &Day) -> Frame {
        let step = self.width / 7.0;
        let column = f64::from(self.page.week_start.days_into_week(day.date));
        let top = HEAD_PX + self.week_px() * self.row(day.date) as f64;
        Frame::new(step * column, top, step, self.week_px())
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        self.draw_grounds(canvas);
        for day in &self.page.days {
            let block = self.block(day);
            let starts_week = self.page.week_start.days_into_week(day.date) == 0;
            if starts_week || Some(day) == self.page.days.first() {
                canvas.across(block.y, (0.0, self.width), Stroke::solid(Colour::Line, 1.0));
            }
            if day.date > self.page.period.known_until {
                self.draw_number(canvas, day, block);
            } else {
                canvas.mark(day_words(self.page, day), block, |canvas| {
                    self.draw_day(canvas, day, block);
                });
            }
        }
        self.key.draw(canvas, self.weeks_px());
    }

    /// Weekends and days of illness or injury, and the names of the weekdays.
    fn draw_grounds(&self, canvas: &mut Canvas<'_>) {
        let step = self.width / 7.0;
        let bottom = self.weeks_px();
        let names = weekdays(self.page.week_start);
        let is_numbered = self.page.voice.day_number(self.start).is_some();
        for (column, name) in names.iter().enumerate().filter(|_| !is_numbered) {
            if self.page.week_start.is_weekend(column) {
                let weekend = Frame::new(step * column as f64, 0.0, step, bottom);
                canvas.rect(weekend, Paint::Fill(Colour::Soft), 0.0);
            }
            let middle = step * (column as f64 + 0.5);
            canvas.text((middle, 13.0), name, Letters::axis().middle());
        }
        let known = self.page.period.known_until;
        for day in self.page.days.iter().filter(|day| day.flare && day.date <= known) {
            let block = self.block(day);
            canvas.rect(block, Paint::Fill(Colour::Heat1), 0.0);
            let ends = ((block.x, block.y + 1.0), (block.x + block.width, block.y + 1.0));
            canvas.line(ends.0, ends.1, Stroke::solid(Colour::Orange, 2.0));
        }
        for day in self.page.days.iter().filter(|day| day.shaded) {
            canvas.rect(self.block(day), Paint::Fill(Colour::Unwell), 0.0);
        }
    }

    fn draw_number(&self, canvas: &mut Canvas<'_>, day: &Day, block: Frame) {
        let is_first = Some(day) == self.page.days.first();
        let (text, letters) = if self.page.voice.starts_month(day.date) || is_first {
            (self.page.voice.day_short(day.date), Letters::value())
        } else {
            (self.page.voice.day_of_month(day.date), Letters::axis())
        };
        let middle = block.x + block.width / 2.0;
        canvas.text((middle, block.y + 14.0), &text, letters.middle());
    }

    fn draw_day(&self, canvas: &mut Canvas<'_>, day: &Day, block: Frame) {
        self.draw_number(canvas, day, block);
        let top = block.y + CELL_TOP_PX;
        if logs_pain(self.page) {
            let cell = Frame::new(block.x + INSET_PX, top, block.width - 2.0 * INSET_PX, CELL_PX);
            draw_cell(canvas, cell, day.pain_morning.map(PainScore::value));
        }
        if let Some(during) = day.pain_during {
            let inset = INSET_PX + SECOND_INSET_PX;
            let cell_top = top + self.cells_px() - SECOND_CELL_PX;
            let width = block.width - 2.0 * inset;
            let cell = Frame::new(block.x + inset, cell_top, width, SECOND_CELL_PX);
            draw_cell(canvas, cell, Some(during.value()));
        }
        let bar_top = top + self.cells_px() + MINUTES_PX;
        if day.medicine {
            let right = block.x + block.width - INSET_PX;
            draw_capsule(canvas, (right - 7.0, bar_top - 8.0));
        }
        self.draw_minutes(canvas, day, Frame { y: bar_top, ..block });
    }

    /// A day's bars at the top of `room`, and over them for how long was run.
    fn draw_minutes(&self, canvas: &mut Canvas<'_>, day: &Day, room: Frame) {
        let (left, bar_top) = (room.x + INSET_PX, room.y);
        let bar = |minutes: f64| {
            let length = within(self.minutes.at(minutes), 2.0, room.width - 2.0 * INSET_PX);
            Frame::new(left, bar_top, length, BAR_PX)
        };
        if let Some(minutes) = day.other_min.filter(|&minutes| minutes > 0.0) {
            canvas.rect(bar(minutes), Paint::DashedRim(Colour::Muted, 1.0), 1.0);
        }
        let place = (left, bar_top - 4.0);
        let Some(minutes) = day.running_min else {
            if day.ran || day.unknown {
                canvas.text(place, "?", Letters::axis());
            }
            return;
        };
        let is_spike = day.spike.as_ref().is_some_and(|spike| spike.class.is_spike());
        let (colour, letters) = if is_spike {
            (Colour::Blue, Letters::value())
        } else {
            (Colour::BlueMid, Letters::axis())
        };
        canvas.rect(bar(minutes), Paint::Fill(colour), 1.5);
        canvas.text(place, &format!("{}′", words::number(minutes, 0)), letters);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{charts::month_strip, svg};
    use crate::page::sample;
    use crate::say::voice::Voice;

    fn weeks(page: Spoken<'_>) -> String {
        svg(&month_strip(page, Shape::Weeks).unwrap().drawing)
    }

    #[test]
    fn the_phones_days_show_the_worst_in_a_run_and_days_unwell_as_the_desks_do() {
        let page = sample::october();
        let scores = |page: Spoken<'_>| weeks(page).matches("font-size=\"120\">3</text>").count();
        let during = page
            .days
            .iter()
            .filter(|day| day.pain_during.is_some_and(|score| (score.value() - 3.0).abs() < 1e-9));
        let mut without = page.clone();
        for day in &mut without.days {
            day.pain_during = None;
        }
        assert_eq!(
            scores(Voice::METRIC.tells(&page)) - scores(Voice::METRIC.tells(&without)),
            during.count()
        );
        assert!(!weeks(Voice::METRIC.tells(&page)).contains(Colour::Unwell.hex()));
        let mut unwell = page.clone();
        unwell.days[3].shaded = true;
        // The day itself, and the key's sign.
        assert_eq!(weeks(Voice::METRIC.tells(&unwell)).matches(Colour::Unwell.hex()).count(), 2);
    }

    #[test]
    fn a_capsule_leaves_room_for_the_longest_minutes() {
        let block = 360.0 / 7.0;
        let capsule_starts = block - INSET_PX - 7.0 - 6.2;
        assert!(INSET_PX + Letters::value().width("999′") < capsule_starts);
    }
}
