//! A calendar year, month by month: what was run, how, and how the back was, beside the year before.

mod changes;
mod form;
mod pace;
mod sums;
mod told;

use jiff::civil::{Date, date};

use self::told::{Told, days_of};
use super::{History, period::within};
use crate::{
    load::{self, DayLoad, LoadWeek},
    model::Month,
    page::{Amount, LighterWeeks, Period, PeriodKind, Year, YearMonth},
    pain::PainLog,
};

impl History<'_> {
    /// Every year with an activity or a diary row, newest first.
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.months().iter().map(|month| month.first.year()).collect();
        years.dedup();
        years
    }

    /// All that the page of a year says; none for a year of which nothing can be known.
    pub fn year(&self, year: i16) -> Option<Year> {
        let period = of_year(year, self.known?.1)?;
        let before = of_year(year.checked_sub(1)?, period.known_until)?;
        let told = Told::of(self.log, period.known_until);
        let months = months_of(self, &period, &told);
        let months_before = Some(months_of(self, &before, &told))
            .filter(|months| months.iter().any(YearMonth::is_known))
            .unwrap_or_default();
        let year = Year {
            name: self.config.name.clone(),
            safety: self.safety(&period),
            withheld: Vec::new(),
            sums: sums::sums(self, (period.first, period.known_until), &told),
            sums_before: sums::span_before(&period).map(|span| sums::sums(self, span, &told)),
            form: form::form(self, &period),
            pace_cadence: pace::pace_cadence(self, &period),
            unwell: super::days::unwell(self, &period)
                .into_iter()
                .filter(|(_, last)| *last >= period.first)
                .map(|(first, last)| (first.max(period.first), last))
                .collect(),
            plan: self.plan.and_then(|plan| plan.held(period.first, period.known_until)),
            visits: visits(self.log, &period),
            changes: changes::compared(self, &period, &told),
            lighter: lighter_weeks(&self.loads, &period),
            months,
            months_before,
            period,
        };
        Some(year.obeying_its_box())
    }
}

/// A year as a period, of which days are known up to `known_until`.
fn of_year(year: i16, known_until: Date) -> Option<Period> {
    let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    let known_until = known_until.clamp(first, last);
    Some(Period { kind: PeriodKind::Year, first, last, known_until })
}

/// The months of a year, days after its last known one left out.
fn months_of(history: &History<'_>, year: &Period, told: &Told<'_>) -> Vec<YearMonth> {
    (1..=12)
        .map(|month| Month::of(date(year.first.year(), month, 1)))
        .map(|month| {
            let days = usize::try_from(month.days()).unwrap_or(0);
            one_month(
                month,
                days_of(&history.loads, (month.first(), month.last().min(year.known_until))),
                days,
                told,
            )
        })
        .collect()
}

fn one_month(month: Month, loads: &[DayLoad], days: usize, told: &Told<'_>) -> YearMonth {
    let span = (month.first(), month.last());
    let known: Vec<&DayLoad> = loads.iter().filter(|day| day.known).collect();
    let is_whole = known.len() == days;
    let sum = |of: fn(&DayLoad) -> Option<f64>| {
        let values: Vec<f64> = known.iter().filter_map(|day| of(day)).collect();
        // Without a value there is no sum: a month of runs whose length nobody knows is no zero.
        (!values.is_empty()).then(|| Amount {
            value: values.iter().sum(),
            is_whole: is_whole && values.len() == known.len(),
        })
    };
    let longest = loads.iter().filter_map(|day| day.longest_m).max_by(f64::total_cmp);
    let is_told = known.iter().all(|day| day.runs == 0 || day.longest_m.is_some());
    YearMonth {
        first: month.first(),
        days_known: known.len(),
        days,
        runs: loads.iter().map(|day| day.runs).sum(),
        distance_m: sum(|day| day.distance_m),
        running_min: sum(|day| day.running_min),
        longest_m: longest.map(|value| Amount { value, is_whole: is_whole && is_told }),
        days_without_run: (!known.is_empty()).then(|| Amount {
            value: known.iter().filter(|day| day.runs == 0).count() as f64,
            is_whole,
        }),
        mornings: told.mornings(span),
        peak: told.peak(span),
        flare_days: told.flare_days(span),
    }
}

/// Treatments and visits of a period, in the runner's words.
fn visits(log: Option<&PainLog>, period: &Period) -> Vec<(Date, String)> {
    let rows = log.into_iter().flat_map(|log| log.days(period.first, period.known_until));
    rows.filter_map(|row| Some((row.date, row.treatment.clone()?))).collect()
}

/// Lighter weeks whose Monday lies in a period.
fn lighter_weeks(loads: &[DayLoad], period: &Period) -> LighterWeeks {
    let weeks = load::weeks(loads, period.known_until);
    let own: Vec<&LoadWeek> = weeks.iter().filter(|week| within(period, week.monday)).collect();
    LighterWeeks {
        mondays: own.iter().filter(|week| week.is_lighter()).map(|week| week.monday).collect(),
        weeks: own.iter().filter(|week| !week.partial && week.runs > 0).count(),
        since: load::weeks_since_lighter(&weeks, period.known_until),
        since_off: load::weeks_since_off(&weeks, period.known_until),
    }
}
