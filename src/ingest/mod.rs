//! Bytes into model. Reading depends on the bytes alone: no clock, no disk, no name of a file.

pub mod archive;
mod error;
pub mod fit;
pub mod gpx;
pub mod inspect;
pub mod merge;
pub mod messages;
pub mod strava;
pub mod tcx;
mod xml;

pub use error::IngestError;

use crate::model::{Activity, Format};

/// What the first bytes say a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A recording in a format we read.
    Recording(Format),
    /// A gzip stream.
    Gzip,
    /// A zip archive.
    Zip,
    /// Nothing known.
    Unknown,
}

/// How far into a file the root element of an XML file is looked for.
const ROOT_WITHIN_BYTES: usize = 4096;

/// Tells what bytes are, from the bytes. The name of a file plays no part.
pub fn content(bytes: &[u8]) -> Content {
    if bytes.get(8..12) == Some(b".FIT") {
        return Content::Recording(Format::Fit);
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Content::Gzip;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Content::Zip;
    }
    // UTF-16 spells ASCII with a zero beside each letter.
    let head: Vec<u8> =
        bytes.iter().take(ROOT_WITHIN_BYTES).copied().filter(|&byte| byte != 0).collect();
    let names =
        |root: &[u8]| head.windows(root.len()).any(|window| window.eq_ignore_ascii_case(root));
    if names(b"<gpx") || names(b":gpx") {
        Content::Recording(Format::Gpx)
    } else if names(b"TrainingCenterDatabase") || names(b"<Activities>") {
        Content::Recording(Format::Tcx)
    } else {
        Content::Unknown
    }
}

/// Reads one recording from its (decompressed) bytes.
///
/// # Errors
///
/// When the bytes are no recording, hold not one sample or session, or cannot be read from the
/// start. Whatever is wrong after a usable beginning is a notice in the result.
pub fn read(bytes: &[u8]) -> Result<Activity, IngestError> {
    match content(bytes) {
        Content::Recording(Format::Fit) => fit::read(bytes),
        Content::Recording(Format::Gpx) => gpx::read(bytes),
        Content::Recording(Format::Tcx) => tcx::read(bytes),
        Content::Gzip | Content::Zip | Content::Unknown => Err(IngestError::UnknownFormat),
    }
}
