//! Samsung Health: a table of exercises, each row of which names a file of its course and one of its
//! places.

use std::{collections::BTreeMap, io::Read};

use jiff::civil::DateTime;
use serde::Deserialize;

use super::{
    copies::Copyable,
    json::{self, Number},
    listed::{Listed, Reading},
    recorded::{self, Course, Identity, Recorded, means_beside},
    table::Table,
};
use crate::{
    ingest::{IngestError, archive::gunzip},
    model::{Channel, Notice, NoticeKind, Service, SessionTotals},
};

/// The longest line of the table, and the most rows.
const MOST_ROWS: usize = 1_000_000;

/// A gap in the course longer than this, in seconds, is a pause where the sums say that there was one.
const GAP_S: f64 = 15.0;

/// A file of a course may decompress to so many bytes.
const COURSE_BYTES_MAX: u64 = 64 << 20;

/// A run of the table.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    started_ms: i64,
    ended_ms: i64,
    active_ms: i64,
    offset_s: Option<i32>,
    is_indoor: bool,
    distance_m: Option<f64>,
    steps: Option<f64>,
    cadence_per_min: Option<f64>,
    heart_bpm: Option<f64>,
    /// The course's and the places' files, by the ends of their paths.
    live: Option<String>,
    places: Option<String>,
    /// Whether Samsung's own app wrote it, and not another that was copied from.
    is_own: bool,
}

impl Copyable for Row {
    fn span(&self) -> (i64, i64) {
        (self.started_ms, self.ended_ms)
    }

    fn richness(&self) -> f64 {
        let points = [
            (4.0, self.live.is_some()),
            (2.0, self.is_own),
            (1.0, self.places.is_some()),
            (0.5, self.steps.is_some()),
        ];
        points.iter().filter(|(_, holds)| *holds).map(|(points, _)| points).sum()
    }
}

impl Reading<Row> {
    pub(super) fn take(&mut self, from: &mut dyn Read) -> Result<(), IngestError> {
        // The first line names the table, the second its columns; rows end in a comma more.
        let mut table = Table::open(from, 1)?;
        let header = &table.header;
        let is_current =
            header.iter().any(|cell| cell.starts_with(b"com.samsung.health.exercise."));
        let column = |name: &str| {
            header.iter().position(|cell| {
                let plain = cell.strip_prefix(b"com.samsung.health.exercise.").unwrap_or(cell);
                plain == name.as_bytes()
            })
        };
        let columns: BTreeMap<&str, usize> =
            COLUMNS.iter().filter_map(|name| Some((*name, column(name)?))).collect();
        let mut rows = 0_usize;
        while let Some((_, record)) = table.row()? {
            rows = rows.saturating_add(1);
            if rows > MOST_ROWS {
                let what = format!("a table of more than {MOST_ROWS} exercises");
                return Err(IngestError::Limit { what });
            }
            let cell = |name: &str| {
                let text = std::str::from_utf8(record.get(*columns.get(name)?)?).ok()?.trim();
                (!text.is_empty()).then_some(text)
            };
            self.put(row(&cell, is_current));
        }
        Ok(())
    }
}

/// The columns that are read; no other is looked at.
const COLUMNS: [&str; 13] = [
    "start_time",
    "end_time",
    "time_offset",
    "duration",
    "exercise_type",
    "distance",
    "count",
    "count_type",
    "mean_cadence",
    "mean_heart_rate",
    "live_data",
    "location_data",
    "pkg_name",
];

fn row<'t>(cell: &dyn Fn(&str) -> Option<&'t str>, is_current: bool) -> Option<Row> {
    let is_indoor = match cell("exercise_type")? {
        "1002" => false,
        "15005" => true,
        _ => return None,
    };
    let number = |name| cell(name).and_then(|text| text.parse::<f64>().ok());
    let positive = |name| number(name).filter(|value| value.is_finite() && *value > 0.0);
    let offset_s = cell("time_offset").and_then(offset_s);
    // The former layout wrote local times.
    let shift_ms =
        if is_current { 0 } else { i64::from(offset_s.unwrap_or(0)).saturating_mul(1000) };
    let at = |name| Some(time_ms(cell(name)?)?.saturating_sub(shift_ms));
    let (started_ms, ended_ms) = (at("start_time")?, at("end_time")?);
    let active_ms = Number(positive("duration")).whole();
    Some(Row {
        started_ms,
        ended_ms,
        active_ms: active_ms.unwrap_or_else(|| ended_ms.saturating_sub(started_ms)),
        offset_s,
        is_indoor,
        distance_m: positive("distance"),
        steps: positive("count").filter(|_| cell("count_type").is_none_or(|kind| kind == "30001")),
        cadence_per_min: positive("mean_cadence"),
        heart_bpm: positive("mean_heart_rate"),
        live: cell("live_data").and_then(file),
        places: cell("location_data").and_then(file),
        is_own: cell("pkg_name")
            .is_some_and(|name| name.starts_with("com.sec.android.app.shealth")),
    })
}

/// A file lies in a folder named by the first letter of its own name.
fn file(name: &str) -> Option<String> {
    let first = name.chars().next().filter(|c| c.is_ascii_hexdigit())?;
    (name.len() < 200 && !name.contains(['/', '\\'])).then(|| format!("{first}/{name}"))
}

/// `UTC+0200`, or milliseconds.
fn offset_s(text: &str) -> Option<i32> {
    if let Some(clock) = text.strip_prefix("UTC") {
        let (sign, digits) = clock.split_at_checked(1)?;
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        let is_ahead = matches!(sign, "+");
        return recorded::offset_s(is_ahead, digits.parse().ok()?)
            .filter(|_| matches!(sign, "+" | "-"));
    }
    i32::try_from(text.parse::<i64>().ok()? / 1000).ok()
}

