//! How the back answered each run: pain before it, and the morning after.

use crate::say::voice::{Spoken, Voice};
use std::{fmt::Write as _, ops::Range};

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable, Sketch};
use super::pain_axis::{SCORES, pain_scale};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Place, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, whole_px};
use crate::model::{PainScore, Response};
use crate::page::EchoRow;
use crate::say::mornings::{half_known, half_known_short};
use crate::say::{titles, words};

const NAME: &str = "echo";

/// Height of a row where there are few, and where there are many.
const ROW_PX: f64 = 18.0;
const TIGHT_ROW_PX: f64 = 15.5;

/// Up to this many rows stand wide apart.
const FEW_ROWS: usize = 12;

/// Room for the key above and the scale below.
const KEY_PX: f64 = 24.0;
const SCALE_PX: f64 = 20.0;

/// Room for days on the left, and for the change and minutes on the right.
const DAYS_PX: f64 = 56.0;
const CHANGE_PX: f64 = 52.0;
const MINUTES_PX: f64 = 62.0;
/// White space between the change and the minutes.
const BETWEEN_PX: f64 = 14.0;

/// Radius of the larger circle.
const DOT_PX: f64 = 4.2;

/// Every run day as a dumbbell, in the page's order, largest rise first; none without a diary or
/// without runs.
pub fn echo(page: Spoken<'_>) -> Option<Chart> {
    echo_sketch(page, COLUMN_WIDTH_PX, 0..usize::MAX)?.chart()
}

/// Some of the rows at another natural width, in pixels, not drawn yet; the caption says which.
pub(crate) fn echo_sketch(page: Spoken<'_>, width: u32, rows: Range<usize>) -> Option<Sketch<'_>> {
    let echo = page.facts.echo.as_ref()?;
    let all = echo.rows.len();
    let shown = rows.start.min(all)..rows.end.min(all);
    let rows = echo.rows.get(shown.clone()).filter(|rows| !rows.is_empty())?;
    let row_px = if rows.len() <= FEW_ROWS { ROW_PX } else { TIGHT_ROW_PX };
    let plot_px = row_px * rows.len() as f64;
    let width_px = f64::from(width);
    let widths = rows.iter().map(|row| Letters::value().width(&minutes(row)) + BETWEEN_PX);
    let minutes_px = widths.fold(MINUTES_PX, |widest, px| if px > widest { px } else { widest });
    let rows = Rows {
        page,
        drawn: rows,
        width: width_px,
        row_px,
        base: KEY_PX + plot_px,
        score: pain_scale((DAYS_PX + 6.0, width_px - minutes_px - CHANGE_PX - 6.0)),
        minutes_px,
    };
    let height = whole_px(KEY_PX + plot_px + SCALE_PX);
    let (title, caption) = (titles::echo(echo), caption(&echo.rows, &shown));
    let alt = alt(&title, &echo.counts, page.high_above);
    let about = About { name: NAME, title, caption, alt, table: table(page, &echo.rows) };
    Some(about.sketched((width, height), move |canvas| rows.draw(canvas)))
}

/// The rows and their measures.
struct Rows<'a> {
    page: Spoken<'a>,
    drawn: &'a [EchoRow],
    width: f64,
    /// Room for the minutes.
    minutes_px: f64,
    row_px: f64,
    base: f64,
    score: Scale,
}

