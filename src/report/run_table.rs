//! Every activity of the period as one table.

use crate::{
    metrics::Metric,
    model::Provenance,
    page::{Page, RunRow, Units},
};

use super::{
    methods::FormShown,
    words::{self, number},
};

/// The table of activities.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RunTable {
    /// Column heads.
    pub(super) head: Vec<String>,
    /// One row an activity.
    pub(super) rows: Vec<Row>,
}

/// One activity.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Its day.
    pub(super) day: String,
    /// Whether it counts as running.
    pub(super) is_run: bool,
    /// The cells after the day.
    pub(super) cells: Vec<Cell>,
}

/// A value, with the key of its origin where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Empty where it is not known.
    pub(super) text: String,
    /// Its origin.
    pub(super) provenance: Option<Provenance>,
    /// Whether it is a number.
    pub(super) is_number: bool,
}

impl Cell {
    fn words(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), provenance: None, is_number: false }
    }

    fn number(text: Option<String>) -> Cell {
        Cell { text: text.unwrap_or_default(), provenance: None, is_number: true }
    }
}

impl RunTable {
    /// The table, without form where that is withheld.
    pub(super) fn of(page: &Page, roll: &[&Metric], form: FormShown) -> RunTable {
        let columns = match form {
            FormShown::Yes => columns(page, roll),
            FormShown::No => Vec::new(),
        };
        let with_files = page.runs.iter().any(|run| !run.path.is_empty());
        let mut head: Vec<String> = ["day", "sport", "distance", "time", "running", "pace running"]
            .map(str::to_owned)
            .to_vec();
        head.extend(columns.iter().map(Column::head));
        if with_files {
            head.push("file".to_owned());
        }
        let row = |run: &RunRow| {
            let mut row = row_of(run, &columns, page.units);
            if with_files {
                row.cells.push(Cell::words(run.path.as_str()));
            }
            row
        };
        RunTable { head, rows: page.runs.iter().map(row).collect() }
    }
}

/// A column of readings.
struct Column<'a> {
    key: &'static str,
    metric: Option<&'a Metric>,
}

impl Column<'_> {
    fn head(&self) -> String {
        self.metric.map_or_else(
            || self.key.to_owned(),
            |metric| match metric.unit.to_string() {
                unit if unit.is_empty() => metric.name.to_owned(),
                unit => format!("{}, {unit}", metric.name),
            },
        )
    }

    fn cell(&self, run: &RunRow) -> Cell {
        let decimals = self.metric.map_or(1, |metric| metric.decimals);
        run.readings.iter().find(|(key, _, _)| *key == self.key).map_or_else(
            || Cell::number(None),
            |(_, value, provenance)| Cell {
                text: number(*value, decimals),
                provenance: Some(*provenance),
                is_number: true,
            },
        )
    }
}

/// The readings' columns: in the roll's order, then what the roll does not know, as it comes.
fn columns<'a>(page: &Page, roll: &[&'a Metric]) -> Vec<Column<'a>> {
    let mut keys: Vec<&'static str> = Vec::new();
    for (key, _, _) in page.runs.iter().flat_map(|run| &run.readings) {
        if !keys.contains(key) {
            keys.push(key);
        }
    }
    let place = |key: &str| roll.iter().position(|metric| metric.key == key);
    keys.sort_by_key(|key| place(key).unwrap_or(roll.len()));
    keys.into_iter()
        .map(|key| Column { key, metric: roll.iter().copied().find(|metric| metric.key == key) })
        .collect()
}

fn row_of(run: &RunRow, columns: &[Column<'_>], units: Units) -> Row {
    let minutes = |seconds: Option<f64>| Cell::number(seconds.map(|s| words::minutes(s / 60.0)));
    let mut cells = vec![
        Cell::words(run.sport.as_str()),
        Cell::number(run.distance_m.map(|metres| words::distance(metres, units))),
        minutes(run.timer_s),
        minutes(run.running_s),
        Cell::number(run.speed_m_per_s.map(|speed| words::pace(speed, units))),
    ];
    cells.extend(columns.iter().map(|column| column.cell(run)));
    Row { day: words::day(run.date), is_run: run.is_run, cells }
}
