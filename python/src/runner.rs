//! One runner: all tables and, where asked, pages.

use std::path::PathBuf;

use backstride::{
    cohort::{self, Inputs, Pages, Wanted},
    config::Config,
    insight::plan::Plan,
    model::Month,
    pain::{self, PainLog},
    pipeline,
    say::attention::unread,
};
use pyo3::{
    exceptions::{PyOSError, PyValueError},
    prelude::*,
    types::{PyBytes, PyDict},
};

use crate::{arrow::RecordBatch, refused, wrong_settings};

/// Everything that is known of one runner.
#[pyclass(module = "backstride._core", frozen)]
pub(crate) struct RunnerTables {
    /// One row per file.
    #[pyo3(get)]
    files: Py<RecordBatch>,
    /// One row per activity.
    #[pyo3(get)]
    runs: Py<RecordBatch>,
    /// One row per activity and metric.
    #[pyo3(get)]
    readings: Py<RecordBatch>,
    /// One row per calendar day.
    #[pyo3(get)]
    days: Py<RecordBatch>,
    /// Every month of which anything is known, newest first.
    #[pyo3(get)]
    months: Vec<String>,
    /// Files of pages by their names below the runner's folder.
    #[pyo3(get)]
    pages: Py<PyDict>,
    /// What of the diary cannot be read and was left blank, what may be a warning sign first.
    #[pyo3(get)]
    left_blank: Vec<String>,
    /// Days on which the diary and an account tell sleep more than an hour apart: the diary counts.
    #[pyo3(get)]
    differing_nights: Vec<String>,
}

#[pymethods]
impl RunnerTables {
    #[new]
    fn new(
        files: Py<RecordBatch>,
        runs: Py<RecordBatch>,
        readings: Py<RecordBatch>,
        days: Py<RecordBatch>,
        months: Vec<String>,
        pages: Py<PyDict>,
        left_blank: Vec<String>,
        differing_nights: Vec<String>,
    ) -> RunnerTables {
        RunnerTables { files, runs, readings, days, months, pages, left_blank, differing_nights }
    }

    fn __reduce__<'py>(slf: &Bound<'py, RunnerTables>) -> PyResult<Bound<'py, PyAny>> {
        let (py, it) = (slf.py(), slf.get());
        let tables = (&it.files, &it.runs, &it.readings, &it.days);
        let told = (&it.months, &it.pages, &it.left_blank, &it.differing_nights);
        let parts = (tables.0, tables.1, tables.2, tables.3, told.0, told.1, told.2, told.3);
        Ok((slf.get_type(), parts).into_pyobject(py)?.into_any())
    }

    fn __repr__(&self) -> String {
        let rows = |batch: &Py<RecordBatch>| batch.get().0.num_rows();
        format!(
            "<backstride.RunnerTables: {} files, {} runs, {} days, {} months>",
            rows(&self.files),
            rows(&self.runs),
            rows(&self.days),
            self.months.len()
        )
    }
}

/// Everything that is known of one runner.
#[pyfunction]
#[pyo3(signature = (exports, diary, settings, plan, threads, pages, months))]
pub(crate) fn runner(
    py: Python<'_>,
    exports: Vec<PathBuf>,
    diary: Option<&[u8]>,
    settings: Option<&str>,
    plan: Option<&str>,
    threads: usize,
    pages: &str,
    months: Option<Vec<String>>,
) -> PyResult<RunnerTables> {
    let threads = crate::threads(threads)?;
    let config = crate::config(py, settings)?;
    cohort::setting(&config).map_err(|error| refused(py, &error))?;
    let log = diary.map(|bytes| log(py, bytes, &config)).transpose()?;
    let plan = plan.map(Plan::read).transpose();
    let plan = plan
        .map_err(|error| wrong_settings(py, "the plan is not right", &[error.to_string()]))?
        .flatten();
    let months = months
        .unwrap_or_default()
        .iter()
        .map(|month| named(month))
        .collect::<PyResult<Vec<_>>>()?;
    let wanted = Wanted { pages: asked(pages)?, months: &months, threads };
    let made = py.detach(|| {
        let sources = match pipeline::find(&exports, &[]) {
            Ok(sources) => sources,
            Err(error) => return Err(Failed::Disk(error.to_string())),
        };
        let inputs =
            Inputs { sources: &sources, log: log.as_ref(), plan: plan.as_ref(), config: &config };
        cohort::runner(inputs, wanted, &|_| ()).map_err(Failed::Runner)
    });
    let made = made.map_err(|failed| match failed {
        Failed::Disk(told) => PyOSError::new_err(told),
        Failed::Runner(error) => refused(py, &error),
    })?;
    let files = PyDict::new(py);
    for (name, bytes) in &made.pages {
        files.set_item(name, PyBytes::new(py, bytes))?;
    }
    let batch = |table| Py::new(py, RecordBatch::of(table)?);
    Ok(RunnerTables {
        files: batch(made.files)?,
        runs: batch(made.runs)?,
        readings: batch(made.readings)?,
        days: batch(made.days)?,
        months: made.months,
        pages: files.unbind(),
        left_blank: log.as_ref().map(left_blank).unwrap_or_default(),
        differing_nights: made.differing_nights.iter().map(ToString::to_string).collect(),
    })
}

enum Failed {
    Disk(String),
    Runner(cohort::RunnerError),
}

fn log(py: Python<'_>, bytes: &[u8], config: &Config) -> PyResult<PainLog> {
    pain::read(bytes, &cohort::columns(config), "the diary").map_err(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        wrong_settings(py, "the diary is not right", &told)
    })
}

fn left_blank(log: &PainLog) -> Vec<String> {
    let signs = log.unread_signs.iter().map(|sign| unread(sign, |day| day.to_string()));
    signs.chain(log.left_blank.iter().map(ToString::to_string)).collect()
}

fn asked(pages: &str) -> PyResult<Pages> {
    match pages {
        "none" => Ok(Pages::None),
        "summaries" => Ok(Pages::Summaries),
        "files" => Ok(Pages::Files),
        other => Err(PyValueError::new_err(format!(
            "pages is {other:?}; it may be 'none', 'summaries' or 'files'"
        ))),
    }
}

fn named(month: &str) -> PyResult<Month> {
    month.parse().map_err(|_refused| {
        PyValueError::new_err(format!("{month:?} is no month; write it as '2026-10'"))
    })
}
