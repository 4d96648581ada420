//! Days with a run set beside the diary: the run's day, the morning of it and the morning after,
//! joined by local date.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};
use polars::prelude::{
    DataFrame, DataFrameJoinOps as _, JoinArgs, JoinType, MaintainOrderJoin, PolarsError,
};

use super::{TableError, columns as c, frame, numbers};
use crate::model::PainScore;

/// A day with a run, and what the diary says around it.
#[derive(Clone, Debug, PartialEq)]
pub struct DayBeside {
    /// The day.
    pub date: Date,
    /// Minutes run; none where no recording of the day can tell.
    pub running_min: Option<f64>,
    /// Metres run.
    pub distance_m: Option<f64>,
    /// Pain that morning.
    pub morning: Option<PainScore>,
    /// Pain before the run.
    pub before: Option<PainScore>,
    /// Worst pain during the run.
    pub during: Option<PainScore>,
    /// Pain the next morning.
    pub next_morning: Option<PainScore>,
}

/// What the diary says of a day, as the join needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DiaryDay {
    /// Pain that morning.
    pub morning: Option<PainScore>,
    /// Pain before the run.
    pub before: Option<PainScore>,
    /// Worst pain during the run.
    pub during: Option<PainScore>,
}

/// A join that came out wrong.
#[derive(Debug, thiserror::Error)]
pub enum BesideError {
    /// polars refused.
    #[error(transparent)]
    Table(#[from] TableError),
}

impl From<PolarsError> for BesideError {
    fn from(error: PolarsError) -> BesideError {
        BesideError::Table(TableError(error))
    }
}

/// Sets each day with a run beside the diary: rows of the left stay, in order, whatever the diary
/// lacks.
///
/// # Errors
///
/// When polars refuses the join.
pub fn beside_diary(
    run_days: &BTreeMap<Date, (Option<f64>, Option<f64>)>,
    diary: &BTreeMap<Date, DiaryDay>,
) -> Result<Vec<DayBeside>, BesideError> {
    let runs = frame(vec![
        numbers(c::DAY_NUMBER, run_days.keys().map(|&day| Some(day_number(day))).collect()),
        numbers(c::RUNNING_MIN, run_days.values().map(|&(minutes, _)| minutes).collect()),
        numbers(c::DISTANCE_M, run_days.values().map(|&(_, metres)| metres).collect()),
    ])?;
    let same_day = diary_frame(diary)?;
    let next_day = frame(vec![
        numbers(
            c::DAY_NUMBER,
            diary.keys().map(|&day| Some(day_number(day.saturating_sub(1.day())))).collect(),
        ),
        numbers(
            c::PAIN_NEXT_MORNING,
            diary.values().map(|day| day.morning.map(PainScore::value)).collect(),
        ),
    ])?;
    let mut keep_order = JoinArgs::new(JoinType::Left);
    keep_order.maintain_order = MaintainOrderJoin::Left;
    let joined = runs
        .join(&same_day, [c::DAY_NUMBER], [c::DAY_NUMBER], keep_order.clone(), None)?
        .join(&next_day, [c::DAY_NUMBER], [c::DAY_NUMBER], keep_order, None)?;
    rows(&joined, run_days)
}

/// Days since 1970. A float holds it exactly, and one kind of column is enough.
fn day_number(day: Date) -> f64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(day).map_or(f64::NAN, |span| f64::from(span.get_days()))
}

fn diary_frame(diary: &BTreeMap<Date, DiaryDay>) -> Result<DataFrame, TableError> {
    let score = |of: fn(&DiaryDay) -> Option<PainScore>| {
        diary.values().map(|day| of(day).map(PainScore::value)).collect::<Vec<_>>()
    };
    frame(vec![
        numbers(c::DAY_NUMBER, diary.keys().map(|&day| Some(day_number(day))).collect()),
        numbers(c::PAIN_MORNING, score(|day| day.morning)),
        numbers(c::PAIN_BEFORE, score(|day| day.before)),
        numbers(c::PAIN_DURING_MAX, score(|day| day.during)),
    ])
}

fn rows(
    joined: &DataFrame,
    run_days: &BTreeMap<Date, (Option<f64>, Option<f64>)>,
) -> Result<Vec<DayBeside>, BesideError> {
    let score = |name: &str| -> Result<Vec<Option<PainScore>>, PolarsError> {
        let column = joined.column(name)?.f64()?;
        Ok(column.iter().map(|value| value.and_then(|value| PainScore::new(value).ok())).collect())
    };
    let (morning, before) = (score(c::PAIN_MORNING)?, score(c::PAIN_BEFORE)?);
    let (during, next) = (score(c::PAIN_DURING_MAX)?, score(c::PAIN_NEXT_MORNING)?);
    let diary = morning.into_iter().zip(before).zip(during.into_iter().zip(next));
    Ok(run_days
        .iter()
        .zip(diary)
        .map(
            |((&date, &(running_min, distance_m)), ((morning, before), (during, next_morning)))| {
                DayBeside { date, running_min, distance_m, morning, before, during, next_morning }
            },
        )
        .collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_run_meets_its_own_morning_and_the_next_days() {
        let score = |value: f64| Some(PainScore::new(value).unwrap());
        let runs = BTreeMap::from([
            (date(2026, 2, 28), (Some(40.0), Some(7000.0))),
            (date(2026, 3, 5), (Some(30.0), None)),
        ]);
        let diary = BTreeMap::from([
            (
                date(2026, 2, 28),
                DiaryDay { morning: score(1.0), before: score(1.5), during: score(3.0) },
            ),
            (date(2026, 3, 1), DiaryDay { morning: score(2.0), ..DiaryDay::default() }),
        ]);
        let days = beside_diary(&runs, &diary).unwrap();
        assert_eq!(days[0].morning, score(1.0));
        assert_eq!(days[0].next_morning, score(2.0));
        // Nothing is logged around the second run: absent, not zero.
        assert_eq!((days[1].morning, days[1].next_morning), (None, None));
        assert_eq!(days[1].running_min, Some(30.0));
    }
}
