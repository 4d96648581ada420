//! The folder of output, with a list of what this program wrote in it.

#![allow(clippy::disallowed_methods, reason = "this is where the disk is")]

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Component, Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{
    DiskError, failed, refusal,
    write::{PART, Part, sync_folder},
};

/// An output folder, locked against a second writer while this lives.
#[derive(Debug)]
pub struct OutFolder {
    root: PathBuf,
    list: Mutex<List>,
}

const LOCK_NAME: &str = ".backstride.lock";

const NOT_OURS: &str = "something is there that this program did not write (its list is .backstride.lock in \
                        the folder of output). Move it away, or name another folder with --out";

/// How a line of the list begins: a file that was written, and one that is being written.
const WRITTEN: &str = "= ";
const BEGUN: &str = "~ ";

/// More than any list has.
const LIST_BYTES_MAX: u64 = 64 << 20;

impl OutFolder {
    /// Makes the folder where it is missing, locks it, and takes away what an interrupted run of this
    /// program left half written: what its list says, and nothing else.
    ///
    /// # Errors
    ///
    /// When it cannot be made or written, or another run is writing there.
    pub fn open(root: &Path) -> Result<OutFolder, DiskError> {
        fs::create_dir_all(root).map_err(failed("make the folder", root))?;
        let lock_path = root.join(LOCK_NAME);
        let file = own_file(&lock_path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let what = "another backstride is writing there; wait for it";
                return Err(refusal("write in", root, ErrorKind::WouldBlock, what));
            }
            Err(TryLockError::Error(error)) => return Err(failed("lock", &lock_path)(error)),
        }
        let list = List::read(file).map_err(failed("read", &lock_path))?;
        let folder = OutFolder { root: root.to_owned(), list: Mutex::new(list) };
        folder.sweep()?;
        Ok(folder)
    }

    /// Writes a file below the folder, whole or not at all, and says where. What has its name and is
    /// not on this program's list is left alone.
    ///
    /// # Errors
    ///
    /// When it cannot be written, a folder on the way is a link, or something else has its name.
    pub fn write(&self, relative: &str, bytes: &[u8]) -> Result<PathBuf, DiskError> {
        let path = self.root.join(relative);
        self.refuse_links(relative)?;
        let is_there = fs::symlink_metadata(&path).is_ok();
        if is_there && !self.list().written.contains(relative) {
            if super::read(&path).is_ok_and(|there| there == bytes) {
                return Ok(path);
            }
            return Err(refusal("write", &path, ErrorKind::AlreadyExists, NOT_OURS));
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed("make the folder", parent))?;
        }
        // One file at a time: the list tells of one that is begun.
        let mut list = self.list();
        let below = |part: &Path| {
            part.strip_prefix(&self.root).unwrap_or(part).to_string_lossy().into_owned()
        };
        let part = Part::write(&path, bytes, &mut |part| {
            list.begin(&below(part)).map_err(failed("write in", &self.root))
        })?;
        list.add(relative, &below(&part.part)).map_err(failed("write in", &self.root))?;
        part.put_in_place()?;
        list.end().map_err(failed("write in", &self.root))?;
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

    /// The names of the files directly in a folder below, in order, whoever wrote them; none where there
    /// is no such folder.
    pub fn files_in(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.root.join(folder)) else { return Vec::new() };
        let files = entries.flatten().filter(|entry| entry.path().is_file());
        let mut names: Vec<String> =
            files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// A file below the folder.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn read(&self, relative: &str) -> Result<Vec<u8>, DiskError> {
        super::read(&self.root.join(relative))
    }

    /// Removes a file below the folder that this program wrote there, if it is there: output of an
    /// earlier run that this one would not make. Whatever else has its name stays.
    ///
    /// # Errors
    ///
    /// When it is there and cannot be removed.
    pub fn remove(&self, relative: &str) -> Result<(), DiskError> {
        if !self.list().written.contains(relative) {
            return Ok(());
        }
        self.remove_file(relative)
    }

    /// What this program wrote in a folder directly below and is still there: names in the folder,
    /// in order.
    pub fn written_in(&self, folder: &str) -> Vec<String> {
        let list = self.list();
        let names = list.written.iter().filter_map(|path| path.strip_prefix(folder));
        let names = names.filter_map(|rest| rest.strip_prefix('/'));
        names.filter(|name| self.has(&format!("{folder}/{name}"))).map(str::to_owned).collect()
    }

    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes half-written files of a run that was interrupted.
    fn sweep(&self) -> Result<(), DiskError> {
        let mut list = self.list();
        // A list that somebody else wrote may name anything.
        let begun = std::mem::take(&mut list.begun);
        let mut parts = begun.iter().filter(|part| part.ends_with(PART));
        parts.try_for_each(|part| self.remove_file(part))?;
        list.end().map_err(failed("write in", &self.root))
    }

    fn remove_file(&self, relative: &str) -> Result<(), DiskError> {
        let path = self.root.join(relative);
        let is_file = fs::symlink_metadata(&path).is_ok_and(|told| told.is_file());
        if !is_file || self.refuse_links(relative).is_err() {
            return Ok(());
        }
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(failed("remove", &path)(error))
            }
            _ => Ok(()),
        }
    }

    /// A path stays below the folder: none of the folders on its way is a link to elsewhere.
    fn refuse_links(&self, relative: &str) -> Result<(), DiskError> {
        let mut at = self.root.clone();
        let folders = Path::new(relative).parent().into_iter().flat_map(Path::components);
        for part in folders {
            at.push(part);
            let is_link = fs::symlink_metadata(&at).is_ok_and(|told| told.is_symlink());
            if is_link || !matches!(part, Component::Normal(_)) {
                let what = "it is a link; nothing is written through one. Take it away first";
                return Err(refusal("write in", &at, ErrorKind::InvalidInput, what));
            }
        }
        Ok(())
    }
}

