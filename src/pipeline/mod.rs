//! The story on one page: find the files, read and measure each alone, settle which of them are
//! one run, and hand over what the pages are made of. Threads live here only.

mod accounts;
mod addresses;
mod alone;
mod gathered;
mod knowing;
mod measured;
mod neighbours;
mod outcome;
mod recording;
mod scan;
mod settle;
mod source;
mod strava;
mod watched;

use std::path::PathBuf;

use rayon::prelude::*;

pub use alone::{Alone, Keep, Pool, Reader, named_like_an_archive, read_one};
pub use gathered::Gathered;
pub use outcome::{FileOutcome, OutcomeKind};
pub use source::{Source, find};
pub use watched::Progress;

use knowing::Knowing;
use watched::Watched;

use crate::{
    disk::{self, DiskError},
    model::{Activity, HealthDiary},
    outing::Setting,
};

/// Why nothing could be gathered at all.
#[derive(Debug, thiserror::Error)]
pub enum GatherError {
    /// A path that was named cannot be opened.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The threads could not be started.
    #[error("cannot start {threads} threads: {source}")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// What the system says.
        source: rayon::ThreadPoolBuildError,
    },
}

/// How many bytes some files have, as [`Progress`] counts them.
pub fn bytes_of(sources: &[Source]) -> u64 {
    sources.iter().map(|source| disk::length(&source.path)).fold(0, u64::saturating_add)
}

/// Finds, reads, measures and settles everything below these paths.
///
/// # Errors
///
/// When a path cannot be opened or the threads cannot be started. A file that cannot be read is an
/// outcome, not an error.
pub fn gather(
    exports: &[PathBuf],
    but_not: &[PathBuf],
    threads: usize,
    setting: &Setting,
) -> Result<Gathered, GatherError> {
    let sources = find(exports, but_not)?;
    gather_sources(&sources, threads, setting, &|_| ())
}

/// As [`gather`], for sources found before, telling how far it has come.
///
/// # Errors
///
/// When the threads cannot be started.
pub fn gather_sources(
    sources: &[Source],
    threads: usize,
    setting: &Setting,
    progress: Progress<'_>,
) -> Result<Gathered, GatherError> {
    let tables = strava::Tables::among(sources, setting.notes);
    let accounts = accounts::Accounts::among(sources, setting.health_diary);
    let progress = Watched::new(progress);
    let knowing = Knowing {
        setting,
        tables: &tables,
        accounts: &accounts,
        progress: &progress,
        keeps_activities: false,
    };
    Ok(pool(threads)?.install(|| {
        let mut scanned: Vec<_> = sources
            .par_iter()
            .flat_map_iter(|source| {
                let mut scanned = Vec::new();
                scan::scan(source, knowing, &mut |one| scanned.push(one));
                progress.file_is_done(&source.path);
                scanned
            })
            .collect();
        let mut health = HealthDiary::default();
        scanned.iter_mut().filter_map(|it| it.health.take()).for_each(|it| health.take_in(it));
        let mut gathered = Gathered { health, ..settle::settle(scanned, knowing) };
        tables.tell_unmatched(&mut gathered.files);
        gathered
    }))
}

/// Reads once more each recording behind gathered outings, in the order of paths, and hands it on.
pub fn each_activity(sources: &[Source], mut take: impl FnMut(&Activity)) {
    let accounts = accounts::Accounts::among(sources, false);
    for source in sources {
        scan::each_activity(source, &accounts, &mut take);
    }
}

/// Hands on each run of the accounts that lie in a file, with its path as people are shown it, and
/// what became of the account itself; false where there is none.
pub fn each_account_run(
    source: &Source,
    take: &mut dyn FnMut(&str, Result<&Activity, &FileOutcome>),
) -> bool {
    let accounts = accounts::Accounts::among(std::slice::from_ref(source), false);
    let claim = accounts.of(source);
    if let Some(claim) = claim {
        accounts::each_run(source, claim, take);
    }
    claim.is_some()
}

/// Works on one thing a thread at a time and hands the results on in order, so that no more of
/// them are held than there are threads.
///
/// # Errors
///
/// When the threads cannot be started, or with the first error of `take`.
pub fn each_in_order<T, R, E>(
    things: &[T],
    threads: usize,
    work: impl Fn(usize, &T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Sync,
    R: Send,
    E: From<GatherError>,
{
    let pool = pool(threads)?;
    let handful = threads.max(1);
    for (turn, some) in things.chunks(handful).enumerate() {
        let made: Vec<R> = pool.install(|| {
            some.par_iter()
                .enumerate()
                .map(|(at, thing)| work(turn * handful + at, thing))
                .collect()
        });
        made.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

fn pool(threads: usize) -> Result<rayon::ThreadPool, GatherError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|source| GatherError::Threads { threads, source })
}

/// As many threads as the machine has cores, and one where that cannot be told.
pub fn default_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
