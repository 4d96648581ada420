//! Files written whole or not at all: a sibling first, which only this run can have made, then a
//! rename. Nothing is written through a link that somebody else laid.

#![allow(clippy::disallowed_methods, reason = "this is where the disk is")]

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, ErrorKind, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use same_file::Handle;

use super::{DiskError, LARGEST_BYTES, failed, refusal, too_large};

/// How many siblings are tried: others may lie there from runs that were killed.
const SIBLINGS: usize = 100;

/// How the name of a sibling ends: no other program's file is called so.
pub(super) const PART: &str = "backstride.part";

/// How often a file that somebody else changes meanwhile is read again.
const ATTEMPTS: usize = 20;

/// Writes a file whole or not at all: a sibling first, then a rename. A file that was there hands on
/// its rights and its owner.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let part = Part::write(path, bytes, &mut |_| Ok(()))?;
    part.put_in_place()?;
    sync_folder(path);
    Ok(())
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

/// Writes a new file; never over one that is there, nor over a link that leads nowhere.
///
/// # Errors
///
/// When it is there already, or cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    const THERE: &str = "it is there already and is left as it is";
    let there = || refusal("write", path, ErrorKind::AlreadyExists, THERE);
    if fs::symlink_metadata(path).is_ok() {
        return Err(there());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed("make the folder", parent))?;
    }
    let part = Part::write(path, bytes, &mut |_| Ok(()))?;
    // A second name, unlike a rename, never takes the place of what came there meanwhile.
    match fs::hard_link(&part.part, path) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(there()),
        // Not every file system has second names.
        Err(_) => part.put_in_place()?,
    }
    sync_folder(path);
    Ok(())
}

