//! Real recordings of one run in several files: each becomes one activity, and no two runs do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test reads files and prints what it covered; a failed unwrap is a failed test"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
    path::{Path, PathBuf},
};

use backstride::{
    ingest::{
        self, Content,
        archive::{self, Limits},
        merge::{self, Outline, Recording},
    },
    model::{Activity, FileKind},
};

use crate::support::real_files;

/// Rows of the table of pairs that are no pairs, and why.
const NOT_A_PAIR: [(&str, &str); 2] = [
    ("fit/MatthiasLienhard-2911728087.fit", "begins 46 s after the other one ended"),
    ("fit/SamR1-example.fit", "is a course"),
];

/// Groups that the table of pairs does not have, by one member; each was looked at by hand and is
/// one activity: the same bytes in an archive, an export beside its source, a cut of it.
const FURTHER_GROUPS: [&str; 18] = [
    // The same ride on a watch and on a screen: begun in one second, one heart.
    "fit/grimbough-zwift-turbo.fit",
    "archives/GoldenCheetah-HRM-unbucle-resync.zip!activity_2677977976.fit",
    "archives/seenark-activity.zip!nested/activity.fit",
    "fit/GPSBabel-garmin-virb-ultra-30.fit",
    "fit/GPSBabel-garmin-vivosmart-hr.fit",
    "fit/JanLahmann-2026-08-07_ciq_flights-jibes-610s.fit",
    "fit/MaksVasilev-Fenix3-Ski-4634898924.fit",
    "fit/MaksVasilev-GPSmap66s-2019-01-19_22-09-05.fit",
    "fit/MatthiasLienhard-2955829225.fit",
    "fit/muktihari-Activity.fit",
    "fit/muktihari-activity_poolswim.fit",
    "fit/sports-alliance-4623204522.fit",
    "gpx/HzaCode-example.gpx",
    "gpx/OpenTracksApp-gpx11_without_speed.gpx",
    "gpx/jenetics-GPX_10-1.gpx",
    "tcx/GPSBabel-tcxdata.tcx",
    "fit/dtcooper-Activity.fit",
    "fit/GoldenCheetah-3386684871-saved.fit",
];

/// Recordings in each archive, as `unzip -l` lists them, less what is nothing or broken.
const RECORDINGS: [(&str, usize); 17] = [
    ("GoldenCheetah-2019-09-07-11-22-19.zip", 1),
    ("GoldenCheetah-4077461142.zip", 1),
    ("GoldenCheetah-Fr955v19.28andStryd.fit.zip", 1),
    ("GoldenCheetah-GarminFR955v18.zip", 1),
    ("GoldenCheetah-HRM-unbucle-resync.zip", 2),
    ("GoldenCheetah-Move_2019_03_17_10_24_32_Running.fit.zip", 1),
    ("GoldenCheetah-StrydPower-mutiple-float-values.zip", 1),
    ("GoldenCheetah-TacxNeo.fit.zip", 1),
    ("MatthiasLienhard-2956348035.zip", 1),
    ("Runalyze-Baechenstock.kmz", 0),
    ("SamR1-example.kmz", 0),
    ("SamR1-gpx_multiple_extensions.zip", 1),
    ("SamR1-gpx_test.zip", 3),
    ("SamR1-gpx_test_folder.zip", 3),
    ("SamR1-gpx_test_incorrect.zip", 2),
    ("SamR1-gpx_test_no_gpx.zip", 0),
    ("seenark-activity.zip", 3),
];

/// Every activity below the folder, with its path; archives are opened.
fn activities(folder: &Path) -> Vec<(String, Activity)> {
    let mut found = Vec::new();
    for part in ["another-runner", "archives", "fit", "gpx", "one-runner", "tcx"] {
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(folder.join(part)).unwrap().map(|e| e.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let name = format!("{part}/{}", path.file_name().unwrap().to_string_lossy());
            let bytes = std::fs::read(&path).unwrap();
            match ingest::content(&bytes) {
                Content::Zip => {
                    for member in archive::members(Cursor::new(bytes), Limits::default()).unwrap() {
                        let name = format!("{name}!{}", member.path);
                        found.extend(member.content.iter().filter_map(|b| read(&name, b)));
                    }
                }
                Content::Gzip => {
                    found.extend(read(&name, &archive::gunzip(&bytes, 1 << 30).unwrap()));
                }
                Content::Recording(_) | Content::Account(_) | Content::Unknown => {
                    found.extend(read(&name, &bytes));
                }
            }
        }
    }
    found
}

fn read(name: &str, bytes: &[u8]) -> Option<(String, Activity)> {
    let activity = ingest::read(bytes).ok().filter(|a| a.kind == FileKind::Activity)?;
    Some((name.to_owned(), activity))
}

