//! Tables into bytes.

use polars_core::prelude::{AnyValue, DataFrame, PolarsError};
use polars_io::{
    ipc::IpcStreamWriter,
    prelude::{IpcWriter, ParquetWriter, SerWriter as _},
};

use super::TableError;
use crate::model::defused;

/// The form of a written table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Apache Parquet.
    Parquet,
    /// Arrow IPC.
    Arrow,
    /// Comma-separated rows; an empty cell is "not known".
    Csv,
}

impl Form {
    /// The ending of a file of this form.
    pub const fn ending(self) -> &'static str {
        match self {
            Form::Parquet => "parquet",
            Form::Arrow => "arrow",
            Form::Csv => "csv",
        }
    }
}

/// A table as the bytes of a file.
///
/// # Errors
///
/// When polars cannot write it.
pub fn bytes(table: &mut DataFrame, form: Form) -> Result<Vec<u8>, TableError> {
    let mut bytes = Vec::new();
    match form {
        Form::Parquet => {
            ParquetWriter::new(&mut bytes).finish(table)?;
        }
        Form::Arrow => IpcWriter::new(&mut bytes).finish(table)?,
        Form::Csv => bytes = csv(table)?,
    }
    Ok(bytes)
}

/// A table as a stream that can be read while it is written; of Arrow the form for streams, the
/// others have but one.
///
/// # Errors
///
/// When polars cannot write it.
pub fn streamed(table: &mut DataFrame, form: Form) -> Result<Vec<u8>, TableError> {
    if form != Form::Arrow {
        return bytes(table, form);
    }
    let mut bytes = Vec::new();
    IpcStreamWriter::new(&mut bytes).finish(table)?;
    Ok(bytes)
}

fn csv(table: &DataFrame) -> Result<Vec<u8>, TableError> {
    let names: Vec<String> =
        table.get_column_names().into_iter().map(ToString::to_string).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed =
        |error: csv::Error| TableError(PolarsError::ComputeError(error.to_string().into()));
    writer.write_record(&names).map_err(failed)?;
    for row in 0..table.height() {
        let mut cells = Vec::with_capacity(names.len());
        for name in &names {
            cells.push(cell(table, name, row)?);
        }
        writer.write_record(&cells).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| failed(error.into_error().into()))
}

fn cell(table: &DataFrame, name: &str, row: usize) -> Result<String, TableError> {
    Ok(match table.column(name)?.get(row)? {
        AnyValue::Null => String::new(),
        AnyValue::Float64(value) => {
            crate::model::rounded(value).map_or_else(String::new, |value| value.to_string())
        }
        AnyValue::String(text) => defused(text).into_owned(),
        AnyValue::StringOwned(text) => defused(&text).into_owned(),
        other => other.to_string(),
    })
}
