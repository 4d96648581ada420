//! One file, alone: its bytes, what they are, and what each session in them measures.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Seek},
    panic::AssertUnwindSafe,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{
    FileOutcome, OutcomeKind, Remedy,
    accounts::{self, Accounts, OfAccount},
    addresses, named_like_an_export,
    strava::{self, Tables},
    watched::Watched,
};
use crate::{
    disk::{self, DiskError, Found},
    ingest::{self, Content, IngestError, archive, merge::Outline},
    model::{Activity, ActivityId, FileKind},
    outing::{self, Outing, Setting},
    prepare::{arranged, one_for_each_start},
};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// As people are shown it.
    pub shown: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Why it cannot be looked into, where it is a folder that could not be entered.
    pub shut: Option<String>,
}

/// What one recording gave, before it is known whether another file holds the same run.
#[derive(Clone, Debug)]
pub(super) struct Scanned {
    /// What became of it, by itself.
    pub(super) outcome: FileOutcome,
    /// What is needed to tell the same run in another file, and to read it again.
    pub(super) recording: Option<Recording>,
    /// What was read, where it is kept.
    pub(super) activity: Option<Activity>,
}

/// Takes what one recording gave.
pub(super) type Take<'t> = &'t mut dyn FnMut(Scanned);

/// A recording that was read and measured.
#[derive(Clone, Debug)]
pub(super) struct Recording {
    pub(super) id: ActivityId,
    pub(super) origin: Origin,
    /// What is needed to tell the same run elsewhere, by the session's place in the file.
    pub(super) outlines: Vec<(usize, Outline)>,
    pub(super) outings: Vec<Outing>,
}

/// Where a recording's bytes can be had again.
#[derive(Clone, Debug)]
pub(super) struct Origin {
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

/// What reading a file may know besides the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Knowing<'a> {
    pub(super) setting: &'a Setting,
    pub(super) tables: &'a Tables,
    pub(super) accounts: &'a Accounts,
    pub(super) progress: &'a Watched<'a>,
    /// Whether activities are handed on beside what was measured of them.
    pub(super) keeps_activities: bool,
}

/// The most bytes of a recording that is not packed: days of raw acceleration have less.
const PLAIN_BYTES_MAX: u64 = 512 << 20;

/// Enough of a file to tell what it is.
const HEAD_BYTES: u64 = 4096;

/// Every file below these paths, in the order of the paths and then of the names.
///
/// # Errors
///
/// When a path is not there, or cannot be listed itself.
pub fn find(exports: &[PathBuf], but_not: &[PathBuf]) -> Result<Vec<Source>, DiskError> {
    let mut sources = Vec::new();
    for export in exports {
        let found = disk::walk(export, but_not)?;
        let source =
            |Found { shown, path, shut }| Source { shown: addresses::without(&shown), path, shut };
        sources.extend(found.into_iter().map(source));
    }
    sources.sort_by(|a, b| (&a.shown, &a.path).cmp(&(&b.shown, &b.path)));
    sources.dedup_by(|a, b| a.path == b.path);
    Ok(sources)
}

/// Reads and measures one file, or each member of an archive, and hands each recording on. Should one
/// make the program fail, that is its outcome, and the others are read all the same.
pub(super) fn scan(source: &Source, knowing: Knowing<'_>, take: Take<'_>) {
    guarded(&source.shown, take, |take| read_and_measured(source, knowing, take));
}

/// As [`scan`], from bytes at hand, which no account can be told from.
pub(super) fn scan_bytes(shown: &str, bytes: &[u8], knowing: Knowing<'_>, take: Take<'_>) {
    let source = Source { shown: shown.to_owned(), path: PathBuf::new(), shut: None };
    guarded(shown, take, |take| match ingest::content(bytes) {
        Content::Zip => match members_of(&source, Cursor::new(bytes)) {
            Ok(found) => members(&source, found, knowing, take),
            Err(outcome) => take(outcome.into()),
        },
        Content::Unknown if bytes.is_empty() => take(failed(shown, &IngestError::Empty).into()),
        Content::Unknown => take(failed(shown, &IngestError::UnknownFormat).into()),
        Content::Gzip | Content::Recording(_) | Content::Account(_) => {
            take(recording(shown, origin(&source, None), bytes, knowing));
        }
    });
}

