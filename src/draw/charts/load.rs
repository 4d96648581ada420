//! Distance by week, with the longest run of each.

use crate::say::voice::Spoken;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable, Sketch};
use super::month_words::spike_words;
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent, within};
use crate::model::calendar::days_after;
use crate::page::Week;
use crate::say::{titles, words};

const NAME: &str = "weekly-load";

/// Natural height, on its own and beside other charts.
const HEIGHT_PX: u32 = 230;

/// Room above the bars: the distance and, above it, what is to be said of the week.
const TOP_PX: f64 = 40.0;

/// Height of the ring with a week's longest run in it, and what it is wider than its number.
const RING_PX: f64 = 15.0;
const RING_AIR_PX: f64 = 7.0;

/// Radius of the ring where bars are too close for numbers.
const BARE_RING_PX: f64 = 3.6;

/// Two remarks at least this far apart in height do not meet: a remark and the distance below it.
const LINES_APART_PX: f64 = 30.0;

/// Room below the bars for dates.
const BOTTOM_PX: f64 = 26.0;

/// Distance by week, up to twelve weeks; none when nothing was run in any of them.
pub fn weekly_load(page: Spoken<'_>) -> Option<Chart> {
    load_sketch(page, COLUMN_WIDTH_PX, HEIGHT_PX)?.chart()
}

/// The same at another natural size, in pixels, not drawn yet; type keeps its size.
pub(crate) fn load_sketch(page: Spoken<'_>, width: u32, height: u32) -> Option<Sketch<'_>> {
    let weeks = &page.load.weeks;
    let (_, farthest_m) = extent(weeks.iter().filter_map(|week| week.distance_m))?;
    if farthest_m <= 0.0 {
        return None;
    }
    let bars = Bars {
        page,
        width: f64::from(width),
        step: f64::from(width) / weeks.len() as f64,
        base: f64::from(height) - BOTTOM_PX,
        metres: Scale::new((0.0, farthest_m), (f64::from(height) - BOTTOM_PX, TOP_PX)),
    };
    let (title, caption, alt) = (titles::load(page), caption(page), alt(page));
    let about = About { name: NAME, title, caption, alt, table: table(page) };
    Some(about.sketched((width, height), move |canvas| bars.draw(canvas)))
}

/// The bars and their measures.
struct Bars<'a> {
    page: Spoken<'a>,
    width: f64,
    step: f64,
    base: f64,
    metres: Scale,
}

