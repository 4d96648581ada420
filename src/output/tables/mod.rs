//! Tables of [`crate::levels`] as data frames and as files. The only place that knows polars,
//! and what the feature `tables` adds.
//!
//! polars holds and writes; no number is reduced in it, since its threads are not ours.

mod write;

pub use self::write::{Form, bytes, streamed};

use jiff::Timestamp;
use polars_core::prelude::{
    Column, DataFrame, IntoColumn as _, NamedFrom as _, PolarsError, Series,
};

use crate::levels::{self, Cells};

/// A table that could not be made.
#[derive(Debug, thiserror::Error)]
#[error("a table could not be made: {0}")]
pub struct TableError(#[from] PolarsError);

fn numbers(name: &str, values: Vec<Option<f64>>) -> Column {
    // NaN means "no value" on our side and null does on polars'.
    let values: Vec<Option<f64>> =
        values.into_iter().map(|value| value.filter(|value| value.is_finite())).collect();
    Series::new(name.into(), values).into_column()
}

fn texts(name: &str, values: Vec<Option<String>>) -> Column {
    Series::new(name.into(), values).into_column()
}

/// A table as a data frame: days and instants as text, by ISO 8601.
///
/// # Errors
///
/// When polars refuses the columns.
pub fn table(table: levels::Table) -> Result<DataFrame, TableError> {
    let column = |column: levels::Column| {
        let name = column.key;
        match column.cells {
            Cells::Numbers(cells) => numbers(name, cells),
            Cells::Counts(cells) => Series::new(name.into(), cells).into_column(),
            Cells::Flags(cells) => Series::new(name.into(), cells).into_column(),
            Cells::Texts(cells) => texts(name, cells),
            Cells::Days(cells) => texts(name, written(cells, |day| day.to_string())),
            Cells::Moments(cells) => texts(name, written(cells, in_seconds)),
        }
    };
    frame(table.columns.into_iter().map(column).collect())
}

fn written<T>(cells: Vec<Option<T>>, of: impl Fn(T) -> String) -> Vec<Option<String>> {
    cells.into_iter().map(|cell| cell.map(&of)).collect()
}

fn in_seconds(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn frame(columns: Vec<Column>) -> Result<DataFrame, TableError> {
    Ok(DataFrame::new_infer_height(columns)?)
}
