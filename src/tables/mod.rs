//! Tables: runs, readings and days as data frames, for other programs. The only place that knows
//! polars, and what the feature `tables` adds.
//!
//! polars holds and writes; no number is reduced in it, since its threads are not ours.

pub mod columns;
mod days;
mod readings;
mod schema;
mod write;

pub use days::days;
pub use readings::{readings, runs};
pub use schema::{Schema, schema};
pub use write::{Form, bytes};

use polars_core::prelude::{
    Column, DataFrame, IntoColumn as _, NamedFrom as _, PolarsError, Series,
};

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

fn flags(name: &str, values: Vec<Option<bool>>) -> Column {
    Series::new(name.into(), values).into_column()
}

fn counts(name: &str, values: Vec<usize>) -> Column {
    let values: Vec<Option<i64>> = values.into_iter().map(|n| i64::try_from(n).ok()).collect();
    Series::new(name.into(), values).into_column()
}

fn frame(columns: Vec<Column>) -> Result<DataFrame, TableError> {
    Ok(DataFrame::new_infer_height(columns)?)
}
