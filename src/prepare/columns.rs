//! A session's rows in the order of their clock, with one series chosen for each channel.

use crate::model::{Activity, Channel, Notice, NoticeKind, Samples, Series, Session, SideBySide};

use super::{
    increasing::{backwards_told, longest_increasing},
    made,
    rules::Rules,
};

/// A break in the clock longer than this separates recordings, or is a clock that had not yet
/// been set. In seconds: one day, longer than the longest race with a running watch stands still.
const CLOCK_SET_S: f64 = 86_400.0;

/// Rows with strictly increasing times, as recorded otherwise.
pub(super) struct Columns {
    /// The rows that were kept; times in seconds since 1970.
    pub(super) samples: Samples,
    /// For each kept row, whether a new track segment begins with it.
    pub(super) segment_start: Vec<bool>,
    /// Channels that a watch and a pod both recorded.
    pub(super) side_by_side: Vec<SideBySide>,
    /// What was dropped.
    pub(super) notices: Vec<Notice>,
}

/// Sorts out a session's clock and chooses the series.
pub(super) fn ordered(activity: &Activity, session: &Session, rules: &Rules) -> Columns {
    let length = activity.samples.len();
    let span = session.span.start.min(length)..session.span.end.min(length);
    let clock = activity.samples.time_s().get(span.clone()).unwrap_or_default();
    let (kept, notices) = increasing(clock);

    let mut samples = Samples::new(kept.iter().map(|&row| clock[row]).collect());
    for channel in Channel::ALL {
        let sides = activity.sides(&span, channel);
        let Some(chosen) = sides.chosen(&rules.sensors) else { continue };
        let values = picked(&chosen.values, &kept, |value| finite(value * chosen.factor));
        if values.iter().all(|value| value.is_nan()) {
            continue;
        }
        let series = Series { values, provenance: chosen.provenance, origin: chosen.origin };
        made::put(&mut samples, channel, series);
    }
    let mut segment_start = vec![false; kept.len()];
    let starts = &activity.segment_starts;
    let first = starts.partition_point(|&start| start < span.start);
    for &start in starts[first..].iter().take_while(|start| **start < span.end) {
        // The first kept row at or after the segment's start begins it.
        let at = kept.partition_point(|&row| row + span.start < start);
        if let Some(slot) = segment_start.get_mut(at) {
            *slot = true;
        }
    }
    let side_by_side = activity.side_by_side(&span, &rules.sensors);
    Columns { samples, segment_start, side_by_side, notices }
}

/// What is made of the values in these rows, which are in order: mostly a whole stretch of them.
fn picked(values: &[f64], rows: &[usize], make: impl Fn(f64) -> f64) -> Vec<f64> {
    match (rows.first(), rows.last()) {
        (Some(&first), Some(&last)) if last - first + 1 == rows.len() => {
            values[first..=last].iter().map(|value| make(*value)).collect()
        }
        _ => rows.iter().map(|&row| make(values[row])).collect(),
    }
}

/// Infinite values are no values.
fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { f64::NAN }
}

/// The rows whose clock increases, and what was left out.
fn increasing(clock: &[f64]) -> (Vec<usize>, Vec<Notice>) {
    // Mostly nothing is to be left out.
    let goes_on = |pair: &[f64]| pair[1] > pair[0] && pair[1] - pair[0] <= CLOCK_SET_S;
    if clock.len() > 1 && clock.windows(2).all(goes_on) {
        return ((0..clock.len()).collect(), Vec::new());
    }
    let timed: Vec<usize> = (0..clock.len()).filter(|&row| clock[row].is_finite()).collect();
    let mut notices = Vec::new();
    let mut tell = |kind, count: usize, what: &str| {
        let what = if count == 1 { what.replacen("samples", "sample", 1) } else { what.to_owned() };
        if count > 0 {
            let text =
                format!("{count} {what} {} left out", if count == 1 { "was" } else { "were" });
            notices.push(Notice::file(kind, text));
        }
    };
    tell(NoticeKind::NoTime, clock.len() - timed.len(), "samples without a time");
    let sorted = longest_increasing(&timed, clock);
    let doubled = timed.windows(2).filter(|pair| same_time(clock, pair)).count();
    let left_out = timed.len() - sorted.len();
    tell(
        NoticeKind::DuplicateTimes,
        doubled.min(left_out),
        "samples at the time of the one before",
    );
    let set_back = backwards_told(left_out.saturating_sub(doubled), timed.len());
    let kept = largest_recording(&sorted, clock);
    tell(
        NoticeKind::ClockJump,
        sorted.len() - kept.len(),
        "samples more than a day away from the others",
    );
    notices.extend(set_back);
    (kept, notices)
}

