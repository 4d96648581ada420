//! `backstride inspect`: what the bytes of one file say.

use std::{fmt::Write as _, io::Cursor};

use anyhow::Error;

use super::{Exit, args::InspectArgs, say};
use crate::{
    disk,
    ingest::{
        self, Content, archive,
        inspect::{self, ChannelSummary, Inspection},
        messages,
    },
};

/// Prints what a file holds; each member's for an archive.
pub(super) fn run(args: &InspectArgs) -> Result<Exit, Error> {
    let bytes = disk::read(&args.file)?;
    let name = args.file.file_name().unwrap_or(args.file.as_os_str()).to_string_lossy();
    let mut usable = false;
    for (path, bytes) in unpacked(&name, bytes)? {
        let inspection = inspect::inspect(&path, &bytes);
        usable |= inspection.activity;
        if args.messages {
            dump(&bytes)?;
        } else if args.json {
            say::print_json(&inspection)?;
        } else {
            say::print(&text(&inspection))?;
        }
    }
    Ok(if usable { Exit::Done } else { Exit::Nothing })
}

/// The recordings in a file: itself, what it decompresses to, or an archive's members.
fn unpacked(name: &str, bytes: Vec<u8>) -> Result<Vec<(String, Vec<u8>)>, Error> {
    if ingest::content(&bytes) != Content::Zip {
        return Ok(unpacked_gzip(name.to_owned(), bytes));
    }
    let members = archive::members(Cursor::new(bytes), archive::Limits::default())?;
    Ok(members
        .map(|member| (format!("{name}!{}", member.path), member.content.unwrap_or_default()))
        .collect())
}

fn unpacked_gzip(path: String, bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    if ingest::content(&bytes) != Content::Gzip {
        return vec![(path, bytes)];
    }
    match archive::gunzip(&bytes, archive::Limits::default().entry_bytes) {
        Ok(unpacked) => vec![(path, unpacked)],
        Err(_) => vec![(path, bytes)],
    }
}

fn dump(bytes: &[u8]) -> Result<(), Error> {
    let mut text = String::new();
    for line in messages::messages(bytes)? {
        text.push_str(&serde_json::to_string(&line)?);
        text.push('\n');
    }
    say::print(&text)
}

fn text(inspection: &Inspection) -> String {
    let mut text = format!("{} · {}\n", inspection.path, inspection.format);
    if let Some(reason) = &inspection.reason {
        let _ = writeln!(text, "  {reason}");
    }
    if let Some(started) = &inspection.started {
        let _ = writeln!(text, "  started {started}");
    }
    let _ = writeln!(text, "  {} samples, {} laps", inspection.samples, inspection.laps);
    for session in &inspection.sessions {
        let distance = session.total_distance_m.map_or_else(String::new, |m| format!(", {m} m"));
        let timer = session.total_timer_time_s.map_or_else(String::new, |s| format!(", {s} s"));
        let _ = writeln!(text, "  session: {}{distance}{timer}", session.sport);
    }
    for (channel, held) in &inspection.channels.0 {
        let _ = match held {
            ChannelSummary::Position { n } => writeln!(text, "  {channel:<26} {n:>7}"),
            ChannelSummary::Values { n, min, mean, max } => {
                let bounds = [min, mean, max].map(|value| {
                    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"))
                });
                writeln!(text, "  {channel:<26} {n:>7}  {}", bounds.join(" … "))
            }
        };
    }
    for field in &inspection.developer_fields {
        let _ = writeln!(text, "  app field {} [{}] {:>7}", field.name, field.units, field.n);
    }
    for notice in &inspection.notices {
        let _ = writeln!(text, "  ! {notice}");
    }
    text
}
