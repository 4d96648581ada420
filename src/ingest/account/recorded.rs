//! One run as an account tells it, and how it becomes an [`Activity`].
//!
//! An account keeps each channel by itself, at its own times: a heart rate every five seconds, contact
//! time every five others, steps in spans of half a minute. The rows of the activity are the seconds
//! at which any of them speaks; a channel that is silent at a row has no value there.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::{
    ingest::xml::timestamp,
    model::{
        Activity, ActivityId, Channel, Device, FileKind, Format, Notice, NoticeKind, Origin,
        Provenance, Samples, Series, Service, Session, SessionTotals, Sport, TimerEvent, Way,
        Wearer, Written,
    },
};

/// One run, as an account tells it.
#[derive(Clone, Debug)]
pub(super) struct Recorded {
    pub(super) service: Service,
    /// What makes it this run and no other, whatever archive it lies in.
    pub(super) identity: Identity,
    pub(super) utc_offset_s: Option<i32>,
    pub(super) device: Option<Device>,
    /// When the clock ran, where the account says when; empty where it does not.
    pub(super) active_s: Vec<(f64, f64)>,
    /// Its parts, where they were recorded as such.
    pub(super) laps_s: Vec<(f64, f64)>,
    pub(super) courses: Vec<Course>,
    pub(super) totals: SessionTotals,
    pub(super) notices: Vec<Notice>,
}

/// What a run is told by: another export of the same account gives the same.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    /// When it began, in milliseconds since 1970 UTC.
    pub(super) started_ms: i64,
    /// When it ended.
    pub(super) ended_ms: i64,
    /// How long the clock ran.
    pub(super) active_ms: i64,
    /// The kind of run in the account's own words.
    pub(super) kind: &'static str,
    /// The model that recorded it; empty where it is not told.
    pub(super) device: String,
}

/// One channel over time.
#[derive(Clone, Debug)]
pub(super) struct Course {
    pub(super) channel: Channel,
    pub(super) origin: Origin,
    pub(super) provenance: Provenance,
    pub(super) points: Points,
}

/// How a channel's values lie in time.
#[derive(Clone, Debug)]
pub(super) enum Points {
    /// Each at a moment: time in seconds since 1970 UTC, value.
    At(Vec<(f64, f64)>),
    /// Each over a span: from, to, value. It is the same all over the span.
    Over(Vec<(f64, f64, f64)>),
}

/// A span has a row at least so often, in seconds, so that it is seen where nothing else speaks.
const SPAN_ROW_S: i64 = 5;

/// A value may lie so far outside the run, in seconds: clocks of two devices differ.
const BEYOND_S: f64 = 15.0;

/// The longest span over which a value is laid out, in seconds.
pub(super) const LONGEST_SPAN_S: f64 = 60.0;

impl Identity {
    fn sub_sport(&self) -> Option<&'static str> {
        match self.kind {
            "indoor running" => Some("treadmill"),
            "trail running" => Some("trail"),
            "track running" => Some("track"),
            _ => None,
        }
    }

    /// How long it lasted, and how long the clock ran.
    pub(super) fn totals(&self) -> SessionTotals {
        SessionTotals {
            timer_s: Some(self.active_ms as f64 / 1000.0),
            elapsed_s: Some(self.ended_ms.saturating_sub(self.started_ms) as f64 / 1000.0),
            ..SessionTotals::default()
        }
    }

    fn id(&self, service: Service) -> ActivityId {
        let Identity { started_ms, active_ms, kind, device, ended_ms: _ } = self;
        let key = service.key();
        ActivityId::of(format!("{key}\0{started_ms}\0{kind}\0{active_ms}\0{device}").as_bytes())
    }
}

impl Recorded {
    /// A run of which nothing is told but what makes it this one.
    pub(super) fn of(service: Service, identity: Identity) -> Recorded {
        Recorded {
            service,
            utc_offset_s: None,
            device: None,
            active_s: Vec::new(),
            laps_s: Vec::new(),
            courses: Vec::new(),
            totals: identity.totals(),
            notices: Vec::new(),
            identity,
        }
    }

    /// The run as one recording.
    pub(super) fn laid_out(mut self) -> Activity {
        self.keep_to_its_time();
        let id = self.identity.id(self.service);
        let started = Timestamp::from_millisecond(self.identity.started_ms).ok();
        let time_s = self.rows();
        let mut samples = Samples::new(time_s.iter().map(|&second| second as f64).collect());
        for course in &self.courses {
            let values = course.values(&time_s);
            if values.iter().all(|value| value.is_nan()) {
                continue;
            }
            let series =
                Series { values, provenance: course.provenance, origin: course.origin.clone() };
            // As long as the clock by construction.
            let _fits = samples.insert(course.channel, series);
        }
        let row = |at: f64| time_s.partition_point(|&second| (second as f64) < at);
        let laps = self.laps_s.iter().map(|&(from, to)| row(from)..row(to));
        let session = Session {
            sport: Sport {
                sport: "running".into(),
                sub_sport: self.identity.sub_sport().map(Cow::Borrowed),
            },
            span: 0..time_s.len(),
            started,
            as_written: self.totals,
        };
        Activity {
            id,
            format: Format::Account(self.service),
            kind: FileKind::Activity,
            started: started.or_else(|| samples.time_s().first().copied().and_then(timestamp)),
            utc_offset_s: self.utc_offset_s,
            device: self.device,
            sensors: Vec::new(),
            sessions: vec![session],
            laps: laps.filter(|lap| !lap.is_empty()).collect(),
            timer: timer(&self.active_s, self.identity.ended_ms),
            segment_starts: Vec::new(),
            samples,
            developer: Vec::new(),
            streams: Vec::new(),
            written: Written::default(),
            wearer: Wearer::default(),
            notices: self.notices,
        }
    }

