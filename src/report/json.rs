//! `runs --json` and `days --json`: documents for other programs, keys in a fixed order.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::{
    load::DayLoad,
    metrics::Estimate,
    model::{
        BodySite, CadenceUnit, DayActivity, PainEntry, PainScore, SensorRules, Sex, Side,
        SideBySide, Wearer, rounded,
    },
    outing::Outing,
    pipeline::{FileOutcome, Gathered},
};

/// `backstride.runs/1`.
#[derive(Serialize)]
pub struct Runs<'a> {
    schema: &'static str,
    files: Vec<File<'a>>,
    activities: Vec<Activity<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    outcome: &'static str,
    reason: Option<&'a str>,
    activities: &'a [String],
    notices: &'a [String],
}

#[derive(Serialize)]
struct Activity<'a> {
    id: String,
    path: String,
    format: &'static str,
    merged_from: &'a [String],
    sport: &'a str,
    sub_sport: Option<&'a str>,
    started: String,
    utc_offset_s: i32,
    local_date: String,
    device: Device<'a>,
    distance_m: Option<f64>,
    elapsed_s: Option<f64>,
    timer_s: Option<f64>,
    running_s: Option<f64>,
    walking_s: Option<f64>,
    steps: Option<f64>,
    ascent_m: Option<f64>,
    descent_m: Option<f64>,
    heart_rate_bpm: Option<f64>,
    cadence_unit: &'static str,
    cadence_proof: CadenceProofOut<'a>,
    rpe: Option<f64>,
    feel: Option<f64>,
    from_watch: FromWatch,
    sensor: String,
    recording: &'static str,
    side_by_side: &'a [SideBySide],
    steps_up: Option<f64>,
    steps_level: Option<f64>,
    steps_down: Option<f64>,
    intervals: Option<IntervalsOut>,
    warm_up_s: Option<f64>,
    cool_down_s: Option<f64>,
    readings: Readings<'a>,
}

/// How it was settled what cadence counts.
#[derive(Serialize)]
struct CadenceProofOut<'a> {
    median_per_min: Option<f64>,
    step_length_m_if_strides: Option<f64>,
    step_length_m_if_steps: Option<f64>,
    reason: &'a str,
}

/// What the watch's user profile told and the config did not.
#[derive(Serialize)]
struct FromWatch {
    height_m: Option<f64>,
    mass_kg: Option<f64>,
    sex: Option<&'static str>,
    hr_max_bpm: Option<f64>,
    hr_rest_bpm: Option<f64>,
}

#[derive(Serialize)]
struct Device<'a> {
    manufacturer: Option<&'a str>,
    product: Option<&'a str>,
}

/// Walk-run intervals; lengths to the nearest 15 s.
#[derive(Serialize)]
struct IntervalsOut {
    reps: usize,
    run_s: Option<f64>,
    walk_s: Option<f64>,
    running_s: Option<f64>,
}

/// A map in the order of the roll.
struct Readings<'a>(&'a Outing);

#[derive(Serialize)]
struct Present<'a> {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    level: Option<f64>,
    n: usize,
    provenance: &'static str,
    source: &'a str,
    coverage: Option<f64>,
    /// Only where a watch and a pod both recorded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    side_by_side: Option<&'a SideBySide>,
}

#[derive(Serialize)]
struct Missing {
    absent: &'static str,
    detail: String,
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
                    let missing = Missing { absent: absent.key(), detail: absent.detail() };
                    map.serialize_entry(reading.metric.key, &missing)?;
                }
            }
        }
        map.end()
    }
}

fn present<'a>(estimate: &'a Estimate, side_by_side: Option<&'a SideBySide>) -> Present<'a> {
    Present {
        value: rounded(estimate.value),
        low: estimate.range.and_then(|(low, _)| rounded(low)),
        high: estimate.range.and_then(|(_, high)| rounded(high)),
        level: estimate.range.map(|_| RANGE_LEVEL),
        n: estimate.n,
        provenance: estimate.provenance.key(),
        source: &estimate.source,
        coverage: rounded(estimate.coverage),
        side_by_side,
    }
}

fn number(value: Option<f64>) -> Option<f64> {
    value.and_then(rounded)
}

/// The document of `runs --json`.
pub fn runs(gathered: &Gathered) -> Runs<'_> {
    Runs {
        schema: "backstride.runs/1",
        files: gathered.files.iter().map(file).collect(),
        activities: gathered.outings.iter().map(activity).collect(),
    }
}

fn file(outcome: &FileOutcome) -> File<'_> {
    File {
        path: &outcome.path,
        outcome: outcome.kind.key(),
        reason: outcome.reason.as_deref(),
        activities: &outcome.activities,
        notices: &outcome.notices,
    }
}

