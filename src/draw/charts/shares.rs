//! Small bars: shoes, surfaces, steps by slope.

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::lettering;
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent, whole_px, within};
use crate::page::Shoe;
use crate::say::voice::Spoken;
use crate::say::words;

/// 300 to 500 miles, in metres: when shoes are commonly replaced. A rule of thumb of the trade;
/// no trial stands behind it.
pub(crate) const USUAL_SHOE_LIFE_M: (f64, f64) = (482_803.2, 804_672.0);

/// Height of a bar, of a row whose name stands beside it, and of one whose name stands above.
const BAR_PX: f64 = 11.0;
const ROW_PX: f64 = 21.0;
const STACKED_ROW_PX: f64 = 34.0;

/// Room for the value at the right.
const VALUE_GAP_PX: f64 = 10.0;

/// Room for the words over the usual life of shoes.
const HEAD_PX: f64 = 18.0;

/// One bar.
struct Bar {
    name: String,
    /// The bar's length, in the unit of the scale.
    length: f64,
    /// The part of it that is drawn strong, from the right end.
    recent: f64,
    value: String,
    words: String,
}

/// Several bars on one scale.
struct Bars {
    width: f64,
    rows: Vec<Bar>,
    top: f64,
    longest: f64,
    /// A stretch of the scale to be shaded, with its words.
    band: Option<(f64, f64, String)>,
}

/// Distance in each shoe, the period's part strong; none without shoes.
pub fn shoes(page: Spoken<'_>) -> Option<Chart> {
    shoes_at(page, COLUMN_WIDTH_PX)
}

/// The same at another natural width, in pixels.
pub fn shoes_at(page: Spoken<'_>, width: u32) -> Option<Chart> {
    let (_, farthest_m) = extent(page.shoes.iter().map(|shoe| shoe.distance_m))?;
    let units = page.voice.units;
    let rows: Vec<Bar> = page
        .shoes
        .iter()
        .map(|shoe| {
            let value = words::distance(shoe.distance_m, units);
            let in_period = words::distance(shoe.in_period_m, units);
            Bar {
                words: format!("{}: {value} in all, {in_period} in this period", shoe.name),
                name: shoe.name.clone(),
                length: shoe.distance_m,
                recent: shoe.in_period_m,
                value,
            }
        })
        .collect();
    let (low, high) = USUAL_SHOE_LIFE_M;
    let band_words = format!(
        "often replaced at {}–{}",
        words::distance_number(low, units),
        words::distance(high, units)
    );
    let longest = if farthest_m < high { high } else { farthest_m };
    let bars = Bars {
        width: f64::from(width),
        rows,
        top: HEAD_PX,
        longest,
        band: Some((low, high, band_words)),
    };
    let in_period_m: f64 = page.shoes.iter().map(|shoe| shoe.in_period_m).sum();
    let most = page.shoes.iter().max_by(|a, b| a.distance_m.total_cmp(&b.distance_m))?;
    let alt = format!(
        "Distance in each shoe: most in {}, {}.",
        most.name,
        words::distance(most.distance_m, units)
    );
    let table = shoe_table(page, in_period_m);
    let caption = format!(
        "Distance in each pair in use; the strong end is this period's. {}{}",
        rotation(page, in_period_m),
        past_life(page)
    );
    bars.chart(About { name: "shoes", title: "Shoes".to_owned(), caption, alt, table })
}

fn shoe_table(page: Spoken<'_>, in_period_m: f64) -> ChartTable {
    let units = page.voice.units;
    let all = format!("All, {}", words::distance_unit(units));
    ChartTable::of(["Shoe", &all, "This period", "Share"], &page.shoes, |shoe| {
        [
            shoe.name.clone(),
            words::distance_number(shoe.distance_m, units),
            words::distance_number(shoe.in_period_m, units),
            words::share_percent(shoe.in_period_m / in_period_m),
        ]
    })
}