impl Bars<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        let weeks = &self.page.load.weeks;
        self.draw_unwell(canvas);
        for (index, week) in weeks.iter().enumerate() {
            let frame = Frame::new(self.step * index as f64, 0.0, self.step, self.base + 20.0);
            canvas.mark(week_words(self.page, week), frame, |canvas| {
                self.draw_week(canvas, index, week);
            });
        }
        canvas.line((0.0, self.base), (self.width, self.base), Stroke::solid(Colour::Line, 1.0));
        self.draw_period(canvas);
        self.draw_remarks(canvas);
        self.draw_dates(canvas);
    }

    /// Days of illness or injury, behind their weeks.
    fn draw_unwell(&self, canvas: &mut Canvas<'_>) {
        let Some(monday) = self.page.load.weeks.first().map(|week| week.monday) else { return };
        let x = |day: Date, days: i64| {
            let since = days_after(monday, day);
            within(self.step * (since + days) as f64 / 7.0, 0.0, self.width)
        };
        for &(from, until) in &self.page.unwell {
            let (left, right) = (x(from, 0), x(until, 1));
            if right > left {
                let frame = Frame::new(left, 0.0, right - left, self.base);
                canvas.rect(frame, Paint::Fill(Colour::Unwell), 0.0);
            }
        }
    }

    fn middle(&self, index: usize) -> f64 {
        self.step * (index as f64 + 0.5)
    }

    fn draw_week(&self, canvas: &mut Canvas<'_>, index: usize, week: &Week) {
        let bar_px = (self.step * 0.66).clamp(2.0, 46.0);
        let middle = self.middle(index);
        let Some(distance_m) = week.distance_m else {
            return canvas.text((middle, self.base - 7.0), "?", Letters::axis().middle());
        };
        let top = self.metres.at(distance_m);
        let frame = Frame::new(middle - bar_px / 2.0, top, bar_px, self.base - top);
        if week.partial || week.lighter {
            canvas.rect(frame, Paint::Fill(Colour::BluePale), 2.0);
            if week.partial && frame.height > 4.0 {
                let rim = Frame::new(frame.x + 0.6, top + 0.6, bar_px - 1.2, frame.height - 0.6);
                canvas.rect(rim, Paint::DashedRim(Colour::Blue, 1.2), 2.0);
            }
        } else if distance_m > 0.0 {
            canvas.rect(frame, Paint::Fill(Colour::BlueMid), 2.0);
        }
        let letters = if self.in_period(week) { Letters::value() } else { Letters::axis() };
        let text = words::number(words::distance_in(distance_m, self.page.voice.units), 0);
        canvas.text((middle, self.top(week) - 7.0), &text, letters.middle());
        if let Some(ring) = self.ring(week) {
            ring.draw(canvas, middle, week.spike.is_some());
        }
    }

    /// The ring of a week's longest run.
    fn ring(&self, week: &Week) -> Option<Ring> {
        let longest_m = week.longest_m.filter(|metres| metres.is_finite())?;
        let text = words::number(words::distance_in(longest_m, self.page.voice.units), 0);
        let width = Letters::value().width(&text) + RING_AIR_PX;
        let width = if width < RING_PX { RING_PX } else { width };
        // A ring wider than its week would lie on the neighbour's.
        let text = (width < self.step).then_some(text);
        let ring = Ring { y: self.metres.at(longest_m), width, text };
        // Nor is one drawn through the line that the bars stand on.
        (ring.y + ring.half_px() <= self.base).then_some(ring)
    }

    /// The upper end of what is drawn for a week: its bar, or the ring where it rises above it.
    fn top(&self, week: &Week) -> f64 {
        let bar = week.distance_m.map_or(self.base, |metres| self.metres.at(metres));
        let ring = self.ring(week).map_or(self.base, |ring| ring.y - ring.half_px());
        if ring < bar { ring } else { bar }
    }

    fn in_period(&self, week: &Week) -> bool {
        is_in_period(self.page, week)
    }

    /// A strong base line under the weeks of the period.
    fn draw_period(&self, canvas: &mut Canvas<'_>) {
        let weeks = &self.page.load.weeks;
        let first = weeks.iter().position(|week| self.in_period(week));
        let last = weeks.iter().rposition(|week| self.in_period(week));
        if let Some((first, last)) = first.zip(last) {
            let from = (self.step * first as f64 + 1.0, self.base + 0.5);
            let to = (self.step * (last as f64 + 1.0) - 1.0, self.base + 0.5);
            canvas.line(from, to, Stroke::solid(Colour::Ink, 2.0));
        }
    }

    /// Says what is to be said of single weeks above them, spikes first.
    fn draw_remarks(&self, canvas: &mut Canvas<'_>) {
        let weeks = &self.page.load.weeks;
        let mut remarks: Vec<(usize, String, Letters)> = Vec::new();
        for (index, week) in weeks.iter().enumerate() {
            if let Some(spike) = &week.spike {
                let text = format!("longest run {}", words::change_percent(spike.ratio));
                remarks.push((index, text, Letters::value()));
            }
        }
        for (index, week) in weeks.iter().enumerate() {
            if week.spike.is_none() && has_run(week) && (week.partial || week.lighter) {
                let text = if week.partial { "part" } else { "lighter" };
                remarks.push((index, text.to_owned(), Letters::axis()));
            }
        }
        let mut taken: Vec<(f64, f64, f64)> = Vec::new();
        for (index, text, letters) in &remarks {
            let width = letters.width(text);
            let start = within(self.middle(*index) - width / 2.0, 0.0, self.width - width);
            let end = start + width;
            let (own, highest) = self.tops(start, end, *index);
            // A quiet remark that would float over higher neighbours is left to the caption.
            if letters.colour == Colour::Muted && highest < own - 1.0 {
                continue;
            }
            let y = highest - 22.0;
            let is_free = taken.iter().all(|&(from, to, other_y)| {
                end + 4.0 < from || start > to + 4.0 || (y - other_y).abs() > LINES_APART_PX
            });
            if is_free {
                canvas.text((start, y), text, *letters);
                taken.push((start, end, y));
            }
        }
    }

    /// The top of a week's own bar, and the highest top that a remark over it would cross.
    fn tops(&self, start: f64, end: f64, own: usize) -> (f64, f64) {
        let weeks = &self.page.load.weeks;
        let top = |index: usize| weeks.get(index).map_or(self.base, |week| self.top(week));
        let crossed = (0..weeks.len()).filter(|&index| {
            let (left, right) = (self.step * index as f64, self.step * (index as f64 + 1.0));
            index == own || (left + 2.0 < end && right - 2.0 > start)
        });
        (top(own), extent(crossed.map(top)).map_or(self.base, |(low, _)| low))
    }

    /// Names Mondays: the last first, then backwards in even steps, as many as fit.
    fn draw_dates(&self, canvas: &mut Canvas<'_>) {
        let weeks = &self.page.load.weeks;
        let letters = Letters::axis();
        let widest =
            extent(weeks.iter().map(|week| letters.width(&self.page.voice.day_short(week.monday))))
                .map_or(1.0, |(_, widest)| widest);
        let every = (1..=weeks.len())
            .find(|&every| self.step * every as f64 >= widest + 10.0)
            .unwrap_or(weeks.len());
        for (index, week) in weeks.iter().enumerate() {
            if (weeks.len() - 1 - index).is_multiple_of(every.max(1)) {
                let text = self.page.voice.day_short(week.monday);
                let half = letters.width(&text) / 2.0;
                let middle = within(self.middle(index), half, self.width - half);
                canvas.text((middle, self.base + 18.0), &text, letters.middle());
            }
        }
    }
}

