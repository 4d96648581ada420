//! `backstride inspect`: what the bytes of one file say.

use std::{fmt::Write as _, path::Path};

use anyhow::{Error, bail};

use super::{
    args::{Common, InspectArgs},
    exit::Exit,
    job::Job,
    say,
};
use crate::{
    disk,
    ingest::{
        self, Content, IngestError, archive,
        inspect::{self, ChannelSummary, Inspection},
        messages,
    },
    model::{Format, RuleOrigin, SensorSource, SideBySide},
    pipeline::{self, Source},
};

/// Enough of a file to tell what it is.
const HEAD_BYTES: u64 = 4096;

/// Prints what a file holds; each member's for an archive.
pub(super) fn run(common: &Common, args: &InspectArgs) -> Result<Exit, Error> {
    let rules = Job::new(common, std::slice::from_ref(&args.file))?.setting.rules.sensors;
    let name = args.file.file_name().unwrap_or(args.file.as_os_str()).to_string_lossy();
    let mut usable = false;
    let source = Source { shown: name.clone().into_owned(), path: args.file.clone(), shut: None };
    let mut printed = Ok(());
    let of_account = pipeline::each_account_run(&source, &mut |path, run| {
        let inspection = match run {
            Ok(activity) => Inspection::of_run(path, activity, &rules),
            Err(outcome) => {
                Inspection::unread(path, outcome.reason.as_ref().map(ToString::to_string))
            }
        };
        usable |= inspection.activity;
        if printed.is_ok() {
            printed = if args.json {
                say::print_json(&inspection)
            } else {
                say::show(&text(&inspection))
            };
        }
    });
    printed?;
    if of_account {
        return Ok(if usable { Exit::Done } else { Exit::Nothing });
    }
    each_recording(&args.file, &name, |path, content| {
        let inspection = match &content {
            Ok(bytes) => inspect::inspect_by(path, bytes, &rules),
            Err(error) => Inspection::unread(path, Some(error.to_string())),
        };
        usable |= inspection.activity;
        match content {
            Ok(bytes) if args.messages => dump(path, &bytes),
            _ if args.json => say::print_json(&inspection),
            _ => say::show(&text(&inspection)),
        }
    })?;
    Ok(if usable { Exit::Done } else { Exit::Nothing })
}

/// Hands on the recordings in a file: itself, what it decompresses to, or an archive's members one
/// by one.
fn each_recording(
    path: &Path,
    name: &str,
    mut take: impl FnMut(&str, Result<Vec<u8>, IngestError>) -> Result<(), Error>,
) -> Result<(), Error> {
    let limits = archive::Limits { scratch: Some(disk::scratch), ..archive::Limits::default() };
    match ingest::content(&disk::head(path, HEAD_BYTES)?) {
        Content::Zip => {
            for member in archive::members(disk::open(path)?, limits)? {
                take(&format!("{name}!{}", member.path), member.content)?;
            }
            Ok(())
        }
        Content::Gzip => take(name, archive::gunzip(&disk::read(path)?, limits.entry_bytes)),
        Content::Recording(_) => take(name, Ok(disk::read(path)?)),
        Content::Account(_) | Content::Unknown => take(name, Ok(disk::head(path, HEAD_BYTES)?)),
    }
}

/// How much text of messages is held before it is printed.
const PRINTED_AT_ONCE: usize = 1 << 16;

fn dump(path: &str, bytes: &[u8]) -> Result<(), Error> {
    if ingest::content(bytes) != Content::Recording(Format::Fit) {
        bail!(
            "{} is no FIT file: messages are a thing of FIT files only; leave --messages out",
            say::one_line(path)
        );
    }
    let mut text = String::new();
    for line in messages::messages(bytes)? {
        text.push_str(&serde_json::to_string(&line)?);
        text.push('\n');
        if text.len() > PRINTED_AT_ONCE {
            say::print(&text)?;
            text.clear();
        }
    }
    say::print(&text)
}

fn text(inspection: &Inspection) -> String {
    let mut text = format!("{} · {}\n", say::one_line(&inspection.path), inspection.format);
    if let Some(reason) = &inspection.reason {
        let _ = writeln!(text, "  {reason}");
    }
    if let Some(started) = &inspection.started {
        let _ = writeln!(text, "  started {started}");
    }
    if inspection.samples > 0 || inspection.activity {
        let _ = writeln!(text, "  {} samples, {} laps", inspection.samples, inspection.laps);
    }
    for session in &inspection.sessions {
        let sub_sport = session.sub_sport.as_deref().filter(|sub| *sub != "generic");
        let sub_sport = sub_sport.map_or_else(String::new, |sub| format!(" ({sub})"));
        let distance = session.total_distance_m.map_or_else(String::new, |m| format!(", {m:.0} m"));
        let timer = session.total_timer_time_s.map_or_else(String::new, |s| format!(", {s:.0} s"));
        let _ = writeln!(text, "  session: {}{sub_sport}{distance}{timer}", session.sport);
    }
    if !inspection.channels.0.is_empty() {
        let _ = writeln!(text, "  {:<26} {:>7}  least … mean … greatest", "channel", "samples");
    }
    for (channel, held) in &inspection.channels.0 {
        let _ = match held {
            ChannelSummary::Position { n } => writeln!(text, "  {channel:<26} {n:>7}"),
            ChannelSummary::Values { n, min, mean, max } => {
                let bounds = [min, mean, max].map(|value| shown(*value));
                writeln!(text, "  {channel:<26} {n:>7}  {}", bounds.join(" … "))
            }
        };
    }
    if !inspection.developer_fields.is_empty() {
        let _ = writeln!(text, "  fields that applications added");
    }
    for field in &inspection.developer_fields {
        let name = format!("{} [{}]", say::one_line(&field.name), say::one_line(&field.units));
        let mean = field.mean.map_or_else(
            || "  declared and never filled".to_owned(),
            |_| format!("  mean {}", shown(field.mean)),
        );
        let _ = writeln!(text, "  {name:<26} {:>7}{mean}", field.n);
    }
    for pair in &inspection.side_by_side {
        let _ = writeln!(text, "  {}", beside(pair));
    }
    for line in &inspection.resolution {
        let _ = writeln!(text, "  {line}");
    }
    for notice in &inspection.notices {
        let _ = writeln!(text, "  ! {notice}");
    }
    text
}

fn shown(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"))
}

/// `two sensors record vertical oscillation: the watch's own counts (…), mean 92.4 (watch) and …`.
fn beside(pair: &SideBySide) -> String {
    let used = match pair.used {
        SensorSource::Native => "the watch's own counts",
        SensorSource::Pod => "the pod's counts",
    };
    let rule = match pair.set_by {
        RuleOrigin::Default => "the rule until [[sensor]] says otherwise",
        RuleOrigin::Config => "by [[sensor]] in the config",
    };
    format!(
        "two sensors record {}: {used}, {rule}; over {} samples {} has a mean of {} and {} of {}",
        pair.channel.name(),
        pair.n,
        pair.native.origin,
        shown(pair.native.mean),
        say::one_line(&pair.pod.origin.to_string()),
        shown(pair.pod.mean),
    )
}
