//! Whether a file's cadence counts one foot or both, decided from its own samples.
//!
//! The word of a file is worth nothing here: FIT and the schemas of GPX and TCX say strides, and
//! services have exported steps under the same name, and the reverse.

use std::ops::RangeInclusive;

use crate::model::{Activity, CadenceProof, CadenceUnit, Channel, Samples, Series};
use crate::signal::median;

use super::{made::put, on_foot::OnFoot, rules::Rules};

/// Above this speed, in m/s, samples count as moving fast enough to decide as running.
const RUNNING_FROM_M_PER_S: f64 = 1.5;

/// Below this median speed, in m/s, the walker's windows are asked first: walkers take to running
/// at about 2.0 to 2.1 m/s.
const WALKING_BELOW_M_PER_S: f64 = 2.0;

/// Speeds, in m/s, at which a sample may count as walking.
const WALKING_M_PER_S: RangeInclusive<f64> = 0.5..=2.0;

/// Samples needed to decide, in seconds.
const NEEDED_S: usize = 30;

/// Counts per minute of one foot, running. Slow joggers take 70 to 80 strides; the change from
/// walking to running is at 67 to 70, so that these windows cannot meet those of steps.
const RUNNING_STRIDES_PER_MIN: RangeInclusive<f64> = 60.0..=110.0;

/// Counts per minute of both feet, running.
const RUNNING_STEPS_PER_MIN: RangeInclusive<f64> = 130.0..=230.0;

/// Counts per minute of one foot, walking.
const WALKING_STRIDES_PER_MIN: RangeInclusive<f64> = 45.0..=68.0;

/// Counts per minute of both feet, walking.
const WALKING_STEPS_PER_MIN: RangeInclusive<f64> = 90.0..=136.0;

/// Step lengths that a person on foot can have, in metres.
const STEP_LENGTH_M: RangeInclusive<f64> = 0.45..=1.9;

/// The same in leg lengths.
const STEP_PER_LEG: RangeInclusive<f64> = 0.5..=2.0;

/// Leg length by height (Winter's ratio; see `Runner::leg_length`).
const LEG_LENGTH_PER_HEIGHT: f64 = 0.53;

/// What a decision is made in.
pub(super) struct Setting<'a> {
    pub(super) activity: &'a Activity,
    pub(super) indoor: bool,
    pub(super) sport: OnFoot,
    pub(super) rules: &'a Rules,
}

/// Settles the unit and, where it is settled, adds [`Channel::StepRate`].
pub(super) fn settle(samples: &mut Samples, setting: &Setting<'_>) -> CadenceProof {
    let Some(recorded) = samples.get(Channel::Cadence) else {
        return CadenceProof {
            reason: "the file holds no cadence".into(),
            ..CadenceProof::default()
        };
    };
    let proof = proven(samples, &recorded.values, setting);
    if let Some(factor) = proof.unit.steps_per_count() {
        // Counting both feet is a change of unit, and takes nothing from a measurement.
        let series = Series {
            values: recorded.values.iter().map(|count| count * factor).collect(),
            provenance: recorded.provenance,
            origin: recorded.origin.clone(),
        };
        put(samples, Channel::StepRate, series);
    }
    proof
}

/// The verdict with its reason.
fn proven(samples: &Samples, counts: &[f64], setting: &Setting<'_>) -> CadenceProof {
    // A belt's speed may itself be guessed from cadence, and proves nothing about it.
    let speed = samples.values(Channel::Speed).filter(|_| !setting.indoor);
    let evidence = Evidence::gather(counts, speed, setting.sport);
    let told = |unit, reason: String| CadenceProof {
        unit,
        median_per_min: evidence.median_per_min,
        speed_m_per_s: evidence.speed_m_per_s,
        reason: reason.into(),
    };
    let implied = |unit| told(unit, String::new()).step_length_m(unit);
    if let Some(unit) = setting.rules.cadence_unit {
        return told(unit, "the config says so".to_owned());
    }
    if setting.sport == OnFoot::No {
        return told(CadenceUnit::Unknown, "the sport is not one of steps".to_owned());
    }
    let Some(count) = evidence.median_per_min else {
        let text = format!("fewer than {NEEDED_S} s of moving with a cadence");
        return told(CadenceUnit::Unknown, text);
    };
    let Some(unit) = evidence.unit else {
        let text = format!("a median of {count:.0} a minute fits neither one foot nor both");
        return told(CadenceUnit::Unknown, text);
    };
    let doing = evidence.doing;
    let feet = unit.feet();
    match implied(unit) {
        Some(step_m) if !credible(step_m, setting.activity) => told(
            CadenceUnit::Unknown,
            format!("{count:.0} a minute of {feet} would mean steps of {step_m:.2} m"),
        ),
        Some(step_m) => told(
            unit,
            format!("a median of {count:.0} a minute {doing} is {feet}, in steps of {step_m:.2} m"),
        ),
        None => told(unit, format!("a median of {count:.0} a minute {doing} is {feet}")),
    }
}