fn activity(outing: &Outing) -> Activity<'_> {
    let device = outing.device.as_ref();
    let totals = &outing.totals;
    Activity {
        id: outing.key(),
        path: outing.shown_path(),
        format: outing.format.key(),
        merged_from: &outing.merged_from,
        sport: &outing.sport.sport,
        sub_sport: outing.sport.sub_sport.as_deref(),
        started: outing.started.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        utc_offset_s: outing.local.utc_offset_s,
        local_date: outing.date().to_string(),
        device: Device {
            manufacturer: device.and_then(|device| device.manufacturer.as_deref()),
            product: device.and_then(|device| device.product.as_deref()),
        },
        distance_m: number(totals.distance_m),
        elapsed_s: number(totals.elapsed_s),
        timer_s: number(totals.timer_s),
        running_s: number(totals.running_s),
        walking_s: number(totals.walking_s),
        steps: number(totals.steps.map(f64::round)),
        ascent_m: number(totals.ascent_m),
        descent_m: number(totals.descent_m),
        heart_rate_bpm: number(totals.heart_rate_bpm),
        cadence_unit: outing.cadence.unit.key(),
        cadence_proof: CadenceProofOut {
            median_per_min: number(outing.cadence.median_per_min),
            step_length_m_if_strides: number(outing.cadence.step_length_m(CadenceUnit::Strides)),
            step_length_m_if_steps: number(outing.cadence.step_length_m(CadenceUnit::Steps)),
            reason: &outing.cadence.reason,
        },
        rpe: number(outing.rpe),
        feel: number(outing.feel),
        from_watch: from_watch(&outing.from_watch),
        sensor: outing.sensor.to_string(),
        recording: outing.sensor.recording.key(),
        side_by_side: &outing.side_by_side,
        steps_up: number(totals.steps_up.map(f64::round)),
        steps_level: number(totals.steps_level.map(f64::round)),
        steps_down: number(totals.steps_down.map(f64::round)),
        intervals: outing.structure.intervals.map(|found| IntervalsOut {
            reps: found.reps,
            run_s: rounded(found.run_s),
            walk_s: rounded(found.walk_s),
            running_s: rounded(found.running_s),
        }),
        warm_up_s: number(outing.structure.ends.and_then(|ends| ends.warm_up_s)),
        cool_down_s: number(outing.structure.ends.and_then(|ends| ends.cool_down_s)),
        readings: Readings(outing),
    }
}

fn from_watch(used: &Wearer) -> FromWatch {
    FromWatch {
        height_m: number(used.height_m),
        mass_kg: number(used.mass_kg),
        sex: used.sex.map(Sex::key),
        hr_max_bpm: number(used.hr_max_bpm),
        hr_rest_bpm: number(used.hr_rest_bpm),
    }
}

/// `backstride.days/1`.
#[derive(Serialize)]
pub struct Days<'a> {
    schema: &'static str,
    days: &'a [DayRow],
}

/// One day of `days --json`: what was run, and how the back was. `null` is "not known".
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the keys are the contract's, each with its unit last")]
pub struct DayRow {
    pub date: String,
    pub distance_m: Option<f64>,
    pub running_min: Option<f64>,
    pub steps: Option<f64>,
    pub steps_up: Option<f64>,
    pub steps_level: Option<f64>,
    pub steps_down: Option<f64>,
    pub other_min: Option<f64>,
    pub session_rpe_load_au: Option<f64>,
    pub trimp_banister: Option<f64>,
    pub trimp_edwards: Option<f64>,
    pub rtss: Option<f64>,
    pub longest_previous_30d_m: Option<f64>,
    pub spike_ratio: Option<f64>,
    pub spike_class: &'static str,
    pub load_unit: &'static str,
    pub monotony_7d: Option<f64>,
    pub strain_7d: Option<f64>,
    pub ctl: Option<f64>,
    pub atl: Option<f64>,
    pub acwr_rolling_uncoupled: Option<f64>,
    pub acwr_ewma: Option<f64>,
    pub no_recorded_run: Option<bool>,
    pub rest_day: Option<bool>,
    pub deload_week: Option<bool>,
    pub pain_morning: Option<f64>,
    pub pain_before: Option<f64>,
    pub pain_during_max: Option<f64>,
    pub pain_next_morning: Option<f64>,
    pub sleep_h: Option<f64>,
    /// Whether the export or the log speaks for the day's running.
    pub known: bool,
    /// Why it does not, where the day lies between files.
    pub unknown_because: Option<&'static str>,
    /// Runs of which only the log tells.
    pub runs_reported: usize,
    pub pain_after_1h: Option<f64>,
    pub pain_now: Option<f64>,
    pub pain_worst: Option<f64>,
    pub flare: Option<bool>,
    pub location: Option<&'static str>,
    pub side: Option<&'static str>,
    pub legs: Option<String>,
    pub quality: Option<String>,
    pub activity: Option<&'static str>,
    pub function_0_10: Option<f64>,
    pub stress: Option<f64>,
    pub energy: Option<f64>,
    pub mood: Option<f64>,
    pub confidence: Option<f64>,
    pub morning_stiff_min: Option<f64>,
    pub rpe: Option<f64>,
    pub sitting_h: Option<f64>,
    pub hydration_l: Option<f64>,
    pub posture: Option<String>,
    pub strength_mob: Option<String>,
    pub warm_up: Option<String>,
    pub cool_down: Option<String>,
    pub cross_training: Option<String>,
    pub other_load: Option<String>,
    pub meds: Option<String>,
    pub recovery: Option<String>,
}

