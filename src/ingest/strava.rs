//! Strava's `activities.csv`: what the export says of a file that the file itself does not.
//!
//! Columns are found by the names that they bear in the language of the account, never by their
//! place. The names in English, German, Spanish, French and Dutch are those of real exports; in
//! other languages a column that cannot be named is absent.
#![warn(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::collections::BTreeMap;

use super::{IngestError, xml::sport_of_words};
use crate::model::{PainScore, Sport};

/// One row: what Strava knows of an activity.
#[derive(Clone, Debug, PartialEq)]
pub struct StravaRow {
    /// The file inside the export, `activities/123.fit.gz`.
    pub filename: String,
    /// The sport, in the FIT profile's spelling.
    pub sport: Sport,
    /// The shoe or bike as the runner named it.
    pub gear: Option<String>,
    /// Exertion as the runner entered it, 1 to 10.
    pub perceived_exertion: Option<f64>,
    /// The pain tag in the private note; only with [`Notes::PainTags`].
    pub private_note_tag: Option<PainTag>,
}

/// A tag such as `back 2/4` in a private note: pain this morning, and the worst during the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PainTag {
    /// Pain in the morning.
    pub morning: Option<PainScore>,
    /// The worst during the run.
    pub worst: Option<PainScore>,
}

/// Whether private notes are looked at. What they say beside the tag is never kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    /// They stay unread.
    Unread,
    /// They are searched for the pain tag, and for nothing else.
    PainTags,
}

const TYPES: [&str; 5] =
    ["activity type", "aktivitätsart", "tipo de actividad", "type d'activité", "activiteitstype"];
const FILES: [&str; 5] =
    ["filename", "dateiname", "nombre del archivo", "nom du fichier", "bestandsnaam"];
const GEARS: [&str; 4] = [
    "activity gear",
    "aktivitätsausrüstung",
    "matériel utilisé pour l'activité",
    "uitrusting voor activiteit",
];
const EXERTIONS: [&str; 2] = ["perceived exertion", "esfuerzo percibido"];
const NOTES: [&str; 3] =
    ["activity private note", "nota privada de actividad", "note privée sur les activités"];

/// Whether a path in an export is Strava's table.
pub fn is_table(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.eq_ignore_ascii_case("activities.csv")
}

/// Reads the table: rows by the name of their file; rows without a file are left out.
///
/// # Errors
///
/// When no column can be told to hold the names of files.
pub fn read(bytes: &[u8], notes: Notes) -> Result<BTreeMap<String, StravaRow>, IngestError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = table.byte_headers().map_err(|error| broken(&error))?.clone();
    let column =
        |names: &[&str]| header.iter().position(|cell| names.contains(&plain(cell).as_str()));
    let file = column(&FILES).ok_or(IngestError::UnknownFormat)?;
    let (kind, gear) = (column(&TYPES), column(&GEARS));
    let (exertion, note) = (column(&EXERTIONS), column(&NOTES));
    let mut rows = BTreeMap::new();
    let mut record = csv::ByteRecord::new();
    while table.read_byte_record(&mut record).map_err(|error| broken(&error))? {
        let cell = |column: Option<usize>| {
            let text = String::from_utf8_lossy(record.get(column?)?).trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        let Some(filename) = cell(Some(file)) else { continue };
        let row = StravaRow {
            sport: sport_of_words(&cell(kind).unwrap_or_default()),
            gear: cell(gear),
            perceived_exertion: cell(exertion)
                .and_then(|text| text.replace(',', ".").parse().ok())
                .filter(|score: &f64| (1.0..=10.0).contains(score)),
            private_note_tag: match notes {
                Notes::Unread => None,
                Notes::PainTags => cell(note).as_deref().and_then(pain_tag),
            },
            filename,
        };
        rows.insert(row.filename.clone(), row);
    }
    Ok(rows)
}

fn broken(error: &csv::Error) -> IngestError {
    let offset = error.position().map_or(0, csv::Position::byte);
    IngestError::Broken { offset, what: error.to_string() }
}

