//! The load as one number a day, and what was done besides running.

use jiff::civil::Date;
use serde::Serialize;

use super::{Number, number};
use crate::page::{EvenWeek, LoadSeries, OtherSport, RatioDay};

#[derive(Serialize)]
pub(super) struct SeriesOut {
    unit: &'static str,
    why: &'static str,
    weeks: Vec<EvenOut>,
    /// Only where the settings ask for it.
    appendix: Option<Vec<RatioOut>>,
}

impl SeriesOut {
    pub(super) fn of(series: &LoadSeries) -> SeriesOut {
        SeriesOut {
            unit: series.unit,
            why: series.why,
            weeks: series.weeks.iter().map(EvenOut::of).collect(),
            appendix: series.appendix.as_ref().map(|days| days.iter().map(RatioOut::of).collect()),
        }
    }
}

#[derive(Serialize)]
struct EvenOut {
    monday: Date,
    monotony_7d: Option<Number>,
    strain_7d: Option<Number>,
}

impl EvenOut {
    fn of(week: &EvenWeek) -> EvenOut {
        EvenOut {
            monday: week.monday,
            monotony_7d: number(week.monotony),
            strain_7d: number(week.strain),
        }
    }
}

#[derive(Serialize)]
struct RatioOut {
    date: Date,
    acwr_rolling_coupled: Option<Number>,
    acwr_rolling_uncoupled: Option<Number>,
    acwr_ewma: Option<Number>,
    ctl: Option<Number>,
    atl: Option<Number>,
    tsb: Option<Number>,
}

impl RatioOut {
    fn of(day: &RatioDay) -> RatioOut {
        RatioOut {
            date: day.date,
            acwr_rolling_coupled: number(day.acwr_coupled),
            acwr_rolling_uncoupled: number(day.acwr_uncoupled),
            acwr_ewma: number(day.acwr_ewma),
            ctl: number(day.ctl),
            atl: number(day.atl),
            tsb: number(day.tsb),
        }
    }
}

#[derive(Serialize)]
pub(super) struct OtherOut<'a> {
    name: &'a str,
    sessions: usize,
    minutes: Option<Number>,
    session_rpe_load_au: Option<Number>,
    on_days_without_run: usize,
}

impl<'a> OtherOut<'a> {
    pub(super) fn of(sport: &'a OtherSport) -> OtherOut<'a> {
        OtherOut {
            name: &sport.name,
            sessions: sport.sessions,
            minutes: number(sport.minutes),
            session_rpe_load_au: number(sport.session_rpe_load_au),
            on_days_without_run: sport.on_days_without_run,
        }
    }
}
