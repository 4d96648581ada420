//! What became of a file, and the words for it.

use std::path::Path;

use crate::{
    disk::DiskError,
    ingest::{self, IngestError},
};

const STRAVA_TABLE: &str =
    "is a table of activities: what Strava or another service knows of its files is taken from it";

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileOutcome {
    /// The file, as people are shown it.
    pub path: String,
    /// What became of it.
    pub kind: OutcomeKind,
    /// Why, where it is not an activity of its own: a phrase that goes on from the path.
    pub reason: Option<String>,
    /// What may help, where it cannot be read.
    pub remedy: Option<Remedy>,
    /// The keys of the activities it gave or joined.
    pub activities: Vec<String>,
    /// What was wrong with it, one sentence each.
    pub notices: Vec<String>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    /// It gave one activity or several.
    Activity,
    /// Its run is there already, from another file.
    Duplicate,
    /// It is something else.
    NotAnActivity,
    /// It should be an activity and cannot be read.
    Unreadable,
}

impl OutcomeKind {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            OutcomeKind::Activity => "activity",
            OutcomeKind::Duplicate => "duplicate",
            OutcomeKind::NotAnActivity => "not_an_activity",
            OutcomeKind::Unreadable => "unreadable",
        }
    }
}

/// What may help where a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// It is encrypted: its password opens it.
    Password,
    /// It is over a limit: what is in it may be read by itself.
    Unpack,
    /// The disk or the rights to it stand in the way.
    Access,
    /// It is damaged: another copy.
    AnotherCopy,
}

impl Remedy {
    /// What helps against an error of reading.
    pub const fn of(error: &IngestError) -> Remedy {
        match error {
            IngestError::Encrypted => Remedy::Password,
            IngestError::Limit { .. } => Remedy::Unpack,
            _ => Remedy::AnotherCopy,
        }
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

pub(super) fn refused(shown: &str, kind: OutcomeKind, reason: String) -> FileOutcome {
    FileOutcome {
        path: shown.to_owned(),
        kind,
        reason: Some(reason),
        remedy: None,
        activities: Vec::new(),
        notices: Vec::new(),
    }
}

/// What became of a file without a recording: something else where it is readable and holds none,
/// or is nothing known and its name promised no export; else unreadable.
pub(super) fn failed(shown: &str, error: &IngestError) -> FileOutcome {
    let nothing_known = matches!(error, IngestError::UnknownFormat | IngestError::Empty);
    if nothing_known && ingest::strava::is_table(shown) {
        return refused(shown, OutcomeKind::NotAnActivity, STRAVA_TABLE.to_owned());
    }
    let of_an_account = matches!(
        error,
        IngestError::Account { .. } | IngestError::Part { .. } | IngestError::Unopened { .. }
    );
    let something_else = of_an_account
        || *error == IngestError::NoSamples
        || nothing_known && !named_like_an_export(shown);
    let kind = if something_else { OutcomeKind::NotAnActivity } else { OutcomeKind::Unreadable };
    let remedy = (kind == OutcomeKind::Unreadable).then(|| Remedy::of(error));
    FileOutcome { remedy, ..refused(shown, kind, error.to_string()) }
}

pub(super) fn unread(shown: &str, error: &DiskError) -> FileOutcome {
    let reason = format!("cannot be read: {}", error.source);
    let outcome = refused(shown, OutcomeKind::Unreadable, reason);
    FileOutcome { remedy: Some(Remedy::Access), ..outcome }
}