/// A header cell in small letters, with the plain apostrophe.
fn plain(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim().to_lowercase().replace('\u{2019}', "'")
}

/// Finds `back 2/4` as words of their own: morning before worst, either of them `-` when not known.
fn pain_tag(note: &str) -> Option<PainTag> {
    let words: Vec<&str> = note.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let [word, scores] = pair else { return None };
        if !word.trim_matches(['#', '(', '[', ':']).eq_ignore_ascii_case("back") {
            return None;
        }
        let scores = scores.trim_matches([',', ';', '.', ')', ']', '!']);
        let (morning, worst) = scores.split_once('/')?;
        let tag = PainTag { morning: score(morning)?, worst: score(worst)? };
        (tag.morning.is_some() || tag.worst.is_some()).then_some(tag)
    })
}

/// A score, or that there is none; `None` when it is neither.
#[allow(clippy::option_option, reason = "not a score and no score are two things")]
fn score(text: &str) -> Option<Option<PainScore>> {
    if text == "-" {
        return Some(None);
    }
    PainScore::new(text.parse().ok()?).ok().map(Some)
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests {
    use super::*;

    fn one(text: &str, notes: Notes) -> StravaRow {
        let rows = read(text.as_bytes(), notes).unwrap();
        rows.into_values().next().unwrap()
    }

    #[test]
    fn columns_are_found_by_name_in_five_languages() {
        for text in [
            "Activity ID,Activity Type,Activity Gear,Filename,Perceived Exertion\n1,Run,Shoe A,activities/1.fit.gz,6\n",
            "Aktivitäts-ID,Dateiname,Aktivitätsart,Aktivitätsausrüstung\n1,activities/1.fit.gz,Lauf,Shoe A\n",
            "ID de actividad,Tipo de actividad,Nombre del archivo,Esfuerzo Percibido\n1,Carrera,activities/1.fit.gz,\"6,0\"\n",
            "ID de l'activité,Nom du fichier,Type d'activité,Matériel utilisé pour l’activité\n1,activities/1.fit.gz,Course à pied,Shoe A\n",
            "\u{feff}Activiteits-ID,Activiteitstype,Uitrusting voor activiteit,Bestandsnaam\n1,Hardloopsessie,Shoe A,activities/1.fit.gz\n",
        ] {
            let row = one(text, Notes::Unread);
            assert_eq!(row.filename, "activities/1.fit.gz");
            assert!(row.sport.is_running(), "{text}");
            assert!(row.gear.is_none_or(|gear| gear == "Shoe A"));
            assert!(row.perceived_exertion.is_none_or(|score| (score - 6.0).abs() < 1e-9));
        }
    }

    #[test]
    fn only_the_tag_of_a_private_note_is_read_and_only_when_asked() {
        let text = "Filename,Activity Private Note\n1.fit,\"slept badly, Back 2/4, new shoes\"\n";
        assert_eq!(one(text, Notes::Unread).private_note_tag, None);
        let tag = one(text, Notes::PainTags).private_note_tag.unwrap();
        assert_eq!(tag.morning.unwrap().to_string(), "2");
        assert_eq!(tag.worst.unwrap().to_string(), "4");
    }

    #[test]
    fn a_tag_is_two_scores_and_nothing_like_them() {
        for note in
            ["back 2", "back 11/4", "feedback 2/4", "back to back 10/10k", "back -/-", "2/4"]
        {
            assert_eq!(pain_tag(note), None, "{note}");
        }
        assert_eq!(pain_tag("#back 0.5/-").unwrap().worst, None);
    }

    #[test]
    fn a_table_without_names_of_files_is_not_ours_and_rows_without_a_file_are_left_out() {
        assert_eq!(read(b"a,b\n1,2\n", Notes::Unread).unwrap_err(), IngestError::UnknownFormat);
        assert!(read(b"Filename\n\n\"\"\n", Notes::Unread).unwrap().is_empty());
        assert!(is_table("export/Activities.CSV") && !is_table("my-activities.csv"));
    }
}
