//! What the two XML formats share: bytes into text, the walk over elements, numbers and times,
//! the dialects of extension tags, and columns that fill point by point.
//!
//! Tolerated, each with a counted notice: an end tag without its start, a start tag without its
//! end, a bare `&`, an entity that is not one of XML's five, a number, time or position that makes
//! no sense, a decimal comma, and a file that ends in the middle. A document type is skipped and
//! nothing in it is ever expanded or fetched.
#![warn(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod columns;
mod creator;
mod dialect;
mod number;
mod sport;
mod sport_words;
mod text;
mod time;
mod trouble;
mod units;
mod walk;

pub(super) use columns::{Columns, Row};
pub(super) use creator::device_of;
pub(super) use dialect::{Lowered, Recorded, Tag, extension};
pub(super) use number::number;
pub(super) use sport::{clearer, is_sport_word, sport_of_strava_code, sport_of_words};
pub(super) use text::{Attributes, attribute, decoded, shown, unescaped};
pub(super) use time::timestamp;
pub(super) use trouble::{Trouble, Troubles};
pub(super) use units::settle_units;
pub(super) use walk::{Broken, Element, Listener, Text, walk};

use time::{Clock, Stamp, Zone};
use trouble::line_at;

use super::IngestError;
use crate::model::{Notice, NoticeKind, Place};

/// Files longer than this are refused: a day at one point a second is 30 MB.
const FILE_BYTES_MAX: usize = 512 << 20;

/// Refuses what is too long, or nothing.
pub(super) fn check_length(bytes: &[u8]) -> Result<(), IngestError> {
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    if bytes.len() > FILE_BYTES_MAX {
        let mebibytes = FILE_BYTES_MAX >> 20;
        return Err(IngestError::Limit { what: format!("an XML file of over {mebibytes} MiB") });
    }
    Ok(())
}

/// What a broken end of a file comes to: a notice when something came before, else an error.
pub(super) fn broken_end(
    broken: Broken,
    points: usize,
    text: &[u8],
) -> Result<Notice, IngestError> {
    let line = line_at(text, broken.at);
    if points == 0 {
        return Err(IngestError::BrokenXml { line, what: broken.what });
    }
    let text =
        format!("the file cannot be read further ({}); what came before is kept", broken.what);
    Ok(Notice { kind: NoticeKind::Truncated, place: Place::Line(line), text: text.into() })
}

/// The point that is being read: its values, its time, and what of it made no sense.
pub(super) struct Point {
    /// Its values so far.
    pub(super) row: Row,
    /// Whether one is open.
    pub(super) open: bool,
    /// Where it began, in bytes.
    pub(super) at: usize,
    /// Its time, once read.
    time: Option<f64>,
    /// A time stood there and could not be read.
    bad_time: bool,
    clock: Clock,
    utc_offset_s: Option<i32>,
}

impl Point {
    /// No point as yet.
    pub(super) fn none() -> Point {
        Point {
            row: Row::new(),
            open: false,
            at: 0,
            time: None,
            bad_time: false,
            clock: Clock::default(),
            utc_offset_s: None,
        }
    }

    /// Begins a point.
    pub(super) fn begin(&mut self, at: usize) {
        self.row.clear();
        self.open = true;
        self.at = at;
        self.time = None;
        self.bad_time = false;
    }

    /// Reads its time; the first one counts.
    pub(super) fn read_time(&mut self, text: Text<'_>, troubles: &mut Troubles) {
        let spelled = text.bytes.trim_ascii();
        if spelled.is_empty() || self.time.is_some() {
            return;
        }
        let Some(Stamp { epoch_s, zone }) = self.clock.read(spelled) else {
            self.bad_time = true;
            return troubles.note(Trouble::BadTime, text.at);
        };
        self.time = Some(epoch_s);
        match zone {
            Zone::Utc => {}
            Zone::Offset(ahead_s) => self.utc_offset_s = self.utc_offset_s.or(Some(ahead_s)),
            Zone::Local => troubles.note(Trouble::LocalTime, text.at),
        }
    }

    /// Reads a value; an empty one is no value.
    #[inline]
    pub(super) fn read_value(&mut self, tag: Tag, text: Text<'_>, troubles: &mut Troubles) {
        if let Some(value) = read_number(text, troubles) {
            self.row.set(tag, value);
        }
    }

    /// Ends the point: its time, if it has one.
    pub(super) fn end(&mut self, at: usize, troubles: &mut Troubles) -> Option<f64> {
        self.open = false;
        if self.time.is_none() && !self.bad_time {
            troubles.note(Trouble::UntimedPoint, at);
        }
        self.time?;
        self.row.check_position(at, troubles);
        self.time
    }

    /// Local time minus UTC by the first time that says it.
    pub(super) fn utc_offset_s(&self) -> Option<i32> {
        self.utc_offset_s
    }
}

/// Reads a moment that stands beside the points: seconds since 1970 UTC, and local time minus UTC
/// where it says so.
pub(super) fn moment(text: &[u8]) -> Option<(f64, Option<i32>)> {
    let Stamp { epoch_s, zone } = Clock::default().read(text.trim_ascii())?;
    let ahead_s = match zone {
        Zone::Offset(ahead_s) => Some(ahead_s),
        Zone::Utc | Zone::Local => None,
    };
    Some((epoch_s, ahead_s))
}

/// Reads a number; an empty text is none, and one that is no number is noted.
#[inline]
pub(super) fn read_number(text: Text<'_>, troubles: &mut Troubles) -> Option<f64> {
    let Some(number) = number(text.bytes) else {
        if !text.bytes.trim_ascii().is_empty() {
            troubles.note(Trouble::BadNumber, text.at);
        }
        return None;
    };
    if number.comma {
        troubles.note(Trouble::DecimalComma, text.at);
    }
    Some(number.value)
}
