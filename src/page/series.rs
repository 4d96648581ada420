//! The load as one number a day, and what people make of such series.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::LoadUnit;

/// Daily load in one unit, with what is worked out from it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LoadSeries {
    /// The unit: they are never mixed in one series.
    #[serde(skip)]
    pub unit: LoadUnit,
    /// The weeks of the load panel, oldest first.
    pub weeks: Vec<EvenWeek>,
    /// Ratios and running means of twelve weeks, only where the settings ask for them.
    pub appendix: Option<Vec<RatioDay>>,
}

/// How even a week was.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct EvenWeek {
    /// Its Monday.
    pub monday: Date,
    /// Mean of its seven daily loads by their sample standard deviation, zeros with them.
    #[serde(rename = "monotony_7d")]
    pub monotony: Option<f64>,
    /// The week's load times its monotony.
    #[serde(rename = "strain_7d")]
    pub strain: Option<f64>,
}

/// Ratios and running means at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RatioDay {
    /// The day.
    pub date: Date,
    /// Seven days by the 28 that hold them.
    #[serde(rename = "acwr_rolling_coupled")]
    pub acwr_coupled: Option<f64>,
    /// Seven days by the 21 before them.
    #[serde(rename = "acwr_rolling_uncoupled")]
    pub acwr_uncoupled: Option<f64>,
    /// Exponentially weighted means of 7 and 28 days.
    pub acwr_ewma: Option<f64>,
    /// Running mean of 42 days, "fitness".
    pub ctl: Option<f64>,
    /// Running mean of 7 days, "fatigue".
    pub atl: Option<f64>,
    /// Their difference the day before, "form".
    pub tsb: Option<f64>,
}
