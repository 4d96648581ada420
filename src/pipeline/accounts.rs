//! Exports of whole accounts among the files: which they are, what of them is looked at, and their
//! runs one by one.
//!
//! An account is a file that holds runs, as an archive is one that holds files. It lies in a zip, in a
//! folder unpacked by hand, or alone; what belongs to its runs is found beside it by the last parts of
//! its path. Whatever else lies with it (papers of a clinic, recordings of a heart) is not opened.

mod claim;
mod kept;
mod runs;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

pub(super) use kept::OfAccount;
pub(super) use runs::{again, each_activity, each_run, scan};

use claim::{Claim, Lies, Parts};

use super::source::{Source, limits};
use crate::{
    disk,
    ingest::{
        self, Content, IngestError,
        account::{self, Part},
        archive::{self, Listed, Place},
    },
    model::Service,
};

/// Enough of a file to tell what it is.
const HEAD_BYTES: u64 = 4096;

/// Endings of names behind which no account's main file lies, so that they need not be opened twice.
const OTHER_ENDINGS: [&str; 12] = [
    ".fit", ".gz", ".zip", ".gpx", ".tcx", ".jpg", ".jpeg", ".png", ".heic", ".mp4", ".mov", ".pdf",
];

/// Endings of what may be a recording of its own in an account's folder, or a part of one.
const RECORDING_ENDINGS: [&str; 5] = [".fit", ".gz", ".zip", ".gpx", ".tcx"];

/// What lies beside Apple's `export.xml` and is none of running's business.
const CLOSED: [&str; 3] = ["export_cda", "electrocardiograms", "clinical-records"];

fn ends_with(path: &str, endings: &[&str]) -> bool {
    let path = path.to_ascii_lowercase();
    endings.iter().any(|ending| path.ends_with(ending))
}

/// Files of one account, each with what it is.
type Loose<'s> = Vec<(&'s Source, Part)>;

/// The accounts among some files.
#[derive(Clone, Debug, Default)]
pub(super) struct Accounts {
    claims: BTreeMap<PathBuf, Claim>,
    /// Folders of accounts that were unpacked.
    folders: Vec<(PathBuf, Service)>,
    /// Files that another one's account takes in.
    parts: BTreeMap<PathBuf, Service>,
    /// Files that say nothing of runs, and that nobody asked for.
    closed: BTreeMap<PathBuf, Service>,
    with_diary: bool,
}

impl Accounts {
    /// The accounts among one runner's files, `with_diary` with what they say beside the runs. Parts of
    /// one service are of one account, wherever they lie.
    pub(super) fn among(sources: &[Source], with_diary: bool) -> Accounts {
        Accounts::found(sources, with_diary, |_| None)
    }

    /// The loose accounts among files of many runners: parts of one service are of one account where
    /// they lie in one folder, as the service lays it. Archives are not opened.
    pub(super) fn apart(sources: &[Source], with_diary: bool) -> Accounts {
        let is_loose = |source: &&Source| !ends_with(&source.shown, &[".zip"]);
        let loose: Vec<Source> = sources.iter().filter(is_loose).cloned().collect();
        Accounts::found(&loose, with_diary, |source| account::home(&source.path))
    }

    fn found<'s>(
        sources: &'s [Source],
        with_diary: bool,
        home: impl Fn(&'s Source) -> Option<&'s Path>,
    ) -> Accounts {
        let mut accounts = Accounts { with_diary, ..Accounts::default() };
        let may_be = |source: &&Source| {
            let ending = ends_with(&source.shown, &OTHER_ENDINGS);
            source.shut.is_none() && (!ending || ends_with(&source.shown, &[".zip"]))
        };
        // Parts of one service lie in many files; the first of them stands for the account.
        let mut loose: BTreeMap<(Service, Option<&Path>), Loose<'_>> = BTreeMap::new();
        let mut archives: Vec<Archive<'_>> = Vec::new();
        for source in sources.iter().filter(may_be) {
            let Ok(head) = disk::head(&source.path, HEAD_BYTES) else { continue };
            match ingest::content(&head) {
                Content::Zip => archives.extend(Archive::of(source)),
                Content::Account(Part::AppleExport) => {
                    accounts.claim(&[(source, Part::AppleExport)], sources);
                    if let Some(folder) = source.path.parent() {
                        accounts.folders.push((folder.to_owned(), Service::AppleHealth));
                    }
                }
                Content::Account(part) if part.is_diary() && !with_diary => {
                    accounts.closed.insert(source.path.clone(), part.service());
                }
                Content::Account(part) => {
                    let together = (part.service(), home(source));
                    loose.entry(together).or_default().push((source, part));
                }
                _ => {}
            }
        }
        for parts in loose.values() {
            accounts.claim(parts, sources);
        }
        // Archives follow each other by name, so that those of one export do.
        for export in archives.chunk_by(Archive::is_of_one_export_with) {
            accounts.claim_packed(export);
        }
        accounts
    }

