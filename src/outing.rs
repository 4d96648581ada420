//! An outing: one session of an activity, prepared and measured. What every later step works on.

use jiff::{Timestamp, Unit, civil::Date, tz::TimeZone};

use crate::{
    load::{self, HeartRange},
    metrics::{self, Estimate, Reading},
    model::{
        Activity, ActivityId, CadenceProof, CadenceUnit, Channel, Counted, Device, Format,
        Instruments, Notice, NoticeKind, PrivateNotes, Run, Runner, Samples, Session, SideBySide,
        Sport, Structure, Totals, Wearer, WornTogether,
    },
    prepare::{
        self, Rules,
        local_day::{self, LocalSource, LocalStart},
    },
};

/// One session of an activity, prepared and measured.
#[derive(Clone, Debug)]
pub struct Outing {
    /// The identity of the file's bytes.
    pub id: ActivityId,
    /// Number of the session in the file, from 1.
    pub number: usize,
    /// How many sessions the file has.
    pub of: usize,
    /// The file, as people are shown it.
    pub path: String,
    /// Other files of the same run whose channels were taken in.
    pub merged_from: Vec<String>,
    /// The file's format.
    pub format: Format,
    /// Which sport.
    pub sport: Sport,
    /// Whether it counts as a run, and what told it.
    pub counted: Counted,
    /// When it began.
    pub started: Timestamp,
    /// When it began on the runner's own clock.
    pub local: LocalStart,
    /// What recorded it.
    pub device: Option<Device>,
    /// What stands behind the form channels, so that trends break when it changes.
    pub sensor: Instruments,
    /// Channels that a watch and a pod both recorded, with whose values count.
    pub side_by_side: Vec<SideBySide>,
    /// What two sensors say of one form quantity: a watch and a pod, or two recordings of the run.
    pub worn_together: Vec<WornTogether>,
    /// Indoors, where speed is the watch's guess.
    pub indoor: bool,
    /// What its cadence counts.
    pub cadence: CadenceProof,
    /// Totals.
    pub totals: Totals,
    /// What the roll of metrics says.
    pub readings: Vec<Reading>,
    /// Walk-run intervals, an easy start and end.
    pub structure: Structure,
    /// Means over 30 s of steady running.
    pub bins: Samples,
    /// Load by heart rate and pace, where they were recorded.
    pub effort: Effort,
    /// Perceived exertion 0–10, from the watch.
    pub rpe: Option<f64>,
    /// How it felt, 0 (very weak) to 100 (very strong), from the watch.
    pub feel: Option<f64>,
    /// The shoe, as the service's export names it.
    pub gear: Option<String>,
    /// The private note of the service's export; kept only where the settings ask for a tag in it,
    /// and never shown.
    pub private_note: Option<String>,
    /// What the watch believes of its wearer.
    pub wearer: Wearer,
    /// Of that, what was used because the config does not tell it.
    pub from_watch: Wearer,
    /// What was wrong, in the file and in its samples.
    pub notices: Vec<Notice>,
}

/// Session loads that need every sample, so that later steps need none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effort {
    /// Banister's training impulse, summed per sample.
    pub trimp_banister: Option<f64>,
    /// Edwards' summed zones.
    pub trimp_edwards: Option<f64>,
    /// Running stress score through the graded pace.
    pub rtss: Option<f64>,
}

/// What measuring may know besides the file.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// The runner, from the config.
    pub runner: Runner,
    /// Rules for reading.
    pub rules: Rules,
    /// Where runs belong whose file knows neither local time nor place.
    pub time_zone: Option<TimeZone>,
    /// Whether private notes of a service's export are kept.
    pub notes: PrivateNotes,
    /// Whether accounts are asked what they say beside the runs: back pain in words, sleep, ratings of
    /// effort, body height and mass.
    pub health_diary: bool,
}

impl Outing {
    /// The local day it belongs to.
    pub fn date(&self) -> Date {
        self.local.at.date()
    }

    /// The identity in data: the bytes' hash with the session's number.
    pub fn key(&self) -> String {
        format!("{}#{}", self.id, self.number)
    }

    /// The path in data: with the session's number where the file has several.
    pub fn shown_path(&self) -> String {
        if self.of > 1 { format!("{}#{}", self.path, self.number) } else { self.path.clone() }
    }

    /// Whether it counts as a run.
    pub fn is_run(&self) -> bool {
        self.counted.is_run()
    }

