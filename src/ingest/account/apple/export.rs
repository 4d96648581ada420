//! What an export holds of running.

use super::{super::store::Stream, diary::Effort, group::Group, kinds::Kind, sources::Writer};
use crate::model::HealthDiary;

/// What an export holds of running.
#[derive(Debug, Default)]
pub(in super::super) struct Export {
    /// Every run, in order of time, with the copies that were left out.
    pub(super) runs: Vec<Group>,
    pub(super) streams: Vec<[Stream; Kind::ALL.len()]>,
    pub(super) writers: Vec<Writer>,
    /// Workouts of other sports.
    pub(super) other_workouts: usize,
    /// Records of the types that are read.
    pub(super) records: usize,
    /// Of those, the ones that could not be used: no time, no value, or a unit that is none.
    pub(super) unreadable: usize,
    /// Whether the end is missing.
    pub(super) is_cut: bool,
    /// What it says beside the runs, where that was asked for.
    pub(super) diary: HealthDiary,
    /// Ratings of workouts by the runner, in order of time.
    pub(super) efforts: Vec<Effort>,
}
