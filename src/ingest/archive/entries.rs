//! The entries of an archive by name, and one of them as a stream: for accounts, whose main file is
//! larger than memory should be asked for.

use std::io::{self, Read, Seek};

use super::{
    Level, Place, account,
    allowance::{Limits, TOTAL_FREE_BYTES, read_up_to},
    refused,
};
use crate::ingest::{IngestError, Part};

/// An entry of the outermost archive, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its path inside.
    pub path: String,
    /// Where it stands; see [`Member::place`](super::Member::place).
    pub place: Place,
    /// Its size as the archive's list has it, decompressed.
    pub bytes: u64,
}

/// The entries of the outermost archive that may be anything, in the order of their paths. None of
/// them is opened.
///
/// # Errors
///
/// When the archive cannot be opened.
pub fn listed<'r>(
    archive: impl Read + Seek + Send + 'r,
    limits: &Limits,
) -> Result<Vec<Listed>, IngestError> {
    let mut level = Level::open(Box::new(archive), String::new(), Place::new())?;
    let mut entries = Vec::new();
    while let Some(entry) = level.waiting.pop() {
        if entries.len() >= limits.entries {
            break;
        }
        let bytes = level.archive.by_index_data(entry.index).map_or(0, |data| data.size());
        entries.push(Listed { path: entry.path, place: vec![entry.index], bytes });
    }
    Ok(entries)
}

/// The entries that are parts of an account by their first bytes, in the order of their paths. Only
/// those whose path `may_be` one are looked into.
///
/// # Errors
///
/// When the archive cannot be opened.
pub fn found<'r>(
    archive: impl Read + Seek + Send + 'r,
    limits: &Limits,
    may_be: impl Fn(&str) -> bool,
) -> Result<Vec<(Listed, Part)>, IngestError> {
    let mut level = Level::open(Box::new(archive), String::new(), Place::new())?;
    let mut parts = Vec::new();
    let mut looked = 0_usize;
    while let Some(entry) = level.waiting.pop() {
        looked = looked.saturating_add(1);
        if looked > limits.entries {
            break;
        }
        if !may_be(&entry.path) {
            continue;
        }
        let Ok(mut file) = level.archive.by_index(entry.index) else { continue };
        let mut head = Vec::new();
        if read_up_to(&mut file, FIRST_BYTES, &mut head).is_err() {
            continue;
        }
        // The root of an XML file may stand behind a long comment.
        let more = u64::try_from(account::HEAD_BYTES).unwrap_or(u64::MAX);
        if head.trim_ascii_start().first() == Some(&b'<')
            && Part::of(&head).is_none()
            && read_up_to(&mut file, more, &mut head).is_err()
        {
            continue;
        }
        if let Some(part) = Part::of(&head) {
            let bytes = file.size();
            parts.push((Listed { path: entry.path, place: vec![entry.index], bytes }, part));
        }
    }
    Ok(parts)
}

/// Enough of an entry to tell what it is.
const FIRST_BYTES: u64 = 4096;

/// Entries as streams, in the order given. A stream is an error once it has given more than the
/// archive's own limits allow: those on all bytes and on the ratio. How large one file may be in memory
/// does not matter here, since none is held.
///
/// # Errors
///
/// When the archive cannot be opened, or with the first error of `take`.
pub fn streamed<'r>(
    archive: impl Read + Seek + Send + 'r,
    limits: &Limits,
    places: &[Place],
    mut take: impl FnMut(usize, &mut dyn Read) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    let mut level = Level::open(Box::new(archive), String::new(), Place::new())?;
    let mut total = limits.total_bytes;
    for (number, place) in places.iter().enumerate() {
        let index = place.first().copied().ok_or(IngestError::Empty)?;
        let file = level.archive.by_index(index).map_err(|error| refused(&error))?;
        let by_ratio = file.compressed_size().saturating_mul(limits.ratio);
        let most = total.min(by_ratio.saturating_add(TOTAL_FREE_BYTES));
        let mut within = Within { file, left: most, ratio: limits.ratio };
        take(number, &mut within)?;
        total = total.saturating_sub(most.saturating_sub(within.left));
    }
    Ok(())
}

/// A stream that ends with an error where it passes its limit.
struct Within<R> {
    file: R,
    left: u64,
    ratio: u64,
}

impl<R: Read> Read for Within<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            let ratio = self.ratio;
            let what = format!(
                "goes over a limit: an entry that grows to more than {ratio} times its size"
            );
            return Err(io::Error::other(what));
        }
        let room = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        let count = self.file.read(into.get_mut(..room).unwrap_or_default())?;
        self.left = self.left.saturating_sub(u64::try_from(count).unwrap_or(u64::MAX));
        Ok(count)
    }
}
