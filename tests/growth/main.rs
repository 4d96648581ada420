//! What a file asks of the machine grows no faster than its bytes, whatever stands in it: each hostile
//! shape is made in three sizes, read by the program itself in a process of its own, and the exponents
//! of its processor time and of its peak memory are fitted. Linear is 1, a square is 2.
//!
//! `cargo test --test growth -- --nocapture` prints the figures of `docs/trust.md`. Only Linux tells a
//! process's peak memory without more.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![allow(clippy::disallowed_methods, reason = "tests read the disk")]
#![allow(clippy::print_stdout, reason = "the figures are for people")]

mod accounts;
mod archives;
mod diaries;
mod fit;
mod xml;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// A neighbour at work makes processor time dearer, and not by the same share for each size: shapes
/// are measured one at a time, and in a test program of their own.
static ALONE: Mutex<()> = Mutex::new(());

/// The steepest growth that passes for linear; what is steeper is measured again.
const STEEPEST: f64 = 1.1;

/// What clocks of a shared machine may add: a point that is 15 % off moves the slope over sizes of one
/// to four by 0.15, and three such points by up to 0.2. A power of one and a half stays far above.
const OFF: f64 = 0.2;

/// How often a shape that looks steep is measured again. The least of several rounds is nearer to the
/// work itself; what grows as a square stays one in each.
const MOST_ROUNDS: usize = 4;

/// What is less than this is the program's start and the clock's step, and counts as this much.
const FLOOR_S: f64 = 0.10;
const FLOOR_KB: f64 = 6_000.0;

/// The most memory that any of these files may take.
const MOST_KB: f64 = 700_000.0;

/// What a run of the program took.
#[derive(Clone, Copy, Debug)]
struct Cost {
    cpu_s: f64,
    peak_kb: f64,
}

/// A shape: what it is called, the sizes it is made in, and what makes it.
struct Shape<'a> {
    name: &'a str,
    sizes: [usize; 3],
    /// What the file is called, and what the program is asked to do with it.
    file: &'a str,
    asked: &'a [&'a str],
    make: &'a dyn Fn(usize) -> Vec<u8>,
}

/// Runs the program to its end.
fn cost(folder: &Path, asked: &[&str]) -> Cost {
    let mut child = Command::new(env!("CARGO_BIN_EXE_backstride"))
        .env("BACKSTRIDE_NO_CACHE", "1")
        .args(asked)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (begun, mut peak_kb) = (Instant::now(), 0.0);
    let told = |what: &str| fs::read_to_string(format!("/proc/{}/{what}", child.id()));
    // A process that has ended still tells its time until it is waited for, but not its memory.
    let stat = loop {
        assert!(begun.elapsed() < Duration::from_mins(5), "{asked:?} does not end");
        let status = told("status").unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        if let Some(kb) = line.and_then(|line| line.trim().strip_suffix(" kB")) {
            peak_kb = f64::max(peak_kb, kb.parse().unwrap());
        } else if status.contains("State:\tZ") {
            break told("stat").unwrap();
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let code = child.wait().unwrap().code();
    assert!(code.is_some_and(|code| code <= 4), "{asked:?} ended with {code:?}");
    // Fields 14 and 15 of proc(5), in hundredths of a second; the name before them has no blank.
    let field = |place: usize| stat.split(' ').nth(place).unwrap().parse::<f64>().unwrap();
    Cost { cpu_s: (field(13) + field(14)) / 100.0, peak_kb }
}

impl Shape<'_> {
    fn cost(&self, size: usize) -> (usize, Cost) {
        let folder = tempfile::tempdir().unwrap();
        let bytes = (self.make)(size);
        fs::write(folder.path().join(self.file), &bytes).unwrap();
        (bytes.len(), cost(folder.path(), self.asked))
    }
}

/// The slope of a straight line through the logarithms, by least squares.
fn exponent(points: &[(f64, f64)]) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / logs.len() as f64;
    let (x, y) = (mean(|it| it.0), mean(|it| it.1));
    let across: f64 = logs.iter().map(|it| (it.0 - x) * (it.1 - y)).sum();
    across / logs.iter().map(|it| (it.0 - x).powi(2)).sum::<f64>()
}

