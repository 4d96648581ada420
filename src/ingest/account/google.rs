//! Google Health, formerly Fitbit: lists of exercises, and tables of one quantity over a day or month
//! that know nothing of them.

mod nights;
mod runs;
mod times;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use jiff::tz::TimeZone;
use serde::Deserialize;

use super::{
    Part,
    copies::{self, Copyable},
    json::{self, Number, Text},
    store::{Record, Stream},
    table::Table,
};
use crate::{ingest::IngestError, model::HealthDiary};
use times::{fitbit_ms, instant_ms, offset_s};

/// A quantity over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    /// Steps of both feet in a minute.
    Steps,
    /// Metres in a minute.
    Distance,
    Heart,
    /// In milliseconds.
    Contact,
    /// In centimetres.
    Bounce,
    /// In per cent.
    Ratio,
    /// Degrees are too fine for what is kept of a number, and are kept as whole ones and the rest.
    LatitudeWhole,
    LatitudeRest,
    LongitudeWhole,
    LongitudeRest,
    Altitude,
}

/// How long a row of steps or distance stands for, in seconds.
const MINUTE_S: u32 = 60;

/// What cannot be of a runner is not taken: no file of Google's with form was seen yet.
const CONTACT_MS: std::ops::RangeInclusive<f64> = 120.0..=450.0;
const BOUNCE_CM: std::ops::RangeInclusive<f64> = 2.0..=16.0;

/// The two lists name one exercise where their starts lie this close, in seconds.
const SAME_START_MS: i64 = 120_000;

/// More rows of tables than a lifetime of days has seconds with a heart rate of.
const MOST_ROWS: usize = 200_000_000;

