//! One row per calendar day.

use super::{Of, Table};
use crate::load::{CellOf, DAY_COLUMNS, DayRow};

/// One row per calendar day: load and diary, by [`DAY_COLUMNS`].
pub fn days(rows: &[DayRow<'_>]) -> Table {
    let columns = DAY_COLUMNS.iter().fold(Of::rows(rows), |columns, column| {
        let (key, what) = (column.key, column.what);
        match column.of {
            CellOf::Word(_) if key == "date" => columns.day(key, what, |row| Some(row.load.date)),
            CellOf::Number(of) => columns.number(key, what, of),
            CellOf::Count(of) => columns.count(key, what, of),
            CellOf::Flag(of) => columns.flag(key, what, of),
            CellOf::Word(of) => columns.text(key, what, of),
        }
    });
    columns.table()
}
