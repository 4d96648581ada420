//! An account that was read, and its runs with the files that they name.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::{
    super::{
        source::{Source, limits},
        watched::Watched,
    },
    claim::{Claim, Lies},
};
use crate::{
    disk,
    ingest::{
        IngestError,
        account::{self, Account, Building, Part},
        archive::{self, Listed, Place},
    },
    model::Activity,
};

/// The most bytes of a file of one run: a day at a point a second has some thirty million.
const FILE_BYTES_MAX: u64 = 64 << 20;

/// So many bytes of their files are held; a route has a megabyte for an hour and a half.
const FILES_AT_ONCE_BYTES: u64 = 128 << 20;

/// A run of an account that was read.
#[derive(Clone, Debug)]
pub(in super::super) struct OfAccount {
    pub(super) read: Arc<Read>,
    pub(super) run: usize,
}

/// An account that was read, and where the files of its runs are.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) account: Account,
    pub(super) path: PathBuf,
    pub(super) claim: Claim,
}

impl Read {
    /// Reads an account.
    pub(super) fn from(
        source: &Source,
        claim: &Claim,
        progress: &Watched<'_>,
        zone: Option<&TimeZone>,
    ) -> Result<Read, IngestError> {
        let opened = |path: &Path| {
            disk::open(path)
                .map_err(|error| IngestError::Compression { what: error.source.to_string() })
        };
        let ending = |path: &str| account::ending(path).unwrap_or_default();
        let mut building = Building::new(claim.service);
        if claim.with_diary {
            building = building.with_diary(zone.cloned());
        }
        match &claim.lies {
            Lies::Loose { parts, .. } => {
                for (path, part) in parts {
                    let ending = ending(&path.to_string_lossy());
                    let mut file = opened(path)?;
                    // The other parts are told of when it is their turn among the files.
                    if *path == source.path {
                        let mut file = progress.stream(path, file);
                        building.take(*part, &ending, &mut file)?;
                    } else {
                        building.take(*part, &ending, &mut file)?;
                    }
                }
            }
            Lies::Packed { parts, more, .. } => {
                let file = progress.stream(&source.path, opened(&source.path)?);
                take_packed(&mut building, file, parts)?;
                for (path, parts) in more {
                    take_packed(&mut building, opened(path)?, parts)?;
                }
            }
            Lies::TakenIn { .. } => {
                return Err(IngestError::Part { service: claim.service.name() });
            }
        }
        let account = building.finish()?;
        Ok(Read { account, path: source.path.clone(), claim: claim.clone() })
    }

    /// These runs as activities, in the order given, with the files that they name.
    pub(super) fn activities(&self, runs: &[usize]) -> Vec<Result<Activity, IngestError>> {
        let wanted: BTreeSet<&str> =
            runs.iter().flat_map(|&run| self.account.files_of(run)).collect();
        let files = match &self.claim.lies {
            Lies::Loose { files, .. } => self.loose_files(files, &wanted),
            Lies::Packed { files, .. } => packed_files(&self.path, files, &wanted),
            Lies::TakenIn { .. } => BTreeMap::new(),
        };
        runs.par_iter().map(|&run| self.account.activity(run, &files)).collect()
    }

    /// Files beside the account's own, by the end of their paths.
    fn loose_files(
        &self,
        files: &BTreeMap<String, PathBuf>,
        wanted: &BTreeSet<&str>,
    ) -> BTreeMap<String, Vec<u8>> {
        let mut read = BTreeMap::new();
        let mut left = FILES_AT_ONCE_BYTES;
        for ending in wanted {
            // Found among the files that were named, else looked for beside the main file: in the
            // folder of the export, or where somebody laid all its files into one.
            let beside = |name: &str| Some(self.path.parent()?.join(name));
            let name = ending.rsplit('/').next().unwrap_or(ending);
            let places = [files.get(*ending).cloned(), beside(ending), beside(name)];
            let within = left.min(FILE_BYTES_MAX);
            let found =
                places.iter().flatten().find_map(|path| disk::read_within(path, within).ok());
            if let Some(bytes) = found {
                left = left.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
                read.insert((*ending).to_owned(), bytes);
            }
        }
        read
    }
}

/// Takes in the parts that lie in an archive.
fn take_packed(
    building: &mut Building,
    file: impl io::Read + io::Seek + Send,
    parts: &[(Listed, Part)],
) -> Result<(), IngestError> {
    let places: Vec<Place> = parts.iter().map(|(listed, _)| listed.place.clone()).collect();
    archive::streamed(file, &limits(), &places, |number, stream| {
        let Some((listed, part)) = parts.get(number) else { return Ok(()) };
        building.take(*part, &account::ending(&listed.path).unwrap_or_default(), stream)
    })
}

/// Files of an archive, by the end of their paths.
fn packed_files(
    path: &Path,
    files: &BTreeMap<String, Place>,
    wanted: &BTreeSet<&str>,
) -> BTreeMap<String, Vec<u8>> {
    let named: Vec<(&str, &Place)> =
        wanted.iter().filter_map(|ending| Some((*ending, files.get(*ending)?))).collect();
    let mut read = BTreeMap::new();
    let Some(file) = disk::open(path).ok().filter(|_| !named.is_empty()) else { return read };
    let places: Vec<Place> = named.iter().map(|(_, place)| (*place).clone()).collect();
    let mut left = FILES_AT_ONCE_BYTES;
    // A file that cannot be read is absent, which its run tells.
    let _read_or_absent = archive::streamed(file, &limits(), &places, |number, stream| {
        let mut bytes = Vec::new();
        let most = left.min(FILE_BYTES_MAX);
        let whole = io::Read::read_to_end(&mut io::Read::take(stream, most), &mut bytes);
        left = left.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if let (Some((ending, _)), Ok(_)) = (named.get(number), whole) {
            read.insert((*ending).to_owned(), bytes);
        }
        Ok(())
    });
    read
}
