//! Cadence where the watch told speed and step length alone.

use crate::{
    ingest::account::recorded::{Course, Points},
    model::Channel,
};

/// A speed belongs to a step length when it lies this close, in seconds.
const SPEED_NEAR_S: f64 = 3.0;

/// Cadence at each step length that has a speed beside it.
pub(super) fn speed_by_step_length(courses: &[Course]) -> Vec<(f64, f64)> {
    let points = |channel| {
        courses.iter().find(|course| course.channel == channel).and_then(|course| {
            match &course.points {
                Points::At(points) => Some(points.as_slice()),
                Points::Over(_) => None,
            }
        })
    };
    let (Some(speeds), Some(lengths)) = (points(Channel::Speed), points(Channel::StepLength))
    else {
        return Vec::new();
    };
    lengths
        .iter()
        .filter_map(|&(at_s, length_mm)| {
            let after = speeds.partition_point(|(speed_s, _)| *speed_s < at_s);
            let near = [after.checked_sub(1), Some(after)].into_iter().flatten();
            let nearest = near
                .filter_map(|place| speeds.get(place))
                .min_by(|a, b| (a.0 - at_s).abs().total_cmp(&(b.0 - at_s).abs()))?;
            let close = (nearest.0 - at_s).abs() <= SPEED_NEAR_S && length_mm > 0.0;
            close.then(|| (at_s, 60_000.0 * nearest.1 / length_mm))
        })
        .collect()
}
