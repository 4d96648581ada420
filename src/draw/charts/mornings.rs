//! Mornings after runs, by how far, how much downhill or how fast was run: a dot a run.

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable, Sketch};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Place, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::whole_px;
use crate::page::{Bin, Dot, Mornings, MorningsBy, SideOfFlare, Units};
use crate::say::mornings::{alt, bin as bin_name, caption, counted, quantity, title};
use crate::say::voice::Spoken;

/// The least room for the names of the bins and for the counts, and the air beside them.
const NAMES_PX: f64 = 78.0;
const COUNTS_PX: f64 = 92.0;
const AIR_PX: f64 = 10.0;
/// Height of the key, of a line of dots, and what a row has beside its lines.
const KEY_PX: f64 = 22.0;
const LINE_PX: f64 = 9.0;
const ROW_AIR_PX: f64 = 9.0;
/// From dot to dot.
const STEP_PX: f64 = 7.6;
const DOT_PX: f64 = 3.0;
/// White space where the flare parts the dots.
const PART_PX: f64 = 7.0;

/// The dots by what was run; none where that cannot be told.
pub fn mornings(page: Spoken<'_>, by: MorningsBy) -> Option<Chart> {
    mornings_sketch(page, by, COLUMN_WIDTH_PX)?.chart()
}

/// The chart's name.
const fn name(by: MorningsBy) -> &'static str {
    match by {
        MorningsBy::Length => "mornings-by-length",
        MorningsBy::Descent => "mornings-by-descent",
        MorningsBy::Pace => "mornings-by-pace",
    }
}

/// The same at another natural width, in pixels, not drawn yet.
pub(crate) fn mornings_sketch(page: Spoken<'_>, by: MorningsBy, width: u32) -> Option<Sketch<'_>> {
    let told = page.facts.mornings.iter().find(|told| told.by == by)?;
    let units = page.voice.units;
    let bins = || told.bins.iter();
    let names_px = beside_px(NAMES_PX, bins().map(|bin| bin_name(bin, by, units)));
    let room_px = f64::from(width) - names_px - beside_px(COUNTS_PX, bins().map(counted));
    let rows: Vec<Row<'_>> = told
        .bins
        .iter()
        .map(|bin| Row::of(bin, bin_name(bin, by, units), (names_px, room_px)))
        .collect();
    let height = KEY_PX + rows.iter().map(Row::height).sum::<f64>() + 2.0;
    let about = About {
        name: name(by),
        title: title(by).to_owned(),
        caption: caption(told, page.voice),
        alt: alt(told, units),
        table: table(told, units),
    };
    Some(about.sketched((width, whole_px(height)), move |canvas| {
        draw_key(canvas, names_px, told.flare.is_some());
        let mut top = KEY_PX;
        for row in &rows {
            let frame = Frame::new(0.0, top, f64::from(width), row.height());
            let said = format!("{}: {}", row.name, counted(row.bin));
            canvas.mark(said, frame, |canvas| row.draw(canvas, (top, f64::from(width))));
            top += row.height();
        }
    }))
}

/// Room for a text beside the dots of each bin, and this much at least.
fn beside_px(least: f64, texts: impl Iterator<Item = String>) -> f64 {
    let widths = texts.map(|text| Letters::axis().width(&text) + AIR_PX);
    widths.fold(least, |widest, px| if px > widest { px } else { widest })
}

/// A bin, and where its dots stand.
struct Row<'a> {
    bin: &'a Bin,
    name: String,
    /// Where the dots begin.
    left_px: f64,
    dots: Vec<(&'a Dot, Place)>,
    /// Where the flare parts them, as the left edge and the line.
    parts: Vec<Place>,
    lines: usize,
}

impl<'a> Row<'a> {
    /// In order of date, from left to right and then in the next line.
    fn of(bin: &'a Bin, name: String, (left_px, room_px): (f64, f64)) -> Row<'a> {
        let (mut x, mut line) = (0.0, 0_usize);
        let mut side: Option<SideOfFlare> = None;
        let (mut dots, mut parts) = (Vec::new(), Vec::new());
        for dot in &bin.dots {
            if side.is_some_and(|side| side != dot.side) {
                parts.push((x + PART_PX / 2.0 - 1.0, line as f64));
                x += PART_PX;
            }
            side = Some(dot.side);
            if x + STEP_PX > room_px {
                (x, line) = (0.0, line + 1);
            }
            dots.push((dot, (x + STEP_PX / 2.0, line as f64)));
            x += STEP_PX;
        }
        Row { bin, name, left_px, dots, parts, lines: line + 1 }
    }

    fn height(&self) -> f64 {
        LINE_PX * self.lines as f64 + ROW_AIR_PX
    }

    fn draw(&self, canvas: &mut Canvas<'_>, (top, width): (f64, f64)) {
        let first = top + ROW_AIR_PX / 2.0 + LINE_PX / 2.0;
        let baseline = first + 4.2;
        let name = Letters::axis().coloured(Colour::Ink);
        canvas.text((0.0, baseline), &self.name, name);
        canvas.text((width, baseline), &counted(self.bin), Letters::axis().end());
        for (x, line) in &self.parts {
            let y = first + LINE_PX * line;
            canvas.upright(self.left_px + x, (y - 6.0, y + 6.0), Stroke::solid(Colour::Ink, 1.2));
        }
        for (dot, (x, line)) in &self.dots {
            draw_dot(canvas, (self.left_px + x, first + LINE_PX * line), dot.settled);
        }
    }
}

/// Settled: a full dot. Not settled: a square on its corner, so that it is told in grey as well.
fn draw_dot(canvas: &mut Canvas<'_>, (x, y): Place, settled: bool) {
    if settled {
        canvas.dot((x, y), DOT_PX, Paint::Fill(Colour::BlueMid));
    } else {
        let reach = DOT_PX + 1.0;
        canvas.polygon(
            &[(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)],
            Colour::Orange,
        );
    }
}

fn draw_key(canvas: &mut Canvas<'_>, left_px: f64, has_flare: bool) {
    let (y, letters) = (9.0, Letters::axis());
    let mut x = left_px + STEP_PX / 2.0;
    for (settled, name) in [(true, "settled"), (false, "not settled")] {
        draw_dot(canvas, (x, y), settled);
        canvas.text((x + 8.0, y + 4.0), name, letters);
        x += 8.0 + letters.width(name) + 16.0;
    }
    if has_flare {
        canvas.line((x, y - 6.0), (x, y + 6.0), Stroke::solid(Colour::Ink, 1.2));
        canvas.text((x + 6.0, y + 4.0), "flare begins, ends", letters);
    }
}

fn table(told: &Mornings, units: Units) -> ChartTable {
    let head = [quantity(told.by), "Settled", "Of", "Before the flare", "After it"];
    let of_side = |bin: &Bin, sides: &[SideOfFlare]| {
        let dots = || bin.dots.iter().filter(|dot| sides.contains(&dot.side));
        format!("{} of {}", dots().filter(|dot| dot.settled).count(), dots().count())
    };
    ChartTable::of(head, &told.bins, |bin| {
        let (settled, of) = bin.settled();
        let (before, after) = if told.flare.is_some() {
            (
                of_side(bin, &[SideOfFlare::Before]),
                of_side(bin, &[SideOfFlare::In, SideOfFlare::After]),
            )
        } else {
            (String::new(), String::new())
        };
        [bin_name(bin, told.by, units), settled.to_string(), of.to_string(), before, after]
    })
}
