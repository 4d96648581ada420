//! The load as one number a day: how even the weeks were, and the ratios of the appendix.

use jiff::ToSpan as _;

use super::History;
use crate::{
    load::DayLoad,
    page::{EvenWeek, Load, LoadSeries, Period, RatioDay},
};

/// Days that the appendix shows.
const SHOWN_DAYS: i32 = 84;

/// The series of a period; none where nothing was run.
pub(super) fn series(history: &History<'_>, period: &Period, load: &Load) -> Option<LoadSeries> {
    let end = period.last.min(period.known_until);
    let loads = history.loads();
    let until = loads.partition_point(|day| day.date <= end);
    let known = loads.get(..until)?;
    let unit = known.last()?.load_unit;
    let weeks: Vec<EvenWeek> = load
        .weeks
        .iter()
        .filter_map(|week| {
            let sunday = week.monday.saturating_add(6.days());
            let day = history.load_on(sunday).filter(|day| day.date <= end)?;
            let (monotony, strain) = (day.monotony_7d, day.strain_7d);
            Some(EvenWeek { monday: week.monday, monotony, strain })
        })
        .collect();
    let from = end.saturating_sub(SHOWN_DAYS.days());
    let appendix = history
        .config
        .report
        .appendix
        .then(|| known.iter().filter(|day| day.date > from).map(ratios).collect::<Vec<_>>());
    let tells = weeks.iter().any(|week| week.monotony.is_some()) || appendix.is_some();
    tells.then_some(LoadSeries { unit, weeks, appendix })
}

fn ratios(day: &DayLoad) -> RatioDay {
    RatioDay {
        date: day.date,
        acwr_coupled: day.acwr_rolling_coupled,
        acwr_uncoupled: day.acwr_rolling_uncoupled,
        acwr_ewma: day.acwr_ewma,
        ctl: day.ctl,
        atl: day.atl,
        tsb: day.tsb,
    }
}
