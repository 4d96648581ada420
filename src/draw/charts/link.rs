//! Each run's minutes against the pain of the next morning: raw points, no line.

use crate::say::voice::{Spoken, Voice};
use std::fmt::Write as _;

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable};
use super::pain_axis::{LEFT_PX, draw_scores, pain_scale};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Place};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent, within};
use crate::page::{LinkPair, LinkTold};
use crate::say::words;

const NAME: &str = "pain-and-runs";

const HEIGHT_PX: u32 = 240;

/// Room for the words above and the minutes below.
const TOP_PX: f64 = 24.0;
const BOTTOM_PX: f64 = 38.0;

/// Radius of a point.
const DOT_PX: f64 = 3.4;

/// Equal points move sideways at most this far: beyond it they would claim other minutes.
const SIDEWAYS_PX: f64 = 14.0;

/// One point a run day; none without a pair.
pub fn pain_and_runs(page: Spoken<'_>) -> Option<Chart> {
    pain_and_runs_at(page, COLUMN_WIDTH_PX, HEIGHT_PX)
}

/// The same at another natural size, in pixels; type keeps its size.
pub fn pain_and_runs_at(page: Spoken<'_>, width: u32, height: u32) -> Option<Chart> {
    let pairs = &page.link.pairs;
    let (_, longest_min) = extent(pairs.iter().map(|pair| pair.running_min))?;
    let (width_px, height_px) = (f64::from(width), f64::from(height));
    let cloud = Cloud {
        pairs,
        right: width_px,
        base: height_px - BOTTOM_PX,
        minutes: Scale::new((0.0, 1.04 * longest_min), (LEFT_PX + 6.0, width_px - 8.0)),
        score: pain_scale((height_px - BOTTOM_PX, TOP_PX)),
        period: page.title(),
        voice: page.voice,
    };
    let (alt, caption) = (alt(page), caption(page));
    let title = title(page);
    About { name: NAME, title, caption, alt, table: table(pairs, page.voice) }
        .drawn((width, height), |canvas| cloud.draw(canvas))
}

/// A title of a period wider than this stands in the caption alone.
const LONGEST_KEY_PX: f64 = 120.0;

/// The points and their measures.
struct Cloud<'a> {
    pairs: &'a [LinkPair],
    right: f64,
    base: f64,
    minutes: Scale,
    score: Scale,
    period: String,
    voice: Voice,
}

impl Cloud<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        self.draw_axes(canvas);
        self.draw_key(canvas);
        // History first, so that the period lies on top.
        for when in [When::Else, When::Now] {
            for (pair, place) in self.pairs.iter().zip(self.places()) {
                if When::of(pair) == when {
                    let reach = 2.0 * DOT_PX;
                    let frame = Frame::new(place.0 - DOT_PX, place.1 - DOT_PX, reach, reach);
                    canvas.mark(pair_words(pair, self.voice), frame, |canvas| {
                        draw_dot(canvas, place, when);
                    });
                }
            }
        }
    }

    fn draw_axes(&self, canvas: &mut Canvas<'_>) {
        let letters = Letters::axis();
        draw_scores(canvas, &self.score, self.right);
        let y = self.base + 16.0;
        let ticks = self.minutes.ticks(6);
        for tick in &ticks {
            let text = words::number(*tick, 0);
            let half = letters.width(&text) / 2.0;
            let x = within(self.minutes.at(*tick), half, self.right - half);
            canvas.text((x, y), &text, letters.middle());
        }
        canvas.text((self.right, y + 16.0), "minutes run that day", letters.end());
        canvas.text((0.0, 12.0), "pain the next morning", letters);
    }

    fn draw_key(&self, canvas: &mut Canvas<'_>) {
        let letters = Letters::axis();
        let has = |wanted| self.pairs.iter().any(|pair| When::of(pair) == wanted);
        let mut right = self.right;
        let period = if letters.width(&self.period) < LONGEST_KEY_PX {
            self.period.as_str()
        } else {
            "in this period"
        };
        for (wanted, text) in [(When::Else, "before it"), (When::Now, period)] {
            let start = right - letters.width(text);
            // The words on the left go first.
            if has(wanted) && start > letters.width("pain the next morning") + 24.0 {
                canvas.text((start, 12.0), text, letters);
                draw_dot(canvas, (start - 8.0, 8.0), wanted);
                right = start - 26.0;
            }
        }
    }

    /// Where each point stands: equal ones side by side, in order, not on top of each other.
    fn places(&self) -> Vec<Place> {
        let mut placed: Vec<Place> = Vec::new();
        for pair in self.pairs {
            let own = (self.minutes.at(pair.running_min), self.score.at(pair.next_morning.value()));
            let is_free = |x: f64| {
                placed.iter().all(|&(other_x, other_y)| {
                    (other_y - own.1).abs() > DOT_PX || (other_x - x).abs() >= 2.0 * DOT_PX - 0.4
                })
            };
            let x = (0..=28_i32)
                .map(|step| {
                    let shift = f64::from((step + 1) / 2);
                    own.0 + if step % 2 == 0 { -shift } else { shift }
                })
                .find(|&x| (x - own.0).abs() <= SIDEWAYS_PX && is_free(x))
                .unwrap_or(own.0);
            placed.push((x, own.1));
        }
        placed
    }
}