/// Writers of rows that are told apart.
const MOST_WRITERS: usize = 32;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Exercise {
    activity_type_id: Number,
    start_time: Text,
    duration: Number,
    active_duration: Number,
    distance: Number,
    distance_unit: Text,
    steps: Number,
    average_heart_rate: Number,
    elevation_gain: Number,
    log_type: Text,
    source: Option<Writer>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Writer {
    name: Text,
}

/// A run of either list.
#[derive(Clone, Debug, Default)]
struct Ran {
    started_ms: i64,
    ended_ms: i64,
    active_ms: i64,
    is_indoor: bool,
    offset_s: Option<i32>,
    distance_m: Option<f64>,
    steps: Option<f64>,
    heart_bpm: Option<f64>,
    ascent_m: Option<f64>,
    /// Recorded by a band or watch, and not by a phone or by hand.
    is_tracked: bool,
    /// The writer's number, and its model where it is one of Fitbit's or Google's.
    writer: Option<u16>,
    model: Option<String>,
}

impl Copyable for Ran {
    fn span(&self) -> (i64, i64) {
        (self.started_ms, self.ended_ms)
    }

    fn richness(&self) -> f64 {
        let points =
            [(4.0, self.is_tracked), (2.0, self.steps.is_some()), (1.0, self.distance_m.is_some())];
        points.iter().filter(|(_, holds)| *holds).map(|(points, _)| points).sum()
    }
}

#[derive(Debug, Default)]
pub(super) struct Reading {
    exercises: Vec<Ran>,
    /// Of the table, which alone knows local time.
    told: Vec<Ran>,
    others: usize,
    rows: usize,
    left_out: usize,
    streams: BTreeMap<(Family, u16), Stream>,
    nights: nights::Nights,
    /// Writers by a hash of their names.
    writers: BTreeMap<[u8; 16], u16>,
}

impl Reading {
    pub(super) fn take(&mut self, part: Part, from: &mut dyn Read) -> Result<(), IngestError> {
        match part {
            Part::FitbitExercises => json::each::<Exercise>(from, &mut |one| self.exercise(&one)),
            Part::GoogleExercises => self.exercises(from),
            Part::GoogleFamily => self.family(from),
            Part::GoogleSleeps => each_row(from, &mut |header, record| {
                self.nights.take(header, record);
                Ok(())
            }),
            _ => Ok(()),
        }
    }

    fn exercise(&mut self, one: &Exercise) {
        let is_indoor = match one.activity_type_id.whole() {
            Some(90_009) => false,
            Some(20_049) => true,
            _ => {
                self.others = self.others.saturating_add(1);
                return;
            }
        };
        let Some(started_ms) = one.start_time.0.as_deref().and_then(fitbit_ms) else { return };
        let lasting_ms = one.duration.whole().unwrap_or(0);
        let unit_m = match one.distance_unit.0.as_deref() {
            Some("Mile") => Some(1609.344),
            Some("Kilometer") | None => Some(1000.0),
            Some(_) => None,
        };
        let name = one.source.as_ref().and_then(|writer| writer.name.0.clone());
        let writer = name.as_deref().and_then(|name| self.writer(name.as_bytes()));
        self.exercises.push(Ran {
            started_ms,
            ended_ms: started_ms.saturating_add(lasting_ms),
            active_ms: one.active_duration.whole().unwrap_or(lasting_ms),
            is_indoor,
            offset_s: None,
            distance_m: one.distance.positive().zip(unit_m).map(|(value, unit)| value * unit),
            steps: one.steps.positive(),
            heart_bpm: one.average_heart_rate.positive(),
            ascent_m: one.elevation_gain.positive(),
            is_tracked: one.log_type.0.as_deref() == Some("tracker"),
            writer,
            model: name.and_then(|name| model(&name)),
        });
    }

    /// A writer's number. Its name is not kept.
    fn writer(&mut self, name: &[u8]) -> Option<u16> {
        if name.is_empty() {
            return None;
        }
        let mut identity = [0; 16];
        let hash = blake3::hash(name);
        identity.iter_mut().zip(hash.as_bytes()).for_each(|(to, from)| *to = *from);
        if let Some(&number) = self.writers.get(&identity) {
            return Some(number);
        }
        if self.writers.len() >= MOST_WRITERS {
            return None;
        }
        // Zero is who is not named.
        let number = u16::try_from(self.writers.len().saturating_add(1)).ok()?;
        self.writers.insert(identity, number);
        Some(number)
    }

    /// The table of exercises.
    fn exercises(&mut self, from: &mut dyn Read) -> Result<(), IngestError> {
        each_row(from, &mut |header, record| {
            let cell = |name: &str| {
                let at = header.iter().position(|column| column == name.as_bytes())?;
                let text = std::str::from_utf8(record.get(at)?).ok()?.trim();
                (!text.is_empty()).then_some(text)
            };
            let is_indoor = match cell("activity_name") {
                Some("Run" | "Outdoor run" | "Trail run") => false,
                Some("Treadmill" | "Treadmill run" | "Indoor run") => true,
                _ => {
                    self.others = self.others.saturating_add(1);
                    return Ok(());
                }
            };
            // Zero is what was not measured.
            let positive = |name| {
                cell(name)
                    .and_then(|it| it.parse::<f64>().ok())
                    .filter(|it| *it > 0.0 && it.is_finite())
            };
            let at = |name| cell(name).and_then(instant_ms);
            if let (Some(started_ms), Some(ended_ms)) = (at("exercise_start"), at("exercise_end")) {
                self.told.push(Ran {
                    started_ms,
                    ended_ms,
                    active_ms: ended_ms.saturating_sub(started_ms),
                    is_indoor,
                    offset_s: cell("utc_offset").and_then(offset_s),
                    distance_m: positive("tracker_total_distance_mm").map(|mm| mm / 1000.0),
                    steps: positive("tracker_total_steps"),
                    heart_bpm: positive("tracker_avg_heart_rate"),
                    ascent_m: None,
                    is_tracked: cell("log_type") == Some("TRACKER"),
                    writer: None,
                    model: None,
                });
            }
            Ok(())
        })
    }

    /// A table of one quantity.
    fn family(&mut self, from: &mut dyn Read) -> Result<(), IngestError> {
        each_row(from, &mut |header, record| {
            self.rows = self.rows.saturating_add(1);
            if self.rows > MOST_ROWS {
                let what = format!("more than {MOST_ROWS} rows in one export");
                return Err(IngestError::Limit { what });
            }
            let at = record.get(0).and_then(|cell| instant_ms(std::str::from_utf8(cell).ok()?));
            let Some(at_ms) = at else {
                self.left_out = self.left_out.saturating_add(1);
                return Ok(());
            };
            let source = header.iter().position(|column| column == b"data source");
            let writer = source
                .and_then(|at| record.get(at))
                .and_then(|name| self.writer(name))
                .unwrap_or(0);
            let start_s = at_ms.div_euclid(1000);
            for (column, cell) in header.iter().zip(record) {
                let number = || {
                    let value: f64 = std::str::from_utf8(cell).ok()?.trim().parse().ok()?;
                    value.is_finite().then_some(value)
                };
                let mut keep = |family, lasting_s, value: f64| {
                    let stream = self.streams.entry((family, writer)).or_default();
                    #[allow(clippy::cast_possible_truncation, reason = "seven digits are enough")]
                    stream.push(Record { start_s, lasting_s, value: value as f32 });
                };
                match column {
                    b"steps" if is_steps(header) => {
                        number().map(|value| keep(Family::Steps, MINUTE_S, value))
                    }
                    b"distance" => number().map(|value| keep(Family::Distance, MINUTE_S, value)),
                    b"beats per minute" => {
                        number().filter(|bpm| *bpm > 0.0).map(|value| keep(Family::Heart, 0, value))
                    }
                    b"ground contact time" => number()
                        .filter(|ms| CONTACT_MS.contains(ms))
                        .map(|value| keep(Family::Contact, 0, value)),
                    b"vertical oscillation" => number()
                        .filter(|cm| BOUNCE_CM.contains(cm))
                        .map(|value| keep(Family::Bounce, 0, value)),
                    b"vertical ratio" => {
                        number().filter(|it| *it > 0.0).map(|value| keep(Family::Ratio, 0, value))
                    }
                    b"latitude" => number().map(|degrees| {
                        keep(Family::LatitudeWhole, 0, degrees.floor());
                        keep(Family::LatitudeRest, 0, degrees - degrees.floor());
                    }),
                    b"longitude" => number().map(|degrees| {
                        keep(Family::LongitudeWhole, 0, degrees.floor());
                        keep(Family::LongitudeRest, 0, degrees - degrees.floor());
                    }),
                    b"altitude" => number().map(|value| keep(Family::Altitude, 0, value)),
                    _ => None,
                };
            }
            Ok(())
        })
    }

    pub(super) fn finish(mut self, zone: Option<&TimeZone>) -> Google {
        for stream in self.streams.values_mut() {
            stream.settle();
        }
        // The table adds the local time to what the list has, and runs that the list lacks.
        let mut runs = std::mem::take(&mut self.exercises);
        runs.sort_by_key(|run| (run.started_ms, run.ended_ms));
        let mut joined: BTreeSet<usize> = BTreeSet::new();
        let listed = runs.len();
        for told in std::mem::take(&mut self.told) {
            let earliest = told.started_ms.saturating_sub(SAME_START_MS);
            let first = runs
                .get(..listed)
                .map_or(0, |it| it.partition_point(|run| run.started_ms < earliest));
            let near = (first..listed)
                .take_while(|&at| {
                    let until = told.started_ms.saturating_add(SAME_START_MS);
                    runs.get(at).is_some_and(|run| run.started_ms <= until)
                })
                .find(|at| !joined.contains(at) && runs.get(*at).is_some_and(|run| run.is_tracked));
            if let Some(at) = near {
                joined.insert(at);
                if let Some(run) = runs.get_mut(at) {
                    run.offset_s = told.offset_s;
                }
            } else {
                runs.push(told);
            }
        }
        Google {
            runs: copies::grouped(runs),
            others: self.others,
            rows: self.rows,
            left_out: self.left_out,
            streams: self.streams,
            diary: self.nights.settled(zone),
        }
    }
}

/// `live_pace` counts the band's steps once more, a second at a time.
fn is_steps(header: &csv::ByteRecord) -> bool {
    header.iter().all(|column| column != b"distance millimeters")
}

/// Hands on the rows of a table with its header.
fn each_row(
    from: &mut dyn Read,
    take: &mut dyn FnMut(&csv::ByteRecord, &csv::ByteRecord) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    let mut table = Table::open(from, 0)?;
    while let Some((header, record)) = table.row()? {
        take(header, record)?;
    }
    Ok(())
}

/// A device's model, where it is a name of Fitbit's or Google's own: others may hold a person's.
fn model(name: &str) -> Option<String> {
    const MODELS: [&str; 14] = [
        "Pixel Watch",
        "Charge",
        "Versa",
        "Sense",
        "Inspire",
        "Luxe",
        "Alta",
        "Ionic",
        "Blaze",
        "Surge",
        "Ace",
        "Flex",
        "One",
        "Air",
    ];
    let known = MODELS.iter().find(|known| name.starts_with(**known))?;
    let rest: String = name.get(known.len()..)?.chars().take(8).collect();
    let plain = rest.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == 'a');
    plain.then(|| format!("{known}{}", rest.trim_end()))
}

/// Google's runs, and the tables of what was measured in them.
#[derive(Debug)]
pub(super) struct Google {
    runs: Vec<(Ran, Vec<Ran>)>,
    others: usize,
    rows: usize,
    left_out: usize,
    streams: BTreeMap<(Family, u16), Stream>,
    diary: HealthDiary,
}