/// How the period's distance is spread over the pairs.
fn rotation(page: Spoken<'_>, in_period_m: f64) -> String {
    let by_period = |a: &&Shoe, b: &&Shoe| a.in_period_m.total_cmp(&b.in_period_m);
    match page.shoes.iter().max_by(by_period) {
        Some(most) if page.shoes.len() > 1 => format!(
            "{} pairs: {} of the distance with a known pair in {}.",
            page.shoes.len(),
            words::share_percent(most.in_period_m / in_period_m),
            most.name
        ),
        _ => "One pair throughout.".to_owned(),
    }
}

/// The pairs past the usual life of shoes, with what that rests on.
fn past_life(page: Spoken<'_>) -> String {
    let past: Vec<&str> = page
        .shoes
        .iter()
        .filter(|shoe| shoe.distance_m > USUAL_SHOE_LIFE_M.1)
        .map(|shoe| shoe.name.as_str())
        .collect();
    if past.is_empty() {
        return String::new();
    }
    format!(
        " Past {}, where shoes are often replaced by a rule of thumb that no trial stands behind: {}.",
        words::distance(USUAL_SHOE_LIFE_M.1, page.voice.units),
        past.join(", ")
    )
}

/// Share of running minutes on each surface; none where no surface is known.
pub fn surfaces(page: Spoken<'_>) -> Option<Chart> {
    surfaces_at(page, COLUMN_WIDTH_PX)
}

/// The same at another natural width, in pixels.
pub fn surfaces_at(page: Spoken<'_>, width: u32) -> Option<Chart> {
    let most = page.surfaces.iter().max_by(|a, b| a.share.total_cmp(&b.share))?;
    let alt = format!(
        "Running minutes by surface: most on {}, {}.",
        most.name,
        words::share_percent(most.share)
    );
    let shares: Vec<(String, f64)> =
        page.surfaces.iter().map(|surface| (surface.name.clone(), surface.share)).collect();
    let caption = "Share of this period's running minutes.".to_owned();
    let table = share_table("Surface", &shares);
    share_bars(&shares, width).chart(About {
        name: "surfaces",
        title: "Ground".to_owned(),
        caption,
        alt,
        table,
    })
}

/// Steps uphill, on the level and downhill; none where slope is not known.
pub fn steps_by_slope(page: Spoken<'_>) -> Option<Chart> {
    steps_by_slope_at(page, COLUMN_WIDTH_PX)
}

/// The same at another natural width, in pixels.
pub fn steps_by_slope_at(page: Spoken<'_>, width: u32) -> Option<Chart> {
    let (up, level, down) = page.load.steps_by_slope?;
    let all = up + level + down;
    if all.partial_cmp(&0.0) != Some(std::cmp::Ordering::Greater) {
        return None;
    }
    let steps_on = [("Uphill", up), ("Level", level), ("Downhill", down)];
    let shares = steps_on.map(|(name, steps)| (name.to_owned(), steps / all));
    let alt = format!(
        "{} steps with known slope, {} of them downhill.",
        words::grouped(all),
        words::share_percent(down / all)
    );
    let caption = format!("Share of {} steps where the slope is known.", words::grouped(all));
    let table = ChartTable::of(["Slope", "Steps", "Share"], steps_on, |(name, steps)| {
        [name.to_owned(), words::grouped(steps), words::share_percent(steps / all)]
    });
    let (name, title) = ("steps-by-slope", "Steps by slope".to_owned());
    share_bars(&shares, width).chart(About { name, title, caption, alt, table })
}

fn share_bars(shares: &[(String, f64)], width: u32) -> Bars {
    let rows = shares
        .iter()
        .map(|(name, share)| {
            let value = words::share_percent(*share);
            Bar {
                words: format!("{name}: {value}"),
                name: name.clone(),
                length: *share,
                recent: 0.0,
                value,
            }
        })
        .collect();
    Bars { width: f64::from(width), rows, top: 0.0, longest: 1.0, band: None }
}

fn share_table(what: &str, shares: &[(String, f64)]) -> ChartTable {
    ChartTable::of([what, "Share"], shares, |(name, share)| {
        [name.clone(), words::share_percent(*share)]
    })
}

impl Bars {
    fn chart(&self, about: About) -> Option<Chart> {
        let size = (whole_px(self.width), whole_px(self.height()));
        about.drawn(size, |canvas| self.draw(canvas))
    }

