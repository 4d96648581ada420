//! Copies that are sent: what an export and a log hold of a person must not be in them, in any byte.

use std::{fs, io::Read as _, path::Path, process::Command as Program};

use backstride::output::{Paper, guide};

use crate::support::{Ends as _, files_below, program, root, sample_data};

/// Where somebody's or some device's own words can stand, each with a marker of its own.
const CONFIG: &str = "[runner]\nname = \"MARKERNAME <b>\"\nheight_cm = 172\n\
                      [[shoe]]\nid = \"MARKERSHOE\"\nname = \"MARKERPAIR\"\nfrom = \"2026-01-01\"\n";
const LOG: &str = "date,pain_morning,pain_during_max,legs,treatment,aggravating,easing,note,MARKERCOLUMN\n\
                   2026-10-02,2,3,none,MARKERVISIT,MARKERWORSE,MARKEREASED,\"MARKERNOTE <script>alert(1)</script>\",MARKERCELL\n\
                   2026-10-03,2,3,none,,,,,\n2026-10-05,1,2,none,,,,,\n";

/// Half an hour somewhere: 47.9173 north, 8.5317 east.
fn gpx() -> String {
    let points: Vec<String> = (0..450)
        .map(|at| {
            let second = at * 4;
            let north_deg = 47.917_3 + 0.000_1 * f64::from(at);
            format!(
                "<trkpt lat=\"{north_deg:.6}\" lon=\"8.531700\"><ele>412.7</ele>\
                 <time>2026-10-04T07:{:02}:{:02}Z</time><extensions><g:TrackPointExtension>\
                 <g:cad>84</g:cad></g:TrackPointExtension></extensions></trkpt>\n",
                second / 60,
                second % 60
            )
        })
        .collect();
    let points = points.concat();
    format!(
        "<gpx version=\"1.1\" creator=\"MARKERDEVICE 3999123456\" \
         xmlns=\"http://www.topografix.com/GPX/1/1\" \
         xmlns:g=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\">\
         <metadata><name>MARKERTITLE</name><author><name>MARKERAUTHOR</name></author></metadata>\
         <trk><name>MARKERTRACK</name><desc>MARKERDESC</desc><src>MARKERTYPE</src><type>running</type>\
         <trkseg>\n{points}</trkseg></trk></gpx>"
    )
}

/// The made-up runner's October, with files named by somebody and one recording full of words.
pub(crate) fn planted(folder: &Path) {
    for path in files_below(&sample_data().join("exports")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("2026-09") || name.starts_with("2026-10") {
            fs::copy(&path, folder.join(format!("MARKERFILE-{name}"))).unwrap();
        }
    }
    fs::write(folder.join("MARKERFILE.gpx"), gpx()).unwrap();
    fs::write(folder.join("MARKERBROKEN.fit"), "no run").unwrap();
    fs::write(folder.join("backstride.toml"), CONFIG).unwrap();
    fs::write(folder.join("pain-log.csv"), LOG).unwrap();
}

