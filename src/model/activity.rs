//! What one file says, as it says it.

use std::{borrow::Cow, fmt, ops::Range};

use jiff::Timestamp;

use super::{Channel, Notice, Provenance, Samples, keyed::keyed};

/// What one file says. Nothing is doubled, dropped, smoothed or judged here; that is `prepare`'s.
#[derive(Clone, Debug)]
pub struct Activity {
    /// From the bytes: the same file read twice is one activity.
    pub id: ActivityId,
    /// The format of the bytes.
    pub format: Format,
    /// What kind of file it calls itself.
    pub kind: FileKind,
    /// Its first moment: the session's start, else the first sample with a time.
    pub started: Option<Timestamp>,
    /// Local time minus UTC, in seconds, where the file knows it.
    pub utc_offset_s: Option<i32>,
    /// The device that recorded it.
    pub device: Option<Device>,
    /// Straps, pods and other sensors the device named.
    pub sensors: Vec<Device>,
    /// One for each sport, in order; at least one in a file with samples.
    pub sessions: Vec<Session>,
    /// Laps in order, as ranges of samples.
    pub laps: Vec<Range<usize>>,
    /// When the device's timer ran and stood, in the order of time.
    pub timer: Vec<TimerEvent>,
    /// First sample of each track segment after the first one (GPX, TCX): recording paused before it.
    pub segment_starts: Vec<usize>,
    /// What the file writes beside its samples: of each lap, and where its tracks begin.
    pub written: Written,
    /// One row for each record of the file, in file order.
    pub samples: Samples,
    /// Fields that an app or pod added, each with one value per sample.
    pub developer: Vec<DeveloperSeries>,
    /// Raw acceleration and the like.
    pub streams: Vec<RawStream>,
    /// What the watch believes of its wearer.
    pub wearer: Wearer,
    /// What was wrong with the file, and what was done.
    pub notices: Vec<Notice>,
}

impl Activity {
    /// Tracks of one sport further apart than this, in seconds, are two outings. A meal between two
    /// halves of a day is shorter, a night longer.
    pub const TRACKS_APART_S: f64 = 3.0 * 3600.0;
}

/// An activity's identity: the blake3 hash of its decompressed bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActivityId([u8; 16]);

impl ActivityId {
    /// The identity of these (decompressed) bytes.
    pub fn of(bytes: &[u8]) -> ActivityId {
        let mut id = [0; 16];
        let hash = blake3::hash(bytes);
        for (to, from) in id.iter_mut().zip(hash.as_bytes()) {
            *to = *from;
        }
        ActivityId(id)
    }
}

impl fmt::Display for ActivityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("b3:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ActivityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The format of a file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Garmin's binary format.
    Fit,
    /// GPS Exchange Format, XML.
    Gpx,
    /// Training Center XML.
    Tcx,
    /// A run of an account's export, whose parts lie in several files or among other things.
    Account(Service),
}

keyed! {
    /// A service whose account is exported as a whole.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Service {
        /// Apple Health.
        AppleHealth = "apple_health", "Apple Health";
        /// Google Health, formerly Fitbit.
        GoogleHealth = "google_health", "Google Health (Fitbit)";
        /// Samsung Health.
        SamsungHealth = "samsung_health", "Samsung Health";
        /// Huawei Health.
        HuaweiHealth = "huawei_health", "Huawei Health";
        /// Polar Flow.
        PolarFlow = "polar_flow", "Polar Flow";
        /// Garmin Connect.
        GarminConnect = "garmin_connect", "Garmin Connect";
    }
    /// The name in a sentence.
    fn name;
}

impl Service {
    /// What a service's export cannot hold, in words.
    pub const fn lacks(self) -> &'static str {
        match self {
            Service::AppleHealth => {
                "it holds no contact balance, and contact time and bounce only of runs outdoors with a \
                 watch of 2020 or later (Series 6, SE 2, Ultra) on watchOS 9 or later, a value about every 5 s"
            }
            Service::GoogleHealth => {
                "Fitbit bands measure no contact time and no bounce, and count steps by the minute"
            }
            Service::SamsungHealth => {
                "it holds no contact time, bounce or balance, whatever the app shows"
            }
            Service::HuaweiHealth => "bounce and balance stand in it as means of the run only",
            Service::PolarFlow => "it holds no contact time, bounce or balance",
            Service::GarminConnect => {
                "where the FIT file of a run is missing, it holds means of the run only"
            }
        }
    }
}

