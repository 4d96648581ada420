//! The load as one number a day: how even the weeks were, and the ratios of the appendix.

use jiff::ToSpan as _;

use super::History;
use crate::{
    load::{DayLoad, LoadUnit},
    page::{CountedIn, EvenWeek, Load, LoadSeries, Period, RatioDay},
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
            let day = known.get(known.binary_search_by_key(&sunday, |day| day.date).ok()?)?;
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
    tells.then_some(LoadSeries {
        unit: unit.shown(),
        counted_in: counted_in(unit),
        why: why(unit),
        weeks,
        appendix,
    })
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

const fn counted_in(unit: LoadUnit) -> CountedIn {
    match unit {
        LoadUnit::SessionRpe => CountedIn::Effort,
        LoadUnit::Distance => CountedIn::Metres,
        LoadUnit::RunningTime => CountedIn::Minutes,
    }
}

const fn why(unit: LoadUnit) -> &'static str {
    match unit {
        LoadUnit::SessionRpe => "four of five runs or more have a rating of effort",
        LoadUnit::Distance => {
            "fewer than four of five runs have a rating of effort, and so many have a distance"
        }
        LoadUnit::RunningTime => {
            "fewer than four of five runs have a rating of effort or a distance"
        }
    }
}
