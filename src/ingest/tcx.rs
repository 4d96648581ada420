//! Training Center XML: activities, laps and track points into columns.
//!
//! Each `Activity` is a session, its laps' totals added up. Courses are read as what they are, and
//! only where the file has no activity.
#![warn(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::ops::Range;

use super::{
    IngestError,
    xml::{
        Broken, Columns, Element, Listener, Lowered, Point, Recorded, Tag, Text, Troubles,
        attribute, broken_end, check_length, decoded, device_of, extension, moment, read_number,
        settle_units, shown, sport_of_words, timestamp, unescaped, walk,
    },
};
use crate::model::{
    Activity, ActivityId, Channel, Device, FileKind, Format, Samples, Session, SessionTotals,
    Sport, Wearer, Written, WrittenLap,
};

/// Reads a TCX file.
///
/// # Errors
///
/// When a limit is passed, or there is neither point nor lap: [`IngestError::BrokenXml`] when the
/// file breaks before the first, else [`IngestError::NoSamples`].
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
    Activity,
    Id,
    Course,
    Lap,
    LapTotal(Total),
    Point,
    Time,
    HeartRate,
    Value(Tag),
    Creator,
    CreatorVersion,
    CreatorWord(CreatorWord),
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Total {
    Timer,
    Distance,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CreatorWord {
    Name,
    Unit,
    Major,
    Minor,
}

/// What was read so far.
struct File {
    columns: Columns,
    point: Point,
    activities: Vec<Part>,
    laps: Vec<Range<usize>>,
    written: Vec<WrittenLap>,
    /// Local time minus UTC by the first lap or identity that says it.
    utc_offset_s: Option<i32>,
    lap: Option<Lap>,
    creator: Creator,
    device: Option<Device>,
    course: Course,
    workout: bool,
}

/// Whether the file has a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    None,
    Inside,
    Behind,
}

/// One activity of the file.
struct Part {
    start: usize,
    sport: Sport,
    totals: SessionTotals,
    /// By its `Id`, which is a moment.
    identity_s: Option<f64>,
}

/// The lap that is open.
struct Lap {
    start: usize,
    tracks: usize,
    written: WrittenLap,
}

#[derive(Default)]
struct Creator {
    device: Option<Device>,
    unit: Option<u32>,
    major: Option<u32>,
    minor: Option<u32>,
}

const fn direct(channel: Channel, source: &'static str) -> Kind {
    Kind::Value(Tag { channel, source })
}

impl Listener for File {
    type Kind = Kind;

    const OUTSIDE: Kind = Kind::Outside;

    #[inline]
    fn open(&mut self, element: Element<'_>, parent: Kind) -> Kind {
        let name = Lowered::new(element.name);
        if self.point.open {
            inside_point(name.name(), parent)
        } else {
            self.open_around(name.name(), element, parent)
        }
    }

    #[inline]
    fn close(&mut self, kind: Kind, text: Text<'_>, troubles: &mut Troubles) {
        match kind {
            Kind::Value(tag) => self.point.read_value(tag, text, troubles),
            // Some write the beats without the `Value` around them.
            Kind::HeartRate => self.point.read_value(HEART_RATE, text, troubles),
            Kind::Time => self.point.read_time(text, troubles),
            Kind::Point => self.close_point(text.at, troubles),
            Kind::Lap => self.close_lap(),
            Kind::LapTotal(total) => self.add_total(total, text, troubles),
            Kind::Id => self.read_identity(text.bytes),
            Kind::CreatorWord(word) => self.creator.read(word, text.bytes),
            Kind::Creator => self.device = self.device.take().or_else(|| self.creator.device()),
            Kind::Course => self.course = Course::Behind,
            Kind::Outside | Kind::Activity | Kind::CreatorVersion | Kind::Other => {}
        }
    }
}

const HEART_RATE: Tag = Tag { channel: Channel::HeartRate, source: "tcx.trackpoint.heartratebpm" };

/// What an element inside a point is.
fn inside_point(name: &[u8], parent: Kind) -> Kind {
    match name {
        b"time" if parent == Kind::Point => Kind::Time,
        b"latitudedegrees" => direct(Channel::Latitude, "tcx.trackpoint.position"),
        b"longitudedegrees" => direct(Channel::Longitude, "tcx.trackpoint.position"),
        b"altitudemeters" => direct(Channel::Altitude, "tcx.trackpoint.altitudemeters"),
        b"distancemeters" => direct(Channel::Distance, "tcx.trackpoint.distancemeters"),
        b"heartratebpm" => Kind::HeartRate,
        b"value" if parent == Kind::HeartRate => Kind::Value(HEART_RATE),
        b"cadence" if parent == Kind::Point => direct(Channel::Cadence, "tcx.trackpoint.cadence"),
        name => extension(Recorded::Tcx, name).map_or(Kind::Other, Kind::Value),
    }
}

