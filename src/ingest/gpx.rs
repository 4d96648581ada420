//! GPX 1.0 and 1.1: track points and their extensions into columns.
//!
//! Names count without prefix and case. A point is kept when it has a time; a file of points
//! without times is a route. Each track is a session of its own only where its sport differs from
//! the one before, or hours lie between them: loggers cut one outing into many tracks.
#![warn(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::ops::Range;

use super::{
    IngestError,
    xml::{
        Attributes, Broken, Columns, Element, Listener, Lowered, Point, Recorded, Tag, Text,
        Troubles, attribute, broken_end, check_length, clearer, decoded, device_of, extension,
        number, settle_units, shown, sport_of_strava_code, sport_of_words, timestamp, unescaped,
        walk,
    },
};
use crate::model::{
    Activity, ActivityId, Channel, Device, FileKind, Format, Notice, NoticeKind, Samples, Session,
    SessionTotals, Sport, Wearer, Written,
};

/// With fewer values than this, a distance column does not show whether it adds up or starts anew
/// with each point: both are written under one name.
const DISTANCE_VALUES_MIN: usize = 10;

const LATITUDE: Tag = Tag { channel: Channel::Latitude, source: "gpx.trkpt" };
const LONGITUDE: Tag = Tag { channel: Channel::Longitude, source: "gpx.trkpt" };
const ELEVATION: Tag = Tag { channel: Channel::Altitude, source: "gpx.trkpt.ele" };
const SPEED: Tag = Tag { channel: Channel::Speed, source: "gpx.trkpt.speed" };
const HEART_RATE: Tag = Tag { channel: Channel::HeartRate, source: "gpx.extension.hr" };
const CADENCE: Tag = Tag { channel: Channel::Cadence, source: "gpx.extension.cad" };

/// Reads a GPX file.
///
/// # Errors
///
/// When a limit is passed, or there is not one point: [`IngestError::BrokenXml`] when the file
/// breaks before the first, else [`IngestError::NoSamples`].
pub fn read(bytes: &[u8]) -> Result<Activity, IngestError> {
    check_length(bytes)?;
    let text = decoded(bytes);
    let mut troubles = Troubles::default();
    let mut file = File::new(text.len());
    let broken = walk(&text, &mut file, &mut troubles)?;
    file.finish(ActivityId::of(bytes), &text, broken, &troubles)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Outside,
    Track,
    Point,
    Time,
    Value(Tag),
    /// The root, its metadata, or a segment: what stands there is said of the file or its track.
    Around,
    /// Inside what an app added around the points.
    Extension,
    /// A word for the sport, or Strava's number for it.
    Type,
    /// A word for the sport.
    Sport,
    Other,
}

/// What was read so far.
struct File {
    columns: Columns,
    point: Point,
    tracks: Vec<Track>,
    /// The sport that is said of the whole file.
    sport: Option<Sport>,
    route_points: usize,
    waypoints: usize,
    track_points: usize,
    device: Option<Device>,
}

/// A track, from its first sample on.
struct Track {
    start: usize,
    sport: Option<Sport>,
}

impl Listener for File {
    type Kind = Kind;

    const OUTSIDE: Kind = Kind::Outside;

    #[inline]
    fn open(&mut self, element: Element<'_>, parent: Kind) -> Kind {
        // The names that nearly every point of nearly every file has, as they are nearly always
        // written; all others in small letters.
        match element.name {
            b"trkpt" => self.open_point(element),
            b"time" if parent == Kind::Point => Kind::Time,
            b"ele" if parent == Kind::Point => Kind::Value(ELEVATION),
            b"extensions" | b"TrackPointExtension" if self.point.open => Kind::Other,
            b"hr" if self.point.open => Kind::Value(HEART_RATE),
            b"cad" if self.point.open => Kind::Value(CADENCE),
            _ if self.point.open => self.open_inside(element, parent),
            _ => self.open_around(element, parent),
        }
    }

    #[inline]
    fn close(&mut self, kind: Kind, text: Text<'_>, troubles: &mut Troubles) {
        match kind {
            Kind::Value(tag) => self.point.read_value(tag, text, troubles),
            Kind::Time => self.point.read_time(text, troubles),
            Kind::Point => self.close_point(text.at, troubles),
            Kind::Type => self.read_type(text.bytes),
            Kind::Sport => self.read_sport(text.bytes),
            Kind::Outside | Kind::Track | Kind::Around | Kind::Extension | Kind::Other => {}
        }
    }
}

impl File {
    fn new(length: usize) -> File {
        File {
            columns: Columns::of(length),
            point: Point::none(),
            tracks: Vec::new(),
            sport: None,
            route_points: 0,
            waypoints: 0,
            track_points: 0,
            device: None,
        }
    }

