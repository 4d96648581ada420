//! Pauses out, one row a second.
//!
//! Three times come of it: elapsed, from the first sample to the last; timer, less the pauses; and
//! running, which `gait` finds within the timer's.

mod cut;
mod gaps;
mod onto;
mod timer;

use std::ops::Range;

use crate::model::{Activity, Channel, Notice, NoticeKind, Samples, Totals};
use crate::signal::floor_index;

use self::{
    cut::Cut,
    gaps::{SAME_TIME_S, SHORTEST_PAUSE_S},
    onto::Onto,
    timer::timer_stops,
};
use super::{columns::Columns, made, rhythm};

/// The longest time without samples over which values are carried, in seconds.
const LONGEST_FILLED_S: f64 = 10.0;

/// A recording whose samples are usually further apart than a third of that is carried over up to
/// three of its own steps, but never over more than this many seconds.
const LONGEST_FILLED_SPARSE_S: f64 = 60.0;

/// A clock may have three days of rows whatever the recording, longer than nearly any; beyond that so
/// many for each sample. A recording that would need more, at a minute's step for months, is carried over
/// less, so that what a file asks for stays in proportion to its bytes.
const ROWS_ALWAYS: usize = 3 * 86_400;

/// See [`ROWS_ALWAYS`].
const ROWS_PER_SAMPLE: usize = 4;

/// Distance covered in silences of the recording is told from this share of the whole, and this many
/// metres.
const SILENT_SHARE: f64 = 0.03;
const SILENT_M: f64 = 200.0;

/// The even clock, with what it took.
pub(super) struct Clock {
    /// One row a second, the clock from zero, jumping over pauses.
    pub(super) samples: Samples,
    /// When it starts, in seconds since 1970.
    pub(super) start_s: Option<f64>,
    /// Elapsed and timer time, and distance.
    pub(super) totals: Totals,
    /// What a reader should know.
    pub(super) notices: Vec<Notice>,
}

/// Cuts pauses out and puts every series on an even clock of one second.
pub(super) fn every_second(
    activity: &Activity,
    columns: &Columns,
    written_timer_s: Option<f64>,
) -> Clock {
    let recorded = columns.samples.time_s();
    let (Some(&first), Some(&last)) = (recorded.first(), recorded.last()) else {
        let notice = Notice::file(NoticeKind::NoSamples, "the session holds no sample with a time");
        return Clock {
            samples: Samples::default(),
            start_s: None,
            totals: Totals::default(),
            notices: vec![notice],
        };
    };
    let time_s: Vec<f64> = recorded.iter().map(|t| t - first).collect();
    let stops = timer_stops(&activity.timer, first..last, recorded.len());
    let Laid { cut, stretches, longest_filled_s, mut notices } =
        laid_out(&time_s, columns, stops.as_deref(), written_timer_s);

    let mut even = Vec::new();
    for rows in &stretches {
        let (from, to) = (time_s[rows.start], time_s[rows.end - 1]);
        even.extend((0..=floor_index(to - from + SAME_TIME_S)).map(|k| from + k as f64));
    }
    let onto = Onto::new(&time_s, &stretches, &even, longest_filled_s);
    let mut samples = Samples::new(even.clone());
    for (channel, series) in columns.samples.channels() {
        made::put(&mut samples, channel, onto.resampled(series));
    }
    let distance_m = columns.samples.values(Channel::Distance).and_then(covered);
    notices.extend(silences(&columns.samples, &time_s, &stretches, distance_m));
    let totals = Totals {
        distance_m,
        elapsed_s: Some(last - first),
        timer_s: Some(cut.timer_s(&time_s, &stretches)),
        ..Totals::default()
    };
    Clock { samples, start_s: Some(first), totals, notices }
}

/// A session cut into stretches, and over how long a silence values are carried in them.
struct Laid {
    cut: Cut,
    stretches: Vec<Range<usize>>,
    longest_filled_s: f64,
    notices: Vec<Notice>,
}

