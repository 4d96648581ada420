//! What the diary says first about the back: counts, and means with their intervals.

use jiff::civil::Date;

use super::{
    bootstrap::mean_of_days,
    flare_spans::{flares_of, largest, legs, places},
    scales::scales,
};
use crate::{
    model::{Flare, PainEntry, PainScore, calendar::each_day},
    page::{Diary, LoggedAfter, Middle},
    pain::{PainLog, echo::usual_morning, has_pain_value},
    signal,
};

/// A span of days, both ends with it.
pub type Span = (Date, Date);

/// The facts of a period; none when no day of it has a row.
///
/// `ran` tells whether a day had a run, for the mornings after runs.
pub fn diary(
    log: &PainLog,
    period: Span,
    previous: Span,
    ran: impl Fn(Date) -> bool,
) -> Option<Diary> {
    let rows: Vec<&PainEntry> = log.days(period.0, period.1).collect();
    if rows.is_empty() {
        return None;
    }
    let mean = |span, of: &dyn Fn(Date) -> Option<f64>| mean_of_days(&per_day(span, of));
    let morning = |day| log.morning(day).map(PainScore::value);
    let after_run = |day| if ran(day) { log.next_morning(day).map(PainScore::value) } else { None };
    let earlier: Vec<&PainEntry> = match (log.first_day(), period.0.yesterday()) {
        (Some(first), Ok(last)) => log.days(first, last).collect(),
        _ => Vec::new(),
    };
    let flares = flares_of(log, period);
    let in_flare = |day: Date| flares.iter().any(|flare| flare.holds(day));
    Some(Diary {
        peak: largest(rows.iter().filter_map(|row| Some((row.date, row.pain_morning?)))),
        above_usual: above_usual(log, period, &flares),
        mornings: mean(period, &morning),
        mornings_previous: mean(previous, &morning),
        after_runs: mean(period, &after_run),
        after_runs_previous: mean(previous, &after_run),
        places: places(&rows),
        legs: legs(&rows),
        stiff_min: middle(&rows, |row| row.morning_stiff_min),
        medicine_days: medicine_days(&rows),
        function: middle(&rows, |row| row.function.map(PainScore::value)),
        sleep_h: middle(&rows, |row| row.sleep_h),
        treatment_days: rows.iter().filter(|row| row.treatment.is_some()).count(),
        scales: scales(&rows, &earlier, in_flare),
        logged_after: logged_after(log, period, ran),
    })
}

/// Mornings of flares above the usual level, of those that have one to be set against.
fn above_usual(log: &PainLog, (first, last): Span, flares: &[Flare]) -> Option<(usize, usize)> {
    let rows = log.days(first, last).filter(|row| row.pain_morning.is_some());
    let known = rows.filter(|row| usual_morning(log, row.date).is_some()).count();
    let days = flares.iter().flat_map(|flare| &flare.above_usual);
    let above = days.filter(|day| (first..=last).contains(*day)).count();
    (known > 0).then_some((above, known))
}

/// Next mornings logged after run days and after other days, of days whose next morning lies in the
/// span.
fn logged_after(log: &PainLog, span: Span, ran: impl Fn(Date) -> bool) -> Option<LoggedAfter> {
    let (mut run_days, mut other_days) = ((0, 0), (0, 0));
    for day in each_day(span.0, span.1.yesterday().ok()?) {
        let (logged, all) = if ran(day) { &mut run_days } else { &mut other_days };
        *logged += usize::from(log.next_morning(day).is_some());
        *all += 1;
    }
    (run_days.1 > 0 && other_days.1 > 0).then_some(LoggedAfter { run_days, other_days })
}

/// Pain of each morning of a span, one place a calendar day.
pub fn mornings(log: &PainLog, span: Span) -> Vec<Option<f64>> {
    per_day(span, &|day| log.morning(day).map(PainScore::value))
}

/// Days of a span with any pain value.
pub fn days_logged(log: &PainLog, span: Span) -> usize {
    log.days(span.0, span.1).filter(|row| has_pain_value(row)).count()
}

/// Of the days with a pain value, those whose rows were all written on the day itself; none where
/// the span never says when rows were written.
pub fn entered_same_day(log: &PainLog, span: Span) -> Option<usize> {
    let rows: Vec<&PainEntry> =
        log.days(span.0, span.1).filter(|row| has_pain_value(row)).collect();
    rows.iter()
        .any(|row| row.entered_on.is_some())
        .then(|| rows.iter().filter(|row| row.entered_on == Some(row.date)).count())
}

/// Whether painkillers were taken on a day; none where the log does not say.
pub fn took_medicine(entry: &PainEntry) -> Option<bool> {
    entry.meds.as_deref().map(|meds| meds != "none")
}

