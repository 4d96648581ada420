//! Days with a run set beside the diary: the run's day, the morning of it and the morning after,
//! joined by local date.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};

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

/// What the runs of a day add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RunDay {
    /// Minutes run; none where no recording of the day can tell.
    pub running_min: Option<f64>,
    /// Metres run.
    pub distance_m: Option<f64>,
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

/// Sets each day with a run beside the diary: every day with a run stays, in order, whatever the
/// diary lacks.
pub fn beside_diary(
    run_days: &BTreeMap<Date, RunDay>,
    diary: &BTreeMap<Date, DiaryDay>,
) -> Vec<DayBeside> {
    run_days
        .iter()
        .map(|(&date, run)| {
            let same_day = diary.get(&date).copied().unwrap_or_default();
            let next_day = date.checked_add(1.day()).ok().and_then(|day| diary.get(&day));
            DayBeside {
                date,
                running_min: run.running_min,
                distance_m: run.distance_m,
                morning: same_day.morning,
                before: same_day.before,
                during: same_day.during,
                next_morning: next_day.and_then(|day| day.morning),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_run_meets_its_own_morning_and_the_next_days() {
        let score = |value: f64| Some(PainScore::new(value).unwrap());
        let runs = BTreeMap::from([
            (date(2026, 2, 28), RunDay { running_min: Some(40.0), distance_m: Some(7000.0) }),
            (date(2026, 3, 5), RunDay { running_min: Some(30.0), distance_m: None }),
            // The calendar's last day has no next one.
            (Date::MAX, RunDay::default()),
        ]);
        let diary = BTreeMap::from([
            (
                date(2026, 2, 28),
                DiaryDay { morning: score(1.0), before: score(1.5), during: score(3.0) },
            ),
            (date(2026, 3, 1), DiaryDay { morning: score(2.0), ..DiaryDay::default() }),
        ]);
        let days = beside_diary(&runs, &diary);
        assert_eq!(days[0].morning, score(1.0));
        assert_eq!(days[0].next_morning, score(2.0));
        // Nothing is logged around the second run: absent, not zero.
        assert_eq!((days[1].morning, days[1].next_morning), (None, None));
        assert_eq!(days[1].running_min, Some(30.0));
        assert_eq!((days.len(), days[2].next_morning), (3, None));
    }
}