/// How far a week's longest run went, as a mark on its bar.
struct Ring {
    y: f64,
    width: f64,
    /// Its number, where there is room.
    text: Option<String>,
}

impl Ring {
    fn half_px(&self) -> f64 {
        if self.text.is_some() { RING_PX / 2.0 } else { BARE_RING_PX }
    }

    /// A jump in length is full, so that it stands out in grey as well.
    fn draw(&self, canvas: &mut Canvas<'_>, middle: f64, is_jump: bool) {
        let (paper, ink) = (Paint::Fill(Colour::Paper), Letters::axis().coloured(Colour::Ink));
        let (fill, letters) = if is_jump {
            (Paint::Fill(Colour::Orange), Letters::value().coloured(Colour::Paper))
        } else {
            (paper, ink)
        };
        let Some(text) = &self.text else {
            canvas.dot((middle, self.y), BARE_RING_PX, fill);
            let rim = if is_jump { Colour::Paper } else { Colour::Ink };
            return canvas.dot((middle, self.y), BARE_RING_PX, Paint::Rim(rim, 1.4));
        };
        let (left, top) = (middle - self.width / 2.0, self.y - RING_PX / 2.0);
        canvas.rect(Frame::new(left, top, self.width, RING_PX), fill, RING_PX / 2.0);
        if !is_jump {
            let rim = Frame::new(left + 0.5, top + 0.5, self.width - 1.0, RING_PX - 1.0);
            canvas.rect(rim, Paint::Rim(Colour::Ink, 1.0), RING_PX / 2.0 - 0.5);
        }
        canvas.text((middle, self.y + 4.3), text, letters.middle());
    }
}

