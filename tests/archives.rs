//! Exports as services hand them out: a zip of each one's own layout, read where it lies. Layouts as
//! the services' exports have them in 2026; every recording in them is ours.

use std::{collections::BTreeMap, fs, io::Write as _, path::Path};

use serde_json::Value;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    cli::run,
    support::{files_below, watch::Watch},
};

fn zipped(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    zipped(files, CompressionMethod::Deflated)
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

fn fit(started: &'static str) -> Vec<u8> {
    Watch { started, seconds: 300, ..Watch::default() }.file()
}

/// A route as the phone writes it: positions, speed and accuracy, and no word on the sport.
fn route() -> String {
    let points: Vec<String> = (0..300)
        .map(|second| {
            format!(
                "<trkpt lon=\"7.7\" lat=\"{:.6}\"><ele>12.1</ele>\
                 <time>2026-10-07T06:{:02}:{:02}Z</time>\
                 <extensions><speed>3.0</speed><course>0</course><hAcc>3</hAcc><vAcc>2</vAcc>\
                 </extensions></trkpt>",
                54.24 + f64::from(second) * 2.7e-5,
                second / 60,
                second % 60
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><gpx version=\"1.1\" creator=\"Apple Health Export\" \
         xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><name>Route</name><trkseg>{}</trkseg></trk></gpx>",
        points.concat()
    )
}

fn training_centre() -> String {
    let points: Vec<String> = (0..300)
        .map(|second| {
            format!(
                "<Trackpoint><Time>2026-10-09T06:{:02}:{:02}.000Z</Time>\
                 <DistanceMeters>{}</DistanceMeters><Cadence>84</Cadence></Trackpoint>",
                second / 60,
                second % 60,
                3 * second
            )
        })
        .collect();
    format!(
        "<TrainingCenterDatabase xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2\">\
         <Activities><Activity Sport=\"Running\"><Id>2026-10-09T06:00:00.000Z</Id>\
         <Lap StartTime=\"2026-10-09T06:00:00.000Z\"><Track>{}</Track></Lap></Activity></Activities>\
         </TrainingCenterDatabase>",
        points.concat()
    )
}

/// Each member's outcome, and the sports of the activities, of one archive in a folder of its own.
fn told(name: &str, archive: &[u8]) -> (BTreeMap<String, String>, Vec<Value>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), archive).unwrap();
    let (_, out, said) = run(folder.path(), &["runs", "--json", "--no-config", name]);
    let document: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{said}"));
    assert_untouched(folder.path(), name);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let files = document["files"].as_array().unwrap();
    let outcome = |file: &Value| (text(&file["path"]), text(&file["outcome"]));
    (files.iter().map(outcome).collect(), document["activities"].as_array().unwrap().clone())
}

/// Nothing was unpacked beside the archive.
fn assert_untouched(folder: &Path, name: &str) {
    assert_eq!(files_below(folder), [folder.join(name)]);
}

#[test]
fn garmins_export_keeps_its_files_in_zips_inside_the_zip() {
    let (one, two) = (fit("2026-10-03T06:00:00Z"), fit("2026-10-05T06:00:00Z"));
    let first = packed(&[("runner@example.org_1.fit", &one)]);
    let second = packed(&[("runner@example.org_2.fit", &two), ("runner@example.org_3.txt", b"-")]);
    let export = packed(&[
        ("DI_CONNECT/DI-Connect-Fitness/runner_0_summarizedActivities.json", b"[{}]"),
        ("DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip", &first),
        ("DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part2.zip", &second),
        ("IT_GLOBAL_EVENTS/events.json", b"{}"),
    ]);
    let (files, activities) = told("garmin.zip", &export);
    let inside = "garmin.zip!DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part";
    assert_eq!(files[&format!("{inside}1.zip!\u{2026}_1.fit")], "activity");
    assert_eq!(files[&format!("{inside}2.zip!\u{2026}_2.fit")], "activity");
    assert_eq!(files[&format!("{inside}2.zip!\u{2026}_3.txt")], "not_an_activity");
    assert_eq!((files.len(), activities.len()), (5, 2));
    assert_eq!(activities[0]["cadence_unit"], "strides");
}

#[test]
fn stravas_export_holds_gzipped_files_pictures_and_a_table() {
    let run = gzipped(&fit("2026-10-03T06:00:00Z"));
    let export = packed(&[
        (
            "export_1/activities.csv",
            b"Activity ID,Activity Gear,Filename\n1,Ghost,activities/1.fit.gz\n",
        ),
        ("export_1/activities/1.fit.gz", &run),
        ("export_1/media/1.jpg", b"\xff\xd8\xff\xe0 picture"),
        ("export_1/profile.csv", b"Name\n-\n"),
    ]);
    let (files, activities) = told("strava.zip", &export);
    assert_eq!(files["strava.zip!export_1/activities/1.fit.gz"], "activity");
    assert_eq!(files["strava.zip!export_1/activities.csv"], "not_an_activity");
    assert_eq!((files.len(), activities.len()), (4, 1));
}

#[test]
fn apples_routes_are_no_runs_beside_the_export_that_names_them_and_are_runs_alone() {
    let all = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData ANY>\n]>\n\
         <HealthData locale=\"en_GB\">{}</HealthData>",
        "<Record type=\"HKQuantityTypeIdentifierStepCount\" value=\"9\"/>\n".repeat(50_000)
    );
    let name = "apple_health_export/workout-routes/route_2026-10-07_8.05am.gpx";
    let export = packed(&[
        ("apple_health_export/export.xml", all.as_bytes()),
        ("apple_health_export/export_cda.xml", b"<ClinicalDocument/>"),
        (name, route().as_bytes()),
    ]);
    let (files, activities) = told("export.zip", &export);
    assert_eq!(files[&format!("export.zip!{name}")], "not_an_activity");
    assert_eq!(files["export.zip!apple_health_export/export.xml"], "not_an_activity");
    // The papers of a clinic are not even opened.
    assert_eq!((files.len(), activities.len()), (2, 0));
    let (files, activities) = told("routes.zip", &packed(&[(name, route().as_bytes())]));
    assert_eq!(files[&format!("routes.zip!{name}")], "activity");
    // 299 s at 2.7e-5 degrees a second: 3.00 m each on a sphere of 6,371 km.
    let metres = activities[0]["distance_m"].as_f64().unwrap();
    assert!((metres - 897.7).abs() < 5.0, "{metres}");
}

