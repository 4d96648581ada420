//! All that a page says, as plain data: what `assemble` makes and the charts and pages draw.
//!
//! A figure that stands in two places is one field here. Everything is in SI-like units; turning
//! it into text, metric or imperial, is the drawers' business through `report::words`.
//! `None` is "not known" and never zero.

use jiff::civil::Date;

use crate::model::{PainScore, Provenance};

/// One page: a month, or a span between two visits.
#[derive(Clone, Debug)]
pub struct Page {
    /// Which days.
    pub period: Period,
    /// The runner's name, only if the config gives one.
    pub name: Option<String>,
    /// Metric or imperial.
    pub units: Units,
    /// What stands behind the page.
    pub coverage: Coverage,
    /// The safety box.
    pub safety: Safety,
    /// Up to three sentences, firmest first; never empty.
    pub headlines: Vec<Headline>,
    /// One cell a day, first to last; days after `period.known_until` included.
    pub days: Vec<Day>,
    /// What the diary says first about the back; none without a diary in this period.
    pub diary: Option<Diary>,
    /// Key figures under the strip, in order.
    pub figures: Vec<Figure>,
    /// How much.
    pub load: Load,
    /// How the back answered the runs; none without a diary in this period.
    pub echo: Option<Echo>,
    /// How: one panel for each form metric that can be shown, own baseline first.
    pub form: Vec<FormPanel>,
    /// One sentence on form where there is nothing to draw, or why there is no trend yet.
    pub form_note: Option<String>,
    /// What goes together with what.
    pub link: Link,
    /// The therapist's plan beside what was done.
    pub plan: Option<Plan>,
    /// Shoes in use in the period.
    pub shoes: Vec<Shoe>,
    /// Surfaces by share of running minutes.
    pub surfaces: Vec<Surface>,
    /// Every activity of the period, in order.
    pub runs: Vec<RunRow>,
    /// One line each: what would add to the page (a log, a height, a cadence sensor).
    pub would_add: Vec<String>,
    /// Trouble in files that touches this period.
    pub notices: Vec<FileNotice>,
    /// The last run before the period, where the period has none.
    pub last_run: Option<Date>,
}

/// Metric or imperial, on the page only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Kilometres.
    Metric,
    /// Miles and feet.
    Imperial,
}

/// The days a page is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// `2026-10`, or `2026-09-14_2026-10-20`: the folder's name.
    pub key: String,
    /// `October 2026`, `1–12 November 2026, so far`, `14 September – 20 October 2026`.
    pub title: String,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// The last day of which anything can be known; before `last` while the month is not over.
    pub known_until: Date,
    /// The name of the period it is set against: `September`.
    pub previous_name: String,
}

impl Period {
    /// Whether all its days are over.
    pub fn is_over(&self) -> bool {
        self.known_until >= self.last
    }
}

/// What stands behind the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Runs in the period.
    pub runs: usize,
    /// Days with a run.
    pub run_days: usize,
    /// Days that are over.
    pub days: usize,
    /// Kilometres run, in metres.
    pub distance_m: f64,
    /// Minutes run.
    pub running_min: f64,
    /// Days with any pain value.
    pub days_logged: usize,
    /// Of those, entered on the day itself; none where the log does not say.
    pub entered_same_day: Option<usize>,
    /// Files the period's runs came from.
    pub files: usize,
    /// Files of the whole export that could not be read.
    pub files_unreadable: usize,
    /// Watches and sensors, one phrase each: `Garmin fr955`, `bounce from HRM-Pro since 12 September`.
    pub devices: Vec<String>,
    /// The span that the export covers, whole history.
    pub history: Option<(Date, Date)>,
}

/// The safety box. Its words are fixed; only loudness and reasons vary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safety {
    /// How loud.
    pub level: SafetyLevel,
    /// What in the log triggered it, in the log's own words with its day.
    pub reasons: Vec<String>,
}

/// How loud the safety box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SafetyLevel {
    /// Nothing in the log triggered it: shown calmly, saying nothing about the runner.
    Calm,
    /// Advice today.
    Urgent,
    /// Emergency care now.
    Emergency,
}

/// A sentence at the head of the page, with the small print under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// Stable name.
    pub key: &'static str,
    /// The sentence.
    pub text: String,
    /// Interval, counts, comparison.
    pub detail: String,
    /// The number it rests on.
    pub value: Option<f64>,
    /// Lower end of its 99 % interval.
    pub low: Option<f64>,
    /// Upper end of its 99 % interval.
    pub high: Option<f64>,
    /// How many values stand behind it.
    pub n: usize,
}

/// One calendar day.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Pain that morning.
    pub pain_morning: Option<PainScore>,
    /// Worst pain during a run.
    pub pain_during: Option<PainScore>,
    /// Minutes of running; none: no recorded run.
    pub running_min: Option<f64>,
    /// Metres run.
    pub distance_m: Option<f64>,
    /// The day's single-session spike, where it is one.
    pub spike: Option<Spike>,
    /// Painkillers taken.
    pub medicine: bool,
    /// Within an injury or illness period.
    pub shaded: bool,
    /// The log says rest.
    pub rest: bool,
    /// Other sport, in minutes.
    pub other_min: Option<f64>,
}

