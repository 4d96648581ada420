//! From recorded rows onto the even clock.

use std::ops::Range;

use super::gaps::SAME_TIME_S;
use crate::{
    model::{Provenance, Series},
    prepare::rhythm,
};

/// A value this far, in seconds, from the nearest recorded one was filled in.
const FILLED_S: f64 = 0.75;

/// A series is derived, no longer measured, once more than this share was filled in.
const FILLED_SHARE: f64 = 0.05;

/// From recorded rows onto the even clock.
pub(super) struct Onto<'a> {
    time_s: &'a [f64],
    recorded: rhythm::Samples<'a>,
    /// The stretches of rows, and the rows of the even clock that each has.
    stretches: Vec<(Range<usize>, Range<usize>)>,
    even: &'a [f64],
    /// For each row of the even clock the row that was recorded just then.
    just_then: Vec<Option<usize>>,
    longest_filled_s: f64,
}

impl<'a> Onto<'a> {
    pub(super) fn new(
        time_s: &'a [f64],
        stretches: &[Range<usize>],
        even: &'a [f64],
        longest_filled_s: f64,
    ) -> Onto<'a> {
        let mut just_then = Vec::with_capacity(even.len());
        let mut laid = Vec::with_capacity(stretches.len());
        for rows in stretches {
            let first = just_then.len();
            let until = time_s[rows.end - 1] + SAME_TIME_S;
            let mut next = rows.start;
            for t in even[first..].iter().take_while(|t| **t <= until) {
                while next < rows.end && time_s[next] <= t + SAME_TIME_S {
                    next += 1;
                }
                let row = next.checked_sub(1).filter(|row| rows.contains(row));
                just_then.push(row.filter(|&row| t - time_s[row] <= SAME_TIME_S));
            }
            laid.push((rows.clone(), first..just_then.len()));
        }
        let recorded = rhythm::Samples::at(time_s);
        Onto { time_s, recorded, stretches: laid, even, just_then, longest_filled_s }
    }

    /// A series on the even clock. Between two values not too far apart lies a straight line;
    /// nothing is carried over a pause or beyond an end.
    pub(super) fn resampled(&self, series: &Series) -> Series {
        let mut values = Vec::with_capacity(self.even.len());
        // Between two words of a sensor that has a rhythm of its own nothing was left out.
        let own_s = self.recorded.rhythm_of(&series.values);
        let near_s = own_s.filter(|own_s| *own_s > FILLED_S).unwrap_or(FILLED_S);
        let mut filled = 0_usize;
        for (rows, even) in &self.stretches {
            filled += self.stretch(&series.values, (rows, even.clone()), near_s, &mut values);
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
    fn stretch(
        &self,
        recorded: &[f64],
        (rows, even): (&Range<usize>, Range<usize>),
        near_s: f64,
        values: &mut Vec<f64>,
    ) -> usize {
        let mut filled = 0;
        let mut before: Option<usize> = None;
        let mut after = next_value(recorded, rows.start, rows.end);
        for (&t, just_then) in self.even[even.clone()].iter().zip(&self.just_then[even]) {
            // Mostly a value was recorded at just that second.
            if let Some(value) = just_then.map(|row| recorded[row]).filter(|it| it.is_finite()) {
                values.push(value);
                continue;
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Channel, signal::floor_index};

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
    fn a_channel_that_drops_out_for_longer_is_missing_there() {
        let time_s: Vec<f64> = (0..40).map(f64::from).collect();
        let mut recorded = vec![5.0; 40];
        recorded[10..30].fill(f64::NAN);
        let (values, provenance) = onto_even(&time_s, &recorded);
        assert!(values[10..30].iter().all(|value| value.is_nan()));
        assert_eq!(provenance, Provenance::Measured);
    }
}