/// The groups of all files, each as the places of its sessions: file, session, clock shift.
fn groups(activities: &[(String, Activity)]) -> Vec<Vec<(usize, usize, f64)>> {
    let mut places = Vec::new();
    let mut outlines = Vec::new();
    for (file, (_, activity)) in activities.iter().enumerate() {
        for (number, session) in activity.sessions.iter().enumerate() {
            if let Some(outline) = Outline::of(activity, session) {
                outlines.push(outline);
                places.push((file, number));
            }
        }
    }
    merge::group(&outlines)
        .into_iter()
        .map(|group| {
            let place = |member: &merge::GroupMember| {
                let (file, session) = places[member.index];
                (file, session, member.shift_s)
            };
            group.members.iter().map(place).collect()
        })
        .collect()
}

/// The pairs of the table, as paths, less what is no pair.
fn pairs(folder: &Path) -> Vec<BTreeSet<String>> {
    let table = std::fs::read_to_string(folder.join("PAIRS.tsv")).unwrap();
    let mut pairs: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        if !NOT_A_PAIR.iter().any(|(path, _)| *path == cells[2]) {
            pairs.entry(cells[0]).or_default().insert(cells[2].to_owned());
        }
    }
    pairs.into_values().filter(|paths| paths.len() > 1).collect()
}

/// Whether a path is of a file, or inside it.
fn is_of(path: &str, file: &str) -> bool {
    path.strip_prefix(file).is_some_and(|rest| rest.is_empty() || rest.starts_with('!'))
}

#[test]
fn the_recordings_of_one_run_are_one_and_no_two_runs_are() {
    let Some(folder) = real_files() else {
        println!("skipped: no ../shared/data");
        return;
    };
    let activities = activities(&folder);
    if !activities.iter().any(|(path, _)| path.starts_with("fit/")) {
        println!("skipped: FIT files are not read");
        return;
    }
    let groups = groups(&activities);
    let paths_of = |group: &[(usize, usize, f64)]| -> BTreeSet<&str> {
        group.iter().map(|(file, ..)| activities[*file].0.as_str()).collect()
    };
    let pairs = pairs(&folder);
    for pair in &pairs {
        // A file of several sessions stands in several groups; each has all of the pair's files.
        let of_pair = |path: &str| pair.iter().any(|file| is_of(path, file));
        let homes = groups.iter().map(|group| paths_of(group));
        for home in homes.filter(|home| home.iter().any(|path| of_pair(path))) {
            for file in pair {
                assert!(home.iter().any(|path| is_of(path, file)), "{file} is not with {home:?}");
            }
        }
    }
    let several = groups.iter().map(|group| paths_of(group)).filter(|paths| paths.len() > 1);
    let mut counted = 0;
    for paths in several {
        counted += 1;
        let known = paths.iter().any(|path| {
            pairs.iter().flatten().any(|file| is_of(path, file)) || FURTHER_GROUPS.contains(path)
        });
        assert!(known, "nobody has looked at {paths:?}");
    }
    println!(
        "{} activities, {} pairs of the table each one, {counted} groups in all",
        activities.len(),
        pairs.len()
    );
}

#[test]
fn a_merged_run_keeps_the_richest_whole_and_says_what_came_from_where() {
    let Some(folder) = real_files() else {
        println!("skipped: no ../shared/data");
        return;
    };
    let activities = activities(&folder);
    for group in groups(&activities).iter().filter(|group| group.len() > 1) {
        let recordings: Vec<Recording<'_>> = group
            .iter()
            .map(|&(file, session, shift_s)| Recording {
                activity: &activities[file].1,
                session,
                shift_s,
            })
            .collect();
        let run = merge::merge(&recordings).unwrap();
        let richest = merge::session_alone(recordings[0].activity, recordings[0].session).unwrap();
        assert_eq!(run.samples.len(), richest.samples.len());
        let mut brought = 0;
        for (channel, series) in run.samples.channels() {
            let own = richest.samples.get(channel);
            let same = own.is_some_and(|own| {
                own.values.iter().map(|v| v.to_bits()).eq(series.values.iter().map(|v| v.to_bits()))
            });
            brought += usize::from(!same && channel.key() != "longitude_deg");
        }
        let told = run.notices.iter().filter(|notice| notice.key() == "merged_channel").count();
        assert_eq!(told, brought, "{}", activities[group[0].0].0);
    }
}

#[test]
fn archives_give_the_recordings_that_they_list() {
    let Some(folder) = real_files() else {
        println!("skipped: no ../shared/data");
        return;
    };
    for (name, expected) in RECORDINGS {
        let file = std::fs::File::open(folder.join("archives").join(name)).unwrap();
        let members = archive::members(file, Limits::default()).unwrap();
        let recordings = members.filter(|member| member.content.is_ok()).count();
        assert_eq!(recordings, expected, "{name}");
    }
    println!("{} archives", RECORDINGS.len());
}
