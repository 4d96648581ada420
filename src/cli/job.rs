//! From what was typed to what to do: settings found, paths settled, files gathered.

use std::{
    io::{IsTerminal as _, Read as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Error, bail};
use indicatif::{ProgressBar, ProgressStyle};

use super::{
    args::{Common, UnitsArg},
    exit::Exit,
    say,
};
use crate::{
    cohort::{self, RunnerDiary},
    config::Config,
    disk,
    insight::plan::Plan,
    outing::Setting,
    output::Paper,
    page::Units,
    pain::{ColumnMap, LogProblem, PainLog},
    pipeline::{self, Gathered, OutcomeKind},
    say::{attention::unread, voice::Voice},
    store::Store,
};

const CONFIG_NAME: &str = "backstride.toml";
const PLAN_NAME: &str = "plan.toml";
const LOG_NAMES: [&str; 2] = ["pain-log.csv", "pain-log.xlsx"];

/// What to do, settled.
pub(super) struct Job {
    pub(super) config: Config,
    pub(super) exports: Vec<PathBuf>,
    pub(super) units: Units,
    pub(super) setting: Setting,
    pub(super) threads: usize,
    log_paths: Vec<PathBuf>,
    strict: bool,
    config_path: Option<PathBuf>,
    cache_folder: Option<PathBuf>,
    keeps: bool,
    show_progress: bool,
}

impl Job {
    /// Settles what was typed.
    pub(super) fn new(common: &Common, exports: &[PathBuf]) -> Result<Job, Error> {
        let exports = with_listed(exports)?;
        for export in &exports {
            if !disk::exists(export) {
                bail!("{} is not there; name a folder or a file of exports", export.display());
            }
        }
        let config_path = config_path(common, &exports)?;
        let mut config = read_config(config_path.as_deref())?;
        config.coverage.until = common.until.or(config.coverage.until);
        let config_folder = folder_of(config_path.as_deref());
        let units = match common.units {
            Some(UnitsArg::Metric) => Units::Metric,
            Some(UnitsArg::Imperial) => Units::Imperial,
            None => cohort::units(&config),
        };
        let setting = cohort::setting(&config)?;
        let log_paths = log_paths(common, &config, config_folder, &exports);
        Ok(Job {
            units,
            setting,
            log_paths,
            strict: common.strict,
            config_path,
            cache_folder: cache_folder(common),
            keeps: !common.no_cache,
            threads: common.threads.map_or_else(pipeline::default_threads, usize::from),
            show_progress: !common.no_progress && !common.quiet && std::io::stderr().is_terminal(),
            config,
            exports,
        })
    }

    /// Reads and measures everything, showing how far it has come.
    pub(super) fn gather(&self, out: Option<&Path>) -> Result<Gathered, Error> {
        let sources = pipeline::find(&self.exports, &self.but_not(out))?;
        // By bytes, not by files: an account may be one file of gigabytes.
        let bar = self
            .bar("reading {bytes} of {total_bytes} {wide_bar} {eta}", pipeline::bytes_of(&sources));
        let progress = |bytes| bar.inc(bytes);
        let gathered = cohort::gather(&sources, &self.config, self.threads, &progress);
        bar.finish_and_clear();
        Ok(gathered?)
    }

    /// Folders that are no exports, wherever they lie: the output and the store.
    pub(super) fn but_not(&self, out: Option<&Path>) -> Vec<PathBuf> {
        out.into_iter().chain(self.cache_folder.as_deref()).map(Path::to_path_buf).collect()
    }

    /// What was drawn before; none where that is not wanted or cannot be kept.
    pub(super) fn store(&self) -> Option<Store> {
        Store::open(self.cache_folder.as_deref().filter(|_| self.keeps)?)
    }

    /// Says what the config allows and may not mean.
    pub(super) fn tell_doubts(&self, common: &Common) {
        for doubt in self.config.doubts().iter().filter(|_| !common.quiet) {
            say::note(doubt);
        }
    }

    /// Progress on long work, where somebody looks.
    pub(super) fn bar(&self, template: &str, count: u64) -> ProgressBar {
        if !self.show_progress {
            return ProgressBar::hidden();
        }
        let style =
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::new(count).with_style(style)
    }

    /// The pain log, if there is one; several are one. What of it cannot be read is told, what may be
    /// a warning sign first.
    ///
    /// # Errors
    ///
    /// When it cannot be read or is wrong as a whole: every problem is in the message. With
    /// `--strict` a cell that cannot be read is enough.
    pub(super) fn log(&self) -> Result<Option<PainLog>, Error> {
        if self.log_paths.is_empty() {
            return Ok(None);
        }
        let logs = self.log_paths.iter().map(|path| self.read_log(path));
        let log = PainLog::joined(logs.collect::<Result<Vec<PainLog>, Error>>()?)
            .map_err(|clashes| anyhow::anyhow!("{}", clashes.join("\n  ")))?;
        if self.strict && !log.left_blank.is_empty() {
            return Err(wrong_log(&log.left_blank));
        }
        tell_left_blank(&log);
        Ok(Some(log))
    }

    /// The diary: the log, and under it what else tells of days. Nights that differ are told.
    pub(super) fn diary(&self, log: Option<PainLog>, gathered: &Gathered) -> Option<PainLog> {
        let RunnerDiary { log, differing_nights } = cohort::diary(log, gathered, &self.config);
        if let Some((first, more)) = differing_nights.split_first() {
            let others = match more.len() {
                0 => String::new(),
                count => format!(" and {}", say::counted(count, "other day", "other days")),
            };
            say::note(&format!(
                "on {first}{others} the log and the account's own diary tell sleep more than an hour \
                 apart: the log counts"
            ));
        }
        log
    }

    /// Reads a pain log by the config's columns.
    pub(super) fn read_log(&self, path: &Path) -> Result<PainLog, Error> {
        read_log(path, &self.columns())
    }

    /// The therapist's plan: the one named, else the config's, else the one that lies beside the
    /// config or the first export.
    ///
    /// # Errors
    ///
    /// When it is not there though named, or is wrong.
    pub(super) fn plan(&self, named: Option<&Path>) -> Result<Option<Plan>, Error> {
        let config_folder = folder_of(self.config_path.as_deref());
        let told = self.config.report.plan.as_deref().map(|plan| config_folder.join(plan));
        let found = || {
            let first = self.exports.first().map(PathBuf::as_path);
            let folders = std::iter::once(config_folder).chain(first);
            folders.map(|folder| folder.join(PLAN_NAME)).find(|path| disk::exists(path))
        };
        let Some(path) = named.map(Path::to_path_buf).or(told).or_else(found) else {
            return Ok(None);
        };
        if !disk::exists(&path) {
            bail!(
                "the plan {} is not there; put its name right where it was given (`--plan`, or `plan` under \
                 [report] of the settings), or leave it out",
                path.display()
            );
        }
        let text = String::from_utf8(disk::read(&path)?)
            .with_context(|| format!("{} is not UTF-8", path.display()))?;
        Plan::read(&text).with_context(|| format!("the plan {} is not right", path.display()))
    }

    /// How the log's columns are called.
    pub(super) fn columns(&self) -> ColumnMap {
        cohort::columns(&self.config)
    }

    /// Whether a settings file counts.
    pub(super) fn has_config(&self) -> bool {
        self.config_path.is_some()
    }

    /// Where the pain logs are.
    pub(super) fn log_paths(&self) -> &[PathBuf] {
        &self.log_paths
    }

    /// The paper of pictures and PDF.
    pub(super) fn paper(&self) -> Paper {
        cohort::paper(&self.config)
    }
}

/// Refuses a log that was named, on the command line or in the settings, and is not there.
pub(super) fn refuse_a_missing_log(path: &Path) -> Result<(), Error> {
    if disk::exists(path) {
        return Ok(());
    }
    bail!(
        "the pain log {0} is not there; put its name right where it was given (the command line, or `log` \
         under [pain] of the settings), or write one with `backstride pain template {0}`",
        path.display()
    )
}

/// Reads a pain log, with every problem in the error.
pub(super) fn read_log(path: &Path, columns: &ColumnMap) -> Result<PainLog, Error> {
    refuse_a_missing_log(path)?;
    let bytes = disk::read(path)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    crate::pain::read(&bytes, columns, &name).map_err(|problems| wrong_log(&problems))
}

/// Every problem of a log as one error, and what to paste where that would mend it.
fn wrong_log(problems: &[LogProblem]) -> Error {
    let count = say::counted(problems.len(), "problem", "problems");
    let paste = problems.iter().find_map(|problem| problem.paste.as_deref());
    let paste = paste.map_or_else(String::new, pasted);
    let lines = say::listed(problems);
    anyhow::anyhow!("the pain log has {count}; nothing is made from it:\n  {lines}{paste}")
}

/// Lines for the config, as they are to be pasted.
pub(super) fn pasted(block: &str) -> String {
    format!(
        "\n\nIf these are the columns that you mean, paste this into {CONFIG_NAME}, in place of any \
         [pain.columns] there:\n\n{}",
        block.lines().map(say::one_line).collect::<Vec<_>>().join("\n")
    )
}

/// Says what of a log cannot be read, what may be a warning sign before all else.
fn tell_left_blank(log: &PainLog) {
    for sign in &log.unread_signs {
        say::note(&say::one_line(&unread(sign, |day| Voice::METRIC.day_and_year(day))));
    }
    if !log.left_blank.is_empty() {
        let count = say::counted(log.left_blank.len(), "place", "places");
        say::note(&format!(
            "the pain log has {count} that cannot be read and {} left blank:\n  {}",
            if log.left_blank.len() == 1 { "is" } else { "are" },
            say::listed(&log.left_blank)
        ));
    }
}

/// How many bytes of paths `-` may bring.
const LIST_BYTES: u64 = 16 << 20;

/// The exports as typed, with `-` replaced by the paths on standard input.
fn with_listed(exports: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut all = Vec::new();
    for export in exports {
        if export.as_os_str() != "-" {
            all.push(export.clone());
            continue;
        }
        let mut list = Vec::new();
        let mut input = std::io::stdin().lock().take(LIST_BYTES.saturating_add(1));
        input.read_to_end(&mut list).context("cannot read the list of paths on standard input")?;
        if list.len() as u64 > LIST_BYTES {
            bail!(
                "the list of paths on standard input has over {} MiB; name the folder that they are in",
                LIST_BYTES >> 20
            );
        }
        for line in list.split(|byte| *byte == b'\n') {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if !line.is_empty() {
                all.push(path_of(line)?);
            }
        }
    }
    Ok(all)
}

/// A path as a list has it: bytes, where the system's are.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere it may be none")]
fn path_of(line: &[u8]) -> Result<PathBuf, Error> {
    use std::os::unix::ffi::OsStrExt as _;
    Ok(PathBuf::from(std::ffi::OsStr::from_bytes(line)))
}

#[cfg(not(unix))]
fn path_of(line: &[u8]) -> Result<PathBuf, Error> {
    let shown = String::from_utf8_lossy(line).into_owned();
    let path = std::str::from_utf8(line);
    Ok(PathBuf::from(path.with_context(|| format!("`{shown}` on standard input is not UTF-8"))?))
}

/// Where paths in the settings begin.
fn folder_of(config_path: Option<&Path>) -> &Path {
    config_path.and_then(Path::parent).unwrap_or(Path::new("."))
}

/// Which settings file counts, if any.
fn config_path(common: &Common, exports: &[PathBuf]) -> Result<Option<PathBuf>, Error> {
    if common.no_config {
        return Ok(None);
    }
    if let Some(path) = &common.config {
        if !disk::exists(path) {
            bail!("{} is not there; `backstride init` writes one", path.display());
        }
        return Ok(Some(path.clone()));
    }
    let places = [
        Some(PathBuf::from(CONFIG_NAME)),
        exports.first().map(|export| export.join(CONFIG_NAME)),
        users_config(),
    ];
    Ok(places.into_iter().flatten().find(|path| disk::exists(path)))
}

/// Where a user's own settings lie.
fn users_config() -> Option<PathBuf> {
    let base = whole_path("XDG_CONFIG_HOME").or_else(|| Some(home()?.join(".config")));
    Some(base?.join("backstride/config.toml"))
}

/// Where the store lies; none where nobody's home is known.
fn cache_folder(common: &Common) -> Option<PathBuf> {
    let users = || whole_path("XDG_CACHE_HOME").or_else(|| Some(home()?.join(".cache")));
    Some(common.cache_dir.clone().or_else(users)?.join("backstride"))
}

/// The user's home; Windows calls it by another name.
fn home() -> Option<PathBuf> {
    whole_path("HOME").or_else(|| whole_path("USERPROFILE"))
}

/// A relative path there is to be passed over, says the XDG base directory specification.
fn whole_path(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}

fn read_config(path: Option<&Path>) -> Result<Config, Error> {
    let Some(path) = path else { return Ok(Config::default()) };
    let bytes = disk::read(path)?;
    let text =
        String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))?;
    Config::read(&text).with_context(|| format!("{} is not right", path.display()))
}

fn log_paths(
    common: &Common,
    config: &Config,
    config_folder: &Path,
    exports: &[PathBuf],
) -> Vec<PathBuf> {
    if !common.pain.is_empty() {
        return common.pain.clone();
    }
    if let Some(log) = &config.pain.log {
        return vec![config_folder.join(log)];
    }
    let near = exports.iter().flat_map(|export| LOG_NAMES.map(|name| export.join(name)));
    near.into_iter().find(|path| disk::exists(path)).into_iter().collect()
}

/// How a batch ended, once its output is written.
pub(super) fn exit(common: &Common, gathered: &Gathered) -> Exit {
    let unreadable = gathered.files.iter().any(|file| file.kind == OutcomeKind::Unreadable);
    if gathered.outings.is_empty() {
        Exit::without_activity(gathered)
    } else if unreadable && common.strict {
        Exit::Unreadable
    } else {
        Exit::Done
    }
}
