//! A run's track as GPX to hand on: without what lies near where any run of the export starts or ends,
//! however often the track comes by there, and without names and serials.
//!
//! The `gpx` crate writes places, heights and times; it has no room for heart rate or cadence.

use crate::model::{Activity, Channel, Session};
use crate::physics::Position;

/// Whether times of day are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// They are left out.
    Left,
    /// They are written.
    Written,
}

/// A step that asks for more than this, in m/s, and for more than some metres, is a wild fix: what lies
/// behind it may be where the run began, or ended. Nobody runs that fast for that long.
const FASTEST_M_PER_S: f64 = 7.0;
const WILD_STEP_M: f64 = 50.0;

/// For so long after its start, and before its end, a track is looked through for wild fixes: watches
/// repeat the last place they know until they know better. Without times, so many fixes.
const LOOKED_THROUGH_S: f64 = 300.0;
const LOOKED_THROUGH_FIXES: usize = 20;

/// Where nothing is recorded for longer than this, somebody stayed.
const STAY_S: f64 = 600.0;

/// A degree of latitude has a little more metres than this.
const METRES_IN_DEGREE_AT_LEAST: f64 = 111_000.0;

/// A point of the track.
#[derive(Clone, Copy, Debug)]
struct Point {
    sample: usize,
    time_s: f64,
    latitude: f64,
    longitude: f64,
}

