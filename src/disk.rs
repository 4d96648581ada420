//! The one place that touches the disk. Files are written whole or not at all.

#![allow(clippy::disallowed_methods, reason = "this is where the disk is")]

use std::{
    fs::{self, File, TryLockError},
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

/// What went wrong on the disk, with the path.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing} {}: {source}", path.display())]
pub struct DiskError {
    /// What was tried, as a verb: `read`, `write`, `open the folder`.
    pub doing: &'static str,
    /// Where.
    pub path: PathBuf,
    /// What the system says.
    pub source: std::io::Error,
}

/// A file found on a walk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The path as people are shown it: relative to the folder that was named, with `/`.
    pub shown: String,
    /// Where it lies.
    pub path: PathBuf,
}

fn failed(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> DiskError {
    let path = path.to_owned();
    move |source| DiskError { doing, path, source }
}

/// A whole file.
///
/// # Errors
///
/// When it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    fs::read(path).map_err(failed("read", path))
}

/// The first bytes of a file, at most `limit` of them.
///
/// # Errors
///
/// When it cannot be read.
pub fn head(path: &Path, limit: u64) -> Result<Vec<u8>, DiskError> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed("read", path))?;
    file.take(limit).read_to_end(&mut bytes).map_err(failed("read", path))?;
    Ok(bytes)
}

/// A file to read from, for what is too large to hold.
///
/// # Errors
///
/// When it cannot be opened.
pub fn open(path: &Path) -> Result<File, DiskError> {
    File::open(path).map_err(failed("open", path))
}

/// A file without a name, gone when it is closed, for what is too large for memory.
///
/// # Errors
///
/// When the system gives none.
pub fn scratch() -> std::io::Result<File> {
    tempfile::tempfile()
}

/// Whether something is there.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Every regular file below a path, in the order of their shown paths; the path itself when it is
/// a file. Hidden files and folders, and the folders in `but_not`, are passed over; links to
/// folders are not followed.
///
/// # Errors
///
/// When the path is not there, or a folder cannot be listed.
pub fn walk(root: &Path, but_not: &[PathBuf]) -> Result<Vec<Found>, DiskError> {
    let kind = fs::metadata(root).map_err(failed("open", root))?;
    if !kind.is_dir() {
        let shown = root.file_name().unwrap_or(root.as_os_str()).to_string_lossy().into_owned();
        return Ok(vec![Found { shown, path: root.to_owned() }]);
    }
    let but_not: Vec<PathBuf> =
        but_not.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let mut found = Vec::new();
    let mut folders = vec![(String::new(), root.to_owned())];
    while let Some((shown, folder)) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(failed("open the folder", &folder))? {
            let entry = entry.map_err(failed("open the folder", &folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let shown = if shown.is_empty() { name } else { format!("{shown}/{name}") };
            let kind = entry.file_type().map_err(failed("look at", &entry.path()))?;
            if kind.is_dir() {
                let canonical = fs::canonicalize(entry.path());
                if !canonical.is_ok_and(|canonical| but_not.contains(&canonical)) {
                    folders.push((shown, entry.path()));
                }
            } else if entry.path().is_file() {
                found.push(Found { shown, path: entry.path() });
            }
        }
    }
    found.sort();
    Ok(found)
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

/// An output folder, locked against a second writer while this lives.
#[derive(Debug)]
pub struct OutFolder {
    root: PathBuf,
    _lock: File,
}

const LOCK_NAME: &str = ".backstride.lock";

impl OutFolder {
    /// Makes the folder where it is missing, locks it, and sweeps what an interrupted run left.
    ///
    /// # Errors
    ///
    /// When it cannot be made or written, or another run is writing there.
    pub fn open(root: &Path) -> Result<OutFolder, DiskError> {
        fs::create_dir_all(root).map_err(failed("make the folder", root))?;
        let lock_path = root.join(LOCK_NAME);
        let lock = File::create(&lock_path).map_err(failed("write in the folder", root))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let source =
                    std::io::Error::other("another backstride is writing there; wait for it");
                return Err(DiskError { doing: "write in", path: root.to_owned(), source });
            }
            Err(TryLockError::Error(error)) => return Err(failed("lock", &lock_path)(error)),
        }
        let folder = OutFolder { root: root.to_owned(), _lock: lock };
        sweep(root)?;
        Ok(folder)
    }

    /// Writes a file below the folder, whole or not at all, and says where.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, relative: &str, bytes: &[u8]) -> Result<PathBuf, DiskError> {
        let path = self.root.join(relative);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed("make the folder", parent))?;
        }
        write_whole(&path, bytes)?;
        Ok(path)
    }

    /// Whether a file stands below the folder.
    pub fn has(&self, relative: &str) -> bool {
        self.root.join(relative).is_file()
    }

    /// The names of the folders directly in it, in order.
    ///
    /// # Errors
    ///
    /// When it cannot be listed.
    pub fn folders(&self) -> Result<Vec<String>, DiskError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.root).map_err(failed("open the folder", &self.root))? {
            let entry = entry.map_err(failed("open the folder", &self.root))?;
            if entry.path().is_dir() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        names.sort();
        Ok(names)
    }

    /// A file below the folder.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn read(&self, relative: &str) -> Result<Vec<u8>, DiskError> {
        read(&self.root.join(relative))
    }

    /// Removes a file below the folder, if it is there: output of an earlier run that this one
    /// would not make.
    ///
    /// # Errors
    ///
    /// When it is there and cannot be removed.
    pub fn remove(&self, relative: &str) -> Result<(), DiskError> {
        let path = self.root.join(relative);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(failed("remove", &path)(error))
            }
            _ => Ok(()),
        }
    }
}

