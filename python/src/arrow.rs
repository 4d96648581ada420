//! Columns as Arrow: record batches and schemas, through the C data interface.

use std::{collections::HashMap, sync::Arc};

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatchOptions, StringArray,
    StructArray, TimestampMicrosecondArray,
};
use arrow_schema::{ArrowError, DataType, Field, SchemaRef, TimeUnit};
use backstride::levels::{Cells, Column, Table};
use jiff::civil::{Date, date};
use pyo3::{
    prelude::*,
    types::{PyCapsule, PyDict, PyTuple},
};
use pyo3_arrow::ffi::{
    ArrayIterator, ArrayReader, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule,
};

use crate::BackstrideError;

/// An Arrow error as Python is told it.
pub(crate) fn failed(error: impl std::fmt::Display) -> PyErr {
    BackstrideError::new_err(error.to_string())
}

/// What stands in a table's columns. Everything may be null, which is "not known"; of each column its
/// metadata has `what` it holds, with the source of a metric's formula. One entry, since the order of
/// several would be another each time.
pub(crate) fn schema_of(table: &Table) -> SchemaRef {
    let field = |column: &Column| {
        let kind = match column.cells {
            Cells::Numbers(_) => DataType::Float64,
            Cells::Counts(_) => DataType::Int64,
            Cells::Flags(_) => DataType::Boolean,
            Cells::Texts(_) => DataType::Utf8,
            Cells::Days(_) => DataType::Date32,
            Cells::Moments(_) => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        };
        let what = match column.source {
            Some(source) => format!("{}; {}, doi:{}", column.what, source.short, source.doi),
            None => column.what.to_owned(),
        };
        let told = HashMap::from([("what".to_owned(), what)]);
        Field::new(column.key, kind, true).with_metadata(told)
    };
    Arc::new(arrow_schema::Schema::new(table.columns.iter().map(field).collect::<Vec<_>>()))
}

/// A table as a record batch.
pub(crate) fn batch(table: Table) -> Result<arrow_array::RecordBatch, ArrowError> {
    let (schema, rows) = (schema_of(&table), table.rows());
    let columns = table.columns.into_iter().map(|column| array(column.cells)).collect();
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    arrow_array::RecordBatch::try_new_with_options(schema, columns, &options)
}

fn array(cells: Cells) -> ArrayRef {
    match cells {
        Cells::Numbers(cells) => Arc::new(Float64Array::from(cells)),
        Cells::Counts(cells) => Arc::new(Int64Array::from(cells)),
        Cells::Flags(cells) => Arc::new(BooleanArray::from(cells)),
        Cells::Texts(cells) => Arc::new(StringArray::from(cells)),
        Cells::Days(cells) => {
            Arc::new(cells.into_iter().map(|day| day.and_then(day_number)).collect::<Date32Array>())
        }
        Cells::Moments(cells) => {
            let micros = cells.into_iter().map(|moment| Some(moment?.as_microsecond()));
            Arc::new(micros.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
        }
    }
}

/// Days since 1970.
fn day_number(day: Date) -> Option<i32> {
    Some(date(1970, 1, 1).until(day).ok()?.get_days())
}

/// A stream of batches as a capsule.
pub(crate) fn stream_capsule<'py>(
    py: Python<'py>,
    schema: &SchemaRef,
    batches: impl Iterator<Item = Result<arrow_array::RecordBatch, ArrowError>> + Send + 'static,
    requested: Option<Bound<'py, PyCapsule>>,
) -> PyResult<Bound<'py, PyCapsule>> {
    let structs = batches.map(|batch| Ok(Arc::new(StructArray::from(batch?)) as ArrayRef));
    let field = Field::new_struct("", schema.fields().clone(), false);
    let reader: Box<dyn ArrayReader + Send> =
        Box::new(ArrayIterator::new(structs, Arc::new(field)));
    to_stream_pycapsule(py, reader, requested).map_err(PyErr::from)
}

/// Rows of one table, at hand. Every library that reads the Arrow C data interface takes it as it is:
/// `pyarrow.record_batch(batch)`, `polars.DataFrame(batch)`.
#[pyclass(module = "backstride._core", frozen)]
pub(crate) struct RecordBatch(pub(crate) arrow_array::RecordBatch);

impl RecordBatch {
    /// A table as an object of Python.
    pub(crate) fn of(table: Table) -> PyResult<RecordBatch> {
        batch(table).map(RecordBatch).map_err(failed)
    }
}

#[pymethods]
impl RecordBatch {
    /// How many rows there are.
    #[getter]
    fn num_rows(&self) -> usize {
        self.0.num_rows()
    }

    /// The columns' names, in order.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.0.schema_ref().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// What stands in the columns.
    #[getter]
    fn schema(&self) -> Schema {
        Schema(self.0.schema())
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __repr__(&self) -> String {
        let (rows, columns) = (self.0.num_rows(), self.0.num_columns());
        format!("<backstride.RecordBatch: {rows} rows of {columns} columns>")
    }

    /// As `pyarrow.RecordBatch`, without a copy; needs pyarrow.
    fn to_arrow(slf: Bound<'_, RecordBatch>) -> PyResult<Bound<'_, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("record_batch", (slf,))
    }

    /// By way of pyarrow, which engines that pickle have.
    fn __reduce__(slf: Bound<'_, RecordBatch>) -> PyResult<Bound<'_, PyTuple>> {
        let py = slf.py();
        let again = py.import("backstride._core")?.getattr("RecordBatch")?.getattr("from_arrow")?;
        let arrow = RecordBatch::to_arrow(slf)?;
        PyTuple::new(py, [again, PyTuple::new(py, [arrow])?.into_any()])
    }

    /// From anything that has one record batch of the Arrow C data interface.
    #[staticmethod]
    fn from_arrow(batch: pyo3_arrow::PyRecordBatch) -> RecordBatch {
        RecordBatch(batch.into_inner())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<RecordBatch>().is_ok_and(|other| other.get().0 == self.0)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.0.schema_ref().as_ref()).map_err(PyErr::from)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let field = Field::new_struct("", self.0.schema_ref().fields().clone(), false);
        let rows = StructArray::from(self.0.clone());
        to_array_pycapsules(py, Arc::new(field), &rows, requested_schema).map_err(PyErr::from)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let once = std::iter::once(Ok(self.0.clone()));
        stream_capsule(py, self.0.schema_ref(), once, requested_schema)
    }
}

/// What stands in the columns of a level; `pyarrow.schema(schema)` takes it.
#[pyclass(module = "backstride._core", frozen)]
pub(crate) struct Schema(pub(crate) SchemaRef);

#[pymethods]
impl Schema {
    /// The columns' names, in order.
    #[getter]
    fn names(&self) -> Vec<String> {
        self.0.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// Of each column its `name`, its `type` and `what` it holds; of a metric with the source of its
    /// formula.
    fn describe<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let described = |field: &Arc<Field>| {
            let told = PyDict::new(py);
            told.set_item("name", field.name())?;
            told.set_item("type", field.data_type().to_string())?;
            told.set_item("what", field.metadata().get("what"))?;
            Ok(told)
        };
        self.0.fields().iter().map(described).collect()
    }

    fn __len__(&self) -> usize {
        self.0.fields().len()
    }

    fn __repr__(&self) -> String {
        format!("<backstride.Schema: {} columns>", self.0.fields().len())
    }

    /// As `pyarrow.Schema`; needs pyarrow.
    fn to_arrow(slf: Bound<'_, Schema>) -> PyResult<Bound<'_, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("schema", (slf,))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.0.as_ref()).map_err(PyErr::from)
    }
}
