//! A run's track as GPX to hand on: without what lies near its start and its end, however often the
//! run comes by there, and without names and serials.
//!
//! The `gpx` crate writes places, heights and times; it has no room for heart rate or cadence.

use crate::model::{Activity, Channel, Session};
use crate::physics::Position;

/// What a copy of a track tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// How near to the start or the end, in metres as the crow flies, nothing of the track is left.
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

/// A step that asks for more than this, in m/s, and for more than some metres, is a wild fix: what lies
/// behind it is an end as well.
const FASTEST_M_PER_S: f64 = 12.0;
const WILD_STEP_M: f64 = 50.0;

/// So many wild fixes are looked through for where a run began, or ended.
const WILD_FIXES: usize = 20;

/// A point of the track.
#[derive(Clone, Copy)]
struct Point {
    sample: usize,
    time_s: f64,
    latitude: f64,
    longitude: f64,
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
    let ends = Ends::of(&points, cut.trim_m);
    let mut segments: Vec<gpx::TrackSegment> = vec![gpx::TrackSegment::new()];
    let mut before: Option<(usize, Point)> = None;
    for (place, point) in points.iter().enumerate().filter(|(_, point)| !ends.are_near(point)) {
        let breaks = |(last, point_before): (usize, Point)| {
            let starts = &activity.segment_starts;
            let next = starts.partition_point(|&start| start <= point_before.sample);
            last + 1 != place
                || starts.get(next).is_some_and(|&start| start <= point.sample)
                || ends.lie_near_line(&point_before, point)
        };
        if before.is_some_and(breaks) {
            segments.push(gpx::TrackSegment::new());
        }
        before = Some((place, *point));
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
    let point = |sample: usize| {
        let (latitude, longitude) = (*latitudes.get(sample)?, *longitudes.get(sample)?);
        let time_s = samples.time_s().get(sample).copied().unwrap_or(f64::NAN);
        let fixed = latitude.is_finite() && longitude.is_finite();
        fixed.then_some(Point { sample, time_s, latitude, longitude })
    };
    session.span.clone().filter_map(point).collect()
}

/// Where a run began and ended, and how far from there nothing is left.
struct Ends {
    places: Vec<Point>,
    trim_m: f64,
}

impl Ends {
    fn of(points: &[Point], trim_m: f64) -> Ends {
        let mut places = first_places(points.iter());
        places.extend(first_places(points.iter().rev()));
        Ends { places, trim_m }
    }

    fn are_near(&self, point: &Point) -> bool {
        self.places.iter().any(|end| apart_m(end, point) < self.trim_m)
    }

    /// Whether the line between two points comes near an end: whoever draws the track would draw it
    /// through there.
    fn lie_near_line(&self, from: &Point, to: &Point) -> bool {
        self.places.iter().any(|end| from_line_m(end, from, to) < self.trim_m)
    }
}

/// The first place of a way, and behind wild fixes the first one after each.
fn first_places<'p>(way: impl Iterator<Item = &'p Point>) -> Vec<Point> {
    let mut places: Vec<Point> = Vec::new();
    for point in way.take(WILD_FIXES) {
        let is_first = places.last().is_none_or(|last| is_wild_step(last, point));
        if !is_first {
            break;
        }
        places.push(*point);
    }
    places
}

fn is_wild_step(from: &Point, to: &Point) -> bool {
    let (step_m, seconds) = (apart_m(from, to), (to.time_s - from.time_s).abs());
    let possible_m = if seconds.is_finite() { FASTEST_M_PER_S * seconds } else { 0.0 };
    step_m > possible_m && step_m > WILD_STEP_M
}