impl Drop for OutFolder {
    fn drop(&mut self) {
        let mut list = self.list();
        let mut folders = BTreeSet::new();
        for path in &list.new {
            folders.insert(self.root.join(path).with_file_name("_"));
        }
        for file in &folders {
            sync_folder(file);
        }
        // A line too many of a file that is not there does no harm.
        let _as_it_was = list.end().and_then(|()| list.file.sync_all());
    }
}

/// Opens a file of the program's own, made where it is missing. A link, or a second name of another
/// file, is refused: what it leads to is not ours.
fn own_file(path: &Path) -> Result<File, DiskError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    let what = "it is not this program's own file. Take it away first";
    let refused = || refusal("write", path, ErrorKind::InvalidInput, what);
    match options.clone().create_new(true).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => return made.map_err(failed("write", path)),
    }
    let told = fs::symlink_metadata(path).map_err(failed("look at", path))?;
    if !told.is_file() {
        return Err(refused());
    }
    let file = options.open(path).map_err(failed("write", path))?;
    let opened = file.metadata().map_err(failed("look at", path))?;
    if is_same(&told, &opened) { Ok(file) } else { Err(refused()) }
}

#[cfg(unix)]
fn is_same(named: &fs::Metadata, opened: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (named.dev(), named.ino()) == (opened.dev(), opened.ino()) && opened.nlink() == 1
}

#[cfg(not(unix))]
fn is_same(_: &fs::Metadata, opened: &fs::Metadata) -> bool {
    opened.is_file()
}

/// What this program wrote in the folder, kept in the file that is locked: a line for each file that
/// was written, and behind them one for what is being written. A line is added before what it tells
/// of is done, and no line that still holds is ever written anew, so that a run that is killed leaves
/// nothing that its list lacks.
#[derive(Debug)]
struct List {
    file: File,
    /// Where the lines of what was written end.
    end: u64,
    written: BTreeSet<String>,
    begun: BTreeSet<String>,
    /// What this run wrote.
    new: BTreeSet<String>,
}

