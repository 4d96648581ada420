//! Files made for a test: points of a run northwards, as GPX and TCX, and records as FIT.

use jiff::Timestamp;

use crate::sample_data::sample::fit_writer::{ByteOrder, FitWriter, Value};

/// 12 May 2026, 06:00 UTC, in seconds since 1970.
pub(super) const SIX: i64 = 1_778_565_600;

/// FIT counts from the end of 1989.
const FIT_EPOCH_S: i64 = 631_065_600;

/// Metres in a degree of latitude on the mean sphere.
const DEGREE_M: f64 = 111_195.08;

pub(super) fn stamp(at_s: i64) -> String {
    Timestamp::from_second(at_s).unwrap().to_string()
}

/// A point: when, and how many metres north of the start.
pub(super) type Point = (i64, f64);

/// Points every five seconds at a speed, from a moment and a place on.
pub(super) fn points(from_s: i64, north_m: f64, seconds: i64, speed_m_per_s: f64) -> Vec<Point> {
    let steps = i32::try_from(seconds / 5).unwrap();
    (0..=steps)
        .map(|k| (from_s + 5 * i64::from(k), north_m + 5.0 * f64::from(k) * speed_m_per_s))
        .collect()
}

/// Segments of points as one track.
pub(super) fn track(segments: &[Vec<Point>]) -> String {
    let point = |&(at_s, north_m): &Point| {
        let latitude = 47.0 + north_m / DEGREE_M;
        format!(
            "<trkpt lat=\"{latitude:.9}\" lon=\"8\"><ele>400</ele><time>{}</time></trkpt>",
            stamp(at_s)
        )
    };
    let segment = |points: &Vec<Point>| {
        format!("<trkseg>{}</trkseg>", points.iter().map(point).collect::<String>())
    };
    format!("<trk><type>running</type>{}</trk>", segments.iter().map(segment).collect::<String>())
}

/// Tracks as a file.
pub(super) fn gpx(tracks: &[String]) -> Vec<u8> {
    format!("<gpx version=\"1.1\" creator=\"test\">{}</gpx>", tracks.concat()).into_bytes()
}

/// A lap of a TCX file.
#[derive(Clone, Debug, Default)]
pub(super) struct Lap {
    pub(super) started_s: i64,
    pub(super) total_s: f64,
    pub(super) distance_m: f64,
    /// Its points; without any it has no track.
    pub(super) points: Vec<Point>,
    /// Whether the points carry the distance, which is then that north of the start.
    pub(super) counts: bool,
}

/// A lap as long and as far as its points.
pub(super) fn lap(points: Vec<Point>) -> Lap {
    let (first, last) = (points[0], points[points.len() - 1]);
    #[allow(clippy::cast_precision_loss, reason = "seconds of a lap")]
    let total_s = (last.0 - first.0) as f64;
    Lap { started_s: first.0, total_s, distance_m: last.1 - first.1, points, counts: false }
}

pub(super) fn tcx(laps: &[Lap]) -> Vec<u8> {
    let point = |lap: &Lap, &(at_s, north_m): &Point| {
        let latitude = 47.0 + north_m / DEGREE_M;
        let distance = if lap.counts {
            format!("<DistanceMeters>{north_m:.2}</DistanceMeters>")
        } else {
            String::new()
        };
        format!(
            "<Trackpoint><Time>{}</Time><Position><LatitudeDegrees>{latitude:.9}</LatitudeDegrees>\
             <LongitudeDegrees>8</LongitudeDegrees></Position>{distance}\
             <HeartRateBpm><Value>150</Value></HeartRateBpm></Trackpoint>",
            stamp(at_s)
        )
    };
    let element = |lap: &Lap| {
        let points: String = lap.points.iter().map(|it| point(lap, it)).collect();
        let track = if points.is_empty() { points } else { format!("<Track>{points}</Track>") };
        format!(
            "<Lap StartTime=\"{}\"><TotalTimeSeconds>{}</TotalTimeSeconds>\
             <DistanceMeters>{}</DistanceMeters>{track}</Lap>",
            stamp(lap.started_s),
            lap.total_s,
            lap.distance_m
        )
    };
    format!(
        "<TrainingCenterDatabase><Activities><Activity Sport=\"Running\"><Id>{}</Id>{}</Activity>\
         </Activities></TrainingCenterDatabase>",
        stamp(laps.iter().map(|lap| lap.started_s).min().unwrap()),
        laps.iter().map(element).collect::<String>()
    )
    .into_bytes()
}

