//! What became of a file.

use std::path::Path;

use crate::{
    disk::{self, DiskError},
    ingest::{self, IngestError},
    model::{Reason, keyed},
};

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileOutcome {
    /// The file, as people are shown it.
    pub path: String,
    /// What became of it.
    pub kind: OutcomeKind,
    /// Why, where it is not an activity of its own.
    pub reason: Option<Reason>,
    /// The keys of the activities it gave or joined.
    pub activities: Vec<String>,
    /// What was wrong with it, one sentence each.
    pub notices: Vec<String>,
}

keyed! {
    /// What became of a file.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum OutcomeKind {
        /// It gave one activity or several.
        Activity = "activity",
        /// Its run is there already, from another file.
        Duplicate = "duplicate",
        /// It is something else.
        NotAnActivity = "not_an_activity",
        /// It should be an activity and cannot be read.
        Unreadable = "unreadable",
    }
}

/// Whether a name ends as an export's does.
pub(super) fn named_like_an_export(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".fit", ".gpx", ".tcx", ".zip"]
        .iter()
        .any(|ending| Path::new(name).to_string_lossy().ends_with(ending))
}

pub(super) fn refused(shown: &str, kind: OutcomeKind, reason: Reason) -> FileOutcome {
    FileOutcome {
        path: shown.to_owned(),
        kind,
        reason: Some(reason),
        activities: Vec::new(),
        notices: Vec::new(),
    }
}

/// What became of a file without a recording: something else where it is readable and holds none,
/// or is nothing known and its name promised no export; else unreadable.
pub(super) fn failed(shown: &str, error: IngestError) -> FileOutcome {
    let nothing_known = matches!(error, IngestError::UnknownFormat | IngestError::Empty);
    if nothing_known && ingest::strava::is_table(shown) {
        return refused(shown, OutcomeKind::NotAnActivity, Reason::Table);
    }
    let of_an_account = matches!(
        error,
        IngestError::Account { .. } | IngestError::Part { .. } | IngestError::Unopened { .. }
    );
    let something_else = of_an_account
        || error == IngestError::NoSamples
        || nothing_known && !named_like_an_export(shown);
    let kind = if something_else { OutcomeKind::NotAnActivity } else { OutcomeKind::Unreadable };
    refused(shown, kind, error.into())
}

pub(super) fn unread(shown: &str, error: &DiskError) -> FileOutcome {
    let outside = disk::is_outside(&error.source);
    let reason = Reason::Disk { what: error.source.to_string(), outside };
    refused(shown, OutcomeKind::Unreadable, reason)
}
