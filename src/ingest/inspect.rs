//! What one file holds, before anything is prepared: the document of `inspect --json`.

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use super::{IngestError, content, read};
use crate::{
    ingest::Content,
    model::{Activity, Channel, FileKind, Format, Session, rounded},
};

/// The name and version of the document.
const SCHEMA: &str = "backstride.inspect/1";

/// What a file's bytes say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Inspection {
    /// The name and version of this document.
    pub schema: &'static str,
    /// The path as it was given.
    pub path: String,
    /// `fit`, `gpx`, `tcx` or `other`, by the bytes.
    pub format: &'static str,
    /// How many bytes there are.
    pub size_bytes: usize,
    /// Whether it is a readable activity.
    pub activity: bool,
    /// Why it is none.
    pub reason: Option<String>,
    /// Its first sample's time, to the second: `2026-10-03T06:12:04Z`; without samples, when it
    /// says that it began.
    pub started: Option<String>,
    /// Records (FIT), or track points with a time (GPX, TCX).
    pub samples: usize,
    /// Laps.
    pub laps: usize,
    /// One for each sport.
    pub sessions: Vec<SessionSummary>,
    /// The channels that have values, in a fixed order.
    pub channels: Channels,
    /// Fields that applications added.
    pub developer_fields: Vec<DeveloperField>,
    /// What was wrong, and what was done.
    pub notices: Vec<String>,
}

/// A session as the file has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionSummary {
    /// Sport by the FIT profile's name.
    pub sport: String,
    /// Sub-sport by the FIT profile's name.
    pub sub_sport: Option<String>,
    /// Total distance.
    pub total_distance_m: Option<f64>,
    /// Time with the timer running.
    pub total_timer_time_s: Option<f64>,
    /// Time from start to end.
    pub total_elapsed_time_s: Option<f64>,
    /// Metres climbed.
    pub total_ascent_m: Option<f64>,
}

/// Channels by name, in a fixed order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Channels(pub Vec<(&'static str, ChannelSummary)>);

/// What a channel holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ChannelSummary {
    /// Positions are counted and never printed.
    Position {
        /// Samples with latitude and longitude.
        n: usize,
    },
    /// Any other channel.
    Values {
        /// Samples with a value.
        n: usize,
        /// The least value.
        min: Option<f64>,
        /// Their mean.
        mean: Option<f64>,
        /// The greatest value.
        max: Option<f64>,
    },
}

/// A field that an application added.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeveloperField {
    /// Its name, as the file describes it.
    pub name: String,
    /// Its unit, as the file describes it.
    pub units: String,
    /// Samples with a value.
    pub n: usize,
    /// Their mean.
    pub mean: Option<f64>,
}

/// Looks at one file's (decompressed) bytes. `path` is only repeated, never opened.
pub fn inspect(path: &str, bytes: &[u8]) -> Inspection {
    let format = match content(bytes) {
        Content::Recording(format) => format.key(),
        Content::Gzip | Content::Zip | Content::Unknown => "other",
    };
    let empty = Inspection {
        schema: SCHEMA,
        path: path.to_owned(),
        format,
        size_bytes: bytes.len(),
        activity: false,
        reason: None,
        started: None,
        samples: 0,
        laps: 0,
        sessions: Vec::new(),
        channels: Channels::default(),
        developer_fields: Vec::new(),
        notices: Vec::new(),
    };
    match read(bytes) {
        Ok(activity) => of_activity(empty, &activity),
        Err(error) => Inspection { reason: Some(IngestError::to_string(&error)), ..empty },
    }
}

