//! `backstride._core`: the extension module. What Python programs call stands in
//! `backstride/__init__.py`; here are its functions on plain values. The interpreter's lock is
//! released while files are read.

#![allow(
    clippy::needless_pass_by_value,
    clippy::too_many_arguments,
    reason = "pyo3 hands arguments over by value, and as many as Python names"
)]

mod arrow;
mod level;
mod runner;
mod stream;

use pyo3::{
    create_exception,
    exceptions::{PyOSError, PyValueError},
    prelude::*,
};

use backstride::{
    cohort::{self, RunnerError},
    config::Config,
    outing::Setting,
};

// A thread of an engine reads file after file. What one of 300 kB takes, the C library gives back to the
// system each time, which is a fifth of the time that reading it takes.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

create_exception!(backstride._core, BackstrideError, PyValueError, "What backstride refuses.");
create_exception!(
    backstride._core,
    UnreadableError,
    BackstrideError,
    "A file that holds no activity that can be read. The message says what it is instead."
);
create_exception!(
    backstride._core,
    SettingsError,
    BackstrideError,
    "Settings, a diary or a plan that are not right; `problems` lists each with what to do."
);

/// Everything wrong with settings, a diary or a plan.
fn wrong_settings(py: Python<'_>, what: &str, problems: &[String]) -> PyErr {
    let error = SettingsError::new_err(format!("{what}: {}", problems.join("; ")));
    match error.value(py).setattr("problems", problems) {
        Ok(()) => error,
        Err(failed) => failed,
    }
}

/// The settings from their text.
fn config(py: Python<'_>, text: Option<&str>) -> PyResult<Config> {
    let read = text.map_or_else(|| Ok(Config::default()), Config::read);
    read.map_err(|error| wrong_settings(py, "the settings are not right", &[error.to_string()]))
}

/// What measuring knows of settings.
fn setting(py: Python<'_>, text: Option<&str>) -> PyResult<Setting> {
    cohort::setting(&config(py, text)?).map_err(|error| refused(py, &error))
}

/// Why a runner gave nothing, as Python is told it.
fn refused(py: Python<'_>, error: &RunnerError) -> PyErr {
    let told = error.to_string();
    match error {
        RunnerError::Config(_)
        | RunnerError::Contradiction(_)
        | RunnerError::UnknownMonth { .. } => {
            wrong_settings(py, "the settings are not right", &[told])
        }
        RunnerError::Gather(_) => PyOSError::new_err(told),
        RunnerError::Report(_) => BackstrideError::new_err(told),
    }
}

/// A number of threads that can be started.
fn threads(asked: usize) -> PyResult<usize> {
    const MOST: usize = 1024;
    if (1..=MOST).contains(&asked) {
        Ok(asked)
    } else {
        Err(PyValueError::new_err(format!("threads is {asked}; it may be 1 to {MOST}")))
    }
}

/// The module.
#[pymodule]
mod _core {
    use super::{Bound, PyModule, PyModuleMethods as _, PyResult, Python, Setting, pyfunction};

    #[pymodule_export]
    use super::{BackstrideError, SettingsError, UnreadableError};

    #[pymodule_export]
    use super::{
        arrow::{RecordBatch, Schema},
        level::{read_bytes, read_path, schema},
        runner::{RunnerTables, runner},
        stream::stream,
    };

    /// Raises `SettingsError` where the text is not right.
    #[pyfunction]
    #[pyo3(signature = (settings))]
    fn check_settings(py: Python<'_>, settings: Option<&str>) -> PyResult<()> {
        let _right: Setting = super::setting(py, settings)?;
        Ok(())
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
