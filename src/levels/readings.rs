//! One row per activity and metric.

use std::borrow::Borrow;

use super::{Of, Table};
use crate::{
    metrics::{Estimate, Reading},
    outing::Outing,
};

/// One row per activity and metric, with the value or why there is none.
pub fn readings<O: Borrow<Outing>>(outings: &[O]) -> Table {
    let rows: Vec<(&Outing, &Reading)> = outings
        .iter()
        .map(Borrow::borrow)
        .flat_map(|outing| outing.readings.iter().map(move |reading| (outing, reading)))
        .collect();
    let of = |of: fn(&Estimate) -> Option<f64>| {
        move |(_, reading): &(&Outing, &Reading)| reading.outcome.as_ref().ok().and_then(of)
    };
    Of::rows(&rows)
        .text("activity_id", "the file's hash and the session's number", |(outing, _)| {
            Some(outing.key())
        })
        .day("date", "local calendar day", |(outing, _)| Some(outing.date()))
        .text("metric", "the metric's key", |(_, reading)| Some(reading.metric.key.to_owned()))
        .number("value", "the value, in the unit beside it", of(|it| Some(it.value)))
        .number("low", "lower end of the 90 % range", of(|it| it.range.map(|(low, _)| low)))
        .number("high", "upper end of the 90 % range", of(|it| it.range.map(|(_, high)| high)))
        .text("unit", "its unit", |(_, reading)| Some(reading.metric.unit.to_string()))
        .text("provenance", "measured, derived or modelled", |(_, reading)| {
            reading.outcome.as_ref().ok().map(|it| it.provenance.key().to_owned())
        })
        .text("tier", "how well the metric is supported", |(_, reading)| {
            Some(reading.metric.tier.word().to_owned())
        })
        .number(
            "coverage",
            "share of the running time behind the value",
            of(|it| Some(it.coverage)),
        )
        .text("absent_because", "why there is no value", |(_, reading)| {
            reading.outcome.as_ref().err().map(|absent| absent.key().to_owned())
        })
        .table()
}
