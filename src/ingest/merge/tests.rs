use super::*;
use crate::model::{
    Activity, ActivityId, Channel, Device, FileKind, Format, Proof, Samples, Series, Session,
    SessionTotals, Sport, Wearer, Written,
};

/// A made-up recording: a runner goes north at 3 m/s from noon on, one sample a second.
#[derive(Clone)]
struct Made {
    format: Format,
    start_s: f64,
    seconds: usize,
    /// Every so many seconds there is a sample.
    every: usize,
    east_deg: Option<f64>,
    heart_rate_bpm: Option<f64>,
    cadence_per_min: Option<f64>,
    distance_m: Option<f64>,
}

const NOON_S: f64 = 1_791_028_800.0;

fn watch() -> Made {
    Made {
        format: Format::Fit,
        start_s: NOON_S,
        seconds: 1800,
        every: 1,
        east_deg: Some(8.25),
        heart_rate_bpm: Some(150.0),
        cadence_per_min: Some(85.0),
        distance_m: Some(5400.0),
    }
}

impl Made {
    fn make(&self) -> Activity {
        let offsets: Vec<f64> =
            (0..self.seconds).step_by(self.every).map(|second| second as f64).collect();
        let time_s: Vec<f64> = offsets.iter().map(|offset_s| self.start_s + offset_s).collect();
        let mut samples = Samples::new(time_s.clone());
        let mut put = |channel, of: &dyn Fn(f64) -> f64| {
            let values = time_s.iter().map(|time_s| of(*time_s - NOON_S)).collect();
            samples.insert(channel, Series::recorded(channel, values, "made")).unwrap();
        };
        if let Some(east_deg) = self.east_deg {
            put(Channel::Latitude, &|at_s| 47.0 + 3.0 * at_s / 111_195.0);
            put(Channel::Longitude, &|_| east_deg);
        }
        // Hearts and legs rise and fall, so that a trace can be told from another.
        if let Some(rate) = self.heart_rate_bpm {
            put(Channel::HeartRate, &|at_s| rate + 15.0 * (at_s / 200.0).sin());
        }
        if let Some(cadence) = self.cadence_per_min {
            put(Channel::Cadence, &|at_s| cadence * (1.0 + 0.02 * (at_s / 90.0).sin()));
        }
        let session = Session {
            sport: Sport { sport: "running".into(), sub_sport: None },
            span: 0..samples.len(),
            started: None,
            as_written: SessionTotals { distance_m: self.distance_m, ..SessionTotals::default() },
        };
        Activity {
            id: ActivityId::of(self.format.key().as_bytes()),
            format: self.format,
            kind: FileKind::Activity,
            started: None,
            utc_offset_s: None,
            device: Some(Device { product: Some("made".into()), ..Device::default() }),
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
}

/// The groups of made-up recordings, as their places.
fn grouped(recordings: &[Made]) -> Vec<Vec<usize>> {
    let outlines: Vec<Outline> = recordings
        .iter()
        .map(|made| {
            let activity = made.make();
            Outline::of(&activity, &activity.sessions[0]).unwrap()
        })
        .collect();
    let places = |group: Group| group.members.iter().map(|member| member.index).collect();
    group(&outlines).into_iter().map(places).collect()
}

fn merged(recordings: &[Made]) -> Activity {
    let activities: Vec<Activity> = recordings.iter().map(Made::make).collect();
    let recordings: Vec<Recording<'_>> = activities
        .iter()
        .map(|activity| Recording { activity, session: 0, shift_s: 0.0 })
        .collect();
    merge(&recordings).unwrap()
}

/// The same, everything so much later.
fn move_by(activity: &mut Activity, seconds: f64) {
    let later = activity.samples.time_s().iter().map(|time_s| time_s + seconds).collect();
    let mut moved = Samples::new(later);
    for (channel, series) in activity.samples.channels() {
        moved.insert(channel, series.clone()).unwrap();
    }
    activity.samples = moved;
}

#[test]
fn watch_and_phone_on_one_run_are_one() {
    let phone = Made {
        format: Format::Gpx,
        start_s: NOON_S + 40.0,
        seconds: 1700,
        every: 7,
        east_deg: Some(8.2505),
        heart_rate_bpm: None,
        cadence_per_min: None,
        distance_m: None,
    };
    assert_eq!(grouped(&[phone.clone(), watch()]), [[1, 0]]);
    // A phone that died half-way ran beside the watch all the same.
    assert_eq!(grouped(&[Made { seconds: 900, ..phone }, watch()]), [[1, 0]]);
}

#[test]
fn two_people_on_one_run_are_two() {
    let friend = Made { heart_rate_bpm: Some(172.0), ..watch() };
    assert_eq!(grouped(&[watch(), friend]), [[0], [1]]);
    let other_legs = Made { heart_rate_bpm: None, cadence_per_min: Some(93.0), ..watch() };
    assert_eq!(grouped(&[watch(), other_legs]), [[0], [1]]);
    let elsewhere = Made { east_deg: Some(8.26), ..watch() };
    assert_eq!(grouped(&[watch(), elsewhere]), [[0], [1]]);
}

#[test]
fn steps_in_one_file_and_strides_in_the_other_are_one_pair_of_legs() {
    let steps = Made { heart_rate_bpm: None, cadence_per_min: Some(170.0), ..watch() };
    assert_eq!(grouped(&[watch(), steps]), [[0, 1]]);
}

#[test]
fn a_friends_phone_does_not_join_two_runners_into_one() {
    // The phone has no heart rate: it fits either watch, and joins the first alone.
    let phone = Made { heart_rate_bpm: None, cadence_per_min: None, ..watch() };
    let friend = Made { heart_rate_bpm: Some(172.0), ..watch() };
    assert_eq!(grouped(&[watch(), phone, friend]), [vec![0, 1], vec![2]]);
}

#[test]
fn a_run_that_was_stopped_and_begun_again_is_two() {
    let second = Made { start_s: NOON_S + 1810.0, ..watch() };
    assert_eq!(grouped(&[watch(), second.clone()]), [[0], [1]]);
    let overlapping = Made { start_s: NOON_S + 1700.0, ..second };
    assert_eq!(grouped(&[watch(), overlapping]), [[0], [1]]);
}

#[test]
fn on_a_belt_the_course_of_the_heart_tells_though_pods_measure_otherwise() {
    let belt = Made { east_deg: None, ..watch() };
    let strap = Made {
        format: Format::Tcx,
        start_s: NOON_S + 20.0,
        distance_m: Some(5780.0),
        ..belt.clone()
    };
    assert_eq!(grouped(&[belt.clone(), strap.clone()]), [[0, 1]]);
    let further = Made { distance_m: Some(6500.0), ..strap.clone() };
    assert_eq!(grouped(&[belt.clone(), further]), [[0], [1]]);
    let other_heart = Made { heart_rate_bpm: Some(158.0), ..strap.clone() };
    assert_eq!(grouped(&[belt.clone(), other_heart]), [[0], [1]]);
    let unproven = Made { heart_rate_bpm: None, cadence_per_min: None, ..strap };
    assert_eq!(grouped(&[belt, unproven]), [[0], [1]]);
}

#[test]
fn a_local_time_written_as_utc_is_found_and_the_fit_files_clock_is_kept() {
    // East and west of Greenwich: the one is the later, or the earlier.
    for local_s in [7200.0, -7200.0] {
        is_moved_onto_the_fit_files_clock(local_s);
    }
}

fn is_moved_onto_the_fit_files_clock(local_s: f64) {
    let fit = Made { heart_rate_bpm: None, cadence_per_min: None, ..watch() }.make();
    let mut gpx = Made { format: Format::Gpx, ..watch() }.make();
    move_by(&mut gpx, local_s);
    let activities = [gpx, fit];
    let outlines: Vec<Outline> =
        activities.iter().map(|a| Outline::of(a, &a.sessions[0]).unwrap()).collect();
    let groups = group(&outlines);
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].proof, Proof::Shifted);
    let shifts: Vec<(usize, f64)> =
        groups[0].members.iter().map(|m| (m.index, m.shift_s)).collect();
    assert_eq!(shifts, [(0, -local_s), (1, 0.0)]);
    let recordings: Vec<Recording<'_>> = groups[0]
        .members
        .iter()
        .map(|m| Recording { activity: &activities[m.index], session: 0, shift_s: m.shift_s })
        .collect();
    let run = merge(&recordings).unwrap();
    assert_eq!(run.samples.time_s()[0].to_bits(), NOON_S.to_bits());
    assert!(run.notices.iter().any(|notice| notice.key() == "clock_moved"));
}

