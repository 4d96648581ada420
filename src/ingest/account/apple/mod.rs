//! Apple Health: the loose records of `export.xml`, joined to the runs that they were made in.
//!
//! The file is gone through once. Records stand before the workouts that they belong to, so those of
//! the eight types that say something of a run are kept in packed form ([`super::store`]); what is
//! heard of a person beside that (birth date, hearts, papers of a clinic) is never looked at. Once all
//! workouts are known, copies of one run are brought together ([`copies`]) and each run takes, when it
//! is asked for, the records of its own watch and time ([`run`]).
#![warn(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod attributes;
mod copies;
mod diary;
mod export;
mod group;
mod kinds;
mod run;
mod sources;
mod step_length;
mod tags;
mod workout;

use std::{collections::BTreeMap, io::Read};

use attributes::{Pairs, date, number};
pub(super) use diary::Entries;
use diary::{Asked, Effort, Texts};
pub(super) use export::Export;
use kinds::Kind;
use sources::{Source, Sources, Writer};
use tags::{Tag, Tags};
use workout::{Open, Workout};

use super::{
    recorded::Recorded,
    runs::{AccountCounts, Runs},
    store::{Record, Stream},
};
use crate::{
    ingest::IngestError,
    model::{HealthDiary, Notice, NoticeKind},
};

/// How far into a file its root is looked for: Apple's document type has some ten thousand bytes.
pub(super) const ROOT_WITHIN_BYTES: usize = 64 << 10;

/// Whether a file's first bytes are those of Apple's export.
pub(super) fn is_export(head: &[u8]) -> bool {
    let head = head.get(..ROOT_WITHIN_BYTES).unwrap_or(head);
    let mut text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    // Before the root stand declarations and comments only.
    loop {
        let passed = if let Some(rest) = text.strip_prefix(b"<!--") {
            memchr::memmem::find(rest, b"-->").and_then(|end| rest.get(end..)?.get(3..))
        } else if text.starts_with(b"<?") {
            memchr::memchr(b'>', text).and_then(|end| text.get(end..)?.get(1..))
        } else {
            break;
        };
        let Some(rest) = passed else { return false };
        text = rest.trim_ascii_start();
    }
    let named = |text: &[u8], name: &[u8]| {
        text.strip_prefix(name).is_some_and(|rest| {
            rest.first().is_none_or(|next| next.is_ascii_whitespace() || b"[>/".contains(next))
        })
    };
    let declared = text.strip_prefix(b"<!DOCTYPE").map(<[u8]>::trim_ascii_start);
    named(text, b"<HealthData") || declared.is_some_and(|name| named(name, b"HealthData"))
}

/// More running workouts than anybody has: sixty years of five a day.
const MOST_WORKOUTS: usize = 100_000;

/// Records of the wanted types beyond this are more than any watch writes in a lifetime, and would not
/// fit the memory that reading may take.
const MOST_RECORDS: usize = 30_000_000;

/// A runner's watches, one after the other.
const MOST_WATCHES: usize = 16;

/// Reads an export from a stream of its bytes, with what it says beside the runs where there is a
/// place for it.
///
/// # Errors
///
/// When the stream breaks before the first workout, or a limit is passed.
pub(super) fn read(from: impl Read, diary: Option<Entries>) -> Result<Export, IngestError> {
    let mut reader = Reader { diary, ..Reader::default() };
    let broken = reader.go_through(from)?;
    reader.finish(broken)
}

#[derive(Debug, Default)]
struct Reader {
    sources: Sources,
    streams: Vec<[Stream; Kind::ALL.len()]>,
    workouts: Vec<Workout>,
    open: Option<Open>,
    in_correlation: bool,
    ended: bool,
    any_workout: bool,
    other_workouts: usize,
    records: usize,
    unreadable: usize,
    /// What is said beside the runs; none where it is not asked for.
    diary: Option<Entries>,
}

impl Reader {
    /// Goes through the stream; why it broke, where it did.
    fn go_through(&mut self, from: impl Read) -> Result<Option<String>, IngestError> {
        let mut tags = Tags::new(from);
        loop {
            let in_workout = self.open.is_some();
            let in_entry = self.diary.as_ref().is_some_and(|diary| diary.is_open);
            let looking = Looking { may_tell: in_workout || in_entry, asked: self.diary.is_some() };
            let tag = match tags.next(|text| is_wanted(text, looking)) {
                Ok(Some(tag)) => tag,
                Ok(None) => return Ok(None),
                Err(error) => return Ok(Some(error.to_string())),
            };
            if tag.name == b"Record" {
                if !self.in_correlation && !in_workout {
                    self.record(&tag)?;
                }
            } else {
                self.other(&tag)?;
            }
        }
    }

