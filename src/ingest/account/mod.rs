//! Exports of whole accounts, in which one run lies in parts among many other things.
//!
//! A reader looks at an account once and keeps, packed, what its runs need; each run is made into an
//! [`Activity`] when it is asked for, with those files of the account that belong to it alone (its
//! route). What a reader does not know by its type stays unread: an account knows more of a person
//! than their running.
#![warn(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod apple;
mod copies;
mod ending;
mod garmin;
mod google;
mod huawei;
mod json;
mod listed;
mod part;
mod polar;
mod recorded;
mod runs;
mod samsung;
mod store;
mod table;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use jiff::{Timestamp, tz::TimeZone};

pub use ending::{ending, home};
pub use part::Part;
pub use runs::AccountCounts;

use super::IngestError;
use crate::model::{Activity, HealthDiary, Notice, NoticeKind, Service};
use runs::Runs;

/// How many first bytes tell whether a file is an account's.
pub const HEAD_BYTES: usize = apple::ROOT_WITHIN_BYTES;

/// Whether a file is a part of an account's run, so that it is no run of its own beside it.
pub fn is_part(service: Service, bytes: &[u8]) -> bool {
    service == Service::AppleHealth && {
        let head = bytes.get(..1024).unwrap_or(bytes);
        memchr::memmem::find(head, b"creator=\"Apple Health Export\"").is_some()
    }
}

/// An account that was read.
#[derive(Debug)]
pub struct Account {
    /// Whose it is.
    pub service: Service,
    runs: Box<dyn Runs>,
    /// Runs that get none of the files they name, since too many others name them.
    without_files: BTreeSet<usize>,
    /// Parts that could not be read.
    unread: usize,
}

/// A file belongs to one run, or to a few that ended in one minute. Were it given to each that names
/// it, a large one could be asked for by thousands.
const RUNS_OF_A_FILE: u8 = 4;

/// Runs of which a file is named by too many before them.
fn without_files(runs: &dyn Runs) -> BTreeSet<usize> {
    let mut named: BTreeMap<&str, u8> = BTreeMap::new();
    let mut without = BTreeSet::new();
    for run in 0..runs.len() {
        for file in runs.files_of(run) {
            let times = named.entry(file).or_insert(0);
            *times = times.saturating_add(1);
            if *times > RUNS_OF_A_FILE {
                without.insert(run);
            }
        }
    }
    without
}

/// An account that is being read, part by part.
#[derive(Debug)]
pub struct Building {
    service: Service,
    reading: Reading,
    unread: usize,
    with_diary: bool,
    /// Where entries of the diary belong that tell no zone, and near which no run tells one.
    zone: Option<TimeZone>,
}

#[derive(Debug)]
enum Reading {
    Apple(Option<Box<apple::Export>>),
    Google(Box<google::Reading>),
    Samsung(listed::Reading<samsung::Row>),
    Huawei(listed::Reading<huawei::Path>),
    Polar(listed::Reading<polar::ExerciseAt>),
    Garmin(listed::Reading<garmin::Summary>),
}

impl Building {
    /// Begins with a service's account.
    pub fn new(service: Service) -> Building {
        let reading = match service {
            Service::AppleHealth => Reading::Apple(None),
            Service::GoogleHealth => Reading::Google(Box::default()),
            Service::SamsungHealth => Reading::Samsung(listed::Reading::default()),
            Service::HuaweiHealth => Reading::Huawei(listed::Reading::default()),
            Service::PolarFlow => Reading::Polar(listed::Reading::default()),
            Service::GarminConnect => Reading::Garmin(listed::Reading::default()),
        };
        Building { service, reading, unread: 0, with_diary: false, zone: None }
    }

    /// With what the account says beside the runs, which the runner has to ask for; `zone` is where
    /// entries belong of which the account does not tell it.
    #[must_use]
    pub fn with_diary(self, zone: Option<TimeZone>) -> Building {
        Building { with_diary: true, zone, ..self }
    }