#[test]
fn the_same_loop_run_again_hours_later_is_two() {
    let morning = watch().make();
    let mut evening = Made { heart_rate_bpm: Some(156.0), ..watch() }.make();
    evening.id = ActivityId::of(b"evening");
    move_by(&mut evening, 7200.0);
    let outlines = [morning, evening].map(|a| Outline::of(&a, &a.sessions[0]).unwrap());
    assert_eq!(group(&outlines).len(), 2);
}

#[test]
fn two_sessions_of_one_file_are_two_runs_though_one_course_is_run_alike_an_hour_apart() {
    let first = watch().make();
    let mut second = watch().make();
    move_by(&mut second, 3600.0);
    let groups_of = |second: &Activity| {
        let outlines = [&first, second].map(|a| Outline::of(a, &a.sessions[0]).unwrap());
        group(&outlines).len()
    };
    assert_eq!(groups_of(&second), 2);
    // The same from another file is that run under another clock.
    second.id = ActivityId::of(b"another file");
    assert_eq!(groups_of(&second), 1);
}

#[test]
fn a_missing_channel_comes_whole_from_the_other_recording_by_nearest_time() {
    let without = Made { heart_rate_bpm: None, ..watch() };
    let strap = Made {
        format: Format::Tcx,
        every: 3,
        east_deg: None,
        cadence_per_min: Some(170.0),
        ..watch()
    };
    let run = merged(&[strap.clone(), without.clone()]);
    assert_eq!(run.format, Format::Fit);
    assert_eq!(run.samples.len(), 1800);
    let rates = run.samples.values(Channel::HeartRate).unwrap();
    let theirs = strap.make();
    let expected = theirs.samples.values(Channel::HeartRate).unwrap();
    // Samples 0, 1 are nearest to the strap's first value, 2, 3, 4 to its second.
    let nearest: Vec<f64> = [0, 0, 1, 1, 1].iter().map(|&at: &usize| expected[at]).collect();
    assert_eq!(&rates[..5], &nearest);
    // Cadence was there already, and stays the watch's own to the last value.
    let own = without.make();
    assert_eq!(run.samples.get(Channel::Cadence), own.samples.get(Channel::Cadence));
    let told: Vec<_> = run.notices.iter().map(|notice| notice.text.as_ref()).collect();
    assert_eq!(
        told,
        [
            "this run was recorded more than once; the FIT file of made holds most, and is joined by the TCX file of made",
            "heart rate comes from the TCX file of made, because the FIT file of made has none",
        ]
    );
}

