//! What was typed, and nothing done with it yet.

use std::path::PathBuf;

use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::height;
use crate::{
    model::Month,
    pain::{LogColumn, ROLL},
};

/// Form, load and back pain on one page a month, from watch exports and a pain log.
///
/// Point it at the folder of your exports: `backstride report ~/Garmin`. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(name = "backstride", version, max_term_width = 100)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// A day as it is typed.
fn day(typed: &str) -> Result<Date, String> {
    typed.parse().map_err(|_refused| "it is not a day; write it as 2026-10-04".to_owned())
}

/// Options that every subcommand knows.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Common {
    /// Settings; without it ./backstride.toml, else the one in the first EXPORT's folder, else the
    /// user's own.
    #[arg(long, global = true, value_name = "FILE", env = "BACKSTRIDE_CONFIG")]
    pub(super) config: Option<PathBuf>,
    /// Use no settings file.
    #[arg(long, global = true, conflicts_with = "config")]
    pub(super) no_config: bool,
    /// The pain log, CSV or .xlsx; may be given several times, and then all of them are one.
    #[arg(long, global = true, value_name = "LOG", env = "BACKSTRIDE_PAIN")]
    pub(super) pain: Vec<PathBuf>,
    /// The last day of which your export tells: days up to it without a file are days without a run.
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub(super) until: Option<Date>,
    /// Threads to read with; as many as there are cores without it.
    #[arg(long, global = true, value_name = "N", env = "BACKSTRIDE_THREADS",
          value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// Kilometres or miles on the page.
    #[arg(long, global = true, value_enum, env = "BACKSTRIDE_UNITS")]
    pub(super) units: Option<UnitsArg>,
    /// Where to keep, in backstride/, which pages were drawn before; without it the user's cache
    /// folder. It holds names and hashes of files only and may be deleted at any time.
    #[arg(long, global = true, value_name = "DIR", env = "BACKSTRIDE_CACHE_DIR")]
    pub(super) cache_dir: Option<PathBuf>,
    /// Draw every page anew, and keep nothing of it.
    #[arg(long, global = true, env = "BACKSTRIDE_NO_CACHE",
          value_parser = clap::builder::FalseyValueParser::new())]
    pub(super) no_cache: bool,
    /// End with status 3 when a file could not be read.
    #[arg(long, global = true)]
    pub(super) strict: bool,
    /// Show no progress.
    #[arg(long, global = true)]
    pub(super) no_progress: bool,
    /// Colour on the terminal.
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub(super) color: ColorArg,
    /// Say only what went wrong.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say more: each file's notices.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
}

/// Units on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum UnitsArg {
    /// Kilometres.
    Metric,
    /// Miles.
    Imperial,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArg {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write the pages: OUT/YYYY-MM/ for each month, and OUT/index.html.
    Report(ReportArgs),
    /// One row per activity: what it is, and where each number comes from.
    Runs(RowsArgs),
    /// One row per calendar day: load, pain, habits.
    Days(RowsArgs),
    /// What one file holds, as its bytes say it.
    Inspect(InspectArgs),
    /// The health of an archive: what cannot be read and why, doubts, duplicates, sensor changes.
    Doctor(DoctorArgs),
    /// Formula, inputs, source and limits of a number; without a name, the list.
    Explain(ExplainArgs),
    /// Start, extend or check a pain log.
    Pain(PainArgs),
    /// The tables, for other programs.
    Export(ExportArgs),
    /// Whether a shared copy is as it was written, and with it the figures that it carries as data.
    Verify(VerifyArgs),
    /// Write settings proposed from what an export holds, an empty pain log and an empty plan.toml; never over what
    /// is there.
    Init(InitArgs),
    /// Completions for a shell.
    Completions(CompletionsArgs),
    /// The manual page, as roff.
    Man(ManArgs),
}

/// Where the exports are.
#[derive(Debug, Args)]
pub(super) struct Exports {
    /// Folders or files: .fit .gpx .tcx, each also .gz, or .zip of them; `-` reads a list of paths
    /// from standard input.
    #[arg(required = true, value_name = "EXPORT")]
    pub(super) exports: Vec<PathBuf>,
}