/// Cuts a session as its own step of recording asks for, or with shorter silences filled where it
/// would have more rows than any recording needs.
fn laid_out(
    time_s: &[f64],
    columns: &Columns,
    stops: Option<&[Range<f64>]>,
    written_timer_s: Option<f64>,
) -> Laid {
    let most_rows = ROWS_ALWAYS.saturating_add(ROWS_PER_SAMPLE.saturating_mul(time_s.len()));
    let usual_s = longest_filled(time_s);
    let lay = |longest_filled_s: f64| {
        let mut notices = Vec::new();
        let cut =
            Cut::new(time_s, columns, stops.map(<[_]>::to_vec), longest_filled_s, &mut notices)
                .unless_stood((time_s, columns), longest_filled_s, written_timer_s, &mut notices)
                .timed(time_s, written_timer_s, &mut notices);
        Laid { stretches: cut.stretches(), cut, longest_filled_s, notices }
    };
    let fits = |laid: &Laid| {
        let rows = |rows: &Range<usize>| floor_index(time_s[rows.end - 1] - time_s[rows.start]) + 1;
        laid.stretches.iter().map(rows).fold(0, usize::saturating_add) <= most_rows
    };
    let whole = lay(usual_s);
    if fits(&whole) {
        return whole;
    }
    let shorter = Some(lay(LONGEST_FILLED_S)).filter(fits);
    let mut laid = shorter.unwrap_or_else(|| lay(ROWS_PER_SAMPLE as f64));
    let text = "samples lie so far apart for so long that nothing is filled in between them";
    laid.notices.push(Notice::file(NoticeKind::TooSparse, text));
    laid
}

/// What was covered while nothing was recorded, where it is much: distance holds it, running time
/// does not.
fn silences(
    samples: &Samples,
    time_s: &[f64],
    stretches: &[Range<usize>],
    covered_m: Option<f64>,
) -> Option<Notice> {
    let distance = samples.values(Channel::Distance)?;
    let covered_m = covered_m?;
    let (mut silent_m, mut silent_s) = (0.0, 0.0);
    for pair in stretches.windows(2) {
        let (from, to) = (pair[0].end - 1, pair[1].start);
        let metres = distance[to] - distance[from];
        if metres.is_finite() && metres > 0.0 {
            silent_m += metres;
            silent_s += time_s[to] - time_s[from];
        }
    }
    (silent_m > SILENT_SHARE * covered_m && silent_m > SILENT_M).then(|| {
        Notice::file(
            NoticeKind::SilentDistance,
            format!(
                "{:.1} of {:.1} km were covered in {:.0} min without samples: they count as distance and \
                 not as running time",
                silent_m / 1000.0,
                covered_m / 1000.0,
                silent_s / 60.0
            ),
        )
    })
}

/// When the timer stood, in seconds since the first of these moments, as its events say.
pub(super) fn stops(activity: &Activity, time_s: &[f64]) -> Vec<Range<f64>> {
    let ends = time_s.first().zip(time_s.last());
    let stops = ends.and_then(|(from, to)| timer_stops(&activity.timer, *from..*to, time_s.len()));
    stops.unwrap_or_default()
}

/// Last value less the first.
pub(super) fn covered(values: &[f64]) -> Option<f64> {
    let first = values.iter().find(|value| value.is_finite())?;
    let last = values.iter().rev().find(|value| value.is_finite())?;
    Some(last - first)
}

/// Over how long a silence values are carried in this recording.
fn longest_filled(time_s: &[f64]) -> f64 {
    let usual_s = rhythm::usual_step_s(time_s).unwrap_or(1.0);
    (3.0 * usual_s).clamp(LONGEST_FILLED_S, LONGEST_FILLED_SPARSE_S)
}

/// How many seconds each row stands for: up to the next row, none at the end of a stretch.
pub(super) fn seconds_each(time_s: &[f64]) -> impl Iterator<Item = f64> + '_ {
    (0..time_s.len()).map(|i| match time_s.get(i + 1) {
        Some(next) if next - time_s[i] < 1.0 + SHORTEST_PAUSE_S / 4.0 => next - time_s[i],
        _ => 0.0,
    })
}

/// Whether a pause lies between a row and the one before it.
pub(super) fn follows_a_pause(time_s: &[f64], row: usize) -> bool {
    row > 0 && time_s[row] - time_s[row - 1] >= 1.0 + SHORTEST_PAUSE_S / 4.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_a_minute_for_months_is_not_filled_to_every_second_and_for_days_it_is() {
        let rows = |samples: u32| {
            let time_s: Vec<f64> = (0..samples).map(|i| 59.0 * f64::from(i)).collect();
            let columns = Columns {
                segment_start: vec![false; time_s.len()],
                samples: Samples::new(time_s.clone()),
                side_by_side: Vec::new(),
                notices: Vec::new(),
            };
            let laid = laid_out(&time_s, &columns, None, None);
            let last = |rows: &Range<usize>| floor_index(time_s[rows.end - 1] - time_s[rows.start]);
            laid.stretches.iter().map(|rows| last(rows) + 1).sum::<usize>()
        };
        assert_eq!(rows(4_000), 59 * 3_999 + 1);
        assert_eq!(rows(100_000), 100_000);
    }
}
