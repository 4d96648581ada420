//! Diaries whose truth is known: what running does to the back in them, and the back to running.

use std::{collections::BTreeMap, fmt::Write as _};

use backstride::{
    outing::{Outing, Setting, measure},
    signal::SplitMix64,
};
use jiff::{
    Timestamp, ToSpan as _,
    civil::{Date, Weekday, date},
};

use super::synthetic::SyntheticRun;

/// The first day of every diary: a Monday.
const FIRST: Date = date(2026, 3, 2);
/// Its days: to the end of July.
const DAYS: i32 = 152;
/// Where mornings lie without running.
const REST_LEVEL: f64 = 2.0;
/// Minutes of a run that is neither long nor short.
const USUAL_MIN: f64 = 45.0;

/// What is true in a diary.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Truth {
    /// Points that a morning rises for each minute run so many mornings before it.
    pub(crate) per_minute: f64,
    /// How many mornings after the run: 1 is the next one.
    pub(crate) after_mornings: usize,
    /// Minutes that a run is shorter for each point of pain above the level at rest.
    pub(crate) minutes_per_point: f64,
    /// The share of a morning's pain above the level at rest that is left the next morning.
    pub(crate) lasts: f64,
    /// The spread of what else moves a morning, in points.
    pub(crate) noise: f64,
}

/// Neither does anything to the other.
pub(crate) const NOISE: Truth =
    Truth { per_minute: 0.0, after_mornings: 1, minutes_per_point: 0.0, lasts: 0.5, noise: 1.2 };
/// Longer runs, worse next mornings.
pub(crate) const NEXT_MORNING: Truth = Truth { per_minute: 0.06, noise: 0.6, ..NOISE };
/// Longer runs, worse mornings one day later than that.
pub(crate) const MORNING_AFTER_NEXT: Truth = Truth { after_mornings: 2, ..NEXT_MORNING };
/// Pain shortens runs and stays; running does nothing.
pub(crate) const PAIN_SHORTENS: Truth = Truth { minutes_per_point: 7.0, lasts: 0.7, ..NOISE };

/// One day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DiaryDay {
    pub(crate) date: Date,
    /// Minutes of the day's run; none without one.
    pub(crate) run_min: Option<u32>,
    /// Pain that morning, in half points.
    pub(crate) morning: f64,
}

/// A diary of this truth: a run on every day but Tuesday, Thursday and Sunday.
pub(crate) fn diary(truth: &Truth, seed: u64) -> Vec<DiaryDay> {
    let mut random = SplitMix64::new(seed);
    let mut days: Vec<DiaryDay> = Vec::new();
    let mut carried = 0.0;
    for day in 0..DAYS {
        let date = FIRST.checked_add(day.days()).unwrap();
        let behind = days.len().checked_sub(truth.after_mornings).and_then(|at| days[at].run_min);
        let from_running = truth.per_minute * f64::from(behind.unwrap_or(0));
        carried = truth.lasts * carried + truth.noise * random.normal_f64();
        let level = REST_LEVEL + carried + from_running;
        let morning = (2.0 * level.clamp(0.0, 10.0)).round() / 2.0;
        let shorter = truth.minutes_per_point * (morning - REST_LEVEL);
        let wanted = USUAL_MIN + 14.0 * random.normal_f64() - shorter;
        let rests =
            matches!(date.weekday(), Weekday::Tuesday | Weekday::Thursday | Weekday::Sunday);
        let run_min = (!rests).then(|| whole_min(wanted));
        days.push(DiaryDay { date, run_min, morning });
    }
    days
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number of minutes from 20 to 80"
)]
fn whole_min(minutes: f64) -> u32 {
    minutes.round().clamp(20.0, 80.0) as u32
}

/// The diary as a log.
pub(crate) fn log(days: &[DiaryDay]) -> String {
    let mut log = String::from("date,pain_morning\n");
    for day in days {
        writeln!(log, "{},{}", day.date, day.morning).unwrap();
    }
    log
}

/// A run of so many minutes as a GPX file: due north at three metres a second from five in the
/// evening on, in Greenwich.
pub(crate) fn gpx(day: &DiaryDay, minutes: u32) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"test\" \
         xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><type>running</type><trkseg>\n",
    );
    let start: Timestamp = format!("{}T17:00:00Z", day.date).parse().unwrap();
    for second in (0..=60 * i64::from(minutes)).step_by(5) {
        let time = start.checked_add(second.seconds()).unwrap();
        // A minute of latitude is a nautical mile.
        let north = 51.5 + 3.0 * second as f64 / (60.0 * 1_852.0);
        writeln!(text, "<trkpt lat=\"{north:.7}\" lon=\"-0.1\"><time>{time}</time></trkpt>")
            .unwrap();
    }
    text + "</trkseg></trk></gpx>\n"
}

/// Runs by their minutes, each length measured once.
#[derive(Default)]
pub(crate) struct Measured(BTreeMap<u32, Outing>);

impl Measured {
    /// The diary's runs, measured as any other.
    pub(crate) fn outings(&mut self, days: &[DiaryDay]) -> Vec<Outing> {
        days.iter()
            .filter_map(|day| {
                let minutes = day.run_min?;
                let mut outing = self.0.entry(minutes).or_insert_with(|| of(minutes)).clone();
                outing.local.at = day.date.at(17, 0, 0, 0);
                outing.path = format!("{}.gpx", day.date);
                Some(outing)
            })
            .collect()
    }
}

fn of(minutes: u32) -> Outing {
    let run = SyntheticRun { seconds: 60 * minutes, ..SyntheticRun::default() };
    let mut activity = run.activity();
    activity.started = Timestamp::from_second(1_790_000_000).ok();
    activity.utc_offset_s = Some(0);
    measure(&activity, "run.fit", &Setting::default()).remove(0)
}
