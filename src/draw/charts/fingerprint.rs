//! One run over its time: pace, cadence, bounce and slope, one lane each on one clock, and below
//! them what was run and walked.

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable, Sketch};
use crate::draw::canvas::{Canvas, Dash, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{self, Scale, extent};
use crate::model::Gait;
use crate::page::{Fingerprint, Lane, Quantity, Units};
use crate::say::voice::{Spoken, Voice};
use crate::say::{within, words};
use crate::signal::median;

const NAME: &str = "fingerprint";
const LEFT_PX: f64 = 58.0;
const RIGHT_PX: f64 = 10.0;
const LANE_PX: u32 = 64;
/// Of a lane, the part that is drawn in; its name stands above.
const PLOT_PX: f64 = 40.0;
const STRIP_PX: f64 = 9.0;
/// Height below the lanes: the strip and the clock.
const FOOT_PX: u32 = 62;
const DOT_PX: f64 = 2.0;
/// Stretches further apart than this are not joined, in minutes.
const GAP_MIN: f64 = 1.3;
/// The table and the marks tell so many minutes at a time.
const BLOCK_MIN: f64 = 5.0;

/// The lanes of the page's run; none where no run has enough.
pub fn fingerprint(page: Spoken<'_>) -> Option<Chart> {
    fingerprint_sketch(page, COLUMN_WIDTH_PX)?.chart()
}

/// The same at another natural width, in pixels, not drawn yet.
pub(crate) fn fingerprint_sketch(page: Spoken<'_>, width: u32) -> Option<Sketch<'_>> {
    let run = page.facts.within.fingerprint.as_ref()?;
    let minutes = run.lanes.iter().flat_map(|lane| lane.points.iter().map(|point| point.0));
    let spans = run.gait.iter().map(|(_, _, until)| *until);
    let (_, end_min) = extent(minutes.chain(spans))?;
    let lanes = u32::try_from(run.lanes.len()).ok()?;
    let title = format!("{}: {}", page.voice.day(run.date), within::fingerprint(run));
    let alt = alt(run, page.voice);
    let size = (width, LANE_PX * lanes + FOOT_PX);
    let plot = Plot {
        run,
        units: page.voice.units,
        time: Scale::new((0.0, end_min), (LEFT_PX, f64::from(width) - RIGHT_PX)),
        base: f64::from(LANE_PX * lanes),
        right: f64::from(width) - RIGHT_PX,
        end_min,
    };
    let left = match run.left_min {
        Some(_) => " Dashed: from here on cadence stayed outside your own range for that pace.",
        None => "",
    };
    let about = About {
        name: NAME,
        title,
        caption: format!(
            "Line: means over 30 s of steady running; faster is up. Dots: the middle of each five minutes. Below: full, run; outlined, walked; \
             thin, stood.{left}"
        ),
        alt,
        table: table(run, page.voice.units),
    };
    Some(about.sketched(size, move |canvas| plot.draw(canvas)))
}

struct Plot<'a> {
    run: &'a Fingerprint,
    units: Units,
    time: Scale,
    base: f64,
    right: f64,
    end_min: f64,
}

impl Plot<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        let scales: Vec<Scale> = self
            .run
            .lanes
            .iter()
            .enumerate()
            .map(|(at, lane)| self.draw_lane(canvas, lane, f64::from(LANE_PX) * at as f64))
            .collect();
        self.draw_blocks(canvas, &scales);
        self.draw_gait(canvas);
        if let Some(minute) = self.run.left_min {
            let x = self.time.at(minute);
            let stroke = Stroke { colour: Colour::Orange, width: 1.2, dash: Dash::Dashed };
            canvas.line((x, 16.0), (x, self.base + STRIP_PX), stroke);
        }
        for tick in self.time.ticks(7).into_iter().filter(|tick| *tick <= self.end_min) {
            let place = (self.time.at(tick), self.base + 28.0);
            canvas.text(place, &words::short(tick), Letters::axis().middle());
        }
        canvas.text((LEFT_PX, self.base + 46.0), "minutes", Letters::axis());
    }

    /// A lane's name, its ends in numbers and its line; gives its scale.
    fn draw_lane(&self, canvas: &mut Canvas<'_>, lane: &Lane, top: f64) -> Scale {
        let values = lane.points.iter().map(|point| point.1);
        let (low, high) = extent(values).unwrap_or((0.0, 1.0));
        let (roof, floor) = (top + 20.0, top + 20.0 + PLOT_PX);
        let scale = Scale::new((low, high), (floor, roof));
        let name = format!("{}, {}", name(lane.quantity), unit(lane.quantity, self.units));
        canvas.text((LEFT_PX, top + 12.0), &name, Letters::axis().coloured(Colour::Ink));
        let right = self.right;
        canvas.line((LEFT_PX, floor + 1.0), (right, floor + 1.0), Stroke::solid(Colour::Line, 0.8));
        let is_flat =
            shown(lane.quantity, low, self.units) == shown(lane.quantity, high, self.units);
        let ends = [(high, roof + 8.0), (low, floor)];
        for (value, y) in ends.into_iter().skip(usize::from(is_flat)) {
            let text = shown(lane.quantity, value, self.units);
            canvas.text((LEFT_PX - 8.0, y), &text, Letters::axis().end());
        }
        if lane.quantity == Quantity::Slope && low < 0.0 && high > 0.0 {
            let zero = scale.at(0.0);
            canvas.line((LEFT_PX, zero), (right, zero), Stroke::dotted(Colour::Muted, 0.8));
        }
        for stretch in lane.points.chunk_by(|a, b| b.0 - a.0 <= GAP_MIN) {
            let line: Vec<(f64, f64)> = stretch
                .iter()
                .map(|&(minute, value)| (self.time.at(minute), scale.at(value)))
                .collect();
            canvas.path(&line, Stroke::solid(Colour::BlueMid, 1.1));
        }
        scale
    }

    /// The middle of five minutes of each lane, which says its value.
    fn draw_blocks(&self, canvas: &mut Canvas<'_>, scales: &[Scale]) {
        for block in blocks(self.run) {
            let until_min = scale::within(block.until_min(), block.from_min, self.end_min);
            let (from, until) = (self.time.at(block.from_min), self.time.at(until_min));
            let frame = Frame::new(from, 0.0, until - from, self.base);
            canvas.mark(block.words(self.run, self.units), frame, |canvas| {
                for (lane, scale) in self.run.lanes.iter().zip(scales) {
                    if let Some((minute, value)) = block.minute(lane).zip(block.middle(lane)) {
                        let place = (self.time.at(minute), scale.at(value));
                        canvas.dot(place, DOT_PX, Paint::Fill(Colour::Blue));
                    }
                }
            });
        }
    }

    fn draw_gait(&self, canvas: &mut Canvas<'_>) {
        for &(gait, from, until) in &self.run.gait {
            let (x, width) = (self.time.at(from), self.time.at(until) - self.time.at(from));
            let (y, middle) = (self.base + 2.0, self.base + 2.0 + STRIP_PX / 2.0);
            let frame = Frame::new(x, y, width, STRIP_PX);
            match gait {
                Gait::Run => canvas.rect(frame, Paint::Fill(Colour::BlueMid), 0.0),
                Gait::Walk => canvas.rect(frame, Paint::Rim(Colour::BlueMid, 1.0), 0.0),
                Gait::Still | Gait::Unknown => {
                    canvas.line(
                        (x, middle),
                        (x + width, middle),
                        Stroke::solid(Colour::Muted, 1.0),
                    );
                }
            }
        }
    }
}

