//! Compressed exports: gzip streams, zip archives and zips inside zips, read without unpacking.
//!
//! Nothing is ever written under a name that an archive chose, so a name that climbs out of its
//! folder is only a name. Every limit that is passed is an outcome with its own message.
#![warn(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod allowance;
mod entries;
mod gzip;

use std::{
    collections::BTreeSet,
    io::{self, Cursor, Read, Seek, SeekFrom},
};

use zip::{ZipArchive, result::ZipError};

use super::{Content, IngestError, account, content, nothing_known, strava};
use crate::model::Service;
pub use allowance::Limits;
pub use entries::{Listed, found, listed, streamed};
pub use gzip::{gunzip, gunzip_head};

use allowance::{
    Allowance, Opened, SNIFFED_BYTES, Source, TOTAL_FREE_BYTES, damaged, length, read_archive,
    read_up_to,
};

/// One file of an archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its path inside the archive; archives inside each other are joined by `!`:
    /// `activities/1.fit.gz`, `UploadedFiles_0.zip!1.fit`.
    pub path: String,
    /// Where it stands: its number in the outermost archive, then in the one inside, and so on. Two
    /// members may have one path, and never one place.
    pub place: Place,
    /// Its bytes, decompressed, when they are a recording or a Strava table; else why not.
    pub content: Result<Vec<u8>, IngestError>,
}

/// The numbers of an entry and of the archives around it, outermost first.
pub type Place = Vec<usize>;

/// The files of a zip archive that may be recordings, in the order of their paths.
///
/// Folders, hidden files and `__MACOSX` are passed over. Entries that are nothing known give
/// [`IngestError::UnknownFormat`] after their first bytes, so pictures and films cost little.
///
/// # Errors
///
/// When the archive cannot be opened.
pub fn members<'r>(
    archive: impl Read + Seek + Send + 'r,
    limits: Limits,
) -> Result<Members<'r>, IngestError> {
    opened(archive, limits, None)
}

/// As [`members`], but only those at these places, and what lies in archives there. Nothing else is
/// decompressed, except the archives around them.
///
/// # Errors
///
/// When the archive cannot be opened.
pub fn members_at<'r>(
    archive: impl Read + Seek + Send + 'r,
    limits: Limits,
    places: BTreeSet<Place>,
) -> Result<Members<'r>, IngestError> {
    opened(archive, limits, Some(places))
}

fn opened<'r>(
    mut archive: impl Read + Seek + Send + 'r,
    mut limits: Limits,
    places: Option<BTreeSet<Place>>,
) -> Result<Members<'r>, IngestError> {
    let length = archive.seek(SeekFrom::End(0)).map_err(|error| damaged(&error))?;
    let by_ratio = length.saturating_mul(limits.ratio).saturating_add(TOTAL_FREE_BYTES);
    limits.total_bytes = limits.total_bytes.min(by_ratio);
    let mut members =
        Members { limits, levels: Vec::new(), entries: 0, total_bytes: 0, places, parts_of: None };
    let outermost = Level::open(Box::new(archive), String::new(), Place::new())?;
    members.push(outermost);
    Ok(members)
}

/// Strava's table of an archive, with its path there; none where the outermost archive has none.
///
/// # Errors
///
/// When the archive cannot be opened.
pub fn strava_table<'r>(
    archive: impl Read + Seek + Send + 'r,
    limits: Limits,
) -> Result<Option<Member>, IngestError> {
    let mut tables = members(archive, limits)?;
    for level in &mut tables.levels {
        level.waiting.retain(|entry| strava::is_table(&entry.path));
    }
    Ok(tables.next())
}

/// Iterates over the files of an archive; see [`members`].
pub struct Members<'r> {
    limits: Limits,
    levels: Vec<Level<'r>>,
    entries: usize,
    total_bytes: u64,
    /// The only ones that are asked for; none: all.
    places: Option<BTreeSet<Place>>,
    /// Whose parts of runs are no recordings of their own.
    parts_of: Option<Service>,
}

/// An archive that is open, outermost first.
struct Level<'r> {
    archive: ZipArchive<Box<dyn Source + 'r>>,
    /// What stands before its entries' names.
    prefix: String,
    /// Its own place.
    place: Place,
    /// Its entries, last one first.
    waiting: Vec<Entry>,
}

struct Entry {
    path: String,
    index: usize,
}

impl Iterator for Members<'_> {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        loop {
            let level = self.levels.last_mut()?;
            let Some(entry) = level.waiting.pop() else {
                self.levels.pop();
                continue;
            };
            let path = format!("{}{}", level.prefix, entry.path);
            let place = level.place_of(&entry);
            self.entries = self.entries.saturating_add(1);
            if self.entries > self.limits.entries {
                self.levels.clear();
                let what = format!("an archive of more than {} files", self.limits.entries);
                return Some(Member { path, place, content: Err(IngestError::Limit { what }) });
            }
            let content = match self.read(&entry) {
                Ok(Opened::File(bytes)) => Ok(bytes),
                Ok(Opened::Archive(source)) => match self.enter(source, &path, place.clone()) {
                    Ok(()) if self.lacks_some() => Err(IngestError::OneName),
                    Ok(()) => continue,
                    Err(error) => Err(error),
                },
                Err(error) => Err(error),
            };
            if self.total_bytes > self.limits.total_bytes {
                self.levels.clear();
                let megabytes = self.limits.total_bytes >> 20;
                let what = format!("an archive of more than {megabytes} MiB when decompressed");
                return Some(Member { path, place, content: Err(IngestError::Limit { what }) });
            }
            return Some(Member { path, place, content });
        }
    }
}

