//! What is kept of a session to find its other recordings: when, how far, and a coarse trace.

use super::{
    course::Course,
    even::{Series, evenly},
};
use crate::model::{Activity, ActivityId, Channel, FileKind, Format, Session, Sport};

/// The trace has a point at every multiple of this, so that two traces meet without searching.
/// A quarter of an hour, by which clocks are wrong, is a multiple of it.
pub(super) const TRACE_STEP_S: f64 = 15.0;

/// Longer traces are cut: half a day tells whose it is.
const TRACE_POINTS_MAX: usize = 2880;

/// Longer than any one recording: the clock is broken.
const DURATION_MAX_S: f64 = 3.0 * 86_400.0;

/// What one session of a file is, in short.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Of which file it is.
    pub(super) id: ActivityId,
    /// Its first sample, in seconds since 1970 UTC.
    pub started_s: f64,
    /// Its last sample.
    pub ended_s: f64,
    /// How far, as the file has it.
    pub distance_m: Option<f64>,
    /// Which sport.
    pub sport: Sport,
    /// The format of the file.
    pub format: Format,
    /// How much it holds: of two recordings of one run the greater is kept.
    pub richness: u64,
    pub(super) trace: Trace,
    pub(super) course: Course,
    /// Whether it is known by its sums alone.
    pub(super) is_sums: bool,
}

/// A session at even times.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace {
    /// The first point's time, in steps since 1970.
    pub(super) first: i64,
    /// One value per step; `NaN` where nothing is known.
    pub(super) north_deg: Vec<f32>,
    pub(super) east_deg: Vec<f32>,
    pub(super) heart_rate_bpm: Vec<f32>,
    pub(super) cadence_per_min: Vec<f32>,
}

impl Outline {
    /// The outline of a session; none when it has no times, or no credible ones.
    pub fn of(activity: &Activity, session: &Session) -> Option<Outline> {
        if activity.kind != FileKind::Activity {
            return None;
        }
        let times = activity.samples.time_s().get(session.span.clone())?;
        let order = in_order(times);
        let ends = order.first().zip(order.last()).map(|(first, last)| (first.0, last.0));
        let (started_s, ended_s) = ends.or_else(|| summed_up(activity, session))?;
        if ended_s - started_s > DURATION_MAX_S {
            return None;
        }
        Some(Outline {
            id: activity.id,
            started_s,
            ended_s,
            distance_m: distance(activity, session),
            sport: session.sport.clone(),
            format: activity.format,
            richness: richness(activity, session),
            trace: Trace::of(activity, session, &order),
            course: Course::of(activity, session, &order),
            is_sums: order.is_empty(),
        })
    }

    /// How long it lasted.
    pub fn duration_s(&self) -> f64 {
        self.ended_s - self.started_s
    }
}

/// From when to when a session was that is known by its sums alone.
fn summed_up(activity: &Activity, session: &Session) -> Option<(f64, f64)> {
    let known = matches!(activity.format, Format::Account(_)) && activity.samples.is_empty();
    let started = session.started.filter(|_| known)?;
    let started_s = started.as_millisecond() as f64 / 1000.0;
    Some((started_s, started_s + session.as_written.elapsed_s?))
}

/// Times with their places, in order of time.
fn in_order(times: &[f64]) -> Vec<(f64, usize)> {
    let mut order: Vec<(f64, usize)> =
        times.iter().copied().zip(0..).filter(|(time_s, _)| time_s.is_finite()).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    order
}

fn distance(activity: &Activity, session: &Session) -> Option<f64> {
    let covered = || {
        let values = activity.samples.values(Channel::Distance)?.get(session.span.clone())?;
        let mut known = values.iter().copied().filter(|value| value.is_finite());
        let first = known.next()?;
        Some(known.next_back()? - first)
    };
    session.as_written.distance_m.or_else(covered).filter(|distance_m| *distance_m > 0.0)
}

/// Raw acceleration first, then what a pod or strap added, then each channel by how much of the
/// session it covers and by what it says of form; the number of samples settles ties.
pub(super) fn richness(activity: &Activity, session: &Session) -> u64 {
    let channels: f64 = activity
        .samples
        .channels()
        .map(|(channel, series)| {
            weight(channel) * coverage(series.values.get(session.span.clone()))
        })
        .sum();
    let developer = activity.developer.iter().filter(|series| series.channel.is_some()).count();
    let streams = if activity.streams.is_empty() { 0.0 } else { 20.0 };
    let format = match activity.format {
        Format::Fit => 1.0,
        Format::Tcx | Format::Account(_) => 0.5,
        Format::Gpx => 0.0,
    };
    let points = 10.0 * (channels + streams + format) + developer as f64;
    let samples = u64::try_from(session.span.len()).unwrap_or(u64::MAX).min(999_999);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "small and positive"
    )]
    let points = (100.0 * points) as u64;
    points.saturating_mul(1_000_000).saturating_add(samples)
}

const fn weight(channel: Channel) -> f64 {
    match channel {
        Channel::VerticalOscillation | Channel::GroundContactTime => 3.0,
        Channel::ContactBalance
        | Channel::GroundContactPercent
        | Channel::VerticalRatio
        | Channel::StepLength
        | Channel::FootImpact
        | Channel::FootBraking
        | Channel::Cadence
        | Channel::HeartRate => 2.0,
        Channel::Latitude
        | Channel::Longitude
        | Channel::Distance
        | Channel::Speed
        | Channel::Altitude
        | Channel::Power => 1.0,
        Channel::Temperature | Channel::StepRate | Channel::Grade | Channel::Reach => 0.1,
    }
}

/// The share of values that are known.
pub(super) fn coverage(values: Option<&[f64]>) -> f64 {
    match values {
        Some(values) if !values.is_empty() => {
            values.iter().filter(|value| value.is_finite()).count() as f64 / values.len() as f64
        }
        _ => 0.0,
    }
}

impl Trace {
    fn of(activity: &Activity, session: &Session, order: &[(f64, usize)]) -> Trace {
        let Some(series) = Series::over(order, TRACE_STEP_S, TRACE_POINTS_MAX) else {
            return Trace::default();
        };
        let even = |channel| {
            let values = activity.samples.values(channel).and_then(|v| v.get(session.span.clone()));
            values.map_or_else(Vec::new, |values| evenly(order, values, &series))
        };
        Trace {
            first: series.first_step(),
            north_deg: even(Channel::Latitude),
            east_deg: even(Channel::Longitude),
            heart_rate_bpm: even(Channel::HeartRate),
            cadence_per_min: even(Channel::Cadence),
        }
    }
}