/// Rewrites a file under a lock: reads it, lets `change` make the new bytes, writes them whole,
/// readable by whom the old file was. A link stays a link. Where the file was changed meanwhile by a
/// program that knows of no lock, it is read again, so that nothing of it is lost.
///
/// # Errors
///
/// When the disk refuses, or `change` does.
pub fn rewrite<E: From<DiskError>>(
    path: &Path,
    mut change: impl FnMut(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<(), E> {
    let path = &fs::canonicalize(path).map_err(failed("open", path))?;
    for _ in 0..ATTEMPTS {
        let (mut file, bytes) = locked(path)?;
        // Who has the lock is the only one to write a sibling: what lies there is left by a run that
        // was killed, and is a copy of the diary.
        remove_file(&sibling(path, 0));
        let part = Part::write(path, &change(&bytes)?, &mut |_| Ok(()))?;
        if held(&mut file, path)? == bytes && leads_to(path, &file)? {
            part.put_in_place_of(file)?;
            sync_folder(path);
            return Ok(());
        }
    }
    Err(refusal("write", path, ErrorKind::Other, "another program keeps changing it").into())
}

/// A file that may be written, locked, with what it holds. Who waited for the lock may hold that of a
/// file which has been replaced since, so the lock counts only while the path leads to the file.
fn locked(path: &Path) -> Result<(File, Vec<u8>), DiskError> {
    loop {
        super::regular("open", path)?;
        // What may not be written is not replaced either.
        let opened = OpenOptions::new().read(true).write(true).open(path);
        let mut file = opened.map_err(failed("write", path))?;
        file.lock().map_err(failed("lock", path))?;
        let bytes = held(&mut file, path)?;
        if leads_to(path, &file)? {
            return Ok((file, bytes));
        }
    }
}

/// What a locked file holds, read by who has the lock: on Windows nobody else may.
fn held(file: &mut File, path: &Path) -> Result<Vec<u8>, DiskError> {
    let mut bytes = Vec::new();
    let most = LARGEST_BYTES.saturating_add(1);
    let read = file.rewind().and_then(|()| file.take(most).read_to_end(&mut bytes));
    if read.map_err(failed("read", path))? as u64 == most {
        return Err(too_large(path));
    }
    Ok(bytes)
}

/// Whether the path still leads to the file, whatever both hold.
fn leads_to(path: &Path, file: &File) -> Result<bool, DiskError> {
    let opened = file.try_clone().and_then(Handle::from_file);
    let same = opened.and_then(|opened| Ok(Handle::from_path(path)? == opened));
    same.map_err(failed("look at", path))
}

/// Where a file is written before it gets its name: the first place, and others where that is taken.
fn sibling(path: &Path, number: usize) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let number = if number == 0 { String::new() } else { format!("{number}.") };
    path.with_file_name(format!(".{name}.{number}{PART}"))
}

/// Removes a file, if there is one that can be; what is no file stays.
fn remove_file(path: &Path) {
    if fs::symlink_metadata(path).is_ok_and(|told| told.is_file()) {
        let _stays = fs::remove_file(path);
    }
}

/// A file that is written and not yet in its place. Dropped before, it is gone.
pub(super) struct Part {
    pub(super) part: PathBuf,
    path: PathBuf,
}

impl Part {
    /// Writes the bytes of a file to a sibling of its own. `announce` hears its path before it is
    /// made.
    pub(super) fn write(
        path: &Path,
        bytes: &[u8],
        announce: &mut dyn FnMut(&Path) -> Result<(), DiskError>,
    ) -> Result<Part, DiskError> {
        let old = fs::symlink_metadata(path).ok().filter(Metadata::is_file);
        let (mut file, part) = Part::create(path, old.is_some(), announce)?;
        let part = Part { part, path: path.to_owned() };
        let written = file.write_all(bytes).and_then(|()| match &old {
            Some(old) => hand_on(old, &file),
            None => Ok(()),
        });
        written.and_then(|()| file.sync_all()).map_err(failed("write", path))?;
        Ok(part)
    }

    /// Makes a sibling that was not there: what is there under its name, a link or another run's, is
    /// left alone. The copy of a file that is there is its owner's alone until it has its rights.
    fn create(
        path: &Path,
        private: bool,
        announce: &mut dyn FnMut(&Path) -> Result<(), DiskError>,
    ) -> Result<(File, PathBuf), DiskError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        // On Windows a file has the rights of its folder.
        #[cfg(not(unix))]
        let _ = private;
        for number in 0..SIBLINGS {
            let part = sibling(path, number);
            if fs::symlink_metadata(&part).is_ok() {
                continue;
            }
            announce(&part)?;
            match options.open(&part) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => return Ok((made.map_err(failed("write", path))?, part)),
            }
        }
        let what = "too many files of other runs lie beside it (they end in .part)";
        Err(refusal("write", path, ErrorKind::Other, what))
    }

    /// Gives the file the name of one that is open and locked. Some file systems of Windows take no name
    /// from an open file: there, and only there, it is closed first.
    fn put_in_place_of(mut self, open: File) -> Result<(), DiskError> {
        if cfg!(windows) && fs::rename(&self.part, &self.path).is_ok() {
            self.part.clear();
            return Ok(());
        }
        let _until_renamed = (!cfg!(windows)).then_some(open);
        self.put_in_place()
    }

    /// Gives the file its name.
    pub(super) fn put_in_place(mut self) -> Result<(), DiskError> {
        fs::rename(&self.part, &self.path).map_err(failed("write", &self.path))?;
        // Under the old name another run may write by now.
        self.part.clear();
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.part.as_os_str().is_empty() {
            let _stays = fs::remove_file(&self.part);
        }
    }
}

