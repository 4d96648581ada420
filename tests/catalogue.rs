//! Every real file that the catalogue judges, through the pipeline: what it calls valid is read as
//! the sport it names, what it calls something else is passed over as that, and what is broken
//! gives all that another program could recover.
//!
//! The catalogue was drawn up from the output of Garmin's SDK, fitdecode and lxml.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Cursor,
    path::Path,
};

use backstride::{
    ingest::{
        self, Content,
        archive::{self, Limits},
    },
    outing::{Outing, Setting},
    pipeline::{self, FileOutcome, Gathered, OutcomeKind},
};

use crate::support::real_files;

/// The folders whose files are exports; the others hold tables and measurements.
const FOLDERS: [&str; 8] =
    ["another-runner", "archives", "fit", "gpx", "malicious", "one-runner", "other", "tcx"];

/// Files that we read as the catalogue says and that still give no activity, and why. fitdecode
/// finds the same records and the same lack in each.
const READ_AND_WITHOUT_A_DAY: [(&str, &str); 4] = [
    ("fit/dtcooper-DeveloperData.fit", "no message of it has a time"),
    ("fit/muktihari-TestEncode.fit", "its only session and its only record have no time"),
    (
        "fit/dtcooper-antfs-dump.63.fit",
        "its stamps count from when the watch was switched on, and its one local time is the same \
         as in the other of these two files, nine days of counting later",
    ),
    ("fit/dtcooper-compressed-speed-distance.fit", "as the one before"),
];

/// What the catalogue calls kinds of files that Garmin's SDK has no name for, or that it saw in
/// XML, and the words we have for them.
const KINDS: [(&str, &[&str]); 4] = [
    ("8", &["is a location file"]),
    ("44", &["is a metrics file"]),
    ("49", &["is a sleep file"]),
    (
        "route/waypoints/empty",
        &["is a route file", "is a waypoints file", "is a workout file", "holds no samples"],
    ),
];

/// What the catalogue expects of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Expected {
    /// An activity.
    Valid(Sports),
    /// A track that never says when it was.
    Untimed,
    /// Something else, by the catalogue's word for it.
    Other(String),
    /// Broken, with as many samples left.
    Recoverable(usize),
    /// Broken.
    Broken,
    /// Nothing that anybody should read.
    Foreign,
}

/// Whether the catalogue finds a run in an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sports {
    /// One session or several, of which one at least is a run.
    Run,
    /// Not one session is a run.
    NotRun,
    /// The file does not say.
    Untold,
}

/// How the catalogue calls what is no recording in any format of ours.
const FOREIGN: [&str; 3] = ["malicious/probe XML", "other legacy format", "container: no activity"];

impl Expected {
    fn of(words: &str) -> Expected {
        let within = |from: &str, to: &str| {
            let (_, rest) = words.split_once(from)?;
            Some(rest.split_once(to)?.0.to_owned())
        };
        let number = |text: String| text.split(' ').next()?.parse().ok();
        if words.starts_with("broken") {
            let left = within("broken but recoverable (", ")")
                .or_else(|| within("(recoverable ", ")"))
                .and_then(number);
            return left.map_or(Expected::Broken, Expected::Recoverable);
        }
        if let Some(kind) = within("non-activity (", ")") {
            return Expected::Other(kind);
        }
        match words {
            "track without timestamps: reject for form/load" => Expected::Untimed,
            "activity records without session: sport unknown" | "valid track, sport undeclared" => {
                Expected::Valid(Sports::Untold)
            }
            _ if words.starts_with("valid run (sport not declared") => {
                Expected::Valid(Sports::Untold)
            }
            "valid run" | "valid multisport incl. run" => Expected::Valid(Sports::Run),
            _ if words.starts_with("valid non-run") => Expected::Valid(Sports::NotRun),
            _ if FOREIGN.iter().any(|known| words.starts_with(known)) => Expected::Foreign,
            _ => panic!("the catalogue has a word that this test does not know: {words}"),
        }
    }

    /// For counting.
    fn word(&self) -> &'static str {
        match self {
            Expected::Valid(_) => "valid",
            Expected::Untimed => "track without times",
            Expected::Other(_) => "something else",
            Expected::Recoverable(_) => "broken and recoverable",
            Expected::Broken => "broken",
            Expected::Foreign => "foreign",
        }
    }
}

/// A file as the catalogue has it.
struct Row {
    path: String,
    /// Records, or points with a time, by the other program.
    records: Option<usize>,
    /// Points without a time, which are no samples.
    untimed: usize,
    expected: Expected,
}

fn rows(folder: &Path) -> Vec<Row> {
    let table = fs::read_to_string(folder.join("CATALOGUE.tsv")).unwrap();
    let mut lines = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let heads = lines.next().unwrap();
    let place = |head: &str| heads.iter().position(|known| *known == head).unwrap();
    let (path, records) = (place("path"), place("records"));
    let (quirks, expected) = (place("quirks"), place("expected"));
    let row = |cells: Vec<&str>| {
        let untimed = cells[quirks].split("; ").find_map(|quirk| quirk.strip_prefix("no_time="));
        let untimed = untimed.map_or(0, |number| number.parse().unwrap());
        let records = cells[records].parse::<usize>().ok();
        Row {
            path: cells[path].to_owned(),
            records: records.map(|records| records - untimed),
            untimed,
            expected: Expected::of(cells[expected]),
        }
    };
    let lies_in = |cells: &Vec<&str>| FOLDERS.contains(&cells[path].split('/').next().unwrap());
    lines.filter(lies_in).map(row).collect()
}

