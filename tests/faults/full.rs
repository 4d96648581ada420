//! The disk is full, or takes no more of a file.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use backstride::signal::SplitMix64;

use super::{
    Diary, Ended, LOG, OLD_ROWS, Place, continued, ended, is_part, lay, made, tree, tries,
};
use crate::support::{Ends as _, program_path};

/// A disk of so many kilobytes in memory, gone when this is dropped.
pub(super) struct Disk(PathBuf);

impl Disk {
    /// None where no disk may be made.
    pub(super) fn new(folder: &Path, kilobytes: usize) -> Option<Disk> {
        fs::create_dir_all(folder).unwrap();
        let size = format!("size={kilobytes}k");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder).stderr(Stdio::null());
        let is_made = mount.status().is_ok_and(|status| status.success());
        if !is_made {
            eprintln!("skipped: no small disk can be made here");
        }
        is_made.then(|| Disk(folder.to_owned()))
    }

    /// Makes it another disk with the same files: `size=64m`, `ro`.
    pub(super) fn becomes(&self, what: &str) {
        let option = format!("remount,{what}");
        Command::new("mount").args(["-o", &option]).arg(&self.0).ends_with(0);
    }

    /// Fills what is free.
    fn fill(&self) {
        let mut file = fs::File::create(self.0.join("filler")).unwrap();
        while file.write_all(&[0; 512]).is_ok() {}
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _stays = Command::new("umount").arg(&self.0).status();
    }
}

/// What a folder's files take, in kilobytes.
fn kilobytes_of_pages() -> usize {
    made().newer.values().map(|bytes| bytes.len().div_ceil(4096) * 4).sum()
}

#[test]
fn a_disk_that_fills_while_pages_are_written_costs_the_rest_of_them_and_no_half_file() {
    for number in 0..tries(3) {
        let mut random = SplitMix64::new(number);
        let mut place = Place::new("report on a small disk", number);
        let kilobytes = 8 + random.below(kilobytes_of_pages());
        place.what += &format!(", {kilobytes} kB");
        fs::remove_dir_all(place.at("out")).ok();
        let Some(disk) = Disk::new(&place.at("out"), kilobytes) else { return };
        // Older pages, as far as they have room.
        if random.below(2) == 0 {
            disk.becomes("size=64m");
            lay(&made().older, &place.at("out"));
            disk.becomes(&format!("size={}k", kilobytes_of_pages() + kilobytes / 8));
        }
        let ended = ended(place.report().stderr(Stdio::null()).status().unwrap());
        assert!([Ended::With(5), Ended::With(0)].contains(&ended), "{}: {ended:?}", place.what);
        place.assert_whole();
        assert!(
            !tree(&place.at("out")).keys().any(|name| is_part(name)),
            "{}: a part stays",
            place.what
        );
        disk.becomes("size=64m");
        place.assert_mends();
    }
}

#[test]
fn a_row_for_which_a_full_disk_has_no_room_is_not_added() {
    let diary = Diary::new();
    let folder = diary.folder.path();
    let Some(disk) = Disk::new(folder, 64) else { return };
    fs::write(folder.join(LOG), OLD_ROWS).unwrap();
    disk.fill();
    let said = diary.add("2025-08-21").ends_with(5).stderr;
    assert!(String::from_utf8_lossy(&said).contains("No space left"), "{said:?}");
    fs::remove_file(folder.join("filler")).unwrap();
    diary.assert_mends("2025-08-21", "full disk");
}

/// The same command, by a shell that lets no file grow beyond so many blocks of 512 bytes. The system ends
/// a program that tries, or only refuses it.
fn limited(command: &Command, blocks: usize, refuses: bool) -> Command {
    let trap = if refuses { "trap '' XFSZ; " } else { "" };
    let line = format!("{trap}ulimit -c 0; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).arg(program_path());
    continued(shell, command)
}

/// `SIGXFSZ`.
const TOO_LARGE: i32 = 25;

#[test]
fn a_file_that_may_not_grow_is_no_half_file() {
    let largest = made().newer.values().map(Vec::len).max().unwrap();
    for number in 0..tries(4) {
        let mut random = SplitMix64::new(number);
        let (blocks, refuses) = (random.below(largest / 512 + 40), random.below(2) == 0);
        let mut place = Place::new("report, files limited", number);
        place.what += &format!(" to {blocks} blocks, refuses: {refuses}");
        let output = limited(&place.report(), blocks, refuses).output().unwrap();
        let stopped = if refuses { Ended::With(5) } else { Ended::By(TOO_LARGE) };
        let ended = ended(output.status);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!([stopped, Ended::With(0)].contains(&ended), "{}: {ended:?} {said}", place.what);
        place.assert_whole();
        place.assert_mends();
    }
}

#[test]
fn a_log_that_may_not_grow_stays_as_it_is() {
    let diary = Diary::new();
    for refuses in [true, false] {
        let mut command = limited(&diary.add("2025-08-21"), 0, refuses);
        let ended = ended(command.output().unwrap().status);
        assert_eq!(ended, if refuses { Ended::With(5) } else { Ended::By(TOO_LARGE) });
        assert_eq!(diary.read(), OLD_ROWS);
        diary.assert_mends("2025-08-21", "a log that may not grow");
    }
}
