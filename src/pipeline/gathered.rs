//! Everything an export says, once.

use super::outcome::FileOutcome;
use crate::{model::HealthDiary, outing::Outing};

/// Everything an export says, once.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// One outcome a file, in the order of paths.
    pub files: Vec<FileOutcome>,
    /// Every activity, by start and then by path.
    pub outings: Vec<Outing>,
    /// What accounts say beside the runs, those without a run too; nothing where that was not asked
    /// for.
    pub health: HealthDiary,
}
