//! What stands in the tables: `schema.json` beside them.

use polars_core::prelude::{DataFrame, DataType};
use serde::Serialize;

use crate::load::DAY_COLUMNS;

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
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    /// What it holds, where it is declared with the days.
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<&'static str>,
}

/// Of tables, each with its name, what stands in them.
pub fn schema(tables: &[(&'static str, DataFrame)]) -> Schema {
    let tables = tables.iter().map(|(name, table)| TableOut {
        name,
        columns: table
            .columns()
            .iter()
            .map(|column| ColumnOut {
                name: column.name().to_string(),
                kind: match column.dtype() {
                    DataType::Boolean => "boolean",
                    DataType::Int64 => "integer",
                    DataType::Float64 => "number",
                    _ => "string",
                },
                what: DAY_COLUMNS
                    .iter()
                    .find(|known| *name == "days" && known.key == column.name().as_str())
                    .map(|known| known.what),
            })
            .collect(),
    });
    Schema { schema: VERSION, tables: tables.collect() }
}
