//! How far an entry of an archive is decompressed.

use std::{
    fs::File,
    io::{self, Cursor, Read, Write},
};

use super::{IngestError, Limits, Opened};

/// Entries smaller than this may be of any ratio: a file of zeros is no danger at this size.
const RATIO_FREE_BYTES: u64 = 1 << 20;

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