/// Whether any day of a week lies in the page's period.
fn is_in_period(page: Spoken<'_>, week: &Week) -> bool {
    let sunday = week.monday.saturating_add(jiff::Span::new().days(6));
    sunday >= page.period.first && week.monday <= page.period.last
}

/// Whether anything was run in a week.
fn has_run(week: &Week) -> bool {
    week.distance_m.is_some_and(|metres| metres > 0.0)
}

/// A week in one line.
fn week_words(page: Spoken<'_>, week: &Week) -> String {
    let mut text = format!(
        "Week of {}: {} in {}",
        page.voice.day(week.monday),
        week.distance_m.map_or_else(
            || words::NOT_KNOWN.to_owned(),
            |metres| words::distance(metres, page.voice.units)
        ),
        words::count(week.runs, "run")
    );
    if let Some(longest_m) = week.longest_m {
        let _ = write!(text, ", longest {}", words::distance(longest_m, page.voice.units));
    }
    if let Some(spike) = &week.spike {
        let _ = write!(text, ", {}", spike_words(spike));
    }
    if week.lighter {
        text.push_str("; a lighter week");
    }
    if week.partial {
        text.push_str("; not all of its days are covered");
    }
    text
}

fn caption(page: Spoken<'_>) -> String {
    let has_jump = page.load.weeks.iter().any(|week| week.spike.is_some());
    let mut text = format!(
        "{} a week, from the {} named; ring: the longest run{}.",
        capital(words::distance_unit_long(page.voice.units)),
        if is_numbered(page) { "day" } else { "Monday" },
        if has_jump { " (full: over +10 %)" } else { "" }
    );
    // The title is of the period, and the bars go back further.
    if page.load.weeks.iter().any(|week| !is_in_period(page, week)) {
        let _ = write!(text, " Heavy line: {}.", page.title());
    }
    let has_lighter = page.load.weeks.iter().any(|week| week.lighter);
    let has_partial = page.load.weeks.iter().any(|week| week.partial);
    if page.load.weeks.iter().any(|week| week.distance_m.is_none()) {
        text.push_str(" A question mark: the export does not reach the week.");
    }
    if shows_unwell(page) {
        text.push_str(" Shaded: ill or injured.");
    }
    match (has_lighter, has_partial) {
        (true, true) => text.push_str(" Pale: a lighter week; dashed: in part."),
        (true, false) => text.push_str(" Pale: a lighter week."),
        (false, true) => text.push_str(" Dashed: in part."),
        (false, false) => {}
    }
    text
}

