//! One run as it stands in an export: the workout that counts, and what was left out for it.

use super::workout::Workout;

/// A run: the workout that holds most, and the others of the same time.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) best: Workout,
    pub(super) others: Vec<Workout>,
}

impl Group {
    /// The routes of the first of its workouts that names any.
    pub(super) fn routes(&self) -> Option<&[String]> {
        let workouts = std::iter::once(&self.best).chain(&self.others);
        workouts.map(|workout| workout.routes.as_slice()).find(|routes| !routes.is_empty())
    }
}
