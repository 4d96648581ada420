//! What Strava's export says of a file beside the file: sport, shoe, exertion, the private note.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::scan::{Origin, Source};
use crate::{
    disk,
    ingest::{
        Content, archive, content,
        strava::{self, StravaRow},
    },
    model::{Activity, PainScore, PrivateNotes},
    outing::Outing,
};

/// Enough of a file to tell an archive.
const HEAD_BYTES: u64 = 16;

/// A table of a lifetime's activities has some megabytes.
const TABLE_BYTES_MAX: u64 = 64 << 20;

/// Rows by where their file lies: on the disk, or a path in an archive there.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    rows: BTreeMap<(PathBuf, Option<String>), StravaRow>,
}

impl Tables {
    /// The tables among these files, and those in archives among them. What is no table of
    /// Strava's, whatever its name, gives no row.
    pub(super) fn among(sources: &[Source], notes: PrivateNotes) -> Tables {
        let mut tables = Tables::default();
        for source in sources {
            if strava::is_table(&source.shown) {
                let Ok(bytes) = disk::read_within(&source.path, TABLE_BYTES_MAX) else { continue };
                let folder = source.path.parent().unwrap_or(Path::new(""));
                tables.add(&bytes, notes, |file| (folder.join(file), None));
            } else if is_archive(source) {
                let Some((at, bytes)) = table_inside(source) else { continue };
                let folder = at.rfind('/').and_then(|end| at.get(..=end)).unwrap_or("");
                tables.add(&bytes, notes, |file| {
                    (source.path.clone(), Some(format!("{folder}{file}")))
                });
            }
        }
        tables
    }

    fn add(
        &mut self,
        bytes: &[u8],
        notes: PrivateNotes,
        place: impl Fn(&str) -> (PathBuf, Option<String>),
    ) {
        if let Ok(rows) = strava::read(bytes, notes) {
            self.rows.extend(rows.into_iter().map(|(file, row)| (place(&file), row)));
        }
    }

    /// What the table says of a file. People unpack `.gz` files; the table still names them so.
    pub(super) fn row(&self, origin: &Origin) -> Option<&StravaRow> {
        if self.rows.is_empty() {
            return None;
        }
        let packed = |path: &Path| PathBuf::from(format!("{}.gz", path.display()));
        let place = (origin.path.clone(), origin.member.clone());
        self.rows.get(&place).or_else(|| match &origin.member {
            None => self.rows.get(&(packed(&origin.path), None)),
            Some(member) => self.rows.get(&(origin.path.clone(), Some(format!("{member}.gz")))),
        })
    }
}

fn is_archive(source: &Source) -> bool {
    disk::head(&source.path, HEAD_BYTES).is_ok_and(|head| content(&head) == Content::Zip)
}

fn table_inside(source: &Source) -> Option<(String, Vec<u8>)> {
    let file = disk::open(&source.path).ok()?;
    let member = archive::strava_table(file, archive::Limits::default()).ok()??;
    Some((member.path, member.content.ok()?))
}

/// Gives sessions without a sport the one that the runner chose at the service.
pub(super) fn name_sport(activity: &mut Activity, row: &StravaRow) {
    for session in &mut activity.sessions {
        if session.sport.sport == "unknown" {
            session.sport = row.sport.clone();
        }
    }
}

/// Adds what another copy of the same bytes was told.
pub(super) fn adopt(outing: &mut Outing, copy: Outing) {
    if outing.sport.sport == "unknown" {
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