/// Five minutes of the run.
#[derive(Clone, Copy)]
struct Block {
    from_min: f64,
}

impl Block {
    fn until_min(self) -> f64 {
        self.from_min + BLOCK_MIN
    }

    fn holds(self, minute: f64) -> bool {
        (self.from_min..self.until_min()).contains(&minute)
    }

    /// The middle minute of a lane's stretches.
    fn minute(self, lane: &Lane) -> Option<f64> {
        let held = lane.points.iter().map(|point| point.0).filter(|minute| self.holds(*minute));
        median(&held.collect::<Vec<_>>())
    }

    /// The middle of a lane's values.
    fn middle(self, lane: &Lane) -> Option<f64> {
        let held = lane.points.iter().filter(|point| self.holds(point.0));
        median(&held.map(|point| point.1).collect::<Vec<_>>())
    }

    /// `Minute 20 to 25: pace 5:35 /km, cadence 168 steps/min`.
    fn words(self, run: &Fingerprint, units: Units) -> String {
        let parts: Vec<String> = run
            .lanes
            .iter()
            .filter_map(|lane| {
                let value = shown(lane.quantity, self.middle(lane)?, units);
                let (name, unit) = (name(lane.quantity), unit(lane.quantity, units));
                Some(format!("{} {value} {unit}", name.to_lowercase()))
            })
            .collect();
        format!("Minute {}: {}", self.span(), parts.join(", "))
    }

