//! Google's runs: what the tables hold of the time of each.

use std::collections::BTreeMap;

use super::{super::store::Record, Family, Google, MINUTE_S, Ran};
use crate::{
    ingest::account::{
        recorded::{
            Course, Identity, LONGEST_SPAN_S, Points, Recorded, earlier, later, means_beside,
        },
        runs::{AccountCounts, Runs},
    },
    model::{
        Channel, Device, HealthDiary, Notice, NoticeKind, Origin, Provenance, Service,
        SessionTotals, Way,
    },
};

/// In so many parts a minute of distance is laid out.
const SHARES: u8 = 12;

impl Google {
    /// The records of a quantity within a run, by the run's own writer, else by the one who wrote most.
    fn within(&self, run: &Ran, family: Family) -> Vec<Record> {
        let (from_s, to_s) =
            (run.started_ms.div_euclid(1000), run.ended_ms.div_euclid(1000).saturating_sub(1));
        let of = |writer: u16| {
            let stream = self.streams.get(&(family, writer));
            stream.map_or_else(Vec::new, |stream| stream.within(from_s, to_s))
        };
        if let Some(own) = run.writer.map(of).filter(|own| !own.is_empty()) {
            return own;
        }
        let writers = self.streams.range((family, 0)..=(family, u16::MAX)).map(|((_, it), _)| *it);
        // Of equals the first.
        let all = writers.map(of).collect::<Vec<_>>();
        all.into_iter().rev().max_by_key(Vec::len).unwrap_or_default()
    }

    fn at(&self, run: &Ran, family: Family, unit: f64) -> Vec<(f64, f64)> {
        let records = self.within(run, family);
        let inside = records.iter().filter(|it| it.start_s >= run.started_ms.div_euclid(1000));
        inside.map(|it| (it.start_s as f64, unit * f64::from(it.value))).collect()
    }

    fn degrees(&self, run: &Ran, whole: Family, rest: Family) -> Vec<(f64, f64)> {
        let rests = self.at(run, rest, 1.0);
        let wholes: BTreeMap<i64, f64> =
            self.within(run, whole).iter().map(|it| (it.start_s, f64::from(it.value))).collect();
        #[allow(clippy::cast_possible_truncation, reason = "whole seconds")]
        let join = |(at_s, rest): &(f64, f64)| Some((*at_s, wholes.get(&(*at_s as i64))? + rest));
        rests.iter().filter_map(join).collect()
    }

    #[allow(clippy::too_many_lines, reason = "one table of channels")]
    fn courses(&self, run: &Ran) -> Vec<Course> {
        let (from_s, to_s) = (run.started_ms as f64 / 1000.0, run.ended_ms as f64 / 1000.0);
        // A minute's count, over that part of the minute which lies in the run.
        let minutes: Vec<(f64, f64, f64)> = self
            .within(run, Family::Steps)
            .iter()
            .map(|it| {
                let (start_s, end_s) = (it.start_s as f64, it.end_s() as f64);
                (later(start_s, from_s), earlier(end_s, to_s), f64::from(it.value))
            })
            .filter(|(from, to, _)| *to - *from >= LONGEST_SPAN_S - 1.0)
            .collect();
        let mut distance = vec![(from_s, 0.0)];
        let mut total_m = 0.0;
        for it in self.within(run, Family::Distance) {
            let (start_s, end_s) = (it.start_s as f64, it.end_s() as f64);
            let inside_s = earlier(end_s, to_s) - later(start_s, from_s);
            let covered_m = f64::from(it.value) * (inside_s / f64::from(MINUTE_S)).clamp(0.0, 1.0);
            // A minute's metres grow evenly over it.
            for part in 1..=SHARES {
                let share = f64::from(part) / f64::from(SHARES);
                let at_s = later(start_s, from_s) + later(inside_s, 0.0) * share;
                distance.push((at_s, total_m + covered_m * share));
            }
            total_m += covered_m;
        }
        if distance.len() < 2 {
            distance.clear();
        }
        let mut courses: Vec<Course> = [
            (Channel::HeartRate, "google.heart_rate", self.at(run, Family::Heart, 1.0)),
            (
                Channel::GroundContactTime,
                "google.ground_contact_time",
                self.at(run, Family::Contact, 1.0),
            ),
            (
                Channel::VerticalOscillation,
                "google.vertical_oscillation",
                self.at(run, Family::Bounce, 10.0),
            ),
            (Channel::VerticalRatio, "google.vertical_ratio", self.at(run, Family::Ratio, 1.0)),
            (Channel::Distance, "google.distance", distance),
            (
                Channel::Latitude,
                "google.gps_location",
                self.degrees(run, Family::LatitudeWhole, Family::LatitudeRest),
            ),
            (
                Channel::Longitude,
                "google.gps_location",
                self.degrees(run, Family::LongitudeWhole, Family::LongitudeRest),
            ),
            (Channel::Altitude, "google.gps_location", self.at(run, Family::Altitude, 1.0)),
        ]
        .into_iter()
        .filter_map(|(channel, place, points)| Course::measured(channel, place, points))
        .collect();
        // Where there are places, they tell distance finer than by the minute.
        if courses.iter().any(|course| course.channel == Channel::Latitude) {
            courses.retain(|course| course.channel != Channel::Distance);
        }
        if !minutes.is_empty() {
            courses.push(Course {
                channel: Channel::Cadence,
                origin: Origin::place("google.steps").spaced(Way::Over, Some(60.0)),
                provenance: Provenance::Derived,
                points: Points::Over(minutes),
            });
        }
        courses
    }
}