impl List {
    fn read(mut file: File) -> io::Result<List> {
        let mut bytes = Vec::new();
        (&mut file).take(LIST_BYTES_MAX).read_to_end(&mut bytes)?;
        // A run that was killed may have left half a line.
        let whole = |line: &&[u8]| line.ends_with(b"\n");
        let is_written = |line: &&[u8]| whole(line) && line.starts_with(WRITTEN.as_bytes());
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let end = lines.clone().take_while(is_written).map(<[u8]>::len).sum();
        let (before, behind) = bytes.split_at(end);
        let told = |bytes: &[u8], mark: &str| -> BTreeSet<String> {
            let text = String::from_utf8_lossy(bytes);
            text.lines().filter_map(|line| line.strip_prefix(mark)).map(str::to_owned).collect()
        };
        let (written, begun) = (told(before, WRITTEN), told(behind, BEGUN));
        Ok(List { file, end: end as u64, written, begun, new: BTreeSet::new() })
    }

    /// Tells of a file that is going to be begun.
    fn begin(&mut self, part: &str) -> io::Result<()> {
        self.end()?;
        self.file.write_all(format!("{BEGUN}{part}\n").as_bytes())
    }

    /// Tells of a file that is going to take its place, while it is still begun under another name.
    fn add(&mut self, path: &str, part: &str) -> io::Result<()> {
        self.new.insert(path.to_owned());
        if self.written.insert(path.to_owned()) {
            let line = format!("{WRITTEN}{path}\n");
            self.file.seek(SeekFrom::Start(self.end))?;
            self.file.write_all(format!("{line}{BEGUN}{part}\n").as_bytes())?;
            self.end += line.len() as u64;
        }
        Ok(())
    }

