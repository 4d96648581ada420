//! What of a session is left out as pause, and where it breaks.

use std::ops::Range;

use super::gaps::SHORTEST_PAUSE_S;
use crate::{
    model::{Channel, Notice, NoticeKind, Samples},
    prepare::columns::Columns,
};

/// Slower than this, in m/s, and without a step: standing.
const STANDING_M_PER_S: f64 = 0.3;

/// Standing for longer than this, in seconds, is a pause where no timer tells.
const STANDING_S: f64 = 10.0;

/// A timer that would take out more than this share of the samples is not believed: samples are
/// rarely written while it stands.
const BELIEVED_TIMER_SHARE: f64 = 0.2;

/// Pauses that no event tells account for a timer's time where without them it is off by no more than
/// this share of what it is off with them.
const UNTOLD_PAUSE_SHARE: f64 = 0.1;

/// Standing is not cut out where hardly anything would be left.
const MOSTLY_STANDING_SHARE: f64 = 0.9;

/// Which rows are left out as pause, and between which rows the recording breaks.
pub(super) struct Cut {
    pub(super) left_out: Vec<bool>,
    pub(super) break_before: Vec<bool>,
    /// The timer's stops, where there is a timer that is believed.
    pub(super) stops: Option<Vec<Range<f64>>>,
}

impl Cut {
    pub(super) fn new(
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
            notices.push(Notice::file(NoticeKind::TimerNotUsed, text));
        }
        let left_out = standing(time_s, &columns.samples);
        let share = left_out.iter().filter(|out| **out).count() as f64 / count;
        let left_out =
            if share > MOSTLY_STANDING_SHARE { vec![false; time_s.len()] } else { left_out };
        Cut { left_out, break_before, stops: None }
    }

    /// Where events tell of no stop, and the timer time that is written is shorter by what was stood, the
    /// timer stood as well: some devices write a start and an end and nothing of their pauses.
    pub(super) fn unless_stood(
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
        notices.push(Notice::file(NoticeKind::TimerStood, text));
        stood
    }

    /// Where no timer's events tell, standing is a pause, unless the timer time that is written says
    /// that the timer ran on: of the two lengths the one that is nearer to it is right.
    pub(super) fn timed(
        self,
        time_s: &[f64],
        written_timer_s: Option<f64>,
        notices: &mut Vec<Notice>,
    ) -> Cut {
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
        notices.push(Notice::file(NoticeKind::TimerRanOn, text));
        ran_on
    }

    /// The unbroken stretches of rows that stay.
    pub(super) fn stretches(&self) -> Vec<Range<usize>> {
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
    pub(super) fn timer_s(&self, time_s: &[f64], stretches: &[Range<usize>]) -> f64 {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_within_a_stop_are_found_and_its_ends_are_not() {
        let stop = 2.0..4.0;
        assert_eq!(
            within(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0], &[stop]),
            [false, false, false, true, false, false]
        );
    }
}
