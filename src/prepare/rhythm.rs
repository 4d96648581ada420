//! A sensor's own rhythm: one that speaks every five seconds in a recording of every second has left
//! nothing out, and what lies between two of its words is no gap.

use crate::signal::{all_present, median};

/// A channel speaks by a rhythm of its own where its values lie so many times as far apart as the
/// recording's samples.
const SLOWER_BY: f64 = 1.5;

/// A sensor that is silent for longer, in seconds, says nothing of the time between.
const LONGEST_S: f64 = 10.0;

/// Fewer values show no rhythm.
const NEEDED: usize = 20;

/// The usual time between a recording's samples, against which its channels are held.
pub(super) struct Samples<'a> {
    time_s: &'a [f64],
    usual_s: Option<f64>,
}

impl<'a> Samples<'a> {
    pub(super) fn at(time_s: &'a [f64]) -> Samples<'a> {
        Samples { time_s, usual_s: usual_step_s(time_s) }
    }

    /// The usual time between samples, in seconds; none with fewer than two.
    pub(super) fn usual_s(&self) -> Option<f64> {
        self.usual_s
    }

    /// The usual time, in seconds, between a channel's values, where that is the sensor's own and longer
    /// than the time between samples; none for a channel that is there at most samples, at few, or now
    /// and then.
    pub(super) fn rhythm_of(&self, values: &[f64]) -> Option<f64> {
        // A channel that is always there has the recording's own.
        if all_present(values) {
            return None;
        }
        let from_s = SLOWER_BY * self.usual_s?;
        let (count, short) =
            self.steps(values).fold((0_usize, 0_usize), |(count, short), step_s| {
                (count + 1, short + usize::from(step_s < from_s))
            });
        // Most channels speak at each sample: where more than half of the steps are short, so is the
        // one in the middle.
        if count + 1 < NEEDED || short > count / 2 {
            return None;
        }
        let steps: Vec<f64> = self.steps(values).collect();
        median(&steps).filter(|own_s| *own_s >= from_s && *own_s <= LONGEST_S)
    }

    /// The times between a channel's values, in seconds.
    fn steps(&self, values: &[f64]) -> impl Iterator<Item = f64> {
        let mut before_s = None;
        let spoken = self.time_s.iter().zip(values).filter(|(_, value)| value.is_finite());
        spoken.filter_map(move |(&at_s, _)| Some(at_s - before_s.replace(at_s)?))
    }
}

/// The usual time between samples, in seconds; none with fewer than two.
pub(super) fn usual_step_s(time_s: &[f64]) -> Option<f64> {
    let steps: Vec<f64> = time_s.windows(2).map(|pair| pair[1] - pair[0]).collect();
    // Mostly the clock ticks evenly: a step to which more than half of all are equal is the middle one.
    let one = *steps.get(steps.len() / 2)?;
    let equal = steps.iter().filter(|step_s| step_s.to_bits() == one.to_bits()).count();
    if equal > steps.len() / 2 + 1 { Some(one) } else { median(&steps) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rhythm(time_s: &[f64], values: &[f64]) -> Option<f64> {
        Samples::at(time_s).rhythm_of(values)
    }

    fn every(step: usize) -> Vec<f64> {
        (0..200).map(|i| if i % step == 0 { 250.0 } else { f64::NAN }).collect()
    }

    #[test]
    fn the_usual_step_is_the_one_in_the_middle_however_many_are_equal() {
        let mut random = crate::signal::SplitMix64::new(14);
        for others in 0..=10 {
            for count in 1..40 {
                let steps: Vec<f64> = (0..count)
                    .map(|_| if random.below(10) < others { 1.0 + random.unit_f64() } else { 1.0 })
                    .collect();
                let mut now_s = 0.0;
                let mut time_s = vec![now_s];
                for step_s in &steps {
                    now_s += step_s;
                    time_s.push(now_s);
                }
                let taken: Vec<f64> = time_s.windows(2).map(|pair| pair[1] - pair[0]).collect();
                assert_eq!(usual_step_s(&time_s), median(&taken), "{others} {count}");
            }
        }
    }

    #[test]
    fn a_value_every_five_seconds_is_a_rhythm_and_a_sensor_that_dropped_out_has_none() {
        let time_s: Vec<f64> = (0..200).map(f64::from).collect();
        assert_eq!(rhythm(&time_s, &every(5)), Some(5.0));
        assert_eq!(rhythm(&time_s, &every(1)), None);
        assert_eq!(rhythm(&time_s, &every(40)), None, "five values show nothing");
        let half: Vec<f64> = (0..200).map(|i| if i < 100 { 250.0 } else { f64::NAN }).collect();
        assert_eq!(rhythm(&time_s, &half), None);
        let spaced: Vec<f64> = (0..200).map(|i| 4.0 * f64::from(i)).collect();
        assert_eq!(rhythm(&spaced, &every(1)), None, "the recording's own rhythm");
    }
}
