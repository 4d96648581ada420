//! Whatever stops the program, or takes from under it what it works on: files are whole or as they were,
//! the diary holds its old rows or those and the new one, and the next run is as if nothing had been.
//!
//! Each kind of fault is tried a few times; `BACKSTRIDE_FAULTS=100` tries it a hundred times. What is drawn by
//! lot hangs on the number of the try, which stands in what a failure says.

mod calls;
mod full;
mod killed;
mod moving;

use std::{
    collections::BTreeMap,
    fs,
    os::unix::{fs::MetadataExt as _, process::ExitStatusExt as _},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use backstride::signal::SplitMix64;

use crate::support::{Ends as _, program, program_path, watch::Watch};

/// How often each kind of fault is tried.
fn tries(few: u64) -> u64 {
    let asked = std::env::var("BACKSTRIDE_FAULTS").ok();
    asked.map_or(few, |asked| asked.parse().expect("BACKSTRIDE_FAULTS is a number"))
}

/// Whether a file is one half-written.
fn is_part(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "part")
}

/// What each path below a folder holds, hidden files too, but for the list of the folder of output.
type Tree = BTreeMap<String, Vec<u8>>;

fn tree(folder: &Path) -> Tree {
    let mut all = Tree::new();
    let mut left = vec![folder.to_owned()];
    while let Some(at) = left.pop() {
        for entry in fs::read_dir(at).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else if !path.ends_with(".backstride.lock") {
                // A file that is being written may go before it is read.
                let shown = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                all.extend(fs::read(&path).ok().map(|bytes| (shown, bytes)));
            }
        }
    }
    all
}

/// Lays files where they were, with the list by which the program knows its own again.
fn lay(tree: &Tree, folder: &Path) {
    for (name, bytes) in tree {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let lines: Vec<String> = tree.keys().map(|name| format!("= {name}\n")).collect();
    fs::write(folder.join(".backstride.lock"), lines.concat()).unwrap();
}

const LOG: &str = "pain-log.csv";
const OLD_ROWS: &str = "date,pain_morning,pain_during_max,note,entered_at\n2025-08-17,2,,,\n\
                        2025-08-18,3,4,\"two\nlines\",\n2025-08-19,3,,,\n2025-08-20,4,2,,\n";

/// The command that adds a day to the log.
fn add(day: &str) -> [&str; 9] {
    [
        "--no-config",
        "pain",
        "add",
        LOG,
        "--date",
        day,
        "--morning=5",
        "--during=1.5",
        "--entered-at=2025-08-24T07:00",
    ]
}

/// The log with these days added.
fn with_days(days: &[&str]) -> String {
    days.iter().fold(OLD_ROWS.to_owned(), |log, day| log + day + ",5,1.5,,2025-08-24T07:00\n")
}

/// A runner's month before and after a run and a day came in, as it is where nothing fails.
struct Made {
    export: Tree,
    older: Tree,
    newer: Tree,
    /// How long it takes to make the newer pages where the older are.
    took: Duration,
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let run = |started| Watch { started, seconds: 900, ..Watch::default() }.file();
        let mut export = Tree::from([
            ("first.fit".to_owned(), run("2025-08-18T06:00:00Z")),
            (LOG.to_owned(), OLD_ROWS.into()),
        ]);
        let folder = tempfile::tempdir().unwrap();
        let draw = |export: &Tree, out: &str| {
            lay(export, &folder.path().join("export"));
            report(folder.path(), out, Keeps::Nothing).ends_with(0);
            tree(&folder.path().join(out))
        };
        let older = draw(&export, "out");
        export.insert("second.fit".to_owned(), run("2025-08-20T06:00:00Z"));
        export.insert(LOG.to_owned(), with_days(&["2025-08-21"]).into());
        let begun = Instant::now();
        let newer = draw(&export, "out");
        let took = begun.elapsed();
        assert!(newer == draw(&export, "new"), "older pages leave no trace in newer ones");
        let differ = newer.iter().filter(|(name, bytes)| older.get(*name) != Some(*bytes)).count();
        assert!(differ > 5, "the two can be told apart");
        Made { export, older, newer, took }
    })
}

/// Whether a run keeps what it knows of drawn pages.
#[derive(Clone, Copy)]
enum Keeps {
    Nothing,
    Pages,
}

/// The command that draws the pages of `export` in a folder.
fn report(folder: &Path, out: &str, keeps: Keeps) -> Command {
    let mut program = program();
    if matches!(keeps, Keeps::Pages) {
        program.env_remove("BACKSTRIDE_NO_CACHE").env("BACKSTRIDE_CACHE_DIR", folder.join("cache"));
    }
    program.args(["report", "export", "--no-config", "--out", out]).current_dir(folder);
    program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    program
}

/// A runner's folder in which something goes wrong.
struct Place {
    folder: tempfile::TempDir,
    keeps: Keeps,
    /// What is tried here.
    what: String,
}

