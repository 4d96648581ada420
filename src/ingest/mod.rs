//! Bytes into model. Reading depends on the bytes alone: no clock, no disk, no name of a file.

pub mod account;
pub mod archive;
pub mod fit;
pub mod gpx;
pub mod inspect;
mod limits;
pub mod merge;
pub mod messages;
pub mod strava;
pub mod tcx;
mod xml;

pub use crate::model::IngestError;
use crate::model::{Activity, Format};
pub use account::Part;
use limits::{MOST_LAPS, MOST_SESSIONS, MOST_TIMER_EVENTS};

/// What the first bytes say a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A recording in a format we read.
    Recording(Format),
    /// A gzip stream.
    Gzip,
    /// A zip archive.
    Zip,
    /// A file of an account's export; see [`account`].
    Account(Part),
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
    if let Some(part) = account::Part::of(bytes) {
        return Content::Account(part);
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

/// Where the mark of a tar archive stands.
const TAR_MARK: std::ops::Range<usize> = 257..262;

/// What packs files and is not opened here, by the first bytes.
const PACKED: [(&[u8], &str); 7] = [
    (b"\x1f\x8b", "gzip in gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "zip in gzip"),
];

/// Why bytes that are nothing known, or that stand where such bytes may not, are not read.
pub fn nothing_known(bytes: &[u8]) -> IngestError {
    if bytes.get(TAR_MARK) == Some(b"ustar") {
        return IngestError::Packed { kind: "tar" };
    }
    let packed = PACKED.iter().find(|(mark, _)| bytes.starts_with(mark));
    packed.map_or(IngestError::UnknownFormat, |&(_, kind)| IngestError::Packed { kind })
}

/// Reads one recording from its (decompressed) bytes.
///
/// # Errors
///
/// When the bytes are no recording, hold not one sample or session, or cannot be read from the
/// start. Whatever is wrong after a usable beginning is a notice in the result.
pub fn read(bytes: &[u8]) -> Result<Activity, IngestError> {
    let activity = match content(bytes) {
        Content::Recording(Format::Fit) => fit::read(bytes),
        Content::Recording(Format::Gpx) => gpx::read(bytes),
        Content::Recording(Format::Tcx) => tcx::read(bytes),
        Content::Account(part) => Err(IngestError::Account { service: part.service().name() }),
        Content::Recording(Format::Account(_)) => Err(IngestError::UnknownFormat),
        Content::Gzip | Content::Zip | Content::Unknown => Err(nothing_known(bytes)),
    }?;
    within_limits(activity, bytes.len())
}

/// A session's message, or a track's tags, has more bytes than this.
const LEAST_SESSION_BYTES: usize = 64;

/// What any file may have, however few bytes it spends on them.
const SESSIONS_ALWAYS: usize = 16;

fn within_limits(activity: Activity, bytes: usize) -> Result<Activity, IngestError> {
    let over = |what: String| Err(IngestError::Limit { what });
    if activity.sessions.len() > MOST_SESSIONS {
        return over(format!("more than {MOST_SESSIONS} activities in one file"));
    }
    let in_bytes = bytes.checked_div(LEAST_SESSION_BYTES).unwrap_or(0);
    if activity.sessions.len() > in_bytes.saturating_add(SESSIONS_ALWAYS) {
        return over(format!("{} activities in {bytes} bytes", activity.sessions.len()));
    }
    if activity.laps.len() > MOST_LAPS {
        return over(format!("more than {MOST_LAPS} laps in one file"));
    }
    if activity.timer.len() > MOST_TIMER_EVENTS {
        return over(format!("more than {MOST_TIMER_EVENTS} starts and stops of the timer"));
    }
    Ok(activity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_more_activities_than_anybody_has_is_refused_with_the_limit() {
        let track = "<trk><type>Running</type><trkseg><trkpt lat=\"45\" lon=\"7\">\
                     <time>2026-10-03T06:00:00Z</time></trkpt></trkseg></trk>\
                     <trk><type>Cycling</type><trkseg><trkpt lat=\"45\" lon=\"7\">\
                     <time>2026-10-03T07:00:00Z</time></trkpt></trkseg></trk>";
        let file = |pairs: usize| format!("<gpx>{}</gpx>", track.repeat(pairs)).into_bytes();
        assert_eq!(read(&file(MOST_SESSIONS / 2)).unwrap().sessions.len(), MOST_SESSIONS);
        let refused = read(&file(MOST_SESSIONS / 2 + 1)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "goes over a limit: more than 10000 activities in one file"
        );
    }

    #[test]
    fn a_file_of_more_timer_events_than_any_watch_writes_is_refused_with_the_limit() {
        // A record of a heart rate, and then starts of the timer: stamp, event, type.
        let mut bytes = vec![12, 16, 0, 0, 0, 0, 0, 0, b'.', b'F', b'I', b'T'];
        bytes.extend([0x41, 0, 0, 20, 0, 1, 3, 1, 2, 1, 140]);
        bytes.extend([0x40, 0, 0, 21, 0, 3, 253, 4, 0x86, 0, 1, 0, 1, 1, 0]);
        let start = [0, 0, 0, 0, 0x40, 0, 0];
        bytes.extend(start.repeat(MOST_TIMER_EVENTS));
        assert_eq!(read(&bytes).unwrap().timer.len(), MOST_TIMER_EVENTS);
        bytes.extend(start);
        assert_eq!(
            read(&bytes).unwrap_err().to_string(),
            "goes over a limit: more than 100000 starts and stops of the timer"
        );
    }
}
