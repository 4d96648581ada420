//! Runs with known form, as a watch would have recorded them.

use jiff::{SignedDuration, Timestamp};

use backstride::{
    metrics::{Absent, Estimate, Reading, measure},
    model::{
        Activity, ActivityId, Channel, FileKind, Format, Run, Runner, Samples, Series, Session,
        SessionTotals, Sex, Sport, Wearer, Written,
    },
    prepare::{Rules, prepare},
    signal::SplitMix64,
};

/// Metres in a degree of latitude on the mean sphere.
const METRES_PER_DEGREE: f64 = 111_195.08;

/// When synthetic runs start, in seconds since 1970 UTC.
pub(crate) const START_S: f64 = 1_790_000_000.0;

/// What a run is like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SyntheticRun {
    pub(crate) seconds: u32,
    pub(crate) speed_m_per_s: f64,
    pub(crate) cadence_spm: f64,
    /// 2 for a file that counts one foot, 1 for one that counts both.
    pub(crate) feet_per_count: f64,
    pub(crate) cadence_noise_spm: f64,
    pub(crate) speed_noise_m_per_s: f64,
    pub(crate) grade: f64,
    pub(crate) contact_ms: Option<f64>,
    pub(crate) bounce_mm: Option<f64>,
    pub(crate) seed: u64,
}

impl Default for SyntheticRun {
    /// Half an hour at 3 m/s and 172 steps a minute, on the level, without noise.
    fn default() -> SyntheticRun {
        SyntheticRun {
            seconds: 1800,
            speed_m_per_s: 3.0,
            cadence_spm: 172.0,
            feet_per_count: 2.0,
            cadence_noise_spm: 0.0,
            speed_noise_m_per_s: 0.0,
            grade: 0.0,
            contact_ms: None,
            bounce_mm: None,
            seed: 1,
        }
    }
}

/// One record of a file. `NaN`: not there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) time_s: f64,
    pub(crate) distance_m: f64,
    pub(crate) speed_m_per_s: f64,
    pub(crate) altitude_m: f64,
    pub(crate) count_per_min: f64,
    pub(crate) contact_ms: f64,
    pub(crate) bounce_mm: f64,
    pub(crate) heart_rate_bpm: f64,
}

impl SyntheticRun {
    /// The records, one a second.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let mut random = SplitMix64::new(self.seed);
        let mut distance_m = 0.0;
        (0..=self.seconds)
            .map(|second| {
                let time_s = f64::from(second);
                let row = Row {
                    time_s: START_S + time_s,
                    distance_m,
                    speed_m_per_s: self.speed_m_per_s
                        + self.speed_noise_m_per_s * random.normal_f64(),
                    altitude_m: 200.0 + self.grade * distance_m + 0.2 * random.normal_f64(),
                    count_per_min: (self.cadence_spm
                        + self.cadence_noise_spm * random.normal_f64())
                        / self.feet_per_count,
                    contact_ms: self.contact_ms.unwrap_or(f64::NAN),
                    bounce_mm: self.bounce_mm.unwrap_or(f64::NAN),
                    heart_rate_bpm: 140.0 + 5.0 * (time_s / 100.0).sin(),
                };
                distance_m += self.speed_m_per_s;
                row
            })
            .collect()
    }

    /// The activity that a watch would have written.
    pub(crate) fn activity(&self) -> Activity {
        recorded(&self.rows())
    }

    /// The run, prepared.
    pub(crate) fn run(&self) -> Run {
        prepared(&self.activity())
    }
}

/// The run of a day, changed; days are counted from the first, and need not be whole.
pub(crate) fn on_day(day: f64, run: SyntheticRun, change: impl Fn(&mut Activity)) -> Activity {
    let mut activity = run.activity();
    let later_s = 86_400.0 * day;
    let times = activity.samples.time_s().iter().map(|second| second + later_s).collect();
    let mut samples = Samples::new(times);
    for (channel, series) in activity.samples.channels() {
        samples.insert(channel, series.clone()).unwrap();
    }
    activity.samples = samples;
    let start = SignedDuration::try_from_secs_f64(START_S + later_s).unwrap();
    activity.started = Some(Timestamp::UNIX_EPOCH + start);
    change(&mut activity);
    activity
}

