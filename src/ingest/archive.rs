//! Compressed exports: gzip streams, zip archives and zips inside zips, read without unpacking.
//!
//! Nothing is ever written under a name that an archive chose, so a name that climbs out of its
//! folder is only a name. Every limit that is passed is an outcome with its own message.
#![warn(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::{
    fs::File,
    io::{self, Cursor, Read, Seek, Write},
};

use flate2::bufread::GzDecoder;
use zip::{ZipArchive, result::ZipError};

use super::{Content, IngestError, content, strava};

/// What an archive may cost this machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Entries, over all archives inside each other.
    pub entries: usize,
    /// How deep archives may lie in archives; 1 is the outermost.
    pub depth: usize,
    /// Bytes of one recording, decompressed.
    pub entry_bytes: u64,
    /// Bytes of one archive inside another. Beyond [`Limits::entry_bytes`] it needs `scratch`.
    pub archive_bytes: u64,
    /// Bytes over all entries, decompressed.
    pub total_bytes: u64,
    /// How many times its compressed size an entry may grow to. GPX shrinks to a tenth or a
    /// thirtieth; deflate can hide a thousand.
    pub ratio: u64,
    /// Makes an unnamed file for an inner archive too large for memory; none: it is refused.
    pub scratch: Option<fn() -> io::Result<File>>,
}

/// Entries smaller than this may be of any ratio: a file of zeros is no danger at this size.
const RATIO_FREE_BYTES: u64 = 1 << 20;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            entries: 200_000,
            depth: 3,
            entry_bytes: 64 << 20,
            archive_bytes: 4 << 30,
            total_bytes: 64 << 30,
            ratio: 200,
            scratch: None,
        }
    }
}

/// One file of an archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its path inside the archive; archives inside each other are joined by `!`:
    /// `activities/1.fit.gz`, `UploadedFiles_0.zip!1.fit`.
    pub path: String,
    /// Its bytes, decompressed, when they are a recording or a Strava table; else why not.
    pub content: Result<Vec<u8>, IngestError>,
}

/// Decompresses a gzip stream of one or more members. A stream that ends early gives what it held:
/// the reader of the recording says that it is cut.
///
/// # Errors
///
/// When the stream is damaged, or decompresses to more than `limit` bytes.
pub fn gunzip(bytes: &[u8], limit: u64) -> Result<Vec<u8>, IngestError> {
    let mut plain = Vec::new();
    let mut rest = bytes;
    // What follows the last member without being one is padding.
    while rest.starts_with(&[0x1f, 0x8b]) {
        let before = plain.len();
        let room = limit.saturating_sub(length(&plain)).saturating_add(1);
        let mut decoder = GzDecoder::new(rest);
        let read = Read::by_ref(&mut decoder).take(room).read_to_end(&mut plain);
        if length(&plain) > limit {
            return Err(too_large(limit));
        }
        match read {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && plain.len() > before => {
                break;
            }
            Err(error) => return Err(damaged(&error)),
        }
        rest = decoder.into_inner();
    }
    if plain.is_empty() && !bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(IngestError::Compression { what: "it is no gzip stream".to_owned() });
    }
    Ok(plain)
}

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
    let outermost = Level::open(Box::new(archive), String::new())?;
    Ok(Members { limits, levels: vec![outermost], entries: 0, total_bytes: 0 })
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
}

trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send> Source for T {}

/// An archive that is open, outermost first.
struct Level<'r> {
    archive: ZipArchive<Box<dyn Source + 'r>>,
    /// What stands before its entries' names.
    prefix: String,
    /// Its entries, last one first.
    waiting: Vec<Entry>,
}

struct Entry {
    path: String,
    index: usize,
}