impl Rows<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        self.draw_key(canvas);
        self.draw_scale(canvas);
        for (index, row) in self.drawn.iter().enumerate() {
            let top = KEY_PX + self.row_px * index as f64;
            let frame = Frame::new(0.0, top, self.width, self.row_px);
            canvas.mark(row_words(row, self.page.high_above, self.page.voice), frame, |canvas| {
                self.draw_row(canvas, row, top + self.row_px / 2.0);
            });
        }
    }

    /// The three signs, named once above the rows.
    fn draw_key(&self, canvas: &mut Canvas<'_>) {
        let y = 10.0;
        let letters = Letters::axis();
        let after_1h = self.drawn.iter().any(|row| row.after_1h.is_some());
        // Four signs need the room of the days.
        let mut x = if after_1h { DOT_PX + 1.0 } else { self.score.at(0.0) };
        canvas.ring((x, y), DOT_PX, Colour::Blue);
        canvas.text((x + 9.0, y + 4.0), "before", letters);
        x += 9.0 + letters.width("before") + 18.0;
        canvas.dot((x, y), DOT_PX, Paint::Fill(Colour::Blue));
        canvas.text((x + 9.0, y + 4.0), "next morning", letters);
        if self.drawn.iter().any(|row| row.during.is_some()) {
            x += 9.0 + letters.width("next morning") + 18.0;
            draw_during(canvas, (x, y));
            canvas.text((x + 7.0, y + 4.0), "worst in the run", letters);
            x += letters.width("worst in the run") - letters.width("next morning") - 2.0;
        }
        if after_1h {
            x += 9.0 + letters.width("next morning") + 18.0;
            draw_after_1h(canvas, (x, y));
            canvas.text((x + 8.0, y + 4.0), "an hour after", letters);
        }
    }

    fn draw_scale(&self, canvas: &mut Canvas<'_>) {
        for score in SCORES {
            let x = self.score.at(f64::from(score));
            canvas.line((x, KEY_PX), (x, self.base), Stroke::solid(Colour::Line, 1.0));
            let place = (x, self.base + 15.0);
            canvas.text(place, &score.to_string(), Letters::axis().middle());
        }
        if self.drawn.iter().any(|row| row.change().is_some()) {
            let place = (self.width - self.minutes_px, self.base + 15.0);
            canvas.text(place, "change", Letters::axis().end());
        }
    }

    fn draw_row(&self, canvas: &mut Canvas<'_>, row: &EchoRow, y: f64) {
        let stands_out = matches!(row.response, Response::Raised | Response::High);
        let (colour, letters) = if stands_out || row.before_flare {
            (Colour::Orange, Letters::value())
        } else {
            (Colour::Blue, Letters::axis())
        };
        let baseline = y + 4.2;
        canvas.text((DAYS_PX - 8.0, baseline), &self.page.voice.day_short(row.date), letters.end());
        canvas.text((self.width, baseline), &minutes(row), letters.end());
        if let Some(change) = row.change() {
            let text = signed_short(change);
            canvas.text((self.width - self.minutes_px, baseline), &text, letters.end());
        }
        let at = |score: PainScore| self.score.at(score.value());
        if let Some((before, next)) = row.before.zip(row.next_morning) {
            let width = if stands_out { 2.6 } else { 1.8 };
            if before != next {
                canvas.across(y, (at(before), at(next)), Stroke::solid(colour, width));
            }
        }
        if let Some(during) = row.during.filter(|_| self.apart(row).is_none()) {
            draw_during(canvas, (at(during), y));
        }
        if let Some(after_1h) = row.after_1h.filter(|_| self.apart(row).is_none()) {
            draw_after_1h(canvas, (at(after_1h), y));
        }
        let is_same = row.before.is_some() && row.before == row.next_morning;
        if let Some(before) = row.before {
            canvas.ring((at(before), y), DOT_PX + if is_same { 0.8 } else { 0.0 }, colour);
        }
        if let Some(words) = self.apart(row) {
            // A run whose answer is not known is told in words: a dot alone would read as an answer.
            canvas.text((self.score.at(0.0), baseline), &words, Letters::axis());
        } else if let Some(next) = row.next_morning {
            let radius = if is_same { 2.8 } else { DOT_PX + 0.6 };
            canvas.dot((at(next), y), radius, Paint::Fill(colour));
        } else {
            let text = self.open_words(row);
            let known = || row.before.into_iter().chain(row.during);
            let from = known().max().map_or(self.score.at(0.0), |score| at(score) + 8.0) + 2.0;
            let width = Letters::axis().width(text);
            // Left of the marks where the minutes leave no room at their right.
            let start = if from + width > self.width - MINUTES_PX {
                known().min().map_or(from, |score| at(score) - 10.0 - width)
            } else {
                from
            };
            canvas.text((start, baseline), text, Letters::axis());
        }
    }

    /// What is known of a run without the pain before it: all of it where there is room, else its end.
    fn apart(&self, row: &EchoRow) -> Option<String> {
        let known = row.known.filter(|_| row.before.is_none())?;
        row.next_morning?;
        let room = self.width - self.minutes_px - self.score.at(0.0);
        let in_full = half_known(known);
        let has_room = Letters::axis().width(&in_full) <= room;
        Some(if has_room { in_full } else { half_known_short(known) })
    }
}