/// Removes `.part` files that an interrupted run left behind.
fn sweep(folder: &Path) -> Result<(), DiskError> {
    for entry in fs::read_dir(folder).map_err(failed("open the folder", folder))? {
        let entry = entry.map_err(failed("open the folder", folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            sweep(&entry.path())?;
        } else if is_left_over(&name) {
            fs::remove_file(entry.path()).map_err(failed("remove", &entry.path()))?;
        }
    }
    Ok(())
}

/// Whether a name is that of a file that was being written.
fn is_left_over(name: &str) -> bool {
    name.strip_prefix('.').and_then(|name| name.strip_suffix(".part")).is_some()
}

/// Writes a file whole or not at all: a sibling first, then a rename.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let part = write_part(path, bytes)?;
    fs::rename(&part, path).map_err(failed("write", path))
}

/// Writes the bytes of a file to its sibling, and says where that is.
fn write_part(path: &Path, bytes: &[u8]) -> Result<PathBuf, DiskError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let part = path.with_file_name(format!(".{name}.part"));
    let mut file = File::create(&part).map_err(failed("write", path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed("write", path))?;
    Ok(part)
}

/// Writes a file whole or not at all that only its owner may read, in folders made likewise. It is
/// for what is checked when it is read again: the system is not asked to have it on the disk at once.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut maker = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.recursive(true).create(folder).map_err(failed("make the folder", folder))?;
    // Its name is its own, since several programs may write one entry at once; its rights are 0600.
    let part = tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(folder);
    let mut part = part.map_err(failed("write", path))?;
    part.write_all(bytes).map_err(failed("write", path))?;
    part.persist(path).map_err(|error| failed("write", path)(error.error))?;
    Ok(())
}

/// Writes a new file; never over one that is there.
///
/// # Errors
///
/// When it is there already, or cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    if exists(path) {
        let source = std::io::Error::other("it is there already and is left as it is");
        return Err(DiskError { doing: "write", path: path.to_owned(), source });
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed("make the folder", parent))?;
    }
    write_whole(path, bytes)
}

