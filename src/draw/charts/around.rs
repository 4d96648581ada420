//! Morning pain on the days round run days: means with their intervals.

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable};
use super::pain_axis::{LEFT_PX, draw_scores, pain_scale};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::Scale;
use crate::page::AroundDay;
use crate::say::voice::Spoken;
use crate::say::words;

const NAME: &str = "around-runs";
const HEIGHT_PX: u32 = 210;
const TOP_PX: f64 = 24.0;
const BOTTOM_PX: f64 = 38.0;
const DOT_PX: f64 = 4.0;

/// Seven mornings round run days; none where there are too few run days.
pub fn around(page: Spoken<'_>) -> Option<Chart> {
    let days = &page.link.around;
    if days.is_empty() {
        return None;
    }
    let (width, base) = (f64::from(COLUMN_WIDTH_PX), f64::from(HEIGHT_PX) - BOTTOM_PX);
    let plot = Plot {
        days,
        width,
        base,
        lag: Scale::new((-3.4, 3.4), (LEFT_PX + 6.0, width)),
        score: pain_scale((base, TOP_PX)),
    };
    let title = "Mornings round run days".to_owned();
    let alt = alt(days);
    let caption = "Mean morning pain from three days before run days to three after, with 95 % \
                   intervals. A description, not a test: run days lie close together, so a day \
                   may be after one run and before the next.";
    About { name: NAME, title, caption: caption.to_owned(), alt, table: table(days) }
        .drawn((COLUMN_WIDTH_PX, HEIGHT_PX), |canvas| plot.draw(canvas))
}

/// The points and their measures.
struct Plot<'a> {
    days: &'a [AroundDay],
    width: f64,
    base: f64,
    lag: Scale,
    score: Scale,
}

impl Plot<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        let letters = Letters::axis();
        draw_scores(canvas, &self.score, self.width);
        canvas.text((0.0, 12.0), "morning pain", letters);
        canvas.text((self.width, self.base + 32.0), "days from the run day", letters.end());
        // Between the morning of the run day and the next lies the run.
        let run = self.lag.at(0.5);
        canvas.line((run, TOP_PX), (run, self.base), Stroke::solid(Colour::Muted, 1.0));
        canvas.text((run, 12.0), "run", letters.middle());
        for day in self.days {
            self.draw_day(canvas, day);
        }
    }

    fn draw_day(&self, canvas: &mut Canvas<'_>, day: &AroundDay) {
        let x = self.lag.at(f64::from(day.lag_days));
        let y = self.score.at(day.pain.value);
        canvas.text((x, self.base + 16.0), &lag(day.lag_days), Letters::axis().middle());
        let frame = Frame::new(x - 16.0, TOP_PX, 32.0, self.base - TOP_PX);
        canvas.mark(day_words(day), frame, |canvas| {
            if let Some(range) = day.pain.low.zip(day.pain.high) {
                canvas.upright(x, self.score.span(range), Stroke::solid(Colour::BlueMid, 2.0));
            }
            canvas.dot((x, y), DOT_PX, Paint::Fill(Colour::Blue));
        });
    }
}

/// `−2`, `0`, `+1`.
fn lag(days: i32) -> String {
    if days == 0 { "0".to_owned() } else { words::signed(f64::from(days), 0) }
}

fn day_words(day: &AroundDay) -> String {
    let interval = day.pain.low.zip(day.pain.high).map_or_else(String::new, |(low, high)| {
        format!(" (95 % interval {} to {})", words::number(low, 1), words::number(high, 1))
    });
    format!(
        "{} days from the run day: {}{interval}, {}",
        lag(day.lag_days),
        words::number(day.pain.value, 1),
        words::count(day.pain.n, "morning")
    )
}

fn alt(days: &[AroundDay]) -> String {
    let lines: Vec<String> = days.iter().map(day_words).collect();
    format!("Mean morning pain round run days. {}.", lines.join("; "))
}

fn table(days: &[AroundDay]) -> ChartTable {
    let head = ["Days from the run day", "Mean", "Low", "High", "Mornings"];
    let end = |end: Option<f64>| words::or_blank(end, |end| words::number(end, 1));
    ChartTable::of(head, days, |day| {
        [
            lag(day.lag_days),
            words::number(day.pain.value, 1),
            end(day.pain.low),
            end(day.pain.high),
            day.pain.n.to_string(),
        ]
    })
}