/// Whether a day of illness or injury lies in the weeks shown.
fn shows_unwell(page: Spoken<'_>) -> bool {
    let monday = page.load.weeks.first().map(|week| week.monday);
    monday.is_some_and(|monday| page.unwell.iter().any(|(_, until)| *until >= monday))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn alt(page: Spoken<'_>) -> String {
    let weeks = &page.load.weeks;
    let largest = weeks
        .iter()
        .filter_map(|week| week.spike.as_ref())
        .max_by(|one, other| one.ratio.total_cmp(&other.ratio));
    let most = weeks
        .iter()
        .filter_map(|week| Some((week, week.distance_m?)))
        .max_by(|one, other| one.1.total_cmp(&other.1));
    let mut text = "Distance by week".to_owned();
    if let Some((week, metres)) = most {
        let _ = write!(
            text,
            ": most in the week of {}, {}",
            page.voice.day(week.monday),
            words::distance(metres, page.voice.units)
        );
    }
    if let Some(spike) = largest {
        let _ =
            write!(text, "; the run on {} was {}", page.voice.day(spike.date), spike_words(spike));
    }
    text.push('.');
    text
}

/// Whether days are numbered, so that nothing may tell which they were.
fn is_numbered(page: Spoken<'_>) -> bool {
    page.voice.day_number(page.period.first).is_some()
}

fn table(page: Spoken<'_>) -> ChartTable {
    let unit = words::distance_unit(page.voice.units);
    let longest = format!("Longest, {unit}");
    let of_year = if is_numbered(page) { None } else { Some("ISO week") };
    let head = ["Week of"].into_iter().chain(of_year);
    let climb = format!("Climb, {}", words::height_unit(page.voice.units));
    let head = head.chain([unit, "Minutes", &climb, "Runs", &longest, "Remarks"]);
    let rows = page
        .load
        .weeks
        .iter()
        .map(|week| {
            let mut remarks = Vec::new();
            remarks.extend(week.spike.as_ref().map(spike_words));
            remarks.extend(week.lighter.then(|| "lighter".to_owned()));
            remarks.extend(week.partial.then(|| "in part".to_owned()));
            let which = [page.voice.day_and_year(week.monday)];
            let which = which.into_iter().chain(of_year.map(|_| week.number.to_string()));
            let numbers = [
                week.distance_m.map_or_else(
                    || words::NOT_KNOWN.to_owned(),
                    |metres| words::distance_number(metres, page.voice.units),
                ),
                week.running_min
                    .map_or_else(|| words::NOT_KNOWN.to_owned(), |min| words::number(min, 0)),
                words::or_blank(week.ascent_m, |metres| words::height(metres, page.voice.units)),
                week.runs.to_string(),
                words::or_blank(week.longest_m, |metres| {
                    words::distance_number(metres, page.voice.units)
                }),
                remarks.join(", "),
            ];
            which.chain(numbers).collect()
        })
        .collect();
    ChartTable { head: head.map(str::to_owned).collect(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::svg;
    use crate::page::sample;
    use crate::say::voice::Voice;

    fn bars(page: Spoken<'_>, (width, height): (f64, f64)) -> Bars<'_> {
        Bars {
            page,
            width,
            step: width / page.load.weeks.len() as f64,
            base: height - BOTTOM_PX,
            metres: Scale::new((0.0, 42_000.0), (height - BOTTOM_PX, TOP_PX)),
        }
    }

    #[test]
    fn every_longest_run_has_its_number_on_a_page_and_on_paper() {
        let page = sample::october();
        for size in [(400.0, 230.0), (330.0, 120.0)] {
            let bars = bars(Voice::METRIC.tells(&page), size);
            for week in &page.load.weeks {
                let ring = bars.ring(week).unwrap();
                let number = words::number(week.longest_m.unwrap() / 1_000.0, 0);
                assert_eq!(ring.text, Some(number));
                assert!(ring.width < bars.step);
            }
        }
        let squeezed = bars(Voice::METRIC.tells(&page), (150.0, 120.0));
        assert!(page.load.weeks.iter().all(|week| squeezed.ring(week).unwrap().text.is_none()));
    }

    #[test]
    fn the_number_over_a_bar_stands_clear_of_a_ring_as_high_as_the_bar() {
        let mut page = sample::october();
        page.load.weeks[4].longest_m = page.load.weeks[4].distance_m;
        let bars = bars(Voice::METRIC.tells(&page), (400.0, 230.0));
        let week = &page.load.weeks[4];
        assert!((bars.metres.at(30_000.0) - bars.top(week) - RING_PX / 2.0).abs() < 0.2);
    }

    #[test]
    fn a_jump_in_length_is_full_and_the_caption_says_so_only_where_there_is_one() {
        let mut page = sample::october();
        let full = |chart: &Chart| svg(&chart.drawing).matches(Colour::Orange.hex()).count();
        let chart = weekly_load(Voice::METRIC.tells(&page)).unwrap();
        assert_eq!(full(&chart), 1);
        assert!(chart.caption.contains("full: over +10 %"), "{}", chart.caption);
        assert!(chart.caption.contains("Heavy line: October 2026"), "{}", chart.caption);
        page.load.weeks[8].spike = None;
        let chart = weekly_load(Voice::METRIC.tells(&page)).unwrap();
        assert_eq!(full(&chart), 0);
        assert!(!chart.caption.contains("full"), "{}", chart.caption);
    }
}
