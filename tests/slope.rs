//! Form uphill, level and downhill: made-up runners whose cadence on slopes is known.

use backstride::{
    insight::{
        baseline::{Asked, RunBins},
        slope::by_slope,
    },
    model::{Channel, Origin, Provenance, Samples, Series},
    page::{NoSlopes, Slopes, TooLittle},
    signal::SplitMix64,
};
use jiff::{ToSpan as _, civil::Date};

use super::support::assert_within;

const FIRST: Date = Date::constant(2026, 6, 1);
const MONTH: Date = Date::constant(2026, 8, 1);

/// Three months of runs, each out and back over hills.
#[derive(Clone, Copy)]
struct Runner {
    /// Stretches of 30 s of each run on each slope.
    on_hills: u32,
    /// How much slower uphill, and faster downhill, in m/s.
    slower_m_per_s: f64,
    /// What uphill and downhill add to cadence.
    up_spm: f64,
    down_spm: f64,
    seed: u64,
}

const HILLY: Runner =
    Runner { on_hills: 10, slower_m_per_s: 0.15, up_spm: 4.0, down_spm: -3.0, seed: 1 };

/// Cadence on the level at a speed.
fn level_spm(speed_m_per_s: f64) -> f64 {
    170.0 + 6.0 * (speed_m_per_s - 3.0)
}

impl Runner {
    fn runs(&self) -> Vec<(Date, Samples)> {
        let mut random = SplitMix64::new(self.seed);
        (0..31).map(|index| (FIRST + (3 * index).days(), self.run(&mut random))).collect()
    }

    fn run(&self, random: &mut SplitMix64) -> Samples {
        let pace = 3.0 + 0.2 * (2.0 * random.unit_f64() - 1.0);
        let of_run = random.normal_f64();
        let level = 30_u32;
        let mut columns: [Vec<f64>; 3] = Default::default();
        for stretch in 0..level + 2 * self.on_hills {
            let (sign, added) = if stretch < level {
                (0.0, 0.0)
            } else if stretch % 2 == 0 {
                (1.0, self.up_spm)
            } else {
                (-1.0, self.down_spm)
            };
            let grade = match sign {
                0.0 => 0.01 * (2.0 * random.unit_f64() - 1.0),
                sign => sign * (0.035 + 0.04 * random.unit_f64()),
            };
            let speed = pace - sign * self.slower_m_per_s + 0.08 * random.normal_f64();
            columns[0].push(speed);
            columns[1].push(grade);
            columns[2].push(level_spm(speed) + added + of_run + random.normal_f64());
        }
        samples(columns)
    }
}

fn samples([speed, grade, cadence]: [Vec<f64>; 3]) -> Samples {
    let mut samples = Samples::new((0..speed.len()).map(|bin| 30.0 * bin as f64).collect());
    for (channel, values) in
        [(Channel::Speed, speed), (Channel::Grade, grade), (Channel::StepRate, cadence)]
    {
        let series =
            Series { values, provenance: Provenance::Measured, origin: Origin::place("test") };
        samples.insert(channel, series).unwrap();
    }
    samples
}

fn told(runs: &[(Date, Samples)], indoor: bool) -> Result<Slopes, NoSlopes> {
    let runs: Vec<RunBins<'_>> = runs
        .iter()
        .map(|(day, bins)| RunBins { day: *day, bins, sensor: "watch", indoor, excluded: false })
        .collect();
    let until = Date::constant(2026, 8, 31);
    by_slope(&runs, &Asked { channel: Channel::StepRate, frozen_on: MONTH, from: MONTH, until })
}

#[test]
fn a_cadence_four_higher_uphill_and_three_lower_downhill_at_one_pace_is_found_within_its_interval()
{
    let slopes = told(&HILLY.runs(), false).unwrap();
    let level = level_spm(slopes.at_speed_m_per_s);
    for (on, added) in [(&slopes.up, 4.0), (&slopes.level, 0.0), (&slopes.down, -3.0)] {
        for mean in [on.now.unwrap(), on.before.unwrap()] {
            assert!(mean.low < level + added && level + added < mean.high, "{added}: {mean:?}");
            assert!(mean.high - mean.low < 4.0, "{mean:?}");
        }
    }
    for (on, added, slope_pct) in [(&slopes.up, 4.0, 5.5), (&slopes.down, -3.0, -5.5)] {
        let (off, runs) = on.off_level.unwrap();
        assert!(off.low < added && added < off.high, "{off:?}");
        assert_within(0.5, added, off.value);
        assert!(runs >= 8, "{runs}");
        assert_within(0.4, slope_pct, on.now.unwrap().slope_pct);
    }
    assert_eq!(slopes.level.off_level, None, "the level is not set against itself");
}

#[test]
fn intervals_hold_the_truth_about_as_often_as_they_say() {
    let (mut of_mean, mut of_difference) = (0, 0);
    for seed in 0..100 {
        let slopes = told(&Runner { seed, ..HILLY }.runs(), false).unwrap();
        let truth = level_spm(slopes.at_speed_m_per_s) + 4.0;
        let mean = slopes.up.now.unwrap();
        of_mean += u32::from(mean.low < truth && truth < mean.high);
        let (off, _) = slopes.up.off_level.unwrap();
        of_difference += u32::from(off.low < 4.0 && 4.0 < off.high);
    }
    // 95 and 99 of 100 expected; fewer than 89 and 95 have a probability under 0.01.
    assert!(of_mean >= 89, "{of_mean} of 100");
    assert!(of_difference >= 95, "{of_difference} of 100");
}

#[test]
fn a_runner_without_hills_is_told_that_there_were_none() {
    let flat = told(&Runner { on_hills: 0, ..HILLY }.runs(), false);
    let none = TooLittle { runs: 0, minutes: 0.0 };
    assert_eq!(flat, Err(NoSlopes::TooFlat { up: none, down: none }));
}

#[test]
fn hills_run_far_from_the_own_pace_say_nothing_of_it() {
    let walked = told(&Runner { slower_m_per_s: 0.9, ..HILLY }.runs(), false);
    assert!(matches!(walked, Err(NoSlopes::TooFlat { .. })), "{walked:?}");
}

#[test]
fn without_slope_a_belt_or_a_baseline_the_reason_is_told() {
    let mut runs = HILLY.runs();
    assert_eq!(told(&runs, true), Err(NoSlopes::Belt));
    assert_eq!(
        told(&runs[18..], false),
        Err(NoSlopes::NoReference),
        "runs of August, and one more"
    );
    for (_, bins) in &mut runs {
        bins.remove(Channel::Grade);
    }
    assert_eq!(told(&runs, false), Err(NoSlopes::SlopeNotKnown));
}