/// When a run day was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// In the page's period.
    Now,
    /// Before or after it.
    Else,
}

impl When {
    fn of(pair: &LinkPair) -> When {
        if pair.in_period { When::Now } else { When::Else }
    }
}

fn draw_dot(canvas: &mut Canvas<'_>, place: Place, when: When) {
    if when == When::Now {
        canvas.dot(place, DOT_PX + 0.8, Paint::Fill(Colour::Paper));
        canvas.dot(place, DOT_PX, Paint::Fill(Colour::Blue));
    } else {
        canvas.dot(place, DOT_PX - 0.7, Paint::Rim(Colour::BlueMid, 1.2));
    }
}

/// A pair in one line.
fn pair_words(pair: &LinkPair, voice: Voice) -> String {
    let before = pair.before.map_or_else(String::new, |score| format!(", pain before {score}"));
    format!(
        "{}: {}{before}, next morning {}",
        voice.day_and_year(pair.date),
        words::minutes(pair.running_min),
        pair.next_morning
    )
}

fn caption(page: Spoken<'_>) -> String {
    let n = page.link.pairs.len();
    let in_period = page.link.pairs.iter().filter(|pair| pair.in_period).count();
    let of_them = if in_period == n {
        String::new()
    } else {
        format!(", {in_period} of them in {}", page.title())
    };
    format!(
        "Each run day: minutes run, and pain the next morning. {}{of_them}; equal points stand side \
         by side.",
        words::count(n, "run day")
    )
}

fn title(page: Spoken<'_>) -> String {
    words::or_blank(page.link.told.as_ref(), LinkTold::title)
}

fn alt(page: Spoken<'_>) -> String {
    let pairs = &page.link.pairs;
    let rho = page.link.tests.iter().find(|test| test.primary).and_then(|test| test.rho);
    let mut text = format!(
        "Minutes run and pain the next morning for {}. {}",
        words::count(pairs.len(), "run day"),
        title(page)
    );
    if let Some(rho) = rho {
        let _ = write!(text, " (rank correlation {})", words::number(rho, 2));
    }
    text.push('.');
    text
}

fn table(pairs: &[LinkPair], voice: Voice) -> ChartTable {
    let head = ["Day", "Minutes", "Pain before", "Pain the next morning"];
    ChartTable::of(head, pairs, |pair| {
        [
            voice.day_and_year(pair.date),
            words::number(pair.running_min, 0),
            words::or_blank(pair.before, |score| score.to_string()),
            pair.next_morning.to_string(),
        ]
    })
}
