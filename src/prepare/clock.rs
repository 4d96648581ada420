//! Pauses out, one row a second.
//!
//! Three times come of it: elapsed, from the first sample to the last; timer, less the pauses; and
//! running, which `gait` finds within the timer's.

use std::ops::Range;

use crate::model::{Activity, Channel, Notice, Provenance, Samples, Series, TimerEvent, Totals};
use crate::signal::{floor_index, median};

use super::columns::Columns;

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

/// Events of the timer within one session: a thousand, and beyond that four for each sample. More
/// are no runner's pauses.
const EVENTS_ALWAYS: usize = 1_000;

/// See [`EVENTS_ALWAYS`].
const EVENTS_PER_SAMPLE: usize = 4;

/// Slower than this, in m/s, and without a step: standing.
const STANDING_M_PER_S: f64 = 0.3;

/// Standing for longer than this, in seconds, is a pause where no timer tells.
const STANDING_S: f64 = 10.0;

/// A new track segment, or a stop of the timer, shorter than this, in seconds, is no pause.
const SHORTEST_PAUSE_S: f64 = 1.6;

/// A timer that would take out more than this share of the samples is not believed: samples are
/// rarely written while it stands.
const BELIEVED_TIMER_SHARE: f64 = 0.2;

/// Pauses that no event tells account for a timer's time where without them it is off by no more than
/// this share of what it is off with them.
const UNTOLD_PAUSE_SHARE: f64 = 0.1;

/// Standing is not cut out where hardly anything would be left.
const MOSTLY_STANDING_SHARE: f64 = 0.9;

/// A value this far, in seconds, from the nearest recorded one was filled in.
const FILLED_S: f64 = 0.75;

/// A series is derived, no longer measured, once more than this share was filled in.
const FILLED_SHARE: f64 = 0.05;

/// Distance covered in silences of the recording is told from this share of the whole, and this many
/// metres.
const SILENT_SHARE: f64 = 0.03;
const SILENT_M: f64 = 200.0;

