//! `backstride report`: the main job.

use std::path::Path;

use anyhow::{Context as _, Error, bail};

use super::{
    args::{Common, ReportArgs, ShareArg},
    beside::{self, Beside},
    drawn::{Desk, Folder},
    exit::Exit,
    job::{self, Job},
    listing::{Listed, Listing},
    say,
};
use crate::{
    config::ShareName,
    disk::OutFolder,
    history::History,
    insight::attention::attention,
    model::calendar::days_after,
    output::{
        self, IndexEntry, IndexYear, YearLinks,
        share::{self, Copies, Earlier, ShareStyle},
    },
    page::{Period, PeriodKind},
    pain::PainLog,
    pipeline::{self, Gathered},
    say::{attention::CallsFor, voice::Voice},
};

/// Kept out of version control: the folder will hold people's health.
const OUT_GITIGNORE: &str = "# What is written here is about somebody's health: it stays out of version control.\n*\n!.gitignore\n!sample/\n!sample/**\n";

/// Writes the pages, newest first, and names the one to open.
pub(super) fn run(common: &Common, args: &ReportArgs) -> Result<Exit, Error> {
    let job = Job::new(common, &args.exports.exports)?;
    let share_style = args.share.map(|style| style_of(style, job.config.share.style));
    refuse_to_name_nobody(share_style, &job)?;
    let named = beside::named(args.beside.as_deref(), share_style)?;
    let log = job.log()?;
    let plan = job.plan(args.plan.as_deref())?;
    let gathered = job.gather(Some(&args.out))?;
    let log = job.diary(log, &gathered);
    say::summary(common, &gathered);
    job.tell_doubts(common);
    if gathered.outings.is_empty() && log.as_ref().is_none_or(|log| log.is_empty()) {
        let exit = Exit::without_activity(&gathered);
        match exit {
            Exit::Nothing => say_nothing(common, &args.exports.exports),
            _ => say::next_step(common, &gathered),
        }
        return Ok(exit);
    }
    let history = History::new(&gathered, log.as_ref(), &job.config).with_plan(plan.as_ref());
    let periods = periods(args, &history)?;
    let out = OutFolder::open(&args.out)?;
    let is_default_folder = args.out == Path::new("reports");
    if is_default_folder && !crate::disk::exists(&args.out.join(".gitignore")) {
        out.write(".gitignore", OUT_GITIGNORE.as_bytes())?;
    }
    let untouched = write_pages(&out, &history, &periods, &job)?;
    if let Some(style) = share_style {
        let beside = named.unwrap_or_else(|| Beside::in_folder(common, &out));
        let shared = share((common, &out), &history, &periods, beside, (&job, style))?;
        tell_shared(common, &args.out, &shared);
        if style != ShareStyle::Named {
            tell_named(&out, &args.out);
        }
    }
    // A recording of a few seconds makes no month that one would open first.
    let newest = periods.iter().find(|period| history.has_content(period)).or(periods.first());
    if let Some(newest) = newest.filter(|_| !common.quiet) {
        let page = args.out.join(newest.key()).join("report.html");
        let pages = periods.len() + years_written(&periods, &history).len();
        say::note(&written(pages, untouched, &args.out));
        tell_attention(log.as_ref(), newest);
        say::note(&format!("every month: {}", args.out.join("index.html").display()));
        say::print(&format!("{}\n", page.display()))?;
        tell_what_would_add(&job, &history, &gathered);
    }
    if let Some(newest) = periods.first().filter(|_| args.open) {
        open(&args.out.join(newest.key()).join("report.html"));
    }
    Ok(match job::exit(common, &gathered) {
        // A diary without one run is a page too.
        Exit::Nothing => Exit::Done,
        exit => exit,
    })
}

/// Ends with what would add most to the pages, where nothing is known of it.
fn tell_what_would_add(job: &Job, history: &History<'_>, gathered: &Gathered) {
    let mut runs = gathered.outings.iter().filter(|outing| outing.is_run());
    let no_log = history.log().is_none_or(PainLog::is_empty);
    let no_height = job.config.runner.height_m.is_none()
        && runs.clone().next().is_some()
        && runs.all(|run| run.wearer.height_m.is_none());
    let lines: Vec<&str> = [
        (no_log, "a pain log: how your back was, set beside each run"),
        (no_height, "your height: step length beside other runners of your height at your pace"),
    ]
    .into_iter()
    .filter_map(|(is_missing, line)| is_missing.then_some(line))
    .collect();
    let most = match lines.as_slice() {
        [] => return,
        [one] => format!("what would add most is {one}"),
        more => format!("what would add most:\n  {}", more.join("\n  ")),
    };
    let export =
        job.exports.first().map_or_else(|| "EXPORT".to_owned(), |path| path.display().to_string());
    let how = if job.has_config() {
        "it is told in backstride.toml (`height_cm`, `log`); `backstride init` writes what is not there yet".to_owned()
    } else {
        format!(
            "`backstride init {}` writes settings and an empty log, and asks for what it cannot see",
            say::one_line(&export)
        )
    };
    say::note(&format!("{most}\n{how}"));
}

