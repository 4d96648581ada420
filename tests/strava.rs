//! A service's export: what its table says of a file joins the file, unpacked or in a zip.

use std::{fs, io::Write as _, path::Path};

use backstride::{
    model::{PrivateNotes, Reason},
    outing::Setting,
    pipeline::{self, Gathered},
};

use crate::support::{program, sample_data};

/// A German account's table: names of columns as its real exports bear them, in an order of ours.
const TABLE: &str = "Aktivitäts-ID,Dateiname,Aktivitätsart,Aktivitätsausrüstung,Gefühlte Anstrengung\n\
                     1,activities/1.gpx,Lauf,Ghost 15,6\n2,activities/2.gpx,Radfahrt,Stadtrad,\n";

/// A track that does not say what sport it is.
fn track() -> Vec<u8> {
    let text =
        fs::read_to_string(sample_data().join("exports/pocket-pacer-2026-07-11.gpx")).unwrap();
    let (start, end) = (text.find("<type>"), text.find("</type>"));
    match start.zip(end) {
        Some((start, end)) => format!("{}{}", &text[..start], &text[end + 7..]).into_bytes(),
        None => text.into_bytes(),
    }
}

fn gathered(export: &Path, notes: PrivateNotes) -> Gathered {
    let setting = Setting { notes, ..Setting::default() };
    pipeline::gather(&[export.to_owned()], &[], 2, &setting).unwrap()
}

fn assert_told(gathered: &Gathered, prefix: &str) {
    let table = gathered.files.iter().find(|file| file.path.ends_with("activities.csv")).unwrap();
    assert_eq!(table.reason, Some(Reason::Table), "{table:?}");
    let run = gathered
        .outings
        .iter()
        .find(|outing| outing.path == format!("{prefix}activities/1.gpx"))
        .unwrap();
    assert_eq!(run.sport.sport, "running");
    assert_eq!(run.gear.as_deref(), Some("Ghost 15"));
    assert_eq!(run.rpe, Some(6.0));
    assert_eq!(run.private_note, None);
}

#[test]
fn an_unpacked_export_joins_sport_shoe_and_exertion_by_the_file_they_belong_to() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("activities")).unwrap();
    fs::write(folder.path().join("activities.csv"), TABLE).unwrap();
    fs::write(folder.path().join("activities/1.gpx"), track()).unwrap();
    assert_told(&gathered(folder.path(), PrivateNotes::Unread), "");
}

#[test]
fn a_zipped_export_does_so_without_being_unpacked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    for (name, bytes) in [("activities/1.gpx", track()), ("activities.csv", TABLE.into())] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap();
    assert_told(&gathered(folder.path(), PrivateNotes::Unread), "export.zip!");
}

#[test]
fn a_private_note_is_carried_only_where_the_settings_ask_for_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("activities.csv"),
        "Filename,Activity Type,Activity Private Note\n1.gpx,Run,\"slow, back 2/4\"\n",
    )
    .unwrap();
    fs::write(folder.path().join("1.gpx"), track()).unwrap();
    let note = |notes| gathered(folder.path(), notes).outings[0].private_note.clone();
    assert_eq!(note(PrivateNotes::Unread), None);
    assert_eq!(note(PrivateNotes::Kept).as_deref(), Some("slow, back 2/4"));
}

#[test]
fn a_tag_in_a_private_note_becomes_a_row_of_the_diary_and_the_rest_of_the_note_stays_unread() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("activities.csv"),
        "Filename,Activity Type,Activity Private Note\n1.gpx,Run,\"ZZSECRET slow, back 2/4\"\n",
    )
    .unwrap();
    fs::write(folder.path().join("1.gpx"), track()).unwrap();
    fs::write(folder.path().join("backstride.toml"), "[pain]\nnote_tag = \"back\"\n").unwrap();
    let shown = program()
        .args(["days", "--json", "--quiet"])
        .arg(folder.path())
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8(shown.stdout).unwrap();
    assert!(!text.contains("ZZSECRET"));
    let days: serde_json::Value = serde_json::from_str(&text).unwrap();
    let day = &days["days"][0];
    assert_eq!(
        (day["pain_morning"].as_f64(), day["pain_during_max"].as_f64()),
        (Some(2.0), Some(4.0))
    );
}
