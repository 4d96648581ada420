//! How far an entry of an archive is decompressed.

use std::{
    fs::File,
    io::{self, Cursor, Read, Seek, Write},
};

use crate::ingest::IngestError;

/// Entries smaller than this may be of any ratio: a file of zeros is no danger at this size.
const RATIO_FREE_BYTES: u64 = 1 << 20;

/// So much may come out of any archive, however small it is.
pub(super) const TOTAL_FREE_BYTES: u64 = 64 << 20;

/// As many first bytes tell what an entry is; an XML root may stand behind a long comment.
pub(super) const SNIFFED_BYTES: u64 = 4096;

/// How far an entry may be decompressed, and why no further.
pub(super) struct Allowance {
    pub(super) bytes: u64,
    archive_bytes: u64,
    memory_bytes: u64,
    ratio: Option<u64>,
    scratch: Option<fn() -> io::Result<File>>,
}

impl Allowance {
    pub(super) fn of(limits: &Limits, compressed: u64) -> Allowance {
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
    pub(super) fn finish(
        &self,
        file: &mut impl Read,
        mut plain: Vec<u8>,
    ) -> Result<Vec<u8>, IngestError> {
        let room = self.bytes.saturating_sub(length(&plain)).saturating_add(1);
        read_up_to(file, room, &mut plain)?;
        if length(&plain) > self.bytes {
            return Err(self.explain(too_large(self.bytes)));
        }
        Ok(plain)
    }

    /// Says that it was the ratio, where it was.
    pub(super) fn explain(&self, error: IngestError) -> IngestError {
        match (error, self.ratio) {
            (IngestError::Limit { .. }, Some(ratio)) => IngestError::Limit {
                what: format!("an entry that grows to more than {ratio} times its size"),
            },
            (error, _) => error,
        }
    }
}

/// Reads an archive inside an archive: into memory, or into a scratch file when it is large.
pub(super) fn read_archive(
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

pub(super) fn read_up_to(
    file: &mut impl Read,
    room: u64,
    plain: &mut Vec<u8>,
) -> Result<(), IngestError> {
    file.take(room).read_to_end(plain).map(|_| ()).map_err(|error| damaged(&error))
}

pub(super) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

pub(super) fn too_large(limit: u64) -> IngestError {
    let what = format!("a file of over {} MiB when decompressed", limit >> 20);
    IngestError::Limit { what }
}

pub(super) fn damaged(error: &io::Error) -> IngestError {
    IngestError::Compression { what: error.to_string() }
}

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
    /// Bytes over all entries, decompressed, those of archives inside and of refused entries too.
    pub total_bytes: u64,
    /// How many times its compressed size an entry may grow to, and all that is decompressed may have
    /// of the outermost archive's size. GPX shrinks to a tenth or a thirtieth; deflate can hide a
    /// thousand.
    pub ratio: u64,
    /// Bytes of an inner archive's list of entries, which is held in memory.
    pub directory_bytes: u64,
    /// Makes an unnamed file for an inner archive too large for memory; none: it is refused.
    pub scratch: Option<fn() -> io::Result<File>>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            entries: 200_000,
            depth: 3,
            entry_bytes: 64 << 20,
            archive_bytes: 4 << 30,
            total_bytes: 64 << 30,
            ratio: 200,
            directory_bytes: 32 << 20,
            scratch: None,
        }
    }
}

/// What an entry turned out to be.
pub(super) enum Opened {
    File(Vec<u8>),
    Archive(Box<dyn Source>),
}

pub(super) trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send> Source for T {}
