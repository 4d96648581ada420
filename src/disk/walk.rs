//! The files below a folder.

use std::{
    fs::{self, DirEntry},
    io,
    path::{Path, PathBuf},
};

use super::{DiskError, NO_FILE, failed, refusal};

/// A file found on a walk, or a folder that could not be walked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The path as people are shown it: relative to the folder that was named, with `/`.
    pub shown: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Why the folder could not be entered; none of a file.
    pub shut: Option<String>,
}

/// Every regular file below a path, in the order of their shown paths; the path itself when it is
/// a file. Hidden files and folders, and the folders in `but_not`, are passed over; links to
/// folders are not followed. A folder that cannot be listed is told and costs only itself.
///
/// # Errors
///
/// When the path is not there, is neither a file nor a folder, or cannot be listed.
pub fn walk(root: &Path, but_not: &[PathBuf]) -> Result<Vec<Found>, DiskError> {
    let kind = fs::metadata(root).map_err(failed("open", root))?;
    if kind.is_file() {
        let shown = root.file_name().unwrap_or(root.as_os_str()).to_string_lossy().into_owned();
        return Ok(vec![Found { shown, path: root.to_owned(), shut: None }]);
    }
    if !kind.is_dir() {
        return Err(refusal("open", root, io::ErrorKind::InvalidInput, NO_FILE));
    }
    let but_not = but_not.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let mut walk = Walk { but_not, found: Vec::new(), folders: Vec::new() };
    walk.list("", root).map_err(failed("open the folder", root))?;
    while let Some((shown, folder)) = walk.folders.pop() {
        if let Err(error) = walk.list(&shown, &folder) {
            walk.found.push(Found { shown, path: folder, shut: Some(error.to_string()) });
        }
    }
    walk.found.sort();
    Ok(walk.found)
}

struct Walk {
    but_not: Vec<PathBuf>,
    found: Vec<Found>,
    /// Folders that are still to be listed.
    folders: Vec<(String, PathBuf)>,
}

impl Walk {
    /// Takes in what a folder holds, as far as it can be listed.
    fn list(&mut self, shown: &str, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                let shown = if shown.is_empty() { name } else { format!("{shown}/{name}") };
                self.take(shown, &entry)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, shown: String, entry: &DirEntry) -> io::Result<()> {
        let (kind, path) = (entry.file_type()?, entry.path());
        if kind.is_dir() {
            let canonical = fs::canonicalize(&path);
            if !canonical.is_ok_and(|canonical| self.but_not.contains(&canonical)) {
                self.folders.push((shown, path));
            }
        } else if kind.is_file() || path.is_file() {
            // What cannot be opened, for its rights or a path that is too long, is told on reading.
            self.found.push(Found { shown, path, shut: None });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_of(names: &[&str]) -> tempfile::TempDir {
        let scratch = tempfile::tempdir().unwrap();
        for name in names {
            let path = scratch.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"x").unwrap();
        }
        scratch
    }

    #[test]
    fn a_walk_is_sorted_and_passes_over_hidden_files_and_the_output() {
        let scratch = folder_of(&["b.fit", "a/c.gpx", ".hidden", "reports/x.html"]);
        let found = walk(scratch.path(), &[scratch.path().join("reports")]).unwrap();
        let shown: Vec<&str> = found.iter().map(|file| file.shown.as_str()).collect();
        assert_eq!(shown, ["a/c.gpx", "b.fit"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_whose_path_is_too_long_costs_only_itself() {
        let scratch = folder_of(&["a.fit"]);
        // Deeper than any path may be, made from within: each step is a short name.
        let mut at = scratch.path().to_owned();
        let name = "d".repeat(250);
        while fs::create_dir(at.join(&name)).is_ok() {
            at = at.join(&name);
        }
        let deepest = at.clone();
        let moved = scratch.path().join("e".repeat(250));
        // One level more than the system opens.
        fs::create_dir(&moved).unwrap();
        fs::rename(scratch.path().join(&name), moved.join(&name)).unwrap();
        let found = walk(scratch.path(), &[]).unwrap();
        assert_eq!(found.iter().filter(|it| it.shut.is_none()).count(), 1);
        assert_eq!(found.iter().filter(|it| it.shut.is_some()).count(), 1, "{deepest:?}");
        fs::rename(moved.join(&name), scratch.path().join(&name)).unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_that_was_named_is_refused() {
        assert!(walk(Path::new("/dev/null"), &[]).unwrap_err().to_string().ends_with(NO_FILE));
    }
}