/// What an entry turned out to be.
enum Opened {
    File(Vec<u8>),
    Archive(Box<dyn Source>),
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
            self.entries = self.entries.saturating_add(1);
            if self.entries > self.limits.entries {
                self.levels.clear();
                let what = format!("an archive of more than {} files", self.limits.entries);
                return Some(Member { path, content: Err(IngestError::Limit { what }) });
            }
            let content = match self.read(&entry) {
                Ok(Opened::File(bytes)) => Ok(bytes),
                Ok(Opened::Archive(source)) => match self.enter(source, &path) {
                    Ok(()) => continue,
                    Err(error) => Err(error),
                },
                Err(error) => Err(error),
            };
            if self.total_bytes > self.limits.total_bytes {
                self.levels.clear();
                let gigabytes = self.limits.total_bytes >> 30;
                let what = format!("an archive of more than {gigabytes} GiB when decompressed");
                return Some(Member { path, content: Err(IngestError::Limit { what }) });
            }
            return Some(Member { path, content });
        }
    }
}

impl Members<'_> {
    fn read(&mut self, entry: &Entry) -> Result<Opened, IngestError> {
        let level = self.levels.last_mut().ok_or(IngestError::Empty)?;
        let mut file = level.archive.by_index(entry.index).map_err(|error| refused(&error))?;
        let compressed = file.compressed_size();
        let mut plain = Vec::new();
        read_up_to(&mut file, SNIFFED_BYTES, &mut plain)?;
        let allowance = Allowance::of(&self.limits, compressed);
        let opened = match content(&plain) {
            Content::Zip => read_archive(&mut file, plain, &allowance)?,
            Content::Recording(_) => Opened::File(allowance.finish(&mut file, plain)?),
            Content::Gzip => {
                let bytes = allowance.finish(&mut file, plain)?;
                let inner = Allowance::of(&self.limits, length(&bytes));
                let plain = gunzip(&bytes, inner.bytes).map_err(|error| inner.explain(error))?;
                self.total_bytes = self.total_bytes.saturating_add(length(&plain));
                match content(&plain) {
                    Content::Recording(_) => Opened::File(plain),
                    Content::Zip => Opened::Archive(Box::new(Cursor::new(plain))),
                    Content::Gzip | Content::Unknown => return Err(IngestError::UnknownFormat),
                }
            }
            Content::Unknown if strava::is_table(&entry.path) => {
                Opened::File(allowance.finish(&mut file, plain)?)
            }
            Content::Unknown if plain.is_empty() => return Err(IngestError::Empty),
            Content::Unknown => return Err(IngestError::UnknownFormat),
        };
        if let Opened::File(bytes) = &opened {
            self.total_bytes = self.total_bytes.saturating_add(length(bytes));
        }
        Ok(opened)
    }

    fn enter(&mut self, source: Box<dyn Source>, path: &str) -> Result<(), IngestError> {
        if self.levels.len() >= self.limits.depth {
            let what = format!("archives inside each other more than {} deep", self.limits.depth);
            return Err(IngestError::Limit { what });
        }
        let level = Level::open(source, format!("{path}!"))?;
        // An office document is a zip too, and one file to whoever made it.
        if level.archive.index_for_name("[Content_Types].xml").is_some() {
            return Err(IngestError::UnknownFormat);
        }
        self.levels.push(level);
        Ok(())
    }
}

