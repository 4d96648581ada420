//! Rows of one session to be.

use super::unite::United;
use crate::model::SessionTotals;

/// Rows of one session to be.
pub(super) struct Lived {
    /// Which session of the file it comes from.
    pub(super) session: usize,
    /// Its samples, in order of time: each the rows of the file that are united in it.
    pub(super) samples: Vec<United>,
    /// What is written of it.
    pub(super) totals: SessionTotals,
}