    /// Reads a part from a stream of its bytes; `ending` is the end of its path. A part of another
    /// service is passed over; one that cannot be read is counted, and what came of it is kept.
    ///
    /// # Errors
    ///
    /// When an account of one part cannot be read, or a limit is passed.
    pub fn take(
        &mut self,
        part: Part,
        ending: &str,
        from: &mut dyn Read,
    ) -> Result<(), IngestError> {
        let read = match (&mut self.reading, part) {
            (Reading::Apple(export), Part::AppleExport) => {
                let diary = self.with_diary.then(|| apple::Entries::new(self.zone.clone()));
                *export = Some(Box::new(apple::read(from, diary)?));
                Ok(())
            }
            (Reading::Google(_), Part::GoogleSleeps) if !self.with_diary => Ok(()),
            (Reading::Google(reading), part) => reading.take(part, from),
            (Reading::Samsung(reading), Part::SamsungExercises) => reading.take(from),
            (Reading::Huawei(reading), Part::HuaweiPaths) => reading.take(from),
            (Reading::Polar(reading), Part::PolarSession) => reading.take(ending, from),
            (Reading::Garmin(reading), Part::GarminSummaries) => reading.take(from),
            _ => Ok(()),
        };
        match read {
            Err(limit @ IngestError::Limit { .. }) => Err(limit),
            Err(_) => {
                self.unread = self.unread.saturating_add(1);
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// The account, once all parts are in.
    ///
    /// # Errors
    ///
    /// When nothing of it was read.
    pub fn finish(self) -> Result<Account, IngestError> {
        let runs: Box<dyn Runs> = match self.reading {
            Reading::Apple(export) => export.ok_or(IngestError::NoSamples)?,
            Reading::Google(reading) => Box::new(reading.finish(self.zone.as_ref())),
            Reading::Samsung(reading) => Box::new(reading.finish()),
            Reading::Huawei(reading) => Box::new(reading.finish()),
            Reading::Polar(reading) => Box::new(reading.finish()),
            Reading::Garmin(reading) => Box::new(reading.finish()),
        };
        let without_files = without_files(runs.as_ref());
        Ok(Account { service: self.service, runs, without_files, unread: self.unread })
    }
}

impl Account {
    /// How many runs it holds.
    pub fn runs(&self) -> usize {
        self.runs.len()
    }

    /// A run's name: when it began, as `2025-06-10T163000Z`. Another export of the account names it so
    /// too.
    pub fn name(&self, run: usize) -> String {
        let started = self.runs.started_s(run).and_then(|at_s| Timestamp::from_second(at_s).ok());
        started.map_or_else(
            || format!("run {}", run.saturating_add(1)),
            |at| at.strftime("%Y-%m-%dT%H%M%SZ").to_string(),
        )
    }

    /// The files beside the account's own that a run names, by the [`ending`] of their paths.
    pub fn files_of(&self, run: usize) -> Vec<&str> {
        if self.without_files.contains(&run) { Vec::new() } else { self.runs.files_of(run) }
    }

    /// What it says beside the runs; nothing where that was not asked for.
    pub fn diary(&self) -> HealthDiary {
        self.runs.diary()
    }

    /// A run as an activity, with those of its files that could be had.
    ///
    /// # Errors
    ///
    /// When there is no such run.
    pub fn activity(
        &self,
        run: usize,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Activity, IngestError> {
        let recorded = self.runs.recorded(run, files).ok_or(IngestError::NoSamples)?;
        Ok(recorded.laid_out())
    }

    /// What was found, in numbers.
    pub fn found(&self) -> AccountCounts {
        let mut found = self.runs.found();
        if self.unread > 0 {
            let text = match self.unread {
                1 => "a file of the export cannot be read, and its runs are missing".to_owned(),
                many => {
                    format!("{many} files of the export cannot be read; their runs are missing")
                }
            };
            found.notices.push(Notice::file(NoticeKind::PartsUnread, text));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_cannot_be_read_are_told_with_their_number() {
        let told = |parts: usize| {
            let mut building = Building::new(Service::PolarFlow);
            for _ in 0..parts {
                building.take(Part::PolarSession, "training-session.json", &mut &b"{"[..]).unwrap();
            }
            let found = building.finish().unwrap().found();
            found.notices.iter().map(|it| it.text.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(told(0), Vec::<String>::new());
        assert_eq!(told(1), ["a file of the export cannot be read, and its runs are missing"]);
        assert_eq!(told(2), ["2 files of the export cannot be read; their runs are missing"]);
    }
}
