//! Archives made by hand, and what must not be taken from them.

use std::{
    fs::File,
    io::{Cursor, Write as _},
};

use flate2::{Compression, write::GzEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

const RUN: &[u8] =
    b"<gpx><trk><trkseg><trkpt><time>2026-10-03T06:12:04Z</time></trkpt></trkseg></trk></gpx>";

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::default());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

/// Each member's path, and its length or what was said of it.
fn told(archive: &[u8], limits: Limits) -> Vec<(String, String)> {
    members(Cursor::new(archive), limits)
        .unwrap()
        .map(|member| {
            let said = member
                .content
                .map_or_else(|error| error.to_string(), |bytes| bytes.len().to_string());
            (member.path, said)
        })
        .collect()
}

fn paths(archive: &[u8]) -> Vec<String> {
    told(archive, Limits::default()).into_iter().map(|(path, _)| path).collect()
}

#[test]
fn gzip_members_are_joined_padding_is_ignored_and_a_cut_keeps_what_came_before() {
    let (one, two) = (gzipped(b"one "), gzipped(b"two"));
    assert_eq!(gunzip(&[one.clone(), two.clone()].concat(), 100).unwrap(), b"one two");
    assert_eq!(gunzip(&[one.clone(), vec![0; 64]].concat(), 100).unwrap(), b"one ");
    let long: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    let packed = gzipped(&long);
    let cut = gunzip(&packed[..packed.len() / 2], u64::MAX).unwrap();
    assert!(cut.len() > 1000 && long.starts_with(&cut));
    assert!(gunzip(b"no gzip", 100).is_err());
    let mut damaged = packed;
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xff;
    assert!(gunzip(&damaged, u64::MAX).is_err());
}

#[test]
fn a_gzip_bomb_is_refused_at_the_limit() {
    let bomb = gzipped(&vec![0; 8 << 20]);
    let Err(IngestError::Limit { what }) = gunzip(&bomb, 1 << 20) else { panic!("no limit") };
    assert_eq!(what, "a file of over 1 MiB when decompressed");
}

