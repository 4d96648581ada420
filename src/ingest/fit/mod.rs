//! Garmin's FIT: a binary log of messages, each kind described in the file before it is used.
//!
//! The records go straight into columns; everything else is looked at by field number. What
//! devices get wrong and this reader puts up with, each time with a notice:
//!
//! * a checksum of header or file that does not fit (a header's checksum of 0 is no checksum);
//! * a recording that was never closed: no size in the header, no checksum at the end;
//! * a size in the header that is wrong;
//! * half a message at the end, or a message whose kind was never defined: what came before stays;
//! * bytes after the checksum that are not another file;
//! * stamps that count from when the device was switched on;
//! * developer fields that no message describes; fields that the profile does not have.

#![warn(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod assemble;
mod columns;
mod decode;
mod developer;
mod devices;
mod facts;
mod heart_rate;
mod message;
mod profile;
mod sessions;
mod streams;
#[cfg(test)]
mod tests;
mod wire;

use std::{ops::Range, rc::Rc};

use super::IngestError;
use crate::model::{Activity, Notice, NoticeKind};
use decode::{Break, BreakKind, Decoder};
use wire::{CHECKSUM_BYTES, Header};

/// So many notices of a kind are told with their place.
const MOST_TOLD: usize = 4;

/// How often a byte may be summed. Sizes in headers that reach over the next header would else make
/// the time grow with the square of the file.
const SUMS_PER_BYTE: usize = 4;

/// Reads a FIT file, or several chained in one, as heart-rate straps and some services write them.
///
/// # Errors
///
/// When there is no header, nothing before the place where the file breaks, or no record and no
/// session in a file that calls itself an activity.
pub fn read(bytes: &[u8]) -> Result<Activity, IngestError> {
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    let mut reading = Reading {
        bytes,
        decoder: Decoder::new(bytes),
        parts: Vec::new(),
        notices: Vec::new(),
        untold: 0,
        broken: None,
        to_sum: bytes.len().saturating_mul(SUMS_PER_BYTE),
    };
    let mut offset = 0;
    while offset < bytes.len() {
        match Header::at(bytes, offset) {
            Some(header) => offset = reading.read_file(&header)?,
            None if offset == 0 => return Err(IngestError::BadHeader { offset: 0 }),
            None => {
                let left = bytes.len().saturating_sub(offset);
                reading.note(
                    NoticeKind::TrailingBytes,
                    offset,
                    format!("the last {left} bytes are no FIT file and were left out"),
                );
                break;
            }
        }
    }
    reading.finish()
}

/// A file while it is read.
struct Reading<'a> {
    bytes: &'a [u8],
    decoder: Decoder<'a>,
    parts: Vec<Part>,
    notices: Vec<Notice>,
    /// Notices that were one too many of their kind.
    untold: usize,
    broken: Option<Break>,
    /// Bytes that may yet be summed: chained files that do not overlap need each byte once.
    to_sum: usize,
}

/// What one of the chained files brought.
struct Part {
    rows: Range<usize>,
    sessions: Range<usize>,
    laps: Range<usize>,
    /// Its `sport` message.
    sport: Option<Rc<sessions::Declared>>,
}

/// Where the messages of a chained file end, and whether a checksum stands there.
struct Extent {
    end: usize,
    closed: bool,
}

impl Reading<'_> {
    fn note(&mut self, kind: NoticeKind, offset: usize, text: String) {
        // Every session carries its file's notices, and a file may be chained of thousands.
        if self.notices.iter().filter(|notice| notice.kind == kind).count() < MOST_TOLD {
            self.notices.push(Notice::at_byte(kind, offset as u64, text));
        } else {
            self.untold = self.untold.saturating_add(1);
        }
    }

    /// Reads one of the chained files, and says where the next one begins.
    fn read_file(&mut self, header: &Header) -> Result<usize, IngestError> {
        if !header.sound {
            let text = "the header's checksum does not fit; the header was believed".to_owned();
            self.note(NoticeKind::BadChecksum, header.offset, text);
        }
        let extent = self.extent(header)?;
        // What a file says of its sport it says of itself.
        self.decoder.facts.sport = None;
        let facts = &self.decoder.facts;
        let before = (self.decoder.columns.rows(), facts.sessions.len(), facts.laps.len());
        let walked = self.decoder.read_messages(header, extent.end);
        let facts = &self.decoder.facts;
        self.parts.push(Part {
            rows: before.0..self.decoder.columns.rows(),
            sessions: before.1..facts.sessions.len(),
            laps: before.2..facts.laps.len(),
            sport: facts.sport.clone(),
        });
        match walked {
            Ok(at) if !extent.closed => self.note_unclosed(header, at),
            Ok(_) => {}
            Err(broken) => self.note_break(broken)?,
        }
        let next = extent.end.saturating_add(CHECKSUM_BYTES);
        Ok(if extent.closed { next } else { self.bytes.len() })
    }

    fn extent(&mut self, header: &Header) -> Result<Extent, IngestError> {
        let bytes = self.bytes;
        let announced = header.body.saturating_add(header.announced);
        let next = announced.saturating_add(CHECKSUM_BYTES);
        let unclosed = header.announced == 0 && next < bytes.len();
        let file = bytes.get(header.offset..next).filter(|_| !unclosed);
        let length = file.map_or(0, <[u8]>::len);
        self.to_sum = self
            .to_sum
            .checked_sub(length)
            .ok_or_else(|| IngestError::Limit { what: "chained files that overlap".to_owned() })?;
        if file.is_some_and(wire::ends_in_its_checksum) {
            return Ok(Extent { end: announced, closed: true });
        }
        let rest = bytes.get(header.offset..).unwrap_or_default();
        if let Some(length) = wire::true_length(rest, file.map_or(rest.len(), <[u8]>::len)) {
            let text = "the header announces a wrong size; it was read to where it ends";
            self.note(NoticeKind::WrongDataSize, header.offset, text.to_owned());
            let end = header.offset.saturating_add(length).saturating_sub(CHECKSUM_BYTES);
            return Ok(Extent { end, closed: true });
        }
        if file.is_none() {
            return Ok(Extent { end: bytes.len(), closed: false });
        }
        let text = "the file's checksum does not fit; what could be read was kept";
        self.note(NoticeKind::BadChecksum, announced, text.to_owned());
        Ok(Extent { end: announced, closed: true })
    }

    fn note_unclosed(&mut self, header: &Header, at: usize) {
        let (kind, text) = if header.announced == 0 {
            (NoticeKind::Unclosed, "the recording was never closed; it was read to its end")
        } else {
            (NoticeKind::Truncated, "the file ends before it should; what came before was kept")
        };
        self.note(kind, at, text.to_owned());
    }

    fn note_break(&mut self, broken: Break) -> Result<(), IngestError> {
        let text = match broken.what {
            BreakKind::HalfMessage => {
                "the file ends within a message; what came before was kept".to_owned()
            }
            BreakKind::Undefined(local) => {
                format!(
                    "a message of kind {local}, which was not defined; what came before was kept"
                )
            }
            BreakKind::TooManyCells => {
                return Err(IngestError::Limit {
                    what: "more values than its bytes can mean".to_owned(),
                });
            }
        };
        let kind = match broken.what {
            BreakKind::HalfMessage => NoticeKind::Truncated,
            BreakKind::Undefined(_) | BreakKind::TooManyCells => NoticeKind::UndefinedMessage,
        };
        self.note(kind, broken.offset, text);
        self.broken.get_or_insert(broken);
        Ok(())
    }
}