/// Rewrites a file under a lock: reads it, lets `change` make the new bytes, writes them whole,
/// readable by whom the old file was. A link stays a link.
///
/// # Errors
///
/// When the disk refuses, or `change` does.
pub fn rewrite<E: From<DiskError>>(
    path: &Path,
    change: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<(), E> {
    let path = &fs::canonicalize(path).map_err(failed("open", path))?;
    let (lock, bytes) = locked(path)?;
    let rights = lock.metadata().map_err(failed("look at", path))?.permissions();
    let part = write_part(path, &change(&bytes)?)?;
    fs::set_permissions(&part, rights).map_err(failed("write", path))?;
    fs::rename(&part, path).map_err(failed("write", path))?;
    Ok(())
}

/// A file, locked, with what it holds. Who waited for the lock may hold that of a file which has
/// been replaced since, so the lock counts only while file and path hold the same.
fn locked(path: &Path) -> Result<(File, Vec<u8>), DiskError> {
    loop {
        let mut file = File::open(path).map_err(failed("open", path))?;
        file.lock().map_err(failed("lock", path))?;
        let mut held = Vec::new();
        file.read_to_end(&mut held).map_err(failed("read", path))?;
        if read(path)? == held {
            return Ok((file, held));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_leaves_no_part_behind_and_a_left_part_is_swept() {
        let scratch = tempfile::tempdir().unwrap();
        let left = scratch.path().join("2026-10/.report.html.part");
        fs::create_dir_all(left.parent().unwrap()).unwrap();
        fs::write(&left, b"half").unwrap();
        let out = OutFolder::open(scratch.path()).unwrap();
        out.write("2026-10/report.html", b"whole").unwrap();
        assert!(!left.exists());
        assert_eq!(fs::read(scratch.path().join("2026-10/report.html")).unwrap(), b"whole");
        assert!(out.has("2026-10/report.html"));
        assert!(!out.has("2026-10") && !out.has("2026-09/report.html"));
        out.write("2026-09/report.html", b"older").unwrap();
        assert_eq!(out.folders().unwrap(), ["2026-09", "2026-10"]);
    }

    #[test]
    fn a_second_writer_is_told_to_wait() {
        let scratch = tempfile::tempdir().unwrap();
        let _first = OutFolder::open(scratch.path()).unwrap();
        let refused = OutFolder::open(scratch.path()).unwrap_err().to_string();
        assert!(refused.contains("another backstride"), "{refused}");
    }

    #[test]
    fn of_many_writers_at_once_each_adds_its_line() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("log.csv");
        fs::write(&path, b"").unwrap();
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    for line in 0..5 {
                        rewrite(path, |old| -> Result<Vec<u8>, DiskError> {
                            Ok([old, format!("{writer}/{line}\n").as_bytes()].concat())
                        })
                        .unwrap();
                    }
                });
            }
        });
        let text = fs::read_to_string(&path).unwrap();
        let lines: std::collections::BTreeSet<&str> = text.lines().collect();
        assert_eq!((text.lines().count(), lines.len()), (40, 40));
    }

    #[cfg(unix)]
    #[test]
    fn a_rewritten_file_stays_private_and_a_link_a_link() {
        use std::os::unix::fs::PermissionsExt as _;
        let scratch = tempfile::tempdir().unwrap();
        let (file, link) = (scratch.path().join("log.csv"), scratch.path().join("link.csv"));
        fs::write(&file, b"a").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        rewrite(&link, |_| Ok::<_, DiskError>(b"b".to_vec())).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"b");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn a_walk_is_sorted_and_passes_over_hidden_files_and_the_output() {
        let scratch = tempfile::tempdir().unwrap();
        for name in ["b.fit", "a/c.gpx", ".hidden", "reports/x.html"] {
            let path = scratch.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"x").unwrap();
        }
        let found = walk(scratch.path(), &[scratch.path().join("reports")]).unwrap();
        let shown: Vec<&str> = found.iter().map(|file| file.shown.as_str()).collect();
        assert_eq!(shown, ["a/c.gpx", "b.fit"]);
    }
}
