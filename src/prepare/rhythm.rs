//! A sensor's own rhythm: one that speaks every five seconds in a recording of every second has left
//! nothing out, and what lies between two of its words is no gap.

use crate::signal::median;

/// A channel speaks by a rhythm of its own where its values lie so many times as far apart as the
/// recording's samples.
const SLOWER_BY: f64 = 1.5;

/// A sensor that is silent for longer, in seconds, says nothing of the time between.
const LONGEST_S: f64 = 10.0;

/// Fewer values show no rhythm.
const NEEDED: usize = 20;

/// The usual time, in seconds, between a channel's values, where that is the sensor's own and longer
/// than the time between samples; none for a channel that is there at most samples, at few, or now and
/// then.
pub(super) fn of(time_s: &[f64], values: &[f64]) -> Option<f64> {
    let spoken: Vec<f64> = time_s
        .iter()
        .zip(values)
        .filter_map(|(&at_s, value)| value.is_finite().then_some(at_s))
        .collect();
    if spoken.len() < NEEDED {
        return None;
    }
    let usual = |times: &[f64]| {
        let steps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        median(&steps)
    };
    let (own_s, sample_s) = (usual(&spoken)?, usual(time_s)?);
    (own_s >= SLOWER_BY * sample_s && own_s <= LONGEST_S).then_some(own_s)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every(step: usize) -> Vec<f64> {
        (0..200).map(|i| if i % step == 0 { 250.0 } else { f64::NAN }).collect()
    }

    #[test]
    fn a_value_every_five_seconds_is_a_rhythm_and_a_sensor_that_dropped_out_has_none() {
        let time_s: Vec<f64> = (0..200).map(f64::from).collect();
        assert_eq!(of(&time_s, &every(5)), Some(5.0));
        assert_eq!(of(&time_s, &every(1)), None);
        assert_eq!(of(&time_s, &every(40)), None, "five values show nothing");
        let half: Vec<f64> = (0..200).map(|i| if i < 100 { 250.0 } else { f64::NAN }).collect();
        assert_eq!(of(&time_s, &half), None);
        let spaced: Vec<f64> = (0..200).map(|i| 4.0 * f64::from(i)).collect();
        assert_eq!(of(&spaced, &every(1)), None, "the recording's own rhythm");
    }
}
