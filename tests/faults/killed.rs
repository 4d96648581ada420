//! The program is ended from outside, at any moment.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Child, Command},
    time::{Duration, Instant},
};

use backstride::signal::SplitMix64;

use super::{Diary, Ended, Place, ended, made, moment, signal, tries};

const KILL: i32 = 9;
const INTERRUPT: i32 = 2;

/// When a program is ended.
#[derive(Clone, Copy, Debug)]
enum When {
    After(Duration),
    /// While so many different files were seen half written, or just after.
    AtPart(usize),
}

impl When {
    /// Every other time by the clock: most of a run's time it writes nothing.
    fn drawn(random: &mut SplitMix64, whole: Duration, parts: usize) -> When {
        match random.below(2) {
            0 => When::After(moment(random, whole)),
            _ => When::AtPart(1 + random.below(parts)),
        }
    }

    /// Waits for that moment, or for the program's end.
    fn wait(self, child: &mut Child, folder: &Path) {
        let begun = Instant::now();
        let mut seen = BTreeSet::new();
        while child.try_wait().unwrap().is_none() {
            let is_now = match self {
                When::After(moment) => begun.elapsed() >= moment,
                When::AtPart(nth) => {
                    parts_in(folder, 2, &mut seen);
                    seen.len() >= nth
                }
            };
            if is_now {
                return;
            }
            std::thread::sleep(Duration::from_micros(20));
        }
    }
}

/// Takes in the names of half-written files in a folder and, so many deep, in those below it.
fn parts_in(folder: &Path, deep: usize, seen: &mut BTreeSet<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.to_string_lossy().ends_with(".part") {
            seen.insert(path);
        } else if deep > 0 && entry.file_type().is_ok_and(|it| it.is_dir()) {
            parts_in(&path, deep - 1, seen);
        }
    }
}

/// Runs a program until that moment, ends it, and says how it ended.
fn until(when: When, name: &str, command: &mut Command, folder: &Path) -> Ended {
    let mut child = command.spawn().unwrap();
    when.wait(&mut child, folder);
    signal(name, &child);
    ended(child.wait().unwrap())
}

#[test]
fn a_report_that_is_killed_leaves_whole_files_and_the_next_one_mends_all() {
    let mut killed = 0;
    let all = tries(5);
    for number in 0..all {
        let mut random = SplitMix64::new(number);
        let mut place = Place::new("report killed", number);
        // Of two months and a year, each with its charts.
        let when = When::drawn(&mut random, made().took, made().newer.len());
        place.what += &format!(", {when:?}");
        let by = until(when, "KILL", &mut place.report(), &place.at("out"));
        assert!([Ended::By(KILL), Ended::With(0)].contains(&by), "{}: {by:?}", place.what);
        killed += u64::from(by == Ended::By(KILL));
        place.assert_whole();
        place.assert_mends();
    }
    eprintln!("{killed} of {all} reports were killed before their end");
    assert!(killed > 0);
}

#[test]
fn a_report_that_is_interrupted_ends_as_the_shell_expects_and_leaves_whole_files() {
    let ignored = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = ignored.lines().find_map(|line| line.strip_prefix("SigIgn:\t"));
    let ignored = ignored.map_or(0, |mask| u64::from_str_radix(mask, 16).unwrap());
    if ignored >> (INTERRUPT - 1) & 1 == 1 {
        return eprintln!("skipped: who runs this has told all below it to pass over an interrupt");
    }
    for number in 0..tries(2) {
        let mut random = SplitMix64::new(number);
        let mut place = Place::new("report interrupted", number);
        let when = When::drawn(&mut random, made().took, made().newer.len());
        place.what += &format!(", {when:?}");
        let by = until(when, "INT", &mut place.report(), &place.at("out"));
        // A shell shows the first as 130 and ends the script that it reads.
        assert!([Ended::By(INTERRUPT), Ended::With(0)].contains(&by), "{}: {by:?}", place.what);
        place.assert_whole();
        place.assert_mends();
    }
}

#[test]
fn a_row_that_is_killed_while_it_is_added_is_there_whole_or_not_at_all() {
    let diary = Diary::new();
    let begun = Instant::now();
    diary.assert_mends("2025-08-21", "nothing failed");
    let took = begun.elapsed();
    let (mut killed, all) = (0, tries(20));
    for number in 0..all {
        let mut random = SplitMix64::new(number);
        let when = When::drawn(&mut random, took, 1);
        let by = until(when, "KILL", &mut diary.add("2025-08-21"), diary.folder.path());
        let what = format!("pain add killed, try {number}, {when:?}");
        assert!([Ended::By(KILL), Ended::With(0)].contains(&by), "{what}: {by:?}");
        killed += u64::from(by == Ended::By(KILL));
        diary.assert_mends("2025-08-21", &what);
    }
    eprintln!("{killed} of {all} additions were killed before their end");
    assert!(killed > 0);
}
