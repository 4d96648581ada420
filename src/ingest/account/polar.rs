//! Polar Flow: one JSON file a session, in two generations that agree in little but their meaning.

mod courses;

use std::{collections::BTreeMap, io::Read};

use jiff::civil::DateTime;
use serde::Deserialize;

use super::{
    copies::Copyable,
    json::{self, Mended, Number, Text},
    listed::{List, Listed},
    recorded::{Identity, Recorded},
};
use courses::{active, agrees, even, route, stamped};

use crate::{
    ingest::IngestError,
    model::{Channel, Device, Service, SessionTotals},
};

/// A session, in either generation.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Session {
    start_time: Text,
    stop_time: Text,
    /// Minutes that local time is ahead of UTC.
    timezone_offset_minutes: Number,
    time_zone_offset: Number,
    product: Product,
    pause_times: Vec<Pause>,
    exercises: Vec<Exercise>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Product {
    model_name: Text,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Pause {
    start_time: Text,
    duration_millis: Number,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Exercise {
    start_time: Text,
    stop_time: Text,
    duration: Text,
    duration_millis: Number,
    distance: Number,
    distance_meters: Number,
    sport: Sport,
    samples: Samples,
    routes: Routes,
}

/// The sport: a word, or an object with a number.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
enum Sport {
    Word(String),
    Numbered {
        #[serde(default)]
        id: Text,
    },
    #[default]
    None,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Samples {
    /// The later generation's.
    samples: Vec<Even>,
    heart_rate: Vec<Stamped>,
    cadence: Vec<Stamped>,
    speed: Vec<Stamped>,
    distance: Vec<Stamped>,
    altitude: Vec<Stamped>,
    recorded_route: Vec<Point>,
}

/// Values at even times.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Even {
    #[serde(rename = "type")]
    kind: Text,
    interval_millis: Number,
    values: Vec<Number>,
}

/// A value with its local time.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Stamped {
    date_time: Text,
    value: Number,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Routes {
    route: Route,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Route {
    start_time: Text,
    way_points: Vec<Point>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Point {
    date_time: Text,
    elapsed_millis: Number,
    latitude: Number,
    longitude: Number,
    altitude: Number,
}

/// Nobody pauses more often in one session.
const MOST_PAUSES: usize = 500;

impl Sport {
    /// The kind of run; none where it is no run, or not one that is known.
    fn kind(&self) -> Option<&'static str> {
        match self {
            Sport::Word(word) => match word.as_str() {
                "RUNNING" | "JOGGING" | "ROAD_RUNNING" => Some("running"),
                "TRACK_AND_FIELD_RUNNING" => Some("track running"),
                "TRAIL_RUNNING" | "ULTRARUNNING_RUNNING" => Some("trail running"),
                "TREADMILL_RUNNING" => Some("indoor running"),
                _ => None,
            },
            Sport::Numbered { id } => match id.0.as_deref() {
                Some("1") => Some("running"),
                Some("17") => Some("indoor running"),
                _ => None,
            },
            Sport::None => None,
        }
    }
}

/// Milliseconds since 1970 of a time as it stands, with no zone.
fn local_ms(text: &Text) -> Option<i64> {
    let at: DateTime = text.0.as_deref()?.trim_end_matches('Z').parse().ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

impl Session {
    fn offset_ms(&self) -> Option<i64> {
        let minutes = self.timezone_offset_minutes.whole().or(self.time_zone_offset.whole())?;
        minutes.checked_mul(60_000)
    }

    fn utc_ms(&self, text: &Text) -> Option<i64> {
        local_ms(text)?.checked_sub(self.offset_ms().unwrap_or(0))
    }
}

impl Exercise {
    fn active_ms(&self) -> Option<i64> {
        self.duration_millis.whole().or_else(|| {
            let text = self.duration.0.as_deref()?;
            let lasting: jiff::SignedDuration = text.parse().ok()?;
            i64::try_from(lasting.as_millis()).ok()
        })
    }
}

/// A run, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct ExerciseAt {
    file: String,
    exercise: usize,
    started_ms: i64,
    ended_ms: i64,
}

impl Copyable for ExerciseAt {
    fn span(&self) -> (i64, i64) {
        (self.started_ms, self.ended_ms)
    }

    fn richness(&self) -> f64 {
        0.0
    }
}

#[derive(Debug, Default)]
pub(super) struct Reading {
    runs: Vec<ExerciseAt>,
    others: usize,
}

impl Reading {
    pub(super) fn take(&mut self, ending: &str, from: &mut dyn Read) -> Result<(), IngestError> {
        json::each::<Session>(Mended::new(from), &mut |session| {
            for (exercise, one) in session.exercises.iter().enumerate() {
                let started =
                    session.utc_ms(&one.start_time).or(session.utc_ms(&session.start_time));
                let ended = session.utc_ms(&one.stop_time).or(session.utc_ms(&session.stop_time));
                match (one.sport.kind(), started, ended) {
                    (Some(_), Some(started_ms), Some(ended_ms)) => self.runs.push(ExerciseAt {
                        file: ending.to_owned(),
                        exercise,
                        started_ms,
                        ended_ms,
                    }),
                    _ => self.others = self.others.saturating_add(1),
                }
            }
        })
    }

    pub(super) fn finish(self) -> List<ExerciseAt> {
        List::of(self.runs, self.others)
    }
}

impl Listed for ExerciseAt {
    fn started_ms(&self) -> Option<i64> {
        Some(self.started_ms)
    }

    fn files(&self) -> Vec<&str> {
        vec![self.file.as_str()]
    }

    fn recorded(&self, files: &BTreeMap<String, Vec<u8>>) -> Option<Recorded> {
        let mut text = Vec::new();
        Mended::new(files.get(&self.file)?.as_slice()).read_to_end(&mut text).ok()?;
        let session: Session = json::one(&text).ok()?;
        let exercise = session.exercises.get(self.exercise)?;
        Some(recorded(self, &session, exercise))
    }
}

fn recorded(listed: &ExerciseAt, session: &Session, exercise: &Exercise) -> Recorded {
    let kind = exercise.sport.kind().unwrap_or("running");
    let (started_ms, ended_ms) = (listed.started_ms, listed.ended_ms);
    let pauses: Vec<(i64, i64)> = session
        .pause_times
        .iter()
        .take(MOST_PAUSES)
        .filter_map(|pause| {
            let from = session.utc_ms(&pause.start_time)?;
            let to = from.checked_add(pause.duration_millis.whole()?)?;
            (from < to && (started_ms..=ended_ms).contains(&from))
                .then_some((from, to.min(ended_ms)))
        })
        .collect();
    let mut courses = stamped(session, &exercise.samples);
    courses.extend(even(&exercise.samples.samples, started_ms, &pauses));
    courses.extend(route(session, exercise, started_ms));
    let stride = courses.iter().position(|course| course.channel == Channel::StepLength);
    if let Some(at) = stride
        && !agrees(&courses)
    {
        courses.remove(at);
    }
    let active_ms = exercise.active_ms().unwrap_or_else(|| ended_ms.saturating_sub(started_ms));
    let device = session.product.model_name.0.as_deref().and_then(|name| {
        let model = name.strip_prefix("Polar ")?;
        let plain = model.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
        plain.then(|| model.to_owned())
    });
    Recorded {
        service: Service::PolarFlow,
        identity: Identity {
            started_ms,
            ended_ms,
            active_ms,
            kind,
            device: device.clone().unwrap_or_default(),
        },
        sub_sport: match kind {
            "trail running" => Some("trail"),
            "indoor running" => Some("treadmill"),
            _ => None,
        },
        utc_offset_s: session.offset_ms().and_then(|ms| i32::try_from(ms / 1000).ok()),
        device: device.map(|model| Device {
            manufacturer: Some("polar".into()),
            product: Some(model.into()),
            ..Device::default()
        }),
        active_s: active(started_ms, ended_ms, &pauses),
        laps_s: Vec::new(),
        courses,
        totals: SessionTotals {
            distance_m: exercise.distance_meters.positive().or(exercise.distance.positive()),
            timer_s: Some(active_ms as f64 / 1000.0),
            elapsed_s: Some(ended_ms.saturating_sub(started_ms) as f64 / 1000.0),
            ..SessionTotals::default()
        },
        notices: Vec::new(),
    }
}