    fn open_point(&mut self, element: Element<'_>) -> Kind {
        self.point.begin(element.at);
        self.track_points = self.track_points.saturating_add(1);
        let attributes = element.attributes;
        if let Some((latitude, longitude)) = position(attributes) {
            self.point.row.set(LATITUDE, latitude);
            self.point.row.set(LONGITUDE, longitude);
            return Kind::Point;
        }
        for (name, bytes) in (Attributes { rest: attributes }) {
            let tag = match name {
                b"lat" | b"Lat" | b"LAT" => LATITUDE,
                b"lon" | b"Lon" | b"LON" => LONGITUDE,
                _ => continue,
            };
            // One that cannot be read is noted as half a position when the point ends.
            self.point.row.set(tag, number(bytes).map_or(f64::NAN, |number| number.value));
        }
        Kind::Point
    }

    fn close_point(&mut self, at: usize, troubles: &mut Troubles) {
        let Some(time_s) = self.point.end(at, troubles) else { return };
        self.columns.push(time_s, &self.point.row, (self.point.at, at));
    }

    fn open_inside(&mut self, element: Element<'_>, parent: Kind) -> Kind {
        match (Lowered::new(element.name).name(), parent) {
            (b"time", Kind::Point) => Kind::Time,
            (b"ele", Kind::Point) => Kind::Value(ELEVATION),
            (b"speed", Kind::Point) => Kind::Value(SPEED),
            (b"trkpt", _) => self.open_point(element),
            (name, _) => extension(Recorded::Gpx, name).map_or(Kind::Other, Kind::Value),
        }
    }

    #[cold]
    fn open_around(&mut self, element: Element<'_>, parent: Kind) -> Kind {
        let said_here =
            matches!(parent, Kind::Track | Kind::Around | Kind::Extension | Kind::Sport);
        match Lowered::new(element.name).name() {
            b"trkpt" => return self.open_point(element),
            b"trkseg" => {
                self.columns.new_segment = true;
                return Kind::Around;
            }
            b"trk" => {
                self.columns.new_segment = true;
                self.tracks.push(Track { start: self.columns.len(), sport: None });
                return Kind::Track;
            }
            b"metadata" => return Kind::Around,
            b"extensions" if said_here => return Kind::Extension,
            b"type" if parent == Kind::Track => return Kind::Type,
            b"type" if said_here && parent != Kind::Around => return Kind::Sport,
            name if said_here && names_a_sport(name) => {
                for (name, words) in (Attributes { rest: element.attributes }) {
                    if name.eq_ignore_ascii_case(b"type") || names_a_sport(name) {
                        self.read_sport(words);
                    }
                }
                return Kind::Sport;
            }
            _ if matches!(parent, Kind::Extension | Kind::Sport) => return Kind::Extension,
            b"rtept" => self.route_points = self.route_points.saturating_add(1),
            b"wpt" => self.waypoints = self.waypoints.saturating_add(1),
            b"gpx" => {
                let creator = attribute(element.attributes, b"creator");
                self.device = self.device.take().or_else(|| creator.and_then(device_of));
                return Kind::Around;
            }
            _ => {}
        }
        Kind::Other
    }

    /// Takes a word for the sport of the track that it stands in, or of the file where it stands in
    /// none.
    fn read_sport(&mut self, text: &[u8]) {
        // A number is a code of the app's own.
        let is_word = |words: &String| words.chars().any(char::is_alphabetic);
        if let Some(words) = shown(&unescaped(text)).filter(is_word) {
            self.take_sport(sport_of_words(&words));
        }
    }

    fn read_type(&mut self, text: &[u8]) {
        let Some(words) = shown(&unescaped(text)) else { return };
        self.take_sport(sport_of_strava_code(&words).unwrap_or_else(|| sport_of_words(&words)));
    }

    fn take_sport(&mut self, told: Sport) {
        let sport = match self.tracks.last_mut() {
            Some(track) => &mut track.sport,
            None => &mut self.sport,
        };
        *sport = Some(match sport.take() {
            Some(before) => clearer(before, told),
            None => told,
        });
    }

    fn finish(
        mut self,
        id: ActivityId,
        text: &[u8],
        broken: Option<Broken>,
        troubles: &Troubles,
    ) -> Result<Activity, IngestError> {
        let found = self.track_points.max(self.route_points).max(self.waypoints);
        let mut notices = troubles.notices(text);
        if let Some(broken) = broken {
            notices.push(broken_end(broken, found, text)?);
        }
        if found == 0 {
            return Err(IngestError::NoSamples);
        }
        notices.extend(check_distance(&mut self.columns));
        notices.extend(settle_units(&mut self.columns));
        let utc_offset_s = self.point.utc_offset_s();
        let kind = self.kind();
        let segment_starts = std::mem::take(&mut self.columns.segment_starts);
        let samples = self.columns.finish();
        Ok(Activity {
            id,
            format: Format::Gpx,
            kind,
            started: samples.time_s().first().copied().and_then(timestamp),
            utc_offset_s,
            device: self.device,
            sensors: Vec::new(),
            sessions: sessions(&self.tracks, self.sport.as_ref(), &samples),
            laps: Vec::new(),
            timer: Vec::new(),
            segment_starts,
            written: Written {
                laps: Vec::new(),
                track_starts: track_starts(&self.tracks, samples.len()),
            },
            samples,
            developer: Vec::new(),
            streams: Vec::new(),
            wearer: Wearer::default(),
            notices,
        })
    }

