//! Twelve weeks of a load that rises and falls.

use jiff::ToSpan;
use jiff::civil::date;

use crate::model::LoadUnit;
use crate::page::{EvenWeek, LoadSeries, RatioDay};

pub(super) fn series() -> LoadSeries {
    let day = |offset: i32| {
        let turn = f64::from(offset) / 13.0;
        let known = |value: f64| (offset >= 20).then_some(value);
        RatioDay {
            date: date(2026, 8, 9) + i64::from(offset).days(),
            acwr_coupled: known(1.0 + 0.3 * turn.sin()),
            acwr_uncoupled: known(1.0 + 0.4 * turn.sin()),
            acwr_ewma: known(1.0 + 0.25 * turn.sin()),
            ctl: known(4_300.0 + 10.0 * f64::from(offset)),
            atl: known(4_600.0 + 1_500.0 * turn.sin()),
            tsb: known(-1_400.0 * turn.sin()),
        }
    };
    LoadSeries {
        unit: LoadUnit::Distance,
        weeks: vec![EvenWeek {
            monday: date(2026, 10, 19),
            monotony: Some(0.9),
            strain: Some(28_000.0),
        }],
        appendix: Some((0..84).map(day).collect()),
    }
}
