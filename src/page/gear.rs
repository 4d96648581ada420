//! Shoes and surfaces.

use serde::Serialize;

/// A shoe in use.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shoe {
    /// Its name.
    pub name: String,
    /// Metres run in it, all told.
    pub distance_m: f64,
    /// Of those, in the period.
    pub in_period_m: f64,
}

/// A surface.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Surface {
    /// Its name.
    pub name: String,
    /// Share of the period's running minutes, 0–1.
    pub share: f64,
}
