//! Runs and pain scores as a FHIR R4 Bundle of Observations, for a clinic's record.
//!
//! The Bundle names nobody: whoever files it attaches the patient. It holds no place, no device and
//! no free words. A value that is not known is not there.
//!
//! Codes are LOINC's. Exercise duration in minutes and the category `activity` are those of HL7's
//! Physical Activity Implementation Guide 1.0.0 (`http://hl7.org/fhir/us/physical-activity`). LOINC
//! has no code for the distance of a run: a pedometer's walking distance in an unspecified time
//! comes nearest, and `code.text` says what it is. Steps are those of a run, so the code is not the
//! one of a whole day (41950-7).

use jiff::{Timestamp, civil::Date, tz::Offset};
use serde::Serialize;
use serde_json::Number;

use crate::{
    model::{BodySite, PainEntry, PainScore, Provenance, Side},
    outing::Outing,
};

/// LOINC's address as a system of codes.
const LOINC: &str = "http://loinc.org";
/// UCUM's address as a system of units.
const UCUM: &str = "http://unitsofmeasure.org";
/// Where the categories of observations are defined.
const CATEGORIES: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

/// What can be observed here: a LOINC code with its long common name, and a UCUM unit.
struct Kind {
    code: &'static str,
    display: &'static str,
    category: (&'static str, &'static str),
    unit: (&'static str, &'static str),
    decimals: i32,
}

const ACTIVITY: (&str, &str) = ("activity", "Activity");
const SURVEY: (&str, &str) = ("survey", "Survey");

const DURATION: Kind = Kind {
    code: "55411-3",
    display: "Exercise duration",
    category: ACTIVITY,
    unit: ("min", "min"),
    decimals: 1,
};
const DISTANCE: Kind = Kind {
    code: "55430-3",
    display: "Walking distance unspecified time Pedometer",
    category: ACTIVITY,
    unit: ("m", "m"),
    decimals: 0,
};
const STEPS: Kind = Kind {
    code: "55423-8",
    display: "Number of steps in unspecified time Pedometer",
    category: ACTIVITY,
    unit: ("steps", "{steps}"),
    decimals: 0,
};
const PAIN: Kind = Kind {
    code: "72514-3",
    display: "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
    category: SURVEY,
    unit: ("of 10", "{score}"),
    decimals: 1,
};

/// A Bundle of type `collection`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bundle {
    resource_type: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entry: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    full_url: String,
    resource: Observation,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Observation {
    resource_type: &'static str,
    status: &'static str,
    category: [Concept; 1],
    code: Concept,
    #[serde(flatten)]
    effective: Effective,
    value_quantity: Quantity,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    note: Vec<Annotation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body_site: Option<Concept>,
    method: Concept,
}

