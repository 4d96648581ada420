//! Files read alone: what each recording gives by itself, before anybody asks whether another file
//! holds the same run. What tables over many runners' files are made of.

use super::{
    FileOutcome, GatherError, Source, accounts::Accounts, knowing::Knowing, recording::Scanned,
    scan, strava::Tables, watched::Watched,
};
use crate::{
    model::Activity,
    outing::{Outing, Setting},
};

/// What one recording gave.
#[derive(Clone, Debug)]
pub struct Alone {
    /// What became of it. A file that holds nothing to read is an outcome without outings.
    pub outcome: FileOutcome,
    /// Its sessions, measured.
    pub outings: Vec<Outing>,
    /// What its bytes say, where that was to be kept.
    pub activity: Option<Activity>,
}

impl From<Scanned> for Alone {
    fn from(scanned: Scanned) -> Alone {
        let Scanned { outcome, recording, activity, .. } = scanned;
        Alone { outcome, outings: recording.map(|one| one.outings).unwrap_or_default(), activity }
    }
}

/// What is kept of a recording beside what was measured of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    #[default]
    Outings,
    /// Its samples, as the file has them.
    Activities,
}

/// Reads and measures the bytes of one file: a recording, also packed, or an archive of some. It
/// depends on the bytes and the setting alone; what cannot be read is an outcome, and so is the export
/// of an account, which needs a file. Members of an archive are read over the threads of the pool that
/// it is called in.
///
/// ```
/// use backstride::{outing::Setting, pipeline};
///
/// let read = pipeline::read_one("notes.txt", b"hello", &Setting::default(), Default::default());
/// assert_eq!(read[0].outcome.kind, pipeline::OutcomeKind::NotAnActivity);
/// ```
pub fn read_one(shown: &str, bytes: &[u8], setting: &Setting, keep: Keep) -> Vec<Alone> {
    let (tables, accounts) = (Tables::default(), Accounts::default());
    let keeps_activities = keep == Keep::Activities;
    let progress = Watched::new(&|_| {});
    let knowing = Knowing {
        setting,
        tables: &tables,
        accounts: &accounts,
        progress: &progress,
        keeps_activities,
    };
    let mut read = Vec::new();
    scan::scan_bytes(shown, bytes, knowing, &mut |one| read.push(one.into()));
    read
}

/// Reads files alone, with what a service's table among them says of each. An account that lies in
/// parts is read with the first of them.
#[derive(Clone, Debug)]
pub struct Reader {
    setting: Setting,
    tables: Tables,
    accounts: Accounts,
    keep: Keep,
}

impl Reader {
    /// A reader of these files, which may be of several runners. Only tables of services are opened
    /// here, and the first bytes of what may be a part of an account; no archives.
    pub fn new(sources: &[Source], setting: Setting, keep: Keep) -> Reader {
        let tables = Tables::on_disk(sources, setting.notes);
        let accounts = Accounts::apart(sources, setting.health_diary);
        Reader { setting, tables, accounts, keep }
    }

    /// Reads one file and hands on each recording in it, in order. Of an archive no more than a
    /// handful of members is held at once; of an account's export every run is. Of an export that lies
    /// in several archives each is read as if it were all: among many runners' files nobody can tell
    /// which belong together.
    pub fn read(&self, source: &Source, take: &mut dyn FnMut(Alone)) {
        let keeps_activities = self.keep == Keep::Activities;
        let inside = named_like_an_archive(&source.shown)
            .then(|| Tables::among(std::slice::from_ref(source), self.setting.notes));
        let tables = inside.as_ref().unwrap_or(&self.tables);
        let alone = (!self.accounts.know(source))
            .then(|| Accounts::among(std::slice::from_ref(source), self.setting.health_diary));
        let progress = Watched::new(&|_| {});
        let knowing = Knowing {
            setting: &self.setting,
            tables,
            accounts: alone.as_ref().unwrap_or(&self.accounts),
            progress: &progress,
            keeps_activities,
        };
        scan::scan(source, knowing, &mut |one| take(one.into()));
    }
}

/// Whether a name ends as an archive's does: what stands in one is handed on piece by piece.
pub fn named_like_an_archive(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".zip")
}

/// Threads to read with, that live as long as this.
#[derive(Debug)]
pub struct Pool(rayon::ThreadPool);

impl Pool {
    /// So many threads.
    ///
    /// # Errors
    ///
    /// When they cannot be started.
    pub fn new(threads: usize) -> Result<Pool, GatherError> {
        super::pool(threads).map(Pool)
    }

    /// Works on these threads.
    pub fn within<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        self.0.install(work)
    }

    /// Works on each thing and gives the results in the order of the things.
    pub fn each<T: Sync, R: Send>(
        &self,
        things: &[T],
        work: impl Fn(&T) -> R + Send + Sync,
    ) -> Vec<R> {
        use rayon::prelude::*;
        self.0.install(|| things.par_iter().map(work).collect())
    }
}
