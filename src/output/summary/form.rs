//! How it was run, by metric.

use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::{Number, number};
use crate::{
    metrics::ROLL,
    model::{Provenance, RuleOrigin, SensorSource, Tier},
    page::{FormPanel, FormPoint, Overstriding, SecondSensor},
    say::words,
};

/// Metric keys in the order of the page.
pub(super) struct Form<'a>(pub(super) &'a [FormPanel]);

impl Serialize for Form<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for panel in self.0 {
            map.serialize_entry(panel.key, &FormOut::of(panel))?;
        }
        map.end()
    }
}

/// Where the foot lands; `low` and `high` bound the truth with the probability `level`.
#[derive(Serialize)]
pub(super) struct OverstridingOut<'a> {
    state: &'static str,
    foot_ahead_mm: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    level: Option<Number>,
    n: usize,
    provenance: Option<Provenance>,
    /// Nobody but those it was fitted to was looked at with it.
    validated: bool,
    at_speed_m_per_s: Option<Number>,
    change_mm: Option<Number>,
    text: &'a str,
}

impl<'a> OverstridingOut<'a> {
    pub(super) fn of(foot: &'a Overstriding) -> OverstridingOut<'a> {
        let ahead = foot.ahead_mm;
        OverstridingOut {
            state: foot.state.key(),
            foot_ahead_mm: ahead.map(|mean| Number(mean.value)),
            low: ahead.and_then(|mean| number(mean.low)),
            high: ahead.and_then(|mean| number(mean.high)),
            level: ahead.map(|_| Number(0.9)),
            n: ahead.map_or(0, |mean| mean.n),
            provenance: ahead.map(|_| Provenance::Modelled),
            validated: false,
            at_speed_m_per_s: number(foot.at_speed_m_per_s),
            change_mm: number(foot.change_mm),
            text: &foot.text,
        }
    }
}

#[derive(Serialize)]
struct FormOut {
    value: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    n: usize,
    provenance: Provenance,
    /// Whether the metric was ever checked against a laboratory reference in runners.
    validated: bool,
    usual_low: Option<Number>,
    usual_high: Option<Number>,
    breaks: Vec<BreakOut>,
    usual: String,
    reference: Option<Number>,
    at_speed_m_per_s: Option<Number>,
    second_sensor: Option<SecondOut>,
    points: Vec<PointOut>,
}

impl FormOut {
    fn of(panel: &FormPanel) -> FormOut {
        FormOut {
            value: panel.value.map(|mean| Number(mean.value)),
            low: panel.value.and_then(|mean| number(mean.low)),
            high: panel.value.and_then(|mean| number(mean.high)),
            n: panel.value.map_or(0, |mean| mean.n),
            provenance: panel.provenance,
            validated: is_validated(panel),
            usual_low: panel.band.map(|(low, _)| Number(low)),
            usual_high: panel.band.map(|(_, high)| Number(high)),
            breaks: panel
                .breaks
                .iter()
                .map(|(date, what)| BreakOut { date: *date, what: what.words() })
                .collect(),
            usual: panel.band_of.map_or_else(String::new, words::band),
            reference: panel.reference.map(|mean| Number(mean.value)),
            at_speed_m_per_s: number(panel.at_speed_m_per_s),
            second_sensor: panel.second_sensor.map(SecondOut::of),
            points: panel.points.iter().map(PointOut::of).collect(),
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

#[derive(Serialize)]
struct SecondOut {
    #[serde(rename = "use")]
    used: SensorSource,
    set_by: RuleOrigin,
    runs: usize,
    watch: Option<Number>,
    pod: Option<Number>,
}

impl SecondOut {
    fn of(second: SecondSensor) -> SecondOut {
        SecondOut {
            used: second.used,
            set_by: second.set_by,
            runs: second.runs,
            watch: second.apart.map(|(watch, _)| Number(watch)),
            pod: second.apart.map(|(_, pod)| Number(pod)),
        }
    }
}

#[derive(Serialize)]
struct PointOut {
    date: Date,
    value: Number,
    low: Option<Number>,
    high: Option<Number>,
    provenance: Provenance,
    stretch: usize,
}

impl PointOut {
    fn of(point: &FormPoint) -> PointOut {
        PointOut {
            date: point.date,
            value: Number(point.value),
            low: point.range.map(|(low, _)| Number(low)),
            high: point.range.map(|(_, high)| Number(high)),
            provenance: point.provenance,
            stretch: point.stretch,
        }
    }
}