/// When it was: a day or moment, or a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
enum Effective {
    #[serde(rename = "effectiveDateTime")]
    At(String),
    #[serde(rename = "effectivePeriod")]
    Over { start: String, end: String },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Concept {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    coding: Vec<Coding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Coding {
    system: &'static str,
    code: &'static str,
    display: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Quantity {
    value: Number,
    unit: &'static str,
    system: &'static str,
    code: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Annotation {
    text: String,
}

impl Bundle {
    /// What these runs and rows of the diary say, in order of their days. Activities that are no
    /// runs are left out.
    pub fn of<'a>(
        outings: impl IntoIterator<Item = &'a Outing>,
        entries: impl IntoIterator<Item = &'a PainEntry>,
    ) -> Bundle {
        let pains = entries.into_iter().flat_map(|entry| {
            of_entry(entry).into_iter().map(|observation| (entry.date, observation))
        });
        let runs = outings
            .into_iter()
            .filter(|outing| outing.is_run())
            .flat_map(|run| of_run(run).into_iter().map(|observation| (run.date(), observation)));
        let mut observations: Vec<(Date, Observation)> = pains.chain(runs).collect();
        observations.sort_by_key(|(date, _)| *date);
        let observations: Vec<Observation> =
            observations.into_iter().map(|(_, observation)| observation).collect();
        let seed = seed(&observations);
        let entry = (0_u64..)
            .zip(observations)
            .map(|(nth, resource)| Entry { full_url: urn(&seed, nth), resource })
            .collect();
        Bundle { resource_type: "Bundle", kind: "collection", entry }
    }

    /// Whether it holds no observation.
    pub fn is_empty(&self) -> bool {
        self.entry.is_empty()
    }

    /// How many observations it holds.
    pub fn len(&self) -> usize {
        self.entry.len()
    }

    /// The Bundle as JSON.
    ///
    /// # Errors
    ///
    /// When it cannot be written, which no value of it brings about.
    pub fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// Numbers from the content alone: the same export gives the same, another runner's others.
fn seed(observations: &[Observation]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for written in observations.iter().filter_map(|it| serde_json::to_vec(it).ok()) {
        hasher.update(&written);
    }
    hasher.finalize()
}

/// A UUID of version 8, whose bits are ours to choose (RFC 9562, section 5.8).
fn urn(seed: &blake3::Hash, nth: u64) -> String {
    let hash = blake3::keyed_hash(seed.as_bytes(), &nth.to_be_bytes());
    let hex = hash.to_hex();
    let part = |range: std::ops::Range<usize>| hex.get(range).unwrap_or_default();
    format!(
        "urn:uuid:{}-{}-8{}-a{}-{}",
        part(0..8),
        part(8..12),
        part(12..15),
        part(15..18),
        part(18..30)
    )
}

/// Length in time, distance and steps of a run, as far as they are known.
fn of_run(run: &Outing) -> Vec<Observation> {
    let Some(effective) = stretch(run) else { return Vec::new() };
    let totals = &run.totals;
    let of_watch = |word: &str, how: &str| format!("{word}: {how}");
    let distance = totals.distance_provenance.unwrap_or(Provenance::Modelled);
    [
        (
            &DURATION,
            totals.timer_s.map(|seconds| seconds / 60.0),
            "Length of the run without pauses",
            of_watch(Provenance::Derived.word(), "time that a sports watch recorded"),
        ),
        (
            &DISTANCE,
            totals.distance_m,
            "Distance of the run",
            of_watch(distance.word(), how_far(distance)),
        ),
        (
            &STEPS,
            totals.steps,
            "Steps while running",
            of_watch(Provenance::Derived.word(), "a sports watch's cadence over the time run"),
        ),
    ]
    .into_iter()
    .filter_map(|(kind, value, text, method)| {
        let effective = effective.clone();
        observation(kind, value?, Said { text, method, effective, note: None, body_site: None })
    })
    .collect()
}

/// Where a distance comes from, in words.
const fn how_far(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Measured => "a sports watch's own distance",
        Provenance::Derived => "the positions or the speed that a sports watch recorded",
        Provenance::Modelled => "a sports watch's guess where it saw no satellites",
    }
}

/// The pain scores of a row of the diary.
fn of_entry(entry: &PainEntry) -> Vec<Observation> {
    let scores: [(&str, Option<PainScore>); 4] = [
        ("Pain in the morning", entry.pain_morning),
        ("Pain before the run, or at that time on a day without one", entry.pain_before),
        ("Worst pain during the run", entry.pain_during_max),
        ("Pain an hour after the run", entry.pain_after_1h),
    ];
    scores
        .into_iter()
        .filter_map(|(text, score)| {
            let said = Said {
                text,
                method: "reported: the patient's own diary, from 0 (no pain) to 10".to_owned(),
                effective: Effective::At(entry.date.to_string()),
                // A FHIR time of day needs an offset from UTC, which a diary does not know.
                note: entry.time_local.map(|time| {
                    format!("Written for {} on the patient's own clock.", time.strftime("%H:%M"))
                }),
                body_site: site(entry.location, entry.side),
            };
            observation(&PAIN, score?.value(), said)
        })
        .collect()
}

/// Where it hurts, in the diary's words.
fn site(location: Option<BodySite>, side: Option<Side>) -> Option<String> {
    let location = location?.shown();
    Some(side.map_or_else(|| location.to_owned(), |side| format!("{location}, {}", side.shown())))
}

/// What is said of a value besides the value.
struct Said {
    text: &'static str,
    method: String,
    effective: Effective,
    note: Option<String>,
    body_site: Option<String>,
}

fn observation(kind: &Kind, value: f64, said: Said) -> Option<Observation> {
    let in_words = |text: String| Concept { coding: Vec::new(), text: Some(text) };
    let (category, category_display) = kind.category;
    let (unit, code) = kind.unit;
    Some(Observation {
        resource_type: "Observation",
        status: "final",
        category: [Concept {
            coding: vec![Coding { system: CATEGORIES, code: category, display: category_display }],
            text: None,
        }],
        code: Concept {
            coding: vec![Coding { system: LOINC, code: kind.code, display: kind.display }],
            text: Some(said.text.to_owned()),
        },
        effective: said.effective,
        value_quantity: Quantity {
            value: decimal(value, kind.decimals)?,
            unit,
            system: UCUM,
            code,
        },
        note: said.note.map(|text| Annotation { text }).into_iter().collect(),
        body_site: said.body_site.map(in_words),
        method: in_words(said.method),
    })
}

/// A number to so many decimals, without a `.0` that would claim one more; none where it is not
/// finite.
fn decimal(value: f64, decimals: i32) -> Option<Number> {
    let scale = 10_f64.powi(decimals);
    let rounded = (value * scale).round() / scale;
    if !rounded.is_finite() {
        return None;
    }
    // The text has no exponent, and reads back as the whole number or fraction that it shows.
    format!("{rounded}").parse().ok()
}

/// From the first to the last sample of a run, on the runner's own clock.
fn stretch(run: &Outing) -> Option<Effective> {
    let offset = whole_minutes(run.local.utc_offset_s)?;
    let start = moment(run.started, offset);
    let Some(elapsed_s) = run.totals.elapsed_s.filter(|seconds| *seconds >= 0.0) else {
        return Some(Effective::At(start));
    };
    let length = jiff::SignedDuration::try_from_secs_f64(elapsed_s).ok()?;
    let end = run.started.checked_add(length).ok()?;
    Some(Effective::Over { start, end: moment(end, offset) })
}

/// FHIR writes offsets in hours and minutes; the moment stays the same.
fn whole_minutes(offset_s: i32) -> Option<Offset> {
    Offset::from_seconds(offset_s / 60 * 60).ok()
}

fn moment(at: Timestamp, offset: Offset) -> String {
    offset.to_datetime(at).strftime("%Y-%m-%dT%H:%M:%S").to_string() + &written(offset)
}

/// `+02:00`.
fn written(offset: Offset) -> String {
    let minutes = offset.seconds().abs() / 60;
    let sign = if offset.is_negative() { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_more_places_than_they_claim() {
        let text = |value, decimals| decimal(value, decimals).map(|number| number.to_string());
        assert_eq!(text(3.5, 1).as_deref(), Some("3.5"));
        assert_eq!(text(2.0, 1).as_deref(), Some("2"));
        assert_eq!(text(10_012.3, 0).as_deref(), Some("10012"));
        assert_eq!(text(59.833_333, 1).as_deref(), Some("59.8"));
        assert_eq!(text(f64::NAN, 1), None);
    }

    #[test]
    fn offsets_are_written_in_hours_and_minutes_either_side_of_greenwich() {
        let at = |offset_s| moment(Timestamp::UNIX_EPOCH, whole_minutes(offset_s).unwrap());
        assert_eq!(at(7200), "1970-01-01T02:00:00+02:00");
        assert_eq!(at(-12_600), "1969-12-31T20:30:00-03:30");
        // A watch that set its own clock two seconds off.
        assert_eq!(at(3602), "1970-01-01T01:00:00+01:00");
        assert_eq!(at(0), "1970-01-01T00:00:00+00:00");
    }

    #[test]
    fn a_row_without_a_score_gives_nothing_and_one_with_two_gives_two() {
        let day = jiff::civil::date(2026, 10, 3);
        let mut entry = PainEntry::blank(2, day);
        assert!(Bundle::of([], [&entry]).is_empty());
        entry.pain_morning = PainScore::new(3.5).ok();
        entry.pain_during_max = PainScore::new(0.0).ok();
        entry.location = Some(BodySite::LowBack);
        entry.side = Some(Side::Left);
        entry.note = Some("my own words".to_owned());
        let bundle = Bundle::of([], [&entry]);
        let json: serde_json::Value = serde_json::from_slice(&bundle.json().unwrap()).unwrap();
        let score = |nth: usize| json["entry"][nth]["resource"]["valueQuantity"]["value"].clone();
        assert_eq!((bundle.len(), score(0), score(1)), (2, 3.5.into(), 0.into()));
        let first = &json["entry"][0]["resource"];
        assert_eq!(first["effectiveDateTime"], "2026-10-03");
        assert_eq!(first["bodySite"]["text"], "low back, left");
        assert!(!json.to_string().contains("my own words"));
    }

    #[test]
    fn another_diary_has_other_identities_and_the_same_one_the_same() {
        let urls = |score: f64| {
            let mut entry = PainEntry::blank(2, jiff::civil::date(2026, 10, 3));
            entry.pain_morning = PainScore::new(score).ok();
            entry.pain_before = PainScore::new(score).ok();
            let bundle = Bundle::of([], [&entry]);
            bundle.entry.iter().map(|entry| entry.full_url.clone()).collect::<Vec<_>>()
        };
        let one = urls(2.0);
        assert_eq!(one, urls(2.0));
        assert!(one[0] != one[1]);
        assert!(urls(3.0).iter().all(|url| !one.contains(url)));
    }
}
