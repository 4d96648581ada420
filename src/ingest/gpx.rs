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
        Troubles, attribute, broken_end, check_length, decoded, device_of, extension, number,
        settle_units, shown, sport_of_strava_code, sport_of_words, timestamp, unescaped, walk,
    },
};
use crate::model::{
    Activity, ActivityId, Channel, Device, FileKind, Format, Notice, Samples, Session,
    SessionTotals, Sport, Wearer,
};

/// Tracks of one sport further apart than this are two outings. A meal between two halves of a day
/// is shorter, a night longer.
const OUTING_GAP_S: f64 = 3.0 * 3600.0;

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
    TrackType,
    Other,
}

/// What was read so far.
struct File {
    length: usize,
    columns: Columns,
    point: Point,
    tracks: Vec<Track>,
    segment_starts: Vec<usize>,
    new_segment: bool,
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
            Kind::TrackType => self.read_type(text.bytes),
            Kind::Outside | Kind::Track | Kind::Other => {}
        }
    }
}

impl File {
    fn new(length: usize) -> File {
        File {
            length,
            columns: Columns::default(),
            point: Point::none(),
            tracks: Vec::new(),
            segment_starts: Vec::new(),
            new_segment: false,
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
        let index = self.columns.len();
        if index == 0 {
            self.columns.reserve(self.length.saturating_sub(at), at.saturating_sub(self.point.at));
        }
        if std::mem::take(&mut self.new_segment) && index > 0 {
            self.segment_starts.push(index);
        }
        self.columns.push(time_s, &self.point.row);
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
        match Lowered::new(element.name).name() {
            b"trkpt" => return self.open_point(element),
            b"trkseg" => self.new_segment = true,
            b"trk" => {
                self.new_segment = true;
                self.tracks.push(Track { start: self.columns.len(), sport: None });
                return Kind::Track;
            }
            b"type" if parent == Kind::Track => return Kind::TrackType,
            b"rtept" => self.route_points = self.route_points.saturating_add(1),
            b"wpt" => self.waypoints = self.waypoints.saturating_add(1),
            b"gpx" if self.device.is_none() => {
                self.device = attribute(element.attributes, b"creator").and_then(device_of);
            }
            _ => {}
        }
        Kind::Other
    }

    fn read_type(&mut self, text: &[u8]) {
        let Some(words) = shown(&unescaped(text)) else { return };
        if let Some(track) = self.tracks.last_mut() {
            track.sport =
                Some(sport_of_strava_code(&words).unwrap_or_else(|| sport_of_words(&words)));
        }
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
        let samples = self.columns.finish();
        Ok(Activity {
            id,
            format: Format::Gpx,
            kind,
            started: samples.time_s().first().copied().and_then(timestamp),
            utc_offset_s,
            device: self.device,
            sensors: Vec::new(),
            sessions: sessions(&self.tracks, &samples),
            laps: Vec::new(),
            timer: Vec::new(),
            segment_starts: self.segment_starts,
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

/// Leaves out a distance that does not add up from point to point.
fn check_distance(columns: &mut Columns) -> Option<Notice> {
    let distances: Vec<f64> = columns
        .values_mut(Channel::Distance)?
        .iter()
        .copied()
        .filter(|distance_m| !distance_m.is_nan())
        .collect();
    let adds_up = distances.is_sorted() && distances.first() < distances.last();
    if adds_up && distances.len() >= DISTANCE_VALUES_MIN {
        return None;
    }
    columns.remove(Channel::Distance);
    let text = "the points' distances do not add up along the track and are left out";
    Some(Notice::file("distance_not_cumulative", text))
}

/// Tracks into sessions.
fn sessions(tracks: &[Track], samples: &Samples) -> Vec<Session> {
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
            sport: sport.cloned().unwrap_or_else(|| sport_of_words("")),
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
        (Some(before_s), Some(after_s)) => (after_s - before_s).abs() <= OUTING_GAP_S,
        _ => false,
    }
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests {
    use super::*;

    /// A file of one track; points are given without the root around them.
    fn track(points: &str) -> Activity {
        read(wrapped(points).as_bytes()).unwrap()
    }

    fn wrapped(points: &str) -> String {
        format!("<gpx version='1.1' creator='Test'><trk><trkseg>{points}</trkseg></trk></gpx>")
    }

    fn point(second: u32, inside: &str) -> String {
        format!(
            "<trkpt lat=\"47.5\" lon=\"8.25\"><time>2026-10-03T06:12:{second:02}Z</time>{inside}</trkpt>"
        )
    }

    fn values(activity: &Activity, channel: Channel) -> &[f64] {
        activity.samples.values(channel).unwrap()
    }

    fn keys(activity: &Activity) -> Vec<&str> {
        activity.notices.iter().map(|notice| notice.key).collect()
    }

    #[test]
    fn heart_rate_and_cadence_are_read_in_every_dialect() {
        for extensions in [
            "<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>150</gpxtpx:hr><gpxtpx:cad>85</gpxtpx:cad></gpxtpx:TrackPointExtension></extensions>",
            "<extensions><ns3:TrackPointExtension><ns3:hr>150</ns3:hr><ns3:cad>85</ns3:cad></ns3:TrackPointExtension></extensions>",
            "<extensions><gpxdata:hr>150</gpxdata:hr><gpxdata:cadence>85</gpxdata:cadence></extensions>",
            "<extensions><heartrate>150</heartrate><cadence>85</cadence></extensions>",
            "<extensions><HeartRate> 150 </HeartRate><RunCadence>85.0</RunCadence></extensions>",
            "<hr>150</hr><cad>85</cad>",
            "<EXTENSIONS><HR>150</HR><CAD>85</CAD></EXTENSIONS>",
            "<extensions><hr>150</hr></extensions><extensions><cad>85</cad><hr>99</hr></extensions>",
            "<extensions><hr>1<![CDATA[50]]></hr><cad>&#56;5</cad></extensions>",
            "<extensions><hr>1<!-- beats -->50</hr><cad>85</cad></extensions>",
        ] {
            let activity = track(&point(4, extensions));
            assert_eq!(values(&activity, Channel::HeartRate), [150.0], "{extensions}");
            assert_eq!(values(&activity, Channel::Cadence), [85.0], "{extensions}");
        }
    }

    #[test]
    fn the_series_says_which_tag_it_came_from() {
        let activity =
            track(&point(4, "<ele>400</ele><extensions><power>210</power></extensions>"));
        let source = |channel| activity.samples.get(channel).unwrap().source.clone();
        assert_eq!(source(Channel::Power), "gpx.extension.power");
        assert_eq!(source(Channel::Altitude), "gpx.trkpt.ele");
        assert_eq!(source(Channel::Latitude), "gpx.trkpt");
    }

    #[test]
    fn speed_power_and_temperature_are_read() {
        let activity = track(&point(
            4,
            "<extensions><TrackPointExtension><atemp>21.5</atemp><speed>3.25</speed></TrackPointExtension>\
             <pwr:PowerExtension><pwr:PowerInWatts>250</pwr:PowerInWatts></pwr:PowerExtension></extensions>",
        ));
        assert_eq!(values(&activity, Channel::Temperature), [21.5]);
        assert_eq!(values(&activity, Channel::Speed), [3.25]);
        assert_eq!(values(&activity, Channel::Power), [250.0]);
    }

    #[test]
    fn a_channel_seen_late_is_missing_before() {
        let points =
            [point(4, ""), point(5, "<extensions><hr>150</hr></extensions>"), point(6, "")];
        let activity = track(&points.concat());
        let rates = values(&activity, Channel::HeartRate);
        assert!(rates[0].is_nan() && rates[2].is_nan());
        assert_eq!(rates[1].total_cmp(&150.0), std::cmp::Ordering::Equal);
    }

    #[test]
    fn bad_values_are_left_out_and_told_once() {
        let bad = "<ele/><extensions><hr>none</hr><cad></cad></extensions>";
        let activity = track(&[point(4, bad), point(5, bad), point(6, "<ele>12</ele>")].concat());
        assert!(activity.samples.get(Channel::HeartRate).is_none());
        assert!(activity.samples.get(Channel::Cadence).is_none());
        assert_eq!(values(&activity, Channel::Altitude)[2].to_bits(), 12.0_f64.to_bits());
        assert_eq!(keys(&activity), ["bad_number"]);
        assert_eq!(activity.notices[0].text, "2 values are not numbers and are left out");
    }

    #[test]
    fn places_that_are_not_on_earth_are_left_out_and_the_point_is_kept() {
        for attributes in
            ["lat='91' lon='8'", "lat='47' lon='180.5'", "lat='47'", "lat='x' lon='8'"]
        {
            let activity = track(&format!(
                "<trkpt {attributes}><time>2026-10-03T06:12:04Z</time></trkpt>{}",
                point(5, "")
            ));
            assert_eq!(activity.samples.len(), 2);
            assert!(values(&activity, Channel::Latitude)[0].is_nan(), "{attributes}");
            assert!(values(&activity, Channel::Longitude)[0].is_nan(), "{attributes}");
            assert_eq!(keys(&activity), ["bad_position"], "{attributes}");
        }
        let edge = track("<trkpt lat='-90' lon='180'><time>2026-10-03T06:12:04Z</time></trkpt>");
        assert_eq!(values(&edge, Channel::Longitude), [180.0]);
    }

    #[test]
    fn points_without_a_time_are_left_out_of_a_timed_track() {
        let activity = track(&format!("{}<trkpt lat='47' lon='8'/>{}", point(4, ""), point(5, "")));
        assert_eq!(activity.samples.len(), 2);
        assert_eq!(keys(&activity), ["untimed_points"]);
    }

    #[test]
    fn a_track_without_times_is_a_route_and_no_activity() {
        let activity = track("<trkpt lat='47' lon='8'/><trkpt lat='47' lon='8'><time/></trkpt>");
        assert_eq!(activity.kind, FileKind::Other("route".into()));
        assert!(activity.samples.is_empty() && activity.sessions.is_empty());
        let route = read(b"<gpx><rte><rtept lat='47' lon='8'/></rte></gpx>").unwrap();
        assert_eq!(route.kind, FileKind::Other("route".into()));
        let places = read(b"<gpx><wpt lat='47' lon='8'/></gpx>").unwrap();
        assert_eq!(places.kind, FileKind::Other("waypoints".into()));
        assert_eq!(read(b"<gpx><trk/></gpx>").unwrap_err(), IngestError::NoSamples);
    }

    #[test]
    fn an_offset_in_the_times_is_kept_and_the_times_are_utc() {
        let activity =
            track("<trkpt lat='47' lon='8'><time>2026-10-03T08:12:04.5+02:00</time></trkpt>");
        assert_eq!(activity.utc_offset_s, Some(7200));
        assert_eq!(activity.started.unwrap().to_string(), "2026-10-03T06:12:04.5Z");
    }

    #[test]
    fn segments_and_tracks_start_anew_and_the_first_does_not() {
        let text = format!(
            "<gpx><trk><trkseg>{}</trkseg><trkseg/><trkseg>{}</trkseg></trk><trk><trkseg>{}</trkseg></trk></gpx>",
            point(4, ""),
            point(5, ""),
            point(6, "")
        );
        let activity = read(text.as_bytes()).unwrap();
        assert_eq!(activity.segment_starts, [1, 2]);
        assert_eq!(activity.sessions.len(), 1);
    }

    #[test]
    fn tracks_of_two_sports_or_two_days_are_two_sessions() {
        let of = |kind: &str, points: &str| {
            format!("<trk><type>{kind}</type><trkseg>{points}</trkseg></trk>")
        };
        let later = "<trkpt lat='47' lon='8'><time>2026-10-04T06:12:04Z</time></trkpt>";
        let text = format!(
            "<gpx>{}{}{}</gpx>",
            of("1", &point(4, "")),
            of("trail_running", &point(5, "")),
            of("trail_running", later)
        );
        let activity = read(text.as_bytes()).unwrap();
        let told: Vec<_> = activity
            .sessions
            .iter()
            .map(|s| (s.sport.sport.as_ref(), s.sport.sub_sport.as_deref(), s.span.clone()))
            .collect();
        assert_eq!(
            told,
            [
                ("cycling", None, 0..1),
                ("running", Some("trail"), 1..2),
                ("running", Some("trail"), 2..3)
            ]
        );
    }

    #[test]
    fn a_file_cut_anywhere_gives_the_points_before_the_cut() {
        let whole = wrapped(&[point(4, ""), point(5, ""), point(6, "")].concat());
        let ends: Vec<usize> = whole.match_indices("</trkpt>").map(|(at, _)| at + 8).collect();
        for cut in 1..whole.len() {
            let before = ends.iter().filter(|end| **end <= cut).count();
            match read(&whole.as_bytes()[..cut]) {
                Ok(activity) => {
                    assert_eq!(activity.samples.len(), before, "cut at {cut}");
                    assert!(keys(&activity).contains(&"truncated"), "cut at {cut}");
                }
                Err(IngestError::BrokenXml { line: 1, .. }) => {
                    assert_eq!(before, 0, "cut at {cut}");
                }
                Err(IngestError::NoSamples) => assert!(cut <= 5, "cut at {cut}"),
                Err(other) => panic!("cut at {cut}: {other}"),
            }
        }
    }

    #[test]
    fn one_broken_point_does_not_take_the_rest_with_it() {
        let of = |inside: &str| format!("<trkpt lat=\"47\" lon=\"8\">{inside}</trkpt>");
        let time = "<time>2026-10-03T06:12:05Z</time>";
        for (broken, samples) in [
            (of(&format!("{time}<name>Tom & Jerry</name>")), 3),
            (of(&format!("{time}<name>a < b</name>")), 3),
            (of(&format!("{time}<cmt><p>never closed</cmt>")), 3),
            (of(&format!("</ele>{time}</nothing>")), 3),
            (of("<time>2026-10-03T06:12:05Z</tme><ele>1</ele>"), 2),
        ] {
            let activity = track(&[&point(4, ""), broken.as_str(), &point(6, "")].concat());
            assert_eq!(activity.samples.len(), samples, "{broken}");
        }
    }

    #[test]
    fn entities_are_never_expanded() {
        let text = format!(
            "<!DOCTYPE gpx [<!ENTITY a \"150\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>{}",
            wrapped(&point(4, "<extensions><hr>&a;</hr><cad>&b;</cad></extensions>"))
        );
        let activity = read(text.as_bytes()).unwrap();
        assert!(activity.samples.get(Channel::HeartRate).is_none());
        assert_eq!(keys(&activity), ["bad_number", "unknown_entity", "document_type"]);
    }

    #[test]
    fn what_costs_too_much_is_refused_with_the_limit() {
        let deep = "<a>".repeat(100_000);
        let wide = format!("<gpx creator='{}'></gpx>", "x".repeat(100_000));
        for text in [format!("<gpx>{deep}"), wide] {
            let Err(IngestError::Limit { what }) = read(text.as_bytes()) else {
                panic!("no limit")
            };
            assert!(what.contains("XML"), "{what}");
        }
    }

    #[test]
    fn a_distance_is_kept_only_where_it_adds_up() {
        let with = |distances: &[u32]| {
            let points = distances.iter().zip(0..).map(|(distance, second)| {
                point(
                    second,
                    &format!(
                        "<extensions><gpxdata:distance>{distance}</gpxdata:distance></extensions>"
                    ),
                )
            });
            track(&points.collect::<String>())
        };
        let rising = with(&[0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30]);
        assert_eq!(values(&rising, Channel::Distance).len(), 11);
        let each = with(&[3, 3, 2, 3, 3, 4, 3, 3, 3, 3, 3]);
        assert!(each.samples.get(Channel::Distance).is_none());
        assert_eq!(keys(&each), ["distance_not_cumulative"]);
    }

    #[test]
    fn running_dynamics_come_out_in_our_units_whatever_the_writer_used() {
        for (bounce, contact) in [("78", "251"), ("7.8", "0.251"), ("0.078", "251")] {
            let inside = format!(
                "<extensions><ff:VerticalOscillation>{bounce}</ff:VerticalOscillation>\
                 <GroundContactTime>{contact}</GroundContactTime></extensions>"
            );
            let activity = track(&point(4, &inside));
            assert!((values(&activity, Channel::VerticalOscillation)[0] - 78.0).abs() < 1e-9);
            assert!((values(&activity, Channel::GroundContactTime)[0] - 251.0).abs() < 1e-9);
        }
    }

    #[test]
    fn files_in_utf_16_are_read() {
        let text = wrapped(&point(4, "<extensions><hr>150</hr></extensions>"));
        let bytes: Vec<u8> =
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(values(&read(&bytes).unwrap(), Channel::HeartRate), [150.0]);
    }
}
