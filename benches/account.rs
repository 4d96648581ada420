//! How fast an account of a lifetime is read, beside an XML reader that does nothing with its events,
//! and how much memory that takes.
//!
//! `cargo bench --no-default-features --bench account [-- RECORDS...]`. Files are made up, as the phone
//! writes them, lie in the system's folder for such things (0.4 GB a million records), and are removed.
//! Both readers take turns; on Linux processor time is what counts, since other work moves the clock.

#![allow(clippy::unwrap_used, reason = "a bench has its inputs")]
#![allow(clippy::print_stdout, reason = "the figures are for people")]
#![allow(clippy::disallowed_methods, reason = "a bench reads the disk")]

use std::{
    env, fs,
    fs::File,
    io::{BufReader, BufWriter, Write},
    path::Path,
    sync::LazyLock,
    time::Instant,
};

use backstride::ingest::account::{Account, Building, Part};
use jiff::Timestamp;

/// Planted runs, of twenty minutes each.
const RUNS: u64 = 40;
const RUN_S: u64 = 1200;

/// 2015-01-01 in UTC, and how long the records go on: ten years.
const FIRST_S: u64 = 1_420_070_400;
const SPAN_S: u64 = 10 * 365 * 86_400;

/// What a phone's records are of, in thousandths, with their units. A third is of the types that are
/// read.
const MIX: [(&str, &str, u64); 11] = [
    ("ActiveEnergyBurned", "kcal", 330),
    ("HeartRate", "count/min", 150),
    ("BasalEnergyBurned", "kcal", 150),
    ("PhysicalEffort", "kcal/hr·kg", 100),
    ("DistanceWalkingRunning", "km", 80),
    ("StepCount", "count", 70),
    ("EnvironmentalAudioExposure", "dBASPL", 50),
    ("WalkingSpeed", "km/hr", 30),
    ("RunningGroundContactTime", "ms", 15),
    ("RunningVerticalOscillation", "cm", 15),
    ("RunningStrideLength", "m", 10),
];

const WRITER: &str = "sourceName=\"Apple\u{a0}Watch\" sourceVersion=\"11.4\" \
    device=\"&lt;&lt;HKDevice: 0x16c1a3ec0&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, \
    hardware:Watch7,2, software:11.4, creation date:2025-01-02 08:00:00 +0000&gt;\"";

fn main() {
    let given: Vec<u64> = env::args().skip(1).filter_map(|it| it.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![100_000, 1_000_000] } else { given };
    println!("| records | file | bare events | backstride | share of its speed | peak memory |");
    println!("|---|---|---|---|---|---|");
    for records in sizes {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export.xml");
        write(&path, records);
        let bytes = fs::metadata(&path).unwrap().len() as f64;
        // The memory of this reader first: the other's is not counted with it.
        let (_, runs) = timed(|| account(&path).runs());
        let peak_mb = peak_mb();
        assert_eq!(u64::try_from(runs).unwrap(), RUNS);
        let rounds = if records > 2_000_000 { 3 } else { 7 };
        let (mut bare, mut ours) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            bare.push(timed(|| events(&path)).0);
            ours.push(timed(|| account(&path)).0);
        }
        let (bare_s, ours_s) = (median(bare), median(ours));
        println!(
            "| {records} | {:.0} MB | {:.0} MB/s | {:.0} MB/s | {:.2} | {peak_mb} |",
            bytes / 1e6,
            bytes / 1e6 / bare_s,
            bytes / 1e6 / ours_s,
            bare_s / ours_s,
        );
    }
}

fn account(path: &Path) -> Account {
    let mut building = Building::new(Part::AppleExport.service());
    building.take(Part::AppleExport, "", &mut File::open(path).unwrap()).unwrap();
    building.finish().unwrap()
}

fn events(path: &Path) {
    let file = BufReader::with_capacity(512 << 10, File::open(path).unwrap());
    let mut reader = quick_xml::Reader::from_reader(file);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).unwrap();
        if matches!(std::hint::black_box(event), quick_xml::events::Event::Eof) {
            return;
        }
    }
}

/// What it takes: processor time where the system tells it, else time.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let (before, since) = (processor_s(), Instant::now());
    let made = work();
    let clock_s = since.elapsed().as_secs_f64();
    (before.zip(processor_s()).map_or(clock_s, |(from, to)| to - from), made)
}

fn processor_s() -> Option<f64> {
    let text = fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(text.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

/// The most memory that this process ever had.
fn peak_mb() -> String {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|it| it.split_whitespace().next()?.parse::<f64>().ok());
    kb.map_or_else(|| "not told".to_owned(), |kb| format!("{:.0} MB", kb / 1024.0))
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap()
}

fn write(path: &Path, records: u64) {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path).unwrap());
    file.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<HealthData locale=\"fr_FR\">\n")
        .unwrap();
    for (kind, unit, thousandths) in MIX {
        let count = records * thousandths / 1000;
        for at in 0..count {
            let start_s = FIRST_S + SPAN_S / count.max(1) * at;
            let (start, end) = (date(start_s), date(start_s + 5));
            // Every record of a heart has a line of its own inside, as on the phone.
            let inside = match kind {
                "HeartRate" => {
                    ">\n  <MetadataEntry key=\"HKMetadataKeyHeartRateMotionContext\" value=\"1\"/>\n </Record>"
                }
                _ => "/>",
            };
            writeln!(
                file,
                " <Record type=\"HKQuantityTypeIdentifier{kind}\" {WRITER} unit=\"{unit}\" \
                 creationDate=\"{end}\" startDate=\"{start}\" endDate=\"{end}\" value=\"{}.{}\"{inside}",
                50 + at % 60,
                at % 7,
            )
            .unwrap();
        }
    }
    for run in 0..RUNS {
        let start_s = FIRST_S + SPAN_S / RUNS * run + 3600;
        writeln!(
            file,
            " <Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"20\" durationUnit=\"min\" \
             {WRITER} startDate=\"{}\" endDate=\"{}\">\n  <MetadataEntry key=\"HKTimeZone\" value=\"Europe/Paris\"/>\n </Workout>",
            date(start_s),
            date(start_s + RUN_S),
        )
        .unwrap();
    }
    file.write_all(b"</HealthData>\n").unwrap();
    file.flush().unwrap();
}

/// A date as the phone writes it. The text of a day is made once.
fn date(at_s: u64) -> String {
    static DAYS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let day = |number: u64| {
            let at = i64::try_from(FIRST_S + 86_400 * number).unwrap();
            Timestamp::from_second(at).unwrap().strftime("%Y-%m-%d").to_string()
        };
        (0..=SPAN_S / 86_400 + 1).map(day).collect()
    });
    let since_s = at_s - FIRST_S;
    let day = &DAYS[usize::try_from(since_s / 86_400).unwrap()];
    let (hour, minute, second) = (since_s / 3600 % 24, since_s / 60 % 60, since_s % 60);
    format!("{day} {hour:02}:{minute:02}:{second:02} +0000")
}