/// `report`.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    #[command(flatten)]
    pub(super) exports: Exports,
    /// Where the pages go.
    #[arg(long, value_name = "DIR", default_value = "reports", env = "BACKSTRIDE_OUT")]
    pub(super) out: PathBuf,
    /// Only this month; may be given several times.
    #[arg(long, value_name = "YYYY-MM")]
    pub(super) month: Vec<Month>,
    /// One page for the days from this one on, instead of months.
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "month")]
    pub(super) from: Option<Date>,
    /// One page for the days up to this one.
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "month")]
    pub(super) to: Option<Date>,
    /// The therapist's plan; without it the config's, else plan.toml beside the config or in the
    /// first EXPORT's folder.
    #[arg(long, value_name = "FILE", env = "BACKSTRIDE_PLAN")]
    pub(super) plan: Option<PathBuf>,
    /// Copies to send, in OUT/share/: `=plain` without file names and name, `=days` with day numbers
    /// for dates, `=named` with the runner's name, for a clinic to file. Without a style, the config's
    /// `share.style`, else plain.
    #[arg(long, value_name = "STYLE", value_enum, num_args = 0..=1, require_equals = true)]
    #[allow(clippy::option_option, reason = "not asked for, asked for, asked for with a style")]
    pub(super) share: Option<Option<ShareArg>>,
    /// The page of an earlier copy to set beside the one that is written: a file, or `none`. Without
    /// it, the newest copy of the same style in OUT/share/ that ends before.
    #[arg(long, value_name = "COPY", requires = "share")]
    pub(super) beside: Option<PathBuf>,
    /// One page since the last `treatment` row of the log.
    #[arg(long, conflicts_with_all = ["month", "from"])]
    pub(super) since_visit: bool,
    /// Show the newest page once it is written, in the program that the system has for it.
    #[arg(long)]
    pub(super) open: bool,
}

/// What a copy to send tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ShareArg {
    /// Neither name nor file names.
    Plain,
    /// The same, with day numbers for dates.
    Days,
    /// With the runner's name.
    Named,
}

/// `verify`.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// Copies that `report --share` wrote.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
}

/// `runs` and `days`.
#[derive(Debug, Args)]
pub(super) struct RowsArgs {
    #[command(flatten)]
    pub(super) exports: Exports,
    /// One JSON document.
    #[arg(long, conflicts_with = "csv")]
    pub(super) json: bool,
    /// Comma-separated rows.
    #[arg(long)]
    pub(super) csv: bool,
}

/// `inspect`.
#[derive(Debug, Args)]
pub(super) struct InspectArgs {
    /// The file.
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// One JSON document; JSON lines for an archive.
    #[arg(long)]
    pub(super) json: bool,
    /// Every FIT message by the profile's names, as JSON lines.
    #[arg(long, conflicts_with = "json")]
    pub(super) messages: bool,
}

/// `doctor`.
#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    #[command(flatten)]
    pub(super) exports: Exports,
    /// One JSON document.
    #[arg(long)]
    pub(super) json: bool,
    /// Write what helps to find a fault, without places, names, serials, dates or paths.
    #[arg(long, value_name = "FILE")]
    pub(super) bundle: Option<PathBuf>,
}

/// `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// A metric's key, such as `cadence_spm`, or a word of the pages, such as `flare`.
    #[arg(value_name = "METRIC")]
    pub(super) metric: Option<String>,
    /// All of it as Markdown.
    #[arg(long, conflicts_with = "metric")]
    pub(super) markdown: bool,
}

/// `pain`.
#[derive(Debug, Args)]
pub(super) struct PainArgs {
    #[command(subcommand)]
    pub(super) action: PainAction,
}

/// What to do with the log.
#[derive(Debug, Subcommand)]
pub(super) enum PainAction {
    /// Write an empty log, or a paper sheet.
    Template(TemplateArgs),
    /// Add a row; without cells, on a terminal, ask for every day since the last one.
    Add(AddArgs),
    /// Check the log: every problem at once.
    Check(CheckArgs),
}

/// `pain template`.
#[derive(Debug, Args)]
pub(super) struct TemplateArgs {
    /// Where it goes; to standard output without it.
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// A sheet to print and fill in by hand, as PDF, in place of the CSV.
    #[arg(long, value_name = "PDF", conflicts_with = "file")]
    pub(super) paper: Option<PathBuf>,
    /// The paper's size; without it as `report.paper` says.
    #[arg(long, value_enum, requires = "paper")]
    pub(super) size: Option<SizeArg>,
}

/// The two papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SizeArg {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

/// `pain add`.
#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// The log; without it the config's, else ./pain-log.csv.
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// The day; today without it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) date: Option<Date>,
    /// Set the day's cells right where it has a row already, and show them before and after; an empty
    /// value blanks a cell.
    #[arg(long)]
    pub(super) replace: bool,
    /// A cell by its column's full name: column=value; may be given several times.
    #[arg(long = "set", value_name = "COLUMN=VALUE")]
    pub(super) set: Vec<String>,
    #[command(flatten)]
    pub(super) cells: Cells,
}

