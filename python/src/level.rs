//! Which level of detail is asked for, and one file at it.

use std::path::{Path, PathBuf};

use backstride::{
    levels::{self, Places, Table},
    pipeline::{self, Alone, FileOutcome, Keep, OutcomeKind, Reader, Source},
};
use pyo3::{exceptions::PyValueError, prelude::*};

use crate::{
    UnreadableError,
    arrow::{RecordBatch, Schema, schema_of},
};

/// How much detail a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Files,
    Runs,
    Readings,
    Bins,
    Records,
}

/// What is told of each file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Telling {
    pub(crate) level: Level,
    pub(crate) places: Places,
}

impl Telling {
    /// From what Python asks for.
    pub(crate) fn new(level: &str, positions: bool) -> PyResult<Telling> {
        let level = match level {
            "files" => Level::Files,
            "runs" => Level::Runs,
            "readings" => Level::Readings,
            "bins" => Level::Bins,
            "records" => Level::Records,
            other => {
                return Err(PyValueError::new_err(format!(
                    "level is {other:?}; it may be 'files', 'runs', 'readings', 'bins' or 'records'"
                )));
            }
        };
        Ok(Telling { level, places: if positions { Places::Told } else { Places::Left } })
    }

    /// What must be kept of each recording for it.
    pub(crate) fn keep(self) -> Keep {
        match self.level {
            Level::Records => Keep::Activities,
            Level::Files | Level::Runs | Level::Readings | Level::Bins => Keep::Outings,
        }
    }

    /// What one recording says, in the file of this name.
    pub(crate) fn table(self, alone: &Alone, source: &str) -> Table {
        let table = match self.level {
            Level::Files => levels::files(std::slice::from_ref(&alone.outcome)),
            Level::Runs => levels::runs(&alone.outings),
            Level::Readings => levels::readings(&alone.outings),
            Level::Bins => levels::bins(&alone.outings, self.places),
            Level::Records => levels::records(alone.activity.as_slice(), self.places),
        };
        table.with_source(source)
    }

    /// The table without a row.
    pub(crate) fn empty(self) -> Table {
        let table = match self.level {
            Level::Files => levels::files(&[]),
            Level::Runs => levels::runs::<backstride::outing::Outing>(&[]),
            Level::Readings => levels::readings::<backstride::outing::Outing>(&[]),
            Level::Bins => levels::bins(&[], self.places),
            Level::Records => levels::records(&[], self.places),
        };
        table.with_source("")
    }

    /// What recordings of one file say together.
    fn all(self, read: &[Alone], source: &str) -> PyResult<RecordBatch> {
        let holds = |kind| read.iter().any(|alone: &Alone| alone.outcome.kind == kind);
        if self.level != Level::Files && !holds(OutcomeKind::Activity) {
            let reason = |outcome: &FileOutcome| match &outcome.reason {
                Some(reason) => format!("{} {reason}", outcome.path),
                None => format!("{} holds no activity", outcome.path),
            };
            let told: Vec<String> = read.iter().map(|alone| reason(&alone.outcome)).collect();
            return Err(UnreadableError::new_err(told.join("; ")));
        }
        let mut table = self.empty();
        for alone in read {
            table.append(self.table(alone, source));
        }
        RecordBatch::of(table)
    }
}

/// What stands in the columns of a level.
#[pyfunction]
#[pyo3(signature = (level, positions))]
pub(crate) fn schema(level: &str, positions: bool) -> PyResult<Schema> {
    Ok(Schema(schema_of(&Telling::new(level, positions)?.empty())))
}

/// One file from its bytes.
#[pyfunction]
#[pyo3(signature = (data, name, level, positions, settings))]
pub(crate) fn read_bytes(
    py: Python<'_>,
    data: &[u8],
    name: &str,
    level: &str,
    positions: bool,
    settings: Option<&str>,
) -> PyResult<RecordBatch> {
    let telling = Telling::new(level, positions)?;
    let setting = crate::setting(py, settings)?;
    let pool = pipeline::Pool::new(1).map_err(crate::arrow::failed)?;
    let read = || pool.within(|| pipeline::read_one(name, data, &setting, telling.keep()));
    telling.all(&py.detach(read), name)
}

/// One file from the disk.
#[pyfunction]
#[pyo3(signature = (path, level, positions, settings))]
pub(crate) fn read_path(
    py: Python<'_>,
    path: PathBuf,
    level: &str,
    positions: bool,
    settings: Option<&str>,
) -> PyResult<RecordBatch> {
    let telling = Telling::new(level, positions)?;
    let setting = crate::setting(py, settings)?;
    let source = named(&path);
    let pool = pipeline::Pool::new(1).map_err(crate::arrow::failed)?;
    let read = || {
        let reader = Reader::new(std::slice::from_ref(&source), setting, telling.keep());
        let mut read = Vec::new();
        pool.within(|| reader.read(&source, &mut |alone| read.push(alone)));
        read
    };
    telling.all(&py.detach(read), &path.to_string_lossy())
}

/// A file by its path alone, whether it is there or not.
pub(crate) fn named(path: &Path) -> Source {
    let shown = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Source { shown, path: path.to_owned(), shut: None }
}