/// Two times closer than this, in seconds, are one.
const SAME_TIME_S: f64 = 1e-6;

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
        let notice = Notice::file("no_samples", "the session holds no sample with a time");
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
    let onto = Onto { time_s: &time_s, stretches: &stretches, even: &even, longest_filled_s };
    let mut samples = Samples::new(even.clone());
    for (channel, series) in columns.samples.channels() {
        super::put(&mut samples, channel, onto.resampled(series));
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
    laid.notices.push(Notice::file("too_sparse", text));
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
            "silent_distance",
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

/// Last value less the first.
pub(super) fn covered(values: &[f64]) -> Option<f64> {
    let first = values.iter().find(|value| value.is_finite())?;
    let last = values.iter().rev().find(|value| value.is_finite())?;
    Some(last - first)
}

/// Over how long a silence values are carried in this recording.
fn longest_filled(time_s: &[f64]) -> f64 {
    let steps: Vec<f64> = time_s.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let usual_s = median(&steps).unwrap_or(1.0);
    (3.0 * usual_s).clamp(LONGEST_FILLED_S, LONGEST_FILLED_SPARSE_S)
}

/// When the timer stood, in seconds since `session.start`; none where the file has no timer near the
/// session, or one of more events than its samples can have seen.
fn timer_stops(
    timer: &[TimerEvent],
    session: Range<f64>,
    samples: usize,
) -> Option<Vec<Range<f64>>> {
    let near = |event: &&TimerEvent| event.time_s <= session.end + 1.0;
    let first = timer.partition_point(|event| event.time_s < session.start - 1.0);
    timer.get(first).filter(near)?;
    let mut stops = Vec::new();
    let mut stood_since: Option<f64> = None;
    for event in events_about(timer, &session, samples)? {
        let at = event.time_s - session.start;
        match (event.running, stood_since) {
            (false, None) => stood_since = Some(at),
            (true, Some(since)) => {
                stops.push(since..at);
                stood_since = None;
            }
            (false, Some(_)) | (true, None) => {}
        }
    }
    let length_s = session.end - session.start;
    stops.retain(|stop| stop.end > 0.0 && stop.start < length_s);
    Some(stops)
}

/// The timer's events that say something of a session: the last one before it, those within, and
/// the first start soon after it. A file may hold many sessions and many events, which are in order
/// of time, so that no session looks at those of all others.
fn events_about(
    timer: &[TimerEvent],
    session: &Range<f64>,
    samples: usize,
) -> Option<impl Iterator<Item = TimerEvent>> {
    let begin = timer.partition_point(|event| event.time_s < session.start);
    let end = timer.partition_point(|event| event.time_s <= session.end).max(begin);
    let most = EVENTS_ALWAYS.saturating_add(EVENTS_PER_SAMPLE.saturating_mul(samples));
    if end - begin > most {
        return None;
    }
    let after = timer[end..].iter().take(EVENTS_ALWAYS).find(|event| event.running);
    Some(timer[begin.saturating_sub(1)..end].iter().chain(after).copied())
}

/// Which rows are left out as pause, and between which rows the recording breaks.
struct Cut {
    left_out: Vec<bool>,
    break_before: Vec<bool>,
    /// The timer's stops, where there is a timer that is believed.
    stops: Option<Vec<Range<f64>>>,
}

impl Cut {
    fn new(
        time_s: &[f64],
        columns: &Columns,
        stops: Option<Vec<Range<f64>>>,
        longest_filled_s: f64,
        notices: &mut Vec<Notice>,
    ) -> Cut {
        let mut break_before = columns.segment_start.clone();
        for i in 1..time_s.len() {
            let gap_s = time_s[i] - time_s[i - 1];
            break_before[i] =
                gap_s > longest_filled_s || (columns.segment_start[i] && gap_s >= SHORTEST_PAUSE_S);
        }
        let count = time_s.len() as f64;
        if let Some(stops) = stops {
            let left_out = within(time_s, &stops);
            let share = left_out.iter().filter(|out| **out).count() as f64 / count;
            if share <= BELIEVED_TIMER_SHARE {
                break_at_stops(time_s, &stops, &mut break_before);
                return Cut { left_out, break_before, stops: Some(stops) };
            }
            let text =
                "most samples lie in times at which the timer stood, so its stops were not used";
            notices.push(Notice::file("timer_not_used", text));
        }
        let left_out = standing(time_s, &columns.samples);
        let share = left_out.iter().filter(|out| **out).count() as f64 / count;
        let left_out =
            if share > MOSTLY_STANDING_SHARE { vec![false; time_s.len()] } else { left_out };
        Cut { left_out, break_before, stops: None }
    }

    /// Where events tell of no stop, and the timer time that is written is shorter by what was stood, the
    /// timer stood as well: some devices write a start and an end and nothing of their pauses.
    fn unless_stood(
        self,
        (time_s, columns): (&[f64], &Columns),
        longest_filled_s: f64,
        written_timer_s: Option<f64>,
        notices: &mut Vec<Notice>,
    ) -> Cut {
        let told_none = self.stops.as_ref().is_some_and(Vec::is_empty);
        let Some(written_s) = written_timer_s.filter(|_| told_none) else { return self };
        let stood = Cut::new(time_s, columns, None, longest_filled_s, &mut Vec::new());
        let off_s = |cut: &Cut| (written_s - cut.timer_s(time_s, &cut.stretches())).abs();
        if off_s(&self) < STANDING_S || off_s(&stood) > UNTOLD_PAUSE_SHARE * off_s(&self) {
            return self;
        }
        let text = format!(
            "the timer's own time is {written_s:.0} s, and no stop of it is told: it stood where the runner or the recording did"
        );
        notices.push(Notice::file("timer_stood", text));
        stood
    }

    /// Where no timer's events tell, standing is a pause, unless the timer time that is written says
    /// that the timer ran on: of the two lengths the one that is nearer to it is right.
    fn timed(self, time_s: &[f64], written_timer_s: Option<f64>, notices: &mut Vec<Notice>) -> Cut {
        let Some(written_s) = written_timer_s.filter(|written_s| written_s.is_finite()) else {
            return self;
        };
        if self.stops.is_some() || !self.left_out.contains(&true) {
            return self;
        }
        let ran_on = Cut {
            left_out: vec![false; time_s.len()],
            break_before: self.break_before.clone(),
            stops: None,
        };
        let length_s = |cut: &Cut| cut.timer_s(time_s, &cut.stretches());
        let (paused_s, on_s) = (length_s(&self), length_s(&ran_on));
        // A time that is shorter still says nothing of standing.
        if (written_s - on_s).abs() >= (written_s - paused_s).abs() {
            return self;
        }
        let text = format!(
            "the timer's own time is {written_s:.0} s: the runner stood for {:.0} s while it ran",
            on_s - paused_s
        );
        notices.push(Notice::file("timer_ran_on", text));
        ran_on
    }

    /// The unbroken stretches of rows that stay.
    fn stretches(&self) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for i in (0..self.left_out.len()).filter(|&i| !self.left_out[i]) {
            match stretches.last_mut() {
                // A row follows on if nothing was left out or broken between.
                Some(open) if open.end == i && !self.break_before[i] => open.end = i + 1,
                _ => stretches.push(i..i + 1),
            }
        }
        stretches
    }

    /// Elapsed time less the pauses: by the timer where there is one, else what the stretches last.
    fn timer_s(&self, time_s: &[f64], stretches: &[Range<usize>]) -> f64 {
        let length_s = time_s.last().copied().unwrap_or_default();
        match &self.stops {
            Some(stops) => {
                let within = |at: f64| at.clamp(0.0, length_s);
                let stood = stops.iter().map(|stop| within(stop.end) - within(stop.start));
                length_s - stood.fold(0.0, |sum, seconds| sum + seconds)
            }
            None => stretches
                .iter()
                .map(|rows| time_s[rows.end - 1] - time_s[rows.start])
                // Not `sum`, which of nothing is −0.
                .fold(0.0, |sum, seconds| sum + seconds),
        }
    }
}

