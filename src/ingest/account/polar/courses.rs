//! Channels of a session of Polar's, in either generation.

use super::{
    super::json::Number,
    written::{Even, Exercise, Point, Samples, Session, Stamped},
};
use crate::{
    ingest::account::recorded::{self, Course, Points, later},
    model::{Channel, Provenance},
};

/// Cadences of running below this, in the median, count one foot: nobody runs at so few steps.
const ONE_FOOT_BELOW_PER_MIN: f64 = 120.0;

/// A stride above this is one in millimetres.
const STRIDE_CM_MAX: f64 = 250.0;

/// Half a recorded stride may differ by so much from speed by cadence.
const STRIDE_AGREES_SHARE: f64 = 0.1;

/// When the clock ran, in seconds; empty where no pause is told, which then is told by standing.
pub(super) fn active(started_ms: i64, ended_ms: i64, pauses: &[(i64, i64)]) -> Vec<(f64, f64)> {
    let seconds = |ms: i64| ms as f64 / 1000.0;
    let mut spans = Vec::new();
    let mut since = started_ms;
    for &(from, to) in pauses {
        if from > since {
            spans.push((seconds(since), seconds(from)));
        }
        since = since.max(to);
    }
    if !spans.is_empty() && since < ended_ms {
        spans.push((seconds(since), seconds(ended_ms)));
    }
    spans
}

/// The earlier generation's channels.
pub(super) fn stamped(session: &Session, samples: &Samples) -> Vec<Course> {
    let of = |values: &[Stamped], unit: f64| -> Vec<(f64, f64)> {
        let point = |it: &Stamped| {
            Some((session.utc_ms(&it.date_time)? as f64 / 1000.0, it.value.0? * unit))
        };
        values.iter().filter_map(point).collect()
    };
    [
        (Channel::HeartRate, "polar.heart_rate", of(&samples.heart_rate, 1.0)),
        (Channel::Cadence, "polar.cadence", of(&samples.cadence, 1.0)),
        (Channel::Speed, "polar.speed", of(&samples.speed, 1.0 / 3.6)),
        (Channel::Distance, "polar.distance", of(&samples.distance, 1.0)),
        (Channel::Altitude, "polar.altitude", settled(of(&samples.altitude, 1.0))),
    ]
    .into_iter()
    .filter_map(|(channel, place, points)| Course::measured(channel, place, points))
    .collect()
}

/// Heights without the zeros that stand before the first fix.
fn settled(points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    points.into_iter().skip_while(|(_, height_m)| height_m.abs() < 1e-9).collect()
}

/// The later generation's channels. Values count the time that the clock ran.
pub(super) fn even(samples: &[Even], started_ms: i64, pauses: &[(i64, i64)]) -> Vec<Course> {
    let at_s = |active_ms: f64| {
        let mut at_ms = started_ms as f64 + active_ms;
        for &(from, to) in pauses {
            if at_ms >= from as f64 {
                at_ms += to as f64 - from as f64;
            }
        }
        at_ms / 1000.0
    };
    let one = |series: &Even| {
        let interval_ms = series.interval_millis.positive()?;
        let of = |unit: f64| -> Vec<(f64, f64)> {
            let point = |(place, value): (usize, &Number)| {
                Some((at_s(place as f64 * interval_ms), value.0? * unit))
            };
            series.values.iter().enumerate().filter_map(point).collect()
        };
        match series.kind.0.as_deref()? {
            "HEART_RATE" => Course::measured(Channel::HeartRate, "polar.heart_rate", of(1.0)),
            "SPEED" => Course::measured(Channel::Speed, "polar.speed", of(1.0 / 3.6)),
            "DISTANCE" => Course::measured(Channel::Distance, "polar.distance", of(1.0)),
            "ALTITUDE" => Course::measured(Channel::Altitude, "polar.altitude", settled(of(1.0))),
            "CADENCE" => Course::measured(Channel::Cadence, "polar.cadence", of(1.0)),
            "TEMPERATURE" => Course::measured(Channel::Temperature, "polar.temperature", of(1.0)),
            "POWER" => {
                let power = Course::measured(Channel::Power, "polar.power", of(1.0))?;
                Some(Course { provenance: Provenance::Modelled, ..power })
            }
            "STRIDE_LENGTH" => {
                let largest = series.values.iter().filter_map(|it| it.0).fold(0.0, later);
                // Two steps, in centimetres or, in some files, millimetres.
                let step_mm = if largest > STRIDE_CM_MAX { 0.5 } else { 5.0 };
                let points = of(step_mm).into_iter().filter(|(_, length_mm)| *length_mm > 0.0);
                let halved = Course::measured(
                    Channel::StepLength,
                    "polar.stride_length halved",
                    points.collect(),
                )?;
                Some(Course { provenance: Provenance::Derived, ..halved })
            }
            _ => None,
        }
    };
    samples.iter().filter_map(one).collect()
}

/// Whether halved strides are about as long as speed and cadence make steps.
pub(super) fn agrees(courses: &[Course]) -> bool {
    let mean = |channel| {
        let course = courses.iter().find(|course| course.channel == channel)?;
        let Points::At(points) = &course.points else { return None };
        let known: Vec<(f64, f64)> = points.iter().filter(|it| it.1 > 0.0).copied().collect();
        recorded::mean(&known)
    };
    let (Some(speed), Some(count), Some(length_mm)) =
        (mean(Channel::Speed), mean(Channel::Cadence), mean(Channel::StepLength))
    else {
        return true;
    };
    let steps = if count < ONE_FOOT_BELOW_PER_MIN { 2.0 * count } else { count };
    let expected_mm = 60_000.0 * speed / steps;
    (length_mm / expected_mm - 1.0).abs() <= STRIDE_AGREES_SHARE
}

/// Positions, on their own clock.
pub(super) fn route(session: &Session, exercise: &Exercise, started_ms: i64) -> Vec<Course> {
    let route = &exercise.routes.route;
    let begun_ms = session.utc_ms(&route.start_time).unwrap_or(started_ms);
    let points: Vec<(f64, &Point)> = route
        .way_points
        .iter()
        .filter_map(|point| Some((begun_ms as f64 + point.elapsed_millis.0?, point)))
        .chain(
            exercise
                .samples
                .recorded_route
                .iter()
                .filter_map(|point| Some((session.utc_ms(&point.date_time)? as f64, point))),
        )
        .collect();
    let of = |value: fn(&Point) -> Option<f64>| -> Vec<(f64, f64)> {
        points.iter().filter_map(|(at_ms, point)| Some((at_ms / 1000.0, value(point)?))).collect()
    };
    [
        (Channel::Latitude, of(|point| point.latitude.0)),
        (Channel::Longitude, of(|point| point.longitude.0)),
    ]
    .into_iter()
    .filter_map(|(channel, points)| Course::measured(channel, "polar.route", points))
    .collect()
}
