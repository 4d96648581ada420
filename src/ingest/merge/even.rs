//! Values laid out over even steps of time.

/// Values further apart than this have nothing known between them. Watches that save memory write
/// a point every few seconds, and up to a minute apart on a straight road.
const GAP_MAX_S: f64 = 60.0;

/// So many points a trace may have for each sample, and beside that: two samples a day apart have no
/// trace of a day.
const TRACE_POINTS_PER_SAMPLE: usize = 4;
const TRACE_POINTS_ALWAYS: usize = 64;

/// Even times over a session.
pub(super) struct Series {
    pub(super) step_s: f64,
    /// The first one, in steps since 1970.
    pub(super) first: f64,
    pub(super) steps: usize,
}

impl Series {
    /// Over samples in this order of time, so far apart; none where there are no samples.
    pub(super) fn over(order: &[(f64, usize)], step_s: f64, most: usize) -> Option<Series> {
        let (&(started_s, _), &(ended_s, _)) = (order.first()?, order.last()?);
        let first = (started_s / step_s).ceil();
        let steps = (ended_s / step_s).floor() - first + 1.0;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "three days at most; below zero is zero"
        )]
        let steps = (steps as usize).min(most);
        // Between samples a minute apart at most lie a dozen points: more would hold nothing.
        let known = order.len().saturating_mul(TRACE_POINTS_PER_SAMPLE);
        let steps = steps.min(known.saturating_add(TRACE_POINTS_ALWAYS));
        Some(Series { step_s, first, steps })
    }

    /// The first time, in steps since 1970.
    #[allow(clippy::cast_possible_truncation, reason = "seconds since 1970, over five")]
    pub(super) fn first_step(&self) -> i64 {
        self.first as i64
    }
}

/// A channel at even times, straight lines between values that are close enough.
#[allow(clippy::cast_possible_truncation, reason = "a metre or a beat is enough")]
pub(super) fn evenly(order: &[(f64, usize)], values: &[f64], series: &Series) -> Vec<f32> {
    let mut known = order.iter().filter_map(|&(time_s, at)| {
        let value = *values.get(at)?;
        value.is_finite().then_some((time_s, value))
    });
    let mut before: Option<(f64, f64)> = None;
    let mut after = known.next();
    (0..series.steps)
        .map(|step| {
            let time_s = (series.first + step as f64) * series.step_s;
            while let Some(next) = after.filter(|(next_s, _)| *next_s <= time_s) {
                before = Some(next);
                after = known.next();
            }
            between(before, after, time_s) as f32
        })
        .collect()
}

fn between(before: Option<(f64, f64)>, after: Option<(f64, f64)>, time_s: f64) -> f64 {
    match (before, after) {
        (Some((at_s, value)), _) if time_s - at_s < 0.5 => value,
        (Some((from_s, from)), Some((to_s, to))) if to_s - from_s <= GAP_MAX_S => {
            from + (to - from) * (time_s - from_s) / (to_s - from_s)
        }
        _ => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_times_are_those_between_the_first_sample_and_the_last() {
        // From 12 s to 31 s every five seconds: at 15, 20, 25 and 30.
        let order = [(12.0, 0), (31.0, 1)];
        let series = Series::over(&order, 5.0, 100).unwrap();
        assert_eq!((series.first_step(), series.steps), (3, 4));
        assert_eq!(Series::over(&order, 5.0, 3).unwrap().steps, 3);
    }
}
