//! The ratios and running means that people expect, on one clock, without zones or warning colours.

use crate::say::voice::{Spoken, Voice};
use jiff::civil::{Date, Weekday};

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent};
use crate::model::{LoadUnit, calendar::days_after};
use crate::page::{LoadSeries, RatioDay, Units};
use crate::say::{load_unit, words};

const NAME: &str = "appendix";
const LEFT_PX: f64 = 48.0;
const RIGHT_PX: f64 = 96.0;
const LANE_PX: u32 = 92;
const PLOT_PX: f64 = 64.0;
const FOOT_PX: u32 = 26;
/// Names at the right end stand at least this far apart.
const APART_PX: f64 = 13.0;

type Value = fn(&RatioDay) -> Option<f64>;

/// What a lane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quantity {
    /// One load over another.
    Ratio,
    /// Loads of a day.
    Load,
    /// One load less another: nought is where both are alike.
    Difference,
}

/// A lane: what stands above it, and its lines with their names.
struct Lane {
    name: &'static str,
    quantity: Quantity,
    lines: &'static [(&'static str, Colour, Value)],
}

const LANES: [Lane; 3] = [
    Lane {
        name: "Acute : chronic ratio, 7 days over 28",
        quantity: Quantity::Ratio,
        lines: &[
            ("coupled", Colour::BlueMid, |day| day.acwr_coupled),
            ("uncoupled", Colour::Muted, |day| day.acwr_uncoupled),
            ("weighted", Colour::Ink, |day| day.acwr_ewma),
        ],
    },
    Lane {
        name: "Running means of 42 and 7 days",
        quantity: Quantity::Load,
        lines: &[
            ("42 days (CTL)", Colour::Ink, |day| day.ctl),
            ("7 days (ATL)", Colour::BlueMid, |day| day.atl),
        ],
    },
    Lane {
        name: "Their difference the day before",
        quantity: Quantity::Difference,
        lines: &[("TSB", Colour::Ink, |day| day.tsb)],
    },
];

/// How loads are told: in what unit, and how exactly.
struct Figures {
    unit: &'static str,
    /// Shown units to one of the series.
    factor: f64,
    decimals: u8,
}

impl Figures {
    fn of(series: &LoadSeries, units: Units) -> Figures {
        match series.unit {
            LoadUnit::SessionRpe => Figures { unit: "effort × min", factor: 1.0, decimals: 0 },
            LoadUnit::RunningTime => Figures { unit: "min", factor: 1.0, decimals: 0 },
            LoadUnit::Distance => Figures {
                unit: words::distance_unit(units),
                factor: words::distance_in(1.0, units),
                decimals: 1,
            },
        }
    }

    /// Shown units to one of the series, in a lane.
    const fn factor(&self, quantity: Quantity) -> f64 {
        match quantity {
            Quantity::Ratio => 1.0,
            Quantity::Load | Quantity::Difference => self.factor,
        }
    }

    /// A value that has been brought to shown units, as text.
    fn text(&self, quantity: Quantity, shown: f64) -> String {
        match quantity {
            Quantity::Ratio => words::number(shown, 2),
            Quantity::Load => words::number(shown, self.decimals),
            Quantity::Difference => words::signed(shown, self.decimals),
        }
    }

    /// A value of the series, as text.
    fn told(&self, quantity: Quantity, value: Option<f64>) -> Option<String> {
        value.map(|value| self.text(quantity, self.factor(quantity) * value))
    }

    /// What stands over a lane: its name and unit.
    fn heading(&self, lane: &Lane) -> String {
        match lane.quantity {
            Quantity::Ratio => format!("{} (no unit)", lane.name),
            Quantity::Load | Quantity::Difference => format!("{}, {} a day", lane.name, self.unit),
        }
    }
}

/// Twelve weeks of them; none unless the settings ask for it.
pub fn appendix(page: Spoken<'_>) -> Option<Chart> {
    let series = page.series.as_ref()?;
    let days = series.appendix.as_ref().filter(|days| days.iter().any(tells))?;
    let (first, last) = (days.first()?.date, days.last()?.date);
    let title = "Load ratios and running means".to_owned();
    let figures = Figures::of(series, page.voice.units);
    let alt = alt(days, series, &figures);
    let size = (COLUMN_WIDTH_PX, LANE_PX * 3 + FOOT_PX);
    let right = f64::from(COLUMN_WIDTH_PX) - RIGHT_PX;
    let span = (days_after(first, last) as f64).clamp(1.0, f64::MAX);
    let time = Scale::new((0.0, span), (LEFT_PX, right));
    let about = About {
        name: NAME,
        title,
        caption: format!(
            "Daily load: {} ({}).{} Weighted means use 2/(N + 1), running means 1/N; both start at the mean of the \
             first 28 days and are hidden for 42. TSB: the 42-day mean less the 7-day mean.",
            load_unit::name(series.unit),
            load_unit::why(series.unit),
            if page.unwell.iter().any(|span| span.0 <= last && span.1 >= first) {
                " Shaded: ill or injured."
            } else {
                ""
            },
        ),
        alt,
        table: table(days, &figures, page.voice),
    };
    about.drawn(size, |canvas| {
        draw_unwell(canvas, page, (first, last), &time);
        for (lane, top) in LANES.iter().zip([0.0, 1.0, 2.0]) {
            let plot = Plot { lane, figures: &figures, days, time: &time };
            plot.draw(canvas, f64::from(LANE_PX) * top);
        }
        let y = f64::from(LANE_PX * 3) + 12.0;
        canvas.text((LEFT_PX, y), &page.voice.day_short(first), Letters::axis());
        canvas.text((right, y), &page.voice.day_short(last), Letters::axis().end());
    })
}

