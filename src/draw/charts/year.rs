//! A year in small charts on one axis of months: what was run, how the back was, and how one ran.

mod axis;
mod form_row;
mod ground;
mod row;

use self::{
    axis::Axis,
    row::{Row, rows},
};
use super::chart::{About, Chart, ChartTable};
use crate::draw::canvas::{Canvas, Letters};
use crate::draw::scale::whole_px;
use crate::page::{Year, YearMonth};
use crate::say::voice::Spoken;
use crate::say::words;

const NAME: &str = "year";
const BRIEF_NAME: &str = "year-brief";
/// Under this width the names of rows stand above them.
const WIDE_PX: u32 = 560;
/// Room for the names of rows beside them.
const NAMES_PX: f64 = 150.0;
/// A row's height, and the same where its name stands above it.
const ROW_PX: f64 = 52.0;
/// Room for a row's name above it.
const NAME_PX: f64 = 18.0;
/// Room above the bars of a row for their numbers.
const NUMBERS_PX: f64 = 15.0;
/// White space between rows.
const GAP_PX: f64 = 13.0;
/// The names of months, and the lane of marks under them.
const HEAD_PX: f64 = 19.0;
const LANE_PX: f64 = 16.0;
const FOOT_PX: f64 = 18.0;

/// How much of the year is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// Every row, with marks that can be pointed at.
    Whole,
    /// Distance and pain, to stand on another page as a picture.
    Brief,
}

/// Every row of the year that has something to show, this wide; none without any.
pub fn year_at(year: Spoken<'_, Year>, width: u32) -> Option<Chart> {
    drawn(year, width, Extent::Whole)
}

/// Distance and pain by month, for the first page.
pub(crate) fn year_brief(year: Spoken<'_, Year>, width: u32) -> Option<Chart> {
    drawn(year, width, Extent::Brief)
}

fn drawn(year: Spoken<'_, Year>, width: u32, extent: Extent) -> Option<Chart> {
    let mut rows = rows(year);
    if extent == Extent::Brief {
        rows.retain(Row::is_brief);
    }
    if rows.is_empty() {
        return None;
    }
    let is_wide = width >= WIDE_PX;
    let left = if is_wide { NAMES_PX } else { 0.0 };
    let axis = Axis::new(year, (left, f64::from(width)));
    let lane = if axis.has_marks() && extent == Extent::Whole { LANE_PX } else { 0.0 };
    let name_px = if is_wide { 0.0 } else { NAME_PX };
    let step = name_px + NUMBERS_PX + ROW_PX + GAP_PX;
    let top = HEAD_PX + lane;
    let bottom = top + step * rows.len() as f64 - GAP_PX + 4.0;
    let foot = if extent == Extent::Whole { FOOT_PX } else { 0.0 };
    let height = whole_px(bottom + foot);
    let title = format!("{} by month", year.voice.title(&year.period));
    let alt = alt(year, &rows);
    let name = if extent == Extent::Whole { NAME } else { BRIEF_NAME };
    let about = About { name, title, caption: caption(year), alt, table: table(year, &rows) };
    about.drawn((width, height), |canvas| {
        axis.shade(canvas, (top - 2.0, bottom));
        axis.months(canvas, HEAD_PX - 7.0);
        if extent == Extent::Whole {
            axis.months(canvas, bottom + 14.0);
        }
        if lane > 0.0 {
            axis.lane(canvas, (HEAD_PX, LANE_PX));
        }
        for (at, row) in rows.iter().enumerate() {
            let plot_top = top + step * at as f64 + name_px;
            named(canvas, row, plot_top, is_wide);
            row.draw(canvas, &axis, (plot_top + NUMBERS_PX, ROW_PX), extent == Extent::Whole);
        }
    })
}

/// A row's name, with its unit: beside it, or above it.
fn named(canvas: &mut Canvas<'_>, row: &Row<'_>, top: f64, is_wide: bool) {
    let (name, unit) = row.name();
    if is_wide {
        let base = top + NUMBERS_PX + 0.5 * ROW_PX;
        canvas.text((0.0, base - 3.0), &name, Letters::value().sized(13.0));
        canvas.text((0.0, base + 13.0), &unit, Letters::axis());
    } else {
        let base = top - 6.0;
        canvas.text((0.0, base), &name, Letters::value());
        canvas.text((Letters::value().width(&name) + 6.0, base), &unit, Letters::axis());
    }
}

/// What the marks of this drawing mean; only of those that are in it.
fn caption(year: Spoken<'_, Year>) -> String {
    let mut parts = Vec::new();
    if !year.months_before.is_empty() {
        parts.push(format!("Pale: {}.", year.voice.before(&year.period)));
    }
    if year.months.iter().chain(&year.months_before).any(YearMonth::is_part) {
        parts.push("Hollow: the month is known in part.".to_owned());
    }
    if year.months.iter().any(|month| month.peak.is_some()) {
        parts.push("Pain: a dot is the mean of the mornings, the line above it reaches to the worst that was logged.".to_owned());
    }
    parts.push("Blank: not known.".to_owned());
    parts.join(" ")
}

fn alt(year: Spoken<'_, Year>, rows: &[Row<'_>]) -> String {
    let told: Vec<String> = rows.iter().filter_map(|row| row.in_short(year)).collect();
    format!("{} by month. {}.", year.voice.title(&year.period), told.join("; "))
}

/// One line a month, and the year before below it.
fn table(year: Spoken<'_, Year>, rows: &[Row<'_>]) -> ChartTable {
    let names: Vec<String> = std::iter::once("Month".to_owned())
        .chain(rows.iter().map(|row| {
            let (name, unit) = row.name();
            if unit.is_empty() { name } else { format!("{name}, {unit}") }
        }))
        .chain(["Days known".to_owned()])
        .collect();
    let mut table = ChartTable { head: names, rows: Vec::new() };
    for (months, is_now) in [(&year.months, true), (&year.months_before, false)] {
        for month in months.iter().filter(|month| month.is_known()) {
            let title = format!("{} {}", words::month(month.first), month.first.year());
            let cells = rows.iter().map(|row| row.cell(month, is_now));
            let known = format!("{} of {}", month.days_known, month.days);
            table.rows.push(std::iter::once(title).chain(cells).chain([known]).collect());
        }
    }
    table
}

#[cfg(test)]
mod tests;
