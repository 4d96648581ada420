//! From recorded rows onto the even clock.

use std::ops::Range;

use super::gaps::SAME_TIME_S;
use crate::{
    model::{Provenance, Series},
    prepare::rhythm,
    signal::all_present,
};

/// A value this far, in seconds, from the nearest recorded one was filled in.
const FILLED_S: f64 = 0.75;

/// A series is derived, no longer measured, once more than this share was filled in.
const FILLED_SHARE: f64 = 0.05;

/// From recorded rows onto the even clock.
pub(super) struct Onto<'a> {
    time_s: &'a [f64],
    recorded: rhythm::Samples<'a>,
    stretches: Vec<Stretch>,
    even: &'a [f64],
    longest_filled_s: f64,
}

/// Recorded rows without a break, and the even clock's seconds among them.
struct Stretch {
    rows: Range<usize>,
    pieces: Vec<Piece>,
}

/// Seconds of the even clock at which one row after the other was recorded, or that lie after one row and
/// before the next.
struct Piece {
    even: Range<usize>,
    /// The row at the first of these seconds, or before all of them.
    row: usize,
    at_rows: bool,
}

impl Piece {
    /// Whether a second after it belongs to it that is at this row, or after it.
    fn goes_on(&self, row: usize, at_row: bool) -> bool {
        let next = if at_row { self.row + self.even.len() } else { self.row };
        self.at_rows == at_row && row == next
    }
}

impl<'a> Onto<'a> {
    pub(super) fn new(
        time_s: &'a [f64],
        stretches: &[Range<usize>],
        even: &'a [f64],
        longest_filled_s: f64,
    ) -> Onto<'a> {
        let mut seconds = (0..).zip(even).peekable();
        let mut laid = Vec::with_capacity(stretches.len());
        for rows in stretches {
            let mut pieces: Vec<Piece> = Vec::new();
            let until = time_s[rows.end - 1] + SAME_TIME_S;
            let mut next = rows.start;
            while let Some((second, t)) = seconds.next_if(|(_, t)| **t <= until) {
                while next < rows.end && time_s[next] <= t + SAME_TIME_S {
                    next += 1;
                }
                // A stretch begins with a row.
                let row = next.saturating_sub(1).max(rows.start);
                let at_rows = t - time_s[row] <= SAME_TIME_S;
                match pieces.last_mut() {
                    Some(piece) if piece.goes_on(row, at_rows) => piece.even.end = second + 1,
                    _ => pieces.push(Piece { even: second..second + 1, row, at_rows }),
                }
            }
            laid.push(Stretch { rows: rows.clone(), pieces });
        }
        let recorded = rhythm::Samples::at(time_s);
        Onto { time_s, recorded, stretches: laid, even, longest_filled_s }
    }

    /// A series on the even clock. Between two values not too far apart lies a straight line;
    /// nothing is carried over a pause or beyond an end.
    pub(super) fn resampled(&self, series: &Series) -> Series {
        let mut values = Vec::with_capacity(self.even.len());
        // Between two words of a sensor that has a rhythm of its own nothing was left out.
        let own_s = self.recorded.rhythm_of(&series.values);
        let near_s = own_s.filter(|own_s| *own_s > FILLED_S).unwrap_or(FILLED_S);
        let mut filled = 0_usize;
        for stretch in &self.stretches {
            filled += self.stretch(&series.values, stretch, near_s, &mut values);
        }
        let present = || values.iter().filter(|value| value.is_finite()).count();
        let provenance = if filled > 0 && filled as f64 > FILLED_SHARE * present() as f64 {
            Provenance::Derived.weakest([series.provenance])
        } else {
            series.provenance
        };
        Series { values, provenance, origin: series.origin.clone() }
    }

    /// One stretch of a series; returns how many values were filled in: those further than `near_s`
    /// from any recorded one.
    fn stretch(
        &self,
        recorded: &[f64],
        Stretch { rows, pieces }: &Stretch,
        near_s: f64,
        values: &mut Vec<f64>,
    ) -> usize {
        let mut filled = 0;
        let mut fill = |t: f64, before: Option<usize>, after: Option<usize>| {
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
            filled += usize::from(since > near_s && until > near_s && value.is_finite());
            value
        };
        let mut before: Option<usize> = None;
        let mut after = next_value(recorded, rows.start, rows.end);
        for Piece { even, row, at_rows } in pieces {
            let even = &self.even[even.clone()];
            // Mostly a value was recorded at just these seconds, or at the rows on either side of them.
            let beside = rows.end.min(row + if *at_rows { even.len() } else { 2 });
            let here = &recorded[*row..beside];
            let whole = all_present(here);
            if *at_rows && whole {
                values.extend_from_slice(here);
            } else if whole && here.len() == 2 {
                values.extend(even.iter().map(|t| fill(*t, Some(*row), Some(row + 1))));
            } else {
                for (place, &t) in even.iter().enumerate() {
                    let at_row = here.get(place).filter(|value| *at_rows && value.is_finite());
                    if let Some(value) = at_row {
                        values.push(*value);
                        continue;
                    }
                    while let Some(row) = after.filter(|&row| self.time_s[row] <= t + SAME_TIME_S) {
                        before = Some(row);
                        after = next_value(recorded, row + 1, rows.end);
                    }
                    values.push(fill(t, before, after));
                }
            }
        }
        filled
    }
}

/// The first row from `from` on that has a value.
fn next_value(values: &[f64], from: usize, end: usize) -> Option<usize> {
    (from..end).find(|&row| values[row].is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Channel,
        signal::{SplitMix64, floor_index},
    };

    fn onto_even(time_s: &[f64], values: &[f64]) -> (Vec<f64>, Provenance) {
        let length = floor_index(time_s[time_s.len() - 1]) + 1;
        let even: Vec<f64> = (0..length).map(|k| k as f64).collect();
        let whole = 0..time_s.len();
        let onto = Onto::new(time_s, std::slice::from_ref(&whole), &even, 10.0);
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
    fn a_second_at_which_a_value_was_recorded_has_it_and_one_between_two_values_their_line() {
        let mut random = SplitMix64::new(5);
        for share in [1, 2, 9] {
            // Seconds are missing from the clock, and values from its rows.
            let mut clock: Vec<u32> = (1..400).filter(|_| random.below(10) < share).collect();
            clock.insert(0, 0);
            let value = |random: &mut SplitMix64| match random.below(4) {
                0 => f64::NAN,
                _ => random.normal_f64(),
            };
            let recorded: Vec<f64> = clock.iter().map(|_| value(&mut random)).collect();
            let time_s: Vec<f64> = clock.iter().map(|second| f64::from(*second)).collect();
            let known: Vec<(f64, f64)> = time_s
                .iter()
                .copied()
                .zip(recorded.iter().copied())
                .filter(|(_, v)| v.is_finite())
                .collect();
            let (values, _) = onto_even(&time_s, &recorded);
            for (second, value) in (0_u32..).map(f64::from).zip(values) {
                let before = known.iter().rfind(|(at, _)| *at <= second);
                let after = known.iter().find(|(at, _)| *at >= second);
                let expected = before.zip(after).filter(|((a, _), (b, _))| b - a <= 10.0);
                match expected {
                    Some(((a, one), (b, other))) if b > a => {
                        let line = one + (other - one) * (second - a) / (b - a);
                        assert!((value - line).abs() < 1e-12, "{second}");
                    }
                    Some(((_, one), _)) => assert!((value - one).abs() < 1e-12, "{second}"),
                    None => assert!(value.is_nan(), "{second}"),
                }
            }
        }
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
}