impl File {
    fn new(length: usize) -> File {
        File {
            columns: Columns::of(length),
            point: Point::none(),
            activities: Vec::new(),
            laps: Vec::new(),
            written: Vec::new(),
            utc_offset_s: None,
            lap: None,
            creator: Creator::default(),
            device: None,
            course: Course::None,
            workout: false,
        }
    }

    fn open_around(&mut self, name: &[u8], element: Element<'_>, parent: Kind) -> Kind {
        match (name, parent) {
            (b"trackpoint", _) => {
                self.point.begin(element.at);
                return Kind::Point;
            }
            (b"track", _) => self.open_track(),
            (b"lap", _) if self.course != Course::Inside => {
                self.close_lap();
                let started_s = self.moment(attribute(element.attributes, b"starttime"));
                let written = WrittenLap { started_s, ..WrittenLap::default() };
                self.lap = Some(Lap { start: self.columns.len(), tracks: 0, written });
                return Kind::Lap;
            }
            (b"totaltimeseconds", Kind::Lap) => return Kind::LapTotal(Total::Timer),
            (b"distancemeters", Kind::Lap) => return Kind::LapTotal(Total::Distance),
            (b"id", Kind::Activity) => return Kind::Id,
            (b"activity", _) => {
                self.open_activity(element.attributes);
                return Kind::Activity;
            }
            (b"course", _) => {
                self.course = Course::Inside;
                return Kind::Course;
            }
            (b"workout", _) => self.workout = true,
            (b"creator", _) => return Kind::Creator,
            (b"version", Kind::Creator) => return Kind::CreatorVersion,
            (b"name", Kind::Creator) => return Kind::CreatorWord(CreatorWord::Name),
            (b"unitid", Kind::Creator) => return Kind::CreatorWord(CreatorWord::Unit),
            (b"versionmajor", Kind::CreatorVersion) => {
                return Kind::CreatorWord(CreatorWord::Major);
            }
            (b"versionminor", Kind::CreatorVersion) => {
                return Kind::CreatorWord(CreatorWord::Minor);
            }
            _ => {}
        }
        Kind::Other
    }

    fn open_activity(&mut self, attributes: &[u8]) {
        if self.activities.is_empty() {
            // Points so far are a course's, and the activity is what counts.
            self.columns.clear();
        }
        let words = attribute(attributes, b"sport").and_then(|words| shown(&unescaped(words)));
        self.activities.push(Part {
            start: self.columns.len(),
            sport: sport_of_words(words.as_deref().unwrap_or_default()),
            totals: SessionTotals::default(),
            identity_s: None,
        });
        self.columns.new_segment = true;
    }

    /// A lap's first track goes on where the last lap stopped; any further one follows a pause.
    fn open_track(&mut self) {
        if let Some(lap) = &mut self.lap {
            self.columns.new_segment |= lap.tracks > 0;
            lap.tracks = lap.tracks.saturating_add(1);
        }
    }

    fn close_lap(&mut self) {
        let Some(lap) = self.lap.take() else { return };
        let (rows, written) = (lap.start..self.columns.len(), lap.written);
        if let Some(Part { totals, .. }) = self.activities.last_mut() {
            add_lap(totals, &written, rows.is_empty());
        }
        self.laps.push(rows);
        self.written.push(written);
    }

    /// A moment that stands beside the points.
    fn moment(&mut self, text: Option<&[u8]>) -> Option<f64> {
        let (moment_s, ahead_s) = moment(text?)?;
        self.utc_offset_s = self.utc_offset_s.or(ahead_s);
        Some(moment_s)
    }

    fn read_identity(&mut self, text: &[u8]) {
        let identity_s = self.moment(Some(text));
        if let Some(part) = self.activities.last_mut() {
            part.identity_s = part.identity_s.or(identity_s);
        }
    }

    fn close_point(&mut self, at: usize, troubles: &mut Troubles) {
        let Some(time_s) = self.point.end(at, troubles) else { return };
        if self.course == Course::Inside && !self.activities.is_empty() {
            return;
        }
        self.columns.push(time_s, &self.point.row, (self.point.at, at));
    }

    fn add_total(&mut self, total: Total, text: Text<'_>, troubles: &mut Troubles) {
        let Some(value) = read_number(text, troubles) else { return };
        let Some(lap) = &mut self.lap else { return };
        let sum = match total {
            Total::Timer => &mut lap.written.timer_s,
            Total::Distance => &mut lap.written.distance_m,
        };
        *sum = Some(sum.map_or(value, |sum| sum + value));
    }