/// Which times lie strictly within a stop. Both are in order.
fn within(time_s: &[f64], stops: &[Range<f64>]) -> Vec<bool> {
    let mut stops = stops.iter().peekable();
    time_s
        .iter()
        .map(|&t| {
            while stops.next_if(|stop| stop.end <= t).is_some() {}
            stops.peek().is_some_and(|stop| stop.start < t)
        })
        .collect()
}

/// Marks a break where a stop of the timer lies between two rows.
fn break_at_stops(time_s: &[f64], stops: &[Range<f64>], break_before: &mut [bool]) {
    for stop in stops.iter().filter(|stop| stop.end - stop.start >= SHORTEST_PAUSE_S) {
        let at = time_s.partition_point(|&t| t < stop.end);
        if at > 0
            && let Some(slot) = break_before.get_mut(at)
        {
            *slot = true;
        }
    }
}

/// Rows at which the runner stands, for longer than a moment, and takes no step.
fn standing(time_s: &[f64], samples: &Samples) -> Vec<bool> {
    let mut left_out = vec![false; time_s.len()];
    let Some(speed) = samples.values(Channel::Speed) else { return left_out };
    let cadence = samples.values(Channel::Cadence);
    let still: Vec<bool> = (0..time_s.len())
        .map(|i| {
            let stepping = cadence.is_some_and(|cadence| cadence[i] > 0.0);
            speed[i] < STANDING_M_PER_S && !stepping
        })
        .collect();
    let mut i = 0;
    while i < still.len() {
        let length = still[i..].iter().take_while(|still| **still).count();
        if length > 0 && time_s[i + length - 1] - time_s[i] > STANDING_S {
            left_out[i..i + length].fill(true);
        }
        i += length.max(1);
    }
    left_out
}

/// From recorded rows onto the even clock.
struct Onto<'a> {
    time_s: &'a [f64],
    stretches: &'a [Range<usize>],
    even: &'a [f64],
    longest_filled_s: f64,
}

impl Onto<'_> {
    /// A series on the even clock. Between two values not too far apart lies a straight line;
    /// nothing is carried over a pause or beyond an end.
    fn resampled(&self, series: &Series) -> Series {
        let mut values = Vec::with_capacity(self.even.len());
        // Between two words of a sensor that has a rhythm of its own nothing was left out.
        let own_s = super::rhythm::of(self.time_s, &series.values);
        let near_s = own_s.filter(|own_s| *own_s > FILLED_S).unwrap_or(FILLED_S);
        let mut filled = 0_usize;
        let mut next_even = 0;
        for rows in self.stretches {
            let until = self.time_s[rows.end - 1] + SAME_TIME_S;
            let length = self.even[next_even..].iter().take_while(|t| **t <= until).count();
            filled += self.stretch(
                &series.values,
                rows.clone(),
                &self.even[next_even..next_even + length],
                near_s,
                &mut values,
            );
            next_even += length;
        }
        let present = values.iter().filter(|value| value.is_finite()).count();
        let provenance = if filled as f64 > FILLED_SHARE * present as f64 {
            Provenance::Derived.weakest([series.provenance])
        } else {
            series.provenance
        };
        Series { values, provenance, source: series.source.clone() }
    }

    /// One stretch of a series; returns how many values were filled in: those further than `near_s`
    /// from any recorded one.
    #[allow(clippy::too_many_arguments, reason = "one call site, each argument a different type")]
    fn stretch(
        &self,
        recorded: &[f64],
        rows: Range<usize>,
        even: &[f64],
        near_s: f64,
        values: &mut Vec<f64>,
    ) -> usize {
        let mut filled = 0;
        let mut before: Option<usize> = None;
        let mut after = next_value(recorded, rows.start, rows.end);
        for &t in even {
            while let Some(row) = after.filter(|&row| self.time_s[row] <= t + SAME_TIME_S) {
                before = Some(row);
                after = next_value(recorded, row + 1, rows.end);
            }
            let since = before.map_or(f64::INFINITY, |row| t - self.time_s[row]);
            let until = after.map_or(f64::INFINITY, |row| self.time_s[row] - t);
            let value = match (before, after) {
                (Some(a), _) if since <= SAME_TIME_S => recorded[a],
                (Some(a), Some(b)) if since + until <= self.longest_filled_s => {
                    recorded[a] + (recorded[b] - recorded[a]) * since / (since + until)
                }
                (Some(a), _) if since < FILLED_S && since <= until => recorded[a],
                (_, Some(b)) if until < FILLED_S => recorded[b],
                _ => f64::NAN,
            };
            if value.is_finite() && since > near_s && until > near_s {
                filled += 1;
            }
            values.push(value);
        }
        filled
    }
}