/// What became of one file of the catalogue.
struct Found<'g> {
    outcomes: Vec<&'g FileOutcome>,
    outings: Vec<&'g Outing>,
    /// Samples of each recording in it.
    samples: Vec<usize>,
}

impl Found<'_> {
    fn is_read(&self) -> bool {
        let read =
            |it: &&FileOutcome| matches!(it.kind, OutcomeKind::Activity | OutcomeKind::Duplicate);
        self.outcomes.iter().any(read)
    }

    fn holds(&self, records: usize) -> bool {
        self.samples.contains(&records) || self.samples.iter().sum::<usize>() == records
    }

    /// What is not as expected.
    fn wrong(&self, row: &Row) -> Option<String> {
        let kinds: BTreeSet<&str> = self.outcomes.iter().map(|it| it.kind.key()).collect();
        let complaint = |what: &str| Some(format!("{what}: {kinds:?}, {:?} samples", self.samples));
        if self.outcomes.is_empty() {
            return complaint("no outcome");
        }
        let left_out = |it: &&FileOutcome| it.kind == OutcomeKind::NotAnActivity;
        match &row.expected {
            Expected::Valid(_) if row.records.is_some_and(|records| !self.holds(records)) => {
                complaint("not as many samples as another program finds")
            }
            Expected::Valid(_) if READ_AND_WITHOUT_A_DAY.iter().any(|it| it.0 == row.path) => {
                self.is_read().then(|| "has a day after all".to_owned())
            }
            Expected::Valid(_) if !self.is_read() => complaint("valid, and not read"),
            Expected::Valid(sports) => self.wrong_sport(*sports),
            Expected::Recoverable(left)
                if self.samples.iter().max() < Some(&(left - row.untimed)) =>
            {
                complaint("another program recovers more")
            }
            Expected::Recoverable(_) if !self.is_read() => complaint("recoverable, and not read"),
            Expected::Other(kind) if !self.outcomes.iter().all(|it| is_called(it, kind)) => {
                complaint("of another kind")
            }
            Expected::Untimed | Expected::Foreign if !self.outcomes.iter().all(left_out) => {
                complaint("should be passed over")
            }
            Expected::Broken
                if !self.is_read() && !self.outcomes.iter().all(|it| it.reason.is_some()) =>
            {
                complaint("broken, and no reason given")
            }
            _ => None,
        }
    }

    fn wrong_sport(&self, sports: Sports) -> Option<String> {
        let runs = self.outings.iter().filter(|outing| outing.sport.is_running()).count();
        let expected = match sports {
            // A second copy of a run gives no outing of its own.
            _ if self.outings.is_empty() => true,
            Sports::Run => runs > 0,
            Sports::NotRun => runs == 0,
            Sports::Untold => true,
        };
        (!expected).then(|| format!("{runs} runs where the catalogue says {sports:?}"))
    }
}

/// Whether a file is passed over as what the catalogue calls it.
fn is_called(outcome: &FileOutcome, kind: &str) -> bool {
    let plain = format!("is a {} file", kind.replace('_', " "));
    let ours = KINDS.iter().find(|(theirs, _)| *theirs == kind).map(|(_, ours)| *ours);
    let reason = outcome.reason.as_ref().map(ToString::to_string).unwrap_or_default();
    outcome.kind == OutcomeKind::NotAnActivity
        && ours.unwrap_or(&[&plain]).iter().any(|called| reason.starts_with(called))
}

/// Samples of each recording in these bytes.
fn samples(bytes: &[u8]) -> Vec<usize> {
    let of = |bytes: &[u8]| ingest::read(bytes).map_or(0, |activity| activity.samples.len());
    match ingest::content(bytes) {
        Content::Zip => archive::members(Cursor::new(bytes), Limits::default())
            .unwrap()
            .filter_map(|member| member.content.ok())
            .map(|bytes| of(&bytes))
            .collect(),
        Content::Gzip => vec![of(&archive::gunzip(bytes, 1 << 30).unwrap())],
        Content::Recording(_) | Content::Account(_) | Content::Unknown => vec![of(bytes)],
    }
}

#[test]
fn every_file_is_read_or_passed_over_as_the_catalogue_says() {
    let Some(folder) = real_files() else {
        eprintln!("skipped: there is no folder ../shared/data");
        return;
    };
    let gather = |part: &&'static str| {
        let setting = Setting::default();
        (*part, pipeline::gather(&[folder.join(part)], &[], 2, &setting).unwrap())
    };
    let gathered: BTreeMap<&str, Gathered> = FOLDERS.iter().map(gather).collect();
    let mut covered: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in rows(&folder) {
        let (part, name) = row.path.split_once('/').unwrap();
        let is_of = |path: &str| {
            path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('!'))
        };
        let Gathered { files, outings, .. } = &gathered[part];
        let found = Found {
            outcomes: files.iter().filter(|it| is_of(&it.path)).collect(),
            outings: outings.iter().filter(|it| is_of(&it.path)).collect(),
            samples: samples(&fs::read(folder.join(&row.path)).unwrap()),
        };
        *covered.entry(row.expected.word()).or_default() += 1;
        wrong.extend(found.wrong(&row).map(|what| format!("{}: {what}", row.path)));
    }
    eprintln!("files that the catalogue judges, by what it expects: {covered:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
