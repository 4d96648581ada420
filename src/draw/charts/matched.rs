//! Runs before a worse morning less calm runs at the same pace and slope, one row a form metric.

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent};
use crate::page::{Matched, MatchedMetric};
use crate::say::voice::Spoken;
use crate::say::{form, matched::name, words};

const NAME: &str = "matched-runs";
const ROW_PX: f64 = 58.0;
const FOOT_PX: f64 = 18.0;
const DOT_PX: f64 = 3.0;
/// Room at either side for the ends of a row's scale in numbers.
const ENDS_PX: f64 = 46.0;

/// One row a metric, each on a scale of its own with zero in the middle; none without a pair.
pub fn matched(page: Spoken<'_>) -> Option<Chart> {
    let matched = page.link.matched.as_ref().filter(|matched| !matched.metrics.is_empty())?;
    let width = f64::from(COLUMN_WIDTH_PX);
    let rows = u32::try_from(matched.metrics.len()).ok()?;
    let height = ROW_PX * f64::from(rows) + FOOT_PX;
    let alt = alt(matched);
    let size = (COLUMN_WIDTH_PX, 58 * rows + 18);
    let about = About {
        name: NAME,
        title: matched.title(),
        caption: "Each dot is a pair of runs: the one before a worse morning less the calm one. \
                  Below them the middle, and its 95 % interval from six pairs on. At the sides: how far \
                  each row reaches."
            .to_owned(),
        alt,
        table: table(matched, page),
    };
    about.drawn(size, |canvas| {
        for (index, metric) in matched.metrics.iter().enumerate() {
            draw_row(canvas, metric, ROW_PX * index as f64, width);
        }
        let foot = height - 4.0;
        let letters = Letters::axis();
        canvas.text((0.0, foot), "lower before worse mornings", letters);
        canvas.text((width, foot), "higher", letters.end());
    })
}

fn draw_row(canvas: &mut Canvas<'_>, metric: &MatchedMetric, top: f64, width: f64) {
    let reach = reach(metric);
    let scale = Scale::new((-reach, reach), (ENDS_PX, width - ENDS_PX));
    let middle = scale.at(0.0);
    canvas.text((0.0, top + 12.0), &heading(metric), Letters::axis());
    let frame = Frame::new(0.0, top, width, ROW_PX);
    canvas.mark(heading(metric), frame, |canvas| {
        let (dots, bar) = (top + 26.0, top + 40.0);
        canvas.across(dots, (ENDS_PX, width - ENDS_PX), Stroke::solid(Colour::Line, 1.0));
        canvas.line((middle, top + 18.0), (middle, top + 48.0), Stroke::solid(Colour::Muted, 1.0));
        let (low, high) = (shown(metric, -reach), shown(metric, reach));
        canvas.text((ENDS_PX - 8.0, dots + 4.2), &low, Letters::axis().end());
        canvas.text((width - ENDS_PX + 8.0, dots + 4.2), &high, Letters::axis());
        for difference in &metric.differences {
            canvas.dot((scale.at(*difference), dots), DOT_PX, Paint::Rim(Colour::BlueMid, 1.3));
        }
        if let Some(range) = metric.interval {
            canvas.across(bar, scale.span(range), Stroke::solid(Colour::Blue, 2.0));
        }
        canvas.dot((scale.at(metric.middle), bar), DOT_PX + 1.2, Paint::Fill(Colour::Blue));
    });
}

/// How far the row reaches to either side: as far as its farthest dot, and no less than the
/// smallest number that can be told from nought.
fn reach(metric: &MatchedMetric) -> f64 {
    let least = 10_f64.powi(-i32::from(decimals(metric)));
    let interval = metric.interval.map_or([0.0; 2], |(low, high)| [low.abs(), high.abs()]);
    let dots = metric.differences.iter().map(|difference| difference.abs());
    extent(dots.chain(interval).chain([least])).map_or(least, |(_, far)| far)
}

/// One more than the metric itself is told with: a difference is small beside what it is of.
const fn decimals(metric: &MatchedMetric) -> u8 {
    metric.decimals.saturating_add(1)
}

fn shown(metric: &MatchedMetric, difference: f64) -> String {
    words::signed(difference, decimals(metric))
}

/// `Cadence −2.1 steps/min (−4.0 to −0.3), 8 pairs`.
fn heading(metric: &MatchedMetric) -> String {
    let interval = metric.interval.map_or_else(String::new, |(low, high)| {
        format!(" ({} to {})", shown(metric, low), shown(metric, high))
    });
    format!(
        "{} {} {}{interval}, {}",
        name(metric),
        shown(metric, metric.middle),
        form::measured_in(metric.key),
        words::count(metric.differences.len(), "pair")
    )
}

fn alt(matched: &Matched) -> String {
    let rows: Vec<String> = matched.metrics.iter().map(heading).collect();
    format!("{}. {}.", matched.title(), rows.join("; "))
}

fn table(matched: &Matched, page: Spoken<'_>) -> ChartTable {
    let head = ["Before a worse morning", "Pace", "Calm", "Pace"];
    ChartTable::of(head, &matched.pairs, |pair| {
        [
            page.voice.day_and_year(pair.flare),
            words::pace(pair.speed_m_per_s.0, page.voice.units),
            page.voice.day_and_year(pair.calm),
            words::pace(pair.speed_m_per_s.1, page.voice.units),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounce(differences: &[f64], middle: f64) -> MatchedMetric {
        MatchedMetric {
            key: "vertical_oscillation_mm",
            decimals: 0,
            differences: differences.to_vec(),
            middle,
            interval: None,
        }
    }

    #[test]
    fn a_middle_that_is_drawn_off_nought_is_not_called_nought() {
        let metric = bounce(&[-0.9, 0.2, -0.6], -0.4);
        assert_eq!(heading(&metric), "Vertical bounce −0.4 mm, 3 pairs");
        assert_eq!((shown(&metric, -reach(&metric)), reach(&metric)), ("−0.9".to_owned(), 0.9));
    }

    #[test]
    fn pairs_without_any_difference_stand_on_the_middle_of_their_row() {
        let scale_of = |metric: &MatchedMetric| {
            let reach = reach(metric);
            Scale::new((-reach, reach), (ENDS_PX, 400.0 - ENDS_PX)).at(0.0)
        };
        assert!((scale_of(&bounce(&[0.0, 0.0], 0.0)) - 200.0).abs() < 0.1);
    }
}
