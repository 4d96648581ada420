//! A workout of an `export.xml`: when, paused when, its sums, and the routes that it names.

use super::{
    attributes::{Pairs, date, number, to_metres, to_seconds},
    kinds::Kind,
    sources::{Source, Sources, part},
    tags::Tag,
};
use crate::ingest::{account::ending::ending, xml::unescaped};

/// The longest name of a zone.
const NAME_BYTES_MAX: usize = 128;

/// A running workout, or the running part of one of several sports.
#[derive(Clone, Debug, Default)]
pub(super) struct Workout {
    pub(super) start_s: i64,
    pub(super) end_s: i64,
    /// How long the clock of the watch ran, without pauses.
    pub(super) active_s: Option<f64>,
    pub(super) source: Option<Source>,
    /// The watch's firmware.
    pub(super) software: Option<String>,
    pub(super) is_indoor: bool,
    /// The name of the zone that it was in.
    pub(super) zone: Option<String>,
    /// When it was paused (`false`) and resumed (`true`), as they stand.
    pub(super) events: Vec<(i64, bool)>,
    /// Its parts, where it has several.
    pub(super) parts: Vec<(i64, i64)>,
    /// The watch's own sum, or mean, of each kind.
    pub(super) told: [Option<f64>; Kind::ALL.len()],
    /// The distance as phones before 2022 wrote it.
    pub(super) distance_m: Option<f64>,
    /// Last two parts of the paths of its routes.
    pub(super) routes: Vec<String>,
}

/// A workout that is being read.
#[derive(Debug)]
pub(super) struct Open {
    workout: Workout,
    is_running: bool,
    /// The part of it that is open.
    inside: Option<Part>,
    /// Parts of a workout of several sports in which somebody ran.
    runs: Vec<Workout>,
    /// Parts met, running or not.
    parts: Vec<(i64, i64)>,
}

#[derive(Debug, Default)]
struct Part {
    workout: Workout,
    is_running: bool,
}

impl Open {
    /// Begins with a `Workout` tag; none where it says not when it was.
    pub(super) fn begin(tag: &Tag<'_>, sources: &mut Sources) -> Option<Open> {
        let (mut workout, kind) = of_attributes(tag.attributes)?;
        let (mut name, mut device): (&[u8], &[u8]) = (b"", b"");
        for (key, value) in (Pairs { rest: tag.attributes }) {
            match key {
                b"sourceName" => name = value,
                b"device" => device = value,
                _ => {}
            }
        }
        workout.source = sources.number(name, device);
        workout.software = part(device, "software");
        Some(Open {
            is_running: kind == b"HKWorkoutActivityTypeRunning",
            workout,
            inside: None,
            runs: Vec::new(),
            parts: Vec::new(),
        })
    }

    /// When it began, and the name of its zone where it tells one.
    pub(super) fn zone(&self) -> Option<(i64, &str)> {
        Some((self.workout.start_s, self.workout.zone.as_deref()?))
    }

    /// Takes in a tag that stands within it.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        match tag.name {
            b"WorkoutActivity" => {
                self.close_part();
                let Some((workout, kind)) = of_attributes(tag.attributes) else { return };
                self.parts.push((workout.start_s, workout.end_s));
                let is_running = kind == b"HKWorkoutActivityTypeRunning";
                self.inside = Some(Part { workout, is_running });
                if tag.is_empty {
                    self.close_part();
                }
            }
            b"/WorkoutActivity" => self.close_part(),
            b"WorkoutStatistics" => self.statistics(tag.attributes),
            b"WorkoutEvent" => self.event(tag.attributes),
            b"MetadataEntry" => self.metadata(tag.attributes),
            b"FileReference" => {
                for (key, value) in (Pairs { rest: tag.attributes }) {
                    if key == b"path"
                        && let Some(route) = path_ending(value)
                        && !self.workout.routes.contains(&route)
                        && self.workout.routes.len() < MOST_ROUTES
                    {
                        self.workout.routes.push(route);
                    }
                }
            }
            _ => {}
        }
    }

    /// What it comes to: itself where it is a run, else those of its parts that are.
    pub(super) fn end(mut self) -> Vec<Workout> {
        self.close_part();
        if self.is_running {
            if self.parts.len() > 1 {
                self.workout.parts = self.parts;
            }
            return vec![self.workout];
        }
        let whole = self.workout;
        let told_from_whole = |run: Workout| Workout {
            source: whole.source,
            software: whole.software.clone(),
            zone: run.zone.or_else(|| whole.zone.clone()),
            events: if run.events.is_empty() {
                let within = |event: &&(i64, bool)| (run.start_s..=run.end_s).contains(&event.0);
                whole.events.iter().filter(within).copied().collect()
            } else {
                run.events
            },
            routes: whole.routes.clone(),
            ..run
        };
        self.runs.into_iter().map(told_from_whole).collect()
    }

    fn close_part(&mut self) {
        let Some(part) = self.inside.take() else { return };
        // A part that says no sport is a run where it holds what is recorded in runs only.
        let ran = [Kind::Contact, Kind::Bounce, Kind::StepLength, Kind::Speed]
            .iter()
            .any(|kind| part.workout.told.get(kind.index()).copied().flatten().is_some());
        if !self.is_running && (part.is_running || ran) {
            self.runs.push(part.workout);
        }
    }

    /// Of the part that is open, else of the whole: the sums of parts are not the whole's.
    fn current(&mut self) -> &mut Workout {
        match &mut self.inside {
            Some(part) => &mut part.workout,
            None => &mut self.workout,
        }
    }

    fn statistics(&mut self, attributes: &[u8]) {
        let (mut kind, mut value, mut unit) = (None, None, &b""[..]);
        for (key, text) in (Pairs { rest: attributes }) {
            match key {
                b"type" => kind = Kind::of(text),
                b"sum" | b"average" => value = number(text),
                b"unit" => unit = text,
                _ => {}
            }
        }
        let Some(kind) = kind else { return };
        let told = value.zip(kind.factor(unit)).map(|(value, factor)| value * factor);
        if let Some(slot) = self.current().told.get_mut(kind.index()) {
            *slot = told.filter(|value| value.is_finite() && *value >= 0.0).or(*slot);
        }
    }

    fn event(&mut self, attributes: &[u8]) {
        let (mut running, mut at) = (None, None);
        for (key, text) in (Pairs { rest: attributes }) {
            match key {
                // `MotionPaused` is the watch's guess that one stands, and stops no clock.
                b"type" if text == b"HKWorkoutEventTypePause" => running = Some(false),
                b"type" if text == b"HKWorkoutEventTypeResume" => running = Some(true),
                b"date" => at = date(text),
                _ => {}
            }
        }
        if let (Some(running), Some(at)) = (running, at) {
            self.current().events.push((at, running));
        }
    }

    fn metadata(&mut self, attributes: &[u8]) {
        let (name, value) = key_and_value(attributes);
        match name {
            b"HKTimeZone" if value.len() <= NAME_BYTES_MAX => {
                self.current().zone = String::from_utf8(value.to_vec()).ok();
            }
            b"HKIndoorWorkout" => self.current().is_indoor = value == b"1",
            _ => {}
        }
    }
}

