//! Two tables of activities: one row each, and the long one with a row for each metric.

use polars_core::prelude::DataFrame;

use super::{TableError, columns as c, frame, numbers, texts};
use crate::outing::Outing;

/// One row per activity.
///
/// # Errors
///
/// When polars refuses the columns.
pub fn runs(outings: &[Outing]) -> Result<DataFrame, TableError> {
    let text = |of: fn(&Outing) -> Option<String>| outings.iter().map(of).collect::<Vec<_>>();
    let number = |of: fn(&Outing) -> Option<f64>| outings.iter().map(of).collect::<Vec<_>>();
    frame(vec![
        texts(c::ACTIVITY_ID, text(|outing| Some(outing.key()))),
        texts(c::DATE, text(|outing| Some(outing.date().to_string()))),
        texts(
            c::STARTED,
            text(|outing| Some(outing.started.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())),
        ),
        numbers(c::UTC_OFFSET_S, number(|outing| Some(f64::from(outing.local.utc_offset_s)))),
        texts(c::PATH, text(|outing| Some(outing.shown_path()))),
        texts(c::FORMAT, text(|outing| Some(outing.format.key().to_owned()))),
        texts(c::SPORT, text(|outing| Some(outing.sport.sport.to_string()))),
        texts(
            c::SUB_SPORT,
            text(|outing| outing.sport.sub_sport.as_ref().map(ToString::to_string)),
        ),
        numbers(c::DISTANCE_M, number(|outing| outing.totals.distance_m)),
        numbers(c::ELAPSED_S, number(|outing| outing.totals.elapsed_s)),
        numbers(c::TIMER_S, number(|outing| outing.totals.timer_s)),
        numbers(c::RUNNING_S, number(|outing| outing.totals.running_s)),
        numbers(c::WALKING_S, number(|outing| outing.totals.walking_s)),
        numbers(c::STEPS, number(|outing| outing.totals.steps.map(f64::round))),
        numbers(c::STEPS_UP, number(|outing| outing.totals.steps_up.map(f64::round))),
        numbers(c::STEPS_LEVEL, number(|outing| outing.totals.steps_level.map(f64::round))),
        numbers(c::STEPS_DOWN, number(|outing| outing.totals.steps_down.map(f64::round))),
        numbers(c::ASCENT_M, number(|outing| outing.totals.ascent_m)),
        numbers(c::DESCENT_M, number(|outing| outing.totals.descent_m)),
        numbers(c::HEART_RATE_BPM, number(|outing| outing.totals.heart_rate_bpm)),
        numbers(c::RPE, number(|outing| outing.rpe)),
        texts(c::CADENCE_UNIT, text(|outing| Some(outing.cadence.unit.key().to_owned()))),
    ])
}

/// One row per activity and metric, with the value or why there is none.
///
/// # Errors
///
/// When polars refuses the columns.
pub fn readings(outings: &[Outing]) -> Result<DataFrame, TableError> {
    let rows: Vec<(&Outing, &crate::metrics::Reading)> = outings
        .iter()
        .flat_map(|outing| outing.readings.iter().map(move |reading| (outing, reading)))
        .collect();
    let estimates: Vec<_> = rows.iter().map(|(_, reading)| reading.outcome.as_ref().ok()).collect();
    let number = |of: fn(&crate::metrics::Estimate) -> Option<f64>| {
        estimates.iter().map(|estimate| estimate.and_then(of)).collect::<Vec<_>>()
    };
    frame(vec![
        texts(c::ACTIVITY_ID, rows.iter().map(|(outing, _)| Some(outing.key())).collect()),
        texts(c::DATE, rows.iter().map(|(outing, _)| Some(outing.date().to_string())).collect()),
        texts(
            c::METRIC,
            rows.iter().map(|(_, reading)| Some(reading.metric.key.to_owned())).collect(),
        ),
        numbers(c::VALUE, number(|estimate| Some(estimate.value))),
        numbers(c::LOW, number(|estimate| estimate.range.map(|(low, _)| low))),
        numbers(c::HIGH, number(|estimate| estimate.range.map(|(_, high)| high))),
        texts(
            c::UNIT,
            rows.iter().map(|(_, reading)| Some(reading.metric.unit.to_string())).collect(),
        ),
        texts(
            c::PROVENANCE,
            estimates
                .iter()
                .map(|estimate| estimate.map(|estimate| estimate.provenance.key().to_owned()))
                .collect(),
        ),
        texts(
            c::TIER,
            rows.iter().map(|(_, reading)| Some(reading.metric.tier.word().to_owned())).collect(),
        ),
        numbers(c::COVERAGE, number(|estimate| Some(estimate.coverage))),
        texts(
            c::ABSENT_BECAUSE,
            rows.iter()
                .map(|(_, reading)| {
                    reading.outcome.as_ref().err().map(|absent| absent.key().to_owned())
                })
                .collect(),
        ),
    ])
}
