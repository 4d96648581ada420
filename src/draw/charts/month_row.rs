//! The days of the period in rows as wide as the page: the shape for desks and paper.

use crate::say::voice::Spoken;
use std::ops::Range;

use jiff::civil::Weekday;

use super::chart::Shape;
use super::month_key::{Key, draw_capsule};
use super::month_words::{day_words, logs_pain};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent, whole_px, within};
use crate::model::PainScore;
use crate::page::Day;
use crate::say::words;

/// Room for the names of the rows.
const NAMES_PX: f64 = 92.0;

/// The tallest bar, and the same where the strip is narrow, as on paper.
const BARS_PX: f64 = 62.0;
const LOW_BARS_PX: f64 = 46.0;

/// A strip narrower than this has low bars.
const NARROW_PX: f64 = 800.0;

/// Height of a pain cell, and of a cell of the second row.
const CELL_PX: f64 = 26.0;
const SECOND_CELL_PX: f64 = 20.0;

/// Room over the days for the name of an injury or illness.
const SHADING_PX: f64 = 17.0;

/// Room above the bars for a label.
const LABEL_PX: f64 = 20.0;

/// A day is never narrower than this, so that its score can be read: longer spans take rows.
const MIN_DAY_PX: f64 = 18.0;

/// Space between rows of days.
const ROWS_GAP_PX: f64 = 14.0;

/// A bar is never drawn lower than this, so that a short run is still seen.
const MIN_BAR_PX: f64 = 2.0;

/// Rows of days, and under them what is not named beside them.
pub(super) struct Strips<'a> {
    page: Spoken<'a>,
    width: f64,
    rows: Vec<Strip<'a>>,
    key: Key,
}

impl<'a> Strips<'a> {
    /// The days in as few rows as leave each day wide enough, of equal lengths.
    pub(super) fn new(page: Spoken<'a>, width: u32) -> Strips<'a> {
        let room_px = f64::from(width) - NAMES_PX;
        let days = page.days.len();
        let rows = (1..=days)
            .find(|&rows| room_px / days.div_ceil(rows) as f64 >= MIN_DAY_PX)
            .unwrap_or(days)
            .max(1);
        let per_row = days.div_ceil(rows).max(1);
        let strip = |days| Strip::new(page, days, width, per_row);
        Strips::of(page, f64::from(width), page.facts.days.chunks(per_row).map(strip).collect())
    }

    /// Rows with a key to what occurs in them.
    fn of(page: Spoken<'a>, width: f64, rows: Vec<Strip<'a>>) -> Strips<'a> {
        let days: Vec<&Day> = rows.iter().flat_map(|strip| strip.days).collect();
        let key = Key::new(page, &days, Shape::Wide, (NAMES_PX, width));
        Strips { page, width, rows, key }
    }

    /// Some of the rows, on the scale of all of them; none where there are none of these.
    pub(super) fn part(self, rows: Range<usize>) -> Option<Strips<'a>> {
        let count = rows.len();
        let rows: Vec<Strip<'a>> = self.rows.into_iter().skip(rows.start).take(count).collect();
        (!rows.is_empty()).then(|| Strips::of(self.page, self.width, rows))
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    /// The days of all rows.
    pub(super) fn days(&self) -> impl Iterator<Item = &'a Day> {
        self.rows.iter().flat_map(|strip| strip.days)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut top = 0.0;
        for strip in &self.rows {
            canvas.lowered(top, |canvas| strip.draw(canvas));
            top += strip.height() + ROWS_GAP_PX;
        }
        self.key.draw(canvas, self.rows_px());
    }

    fn rows_px(&self) -> f64 {
        let rows: f64 = self.rows.iter().map(|strip| strip.height() + ROWS_GAP_PX).sum();
        rows - ROWS_GAP_PX
    }

    pub(super) fn height(&self) -> u32 {
        whole_px(self.rows_px() + self.key.height())
    }
}

/// A row of days and its measures.
struct Strip<'a> {
    page: Spoken<'a>,
    days: &'a [Day],
    width: f64,
    step: f64,
    bars_px: f64,
    /// Heights of the rows above the bars, nought where there is nothing to show in them.
    shading_px: f64,
    pain_px: f64,
    during_px: f64,
    medicine_px: f64,
    minutes: Scale,
}

