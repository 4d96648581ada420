//! How it was run, by metric.

use crate::output::document::object;
use crate::say::voice::Voice;
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::{
    metrics::ROLL,
    model::{Provenance, Tier},
    page::{FormPanel, NotApart, OtherSensor, Overstriding},
    say::worn_together::not_apart,
};

/// Metric keys in the order of the page.
pub(super) struct Form<'a>(pub(super) &'a [FormPanel], pub(super) Voice);

impl Serialize for Form<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for panel in self.0 {
            map.serialize_entry(panel.key, &of_panel(panel, self.1))?;
        }
        map.end()
    }
}

/// Where the foot lands; `low` and `high` bound the truth with the probability `level`.
pub(super) fn overstriding(told: &Overstriding, voice: Voice) -> impl Serialize {
    let foot = told.modelled();
    let ahead = foot.map(|foot| foot.mm);
    object! {
        state: told.key(),
        foot_ahead_mm: ahead.map(|mean| mean.value),
        low: ahead.and_then(|mean| mean.low),
        high: ahead.and_then(|mean| mean.high),
        level: ahead.map(|_| 0.9),
        n: ahead.map_or(0, |mean| mean.n),
        provenance: ahead.map(|_| Provenance::Modelled),
        /// Nobody but those it was fitted to was looked at with it.
        validated: false,
        at_speed_m_per_s: foot.map(|foot| foot.at_speed_m_per_s),
        change_mm: foot.and_then(|foot| foot.change_mm),
        text: voice.foot(told),
    }
}

/// Another sensor against the latest one, whose values count.
fn other(other: &OtherSensor) -> impl Serialize {
    let (apart, why) = (other.apart.ok(), other.apart.err());
    let there = other.apart.map(|apart| (apart.runs, apart.minutes));
    let (runs, minutes) = there.unwrap_or_else(NotApart::there);
    object! {
        what: other.change.key(),
        until: other.until,
        difference: apart.map(|apart| apart.difference),
        /// The difference's 95 % interval,
        low: apart.map(|apart| apart.low),
        high: apart.map(|apart| apart.high),
        /// and where 95 of 100 further runs' differences lie.
        agreement_low: apart.map(|apart| apart.agreement_low),
        agreement_high: apart.map(|apart| apart.agreement_high),
        runs: runs,
        minutes: minutes,
        absent: why.map(NotApart::key),
        detail: why.map(not_apart),
        /// Its runs as the latest sensor would have them.
        brought: &other.points,
    }
}

fn of_panel(panel: &FormPanel, voice: Voice) -> impl Serialize {
    object! {
        value: panel.value.map(|mean| mean.value),
        low: panel.value.and_then(|mean| mean.low),
        high: panel.value.and_then(|mean| mean.high),
        n: panel.value.map_or(0, |mean| mean.n),
        provenance: panel.provenance,
        /// Whether the metric was ever checked against a laboratory reference in runners.
        validated: is_validated(panel),
        usual_low: panel.band.map(|(low, _)| low),
        usual_high: panel.band.map(|(_, high)| high),
        breaks: panel
            .breaks
            .iter()
            .map(|(date, what)| object! { date: date, what: what.words() })
            .collect::<Vec<_>>(),
        usual: panel.band_of.map_or_else(String::new, |of| voice.band(of)),
        reference: panel.reference.map(|mean| mean.value),
        at_speed_m_per_s: panel.at_speed_m_per_s,
        second_sensor: panel.second_sensor,
        /// Other sensors against the latest one, by runs worn with both.
        worn_together: panel.other_sensors.iter().map(other).collect::<Vec<_>>(),
        points: &panel.points,
    }
}

/// Whether a validation is known: what is exploratory has none, and what a model guesses is not
/// what was validated.
fn is_validated(panel: &FormPanel) -> bool {
    let metric = ROLL.iter().find(|metric| metric.key == panel.key);
    let is_known = metric.is_some_and(|metric| metric.tier != Tier::Exploratory);
    is_known && panel.provenance != Provenance::Modelled
}