/// A FIT activity of one running session from these records.
pub(crate) fn recorded(rows: &[Row]) -> Activity {
    type Column = (Channel, fn(&Row) -> f64, &'static str);
    let column = |of: fn(&Row) -> f64| rows.iter().map(of).collect::<Vec<f64>>();
    let mut samples = Samples::new(column(|row| row.time_s));
    let columns: [Column; 7] = [
        (Channel::Distance, |row| row.distance_m, "fit.record.distance"),
        (Channel::Speed, |row| row.speed_m_per_s, "fit.record.speed"),
        (Channel::Altitude, |row| row.altitude_m, "fit.record.altitude"),
        (Channel::Cadence, |row| row.count_per_min, "fit.record.cadence"),
        (Channel::GroundContactTime, |row| row.contact_ms, "fit.record.stance_time"),
        (Channel::VerticalOscillation, |row| row.bounce_mm, "fit.record.vertical_oscillation"),
        (Channel::HeartRate, |row| row.heart_rate_bpm, "fit.record.heart_rate"),
    ];
    for (channel, of, source) in columns {
        let values = column(of);
        if values.iter().any(|value| value.is_finite()) {
            samples.insert(channel, Series::recorded(channel, values, source)).unwrap();
        }
    }
    activity_of(samples, Format::Fit)
}

/// A GPX activity: positions due north, altitude and cadence, and nothing else.
pub(crate) fn tracked(rows: &[Row]) -> Activity {
    let mut samples = Samples::new(rows.iter().map(|row| row.time_s).collect());
    let latitude = rows.iter().map(|row| 47.0 + row.distance_m / METRES_PER_DEGREE).collect();
    let altitude = rows.iter().map(|row| row.altitude_m).collect();
    let cadence = rows.iter().map(|row| row.count_per_min).collect();
    for (channel, values) in [
        (Channel::Latitude, latitude),
        (Channel::Longitude, vec![8.0; rows.len()]),
        (Channel::Altitude, altitude),
        (Channel::Cadence, cadence),
    ] {
        samples.insert(channel, Series::recorded(channel, values, "gpx.point")).unwrap();
    }
    activity_of(samples, Format::Gpx)
}

/// One session over all of these samples.
pub(crate) fn activity_of(samples: Samples, format: Format) -> Activity {
    let sport = Sport { sport: "running".into(), sub_sport: None };
    let session = Session {
        sport,
        span: 0..samples.len(),
        started: None,
        as_written: SessionTotals::default(),
    };
    Activity {
        id: ActivityId::of(b"synthetic"),
        format,
        kind: FileKind::Activity,
        started: None,
        utc_offset_s: None,
        device: None,
        sensors: Vec::new(),
        sessions: vec![session],
        laps: Vec::new(),
        timer: Vec::new(),
        segment_starts: Vec::new(),
        written: Written::default(),
        samples,
        developer: Vec::new(),
        streams: Vec::new(),
        wearer: Wearer::default(),
        notices: Vec::new(),
    }
}

/// The first session, prepared without rules.
pub(crate) fn prepared(activity: &Activity) -> Run {
    prepare(activity, &activity.sessions[0], &Rules::default())
}

/// A runner of whom everything is known.
pub(crate) fn known_runner() -> Runner {
    Runner {
        height_m: Some(1.75),
        leg_length_m: None,
        mass_kg: Some(70.0),
        sex: Some(Sex::Male),
        birth_year: Some(1985),
        hr_max_bpm: Some(185.0),
        hr_rest_bpm: Some(50.0),
        threshold_speed_m_per_s: Some(3.8),
    }
}

/// What a metric says of a run.
pub(crate) fn reading(key: &str, run: &Run) -> Result<Estimate, Absent> {
    let readings: Vec<Reading> = measure(run, &known_runner());
    readings.into_iter().find(|reading| reading.metric.key == key).unwrap().outcome
}

/// A metric's value, which must be there.
#[track_caller]
pub(crate) fn value_of(key: &str, run: &Run) -> f64 {
    match reading(key, run) {
        Ok(estimate) => estimate.value,
        Err(absent) => panic!("{key} is absent: {}", absent.detail()),
    }
}

/// The keys of what was noticed.
pub(crate) fn noticed(run: &Run) -> Vec<&'static str> {
    run.notices.iter().map(|notice| notice.key()).collect()
}
