//! Spans without a file of which nothing is known: a gap in the files is not rest.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    model::{
        DayActivity, PainEntry,
        calendar::{days_after, each_day, shifted},
    },
    page::{UnknownSpan, WhyUnknown},
    pain::PainLog,
    signal,
};

/// Of more than a year without a file nothing is known anyway.
const LONGEST_DAYS: i64 = 366;
/// Under so many gaps nobody's usual gap is known.
const FEWEST_GAPS: usize = 10;
/// A span is far longer than the usual gaps when it is longer than four weeks and than four times
/// nine gaps in ten.
const FAR_DAYS: f64 = 28.0;
const FAR_TIMES: f64 = 4.0;
const USUAL_SHARE: f64 = 0.9;

/// The spans between files of which nothing is known. `file_days` are the days that have a file;
/// `is_unwell` tells days of injury or illness, which explain a gap as rest in the log does.
pub fn unknown_spans(
    file_days: impl IntoIterator<Item = Date>,
    log: &PainLog,
    is_unwell: impl Fn(Date) -> bool,
) -> Vec<UnknownSpan> {
    let days: Vec<Date> = file_days.into_iter().collect::<BTreeSet<Date>>().into_iter().collect();
    let far = Far::of(&days);
    let explained = |day: Date| is_unwell(day) || tells_no_run(log, day);
    let mut spans = Vec::new();
    for pair in days.windows(2) {
        let &[before, after] = pair else { continue };
        let Some((first, last)) = between(before, after) else { continue };
        let why = match far.as_ref().filter(|far| far.is_far(before, after)) {
            _ if each_day(first, last).any(|day| hides_a_run(log, day)) => WhyUnknown::ReportedRuns,
            Some(far) => WhyUnknown::LongSilence { usual_days: far.usual_days },
            None => continue,
        };
        spans.extend(parts(first, last, &explained).into_iter().map(|(first, last)| UnknownSpan {
            first,
            last,
            why,
            reported_days: each_day(first, last).filter(|day| tells_a_run(log, *day)).count(),
        }));
    }
    spans
}

/// The days between two files; none where there are none, or too many to be a gap.
fn between(before: Date, after: Date) -> Option<(Date, Date)> {
    let apart = days_after(before, after);
    let is_gap = (2..=LONGEST_DAYS).contains(&apart);
    is_gap.then(|| Some((shifted(before, 1)?, shifted(after, -1)?))).flatten()
}

/// From when on a gap is far longer than the usual ones.
struct Far {
    usual_days: f64,
}

impl Far {
    fn of(days: &[Date]) -> Option<Far> {
        let gaps = days.windows(2).map(|pair| match pair {
            [a, b] => days_after(*a, *b) as f64,
            _ => 0.0,
        });
        let gaps: Vec<f64> = gaps.filter(|days| *days <= LONGEST_DAYS as f64).collect();
        let usual_days = signal::quantile(&gaps, USUAL_SHARE)?;
        (gaps.len() >= FEWEST_GAPS).then_some(Far { usual_days })
    }

    fn is_far(&self, before: Date, after: Date) -> bool {
        let days = (days_after(before, after) - 1) as f64;
        days > FAR_DAYS && days > FAR_TIMES * self.usual_days
    }
}

/// The rows of days in a span that nothing explains.
fn parts(first: Date, last: Date, explained: &impl Fn(Date) -> bool) -> Vec<(Date, Date)> {
    let open: Vec<Date> = each_day(first, last).filter(|day| !explained(*day)).collect();
    open.chunk_by(|a, b| days_after(*a, *b) == 1)
        .filter_map(|row| Some((*row.first()?, *row.last()?)))
        .collect()
}

fn tells_a_run(log: &PainLog, day: Date) -> bool {
    log.day(day).is_some_and(PainEntry::tells_a_run)
}

/// A run that is told without any length.
fn hides_a_run(log: &PainLog, day: Date) -> bool {
    let length = |row: &PainEntry| row.run_min.or(row.run_km).is_some_and(|it| it > 0.0);
    log.day(day).is_some_and(|row| row.tells_a_run() && !length(row))
}

/// Whether the log says of a day that nobody ran: it is called rest, other sport or ill.
fn tells_no_run(log: &PainLog, day: Date) -> bool {
    let activity = log.day(day).and_then(|row| row.activity);
    !tells_a_run(log, day)
        && matches!(activity, Some(DayActivity::Rest | DayActivity::Other | DayActivity::Ill))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pain::{ColumnMap, read};

    fn day(i: i32) -> Date {
        shifted(date(2026, 6, 1), i).unwrap()
    }

    fn log(rows: &[(i32, &str)]) -> PainLog {
        let row =
            |text: String, (i, cells): &(i32, &str)| text + &format!("{},1,{cells}\n", day(*i));
        let rows = rows.iter().fold(String::new(), row);
        let text = format!("date,pain_morning,activity,run_min,run_km\n{rows}");
        read(text.as_bytes(), &ColumnMap::default(), "log").unwrap()
    }

    /// Files on every second day but for those from the first to the last of the gap.
    fn files(gap: std::ops::Range<i32>) -> Vec<Date> {
        (0..100).filter(|i| i % 2 == 0 && !gap.contains(i)).map(day).collect()
    }

    fn spans(files: &[Date], log: &PainLog) -> Vec<(Date, Date, &'static str)> {
        unknown_spans(files.iter().copied(), log, |_| false)
            .iter()
            .map(|span| (span.first, span.last, span.why.key()))
            .collect()
    }

    #[test]
    fn a_gap_that_the_log_fills_with_runs_is_unknown_but_for_its_rest_days() {
        let log = log(&[(31, "run,,"), (33, "rest,,"), (36, "run,,"), (60, "rest,,")]);
        let files = files(30..40);
        assert_eq!(
            spans(&files, &log),
            [(day(29), day(32), "reported_runs"), (day(34), day(39), "reported_runs")]
        );
        assert_eq!(unknown_spans(files, &log, |_| false)[0].reported_days, 1);
    }

    #[test]
    fn a_run_with_its_length_in_the_log_hides_nothing() {
        let files = files(30..40);
        assert_eq!(spans(&files, &log(&[(31, "run,,6"), (35, "run,40,")])), []);
        assert_eq!(spans(&files, &log(&[(31, "run,0,")])).len(), 1);
    }

    #[test]
    fn a_silence_of_over_four_weeks_is_unknown_for_who_runs_every_other_day() {
        let nothing = log(&[]);
        assert_eq!(spans(&files(30..58), &nothing), [(day(29), day(57), "long_silence")]);
        assert_eq!(spans(&files(30..56), &nothing), [], "27 days");
        // Who runs every tenth day may pause for five weeks.
        let seldom: Vec<Date> =
            (0..30).map(|i| day(10 * i + if i > 15 { 26 } else { 0 })).collect();
        assert_eq!(spans(&seldom, &nothing), []);
        // Nine files tell of no habit.
        let few: Vec<Date> = (0..9).map(|i| day(2 * i + if i > 4 { 60 } else { 0 })).collect();
        assert_eq!(spans(&few, &nothing), []);
    }

    #[test]
    fn rest_in_the_log_and_days_unwell_explain_a_silence() {
        let rest: Vec<(i32, &str)> = (29..58).map(|i| (i, "rest,,")).collect();
        assert_eq!(spans(&files(30..58), &log(&rest)), []);
        let unwell = |day: Date| day >= self::day(29) && day <= self::day(57);
        assert_eq!(unknown_spans(files(30..58), &log(&[]), unwell), []);
    }
}
