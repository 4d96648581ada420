//! A run's track as GPX to hand on: without its first and last metres, without names and serials.
//!
//! The `gpx` crate writes places, heights and times; it has no room for heart rate or cadence.

use crate::model::{Activity, Channel, Session};
use crate::physics::great_circle_m;

/// What a copy of a track tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// Metres along the track left out at either end.
    pub trim_m: f64,
    /// Whether times of day are written.
    pub times: Times,
}

/// Whether times of day are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// They are left out.
    Left,
    /// They are written.
    Written,
}

/// A step counts for no more than this, so that one wild fix does not use up what is to be cut.
const LONGEST_STEP_M: f64 = 50.0;

/// A point of the track with how far along it lies.
struct Point {
    sample: usize,
    latitude: f64,
    longitude: f64,
    along_m: f64,
}

/// The GPX of a session without its ends; none where the session has no places, or nothing is left
/// between the ends.
///
/// # Errors
///
/// When the `gpx` crate cannot write it.
pub fn gpx(
    activity: &Activity,
    session: &Session,
    cut: Cut,
) -> Result<Option<Vec<u8>>, gpx::errors::GpxError> {
    let points = points(activity, session);
    let whole_m = points.last().map_or(0.0, |point| point.along_m);
    let kept =
        points.iter().filter(|it| it.along_m >= cut.trim_m && it.along_m <= whole_m - cut.trim_m);
    let mut segments: Vec<gpx::TrackSegment> = vec![gpx::TrackSegment::new()];
    let mut before: Option<usize> = None;
    for point in kept {
        let breaks = |before: usize| {
            activity.segment_starts.iter().any(|&start| start > before && start <= point.sample)
        };
        if before.is_some_and(breaks) {
            segments.push(gpx::TrackSegment::new());
        }
        before = Some(point.sample);
        if let Some(segment) = segments.last_mut() {
            segment.points.push(waypoint(activity, point, cut.times));
        }
    }
    if before.is_none() {
        return Ok(None);
    }
    let mut track = gpx::Track::new();
    track.segments = segments;
    let document = gpx::Gpx {
        version: gpx::GpxVersion::Gpx11,
        creator: Some("backstride".to_owned()),
        tracks: vec![track],
        ..gpx::Gpx::default()
    };
    let mut bytes = Vec::new();
    gpx::write(&document, &mut bytes)?;
    Ok(Some(bytes))
}

fn points(activity: &Activity, session: &Session) -> Vec<Point> {
    let samples = &activity.samples;
    let (Some(latitudes), Some(longitudes)) =
        (samples.values(Channel::Latitude), samples.values(Channel::Longitude))
    else {
        return Vec::new();
    };
    let mut points: Vec<Point> = Vec::new();
    for sample in session.span.clone() {
        let (Some(&latitude), Some(&longitude)) = (latitudes.get(sample), longitudes.get(sample))
        else {
            continue;
        };
        if !latitude.is_finite() || !longitude.is_finite() {
            continue;
        }
        let along_m = points.last().map_or(0.0, |last| {
            let step_m = apart_m((last.latitude, last.longitude), (latitude, longitude));
            last.along_m + step_m.clamp(0.0, LONGEST_STEP_M)
        });
        points.push(Point { sample, latitude, longitude, along_m });
    }
    points
}

/// The great circle between two places in degrees.
fn apart_m((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    great_circle_m(
        (lat_a.to_radians(), lon_a.to_radians()),
        (lat_b.to_radians(), lon_b.to_radians()),
    )
}

fn waypoint(activity: &Activity, point: &Point, times: Times) -> gpx::Waypoint {
    let mut waypoint = gpx::Waypoint::new((point.longitude, point.latitude).into());
    let altitude_m = activity.samples.values(Channel::Altitude);
    waypoint.elevation =
        altitude_m.and_then(|all| all.get(point.sample).copied()).filter(|it| it.is_finite());
    waypoint.time = match times {
        Times::Left => None,
        Times::Written => activity.samples.time_s().get(point.sample).and_then(|&at| written(at)),
    };
    waypoint
}

/// A moment in the crate's own type, to the whole second.
#[allow(clippy::cast_possible_truncation, reason = "a float's cast saturates, and is then refused")]
fn written(time_s: f64) -> Option<gpx::Time> {
    let second = time_s.is_finite().then(|| time_s.floor() as i64)?;
    time::OffsetDateTime::from_unix_timestamp(second).ok().map(gpx::Time::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;

    /// Northwards 0.001° a step: 111.195 m on a sphere of 6 371.0088 km.
    fn northwards(steps: u32) -> Activity {
        let points: Vec<String> = (0..=steps)
            .map(|step| {
                let latitude = 45.0 + f64::from(step) / 1000.0;
                format!(
                    "<trkpt lat=\"{latitude}\" lon=\"7\"><ele>3</ele>\
                     <time>2026-10-03T06:{step:02}:00Z</time></trkpt>"
                )
            })
            .collect();
        let text = format!(
            "<gpx><trk><name>ZZNAME</name><trkseg>{}</trkseg></trk></gpx>",
            points.concat()
        );
        ingest::read(text.as_bytes()).unwrap()
    }

    fn copy(activity: &Activity, trim_m: f64, times: Times) -> Option<String> {
        let bytes = gpx(activity, &activity.sessions[0], Cut { trim_m, times }).unwrap()?;
        Some(String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn the_ends_names_and_times_are_left_out_and_the_crates_reader_reads_the_rest() {
        let run = northwards(40);
        let text = copy(&run, 400.0, Times::Left).unwrap();
        assert!(!text.contains("ZZNAME") && !text.contains("2026") && !text.contains("<time"));
        let read = gpx::read(text.as_bytes()).unwrap();
        let kept = &read.tracks[0].segments[0].points;
        // A step counts as 50 m at most, so 400 m are eight steps at either end.
        assert_eq!(kept.len(), 41 - 16);
        assert!((kept[0].point().y() - 45.008).abs() < 1e-9);
        assert!((kept[24].point().y() - 45.032).abs() < 1e-9);
    }

    #[test]
    fn times_are_written_when_asked_and_a_run_of_ends_alone_gives_nothing() {
        let run = northwards(40);
        let text = copy(&run, 400.0, Times::Written).unwrap();
        assert!(text.contains("2026-10-03T06:08:00"), "{text}");
        assert_eq!(copy(&northwards(10), 400.0, Times::Left), None);
    }
}