    fn kind(&self) -> FileKind {
        if self.columns.len() > 0 {
            FileKind::Activity
        } else if self.track_points > 0 || self.route_points > 0 {
            FileKind::Other("route".into())
        } else {
            FileKind::Other("waypoints".into())
        }
    }
}

/// Whether an element or attribute of an app's is one that names the sport.
fn names_a_sport(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 12] = [
        b"activity",
        b"activitytype",
        b"activity_type",
        b"activity-type",
        b"sport",
        b"sports",
        b"sporttype",
        b"sport_type",
        b"sportname",
        b"sport_name",
        b"exercisetype",
        b"workouttype",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Reads ` lat="…" lon="…"`, the way in which nearly every file has it.
fn position(attributes: &[u8]) -> Option<(f64, f64)> {
    let (latitude, rest) = quoted(attributes.strip_prefix(b" lat=\"")?)?;
    let (longitude, _) = quoted(rest.strip_prefix(b" lon=\"")?)?;
    Some((number(latitude)?.value, number(longitude)?.value))
}

fn quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (value, rest) = text.split_at(text.iter().position(|&byte| byte == b'"')?);
    Some((value, rest.get(1..)?))
}

/// Leaves out a distance that does not add up from point to point, in the order of their times: that in
/// which they stand plays no part.
fn check_distance(columns: &mut Columns) -> Option<Notice> {
    let times = columns.time_s().to_vec();
    let values = columns.values_mut(Channel::Distance)?.iter().copied();
    let mut known: Vec<(f64, f64)> =
        times.into_iter().zip(values).filter(|(_, distance_m)| !distance_m.is_nan()).collect();
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    let adds_up = known.is_sorted_by(|a, b| a.1 <= b.1)
        && known.first().map(|first| first.1) < known.last().map(|last| last.1);
    if adds_up && known.len() >= DISTANCE_VALUES_MIN {
        return None;
    }
    columns.remove(Channel::Distance);
    let text = "the points' distances do not add up along the track and are left out";
    Some(Notice::file(NoticeKind::DistanceNotCumulative, text))
}

/// Where tracks after the first begin, those without a point left out.
fn track_starts(tracks: &[Track], samples: usize) -> Vec<usize> {
    let mut starts: Vec<usize> = tracks
        .iter()
        .map(|track| track.start)
        .filter(|&start| start > 0 && start < samples)
        .collect();
    starts.dedup();
    starts
}

/// Tracks into sessions.
fn sessions(tracks: &[Track], of_file: Option<&Sport>, samples: &Samples) -> Vec<Session> {
    let time_s = samples.time_s();
    let mut sessions: Vec<(Range<usize>, Option<&Sport>)> = Vec::new();
    let starts = tracks.iter().map(|track| track.start.min(samples.len()));
    let ends = starts.clone().skip(1).chain([samples.len()]);
    for ((start, end), track) in starts.zip(ends).zip(tracks) {
        if start >= end {
            continue;
        }
        match sessions.last_mut() {
            Some((span, sport)) if continues(time_s, span, start) && same(*sport, track) => {
                span.end = end;
                *sport = sport.or(track.sport.as_ref());
            }
            _ => sessions.push((start..end, track.sport.as_ref())),
        }
    }
    // Points outside any track: what is not well-formed may still be a run.
    let first = sessions.first().map_or(samples.len(), |(span, _)| span.start);
    if first > 0 {
        match sessions.first_mut() {
            Some((span, _)) => span.start = 0,
            None => sessions.push((0..samples.len(), None)),
        }
    }
    sessions
        .into_iter()
        .map(|(span, sport)| Session {
            sport: [sport, of_file]
                .into_iter()
                .flatten()
                .cloned()
                .fold(sport_of_words(""), clearer),
            started: time_s.get(span.start).copied().and_then(timestamp),
            span,
            as_written: SessionTotals::default(),
        })
        .collect()
}

fn same(sport: Option<&Sport>, track: &Track) -> bool {
    sport.is_none() || track.sport.is_none() || sport == track.sport.as_ref()
}

fn continues(time_s: &[f64], span: &Range<usize>, start: usize) -> bool {
    let before = span.end.checked_sub(1).and_then(|last| time_s.get(last));
    match (before, time_s.get(start)) {
        (Some(before_s), Some(after_s)) => (after_s - before_s).abs() <= Activity::TRACKS_APART_S,
        _ => false,
    }
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests;
