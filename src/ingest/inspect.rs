//! What one file holds, before anything is prepared: the document of `inspect --json`.

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use super::{IngestError, content, read};
use crate::{
    ingest::Content,
    model::{Activity, Channel, FileKind, Format, SensorRules, Session, SideBySide, rounded},
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
    /// Channels that a watch and a pod both recorded, with the rule that holds where no
    /// `[[sensor]]` says otherwise.
    pub side_by_side: Vec<SideBySide>,
    /// Of a run of an account: what stands behind each channel, and how far its values lie apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resolution: Vec<String>,
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
    inspect_by(path, bytes, &SensorRules::default())
}

/// As [`inspect`], with rules whose values count where a watch and a pod both recorded a channel.
pub fn inspect_by(path: &str, bytes: &[u8], rules: &SensorRules) -> Inspection {
    let format = match content(bytes) {
        Content::Recording(format) => format.key(),
        Content::Account(part) => part.service().key(),
        Content::Gzip | Content::Zip | Content::Unknown => "other",
    };
    let empty = Inspection { format, size_bytes: bytes.len(), ..Inspection::unread(path, None) };
    match read(bytes) {
        Ok(activity) => of_activity(empty, &activity, rules),
        Err(error) => Inspection { reason: Some(IngestError::to_string(&error)), ..empty },
    }
}

impl Inspection {
    /// Of a run that an account holds.
    pub fn of_run(path: &str, activity: &Activity, rules: &SensorRules) -> Inspection {
        let series = activity.samples.channels();
        let resolution = series.filter(|(channel, _)| *channel != Channel::Longitude).map(
            |(channel, series)| {
                format!("{}: {}, {}", channel.name(), series.provenance.key(), series.origin)
            },
        );
        let means = activity.sessions.iter().flat_map(|session| &session.as_written.means);
        let means = means.filter_map(|(channel, mean)| {
            Some(format!("{}: {} as the mean of the run", channel.name(), rounded(*mean)?))
        });
        let resolution = resolution.chain(means).collect();
        let format = activity.format.key();
        let empty = Inspection { format, resolution, ..Inspection::unread(path, None) };
        of_activity(empty, activity, rules)
    }

    /// Of bytes that cannot be had, with the reason.
    pub fn unread(path: &str, reason: Option<String>) -> Inspection {
        Inspection {
            schema: SCHEMA,
            path: path.to_owned(),
            format: "other",
            size_bytes: 0,
            activity: false,
            reason,
            started: None,
            samples: 0,
            laps: 0,
            sessions: Vec::new(),
            channels: Channels::default(),
            developer_fields: Vec::new(),
            side_by_side: Vec::new(),
            resolution: Vec::new(),
            notices: Vec::new(),
        }
    }
}

fn of_activity(empty: Inspection, activity: &Activity, rules: &SensorRules) -> Inspection {
    let reason = match &activity.kind {
        FileKind::Activity => None,
        FileKind::Other(name) => Some(format!("is not an activity but of the kind {name}")),
    };
    Inspection {
        activity: reason.is_none(),
        reason,
        started: first_moment(activity).map(|moment| moment.to_string()),
        samples: match activity.format {
            Format::Fit | Format::Account(_) => activity.samples.len(),
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
        side_by_side: activity.side_by_side(&(0..activity.samples.len()), rules),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        ActivityId, DeveloperSeries, Provenance, RawStream, Samples, Series, Wearer, Written,
    };

    fn activity() -> Activity {
        let recorded = |channel, values: &[f64]| Series::recorded(channel, values.to_vec(), "test");
        let mut samples = Samples::new(vec![f64::NAN, 1_700_000_000.75, 1_700_000_001.0]);
        for (channel, values) in [
            (Channel::Latitude, [1.0, f64::NAN, 3.0]),
            (Channel::Longitude, [1.0, 2.0, 3.0]),
            (Channel::HeartRate, [100.0, f64::NAN, 101.0]),
            (Channel::Temperature, [-0.0, 0.0, -1e-9]),
        ] {
            samples.insert(channel, recorded(channel, &values)).unwrap();
        }
        Activity {
            id: ActivityId::of(b""),
            format: Format::Fit,
            kind: FileKind::Activity,
            started: None,
            utc_offset_s: None,
            device: None,
            sensors: Vec::new(),
            sessions: Vec::new(),
            laps: Vec::new(),
            timer: Vec::new(),
            segment_starts: Vec::new(),
            written: Written::default(),
            samples,
            developer: vec![DeveloperSeries {
                name: "Form Power".to_owned(),
                units: "Watts".to_owned(),
                native_field: None,
                application: None,
                channel: None,
                provenance: Provenance::Modelled,
                values: vec![f64::NAN; 3],
            }],
            streams: vec![RawStream {
                sensor: "accelerometer".to_owned(),
                start_s: 0.0,
                rate_hz: 2.0,
                axes_g: [vec![0.5, 1.0], vec![0.0, 0.0], vec![0.0, 0.0]],
                breaks: Vec::new(),
            }],
            wearer: Wearer::default(),
            notices: Vec::new(),
        }
    }

    fn document(activity: &Activity) -> serde_json::Value {
        serde_json::to_value(of_activity(inspect("a.fit", b""), activity, &SensorRules::default()))
            .unwrap()
    }

    #[test]
    fn positions_are_counted_and_never_shown() {
        assert_eq!(document(&activity())["channels"]["position"], serde_json::json!({ "n": 2 }));
    }

    #[test]
    fn a_channel_is_its_count_least_mean_and_greatest() {
        let document = document(&activity());
        let expected = serde_json::json!({ "n": 2, "min": 100.0, "mean": 100.5, "max": 101.0 });
        assert_eq!(document["channels"]["heart_rate_bpm"], expected);
        assert_eq!(document["channels"]["accel_x_g"]["mean"], 0.75);
        assert_eq!(document["channels"]["temperature_c"]["min"].to_string(), "0.0");
    }

    #[test]
    fn a_field_that_was_declared_and_never_filled_has_no_mean() {
        let expected = serde_json::json!([
            { "name": "Form Power", "units": "Watts", "n": 0, "mean": null }
        ]);
        assert_eq!(document(&activity())["developer_fields"], expected);
    }

    #[test]
    fn the_start_is_the_first_time_there_is_to_the_second() {
        assert_eq!(document(&activity())["started"], "2023-11-14T22:13:20Z");
    }

    #[test]
    fn track_points_without_a_time_are_no_samples() {
        assert_eq!(document(&activity())["samples"], 3);
        let gpx = Activity { format: Format::Gpx, ..activity() };
        assert_eq!(document(&gpx)["samples"], 2);
    }

    #[test]
    fn the_keys_stand_in_the_contracts_order() {
        let text = serde_json::to_string(&inspect("a.bin", b"?")).unwrap();
        let expected = r#"{"schema":"backstride.inspect/1","path":"a.bin","format":"other","size_bytes":1,"activity":false,"reason":"is neither FIT nor GPX nor TCX","started":null,"samples":0,"laps":0,"sessions":[],"channels":{},"developer_fields":[],"side_by_side":[],"notices":[]}"#;
        assert_eq!(text, expected);
    }

    #[test]
    fn what_is_of_another_kind_says_so() {
        let course = Activity { kind: FileKind::Other("course".into()), ..activity() };
        let document = document(&course);
        assert_eq!(document["activity"], false);
        assert_eq!(document["reason"], "is not an activity but of the kind course");
    }
}