/// Whether steps of this length can be taken, by anyone and by the wearer.
fn credible(step_m: f64, activity: &Activity) -> bool {
    let fits_leg =
        activity.wearer.height_m.filter(|height_m| (1.2..=2.3).contains(height_m)).is_none_or(
            |height_m| STEP_PER_LEG.contains(&(step_m / (LEG_LENGTH_PER_HEIGHT * height_m))),
        );
    STEP_LENGTH_M.contains(&step_m) && fits_leg
}

/// Whether most of the moving with a cadence is slower than people run.
fn is_slow(counts: &[f64], speed: &[f64]) -> bool {
    let moving = |at: f64| (*WALKING_M_PER_S.start()..=f64::INFINITY).contains(&at);
    let mut speeds = Vec::with_capacity(speed.len());
    let pairs = counts.iter().zip(speed);
    speeds.extend(pairs.filter(|(count, at)| **count > 0.0 && moving(**at)).map(|(_, at)| *at));
    let usual = median(&speeds).filter(|_| speeds.len() >= NEEDED_S);
    usual.is_some_and(|usual| usual < WALKING_BELOW_M_PER_S)
}

/// The samples that decide, summed up.
struct Evidence {
    median_per_min: Option<f64>,
    speed_m_per_s: Option<f64>,
    unit: Option<CadenceUnit>,
    doing: &'static str,
}

impl Evidence {
    fn gather(counts: &[f64], speed: Option<&[f64]>, sport: OnFoot) -> Evidence {
        let Some(speed) = speed else {
            let moving = Evidence::among(counts, None, &(0.0..=f64::INFINITY));
            return if sport == OnFoot::Walking { moving.walking() } else { moving.running() };
        };
        if is_slow(counts, speed) {
            let walking = Evidence::among(counts, Some(speed), &WALKING_M_PER_S).walking();
            if walking.unit.is_some() {
                return walking;
            }
        }
        Evidence::among(counts, Some(speed), &(RUNNING_FROM_M_PER_S..=f64::INFINITY)).running()
    }

    /// The medians of cadence and speed over the samples at these speeds.
    fn among(counts: &[f64], speed: Option<&[f64]>, speeds: &RangeInclusive<f64>) -> Evidence {
        let mut chosen_counts = Vec::with_capacity(counts.len());
        let mut chosen_speeds = Vec::with_capacity(speed.map_or(0, <[f64]>::len));
        for (i, &count) in counts.iter().enumerate() {
            let at = speed.map(|speed| speed[i]);
            if count > 0.0 && at.is_none_or(|at| speeds.contains(&at)) {
                chosen_counts.push(count);
                chosen_speeds.extend(at);
            }
        }
        let enough = chosen_counts.len() >= NEEDED_S;
        Evidence {
            median_per_min: median(&chosen_counts).filter(|_| enough),
            speed_m_per_s: median(&chosen_speeds).filter(|_| enough),
            unit: None,
            doing: "moving",
        }
    }

    /// The verdict by the runner's windows.
    fn running(mut self) -> Evidence {
        self.doing = "running";
        self.unit = self.median_per_min.and_then(|count| {
            if RUNNING_STRIDES_PER_MIN.contains(&count) {
                Some(CadenceUnit::Strides)
            } else if RUNNING_STEPS_PER_MIN.contains(&count) {
                Some(CadenceUnit::Steps)
            } else {
                None
            }
        });
        self
    }

    /// The verdict by the walker's windows.
    fn walking(mut self) -> Evidence {
        self.doing = "walking";
        self.unit = self.median_per_min.and_then(|count| {
            if WALKING_STRIDES_PER_MIN.contains(&count) {
                Some(CadenceUnit::Strides)
            } else if WALKING_STEPS_PER_MIN.contains(&count) {
                Some(CadenceUnit::Steps)
            } else {
                None
            }
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walkers_count_is_told_from_walking_alone() {
        // 31 samples of walking at 100 to 130 a minute, and 29 of jogging at 160.
        let counts: Vec<f64> =
            (100..=130).map(f64::from).chain(std::iter::repeat_n(160.0, 29)).collect();
        let speed: Vec<f64> = [vec![1.4; 31], vec![2.5; 29]].concat();
        let evidence = Evidence::gather(&counts, Some(&speed), OnFoot::Running);
        assert_eq!((evidence.doing, evidence.median_per_min), ("walking", Some(115.0)));
        assert_eq!(evidence.unit, Some(CadenceUnit::Steps));
    }
}
