//! Form uphill, on the level and downhill, at the runner's own pace.

use super::Difference;
use crate::model::{Provenance, Unit, keyed};

keyed! {
    /// Uphill, level or downhill.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Slope {
        /// Above 3 % and up to 8 %.
        Up = "up",
        /// Within 3 % to either side.
        Level = "level",
        /// Below −3 % and down to −8 %.
        Down = "down",
    }
}

/// Form by slope, of each quantity that was recorded, in the order of the panels of form.
#[derive(Clone, Debug, PartialEq)]
pub struct BySlope {
    /// One entry a quantity; never empty.
    pub quantities: Vec<QuantityBySlope>,
}

impl BySlope {
    /// The quantities that are told uphill or downhill, in the period.
    pub fn told(&self) -> impl Iterator<Item = (&QuantityBySlope, &Slopes)> {
        self.quantities.iter().filter_map(|of| Some((of, of.slopes.as_ref().ok()?)))
    }
}

/// One quantity by slope.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityBySlope {
    /// Metric key.
    pub key: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// Decimals as shown.
    pub decimals: u8,
    /// Weakest origin of its values.
    pub provenance: Provenance,
    /// The three slopes, or why nothing is told of any.
    pub slopes: Result<Slopes, NoSlopes>,
}

/// A quantity on the three slopes; uphill or downhill, at least, has a value in the period.
#[derive(Clone, Debug, PartialEq)]
pub struct Slopes {
    /// The pace it is told for, in m/s: the runner's own on the level.
    pub at_speed_m_per_s: f64,
    /// Above 3 %.
    pub up: OnSlope,
    /// Within 3 %.
    pub level: OnSlope,
    /// Below −3 %.
    pub down: OnSlope,
}

impl Slopes {
    /// One of the three.
    pub const fn on(&self, slope: Slope) -> &OnSlope {
        match slope {
            Slope::Up => &self.up,
            Slope::Level => &self.level,
            Slope::Down => &self.down,
        }
    }
}

/// A quantity on one slope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnSlope {
    /// In the period.
    pub now: Result<SlopeMean, TooLittle>,
    /// In the weeks of the reference before it.
    pub before: Result<SlopeMean, TooLittle>,
    /// The period's less the level of the same runs, and of how many; none of the level itself, and
    /// where too few runs have both.
    pub off_level: Option<(Difference, usize)>,
}

/// A mean over runs with its 95 % interval, and what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlopeMean {
    /// The mean.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Runs with two minutes or more of it.
    pub runs: usize,
    /// Minutes in them.
    pub minutes: f64,
    /// Their mean slope, in per cent.
    pub slope_pct: f64,
}

/// What there is, where it is too little for a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TooLittle {
    /// Runs with two minutes or more of it.
    pub runs: usize,
    /// Minutes in them.
    pub minutes: f64,
}

/// Why nothing is told of any slope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoSlopes {
    /// Most of the period's runs were on a belt, whose slope is not known.
    Belt,
    /// The slope is not known for enough of the running before the period.
    SlopeNotKnown,
    /// There is no reference yet by which runs are brought to one pace.
    NoReference,
    /// Too little was run uphill and downhill near the own pace.
    TooFlat {
        /// What there is uphill.
        up: TooLittle,
        /// What there is downhill.
        down: TooLittle,
    },
}

impl NoSlopes {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            NoSlopes::Belt => "belt",
            NoSlopes::SlopeNotKnown => "slope_not_known",
            NoSlopes::NoReference => "no_reference",
            NoSlopes::TooFlat { .. } => "too_little_data",
        }
    }
}