/// Whether two rows carry one and the same time.
fn same_time(clock: &[f64], pair: &[usize]) -> bool {
    clock[pair[0]].total_cmp(&clock[pair[1]]).is_eq()
}

/// The stretch with the most rows between breaks of more than a day.
fn largest_recording(rows: &[usize], clock: &[f64]) -> Vec<usize> {
    rows.chunk_by(|&a, &b| clock[b] - clock[a] <= CLOCK_SET_S)
        // The first of the longest: `max_by_key` would take the last.
        .rev()
        .max_by_key(|stretch| stretch.len())
        .map(<[usize]>::to_vec)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(clock: &[f64]) -> (Vec<usize>, Vec<&'static str>) {
        let (rows, notices) = increasing(clock);
        (rows, notices.iter().map(|notice| notice.key()).collect())
    }

    #[test]
    fn a_clock_that_is_set_back_for_half_a_run_is_told_as_such() {
        // Ten minutes, then ten more an hour earlier by the clock.
        let clock: Vec<f64> =
            (0..1200).map(|at| f64::from(if at < 600 { at } else { at - 3600 })).collect();
        let (rows, told) = kept(&clock);
        assert_eq!((rows.len(), told), (600, vec!["clock_set_back"]));
        // A minute less a second of twenty is a clock that trembled.
        let clock: Vec<f64> =
            (0..1200).map(|at| f64::from(if at < 1141 { at } else { at - 3600 })).collect();
        assert_eq!(kept(&clock).1, ["clock_backwards"]);
    }

    #[test]
    fn one_sample_from_the_future_costs_only_itself() {
        assert_eq!(kept(&[0.0, 1.0, 500.0, 2.0, 3.0]), (vec![0, 1, 3, 4], vec!["clock_backwards"]));
    }

    #[test]
    fn of_equal_times_the_first_stays() {
        assert_eq!(kept(&[0.0, 1.0, 1.0, 2.0]), (vec![0, 1, 3], vec!["duplicate_times"]));
    }

    #[test]
    fn samples_from_before_the_clock_was_set_are_left_out() {
        let (rows, notices) = kept(&[10.0, 1.4e9, 1.4e9 + 1.0, 1.4e9 + 2.0]);
        assert_eq!((rows, notices), (vec![1, 2, 3], vec!["clock_jump"]));
    }

    #[test]
    fn samples_without_a_time_are_left_out_and_counted() {
        assert_eq!(kept(&[f64::NAN, 1.0, 2.0]), (vec![1, 2], vec!["no_time"]));
        assert_eq!(kept(&[]), (vec![], vec![]));
    }

    #[test]
    fn rows_are_picked_alike_whether_or_not_all_of_a_stretch_are() {
        let values: Vec<f64> = (0..9).map(f64::from).collect();
        let twice = |rows: &[usize]| picked(&values, rows, |value| 2.0 * value);
        assert_eq!(twice(&[2, 3, 4]), [4.0, 6.0, 8.0]);
        assert_eq!(twice(&[2, 4, 8]), [4.0, 8.0, 16.0]);
        assert_eq!(twice(&[8]), [16.0]);
        assert!(twice(&[]).is_empty());
    }
}
