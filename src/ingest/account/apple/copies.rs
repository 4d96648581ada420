//! One run, several workouts: the watch's, that of an app which wrote it back, a second watch's.

use super::{export::Export, group::Group, kinds::Kind, sources::Writer, workout::Workout};
use crate::ingest::account::copies::{self, Copyable};

/// A workout with how much it holds.
struct Weighed(Workout, f64);

impl Copyable for Weighed {
    fn span(&self) -> (i64, i64) {
        (self.0.start_s, self.0.end_s)
    }

    fn richness(&self) -> f64 {
        self.1
    }
}

/// Workouts by run, in order of time.
pub(super) fn grouped(workouts: Vec<Workout>, export: &Export) -> Vec<Group> {
    let weighed = workouts.into_iter().map(|workout| {
        let richness = richness(&workout, export);
        Weighed(workout, richness)
    });
    let groups = copies::grouped(weighed.collect()).into_iter();
    groups
        .map(|(best, others)| Group {
            best: best.0,
            others: others.into_iter().map(|other| other.0).collect(),
        })
        .collect()
}

/// How much a workout holds: contact time, then steps of its own writer, then being a watch's, then a
/// route, then time.
fn richness(workout: &Workout, export: &Export) -> f64 {
    let holds = |kind| {
        let own = |source| export.within(source, kind, workout.start_s, workout.end_s);
        workout.told(kind).is_some() || workout.source.is_some_and(|source| !own(source).is_empty())
    };
    let points = [
        (8.0, holds(Kind::Contact)),
        (4.0, holds(Kind::Steps)),
        (2.0, export.writer(workout.source).is_some_and(Writer::is_watch)),
        (1.0, !workout.routes.is_empty()),
    ];
    let held = points.iter().filter(|(_, holds)| *holds).fold(0.0, |sum, (points, _)| sum + points);
    let active_s = workout.active_s.unwrap_or(0.0).clamp(0.0, 1e6);
    held + active_s / 1e7
}