/// An interval workout has a route for each interval; nobody runs a thousand.
const MOST_ROUTES: usize = 512;

/// What the attributes of a workout, or of a part of one, say; with the name of its kind.
fn of_attributes(attributes: &[u8]) -> Option<(Workout, &[u8])> {
    let mut workout = Workout::default();
    let (mut start, mut end, mut kind) = (None, None, &b""[..]);
    let (mut lasting, mut lasting_unit) = (None, &b"min"[..]);
    let (mut distance, mut distance_unit) = (None, &b""[..]);
    for (key, text) in (Pairs { rest: attributes }) {
        match key {
            b"workoutActivityType" | b"activityType" => kind = text,
            b"startDate" => start = date(text),
            b"endDate" => end = date(text),
            b"duration" => lasting = number(text),
            b"durationUnit" => lasting_unit = text,
            b"totalDistance" => distance = number(text),
            b"totalDistanceUnit" => distance_unit = text,
            _ => {}
        }
    }
    (workout.start_s, workout.end_s) = (start?, end?);
    if workout.end_s < workout.start_s {
        return None;
    }
    let credible = |seconds: &f64| *seconds >= 0.0;
    workout.active_s =
        lasting.zip(to_seconds(lasting_unit)).map(|(value, unit)| value * unit).filter(credible);
    workout.distance_m =
        distance.zip(to_metres(distance_unit)).map(|(value, unit)| value * unit).filter(credible);
    Some((workout, kind))
}

fn key_and_value(attributes: &[u8]) -> (&[u8], &[u8]) {
    let (mut name, mut value) = (&b""[..], &b""[..]);
    for (key, text) in (Pairs { rest: attributes }) {
        match key {
            b"key" => name = text,
            b"value" => value = text,
            _ => {}
        }
    }
    (name, value)
}

/// The name of a zone, where a tag tells one.
pub(super) fn zone_in(tag: &Tag<'_>) -> Option<String> {
    let (name, value) = key_and_value(tag.attributes);
    let is_zone = tag.name == b"MetadataEntry" && name == b"HKTimeZone";
    let value = std::str::from_utf8(value).ok()?;
    (is_zone && value.len() <= NAME_BYTES_MAX).then(|| value.to_owned())
}

fn path_ending(path: &[u8]) -> Option<String> {
    ending(&String::from_utf8_lossy(&unescaped(path)))
}

impl Workout {
    /// When the clock ran, in order and apart from each other.
    pub(super) fn active(&self) -> Vec<(i64, i64)> {
        let mut events = self.events.clone();
        events.sort_by_key(|event| event.0);
        let mut spans = Vec::new();
        let mut since = Some(self.start_s);
        for (at, running) in events {
            let at = at.clamp(self.start_s, self.end_s);
            match (running, since) {
                (false, Some(from)) => {
                    spans.push((from, at));
                    since = None;
                }
                (true, None) => since = Some(at),
                (false, None) | (true, Some(_)) => {}
            }
        }
        if let Some(from) = since {
            spans.push((from, self.end_s));
        }
        spans.retain(|(from, to)| from < to);
        spans
    }

    pub(super) fn told(&self, kind: Kind) -> Option<f64> {
        self.told.get(kind.index()).copied().flatten()
    }

    pub(super) fn elapsed_s(&self) -> i64 {
        self.end_s.saturating_sub(self.start_s)
    }
}