#[test]
fn polars_export_holds_sessions_as_json_and_coros_has_fit_files_alone() {
    let polar = packed(&[
        ("training-session-2026-10-09-1-a.json", b"{\"exportVersion\":\"1.7\"}"),
        ("Runner_2026-10-09_08-00-00.TCX", training_centre().as_bytes()),
        ("activity-2026-10-09-1.json", b"{}"),
    ]);
    let (files, activities) = told("polar-user-data-export.zip", &polar);
    assert_eq!(files["polar-user-data-export.zip!Runner_2026-10-09_08-00-00.TCX"], "activity");
    assert_eq!((files.len(), activities.len()), (3, 1));
    assert_eq!(activities[0]["format"], "tcx");
    let (one, two) = (fit("2026-10-03T06:00:00Z"), fit("2026-10-05T06:00:00Z"));
    let coros = packed(&[("467890123456789012.fit", &one), ("467890123456789013.fit", &two)]);
    let (files, activities) = told("coros.zip", &coros);
    assert!(files.values().all(|outcome| outcome == "activity"), "{files:?}");
    assert_eq!(activities.len(), 2);
}

#[test]
fn an_inner_archive_beyond_memorys_limit_is_read_and_a_recording_beyond_it_is_told() {
    let megabyte = 1 << 20;
    // Bytes that tell nothing, and a track of blanks: each just over the 64 MiB that one file may have.
    let noise = vec![0xa5; 65 * megabyte];
    let mut track = b"<gpx><trk><trkseg>".to_vec();
    track.resize(65 * megabyte, b' ');
    let run = fit("2026-10-03T06:00:00Z");
    let stored = CompressionMethod::Stored;
    let inner = zipped(&[("film.mp4", &noise), ("1.fit", &run), ("2.gpx", &track)], stored);
    drop((noise, track));
    let export = zipped(&[("UploadedFiles_0-_Part1.zip", &inner)], stored);
    drop(inner);
    let (files, activities) = told("large.zip", &export);
    let inside = "large.zip!UploadedFiles_0-_Part1.zip!";
    assert_eq!(files[&format!("{inside}1.fit")], "activity");
    assert_eq!(files[&format!("{inside}2.gpx")], "unreadable");
    assert_eq!(files[&format!("{inside}film.mp4")], "not_an_activity");
    assert_eq!(activities.len(), 1);
}

