//! Tables of services: what Strava's `activities.csv` or Runkeeper's `cardioActivities.csv` says of
//! a file that the file itself does not.
//!
//! Columns are found by the names that they bear in the language of the account, never by their
//! place. The names in English, German, Spanish, French and Dutch are those of real exports. In any
//! other language the column of files is the one whose cells are names of recordings, and the column
//! of sports the one whose cells are words for sports; a further column that cannot be named is
//! absent.
#![warn(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::{borrow::Cow, collections::BTreeMap};

use encoding_rs::{Encoding, UTF_8};

use super::{
    IngestError,
    xml::{is_sport_word, sport_of_words},
};
use crate::model::{PrivateNotes, Sport};

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
    /// The private note, for the diary's tag in it; only with [`PrivateNotes::Kept`].
    pub private_note: Option<String>,
}

const TYPES: [&str; 6] = [
    "activity type",
    "aktivitätsart",
    "tipo de actividad",
    "type d'activité",
    "activiteitstype",
    "type",
];
const FILES: [&str; 6] =
    ["filename", "dateiname", "nombre del archivo", "nom du fichier", "bestandsnaam", "gpx file"];
const GEARS: [&str; 4] = [
    "activity gear",
    "aktivitätsausrüstung",
    "matériel utilisé pour l'activité",
    "uitrusting voor activiteit",
];
const EXERTIONS: [&str; 3] = ["perceived exertion", "gefühlte anstrengung", "esfuerzo percibido"];
const NOTES: [&str; 4] = [
    "activity private note",
    "hinweis zur privatsphäre für aktivitäten",
    "nota privada de actividad",
    "note privée sur les activités",
];

/// Whether a path in an export is a service's table.
pub fn is_table(path: &str) -> bool {
    let name = path.rsplit(['/', '\\', '!']).next().unwrap_or(path);
    ["activities.csv", "cardioactivities.csv"].iter().any(|table| name.eq_ignore_ascii_case(table))
}

/// Reads the table: rows by the name of their file; rows without a file are left out.
///
/// # Errors
///
/// When no column can be told to hold the names of files.
pub fn read(bytes: &[u8], notes: PrivateNotes) -> Result<BTreeMap<String, StravaRow>, IngestError> {
    // A spreadsheet may have saved it anew, in UTF-16.
    let (text, _) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != UTF_8 => encoding.decode_with_bom_removal(bytes),
        _ => (Cow::Borrowed(""), false),
    };
    let plain_bytes = || bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = if text.is_empty() { plain_bytes() } else { text.as_bytes() };
    let mut table = reader(bytes);
    let header = table.byte_headers().map_err(|error| broken(&error))?.clone();
    let heads: Vec<String> = header.iter().map(plain).collect();
    // The first of the names that there is: a table may have a further column called `Type`.
    let column =
        |names: &[&str]| names.iter().find_map(|name| heads.iter().position(|head| head == name));
    let by_cells = |is_one: fn(&str) -> bool| column_of(bytes, is_one);
    let file = column(&FILES).or_else(|| by_cells(is_recording));
    let file = file.ok_or(IngestError::UnknownFormat)?;
    let kind = column(&TYPES).or_else(|| by_cells(is_sport_word));
    let gear = column(&GEARS);
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
            private_note: match notes {
                PrivateNotes::Unread => None,
                PrivateNotes::Kept => cell(note),
            },
            filename,
        };
        rows.insert(row.filename.clone(), row);
    }
    Ok(rows)
}

/// The table, whatever stands between its cells.
fn reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    let head = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| head.split(|&byte| byte == mark).count();
    // The comma, where as many others stand there.
    let mark = [b'\t', b';', b','].into_iter().max_by_key(|&mark| count(mark)).unwrap_or(b',');
    csv::ReaderBuilder::new().flexible(true).delimiter(mark).from_reader(bytes)
}

/// So many rows tell what a column holds.
const ROWS_ASKED: usize = 200;

