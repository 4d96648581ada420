//! What is not known of the running, in words, and what to do about it.

use jiff::civil::Date;

use super::{
    voice::{Dates, Voice},
    words::{self, count},
};
use crate::page::{MonthEnd, UnknownSpan, WhyUnknown};

/// A span and why nothing is known of it, days as `told` says them.
pub(crate) fn span_and_why(span: &UnknownSpan, told: impl Fn(Date) -> String) -> String {
    let days = if span.first == span.last {
        told(span.first)
    } else {
        format!("{} to {}", told(span.first), told(span.last))
    };
    let why = match span.why {
        WhyUnknown::Declared => "a gap by your settings".to_owned(),
        WhyUnknown::ReportedRuns => {
            format!("no file, and the log tells a run on {}", count(span.reported_days, "day"))
        }
        WhyUnknown::LongSilence { usual_days } => format!(
            "no file for {} days, where nine in ten of your gaps end by day {}",
            span.days(),
            words::number(usual_days, 0)
        ),
    };
    format!("{days}: {why}")
}

/// What to do about a span; none where the runner has said it.
pub(crate) fn advice(span: &UnknownSpan) -> Option<String> {
    let gap = format!("gaps = [[\"{}\", \"{}\"]] under [coverage]", span.first, span.last);
    match span.why {
        WhyUnknown::Declared => None,
        WhyUnknown::ReportedRuns => Some(format!(
            "add the export that is missing, or the run's length to the log (run_min, run_km); if \
             the files are gone, say {gap}"
        )),
        WhyUnknown::LongSilence { .. } => Some(format!(
            "add the export that is missing, or say {gap}; if you did not run, give these days the \
             activity rest in the log, or name them as [[unwell]]"
        )),
    }
}

impl Voice {
    /// A span and why nothing is known of it.
    pub(crate) fn unknown_span(self, span: &UnknownSpan) -> String {
        span_and_why(span, |day| self.day(day))
    }

    /// What to do about a span. What to type holds its dates, so that a copy with numbers of days has
    /// none of it.
    pub(crate) fn advice(self, span: &UnknownSpan) -> Option<String> {
        if self.dates == Dates::Calendar { advice(span) } else { None }
    }

    /// A span, why nothing is known of it, and what to do, as it stands by itself.
    pub(crate) fn unknown_days(self, span: &UnknownSpan) -> String {
        let advice =
            self.advice(span).map_or_else(String::new, |advice| format!(" To do: {advice}."));
        let span = self.unknown_span(span);
        format!("Running not known, {}.{advice}", words::with_units_held(&span))
    }

    /// What is said of a month whose running is not known to its end, and what to do; none where it
    /// is. It never says that days are still to come: an old archive ends so as well.
    pub(crate) fn month_end(self, end: &MonthEnd) -> Option<String> {
        if end.running_is_over() {
            return None;
        }
        let told = |day| self.day_and_year(day);
        let files = match end.running_until {
            Some(day) => format!("The last file is of {}", told(day)),
            None => "No file is of this month".to_owned(),
        };
        let beyond =
            |day: Option<Date>| day.filter(|day| end.running_until.is_none_or(|it| *day > it));
        let goes_on = match (beyond(end.diary_until), beyond(end.plan_until)) {
            (Some(log), Some(plan)) if log == plan => {
                format!("; the log and the plan go on to {}", told(log))
            }
            (Some(log), Some(plan)) => {
                format!("; the log goes on to {}, the plan to {}", told(log), told(plan))
            }
            (Some(log), None) => format!("; the log goes on to {}", told(log)),
            (None, Some(plan)) => format!("; the plan goes on to {}", told(plan)),
            (None, None) => String::new(),
        };
        let until = beyond(end.diary_until).unwrap_or(end.last);
        let to_do = match self.dates {
            Dates::Calendar => format!(
                ": if nothing was, say `--until {until}`, or `until = {until}` under `[coverage]`"
            ),
            Dates::NumberedFrom(_) => String::new(),
        };
        Some(format!("{files}{goes_on}. Whether anything was run after it is not known{to_do}."))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const NUMBERED: Voice = Voice::METRIC.with_days_numbered_from(date(2026, 6, 1));

    #[test]
    fn a_span_says_why_it_is_not_known_and_what_to_type_only_where_dates_may_stand() {
        let span = UnknownSpan {
            first: date(2026, 6, 30),
            last: date(2026, 7, 3),
            why: WhyUnknown::ReportedRuns,
            reported_days: 1,
        };
        assert_eq!(
            span_and_why(&span, |day| day.to_string()),
            "2026-06-30 to 2026-07-03: no file, and the log tells a run on 1 day"
        );
        let told = Voice::METRIC.unknown_days(&span);
        assert!(told.contains("gaps = [[\"2026-06-30\", \"2026-07-03\"]]"), "{told}");
        assert_eq!(
            NUMBERED.unknown_days(&span),
            "Running not known, day 30 to day 33: no file, and the log tells a run on 1 day."
        );
    }

    #[test]
    fn a_month_not_known_to_its_end_says_what_goes_on_and_what_to_declare() {
        let end = MonthEnd {
            last: date(2026, 11, 30),
            running_until: Some(date(2026, 11, 12)),
            diary_until: Some(date(2026, 11, 30)),
            plan_until: None,
        };
        assert_eq!(
            Voice::METRIC.month_end(&end).unwrap(),
            "The last file is of 12 November 2026; the log goes on to 30 November 2026. Whether \
             anything was run after it is not known: if nothing was, say `--until 2026-11-30`, or \
             `until = 2026-11-30` under `[coverage]`."
        );
        assert_eq!(
            NUMBERED.month_end(&end).unwrap(),
            "The last file is of day 165; the log goes on to day 183. Whether anything was run after \
             it is not known."
        );
        let over = MonthEnd { running_until: Some(end.last), ..end };
        assert_eq!(Voice::METRIC.month_end(&over), None);
    }

    #[test]
    fn an_archive_of_2014_is_not_still_to_come() {
        let end = MonthEnd {
            last: date(2014, 6, 30),
            running_until: Some(date(2014, 6, 12)),
            diary_until: None,
            plan_until: None,
        };
        let words = Voice::METRIC.month_end(&end).unwrap();
        assert!(words.starts_with("The last file is of 12 June 2014. Whether"), "{words}");
        assert!(!words.contains("to come"));
        let planned = MonthEnd { running_until: None, plan_until: Some(date(2014, 6, 15)), ..end };
        let words = Voice::METRIC.month_end(&planned).unwrap();
        assert!(words.starts_with("No file is of this month; the plan goes on to 15"), "{words}");
    }
}
