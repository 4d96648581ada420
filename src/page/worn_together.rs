//! What is known of how far two sensors of one quantity lie apart, from runs worn with both.

use serde::Serialize;

/// How far two sensors lie apart, the latest one less the other, in the panel's unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Apart {
    /// The mean of the runs' differences,
    pub difference: f64,
    /// with its 95 % interval.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// Within these lie 95 of 100 further runs' differences: the limits of agreement.
    pub agreement_low: f64,
    /// See `agreement_low`.
    pub agreement_high: f64,
    /// Runs worn with both, five minutes or more each.
    pub runs: usize,
    /// Minutes in them.
    pub minutes: f64,
}

/// Why it is not told how far two sensors lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NotApart {
    /// Too few runs worn with both, or too short ones.
    TooLittle {
        /// Runs worn with both, five minutes or more each.
        runs: usize,
        /// Minutes in them.
        minutes: f64,
    },
    /// The difference is not the same for low and high values: it changes by so much for each unit.
    NotConstant {
        /// Change of the difference for each unit of the value.
        per_unit: f64,
        /// Runs worn with both.
        runs: usize,
        /// Minutes in them.
        minutes: f64,
    },
}

impl NotApart {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            NotApart::TooLittle { .. } => "too_little_data",
            NotApart::NotConstant { .. } => "not_constant",
        }
    }

    /// Runs worn with both, and minutes in them.
    pub const fn there(self) -> (usize, f64) {
        match self {
            NotApart::TooLittle { runs, minutes } | NotApart::NotConstant { runs, minutes, .. } => {
                (runs, minutes)
            }
        }
    }
}
