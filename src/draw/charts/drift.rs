//! Change from the first third of each long run to its last: small multiples, one column a quantity.

use super::chart::{About, COLUMN_WIDTH_PX, Chart, ChartTable};
use crate::draw::canvas::{Canvas, Frame, Letters, Paint, Stroke};
use crate::draw::palette::Colour;
use crate::draw::scale::{Scale, extent};
use crate::page::{Mean, RunWithin};
use crate::say::voice::{Spoken, Voice};
use crate::say::words;

const NAME: &str = "drift";
const TOP_PX: f64 = 40.0;
const ROW_PX: u32 = 24;
const HEIGHT_WITHOUT_ROWS_PX: u32 = 58;
const DAY_PX: f64 = 62.0;
const GAP_PX: f64 = 14.0;
const DOT_PX: f64 = 3.6;
/// The narrowest axis, in per cent to either side: less than this is nothing to see.
const LEAST_REACH_PCT: f64 = 3.0;
/// Rows of the drawing; the table has every run.
const MOST_ROWS: usize = 12;

/// Quantities by metric key, with the names of their columns.
const COLUMNS: [(&str, &str); 4] = [
    ("cadence_drift_pct", "Cadence"),
    ("bounce_drift_pct", "Bounce"),
    ("contact_drift_pct", "Contact time"),
    // Told from 10 mm on; it is contact's own drift once more, as a place.
    ("foot_ahead_drift_pct", "Foot ahead"),
];

/// One row a run that is long enough, newest last; none without such a run.
pub fn drift(page: Spoken<'_>) -> Option<Chart> {
    let runs: Vec<&RunWithin> =
        page.within.runs.iter().filter(|run| !run.drifts.is_empty()).collect();
    let shown = runs.get(runs.len().saturating_sub(MOST_ROWS)..)?;
    let columns: Vec<Column<'_>> =
        COLUMNS.into_iter().filter_map(|column| Column::of(column, shown)).collect();
    let rows = u32::try_from(shown.len()).ok().filter(|_| !columns.is_empty())?;
    let title = "Last third of each long run against its first, at like pace".to_owned();
    let alt = alt(&columns);
    let size = (COLUMN_WIDTH_PX, HEIGHT_WITHOUT_ROWS_PX + ROW_PX * rows);
    let about = About {
        name: NAME,
        title,
        caption:
            "Dot: change in per cent with slope and pace alike; bar: its 90 % range. Full where \
                  the range leaves out zero. Wind, heat, surface and plan look the same as fatigue."
                .to_owned(),
        alt,
        table: table(&runs, page.voice),
    };
    about.drawn(size, |canvas| {
        for (row, run) in shown.iter().enumerate() {
            canvas.text((0.0, row_y(row) + 4.0), &page.voice.day_short(run.date), Letters::axis());
        }
        for (at, column) in columns.iter().enumerate() {
            column.draw(canvas, frame(at, columns.len()), (shown, page.voice));
        }
    })
}

/// A quantity and its values, by row.
struct Column<'a> {
    name: &'static str,
    values: Vec<(usize, &'a Mean)>,
}

