//! Form uphill, on the level and downhill: three dots with their intervals for each quantity.

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable, Sketch};
use super::form_plot::draw_point;
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent, whole_px};
use crate::page::{OnSlope, QuantityBySlope, Slope, SlopeMean, Slopes};
use crate::say::slope::{
    TITLE, caption, ends, line, name, name_and_pct, no_slopes, off_level, slope_name, slope_pct,
    too_little,
};
use crate::say::voice::Spoken;
use crate::say::words;

const NAME: &str = "by-slope";

/// Room left of the dots for the slopes, and right of them for the values.
const SLOPE_PX: f64 = 112.0;
const VALUE_PX: f64 = 88.0;

/// A quantity's name, each of its rows, the words of its axis, and the space below it.
const HEAD_PX: f64 = 20.0;
const ROW_PX: f64 = 24.0;
const AXIS_PX: f64 = 18.0;
const GAP_PX: f64 = 10.0;

const QUANTITY_PX: f64 = HEAD_PX + 3.0 * ROW_PX + AXIS_PX;

/// One block for each quantity that is told uphill or downhill; none without any.
pub fn by_slope(page: Spoken<'_>) -> Option<Chart> {
    slope_sketch(page, COLUMN_WIDTH_PX)?.chart()
}

/// The same at another natural width, in pixels, not drawn yet.
pub(crate) fn slope_sketch(page: Spoken<'_>, width: u32) -> Option<Sketch<'_>> {
    let by_slope = page.facts.by_slope.as_ref()?;
    let told: Vec<(&QuantityBySlope, &Slopes)> = by_slope.told().collect();
    if told.is_empty() {
        return None;
    }
    let about = About {
        name: NAME,
        title: TITLE.to_owned(),
        caption: caption(by_slope, page.voice),
        alt: alt(&told),
        table: table(&by_slope.quantities),
    };
    let height = (QUANTITY_PX + GAP_PX) * told.len() as f64 - GAP_PX;
    let sketch = about.sketched((width, whole_px(height)), move |canvas| {
        for (at, (of, slopes)) in told.into_iter().enumerate() {
            let top = (QUANTITY_PX + GAP_PX) * at as f64;
            Block::new(of, slopes, f64::from(width)).draw(canvas, top);
        }
    });
    Some(sketch)
}

/// A quantity on the three slopes.
struct Block<'a> {
    of: &'a QuantityBySlope,
    slopes: &'a Slopes,
    width: f64,
    scale: Scale,
}

