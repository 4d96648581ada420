//! An account's runs: read once, made into activities some at a time, and again for merging.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use rayon::prelude::*;

use super::{
    super::{
        FileOutcome, OutcomeKind, addresses,
        scan::{self, Knowing, Scanned, Source},
        watched::Watched,
    },
    Claim, Lies,
};
use crate::{
    disk,
    ingest::{
        self, IngestError,
        account::{self, Account, Building, Part},
        archive::{self, Place},
    },
    model::{Activity, Channel, HealthDiary},
};

/// The most bytes of a file of one run: a day at a point a second has some thirty million.
const FILE_BYTES_MAX: u64 = 64 << 20;

/// So many runs are made at once, with the files that they name.
const RUNS_AT_ONCE: usize = 8;

/// So many bytes of their files are held; a route has a megabyte for an hour and a half.
const FILES_AT_ONCE_BYTES: u64 = 128 << 20;

/// A run of an account that was read.
#[derive(Clone, Debug)]
pub(in super::super) struct OfAccount {
    read: Arc<Read>,
    run: usize,
}

/// An account that was read, and where the files of its runs are.
#[derive(Debug)]
struct Read {
    account: Account,
    path: PathBuf,
    claim: Claim,
}

impl Read {
    /// Reads an account.
    fn from(source: &Source, claim: &Claim, progress: &Watched<'_>) -> Result<Read, IngestError> {
        let opened = |path: &Path| {
            disk::open(path)
                .map_err(|error| IngestError::Compression { what: error.source.to_string() })
        };
        let ending = |path: &str| account::ending(path).unwrap_or_default();
        let mut building = Building::new(claim.service);
        if claim.with_diary {
            building = building.with_diary();
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
            Lies::Packed { parts, .. } => {
                let places: Vec<Place> =
                    parts.iter().map(|(listed, _)| listed.place.clone()).collect();
                let file = progress.stream(&source.path, opened(&source.path)?);
                archive::streamed(file, &scan::limits(), &places, |number, stream| {
                    let Some((listed, part)) = parts.get(number) else { return Ok(()) };
                    building.take(*part, &ending(&listed.path), stream)
                })?;
            }
        }
        let account = building.finish()?;
        Ok(Read { account, path: source.path.clone(), claim: claim.clone() })
    }