/// A run longer than the longest of the 30 days before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Spike {
    /// Day of the run.
    pub date: Date,
    /// Its distance over the longest before, minus one: 0.34 is 34 % longer.
    pub ratio: f64,
    /// Its class.
    pub class: SpikeClass,
    /// Its distance.
    pub distance_m: f64,
    /// The longest run of the 30 days before.
    pub longest_before_m: f64,
}

pub use crate::model::{Response, SpikeClass};

/// What the diary says first about the back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diary {
    /// Mean of all logged mornings.
    pub mornings: Option<Mean>,
    /// The same in the period before.
    pub mornings_previous: Option<Mean>,
    /// Mean of mornings after runs.
    pub after_runs: Option<Mean>,
    /// The same in the period before.
    pub after_runs_previous: Option<Mean>,
    /// Places with the number of days each: `low back, right`, 22.
    pub places: Vec<(String, usize)>,
    /// Leg symptoms with the number of days each: `none`, 27.
    pub legs: Vec<(String, usize)>,
    /// Median minutes of stiffness in the morning.
    pub stiff_min: Option<f64>,
    /// Days on painkillers; none where the column was never filled.
    pub medicine_days: Option<usize>,
    /// Median of the function column.
    pub function: Option<f64>,
    /// Median hours slept.
    pub sleep_h: Option<f64>,
    /// Short note for the visit: the last `note` is never put here; only counts of treatment days.
    pub treatment_days: usize,
}

/// A mean with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The mean.
    pub value: f64,
    /// Lower end of the 95 % interval, where one can be given.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// How many values.
    pub n: usize,
}

/// A key figure: one big number.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Stable name, also of its `explain` text.
    pub key: &'static str,
    /// What it is.
    pub label: String,
    /// The number as text: `2.1`, `+34 %`, `15`, or `not known`.
    pub value: String,
    /// Its unit or denominator: `of 10`, `of 31`, `steps/min`.
    pub unit: String,
    /// Comparison and count, one line.
    pub beside: String,
    /// Its origin; none for what the runner reported.
    pub provenance: Option<Provenance>,
}

/// How much was run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Load {
    /// Title of the panel: a finding.
    pub title: String,
    /// Up to twelve ISO weeks that end with the period's last, oldest first.
    pub weeks: Vec<Week>,
    /// Spikes of the period above +10 %, in order.
    pub spikes: Vec<Spike>,
    /// Longest run of the period.
    pub longest: Option<(Date, f64)>,
    /// Its ratio to the longest of the 30 days before it.
    pub longest_ratio: Option<f64>,
    /// Days without a recorded run, of the days that are over.
    pub days_without_run: usize,
    /// Days the log calls rest.
    pub rest_days: usize,
    /// Longest row of days with a run.
    pub longest_streak: usize,
    /// Weeks since the last lighter week; none: none seen.
    pub weeks_since_lighter: Option<usize>,
    /// Steps of the period.
    pub steps: Option<f64>,
    /// Steps uphill, level, downhill, where slope is known.
    pub steps_by_slope: Option<(f64, f64, f64)>,
    /// Session-RPE load of the period, where the log has RPE.
    pub session_rpe_load_au: Option<f64>,
    /// The same in the period before, distance in metres; none where it is not covered.
    pub previous_distance_m: Option<f64>,
}

/// An ISO week.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// ISO week number.
    pub number: i8,
    /// Metres run.
    pub distance_m: f64,
    /// Minutes run.
    pub running_min: f64,
    /// Runs.
    pub runs: usize,
    /// Longest run.
    pub longest_m: Option<f64>,
    /// The week's largest spike above +10 %.
    pub spike: Option<Spike>,
    /// A lighter week: at most 70 % of the mean of the three loaded weeks before.
    pub lighter: bool,
    /// Not all of its days are over or covered.
    pub partial: bool,
    /// Mean morning pain in the week.
    pub pain_morning: Option<f64>,
}

/// How the back answered the period's runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Echo {
    /// Title of the panel: a finding.
    pub title: String,
    /// One row a run day, worst answer first.
    pub rows: Vec<EchoRow>,
    /// How many of each answer, by [`Response`]'s key, in fixed order.
    pub counts: Vec<(Response, usize)>,
}

/// One run day and the back.
#[derive(Clone, Debug, PartialEq)]
pub struct EchoRow {
    /// Day of the run.
    pub date: Date,
    /// Pain before the run, or that morning.
    pub before: Option<PainScore>,
    /// Worst during.
    pub during: Option<PainScore>,
    /// The next morning.
    pub next_morning: Option<PainScore>,
    /// Minutes run that day.
    pub running_min: f64,
    /// Metres run that day.
    pub distance_m: Option<f64>,
    /// The verdict of the ordered table.
    pub response: Response,
}

