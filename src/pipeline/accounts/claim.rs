//! An account that was found, and what lies with it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use crate::{
    ingest::{
        account::Part,
        archive::{Listed, Place},
    },
    model::Service,
};

/// An account that was found, and what lies with it.
#[derive(Clone, Debug)]
pub(in super::super) struct Claim {
    pub(super) service: Service,
    pub(super) lies: Lies,
    /// Whether what it says beside the runs is read too.
    pub(super) with_diary: bool,
}

/// Parts in an archive, with where they lie in it.
pub(super) type Parts = Vec<(Listed, Part)>;

/// Where the parts of an account lie.
#[derive(Clone, Debug)]
pub(super) enum Lies {
    /// In an archive.
    Packed {
        parts: Parts,
        /// The archive's files, by the end of their paths.
        files: BTreeMap<String, Place>,
        /// What is read as if there were no account.
        others: BTreeSet<Place>,
        /// How many files are not opened.
        unopened: usize,
        /// Further archives of the same export, with their parts.
        more: Vec<(PathBuf, Parts)>,
    },
    /// In an archive whose parts another one of the same export takes in.
    TakenIn { others: BTreeSet<Place> },
    /// As files of their own, perhaps with others about them.
    Loose { parts: Vec<(PathBuf, Part)>, files: BTreeMap<String, PathBuf> },
}