    /// These runs as activities, in the order given, with the files that they name.
    fn activities(&self, runs: &[usize]) -> Vec<Result<Activity, IngestError>> {
        let wanted: BTreeSet<&str> =
            runs.iter().flat_map(|&run| self.account.files_of(run)).collect();
        let files = match &self.claim.lies {
            Lies::Loose { files, .. } => self.loose_files(files, &wanted),
            Lies::Packed { files, .. } => packed_files(&self.path, files, &wanted),
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
            // Found among the files that were named, else looked for beside the main file.
            let beside = || Some(self.path.parent()?.join(*ending));
            let Some(path) = files.get(*ending).cloned().or_else(beside) else { continue };
            if let Ok(bytes) = disk::read_within(&path, left.min(FILE_BYTES_MAX)) {
                left = left.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
                read.insert((*ending).to_owned(), bytes);
            }
        }
        read
    }
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
    let _read_or_absent = archive::streamed(file, &scan::limits(), &places, |number, stream| {
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

/// Reads an account and measures its runs; and what else lies in its archive.
pub(in super::super) fn scan(source: &Source, claim: &Claim, knowing: Knowing<'_>) -> Vec<Scanned> {
    let (shown, member) = shown(source, claim);
    let mut scanned = match Read::from(source, claim, knowing.progress) {
        Ok(read) => of_account(source, &shown, member, read, knowing),
        Err(error) => {
            vec![scan::failed(&shown, &error).into()]
        }
    };
    if let Lies::Packed { others, .. } = &claim.lies
        && !others.is_empty()
    {
        let members = disk::open(&source.path)
            .ok()
            .and_then(|file| archive::members_at(file, scan::limits(), others.clone()).ok());
        if let Some(members) = members {
            let members = members.without_parts_of(claim.service);
            scan::each_member(source, members, knowing, &mut |one| scanned.push(one));
        }
    }
    scanned
}

/// An account's main file as people are shown it, and its path in the archive.
fn shown<'c>(source: &Source, claim: &'c Claim) -> (String, Option<&'c str>) {
    match &claim.lies {
        Lies::Packed { parts, .. } => match parts.as_slice() {
            [(one, Part::AppleExport)] => (
                format!("{}!{}", source.shown, addresses::without(&one.path)),
                Some(one.path.as_str()),
            ),
            // Of several parts none is the account, and their names may hold an address.
            _ => (source.shown.clone(), Some("")),
        },
        Lies::Loose { .. } => (source.shown.clone(), None),
    }
}

fn of_account(
    source: &Source,
    shown: &str,
    member: Option<&str>,
    read: Read,
    knowing: Knowing<'_>,
) -> Vec<Scanned> {
    let mut scanned = Vec::new();
    let mut held = Held::default();
    let read = Arc::new(read);
    let runs: Vec<usize> = (0..read.account.runs()).collect();
    for some in runs.chunks(RUNS_AT_ONCE) {
        let made: Vec<(usize, Result<Activity, IngestError>)> =
            some.iter().copied().zip(read.activities(some)).collect();
        made.iter().filter_map(|(_, made)| made.as_ref().ok()).for_each(|it| held.take(it));
        let measured = made.into_par_iter().map(|(run, activity)| {
            let name = read.account.name(run);
            let shown = format!("{shown}!{name}");
            match activity {
                Ok(activity) => {
                    let member = member.map_or_else(|| name.clone(), |it| format!("{it}!{name}"));
                    let mut origin = scan::origin(source, Some((member, Vec::new())));
                    origin.account = Some(OfAccount { read: Arc::clone(&read), run });
                    // As a track of as many points would have.
                    origin.bytes = activity.samples.len().saturating_mul(POINT_BYTES);
                    scan::measured(&shown, origin, activity, knowing)
                }
                Err(error) => scan::failed(&shown, &error).into(),
            }
        });
        scanned.par_extend(measured);
    }
    scanned.insert(0, told(shown, &read, &held).into());
    scanned
}

/// Which channels an account's runs hold, and which days they are of.
#[derive(Default)]
struct Held {
    channels: BTreeMap<&'static str, usize>,
    days: Option<(Timestamp, Timestamp)>,
}

/// What is told of, in the order of telling.
const TOLD_CHANNELS: [Channel; 6] = [
    Channel::GroundContactTime,
    Channel::VerticalOscillation,
    Channel::StepLength,
    Channel::Cadence,
    Channel::HeartRate,
    Channel::Latitude,
];

impl Held {
    fn take(&mut self, activity: &Activity) {
        for channel in TOLD_CHANNELS {
            if activity.samples.get(channel).is_some() {
                *self.channels.entry(channel.name()).or_insert(0) += 1;
            }
        }
        if let Some(started) = activity.started {
            let (first, last) = self.days.unwrap_or((started, started));
            self.days = Some((first.min(started), last.max(started)));
        }
    }

    fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if let Some((first, last)) = self.days {
            let day = |at: Timestamp| at.strftime("%Y-%m-%d").to_string();
            words.push(format!("from {} to {}", day(first), day(last)));
        }
        let held = TOLD_CHANNELS.iter().filter_map(|channel| {
            let runs = self.channels.get(channel.name())?;
            Some(format!("{} in {runs}", channel.name()))
        });
        words.extend(held);
        words
    }
}

/// Bytes of a point of a track, for what is held at once.
const POINT_BYTES: usize = 160;

/// What became of the account's main file.
fn told(shown: &str, read: &Read, held: &Held) -> FileOutcome {
    let found = read.account.found();
    let counted = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let mut parts = vec![counted(found.runs, "run", "runs")];
    if found.copies > 0 {
        parts.push(counted(found.copies, "copy left out", "copies left out"));
    }
    if found.others > 0 {
        parts.push(counted(found.others, "workout of another sport", "workouts of other sports"));
    }
    if let Lies::Packed { unopened, .. } = &read.claim.lies
        && *unopened > 0
    {
        parts.push(counted(*unopened, "other file not opened", "other files not opened"));
    }
    parts.extend(held.words());
    let service = read.claim.service;
    let lacks = account::lacks(service);
    FileOutcome {
        path: shown.to_owned(),
        kind: OutcomeKind::NotAnActivity,
        reason: Some(format!("is an export of {}: {}; {lacks}", service.name(), parts.join(", "))),
        remedy: None,
        activities: Vec::new(),
        notices: found.notices.iter().map(ToString::to_string).collect(),
    }
}

/// Runs of one account that are wanted: the place of each among the files, and its number.
type Wanted<'r> = (&'r Arc<Read>, Vec<(usize, usize)>);