    /// Takes out what says that it was at another time than the run.
    fn keep_to_its_time(&mut self) {
        let seconds = |ms: i64| ms as f64 / 1000.0;
        let from_s = seconds(self.identity.started_ms) - BEYOND_S;
        let to_s = seconds(self.identity.ended_ms) + BEYOND_S;
        let mut left_out = 0_usize;
        for course in &mut self.courses {
            let before = course.len();
            match &mut course.points {
                Points::At(points) => points.retain(|(at, _)| (from_s..=to_s).contains(at)),
                Points::Over(spans) => {
                    spans.retain(|(from, to, _)| *from >= from_s && *to <= to_s && from < to);
                }
            }
            left_out = left_out.saturating_add(before.saturating_sub(course.len()));
        }
        if left_out > 0 {
            let text = match left_out {
                1 => "one value that lies outside the run's time is left out".to_owned(),
                many => format!("{many} values that lie outside the run's time are left out"),
            };
            self.notices.push(Notice::file(NoticeKind::OutsideItsTime, text));
        }
    }

    /// The seconds at which something is known, and the first and the last; none where nothing is
    /// known but sums.
    fn rows(&self) -> Vec<i64> {
        if self.courses.iter().all(|course| course.len() == 0) {
            return Vec::new();
        }
        let mut rows: Vec<i64> = Vec::new();
        for course in &self.courses {
            match &course.points {
                Points::At(points) => rows.extend(points.iter().map(|&(at, _)| second(at))),
                Points::Over(spans) => rows.extend(spans.iter().flat_map(|&(from, to, _)| {
                    let last = second(earlier(to, from + LONGEST_SPAN_S));
                    let step = usize::try_from(SPAN_ROW_S).unwrap_or(1);
                    (second(from)..last).step_by(step).chain([last.saturating_sub(1)])
                })),
            }
        }
        let ends = [self.identity.started_ms, self.identity.ended_ms];
        rows.extend(ends.map(|end_ms| end_ms.div_euclid(1000)));
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

impl Course {
    /// What was measured at moments; none where there is no moment.
    pub(super) fn measured(
        channel: Channel,
        place: &'static str,
        points: Vec<(f64, f64)>,
    ) -> Option<Course> {
        (!points.is_empty()).then(|| Course {
            channel,
            origin: every(place, usual_step_s(&points)),
            provenance: Provenance::Measured,
            points: Points::At(points),
        })
    }

    fn len(&self) -> usize {
        match &self.points {
            Points::At(points) => points.len(),
            Points::Over(spans) => spans.len(),
        }
    }

    /// Its values at these seconds.
    fn values(&self, rows: &[i64]) -> Vec<f64> {
        let mut values = vec![f64::NAN; rows.len()];
        match &self.points {
            Points::At(points) => {
                for &(at, value) in points {
                    if let Ok(row) = rows.binary_search(&second(at))
                        && let Some(slot) = values.get_mut(row)
                    {
                        *slot = value;
                    }
                }
            }
            Points::Over(spans) => {
                for &(from, to, value) in spans {
                    let first = rows.partition_point(|&row| row < second(from));
                    let last = rows.partition_point(|&row| row < second(to));
                    if let Some(slots) = values.get_mut(first..last.max(first)) {
                        slots.fill(value);
                    }
                }
            }
        }
        values
    }
}

/// The whole second of a time.
fn second(at_s: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "saturates; the clock is judged later")]
    let second = at_s.floor() as i64;
    second
}

/// Starts and stops of the clock. One that stands at the end is said to run again there, so that the
/// time until then counts as a pause.
fn timer(active_s: &[(f64, f64)], ended_ms: i64) -> Vec<TimerEvent> {
    let mut events = Vec::new();
    for &(from, to) in active_s {
        events.push(TimerEvent { time_s: from, running: true });
        events.push(TimerEvent { time_s: to, running: false });
    }
    let ended_s = ended_ms as f64 / 1000.0;
    match events.last() {
        Some(last) if last.time_s < ended_s => {
            events.push(TimerEvent { time_s: ended_s, running: true });
        }
        // It stops where the recording ends: no pause.
        Some(_) => {
            events.pop();
        }
        None => {}
    }
    events
}

/// Seconds of an offset told as `hhmm`: 530 is five hours and a half.
pub(super) fn offset_s(is_ahead: bool, hhmm: i32) -> Option<i32> {
    if !(0..=1400).contains(&hhmm) {
        return None;
    }
    let hours_s = (hhmm / 100).saturating_mul(3600);
    let seconds = (hhmm % 100).saturating_mul(60).saturating_add(hours_s);
    Some(if is_ahead { seconds } else { seconds.saturating_neg() })
}

