//! Copies to send: nothing that only their owner should know is in any byte of them.

use std::{fs, io::Read as _, path::Path};

use assert_cmd::Command;

use crate::support::{files_below, sample_data};

/// A run by a watch whose file, names and notes are full of what must not leave.
fn planted() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for path in files_below(&sample_data().join("exports")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        fs::copy(&path, folder.path().join(format!("ZZFILE-{name}"))).unwrap();
    }
    let log = fs::read_to_string(sample_data().join("pain-log.csv")).unwrap();
    let log = log
        .replace(",physio,", ",ZZTREATED by Dr Who,")
        .replace("\"first visit", "\"ZZNOTE first visit");
    assert!(log.contains("ZZNOTE") && log.contains("ZZTREATED"));
    fs::write(folder.path().join("pain-log.csv"), log).unwrap();
    let settings = fs::read_to_string(sample_data().join("backstride.toml")).unwrap();
    let settings = settings.replace("[runner]\n", "[runner]\nname = \"Zzname Surname\"\n");
    fs::write(folder.path().join("backstride.toml"), settings).unwrap();
    folder
}

/// The copies that `report --share…` writes of two months.
fn shared(style: &str) -> Vec<(String, Vec<u8>)> {
    let (export, out) = (planted(), tempfile::tempdir().unwrap());
    Command::cargo_bin("backstride")
        .unwrap()
        .args(["report", "--quiet", "--month", "2026-09", "--month", "2026-10", style, "--out"])
        .arg(out.path())
        .arg(export.path())
        .current_dir(out.path())
        .env("HOME", out.path())
        .assert()
        .success();
    files_below(&out.path().join("share"))
        .into_iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

/// The bytes, and all that is deflated within them.
fn laid_open(bytes: &[u8]) -> Vec<u8> {
    let mut open = bytes.to_vec();
    let starts = bytes.windows(7).enumerate().filter(|(_, window)| *window == b"stream\n");
    for (at, _) in starts {
        let mut text = Vec::new();
        // What is no deflate stream gives what could be read of it, or nothing.
        let _ = flate2::read::ZlibDecoder::new(&bytes[at + 7..]).read_to_end(&mut text);
        open.extend(text);
    }
    open
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

#[test]
fn a_copy_holds_no_file_name_note_treatment_or_name_in_any_byte() {
    let copies = shared("--share");
    assert_eq!(copies.len(), 4, "a PDF and a page for each of two months");
    for (name, bytes) in copies {
        let open = laid_open(&bytes);
        for planted in ["ZZFILE", "ZZNOTE", "ZZTREATED", "Zzname", "Surname", ".fit", "Dr Who"] {
            assert!(!holds(&open, planted), "{name} holds {planted}");
            assert!(!name.contains(planted), "{name}");
        }
    }
}

#[test]
fn a_named_copy_has_the_name_and_still_nothing_else() {
    for (name, bytes) in shared("--share=named") {
        assert!(name.starts_with("zzname-surname-2026-"), "{name}");
        let open = laid_open(&bytes);
        let is_page = Path::new(&name).extension().is_some_and(|ending| ending == "html");
        assert_eq!(is_page, holds(&open, "Zzname"), "{name}");
        for planted in ["ZZFILE", "ZZNOTE", "ZZTREATED", ".fit"] {
            assert!(!holds(&open, planted), "{name} holds {planted}");
        }
    }
}

#[test]
fn a_copy_with_numbered_days_names_no_month_and_no_year_of_the_diary() {
    let copies = shared("--share=days");
    assert_eq!(copies.len(), 4);
    for (name, bytes) in copies {
        assert!(!name.contains("2026") && !name.contains("-09") && !name.contains("-10"), "{name}");
        let open = laid_open(&bytes);
        for month in [" July", " August", " September", " October", "12 Sep", "12 Oct", "2026-"] {
            assert!(!holds(&open, month), "{name} holds {month}");
        }
    }
}

#[test]
fn a_copy_is_known_for_unchanged_until_somebody_edits_it() {
    let folder = tempfile::tempdir().unwrap();
    for (name, mut bytes) in shared("--share") {
        let path = folder.path().join(&name);
        let verify = |bytes: &[u8]| {
            fs::write(&path, bytes).unwrap();
            Command::cargo_bin("backstride").unwrap().arg("verify").arg(&path).assert()
        };
        verify(&bytes).success();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        verify(&bytes).code(1);
    }
}

#[test]
fn a_named_copy_of_nobody_is_refused_before_anything_is_written() {
    let out = tempfile::tempdir().unwrap();
    let refused = Command::cargo_bin("backstride")
        .unwrap()
        .args(["report", "--share=named", "--out"])
        .arg(out.path().join("new"))
        .arg(sample_data())
        .current_dir(out.path())
        .env("HOME", out.path())
        .assert()
        .code(2);
    let stderr = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(stderr.contains("runner.name"), "{stderr}");
    assert!(!out.path().join("new").exists());
}
