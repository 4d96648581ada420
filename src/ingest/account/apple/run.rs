//! One run of an export: the records of its watch and time, its route, its sums.

use std::{borrow::Cow, collections::BTreeMap};

use jiff::Timestamp;

use super::{
    super::store::Record, export::Export, group::Group, kinds::Kind, sources::Source,
    step_length::speed_by_step_length, workout::Workout,
};
use crate::{
    ingest::{
        account::recorded::{
            Course, Identity, LONGEST_SPAN_S, Points, Recorded, earlier, every, later, mean,
            usual_span_s, usual_step_s,
        },
        gpx,
    },
    model::{
        Activity, Channel, Device, Instead, Notice, NoticeKind, Origin, Provenance, Service,
        SessionTotals, Way,
    },
};

/// The records of so many copies are asked for what a run's own writer lacks.
const MOST_COPIES_ASKED: usize = 8;

/// Within a span, distance is laid out at so many seconds.
const SHARED_EVERY_S: f64 = 5.0;

/// Pauses and duration may differ by so much, in seconds.
const PAUSES_FIT_S: f64 = 2.0;

/// Counted steps, and speed by step length, may differ by this share.
const COUNTS_AGREE_SHARE: f64 = 0.1;

/// A span of steps tells cadence where the clock ran for this share of it.
const ACTIVE_SHARE: f64 = 0.95;

/// A run with the routes that could be found.
pub(super) fn recorded(
    export: &Export,
    group: &Group,
    routes: &BTreeMap<String, Vec<u8>>,
) -> Recorded {
    let run = Run { export, group, active: group.best.active() };
    let mut notices = run.told_of_copies();
    let mut courses = Vec::new();
    let mut means = Vec::new();
    for kind in Kind::ALL {
        let Some(channel) = kind.channel() else { continue };
        match run.course(kind, channel) {
            Some(course) => courses.push(course),
            None => means.extend(run.told(kind).map(|value| (channel, value))),
        }
    }
    let steps = run.spans(Kind::Steps);
    let step_sum = run.told(Kind::Steps).or_else(|| shared_sum(&steps));
    let (cadence, told) = run.cadence(&steps, &courses, step_sum);
    notices.extend(told);
    match cadence {
        Some(course) => courses.push(course),
        None => means.extend(
            step_sum
                .zip(run.active_s())
                .filter(|(_, active_s)| *active_s > 0.0)
                .map(|(steps, active_s)| (Channel::StepRate, 60.0 * steps / active_s)),
        ),
    }
    let spans = run.spans(Kind::Distance);
    courses.extend(run.distance(&spans));
    let distance_m =
        run.told(Kind::Distance).or_else(|| shared_sum(&spans)).or(group.best.distance_m);
    notices.extend(run.route(routes, &mut courses));
    if courses.iter().all(|course| course.channel != Channel::Speed) {
        courses.extend(run.speed(&spans));
    }
    notices.extend(run.told_of_pauses());
    run.finish(courses, (distance_m, step_sum), means, notices)
}

/// A span's share of the running: from, to, value, and how much of it was active, in seconds.
struct Shared {
    from_s: f64,
    to_s: f64,
    value: f64,
    active_s: f64,
    lasting_s: f64,
}

/// What was counted, with how long its spans usually are.
fn over(kind: Kind, spans: &[Shared]) -> Origin {
    let lasting: Vec<(f64, f64, f64)> =
        spans.iter().map(|span| (0.0, span.lasting_s, 0.0)).collect();
    Origin::place(kind.source()).spaced(Way::Over, usual_span_s(&lasting))
}

fn shared_sum(spans: &[Shared]) -> Option<f64> {
    let share = |span: &Shared| span.value * span.active_s / span.lasting_s;
    (!spans.is_empty()).then(|| spans.iter().map(share).fold(0.0, |sum, value| sum + value))
}

struct Run<'e> {
    export: &'e Export,
    group: &'e Group,
    active: Vec<(i64, i64)>,
}

