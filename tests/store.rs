//! What was drawn before and is as it was is not drawn again, and nothing else is different for it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::support::{Ends as _, files_below, program, real_files, sample_data};

/// A runner's export, a folder for pages and a folder for what is kept.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// The made-up runner's last days of September and first of October: two months and their year.
    fn new() -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        let of_these_days = |text: &str| text.contains("2026-09-2") || text.contains("2026-10-0");
        fs::create_dir_all(place.export()).unwrap();
        for path in files_below(&sample_data().join("exports")) {
            if of_these_days(&path.to_string_lossy()) {
                fs::copy(&path, place.export().join(path.file_name().unwrap())).unwrap();
            }
        }
        let log = fs::read_to_string(sample_data().join("pain-log.csv")).unwrap();
        let rows = log.lines().filter(|line| line.starts_with("date,") || of_these_days(line));
        place.write("pain-log.csv", &(rows.collect::<Vec<_>>().join("\n") + "\n"));
        place.write("backstride.toml", "[runner]\nname = \"ZZNAME\"\nheight_cm = 172\n");
        place
    }

    fn export(&self) -> PathBuf {
        self.folder.path().join("export")
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.export().join(name), text).unwrap();
    }

    /// Draws the pages; how many of them there were and how many were there as before.
    fn report(&self, arguments: &[&str]) -> (usize, usize) {
        report(&self.export(), &self.out(), &self.cache(), arguments)
    }

    /// The entries, by path.
    fn entries(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let read = |path: PathBuf| (path.clone(), fs::read(path).unwrap());
        let all = files_below(&self.cache()).into_iter().map(read);
        all.filter(|(path, _)| !path.ends_with("CACHEDIR.TAG")).collect()
    }

    /// Fails unless the pages are those that are drawn from nothing. (A chart that is no longer
    /// drawn may lie beside them.)
    #[track_caller]
    fn assert_as_from_nothing(&self) {
        let fresh = tempfile::tempdir().unwrap();
        report(&self.export(), fresh.path(), &self.cache(), &["--no-cache"]);
        let pages = bytes_below(&self.out());
        for (name, bytes) in bytes_below(fresh.path()) {
            assert!(pages.get(&name) == Some(&bytes), "{}", name.display());
        }
    }
}

