//! One file, alone: its bytes, what they are, and what each session in them measures.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Seek},
    panic::AssertUnwindSafe,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{
    accounts::{self, Accounts},
    knowing::Knowing,
    measured::{each_member, read_unpacked, recording},
    outcome::{FileOutcome, OutcomeKind, failed, refused, unread},
    recording::{Take, Whereabouts, origin},
    source::{Source, limits},
    strava::{self, Tables},
};
use crate::{
    disk,
    ingest::{self, Content, IngestError, archive},
    model::{Activity, Reason},
};

/// The most bytes of a recording that is not packed: days of raw acceleration have less.
const PLAIN_BYTES_MAX: u64 = 512 << 20;

/// Enough of a file to tell what it is.
const HEAD_BYTES: u64 = 4096;

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
        Content::Unknown if bytes.is_empty() => take(failed(shown, IngestError::Empty).into()),
        Content::Unknown => take(failed(shown, ingest::nothing_known(bytes)).into()),
        Content::Gzip | Content::Recording(_) | Content::Account(_) => {
            take(recording(shown, origin(&source, None), bytes, knowing));
        }
    });
}

/// Hands on what is read; of a failure of the program, an outcome that says so.
fn guarded(shown: &str, take: Take<'_>, read: impl FnOnce(Take<'_>)) {
    let read = AssertUnwindSafe(|| read(&mut *take));
    if std::panic::catch_unwind(read).is_err() {
        take(refused(shown, OutcomeKind::Unreadable, Reason::Failed).into());
    }
}

fn read_and_measured(source: &Source, knowing: Knowing<'_>, take: Take<'_>) {
    if let Some(claim) = knowing.accounts.of(source) {
        return accounts::scan(source, claim, knowing).into_iter().for_each(take);
    }
    if let Some(error) = knowing.accounts.covers(source) {
        return take(failed(&source.shown, error).into());
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

/// What a file is by its first bytes; what became of it where it is nothing known.
fn content_of(source: &Source) -> Result<Content, FileOutcome> {
    if let Some(why) = &source.shut {
        let reason = Reason::ShutFolder { what: why.clone() };
        return Err(refused(&source.shown, OutcomeKind::Unreadable, reason));
    }
    let head =
        disk::head(&source.path, HEAD_BYTES).map_err(|error| unread(&source.shown, &error))?;
    match ingest::content(&head) {
        // What is packed is looked at before the whole is read: a backup may have gigabytes.
        Content::Gzip => {
            let inside = archive::gunzip_head(&head);
            match ingest::content(&inside) {
                Content::Unknown => Err(failed(&source.shown, ingest::nothing_known(&inside))),
                _ => Ok(Content::Gzip),
            }
        }
        Content::Unknown if head.is_empty() => Err(failed(&source.shown, IngestError::Empty)),
        Content::Unknown => Err(failed(&source.shown, ingest::nothing_known(&head))),
        known => Ok(known),
    }
}

/// Each member of an archive; one outcome where it holds nothing to look at.
fn members(source: &Source, members: archive::Members<'_>, knowing: Knowing<'_>, take: Take<'_>) {
    let mut is_empty = true;
    if members.lacks_some() {
        take(failed(&source.shown, IngestError::OneName).into());
    }
    each_member(source, members, knowing, &mut |one| {
        is_empty = false;
        take(one);
    });
    if is_empty {
        take(refused(&source.shown, OutcomeKind::NotAnActivity, Reason::EmptyArchive).into());
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
    archive::members(archive, limits())
        .map_err(|error| refused(&source.shown, OutcomeKind::Unreadable, error.into()))
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
    origins: impl Iterator<Item = (usize, &'o Whereabouts)>,
    tables: &Tables,
) -> BTreeMap<usize, Activity> {
    let mut alone: Vec<(usize, &Whereabouts)> = Vec::new();
    let mut packed: BTreeMap<&Path, BTreeMap<&archive::Place, (usize, &Whereabouts)>> =
        BTreeMap::new();
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
    let read = |(file, origin, bytes): (usize, &Whereabouts, &[u8])| {
        let mut activity = read_unpacked(bytes).ok()?;
        if let Some(row) = tables.row(origin) {
            strava::name_sport(&mut activity, row);
        }
        Some((file, activity))
    };
    let unpacked: Vec<(usize, &Whereabouts, Vec<u8>)> =
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
    wanted: &BTreeMap<&'o archive::Place, (usize, &'o Whereabouts)>,
) -> Vec<(usize, &'o Whereabouts, Vec<u8>)> {
    let places = wanted.keys().map(|place| (*place).clone()).collect();
    let members =
        disk::open(path).ok().and_then(|file| archive::members_at(file, limits(), places).ok());
    let of = |member: archive::Member| {
        let (file, origin) = wanted.get(&member.place)?;
        Some((*file, *origin, member.content.ok()?))
    };
    members.into_iter().flatten().filter_map(of).collect()
}