/// Shows a page; where the system has no program for it, says so.
fn open(page: &Path) {
    if let Err(error) = open::that_detached(page) {
        say::note(&format!("nothing here shows {}: {error}; open it in a browser", page.display()));
    }
}

fn refuse_to_name_nobody(style: Option<ShareStyle>, job: &Job) -> Result<(), Error> {
    if style == Some(ShareStyle::Named) && job.config.name.is_none() {
        bail!(
            "a copy with the name has no name to give: set `runner.name` in the config, or use \
             --share=plain"
        );
    }
    Ok(())
}

/// What the diary calls for by the end of the page that is named: emergency, today, a visit to be
/// arranged, a flare. The page says the same in the same order.
fn tell_attention(log: Option<&PainLog>, period: &Period) {
    let Some(log) = log else { return };
    for it in attention(log, period.known_until) {
        let CallsFor { words, reasons, .. } = Voice::METRIC.calls_for(&it);
        say::note(&words);
        for reason in &reasons {
            say::note(&format!("  {reason}"));
        }
    }
}

/// How many pages are there, and how many of them were so before.
fn written(all: usize, untouched: usize, out: &Path) -> String {
    let drawn = say::counted(all - untouched, "page", "pages");
    match untouched {
        0 => format!("{drawn} written to {}", out.display()),
        _ => format!("{drawn} written to {}, {untouched} there as before", out.display()),
    }
}

fn say_nothing(common: &Common, exports: &[std::path::PathBuf]) {
    if common.quiet {
        return;
    }
    let named: Vec<String> = exports.iter().map(|path| path.display().to_string()).collect();
    say::note(&format!(
        "nothing usable in {}: no activity was found there. Name the folder in which your watch's or service's \
         export lies (.fit, .gpx, .tcx, .gz, .zip); `backstride doctor` says what each file is",
        named.join(", ")
    ));
}

/// The longest span of one page.
const LONGEST_SPAN_DAYS: i64 = 3_660;

/// Which pages to write, newest first.
fn periods(args: &ReportArgs, history: &History<'_>) -> Result<Vec<Period>, Error> {
    if args.from.is_some() || args.to.is_some() || args.since_visit {
        return Ok(vec![span(args, history)?]);
    }
    let mut periods = history.months();
    if !args.month.is_empty() {
        for month in &args.month {
            if !periods.iter().any(|period| period.key() == month.to_string()) {
                let known: Vec<String> = periods.iter().map(Period::key).collect();
                bail!("{month} has no run and no log row; there are {}", known.join(", "));
            }
        }
        periods.retain(|period| args.month.iter().any(|month| period.key() == month.to_string()));
    }
    Ok(periods)
}

fn span(args: &ReportArgs, history: &History<'_>) -> Result<Period, Error> {
    let (first, last) = history.days_known().context("there is neither a run nor a log row")?;
    let from = if args.since_visit {
        history
            .last_visit(args.to.unwrap_or(last))
            .context("the log has no `treatment` row, so there is no last visit; use --from DATE")?
    } else {
        args.from.unwrap_or(first)
    };
    let to = args.to.unwrap_or(last);
    if from > to {
        bail!("--from {from} lies after --to {to}");
    }
    if days_after(from, to) > LONGEST_SPAN_DAYS {
        bail!(
            "{from} to {to} is more than ten years, and no page that anybody reads; name a shorter span, \
             or leave --from and --to away for a page a month"
        );
    }
    if to < first || last < from {
        bail!("{from} to {to} has no run and no log row; days are known from {first} to {last}");
    }
    Ok(history.span(from, to))
}

/// Years of which a page is written: those of the months that are.
fn years_written(periods: &[Period], history: &History<'_>) -> Vec<i16> {
    let is_month = |period: &Period| period.kind == PeriodKind::Month;
    let mut years = history.years();
    years.retain(|year| periods.iter().any(|it| is_month(it) && it.first.year() == *year));
    years
}

/// Writes the pages of years and gives what the first page shows of those that stand, with how many
/// lie there as before.
fn write_years(
    desk: &Desk<'_>,
    history: &History<'_>,
    (out, listing): (&OutFolder, &Listing),
    (years, threads): (&[i16], usize),
) -> Result<(Vec<IndexYear>, usize), Error> {
    let stands = |year: &i16| years.contains(year) || out.has(&format!("{year:04}/report.html"));
    let standing: Vec<i16> = history.years().into_iter().filter(stands).collect();
    let draw = |_: usize, year: &i16| -> Result<Option<(IndexYear, Folder)>, Error> {
        if !years.contains(year) {
            return Ok(desk.standing_year(*year));
        }
        let links = YearLinks {
            previous: standing.iter().copied().filter(|other| other < year).max(),
            next: standing.iter().copied().filter(|other| other > year).min(),
            months: listing.months_of_year(*year),
        };
        desk.year(*year, &links)
    };
    let (mut shown, mut untouched) = (Vec::new(), 0);
    pipeline::each_in_order(&standing, threads, draw, |drawn| -> Result<(), Error> {
        let Some((entry, folder)) = drawn? else { return Ok(()) };
        untouched += usize::from(folder.is_untouched());
        desk.put(folder)?;
        shown.push(entry);
        Ok(())
    })?;
    Ok((shown, untouched))
}