    fn other(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        match tag.name {
            b"Workout" => {
                self.any_workout = true;
                self.open = Open::begin(tag, &mut self.sources);
                if tag.is_empty {
                    self.close_workout()?;
                }
            }
            b"/Workout" => self.close_workout()?,
            // Its records stand by themselves too.
            b"Correlation" => self.in_correlation = !tag.is_empty,
            b"/Correlation" => self.in_correlation = false,
            b"/Record" => {
                if let Some(diary) = &mut self.diary {
                    diary.is_open = false;
                }
            }
            b"/HealthData" => self.ended = true,
            _ => {
                if let Some(open) = &mut self.open {
                    open.take(tag);
                } else if let Some(diary) = &mut self.diary
                    && let Some(zone) = workout::zone_in(tag)
                {
                    diary.zone(&zone);
                }
            }
        }
        Ok(())
    }

    fn close_workout(&mut self) -> Result<(), IngestError> {
        let Some(open) = self.open.take() else { return Ok(()) };
        if let (Some(diary), Some((start_s, zone))) = (&mut self.diary, open.zone()) {
            diary.workout(start_s, zone);
        }
        let runs = open.end();
        if runs.is_empty() {
            self.other_workouts = self.other_workouts.saturating_add(1);
        }
        self.workouts.extend(runs);
        if self.workouts.len() > MOST_WORKOUTS {
            let what = format!("more than {MOST_WORKOUTS} running workouts in one export");
            return Err(IngestError::Limit { what });
        }
        Ok(())
    }

    fn record(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        let mut raw = Raw::default();
        for (key, value) in (Pairs { rest: tag.attributes }) {
            match key {
                b"type" => {
                    raw.kind = Kind::of(value);
                    raw.asked = Asked::of(value).filter(|_| self.diary.is_some());
                }
                b"unit" => raw.unit = value,
                b"value" => raw.value = value,
                b"startDate" => raw.start = value,
                b"endDate" => raw.end = value,
                b"sourceName" => raw.source_name = value,
                b"device" => raw.device = value,
                _ => {}
            }
        }
        if let Some(diary) = &mut self.diary {
            diary.is_open = false;
            if let Some(asked) = raw.asked {
                let Raw { unit, value, start, end, .. } = raw;
                let source = match asked {
                    Asked::Sleep => self.sources.number(raw.source_name, raw.device),
                    _ => None,
                };
                diary.take(asked, &Texts { unit, value, start, end }, source);
                diary.is_open &= !tag.is_empty;
                return Ok(());
            }
        }
        let Some(kind) = raw.kind else { return Ok(()) };
        self.records = self.records.saturating_add(1);
        if self.records > MOST_RECORDS {
            let what = format!("more than {MOST_RECORDS} records of running in one export");
            return Err(IngestError::Limit { what });
        }
        let kept = raw.record(kind).is_some_and(|record| {
            let source = self.sources.number(raw.source_name, raw.device);
            source.is_some_and(|source| self.keep(source, kind, record))
        });
        if !kept {
            self.unreadable = self.unreadable.saturating_add(1);
        }
        Ok(())
    }

    fn keep(&mut self, source: Source, kind: Kind, record: Record) -> bool {
        let at = usize::from(source);
        if self.streams.len() <= at {
            self.streams.resize_with(at.saturating_add(1), Default::default);
        }
        let stream = self.streams.get_mut(at).and_then(|own| own.get_mut(kind.index()));
        stream.is_some_and(|stream| stream.push(record))
    }

    fn finish(mut self, broken: Option<String>) -> Result<Export, IngestError> {
        let is_cut = broken.is_some() || !self.ended;
        // Without one workout nothing is known of runs; without an end it cannot be told that there
        // are none.
        if is_cut && !self.any_workout {
            let what = broken.unwrap_or_else(|| "its end is missing".to_owned());
            return Err(IngestError::Incomplete { what });
        }
        for stream in self.streams.iter_mut().flatten() {
            stream.settle();
        }
        let writers = self.sources.writers();
        let diary = self.diary.map(|entries| entries.settled(&writers));
        let (diary, efforts) = diary.unwrap_or_default();
        let mut export = Export {
            runs: Vec::new(),
            streams: self.streams,
            writers,
            diary,
            efforts,
            other_workouts: self.other_workouts,
            records: self.records,
            unreadable: self.unreadable,
            is_cut,
        };
        export.runs = copies::grouped(std::mem::take(&mut self.workouts), &export);
        Ok(export)
    }
}

/// The attributes of a record that are looked at.
#[derive(Default)]
struct Raw<'t> {
    kind: Option<Kind>,
    asked: Option<Asked>,
    unit: &'t [u8],
    value: &'t [u8],
    start: &'t [u8],
    end: &'t [u8],
    source_name: &'t [u8],
    device: &'t [u8],
}