impl Run<'_> {
    fn best(&self) -> &Workout {
        &self.group.best
    }

    /// The watch's own sum or mean. Never that of a copy: one source answers for the whole run.
    fn told(&self, kind: Kind) -> Option<f64> {
        self.best().told(kind)
    }

    fn active_s(&self) -> Option<f64> {
        let ran = || self.active.iter().map(|(from, to)| to.saturating_sub(*from) as f64).sum();
        self.best().active_s.or_else(|| Some(ran())).filter(|seconds| *seconds > 0.0)
    }

    /// Whose records are looked at, in turn: the workout's own writer, those of its copies, then the
    /// watch that was worn.
    fn writers(&self) -> Vec<Source> {
        let mut writers: Vec<Source> = self.best().source.into_iter().collect();
        let copies = self.group.others.iter().take(MOST_COPIES_ASKED);
        for source in copies.filter_map(|other| other.source) {
            if !writers.contains(&source) {
                writers.push(source);
            }
        }
        for source in self.export.watches() {
            if !writers.contains(&source) {
                writers.push(source);
            }
        }
        writers
    }

    /// The records of the first writer that has any here, and whose they are where not the run's own.
    fn records(&self, kind: Kind) -> Option<(Vec<Record>, Option<&str>)> {
        let (from_s, to_s) = (self.best().start_s, self.best().end_s);
        let own = self.best().source;
        self.writers().into_iter().find_map(|source| {
            let records = self.export.within(source, kind, from_s, to_s);
            let other = (Some(source) != own).then(|| {
                let writer = self.export.writer(Some(source));
                writer.map_or("", |writer| writer.hardware.as_str())
            });
            (!records.is_empty()).then_some((records, other))
        })
    }

    fn is_active(&self, at_s: i64) -> bool {
        let next = self.active.partition_point(|(_, to)| *to <= at_s);
        self.active.get(next).is_some_and(|(from, _)| *from <= at_s)
    }

    /// Values at their moments, within the time that the clock ran.
    fn course(&self, kind: Kind, channel: Channel) -> Option<Course> {
        let (records, other) = self.records(kind)?;
        let mut points: Vec<(f64, f64)> = Vec::new();
        for record in records.iter().filter(|record| self.is_active(record.start_s)) {
            // The middle of a short span stands for it.
            let at_s = record.start_s as f64 + f64::from(record.lasting_s / 2);
            let value = f64::from(record.value);
            match points.last_mut() {
                // Two records of one moment that differ: the later one is the corrected one.
                Some(last) if last.0.total_cmp(&at_s).is_eq() => last.1 = value,
                _ => points.push((at_s, value)),
            }
        }
        if points.is_empty() {
            return None;
        }
        Some(Course {
            channel,
            origin: every(kind.source(), usual_step_s(&points)).by(instead(other).as_ref()),
            provenance: channel_provenance(channel),
            points: Points::At(points),
        })
    }

    /// Spans with their share of the time that the clock ran.
    fn spans(&self, kind: Kind) -> Vec<Shared> {
        let Some((records, _)) = self.records(kind) else { return Vec::new() };
        // How long the clock had run at the start of each span, so that none is looked at twice.
        let mut before_s = vec![0];
        for (from, to) in &self.active {
            let last_s = before_s.last().copied().unwrap_or(0);
            before_s.push(to.saturating_sub(*from).saturating_add(last_s));
        }
        let ran_until = |at_s: i64| {
            let next = self.active.partition_point(|(_, to)| *to <= at_s);
            let into =
                self.active.get(next).map_or(0, |(from, _)| at_s.saturating_sub(*from).max(0));
            before_s.get(next).map_or(0, |before_s| into.saturating_add(*before_s))
        };
        records
            .iter()
            .filter_map(|record| {
                let lasting_s = f64::from(record.lasting_s);
                let (from_s, to_s) = (record.start_s as f64, record.end_s() as f64);
                let ran_s = ran_until(record.end_s()).saturating_sub(ran_until(record.start_s));
                let active_s = ran_s as f64;
                (lasting_s > 0.0 && active_s > 0.0).then_some(Shared {
                    from_s,
                    to_s,
                    value: f64::from(record.value),
                    active_s,
                    lasting_s,
                })
            })
            .collect()
    }

    /// Steps a minute: counted in spans where they are short, else speed by step length.
    fn cadence(
        &self,
        steps: &[Shared],
        courses: &[Course],
        step_sum: Option<f64>,
    ) -> (Option<Course>, Option<Notice>) {
        let (start_s, end_s) = (self.best().start_s as f64, self.best().end_s as f64);
        let spans: Vec<(f64, f64, f64)> = steps
            .iter()
            .filter(|span| {
                // What reaches beyond the run is judged by what lies in it.
                let inside_s = earlier(span.to_s, end_s) - later(span.from_s, start_s);
                span.lasting_s <= LONGEST_SPAN_S && span.active_s >= ACTIVE_SHARE * inside_s
            })
            .map(|span| {
                let per_min = 60.0 * span.value / span.lasting_s;
                (later(span.from_s, start_s), earlier(span.to_s, end_s), per_min)
            })
            .collect();
        let by_length = speed_by_step_length(courses);
        let counted =
            step_sum.zip(self.active_s()).map(|(steps, active_s)| 60.0 * steps / active_s);
        let notice = counted.zip(mean(&by_length)).and_then(|(counted, reckoned)| {
            let differs = (reckoned / counted - 1.0).abs() > COUNTS_AGREE_SHARE;
            differs.then(|| {
                let text = format!(
                    "{counted:.0} steps a minute were counted, and speed by step length makes \
                     {reckoned:.0}: walking breaks, or one of them is wrong"
                );
                Notice::file(NoticeKind::StepsDisagree, text)
            })
        });
        let other = self.records(Kind::Steps).and_then(|(_, other)| other);
        let course = if !spans.is_empty() {
            Some(Course {
                channel: Channel::Cadence,
                origin: over(Kind::Steps, steps).by(instead(other).as_ref()),
                provenance: Provenance::Derived,
                points: Points::Over(spans),
            })
        } else if !by_length.is_empty() {
            let place = "apple.running_speed by stride_length";
            Some(Course {
                channel: Channel::Cadence,
                origin: every(place, usual_step_s(&by_length)),
                provenance: Provenance::Derived,
                points: Points::At(by_length),
            })
        } else {
            None
        };
        (course, notice)
    }

    /// Distance since the start, which grows evenly over a span that is short, and else is known at its
    /// end.
    fn distance(&self, spans: &[Shared]) -> Option<Course> {
        let (start_s, end_s) = (self.best().start_s as f64, self.best().end_s as f64);
        let mut points = vec![(start_s, 0.0)];
        let mut total_m = 0.0;
        for span in spans {
            let (from_s, to_s) = (later(span.from_s, start_s), earlier(span.to_s, end_s));
            let covered_m = span.value * span.active_s / span.lasting_s;
            let mut at_s = from_s + SHARED_EVERY_S;
            while span.lasting_s <= LONGEST_SPAN_S && at_s < to_s {
                let share = (at_s - from_s) / (to_s - from_s);
                points.push((at_s, total_m + covered_m * share));
                at_s += SHARED_EVERY_S;
            }
            total_m += covered_m;
            points.push((to_s, total_m));
        }
        // Spans that overlap would make it run backwards.
        let mut last = (f64::NEG_INFINITY, 0.0);
        points.retain(|&point| {
            let follows = point.0 > last.0 && point.1 >= last.1;
            if follows {
                last = point;
            }
            follows
        });
        (!spans.is_empty()).then(|| Course {
            channel: Channel::Distance,
            origin: over(Kind::Distance, spans),
            provenance: Provenance::Measured,
            points: Points::At(points),
        })
    }

    /// Speed over the spans of distance, where no other is recorded.
    fn speed(&self, spans: &[Shared]) -> Option<Course> {
        let (start_s, end_s) = (self.best().start_s as f64, self.best().end_s as f64);
        let even: Vec<(f64, f64, f64)> = spans
            .iter()
            .filter(|span| span.lasting_s <= LONGEST_SPAN_S)
            .map(|span| {
                let speed_m_per_s = span.value / span.lasting_s;
                (later(span.from_s, start_s), earlier(span.to_s, end_s), speed_m_per_s)
            })
            .collect();
        (!even.is_empty()).then(|| Course {
            channel: Channel::Speed,
            origin: over(Kind::Distance, spans),
            provenance: Provenance::Derived,
            points: Points::Over(even),
        })
    }

    /// Positions and heights of the routes, and their speed where the watch's own is not recorded.
    fn route(
        &self,
        files: &BTreeMap<String, Vec<u8>>,
        courses: &mut Vec<Course>,
    ) -> Option<Notice> {
        let routes = self.group.routes()?;
        let mut read: Vec<Activity> = routes
            .iter()
            .filter_map(|route| gpx::read(files.get(route)?).ok())
            .filter(|route| !route.samples.is_empty())
            .collect();
        let first_s = |route: &Activity| route.samples.time_s().first().copied();
        read.sort_by(|a, b| first_s(a).unwrap_or(0.0).total_cmp(&first_s(b).unwrap_or(0.0)));
        let missing = routes.len().saturating_sub(read.len());
        for (channel, place) in [
            (Channel::Latitude, "apple.route"),
            (Channel::Longitude, "apple.route"),
            (Channel::Altitude, "apple.route"),
            (Channel::Speed, "apple.route.speed"),
        ] {
            if courses.iter().any(|course| course.channel == channel) {
                continue;
            }
            let points: Vec<(f64, f64)> =
                read.iter().flat_map(|route| self.points(route, channel)).collect();
            if !points.is_empty() {
                courses.push(Course {
                    channel,
                    origin: Origin::place(place),
                    provenance: Provenance::Measured,
                    points: Points::At(points),
                });
            }
        }
        (missing > 0).then(|| {
            let text = match (missing, routes.len()) {
                (1, 1) => "its route is not in the export: no positions".to_owned(),
                (missing, all) => format!("{missing} of its {all} routes are not in the export"),
            };
            Notice::file(NoticeKind::RouteMissing, text)
        })
    }

    /// A route's values within the run.
    fn points<'r>(
        &self,
        route: &'r Activity,
        channel: Channel,
    ) -> impl Iterator<Item = (f64, f64)> + 'r {
        let (from_s, to_s) = (self.best().start_s as f64, self.best().end_s as f64);
        let values = route.samples.values(channel).unwrap_or_default();
        route
            .samples
            .time_s()
            .iter()
            .copied()
            .zip(values.iter().copied())
            .filter(move |(at_s, value)| value.is_finite() && (from_s..=to_s).contains(at_s))
    }

    fn told_of_copies(&self) -> Vec<Notice> {
        let copies = self.group.others.len();
        if copies == 0 {
            return Vec::new();
        }
        let what = if copies == 1 { "copy" } else { "copies" };
        let text = format!("{copies} {what} of it by other apps or devices left out");
        vec![Notice::file(NoticeKind::CopiesLeftOut, text)]
    }

    /// Where the pauses that are told do not make the duration that is told.
    fn told_of_pauses(&self) -> Option<Notice> {
        let told_s = self.best().active_s?;
        let ran_s: f64 = self
            .active
            .iter()
            .map(|(from, to)| to.saturating_sub(*from) as f64)
            .fold(0.0, |sum, seconds| sum + seconds);
        ((ran_s - told_s).abs() > PAUSES_FIT_S).then(|| {
            let text = format!(
                "its pauses leave {ran_s:.0} s and the watch says that {told_s:.0} s were run: the \
                 watch's time counts"
            );
            Notice::file(NoticeKind::PausesDisagree, text)
        })
    }

    fn finish(
        &self,
        courses: Vec<Course>,
        (distance_m, step_sum): (Option<f64>, Option<f64>),
        means: Vec<(Channel, f64)>,
        notices: Vec<Notice>,
    ) -> Recorded {
        let best = self.best();
        let writer = self.export.writer(best.source);
        let hardware = writer.map(|writer| writer.hardware.clone()).unwrap_or_default();
        let ms = |at_s: i64| at_s.saturating_mul(1000);
        let active_s = self.active_s();
        #[allow(clippy::cast_possible_truncation, reason = "saturates; a run has hours")]
        let active_ms = active_s.map_or(0, |seconds| (1000.0 * seconds).round() as i64);
        let device = (!hardware.is_empty()).then(|| Device {
            manufacturer: Some("apple".into()),
            product: Some(Cow::Owned(hardware.clone())),
            software: best.software.clone(),
            ..Device::default()
        });
        let seconds = |spans: &[(i64, i64)]| -> Vec<(f64, f64)> {
            spans.iter().map(|&(from, to)| (from as f64, to as f64)).collect()
        };
        Recorded {
            service: Service::AppleHealth,
            identity: Identity {
                started_ms: ms(best.start_s),
                ended_ms: ms(best.end_s),
                active_ms,
                kind: if best.is_indoor { "indoor running" } else { "running" },
                device: hardware,
            },
            utc_offset_s: best.zone.as_deref().and_then(|zone| offset_s(zone, best.start_s)),
            device,
            active_s: seconds(&self.active),
            laps_s: seconds(&best.parts),
            courses,
            totals: SessionTotals {
                distance_m,
                timer_s: active_s,
                elapsed_s: Some(best.elapsed_s() as f64),
                cycles: step_sum.map(|steps| steps / 2.0),
                rpe: self.export.effort(best.start_s, best.end_s),
                means,
                ..SessionTotals::default()
            },
            notices,
        }
    }
}

/// A zone's offset at a moment.
fn offset_s(zone: &str, at_s: i64) -> Option<i32> {
    let zone = jiff::tz::db().get(zone).ok()?;
    Some(zone.to_offset(Timestamp::from_second(at_s).ok()?).seconds())
}

/// What can be claimed for a channel at a moment: the watch wrote it itself.
fn channel_provenance(channel: Channel) -> Provenance {
    match channel {
        Channel::StepLength => Provenance::Measured,
        channel => channel.provenance_as_recorded(),
    }
}

fn instead(hardware: Option<&str>) -> Option<Instead> {
    Some(match hardware? {
        "" => Instead::App,
        hardware => Instead::Device(hardware.to_owned()),
    })
}
