//! Which files hold the same run: the same bytes twice are one, and one run recorded twice is
//! merged, richest recording first.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    FileOutcome, Gathered, OutcomeKind,
    scan::{self, Knowing, Recording, Scanned},
    strava,
};
use crate::{
    ingest::merge::{self, Outline, Proof},
    model::{Activity, ActivityId},
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

/// Brings the files' own outcomes together.
pub(super) fn settle(scanned: Vec<Scanned>, knowing: Knowing<'_>) -> Gathered {
    let (mut files, recordings) = without_copies(scanned);
    let twins = twins(&recordings);
    let merged: Vec<Option<Outing>> = by_files(&twins)
        .into_par_iter()
        .flat_map_iter(|(of_files, places)| {
            let read = again(&of_files, &recordings, knowing);
            let outing = |place: usize| {
                merged_outing(twins.get(place)?, &read, &recordings, &files, knowing)
            };
            places.into_iter().map(|place| (place, outing(place))).collect::<Vec<_>>()
        })
        .collect::<BTreeMap<_, _>>()
        .into_values()
        .collect();
    let mut outings: BTreeMap<Place, Outing> = BTreeMap::new();
    for (file, recording) in recordings {
        for outing in recording.outings {
            outings.insert((file, outing.number - 1), outing);
        }
    }
    for (twins, outing) in twins.iter().zip(merged) {
        if let Some(outing) = outing {
            enter(twins, outing, &mut files, &mut outings);
        }
    }
    let mut outings: Vec<Outing> = outings.into_values().collect();
    outings.sort_by(|a, b| (a.started, &a.path, a.number).cmp(&(b.started, &b.path, b.number)));
    Gathered { files, outings }
}

/// Outcomes in order, and the recordings by their file's place; the second and later copy of the
/// same bytes becomes a duplicate.
fn without_copies(scanned: Vec<Scanned>) -> (Vec<FileOutcome>, BTreeMap<usize, Recording>) {
    let mut files: Vec<FileOutcome> = Vec::with_capacity(scanned.len());
    let mut recordings = BTreeMap::new();
    let mut first: BTreeMap<ActivityId, usize> = BTreeMap::new();
    for (place, Scanned { mut outcome, recording }) in scanned.into_iter().enumerate() {
        if let Some(recording) = recording {
            if let Some(&at) = first.get(&recording.id) {
                let original = files.get(at).map_or("another file", |file| &file.path);
                outcome.kind = OutcomeKind::Duplicate;
                outcome.reason = Some(format!("holds the same bytes as {original}"));
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

/// Which runs stand in the same files: two exports of everything share all their runs, and are not
/// to be read again for each.
fn by_files(twins: &[Twins]) -> BTreeMap<BTreeSet<usize>, Vec<usize>> {
    let mut by_files: BTreeMap<BTreeSet<usize>, Vec<usize>> = BTreeMap::new();
    for (place, twins) in twins.iter().enumerate() {
        let files = twins.members.iter().map(|((file, _), _)| *file).collect();
        by_files.entry(files).or_default().push(place);
    }
    by_files
}

/// The activities of these files, read once more.
fn again(
    files: &BTreeSet<usize>,
    recordings: &BTreeMap<usize, Recording>,
    knowing: Knowing<'_>,
) -> BTreeMap<usize, Activity> {
    let read = |file: &usize| scan::again(&recordings.get(file)?.origin, knowing.tables);
    files.iter().filter_map(|file| Some((*file, read(file)?))).collect()
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
        .members
        .iter()
        .map(|&((file, session), shift_s)| {
            Some(merge::Recording { activity: read.get(&file)?, session, shift_s })
        })
        .collect::<Option<_>>()?;
    let merged = merge::merge(&parts)?;
    let (((richest, session), _), others) = twins.members.split_first()?;
    let alone = recordings.get(richest)?;
    let at = alone.outings.binary_search_by_key(&(session + 1), |outing| outing.number).ok()?;
    let own = alone.outings.get(at)?;
    let outing = outing::measure(&merged, &own.path, knowing.setting).into_iter().next()?;
    let merged_from =
        others.iter().filter_map(|((file, _), _)| Some(files.get(*file)?.path.clone())).collect();
    let mut outing = Outing { id: own.id, number: own.number, of: own.of, merged_from, ..outing };
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
            file.reason =
                Some(format!("holds the same run as {} ({})", merged.path, twins.proof.words()));
        }
    }
    outings.insert(*richest, merged);
}
