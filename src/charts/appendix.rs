//! The ratios and running means that people expect, on one clock, without zones or warning colours.

use jiff::civil::{Date, Weekday};

use super::canvas::{Canvas, Frame, Letters, Naming, Paint, Stroke, draw};
use super::palette::Colour;
use super::scale::{Scale, extent};
use super::{COLUMN_WIDTH_PX, Chart, Table};
use crate::page::{LoadSeries, Page, RatioDay};
use crate::report::words;

const NAME: &str = "appendix";
const LEFT_PX: f64 = 48.0;
const RIGHT_PX: f64 = 96.0;
const LANE_PX: u32 = 92;
const PLOT_PX: f64 = 64.0;
const FOOT_PX: u32 = 26;
/// Names at the right end stand at least this far apart.
const APART_PX: f64 = 13.0;

type Value = fn(&RatioDay) -> Option<f64>;

/// A lane: what stands above it, how its ends are told, and its lines with their names.
struct Lane {
    name: &'static str,
    decimals: u8,
    lines: &'static [(&'static str, Colour, Value)],
}

const LANES: [Lane; 3] = [
    Lane {
        name: "Acute : chronic ratio",
        decimals: 2,
        lines: &[
            ("coupled", Colour::BlueMid, |day| day.acwr_coupled),
            ("uncoupled", Colour::Muted, |day| day.acwr_uncoupled),
            ("weighted", Colour::Ink, |day| day.acwr_ewma),
        ],
    },
    Lane {
        name: "Running means of 42 and 7 days",
        decimals: 0,
        lines: &[
            ("42 days (CTL)", Colour::Ink, |day| day.ctl),
            ("7 days (ATL)", Colour::BlueMid, |day| day.atl),
        ],
    },
    Lane {
        name: "Their difference the day before (TSB)",
        decimals: 0,
        lines: &[("TSB", Colour::Ink, |day| day.tsb)],
    },
];

/// Twelve weeks of them; none unless the settings ask for it.
pub fn appendix(page: &Page) -> Option<Chart> {
    let series = page.series.as_ref()?;
    let days = series.appendix.as_ref().filter(|days| days.iter().any(tells))?;
    let (first, last) = (days.first()?.date, days.last()?.date);
    let title = "Load ratios and running means".to_owned();
    let alt = alt(days, series);
    let naming = Naming { name: NAME, title: &title, description: &alt };
    let size = (COLUMN_WIDTH_PX, LANE_PX * 3 + FOOT_PX);
    let right = f64::from(COLUMN_WIDTH_PX) - RIGHT_PX;
    let span = f64::from(days_after(first, last)).clamp(1.0, f64::MAX);
    let time = Scale::new((0.0, span), (LEFT_PX, right));
    let svg = draw(size, &naming, |canvas| {
        draw_unwell(canvas, page, (first, last), &time);
        for (lane, top) in LANES.iter().zip([0.0, 1.0, 2.0]) {
            draw_lane(canvas, lane, days, &time, f64::from(LANE_PX) * top);
        }
        let y = f64::from(LANE_PX * 3) + 12.0;
        canvas.text((LEFT_PX, y), &words::day_short(first), Letters::axis());
        canvas.text((right, y), &words::day_short(last), Letters::axis().end());
    })?;
    Some(Chart {
        name: NAME,
        title,
        caption: format!(
            "Daily load: {} ({}).{} Weighted means use 2/(N + 1), running means 1/N; both start at the mean of the \
             first 28 days and are hidden for 42.",
            series.unit,
            series.why,
            if page.unwell.iter().any(|span| span.0 <= last && span.1 >= first) {
                " Shaded: ill or injured."
            } else {
                ""
            },
        ),
        alt,
        svg,
        table: table(days),
        width: size.0,
        height: size.1,
    })
}

/// Days of illness or injury, behind all lanes.
fn draw_unwell(canvas: &mut Canvas<'_>, page: &Page, (first, last): (Date, Date), time: &Scale) {
    for &(from, until) in page.unwell.iter().filter(|span| span.0 <= last && span.1 >= first) {
        let x = |day: Date| time.at(f64::from(days_after(first, day)));
        let (left, right) = (x(from.max(first)), x(until.min(last)));
        let frame = Frame::new(left, 16.0, right - left + 2.0, f64::from(LANE_PX * 3) - 26.0);
        canvas.rect(frame, Paint::Fill(Colour::Unwell), 0.0);
    }
}

