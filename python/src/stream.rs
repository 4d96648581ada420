//! Many files, one after the other, as a stream of batches that is read as it is asked for.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
};

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use backstride::{
    levels::Table,
    outing::Setting,
    pipeline::{self, Pool, Reader, Source},
};
use pyo3::{prelude::*, types::PyCapsule};

use crate::{
    arrow::{batch, failed, schema_of, stream_capsule},
    level::{Telling, named},
};

/// So many rows a batch has at most: what engines take well.
const MOST_ROWS: usize = 65_536;

/// So many tables wait to be taken while the next ones are read.
const WAITING: usize = 1;

/// So many recordings of an archive are handed on together.
const ARCHIVE_HANDFUL_ROWS: usize = 8_192;

/// What was read, and how many files are done.
type Step = (Table, usize);

/// The rows of these files, as a capsule of the Arrow C stream interface.
#[pyfunction]
#[pyo3(signature = (paths, level, threads, files_at_once, positions, settings, progress, requested_schema))]
pub(crate) fn stream<'py>(
    py: Python<'py>,
    paths: Vec<PathBuf>,
    level: &str,
    threads: usize,
    files_at_once: usize,
    positions: bool,
    settings: Option<&str>,
    progress: Option<Py<PyAny>>,
    requested_schema: Option<Bound<'py, PyCapsule>>,
) -> PyResult<Bound<'py, PyCapsule>> {
    let telling = Telling::new(level, positions)?;
    let setting = crate::setting(py, settings)?;
    let pool = Pool::new(crate::threads(threads)?).map_err(failed)?;
    let sources = py.detach(|| found(&paths));
    let total = sources.len();
    let (give, take) = sync_channel(WAITING);
    let work = Work { telling, setting, sources, pool, at_once: files_at_once.max(1), give };
    std::thread::Builder::new()
        .name("backstride-scan".to_owned())
        .spawn(move || work.run())
        .map_err(failed)?;
    let batches = Batches { take, total, waiting: None, progress };
    stream_capsule(py, &schema_of(&telling.empty()), batches, requested_schema)
}

/// Files in the order in which they were named, those of a folder by their names. One that is not
/// there is one that cannot be read.
fn found(paths: &[PathBuf]) -> Vec<Source> {
    let below = |path: &PathBuf| {
        pipeline::find(std::slice::from_ref(path), &[]).unwrap_or_else(|_| vec![named(path)])
    };
    paths.iter().flat_map(below).collect()
}

/// Reads ahead of whoever takes.
struct Work {
    telling: Telling,
    setting: Setting,
    sources: Vec<Source>,
    pool: Pool,
    at_once: usize,
    give: SyncSender<Step>,
}

impl Work {
    /// Reads all files, or until nobody takes any more.
    fn run(self) {
        let Work { telling, setting, sources, pool, at_once, give } = self;
        let reader = Reader::new(&sources, setting, telling.keep());
        let is_archive = |source: &Source| pipeline::named_like_an_archive(&source.shown);
        let mut done = 0;
        for run in sources.chunk_by(|a, b| is_archive(a) == is_archive(b)) {
            for some in run.chunks(at_once) {
                let mut told = Ok(());
                if some.iter().any(is_archive) {
                    for source in some {
                        told = told
                            .and_then(|()| archive(&reader, source, telling, &pool, &give, done));
                    }
                } else {
                    told = give.send((together(&reader, some, telling, &pool), done));
                }
                done += some.len();
                if told.and_then(|()| give.send((Table::default(), done))).is_err() {
                    return;
                }
            }
        }
    }
}

/// Some files at once, their rows in the order of the files.
fn together(reader: &Reader, some: &[Source], telling: Telling, pool: &Pool) -> Table {
    let tables = pool.each(some, |source| {
        let (mut table, name) = (Table::default(), source.path.to_string_lossy());
        reader.read(source, &mut |alone| table.append(telling.table(&alone, &name)));
        table
    });
    let mut all = telling.empty();
    tables
        .into_iter()
        .filter(|table| !table.columns.is_empty())
        .for_each(|table| all.append(table));
    all
}

/// An archive, a handful of its recordings after the other.
fn archive(
    reader: &Reader,
    source: &Source,
    telling: Telling,
    pool: &Pool,
    give: &SyncSender<Step>,
    done: usize,
) -> Result<(), std::sync::mpsc::SendError<Step>> {
    let (mut table, name) = (telling.empty(), source.path.to_string_lossy());
    let mut told = Ok(());
    pool.within(|| {
        reader.read(source, &mut |alone| {
            table.append(telling.table(&alone, &name));
            if told.is_ok() && table.rows() >= ARCHIVE_HANDFUL_ROWS {
                told = give.send((std::mem::replace(&mut table, telling.empty()), done));
            }
        });
    });
    told.and_then(|()| give.send((table, done)))
}

/// What was read, cut into batches.
struct Batches {
    take: Receiver<Step>,
    total: usize,
    /// Rows that did not fit into the batch before.
    waiting: Option<RecordBatch>,
    progress: Option<Py<PyAny>>,
}

impl Batches {
    /// Waits without the interpreter's lock, whoever holds it. None: all is read.
    fn next_rows(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        loop {
            let take = &mut self.take;
            let taken = Python::attach(move |py| py.detach(move || take.recv()));
            let Ok((table, done)) = taken else { return None };
            if !table.columns.is_empty() {
                if table.rows() > 0 {
                    return Some(batch(table));
                }
            } else if let Some(progress) = &self.progress {
                let told = Python::attach(|py| progress.call1(py, (done, self.total)).map(drop));
                if let Err(error) = told {
                    return Some(Err(ArrowError::ExternalError(Box::new(error))));
                }
            }
        }
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rows = match self.waiting.take() {
            Some(rows) => rows,
            None => match self.next_rows()? {
                Ok(rows) => rows,
                failed => return Some(failed),
            },
        };
        if rows.num_rows() > MOST_ROWS {
            self.waiting = Some(rows.slice(MOST_ROWS, rows.num_rows() - MOST_ROWS));
            return Some(Ok(rows.slice(0, MOST_ROWS)));
        }
        Some(Ok(rows))
    }
}
