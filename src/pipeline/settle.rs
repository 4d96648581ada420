//! Which files hold the same run: the same bytes twice are one, and one run recorded twice is
//! merged, richest recording first.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    gathered::Gathered,
    knowing::Knowing,
    neighbours,
    outcome::{FileOutcome, OutcomeKind},
    recording::{Recording, Scanned},
    scan, strava,
};
use crate::{
    ingest::merge::{self, Outline},
    model::{Activity, ActivityId, Proof, Reason, WornTogether},
    outing::{self, Outing},
};

/// A session of a file: the file's place, and the session's place in it.
type Place = (usize, usize);

/// One run in several recordings, the richest first.
struct Twins {
    /// Each with what is to be added to its clock.
    members: Vec<(Place, f64)>,
    proof: Proof,
}

/// So many recordings of one run are merged, the richest. Further ones are copies that bring nothing.
const MOST_MERGED: usize = 16;

impl Twins {
    /// Those whose channels are taken in.
    fn merged(&self) -> &[(Place, f64)] {
        self.members.get(..MOST_MERGED).unwrap_or(&self.members)
    }

    /// What the richest recording and each of the others say of the same stretches.
    fn worn_together(&self, recordings: &BTreeMap<usize, Recording>) -> Vec<WornTogether> {
        let mut alone = self
            .merged()
            .iter()
            .filter_map(|(place, shift_s)| Some((alone(recordings, *place)?, *shift_s)));
        let Some(richest) = alone.next() else { return Vec::new() };
        alone.flat_map(|other| outing::worn_together(richest, other)).collect()
    }
}

/// A recording's session by itself, as it was measured before it was known to be one of several.
fn alone(recordings: &BTreeMap<usize, Recording>, (file, session): Place) -> Option<&Outing> {
    let outings = &recordings.get(&file)?.outings;
    let at = outings.binary_search_by_key(&(session + 1), |outing| outing.number).ok()?;
    outings.get(at)
}

/// Brings the files' own outcomes together.
pub(super) fn settle(scanned: Vec<Scanned>, knowing: Knowing<'_>) -> Gathered {
    let (mut files, recordings) = without_copies(scanned);
    let twins = twins(&recordings);
    let mut merged: BTreeMap<usize, Option<Outing>> = BTreeMap::new();
    for Handful { files: of_files, twins: places, .. } in handfuls(&twins, &recordings) {
        let origins = of_files.iter().filter_map(|f| Some((*f, &recordings.get(f)?.origin)));
        let read = scan::again(origins, knowing.tables);
        let outing = |place: usize| {
            let twins = twins.get(place);
            (place, twins.and_then(|it| merged_outing(it, &read, &recordings, &files, knowing)))
        };
        merged.par_extend(places.into_par_iter().map(outing));
    }
    let mut outings: BTreeMap<Place, Outing> = BTreeMap::new();
    for (file, recording) in recordings {
        for outing in recording.outings {
            outings.insert((file, outing.number - 1), outing);
        }
    }
    for (twins, outing) in twins.iter().zip(merged.into_values()) {
        if let Some(outing) = outing {
            enter(twins, outing, &mut files, &mut outings);
        }
    }
    let mut outings: Vec<Outing> = outings.into_values().collect();
    outings.sort_by(|a, b| (a.started, &a.path, a.number).cmp(&(b.started, &b.path, b.number)));
    neighbours::settle(&mut outings, &mut files);
    Gathered { files, outings, ..Gathered::default() }
}

/// Outcomes in order, and the recordings by their file's place; the second and later copy of the
/// same bytes becomes a duplicate.
fn without_copies(scanned: Vec<Scanned>) -> (Vec<FileOutcome>, BTreeMap<usize, Recording>) {
    let mut files: Vec<FileOutcome> = Vec::with_capacity(scanned.len());
    let mut recordings = BTreeMap::new();
    let mut first: BTreeMap<ActivityId, usize> = BTreeMap::new();
    for (place, Scanned { mut outcome, recording, .. }) in scanned.into_iter().enumerate() {
        if let Some(recording) = recording {
            if let Some(&at) = first.get(&recording.id) {
                let original = files.get(at).map_or("another file", |file| &file.path);
                outcome.kind = OutcomeKind::Duplicate;
                let original = original.to_owned();
                outcome.reason = Some(if recording.origin.account.is_some() {
                    Reason::SameRun { original, proof: None }
                } else {
                    Reason::SameBytes { original }
                });
                let kept = recordings.get_mut(&at).map(|kept: &mut Recording| &mut kept.outings);
                for (kept, copy) in kept.into_iter().flatten().zip(recording.outings) {
                    strava::adopt(kept, copy);
                }
            } else {
                first.insert(recording.id, place);
                recordings.insert(place, recording);
            }
        }
        files.push(outcome);
    }
    (files, recordings)
}