/// Runs of accounts once more, for merging.
pub(in super::super) fn again(wanted: &[(usize, &OfAccount)]) -> Vec<(usize, Activity)> {
    let mut by_account: BTreeMap<&Path, Wanted<'_>> = BTreeMap::new();
    for (file, of) in wanted {
        let entry = by_account.entry(&of.read.path).or_insert_with(|| (&of.read, Vec::new()));
        entry.1.push((*file, of.run));
    }
    let made = by_account.into_values().flat_map(|(read, wanted)| {
        let runs: Vec<usize> = wanted.iter().map(|(_, run)| *run).collect();
        wanted.into_iter().map(|(file, _)| file).zip(read.activities(&runs))
    });
    made.filter_map(|(file, activity)| Some((file, activity.ok()?))).collect()
}

/// What the accounts behind some recordings say beside the runs, where it was asked for. An account
/// without a run is not looked at: there would be nothing to set it beside.
pub(in super::super) fn health<'s>(recorded: impl Iterator<Item = &'s OfAccount>) -> HealthDiary {
    let mut diary = HealthDiary::default();
    let mut last: Option<&Arc<Read>> = None;
    for of in recorded {
        // Runs of one account follow each other.
        if last.is_none_or(|last| !Arc::ptr_eq(last, &of.read)) {
            diary.take_in(of.read.account.diary());
        }
        last = Some(&of.read);
    }
    diary
}

/// Hands on what became of an account, and then each of its runs.
pub(in super::super) fn each_run(
    source: &Source,
    claim: &Claim,
    take: &mut dyn FnMut(&str, Result<&Activity, &FileOutcome>),
) {
    let (shown, _) = shown(source, claim);
    let read = match Read::from(source, claim, &Watched::new(&|_| ())) {
        Ok(read) => read,
        Err(error) => return take(&shown, Err(&scan::failed(&shown, &error))),
    };
    let mut held = Held::default();
    let runs: Vec<usize> = (0..read.account.runs()).collect();
    for some in runs.chunks(RUNS_AT_ONCE) {
        for (run, activity) in some.iter().zip(read.activities(some)) {
            let shown = format!("{shown}!{}", read.account.name(*run));
            match activity {
                Ok(activity) => {
                    held.take(&activity);
                    take(&shown, Ok(&activity));
                }
                Err(error) => take(&shown, Err(&scan::failed(&shown, &error))),
            }
        }
    }
    take(&shown, Err(&told(&shown, &read, &held)));
}

/// Hands on every run of an account, and every other recording in its archive.
pub(in super::super) fn each_activity(
    source: &Source,
    claim: &Claim,
    take: &mut dyn FnMut(&Activity),
) {
    if let Ok(read) = Read::from(source, claim, &Watched::new(&|_| ())) {
        let runs: Vec<usize> = (0..read.account.runs()).collect();
        for some in runs.chunks(RUNS_AT_ONCE) {
            read.activities(some).iter().flatten().for_each(&mut *take);
        }
    }
    if let Lies::Packed { others, .. } = &claim.lies {
        let members = disk::open(&source.path)
            .ok()
            .and_then(|file| archive::members_at(file, scan::limits(), others.clone()).ok());
        let members = members.into_iter().flat_map(|it| it.without_parts_of(claim.service));
        for bytes in members.filter_map(|member| member.content.ok()) {
            ingest::read(&bytes).iter().for_each(&mut *take);
        }
    }
}