fn of_activity(empty: Inspection, activity: &Activity) -> Inspection {
    let reason = match &activity.kind {
        FileKind::Activity => None,
        FileKind::Other(name) => Some(format!("is not an activity but of the kind {name}")),
    };
    Inspection {
        activity: reason.is_none(),
        reason,
        started: first_moment(activity).map(|moment| moment.to_string()),
        samples: match activity.format {
            Format::Fit => activity.samples.len(),
            Format::Gpx | Format::Tcx => {
                activity.samples.time_s().iter().filter(|time| !time.is_nan()).count()
            }
        },
        laps: activity.laps.len(),
        sessions: activity.sessions.iter().map(SessionSummary::of).collect(),
        channels: Channels::of(activity),
        developer_fields: activity
            .developer
            .iter()
            .map(|series| {
                let Tally { n, mean, .. } = Tally::of(series.values.iter().copied());
                let (name, units) = (series.name.clone(), series.units.clone());
                DeveloperField { name, units, n, mean }
            })
            .collect(),
        notices: activity.notices.iter().map(ToString::to_string).collect(),
        ..empty
    }
}

/// The first time in the file's order, without what is less than a second.
fn first_moment(activity: &Activity) -> Option<Timestamp> {
    let times_s = activity.samples.time_s();
    let first_s = times_s.iter().copied().find(|time| !time.is_nan());
    #[allow(clippy::cast_possible_truncation, reason = "out of range saturates, and is refused")]
    let first = first_s.and_then(|first_s| Timestamp::from_second(first_s.floor() as i64).ok());
    first.or_else(|| Timestamp::from_second(activity.started?.as_second()).ok())
}

impl SessionSummary {
    fn of(session: &Session) -> SessionSummary {
        let totals = &session.as_written;
        SessionSummary {
            sport: session.sport.sport.clone().into_owned(),
            sub_sport: session.sport.sub_sport.clone().map(std::borrow::Cow::into_owned),
            total_distance_m: totals.distance_m.and_then(rounded),
            total_timer_time_s: totals.timer_s.and_then(rounded),
            total_elapsed_time_s: totals.elapsed_s.and_then(rounded),
            total_ascent_m: totals.ascent_m.and_then(rounded),
        }
    }
}

impl Channels {
    /// The summary of one channel, by its name in this document.
    pub fn get(&self, name: &str) -> Option<&ChannelSummary> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, summary)| summary)
    }

    fn of(activity: &Activity) -> Channels {
        let samples = &activity.samples;
        let mut channels = Vec::new();
        if let (Some(latitude), Some(longitude)) =
            (samples.values(Channel::Latitude), samples.values(Channel::Longitude))
        {
            let both = latitude.iter().zip(longitude);
            let n = both.filter(|(lat, long)| !lat.is_nan() && !long.is_nan()).count();
            if n > 0 {
                channels.push(("position", ChannelSummary::Position { n }));
            }
        }
        for (channel, series) in samples.channels() {
            if !matches!(channel, Channel::Latitude | Channel::Longitude) {
                push(&mut channels, channel.key(), series.values.iter().copied());
            }
        }
        for stream in activity.streams.iter().filter(|it| it.sensor.starts_with("accelerometer")) {
            let [x, y, z] = &stream.axes_g;
            for (key, axis) in [("accel_x_g", x), ("accel_y_g", y), ("accel_z_g", z)] {
                push(&mut channels, key, axis.iter().copied().map(f64::from));
            }
        }
        Channels(channels)
    }
}

impl Serialize for Channels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, summary)| (name, summary)))
    }
}

fn push(
    channels: &mut Vec<(&'static str, ChannelSummary)>,
    key: &'static str,
    values: impl Iterator<Item = f64>,
) {
    let Tally { n, min, mean, max } = Tally::of(values);
    if n > 0 {
        channels.push((key, ChannelSummary::Values { n, min, mean, max }));
    }
}

/// Count, least, mean and greatest of the values that are there, rounded for printing.
struct Tally {
    n: usize,
    min: Option<f64>,
    mean: Option<f64>,
    max: Option<f64>,
}

impl Tally {
    fn of(values: impl Iterator<Item = f64>) -> Tally {
        let (mut n, mut sum) = (0_u32, 0.0);
        let (mut min, mut max) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| !value.is_nan()) {
            n = n.saturating_add(1);
            sum += value;
            if value < min {
                min = value;
            }
            if value > max {
                max = value;
            }
        }
        Tally {
            n: n as usize,
            min: rounded(min),
            // Without a value this is 0 / 0, which is not finite and so none.
            mean: rounded(sum / f64::from(n)),
            max: rounded(max),
        }
    }
}