impl<'a> Column<'a> {
    /// None where no run shown has it.
    fn of((key, name): (&str, &'static str), shown: &[&'a RunWithin]) -> Option<Column<'a>> {
        let values: Vec<(usize, &Mean)> = shown
            .iter()
            .enumerate()
            .filter_map(|(row, run)| Some((row, value(run, key)?)))
            .collect();
        (!values.is_empty()).then_some(Column { name, values })
    }

    fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        (left, right): (f64, f64),
        (shown, voice): (&[&RunWithin], Voice),
    ) {
        let ends = self.values.iter().flat_map(|(_, mean)| ends(mean)).map(f64::abs);
        let reach = extent(ends.chain([LEAST_REACH_PCT])).map_or(LEAST_REACH_PCT, |(_, far)| far);
        let scale = Scale::new((-reach, reach), (left, right));
        let (top, bottom) = (TOP_PX, row_y(shown.len()) - 8.0);
        canvas.text((left, 12.0), self.name, Letters::value());
        let zero = scale.at(0.0);
        canvas.line((zero, top - 8.0), (zero, bottom), Stroke::solid(Colour::Muted, 1.0));
        let far = words::number(reach, 0);
        for (x, text, letters) in [
            (left, format!("−{far} %"), Letters::axis()),
            (zero, "0".to_owned(), Letters::axis().middle()),
            (right, format!("+{far} %"), Letters::axis().end()),
        ] {
            canvas.text((x, bottom + 14.0), &text, letters);
        }
        for &(row, mean) in &self.values {
            let day = shown.get(row).map_or_else(String::new, |run| voice.day(run.date));
            let y = row_y(row);
            let hit = Frame::new(left, y - 11.0, right - left, 22.0);
            canvas.mark(format!("{day}: {} {}", self.name, told(mean)), hit, |canvas| {
                if let Some(range) = mean.low.zip(mean.high) {
                    canvas.across(y, scale.span(range), Stroke::solid(Colour::BlueMid, 1.6));
                }
                if is_clear(mean) {
                    canvas.dot((scale.at(mean.value), y), DOT_PX, Paint::Fill(Colour::Blue));
                } else {
                    canvas.ring((scale.at(mean.value), y), DOT_PX, Colour::Blue);
                }
            });
        }
    }
}

/// Left and right of the `at`th of so many columns.
fn frame(at: usize, columns: usize) -> (f64, f64) {
    let all = f64::from(COLUMN_WIDTH_PX) - DAY_PX - 6.0;
    let width = (all - GAP_PX * (columns.saturating_sub(1)) as f64) / columns as f64;
    let left = DAY_PX + at as f64 * (width + GAP_PX);
    (left, left + width)
}

fn row_y(row: usize) -> f64 {
    TOP_PX + f64::from(ROW_PX) * row as f64
}

fn value<'a>(run: &'a RunWithin, key: &str) -> Option<&'a Mean> {
    run.drifts.iter().find(|(of, _)| *of == key).map(|(_, mean)| mean)
}

fn ends(mean: &Mean) -> [f64; 3] {
    [mean.value, mean.low.unwrap_or(mean.value), mean.high.unwrap_or(mean.value)]
}

/// Whether its range leaves out zero.
fn is_clear(mean: &Mean) -> bool {
    mean.low.is_some_and(|low| low > 0.0) || mean.high.is_some_and(|high| high < 0.0)
}

/// `−1.9 % (−3.0 to −0.7)`.
fn told(mean: &Mean) -> String {
    let range = mean.low.zip(mean.high).map_or_else(String::new, |(low, high)| {
        format!(" ({} to {})", words::signed(low, 1), words::signed(high, 1))
    });
    format!("{} %{range}", words::signed(mean.value, 1))
}

fn alt(columns: &[Column<'_>]) -> String {
    let line = |column: &Column<'_>| {
        let clear = column.values.iter().filter(|(_, mean)| is_clear(mean)).count();
        format!(
            "{} changed in {clear} of {}",
            column.name,
            words::count(column.values.len(), "run")
        )
    };
    let lines: Vec<String> = columns.iter().map(line).collect();
    format!("Last third against the first. {}.", lines.join(". "))
}

fn table(runs: &[&RunWithin], voice: Voice) -> ChartTable {
    let is_told = |(key, _): &(&str, &str)| runs.iter().any(|run| value(run, key).is_some());
    let columns: Vec<(&str, &str)> = COLUMNS.into_iter().filter(is_told).collect();
    let names = std::iter::once("Run").chain(columns.iter().map(|(_, name)| *name));
    let row = |run: &&RunWithin| {
        let told = |(key, _): &(&str, &str)| words::or_blank(value(run, key), told);
        std::iter::once(voice.day_short(run.date)).chain(columns.iter().map(told)).collect()
    };
    ChartTable { head: names.map(str::to_owned).collect(), rows: runs.iter().map(row).collect() }
}