fn report(export: &Path, out: &Path, cache: &Path, arguments: &[&str]) -> (usize, usize) {
    let mut program = program();
    program.env_remove("BACKSTRIDE_NO_CACHE").arg("report").arg(export).arg("--out").arg(out);
    let output = program.arg("--cache-dir").arg(cache).args(arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    let counts = said.lines().find(|line| line.contains(" written to ")).unwrap();
    let number = |text: &str| text.split(' ').next().unwrap().parse::<usize>().unwrap();
    let untouched = counts.rsplit_once(", ").map_or(0, |(_, untouched)| number(untouched));
    (number(counts) + untouched, untouched)
}

fn bytes_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let read =
        |path: PathBuf| (path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
    files_below(folder).into_iter().map(read).collect()
}

#[test]
fn pages_of_the_same_data_stay_untouched_at_any_number_of_threads() {
    let place = Place::new();
    assert_eq!(place.report(&["--threads", "2"]), (3, 0));
    place.assert_as_from_nothing();
    let page = place.out().join("2026-09/report.html");
    let changed = || fs::metadata(&page).unwrap().modified().unwrap();
    let drawn = changed();
    assert_eq!(place.report(&["--threads", "1"]), (3, 3));
    assert_eq!(place.report(&["--threads", "2"]), (3, 3));
    assert_eq!(changed(), drawn);
    place.assert_as_from_nothing();
}

#[test]
fn real_runners_pages_stay_untouched_too() {
    let Some(data) = real_files() else { return eprintln!("no real files here") };
    let place = Place { folder: tempfile::tempdir().unwrap() };
    let export = data.join("one-runner");
    let draw = |threads| report(&export, &place.out(), &place.cache(), &["--threads", threads]);
    let (pages, untouched) = draw("2");
    let drawn = bytes_below(&place.out());
    assert!(pages > 1 && untouched == 0, "{pages} pages, {untouched} untouched");
    assert_eq!(draw("1"), (pages, pages));
    assert!(bytes_below(&place.out()) == drawn);
    fs::remove_dir_all(place.cache()).unwrap();
    assert_eq!(draw("1"), (pages, 0));
    assert!(bytes_below(&place.out()) == drawn);
    eprintln!("{} real files, {pages} pages", files_below(&export).len());
}

#[test]
fn a_page_that_somebody_changed_or_lost_is_drawn_again() {
    let place = Place::new();
    place.report(&[]);
    let mut page = fs::read(place.out().join("2026-09/report.html")).unwrap();
    page[1000] ^= 1;
    fs::write(place.out().join("2026-09/report.html"), page).unwrap();
    assert_eq!(place.report(&[]), (3, 2));
    place.assert_as_from_nothing();
    fs::remove_file(place.out().join("2026-10/charts/month-strip.png")).unwrap();
    assert_eq!(place.report(&[]), (3, 2));
    place.assert_as_from_nothing();
}

#[test]
fn entries_with_a_flipped_or_cut_byte_are_not_believed() {
    let place = Place::new();
    place.report(&[]);
    let entries = place.entries();
    assert_eq!(entries.len(), 6, "by what each page is made of, and by the page");
    for (nth, (path, entry)) in entries.iter().enumerate() {
        let mut damaged = entry.clone();
        damaged[(40 * nth) % entry.len()] ^= 0x20;
        fs::write(path, damaged).unwrap();
    }
    assert_eq!(place.report(&[]), (3, 0));
    assert!(place.entries() == entries, "they are put right");
    for (path, entry) in &entries {
        fs::write(path, &entry[..entry.len() - 7]).unwrap();
    }
    assert_eq!(place.report(&[]), (3, 0));
    place.assert_as_from_nothing();
}

#[test]
fn another_log_another_file_and_another_setting_are_seen() {
    let place = Place::new();
    place.report(&[]);
    let log = fs::read_to_string(place.export().join("pain-log.csv")).unwrap();
    let (rows, _last) = log.trim_end().rsplit_once('\n').unwrap();
    place.write("pain-log.csv", &format!("{rows}\n2026-10-09,7\n"));
    assert_eq!(
        place.report(&[]),
        (3, 1),
        "September does not hang on October's diary, the year does"
    );
    place.assert_as_from_nothing();
    let newest = files_below(&place.export())
        .into_iter()
        .rfind(|path| path.file_name().unwrap().to_string_lossy().starts_with("2026-10"));
    fs::remove_file(newest.unwrap()).unwrap();
    assert_eq!(place.report(&[]), (3, 1));
    place.assert_as_from_nothing();
    place.write("backstride.toml", "[runner]\nheight_cm = 172\n[report]\nunits = \"imperial\"\n");
    assert_eq!(place.report(&[]), (3, 0));
    place.assert_as_from_nothing();
    place.write("backstride.toml", "[runner]\nheight_cm = 172\n[report]\nunits = \"metric\"\n");
    place.report(&[]);
    place.assert_as_from_nothing();
}

#[test]
fn unasked_nothing_is_kept_or_looked_at() {
    let place = Place::new();
    assert_eq!(place.report(&["--no-cache"]), (3, 0));
    assert!(!place.cache().exists());
    place.report(&[]);
    let kept = place.entries();
    assert_eq!(place.report(&["--no-cache"]), (3, 0));
    assert_eq!(place.entries(), kept);
}

#[test]
fn entries_hold_hashes_and_names_of_pages_and_nothing_of_what_they_say() {
    let place = Place::new();
    place.report(&[]);
    let names: Vec<String> = ["2026", "2026-09", "2026-10"]
        .iter()
        .flat_map(|month| bytes_below(&place.out().join(month)).into_keys())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    for (path, entry) in place.entries() {
        // A checksum of 32 bytes, and then a line a file.
        for line in std::str::from_utf8(&entry[32..]).unwrap().lines() {
            let (hash, name) = line.split_once("  ").unwrap();
            assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
            assert!(names.contains(&name.to_owned()), "{name}");
        }
        assert!(!path.to_string_lossy().contains("2026-"), "{}", path.display());
    }
}

#[test]
fn it_lies_in_the_users_cache_folder_and_no_home_is_no_trouble() {
    let place = Place::new();
    let home = place.folder.path().join("home");
    let report = |set: &[(&str, &Path)]| {
        let mut program = program();
        program.env_remove("BACKSTRIDE_NO_CACHE").env_remove("HOME").env_remove("XDG_CACHE_HOME");
        program.envs(set.iter().copied()).arg("report").arg(place.export());
        program.current_dir(place.folder.path()).arg("--out").arg(place.out()).ends_with(0);
    };
    report(&[("HOME", &home)]);
    assert!(home.join(".cache/backstride/CACHEDIR.TAG").is_file());
    let xdg = place.folder.path().join("xdg");
    report(&[("HOME", &home), ("XDG_CACHE_HOME", &xdg)]);
    assert!(xdg.join("backstride/CACHEDIR.TAG").is_file());
    let (before, relative) = (files_below(place.folder.path()), Path::new("relative"));
    report(&[]);
    report(&[("HOME", relative), ("XDG_CACHE_HOME", relative)]);
    report(&[("BACKSTRIDE_CACHE_DIR", &place.export().join("pain-log.csv"))]);
    assert_eq!(files_below(place.folder.path()), before);
    place.assert_as_from_nothing();
}

#[test]
fn the_cache_is_no_export() {
    let place = Place::new();
    let inside = |command: &str| {
        let mut program = program();
        program.env_remove("BACKSTRIDE_NO_CACHE").arg(command).arg(place.export());
        program.arg("--cache-dir").arg(place.export());
        program
    };
    inside("report").arg("--out").arg(place.out()).ends_with(0);
    assert!(place.export().join("backstride").is_dir());
    for option in ["--threads=1", "--no-cache"] {
        let listed = inside("runs").args(["--json", option]).output().unwrap().stdout;
        let listed: serde_json::Value = serde_json::from_slice(&listed).unwrap();
        let files = listed["files"].as_array().unwrap();
        let paths = files.iter().map(|file| file["path"].as_str().unwrap());
        assert_eq!(paths.filter(|path| path.starts_with("backstride/")).count(), 0, "{option}");
        assert!(files.len() > 2);
    }
}