impl Rows<'_> {
    /// What stands where the next morning would: it may still come, or it was left out.
    fn open_words(&self, row: &EchoRow) -> &'static str {
        let period = &self.page.period;
        let may_come = !period.is_over() && row.date >= period.known_until;
        if may_come { "not yet known" } else { "not logged" }
    }
}

/// The worst pain within a run: an upright stroke.
fn draw_during(canvas: &mut Canvas<'_>, (x, y): Place) {
    canvas.line((x, y - 4.8), (x, y + 4.8), Stroke::solid(Colour::Muted, 2.0));
}

/// Pain an hour after: a slanting cross, whose arms reach out from under the dots.
fn draw_after_1h(canvas: &mut Canvas<'_>, (x, y): Place) {
    for slant in [-4.6, 4.6] {
        canvas.line((x - 4.6, y - slant), (x + 4.6, y + slant), Stroke::solid(Colour::Muted, 1.6));
    }
}

/// `+3`, `−0.5`, `0`.
fn signed_short(change: f64) -> String {
    let text = words::short(change);
    if change > 0.0 { format!("+{text}") } else { text }
}

/// How long was run that day.
fn minutes(row: &EchoRow) -> String {
    words::or_unknown(row.running_min, words::minutes)
}

/// A run day in one line.
fn row_words(row: &EchoRow, high_above: Option<f64>, voice: Voice) -> String {
    let score = |score: Option<PainScore>| {
        score.map_or_else(|| "not logged".to_owned(), |score| score.to_string())
    };
    let during =
        row.during.map_or_else(String::new, |during| format!(", worst in the run {during}"));
    let after_1h =
        row.after_1h.map_or_else(String::new, |after| format!(", an hour after {after}"));
    format!(
        "{}, {}: pain before {}{during}{after_1h}, next morning {}; {}",
        voice.day(row.date),
        minutes(row),
        score(row.before),
        score(row.next_morning),
        match row.known {
            Some(known) if row.response == Response::Unknown => half_known(known),
            _ => row.response.shown(high_above).into_owned(),
        }
    ) + if row.before_flare { "; the last run before the flare" } else { "" }
}

fn caption(rows: &[EchoRow], shown: &Range<usize>) -> String {
    let part = format!("Run days {} to {} of {}.", shown.start + 1, shown.end, rows.len());
    if shown.start > 0 {
        return part;
    }
    let flare = rows.iter().filter(|row| row.before_flare).count();
    let open = rows.iter().filter(|row| row.response == Response::Unknown).count();
    let order = match flare {
        0 => "largest rise first",
        _ => "the last run before the flare first, then the largest rise",
    };
    let mut text = format!("Pain before the run (open) and next morning (filled), 0–10; {order}.");
    if open > 0 {
        let _ = write!(text, " On {} one or both are not logged.", words::count(open, "run day"));
    }
    if shown.end < rows.len() {
        let _ = write!(text, " {part}");
    }
    text
}

fn alt(title: &str, counts: &[(Response, usize)], high_above: Option<f64>) -> String {
    let counts: Vec<String> = counts
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(response, n)| format!("{n} {}", response.shown(high_above)))
        .collect();
    format!("Pain before each run and the next morning. {title}: {}.", counts.join(", "))
}

