//! What an export says beside its recordings, and what leaves this machine of it.

use std::{fs, io::Write as _, path::Path};

use backstride::{
    outing::{Outing, Setting},
    pipeline,
};

use crate::support::{files_below, program, sample_data};

/// Headers as in German exports (`Aktivitätsausrüstung`, `Gefühlte Anstrengung`, `Dateiname`).
const GERMAN: &str = "Aktivitäts-ID,Dateiname,Aktivitätsart,Aktivitätsausrüstung,Gefühlte Anstrengung\n\
                      1,activities/1.gpx.gz,Lauf,ZZSHOE,6\n";

/// The same in English, with a private note.
const ENGLISH: &str = "Activity ID,Activity Type,Activity Gear,Filename,Perceived Exertion,Activity Private Note\n\
                       1,Run,ZZSHOE,activities/1.gpx.gz,6,ZZNOTE back 2/4\n";

/// A run of 40 minutes northwards that tells no sport.
fn run() -> String {
    let points: Vec<String> = (0..2400)
        .map(|second| {
            let latitude = 45.123_45 + f64::from(second) * 2.7e-5;
            let (minute, second) = (second / 60, second % 60);
            format!(
                "<trkpt lat=\"{latitude:.6}\" lon=\"7.654321\">\
                 <time>2026-10-03T06:{minute:02}:{second:02}Z</time></trkpt>"
            )
        })
        .collect();
    format!(
        "<gpx creator=\"ZZDEVICE\"><trk><name>ZZNAME</name><trkseg>{}</trkseg></trk></gpx>",
        points.concat()
    )
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

fn outing(export: &Path) -> Outing {
    let gathered = pipeline::gather(&[export.to_owned()], &[], 2, &Setting::default()).unwrap();
    assert_eq!(gathered.outings.len(), 1, "{:?}", gathered.files);
    gathered.outings.into_iter().next().unwrap()
}

fn assert_joined(outing: &Outing) {
    assert_eq!(outing.gear.as_deref(), Some("ZZSHOE"));
    assert_eq!(outing.rpe, Some(6.0));
    assert!(outing.sport.is_running());
}

#[test]
fn strava_tells_shoe_exertion_and_sport_of_a_file_in_a_zip() {
    for table in [GERMAN, ENGLISH] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export.zip");
        let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
        let packed = gzipped(run().as_bytes());
        for (name, bytes) in [
            ("export_1/activities/1.gpx.gz", &packed[..]),
            ("export_1/activities.csv", table.as_bytes()),
        ] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
        assert_joined(&outing(&path));
    }
}

#[test]
fn strava_tells_them_in_an_unpacked_folder_with_or_without_its_gz() {
    for name in ["1.gpx.gz", "1.gpx"] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("activities")).unwrap();
        let bytes =
            if name.ends_with("gz") { gzipped(run().as_bytes()) } else { run().into_bytes() };
        fs::write(folder.path().join("activities").join(name), bytes).unwrap();
        fs::write(folder.path().join("activities.csv"), GERMAN).unwrap();
        assert_joined(&outing(folder.path()));
    }
}

#[test]
fn a_shoe_follows_a_run_whose_second_copy_is_the_one_in_the_table() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("activities")).unwrap();
    fs::write(folder.path().join("activities/1.gpx"), run()).unwrap();
    fs::write(folder.path().join("a-first-copy.gpx"), run()).unwrap();
    fs::write(folder.path().join("activities.csv"), GERMAN).unwrap();
    assert_joined(&outing(folder.path()));
}

#[test]
fn two_exports_of_everything_share_each_of_their_runs() {
    let track = |day: u32, creator: &str| {
        let run = run().replace("2026-10-03", &format!("2026-10-{day:02}"));
        let (from, to) = (run.find("<trk>").unwrap(), run.find("</gpx>").unwrap());
        run[from..to].replace("ZZNAME", creator)
    };
    let folder = tempfile::tempdir().unwrap();
    for name in ["watch", "phone"] {
        let tracks: String = (3..6).map(|day| track(day, name)).collect();
        let text = format!("<gpx creator=\"{name}\">{tracks}</gpx>");
        fs::write(folder.path().join(format!("{name}.gpx")), text).unwrap();
    }
    let gathered =
        pipeline::gather(&[folder.path().to_owned()], &[], 2, &Setting::default()).unwrap();
    let days: Vec<String> = gathered.outings.iter().map(|it| it.date().to_string()).collect();
    assert_eq!(days, ["2026-10-03", "2026-10-04", "2026-10-05"]);
    assert!(gathered.outings.iter().all(|outing| outing.merged_from.len() == 1));
    let kinds: Vec<&str> = gathered.files.iter().map(|file| file.kind.key()).collect();
    assert!(kinds.contains(&"duplicate") && kinds.contains(&"activity"), "{kinds:?}");
}

