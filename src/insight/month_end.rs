//! Whether a month is over, told from the data: its files, its log, and what the runner declares.

use jiff::civil::Date;

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

/// How far a month is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthEnd {
    /// The month's last day.
    pub last: Date,
    /// Up to which day its running is known; none where nothing of it is.
    pub running_until: Option<Date>,
    /// Up to which day its diary is known; none where nothing of it is.
    pub diary_until: Option<Date>,
    /// What the plan says beyond the last known run.
    pub plan_until: Option<Date>,
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

impl MonthEnd {
    /// Whether all of its running is known.
    pub fn running_is_over(&self) -> bool {
        self.running_until == Some(self.last)
    }

    /// What is said of a month whose running is not known to its end, and what to do; none where it
    /// is. It never says that days are still to come: an old archive ends so as well.
    pub fn words(&self, told: impl Fn(Date) -> String) -> Option<String> {
        if self.running_is_over() {
            return None;
        }
        let files = match self.running_until {
            Some(day) => format!("The last file is of {}", told(day)),
            None => "No file is of this month".to_owned(),
        };
        let beyond =
            |day: Option<Date>| day.filter(|day| self.running_until.is_none_or(|it| *day > it));
        let goes_on = match (beyond(self.diary_until), beyond(self.plan_until)) {
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
        let until = beyond(self.diary_until).unwrap_or(self.last);
        Some(format!(
            "{files}{goes_on}. Whether anything was run after it is not known: if nothing was, say \
             `--until {until}`, or `until = {until}` under `[coverage]`."
        ))
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

    fn told(day: Date) -> String {
        day.strftime("%-d %B").to_string()
    }

    #[test]
    fn a_log_that_goes_on_past_the_last_run_says_so_and_what_to_declare() {
        let end = november(12, Some(date(2026, 12, 3)), None);
        assert!(!end.running_is_over() && end.diary_until == Some(end.last));
        assert_eq!(
            end.words(told).unwrap(),
            "The last file is of 12 November; the log goes on to 30 November. Whether anything was \
             run after it is not known: if nothing was, say `--until 2026-11-30`, or `until = \
             2026-11-30` under `[coverage]`."
        );
    }

    #[test]
    fn a_later_file_or_what_is_declared_ends_it() {
        let ends = Ends { last_file: Some(date(2026, 12, 1)), ..Ends::default() };
        assert!(month_end(NOVEMBER, &ends).running_is_over());
        let declared = november(12, None, Some(date(2026, 11, 30)));
        assert_eq!((declared.running_is_over(), declared.words(told)), (true, None));
        let half = november(12, None, Some(date(2026, 11, 20)));
        assert_eq!(half.running_until, Some(date(2026, 11, 20)));
    }

    #[test]
    fn an_archive_of_2014_is_not_still_to_come() {
        let june = (date(2014, 6, 1), date(2014, 6, 30));
        let ends = Ends { last_file: Some(date(2014, 6, 12)), ..Ends::default() };
        let words = month_end(june, &ends).words(told).unwrap();
        assert!(words.starts_with("The last file is of 12 June. Whether"), "{words}");
        assert!(!words.contains("to come"));
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
        assert!(
            end.words(told)
                .unwrap()
                .starts_with("No file is of this month; the plan goes on to 15")
        );
        let october = month_end((date(2026, 10, 1), date(2026, 10, 31)), &ends);
        assert_eq!(october.running_until, Some(date(2026, 10, 20)));
    }
}