impl Place {
    /// The runner's newer files. In three of four tries older pages lie there, and every other keeps what
    /// it drew.
    fn new(of: &str, number: u64) -> Place {
        let keeps = if number.is_multiple_of(2) { Keeps::Pages } else { Keeps::Nothing };
        let place = Place {
            folder: tempfile::tempdir().unwrap(),
            keeps,
            what: format!("{of}, try {number}"),
        };
        lay(&made().export, &place.at("export"));
        if number % 4 != 1 {
            lay(&made().older, &place.at("out"));
        }
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn report(&self) -> Command {
        report(self.folder.path(), "out", self.keeps)
    }

    /// Whatever happened, each page's file is as it was or as it becomes, and nothing else is there but
    /// what another run sweeps away.
    #[track_caller]
    fn assert_whole(&self) {
        for (name, bytes) in tree(&self.at("out")) {
            if is_part(&name) {
                continue;
            }
            let is_known = [&made().older, &made().newer].map(|all| all.get(&name) == Some(&bytes));
            assert!(is_known[0] || is_known[1], "{}: {name} is neither old nor new", self.what);
            assert_ends(&name, &bytes, &self.what);
        }
    }

    /// The next run works and leaves what a run leaves that never failed.
    #[track_caller]
    fn assert_mends(&self) {
        self.report().ends_with(0);
        let found = tree(&self.at("out"));
        let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&found), names(&made().newer), "{}", self.what);
        assert!(found == made().newer, "{}: other bytes", self.what);
    }
}

/// A file is whole by what its own form says of an end.
#[track_caller]
fn assert_ends(name: &str, bytes: &[u8], what: &str) {
    let ends = |end: &[u8]| bytes.trim_ascii_end().ends_with(end);
    let is_whole = match Path::new(name).extension().and_then(|it| it.to_str()) {
        Some("html") => ends(b"</html>"),
        Some("pdf") => bytes.starts_with(b"%PDF-") && ends(b"%%EOF"),
        Some("png") => bytes.starts_with(b"\x89PNG") && bytes.ends_with(b"IEND\xae\x42\x60\x82"),
        Some("svg") => ends(b"</svg>"),
        Some("json") => serde_json::from_slice::<serde_json::Value>(bytes).is_ok(),
        _ => false,
    };
    assert!(is_whole, "{what}: {name} has no end, or is of a kind that has none");
}

/// A log in a folder of its own, to which a day is added.
struct Diary {
    folder: tempfile::TempDir,
}

impl Diary {
    fn new() -> Diary {
        let diary = Diary { folder: tempfile::tempdir().unwrap() };
        fs::write(diary.folder.path().join(LOG), OLD_ROWS).unwrap();
        diary
    }

    fn read(&self) -> String {
        fs::read_to_string(self.folder.path().join(LOG)).unwrap()
    }

    fn add(&self, day: &str) -> Command {
        let mut program = program();
        program.args(add(day)).current_dir(self.folder.path()).stdin(Stdio::null());
        program.stdout(Stdio::null()).stderr(Stdio::piped());
        program
    }

    /// Whatever happened, the log holds its old rows or those and the new one; the next run adds it where it
    /// is missing, and nothing is left beside it.
    #[track_caller]
    fn assert_mends(&self, day: &str, what: &str) {
        let log = self.read();
        let longer = with_days(&[day]);
        assert!(log == OLD_ROWS || log == longer, "{what}: {log}");
        if log == OLD_ROWS {
            self.add(day).ends_with(0);
            assert_eq!(self.read(), longer, "{what}");
        } else {
            // A run that adds nothing new sweeps as well.
            self.add(day).arg("--replace").ends_with(0);
        }
        let names: Vec<String> = tree(self.folder.path()).into_keys().collect();
        assert_eq!(names, [LOG], "{what}");
        fs::write(self.folder.path().join(LOG), OLD_ROWS).unwrap();
    }
}

/// How a program ended: its status, or the signal that ended it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    With(i32),
    By(i32),
}

fn ended(status: ExitStatus) -> Ended {
    status.code().map_or_else(|| Ended::By(status.signal().unwrap()), Ended::With)
}

/// Ends a program by a signal, as the keyboard or the system does.
fn signal(name: &str, child: &Child) {
    // One that has ended meanwhile takes no signal.
    let _ended_before =
        Command::new("kill").args(["-s", name, &child.id().to_string()]).output().unwrap();
}

/// A time from none to a little more than `whole`.
fn moment(random: &mut SplitMix64, whole: Duration) -> Duration {
    whole.mul_f64(1.1 * random.unit_f64())
}

/// A command that goes on with what another one is given: arguments, folder, environment.
fn continued(mut start: Command, command: &Command) -> Command {
    start.args(command.get_args()).current_dir(command.get_current_dir().unwrap());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => start.env(name, value),
            None => start.env_remove(name),
        };
    }
    start.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    start
}

/// The same command, run by somebody whom rights bind; the folder and what is in it becomes theirs.
fn as_nobody(command: &Command, folder: &Path) -> Command {
    use std::os::unix::{fs::chown, process::CommandExt as _};
    const NOBODY: u32 = 65_534;
    let is_administrator = fs::metadata(folder).unwrap().uid() == 0;
    let own = folder.join(".program");
    if is_administrator && !own.exists() {
        // Where the program was built others may not go.
        fs::copy(program_path(), &own).unwrap();
    }
    let start = Command::new(if is_administrator { &own } else { program_path() });
    let mut same = continued(start, command);
    if is_administrator {
        let mut left = vec![folder.to_owned()];
        while let Some(at) = left.pop() {
            chown(&at, Some(NOBODY), Some(NOBODY)).unwrap();
            if at.is_dir() {
                left.extend(fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()));
            }
        }
        same.uid(NOBODY).gid(NOBODY);
    }
    same
}