#[test]
fn what_holds_nothing_is_something_else_and_what_is_broken_is_unreadable() {
    let folder = tempfile::tempdir().unwrap();
    let empty_zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new())).finish().unwrap();
    let files: [(&str, Vec<u8>, &str); 6] = [
        ("a.gpx", b"<gpx><metadata/></gpx>".to_vec(), "not_an_activity"),
        ("b.zip", empty_zip.into_inner(), "not_an_activity"),
        ("c.fit.gz", gzipped(b"no recording"), "unreadable"),
        ("d.gz", gzipped(b"no recording"), "not_an_activity"),
        ("e.fit", Vec::new(), "unreadable"),
        ("f.txt", Vec::new(), "not_an_activity"),
    ];
    for (name, bytes, _) in &files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let gathered =
        pipeline::gather(&[folder.path().to_owned()], &[], 1, &Setting::default()).unwrap();
    let outcomes = gathered.files.iter().map(|file| (file.path.as_str(), file.kind.key()));
    assert!(outcomes.eq(files.iter().map(|(name, _, kind)| (*name, *kind))), "{gathered:?}");
}

/// An export full of what must not leave.
fn planted() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("activities")).unwrap();
    fs::write(folder.path().join("activities/1.gpx"), run()).unwrap();
    fs::write(folder.path().join("activities.csv"), ENGLISH).unwrap();
    fs::write(folder.path().join("ZZFILE.gpx"), "<gpx><ZZTAG></gpx>").unwrap();
    fs::write(folder.path().join("ZZFILE.fit"), b"ZZTEXT").unwrap();
    for path in files_below(&sample_data().join("exports")).into_iter().take(5) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        fs::copy(&path, folder.path().join(format!("ZZ-{name}"))).unwrap();
    }
    folder
}

fn backstride(export: &Path, arguments: &[&str]) -> std::process::Output {
    program().args(arguments).arg(export).current_dir(export).env("HOME", export).output().unwrap()
}

#[test]
fn a_bug_bundle_holds_no_planted_word_place_date_or_path() {
    let (export, out) = (planted(), tempfile::tempdir().unwrap());
    let path = out.path().join("bundle.json");
    let output = backstride(export.path(), &["doctor", "--bundle", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains("backstride.bundle/1") && text.contains("\"gpx\""), "{text}");
    for marker in ["ZZ", "45.1", "7.65", "2026-", "activities/", "tmp", "b3:"] {
        assert!(!text.contains(marker), "the bundle holds {marker}");
    }
}

#[test]
fn a_private_note_is_printed_by_no_command() {
    let export = planted();
    for arguments in
        [&["runs", "--json"][..], &["runs", "--csv"], &["doctor", "--json"], &["doctor", "-v"]]
    {
        let output = backstride(export.path(), arguments);
        let said = [output.stdout, output.stderr].concat();
        assert!(!String::from_utf8_lossy(&said).contains("ZZNOTE"), "{arguments:?}");
    }
}

#[test]
fn gpx_copies_leave_out_ends_names_and_times_until_asked() {
    let export = planted();
    for (asked, times) in [(false, 0), (true, 1)] {
        let out = tempfile::tempdir().unwrap();
        let mut arguments =
            vec!["export", "--format", "gpx", "--out", out.path().to_str().unwrap()];
        if asked {
            arguments.push("--with-times");
        }
        let output = backstride(&export.path().join("activities"), &arguments);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains("cadence"), "{said}");
        let text = fs::read_to_string(out.path().join("2026-10-03-1.gpx")).unwrap();
        assert!(!text.contains("ZZ"), "{text}");
        // 3.00 m a second on the sphere: 400 m are 133.2 s, so the first point kept is the 134th.
        let first = text.split("<trkpt").nth(1).unwrap();
        assert!(first.contains("lat=\"45.127"), "{first}");
        assert_eq!(usize::from(first.contains("<time>")), times);
    }
}
