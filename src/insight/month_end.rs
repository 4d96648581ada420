//! Whether a month is over, told from the data: its files, its log, and what the runner declares.

use jiff::civil::Date;

pub use crate::page::MonthEnd;

/// What is known of the end of things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// The last day with a file, of any time.
    pub last_file: Option<Date>,
    /// The last day with a row in the log, of any time.
    pub last_logged: Option<Date>,
    /// The last day of the plan.
    pub plan_until: Option<Date>,
    /// The last day of which the export tells, as the runner declares it.
    pub declared: Option<Date>,
}

/// How far a month from its first to its last day is known.
pub fn month_end((first, last): (Date, Date), ends: &Ends) -> MonthEnd {
    let within = |day: Option<Date>| day.filter(|day| *day >= first).map(|day| day.min(last));
    let running_until = within(ends.last_file.max(ends.declared));
    let beyond = |day: &Date| running_until.is_none_or(|known| *day > known) && *day >= first;
    MonthEnd {
        last,
        running_until,
        diary_until: within(ends.last_logged.max(ends.declared)),
        plan_until: ends.plan_until.filter(beyond).map(|day| day.min(last)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const NOVEMBER: (Date, Date) = (date(2026, 11, 1), date(2026, 11, 30));

    fn november(file: i8, log: Option<Date>, declared: Option<Date>) -> MonthEnd {
        let ends = Ends {
            last_file: Some(date(2026, 11, file)),
            last_logged: log,
            declared,
            plan_until: None,
        };
        month_end(NOVEMBER, &ends)
    }

    #[test]
    fn a_log_may_go_on_past_the_last_run() {
        let end = november(12, Some(date(2026, 12, 3)), None);
        assert!(!end.running_is_over() && end.diary_until == Some(end.last));
    }

    #[test]
    fn a_later_file_or_what_is_declared_ends_it() {
        let ends = Ends { last_file: Some(date(2026, 12, 1)), ..Ends::default() };
        assert!(month_end(NOVEMBER, &ends).running_is_over());
        let declared = november(12, None, Some(date(2026, 11, 30)));
        assert!(declared.running_is_over());
        let half = november(12, None, Some(date(2026, 11, 20)));
        assert_eq!(half.running_until, Some(date(2026, 11, 20)));
    }

    #[test]
    fn a_month_of_which_only_the_plan_tells_and_one_that_is_before_all() {
        let ends = Ends {
            last_file: Some(date(2026, 10, 20)),
            plan_until: Some(date(2026, 11, 15)),
            ..Ends::default()
        };
        let end = month_end(NOVEMBER, &ends);
        assert_eq!((end.running_until, end.diary_until), (None, None));
        assert_eq!(end.plan_until, Some(date(2026, 11, 15)));
        let october = month_end((date(2026, 10, 1), date(2026, 10, 31)), &ends);
        assert_eq!(october.running_until, Some(date(2026, 10, 20)));
    }
}