/// The first row from `from` on that has a value.
fn next_value(values: &[f64], from: usize, end: usize) -> Option<usize> {
    (from..end).find(|&row| values[row].is_finite())
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

    fn onto_even(time_s: &[f64], values: &[f64]) -> (Vec<f64>, Provenance) {
        let length = floor_index(time_s[time_s.len() - 1]) + 1;
        let even: Vec<f64> = (0..length).map(|k| k as f64).collect();
        let whole = 0..time_s.len();
        let stretches = std::slice::from_ref(&whole);
        let onto = Onto { time_s, stretches, even: &even, longest_filled_s: 10.0 };
        let series = Series::recorded(Channel::HeartRate, values.to_vec(), "test");
        let series = onto.resampled(&series);
        (series.values, series.provenance)
    }

    #[test]
    fn a_silence_of_ten_seconds_is_bridged_by_a_line_and_makes_the_series_derived() {
        let (values, provenance) = onto_even(&[0.0, 10.0], &[100.0, 120.0]);
        assert!((values[5] - 110.0).abs() < 1e-9);
        assert_eq!(provenance, Provenance::Derived);
    }

    #[test]
    fn a_sensor_that_speaks_every_five_seconds_stays_measured_and_one_that_drops_out_does_not() {
        let time_s: Vec<f64> = (0..600).map(f64::from).collect();
        let speaks =
            |every: usize, dropped: Range<usize>| -> Vec<f64> {
                (0..600)
                    .map(|i| {
                        if i % every == 0 && !dropped.contains(&(i % 60)) {
                            250.0
                        } else {
                            f64::NAN
                        }
                    })
                    .collect()
            };
        assert_eq!(onto_even(&time_s, &speaks(5, 0..0)).1, Provenance::Measured);
        assert!(onto_even(&time_s, &speaks(5, 0..0)).0.iter().take(590).all(|it| it.is_finite()));
        assert_eq!(onto_even(&time_s, &speaks(1, 0..9)).1, Provenance::Derived);
    }

    #[test]
    fn far_from_a_session_only_the_timers_nearest_events_say_something() {
        let timer = [
            (10.0, false),
            (20.0, true),
            (90.0, false),
            (110.0, true),
            (150.0, false),
            (160.0, true),
            (190.0, false),
            (250.0, false),
            (300.0, true),
            (400.0, false),
        ]
        .map(|(time_s, running)| TimerEvent { time_s, running });
        let stops = timer_stops(&timer, 100.0..200.0, 100).unwrap();
        assert_eq!(stops, [-10.0..10.0, 50.0..60.0, 90.0..200.0]);
        assert_eq!(timer_stops(&timer, 500.0..600.0, 100), None);
    }

    #[test]
    fn a_timer_of_more_events_than_samples_can_have_seen_is_none() {
        let event =
            |at: u32| TimerEvent { time_s: f64::from(at) / 100.0, running: at.is_multiple_of(2) };
        let timer: Vec<TimerEvent> = (0..3_000).map(event).collect();
        assert!(timer_stops(&timer, 0.0..30.0, 1_000).is_some());
        assert_eq!(timer_stops(&timer, 0.0..30.0, 10), None);
    }

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

    #[test]
    fn a_channel_that_drops_out_for_longer_is_missing_there() {
        let time_s: Vec<f64> = (0..40).map(f64::from).collect();
        let mut recorded = vec![5.0; 40];
        recorded[10..30].fill(f64::NAN);
        let (values, provenance) = onto_even(&time_s, &recorded);
        assert!(values[10..30].iter().all(|value| value.is_nan()));
        assert_eq!(provenance, Provenance::Measured);
    }

    #[test]
    fn rows_within_a_stop_are_found_and_its_ends_are_not() {
        let stop = 2.0..4.0;
        assert_eq!(
            within(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0], &[stop]),
            [false, false, false, true, false, false]
        );
    }
}
