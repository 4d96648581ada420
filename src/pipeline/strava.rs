//! What Strava's export says of a file beside the file: sport, shoe, exertion, the private note.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{outcome::FileOutcome, recording::Whereabouts, source::Source};
use crate::{
    disk,
    ingest::{
        Content, archive, content,
        strava::{self, StravaRow},
    },
    model::{Activity, Notice, NoticeKind, PainScore, PrivateNotes, Sport},
    outing::Outing,
};

/// Enough of a file to tell an archive.
const HEAD_BYTES: u64 = 16;

/// A table of a lifetime's activities has some megabytes.
const TABLE_BYTES_MAX: u64 = 64 << 20;

/// Rows by where their file lies, and the tables that they stand in.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    /// By the path of their file on the disk, and in the archive there, as [`key`] compares it. Two
    /// accounts may lie in folders that differ by a large letter alone, so the path stands beside.
    rows: BTreeMap<String, Vec<(String, StravaRow)>>,
    /// Each table as people are shown it, with the files that its rows name.
    tables: Vec<(String, Vec<String>)>,
}

impl Tables {
    /// The tables among these files, and those in archives among them. What is no table of a
    /// service's, whatever its name, gives no row.
    pub(super) fn among(sources: &[Source], notes: PrivateNotes) -> Tables {
        let mut tables = Tables::on_disk(sources, notes);
        for source in sources {
            if !strava::is_table(&source.shown) && is_archive(source) {
                let Some((at, bytes)) = table_inside(source) else { continue };
                let shown = format!("{}!{at}", source.shown);
                tables.add(&bytes, notes, &shown, &lies_at(&source.path, Some(&at)));
            }
        }
        tables
    }

    /// Those that lie among these files themselves; no other file is opened.
    pub(super) fn on_disk(sources: &[Source], notes: PrivateNotes) -> Tables {
        let mut tables = Tables::default();
        for source in sources.iter().filter(|source| strava::is_table(&source.shown)) {
            let Ok(bytes) = disk::read_within(&source.path, TABLE_BYTES_MAX) else { continue };
            tables.add(&bytes, notes, &source.shown, &lies_at(&source.path, None));
        }
        tables
    }

    fn add(&mut self, bytes: &[u8], notes: PrivateNotes, shown: &str, table: &str) {
        let Ok(rows) = strava::read(bytes, notes) else { return };
        let folder = folder(table);
        self.tables.push((shown.to_owned(), rows.keys().cloned().collect()));
        for (file, row) in rows {
            let path = format!("{folder}{file}");
            self.rows.entry(key(&path)).or_default().push((path, row));
        }
    }

    /// What the table says of a file.
    pub(super) fn row(&self, origin: &Whereabouts) -> Option<&StravaRow> {
        if self.rows.is_empty() {
            return None;
        }
        let path = lies_at(&origin.path, origin.member.as_deref());
        let found = self.rows.get(&key(&path))?;
        let exact = found.iter().find(|(file, _)| *file == path);
        exact.or(found.first()).map(|(_, row)| row)
    }

    /// Tells of each table which of its rows name a file that is not there.
    pub(super) fn tell_unmatched(&self, files: &mut [FileOutcome]) {
        let there: BTreeSet<String> = files.iter().map(|file| key(&file.path)).collect();
        for (table, named) in &self.tables {
            let is_missing =
                |file: &&String| !there.contains(&key(&format!("{}{file}", folder(table))));
            let mut missing = named.iter().filter(is_missing);
            let Some(first) = missing.next() else { continue };
            let text = match missing.count() {
                0 => format!(
                    "a row names a file that is not here, {first:?}: what it says is not used"
                ),
                more => format!(
                    "{} rows name files that are not here, {first:?} the first: what they say is not \
                     used",
                    more.saturating_add(1)
                ),
            };
            for file in files.iter_mut().filter(|file| file.path == *table) {
                file.notices.push(text.clone());
            }
        }
    }
}

/// Where a file lies, and where in the archive there.
fn lies_at(path: &Path, member: Option<&str>) -> String {
    member
        .map_or_else(|| path.display().to_string(), |member| format!("{}!{member}", path.display()))
}

/// What stands before the name of a file.
fn folder(path: &str) -> &str {
    let end = path.rfind(['/', '\\', '!']).map_or(0, |end| end.saturating_add(1));
    path.get(..end).unwrap_or_default()
}

/// A path as tables and archives are compared: small letters, one kind of separator and no more of
/// them than needed, and without the ending of what was packed, since people unpack `.gz` files and
/// the table still names them so.
fn key(path: &str) -> String {
    let path = path.to_lowercase().replace('\\', "/").replace('!', "!/");
    let parts = path.split('/').map(str::trim).filter(|part| !part.is_empty() && *part != ".");
    let key = parts.collect::<Vec<_>>().join("/");
    key.strip_suffix(".gz").map_or(key.clone(), str::to_owned)
}

fn is_archive(source: &Source) -> bool {
    disk::head(&source.path, HEAD_BYTES).is_ok_and(|head| content(&head) == Content::Zip)
}

fn table_inside(source: &Source) -> Option<(String, Vec<u8>)> {
    let file = disk::open(&source.path).ok()?;
    let member = archive::strava_table(file, archive::Limits::default()).ok()??;
    Some((member.path, member.content.ok()?))
}

/// Gives sessions the sport that the runner chose at the service: where the file names none, and
/// where the two differ on whether it was a run. A service takes the file's sport unless its owner
/// sets another, so the table is the later word.
pub(super) fn name_sport(activity: &mut Activity, row: &StravaRow) {
    let mut told = None;
    for session in &mut activity.sessions {
        let own = &session.sport;
        if !own.is_named() && row.sport.sport != "unknown" {
            // A kind that the file knows says more than none.
            let kind = row.sport.sub_sport.clone().or_else(|| own.sub_sport.clone());
            session.sport = Sport { sport: row.sport.sport.clone(), sub_sport: kind };
        } else if own.is_running() != row.sport.is_running() && is_one_sport(&row.sport) {
            let words = |sport: &Sport| sport.sport.replace('_', " ");
            told = Some(format!(
                "says {} and the service's table {}: the table's counts, which its owner may have set",
                words(own),
                words(&row.sport)
            ));
            session.sport = row.sport.clone();
        }
    }
    activity.notices.extend(told.map(|text| Notice::file(NoticeKind::SportByTable, text)));
}

/// A workout at a service may be anything.
fn is_one_sport(sport: &Sport) -> bool {
    sport.is_named() && !matches!(sport.sport.as_ref(), "training" | "multisport" | "other")
}

/// Adds what another copy of the same bytes was told.
pub(super) fn adopt(outing: &mut Outing, copy: Outing) {
    if !outing.sport.is_named() && copy.sport.is_named() {
        *outing = Outing { path: std::mem::take(&mut outing.path), ..copy };
    } else {
        outing.gear = outing.gear.take().or(copy.gear);
        outing.private_note = outing.private_note.take().or(copy.private_note);
        outing.rpe = outing.rpe.or(copy.rpe);
    }
}

/// Adds what the file itself does not hold.
pub(super) fn add_to(outing: &mut Outing, row: &StravaRow) {
    outing.gear = outing.gear.take().or_else(|| row.gear.clone());
    outing.private_note = outing.private_note.take().or_else(|| row.private_note.clone());
    let told = row.perceived_exertion.filter(|&score| PainScore::new(score).is_ok());
    outing.rpe = outing.rpe.or(told);
}