    /// What a metric says of it.
    pub fn reading(&self, key: &str) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.metric.key == key)
    }

    /// A metric's estimate, where it has one.
    pub fn estimate(&self, key: &str) -> Option<&Estimate> {
        self.reading(key)?.outcome.as_ref().ok()
    }

    /// A metric's value, where it has one.
    pub fn value(&self, key: &str) -> Option<f64> {
        self.estimate(key).map(|estimate| estimate.value)
    }
}

/// Channels that are laid beside each other where two recordings of a run both have them.
const OF_TWO_RECORDINGS: [Channel; 5] = [
    Channel::StepRate,
    Channel::VerticalOscillation,
    Channel::GroundContactTime,
    Channel::VerticalRatio,
    Channel::StepLength,
];

/// Stretches of two recordings that begin this close in time, in seconds, are of the same ground:
/// half of a stretch.
const SAME_STRETCH_S: f64 = 15.0;

/// Minutes of a stretch.
const STRETCH_MIN: f64 = 0.5;

/// What two recordings of one run say of the same stretches, where their sensors differ. Their clocks
/// are each moved by so many seconds.
pub fn worn_together(
    (one, one_s): (&Outing, f64),
    (other, other_s): (&Outing, f64),
) -> Vec<WornTogether> {
    let later_s = (other.started - one.started).total(Unit::Second).unwrap_or(f64::NAN);
    let later_s = later_s + other_s - one_s;
    let of = |channel| {
        let (own, others) = (one.bins.values(channel)?, other.bins.values(channel)?);
        let at = other.bins.time_s();
        let pairs = one.bins.time_s().iter().zip(own).filter_map(|(begin_s, own)| {
            let from_s = begin_s - later_s;
            let near = at.partition_point(|begin_s| *begin_s < from_s - SAME_STRETCH_S);
            let is_same = (at.get(near)? - from_s).abs() <= SAME_STRETCH_S;
            let pair = (*own, *others.get(near)?);
            (is_same && pair.0.is_finite() && pair.1.is_finite()).then_some(pair)
        });
        let (own, others): (Vec<f64>, Vec<f64>) = pairs.unzip();
        let minutes = STRETCH_MIN * own.len() as f64;
        let means = (mean(&own)?, mean(&others)?);
        let behind = |it: &Outing| it.sensor.behind(channel);
        let sensors = [(behind(one), means.0), (behind(other), means.1)];
        (sensors[0].0 != sensors[1].0).then_some(WornTogether { channel, sensors, minutes })
    };
    OF_TWO_RECORDINGS.into_iter().filter_map(of).collect()
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The years in which a session can have been recorded: before and after them its clock was not set.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Every session of an activity, measured. A session without a start in time is left out: it
/// belongs to no day. So is one of a year that none can be of.
pub fn measure(activity: &Activity, path: &str, setting: &Setting) -> Vec<Outing> {
    let of = activity.sessions.len();
    (1..)
        .zip(&activity.sessions)
        .filter_map(|(number, session)| {
            let (local, told) =
                local_day::told_start(activity, session, setting.time_zone.as_ref())
                    .filter(|(local, _)| YEARS.contains(&local.at.year()))?;
            let started = session.started.or(activity.started)?;
            let mut outing =
                measure_session(activity, session, (number, of), path, (started, local), setting);
            outing.notices.extend(told);
            Some(outing)
        })
        .collect()
}

#[allow(clippy::too_many_arguments, reason = "one call site, each argument a different type")]
fn measure_session(
    activity: &Activity,
    session: &Session,
    (number, of): (usize, usize),
    path: &str,
    (started, local): (Timestamp, LocalStart),
    setting: &Setting,
) -> Outing {
    let run = prepare::prepare(activity, session, &setting.rules);
    let runner = told_or_worn(&setting.runner, &activity.wearer);
    let mut notices = activity.notices.clone();
    notices.extend(run.notices.iter().cloned());
    notices.extend(cadence_told(&run.cadence));
    notices.extend(sport_told(&session.sport, run.counted));
    if local.source == LocalSource::Utc {
        notices.push(Notice::file(
            NoticeKind::NoLocalTime,
            "knows neither local time nor place: its day is told in UTC; `report.time_zone` in the config settles it",
        ));
    }
    Outing {
        id: activity.id,
        number,
        of,
        path: path.to_owned(),
        merged_from: Vec::new(),
        format: activity.format,
        sport: session.sport.clone(),
        counted: run.counted,
        started,
        local,
        device: activity.device.clone(),
        sensor: run.sensor.clone(),
        side_by_side: run.side_by_side.clone(),
        worn_together: run
            .side_by_side
            .iter()
            .filter_map(|pair| WornTogether::in_one_file(pair, &run.sensor))
            .collect(),
        indoor: run.indoor,
        cadence: run.cadence.clone(),
        readings: metrics::measure(&run, &runner),
        effort: effort(&run, &runner),
        totals: run.totals,
        structure: run.structure,
        bins: run.bins,
        rpe: run.rpe,
        feel: run.feel,
        gear: None,
        private_note: None,
        wearer: activity.wearer.clone(),
        from_watch: worn_only(&setting.runner, &activity.wearer),
        notices,
    }
}

/// What is to be known of whether it counts as a run; none where a sport is named that we know.
fn sport_told(sport: &Sport, counted: Counted) -> Option<Notice> {
    if let Some(word) = sport.unknown_word() {
        let text = format!("names a sport that is not known here, {word:?}: not counted as a run");
        return Some(Notice::file(NoticeKind::UnknownSport, text));
    }
    let said = if sport.sport == "unknown" { "names no sport" } else { "names no one sport" };
    match counted {
        Counted::ShownRunning if sport.sport == "unknown" => None,
        Counted::ShownRunning => {
            let text = format!(
                "says {} for its sport, and cadence and speed are those of running: counted as a run",
                sport.sport.replace('_', " ")
            );
            Some(Notice::file(NoticeKind::SportBySamples, text))
        }
        Counted::NotShown => {
            let text = format!("{said}, and its samples do not show running: not counted as a run");
            Some(Notice::file(NoticeKind::NoRunningShown, text))
        }
        _ => None,
    }
}

/// What the file's cadence counts, with the proof; none where it holds no cadence.
fn cadence_told(proof: &CadenceProof) -> Option<Notice> {
    let other = match proof.unit {
        CadenceUnit::Strides => CadenceUnit::Steps,
        CadenceUnit::Steps => CadenceUnit::Strides,
        CadenceUnit::Unknown => CadenceUnit::Unknown,
    };
    let else_m = proof.step_length_m(other).map_or_else(String::new, |step_m| {
        format!("; counting {} they would be {step_m:.2} m", other.feet())
    });
    proof.median_per_min?;
    let text = match proof.unit {
        CadenceUnit::Unknown => format!("cadence is not used: {}", proof.reason),
        unit => format!("cadence counts {}: {}{else_m}", unit.feet(), proof.reason),
    };
    Some(Notice::file(NoticeKind::CadenceUnit, text))
}

/// The runner as the config tells, and where it does not, as the watch believes.
pub fn told_or_worn(told: &Runner, worn: &Wearer) -> Runner {
    Runner {
        height_m: told.height_m.or(worn.height_m),
        mass_kg: told.mass_kg.or(worn.mass_kg),
        sex: told.sex.or(worn.sex),
        hr_max_bpm: told.hr_max_bpm.or(worn.hr_max_bpm),
        hr_rest_bpm: told.hr_rest_bpm.or(worn.hr_rest_bpm),
        ..told.clone()
    }
}

/// What of the watch's beliefs [`told_or_worn`] takes: the config outranks them.
fn worn_only(told: &Runner, worn: &Wearer) -> Wearer {
    Wearer {
        height_m: worn.height_m.filter(|_| told.height_m.is_none()),
        mass_kg: worn.mass_kg.filter(|_| told.mass_kg.is_none()),
        sex: worn.sex.filter(|_| told.sex.is_none()),
        hr_max_bpm: worn.hr_max_bpm.filter(|_| told.hr_max_bpm.is_none()),
        hr_rest_bpm: worn.hr_rest_bpm.filter(|_| told.hr_rest_bpm.is_none()),
    }
}

/// One sample stands for a second: `prepare` made it so.
fn effort(run: &Run, runner: &Runner) -> Effort {
    let heart_rate_bpm = run.samples.values(Channel::HeartRate);
    let range = HeartRange::of(runner);
    Effort {
        trimp_banister: heart_rate_bpm
            .zip(range)
            .and_then(|(bpm, range)| load::banister(bpm, &range)),
        trimp_edwards: heart_rate_bpm
            .zip(runner.hr_max_bpm)
            .and_then(|(bpm, max_bpm)| load::edwards(bpm, max_bpm)),
        rtss: rtss(run, runner),
    }
}

fn rtss(run: &Run, runner: &Runner) -> Option<f64> {
    let threshold_m_per_s = runner.threshold_speed_m_per_s?;
    let speed_m_per_s = run.samples.values(Channel::Speed)?;
    let slope = run.samples.values(Channel::Grade).unwrap_or_default();
    let normalised_m_per_s = load::normalised_graded_speed(speed_m_per_s, slope)?;
    let duration_min = run.totals.timer_s? / 60.0;
    load::rtss(duration_min, normalised_m_per_s, threshold_m_per_s)
}
