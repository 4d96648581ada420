//! The files to read, and how far archives among them are opened.

use std::path::PathBuf;

use super::addresses;
use crate::{
    disk::{self, DiskError, Found},
    ingest::archive,
};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// As people are shown it.
    pub shown: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Why it cannot be looked into, where it is a folder that could not be entered.
    pub shut: Option<String>,
}

/// Every file below these paths, in the order of the paths and then of the names.
///
/// # Errors
///
/// When a path is not there, or cannot be listed itself.
pub fn find(exports: &[PathBuf], but_not: &[PathBuf]) -> Result<Vec<Source>, DiskError> {
    let mut sources = Vec::new();
    for export in exports {
        let found = disk::walk(export, but_not)?;
        let source =
            |Found { shown, path, shut }| Source { shown: addresses::without(&shown), path, shut };
        sources.extend(found.into_iter().map(source));
    }
    sources.sort_by(|a, b| (&a.shown, &a.path).cmp(&(&b.shown, &b.path)));
    sources.dedup_by(|a, b| a.path == b.path);
    Ok(sources)
}

/// How far archives are opened; what is too large for memory goes to an unnamed file.
pub(super) fn limits() -> archive::Limits {
    archive::Limits { scratch: Some(disk::scratch), ..archive::Limits::default() }
}
