//! Tables for other programs, as plain columns: what `export` writes, what the Python package hands
//! to engines. Each level is declared here once, by the function that fills it; of no rows it gives
//! the schema.

mod days;
mod files;
mod readings;
mod runs;
mod samples;
mod schema;

pub use days::days;
pub use files::files;
pub use readings::readings;
pub use runs::runs;
pub use samples::{Places, bins, records};
pub use schema::{Schema, schema};

use jiff::{Timestamp, civil::Date};

use crate::model::Citation;

/// Columns of equal length, in a fixed order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
}

/// A column with its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Stable name: lower case, unit last.
    pub key: &'static str,
    /// What it holds, in a few words.
    pub what: &'static str,
    /// Where the formula was published, of a metric.
    pub source: Option<&'static Citation>,
    /// Its cells.
    pub cells: Cells,
}

/// Cells of one kind. None: not known; no number is `NaN` or infinite.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// Numbers.
    Numbers(Vec<Option<f64>>),
    /// Whole numbers.
    Counts(Vec<Option<i64>>),
    /// Yes or no.
    Flags(Vec<Option<bool>>),
    /// Words.
    Texts(Vec<Option<String>>),
    /// Local calendar days.
    Days(Vec<Option<Date>>),
    /// Instants.
    Moments(Vec<Option<Timestamp>>),
}

impl Cells {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Cells::Numbers(cells) => cells.len(),
            Cells::Counts(cells) => cells.len(),
            Cells::Flags(cells) => cells.len(),
            Cells::Texts(cells) => cells.len(),
            Cells::Days(cells) => cells.len(),
            Cells::Moments(cells) => cells.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds cells of the same kind; those of another stay out.
    fn append(&mut self, more: Cells) {
        match (self, more) {
            (Cells::Numbers(cells), Cells::Numbers(more)) => cells.extend(more),
            (Cells::Counts(cells), Cells::Counts(more)) => cells.extend(more),
            (Cells::Flags(cells), Cells::Flags(more)) => cells.extend(more),
            (Cells::Texts(cells), Cells::Texts(more)) => cells.extend(more),
            (Cells::Days(cells), Cells::Days(more)) => cells.extend(more),
            (Cells::Moments(cells), Cells::Moments(more)) => cells.extend(more),
            _ => {}
        }
    }
}

impl Table {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }

    /// Puts rows of the same level below these.
    pub fn append(&mut self, more: Table) {
        if self.columns.is_empty() {
            *self = more;
            return;
        }
        for (column, more) in self.columns.iter_mut().zip(more.columns) {
            column.cells.append(more.cells);
        }
    }

    /// With a first column that says of every row in which file it stands: rows of many runners'
    /// files are told apart by it.
    #[must_use]
    pub fn with_source(mut self, file: &str) -> Table {
        let cells = Cells::Texts(vec![Some(file.to_owned()); self.rows()]);
        let what = "the file on the disk, as it was named; an archive for what stands in it";
        self.columns.insert(0, Column { key: "source", what, source: None, cells });
        self
    }
}

/// Columns of rows, declared one after the other.
struct Of<'r, T> {
    rows: &'r [T],
    columns: Vec<Column>,
}

impl<'r, T> Of<'r, T> {
    fn rows(rows: &'r [T]) -> Of<'r, T> {
        Of { rows, columns: Vec::new() }
    }

    fn with(mut self, key: &'static str, what: &'static str, cells: Cells) -> Of<'r, T> {
        self.columns.push(Column { key, what, source: None, cells });
        self
    }

    fn number(
        self,
        key: &'static str,
        what: &'static str,
        of: impl Fn(&T) -> Option<f64>,
    ) -> Of<'r, T> {
        let cells = self.rows.iter().map(|row| of(row).filter(|value| value.is_finite()));
        let cells = Cells::Numbers(cells.collect());
        self.with(key, what, cells)
    }

    fn count(self, key: &'static str, what: &'static str, of: impl Fn(&T) -> usize) -> Of<'r, T> {
        let cells = self.rows.iter().map(|row| i64::try_from(of(row)).ok()).collect();
        self.with(key, what, Cells::Counts(cells))
    }

    fn flag(
        self,
        key: &'static str,
        what: &'static str,
        of: impl Fn(&T) -> Option<bool>,
    ) -> Of<'r, T> {
        let cells = self.rows.iter().map(of).collect();
        self.with(key, what, Cells::Flags(cells))
    }

    fn text(
        self,
        key: &'static str,
        what: &'static str,
        of: impl Fn(&T) -> Option<String>,
    ) -> Of<'r, T> {
        let cells = self.rows.iter().map(of).collect();
        self.with(key, what, Cells::Texts(cells))
    }

    fn day(
        self,
        key: &'static str,
        what: &'static str,
        of: impl Fn(&T) -> Option<Date>,
    ) -> Of<'r, T> {
        let cells = self.rows.iter().map(of).collect();
        self.with(key, what, Cells::Days(cells))
    }

    fn moment(
        self,
        key: &'static str,
        what: &'static str,
        of: impl Fn(&T) -> Option<Timestamp>,
    ) -> Of<'r, T> {
        let cells = self.rows.iter().map(of).collect();
        self.with(key, what, Cells::Moments(cells))
    }

    fn table(self) -> Table {
        Table { columns: self.columns }
    }
}