fn draw_lane(canvas: &mut Canvas<'_>, lane: &Lane, days: &[RatioDay], time: &Scale, top: f64) {
    let values = lane.lines.iter().flat_map(|(_, _, of)| days.iter().filter_map(of));
    canvas.text((LEFT_PX, top + 12.0), lane.name, Letters::axis().coloured(Colour::Ink));
    let (roof, floor) = (top + 18.0, top + 18.0 + PLOT_PX);
    let right = f64::from(COLUMN_WIDTH_PX) - RIGHT_PX;
    canvas.line((LEFT_PX, floor), (right, floor), Stroke::solid(Colour::Line, 0.8));
    let Some((low, high)) = extent(values) else {
        canvas.text((LEFT_PX, floor - 8.0), "too little history", Letters::axis());
        return;
    };
    let scale = Scale::new((low, high), (floor - 2.0, roof + 2.0));
    for (value, y) in [(high, roof + 8.0), (low, floor)] {
        let text = words::number(value, lane.decimals);
        canvas.text((LEFT_PX - 6.0, y), &text, Letters::axis().end());
    }
    let first = days.first().map(|day| day.date);
    let mut ends = Vec::new();
    for (name, colour, of) in lane.lines {
        let points: Vec<(f64, f64)> = days
            .iter()
            .filter_map(|day| Some((f64::from(days_after(first?, day.date)), of(day)?)))
            .collect();
        // A day without a value breaks the line.
        for stretch in points.chunk_by(|a, b| b.0 - a.0 < 1.5) {
            let line: Vec<(f64, f64)> =
                stretch.iter().map(|&(day, value)| (time.at(day), scale.at(value))).collect();
            let label =
                format!("{}, {name}: {}", lane.name, words::number(stretch[0].1, lane.decimals));
            let frame = Frame::new(line[0].0, roof, line[line.len() - 1].0 - line[0].0, PLOT_PX);
            canvas.mark(label, frame, |canvas| {
                canvas.path(&line, Stroke::solid(*colour, 1.4));
            });
        }
        ends.extend(points.last().map(|(_, value)| (scale.at(*value), *name, *colour)));
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut lowest = f64::NEG_INFINITY;
    for (y, name, colour) in ends {
        lowest = if y < lowest + APART_PX { lowest + APART_PX } else { y };
        canvas.text((right + 6.0, lowest + 4.0), name, Letters::axis().coloured(colour));
    }
}

fn tells(day: &RatioDay) -> bool {
    day.acwr_coupled.or(day.ctl).is_some()
}

fn days_after(first: Date, day: Date) -> i32 {
    first.until(day).map_or(0, |span| span.get_days())
}

fn alt(days: &[RatioDay], series: &LoadSeries) -> String {
    let last = |of: Value, decimals| {
        days.iter()
            .rev()
            .find_map(of)
            .map_or_else(|| words::NOT_KNOWN.to_owned(), |value| words::number(value, decimals))
    };
    format!(
        "Of {} at the end: ratio coupled {}, uncoupled {}, weighted {}; 42-day mean {}, 7-day mean {}.",
        series.unit,
        last(|day| day.acwr_coupled, 2),
        last(|day| day.acwr_uncoupled, 2),
        last(|day| day.acwr_ewma, 2),
        last(|day| day.ctl, 0),
        last(|day| day.atl, 0),
    )
}

/// The ends of weeks, and the last day.
fn table(days: &[RatioDay]) -> Table {
    let mut table =
        Table::new(&["End of", "Coupled", "Uncoupled", "Weighted", "CTL", "ATL", "TSB"]);
    let last = days.last().map(|day| day.date);
    table.rows = days
        .iter()
        .filter(|day| day.date.weekday() == Weekday::Sunday || Some(day.date) == last)
        .map(|day| {
            let cell = |value: Option<f64>, decimals| {
                value.map_or_else(String::new, |value| words::number(value, decimals))
            };
            vec![
                words::day_short(day.date),
                cell(day.acwr_coupled, 2),
                cell(day.acwr_uncoupled, 2),
                cell(day.acwr_ewma, 2),
                cell(day.ctl, 0),
                cell(day.atl, 0),
                cell(day.tsb, 0),
            ]
        })
        .collect();
    table
}
