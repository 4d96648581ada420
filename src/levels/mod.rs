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

use std::convert::identity;

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

/// Declares the kinds of cells, and for each how a level fills a column of it.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($cell:ty), $with:ident: $of:ty, $checked:expr;)*) => {
        /// Cells of one kind. None: not known; no number is `NaN` or infinite.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Cells {
            $($(#[$doc])* $kind(Vec<Option<$cell>>),)*
        }

        impl Cells {
            /// How many there are.
            pub fn len(&self) -> usize {
                match self {
                    $(Cells::$kind(cells) => cells.len(),)*
                }
            }

            /// Adds cells of the same kind; those of another stay out.
            fn append(&mut self, more: Cells) {
                match (self, more) {
                    $((Cells::$kind(cells), Cells::$kind(more)) => cells.extend(more),)*
                    _ => {}
                }
            }
        }

        impl<'r, T> Of<'r, T> {
            $(fn $with(
                self,
                key: &'static str,
                what: &'static str,
                of: impl Fn(&T) -> $of,
            ) -> Of<'r, T> {
                let cells = self.rows.iter().map(of).map($checked).collect();
                self.with(key, what, Cells::$kind(cells))
            })*
        }
    };
}

kinds! {
    /// Numbers.
    Numbers(f64), number: Option<f64>, |value| value.filter(|value| value.is_finite());
    /// Whole numbers.
    Counts(i64), count: usize, |count| i64::try_from(count).ok();
    /// Yes or no.
    Flags(bool), flag: Option<bool>, identity;
    /// Words.
    Texts(String), text: Option<String>, identity;
    /// Local calendar days.
    Days(Date), day: Option<Date>, identity;
    /// Instants.
    Moments(Timestamp), moment: Option<Timestamp>, identity;
}

impl Cells {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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

    fn table(self) -> Table {
        Table { columns: self.columns }
    }
}