/// Hands on what is read; of a failure of the program, an outcome that says so.
fn guarded(shown: &str, take: Take<'_>, read: impl FnOnce(Take<'_>)) {
    let read = AssertUnwindSafe(|| read(&mut *take));
    if std::panic::catch_unwind(read).is_err() {
        let reason = "made this program fail: please report it, with the words above".to_owned();
        take(refused(shown, OutcomeKind::Unreadable, reason).into());
    }
}

fn read_and_measured(source: &Source, knowing: Knowing<'_>, take: Take<'_>) {
    if let Some(claim) = knowing.accounts.of(source) {
        return accounts::scan(source, claim, knowing).into_iter().for_each(take);
    }
    if let Some(error) = knowing.accounts.covers(source) {
        return take(failed(&source.shown, &error).into());
    }
    let content = match content_of(source) {
        Ok(content) => content,
        Err(outcome) => return take(outcome.into()),
    };
    if content == Content::Zip {
        return match opened(source) {
            Ok(found) => members(source, found, knowing, take),
            Err(outcome) => take(outcome.into()),
        };
    }
    let most_bytes = match content {
        Content::Gzip => archive::Limits::default().entry_bytes,
        Content::Zip | Content::Recording(_) | Content::Account(_) | Content::Unknown => {
            PLAIN_BYTES_MAX
        }
    };
    take(match disk::read_within(&source.path, most_bytes) {
        Ok(bytes) => recording(&source.shown, origin(source, None), &bytes, knowing),
        Err(error) => unread(&source.shown, &error).into(),
    });
}

pub(super) fn origin(source: &Source, member: Option<(String, archive::Place)>) -> Origin {
    let (member, place) = member.map_or((None, Vec::new()), |(path, place)| (Some(path), place));
    Origin { path: source.path.clone(), member, place, bytes: 0, account: None }
}

/// What a file is by its first bytes; what became of it where it is nothing known.
fn content_of(source: &Source) -> Result<Content, FileOutcome> {
    if let Some(why) = &source.shut {
        let reason = format!("is a folder that cannot be entered: {why}");
        return Err(refused(&source.shown, OutcomeKind::Unreadable, reason));
    }
    let head =
        disk::head(&source.path, HEAD_BYTES).map_err(|error| unread(&source.shown, &error))?;
    match ingest::content(&head) {
        // What is packed is looked at before the whole is read: a backup may have gigabytes.
        Content::Gzip if ingest::content(&archive::gunzip_head(&head)) == Content::Unknown => {
            Err(failed(&source.shown, &IngestError::UnknownFormat))
        }
        Content::Unknown if head.is_empty() => Err(failed(&source.shown, &IngestError::Empty)),
        Content::Unknown => Err(failed(&source.shown, &IngestError::UnknownFormat)),
        known => Ok(known),
    }
}

fn unread(shown: &str, error: &DiskError) -> FileOutcome {
    let reason = format!("cannot be read: {}", error.source);
    let outcome = refused(shown, OutcomeKind::Unreadable, reason);
    FileOutcome { remedy: Some(Remedy::Access), ..outcome }
}

