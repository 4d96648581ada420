//! What stands in the tables: `schema.json` beside them.

use serde::Serialize;

use super::{Cells, Table};

/// Raised where a column goes or changes what it means; a new column does not raise it.
const VERSION: &str = "backstride.tables/2";

/// The tables with their columns.
#[derive(Debug, Serialize)]
pub struct Schema {
    schema: &'static str,
    tables: Vec<TableOut>,
}

#[derive(Debug, Serialize)]
struct TableOut {
    name: &'static str,
    columns: Vec<ColumnOut>,
}

#[derive(Debug, Serialize)]
struct ColumnOut {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    what: &'static str,
}

/// Of tables, each with its name, what stands in them as files: days and instants as text, by ISO 8601.
pub fn schema<'t>(tables: impl IntoIterator<Item = (&'static str, &'t Table)>) -> Schema {
    let column = |column: &super::Column| ColumnOut {
        name: column.key,
        kind: match column.cells {
            Cells::Numbers(_) => "number",
            Cells::Counts(_) => "integer",
            Cells::Flags(_) => "boolean",
            Cells::Texts(_) | Cells::Days(_) | Cells::Moments(_) => "string",
        },
        what: column.what,
    };
    let tables = tables.into_iter().map(|(name, table)| TableOut {
        name,
        columns: table.columns.iter().map(column).collect(),
    });
    Schema { schema: VERSION, tables: tables.collect() }
}
