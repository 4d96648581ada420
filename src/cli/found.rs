//! Findings by their key, while they are gathered.

use std::collections::BTreeMap;

use serde::Serialize;

/// One kind of finding, over all files it was found in.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    pub(super) key: String,
    /// The kind in words.
    pub(super) what: String,
    /// How many runs it touches.
    pub(super) runs: usize,
    pub(super) files: Vec<String>,
    /// The words of the first of them, where they say more than the kind does.
    pub(super) example: Option<String>,
    /// What to do; none where nothing is.
    pub(super) advice: Option<&'static str>,
}

/// A kind of finding before it is found.
pub(super) struct Kind<'a> {
    pub(super) key: &'a str,
    pub(super) what: String,
    pub(super) example: Option<String>,
    pub(super) advice: Option<&'static str>,
}

/// Where it was found: the file, and the run in it that is touched, if it is one.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    pub(super) file: &'a str,
    pub(super) run: Option<usize>,
}

/// Findings by their key, while they are gathered.
#[derive(Default)]
pub(super) struct Findings {
    by_key: BTreeMap<String, Finding>,
    /// The run that each kind touched last.
    last_run: BTreeMap<String, usize>,
}

impl Findings {
    /// Enters a file and a run once under a kind.
    pub(super) fn note(&mut self, kind: Kind<'_>, here: Here<'_>) {
        let key = kind.key.to_owned();
        let finding = self.by_key.entry(key.clone()).or_insert_with(|| Finding {
            key: key.clone(),
            what: kind.what,
            runs: 0,
            files: Vec::new(),
            example: kind.example,
            advice: kind.advice,
        });
        if finding.files.last().is_none_or(|last| last != here.file) {
            finding.files.push(here.file.to_owned());
        }
        if let Some(run) = here.run
            && self.last_run.insert(key, run) != Some(run)
        {
            finding.runs += 1;
        }
    }

    /// What asks for something first, then what touches most.
    pub(super) fn sorted(self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.by_key.into_values().collect();
        // The sort is stable: equals stay in the order of their keys.
        findings.sort_by_key(|finding| {
            std::cmp::Reverse((finding.advice.is_some(), finding.runs, finding.files.len()))
        });
        findings
    }
}