/// The GPX of a session without what is near the ends; none where the session has no places, or nothing
/// is left of it.
///
/// # Errors
///
/// When the `gpx` crate cannot write it.
pub fn gpx(
    activity: &Activity,
    session: &Session,
    ends: &TrackEnds,
    times: Times,
) -> Result<Option<Vec<u8>>, gpx::errors::GpxError> {
    let points = points(activity, session);
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
            segment.points.push(waypoint(activity, point, times));
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

/// Where sessions began and ended, and how far from there nothing is left.
#[derive(Debug)]
pub struct TrackEnds {
    /// From south to north.
    places: Vec<Point>,
    trim_m: f64,
}

impl TrackEnds {
    /// The ends of every session of these activities; nothing is left within `trim_m` metres, as the
    /// crow flies, of one of them.
    pub fn of(places: Vec<End>, trim_m: f64) -> TrackEnds {
        let mut places: Vec<Point> = places.into_iter().map(|end| end.0).collect();
        places.sort_by(|a, b| a.latitude.total_cmp(&b.latitude));
        TrackEnds { places, trim_m }
    }

    /// Those that may lie within reach of something between two latitudes.
    fn within_reach(&self, south: f64, north: f64) -> &[Point] {
        let reach = self.trim_m / METRES_IN_DEGREE_AT_LEAST;
        let from = self.places.partition_point(|end| end.latitude < south - reach);
        let until = self.places.partition_point(|end| end.latitude <= north + reach);
        self.places.get(from..until).unwrap_or_default()
    }

    fn are_near(&self, point: &Point) -> bool {
        let mut ends = self.within_reach(point.latitude, point.latitude).iter();
        ends.any(|end| apart_m(end, point) < self.trim_m)
    }

    /// Whether the line between two points comes near an end: whoever draws the track would draw it
    /// through there.
    fn lie_near_line(&self, from: &Point, to: &Point) -> bool {
        let (a, b) = (from.latitude, to.latitude);
        let (south, north) = if a < b { (a, b) } else { (b, a) };
        let mut ends = self.within_reach(south, north).iter();
        ends.any(|end| from_line_m(end, from, to) < self.trim_m)
    }
}

/// A place at which a session began or ended.
#[derive(Clone, Copy, Debug)]
pub struct End(Point);

/// Where the sessions of an activity began and ended, and where somebody stayed between.
pub fn ends(activity: &Activity) -> Vec<End> {
    let of_session = |session| {
        let points = points(activity, session);
        let mut places = first_places(points.iter());
        places.extend(first_places(points.iter().rev()));
        let stays = points.windows(2).filter(|pair| match pair {
            [before, after] => after.time_s - before.time_s > STAY_S,
            _ => false,
        });
        places.extend(stays.flatten());
        places
    };
    activity.sessions.iter().flat_map(of_session).map(End).collect()
}

/// The first place of a way, and each behind a wild fix soon after it.
fn first_places<'p>(mut way: impl Iterator<Item = &'p Point>) -> Vec<Point> {
    let Some(first) = way.next() else { return Vec::new() };
    let (mut places, mut last) = (vec![*first], first);
    for (passed, point) in (1..).zip(way) {
        let since_s = (point.time_s - first.time_s).abs();
        if since_s > LOOKED_THROUGH_S || (since_s.is_nan() && passed >= LOOKED_THROUGH_FIXES) {
            break;
        }
        if is_wild_step(last, point) {
            places.push(*point);
        }
        last = point;
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
        let ends = TrackEnds::of(ends(activity), trim_m);
        let bytes = gpx(activity, &activity.sessions[0], &ends, times).unwrap()?;
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
        let places = [(1.0, 0.0), home, (0.0, 0.002), (0.0, 0.004), (0.0, 0.0045), (0.0, 0.005)];
        let rest = [(0.0, 0.006), (0.0, 0.0071), (0.0, -0.0071), (0.0, -0.009)];
        let rest = rest.into_iter().chain((10..20).map(|step| (0.0, -0.001 * f64::from(step))));
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

    /// Whether a copy of a session keeps something within 300 m of 45° north, 7° east.
    fn shows_home(text: &str) -> bool {
        let read = gpx::read(text.as_bytes()).unwrap();
        let segments = read.tracks.iter().flat_map(|track| &track.segments);
        segments.flat_map(|segment| &segment.points).any(|point| {
            let (north, east) = (point.point().y() - 45.0, point.point().x() - 7.0);
            north.hypot(east * 0.7) * 111_195.0 < 300.0
        })
    }

    #[test]
    fn a_stale_place_that_the_watch_repeats_does_not_stand_for_home() {
        // Three minutes 2.2 km to the north, drifting by a metre; then home, and away from it.
        let stale = (0..3).map(|minute| (0.02 + 0.00001 * f64::from(minute), 0.0));
        let way = (0..40).map(|step| (0.0, 0.001 * f64::from(step)));
        let ahead = track(stale.clone().chain(way.clone()));
        assert!(!shows_home(&copy(&ahead, 400.0, Times::Left).unwrap()));
        // The same at the end.
        let back: Vec<(f64, f64)> = way.rev().chain(stale).collect();
        assert!(!shows_home(&copy(&track(back.into_iter()), 400.0, Times::Left).unwrap()));
    }

    #[test]
    fn where_one_session_began_no_copy_of_another_comes_by() {
        // From home eastwards; then, from elsewhere, through home and on to the north.
        let out = track((0..40).map(|step| (0.0, 0.001 * f64::from(step))));
        let past = track((-30..30).map(|step| (0.001 * f64::from(step), 0.0)));
        let alone = copy(&past, 400.0, Times::Left).unwrap();
        assert!(shows_home(&alone));
        let both = TrackEnds::of([ends(&out), ends(&past)].concat(), 400.0);
        let bytes = gpx(&past, &past.sessions[0], &both, Times::Left).unwrap().unwrap();
        assert!(!shows_home(&String::from_utf8(bytes).unwrap()));
    }

    #[test]
    fn times_are_written_when_asked_and_a_run_of_ends_alone_gives_nothing() {
        let run = northwards(40);
        let text = copy(&run, 400.0, Times::Written).unwrap();
        assert!(text.contains("2026-10-03T06:04:00"), "{text}");
        assert_eq!(copy(&northwards(6), 400.0, Times::Left), None);
    }
}