/// How time and memory grow with the bytes, less what the program takes for nothing: over all three
/// sizes or, where that is less, over the larger two, for what fits into the processor's caches is
/// cheap and makes the way up look steep. What grows as a square is steep on either way.
fn exponents(costs: &[(usize, Cost); 3], nothing: Cost) -> [f64; 2] {
    let fitted = |floor: f64, of: fn(&Cost) -> f64| {
        let beyond = |cost: &Cost| (of(cost) - of(&nothing)).clamp(floor, f64::INFINITY);
        let points = costs.map(|(bytes, cost)| (bytes as f64, beyond(&cost)));
        exponent(&points).min(exponent(&points[1..]))
    };
    [fitted(FLOOR_S, |cost| cost.cpu_s), fitted(FLOOR_KB, |cost| cost.peak_kb)]
}

/// Makes the shape in each size, and fails where it grows faster than its bytes.
#[track_caller]
fn grows_as_its_bytes(shape: &Shape<'_>) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().unwrap();
    let nothing = cost(folder.path(), &["explain"]);
    let mut costs = shape.sizes.map(|size| shape.cost(size));
    // A busy machine makes work dearer and never cheaper: what looks steep is looked at again.
    for _ in 0..MOST_ROUNDS {
        if exponents(&costs, nothing).iter().all(|exponent| *exponent <= STEEPEST) {
            break;
        }
        for ((_, least), size) in costs.iter_mut().zip(shape.sizes) {
            let again = shape.cost(size).1;
            *least = Cost {
                cpu_s: least.cpu_s.min(again.cpu_s),
                peak_kb: least.peak_kb.min(again.peak_kb),
            };
        }
    }
    let [time, memory] = exponents(&costs, nothing);
    let (bytes, most) = costs[2];
    println!(
        "| {} | {:.0} kB | {:.2} s | {:.0} MB | {time:.2} | {memory:.2} |",
        shape.name,
        bytes as f64 / 1e3,
        most.cpu_s,
        most.peak_kb / 1e3
    );
    assert!(time <= STEEPEST + OFF, "{}: time {time:.2}, {costs:?}", shape.name);
    assert!(memory <= STEEPEST, "{}: memory {memory:.2}, {costs:?}", shape.name);
    assert!(most.peak_kb <= MOST_KB, "{}: {costs:?}", shape.name);
}

/// What `runs` is asked for a file.
const RUNS: &[&str] = &["runs", "--no-config", "--threads", "1", "-q", "file"];

/// A shape of a recording.
#[track_caller]
fn recording(name: &str, sizes: [usize; 3], make: &dyn Fn(usize) -> Vec<u8>) {
    grows_as_its_bytes(&Shape { name, sizes, file: "file", asked: RUNS, make });
}

#[test]
fn the_fit_knows_a_line_from_a_square() {
    let points = |power: i32| [1.0, 2.0, 4.0].map(|x: f64| (x, 3.0 * x.powi(power)));
    assert!((exponent(&points(1)) - 1.0).abs() < 1e-9);
    assert!((exponent(&points(2)) - 2.0).abs() < 1e-9);
}

#[test]
fn a_process_that_takes_memory_and_time_is_seen_to() {
    // The mirror image: were nothing measured, every shape would pass.
    let folder = tempfile::tempdir().unwrap();
    let small = cost(folder.path(), &["explain"]);
    fs::write(folder.path().join("file"), fit::every_second(60_000)).unwrap();
    let large = cost(folder.path(), RUNS);
    assert!(large.peak_kb > small.peak_kb + 8_000.0, "{small:?} {large:?}");
    assert!(large.cpu_s > small.cpu_s, "{small:?} {large:?}");
}