/// Days of illness or injury, behind all lanes.
fn draw_unwell(
    canvas: &mut Canvas<'_>,
    page: Spoken<'_>,
    (first, last): (Date, Date),
    time: &Scale,
) {
    for &(from, until) in page.unwell.iter().filter(|span| span.0 <= last && span.1 >= first) {
        let x = |day: Date| time.at(days_after(first, day) as f64);
        let (left, right) = (x(from.max(first)), x(until.min(last)));
        let frame = Frame::new(left, 16.0, right - left + 2.0, f64::from(LANE_PX * 3) - 26.0);
        canvas.rect(frame, Paint::Fill(Colour::Unwell), 0.0);
    }
}

/// A lane and what it is drawn from.
struct Plot<'a> {
    lane: &'a Lane,
    figures: &'a Figures,
    days: &'a [RatioDay],
    time: &'a Scale,
}

impl Plot<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>, top: f64) {
        let heading = self.figures.heading(self.lane);
        canvas.text((LEFT_PX, top + 12.0), &heading, Letters::axis().coloured(Colour::Ink));
        let (roof, floor) = (top + 18.0, top + 18.0 + PLOT_PX);
        let right = f64::from(COLUMN_WIDTH_PX) - RIGHT_PX;
        canvas.line((LEFT_PX, floor), (right, floor), Stroke::solid(Colour::Line, 0.8));
        let lines = self.lines();
        let values = lines.iter().flat_map(|line| line.points.iter().map(|point| point.1));
        // A difference is read against nought.
        let nought = (self.lane.quantity == Quantity::Difference).then_some(0.0);
        let Some((low, high)) = extent(values) else {
            canvas.text((LEFT_PX, floor - 8.0), "too little history", Letters::axis());
            return;
        };
        let (low, high) = extent(nought.into_iter().chain([low, high])).unwrap_or((low, high));
        let scale = Scale::new((low, high), (floor - 2.0, roof + 2.0));
        self.draw_ends(canvas, &scale, (low, high), (roof, floor));
        if nought.is_some() {
            let y = scale.at(0.0);
            canvas.line((LEFT_PX, y), (right, y), Stroke::solid(Colour::Muted, 1.0));
        }
        for line in &lines {
            self.draw_line(canvas, line, (&scale, roof));
        }
        draw_names(canvas, &lines, &scale, right + 6.0);
    }

    /// Every line of the lane.
    fn lines(&self) -> Vec<Line> {
        let first = self.days.first().map(|day| day.date);
        let factor = self.figures.factor(self.lane.quantity);
        let points = |of: Value| {
            let known = self
                .days
                .iter()
                .filter_map(|day| Some((days_after(first?, day.date) as f64, factor * of(day)?)));
            known.collect()
        };
        let lines = self.lane.lines.iter();
        lines.map(|&(name, colour, of)| Line { name, colour, points: points(of) }).collect()
    }

    /// Nought where it is drawn, and the ends of the scale where they stand clear of it.
    fn draw_ends(
        &self,
        canvas: &mut Canvas<'_>,
        scale: &Scale,
        (low, high): (f64, f64),
        (roof, floor): (f64, f64),
    ) {
        let quantity = self.lane.quantity;
        let nought = (quantity == Quantity::Difference).then(|| scale.at(0.0) + 4.0);
        let ends = [(high, roof + 8.0), (low, floor)];
        let is_clear =
            |&(_, y): &(f64, f64)| nought.is_none_or(|nought| (nought - y).abs() >= APART_PX);
        let clear = ends.into_iter().filter(is_clear);
        for (value, y) in clear.chain(nought.map(|y| (0.0, y))) {
            let text = self.figures.text(quantity, value);
            canvas.text((LEFT_PX - 6.0, y), &text, Letters::axis().end());
        }
    }

    fn draw_line(&self, canvas: &mut Canvas<'_>, line: &Line, (scale, roof): (&Scale, f64)) {
        // A day without a value breaks the line.
        for stretch in line.points.chunk_by(|a, b| b.0 - a.0 < 1.5) {
            let places: Vec<(f64, f64)> =
                stretch.iter().map(|&(day, value)| (self.time.at(day), scale.at(value))).collect();
            let Some((from, to)) = stretch.first().zip(stretch.last()) else { continue };
            let text = |value: f64| self.figures.text(self.lane.quantity, value);
            let label = format!(
                "{}, {}: {} at the start, {} at the end",
                self.figures.heading(self.lane),
                line.name,
                text(from.1),
                text(to.1)
            );
            let left = self.time.at(from.0);
            let frame = Frame::new(left, roof, self.time.at(to.0) - left, PLOT_PX);
            canvas.mark(label, frame, |canvas| {
                canvas.path(&places, Stroke::solid(line.colour, 1.4));
            });
        }
    }
}