    fn span(self) -> String {
        format!("{} to {}", words::number(self.from_min, 0), words::number(self.until_min(), 0))
    }
}

/// The blocks in which something steady was run.
fn blocks(run: &Fingerprint) -> Vec<Block> {
    let mut starts: Vec<f64> = run
        .lanes
        .iter()
        .flat_map(|lane| &lane.points)
        .map(|point| (point.0 / BLOCK_MIN).floor() * BLOCK_MIN)
        .filter(|start| start.is_finite())
        .collect();
    starts.sort_by(f64::total_cmp);
    starts.dedup();
    starts.into_iter().map(|from_min| Block { from_min }).collect()
}

const fn name(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Pace => "Pace",
        Quantity::Cadence => "Cadence",
        Quantity::Bounce => "Bounce",
        Quantity::Slope => "Slope",
    }
}

fn unit(quantity: Quantity, units: Units) -> String {
    match quantity {
        Quantity::Pace => format!("min/{}", words::distance_unit(units)),
        Quantity::Cadence => "steps/min".to_owned(),
        Quantity::Bounce => "mm".to_owned(),
        Quantity::Slope => "%".to_owned(),
    }
}

fn shown(quantity: Quantity, value: f64, units: Units) -> String {
    match quantity {
        Quantity::Pace => words::pace_number(value, units),
        Quantity::Cadence | Quantity::Bounce => words::number(value, 0),
        Quantity::Slope => words::signed(100.0 * value, 0),
    }
}

fn alt(run: &Fingerprint, voice: Voice) -> String {
    let span = |lane: &Lane| {
        let (low, high) = extent(lane.points.iter().map(|point| point.1))?;
        let (low, high) =
            (shown(lane.quantity, low, voice.units), shown(lane.quantity, high, voice.units));
        Some(format!(
            "{} {low} to {high} {}",
            name(lane.quantity),
            unit(lane.quantity, voice.units)
        ))
    };
    let lanes: Vec<String> = run.lanes.iter().filter_map(span).collect();
    format!("The run of {}. {}.", voice.day(run.date), lanes.join(". "))
}

fn table(run: &Fingerprint, units: Units) -> ChartTable {
    let heads: Vec<String> = std::iter::once("Minute".to_owned())
        .chain(
            run.lanes
                .iter()
                .map(|lane| format!("{}, {}", name(lane.quantity), unit(lane.quantity, units))),
        )
        .collect();
    let row = |block: Block| {
        let cells = run.lanes.iter().map(|lane| {
            block.middle(lane).map_or_else(String::new, |it| shown(lane.quantity, it, units))
        });
        std::iter::once(block.span()).chain(cells).collect()
    };
    ChartTable { head: heads, rows: blocks(run).into_iter().map(row).collect() }
}