impl Format {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            Format::Fit => "fit",
            Format::Gpx => "gpx",
            Format::Tcx => "tcx",
            Format::Account(service) => service.key(),
        }
    }
}

/// What kind of file it is: only activities become runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A recorded activity.
    Activity,
    /// Something else, by its name: `course`, `workout`, `monitoring`, `settings`, `sleep`, `route`.
    Other(Cow<'static, str>),
}

/// A watch, strap or pod.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Maker in the FIT profile's spelling (`garmin`, `stryd`), or what the file says.
    pub manufacturer: Option<Cow<'static, str>>,
    /// Product in the FIT profile's spelling (`fr955`), its number as text, or what the file says.
    pub product: Option<Cow<'static, str>>,
    /// Serial number. Never printed.
    pub serial: Option<u32>,
    /// Firmware version as `9.21`.
    pub software: Option<String>,
    /// The device's place in the recording: FIT's `device_index`; 0 is the watch.
    pub index: Option<u8>,
    /// FIT's ANT+ or local device type number, where given.
    pub device_type: Option<u8>,
}

/// One sport in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Which sport.
    pub sport: Sport,
    /// Its samples.
    pub span: Range<usize>,
    /// When it began.
    pub started: Option<Timestamp>,
    /// The totals as the file has them.
    pub as_written: SessionTotals,
}

/// A sport by the FIT profile's names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sport {
    /// `running`, `cycling`, `swimming`, …; `other` for one that is named and not known here,
    /// `generic` where one is named without saying which, `unknown` where none is named.
    pub sport: Cow<'static, str>,
    /// `trail`, `treadmill`, `generic`, …; of `other` the word that stands for it; none where the
    /// file does not say.
    pub sub_sport: Option<Cow<'static, str>>,
}

/// As people say it, the kind behind the sport where it says more: `swimming, open water`.
impl fmt::Display for Sport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sport.replace('_', " "))?;
        match self.sub_sport.as_deref() {
            Some(kind) if kind != "generic" && !self.sport.contains(kind) => {
                write!(f, ", {}", kind.replace('_', " "))
            }
            _ => Ok(()),
        }
    }
}

impl Sport {
    /// Running of any kind.
    pub fn is_running(&self) -> bool {
        self.sport == "running"
    }

    /// A sport is named, whichever it is.
    pub fn is_named(&self) -> bool {
        !matches!(self.sport.as_ref(), "unknown" | "generic" | "all")
    }

    /// The word or number of a sport that is named and not known here.
    pub fn unknown_word(&self) -> Option<&str> {
        let number = self.sport.bytes().all(|byte| byte.is_ascii_digit());
        match self.sport.as_ref() {
            "other" => self.sub_sport.as_deref(),
            sport => number.then_some(sport),
        }
    }

    /// Walking or hiking.
    pub fn is_walking(&self) -> bool {
        matches!(self.sport.as_ref(), "walking" | "hiking")
    }

    /// On a belt or a track indoors, where the watch guesses the speed.
    pub fn is_indoor(&self) -> bool {
        matches!(
            self.sub_sport.as_deref(),
            Some("treadmill" | "indoor_running" | "virtual_activity" | "virtual_run")
        )
    }
}

/// What a file writes beside its samples, unchecked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// One for each lap, in the order of [`Activity::laps`].
    pub laps: Vec<WrittenLap>,
    /// First sample of each track after the first one (GPX).
    pub track_starts: Vec<usize>,
}

/// A lap as the file writes it. `None`: the file does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WrittenLap {
    /// When it began, in seconds since 1970 UTC.
    pub started_s: Option<f64>,
    /// Time with the timer running.
    pub timer_s: Option<f64>,
    /// Distance.
    pub distance_m: Option<f64>,
}

