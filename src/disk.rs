//! The one place that touches the disk. Files are written whole or not at all.

#![allow(clippy::disallowed_methods, reason = "this is where the disk is")]

mod out;
mod walk;
mod write;

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read as _},
    path::{Path, PathBuf},
};

pub use out::OutFolder;
pub use walk::{Found, walk};
pub use write::{rewrite, write_new, write_private, write_whole};

/// What went wrong on the disk, with the path.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing} {}: {source}", path.display())]
pub struct DiskError {
    /// What was tried, as a verb: `read`, `write`, `open the folder`.
    pub doing: &'static str,
    /// Where.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> DiskError {
    let path = path.to_owned();
    move |source| DiskError { doing, path, source }
}

/// An error of ours, in the system's kinds.
fn refusal(doing: &'static str, path: &Path, kind: ErrorKind, what: &'static str) -> DiskError {
    failed(doing, path)(io::Error::new(kind, what))
}

/// The most that is read of a file which is held whole.
const LARGEST_BYTES: u64 = 512 << 20;

/// A whole file.
///
/// # Errors
///
/// When it cannot be read, is no file, or is larger than 512 MiB.
pub fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    read_within(path, LARGEST_BYTES)
}

/// A whole file of at most so many bytes.
///
/// # Errors
///
/// When it cannot be read, is no file, or is larger.
pub fn read_within(path: &Path, most_bytes: u64) -> Result<Vec<u8>, DiskError> {
    let bytes = head(path, most_bytes.saturating_add(1))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most_bytes {
        return Err(too_large(path));
    }
    Ok(bytes)
}

fn too_large(path: &Path) -> DiskError {
    refusal("read", path, ErrorKind::FileTooLarge, "it is larger than any such file")
}

/// The first bytes of a file, at most `limit` of them.
///
/// # Errors
///
/// When it cannot be read, or is no file.
pub fn head(path: &Path, limit: u64) -> Result<Vec<u8>, DiskError> {
    let file = regular("read", path)?;
    // As much as the file says it has is asked for at once, and may be refused.
    let length = file.metadata().map_or(0, |told| told.len()).min(limit);
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(usize::try_from(length).unwrap_or(usize::MAX))
        .map_err(|_none_left| failed("read", path)(ErrorKind::OutOfMemory.into()))?;
    file.take(limit).read_to_end(&mut bytes).map_err(failed("read", path))?;
    Ok(bytes)
}

/// How many bytes a file says it has; none where it says nothing.
pub fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |told| told.len())
}

/// A file to read from, for what is too large to hold.
///
/// # Errors
///
/// When it cannot be opened, or is no file.
pub fn open(path: &Path) -> Result<File, DiskError> {
    regular("open", path)
}

/// A file that is one: a pipe or a device may never say anything, or never end.
fn regular(doing: &'static str, path: &Path) -> Result<File, DiskError> {
    let told = fs::metadata(path).map_err(failed(doing, path))?;
    if told.is_dir() {
        return Err(refusal(doing, path, ErrorKind::IsADirectory, "it is a folder"));
    }
    if !told.is_file() {
        return Err(refusal(doing, path, ErrorKind::InvalidInput, NO_FILE));
    }
    File::open(path).map_err(failed(doing, path))
}

const NO_FILE: &str = "it is neither a file nor a folder";

/// A file without a name, gone when it is closed, for what is too large for memory.
///
/// # Errors
///
/// When the system gives none.
pub fn scratch() -> io::Result<File> {
    tempfile::tempfile()
}

/// Whether something is there.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// The names in a folder, in order; none where it cannot be listed.
pub fn names(folder: &Path) -> Vec<String> {
    let listed = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        listed.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// Removes a folder's files, and the folder where nothing else is in it. What cannot be removed
/// stays.
pub fn remove_flat(folder: &Path) {
    // A link leads to what is somebody else's.
    if !fs::symlink_metadata(folder).is_ok_and(|told| told.is_dir()) {
        return;
    }
    for name in names(folder) {
        let _stays = fs::remove_file(folder.join(name));
    }
    let _stays = fs::remove_dir(folder);
}

/// Whether what went wrong lies outside of what was asked for: the disk, rights, memory. What is not
/// there, or is something else than was said, is a wrong command line.
pub fn is_outside(error: &io::Error) -> bool {
    // A limit of ours is on what is read; the system's, which has a number, on what is written.
    let is_ours = error.raw_os_error().is_none();
    if error.kind() == ErrorKind::FileTooLarge {
        return !is_ours;
    }
    !matches!(
        error.kind(),
        ErrorKind::NotFound
            | ErrorKind::AlreadyExists
            | ErrorKind::IsADirectory
            | ErrorKind::NotADirectory
            | ErrorKind::InvalidInput
            | ErrorKind::InvalidFilename
            | ErrorKind::InvalidData
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_beyond_its_limit_is_refused_and_a_folder_is_no_file() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("log.csv");
        fs::write(&path, b"12345").unwrap();
        assert_eq!(read_within(&path, 5).unwrap(), b"12345");
        let refused = read_within(&path, 4).unwrap_err();
        assert_eq!(refused.source.kind(), ErrorKind::FileTooLarge);
        assert!(read(scratch.path()).unwrap_err().to_string().ends_with("it is a folder"));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_that_never_ends_is_refused_at_once() {
        let refused = read(Path::new("/dev/zero")).unwrap_err();
        assert!(refused.to_string().ends_with(NO_FILE), "{refused}");
        assert!(!is_outside(&refused.source));
    }
}