/// Pages are drawn several at once and written in order, newest first; then those that are only
/// named in the index are read for it, which costs little beside the drawing. What lies there as it
/// was drawn before, from the same data by the same program, stays; how many such there are is
/// given.
fn write_pages(
    out: &OutFolder,
    history: &History<'_>,
    periods: &[Period],
    job: &Job,
) -> Result<usize, Error> {
    let listing = Listing::of(out, history, periods)?;
    let bar = job.bar("writing {pos}/{len} pages {wide_bar} {eta}", periods.len() as u64);
    let desk = Desk::new(out, history, job);
    let draw = |_: usize, listed: &&Listed| -> Result<(PeriodKind, IndexEntry, Folder), Error> {
        let (entry, folder) = desk.page(&listing, listed)?;
        Ok((listed.period.kind, entry, folder))
    };
    let (mut months, mut spans, mut untouched) = (Vec::new(), Vec::new(), 0);
    let listed = listing.written_first();
    pipeline::each_in_order(&listed, job.threads, draw, |drawn| -> Result<(), Error> {
        let (kind, entry, folder) = drawn?;
        untouched += usize::from(folder.is_untouched());
        bar.inc(u64::from(folder.is_asked_for()));
        desk.put(folder)?;
        match kind {
            PeriodKind::Month => months.push(entry),
            PeriodKind::Span | PeriodKind::Year => spans.push(entry),
        }
        Ok(())
    })?;
    let years = years_written(periods, history);
    let (standing, years_untouched) =
        write_years(&desk, history, (out, &listing), (&years, job.threads))?;
    bar.finish_and_clear();
    out.write("index.html", output::index(&months, &spans, &standing)?.as_bytes())?;
    Ok(untouched + years_untouched)
}

/// The copies of these periods, into a folder beside the private pages, newest first. They are written
/// oldest first, so that each can be set beside the one before it.
fn share(
    (common, out): (&Common, &OutFolder),
    history: &History<'_>,
    periods: &[Period],
    mut beside: Beside,
    (job, style): (&Job, ShareStyle),
) -> Result<Vec<Copies>, Error> {
    let mut all = Vec::new();
    let page = |period: &Period, units| history.page(period, units);
    let paper = job.paper();
    let known_since = history.days_known().map(|(first, _)| first);
    for period in periods.iter().rev() {
        let day_one = known_since.map_or(period.first, |first| first.min(period.first));
        let name = share::name_of(period, style, job.config.name.as_deref(), day_one) + ".html";
        let earlier = beside.of(period, (style, day_one), &name);
        if let ([_], false) = (periods, common.quiet) {
            tell_beside(earlier, &beside.later(period, (style, day_one), &name));
        }
        let copies = share::copies(period, (style, paper), (job.units, day_one), earlier, page)?;
        for (name, bytes) in &copies.files {
            out.write(&format!("{}/{name}", beside::FOLDER), bytes)?;
            beside.add(name, bytes);
        }
        all.push(copies);
    }
    all.reverse();
    Ok(all)
}

/// Names the copy that a new one is set beside, and those that it is not.
fn tell_beside(earlier: Option<&Earlier>, later: &[&str]) {
    if let Some(copy) = earlier {
        say::note(&format!("set beside {}", say::one_line(&copy.name)));
    }
    if let Some(first) = later.first() {
        let more = match later.len() {
            1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        say::note(&format!(
            "not set beside {}{more}: it does not end before",
            say::one_line(first)
        ));
    }
}

/// Tells of copies with the runner's name that an earlier run left beside those without.
fn tell_named(out: &OutFolder, folder: &Path) {
    let older: Vec<String> =
        out.written_in(beside::FOLDER).into_iter().filter(|name| share::is_named(name)).collect();
    if let Some(first) = older.first() {
        let more = match older.len() {
            1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        say::note(&format!(
            "{} from an earlier run still has the name{more}: delete what you will not send",
            folder.join(beside::FOLDER).join(first).display()
        ));
    }
}

/// Names the file to attach, and offers words to go with it.
fn tell_shared(common: &Common, out: &Path, shared: &[Copies]) {
    let Some(newest) = shared.first().filter(|_| !common.quiet) else { return };
    let folder = out.join(beside::FOLDER);
    if let Some((pdf, _)) = newest.files.first() {
        say::note(&format!("to attach: {}", folder.join(pdf).display()));
    }
    say::note(&format!("a message to paste:\n\n  {}\n", share::message(newest)));
}

/// What was typed, else what the config says, else the one that tells least of whom.
fn style_of(typed: Option<ShareArg>, told: Option<ShareName>) -> ShareStyle {
    match (typed, told) {
        (Some(ShareArg::Plain), _) | (None, Some(ShareName::Plain) | None) => ShareStyle::Plain,
        (Some(ShareArg::Days), _) | (None, Some(ShareName::Days)) => ShareStyle::Days,
        (Some(ShareArg::Named), _) | (None, Some(ShareName::Named)) => ShareStyle::Named,
    }
}
