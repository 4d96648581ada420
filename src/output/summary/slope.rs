//! Form uphill, level and downhill.

use serde::Serialize;

use crate::{
    model::Provenance,
    page::{BySlope, NoSlopes, OnSlope, QuantityBySlope, Slope, SlopeMean, Slopes, TooLittle},
    say::slope::{no_slopes, too_little},
};

/// One entry a quantity, in the order of the page.
#[derive(Serialize)]
pub(super) struct BySlopeOut(Vec<QuantityOut>);

impl BySlopeOut {
    pub(super) fn of(by_slope: &BySlope) -> BySlopeOut {
        BySlopeOut(by_slope.quantities.iter().map(QuantityOut::of).collect())
    }
}

#[derive(Serialize)]
struct QuantityOut {
    metric: &'static str,
    provenance: Provenance,
    at_speed_m_per_s: Option<f64>,
    /// Why nothing is told of any slope.
    absent: Option<&'static str>,
    detail: Option<String>,
    slopes: Vec<SlopeOut>,
}

impl QuantityOut {
    fn of(of: &QuantityBySlope) -> QuantityOut {
        let (slopes, why) = (of.slopes.as_ref().ok(), of.slopes.as_ref().err());
        let each = |slopes: &Slopes| Slope::ALL.map(|slope| SlopeOut::of(slope, slopes.on(slope)));
        QuantityOut {
            metric: of.key,
            provenance: of.provenance,
            at_speed_m_per_s: slopes.map(|slopes| slopes.at_speed_m_per_s),
            absent: why.map(|why| NoSlopes::key(*why)),
            detail: why.map(|why| no_slopes(*why)),
            slopes: slopes.into_iter().flat_map(each).collect(),
        }
    }
}

#[derive(Serialize)]
struct SlopeOut {
    slope: &'static str,
    /// In the period, with its 95 % interval.
    #[serde(flatten)]
    now: MeanOut,
    /// In the reference before it.
    before: MeanOut,
    /// The period's less the level of the same runs, with its 99 % interval.
    off_level: Option<f64>,
    off_level_low: Option<f64>,
    off_level_high: Option<f64>,
    off_level_n: usize,
}

impl SlopeOut {
    fn of(slope: Slope, on: &OnSlope) -> SlopeOut {
        let off = on.off_level.map(|(off, _)| off);
        SlopeOut {
            slope: slope.key(),
            now: MeanOut::of(on.now),
            before: MeanOut::of(on.before),
            off_level: off.map(|off| off.value),
            off_level_low: off.map(|off| off.low),
            off_level_high: off.map(|off| off.high),
            off_level_n: on.off_level.map_or(0, |(_, runs)| runs),
        }
    }
}

#[derive(Serialize)]
struct MeanOut {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    /// Runs with two minutes or more of it, and the minutes in them.
    n: usize,
    minutes: f64,
    slope_pct: Option<f64>,
    absent: Option<&'static str>,
    detail: Option<String>,
}

impl MeanOut {
    fn of(told: Result<SlopeMean, TooLittle>) -> MeanOut {
        let (mean, little) = (told.ok(), told.err());
        MeanOut {
            value: mean.map(|mean| mean.value),
            low: mean.map(|mean| mean.low),
            high: mean.map(|mean| mean.high),
            n: told.map_or_else(|little| little.runs, |mean| mean.runs),
            minutes: told.map_or_else(|little| little.minutes, |mean| mean.minutes),
            slope_pct: mean.map(|mean| mean.slope_pct),
            absent: little.map(|_| "too_little_data"),
            detail: little.map(too_little),
        }
    }
}