/// A line of a lane.
struct Line {
    name: &'static str,
    colour: Colour,
    /// By day, in shown units.
    points: Vec<(f64, f64)>,
}

/// Names the lines at their right ends, in their order there.
fn draw_names(canvas: &mut Canvas<'_>, lines: &[Line], scale: &Scale, x: f64) {
    let mut ends: Vec<(f64, &Line)> =
        lines.iter().filter_map(|line| Some((scale.at(line.points.last()?.1), line))).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut lowest = f64::NEG_INFINITY;
    for (y, line) in ends {
        lowest = if y < lowest + APART_PX { lowest + APART_PX } else { y };
        let letters = Letters::axis().coloured(line.colour);
        canvas.text((x, lowest + 4.0), line.name, letters);
    }
}

fn tells(day: &RatioDay) -> bool {
    day.acwr_coupled.or(day.ctl).is_some()
}

fn alt(days: &[RatioDay], series: &LoadSeries, figures: &Figures) -> String {
    let last = |of: Value, quantity| {
        let value = days.iter().rev().find_map(of);
        figures.told(quantity, value).unwrap_or_else(|| words::NOT_KNOWN.to_owned())
    };
    let unit = figures.unit;
    format!(
        "Of {} at the end: ratio coupled {}, uncoupled {}, weighted {}; 42-day mean {} {unit} a day, \
         7-day mean {} {unit} a day.",
        load_unit::name(series.unit),
        last(|day| day.acwr_coupled, Quantity::Ratio),
        last(|day| day.acwr_uncoupled, Quantity::Ratio),
        last(|day| day.acwr_ewma, Quantity::Ratio),
        last(|day| day.ctl, Quantity::Load),
        last(|day| day.atl, Quantity::Load),
    )
}

/// The ends of weeks, and the last day.
fn table(days: &[RatioDay], figures: &Figures, voice: Voice) -> ChartTable {
    let [ctl, atl, tsb] = ["CTL", "ATL", "TSB"].map(|name| format!("{name}, {}", figures.unit));
    let head = ["End of", "Coupled", "Uncoupled", "Weighted", &ctl, &atl, &tsb];
    let last = days.last().map(|day| day.date);
    let is_told = |day: &&RatioDay| day.date.weekday() == Weekday::Sunday || Some(day.date) == last;
    let cell = |quantity, value| figures.told(quantity, value).unwrap_or_default();
    ChartTable::of(head, days.iter().filter(is_told), |day| {
        [
            voice.day_short(day.date),
            cell(Quantity::Ratio, day.acwr_coupled),
            cell(Quantity::Ratio, day.acwr_uncoupled),
            cell(Quantity::Ratio, day.acwr_ewma),
            cell(Quantity::Load, day.ctl),
            cell(Quantity::Load, day.atl),
            cell(Quantity::Difference, day.tsb),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::svg;
    use crate::page::sample;

    #[test]
    fn means_are_told_in_the_runners_own_unit_and_the_difference_has_its_nought() {
        // The sample's 42-day mean ends at 4,300 m + 83 days × 10 m = 5,130 m a day.
        let metric = appendix(Voice::METRIC.tells(&sample::october())).unwrap();
        let says = |chart: &Chart, text: &str| {
            chart.drawing.texts().iter().any(|(said, ..)| *said == text)
        };
        assert!(says(&metric, "Running means of 42 and 7 days, km a day"));
        assert!(metric.alt.contains("42-day mean 5.1 km a day"), "{}", metric.alt);
        assert!(says(&metric, "0.0"));
        // 5,130 m / 1,609.344 m = 3.19 miles.
        let imperial = appendix(Voice::of(Units::Imperial).tells(&sample::october())).unwrap();
        assert!(imperial.alt.contains("42-day mean 3.2 mi a day"), "{}", imperial.alt);
    }

    #[test]
    fn a_difference_that_never_crosses_nought_still_shows_it() {
        let mut page = sample::october();
        let days = page.series.as_mut().and_then(|series| series.appendix.as_mut()).unwrap();
        for day in days.iter_mut() {
            day.tsb = Some(900.0);
        }
        // All at +0.9 km: the line lies at the top of its lane, and the scale starts at nought.
        let svg = svg(&appendix(Voice::METRIC.tells(&page)).unwrap().drawing);
        assert!(svg.contains(">+0.9</text>") && svg.contains(">0.0</text>"), "{svg}");
    }
}
