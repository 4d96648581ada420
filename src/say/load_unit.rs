//! In what a day's load is counted, and why, in words.

use crate::model::LoadUnit;

/// What it is.
pub(crate) const fn name(unit: LoadUnit) -> &'static str {
    match unit {
        LoadUnit::SessionRpe => "session RPE × minutes",
        LoadUnit::Distance => "distance",
        LoadUnit::RunningTime => "running minutes",
    }
}

/// Why this one, a sentence without its end.
pub(crate) const fn why(unit: LoadUnit) -> &'static str {
    match unit {
        LoadUnit::SessionRpe => "four of five runs or more have a rating of effort",
        LoadUnit::Distance => {
            "fewer than four of five runs have a rating of effort, and so many have a distance"
        }
        LoadUnit::RunningTime => {
            "fewer than four of five runs have a rating of effort or a distance"
        }
    }
}