impl DayRow {
    /// The day with what the log's own columns say of it.
    #[must_use]
    pub fn with_diary(self, entry: Option<&PainEntry>) -> DayRow {
        let Some(entry) = entry else { return self };
        let score = |score: Option<PainScore>| score.map(PainScore::value);
        let set = |words: Vec<&str>| (!words.is_empty()).then(|| words.join("+"));
        DayRow {
            pain_after_1h: score(entry.pain_after_1h),
            pain_now: score(entry.pain_now),
            pain_worst: score(entry.worst()),
            flare: entry.flare,
            location: entry.location.map(BodySite::key),
            side: entry.side.map(Side::key),
            legs: set(entry.legs.iter().map(|symptom| symptom.key()).collect()),
            quality: set(entry.quality.iter().map(|quality| quality.key()).collect()),
            activity: entry.activity.map(DayActivity::key),
            function_0_10: score(entry.function),
            stress: score(entry.stress),
            energy: score(entry.energy),
            mood: score(entry.mood),
            confidence: score(entry.confidence),
            morning_stiff_min: number(entry.morning_stiff_min),
            rpe: score(entry.rpe),
            sitting_h: number(entry.sitting_h),
            hydration_l: number(entry.hydration_l),
            posture: entry.posture.clone(),
            strength_mob: entry.strength_mob.clone(),
            warm_up: entry.warm_up.clone(),
            cool_down: entry.cool_down.clone(),
            cross_training: entry.cross_training.clone(),
            other_load: entry.other_load.clone(),
            meds: entry.meds.clone(),
            recovery: entry.recovery.clone(),
            ..self
        }
    }

    /// A day as other programs get it.
    pub fn of(day: &DayLoad) -> DayRow {
        let score = |score: Option<PainScore>| score.map(PainScore::value);
        DayRow {
            date: day.date.to_string(),
            distance_m: number(day.distance_m),
            running_min: number(day.running_min),
            steps: number(day.steps.map(f64::round)),
            steps_up: number(day.steps_up.map(f64::round)),
            steps_level: number(day.steps_level.map(f64::round)),
            steps_down: number(day.steps_down.map(f64::round)),
            other_min: number(day.other_min),
            session_rpe_load_au: number(day.session_rpe_load_au),
            trimp_banister: number(day.trimp_banister),
            trimp_edwards: number(day.trimp_edwards),
            rtss: number(day.rtss),
            longest_previous_30d_m: number(day.longest_previous_30d_m),
            spike_ratio: number(day.spike_ratio),
            spike_class: day.spike_class.key(),
            load_unit: day.load_unit.key(),
            monotony_7d: number(day.monotony_7d),
            strain_7d: number(day.strain_7d),
            ctl: number(day.ctl),
            atl: number(day.atl),
            acwr_rolling_uncoupled: number(day.acwr_rolling_uncoupled),
            acwr_ewma: number(day.acwr_ewma),
            no_recorded_run: day.no_recorded_run,
            rest_day: day.rest_day,
            deload_week: day.deload_week,
            pain_morning: score(day.pain_morning),
            pain_before: score(day.pain_before),
            pain_during_max: score(day.pain_during_max),
            pain_next_morning: score(day.pain_next_morning),
            sleep_h: number(day.sleep_h),
            known: day.known,
            unknown_because: day.unknown_because(),
            runs_reported: day.runs_reported,
            ..DayRow::default()
        }
    }
}

/// The document of `days --json`.
pub fn days(days: &[DayRow]) -> Days<'_> {
    Days { schema: "backstride.days/1", days }
}
