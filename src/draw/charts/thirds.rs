//! Next mornings by thirds of the minutes run: every point, the middle, and the middle half.

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable};
use super::pain_axis::{LEFT_PX, draw_scores, pain_scale};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::Scale;
use crate::page::LinkThird;
use crate::say::voice::Spoken;
use crate::say::words;

const NAME: &str = "next-morning-by-thirds";
const HEIGHT_PX: u32 = 220;
const TOP_PX: f64 = 24.0;
const BOTTOM_PX: f64 = 42.0;
const DOT_PX: f64 = 2.8;
/// Half of the bar of the middle half.
const HALF_BAR_PX: f64 = 40.0;
/// How many equal points stand side by side before they overlap.
const STEP_PX: f64 = 6.0;

/// Three groups; none where there are too few run days.
pub fn thirds(page: Spoken<'_>) -> Option<Chart> {
    let thirds = &page.link.thirds;
    if thirds.len() != 3 {
        return None;
    }
    let (width, base) = (f64::from(COLUMN_WIDTH_PX), f64::from(HEIGHT_PX) - BOTTOM_PX);
    let plot = Plot {
        thirds,
        width,
        base,
        place: Scale::new((0.0, 3.0), (LEFT_PX, width)),
        score: pain_scale((base, TOP_PX)),
    };
    let title = "Next mornings by how long was run".to_owned();
    let alt = alt(thirds);
    let caption = "Run days in three groups of equal number, by minutes run; every next morning, \
                   the median (line) and the middle half (bar). Raw: pain before the run is not \
                   taken out.";
    About { name: NAME, title, caption: caption.to_owned(), alt, table: table(thirds) }
        .drawn((COLUMN_WIDTH_PX, HEIGHT_PX), |canvas| plot.draw(canvas))
}

/// The groups and their measures.
struct Plot<'a> {
    thirds: &'a [LinkThird],
    width: f64,
    base: f64,
    place: Scale,
    score: Scale,
}

impl Plot<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        draw_scores(canvas, &self.score, self.width);
        canvas.text((0.0, 12.0), "pain the next morning", Letters::axis());
        for (index, third) in self.thirds.iter().enumerate() {
            self.draw_third(canvas, third, self.place.at(index as f64 + 0.5));
        }
    }

    fn draw_third(&self, canvas: &mut Canvas<'_>, third: &LinkThird, x: f64) {
        let letters = Letters::axis().middle();
        canvas.text((x, self.base + 16.0), &span(third), letters);
        let n = words::count(third.next_mornings.len(), "morning");
        canvas.text((x, self.base + 32.0), &n, letters);
        let frame = Frame::new(x - 56.0, TOP_PX, 112.0, self.base - TOP_PX);
        canvas.mark(third_words(third), frame, |canvas| {
            let (low, middle, high) = third.quartiles;
            let top = self.score.at(high);
            let bar = Frame::new(x - HALF_BAR_PX, top, 2.0 * HALF_BAR_PX, self.score.at(low) - top);
            canvas.rect(bar, Paint::Fill(Colour::BluePale), 2.0);
            self.draw_points(canvas, third, x);
            let y = self.score.at(middle);
            canvas.across(y, (x - HALF_BAR_PX, x + HALF_BAR_PX), Stroke::solid(Colour::Ink, 2.0));
        });
    }

    /// Equal mornings side by side round the middle; closer where they are many.
    fn draw_points(&self, canvas: &mut Canvas<'_>, third: &LinkThird, x: f64) {
        for equal in third.next_mornings.chunk_by(|a, b| a == b) {
            let room = 2.0 * (HALF_BAR_PX + 12.0) / equal.len() as f64;
            let step = if room < STEP_PX { room } else { STEP_PX };
            let first = x - step * (equal.len() - 1) as f64 / 2.0;
            for (index, score) in equal.iter().enumerate() {
                let place = (first + step * index as f64, self.score.at(score.value()));
                canvas.dot(place, DOT_PX, Paint::Fill(Colour::Blue));
            }
        }
    }
}

/// `30–42 min`.
fn span(third: &LinkThird) -> String {
    let (from, to) = (words::number(third.from_min, 0), words::number(third.to_min, 0));
    if from == to { format!("{from} min") } else { format!("{from}–{to} min") }
}

fn third_words(third: &LinkThird) -> String {
    let (low, middle, high) = third.quartiles;
    format!(
        "{}: median {}, middle half {} to {}, {}",
        span(third),
        words::number(middle, 1),
        words::number(low, 1),
        words::number(high, 1),
        words::count(third.next_mornings.len(), "morning")
    )
}

fn alt(thirds: &[LinkThird]) -> String {
    let lines: Vec<String> = thirds.iter().map(third_words).collect();
    format!("Pain the next morning in three groups of run days. {}.", lines.join("; "))
}

fn table(thirds: &[LinkThird]) -> ChartTable {
    let head = ["Minutes run", "Mornings", "Lower quarter", "Median", "Upper quarter"];
    ChartTable::of(head, thirds, |third| {
        let (low, middle, high) = third.quartiles;
        [
            span(third),
            third.next_mornings.len().to_string(),
            words::number(low, 1),
            words::number(middle, 1),
            words::number(high, 1),
        ]
    })
}
