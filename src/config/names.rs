//! Words that a setting may be.

use crate::model::keyed;
use serde::Deserialize;

/// The two systems of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitsName {
    /// Kilometres.
    Metric,
    /// Miles.
    Imperial,
}

/// The two papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaperName {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

keyed! {
    /// What is run on, as in the log's `surface` column.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum SurfaceName {
        /// Tarmac.
        Road = "road",
        /// Paved walks.
        Pavement = "pavement",
        /// Paths and woods.
        Trail = "trail",
        /// Lawn.
        Grass = "grass",
        /// A running track.
        Track = "track",
        /// A belt.
        Treadmill = "treadmill",
        /// Several.
        Mixed = "mixed",
    }
}

/// How much a copy to send tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ShareName {
    /// No name.
    Plain,
    /// No name, and numbers of days for dates.
    Days,
    /// With the runner's name.
    Named,
}