/// Runs the program on the folder `export`; gives what it says on the side.
fn report(folder: &Path, arguments: &[&str]) -> String {
    let output = program()
        .args(["report", "export", "--out", "out"])
        .args(arguments)
        .current_dir(folder)
        .env("HOME", folder)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

fn verify(path: &Path) -> i32 {
    let mut command = program();
    command.arg("verify").arg(path).output().unwrap().status.code().unwrap()
}

/// All that can be read out of a file: its bytes, its streams unpacked, and its text as another
/// program reads it.
fn all_of(path: &Path) -> Vec<Vec<u8>> {
    let bytes = fs::read(path).unwrap();
    let mut all = vec![bytes.clone()];
    if path.extension().is_some_and(|ending| ending == "pdf") {
        let mut streams = 0;
        for (at, _) in bytes.windows(7).enumerate().filter(|(_, window)| window == b"stream\n") {
            let mut unpacked = Vec::new();
            let packed = &bytes[at + 7..];
            if flate2::read::ZlibDecoder::new(packed).read_to_end(&mut unpacked).is_ok() {
                streams += 1;
                all.push(unpacked);
            }
        }
        assert!(streams > 0, "no stream of {} could be unpacked", path.display());
        all.extend(output_of("pdftotext", &[&path.display().to_string(), "-"]));
    }
    all
}

/// What another program prints; none, and said so, where it is not installed.
fn output_of(program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Program::new(program).args(arguments).output().ok();
    if output.is_none() {
        eprintln!("skipped: {program} is not installed");
    }
    output.map(|output| output.stdout)
}

/// Whether a text stands in bytes, also as two bytes a letter, as PDF has titles.
fn holds(bytes: &[u8], wanted: &str) -> bool {
    let wide: Vec<u8> = wanted.encode_utf16().flat_map(u16::to_be_bytes).collect();
    [wanted.as_bytes(), &wide]
        .iter()
        .any(|wanted| bytes.windows(wanted.len()).any(|window| window == *wanted))
}

#[test]
fn no_byte_of_a_copy_holds_what_was_typed_or_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    planted(&export);
    for (share, name_is_kept) in
        [("--share", false), ("--share=days", false), ("--share=named", true)]
    {
        let shared = folder.path().join("out/share");
        let said = report(folder.path(), &["--month", "2026-10", share]);
        let copies = files_below(&shared);
        assert_eq!(copies.len(), 2, "{copies:?}");
        for copy in &copies {
            let file_name = copy.file_name().unwrap().to_string_lossy().into_owned();
            assert_eq!(file_name.contains("markername"), name_is_kept, "{file_name}");
            // What one attaches is the PDF.
            let is_pdf = copy.extension().is_some_and(|ending| ending == "pdf");
            assert_eq!(is_pdf, said.contains(&file_name), "{said}");
            assert_eq!(verify(copy), 0, "{file_name}");
            for part in all_of(copy) {
                for wanted in ["47.917", "8.5317", "3999123456", "alert(1)"] {
                    assert!(!holds(&part, wanted), "{wanted} in {file_name}");
                }
                let found = text_after(&part, "MARKER");
                let allowed = |found: &String| name_is_kept && found.starts_with("NAME");
                assert!(found.iter().all(allowed), "{found:?} in {file_name}");
                if share == "--share=days" {
                    for wanted in ["October", "September", "2026-", "er 2026"] {
                        assert!(!holds(&part, wanted), "{wanted} in {file_name}");
                    }
                }
            }
        }
        assert!(folder.path().join("out/2026-10/report.pdf").exists());
        fs::remove_dir_all(shared).unwrap();
    }
    // The page that is kept does hold them: they were there to be found.
    let kept = fs::read(folder.path().join("out/2026-10/report.html")).unwrap();
    for wanted in ["NAME", "FILE", "DEVICE", "PAIR", "VISIT", "WORSE", "EASED"] {
        assert!(holds(&kept, &format!("MARKER{wanted}")), "{wanted}");
    }
    // No page holds a place, and no picture has text beside its pixels.
    for path in files_below(&folder.path().join("out")) {
        let bytes = fs::read(&path).unwrap();
        assert!(!holds(&bytes, "47.917"), "{}", path.display());
        for chunk in ["tEXt", "iTXt", "zTXt", "eXIf"] {
            let is_png = path.extension().is_some_and(|ending| ending == "png");
            assert!(!is_png || !holds(&bytes, chunk), "{chunk} in {}", path.display());
        }
    }
}

/// What follows each place where a text stands.
fn text_after(bytes: &[u8], wanted: &str) -> Vec<String> {
    bytes
        .windows(wanted.len() + 8)
        .filter(|window| window.starts_with(wanted.as_bytes()))
        .map(|window| String::from_utf8_lossy(&window[wanted.len()..]).into_owned())
        .collect()
}

#[test]
fn a_copy_that_was_changed_is_told_from_one_that_was_not() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    planted(&export);
    report(folder.path(), &["--from", "2026-09-14", "--to", "2026-10-20", "--share"]);
    let copy = folder.path().join("out/share/running-report-2026-09-14_2026-10-20.pdf");
    assert_eq!(verify(&copy), 0);
    let mut bytes = fs::read(&copy).unwrap();
    bytes[1_000] ^= 1;
    fs::write(&copy, bytes).unwrap();
    assert_eq!(verify(&copy), 1);
    assert_eq!(verify(&folder.path().join("out/2026-09-14_2026-10-20/report.pdf")), 1);
    assert_eq!(verify(&folder.path().join("not-there.pdf")), 2);
}

#[test]
fn a_span_since_the_last_visit_begins_at_the_logs_last_treatment() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    planted(&export);
    let log = "date,pain_morning,treatment\n2026-09-10,3,physio\n2026-10-31,1,\n";
    fs::write(export.join("pain-log.csv"), log).unwrap();
    report(folder.path(), &["--since-visit", "--share=days"]);
    let summary =
        fs::read_to_string(folder.path().join("out/2026-09-10_2026-10-31/summary.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["first"], "2026-09-10");
    assert_eq!(summary["last"], "2026-10-31");
    // The first run is of 1 September: 10 September is day 10, and 31 October day 30 + 31.
    let copies = files_below(&folder.path().join("out/share"));
    let page = copies.iter().find(|path| path.extension().is_some_and(|e| e == "html")).unwrap();
    let page_bytes = fs::read(page).unwrap();
    assert!(holds(&page_bytes, "Days 10 to 61"));
    let name = page.file_name().unwrap().to_string_lossy();
    assert_eq!(name, "running-report-days-0010-to-0061.html");
    // Nothing tells the day of the week, and how the copy is checked stands on it.
    for weekday in ["Mon", "Wed", "Sat", "weekends"] {
        assert!(!holds(&page_bytes, &format!(">{weekday}<")), "{weekday}");
    }
    assert!(holds(&page_bytes, "backstride verify FILE"));
}

#[test]
fn days_are_counted_through_from_the_first_that_is_known_and_copies_sort_as_their_days() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    planted(&export);
    let log = "date,pain_morning\n2026-07-01,3\n2026-10-31,1\n";
    fs::write(export.join("pain-log.csv"), log).unwrap();
    report(folder.path(), &["--month", "2026-07", "--month", "2026-10", "--share=days"]);
    let names: Vec<String> = files_below(&folder.path().join("out/share"))
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    // July has 31 days; before October lie 31 + 31 + 30 = 92.
    assert_eq!(
        names,
        ["running-report-days-0001-to-0031.pdf", "running-report-days-0093-to-0123.pdf"]
    );
}

