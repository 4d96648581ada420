//! How it was run, by metric.

use crate::say::voice::Voice;
use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::{
    metrics::ROLL,
    model::{Provenance, Tier},
    page::{FormPanel, FormPoint, NotApart, OtherSensor, Overstriding, SecondSensor},
    say::worn_together::not_apart,
};

/// Metric keys in the order of the page.
pub(super) struct Form<'a>(pub(super) &'a [FormPanel], pub(super) Voice);

impl Serialize for Form<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for panel in self.0 {
            map.serialize_entry(panel.key, &FormOut::of(panel, self.1))?;
        }
        map.end()
    }
}

/// Where the foot lands; `low` and `high` bound the truth with the probability `level`.
#[derive(Serialize)]
pub(super) struct OverstridingOut {
    state: &'static str,
    foot_ahead_mm: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    level: Option<f64>,
    n: usize,
    provenance: Option<Provenance>,
    /// Nobody but those it was fitted to was looked at with it.
    validated: bool,
    at_speed_m_per_s: Option<f64>,
    change_mm: Option<f64>,
    text: String,
}

impl OverstridingOut {
    pub(super) fn of(told: &Overstriding, voice: Voice) -> OverstridingOut {
        let foot = told.modelled();
        let ahead = foot.map(|foot| foot.mm);
        OverstridingOut {
            state: told.key(),
            foot_ahead_mm: ahead.map(|mean| mean.value),
            low: ahead.and_then(|mean| mean.low),
            high: ahead.and_then(|mean| mean.high),
            level: ahead.map(|_| 0.9),
            n: ahead.map_or(0, |mean| mean.n),
            provenance: ahead.map(|_| Provenance::Modelled),
            validated: false,
            at_speed_m_per_s: foot.map(|foot| foot.at_speed_m_per_s),
            change_mm: foot.and_then(|foot| foot.change_mm),
            text: voice.foot(told),
        }
    }
}

#[derive(Serialize)]
struct FormOut<'a> {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    n: usize,
    provenance: Provenance,
    /// Whether the metric was ever checked against a laboratory reference in runners.
    validated: bool,
    usual_low: Option<f64>,
    usual_high: Option<f64>,
    breaks: Vec<BreakOut>,
    usual: String,
    reference: Option<f64>,
    at_speed_m_per_s: Option<f64>,
    second_sensor: Option<SecondSensor>,
    /// Other sensors against the latest one, by runs worn with both.
    worn_together: Vec<OtherOut<'a>>,
    points: &'a [FormPoint],
}

/// Another sensor against the latest one, whose values count.
#[derive(Serialize)]
struct OtherOut<'a> {
    what: &'static str,
    until: Option<Date>,
    difference: Option<f64>,
    /// The difference's 95 % interval,
    low: Option<f64>,
    high: Option<f64>,
    /// and where 95 of 100 further runs' differences lie.
    agreement_low: Option<f64>,
    agreement_high: Option<f64>,
    runs: usize,
    minutes: f64,
    absent: Option<&'static str>,
    detail: Option<String>,
    /// Its runs as the latest sensor would have them.
    brought: &'a [FormPoint],
}

impl<'a> OtherOut<'a> {
    fn of(other: &'a OtherSensor) -> OtherOut<'a> {
        let (apart, why) = (other.apart.ok(), other.apart.err());
        let there = apart.map(|apart| (apart.runs, apart.minutes));
        let (runs, minutes) = there.or(why.map(NotApart::there)).unwrap_or_default();
        OtherOut {
            what: other.change.key(),
            until: other.until,
            difference: apart.map(|apart| apart.difference),
            low: apart.map(|apart| apart.low),
            high: apart.map(|apart| apart.high),
            agreement_low: apart.map(|apart| apart.agreement_low),
            agreement_high: apart.map(|apart| apart.agreement_high),
            runs,
            minutes,
            absent: why.map(NotApart::key),
            detail: why.map(not_apart),
            brought: &other.points,
        }
    }
}

impl<'a> FormOut<'a> {
    fn of(panel: &'a FormPanel, voice: Voice) -> FormOut<'a> {
        FormOut {
            value: panel.value.map(|mean| mean.value),
            low: panel.value.and_then(|mean| mean.low),
            high: panel.value.and_then(|mean| mean.high),
            n: panel.value.map_or(0, |mean| mean.n),
            provenance: panel.provenance,
            validated: is_validated(panel),
            usual_low: panel.band.map(|(low, _)| low),
            usual_high: panel.band.map(|(_, high)| high),
            breaks: panel
                .breaks
                .iter()
                .map(|(date, what)| BreakOut { date: *date, what: what.words() })
                .collect(),
            usual: panel.band_of.map_or_else(String::new, |of| voice.band(of)),
            reference: panel.reference.map(|mean| mean.value),
            at_speed_m_per_s: panel.at_speed_m_per_s,
            second_sensor: panel.second_sensor,
            worn_together: panel.other_sensors.iter().map(OtherOut::of).collect(),
            points: &panel.points,
        }
    }
}

/// Whether a validation is known: what is exploratory has none, and what a model guesses is not
/// what was validated.
fn is_validated(panel: &FormPanel) -> bool {
    let metric = ROLL.iter().find(|metric| metric.key == panel.key);
    let is_known = metric.is_some_and(|metric| metric.tier != Tier::Exploratory);
    is_known && panel.provenance != Provenance::Modelled
}

#[derive(Serialize)]
struct BreakOut {
    date: Date,
    what: &'static str,
}