/// Gives a new file the owner and the rights of the one whose place it takes.
#[cfg(unix)]
fn hand_on(old: &Metadata, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let made = new.metadata()?;
    if (made.uid(), made.gid()) != (old.uid(), old.gid()) {
        // Only the system's administrator may give files away; then the group is tried alone.
        let whole = fchown(new, Some(old.uid()), Some(old.gid()));
        let _kept_as_far_as_may_be = whole.or_else(|_| fchown(new, None, Some(old.gid())));
    }
    new.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn hand_on(old: &Metadata, new: &File) -> io::Result<()> {
    new.set_permissions(old.permissions())
}

/// Has the system write down a file's new name; one that cannot do that keeps it all the same.
pub(super) fn sync_folder(path: &Path) {
    #[cfg(unix)]
    {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        let folder = File::open(folder.unwrap_or(Path::new(".")));
        let _as_the_system_does = folder.and_then(|folder| folder.sync_all());
    }
    #[cfg(not(unix))]
    let _ = path;
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

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

    #[test]
    fn a_file_that_changed_meanwhile_is_read_again() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("log.csv");
        fs::write(&path, b"old\n").unwrap();
        let first = Cell::new(true);
        rewrite(&path, |old| -> Result<Vec<u8>, DiskError> {
            if first.replace(false) {
                // An editor saves, and knows of no lock.
                fs::write(&path, b"old\nby an editor\n").unwrap();
            }
            Ok([old, b"new\n"].concat())
        })
        .unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old\nby an editor\nnew\n");
        assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_run_left_beside_a_log_goes_and_what_others_left_stays() {
        let scratch = tempfile::tempdir().unwrap();
        let at = |name: &str| scratch.path().join(name);
        for name in ["log.csv", ".log.csv.backstride.part", ".log.csv.part", "log.csv~"] {
            fs::write(at(name), b"old\n").unwrap();
        }
        rewrite(&at("log.csv"), |old| Ok::<_, DiskError>([old, b"new\n"].concat())).unwrap();
        assert_eq!(super::super::names(scratch.path()), [".log.csv.part", "log.csv", "log.csv~"]);
    }

    #[test]
    fn a_lock_counts_only_on_the_file_to_which_the_path_leads() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("log.csv");
        fs::write(&path, b"same").unwrap();
        let (old, _) = locked(&path).unwrap();
        assert!(leads_to(&path, &old).unwrap());
        write_whole(&path, b"same").unwrap();
        assert!(!leads_to(&path, &old).unwrap(), "another file that holds the same");
    }

    #[test]
    fn a_new_file_is_never_written_over_another() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("plan.toml");
        write_new(&path, b"mine").unwrap();
        let refused = write_new(&path, b"yours").unwrap_err();
        assert!(refused.to_string().ends_with("left as it is"), "{refused}");
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 1);
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

    #[cfg(unix)]
    #[test]
    fn a_link_laid_where_the_sibling_goes_is_neither_followed_nor_taken_away() {
        let scratch = tempfile::tempdir().unwrap();
        let at = |name: &str| scratch.path().join(name);
        fs::write(at("victim"), b"precious").unwrap();
        let first = sibling(&at("page.html"), 0);
        std::os::unix::fs::symlink(at("victim"), &first).unwrap();
        std::os::unix::fs::symlink(at("nowhere"), sibling(&at("page.html"), 1)).unwrap();
        write_whole(&at("page.html"), b"page").unwrap();
        assert_eq!(fs::read(at("victim")).unwrap(), b"precious");
        assert_eq!(fs::read(at("page.html")).unwrap(), b"page");
        assert!(!at("nowhere").exists() && fs::symlink_metadata(&first).is_ok());
        std::os::unix::fs::symlink(at("nowhere"), at("new.toml")).unwrap();
        assert!(write_new(&at("new.toml"), b"x").is_err());
        assert!(!at("nowhere").exists());
    }

    #[cfg(unix)]
    #[test]
    fn the_copy_of_a_private_log_is_never_readable_by_others() {
        use std::os::unix::fs::PermissionsExt as _;
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("log.csv");
        fs::write(&path, b"a").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let (_, part) = Part::create(&path, true, &mut |_| Ok(())).unwrap();
        assert_eq!(fs::metadata(&part).unwrap().permissions().mode() & 0o777, 0o600);
        fs::remove_file(part).unwrap();
        write_whole(&path, b"b").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
