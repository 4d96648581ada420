//! How far the reading of long files has come.

use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use crate::disk;

/// How far the reading has come: called with the bytes read since, from any thread. Of a file that is
/// gone through as a stream it is told on the way.
pub type Progress<'a> = &'a (dyn Fn(u64) + Sync);

/// So many bytes are told at once.
const TOLD_BYTES: u64 = 1 << 20;

/// Who is told of bytes read, and what was told of files that are not done.
pub(super) struct Watched<'a> {
    progress: Progress<'a>,
    told: Mutex<BTreeMap<PathBuf, u64>>,
}

impl fmt::Debug for Watched<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watched").finish_non_exhaustive()
    }
}

impl<'a> Watched<'a> {
    pub(super) fn new(progress: Progress<'a>) -> Watched<'a> {
        Watched { progress, told: Mutex::default() }
    }

    /// A file that is told of while it is read; never of more than it has.
    pub(super) fn stream<'w, R>(&'w self, path: &Path, from: R) -> Stream<'w, 'a, R> {
        let left = disk::length(path);
        Stream { watched: self, path: path.to_owned(), from, left, untold: 0 }
    }

    /// A file is done: what was not told of it is told now.
    pub(super) fn file_is_done(&self, path: &Path) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let told = told.remove(path).unwrap_or(0);
        (self.progress)(disk::length(path).saturating_sub(told));
    }

    fn tell(&self, path: &Path, bytes: u64) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let told = told.entry(path.to_owned()).or_insert(0);
        *told = told.saturating_add(bytes);
        (self.progress)(bytes);
    }
}

/// A file that is being read.
pub(super) struct Stream<'w, 'a, R> {
    watched: &'w Watched<'a>,
    path: PathBuf,
    from: R,
    left: u64,
    untold: u64,
}

impl<R: Read> Read for Stream<'_, '_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(into)?;
        self.untold = self.untold.saturating_add(u64::try_from(count).unwrap_or(0));
        if self.untold >= TOLD_BYTES {
            let bytes = self.untold.min(self.left);
            self.watched.tell(&self.path, bytes);
            self.left = self.left.saturating_sub(bytes);
            self.untold = 0;
        }
        Ok(count)
    }
}

impl<R: Seek> Seek for Stream<'_, '_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.from.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        fs::{self, File},
        sync::atomic::{AtomicU64, Ordering},
    };

    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "a test has a file of its own")]
    fn a_long_file_is_told_of_on_the_way_and_in_all_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long");
        let length = 5 * TOLD_BYTES + 7;
        fs::write(&path, vec![b' '; usize::try_from(length).unwrap()]).unwrap();
        let (sum, times) = (AtomicU64::new(0), AtomicU64::new(0));
        let progress = |bytes| {
            sum.fetch_add(bytes, Ordering::Relaxed);
            times.fetch_add(1, Ordering::Relaxed);
        };
        let watched = Watched::new(&progress);
        let mut stream = watched.stream(&path, File::open(&path).unwrap());
        // Read twice, as an archive whose list is at the end.
        for _ in 0..2 {
            stream.seek(SeekFrom::Start(0)).unwrap();
            io::copy(&mut stream, &mut io::sink()).unwrap();
        }
        assert!(times.load(Ordering::Relaxed) >= 5);
        watched.file_is_done(&path);
        assert_eq!(sum.load(Ordering::Relaxed), length);
    }
}