impl<'a> Strip<'a> {
    fn new(page: Spoken<'a>, days: &'a [Day], width: u32, days_at_most: usize) -> Strip<'a> {
        let width = f64::from(width);
        let bars_px = if width < NARROW_PX { LOW_BARS_PX } else { BARS_PX };
        let all = &page.days;
        let step = (width - NAMES_PX) / days_at_most as f64;
        let row = |has_something: bool, height: f64| if has_something { height } else { 0.0 };
        let mut strip = Strip {
            page,
            days,
            width: NAMES_PX + step * days.len() as f64,
            step,
            bars_px,
            shading_px: row(days.iter().any(|day| day.shaded || day.flare), SHADING_PX),
            pain_px: row(logs_pain(page), CELL_PX + 4.0),
            during_px: row(all.iter().any(|day| day.pain_during.is_some()), SECOND_CELL_PX + 4.0),
            medicine_px: row(all.iter().any(|day| day.medicine), 14.0),
            minutes: Scale::new((0.0, 1.0), (0.0, 1.0)),
        };
        let minutes = all.iter().flat_map(|day| [day.running_min, day.other_min]).flatten();
        let top = extent(minutes).map_or(1.0, |(_, high)| high);
        strip.minutes = Scale::new((0.0, top), (strip.base(), strip.base() - bars_px));
        strip
    }

    /// The top of the second row of cells.
    fn second_row(&self) -> f64 {
        self.first_row() + self.pain_px
    }

    fn first_row(&self) -> f64 {
        4.0 + self.shading_px
    }

    /// Where the marks of medicine stand.
    fn medicine_row(&self) -> f64 {
        self.second_row() + self.during_px
    }

    /// The line on which the bars stand.
    fn base(&self) -> f64 {
        self.medicine_row() + self.medicine_px + LABEL_PX + self.bars_px
    }

    fn height(&self) -> f64 {
        self.base() + 22.0
    }

    /// The left edge of a day.
    fn left(&self, index: usize) -> f64 {
        NAMES_PX + self.step * index as f64
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        self.draw_weekends(canvas);
        self.draw_flares(canvas);
        self.draw_shading(canvas);
        self.draw_names(canvas);
        let base = self.base();
        canvas.line((NAMES_PX, base), (self.width, base), Stroke::solid(Colour::Line, 1.0));
        for (index, day) in self.days.iter().enumerate() {
            let frame = Frame::new(self.left(index), 0.0, self.step, base + 20.0);
            if day.date > self.page.period.known_until {
                continue;
            }
            canvas
                .mark(day_words(self.page, day), frame, |canvas| self.draw_day(canvas, index, day));
        }
        self.draw_bar_labels(canvas);
        self.draw_dates(canvas);
        self.draw_days_ahead(canvas);
    }

    fn draw_weekends(&self, canvas: &mut Canvas<'_>) {
        for (index, day) in self.days.iter().enumerate() {
            let is_weekend = matches!(day.date.weekday(), Weekday::Saturday | Weekday::Sunday);
            if is_weekend && self.page.voice.day_number(day.date).is_none() {
                let top = self.first_row() - 4.0;
                let frame = Frame::new(self.left(index), top, self.step, self.base() + 20.0 - top);
                canvas.rect(frame, Paint::Fill(Colour::Soft), 0.0);
            }
        }
    }

    /// A band behind the days of a flare, with its name over them.
    fn draw_flares(&self, canvas: &mut Canvas<'_>) {
        let known = self.page.period.known_until;
        for (from, to) in rows_of(self.days, |day| day.flare && day.date <= known) {
            let (left, right) = (self.left(from), self.left(to + 1));
            let top = SHADING_PX - 1.0;
            let band = Frame::new(left, top, right - left, self.base() - top);
            canvas.rect(band, Paint::Fill(Colour::Heat1), 0.0);
            canvas.across(top, (left, right), Stroke::solid(Colour::Orange, 2.0));
            let letters = Letters::value().coloured(Colour::Orange);
            let middle = f64::midpoint(left, right);
            let half = letters.width("flare") / 2.0;
            let middle = within(middle, NAMES_PX + half, self.width - half);
            canvas.text((middle, 11.0), "flare", letters.middle());
        }
    }

    /// A line over the days of an injury or illness, with its name where there is room.
    fn draw_shading(&self, canvas: &mut Canvas<'_>) {
        for (from, to) in rows_of(self.days, |day| day.shaded) {
            let (left, right) = (self.left(from) + 1.0, self.left(to + 1) - 1.0);
            let frame = Frame::new(left, SHADING_PX, right - left, self.base() - SHADING_PX);
            canvas.rect(frame, Paint::Fill(Colour::Unwell), 0.0);
            canvas.across(SHADING_PX, (left, right), Stroke::solid(Colour::Ink, 2.0));
            let name = "ill or injured";
            let letters = Letters::axis();
            let name_px = letters.width(name);
            let start = if left + name_px > self.width { right - name_px } else { left };
            canvas.text((start, 11.0), name, letters);
        }
    }

    fn draw_names(&self, canvas: &mut Canvas<'_>) {
        let ink = Letters::axis().coloured(Colour::Ink);
        if self.pain_px > 0.0 {
            canvas.text((0.0, self.first_row() + 11.0), "Pain that", ink);
            canvas.text((0.0, self.first_row() + 25.0), "morning, 0–10", Letters::axis());
        }
        if self.during_px > 0.0 {
            canvas.text((0.0, self.second_row() + 15.0), "Worst in a run", Letters::axis());
        }
        if self.medicine_px > 0.0 {
            canvas.text((0.0, self.medicine_row() + 11.0), "Painkillers", Letters::axis());
        }
        canvas.text((0.0, self.base() - 18.0), "Running,", ink);
        canvas.text((0.0, self.base() - 4.0), "minutes", Letters::axis());
    }

    fn draw_day(&self, canvas: &mut Canvas<'_>, index: usize, day: &Day) {
        let (left, inner) = (self.left(index) + 1.5, self.step - 3.0);
        if self.pain_px > 0.0 {
            let cell = Frame::new(left, self.first_row(), inner, CELL_PX);
            draw_cell(canvas, cell, day.pain_morning.map(PainScore::value));
        }
        if let Some(during) = day.pain_during {
            let cell = Frame::new(left, self.second_row(), inner, SECOND_CELL_PX);
            draw_cell(canvas, cell, Some(during.value()));
        }
        if day.medicine {
            draw_capsule(canvas, (left + inner / 2.0, self.medicine_row() + 7.0));
        }
        self.draw_bar(canvas, index, day);
    }

    fn draw_bar(&self, canvas: &mut Canvas<'_>, index: usize, day: &Day) {
        let inset = self.step * 0.2;
        let (left, width) = (self.left(index) + inset, self.step - 2.0 * inset);
        let frame = |minutes: f64| {
            let height = (self.base() - self.minutes.at(minutes)).clamp(MIN_BAR_PX, self.bars_px);
            Frame::new(left, self.base() - height, width, height)
        };
        if let Some(minutes) = day.other_min.filter(|&minutes| minutes > 0.0) {
            canvas.rect(frame(minutes), Paint::DashedRim(Colour::Muted, 1.0), 1.0);
        }
        if let Some(minutes) = day.running_min {
            let colour = if day.spike.as_ref().is_some_and(|spike| spike.class.is_spike()) {
                Colour::Blue
            } else {
                Colour::BlueMid
            };
            canvas.rect(frame(minutes), Paint::Fill(colour), 1.5);
        } else if day.ran || day.unknown {
            let place = (left + width / 2.0, self.base() - 6.0);
            canvas.text(place, "?", Letters::axis().middle());
        }
    }

    /// Names the spikes, the largest first, and the longest day. A label that would overlap another
    /// or stand on a neighbour's bar is tried without its unit, and else left out.
    fn draw_bar_labels(&self, canvas: &mut Canvas<'_>) {
        let letters = Letters::value();
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for (index, minutes) in bar_labels(self.days) {
            let texts = [words::minutes(minutes), words::number(minutes, 0)];
            let free = texts.into_iter().find_map(|text| {
                let width = letters.width(&text);
                let middle = self.left(index) + self.step / 2.0;
                let start = within(middle - width / 2.0, 0.0, self.width - width);
                let end = start + width;
                let is_free = taken.iter().all(|(from, to)| end + 6.0 < *from || start > to + 6.0);
                (is_free && self.stands_clear(index, start, end)).then_some((start, end, text))
            });
            if let Some((start, end, text)) = free {
                canvas.text((start, self.minutes.at(minutes) - 6.0), &text, letters);
                taken.push((start, end));
            }
        }
    }

    /// Whether a label over a bar stands clear of its neighbours' bars.
    fn stands_clear(&self, own: usize, start: f64, end: f64) -> bool {
        let top = |day: &Day| day.running_min.map(|minutes| self.minutes.at(minutes));
        let own_top = self.days.get(own).and_then(top);
        self.days.iter().enumerate().all(|(index, day)| {
            let (left, right) =
                (self.left(index) + 0.2 * self.step, self.left(index) + 0.8 * self.step);
            let is_under = index != own && left < end && right > start;
            !is_under || top(day).zip(own_top).is_none_or(|(other, own)| other > own - 3.0)
        })
    }

    fn draw_dates(&self, canvas: &mut Canvas<'_>) {
        let spans_months =
            self.page.days.first().zip(self.page.days.last()).is_some_and(|(first, last)| {
                first.date.first_of_month() != last.date.first_of_month()
            });
        let y = self.base() + 15.0;
        let mut taken_until = f64::MIN;
        for (index, day) in self.days.iter().enumerate() {
            let starts_month =
                spans_months && (index == 0 || self.page.voice.starts_month(day.date));
            let (text, letters) = if starts_month {
                (self.page.voice.day_short(day.date), Letters::value().middle())
            } else {
                (self.page.voice.day_of_month(day.date), Letters::axis().middle())
            };
            let middle = self.left(index) + self.step / 2.0;
            let half = letters.width(&text) / 2.0;
            let middle = within(middle, NAMES_PX + half, self.width - half);
            if middle - half > taken_until + 2.0 {
                canvas.text((middle, y), &text, letters);
                taken_until = middle + half;
            }
        }
    }

    fn draw_days_ahead(&self, canvas: &mut Canvas<'_>) {
        let known_until = self.page.period.known_until;
        for (from, to) in rows_of(self.days, |day| day.date > known_until) {
            let letters = Letters::axis();
            // Of an old archive nothing is to come any more.
            let text = "not known";
            let (left, right) = (self.left(from), self.left(to + 1));
            if letters.width(text) + 8.0 < right - left {
                canvas.text(
                    (f64::midpoint(left, right), self.base() - 8.0),
                    text,
                    letters.middle(),
                );
            }
        }
    }
}