fn table(page: Spoken<'_>, rows: &[EchoRow]) -> ChartTable {
    let unit = words::distance_unit(page.voice.units);
    let head = [
        "Day",
        "Minutes",
        unit,
        "Before",
        "Worst in the run",
        "An hour after",
        "Next morning",
        "Answer",
    ];
    let score = |score| words::or_blank(score, |score: PainScore| score.to_string());
    ChartTable::of(head, rows, |row| {
        [
            page.voice.day_short(row.date),
            words::or_blank(row.running_min, |min| words::number(min, 0)),
            words::or_blank(row.distance_m, |metres| {
                words::distance_number(metres, page.voice.units)
            }),
            score(row.before),
            score(row.during),
            score(row.after_1h),
            score(row.next_morning),
            row.response.shown(page.high_above).into_owned(),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Drawing;
    use crate::page::sample;

    /// Where a text stands in a drawing, in pixels: drawings count in tenths.
    fn x_of(drawing: &Drawing, text: &str) -> f64 {
        drawing.texts().into_iter().find(|(said, ..)| *said == text).unwrap().1.0 / 10.0
    }

    fn says(chart: &Chart, text: &str) -> usize {
        chart.drawing.texts().iter().filter(|(said, ..)| *said == text).count()
    }

    #[test]
    fn hours_of_running_keep_clear_of_the_change_beside_them() {
        let mut page = sample::october();
        page.echo.as_mut().unwrap().rows[0].running_min = Some(234.0);
        let sketch = echo_sketch(Voice::METRIC.tells(&page), 330, 0..usize::MAX).unwrap();
        let drawing = sketch.chart().unwrap().drawing;
        // Both end where they stand.
        let hours_begin = x_of(&drawing, "3 h 54 min") - Letters::value().width("3 h 54 min");
        assert!(x_of(&drawing, "+3") + 10.0 < hours_begin, "{drawing:?}");
    }

    #[test]
    fn a_part_says_which_run_days_it_holds_and_all_of_them_say_nothing() {
        let page = sample::october();
        let caption =
            |rows| echo_sketch(Voice::METRIC.tells(&page), 400, rows).unwrap().about.caption;
        let all = page.echo.as_ref().unwrap().rows.len();
        assert!(!caption(0..all).contains("Run days"));
        assert!(caption(0..5).ends_with(&format!("Run days 1 to 5 of {all}.")));
        assert_eq!(caption(5..all), format!("Run days 6 to {all} of {all}."));
        assert!(echo_sketch(Voice::METRIC.tells(&page), 400, all..all).is_none());
    }

    #[test]
    fn every_known_change_is_printed_in_the_order_that_the_caption_tells() {
        let page = sample::october();
        let chart = echo(Voice::METRIC.tells(&page)).unwrap();
        let rows = &page.echo.as_ref().unwrap().rows;
        let changes: Vec<f64> = rows.iter().filter_map(EchoRow::change).collect();
        assert!(changes.windows(2).all(|pair| pair[0] >= pair[1]), "{changes:?}");
        // 11 October: 2 before, 5 the morning after.
        assert!(says(&chart, "+3") > 0 && chart.caption.contains("largest rise first"));
        assert_eq!(says(&chart, "change"), 1);
        let one_run = sample::one_run();
        assert_eq!(says(&echo(Voice::METRIC.tells(&one_run)).unwrap(), "change"), 0);
        assert_eq!([signed_short(1.5), signed_short(-2.0), signed_short(0.0)], ["+1.5", "−2", "0"]);
    }

    #[test]
    fn words_for_a_morning_not_logged_stay_within_the_chart_after_the_worst_pain() {
        let mut page = sample::one_run();
        let rows = page.echo.as_mut().map(|echo| &mut echo.rows).unwrap();
        rows[0].before = PainScore::new(10.0).ok();
        let drawing = echo(Voice::METRIC.tells(&page)).unwrap().drawing;
        let end = x_of(&drawing, "not logged") + Letters::axis().width("not logged");
        assert!(end < f64::from(COLUMN_WIDTH_PX) - MINUTES_PX, "{end}");
    }
}