/// A record of a FIT file; a field that is none stays out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Record {
    pub(super) at_s: i64,
    pub(super) distance_m: Option<f64>,
    pub(super) speed_m_per_s: Option<f64>,
    pub(super) heart_rate_bpm: Option<u8>,
    pub(super) north_m: Option<f64>,
    pub(super) cadence: Option<u8>,
}

/// What stands in the session of a FIT file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Total {
    pub(super) started_s: i64,
    pub(super) elapsed_s: f64,
    pub(super) timer_s: f64,
    pub(super) distance_m: f64,
    /// FIT's number: 1 is a treadmill.
    pub(super) sub_sport: u8,
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and positive")]
fn scaled(value: f64, by: f64) -> u32 {
    (value * by).round() as u32
}

fn fit_time(at_s: i64) -> Value {
    Value::U32(u32::try_from(at_s - FIT_EPOCH_S).unwrap())
}

/// A file of these records, sessions and laps.
pub(super) fn fit(records: &[Record], sessions: &[Total], laps: &[Total]) -> Vec<u8> {
    timed_fit(records, sessions, laps, &[])
}

/// The same, with the timer's starts (true) and stops.
#[allow(clippy::cast_possible_truncation, reason = "degrees on Earth")]
pub(super) fn timed_fit(
    records: &[Record],
    sessions: &[Total],
    laps: &[Total],
    timer: &[(i64, bool)],
) -> Vec<u8> {
    let mut file = FitWriter::new(ByteOrder::Little);
    file.message(0, &[(0, Value::Enum(4)), (1, Value::U16(1)), (2, Value::U16(3113))]);
    for record in records {
        let mut fields = vec![(253, fit_time(record.at_s))];
        if let Some(metres) = record.distance_m {
            fields.push((5, Value::U32(scaled(metres, 100.0))));
        }
        if let Some(speed) = record.speed_m_per_s {
            fields.push((73, Value::U32(scaled(speed, 1000.0))));
        }
        if let Some(bpm) = record.heart_rate_bpm {
            fields.push((3, Value::U8(bpm)));
        }
        if let Some(cadence) = record.cadence {
            fields.push((4, Value::U8(cadence)));
        }
        if let Some(north_m) = record.north_m {
            let semicircles =
                |degrees: f64| Value::I32((degrees / 180.0 * 2_147_483_648.0).round() as i32);
            fields.push((0, semicircles(47.0 + north_m / DEGREE_M)));
            fields.push((1, semicircles(8.0)));
        }
        file.message(20, &fields);
    }
    for &(at_s, starts) in timer {
        let kind = if starts { 0 } else { 4 };
        file.message(21, &[(253, fit_time(at_s)), (0, Value::Enum(0)), (1, Value::Enum(kind))]);
    }
    for (number, totals) in [(19, laps), (18, sessions)] {
        for total in totals {
            let mut fields = vec![
                (253, fit_time(total.started_s)),
                (2, fit_time(total.started_s)),
                (7, Value::U32(scaled(total.elapsed_s, 1000.0))),
                (8, Value::U32(scaled(total.timer_s, 1000.0))),
                (9, Value::U32(scaled(total.distance_m, 100.0))),
            ];
            if number == 18 {
                fields.extend([(5, Value::Enum(1)), (6, Value::Enum(total.sub_sport))]);
            } else {
                fields.push((25, Value::Enum(1)));
            }
            file.message(number, &fields);
        }
    }
    file.finish()
}

/// Records every second at a speed, with a counter and a heart rate.
pub(super) fn records(from_s: i64, seconds: i32, speed_m_per_s: f64) -> Vec<Record> {
    (0..=seconds)
        .map(|k| Record {
            at_s: from_s + i64::from(k),
            distance_m: Some(f64::from(k) * speed_m_per_s),
            speed_m_per_s: Some(speed_m_per_s),
            heart_rate_bpm: Some(140),
            cadence: Some(84),
            north_m: None,
        })
        .collect()
}