/// The earlier of two times, or the lesser of two values.
pub(super) fn earlier(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// The later of two times, or the greater of two values.
pub(super) fn later(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// The usual time between values, in seconds; none with fewer than three.
pub(super) fn usual_step_s(points: &[(f64, f64)]) -> Option<f64> {
    let steps = points.iter().zip(points.iter().skip(1)).map(|(one, next)| next.0 - one.0);
    middle(steps.collect())
}

/// Values as spans of the usual time between them, or until the next where that comes before.
pub(super) fn over(points: &[(f64, f64)], step_s: f64) -> Vec<(f64, f64, f64)> {
    let nexts = points.iter().skip(1).map(|(at, _)| *at).chain([f64::INFINITY]);
    points
        .iter()
        .zip(nexts)
        .map(|(&(at, value), next)| (at, earlier(at + step_s, next), value))
        .collect()
}

/// The usual length of spans, in seconds.
pub(super) fn usual_span_s(spans: &[(f64, f64, f64)]) -> Option<f64> {
    middle(spans.iter().map(|(from, to, _)| to - from).collect())
}

fn middle(mut values: Vec<f64>) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// A place in an account whose values lie so far apart, which is told where it is more than a second.
pub(super) fn every(place: &'static str, step_s: Option<f64>) -> Origin {
    Origin::place(place).spaced(Way::Every, step_s.filter(|step_s| *step_s >= 1.5))
}

/// What the account says of the whole run, but for channels of which it has the course.
pub(super) fn means_beside(
    courses: &[Course],
    means: impl IntoIterator<Item = (Channel, Option<f64>)>,
) -> Vec<(Channel, f64)> {
    let course_of = |channel| match channel {
        Channel::StepRate => Channel::Cadence,
        channel => channel,
    };
    means
        .into_iter()
        .filter(|(mean, _)| courses.iter().all(|course| course.channel != course_of(*mean)))
        .filter_map(|(channel, mean)| Some((channel, mean?)))
        .collect()
}

/// The mean of a channel's values.
pub(super) fn mean(points: &[(f64, f64)]) -> Option<f64> {
    let sum = points.iter().fold(0.0, |sum, (_, value)| sum + value);
    (!points.is_empty()).then(|| sum / points.len() as f64)
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests {
    use super::*;

    fn recorded(courses: Vec<Course>) -> Recorded {
        Recorded {
            service: Service::AppleHealth,
            identity: Identity {
                started_ms: 1_000_000,
                ended_ms: 1_100_000,
                active_ms: 90_000,
                kind: "running",
                device: "Watch7,2".to_owned(),
            },
            utc_offset_s: Some(3600),
            device: None,
            active_s: vec![(1000.0, 1040.0), (1050.0, 1100.0)],
            laps_s: Vec::new(),
            courses,
            totals: SessionTotals::default(),
            notices: Vec::new(),
        }
    }

    fn course(channel: Channel, points: Points) -> Course {
        Course { channel, origin: Origin::place("test"), provenance: Provenance::Measured, points }
    }

    #[test]
    fn a_span_fills_its_own_seconds_and_a_moment_only_its_own() {
        let heart = course(Channel::HeartRate, Points::At(vec![(1003.0, 140.0), (1008.0, 141.0)]));
        let steps = course(Channel::Cadence, Points::Over(vec![(1000.0, 1010.0, 170.0)]));
        let run = recorded(vec![heart, steps]).laid_out();
        assert_eq!(run.samples.time_s(), [1000.0, 1003.0, 1005.0, 1008.0, 1009.0, 1100.0]);
        let known = |channel| -> Vec<usize> {
            let values: &[f64] = run.samples.values(channel).unwrap();
            (0..values.len()).filter(|&row| values[row].is_finite()).collect()
        };
        assert_eq!(known(Channel::HeartRate), [1, 3]);
        assert_eq!(known(Channel::Cadence), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_pause_at_the_end_is_one_and_the_end_itself_is_none() {
        let ends = |active: &[(f64, f64)]| -> Vec<(f64, bool)> {
            timer(active, 1_100_000).iter().map(|it| (it.time_s, it.running)).collect()
        };
        assert_eq!(ends(&[(1000.0, 1100.0)]), [(1000.0, true)]);
        assert_eq!(ends(&[(1000.0, 1090.0)]), [(1000.0, true), (1090.0, false), (1100.0, true)]);
        assert_eq!(ends(&[]), []);
    }

    #[test]
    fn the_identity_is_the_runs_own_and_not_the_archives() {
        let one = recorded(Vec::new()).laid_out();
        let other = Recorded { utc_offset_s: None, ..recorded(Vec::new()) }.laid_out();
        assert_eq!(one.id, other.id);
        assert!(one.samples.is_empty(), "sums alone give no samples");
        let mut later = recorded(Vec::new());
        later.identity.started_ms += 1;
        assert_ne!(later.laid_out().id, one.id);
    }
}
