//! Step length against the middle of runners of one's height at one's pace. It goes with braking, and
//! is not shown to go with where the foot lands, which is what overstriding is.

use super::{
    bins::{Made, level_bins, median_of_bins, need},
    metric::{Absent, Estimate, Metric},
    papers::{HEIDERSCHEIT_2011, LIEBERMAN_2015},
};
use crate::model::{Channel, Citation, Run, Runner, Sex, Tier, Unit};
use crate::physics::{CADENCE_PRIOR_HEIGHTS_M, CADENCE_PRIOR_SPEEDS_M_PER_S, expected_cadence_spm};

pub(super) static METRIC: Metric = Metric {
    key: "overstride_index_pct",
    name: "Step length for height and pace",
    unit: Unit::Percent,
    decimals: 0,
    tier: Tier::Exploratory,
    formula: "How much longer the steps are than the middle of runners of this height takes at this \
              speed: 100·(expected cadence ÷ cadence − 1), with an expected cadence of \
              169.9·(speed/3.0)^0.192·(height/1.72)^−0.719. The median of the 30 s stretches of \
              steady running on level ground.",
    inputs: &[Channel::StepRate, Channel::Speed, Channel::Grade],
    error: "Runners differ from that middle by 5.6 % (one standard deviation), so that −6 to +6 % \
            is where two in three are. The middle itself is known to about ±2 % (58 runners, 103 \
            sessions on level treadmills, video; a runner left out is missed by 10 steps a minute, \
            root mean square). Half a run repeats the other half within 0.75 percentage points \
            (one standard error, 77 runs).",
    limits: "Holds from 2.24 to 4.47 m/s and from 1.55 to 1.93 m, on the level, outdoors. Height and \
             sex are confounded in it: short men read 4 % and tall women 8 % off. On 26 runners with \
             markers it goes with the braking impulse of a step (rank correlation at given speed +0.63, \
             95 % interval +0.42 to +0.78), partly since longer steps last longer, and is not shown to go \
             with where the foot lands (+0.17, −0.20 to +0.50).",
    not_for: "Saying that someone overstrides: that is where the foot lands, of which `foot_ahead_mm` \
              has a model. Many fast runners take long steps without.",
    sources: &[
        Citation {
            short: "Fit to 103 treadmill sessions of 58 runners",
            title: "Video-timed steps at each runner's slowest and fastest speed, 2.24 to 4.47 m/s",
            doi: "",
        },
        HEIDERSCHEIT_2011,
        LIEBERMAN_2015,
    ],
    plausible: (-40.0, 60.0),
    service_mean: None,
    estimate,
};

/// Bins that the index needs.
const NEEDED_BINS: usize = 10;

/// Within this, in per cent, lie two in three runners.
pub const USUAL_PCT: f64 = 6.0;

/// Beyond this, in per cent, lies about one runner in 34 on either side.
const FAR_PCT: f64 = 12.0;

/// Women taller than this, in metres, read too far off for words.
const TALLEST_WOMAN_M: f64 = 1.72;

/// Men shorter than this, in metres, read too far off for words.
const SHORTEST_MAN_M: f64 = 1.68;

fn estimate(run: &Run, runner: &Runner) -> Result<Estimate, Absent> {
    let cadence = need(run, Channel::StepRate)?;
    let speed = need(run, Channel::Speed)?;
    let height_m = runner.height_m.ok_or(Absent::NotConfigured { what: "runner.height_cm" })?;
    let (shortest, tallest) = CADENCE_PRIOR_HEIGHTS_M;
    if !(shortest..=tallest).contains(&height_m) {
        return Err(Absent::OutsideValidity { detail: "it holds for heights of 1.55 to 1.93 m" });
    }
    if run.indoor {
        let detail = "the speed on a belt is the watch's guess, which may come from cadence itself";
        return Err(Absent::OutsideValidity { detail });
    }
    let (slowest, fastest) = CADENCE_PRIOR_SPEEDS_M_PER_S;
    let level = level_bins(run)?;
    let indices_pct: Vec<f64> = level
        .iter()
        .filter(|&&bin| (slowest..=fastest).contains(&speed.values[bin]))
        .map(|&bin| {
            let expected_spm = expected_cadence_spm(speed.values[bin], height_m);
            100.0 * (expected_spm / cadence.values[bin] - 1.0)
        })
        .collect();
    if level.len() >= NEEDED_BINS && indices_pct.len() < NEEDED_BINS {
        return Err(Absent::OutsideValidity { detail: "it holds for speeds of 2.24 to 4.47 m/s" });
    }
    median_of_bins(run, &indices_pct, NEEDED_BINS, Made::modelled(&[cadence, speed]))
}