impl From<FileOutcome> for Scanned {
    /// An outcome without a recording.
    fn from(outcome: FileOutcome) -> Scanned {
        Scanned { outcome, recording: None, activity: None }
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

const STRAVA_TABLE: &str =
    "is a table of activities: what Strava or another service knows of its files is taken from it";

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

/// So many members, or so many bytes of them, are decompressed before they are read in parallel:
/// enough to keep the threads busy, few enough to bound memory.
const MEMBERS_AT_ONCE: usize = 64;
const BYTES_AT_ONCE: usize = 32 << 20;

/// The next members of an archive, as far as they are to be held at once.
fn handful(members: &mut archive::Members<'_>) -> Vec<archive::Member> {
    let (mut some, mut bytes) = (Vec::new(), 0_usize);
    while some.len() < MEMBERS_AT_ONCE && bytes < BYTES_AT_ONCE {
        let Some(member) = members.next() else { break };
        bytes = bytes.saturating_add(member.content.as_ref().map_or(0, Vec::len));
        some.push(member);
    }
    some
}

/// Each member of an archive; one outcome where it holds nothing to look at.
fn members(source: &Source, members: archive::Members<'_>, knowing: Knowing<'_>, take: Take<'_>) {
    let mut is_empty = true;
    each_member(source, members, knowing, &mut |one| {
        is_empty = false;
        take(one);
    });
    if is_empty {
        let reason = "is an archive that holds no files".to_owned();
        take(refused(&source.shown, OutcomeKind::NotAnActivity, reason).into());
    }
}

fn opened(source: &Source) -> Result<archive::Members<'static>, FileOutcome> {
    let file = disk::open(&source.path).map_err(|error| unread(&source.shown, &error))?;
    members_of(source, file)
}

fn members_of<'a>(
    source: &Source,
    archive: impl Read + Seek + Send + 'a,
) -> Result<archive::Members<'a>, FileOutcome> {
    archive::members(archive, limits()).map_err(|error| FileOutcome {
        remedy: Some(Remedy::of(&error)),
        ..refused(&source.shown, OutcomeKind::Unreadable, error.to_string())
    })
}

/// Reads and measures members, some at a time, and hands them on in order.
pub(super) fn each_member(
    source: &Source,
    mut members: archive::Members<'_>,
    knowing: Knowing<'_>,
    take: Take<'_>,
) {
    loop {
        let some = handful(&mut members);
        if some.is_empty() {
            return;
        }
        let read = |member| one_member(source, member, knowing);
        let scanned: Vec<Scanned> = some.into_par_iter().map(read).collect();
        scanned.into_iter().for_each(&mut *take);
    }
}

fn one_member(source: &Source, member: archive::Member, knowing: Knowing<'_>) -> Scanned {
    let shown = format!("{}!{}", source.shown, addresses::without(&member.path));
    match member.content {
        Ok(bytes) => {
            recording(&shown, origin(source, Some((member.path, member.place))), &bytes, knowing)
        }
        Err(error) => failed(&shown, &error).into(),
    }
}

/// One recording from its bytes, which may be a gzip stream.
fn recording(shown: &str, origin: Origin, bytes: &[u8], knowing: Knowing<'_>) -> Scanned {
    match read_unpacked(bytes) {
        Ok(activity) => measured(shown, Origin { bytes: bytes.len(), ..origin }, activity, knowing),
        Err(error) => failed(shown, &error).into(),
    }
}

fn read_unpacked(bytes: &[u8]) -> Result<Activity, IngestError> {
    let activity = match ingest::content(bytes) {
        Content::Gzip => {
            ingest::read(&archive::gunzip(bytes, archive::Limits::default().entry_bytes)?)
        }
        _ => ingest::read(bytes),
    };
    activity.map(one_for_each_start).map(arranged)
}

pub(super) fn measured(
    shown: &str,
    origin: Origin,
    mut activity: Activity,
    knowing: Knowing<'_>,
) -> Scanned {
    if let FileKind::Other(kind) = &activity.kind {
        let reason = format!("is a {} file, not an activity", kind.replace('_', " "));
        return refused(shown, OutcomeKind::NotAnActivity, reason).into();
    }
    let row = knowing.tables.row(&origin);
    if let Some(row) = row {
        strava::name_sport(&mut activity, row);
    }
    let mut outings = outing::measure(&activity, shown, knowing.setting);
    if let Some(row) = row {
        for outing in &mut outings {
            strava::add_to(outing, row);
        }
    }
    let notices = notices(&activity, &outings);
    if outings.is_empty() {
        let reason =
            "holds no moment in time: not one sample or session says when it was".to_owned();
        return FileOutcome { notices, ..refused(shown, OutcomeKind::Unreadable, reason) }.into();
    }
    let outcome = FileOutcome {
        path: shown.to_owned(),
        kind: OutcomeKind::Activity,
        reason: None,
        remedy: None,
        activities: outings.iter().map(Outing::key).collect(),
        notices,
    };
    let outlines = (0..)
        .zip(&activity.sessions)
        .filter_map(|(at, session)| Some((at, Outline::of(&activity, session)?)))
        .collect();
    let recording = Some(Recording { id: activity.id, origin, outlines, outings });
    Scanned { outcome, recording, activity: knowing.keeps_activities.then_some(activity) }
}