impl<'r> Level<'r> {
    fn open(source: Box<dyn Source + 'r>, prefix: String) -> Result<Level<'r>, IngestError> {
        let archive = ZipArchive::new(source).map_err(|error| refused(&error))?;
        let mut waiting: Vec<Entry> = (0..archive.len())
            .filter_map(|index| {
                let path = archive.name_for_index(index)?;
                let path = path.map_or_else(|_| format!("entry {index}"), |path| printable(&path));
                is_wanted(&path).then_some(Entry { path, index })
            })
            .collect();
        waiting.sort_by(|a, b| b.path.cmp(&a.path).then(b.index.cmp(&a.index)));
        Ok(Level { archive, prefix, waiting })
    }
}

/// A name with control characters shown as what they are: not printable.
fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Files, but no folders and nothing hidden.
fn is_wanted(path: &str) -> bool {
    let hidden =
        |part: &str| part == "__MACOSX" || (part.starts_with('.') && part != "." && part != "..");
    !path.ends_with(['/', '\\']) && !path.split(['/', '\\']).any(hidden)
}

/// As many first bytes tell what an entry is; an XML root may stand behind a long comment.
const SNIFFED_BYTES: u64 = 4096;

/// How far an entry may be decompressed, and why no further.
struct Allowance {
    bytes: u64,
    archive_bytes: u64,
    memory_bytes: u64,
    ratio: Option<u64>,
    scratch: Option<fn() -> io::Result<File>>,
}

impl Allowance {
    fn of(limits: &Limits, compressed: u64) -> Allowance {
        let by_ratio = compressed.saturating_mul(limits.ratio).max(RATIO_FREE_BYTES);
        Allowance {
            bytes: limits.entry_bytes.min(by_ratio),
            archive_bytes: limits.archive_bytes.min(by_ratio),
            memory_bytes: limits.entry_bytes,
            ratio: (by_ratio < limits.entry_bytes).then_some(limits.ratio),
            scratch: limits.scratch,
        }
    }

    /// Reads the rest of a file into memory.
    fn finish(&self, file: &mut impl Read, mut plain: Vec<u8>) -> Result<Vec<u8>, IngestError> {
        let room = self.bytes.saturating_sub(length(&plain)).saturating_add(1);
        read_up_to(file, room, &mut plain)?;
        if length(&plain) > self.bytes {
            return Err(self.explain(too_large(self.bytes)));
        }
        Ok(plain)
    }

    /// Says that it was the ratio, where it was.
    fn explain(&self, error: IngestError) -> IngestError {
        match (error, self.ratio) {
            (IngestError::Limit { .. }, Some(ratio)) => IngestError::Limit {
                what: format!("an entry that grows to more than {ratio} times its size"),
            },
            (error, _) => error,
        }
    }
}

/// Reads an archive inside an archive: into memory, or into a scratch file when it is large.
fn read_archive(
    file: &mut impl Read,
    plain: Vec<u8>,
    allowance: &Allowance,
) -> Result<Opened, IngestError> {
    let in_memory = Allowance { bytes: allowance.memory_bytes, ..*allowance };
    let mut plain = plain;
    let room = in_memory.bytes.saturating_sub(length(&plain));
    read_up_to(file, room, &mut plain)?;
    let mut more = Vec::new();
    read_up_to(file, 1, &mut more)?;
    if more.is_empty() {
        return Ok(Opened::Archive(Box::new(Cursor::new(plain))));
    }
    let Some(scratch) = allowance.scratch else {
        return Err(allowance.explain(too_large(allowance.memory_bytes)));
    };
    plain.append(&mut more);
    let mut scratch = scratch().map_err(|error| damaged(&error))?;
    scratch.write_all(&plain).map_err(|error| damaged(&error))?;
    let room = allowance.archive_bytes.saturating_sub(length(&plain)).saturating_add(1);
    let copied = io::copy(&mut file.take(room), &mut scratch).map_err(|error| damaged(&error))?;
    if copied >= room {
        return Err(allowance.explain(too_large(allowance.archive_bytes)));
    }
    Ok(Opened::Archive(Box::new(scratch)))
}

fn read_up_to(file: &mut impl Read, room: u64, plain: &mut Vec<u8>) -> Result<(), IngestError> {
    file.take(room).read_to_end(plain).map(|_| ()).map_err(|error| damaged(&error))
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn too_large(limit: u64) -> IngestError {
    let what = format!("a file of over {} MiB when decompressed", limit >> 20);
    IngestError::Limit { what }
}

fn damaged(error: &io::Error) -> IngestError {
    IngestError::Compression { what: error.to_string() }
}

fn refused(error: &ZipError) -> IngestError {
    let what = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => "it is encrypted".to_owned(),
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