#[test]
fn a_copy_with_the_name_from_before_is_told_of_beside_one_without() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    planted(&export);
    let named = report(folder.path(), &["--month", "2026-10", "--share=named"]);
    assert!(!named.contains("still has the name"), "{named}");
    let plain = report(folder.path(), &["--month", "2026-10", "--share"]);
    assert!(plain.contains("still has the name and 1 more"), "{plain}");
}

#[test]
fn other_programs_find_the_pdf_sound_small_and_its_fonts_embedded() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    planted(&export);
    for (paper, page_size) in [("a4", "595.5 x 842.25"), ("letter", "612 x 792")] {
        let config = format!("{CONFIG}[report]\npaper = \"{paper}\"\n");
        fs::write(export.join("backstride.toml"), config).unwrap();
        report(folder.path(), &["--month", "2026-10", "--share=named"]);
        let mut pdfs = files_below(&folder.path().join("out"));
        pdfs.retain(|path| path.extension().is_some_and(|ending| ending == "pdf"));
        assert_eq!(pdfs.len(), 2);
        for pdf in pdfs {
            assert!(fs::metadata(&pdf).unwrap().len() < 1_000_000, "{}", pdf.display());
            are_sound(&pdf, page_size);
        }
    }
}

/// What qpdf and poppler say of a PDF, where they are installed.
fn are_sound(pdf: &Path, page_size: &str) {
    let path = pdf.display().to_string();
    let text = |program: &str, arguments: &[&str]| {
        output_of(program, arguments).map(|out| String::from_utf8_lossy(&out).into_owned())
    };
    if let Some(said) = text("qpdf", &["--check", &path]) {
        assert!(said.contains("No syntax or stream encoding errors"), "{said}");
    }
    if let Some(said) = text("pdfinfo", &[&path]) {
        let pages = said.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim();
        assert!(["1", "2"].contains(&pages), "{said}");
        for wanted in ["Tagged:          yes", "JavaScript:      no", "October 2026", page_size] {
            assert!(said.contains(wanted), "{wanted}: {said}");
        }
    }
    if let Some(said) = text("pdffonts", &[&path]) {
        let fonts: Vec<&str> = said.lines().skip(2).collect();
        assert!(!fonts.is_empty());
        assert!(fonts.iter().all(|font| font.contains("Inter") && font.contains("yes yes yes")));
    }
}

#[test]
fn the_therapists_guide_in_pdf_is_that_of_its_words() {
    let kept_at = root().join("docs/for-therapists.pdf");
    let made = guide(Paper::A4).unwrap();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&kept_at, &made).unwrap();
    }
    assert!(
        fs::read(&kept_at).is_ok_and(|kept| kept == made),
        "UPDATE_GOLDEN=1 cargo test therapists rewrites docs/for-therapists.pdf"
    );
}

#[test]
fn a_bare_share_means_what_the_config_says_and_a_style_means_itself() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("export");
    fs::create_dir(&export).unwrap();
    planted(&export);
    fs::write(export.join("backstride.toml"), format!("{CONFIG}[share]\nstyle = \"named\"\n"))
        .unwrap();
    for (typed, named) in [("--share", true), ("--share=plain", false)] {
        report(folder.path(), &["--month", "2026-10", typed]);
        let copies = folder.path().join("out/share");
        let names: Vec<String> = files_below(&copies)
            .iter()
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        let is_named = names.iter().all(|name| name.starts_with("markername-b-2026-10"));
        assert_eq!((names.len(), is_named), (2, named), "{typed}: {names:?}");
        fs::remove_dir_all(copies).unwrap();
    }
    // Nothing is shared unasked, whatever the config says.
    report(folder.path(), &["--month", "2026-10"]);
    assert!(!folder.path().join("out/share").exists());
}

#[test]
fn a_named_copy_of_nobody_is_refused_before_anything_is_written() {
    let out = tempfile::tempdir().unwrap();
    let refused = program()
        .args(["report", "--share=named", "--out"])
        .arg(out.path().join("new"))
        .arg(sample_data())
        .current_dir(out.path())
        .env("HOME", out.path())
        .ends_with(2);
    let stderr = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(stderr.contains("runner.name"), "{stderr}");
    assert!(!out.path().join("new").exists());
}