/// What was wrong with a file and with its sessions' samples, each once.
fn notices(activity: &Activity, outings: &[Outing]) -> Vec<String> {
    let sessions = outings.iter().flat_map(|outing| &outing.notices);
    let mut notices: Vec<String> = Vec::new();
    for notice in activity.notices.iter().chain(sessions).map(ToString::to_string) {
        if !notices.contains(&notice) {
            notices.push(notice);
        }
    }
    notices
}

/// Hands on every activity of a file, or of an archive's members; what cannot be read is passed over.
pub(super) fn each_activity(source: &Source, accounts: &Accounts, take: &mut dyn FnMut(&Activity)) {
    if let Some(claim) = accounts.of(source) {
        return accounts::each_activity(source, claim, take);
    }
    if accounts.covers(source).is_some() {
        return;
    }
    match content_of(source) {
        Ok(Content::Zip) => {
            let members = opened(source).into_iter().flatten();
            for bytes in members.filter_map(|member| member.content.ok()) {
                read_unpacked(&bytes).iter().for_each(&mut *take);
            }
        }
        Ok(_) => {
            if let Ok(bytes) = disk::read(&source.path) {
                read_unpacked(&bytes).iter().for_each(take);
            }
        }
        Err(_) => {}
    }
}

/// Recordings' activities, read once more, each archive gone through once.
pub(super) fn again<'o>(
    origins: impl Iterator<Item = (usize, &'o Origin)>,
    tables: &Tables,
) -> BTreeMap<usize, Activity> {
    let mut alone: Vec<(usize, &Origin)> = Vec::new();
    let mut packed: BTreeMap<&Path, BTreeMap<&archive::Place, (usize, &Origin)>> = BTreeMap::new();
    let mut of_accounts = Vec::new();
    for (file, origin) in origins {
        if let Some(of_account) = &origin.account {
            of_accounts.push((file, of_account));
            continue;
        }
        match origin.member {
            None => alone.push((file, origin)),
            Some(_) => {
                packed.entry(&origin.path).or_default().insert(&origin.place, (file, origin));
            }
        }
    }
    let read = |(file, origin, bytes): (usize, &Origin, &[u8])| {
        let mut activity = read_unpacked(bytes).ok()?;
        if let Some(row) = tables.row(origin) {
            strava::name_sport(&mut activity, row);
        }
        Some((file, activity))
    };
    let unpacked: Vec<(usize, &Origin, Vec<u8>)> =
        packed.iter().flat_map(|(path, wanted)| members_again(path, wanted)).collect();
    let alone = alone
        .into_par_iter()
        .filter_map(|(file, origin)| read((file, origin, &disk::read(&origin.path).ok()?)));
    let packed =
        unpacked.into_par_iter().filter_map(|(file, origin, bytes)| read((file, origin, &bytes)));
    let mut read: BTreeMap<usize, Activity> =
        alone.chain(packed).collect::<Vec<_>>().into_iter().collect();
    read.extend(accounts::again(&of_accounts));
    read
}

/// The bytes of these members of an archive.
fn members_again<'o>(
    path: &Path,
    wanted: &BTreeMap<&'o archive::Place, (usize, &'o Origin)>,
) -> Vec<(usize, &'o Origin, Vec<u8>)> {
    let places = wanted.keys().map(|place| (*place).clone()).collect();
    let members =
        disk::open(path).ok().and_then(|file| archive::members_at(file, limits(), places).ok());
    let of = |member: archive::Member| {
        let (file, origin) = wanted.get(&member.place)?;
        Some((*file, *origin, member.content.ok()?))
    };
    members.into_iter().flatten().filter_map(of).collect()
}

/// How far archives are opened; what is too large for memory goes to an unnamed file.
pub(super) fn limits() -> archive::Limits {
    archive::Limits { scratch: Some(disk::scratch), ..archive::Limits::default() }
}
