//! Each call in turn by which the program writes: it is killed there, or the system refuses. `strace` does
//! that, where it is there and may look into another program.

use std::{
    fs,
    process::{Command, Stdio},
};

use super::{Diary, Ended, LOG, Place, continued, ended, program_path, tries};

/// The calls that change what lies on the disk, and the one that locks it.
const CALLS: [&str; 8] =
    ["openat", "write", "fsync", "rename", "flock", "ftruncate", "unlink", "fchmod"];

/// Of a report's many calls these: one in so many.
const REPORT_CALLS: [&str; 4] = ["write", "fsync", "rename", "ftruncate"];

/// The same command, in which something happens at a call; none where that cannot be done here.
fn at_call(command: &Command, call: &str, what: &str, nth: u64) -> Option<Command> {
    let looks = ["-qq", "-o", "/dev/null", "true"];
    let may = Command::new("strace").args(looks).stderr(Stdio::null()).status();
    if !may.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no program here can look into another one's calls");
        return None;
    }
    let inject = format!("inject={call}:{what}:when={nth}");
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject]);
    traced.arg(program_path());
    Some(continued(traced, command))
}

#[test]
fn at_whichever_call_an_addition_is_killed_the_row_is_there_whole_or_not_at_all() {
    let diary = Diary::new();
    let mut killed = 0;
    for call in CALLS {
        for nth in 1.. {
            let command = at_call(&diary.add("2025-08-21"), call, "signal=KILL", nth);
            let Some(mut command) = command else { return };
            if ended(command.output().unwrap().status) != Ended::By(9) {
                diary.assert_mends("2025-08-21", "not killed");
                break;
            }
            killed += 1;
            diary.assert_mends("2025-08-21", &format!("killed at {call} {nth}"));
        }
    }
    eprintln!("killed at each of {killed} calls");
    assert!(killed > 10, "{killed}");
}

#[test]
fn whichever_call_of_an_addition_the_system_refuses_the_row_is_there_whole_or_not_at_all() {
    let diary = Diary::new();
    for (call, error) in [
        ("write", "ENOSPC"),
        ("fsync", "EIO"),
        ("rename", "EIO"),
        ("flock", "ENOLCK"),
        ("fchmod", "EPERM"),
        ("openat", "EMFILE"),
    ] {
        for nth in 1..=tries(4) {
            let what = format!("{call} {nth} refused with {error}");
            let command = at_call(&diary.add("2025-08-21"), call, &format!("error={error}"), nth);
            let Some(mut command) = command else { return };
            let by = ended(command.output().unwrap().status);
            // A library of the system's may be missing then, which the loader tells by 127.
            let told = [0, 2, 5, 127].map(Ended::With);
            assert!(told.contains(&by), "{what}: {by:?}");
            let left = fs::read_dir(diary.folder.path()).unwrap().count();
            assert!(left == 1, "{what}: something lies beside {LOG}");
            diary.assert_mends("2025-08-21", &what);
        }
    }
}

#[test]
fn at_whichever_call_a_report_is_killed_or_refused_the_next_one_mends_all() {
    for number in 0..tries(4) {
        let mut random = backstride::signal::SplitMix64::new(number);
        let call = REPORT_CALLS[random.below(REPORT_CALLS.len())];
        let nth = 1 + random.below(2 * super::made().newer.len()) as u64;
        let (what, stopped) = match random.below(2) {
            0 => ("signal=KILL", Ended::By(9)),
            _ => ("error=ENOSPC", Ended::With(5)),
        };
        let mut place = Place::new("report", number);
        place.what += &format!(", {what} at {call} {nth}");
        let Some(mut command) = at_call(&place.report(), call, what, nth) else { return };
        let by = ended(command.output().unwrap().status);
        assert!([stopped, Ended::With(0)].contains(&by), "{}: {by:?}", place.what);
        place.assert_whole();
        place.assert_mends();
    }
}
