//! One row per calendar day.

use polars::prelude::DataFrame;

use super::{TableError, columns as c, frame, numbers, texts};
use crate::{load::DayLoad, model::PainScore};

/// One row per calendar day: load and diary.
///
/// # Errors
///
/// When polars refuses the columns.
pub fn days(days: &[DayLoad]) -> Result<DataFrame, TableError> {
    let number = |of: fn(&DayLoad) -> Option<f64>| days.iter().map(of).collect::<Vec<_>>();
    frame(vec![
        texts(c::DATE, days.iter().map(|day| Some(day.date.to_string())).collect()),
        numbers(c::DISTANCE_M, number(|day| day.distance_m)),
        numbers(c::RUNNING_MIN, number(|day| day.running_min)),
        numbers(c::STEPS, number(|day| day.steps)),
        numbers(c::STEPS_UP, number(|day| day.steps_up)),
        numbers(c::STEPS_LEVEL, number(|day| day.steps_level)),
        numbers(c::STEPS_DOWN, number(|day| day.steps_down)),
        numbers(c::SESSION_RPE_LOAD_AU, number(|day| day.session_rpe_load_au)),
        numbers(c::TRIMP_BANISTER, number(|day| day.trimp_banister)),
        numbers(c::TRIMP_EDWARDS, number(|day| day.trimp_edwards)),
        numbers(c::RTSS, number(|day| day.rtss)),
        numbers(c::SPIKE_RATIO, number(|day| day.spike_ratio)),
        texts(
            c::SPIKE_CLASS,
            days.iter().map(|day| Some(day.spike_class.key().to_owned())).collect(),
        ),
        numbers(c::PAIN_MORNING, number(|day| day.pain_morning.map(PainScore::value))),
        numbers(c::PAIN_BEFORE, number(|day| day.pain_before.map(PainScore::value))),
        numbers(c::PAIN_DURING_MAX, number(|day| day.pain_during_max.map(PainScore::value))),
        numbers(c::PAIN_NEXT_MORNING, number(|day| day.pain_next_morning.map(PainScore::value))),
        numbers(c::SLEEP_H, number(|day| day.sleep_h)),
    ])
}