/// A pain cell: coloured by its score, an empty frame for 0, a dashed one for a gap in the log.
pub(super) fn draw_cell(canvas: &mut Canvas<'_>, frame: Frame, score: Option<f64>) {
    let rim = |inset: f64| {
        Frame::new(
            frame.x + inset,
            frame.y + inset,
            frame.width - 2.0 * inset,
            frame.height - 2.0 * inset,
        )
    };
    let Some(score) = score else {
        canvas.rect(rim(0.5), Paint::DashedRim(Colour::Muted, 0.6), 2.5);
        return;
    };
    match Colour::of_pain(score) {
        Some(colour) => canvas.rect(frame, Paint::Fill(colour), 2.5),
        None => canvas.rect(rim(0.5), Paint::Rim(Colour::Muted, 0.5), 2.5),
    }
    let text = words::short(score);
    let fits = [12.0, 11.0, 10.0, 9.0]
        .into_iter()
        .map(|size| Letters::value().sized(size).middle())
        .find(|letters| letters.width(&text) <= frame.width - 1.0);
    if let Some(letters) = fits {
        let middle = (frame.x + frame.width / 2.0, frame.y + frame.height / 2.0);
        canvas.text((middle.0, middle.1 + 0.36 * letters.size), &text, letters);
    }
}

