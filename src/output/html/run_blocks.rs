//! Every quantity of every activity, one block an activity: all that the table of activities has no
//! room for.

use crate::say::voice::Spoken;
use crate::{
    metrics::Metric,
    model::{Provenance, Unit},
    page::{RunRow, Units},
};

use super::run_table::{self, Column, HEART_RATE};
use crate::say::words::{self, number};

/// An activity with all that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RunBlock {
    /// Its day.
    pub(super) day: String,
    /// What it was.
    pub(super) sport: String,
    /// Where it came from; empty where that is not to be told.
    pub(super) path: String,
    /// What is known of it, in order.
    pub(super) quantities: Vec<Quantity>,
    /// What is not known of it: each reason with the names of what it keeps from being told.
    pub(super) absent: Vec<(String, String)>,
}

/// One quantity of an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// What it is.
    pub(super) name: &'static str,
    /// The word for how well it is supported, where no validation is known.
    pub(super) caution: Option<&'static str>,
    /// Its unit, where it does not stand beside the value; else empty.
    pub(super) unit: String,
    /// The value.
    pub(super) text: String,
    /// Its origin, where it has one.
    pub(super) provenance: Option<Provenance>,
}

/// The blocks of a page.
pub(super) fn blocks(page: Spoken<'_>, roll: &[&Metric]) -> Vec<RunBlock> {
    let block = |run: &RunRow| {
        let mut quantities = totals(run, page.voice.units);
        quantities.extend(readings(run, roll));
        RunBlock {
            day: page.voice.day(run.date),
            sport: run.sport.clone(),
            path: run.path.clone(),
            quantities,
            absent: absent(run, roll),
        }
    };
    page.runs.iter().map(block).collect()
}

/// Of a run, each reason once, with the quantities that it concerns in the roll's order.
fn absent(run: &RunRow, roll: &[&Metric]) -> Vec<(String, String)> {
    if !run.is_run {
        return Vec::new();
    }
    let reasons: Vec<String> = run.absent.iter().map(|(_, reason)| reason.detail()).collect();
    let named = |reason: &str| {
        let of = run.absent.iter().filter(|(_, why)| why.detail() == reason);
        let names: Vec<&str> = of.map(|(key, _)| Column::of(key, roll).name()).collect();
        (reason.to_owned(), names.join(", "))
    };
    run_table::counted(&reasons).into_iter().map(|(reason, _)| named(reason)).collect()
}

fn totals(run: &RunRow, units: Units) -> Vec<Quantity> {
    let time = |seconds: f64| words::minutes(seconds / 60.0);
    let told = [
        ("Distance", run.distance_m.map(|metres| words::distance(metres, units))),
        ("Time", run.timer_s.map(time)),
        ("Time running", run.running_s.map(time)),
        ("Pace running", run.speed_m_per_s.map(|speed| words::pace(speed, units))),
    ];
    let quantity = |(name, text): (_, Option<String>)| {
        Some(Quantity { name, unit: String::new(), caution: None, text: text?, provenance: None })
    };
    let heart_rate = run.heart_rate_bpm.map(|bpm| Quantity {
        name: HEART_RATE,
        unit: Unit::BeatPerMinute.to_string(),
        caution: None,
        text: number(bpm, 0),
        provenance: Some(Provenance::Measured),
    });
    told.into_iter().filter_map(quantity).chain(heart_rate).collect()
}

/// In the roll's order, then what the roll does not know, as it comes.
fn readings(run: &RunRow, roll: &[&Metric]) -> Vec<Quantity> {
    let place = |key: &str| roll.iter().position(|metric| metric.key == key);
    let mut readings = run.readings.clone();
    readings.sort_by_key(|(key, _, _)| place(key).unwrap_or(roll.len()));
    readings
        .into_iter()
        .map(|(key, value, provenance)| {
            let column = Column::of(key, roll);
            Quantity {
                name: column.name(),
                caution: column.caution(),
                unit: column.unit(),
                text: column.shown(value),
                provenance: Some(provenance),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::voice::Voice;
    use crate::{metrics::ROLL, page::sample};

    #[test]
    fn nothing_that_is_known_of_a_run_is_left_out() {
        let mut page = sample::october();
        page.runs.truncate(1);
        page.runs[0].heart_rate_bpm = Some(148.4);
        page.runs[0].readings =
            ROLL.iter().rev().map(|metric| (metric.key, 0.5, Provenance::Derived)).collect();
        page.runs[0].readings.push(("brand_new", 2.0, Provenance::Modelled));
        let block = blocks(Voice::METRIC.tells(&page), ROLL).remove(0);
        let names: Vec<&str> = block.quantities.iter().map(|quantity| quantity.name).collect();
        let totals = ["Distance", "Time", "Time running", "Pace running", "Heart rate"];
        assert_eq!(names[..5], totals);
        let rest: Vec<&str> = ROLL.iter().map(|metric| metric.name).chain(["brand_new"]).collect();
        assert_eq!(names[5..], rest);
        let heart_rate = &block.quantities[4];
        assert_eq!((heart_rate.text.as_str(), heart_rate.unit.as_str()), ("148", "beats/min"));
        assert!(block.quantities[5..].iter().all(|quantity| quantity.provenance.is_some()));
        assert_eq!(block.path, "2026-10-01-0712.fit");
    }

    #[test]
    fn what_has_no_validation_says_so_and_what_has_one_does_not() {
        let mut page = sample::october();
        page.runs[0].readings = vec![
            ("braking_index", 0.1, Provenance::Modelled),
            ("cadence_spm", 170.0, Provenance::Measured),
        ];
        let found = blocks(Voice::METRIC.tells(&page), ROLL).remove(0).quantities;
        let caution = |name: &str| {
            found.iter().find(|quantity| quantity.name == name).map(|quantity| quantity.caution)
        };
        assert_eq!(caution("Braking index"), Some(Some("exploratory")));
        assert_eq!(caution("Cadence"), Some(None));
    }

    #[test]
    fn where_form_is_withheld_totals_stand_alone() {
        let page = sample::urgent();
        let found = blocks(Voice::METRIC.tells(&page), ROLL);
        assert_eq!(found.len(), page.runs.len());
        assert!(found.iter().flat_map(|block| &block.quantities).all(|one| one.caution.is_none()));
        assert!(found[0].quantities.iter().all(|quantity| quantity.name != "Cadence"));
    }
}