impl<'a> Block<'a> {
    fn new(of: &'a QuantityBySlope, slopes: &'a Slopes, width: f64) -> Block<'a> {
        let means = Slope::ALL.into_iter().flat_map(|slope| {
            let OnSlope { now, before, .. } = *slopes.on(slope);
            [now, before].into_iter().flatten()
        });
        let (low, high) = extent(means.flat_map(|mean| [mean.low, mean.high])).unwrap_or_default();
        let margin = 0.06 * (high - low);
        let scale = Scale::new((low - margin, high + margin), (SLOPE_PX, width - VALUE_PX - 6.0));
        Block { of, slopes, width, scale }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, top: f64) {
        let head = format!("{}, {}", name(self.of), self.of.unit);
        canvas.text((0.0, top + 13.0), &head, Letters::value().sized(13.0));
        let (origin, letters) = (self.of.provenance, Letters::axis());
        let start = self.width - letters.width(origin.word());
        draw_point(canvas, (start - 8.0, top + 9.0), origin, Colour::Muted);
        canvas.text((start, top + 13.0), origin.word(), letters);
        let rows_px = (top + HEAD_PX, top + HEAD_PX + 3.0 * ROW_PX);
        for (row, slope) in Slope::ALL.into_iter().enumerate() {
            let y = rows_px.0 + ROW_PX * (row as f64 + 0.5);
            let hit = Frame::new(0.0, y - 0.5 * ROW_PX, self.width, ROW_PX);
            canvas.mark(line(self.of, self.slopes, slope), hit, |canvas| {
                self.draw_row(canvas, slope, y);
            });
        }
        self.draw_axis(canvas, rows_px.1);
    }

    fn draw_row(&self, canvas: &mut Canvas<'_>, slope: Slope, y: f64) {
        let on = self.slopes.on(slope);
        let baseline = y + 4.0;
        canvas.text((0.0, baseline), slope_name(slope), Letters::axis());
        let mean = match on.now {
            Ok(mean) => mean,
            Err(little) => {
                canvas.text((SLOPE_PX, baseline), &too_little(little), Letters::axis());
                return;
            }
        };
        if let Ok(level) = self.slopes.level.now {
            let x = self.scale.at(level.value);
            let ends = ((x, y - 0.5 * ROW_PX), (x, y + 0.5 * ROW_PX));
            canvas.line(ends.0, ends.1, Stroke::dotted(Colour::Muted, 1.0));
        }
        if let Ok(before) = on.before {
            self.draw_mean(canvas, &before, y + 5.0, Colour::BluePale);
            canvas.dot((self.scale.at(before.value), y + 5.0), 2.4, Paint::Fill(Colour::BlueMid));
        }
        if slope != Slope::Level {
            let x = Letters::axis().width(slope_name(slope)) + 5.0;
            canvas.text((x, baseline), &slope_pct(&mean), Letters::axis());
        }
        self.draw_mean(canvas, &mean, y - 3.0, Colour::Blue);
        draw_point(canvas, (self.scale.at(mean.value), y - 3.0), self.of.provenance, Colour::Blue);
        let x = self.width - VALUE_PX + 6.0;
        let value = words::number(mean.value, self.of.decimals);
        canvas.text((x, baseline), &value, Letters::value().sized(14.0));
        if let Some((off, _)) = on.off_level {
            let off = words::signed(off.value, self.of.decimals + 1);
            canvas.text((self.width, baseline), &off, Letters::axis().end());
        }
    }

    /// An interval.
    fn draw_mean(&self, canvas: &mut Canvas<'_>, mean: &SlopeMean, y: f64, colour: Colour) {
        canvas.across(y, self.scale.span((mean.low, mean.high)), Stroke::solid(colour, 2.0));
    }

    fn draw_axis(&self, canvas: &mut Canvas<'_>, y: f64) {
        let (left, right) = (SLOPE_PX, self.width - VALUE_PX - 6.0);
        canvas.line((left, y), (right, y), Stroke::solid(Colour::Line, 1.0));
        let is_shown = |tick: &f64| {
            let shown = tick * 10_f64.powi(i32::from(self.of.decimals));
            (shown - shown.round()).abs() < 1e-6
        };
        for tick in self.scale.ticks(4).into_iter().filter(is_shown) {
            let x = self.scale.at(tick);
            canvas.line((x, y), (x, y + 3.0), Stroke::solid(Colour::Muted, 1.0));
            let text = words::number(tick, self.of.decimals);
            canvas.text((x, y + 15.0), &text, Letters::axis().middle());
        }
    }
}

fn alt(told: &[(&QuantityBySlope, &Slopes)]) -> String {
    let lines: Vec<String> = told
        .iter()
        .map(|(of, slopes)| {
            let values = Slope::ALL.into_iter().filter_map(|slope| {
                let mean = slopes.on(slope).now.ok()?;
                let slope = slope_name(slope).to_lowercase();
                Some(format!("{} {slope}", words::number(mean.value, of.decimals)))
            });
            let values: Vec<String> = values.collect();
            format!("{} {} ({})", name(of), values.join(", "), of.unit)
        })
        .collect();
    format!("Form by slope at your own pace: {}.", lines.join("; "))
}

fn table(quantities: &[QuantityBySlope]) -> ChartTable {
    let head = [
        "Quantity",
        "Slope",
        "Mean",
        "95 % interval",
        "Runs",
        "Minutes",
        "Against the level (99 % interval)",
        "56 days before",
    ];
    let rows = quantities.iter().flat_map(|of| match &of.slopes {
        Ok(slopes) => Slope::ALL.map(|slope| row(of, slopes.on(slope), slope)).to_vec(),
        Err(why) => {
            let mut row: [String; 8] = Default::default();
            (row[0], row[2]) = (name(of).to_owned(), no_slopes(*why));
            vec![row]
        }
    });
    ChartTable::of(head, rows, |row| row)
}

fn row(of: &QuantityBySlope, on: &OnSlope, slope: Slope) -> [String; 8] {
    let number = |value: f64| words::number(value, of.decimals);
    let now = |told: fn(&SlopeMean, u8) -> String| {
        words::or_blank(on.now.ok(), |mean| told(&mean, of.decimals))
    };
    [
        name(of).to_owned(),
        name_and_pct(on, slope),
        match on.now {
            Ok(mean) => format!("{} {}", number(mean.value), of.unit),
            Err(little) => too_little(little),
        },
        now(ends),
        now(|mean, _| mean.runs.to_string()),
        now(|mean, _| words::number(mean.minutes, 0)),
        off_level(on, of.decimals),
        match on.before {
            Ok(mean) => format!("{} ({})", number(mean.value), ends(&mean, of.decimals)),
            Err(_) => String::new(),
        },
    ]
}