impl Raw<'_> {
    fn record(&self, kind: Kind) -> Option<Record> {
        let value = number(self.value)? * kind.factor(self.unit)?;
        if value < 0.0 || (kind.is_positive() && value <= 0.0) {
            return None;
        }
        let (start_s, end_s) = (date(self.start)?, date(self.end)?);
        let lasting_s = u32::try_from(end_s.checked_sub(start_s)?).ok()?;
        #[allow(clippy::cast_possible_truncation, reason = "seven digits are more than any has")]
        let value = value as f32;
        Some(Record { start_s, lasting_s, value })
    }
}

/// What is looked for at a place of the file.
#[derive(Clone, Copy)]
struct Looking {
    /// Within what may tell its zone: a workout, or an entry of the diary.
    may_tell: bool,
    /// Whether more than runs is asked for.
    asked: bool,
}

/// Whether a tag is to be looked at, by what follows its `<`. Says no only to what it is sure of: a
/// record whose type stands first and is another, and whatever holds nothing of a run.
#[inline]
fn is_wanted(text: &[u8], Looking { may_tell, asked }: Looking) -> bool {
    match text.first() {
        Some(b'R') => {
            let Some(type_name) = text.strip_prefix(b"Record type=\"") else {
                return text.starts_with(b"Record");
            };
            let Some(end) = memchr::memchr(b'"', type_name.get(..96).unwrap_or(type_name)) else {
                return true;
            };
            type_name
                .get(..end)
                .is_none_or(|name| Kind::of(name).is_some() || asked && Asked::of(name).is_some())
        }
        Some(b'W') => text.starts_with(b"Workout"),
        Some(b'C') => text.starts_with(b"Correlation"),
        Some(b'F') => may_tell && text.starts_with(b"FileReference"),
        Some(b'M') => may_tell && text.starts_with(b"MetadataEntry"),
        Some(b'/') => match text.get(1) {
            Some(b'W' | b'C' | b'H') => true,
            Some(b'R') => may_tell,
            _ => false,
        },
        _ => false,
    }
}

impl Runs for Export {
    fn len(&self) -> usize {
        self.runs.len()
    }

    fn started_s(&self, run: usize) -> Option<i64> {
        self.runs.get(run).map(|group| group.best.start_s)
    }

    fn files_of(&self, run: usize) -> Vec<&str> {
        let routes = self.runs.get(run).and_then(group::Group::routes);
        routes.unwrap_or_default().iter().map(String::as_str).collect()
    }

    fn recorded(&self, run: usize, files: &BTreeMap<String, Vec<u8>>) -> Option<Recorded> {
        Some(run::recorded(self, self.runs.get(run)?, files))
    }

    fn diary(&self) -> HealthDiary {
        self.diary.clone()
    }

    fn found(&self) -> AccountCounts {
        let mut notices = Vec::new();
        if self.is_cut {
            let text = "the export is incomplete: its end is missing; export it again";
            notices.push(Notice::file(NoticeKind::ExportIncomplete, text));
        }
        if self.unreadable > 0 {
            let text = format!(
                "{} of {} records of running have no usable time, value or unit, or last for hours, \
                 and are left out",
                self.unreadable, self.records
            );
            notices.push(Notice::file(NoticeKind::RecordsLeftOut, text));
        }
        AccountCounts {
            runs: self.runs.len(),
            copies: self.runs.iter().map(|group| group.others.len()).sum(),
            others: self.other_workouts,
            records: self.records,
            notices,
        }
    }
}

impl Export {
    /// The records of a kind by one writer that touch a time.
    fn within(&self, source: Source, kind: Kind, from_s: i64, to_s: i64) -> Vec<Record> {
        let streams = self.streams.get(usize::from(source));
        let stream = streams.and_then(|own| own.get(kind.index()));
        stream.map_or_else(Vec::new, |stream| stream.within(from_s, to_s))
    }

    /// The runner's own rating of a run: of one whose time is the run's for at least half.
    fn effort(&self, from_s: i64, to_s: i64) -> Option<f64> {
        let overlap_s = |effort: &Effort| effort.1.min(to_s).saturating_sub(effort.0.max(from_s));
        let half_s = to_s.saturating_sub(from_s) / 2;
        let rated = self.efforts.iter().rfind(|effort| overlap_s(effort) > half_s);
        rated.map(|effort| effort.2)
    }

    fn writer(&self, source: Option<Source>) -> Option<&Writer> {
        self.writers.get(usize::from(source?))
    }

    /// The watches that wrote anything; nobody wore more.
    fn watches(&self) -> impl Iterator<Item = Source> {
        let numbered = (0..).zip(&self.writers);
        let watches = numbered.filter(|(_, writer)| writer.is_watch());
        watches.map(|(source, _)| source).take(MOST_WATCHES)
    }
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests;
