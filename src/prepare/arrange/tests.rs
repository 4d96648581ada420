//! Records as they were lived.

use super::*;
use crate::model::{
    ActivityId, Channel, Format, Samples, Series, Session, SessionTotals, Sport, Wearer, Written,
};

/// A GPX file of one session with these times, and segments that begin at these rows.
fn of(times_s: &[f64], segment_starts: &[usize]) -> Activity {
    // Well after the first watch.
    let mut samples = Samples::new(times_s.iter().map(|time_s| time_s + 1.5e9).collect());
    let series = Series::recorded(Channel::HeartRate, times_s.to_vec(), "test");
    samples.insert(Channel::HeartRate, series).unwrap();
    let session = Session {
        sport: Sport { sport: "running".into(), sub_sport: None },
        span: 0..times_s.len(),
        started: None,
        as_written: SessionTotals::default(),
    };
    Activity {
        id: ActivityId::of(b"test"),
        format: Format::Gpx,
        kind: FileKind::Activity,
        started: None,
        utc_offset_s: None,
        device: None,
        sensors: Vec::new(),
        sessions: vec![session],
        laps: Vec::new(),
        timer: Vec::new(),
        segment_starts: segment_starts.to_vec(),
        written: Written::default(),
        samples,
        developer: Vec::new(),
        streams: Vec::new(),
        wearer: Wearer::default(),
        notices: Vec::new(),
    }
}

fn times(activity: &Activity) -> Vec<f64> {
    activity.samples.time_s().iter().map(|time_s| time_s - 1.5e9).collect()
}

fn keys(activity: &Activity) -> Vec<&'static str> {
    activity.notices.iter().map(|notice| notice.key()).collect()
}

#[test]
fn a_file_in_which_all_is_well_stays_as_it_was() {
    let activity = arranged(of(&[0.0, 1.0, 2.0, 30.0, 31.0], &[3]));
    assert_eq!(times(&activity), [0.0, 1.0, 2.0, 30.0, 31.0]);
    assert_eq!(activity.segment_starts, [3]);
    assert!(keys(&activity).is_empty());
}

#[test]
fn arranging_what_is_arranged_changes_nothing() {
    let once = arranged(of(&[10.0, 11.0, 12.0, 0.0, 1.0, 1.0, 2.0], &[3]));
    let twice = arranged(Activity { notices: Vec::new(), ..once.clone() });
    assert_eq!(times(&twice), times(&once));
    assert_eq!(twice.segment_starts, once.segment_starts);
    assert!(keys(&twice).is_empty());
}

#[test]
fn segments_in_the_wrong_order_are_put_in_order_and_keep_their_breaks() {
    let activity = arranged(of(&[10.0, 11.0, 12.0, 0.0, 1.0, 2.0], &[3]));
    assert_eq!(times(&activity), [0.0, 1.0, 2.0, 10.0, 11.0, 12.0]);
    assert_eq!((activity.segment_starts.clone(), keys(&activity)), (vec![3], vec!["reordered"]));
}

#[test]
fn a_clock_that_is_set_back_for_half_a_run_is_told_with_how_much_is_missing() {
    // Ten minutes, then ten more an hour earlier by the clock.
    let clock: Vec<f64> =
        (0..1200).map(|at| f64::from(if at < 600 { 3600 + at } else { at - 600 })).collect();
    let activity = arranged(of(&clock, &[]));
    assert_eq!((times(&activity).len(), keys(&activity)), (600, vec!["clock_set_back"]));
    assert!(activity.notices[0].text.contains("600 of 1200"), "{}", activity.notices[0].text);
}

#[test]
fn segments_that_overlap_and_points_whose_clock_leaps_move_nothing() {
    let overlapping = arranged(of(&[5.0, 6.0, 7.0, 8.0, 6.0, 7.0, 9.0], &[4]));
    assert_eq!(keys(&overlapping), ["clock_backwards"]);
    let leaping = arranged(of(&[0.0, 1.0, 500.0, 2.0, 3.0, 4.0], &[]));
    assert_eq!(times(&leaping), [0.0, 1.0, 2.0, 3.0, 4.0]);
}

#[test]
fn of_two_records_of_one_moment_the_later_value_counts_and_a_heart_that_stands_does_not() {
    let mut activity = of(&[0.0, 1.0, 1.0, 2.0, 2.0], &[]);
    let series =
        Series::recorded(Channel::HeartRate, vec![140.0, 141.0, 142.0, 143.0, 0.0], "test");
    activity.samples.insert(Channel::HeartRate, series).unwrap();
    let activity = arranged(activity);
    assert_eq!(activity.samples.values(Channel::HeartRate).unwrap(), [140.0, 142.0, 143.0]);
    assert_eq!(keys(&activity), ["same_time"]);
}