/// A session's totals as the file has them, unchecked. `None`: the file does not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionTotals {
    /// When it began (TCX `Lap@StartTime` and `Id`, FIT `start_time`), in seconds since 1970 UTC.
    pub started_s: Option<f64>,
    /// When it ended, by its start and length or by those of its laps, in seconds since 1970 UTC.
    pub ended_s: Option<f64>,
    /// Time of the laps that hold not one sample.
    pub unsampled_s: Option<f64>,
    /// A sport that the `sport` message, laps or the watch's profile name, where the session itself says
    /// `generic` (FIT).
    pub beside: Option<Sport>,
    /// Total distance.
    pub distance_m: Option<f64>,
    /// Time with the timer running.
    pub timer_s: Option<f64>,
    /// Time from start to end.
    pub elapsed_s: Option<f64>,
    /// Metres climbed.
    pub ascent_m: Option<f64>,
    /// Metres descended.
    pub descent_m: Option<f64>,
    /// Strides (FIT `total_strides`/`total_cycles`).
    pub cycles: Option<f64>,
    /// Perceived exertion 0–10 as entered on the watch (FIT field 193, tenths removed).
    pub rpe: Option<f64>,
    /// How it felt, 0–100 as entered on the watch (FIT field 192).
    pub feel: Option<f64>,
    /// Means of the run as the service reckoned them, each in its channel's unit, where it keeps no
    /// course in time.
    pub means: Vec<(Channel, f64)>,
}

/// The timer started or stopped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimerEvent {
    /// When, in seconds since 1970 UTC.
    pub time_s: f64,
    /// Whether it runs from here on.
    pub running: bool,
}

/// A field that an app or a pod wrote beside the watch's own.
#[derive(Clone, Debug, PartialEq)]
pub struct DeveloperSeries {
    /// Its name as described in the file; may be empty.
    pub name: String,
    /// Its unit as described in the file; may be empty.
    pub units: String,
    /// The profile's field it says it stands for.
    pub native_field: Option<u8>,
    /// The application's identity as hex, where given.
    pub application: Option<String>,
    /// The channel it carries, and what its values are to be multiplied with to be in that
    /// channel's unit; none where it is something else.
    pub channel: Option<(Channel, f64)>,
    /// How far its values are to be trusted.
    pub provenance: Provenance,
    /// One value per sample, as recorded; `NaN` where the record has none.
    pub values: Vec<f64>,
}

/// A sensor's stream that is faster than the records.
#[derive(Clone, Debug, PartialEq)]
pub struct RawStream {
    /// `accelerometer` or `gyroscope`, and where known the device's index.
    pub sensor: String,
    /// Its first sample, in seconds since 1970 UTC.
    pub start_s: f64,
    /// Samples a second.
    pub rate_hz: f64,
    /// Three axes: g for acceleration (calibrated where the file has a calibration), else as written.
    pub axes_g: [Vec<f32>; 3],
    /// Indices at which the stream goes on after a gap, with the seconds left out.
    pub breaks: Vec<(usize, f64)>,
}

/// What the watch believes of its wearer. Marked "from your watch" wherever it is used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wearer {
    /// Height in metres.
    pub height_m: Option<f64>,
    /// Body mass in kilograms.
    pub mass_kg: Option<f64>,
    /// Sex as set on the watch.
    pub sex: Option<super::Sex>,
    /// Maximum heart rate.
    pub hr_max_bpm: Option<f64>,
    /// Resting heart rate.
    pub hr_rest_bpm: Option<f64>,
}

/// Whether the private notes of a service's export are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrivateNotes {
    /// They stay unread.
    #[default]
    Unread,
    /// They are kept until the diary has looked for its tag in them.
    Kept,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_thirty_two_hex_digits_of_the_bytes_hash() {
        // First 16 bytes of blake3 of the empty string, from the algorithm's published test vectors.
        let id = ActivityId::of(b"").to_string();
        assert_eq!(id, "b3:af1349b9f5f9a1a6a0404dea36dcc949");
    }
}
