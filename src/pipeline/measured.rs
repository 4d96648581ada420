//! One recording from its bytes, and members of an archive some at a time.

use rayon::prelude::*;

use super::{
    addresses,
    knowing::Knowing,
    outcome::{FileOutcome, OutcomeKind, failed, refused},
    recording::{Recording, Scanned, Take, Whereabouts, origin},
    source::Source,
    strava,
};
use crate::{
    ingest::{self, Content, IngestError, archive, merge::Outline},
    model::{Activity, FileKind, Reason},
    outing::{self, Outing},
    prepare::{arranged, one_for_each_start},
};

/// So many members, or so many bytes of them, are decompressed before they are read in parallel:
/// enough to keep the threads busy, few enough to bound memory.
const MEMBERS_AT_ONCE: usize = 64;

const BYTES_AT_ONCE: usize = 32 << 20;

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

fn one_member(source: &Source, member: archive::Member, knowing: Knowing<'_>) -> Scanned {
    let shown = format!("{}!{}", source.shown, addresses::without(&member.path));
    match member.content {
        Ok(bytes) => {
            recording(&shown, origin(source, Some((member.path, member.place))), &bytes, knowing)
        }
        Err(error) => failed(&shown, error).into(),
    }
}

/// One recording from its bytes, which may be a gzip stream.
pub(super) fn recording(
    shown: &str,
    origin: Whereabouts,
    bytes: &[u8],
    knowing: Knowing<'_>,
) -> Scanned {
    match read_unpacked(bytes) {
        Ok(activity) => {
            measured(shown, Whereabouts { bytes: bytes.len(), ..origin }, activity, knowing)
        }
        Err(error) => failed(shown, error).into(),
    }
}

pub(super) fn read_unpacked(bytes: &[u8]) -> Result<Activity, IngestError> {
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
    origin: Whereabouts,
    mut activity: Activity,
    knowing: Knowing<'_>,
) -> Scanned {
    if let FileKind::Other(kind) = activity.kind {
        let reason = Reason::OtherKind { kind };
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
        let outcome = refused(shown, OutcomeKind::Unreadable, Reason::Timeless);
        return FileOutcome { notices, ..outcome }.into();
    }
    let outcome = FileOutcome {
        path: shown.to_owned(),
        kind: OutcomeKind::Activity,
        reason: None,
        activities: outings.iter().map(Outing::key).collect(),
        notices,
    };
    let outlines = (0..)
        .zip(&activity.sessions)
        .filter_map(|(at, session)| Some((at, Outline::of(&activity, session)?)))
        .collect();
    let recording = Some(Recording { id: activity.id, origin, outlines, outings });
    let activity = knowing.keeps_activities.then_some(activity);
    Scanned { outcome, recording, activity, health: None }
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