/// The column most of whose filled cells are what is looked for; none where that is in none so.
fn column_of(bytes: &[u8], is_one: fn(&str) -> bool) -> Option<usize> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for record in reader(bytes).byte_records().take(ROWS_ASKED).flatten() {
        found.resize(found.len().max(record.len()), (0, 0));
        for (cell, (hits, filled)) in record.iter().zip(&mut found) {
            let text = String::from_utf8_lossy(cell);
            *filled = filled.saturating_add(usize::from(!text.trim().is_empty()));
            *hits = hits.saturating_add(usize::from(is_one(text.trim())));
        }
    }
    let mostly = |(hits, filled): (usize, usize)| hits > 0 && hits.saturating_mul(2) > filled;
    let best =
        found.iter().copied().filter(|counts| mostly(*counts)).map(|(hits, _)| hits).max()?;
    found.iter().position(|counts| mostly(*counts) && counts.0 == best)
}

/// Whether a cell names a recording.
fn is_recording(cell: &str) -> bool {
    let name = cell.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".fit", ".gpx", ".tcx"].iter().any(|ending| name.ends_with(ending))
}

fn broken(error: &csv::Error) -> IngestError {
    let offset = error.position().map_or(0, csv::Position::byte);
    IngestError::Broken { offset, what: error.to_string() }
}

/// A header cell in small letters, with the plain apostrophe.
fn plain(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim().to_lowercase().replace('\u{2019}', "'")
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests {
    use super::*;

    fn one(text: &str, notes: PrivateNotes) -> StravaRow {
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
            let row = one(text, PrivateNotes::Unread);
            assert_eq!(row.filename, "activities/1.fit.gz");
            assert!(row.sport.is_running(), "{text}");
            assert!(row.gear.is_none_or(|gear| gear == "Shoe A"));
            assert!(row.perceived_exertion.is_none_or(|score| (score - 6.0).abs() < 1e-9));
        }
    }

    /// The header of a German account's export of 2026, up to the columns read here: names occur
    /// twice (`Distanz`), and one that begins like the exertion's says whether it is preferred.
    const GERMAN: &str = "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,\
        Aktivitätsbeschreibung,Verstrichene Zeit,Distanz,Max. Herzfrequenz,Relative Leistung,Pendeln,\
        Hinweis zur Privatsphäre für Aktivitäten,Aktivitätsausrüstung,Dateiname,Sportlergewicht,\
        Verstrichene Zeit,Bewegungszeit,Distanz,Gefühlte Anstrengung,Art,Startzeit,\
        Gefühlte Anstrengung verwenden,Gefühlte relative Leistung\n";

    #[test]
    fn a_german_export_tells_shoe_exertion_and_note_in_its_own_words() {
        let row = "1,\"20.09.2026, 14:12:12\",Abendlauf,Lauf,,2400,\"8,1\",150,40,false,\
            \"Rücken 2/4\",Ghost 15,activities/1.fit.gz,68,2400,2390,8100,\"7,0\",,,1,30\n";
        let row = one(&format!("{GERMAN}{row}"), PrivateNotes::Kept);
        assert_eq!(
            (row.filename.as_str(), row.gear.as_deref()),
            ("activities/1.fit.gz", Some("Ghost 15"))
        );
        assert_eq!(row.perceived_exertion, Some(7.0));
        assert_eq!(row.private_note.as_deref(), Some("Rücken 2/4"));
        assert!(row.sport.is_running());
    }

    #[test]
    fn a_table_that_a_spreadsheet_saved_in_utf_16_is_read() {
        let text = "Dateiname;Aktivitätsart\n1.gpx;Radfahrt\n";
        let bytes: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(read(&bytes, PrivateNotes::Unread).unwrap()["1.gpx"].sport.sport, "cycling");
    }

    #[test]
    fn a_private_note_is_read_only_when_asked() {
        let text = "Filename,Activity Private Note\n1.fit,\"slept badly, back 2/4\"\n";
        assert_eq!(one(text, PrivateNotes::Unread).private_note, None);
        assert_eq!(one(text, PrivateNotes::Kept).private_note.unwrap(), "slept badly, back 2/4");
    }

    #[test]
    fn a_table_without_names_of_files_is_not_ours_and_rows_without_a_file_are_left_out() {
        assert_eq!(
            read(b"a,b\n1,2\n", PrivateNotes::Unread).unwrap_err(),
            IngestError::UnknownFormat
        );
        assert!(read(b"Filename\n\n\"\"\n", PrivateNotes::Unread).unwrap().is_empty());
        assert!(is_table("export/Activities.CSV") && !is_table("my-activities.csv"));
    }
}