/// How sure it is, in short; the metric's own text has where this comes from.
pub const ERROR_IN_SHORT: &str = "The middle itself is known to about ±2 %, and half a run repeats \
                                  the other half within 0.75 points.";

/// The plain words for an index, as orientation and never as a verdict; none where the index says
/// too little of this runner: sex or height unknown, tall women, short men.
///
/// ```
/// use backstride::metrics::overstride_index::words;
/// use backstride::model::{Runner, Sex};
///
/// let runner = Runner { height_m: Some(1.80), sex: Some(Sex::Male), ..Runner::default() };
/// assert!(words(2.0, &runner).unwrap().starts_with("Your step length was usual"));
/// assert_eq!(words(2.0, &Runner::default()), None);
/// ```
pub fn words(index_pct: f64, runner: &Runner) -> Option<String> {
    let height_m = runner.height_m?;
    let told = match runner.sex? {
        Sex::Female => height_m <= TALLEST_WOMAN_M,
        Sex::Male => height_m >= SHORTEST_MAN_M,
    };
    let (shortest, tallest) = CADENCE_PRIOR_HEIGHTS_M;
    (told && (shortest..=tallest).contains(&height_m) && index_pct.is_finite())
        .then(|| self::told(index_pct))
}

/// The plain words for an index of a runner of whom it says enough.
pub fn told(index_pct: f64) -> String {
    let size = index_pct.abs();
    let side = if index_pct < 0.0 { "shorter" } else { "longer" };
    let compared = "than the middle of runners of your height at this pace";
    if size <= USUAL_PCT {
        "Your step length was usual for your height and pace: two in three runners lie as close to \
         the middle."
            .to_owned()
    } else if size <= FAR_PCT && index_pct < 0.0 {
        format!("Your steps were about {size:.0} % {side} {compared}.")
    } else if index_pct < 0.0 {
        format!(
            "Your steps were about {size:.0} % {side} {compared}; about one in 34 is at least that \
             far out."
        )
    } else {
        let share = if size <= FAR_PCT { "one in eight" } else { "one in 34" };
        format!(
            "Your steps were about {size:.0} % {side} {compared}; about {share} is at least that \
             far out. That goes with more braking in each step, not with where the foot lands."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runner(height_m: f64, sex: Sex) -> Runner {
        Runner { height_m: Some(height_m), sex: Some(sex), ..Runner::default() }
    }

    #[test]
    fn no_words_are_found_where_height_and_sex_cannot_be_told_apart() {
        assert_eq!(words(9.0, &runner(1.75, Sex::Female)), None);
        assert_eq!(words(9.0, &runner(1.65, Sex::Male)), None);
        assert_eq!(words(9.0, &runner(1.50, Sex::Female)), None);
        assert!(words(9.0, &runner(1.70, Sex::Female)).is_some());
    }

    #[test]
    fn words_never_find_overstriding() {
        for tenths in -400..=600 {
            let said = words(f64::from(tenths) / 10.0, &runner(1.80, Sex::Male)).unwrap();
            assert!(!said.contains("overstrid"), "{said}");
        }
        let said = words(7.2, &runner(1.80, Sex::Male)).unwrap();
        assert!(said.starts_with("Your steps were about 7 % longer"), "{said}");
        assert!(said.contains("one in eight"), "{said}");
    }
}