#[test]
fn nothing_is_brought_over_from_more_than_two_seconds_away() {
    let sparse = Made { every: 10, cadence_per_min: None, ..watch() };
    let run = merged(&[Made { heart_rate_bpm: None, ..watch() }, sparse]);
    let rates = run.samples.values(Channel::HeartRate).unwrap();
    let known: Vec<usize> = (0..12).filter(|&at| !rates[at].is_nan()).collect();
    assert_eq!(known, [0, 1, 2, 8, 9, 10, 11]);
}

#[test]
fn thousands_of_recordings_are_grouped_without_comparing_all_with_all() {
    // Three recordings a day of 60 s each for some years; all with all would be 10^7 traces.
    let short = Made { seconds: 600, every: 5, ..watch() };
    let recordings: Vec<Made> = (0..4500)
        .map(|n| Made { start_s: NOON_S + 86_400.0 * f64::from(n / 3), ..short.clone() })
        .collect();
    let groups = grouped(&recordings);
    assert_eq!(groups.len(), 1500);
    assert!(groups.iter().all(|group| group.len() == 3));
}

#[test]
fn one_session_of_several_stands_alone_with_its_own_laps_and_samples() {
    let mut activity = watch().make();
    let session = activity.sessions[0].clone();
    activity.sessions =
        vec![Session { span: 0..600, ..session.clone() }, Session { span: 600..1800, ..session }];
    activity.laps = vec![0..600, 600..1200, 1200..1800];
    activity.segment_starts = vec![600, 900];
    let alone = session_alone(&activity, 1).unwrap();
    assert_eq!(alone.samples.len(), 1200);
    assert_eq!(alone.laps, [0..600, 600..1200]);
    assert_eq!(alone.segment_starts, [300]);
    assert_eq!(alone.sessions.len(), 1);
    assert!(session_alone(&activity, 2).is_none());
}

#[test]
fn of_recordings_that_hold_the_same_fit_is_richer_than_tcx_and_tcx_than_gpx() {
    let richness = |format| {
        let activity = Made { format, ..watch() }.make();
        outline::richness(&activity, &activity.sessions[0])
    };
    let formats = [Format::Fit, Format::Tcx, Format::Gpx].map(richness);
    assert!(formats.is_sorted_by(|a, b| a > b), "{formats:?}");
}
