//! Huawei Health: motion paths, in what is nearly JSON, with a course in lines of its own making.

use std::{collections::BTreeMap, io::Read};

use serde::Deserialize;

use super::{
    copies::Copyable,
    json::{self, Mended, Number, Text},
    listed::{Listed, Reading},
    recorded::{self, Course, Identity, Points, Recorded, means_beside, over, usual_step_s},
};
use crate::{
    ingest::IngestError,
    model::{Channel, Origin, Provenance, Service, SessionTotals, Way},
};

/// What the watch writes for a place while it is paused.
const PAUSED_LATITUDE: f64 = 90.0;

/// Typed in by hand.
const BY_HAND: i64 = 2;

/// Contact times outside these, in milliseconds, are none.
const CONTACT_MS: std::ops::RangeInclusive<f64> = 120.0..=450.0;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Item {
    /// The former layout's, a list for each day.
    motion_path_data: Vec<Item>,
    attribute: Text,
    sport_type: Number,
    sport_data_source: Number,
    start_time: Number,
    end_time: Number,
    total_time: Number,
    total_distance: Number,
    total_steps: Number,
    time_zone: Text,
}

/// Sums that stand beside the course.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sums {
    avg_step_rate: Number,
    avg_heart_rate: Number,
    m_avg_ground_contact_time: Number,
    #[serde(rename = "avg_gc_tb")]
    avg_gc_tb: Number,
    #[serde(rename = "avg_v_osc")]
    avg_v_osc: Number,
    #[serde(rename = "avg_v_s_r")]
    avg_v_s_r: Number,
}

/// A value at a time, packed: seconds since the start, value.
type Packed = Vec<(f32, f32)>;

/// A run.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    started_ms: i64,
    ended_ms: i64,
    active_ms: i64,
    offset_s: Option<i32>,
    kind: &'static str,
    is_by_hand: bool,
    distance_m: Option<f64>,
    steps: Option<f64>,
    means: Vec<(Channel, f64)>,
    heart: Packed,
    cadence: Packed,
    speed: Packed,
    contact: Packed,
    /// Seconds since the start, degrees north and east.
    places: Vec<(f32, f64, f64)>,
    /// When the watch was paused, in seconds since the start.
    paused: Vec<f32>,
}

impl Copyable for Path {
    fn span(&self) -> (i64, i64) {
        (self.started_ms, self.ended_ms)
    }

    fn richness(&self) -> f64 {
        let held = [&self.cadence, &self.contact, &self.heart];
        let held = held.iter().map(|course| course.len() as f64).fold(0.0, |sum, it| sum + it);
        held + if self.is_by_hand { 0.0 } else { 0.5 }
    }
}

impl Reading<Path> {
    pub(super) fn take(&mut self, from: &mut dyn Read) -> Result<(), IngestError> {
        json::each::<Item>(Mended::new(from), &mut |item| self.item(item))
    }

    fn item(&mut self, item: Item) {
        if item.motion_path_data.is_empty() {
            self.put(path(&item));
        }
        for inside in item.motion_path_data {
            self.item(inside);
        }
    }
}

fn path(item: &Item) -> Option<Path> {
    let kind = match item.sport_type.whole()? {
        4 => "running",
        101 => "indoor running",
        118 => "trail running",
        _ => return None,
    };
    let started_ms = item.start_time.whole()?;
    let lasting_ms = item.total_time.positive().and_then(|it| Number(Some(it)).whole());
    let ended_ms = item.end_time.positive().and_then(|it| Number(Some(it)).whole());
    let ended_ms = ended_ms.or(Some(started_ms.checked_add(lasting_ms?)?))?;
    let mut path = Path {
        started_ms,
        ended_ms,
        active_ms: lasting_ms.unwrap_or_else(|| ended_ms.saturating_sub(started_ms)),
        offset_s: item.time_zone.0.as_deref().and_then(offset_s),
        kind,
        is_by_hand: item.sport_data_source.whole() == Some(BY_HAND),
        distance_m: item.total_distance.positive(),
        steps: item.total_steps.positive(),
        ..Path::default()
    };
    for part in item.attribute.0.as_deref().unwrap_or_default().split("&&") {
        match part.split_once("@is") {
            Some(("HW_EXT_TRACK_DETAIL", lines)) => path.detail(lines),
            Some(("HW_EXT_TRACK_SIMPLIFY", text)) => path.sums(text),
            _ => {}
        }
    }
    Some(path)
}

/// `+0800`.
fn offset_s(text: &str) -> Option<i32> {
    let (sign, digits) = text.split_at_checked(1)?;
    let hhmm = digits.replace(':', "").parse().ok()?;
    recorded::offset_s(sign == "+", hhmm).filter(|_| matches!(sign, "+" | "-"))
}

/// How the times of one kind of line are to be read.
#[derive(Clone, Copy)]
enum Frame {
    /// Milliseconds since 1970.
    Milliseconds,
    /// Seconds since 1970.
    Seconds,
    /// Since the start, in a unit of so many seconds.
    SinceStart(f64),
}