/// Runs that stand in two recordings or more.
fn twins(recordings: &BTreeMap<usize, Recording>) -> Vec<Twins> {
    let (places, outlines): (Vec<Place>, Vec<Outline>) = recordings
        .iter()
        .flat_map(|(&file, recording)| {
            recording
                .outlines
                .iter()
                .map(move |(session, outline)| ((file, *session), outline.clone()))
        })
        .unzip();
    merge::group(&outlines)
        .into_iter()
        .filter(|group| group.members.len() > 1)
        .map(|group| Twins {
            members: group
                .members
                .iter()
                .filter_map(|member| Some((*places.get(member.index)?, member.shift_s)))
                .collect(),
            proof: group.proof,
        })
        .collect()
}

/// Runs that are merged together, and the files in which they stand.
#[derive(Default)]
struct Handful {
    files: BTreeSet<usize>,
    bytes: usize,
    twins: Vec<usize>,
}

/// So many bytes of files are held at once for merging.
const BYTES_AT_ONCE: usize = 32 << 20;

/// The runs in handfuls whose files are held together. Runs of the same files stand beside each
/// other, so that two exports of everything are read again once, and not for each of their runs; and
/// a large file has beside it as many bytes of others as its own, for the same reason.
fn handfuls(twins: &[Twins], recordings: &BTreeMap<usize, Recording>) -> Vec<Handful> {
    let files_of = |place: usize| -> BTreeSet<usize> {
        twins.get(place).into_iter().flat_map(Twins::merged).map(|((file, _), _)| *file).collect()
    };
    let bytes_of = |file: &usize| recordings.get(file).map_or(0, |it| it.origin.bytes);
    let mut order: Vec<(BTreeSet<usize>, usize)> =
        (0..twins.len()).map(|place| (files_of(place), place)).collect();
    order.sort();
    let mut handfuls: Vec<Handful> = Vec::new();
    for (files, place) in order {
        let largest = files.iter().map(bytes_of).max().unwrap_or(0);
        let most = BYTES_AT_ONCE.max(largest.saturating_mul(2));
        let more = |open: &Handful| -> usize { files.difference(&open.files).map(bytes_of).sum() };
        let fits =
            handfuls.last().is_some_and(|open| open.bytes.saturating_add(more(open)) <= most);
        if !fits {
            handfuls.push(Handful::default());
        }
        let Some(open) = handfuls.last_mut() else { continue };
        open.bytes = open.bytes.saturating_add(more(open));
        open.files.extend(files);
        open.twins.push(place);
    }
    handfuls
}

/// Merges the recordings of one run and measures the whole.
fn merged_outing(
    twins: &Twins,
    read: &BTreeMap<usize, Activity>,
    recordings: &BTreeMap<usize, Recording>,
    files: &[FileOutcome],
    knowing: Knowing<'_>,
) -> Option<Outing> {
    let parts: Vec<merge::Recording<'_>> = twins
        .merged()
        .iter()
        .map(|&((file, session), shift_s)| {
            Some(merge::Recording { activity: read.get(&file)?, session, shift_s })
        })
        .collect::<Option<_>>()?;
    let merged = merge::merge(&parts)?;
    let ((richest, _), others) = twins.merged().split_first()?;
    let own = alone(recordings, *richest)?;
    let outing = outing::measure(&merged, &own.path, knowing.setting).into_iter().next()?;
    let merged_from =
        others.iter().filter_map(|((file, _), _)| Some(files.get(*file)?.path.clone())).collect();
    let mut outing = Outing { id: own.id, number: own.number, of: own.of, merged_from, ..outing };
    outing.worn_together.extend(twins.worn_together(recordings));
    for (file, _) in twins.members.iter().map(|(place, _)| place) {
        if let Some(row) = recordings.get(file).and_then(|one| knowing.tables.row(&one.origin)) {
            strava::add_to(&mut outing, row);
        }
    }
    Some(outing)
}

/// Puts the merged outing in its richest recording's place and takes the others out.
fn enter(
    twins: &Twins,
    merged: Outing,
    files: &mut [FileOutcome],
    outings: &mut BTreeMap<Place, Outing>,
) {
    let Some(((richest, _), others)) = twins.members.split_first() else { return };
    let key = merged.key();
    for (place, _) in others {
        let taken = outings.remove(place).map(|outing| outing.key());
        let still_own = outings.range((place.0, 0)..(place.0 + 1, 0)).next().is_some();
        let Some(file) = files.get_mut(place.0) else { continue };
        for own in &mut file.activities {
            if Some(&*own) == taken.as_ref() {
                own.clone_from(&key);
            }
        }
        if !still_own {
            file.kind = OutcomeKind::Duplicate;
            let original = merged.path.clone();
            file.reason = Some(Reason::SameRun { original, proof: Some(twins.proof) });
        }
    }
    outings.insert(*richest, merged);
}