#[test]
fn members_come_in_the_order_of_their_paths_through_every_wrapping() {
    let gz = gzipped(RUN);
    let inner = zipped(&[("z.gpx", RUN), ("a.gpx.gz", &gz)]);
    let archive = zipped(&[
        ("media/1.jpg", b"\xff\xd8 picture"),
        ("activities/2.gpx", RUN),
        ("UploadedFiles_0.zip", &inner),
        ("activities/1.gpx.gz", &gz),
        ("__MACOSX/activities/._2.gpx", RUN),
        (".hidden/3.gpx", RUN),
        ("activities.csv", b"Filename\n"),
        ("../../etc/cron.d/run.gpx", RUN),
    ]);
    let run = RUN.len().to_string();
    let expected = [
        ("../../etc/cron.d/run.gpx", run.as_str()),
        ("UploadedFiles_0.zip!a.gpx.gz", &run),
        ("UploadedFiles_0.zip!z.gpx", &run),
        ("activities.csv", "9"),
        ("activities/1.gpx.gz", &run),
        ("activities/2.gpx", &run),
        ("media/1.jpg", "is neither FIT nor GPX nor TCX"),
    ];
    let found = told(&archive, Limits::default());
    let found: Vec<_> = found.iter().map(|(path, said)| (path.as_str(), said.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn each_limit_is_told_in_its_own_words() {
    let nothing = vec![b' '; 3 << 20];
    let large = [RUN, &nothing].concat();
    let deep =
        (0..4).fold(zipped(&[("run.gpx", RUN)]), |inner, _| zipped(&[("inner.zip", &inner)]));
    let many = zipped(&[("1.gpx", RUN), ("2.gpx", RUN), ("3.gpx", RUN)]);
    let wide = zipped(&[("1.gpx", &large)]);
    let limits = Limits::default();
    let cases = [
        (&deep, limits, "archives inside each other more than 3 deep"),
        (&many, Limits { entries: 2, ..limits }, "an archive of more than 2 files"),
        (&wide, limits, "an entry that grows to more than 200 times its size"),
        (
            &wide,
            Limits { ratio: 1 << 40, entry_bytes: 2 << 20, ..limits },
            "a file of over 2 MiB when decompressed",
        ),
        (
            &many,
            Limits { total_bytes: 100, ..limits },
            "an archive of more than 0 MiB when decompressed",
        ),
    ];
    for (archive, limits, expected) in cases {
        let told = told(archive, limits);
        let last = &told.last().unwrap().1;
        assert_eq!(*last, format!("goes over a limit: {expected}"));
    }
}

#[test]
fn an_archive_whose_entries_share_their_bytes_is_refused() {
    let mut archive = zipped(&[("1.gpx", RUN), ("2.gpx", RUN)]);
    assert_eq!(told(&archive, Limits::default()).len(), 2);
    // The second entry's offset, at 42 of its place in the list, is set to the first one's.
    let second = archive.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    archive[second + 42..second + 46].fill(0);
    let refused = members(Cursor::new(&archive), Limits::default()).err().unwrap();
    assert_eq!(refused.to_string(), "goes over a limit: an archive whose entries overlap");
}

#[test]
fn what_is_decompressed_in_vain_counts_for_the_whole_archive() {
    let blank = vec![b' '; 300_000];
    let page = [b"<gpx>", &blank[..]].concat();
    let files: Vec<(String, &[u8])> =
        (0..300).map(|n| (format!("{n:03}.gpx"), &page[..])).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, page)| (&**name, *page)).collect();
    // 300 times 300 kB are more than 64 MiB and 200 times the archive's own bytes.
    let told = told(&zipped(&files), Limits { ratio: 2, ..Limits::default() });
    let last = &told.last().unwrap().1;
    assert!(last.starts_with("goes over a limit: an archive of more than 64 MiB"), "{last}");
    assert!(told.len() < 300);
}

#[test]
fn only_the_members_asked_for_are_read_and_two_of_one_path_are_two() {
    let inner = zipped(&[("a.gpx", RUN), ("b.gpx", RUN)]);
    let archive = zipped(&[("x.gpx", RUN), ("inner.zip", &inner), ("y.gpx", RUN)]);
    let all: Vec<Member> = members(Cursor::new(&archive), Limits::default()).unwrap().collect();
    let place = |path: &str| all.iter().find(|it| it.path == path).unwrap().place.clone();
    let wanted = BTreeSet::from([place("inner.zip!b.gpx"), place("y.gpx")]);
    let found = members_at(Cursor::new(&archive), Limits::default(), wanted).unwrap();
    let paths: Vec<String> = found.map(|member| member.path).collect();
    assert_eq!(paths, ["inner.zip!b.gpx", "y.gpx"]);
}

#[test]
fn a_name_longer_than_any_is_cut_where_it_is_shown() {
    let name = "n".repeat(60_000);
    let told = paths(&zipped(&[(&name, RUN)]));
    assert_eq!(told[0].chars().count(), NAME_CHARS_MAX + 1);
}

#[test]
fn an_inner_archive_too_large_for_memory_goes_to_a_scratch_file_or_is_refused() {
    let noise: Vec<u8> =
        (0..300_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let inner = zipped(&[("noise.bin", &noise), ("run.gpx", RUN)]);
    let archive = zipped(&[("inner.zip", &inner)]);
    let limits = Limits { entry_bytes: 100_000, ..Limits::default() };
    let refused = told(&archive, limits);
    assert_eq!(refused.len(), 1);
    assert!(refused[0].1.starts_with("goes over a limit"), "{}", refused[0].1);
    let scratch: fn() -> io::Result<File> = || tempfile::tempfile();
    let read = told(&archive, Limits { scratch: Some(scratch), ..limits });
    assert_eq!(read.last().unwrap(), &("inner.zip!run.gpx".to_owned(), RUN.len().to_string()));
}

#[test]
fn office_documents_are_one_file_and_encrypted_entries_are_told() {
    let document = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    assert_eq!(paths(&zipped(&[("plan.docx", &document)])), ["plan.docx"]);
    let mut locked = zipped(&[("run.gpx", RUN)]);
    // Bit 0 of the flags says encrypted: at 6 in the local header, at 8 in the central one.
    locked[6] |= 1;
    let central = locked.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    locked[central + 8] |= 1;
    let told = told(&locked, Limits::default());
    assert_eq!(
        told,
        [("run.gpx".to_owned(), "cannot be decompressed: it is encrypted; unpack it with the password that was set when it \
             was asked for (7-Zip can), and give the folder"
                .to_owned())]
    );
}

#[test]
fn cut_and_damaged_archives_end_with_an_outcome() {
    let whole = zipped(&[
        ("1.gpx", RUN),
        ("2.gpx.gz", &gzipped(RUN)),
        ("3.zip", &zipped(&[("4.gpx", RUN)])),
    ]);
    for cut in 0..whole.len() {
        if let Ok(members) = members(Cursor::new(&whole[..cut]), Limits::default()) {
            assert!(members.count() <= 4);
        }
        let mut damaged = whole.clone();
        damaged[cut] ^= 0x55;
        if let Ok(members) = members(Cursor::new(&damaged), Limits::default()) {
            assert!(members.count() <= 4);
        }
    }
}

#[test]
fn a_file_of_just_the_limit_is_read_and_one_of_a_byte_more_is_not() {
    let archive = zipped(&[("1.gpx", RUN)]);
    let length = u64::try_from(RUN.len()).unwrap();
    let read =
        |entry_bytes| told(&archive, Limits { entry_bytes, ..Limits::default() })[0].1.clone();
    assert_eq!(read(length), RUN.len().to_string());
    assert!(read(length - 1).starts_with("goes over a limit"));
}

#[test]
fn entries_that_follow_each_other_without_a_gap_do_not_overlap() {
    // Without a name nothing lies between an entry's header and its bytes.
    let archive = zipped(&[("", RUN), ("2.gpx", RUN)]);
    assert!(members(Cursor::new(&archive), Limits::default()).is_ok());
}
