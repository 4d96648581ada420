//! What happened inside the runs, and what is worth filming.

use serde::Serialize;

use crate::output::document::object;
use crate::{page::Within, say::within::doubt};

/// The part on what happened within runs.
pub(super) fn within(within: &Within) -> impl Serialize {
    object! {
        overstride_self_pct: within.overstride_self_pct,
        step_length_confidence: within.step_length.as_ref().map(|told| object! {
            grade: told.grade,
            reasons: told.reasons.iter().copied().map(doubt).collect::<Vec<_>>(),
            /// No data with foot positions have confirmed what the index stands for.
            validated: false,
        }),
        contact_balance: within.balance,
        runs: &within.runs,
        film: &within.film,
        fingerprint: within.fingerprint.as_ref(),
    }
}
