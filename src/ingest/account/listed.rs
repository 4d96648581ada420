//! Runs that an account lists one by one: each knows its time and its files, whoever keeps it.

use std::{collections::BTreeMap, fmt::Debug};

use super::{
    copies::{self, Copyable},
    recorded::Recorded,
    runs::{AccountCounts, Runs},
};

/// A run as an account lists it; its span is in milliseconds since 1970 UTC.
pub(super) trait Listed: Copyable + Debug + Send + Sync {
    /// The files that it names; none where all of it stands in the list.
    fn files(&self) -> Vec<&str> {
        Vec::new()
    }

    /// The run, with those of its files that could be had.
    fn recorded(&self, files: &BTreeMap<String, Vec<u8>>) -> Option<Recorded>;
}

/// The runs of a list that is being read, and how many recordings of other sports stood beside them.
#[derive(Debug, Default)]
pub(super) struct Reading<T> {
    pub(super) runs: Vec<T>,
    others: usize,
}

impl<T: Listed> Reading<T> {
    /// Takes a run; none is a recording of another sport.
    pub(super) fn put(&mut self, run: Option<T>) {
        match run {
            Some(run) => self.runs.push(run),
            None => self.others = self.others.saturating_add(1),
        }
    }

    pub(super) fn finish(self) -> List<T> {
        List { runs: copies::grouped(self.runs), others: self.others }
    }
}

/// The runs of a list, each with its copies, and how many recordings of other sports stood beside
/// them.
#[derive(Debug)]
pub(super) struct List<T> {
    runs: Vec<(T, Vec<T>)>,
    others: usize,
}

impl<T: Listed> List<T> {
    fn get(&self, run: usize) -> Option<&T> {
        self.runs.get(run).map(|(listed, _)| listed)
    }
}

impl<T: Listed> Runs for List<T> {
    fn len(&self) -> usize {
        self.runs.len()
    }

    fn started_s(&self, run: usize) -> Option<i64> {
        Some(self.get(run)?.span().0.div_euclid(1000))
    }

    fn files_of(&self, run: usize) -> Vec<&str> {
        self.get(run).map_or_else(Vec::new, Listed::files)
    }

    fn recorded(&self, run: usize, files: &BTreeMap<String, Vec<u8>>) -> Option<Recorded> {
        self.get(run)?.recorded(files)
    }

    fn found(&self) -> AccountCounts {
        AccountCounts {
            runs: self.runs.len(),
            copies: self.runs.iter().map(|(_, others)| others.len()).sum(),
            others: self.others,
            records: 0,
            notices: Vec::new(),
        }
    }
}