    /// Puts an export under the first of its archives that may hold runs.
    fn claim_packed(&mut self, archives: &[Archive<'_>]) {
        let with_diary = self.with_diary;
        let main =
            |it: &&Archive<'_>| main_part(&it.parts, |(_, part)| *part, with_diary).is_some();
        let Some(first) = archives.iter().find(main) else { return };
        let Some((service, mut lies)) = first.packed(with_diary) else { return };
        for other in archives.iter().filter(|it| it.source.path != first.source.path) {
            let Some((parts, others)) = other.taken_in(service, with_diary) else { continue };
            if let Lies::Packed { more, .. } = &mut lies {
                more.push((other.source.path.clone(), parts));
            }
            let claim = Claim { service, lies: Lies::TakenIn { others }, with_diary };
            self.claims.insert(other.source.path.clone(), claim);
        }
        self.claims.insert(first.source.path.clone(), Claim { service, lies, with_diary });
    }

    /// Puts an account of loose files under the first of them that may hold runs, or a diary where
    /// that is asked for.
    fn claim(&mut self, parts: &[(&Source, Part)], sources: &[Source]) {
        let Some((first, part)) = main_part(parts, |(_, part)| *part, self.with_diary) else {
            return;
        };
        let service = part.service();
        let files = if parts.iter().any(|(_, part)| has_files(*part)) {
            beside(first, sources)
        } else {
            BTreeMap::new()
        };
        let others = parts.iter().filter(|(source, _)| source.path != first.path);
        self.parts.extend(others.map(|(source, _)| (source.path.clone(), service)));
        let parts = parts.iter().map(|(source, part)| (source.path.clone(), *part)).collect();
        let lies = Lies::Loose { parts, files };
        let claim = Claim { service, lies, with_diary: self.with_diary };
        self.claims.insert(first.path.clone(), claim);
    }

    /// The account whose main file, or archive, this is.
    pub(super) fn of(&self, source: &Source) -> Option<&Claim> {
        self.claims.get(&source.path)
    }

    /// Whether a file is an account's, or a part of one.
    pub(super) fn know(&self, source: &Source) -> bool {
        self.of(source).is_some() || self.covers(source).is_some()
    }

    /// Why a file is not to be read by itself, where it lies in an account's folder: as a part of a
    /// run, or as none of running.
    pub(super) fn covers(&self, source: &Source) -> Option<IngestError> {
        if let Some(service) = self.parts.get(&source.path) {
            return Some(IngestError::Part { service: service.name() });
        }
        if let Some(service) = self.closed.get(&source.path) {
            return Some(IngestError::Unopened { service: service.name() });
        }
        let (folder, service) =
            self.folders.iter().find(|(folder, _)| source.path.starts_with(folder))?;
        let service = *service;
        // An export may lie among other things, so that only what is surely its own stays closed.
        let inside = source.path.strip_prefix(folder).ok()?.to_string_lossy();
        let is_closed = CLOSED.iter().any(|name| inside.starts_with(name));
        if ends_with(&source.shown, &RECORDING_ENDINGS) {
            let head = disk::head(&source.path, HEAD_BYTES).ok()?;
            return account::is_part(service, &head)
                .then_some(IngestError::Part { service: service.name() });
        }
        is_closed.then_some(IngestError::Unopened { service: service.name() })
    }
}

/// The part that stands for an account: the first that may hold runs, else a diary where that is asked
/// for.
fn main_part<T>(parts: &[T], part: impl Fn(&T) -> Part, with_diary: bool) -> Option<&T> {
    let diary = || parts.iter().find(|it| with_diary && part(it).is_diary());
    parts.iter().find(|it| part(it).holds_runs()).or_else(diary)
}

/// Whether runs name files of their own beside this part.
const fn has_files(part: Part) -> bool {
    matches!(part, Part::AppleExport | Part::SamsungExercises | Part::PolarSession)
}

/// An archive that holds parts of an account.
struct Archive<'s> {
    source: &'s Source,
    parts: Parts,
}

