//! Words that a setting may be.

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

/// What is run on, as in the log's `surface` column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SurfaceName {
    /// Tarmac.
    Road,
    /// Paved walks.
    Pavement,
    /// Paths and woods.
    Trail,
    /// Lawn.
    Grass,
    /// A running track.
    Track,
    /// A belt.
    Treadmill,
    /// Several.
    Mixed,
}

impl SurfaceName {
    /// The word in the log.
    pub const fn key(self) -> &'static str {
        match self {
            SurfaceName::Road => "road",
            SurfaceName::Pavement => "pavement",
            SurfaceName::Trail => "trail",
            SurfaceName::Grass => "grass",
            SurfaceName::Track => "track",
            SurfaceName::Treadmill => "treadmill",
            SurfaceName::Mixed => "mixed",
        }
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