/// A course that ends before this share of the run tells no minutes from seconds.
const WHOLE_SHARE: f64 = 0.8;

impl Frame {
    /// Told from the first and the last time of a kind, and how long the run lasted.
    fn of((first, last): (f64, f64), lasted_s: f64) -> Frame {
        if first > 1e11 {
            Frame::Milliseconds
        } else if first > 1e9 {
            Frame::Seconds
        } else {
            let whole = (WHOLE_SHARE..=1.0 / WHOLE_SHARE).contains(&(60.0 * last / lasted_s));
            let unit_s = if whole {
                60.0
            } else if last > lasted_s / WHOLE_SHARE {
                0.001
            } else {
                1.0
            };
            Frame::SinceStart(unit_s)
        }
    }

    /// Seconds since the start.
    fn since_start(self, value: f64, started_ms: i64) -> f64 {
        match self {
            Frame::Milliseconds => (value - started_ms as f64) / 1000.0,
            Frame::Seconds => value - started_ms as f64 / 1000.0,
            Frame::SinceStart(unit_s) => value * unit_s,
        }
    }
}

/// A line of a course: what kind it is, and when.
fn kind_and_time(line: &str) -> Option<(&'static str, f64)> {
    let kind = field(line, "tp")?;
    let kind = KINDS.iter().copied().find(|known| *known == kind)?;
    Some((kind, number(line, if kind == "lbs" { "t" } else { "k" })?))
}

fn field<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    line.split(';').find_map(|it| it.trim().strip_prefix(name)?.strip_prefix('='))
}

fn number(line: &str, name: &str) -> Option<f64> {
    field(line, name)?.parse::<f64>().ok().filter(|it| it.is_finite())
}

impl Path {
    fn detail(&mut self, lines: &str) {
        // A kind of line has one frame.
        let mut ends: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        for (kind, time) in lines.split('\n').filter_map(kind_and_time) {
            ends.entry(kind).or_insert((time, time)).1 = time;
        }
        let lasted_s = self.ended_ms.saturating_sub(self.started_ms) as f64 / 1000.0;
        let frames: BTreeMap<&str, Frame> =
            ends.into_iter().map(|(kind, ends)| (kind, Frame::of(ends, lasted_s))).collect();
        for line in lines.split('\n') {
            let Some((kind, time)) = kind_and_time(line) else { continue };
            let Some(frame) = frames.get(kind) else { continue };
            let number = |name: &str| number(line, name);
            let at_s = frame.since_start(time, self.started_ms);
            #[allow(clippy::cast_possible_truncation, reason = "a tenth of a second is enough")]
            let at = at_s as f32;
            let mut put = |to: fn(&mut Path) -> &mut Packed, value: Option<f64>| {
                #[allow(clippy::cast_possible_truncation, reason = "seven digits are enough")]
                if let Some(value) = value {
                    to(self).push((at, value as f32));
                }
            };
            match kind {
                "h-r" => put(|it| &mut it.heart, number("v").filter(|bpm| *bpm > 0.0)),
                "s-r" => put(|it| &mut it.cadence, number("v").filter(|count| *count > 0.0)),
                "rs" => put(|it| &mut it.speed, number("v").map(|dm_per_s| dm_per_s / 10.0)),
                "rp" => {
                    put(|it| &mut it.contact, number("gct").filter(|ms| CONTACT_MS.contains(ms)));
                }
                _ => {
                    if let (Some(latitude), Some(longitude)) = (number("lat"), number("lon")) {
                        if (latitude - PAUSED_LATITUDE).abs() < 1e-6 {
                            self.paused.push(at);
                        } else if latitude.abs() + longitude.abs() > 1e-6 {
                            self.places.push((at, latitude, longitude));
                        }
                    }
                }
            }
        }
        for course in [&mut self.heart, &mut self.cadence, &mut self.speed, &mut self.contact] {
            course.sort_by(|a, b| a.0.total_cmp(&b.0));
            course.shrink_to_fit();
        }
        self.places.sort_by(|a, b| a.0.total_cmp(&b.0));
    }

    fn sums(&mut self, text: &str) {
        let mut mended = Vec::new();
        if Mended::new(text.as_bytes()).read_to_end(&mut mended).is_err() {
            return;
        }
        let Ok(sums) = json::one::<Sums>(&mended) else { return };
        let contact = sums.m_avg_ground_contact_time.0.filter(|ms| CONTACT_MS.contains(ms));
        let means = [
            (Channel::StepRate, sums.avg_step_rate.positive()),
            (Channel::HeartRate, sums.avg_heart_rate.positive()),
            (Channel::GroundContactTime, contact),
            (Channel::ContactBalance, sums.avg_gc_tb.positive()),
            (Channel::VerticalOscillation, sums.avg_v_osc.positive().map(|cm| 10.0 * cm)),
            (Channel::VerticalRatio, sums.avg_v_s_r.positive()),
        ];
        self.means.extend(means_beside(&[], means));
    }