fn per_day(span: Span, of: &dyn Fn(Date) -> Option<f64>) -> Vec<Option<f64>> {
    each_day(span.0, span.1).map(of).collect()
}

/// How many answers are a yes, and how many there are.
pub(super) fn yes_of(answers: impl Iterator<Item = Option<bool>>) -> (usize, usize) {
    answers.flatten().fold((0, 0), |(yes, told), answer| (yes + usize::from(answer), told + 1))
}

/// Days on painkillers; none where no row says whether any were taken.
pub(crate) fn medicine_days(rows: &[&PainEntry]) -> Option<usize> {
    let (took, told) = yes_of(rows.iter().map(|row| took_medicine(row)));
    (told > 0).then_some(took)
}

fn middle(rows: &[&PainEntry], of: impl Fn(&PainEntry) -> Option<f64>) -> Option<Middle> {
    let values: Vec<f64> = rows.iter().filter_map(|row| of(row)).collect();
    Some(Middle { value: signal::median(&values)?, n: values.len() })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        model::{BodySite, LegSymptom, Side},
        pain::{ColumnMap, read},
    };

    const OCTOBER: Span = (date(2026, 10, 1), date(2026, 10, 31));
    const SEPTEMBER: Span = (date(2026, 9, 1), date(2026, 9, 30));

    fn parsed(text: &str) -> PainLog {
        read(text.as_bytes(), &ColumnMap::default(), "log").unwrap()
    }

    #[test]
    fn places_legs_stiffness_and_medicine_are_counted_by_day() {
        let log = parsed(
            "date,pain_morning,location,side,legs,morning_stiff_min,meds,entered_at\n\
             2026-10-01,2,low_back,right,none,10,none,2026-10-01\n\
             2026-10-02,2,low_back,right,none,20,otc,2026-10-02 21:00\n\
             2026-10-03,2,buttock,,above_knee,15,,2026-10-04\n\
             2026-10-04,,low_back,left,none,,,\n",
        );
        let facts = diary(&log, OCTOBER, SEPTEMBER, |_| false).unwrap();
        let (right, left) = (Some(Side::Right), Some(Side::Left));
        assert_eq!(
            facts.places,
            [
                (BodySite::LowBack, right, 2),
                (BodySite::LowBack, left, 1),
                (BodySite::Buttock, None, 1)
            ]
        );
        assert_eq!(facts.legs, [(LegSymptom::None, 3), (LegSymptom::AboveKnee, 1)]);
        assert_eq!(facts.medicine_days, Some(1));
        let stiff_min = facts.stiff_min.unwrap();
        assert_eq!((stiff_min.value, stiff_min.n), (15.0, 3));
        assert_eq!(entered_same_day(&log, OCTOBER), Some(2));
        assert_eq!(days_logged(&log, OCTOBER), 3);
    }

    #[test]
    fn columns_that_were_never_filled_are_not_known_rather_than_zero() {
        let log = parsed("date,pain_morning,meds\n2026-10-01,2,\n2026-11-01,2,otc\n");
        let facts = diary(&log, OCTOBER, SEPTEMBER, |_| false).unwrap();
        assert_eq!((facts.medicine_days, facts.stiff_min, facts.sleep_h), (None, None, None));
        assert_eq!(facts.mornings_previous, None);
        assert_eq!(entered_same_day(&log, OCTOBER), None);
        assert_eq!(diary(&log, SEPTEMBER, SEPTEMBER, |_| false), None);
    }

    #[test]
    fn mornings_logged_are_counted_after_runs_and_after_other_days() {
        let log = parsed("date,pain_morning\n2026-10-02,2\n2026-10-03,2\n2026-10-06,2\n");
        let week = (date(2026, 10, 1), date(2026, 10, 7));
        let after = |ran: &dyn Fn(Date) -> bool| logged_after(&log, week, ran);
        // Runs on the 1st, 3rd and 5th: the 2nd and the 6th are logged, the 4th is not. Of the 2nd,
        // 4th and 6th only the 3rd's morning is; the morning after the 7th is of another week.
        let told = after(&|day| day.day() % 2 == 1).unwrap();
        assert_eq!(told, LoggedAfter { run_days: (2, 3), other_days: (1, 3) });
        assert_eq!(after(&|_| true), None);
    }

    #[test]
    fn the_morning_after_the_months_last_run_belongs_to_the_month() {
        let log = parsed("date,pain_morning\n2026-10-31,2\n2026-11-01,6\n");
        let facts = diary(&log, OCTOBER, SEPTEMBER, |day| day == date(2026, 10, 31)).unwrap();
        assert_eq!(facts.after_runs.map(|mean| (mean.value, mean.n)), Some((6.0, 1)));
        assert_eq!(facts.mornings.map(|mean| (mean.value, mean.n)), Some((2.0, 1)));
    }
}
