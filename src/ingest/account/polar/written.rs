//! What stands in the files, in either generation.

use jiff::civil::DateTime;
use serde::Deserialize;

use super::super::json::{Number, Text};

/// A session, in either generation.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Session {
    pub(super) start_time: Text,
    pub(super) stop_time: Text,
    /// Minutes that local time is ahead of UTC.
    pub(super) timezone_offset_minutes: Number,
    pub(super) time_zone_offset: Number,
    pub(super) product: Product,
    pub(super) pause_times: Vec<Pause>,
    pub(super) exercises: Vec<Exercise>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Product {
    pub(super) model_name: Text,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Pause {
    pub(super) start_time: Text,
    pub(super) duration_millis: Number,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Exercise {
    pub(super) start_time: Text,
    pub(super) stop_time: Text,
    pub(super) duration: Text,
    pub(super) duration_millis: Number,
    pub(super) distance: Number,
    pub(super) distance_meters: Number,
    pub(super) sport: Sport,
    pub(super) samples: Samples,
    pub(super) routes: Routes,
}

/// The sport: a word, or an object with a number.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub(super) enum Sport {
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
pub(super) struct Samples {
    /// The later generation's.
    pub(super) samples: Vec<Even>,
    pub(super) heart_rate: Vec<Stamped>,
    pub(super) cadence: Vec<Stamped>,
    pub(super) speed: Vec<Stamped>,
    pub(super) distance: Vec<Stamped>,
    pub(super) altitude: Vec<Stamped>,
    pub(super) recorded_route: Vec<Point>,
}

/// Values at even times.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Even {
    #[serde(rename = "type")]
    pub(super) kind: Text,
    pub(super) interval_millis: Number,
    pub(super) values: Vec<Number>,
}

/// A value with its local time.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Stamped {
    pub(super) date_time: Text,
    pub(super) value: Number,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Routes {
    pub(super) route: Route,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Route {
    pub(super) start_time: Text,
    pub(super) way_points: Vec<Point>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Point {
    pub(super) date_time: Text,
    pub(super) elapsed_millis: Number,
    pub(super) latitude: Number,
    pub(super) longitude: Number,
    pub(super) altitude: Number,
}

/// Nobody pauses more often in one session.
pub(super) const MOST_PAUSES: usize = 500;

impl Sport {
    /// The kind of run; none where it is no run, or not one that is known.
    pub(super) fn kind(&self) -> Option<&'static str> {
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
pub(super) fn local_ms(text: &Text) -> Option<i64> {
    let at: DateTime = text.0.as_deref()?.trim_end_matches('Z').parse().ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

impl Session {
    pub(super) fn offset_ms(&self) -> Option<i64> {
        let minutes = self.timezone_offset_minutes.whole().or(self.time_zone_offset.whole())?;
        minutes.checked_mul(60_000)
    }

    pub(super) fn utc_ms(&self, text: &Text) -> Option<i64> {
        local_ms(text)?.checked_sub(self.offset_ms().unwrap_or(0))
    }
}

impl Exercise {
    pub(super) fn active_ms(&self) -> Option<i64> {
        self.duration_millis.whole().or_else(|| {
            let text = self.duration.0.as_deref()?;
            let lasting: jiff::SignedDuration = text.parse().ok()?;
            i64::try_from(lasting.as_millis()).ok()
        })
    }
}
