//! One row per calendar day.

use polars_core::prelude::DataFrame;

use super::{TableError, counts, flags, frame, numbers, texts};
use crate::load::{CellOf, DAY_COLUMNS, DayRow};

/// One row per calendar day: load and diary, by [`DAY_COLUMNS`].
///
/// # Errors
///
/// When polars refuses the columns.
pub fn days(days: &[DayRow<'_>]) -> Result<DataFrame, TableError> {
    let columns = DAY_COLUMNS.iter().map(|column| match column.of {
        CellOf::Number(of) => numbers(column.key, days.iter().map(of).collect()),
        CellOf::Count(of) => counts(column.key, days.iter().map(of).collect()),
        CellOf::Flag(of) => flags(column.key, days.iter().map(of).collect()),
        CellOf::Word(of) => texts(column.key, days.iter().map(of).collect()),
    });
    frame(columns.collect())
}