impl<'r> Members<'r> {
    /// With parts of an account's runs left out, after their first bytes.
    #[must_use]
    pub fn without_parts_of(self, service: Service) -> Members<'r> {
        Members { parts_of: Some(service), ..self }
    }

    /// Whether the archive that is open lists several entries of one name, of which all but the last are
    /// not among its members. Of an archive inside another that is told as its outcome.
    pub fn lacks_some(&self) -> bool {
        let innermost = self.levels.last();
        self.places.is_none() && innermost.is_some_and(|it| it.archive.has_duplicate_names())
    }

    /// Reads an entry as far as it is worth it. Whatever was decompressed counts, also of an entry
    /// that is refused.
    fn read(&mut self, entry: &Entry) -> Result<Opened, IngestError> {
        let level = self.levels.last_mut().ok_or(IngestError::Empty)?;
        let file = level.archive.by_index(entry.index).map_err(|error| refused(&error))?;
        let allowance = Allowance::of(&self.limits, file.compressed_size());
        let mut file = Counted { file, bytes: 0 };
        let mut unpacked = 0;
        let told = Told { path: &entry.path, parts_of: self.parts_of };
        let opened = read_entry(&mut file, told, &allowance, &self.limits, &mut unpacked);
        self.total_bytes = self.total_bytes.saturating_add(file.bytes).saturating_add(unpacked);
        opened
    }

    /// Opens a level, with those of its entries that are asked for.
    fn push(&mut self, mut level: Level<'r>) {
        if let Some(places) = &self.places {
            let own = level.place.clone();
            let is_wanted = |entry: &Entry| {
                let place: Place = own.iter().copied().chain([entry.index]).collect();
                let around = |length| place.get(..length).is_some_and(|it| places.contains(it));
                places.range(place.clone()..).next().is_some_and(|it| it.starts_with(&place))
                    || (1..place.len()).any(around)
            };
            let waiting = std::mem::take(&mut level.waiting);
            level.waiting = waiting.into_iter().filter(is_wanted).collect();
        }
        self.levels.push(level);
    }

    fn enter(
        &mut self,
        source: Box<dyn Source>,
        path: &str,
        place: Place,
    ) -> Result<(), IngestError> {
        if self.levels.len() >= self.limits.depth {
            let what = format!("archives inside each other more than {} deep", self.limits.depth);
            return Err(IngestError::Limit { what });
        }
        let mut source = source;
        if directory_bytes(&mut source).is_none_or(|bytes| bytes > self.limits.directory_bytes) {
            let what = format!(
                "an archive inside another that lists its entries in over {} MiB",
                self.limits.directory_bytes >> 20
            );
            return Err(IngestError::Limit { what });
        }
        let level = Level::open(source, format!("{path}!"), place)?;
        // An office document is a zip too, and one file to whoever made it.
        if level.archive.index_for_name("[Content_Types].xml").is_some() {
            return Err(IngestError::UnknownFormat);
        }
        self.push(level);
        Ok(())
    }
}

/// What is known of an entry before it is opened.
#[derive(Clone, Copy)]
struct Told<'e> {
    path: &'e str,
    parts_of: Option<Service>,
}

/// An entry's own content, by its first bytes.
fn read_entry(
    file: &mut impl Read,
    told: Told<'_>,
    allowance: &Allowance,
    limits: &Limits,
    unpacked: &mut u64,
) -> Result<Opened, IngestError> {
    let mut plain = Vec::new();
    read_up_to(file, SNIFFED_BYTES, &mut plain)?;
    if let Some(service) = told.parts_of.filter(|service| account::is_part(*service, &plain)) {
        return Err(IngestError::Part { service: service.name() });
    }
    match content(&plain) {
        Content::Zip => read_archive(file, plain, allowance),
        Content::Recording(_) => Ok(Opened::File(allowance.finish(file, plain)?)),
        Content::Gzip => {
            let head = gunzip_head(&plain);
            if content(&head) == Content::Unknown {
                return Err(nothing_known(&head));
            }
            let bytes = allowance.finish(file, plain)?;
            let inner = Allowance::of(limits, length(&bytes));
            let plain = gunzip(&bytes, inner.bytes).map_err(|error| {
                *unpacked = inner.bytes;
                inner.explain(error)
            })?;
            *unpacked = length(&plain);
            match content(&plain) {
                Content::Recording(_) => Ok(Opened::File(plain)),
                Content::Zip => Ok(Opened::Archive(Box::new(Cursor::new(plain)))),
                Content::Account(_) => Err(IngestError::UnknownFormat),
                Content::Gzip | Content::Unknown => Err(nothing_known(&plain)),
            }
        }
        // Read as a stream by those who look for accounts.
        Content::Account(part) => Err(IngestError::Account { service: part.service().name() }),
        Content::Unknown if strava::is_table(told.path) => {
            Ok(Opened::File(allowance.finish(file, plain)?))
        }
        Content::Unknown if plain.is_empty() => Err(IngestError::Empty),
        Content::Unknown => Err(nothing_known(&plain)),
    }
}