#[test]
fn inspect_shows_each_member_and_says_why_one_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let run_file = fit("2026-10-03T06:00:00Z");
    let archive = packed(&[("1.fit", &run_file), ("2.jpg", b"\xff\xd8 picture"), ("3.fit", b"")]);
    fs::write(folder.path().join("a.zip"), archive).unwrap();
    let (status, out, _) = run(folder.path(), &["inspect", "--json", "--no-config", "a.zip"]);
    assert_eq!(status, 0);
    let documents: Vec<Value> =
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<(&str, bool, Option<&str>)> = documents
        .iter()
        .map(|one| {
            let path = one["path"].as_str().unwrap();
            (path, one["activity"].as_bool().unwrap(), one["reason"].as_str())
        })
        .collect();
    let expected = [
        ("a.zip!1.fit", true, None),
        ("a.zip!2.jpg", false, Some("is neither FIT nor GPX nor TCX")),
        ("a.zip!3.fit", false, Some("is empty")),
    ];
    assert_eq!(told, expected);
}

/// A zip that has two files of one name.
fn with_one_name(first: &[u8], second: &[u8]) -> Vec<u8> {
    let mut zip = zipped(&[("a.fit", first), ("b.fit", second)], CompressionMethod::Stored);
    for at in 0..zip.len().saturating_sub(5) {
        if &zip[at..at + 5] == b"b.fit" {
            zip[at] = b'a';
        }
    }
    zip
}

#[test]
fn two_files_of_one_name_in_an_archive_are_told_since_one_of_them_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let runs = [fit("2026-10-03T06:00:00Z"), fit("2026-10-04T06:00:00Z")];
    let both = with_one_name(&runs[0], &runs[1]);
    let inside = packed(&[("inner.zip", &both), ("c.fit", &fit("2026-10-05T06:00:00Z"))]);
    for (name, archive, told, found) in
        [("a.zip", both, "a.zip has", 1), ("b.zip", inside, "b.zip!inner.zip has", 2)]
    {
        let path = folder.path().join(name);
        fs::write(&path, archive).unwrap();
        let (status, out, said) = run(folder.path(), &["runs", "--no-config", name]);
        assert_eq!((status, out.lines().count()), (0, found), "{said}");
        assert!(said.contains(&format!("{told} several files of one name")), "{said}");
        assert!(said.contains("unpack it into a folder"), "{said}");
        let (status, ..) = run(folder.path(), &["runs", "--no-config", "--strict", name]);
        assert_eq!(status, 3);
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn what_is_packed_in_another_way_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let run_file = fit("2026-10-03T06:00:00Z");
    // POSIX.1-1988: a header of 512 bytes with its mark at byte 257.
    let mut tar = vec![0; 512];
    tar[..5].copy_from_slice(b"a.fit");
    tar[257..263].copy_from_slice(b"ustar\0");
    tar.extend_from_slice(&run_file);
    let begun = |mark: &[u8]| [mark, &[0; 600]].concat();
    let packed_files: [(&str, Vec<u8>, &str); 10] = [
        ("x.tar", tar.clone(), "tar"),
        ("x.tar.gz", gzipped(&tar), "tar"),
        ("x.tgz", gzipped(&tar), "tar"),
        ("a.7z", begun(b"7z\xbc\xaf\x27\x1c"), "7z"),
        ("a.fit.bz2", begun(b"BZh91AY&SY"), "bzip2"),
        ("a.fit.xz", begun(b"\xfd7zXZ\0"), "xz"),
        ("a.rar", begun(b"Rar!\x1a\x07\x01\0"), "rar"),
        ("a.fit.zst", begun(b"\x28\xb5\x2f\xfd"), "zstd"),
        ("a.fit.gz", gzipped(&gzipped(&run_file)), "gzip in gzip"),
        ("a.zip.gz", gzipped(&packed(&[("a.fit", &run_file)])), "zip in gzip"),
    ];
    for (name, bytes, kind) in packed_files {
        let expected = format!("{name} is packed as {kind}, which is not opened: unpack it first");
        fs::write(folder.path().join(name), &bytes).unwrap();
        let (status, _, said) = run(folder.path(), &["runs", "--no-config", name]);
        assert!(status == 4 && said.contains(&expected), "{said}");
        let (_, out, _) = run(folder.path(), &["inspect", "--no-config", name]);
        assert!(out.contains(&format!("packed as {kind}")), "{out}");
        if kind != "zip in gzip" {
            let archive = packed(&[(name, &bytes), ("b.fit", &run_file)]);
            fs::write(folder.path().join("all.zip"), archive).unwrap();
            let (status, _, said) = run(folder.path(), &["runs", "--no-config", "all.zip"]);
            assert!(status == 0 && said.contains(&expected), "{said}");
        }
    }
}
