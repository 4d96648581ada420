//! Times, and how they are shown.

use std::{fmt::Write as _, fs, panic, path::Path, time::Instant};

/// Rounds over all readers; the median counts.
const ROUNDS: usize = 7;

/// A round goes over the files for at least so long: the system counts a thread's time in steps of
/// up to 4 ms.
const ROUND_S: f64 = 0.3;

/// Files under this size are mostly overhead of the measurement.
const SMALLEST_BYTES: usize = 60_000;

/// Someone who reads files.
pub(crate) struct Reader {
    /// Who, with version and function.
    pub(crate) name: &'static str,
    /// Reads one, and says whether it could.
    pub(crate) reads: fn(&[u8]) -> bool,
}

/// The files of one format that count.
pub(crate) struct Corpus {
    /// Their bytes.
    pub(crate) files: Vec<Vec<u8>>,
    found: usize,
}

impl Corpus {
    /// The files of a folder that are large enough and that all of these read.
    pub(crate) fn gather(folder: &Path, readers: &[Reader]) -> Corpus {
        let mut paths: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.is_file())
            .collect();
        paths.sort();
        let mut files: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
        files.retain(|bytes| bytes.len() >= SMALLEST_BYTES);
        let found = files.len();
        let reads =
            |it: &Reader, bytes: &[u8]| panic::catch_unwind(|| (it.reads)(bytes)).unwrap_or(false);
        files.retain(|bytes| readers.iter().all(|it| reads(it, bytes)));
        Corpus { files, found }
    }

    /// The same number of files, changed.
    pub(crate) fn map(&self, change: impl Fn(&[u8]) -> Vec<u8>) -> Vec<Vec<u8>> {
        self.files.iter().map(|bytes| change(bytes)).collect()
    }

    fn megabytes(&self) -> f64 {
        self.files.iter().map(Vec::len).sum::<usize>() as f64 / 1e6
    }

    /// Each reader's speed, and its time as a multiple of the first one's.
    pub(crate) fn contest(&self, format: &str, readers: &[Reader]) -> String {
        let tasks: Vec<Task<'_>> = readers.iter().map(|it| each(&self.files, it.reads)).collect();
        let medians = medians_s(&tasks);
        let megabytes = self.megabytes();
        let mut text = format!(
            "{format}: {} of {} files of {} kB and more, {megabytes:.1} MB\n",
            self.files.len(),
            self.found,
            SMALLEST_BYTES / 1000,
        );
        for (reader, median_s) in readers.iter().zip(&medians) {
            let (speed, ratio) = (megabytes / median_s, median_s / medians[0]);
            writeln!(text, "  {:<30}{speed:>8.1} MB/s{ratio:>8.2} × our time", reader.name)
                .unwrap();
        }
        text
    }
}

/// Something to be timed.
pub(crate) type Task<'t> = Box<dyn Fn() + 't>;

/// Reads each file.
pub(crate) fn each<T>(files: &[Vec<u8>], reads: impl Fn(&[u8]) -> T + 'static) -> Task<'_> {
    Box::new(move || {
        for bytes in files {
            std::hint::black_box(reads(bytes));
        }
    })
}

/// How long each task takes: the median over rounds in which all take their turn.
pub(crate) fn medians_s(tasks: &[Task<'_>]) -> Vec<f64> {
    let clock = Clock { begun: Instant::now() };
    let mut times_s = vec![Vec::with_capacity(ROUNDS); tasks.len()];
    for _ in 0..ROUNDS {
        for (task, times_s) in tasks.iter().zip(&mut times_s) {
            let begun_s = clock.now_s();
            let mut passes = 0.0;
            while clock.now_s() - begun_s < ROUND_S {
                task();
                passes += 1.0;
            }
            times_s.push((clock.now_s() - begun_s) / passes);
        }
    }
    let median = |times_s: &mut Vec<f64>| {
        times_s.sort_by(f64::total_cmp);
        times_s[times_s.len() / 2]
    };
    times_s.iter_mut().map(median).collect()
}

/// Parts of a whole, in percent of it.
pub(crate) fn shares(title: &str, parts_s: &[(&str, f64)]) -> String {
    let whole_s: f64 = parts_s.iter().map(|(_, part_s)| part_s).sum();
    let mut text = format!("{title}\n");
    for (name, part_s) in parts_s {
        writeln!(text, "  {name:<46}{:>4.0} %", 100.0 * part_s / whole_s).unwrap();
    }
    text
}

/// On what, and how, was measured.
pub(crate) fn conditions() -> String {
    let processor = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    format!(
        "{}, one core, a thread's processor time, median of {ROUNDS} rounds, warm heap\n",
        processor.as_deref().unwrap_or(std::env::consts::ARCH),
    )
}

/// This thread's processor time where the system tells it, else the time of day.
struct Clock {
    begun: Instant,
}

impl Clock {
    fn now_s(&self) -> f64 {
        let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
        let spent_ns = spent.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
        spent_ns.map_or_else(|| self.begun.elapsed().as_secs_f64(), |spent_ns| spent_ns / 1e9)
    }
}
