//! Polar Flow: one JSON file a session, in two generations that agree in little but their meaning.

mod courses;
mod written;

use std::{collections::BTreeMap, io::Read};

use super::{
    copies::Copyable,
    json::{self, Mended},
    listed::{Listed, Reading},
    recorded::{Identity, Recorded},
};
use courses::{active, agrees, even, route, stamped};
use written::{Exercise, MOST_PAUSES, Session};

use crate::{
    ingest::IngestError,
    model::{Channel, Device, Service, SessionTotals},
};

/// A run, and where it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct ExerciseAt {
    file: String,
    exercise: usize,
    started_ms: i64,
    ended_ms: i64,
}

impl Copyable for ExerciseAt {
    fn span(&self) -> (i64, i64) {
        (self.started_ms, self.ended_ms)
    }

    fn richness(&self) -> f64 {
        0.0
    }
}

impl Reading<ExerciseAt> {
    pub(super) fn take(&mut self, ending: &str, from: &mut dyn Read) -> Result<(), IngestError> {
        json::each::<Session>(Mended::new(from), &mut |session| {
            for (exercise, one) in session.exercises.iter().enumerate() {
                let started =
                    session.utc_ms(&one.start_time).or(session.utc_ms(&session.start_time));
                let ended = session.utc_ms(&one.stop_time).or(session.utc_ms(&session.stop_time));
                self.put(one.sport.kind().and(started).zip(ended).map(|(started_ms, ended_ms)| {
                    ExerciseAt { file: ending.to_owned(), exercise, started_ms, ended_ms }
                }));
            }
        })
    }
}

impl Listed for ExerciseAt {
    fn files(&self) -> Vec<&str> {
        vec![self.file.as_str()]
    }

    fn recorded(&self, files: &BTreeMap<String, Vec<u8>>) -> Option<Recorded> {
        let mut text = Vec::new();
        Mended::new(files.get(&self.file)?.as_slice()).read_to_end(&mut text).ok()?;
        let session: Session = json::one(&text).ok()?;
        let exercise = session.exercises.get(self.exercise)?;
        Some(recorded(self, &session, exercise))
    }
}

fn recorded(listed: &ExerciseAt, session: &Session, exercise: &Exercise) -> Recorded {
    let kind = exercise.sport.kind().unwrap_or("running");
    let (started_ms, ended_ms) = (listed.started_ms, listed.ended_ms);
    let pauses: Vec<(i64, i64)> = session
        .pause_times
        .iter()
        .take(MOST_PAUSES)
        .filter_map(|pause| {
            let from = session.utc_ms(&pause.start_time)?;
            let to = from.checked_add(pause.duration_millis.whole()?)?;
            (from < to && (started_ms..=ended_ms).contains(&from))
                .then_some((from, to.min(ended_ms)))
        })
        .collect();
    let mut courses = stamped(session, &exercise.samples);
    courses.extend(even(&exercise.samples.samples, started_ms, &pauses));
    courses.extend(route(session, exercise, started_ms));
    let stride = courses.iter().position(|course| course.channel == Channel::StepLength);
    if let Some(at) = stride
        && !agrees(&courses)
    {
        courses.remove(at);
    }
    let active_ms = exercise.active_ms().unwrap_or_else(|| ended_ms.saturating_sub(started_ms));
    let device = session.product.model_name.0.as_deref().and_then(|name| {
        let model = name.strip_prefix("Polar ")?;
        let plain = model.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
        plain.then(|| model.to_owned())
    });
    let identity = Identity {
        started_ms,
        ended_ms,
        active_ms,
        kind,
        device: device.clone().unwrap_or_default(),
    };
    Recorded {
        utc_offset_s: session.offset_ms().and_then(|ms| i32::try_from(ms / 1000).ok()),
        device: device.map(|model| Device {
            manufacturer: Some("polar".into()),
            product: Some(model.into()),
            ..Device::default()
        }),
        active_s: active(started_ms, ended_ms, &pauses),
        courses,
        totals: SessionTotals {
            distance_m: exercise.distance_meters.positive().or(exercise.distance.positive()),
            ..identity.totals()
        },
        ..Recorded::of(Service::PolarFlow, identity)
    }
}