/// One form metric over the runs.
#[derive(Clone, Debug, PartialEq)]
pub struct FormPanel {
    /// Metric key.
    pub key: &'static str,
    /// `Cadence`, `Step length for height and pace`, `Bounce`.
    pub name: String,
    /// Unit as shown.
    pub unit: String,
    /// Decimals as shown.
    pub decimals: u8,
    /// Weakest origin of its points.
    pub provenance: Provenance,
    /// What stands behind it: `34 runs`, `two sensors, not joined`, `−6 to +6 is usual`.
    pub note: String,
    /// One point a run, oldest first, in stretches of one sensor; no line crosses a break.
    pub points: Vec<FormPoint>,
    /// Where a sensor changed, with what changed.
    pub breaks: Vec<(Date, String)>,
    /// Own usual range, or the population's middle band for the overstride index.
    pub band: Option<(f64, f64)>,
    /// What the band is: `your 56 days before October`, `two in three runners of your height`.
    pub band_note: String,
    /// The period's value with its interval; none under the floor of runs.
    pub value: Option<Mean>,
    /// The value of the reference.
    pub reference: Option<Mean>,
    /// The period less the reference, where both are known.
    pub difference: Option<Difference>,
    /// The pace it is told for, in m/s, where it is told at one pace.
    pub at_speed_m_per_s: Option<f64>,
    /// A sentence of plain words on what the value means and does not.
    pub words: String,
}

/// A difference with its 99 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The difference.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// One run's value.
#[derive(Clone, Debug, PartialEq)]
pub struct FormPoint {
    /// Day of the run.
    pub date: Date,
    /// Value.
    pub value: f64,
    /// 90 % range, where the metric gives one.
    pub range: Option<(f64, f64)>,
    /// Origin.
    pub provenance: Provenance,
    /// Number of the sensor stretch it belongs to, from 0.
    pub stretch: usize,
    /// In the period of this page.
    pub in_period: bool,
}

/// What goes together with what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Title of the panel: a finding, a null result, or what is missing.
    pub title: String,
    /// One or two sentences, with the caveat.
    pub text: String,
    /// Each run's minutes and the next morning's pain, raw.
    pub pairs: Vec<LinkPair>,
    /// Tests done, the primary first.
    pub tests: Vec<LinkTest>,
}

/// One run day: how long, and how the next morning was.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkPair {
    /// Day of the run.
    pub date: Date,
    /// Minutes run.
    pub running_min: f64,
    /// Pain before.
    pub before: Option<PainScore>,
    /// Pain the next morning.
    pub next_morning: PainScore,
    /// In the period of this page.
    pub in_period: bool,
}

/// One look at a possible link.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkTest {
    /// The exposure's key.
    pub exposure: String,
    /// Days between exposure and outcome beyond the next morning.
    pub lag_days: i32,
    /// The one declared test.
    pub primary: bool,
    /// Pairs.
    pub n: usize,
    /// Partial rank correlation.
    pub rho: Option<f64>,
    /// Lower end of its 95 % interval.
    pub ci_low: Option<f64>,
    /// Upper end.
    pub ci_high: Option<f64>,
    /// Circular-shift p; the primary test only.
    pub p: Option<f64>,
    /// Benjamini–Hochberg q, where there are enough mornings.
    pub q: Option<f64>,
    /// `associated`, `no_clear_link`, `not_specific`, `too_few`, `uneven_log`, `exploratory`.
    pub verdict: &'static str,
}

/// The therapist's plan beside what was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// From when it holds.
    pub from: Option<Date>,
    /// Target, asked, done.
    pub rows: Vec<PlanRow>,
}

/// One target.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    /// What.
    pub target: String,
    /// What was asked.
    pub asked: String,
    /// What was done.
    pub done: String,
}

/// A shoe in use.
#[derive(Clone, Debug, PartialEq)]
pub struct Shoe {
    /// Its name.
    pub name: String,
    /// Metres run in it, all told.
    pub distance_m: f64,
    /// Of those, in the period.
    pub in_period_m: f64,
}

/// A surface.
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    /// Its name.
    pub name: String,
    /// Share of the period's running minutes, 0–1.
    pub share: f64,
}

/// One activity, for the table.
#[derive(Clone, Debug, PartialEq)]
pub struct RunRow {
    /// Local day.
    pub date: Date,
    /// `running`, `cycling`, …, and the sub-sport.
    pub sport: String,
    /// Whether it counts as running.
    pub is_run: bool,
    /// Metres.
    pub distance_m: Option<f64>,
    /// Seconds with the timer running.
    pub timer_s: Option<f64>,
    /// Seconds running.
    pub running_s: Option<f64>,
    /// Seconds walking.
    pub walking_s: Option<f64>,
    /// Mean running speed.
    pub speed_m_per_s: Option<f64>,
    /// Metric key, value as a number, origin: in the order of the roll, for what the page shows.
    pub readings: Vec<(&'static str, f64, Provenance)>,
    /// File it came from. Never in a shared copy.
    pub path: String,
}

/// Trouble in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNotice {
    /// The file. Never in a shared copy.
    pub path: String,
    /// One sentence.
    pub text: String,
}