/// Counts what is read.
struct Counted<R> {
    file: R,
    bytes: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        self.bytes = self.bytes.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        Ok(count)
    }
}

/// How many bytes an archive's list of entries has, by the record at its end (APPNOTE 4.3.14 and
/// 4.3.16); none where it has no such record.
fn directory_bytes(archive: &mut dyn Source) -> Option<u64> {
    /// The record without its comment, and the longest comment.
    const RECORD: usize = 22;
    const COMMENT: u64 = 65_535;
    let length = archive.seek(SeekFrom::End(0)).ok()?;
    let tail_bytes = length.min(COMMENT.saturating_add(22 + 20));
    archive.seek(SeekFrom::Start(length.saturating_sub(tail_bytes))).ok()?;
    let mut tail = Vec::new();
    (&mut *archive).take(tail_bytes).read_to_end(&mut tail).ok()?;
    archive.rewind().ok()?;
    let at = tail.windows(RECORD).rposition(|it| it.starts_with(b"PK\x05\x06"))?;
    let size = tail.get(at.checked_add(12)?..)?.first_chunk().copied().map(u32::from_le_bytes)?;
    // The large form, which stands before it, says the size in eight bytes; so large is too large.
    Some(u64::from(size))
}

impl<'r> Level<'r> {
    fn open(
        source: Box<dyn Source + 'r>,
        prefix: String,
        place: Place,
    ) -> Result<Level<'r>, IngestError> {
        let archive = ZipArchive::new(source).map_err(|error| refused(&error))?;
        if has_overlap(&archive) {
            let what = "an archive whose entries overlap".to_owned();
            return Err(IngestError::Limit { what });
        }
        let mut waiting: Vec<Entry> = (0..archive.len())
            .filter_map(|index| {
                let path = archive.name_for_index(index)?;
                let path = path.map_or_else(|_| format!("entry {index}"), |path| printable(&path));
                is_wanted(&path).then_some(Entry { path, index })
            })
            .collect();
        waiting.sort_by(|a, b| b.path.cmp(&a.path).then(b.index.cmp(&a.index)));
        Ok(Level { archive, prefix, place, waiting })
    }

    fn place_of(&self, entry: &Entry) -> Place {
        self.place.iter().copied().chain([entry.index]).collect()
    }
}

/// Whether one byte of an archive stands for two entries: so a few bytes can be unpacked to
/// thousands of files (Fifield 2019, "A better zip bomb").
fn has_overlap<R: Read + Seek>(archive: &ZipArchive<R>) -> bool {
    /// A header before each entry's bytes, without its name.
    const HEADER_BYTES: u64 = 30;
    let entries = (0..archive.len()).filter_map(|index| archive.by_index_data(index).ok());
    let mut spans: Vec<(u64, u64)> = entries
        .map(|entry| {
            let start = entry.header_start();
            let bytes = HEADER_BYTES.saturating_add(entry.compressed_size());
            (start, start.saturating_add(bytes))
        })
        .collect();
    spans.sort_unstable();
    spans.iter().zip(spans.iter().skip(1)).any(|(one, next)| next.0 < one.1)
}

/// The longest name of an entry that is shown; more of it says nothing more.
const NAME_CHARS_MAX: usize = 512;

/// A name with control characters shown as what they are, not printable, and cut where it is longer
/// than any name: it is told with every file behind it.
fn printable(name: &str) -> String {
    let shown = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    let mut letters = name.chars().map(shown);
    let mut printable: String = letters.by_ref().take(NAME_CHARS_MAX).collect();
    if letters.next().is_some() {
        printable.push('…');
    }
    printable
}

/// Files, but no folders and nothing hidden.
fn is_wanted(path: &str) -> bool {
    let hidden =
        |part: &str| part == "__MACOSX" || (part.starts_with('.') && part != "." && part != "..");
    !path.ends_with(['/', '\\']) && !path.split(['/', '\\']).any(hidden)
}

/// Encryption by AES stands where the method of compression does.
const AES_METHOD: u16 = 99;

fn refused(error: &ZipError) -> IngestError {
    let what = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)
        | ZipError::CompressionMethodNotSupported(AES_METHOD) => return IngestError::Encrypted,
        ZipError::CompressionMethodNotSupported(method) => {
            format!("it uses compression method {method}, which is not read here")
        }
        error => error.to_string(),
    };
    IngestError::Compression { what }
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests;
