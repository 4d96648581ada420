//! Mornings after runs, by the length of the run: a dot a run.

use super::chart::{About, COLUMN_WIDTH_PX, Chart, Sketch, Table};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Place, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::whole_px;
use crate::page::{Dot, LengthBin, Mornings, SideOfFlare, Units};
use crate::say::voice::{Spoken, Voice};
use crate::say::{mornings::last_before, words};

const NAME: &str = "mornings-by-length";
const TITLE: &str = "Mornings after runs, by length";

/// Room for the names of the lengths, and for the counts.
const NAMES_PX: f64 = 78.0;
const COUNTS_PX: f64 = 92.0;
/// Height of the key, of a line of dots, and what a row has beside its lines.
const KEY_PX: f64 = 22.0;
const LINE_PX: f64 = 9.0;
const ROW_AIR_PX: f64 = 9.0;
/// From dot to dot.
const STEP_PX: f64 = 7.6;
const DOT_PX: f64 = 3.0;
/// White space where the flare parts the dots.
const PART_PX: f64 = 7.0;

/// The dots by length; none without a run whose answer is known.
pub fn mornings(page: Spoken<'_>) -> Option<Chart> {
    mornings_sketch(page, COLUMN_WIDTH_PX)?.chart()
}

/// The same at another natural width, in pixels, not drawn yet.
pub(crate) fn mornings_sketch(page: Spoken<'_>, width: u32) -> Option<Sketch<'_>> {
    let told = page.facts.mornings.as_ref()?;
    let room_px = f64::from(width) - NAMES_PX - COUNTS_PX;
    let rows: Vec<Row<'_>> = told.bins.iter().map(|bin| Row::of(bin, room_px)).collect();
    let height = KEY_PX + rows.iter().map(Row::height).sum::<f64>() + 2.0;
    let alt = alt(told, page.voice.units);
    let (title, caption, table) =
        (TITLE.to_owned(), caption(told, page.voice), table(told, page.voice.units));
    let about = About { name: NAME, title, caption, alt, table };
    Some(about.sketched((width, whole_px(height)), move |canvas| {
        draw_key(canvas, told.flare.is_some());
        let mut top = KEY_PX;
        for row in &rows {
            let frame = Frame::new(0.0, top, f64::from(width), row.height());
            let said = format!("{}: {}", length(row.bin, page.voice.units), counted(row.bin));
            canvas.mark(said, frame, |canvas| {
                row.draw(canvas, (top, f64::from(width)), page.voice.units);
            });
            top += row.height();
        }
    }))
}

/// A length, and where its dots stand.
struct Row<'a> {
    bin: &'a LengthBin,
    dots: Vec<(&'a Dot, Place)>,
    /// Where the flare parts them, as the left edge and the line.
    parts: Vec<Place>,
    lines: usize,
}

impl<'a> Row<'a> {
    /// In order of date, from left to right and then in the next line.
    fn of(bin: &'a LengthBin, room_px: f64) -> Row<'a> {
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
        Row { bin, dots, parts, lines: line + 1 }
    }

    fn height(&self) -> f64 {
        LINE_PX * self.lines as f64 + ROW_AIR_PX
    }

    fn draw(&self, canvas: &mut Canvas<'_>, (top, width): (f64, f64), units: Units) {
        let first = top + ROW_AIR_PX / 2.0 + LINE_PX / 2.0;
        let baseline = first + 4.2;
        let name = Letters::axis().coloured(Colour::Ink);
        canvas.text((0.0, baseline), &length(self.bin, units), name);
        canvas.text((width, baseline), &counted(self.bin), Letters::axis().end());
        for (x, line) in &self.parts {
            let y = first + LINE_PX * line;
            let ends = ((NAMES_PX + x, y - 6.0), (NAMES_PX + x, y + 6.0));
            canvas.line(ends.0, ends.1, Stroke::solid(Colour::Ink, 1.2));
        }
        for (dot, (x, line)) in &self.dots {
            draw_dot(canvas, (NAMES_PX + x, first + LINE_PX * line), dot.settled);
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

fn draw_key(canvas: &mut Canvas<'_>, has_flare: bool) {
    let (y, letters) = (9.0, Letters::axis());
    let mut x = NAMES_PX + STEP_PX / 2.0;
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

/// `3 to 5 km`, `up to 3 km`, `over 30 km`.
fn length(bin: &LengthBin, units: Units) -> String {
    let shown = |metres: f64| words::short(words::distance_in(metres, units));
    let unit = words::distance_unit(units);
    match bin.to_m {
        Some(to) if bin.from_m <= 0.0 => format!("up to {} {unit}", shown(to)),
        Some(to) => format!("{}–{} {unit}", shown(bin.from_m), shown(to)),
        None => format!("over {} {unit}", shown(bin.from_m)),
    }
}

/// `15 of 21 settled`, or that there is no run.
fn counted(bin: &LengthBin) -> String {
    match bin.settled() {
        (_, 0) => "no run".to_owned(),
        (settled, of) => format!("{settled} of {of} settled"),
    }
}

fn caption(told: &Mornings, voice: Voice) -> String {
    let since =
        told.since.map_or_else(String::new, |day| format!(" since {}", voice.day_and_year(day)));
    let apart = match told.apart {
        0 => String::new(),
        n => format!(" {n} apart: a morning is not logged."),
    };
    let last = told.last_before.as_ref();
    let last = last.map_or_else(String::new, |run| format!("{} ", last_before(run, voice)));
    format!("{last}A dot a run day{since}: counts.{apart}")
}

fn alt(told: &Mornings, units: Units) -> String {
    let each: Vec<String> =
        told.bins.iter().map(|bin| format!("{}: {}", length(bin, units), counted(bin))).collect();
    format!("{TITLE}. {}.", each.join("; "))
}

fn table(told: &Mornings, units: Units) -> Table {
    let mut table = Table::new(&["Length", "Settled", "Of", "Before the flare", "After it"]);
    let of_side = |bin: &LengthBin, sides: &[SideOfFlare]| {
        let dots = || bin.dots.iter().filter(|dot| sides.contains(&dot.side));
        format!("{} of {}", dots().filter(|dot| dot.settled).count(), dots().count())
    };
    table.rows = told
        .bins
        .iter()
        .map(|bin| {
            let (settled, of) = bin.settled();
            let (before, after) = if told.flare.is_some() {
                (
                    of_side(bin, &[SideOfFlare::Before]),
                    of_side(bin, &[SideOfFlare::In, SideOfFlare::After]),
                )
            } else {
                (String::new(), String::new())
            };
            vec![length(bin, units), settled.to_string(), of.to_string(), before, after]
        })
        .collect();
    table
}