/// Cells of a row, each by an option that the diary's table of columns names.
#[derive(Debug, Default)]
pub(super) struct Cells(pub(super) Vec<(&'static str, String)>);

impl Cells {
    fn options() -> impl Iterator<Item = &'static LogColumn> {
        // The day is an option of its own, with a type of its own.
        ROLL.iter().filter(|column| column.key != "date")
    }
}

impl Args for Cells {
    fn augment_args(command: clap::Command) -> clap::Command {
        Cells::options().fold(command, |command, column| {
            command.arg(
                clap::Arg::new(column.key)
                    .long(column.flag)
                    .value_name("VALUE")
                    .allow_hyphen_values(true)
                    .help_heading("Cells")
                    .help(format!("{}: {}", column.about, column.allowed())),
            )
        })
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Cells::augment_args(command)
    }
}

impl FromArgMatches for Cells {
    fn from_arg_matches(matches: &clap::ArgMatches) -> Result<Cells, clap::Error> {
        let given = |column: &'static LogColumn| {
            matches.get_one::<String>(column.key).map(|value| (column.key, value.clone()))
        };
        Ok(Cells(Cells::options().filter_map(given).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &clap::ArgMatches) -> Result<(), clap::Error> {
        *self = Cells::from_arg_matches(matches)?;
        Ok(())
    }
}

/// `pain check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The log; without it the config's, else ./pain-log.csv.
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// One JSON document.
    #[arg(long)]
    pub(super) json: bool,
}

/// `export`.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    pub(super) exports: Exports,
    /// Which form.
    #[arg(long, value_enum)]
    pub(super) format: ExportFormat,
    /// Where the files go; without it, one table goes to standard output, Arrow as a stream.
    #[arg(long, value_name = "DIR", required_if_eq_any = [("format", "fhir"), ("format", "gpx")])]
    pub(super) out: Option<PathBuf>,
    /// Which table goes to standard output.
    #[arg(long, value_enum, default_value = "runs", conflicts_with = "out")]
    pub(super) table: TableArg,
    /// Only this month; may be given several times.
    #[arg(long, value_name = "YYYY-MM")]
    pub(super) month: Vec<Month>,
    /// With `--format gpx`: how near to where any session starts or ends, in metres, nothing is left.
    #[arg(long, value_name = "METRES", default_value_t = 400,
          value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(super) trim_m: u32,
    /// With `--format gpx`: write times of day.
    #[arg(long)]
    pub(super) with_times: bool,
}

/// The tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TableArg {
    /// One row an activity.
    Runs,
    /// One row an activity and metric.
    Readings,
    /// One row a calendar day.
    Days,
}

#[cfg(feature = "tables")]
impl TableArg {
    /// Every table, in the order in which they are made.
    pub(super) const ALL: [TableArg; 3] = [TableArg::Runs, TableArg::Readings, TableArg::Days];

    /// The name of its file.
    pub(super) const fn key(self) -> &'static str {
        match self {
            TableArg::Runs => "runs",
            TableArg::Readings => "readings",
            TableArg::Days => "days",
        }
    }
}

/// Forms of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// Apache Parquet.
    #[cfg(feature = "tables")]
    Parquet,
    /// Comma-separated rows.
    #[cfg(feature = "tables")]
    Csv,
    /// Arrow IPC.
    #[cfg(feature = "tables")]
    Arrow,
    /// A FHIR R4 Bundle of Observations for each month: pain scores, and each run's length, distance
    /// and steps. It names nobody: the clinic attaches the patient.
    Fhir,
    /// A GPX copy of each run without its ends: the only output that holds places. It has no heart
    /// rate and no cadence.
    Gpx,
}

/// `init`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// Exports to propose settings from: devices, shoes, time zone. Without one, the settings are as they come.
    #[arg(value_name = "EXPORT")]
    pub(super) exports: Vec<PathBuf>,
    /// The folder to write to.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) dir: PathBuf,
    /// Your height, as `172`, `1.72 m` or `5'8"`; on a terminal it is asked for.
    #[arg(long, value_name = "HEIGHT", value_parser = height::height_cm)]
    pub(super) height: Option<f64>,
    /// Reads what an account keeps beside the runs (back pain in words, sleep, effort, height, mass): proposes
    /// height and mass, and writes the setting.
    #[arg(long)]
    pub(super) health_diary: bool,
}

/// `completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

/// `man`.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// All commands as Markdown.
    #[arg(long)]
    pub(super) markdown: bool,
}