    /// Nothing is begun.
    fn end(&mut self) -> io::Result<()> {
        self.file.set_len(self.end)?;
        self.file.seek(SeekFrom::Start(self.end)).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_leaves_no_part_behind_and_a_part_that_was_begun_is_swept() {
        let scratch = tempfile::tempdir().unwrap();
        let at = |name: &str| scratch.path().join(name);
        let out = OutFolder::open(scratch.path()).unwrap();
        out.write("2026-10/report.html", b"whole").unwrap();
        assert!(out.has("2026-10/report.html"));
        assert!(!out.has("2026-10") && !out.has("2026-09/report.html"));
        out.write("2026-09/report.html", b"older").unwrap();
        assert_eq!(out.folders().unwrap(), ["2026-09", "2026-10"]);
        assert_eq!(fs::read_dir(at("2026-10")).unwrap().count(), 1);
        // Killed while a part was written: the list says so, and nobody closes it.
        out.list().begin("2026-10/.report.pdf.backstride.part").unwrap();
        fs::write(at("2026-10/.report.pdf.backstride.part"), b"half").unwrap();
        fs::write(at("2026-10/.letter.part"), b"somebody's").unwrap();
        let list = fs::read(at(LOCK_NAME)).unwrap();
        drop(out);
        fs::write(at(LOCK_NAME), list).unwrap();
        OutFolder::open(scratch.path()).unwrap();
        assert!(!at("2026-10/.report.pdf.backstride.part").exists());
        assert!(at("2026-10/.letter.part").exists(), "what is not on the list stays");
    }

    #[test]
    fn whenever_a_run_is_killed_its_list_tells_of_all_that_it_wrote_and_of_what_it_had_begun() {
        let scratch = tempfile::tempdir().unwrap();
        let list = || fs::read_to_string(scratch.path().join(LOCK_NAME)).unwrap();
        let out = OutFolder::open(scratch.path()).unwrap();
        out.write("a.html", b"a").unwrap();
        assert_eq!(list(), "= a.html\n");
        out.list().begin(".a.much.longer.name.html.part").unwrap();
        assert_eq!(list(), "= a.html\n~ .a.much.longer.name.html.part\n");
        out.list().begin(".b.html.part").unwrap();
        assert_eq!(list(), "= a.html\n~ .b.html.part\n");
        out.list().add("b.html", ".b.html.part").unwrap();
        assert_eq!(list(), "= a.html\n= b.html\n~ .b.html.part\n");
        // Cut anywhere, as by a kill within a line, it keeps what stands before.
        let whole = list();
        drop(out);
        for length in 0..=whole.len() {
            fs::write(scratch.path().join(LOCK_NAME), &whole[..length]).unwrap();
            drop(OutFolder::open(scratch.path()).unwrap());
            let kept = whole[..length].rfind('\n').map_or(0, |end| end + 1);
            assert_eq!(list(), whole[..kept.min("= a.html\n= b.html\n".len())]);
        }
    }

    #[test]
    fn what_somebody_else_put_there_is_neither_written_over_nor_swept() {
        let scratch = tempfile::tempdir().unwrap();
        let at = |name: &str| scratch.path().join(name);
        fs::write(at("index.html"), b"a person's").unwrap();
        fs::write(at("thesis.txt"), b"a person's").unwrap();
        fs::write(at(LOCK_NAME), b"~ thesis.txt\n").unwrap();
        let out = OutFolder::open(scratch.path()).unwrap();
        let refused = out.write("index.html", b"ours").unwrap_err().to_string();
        assert!(refused.contains("--out") && refused.contains("index.html"), "{refused}");
        assert_eq!(fs::read(at("index.html")).unwrap(), b"a person's");
        assert!(at("thesis.txt").exists());
        // The same bytes are no loss: a folder that was copied without its list goes on.
        out.write("index.html", b"a person's").unwrap();
        fs::remove_file(at("index.html")).unwrap();
        out.write("index.html", b"ours").unwrap();
        out.write("index.html", b"ours again").unwrap();
        assert_eq!(fs::read(at("index.html")).unwrap(), b"ours again");
    }

    #[test]
    fn only_what_was_written_here_is_removed() {
        let scratch = tempfile::tempdir().unwrap();
        let at = |name: &str| scratch.path().join(name);
        fs::create_dir(at("charts")).unwrap();
        fs::write(at("charts/own.png"), b"a person's").unwrap();
        OutFolder::open(scratch.path()).unwrap().write("charts/drawn.png", b"ours").unwrap();
        let out = OutFolder::open(scratch.path()).unwrap();
        out.remove("charts/own.png").unwrap();
        out.remove("charts/drawn.png").unwrap();
        assert!(at("charts/own.png").exists() && !at("charts/drawn.png").exists());
    }

    #[test]
    fn a_second_writer_is_told_to_wait() {
        let scratch = tempfile::tempdir().unwrap();
        let _first = OutFolder::open(scratch.path()).unwrap();
        let refused = OutFolder::open(scratch.path()).unwrap_err().to_string();
        assert!(refused.contains("another backstride"), "{refused}");
    }

    #[cfg(unix)]
    #[test]
    fn links_laid_in_the_folder_lead_nowhere() {
        use std::os::unix::fs::symlink;
        let (scratch, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let victim = elsewhere.path().join("victim");
        fs::write(&victim, b"precious").unwrap();
        symlink(&victim, scratch.path().join(LOCK_NAME)).unwrap();
        let refused = OutFolder::open(scratch.path()).unwrap_err().to_string();
        assert!(refused.contains("not this program's own"), "{refused}");
        fs::remove_file(scratch.path().join(LOCK_NAME)).unwrap();
        fs::hard_link(&victim, scratch.path().join(LOCK_NAME)).unwrap();
        assert!(OutFolder::open(scratch.path()).is_err());
        fs::remove_file(scratch.path().join(LOCK_NAME)).unwrap();
        symlink(elsewhere.path(), scratch.path().join("2026-10")).unwrap();
        symlink(&victim, scratch.path().join("index.html")).unwrap();
        let out = OutFolder::open(scratch.path()).unwrap();
        assert!(out.write("2026-10/report.html", b"page").is_err());
        assert!(out.write("index.html", b"index").is_err());
        drop(out);
        assert_eq!(fs::read(&victim).unwrap(), b"precious");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
    }
}