/// Rows of neighbouring days of a kind: first and last index of each.
fn rows_of(days: &[Day], is_one: impl Fn(&Day) -> bool) -> Vec<(usize, usize)> {
    let mut rows: Vec<(usize, usize)> = Vec::new();
    for (index, _) in days.iter().enumerate().filter(|(_, day)| is_one(day)) {
        match rows.last_mut() {
            Some((_, to)) if *to + 1 == index => *to = index,
            _ => rows.push((index, index)),
        }
    }
    rows
}

/// Days whose bars deserve a label, most telling first: spikes by their size, the longest day.
fn bar_labels(days: &[Day]) -> Vec<(usize, f64)> {
    let mut spikes: Vec<(usize, f64, f64)> = days
        .iter()
        .enumerate()
        .filter_map(|(index, day)| {
            let spike = day.spike.as_ref().filter(|spike| spike.class.is_spike())?;
            Some((index, spike.ratio, day.running_min?))
        })
        .collect();
    spikes.sort_by(|one, other| other.1.total_cmp(&one.1));
    let longest = days
        .iter()
        .enumerate()
        .filter_map(|(index, day)| Some((index, day.running_min?)))
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
    let mut labels: Vec<(usize, f64)> =
        spikes.into_iter().map(|(index, _, minutes)| (index, minutes)).collect();
    if let Some((index, minutes)) = longest
        && labels.iter().all(|(known, _)| *known != index)
    {
        labels.push((index, minutes));
    }
    labels
}
