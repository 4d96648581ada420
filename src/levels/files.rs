//! One row per file, or member of an archive.

use super::{Of, Table};
use crate::pipeline::FileOutcome;

/// What became of each file.
pub fn files(rows: &[FileOutcome]) -> Table {
    Of::rows(rows)
        .text("path", "the file, below the folder that was named", |file| Some(file.path.clone()))
        .text("kind", "activity, duplicate, not_an_activity or unreadable", |file| {
            Some(file.kind.key().to_owned())
        })
        .text("reason", "why it is not an activity of its own", |file| {
            file.reason.as_ref().map(ToString::to_string)
        })
        .count("sessions", "activities that it gave or joined", |file| file.activities.len())
        .text("activities", "their identities, with a blank between them", |file| {
            (!file.activities.is_empty()).then(|| file.activities.join(" "))
        })
        .text("notices", "what was wrong with it, a line each", |file| {
            (!file.notices.is_empty()).then(|| file.notices.join("\n"))
        })
        .table()
}