    /// When the clock ran: up to a mark of a pause, and again from the next place on.
    fn active_s(&self) -> Vec<(f64, f64)> {
        let start_s = self.started_ms as f64 / 1000.0;
        let end_s = self.ended_ms as f64 / 1000.0;
        let mut marks = self.paused.clone();
        marks.sort_by(f32::total_cmp);
        let mut spans = Vec::new();
        let mut since_s = start_s;
        for mark in marks {
            let before = self.places.partition_point(|(at, _, _)| *at <= mark);
            let last_s = before.checked_sub(1).and_then(|place| self.places.get(place));
            let next_s = self.places.get(before).map(|(at, _, _)| start_s + f64::from(*at));
            let stopped_s = start_s + f64::from(last_s.map_or(mark, |(at, _, _)| *at));
            if stopped_s > since_s {
                spans.push((since_s, stopped_s));
            }
            since_s = next_s.unwrap_or(end_s);
        }
        if since_s < end_s {
            spans.push((since_s, end_s));
        }
        let lasted_ms = self.ended_ms.saturating_sub(self.started_ms);
        let is_whole = lasted_ms.saturating_sub(self.active_ms) < 1000;
        // Without a mark, pauses are told by standing.
        if self.paused.is_empty() && !is_whole { Vec::new() } else { spans }
    }
}

/// A step rate that stands further apart than this, in seconds, is a count over the time until the
/// next.
const STEP_RATE_AT_ONCE_S: f64 = 10.0;

/// Lines that are read.
const KINDS: [&str; 5] = ["lbs", "h-r", "s-r", "rs", "rp"];

impl Listed for Path {
    #[allow(clippy::too_many_lines, reason = "one table of channels, and one of facts")]
    fn recorded(&self, _: &BTreeMap<String, Vec<u8>>) -> Option<Recorded> {
        let start_s = self.started_ms as f64 / 1000.0;
        let of = |packed: &Packed| -> Vec<(f64, f64)> {
            packed.iter().map(|&(at, value)| (start_s + f64::from(at), f64::from(value))).collect()
        };
        let places = |of: fn(&(f32, f64, f64)) -> f64| -> Vec<(f64, f64)> {
            self.places.iter().map(|it| (start_s + f64::from(it.0), of(it))).collect()
        };
        let courses: Vec<Course> = [
            (Channel::HeartRate, "huawei.heart_rate", of(&self.heart)),
            (Channel::Cadence, "huawei.step_rate", of(&self.cadence)),
            (Channel::Speed, "huawei.speed", of(&self.speed)),
            (Channel::GroundContactTime, "huawei.running_posture", of(&self.contact)),
            (Channel::Latitude, "huawei.positions", places(|it| it.1)),
            (Channel::Longitude, "huawei.positions", places(|it| it.2)),
        ]
        .into_iter()
        .filter_map(|(channel, place, points)| match usual_step_s(&points) {
            // Watches that tell it once a minute count steps over that minute.
            Some(step_s) if channel == Channel::Cadence && step_s > STEP_RATE_AT_ONCE_S => {
                Some(Course {
                    channel,
                    origin: Origin::place(place).spaced(Way::Over, Some(step_s)),
                    provenance: Provenance::Measured,
                    points: Points::Over(over(&points, step_s)),
                })
            }
            _ => Course::measured(channel, place, points),
        })
        .collect();
        let counted = self.steps.map(|steps| 60.0 * steps / (self.active_ms as f64 / 1000.0));
        let told = self.means.iter().any(|it| it.0 == Channel::StepRate);
        let counted = counted.filter(|_| !told).map(|mean| (Channel::StepRate, mean));
        let means = self.means.iter().copied().chain(counted);
        let identity = Identity {
            started_ms: self.started_ms,
            ended_ms: self.ended_ms,
            active_ms: self.active_ms,
            kind: self.kind,
            device: String::new(),
        };
        Some(Recorded {
            utc_offset_s: self.offset_s,
            active_s: self.active_s(),
            totals: SessionTotals {
                distance_m: self.distance_m,
                cycles: self.steps.map(|steps| steps / 2.0),
                means: means_beside(&courses, means.map(|(channel, mean)| (channel, Some(mean)))),
                ..identity.totals()
            },
            courses,
            ..Recorded::of(Service::HuaweiHealth, identity)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_a_run_are_two_to_a_cycle_and_a_mean_over_its_time() {
        let text =
            r#"[{"sportType":4,"startTime":1750000000000,"totalTime":600000,"totalSteps":1680}]"#;
        let mut reading = Reading::<Path>::default();
        reading.take(&mut text.as_bytes()).unwrap();
        let totals = reading.runs[0].recorded(&BTreeMap::new()).unwrap().totals;
        // 1680 steps in ten minutes.
        assert_eq!(totals.cycles, Some(840.0));
        assert_eq!(totals.means, [(Channel::StepRate, 168.0)]);
    }
}