/// The places of an archive's files by the end of their paths, of those to be read as if there were no
/// account, and how many are neither.
type Beside = (BTreeMap<String, Place>, BTreeSet<Place>, usize);

impl Archive<'_> {
    fn of(source: &Source) -> Option<Archive<'_>> {
        let may_be = |path: &str| !ends_with(path, &OTHER_ENDINGS);
        let file = disk::open(&source.path).ok()?;
        let parts = archive::found(file, &limits(), may_be).ok()?;
        (!parts.is_empty()).then_some(Archive { source, parts })
    }

    /// Whether two are pieces of one export. Only Google cuts them, wherever a piece is full, and
    /// numbers them: `takeout-20260512T080000Z-001.zip`.
    fn is_of_one_export_with(&self, next: &Archive<'_>) -> bool {
        let is_googles = |it: &Archive<'_>| {
            it.parts.iter().all(|(_, part)| part.service() == Service::GoogleHealth)
        };
        let numbered = |it: &Archive<'_>| {
            let stem = it.source.path.file_stem()?.to_string_lossy().into_owned();
            let name = stem.trim_end_matches(|digit: char| digit.is_ascii_digit());
            let is_piece = name.len() < stem.len() && name.ends_with('-');
            is_piece.then(|| (it.source.path.parent().map(PathBuf::from), name.to_owned()))
        };
        is_googles(self)
            && is_googles(next)
            && numbered(self).is_some_and(|own| Some(own) == numbered(next))
    }

    /// The account whose main part lies here.
    fn packed(&self, with_diary: bool) -> Option<(Service, Lies)> {
        let (first, part) = main_part(&self.parts, |(_, part)| *part, with_diary)?;
        let service = part.service();
        // Apple's lies in one folder, beside which may lie anything; the others fill the archive.
        let folder = match part {
            Part::AppleExport => first.path.rfind('/').and_then(|end| first.path.get(..=end)),
            _ => None,
        };
        let parts: Parts = self
            .asked(service, with_diary)
            .filter(|(listed, part)| *part != Part::AppleExport || listed.place == first.place)
            .cloned()
            .collect();
        let (files, others, unopened) = self.beside(&parts, folder.unwrap_or(""))?;
        Some((service, Lies::Packed { parts, files, others, unopened, more: Vec::new() }))
    }

    /// The parts that another archive takes in, and what is read here all the same.
    fn taken_in(&self, service: Service, with_diary: bool) -> Option<(Parts, BTreeSet<Place>)> {
        let parts: Parts = self.asked(service, with_diary).cloned().collect();
        let (_, others, _) = self.beside(&parts, "")?;
        Some((parts, others))
    }

    /// The parts of a service's account, without a diary that nobody asked for.
    fn asked(&self, service: Service, with_diary: bool) -> impl Iterator<Item = &(Listed, Part)> {
        let is_asked =
            move |part: Part| part.service() == service && (with_diary || !part.is_diary());
        self.parts.iter().filter(move |(_, part)| is_asked(*part))
    }

    /// What lies with these parts; in a folder only, where one is named.
    fn beside(&self, parts: &[(Listed, Part)], folder: &str) -> Option<Beside> {
        let taken: BTreeSet<&Place> = parts.iter().map(|(listed, _)| &listed.place).collect();
        let (mut by_ending, mut others, mut unopened) = (BTreeMap::new(), BTreeSet::new(), 0_usize);
        for entry in archive::listed(disk::open(&self.source.path).ok()?, &limits()).ok()? {
            if let Some(ending) = account::ending(&entry.path) {
                by_ending.insert(ending, entry.place.clone());
            }
            if taken.contains(&entry.place) {
                continue;
            }
            if !entry.path.starts_with(folder) || ends_with(&entry.path, &RECORDING_ENDINGS) {
                others.insert(entry.place);
            } else {
                unopened += 1;
            }
        }
        Some((by_ending, others, unopened))
    }
}

/// The files in the folder of an account's main file, by the end of their paths.
fn beside(main: &Source, sources: &[Source]) -> BTreeMap<String, PathBuf> {
    let Some(folder) = main.path.parent() else { return BTreeMap::new() };
    let near = sources.iter().filter(|source| source.path.starts_with(folder));
    near.filter_map(|source| {
        let ending = account::ending(&source.path.to_string_lossy())?;
        Some((ending, source.path.clone()))
    })
    .collect()
}
