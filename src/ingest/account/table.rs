//! Tables as services write them.

use std::io::{BufReader, Read};

use csv::ByteRecord;

use crate::ingest::IngestError;

/// A table that is read row by row; a row may have more cells or fewer than the header.
pub(super) struct Table<'f> {
    lines: csv::Reader<BufReader<&'f mut dyn Read>>,
    pub(super) header: ByteRecord,
    record: ByteRecord,
}

impl Table<'_> {
    /// Opens a table whose header follows so many other lines.
    pub(super) fn open(from: &mut dyn Read, before: usize) -> Result<Table<'_>, IngestError> {
        let mut lines = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(BufReader::with_capacity(64 << 10, from));
        let mut header = ByteRecord::new();
        for _ in 0..=before {
            lines.read_byte_record(&mut header).map_err(|error| broken(&error))?;
        }
        if let Some(first) = header.get(0).and_then(|it| it.strip_prefix(b"\xef\xbb\xbf")) {
            let rest = header.iter().skip(1);
            header = std::iter::once(first).chain(rest).collect();
        }
        Ok(Table { lines, header, record: ByteRecord::new() })
    }

    /// The header and the next row; none after the last.
    pub(super) fn row(&mut self) -> Result<Option<(&ByteRecord, &ByteRecord)>, IngestError> {
        let is_there =
            self.lines.read_byte_record(&mut self.record).map_err(|error| broken(&error))?;
        Ok(is_there.then_some((&self.header, &self.record)))
    }
}

fn broken(error: &csv::Error) -> IngestError {
    IngestError::Broken {
        offset: error.position().map_or(0, csv::Position::byte),
        what: "a table that cannot be read".to_owned(),
    }
}
