//! Runs before a worse morning less calm runs at the same pace and slope, one row a form metric.

use super::canvas::{Canvas, Frame, Letters, Naming, Paint, Stroke, draw};
use super::palette::Colour;
use super::scale::{Scale, extent};
use super::{COLUMN_WIDTH_PX, Chart, Table};
use crate::page::{Matched, MatchedMetric, Page};
use crate::report::words;

const NAME: &str = "matched-runs";
const ROW_PX: f64 = 58.0;
const FOOT_PX: f64 = 18.0;
const DOT_PX: f64 = 3.0;

/// One row a metric, each on a scale of its own with zero in the middle; none without a pair.
pub fn matched(page: &Page) -> Option<Chart> {
    let matched = page.link.matched.as_ref().filter(|matched| !matched.metrics.is_empty())?;
    let width = f64::from(COLUMN_WIDTH_PX);
    let rows = u32::try_from(matched.metrics.len()).ok()?;
    let height = ROW_PX * f64::from(rows) + FOOT_PX;
    let alt = alt(matched);
    let naming = Naming { name: NAME, title: &matched.title, description: &alt };
    let size = (COLUMN_WIDTH_PX, 58 * rows + 18);
    let svg = draw(size, &naming, |canvas| {
        for (index, metric) in matched.metrics.iter().enumerate() {
            draw_row(canvas, metric, ROW_PX * index as f64, width);
        }
        let foot = height - 4.0;
        let letters = Letters::axis();
        canvas.text((0.0, foot), "lower before worse mornings", letters);
        canvas.text((width, foot), "higher", letters.end());
    })?;
    Some(Chart {
        name: NAME,
        title: matched.title.clone(),
        caption: "Each dot is a pair of runs: the one before a worse morning less the calm one. \
                  Below them the middle, and its 95 % interval from six pairs on."
            .to_owned(),
        alt,
        svg,
        table: table(matched, page),
        width: size.0,
        height: size.1,
    })
}

fn draw_row(canvas: &mut Canvas<'_>, metric: &MatchedMetric, top: f64, width: f64) {
    let sizes = metric.differences.iter().map(|difference| difference.abs());
    let reach = extent(sizes).map_or(1.0, |(_, high)| high);
    let scale = Scale::new((-1.1 * reach, 1.1 * reach), (6.0, width - 6.0));
    let middle = scale.at(0.0);
    canvas.text((0.0, top + 12.0), &heading(metric), Letters::axis());
    let frame = Frame::new(0.0, top, width, ROW_PX);
    canvas.mark(heading(metric), frame, |canvas| {
        let (dots, bar) = (top + 26.0, top + 40.0);
        canvas.line((middle, top + 18.0), (middle, top + 48.0), Stroke::solid(Colour::Muted, 1.0));
        for difference in &metric.differences {
            canvas.dot((scale.at(*difference), dots), DOT_PX, Paint::Rim(Colour::BlueMid, 1.3));
        }
        if let Some((low, high)) = metric.interval {
            let ends = ((scale.at(low), bar), (scale.at(high), bar));
            canvas.line(ends.0, ends.1, Stroke::solid(Colour::Blue, 2.0));
        }
        canvas.dot((scale.at(metric.middle), bar), DOT_PX + 1.2, Paint::Fill(Colour::Blue));
    });
}

/// `Cadence −2 steps/min (−4 to 0), 8 pairs`.
fn heading(metric: &MatchedMetric) -> String {
    let interval = metric.interval.map_or_else(String::new, |(low, high)| {
        let decimals = metric.decimals;
        format!(" ({} to {})", words::signed(low, decimals), words::signed(high, decimals))
    });
    format!(
        "{} {} {}{interval}, {}",
        metric.name,
        words::signed(metric.middle, metric.decimals),
        metric.unit,
        words::count(metric.differences.len(), "pair")
    )
}

fn alt(matched: &Matched) -> String {
    let rows: Vec<String> = matched.metrics.iter().map(heading).collect();
    format!("{}. {}.", matched.title, rows.join("; "))
}

fn table(matched: &Matched, page: &Page) -> Table {
    let mut table = Table::new(&["Before a worse morning", "Pace", "Calm", "Pace"]);
    table.rows = matched
        .pairs
        .iter()
        .map(|pair| {
            vec![
                words::day_and_year(pair.flare),
                words::pace(pair.speed_m_per_s.0, page.units),
                words::day_and_year(pair.calm),
                words::pace(pair.speed_m_per_s.1, page.units),
            ]
        })
        .collect();
    table
}
