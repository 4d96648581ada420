//! What happened inside the runs, and what is worth filming.

use serde::Serialize;

use crate::{
    page::{Balance, FilmMoment, Fingerprint, Grade, Mean, RunWithin, Within},
    say::within::doubt,
};

/// The part on what happened within runs.
#[derive(Serialize)]
pub(super) struct WithinOut<'a> {
    overstride_self_pct: Option<Mean>,
    step_length_confidence: Option<ConfidenceOut>,
    contact_balance: Option<Balance>,
    runs: &'a [RunWithin],
    film: &'a [FilmMoment],
    fingerprint: Option<&'a Fingerprint>,
}

impl<'a> WithinOut<'a> {
    pub(super) fn of(within: &'a Within) -> WithinOut<'a> {
        WithinOut {
            overstride_self_pct: within.overstride_self_pct,
            step_length_confidence: within.step_length.as_ref().map(|told| ConfidenceOut {
                grade: told.grade,
                reasons: told.reasons.iter().copied().map(doubt).collect(),
                validated: false,
            }),
            contact_balance: within.balance,
            runs: &within.runs,
            film: &within.film,
            fingerprint: within.fingerprint.as_ref(),
        }
    }
}

#[derive(Serialize)]
struct ConfidenceOut {
    grade: Grade,
    reasons: Vec<String>,
    /// No data with foot positions have confirmed what the index stands for.
    validated: bool,
}