/// Milliseconds since 1970 of `2025-05-04 06:00:00.123`, read as UTC.
fn time_ms(text: &str) -> Option<i64> {
    let at: DateTime = text.parse().ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

/// One of the unlike objects of a course.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Live {
    start_time: Number,
    heart_rate: Number,
    cadence: Number,
    /// Metres since the one before.
    distance: Number,
    speed: Number,
    latitude: Number,
    longitude: Number,
    altitude: Number,
}

impl Listed for Row {
    fn files(&self) -> Vec<&str> {
        let named = [&self.live, &self.places].into_iter().flatten();
        named.map(String::as_str).collect()
    }

    #[allow(clippy::too_many_lines, reason = "one table of channels, and one of facts")]
    fn recorded(&self, files: &BTreeMap<String, Vec<u8>>) -> Option<Recorded> {
        let live = course_of(self.live.as_ref().and_then(|name| files.get(name)));
        let places = course_of(self.places.as_ref().and_then(|name| files.get(name)));
        let of = |all: &[Live], value: fn(&Live) -> Option<f64>| -> Vec<(f64, f64)> {
            all.iter().filter_map(|it| Some((it.start_time.0? / 1000.0, value(it)?))).collect()
        };
        let mut distance = of(&live, |it| it.distance.0.filter(|metres| *metres >= 0.0));
        let mut total_m = 0.0;
        for (_, metres) in &mut distance {
            total_m += *metres;
            *metres = total_m;
        }
        // On a belt the watch may write none.
        if total_m <= 0.0 {
            distance.clear();
        }
        let channels = [
            (Channel::HeartRate, "samsung.heart_rate", of(&live, |it| it.heart_rate.positive())),
            (Channel::Cadence, "samsung.cadence", of(&live, |it| it.cadence.positive())),
            (Channel::Speed, "samsung.speed", of(&live, |it| it.speed.0)),
            (Channel::Distance, "samsung.distance", distance),
            (Channel::Latitude, "samsung.location", of(&places, |it| it.latitude.0)),
            (Channel::Longitude, "samsung.location", of(&places, |it| it.longitude.0)),
            (Channel::Altitude, "samsung.location", of(&places, |it| it.altitude.0)),
        ];
        let measured = |(channel, place, points)| Course::measured(channel, place, points);
        let courses: Vec<Course> = channels.into_iter().filter_map(measured).collect();
        let counted = self.steps.map(|steps| 60.0 * steps / (self.active_ms as f64 / 1000.0));
        let means = [
            (Channel::StepRate, self.cadence_per_min.or(counted)),
            (Channel::HeartRate, self.heart_bpm),
        ];
        let identity = Identity {
            started_ms: self.started_ms,
            ended_ms: self.ended_ms,
            active_ms: self.active_ms,
            kind: if self.is_indoor { "indoor running" } else { "running" },
            device: String::new(),
        };
        Some(Recorded {
            utc_offset_s: self.offset_s,
            active_s: active(self, &live),
            totals: SessionTotals {
                distance_m: self.distance_m,
                cycles: self.steps.map(|steps| steps / 2.0),
                means: means_beside(&courses, means),
                ..identity.totals()
            },
            courses,
            notices: self.missing(files).into_iter().collect(),
            ..Recorded::of(Service::SamsungHealth, identity)
        })
    }
}

impl Row {
    /// What is said where a file that the row names is not there.
    fn missing(&self, files: &BTreeMap<String, Vec<u8>>) -> Option<Notice> {
        let lacks = |name: &Option<String>| name.as_ref().is_some_and(|it| !files.contains_key(it));
        let what = match (lacks(&self.live), lacks(&self.places)) {
            (true, true) => "its course and places are not in the export: sums only",
            (true, false) => "its course is not in the export: no heart rate and cadence over time",
            (false, true) => "its places are not in the export: no positions",
            (false, false) => return None,
        };
        Some(Notice::file(NoticeKind::CourseMissing, what))
    }
}

/// A file of a course, in order of time; it may be packed without saying so in its name.
fn course_of(bytes: Option<&Vec<u8>>) -> Vec<Live> {
    let Some(bytes) = bytes else { return Vec::new() };
    let mut course = Vec::new();
    let unpacked;
    let plain: &[u8] = if bytes.starts_with(&[0x1f, 0x8b]) {
        unpacked = gunzip(bytes, COURSE_BYTES_MAX).unwrap_or_default();
        &unpacked
    } else {
        bytes
    };
    // What came before a place where it breaks is kept.
    let _whole = json::each::<Live>(plain, &mut |one| course.push(one));
    course.retain(|one| one.start_time.0.is_some());
    course.sort_by(|a, b| a.start_time.0.unwrap_or(0.0).total_cmp(&b.start_time.0.unwrap_or(0.0)));
    course
}

/// When the clock ran: all but the gaps in the course, where the sums say that there were pauses.
fn active(row: &Row, live: &[Live]) -> Vec<(f64, f64)> {
    let paused_ms = row.ended_ms.saturating_sub(row.started_ms).saturating_sub(row.active_ms);
    let (from_s, to_s) = (row.started_ms as f64 / 1000.0, row.ended_ms as f64 / 1000.0);
    if paused_ms < 1000 || live.is_empty() {
        return if live.is_empty() { Vec::new() } else { vec![(from_s, to_s)] };
    }
    let mut spans = Vec::new();
    let mut since_s = from_s;
    let mut last_s = from_s;
    for at_s in live.iter().filter_map(|one| Some(one.start_time.0? / 1000.0)) {
        if at_s - last_s > GAP_S {
            spans.push((since_s, last_s + 1.0));
            since_s = at_s;
        }
        last_s = at_s;
    }
    spans.push((since_s, to_s));
    spans
}
