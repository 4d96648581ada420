//! What every reader of an account hands back: its runs, and what was found.

use std::{collections::BTreeMap, fmt::Debug};

use super::recorded::Recorded;
use crate::model::{HealthDiary, Notice};

/// The runs that a reader keeps.
pub(super) trait Runs: Debug + Send + Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// When a run began, in seconds since 1970 UTC.
    fn started_s(&self, run: usize) -> Option<i64>;

    /// The files that a run names, by the [`ending`](super::ending) of their paths.
    fn files_of(&self, run: usize) -> Vec<&str>;

    /// A run with those of its files that could be had; none where there is no such run.
    fn recorded(&self, run: usize, files: &BTreeMap<String, Vec<u8>>) -> Option<Recorded>;

    /// What is said beside the runs, where that was asked for.
    fn diary(&self) -> HealthDiary {
        HealthDiary::default()
    }

    /// What was found, in numbers.
    fn found(&self) -> AccountCounts;
}

/// What was found in an account, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountCounts {
    /// Runs.
    pub runs: usize,
    /// Copies of runs that were left out.
    pub copies: usize,
    /// Recordings of other sports.
    pub others: usize,
    /// Loose records that were looked at.
    pub records: usize,
    /// What was wrong with the account as a whole.
    pub notices: Vec<Notice>,
}
