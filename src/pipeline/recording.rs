//! What one recording gave, and where its bytes can be had again.

use std::path::PathBuf;

use super::{accounts::OfAccount, outcome::FileOutcome, source::Source};
use crate::{
    ingest::{archive, merge::Outline},
    model::{Activity, ActivityId, HealthDiary},
    outing::Outing,
};

/// What one recording gave, before it is known whether another file holds the same run.
#[derive(Clone, Debug)]
pub(super) struct Scanned {
    /// What became of it, by itself.
    pub(super) outcome: FileOutcome,
    /// What is needed to tell the same run in another file, and to read it again.
    pub(super) recording: Option<Recording>,
    /// What was read, where it is kept.
    pub(super) activity: Option<Activity>,
    /// What an account says beside its runs, where that was asked for.
    pub(super) health: Option<HealthDiary>,
}

impl From<FileOutcome> for Scanned {
    /// An outcome without a recording.
    fn from(outcome: FileOutcome) -> Scanned {
        Scanned { outcome, recording: None, activity: None, health: None }
    }
}

/// Takes what one recording gave.
pub(super) type Take<'t> = &'t mut dyn FnMut(Scanned);

/// A recording that was read and measured.
#[derive(Clone, Debug)]
pub(super) struct Recording {
    pub(super) id: ActivityId,
    pub(super) origin: Whereabouts,
    /// What is needed to tell the same run elsewhere, by the session's place in the file.
    pub(super) outlines: Vec<(usize, Outline)>,
    pub(super) outings: Vec<Outing>,
}

/// Where a recording's bytes can be had again.
#[derive(Clone, Debug)]
pub(super) struct Whereabouts {
    pub(super) path: PathBuf,
    /// The member's path inside an archive.
    pub(super) member: Option<String>,
    /// Its place there.
    pub(super) place: archive::Place,
    /// How many bytes there are, decompressed.
    pub(super) bytes: usize,
    /// The account that it is a run of, where it is no file of its own.
    pub(super) account: Option<OfAccount>,
}

pub(super) fn origin(source: &Source, member: Option<(String, archive::Place)>) -> Whereabouts {
    let (member, place) = member.map_or((None, Vec::new()), |(path, place)| (Some(path), place));
    Whereabouts { path: source.path.clone(), member, place, bytes: 0, account: None }
}