impl Runs for Google {
    fn len(&self) -> usize {
        self.runs.len()
    }

    fn started_s(&self, run: usize) -> Option<i64> {
        Some(self.runs.get(run)?.0.started_ms.div_euclid(1000))
    }

    fn files_of(&self, _: usize) -> Vec<&str> {
        Vec::new()
    }

    fn recorded(&self, run: usize, _: &BTreeMap<String, Vec<u8>>) -> Option<Recorded> {
        let run = &self.runs.get(run)?.0;
        let courses = self.courses(run);
        let active_s = run.active_ms as f64 / 1000.0;
        let cadence = run.steps.filter(|_| active_s > 0.0).map(|steps| 60.0 * steps / active_s);
        let means = [(Channel::StepRate, cadence), (Channel::HeartRate, run.heart_bpm)];
        let has_pauses = run.ended_ms.saturating_sub(run.started_ms) != run.active_ms;
        let identity = Identity {
            started_ms: run.started_ms,
            ended_ms: run.ended_ms,
            active_ms: run.active_ms,
            kind: if run.is_indoor { "indoor running" } else { "running" },
            device: run.model.clone().unwrap_or_default(),
        };
        Some(Recorded {
            utc_offset_s: run.offset_s,
            device: run.model.clone().map(|model| Device {
                manufacturer: Some("fitbit".into()),
                product: Some(model.into()),
                ..Device::default()
            }),
            // How long the pauses were is told, and not when.
            active_s: if has_pauses {
                Vec::new()
            } else {
                vec![(run.started_ms as f64 / 1000.0, run.ended_ms as f64 / 1000.0)]
            },
            totals: SessionTotals {
                distance_m: run.distance_m,
                ascent_m: run.ascent_m,
                cycles: run.steps.map(|steps| steps / 2.0),
                means: means_beside(&courses, means),
                ..identity.totals()
            },
            courses,
            ..Recorded::of(Service::GoogleHealth, identity)
        })
    }

    fn diary(&self) -> HealthDiary {
        self.diary.clone()
    }

    fn found(&self) -> AccountCounts {
        let mut notices = Vec::new();
        if self.left_out > 0 {
            let text = format!("{} rows without a usable time are left out", self.left_out);
            notices.push(Notice::file(NoticeKind::RecordsLeftOut, text));
        }
        AccountCounts {
            runs: self.runs.len(),
            copies: self.runs.iter().map(|(_, others)| others.len()).sum(),
            others: self.others,
            records: self.rows,
            notices,
        }
    }
}
