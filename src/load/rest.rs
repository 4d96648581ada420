//! Rest days and rows of running days.

use jiff::civil::Date;

use super::{DayLoad, LoadMetric};
use crate::{
    model::{DayActivity, Tier, Unit, calendar::each_day},
    pain::PainLog,
};

pub(super) static METRIC: LoadMetric = LoadMetric {
    key: "rest_day",
    name: "Rest day",
    unit: Unit::Count,
    tier: Tier::Exploratory,
    formula: "A day that the log calls rest, without a recorded run and without a session rated 3 \
              or more. A day without a file is only called that: a day without a recorded run.",
    inputs: "`activity` and `rpe` in the log; the recordings",
    limits: "Days that the log does not speak of are not known.",
    not_for: "A count of how well one rests.",
    sources: &[],
};

/// A session rated at least so is no rest, whatever it was.
const HARDEST_REST_RPE: f64 = 3.0;

/// Whether a day was rest, as far as the log says; none where it does not.
pub fn rest_day(log: &PainLog, day: Date, runs: usize) -> Option<bool> {
    let entry = log.day(day)?;
    let hard =
        log.rows_of(day).any(|row| row.rpe.is_some_and(|rpe| rpe.value() >= HARDEST_REST_RPE));
    match entry.activity {
        _ if runs > 0 || hard => Some(false),
        Some(DayActivity::Rest) => Some(true),
        Some(DayActivity::Run | DayActivity::Other | DayActivity::Ill) => Some(false),
        None => None,
    }
}

/// The longest row of days with a run, the first where several are as long; none without a run.
pub fn longest_row(days: &[DayLoad]) -> Option<(Date, Date)> {
    let rows = days.chunk_by(|a, b| (a.runs > 0) == (b.runs > 0));
    let longest = rows
        .filter(|row| row.iter().all(|day| day.runs > 0))
        .reduce(|longest, row| if row.len() > longest.len() { row } else { longest })?;
    Some((longest.first()?.date, longest.last()?.date))
}

/// How many days the longest row of days with a run has.
pub fn longest_streak(days: &[DayLoad]) -> usize {
    longest_row(days).map_or(0, |(first, last)| each_day(first, last).count())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pain::{ColumnMap, read};

    #[test]
    fn a_day_is_rest_only_where_the_log_says_so_and_nothing_speaks_against_it() {
        let text = b"date,pain_morning,activity,rpe\n2026-10-01,1,rest,\n2026-10-02,1,,\n\
                     2026-10-03,1,rest,5\n2026-10-04,1,other,\n2026-10-05,1,rest,2\n";
        let log = read(text, &ColumnMap::default(), "log").unwrap();
        let rest = |day, runs| rest_day(&log, date(2026, 10, day), runs);
        assert_eq!((rest(1, 0), rest(1, 1)), (Some(true), Some(false)));
        assert_eq!((rest(2, 0), rest(3, 0)), (None, Some(false)));
        assert_eq!((rest(4, 0), rest(5, 0)), (Some(false), Some(true)));
        assert_eq!(rest(6, 0), None);
    }
}