    fn finish(
        mut self,
        id: ActivityId,
        text: &[u8],
        broken: Option<Broken>,
        troubles: &Troubles,
    ) -> Result<Activity, IngestError> {
        self.close_lap();
        let found = self.columns.len().max(self.laps.len());
        let mut notices = troubles.notices(text);
        if let Some(broken) = broken {
            notices.push(broken_end(broken, found, text)?);
        }
        let kind = self.kind(found)?;
        notices.extend(settle_units(&mut self.columns));
        let utc_offset_s = self.point.utc_offset_s().or(self.utc_offset_s);
        let segment_starts = std::mem::take(&mut self.columns.segment_starts);
        let samples = self.columns.finish();
        let sessions = sessions(self.activities, &samples);
        let first = samples.time_s().first().copied().and_then(timestamp);
        let of_sessions = || sessions.iter().filter_map(|session| session.started).min();
        Ok(Activity {
            id,
            format: Format::Tcx,
            kind,
            started: first.or_else(of_sessions),
            utc_offset_s,
            device: self.device,
            sensors: Vec::new(),
            sessions,
            laps: self.laps,
            timer: Vec::new(),
            segment_starts,
            written: Written { laps: self.written, track_starts: Vec::new() },
            samples,
            developer: Vec::new(),
            streams: Vec::new(),
            wearer: Wearer::default(),
            notices,
        })
    }

    fn kind(&self, found: usize) -> Result<FileKind, IngestError> {
        if !self.activities.is_empty() && found > 0 {
            Ok(FileKind::Activity)
        } else if self.course != Course::None {
            Ok(FileKind::Other("course".into()))
        } else if self.workout {
            Ok(FileKind::Other("workout".into()))
        } else if found > 0 {
            Ok(FileKind::Activity)
        } else {
            Err(IngestError::NoSamples)
        }
    }
}

/// Activities into sessions; points without an activity around them are one of no known sport.
fn sessions(mut activities: Vec<Part>, samples: &Samples) -> Vec<Session> {
    let first = activities.first().map_or(samples.len(), |part| part.start);
    if first > 0 {
        let sport = sport_of_words("");
        let totals = SessionTotals::default();
        activities.insert(0, Part { start: 0, sport, totals, identity_s: None });
    }
    let ends: Vec<usize> =
        activities.iter().skip(1).map(|part| part.start).chain([samples.len()]).collect();
    activities
        .into_iter()
        .zip(ends)
        .map(|(part, end)| {
            let span = part.start..end;
            let started_s = part.totals.started_s.or(part.identity_s);
            let first_s = samples.time_s().get(span.clone()).and_then(|times| times.first());
            Session {
                sport: part.sport,
                started: first_s.copied().or(started_s).and_then(timestamp),
                span,
                as_written: SessionTotals { started_s, ..part.totals },
            }
        })
        .collect()
}

/// Adds what a lap says to its activity's totals.
fn add_lap(totals: &mut SessionTotals, lap: &WrittenLap, without_points: bool) {
    let add = |sum: &mut Option<f64>, value: Option<f64>| {
        if let Some(value) = value {
            *sum = Some(sum.map_or(value, |sum| sum + value));
        }
    };
    add(&mut totals.timer_s, lap.timer_s);
    add(&mut totals.distance_m, lap.distance_m);
    if without_points {
        add(&mut totals.unsampled_s, lap.timer_s);
    }
    let ended_s = lap.started_s.zip(lap.timer_s).map(|(started_s, timer_s)| started_s + timer_s);
    totals.started_s =
        [totals.started_s, lap.started_s].into_iter().flatten().min_by(f64::total_cmp);
    totals.ended_s = [totals.ended_s, ended_s].into_iter().flatten().max_by(f64::total_cmp);
}

impl Creator {
    fn read(&mut self, word: CreatorWord, text: &[u8]) {
        let whole = || str::from_utf8(text).ok()?.trim().parse::<u32>().ok();
        match word {
            CreatorWord::Name => self.device = device_of(text),
            CreatorWord::Unit => self.unit = whole(),
            CreatorWord::Major => self.major = whole(),
            CreatorWord::Minor => self.minor = whole(),
        }
    }

    /// The device, when a name was given.
    fn device(&self) -> Option<Device> {
        let software = match (self.major, self.minor) {
            (Some(0) | None, Some(0) | None) => None,
            (major, minor) => {
                Some(format!("{}.{:02}", major.unwrap_or_default(), minor.unwrap_or_default()))
            }
        };
        let serial = self.unit.filter(|&unit| unit > 0);
        self.device.clone().map(|device| Device { serial, software, ..device })
    }
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests;
