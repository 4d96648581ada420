//! Form uphill, level and downhill.

use serde::Serialize;

use crate::output::document::object;
use crate::{
    page::{BySlope, NoSlopes, OnSlope, QuantityBySlope, Slope, SlopeMean, Slopes, TooLittle},
    say::slope::{no_slopes, too_little},
};

/// One entry a quantity, in the order of the page.
pub(super) fn by_slope(by_slope: &BySlope) -> impl Serialize {
    by_slope.quantities.iter().map(quantity).collect::<Vec<_>>()
}

fn quantity(of: &QuantityBySlope) -> impl Serialize {
    let (slopes, why) = (of.slopes.as_ref().ok(), of.slopes.as_ref().err());
    let each = |slopes| Slope::ALL.map(|slope| on_slope(slope, Slopes::on(slopes, slope)));
    object! {
        metric: of.key,
        provenance: of.provenance,
        at_speed_m_per_s: slopes.map(|slopes| slopes.at_speed_m_per_s),
        /// Why nothing is told of any slope.
        absent: why.map(|why| NoSlopes::key(*why)),
        detail: why.map(|why| no_slopes(*why)),
        slopes: slopes.into_iter().flat_map(each).collect::<Vec<_>>(),
    }
}

fn on_slope(slope: Slope, on: &OnSlope) -> impl Serialize {
    let off = on.off_level.map(|(off, _)| off);
    object! {
        slope: slope.key(),
        /// In the period, with its 95 % interval.
        #[serde(flatten)]
        now: mean(on.now),
        /// In the reference before it.
        before: mean(on.before),
        /// The period's less the level of the same runs, with its 99 % interval.
        off_level: off.map(|off| off.value),
        off_level_low: off.map(|off| off.low),
        off_level_high: off.map(|off| off.high),
        off_level_n: on.off_level.map_or(0, |(_, runs)| runs),
    }
}

fn mean(told: Result<SlopeMean, TooLittle>) -> impl Serialize {
    let (mean, little) = (told.ok(), told.err());
    object! {
        value: mean.map(|mean| mean.value),
        low: mean.map(|mean| mean.low),
        high: mean.map(|mean| mean.high),
        /// Runs with two minutes or more of it, and the minutes in them.
        n: told.map_or_else(|little| little.runs, |mean| mean.runs),
        minutes: told.map_or_else(|little| little.minutes, |mean| mean.minutes),
        slope_pct: mean.map(|mean| mean.slope_pct),
        absent: little.map(|_| "too_little_data"),
        detail: little.map(too_little),
    }
}
