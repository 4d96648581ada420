//! An account's runs: read once, made into activities some at a time, and again for merging.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use jiff::Timestamp;
use rayon::prelude::*;

use super::{
    super::{
        addresses,
        knowing::Knowing,
        measured::{each_member, measured},
        outcome::{FileOutcome, OutcomeKind, failed},
        recording::{Scanned, origin},
        source::{Source, limits},
        watched::Watched,
    },
    claim::{Claim, Lies},
    kept::{OfAccount, Read},
};
use crate::{
    disk,
    ingest::{self, IngestError, account::Part, archive},
    model::{Activity, Channel, HealthDiary, Notice, NoticeKind, Reason},
};

/// So many runs are made at once, with the files that they name.
const RUNS_AT_ONCE: usize = 8;

/// Reads an account and measures its runs; and what else lies in its archive.
pub(in super::super) fn scan(source: &Source, claim: &Claim, knowing: Knowing<'_>) -> Vec<Scanned> {
    let (shown, member) = shown(source, claim);
    let zone = knowing.setting.time_zone.as_ref();
    let mut scanned = match Read::from(source, claim, knowing.progress, zone) {
        Ok(read) => of_account(source, &shown, member, read, knowing),
        Err(error) => {
            vec![failed(&shown, error).into()]
        }
    };
    if let Lies::Packed { others, .. } | Lies::TakenIn { others } = &claim.lies
        && !others.is_empty()
    {
        let members = disk::open(&source.path)
            .ok()
            .and_then(|file| archive::members_at(file, limits(), others.clone()).ok());
        if let Some(members) = members {
            let members = members.without_parts_of(claim.service);
            each_member(source, members, knowing, &mut |one| scanned.push(one));
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
        Lies::Loose { .. } | Lies::TakenIn { .. } => (source.shown.clone(), None),
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
                    let mut origin = origin(source, Some((member, Vec::new())));
                    origin.account = Some(OfAccount { read: Arc::clone(&read), run });
                    // As a track of as many points would have.
                    origin.bytes = activity.samples.len().saturating_mul(POINT_BYTES);
                    measured(&shown, origin, activity, knowing)
                }
                Err(error) => failed(&shown, error).into(),
            }
        });
        scanned.par_extend(measured);
    }
    let mut main = Scanned::from(told(shown, &read, &held));
    main.health = Some(read.account.diary()).filter(|diary| !diary.is_empty());
    scanned.insert(0, main);
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
    let diary = read.account.diary();
    parts.extend(diary_words(&diary));
    FileOutcome {
        path: shown.to_owned(),
        kind: OutcomeKind::NotAnActivity,
        reason: Some(Reason::Account { service: read.claim.service, parts: parts.join(", ") }),
        activities: Vec::new(),
        notices: found.notices.iter().chain(&undated(&diary)).map(ToString::to_string).collect(),
    }
}

/// What an account says beside its runs, in days.
fn diary_words(diary: &HealthDiary) -> Vec<String> {
    let days = [("lower-back pain in words", diary.back.len()), ("sleep", diary.sleep_h.len())];
    let told = days.into_iter().filter(|(_, days)| *days > 0);
    told.map(|(what, days)| format!("{what} on {}", counted(days, "day", "days"))).collect()
}

/// Entries of a diary that were left out.
fn undated(diary: &HealthDiary) -> Option<Notice> {
    let entries = counted(diary.undated, "entry", "entries");
    let text = format!(
        "{entries} of the account's own diary left out: no zone tells their day; \
         `report.time_zone` in the config settles it"
    );
    (diary.undated > 0).then(|| Notice::file(NoticeKind::DiaryUndated, text))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
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

/// Hands on what became of an account, and then each of its runs.
pub(in super::super) fn each_run(
    source: &Source,
    claim: &Claim,
    take: &mut dyn FnMut(&str, Result<&Activity, &FileOutcome>),
) {
    let (shown, _) = shown(source, claim);
    let read = match Read::from(source, claim, &Watched::new(&|_| ()), None) {
        Ok(read) => read,
        Err(error) => return take(&shown, Err(&failed(&shown, error))),
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
                Err(error) => take(&shown, Err(&failed(&shown, error))),
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
    if let Ok(read) = Read::from(source, claim, &Watched::new(&|_| ()), None) {
        let runs: Vec<usize> = (0..read.account.runs()).collect();
        for some in runs.chunks(RUNS_AT_ONCE) {
            read.activities(some).iter().flatten().for_each(&mut *take);
        }
    }
    if let Lies::Packed { others, .. } | Lies::TakenIn { others } = &claim.lies {
        let members = disk::open(&source.path)
            .ok()
            .and_then(|file| archive::members_at(file, limits(), others.clone()).ok());
        let members = members.into_iter().flat_map(|it| it.without_parts_of(claim.service));
        for bytes in members.filter_map(|member| member.content.ok()) {
            ingest::read(&bytes).iter().for_each(&mut *take);
        }
    }
}
