//! `runs --json` and `days --json`: documents for other programs, keys in a fixed order.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::document::object;
use crate::{
    load::{CellOf, DAY_COLUMNS, DayColumn, DayRow},
    metrics::Estimate,
    model::{CadenceUnit, Origin, SensorRules, Sex, SideBySide, Wearer, rounded},
    outing::Outing,
    pipeline::{FileOutcome, Gathered},
};

/// A map in the order of the roll.
struct Readings<'a>(&'a Outing);

#[derive(Serialize)]
struct Present<'a> {
    value: f64,
    low: Option<f64>,
    high: Option<f64>,
    level: Option<f64>,
    n: usize,
    provenance: &'static str,
    source: &'a Origin,
    coverage: f64,
    /// Only where a watch and a pod both recorded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    side_by_side: Option<&'a SideBySide>,
}

/// The probability with which `low` and `high` bound a reading.
const RANGE_LEVEL: f64 = 0.9;

impl Serialize for Readings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let readings = &self.0.readings;
        let mut map = serializer.serialize_map(Some(readings.len()))?;
        for reading in readings {
            let channel = SensorRules::channel(reading.metric.key);
            let pair = self.0.side_by_side.iter().find(|pair| Some(pair.channel) == channel);
            match &reading.outcome {
                Ok(estimate) => {
                    map.serialize_entry(reading.metric.key, &present(estimate, pair))?;
                }
                Err(absent) => {
                    let missing = object! { absent: absent.key(), detail: absent.detail() };
                    map.serialize_entry(reading.metric.key, &missing)?;
                }
            }
        }
        map.end()
    }
}

fn present<'a>(estimate: &'a Estimate, side_by_side: Option<&'a SideBySide>) -> Present<'a> {
    Present {
        value: estimate.value,
        low: estimate.range.map(|(low, _)| low),
        high: estimate.range.map(|(_, high)| high),
        level: estimate.range.map(|_| RANGE_LEVEL),
        n: estimate.n,
        provenance: estimate.provenance.key(),
        source: &estimate.origin,
        coverage: estimate.coverage,
        side_by_side,
    }
}

/// The document of `runs --json`: `backstride.runs/1`.
pub fn runs(gathered: &Gathered) -> impl Serialize {
    object! {
        schema: "backstride.runs/1",
        files: gathered.files.iter().map(file).collect::<Vec<_>>(),
        activities: gathered.outings.iter().map(activity).collect::<Vec<_>>(),
    }
}

fn file(outcome: &FileOutcome) -> impl Serialize {
    object! {
        path: &outcome.path,
        outcome: outcome.kind.key(),
        reason: outcome.reason.as_ref().map(ToString::to_string),
        activities: &outcome.activities,
        notices: &outcome.notices,
    }
}

fn activity(outing: &Outing) -> impl Serialize {
    let device = outing.device.as_ref();
    let totals = &outing.totals;
    object! {
        id: outing.key(),
        path: outing.shown_path(),
        format: outing.format.key(),
        merged_from: &outing.merged_from,
        sport: &outing.sport.sport,
        sub_sport: outing.sport.sub_sport.as_deref(),
        is_run: outing.is_run(),
        is_run_because: outing.counted.key(),
        started: outing.started.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        utc_offset_s: outing.local.utc_offset_s,
        local_date: outing.date().to_string(),
        device: object! {
            manufacturer: device.and_then(|device| device.manufacturer.as_deref()),
            product: device.and_then(|device| device.product.as_deref()),
        },
        distance_m: totals.distance_m,
        elapsed_s: totals.elapsed_s,
        timer_s: totals.timer_s,
        running_s: totals.running_s,
        walking_s: totals.walking_s,
        steps: totals.steps.map(f64::round),
        ascent_m: totals.ascent_m,
        descent_m: totals.descent_m,
        heart_rate_bpm: totals.heart_rate_bpm,
        cadence_unit: outing.cadence.unit.key(),
        cadence_proof: object! {
            median_per_min: outing.cadence.median_per_min,
            step_length_m_if_strides: outing.cadence.step_length_m(CadenceUnit::Strides),
            step_length_m_if_steps: outing.cadence.step_length_m(CadenceUnit::Steps),
            reason: &outing.cadence.reason,
        },
        rpe: outing.rpe,
        feel: outing.feel,
        from_watch: from_watch(&outing.from_watch),
        sensor: outing.sensor.to_string(),
        recording: outing.sensor.recording.key(),
        side_by_side: &outing.side_by_side,
        steps_up: totals.steps_up.map(f64::round),
        steps_level: totals.steps_level.map(f64::round),
        steps_down: totals.steps_down.map(f64::round),
        intervals: outing.structure.intervals,
        warm_up_s: outing.structure.ends.and_then(|ends| ends.warm_up_s),
        cool_down_s: outing.structure.ends.and_then(|ends| ends.cool_down_s),
        readings: Readings(outing),
    }
}

/// What the watch's user profile told and the config did not.
fn from_watch(used: &Wearer) -> impl Serialize {
    object! {
        height_m: used.height_m,
        mass_kg: used.mass_kg,
        sex: used.sex.map(Sex::key),
        hr_max_bpm: used.hr_max_bpm,
        hr_rest_bpm: used.hr_rest_bpm,
    }
}

/// One day of `days --json`, by [`DAY_COLUMNS`]. `null` is "not known".
struct DayOut<'a>(DayRow<'a>);

impl Serialize for DayOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(DAY_COLUMNS.len()))?;
        for column in DAY_COLUMNS {
            match column.of {
                CellOf::Number(of) => map.serialize_entry(column.key, &of(&self.0))?,
                CellOf::Count(of) => map.serialize_entry(column.key, &of(&self.0))?,
                CellOf::Flag(of) => map.serialize_entry(column.key, &of(&self.0))?,
                CellOf::Word(of) => map.serialize_entry(column.key, &of(&self.0))?,
            }
        }
        map.end()
    }
}

/// The document of `days --json`: `backstride.days/1`.
pub fn days(days: &[DayRow<'_>]) -> impl Serialize {
    let days: Vec<DayOut<'_>> = days.iter().map(|day| DayOut(*day)).collect();
    object! { schema: "backstride.days/1", days: days }
}

/// The rows of `days --csv`, the names of the columns first. An empty cell is "not known".
pub fn days_csv(days: &[DayRow<'_>]) -> Vec<Vec<String>> {
    let cell = |column: &DayColumn, day: &DayRow<'_>| match column.of {
        CellOf::Number(of) => {
            of(day).and_then(rounded).map_or_else(String::new, |value| format!("{value:?}"))
        }
        CellOf::Count(of) => of(day).to_string(),
        CellOf::Flag(of) => of(day).map_or_else(String::new, |is| is.to_string()),
        CellOf::Word(of) => of(day).unwrap_or_default(),
    };
    let head = DAY_COLUMNS.iter().map(|column| column.key.to_owned()).collect();
    let rows = days.iter().map(|day| DAY_COLUMNS.iter().map(|of| cell(of, day)).collect());
    std::iter::once(head).chain(rows).collect()
}