/// How far a place is from the line between two others, on the plane that touches the sphere at it:
/// right to a few parts in a thousand over the kilometres that matter here.
fn from_line_m(place: &Point, from: &Point, to: &Point) -> f64 {
    let metres_per_degree = apart_m(
        &Point { latitude: 0.0, longitude: 0.0, ..*place },
        &Point { latitude: 1.0, longitude: 0.0, ..*place },
    );
    let narrowing = place.latitude.to_radians().cos();
    let flat = |it: &Point| {
        let east_deg = (it.longitude - place.longitude + 540.0).rem_euclid(360.0) - 180.0;
        let east_m = east_deg * narrowing * metres_per_degree;
        (east_m, (it.latitude - place.latitude) * metres_per_degree)
    };
    let ((ax, ay), (bx, by)) = (flat(from), flat(to));
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (ax + share * dx).hypot(ay + share * dy)
}

/// The great circle between two places in degrees.
fn apart_m(a: &Point, b: &Point) -> f64 {
    let place = |it: &Point| Position::at_degrees(it.latitude, it.longitude);
    place(a).metres_to(&place(b))
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
        // Four points lie within 400 m of either end: at 0, 111, 222 and 334 m.
        assert_eq!(kept.len(), 41 - 8);
        assert!((kept[0].point().y() - 45.004).abs() < 1e-9);
        assert!((kept[32].point().y() - 45.036).abs() < 1e-9);
    }

    /// A track through these places, in degrees north of 45 and east of 7, one every minute.
    fn track(places: impl Iterator<Item = (f64, f64)>) -> Activity {
        let point = |(minute, (north, east)): (usize, (f64, f64))| {
            format!(
                "<trkpt lat=\"{}\" lon=\"{}\"><time>2026-10-03T{:02}:{:02}:00Z</time></trkpt>",
                45.0 + north,
                7.0 + east,
                6 + minute / 60,
                minute % 60
            )
        };
        let points: String = places.enumerate().map(point).collect();
        ingest::read(format!("<gpx><trk><trkseg>{points}</trkseg></trk></gpx>").as_bytes()).unwrap()
    }

    #[test]
    fn five_loops_from_home_leave_no_point_and_no_line_near_home() {
        // Out for 1.1 km and back, five times, at 111 m a minute.
        let out_and_back = (0..10).chain((1..=10).rev());
        let steps: Vec<i32> = out_and_back.cycle().take(100).chain([0]).collect();
        let run = track(steps.into_iter().map(|step| (f64::from(step) / 1000.0, 0.0)));
        let text = copy(&run, 400.0, Times::Left).unwrap();
        let read = gpx::read(text.as_bytes()).unwrap();
        let segments = &read.tracks[0].segments;
        assert_eq!(segments.len(), 5, "one a loop");
        let mut north = segments.iter().flat_map(|it| &it.points).map(|it| it.point().y() - 45.0);
        assert!(north.all(|north| north > 0.0036), "400 m are 0.0036 degrees");
    }

    #[test]
    fn a_wild_first_fix_does_not_stand_for_home_and_a_line_through_home_is_broken() {
        let home = (0.0, 0.0);
        // The first fix lies 111 km off; later the track jumps from 555 m east of home to as far west.
        let places = [(1.0, 0.0), home, (0.0, 0.002), (0.0, 0.004), (0.0, 0.0071), (0.0, -0.0071)];
        let rest = [(0.0, -0.009), (0.0, -0.012), (0.0, -0.02)];
        let run = track(places.into_iter().chain(rest));
        let read = gpx::read(copy(&run, 400.0, Times::Left).unwrap().as_bytes()).unwrap();
        let segments = &read.tracks[0].segments;
        let longitudes: Vec<Vec<f64>> = segments
            .iter()
            .map(|it| it.points.iter().map(|point| point.point().x() - 7.0).collect())
            .collect();
        assert_eq!(longitudes.len(), 2, "{longitudes:?}");
        assert!(longitudes.iter().flatten().all(|east| east.abs() > 0.005), "{longitudes:?}");
    }

    #[test]
    fn times_are_written_when_asked_and_a_run_of_ends_alone_gives_nothing() {
        let run = northwards(40);
        let text = copy(&run, 400.0, Times::Written).unwrap();
        assert!(text.contains("2026-10-03T06:04:00"), "{text}");
        assert_eq!(copy(&northwards(6), 400.0, Times::Left), None);
    }
}