    fn widest_name(&self) -> f64 {
        let names = self.rows.iter().map(|row| name_letters().width(&row.name));
        extent(names).map_or(0.0, |(_, widest)| widest)
    }

    /// Long names stand above their bars.
    fn is_stacked(&self) -> bool {
        self.widest_name() > 0.38 * self.width
    }

    /// A name in lines that fit above its bar, left of its value.
    fn name_lines(&self, row: &Bar) -> Vec<String> {
        let letters = name_letters();
        let room = self.width - Letters::value().width(&row.value) - 2.0 * VALUE_GAP_PX;
        lettering::wrap(&row.name, letters.size, letters.weight, room)
    }

    fn row_px(&self, row: &Bar) -> f64 {
        if self.is_stacked() {
            STACKED_ROW_PX + 15.0 * (self.name_lines(row).len() as f64 - 1.0)
        } else {
            ROW_PX
        }
    }

    fn height(&self) -> f64 {
        self.top + self.rows.iter().map(|row| self.row_px(row)).sum::<f64>()
    }

    fn scale(&self) -> Scale {
        let widest_value = extent(self.rows.iter().map(|row| Letters::value().width(&row.value)))
            .map_or(0.0, |(_, widest)| widest);
        let ends = if self.is_stacked() {
            (0.0, self.width)
        } else {
            (self.widest_name() + 14.0, self.width - widest_value - VALUE_GAP_PX)
        };
        Scale::new((0.0, self.longest), ends)
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let scale = self.scale();
        let (left, right) = (scale.at(0.0), scale.at(self.longest));
        if let Some((low, high, text)) = &self.band {
            let (from, to) = (scale.at(*low), within(scale.at(*high), left, right));
            let letters = Letters::axis();
            let start = within(to - letters.width(text), 0.0, self.width);
            canvas.text((start, 11.0), text, letters);
            let frame = Frame::new(from, HEAD_PX - 2.0, to - from, self.height() - HEAD_PX);
            canvas.rect(frame, Paint::Fill(Colour::Heat1), 0.0);
        }
        let mut top = self.top;
        for row in &self.rows {
            let height = self.row_px(row);
            let frame = Frame::new(0.0, top, self.width, height);
            canvas.mark(row.words.clone(), frame, |canvas| {
                self.draw_row(canvas, row, top, &scale);
            });
            top += height;
        }
    }

    fn draw_row(&self, canvas: &mut Canvas<'_>, row: &Bar, top: f64, scale: &Scale) {
        let bar_top = if self.is_stacked() {
            for (index, line) in self.name_lines(row).iter().enumerate() {
                canvas.text((0.0, top + 12.0 + 15.0 * index as f64), line, name_letters());
            }
            top + self.row_px(row) - BAR_PX - 6.0
        } else {
            canvas.text((0.0, top + 14.0), &row.name, name_letters());
            top + 4.0
        };
        let value_y = if self.is_stacked() { top + 12.0 } else { top + 14.0 };
        canvas.text((self.width, value_y), &row.value, Letters::value().end());
        let (left, right) = (scale.at(0.0), scale.at(self.longest));
        if self.band.is_none() {
            let track = Frame::new(left, bar_top, right - left, BAR_PX);
            canvas.rect(track, Paint::Fill(Colour::Band), 2.0);
        }
        let end = scale.at(row.length);
        if end > left {
            let bar = Frame::new(left, bar_top, end - left, BAR_PX);
            canvas.rect(bar, Paint::Fill(Colour::BlueMid), 2.0);
        }
        let recent_from = scale.at(row.length - row.recent);
        if row.recent > 0.0 && end - recent_from >= 0.5 {
            let recent = Frame::new(recent_from, bar_top, end - recent_from, BAR_PX);
            canvas.rect(recent, Paint::Fill(Colour::Blue), 2.0);
        }
        let base = ((left, bar_top - 2.0), (left, bar_top + BAR_PX + 2.0));
        canvas.line(base.0, base.1, Stroke::solid(Colour::Ink, 1.0));
    }
}

const fn name_letters() -> Letters {
    Letters::axis().coloured(Colour::Ink)
}
