//! Drift: how form changes from the first third of a long run to its last, at like speed.

use super::{
    bins::{Made, coverage, level_bins, need, too_few_bins},
    foot_ahead::Model,
    metric::{Absent, Estimate, Metric},
    papers::{BURNS_2019, LIEBERMAN_2015, SMITH_2022},
};
use crate::model::{Channel, Run, Runner, Series, Tier, Unit};
use crate::physics::expected_cadence_spm;
use crate::signal::{Leaning, SplitMix64, student_reach};

/// Running time that a drift needs, in seconds.
const LEAST_RUNNING_S: f64 = 2400.0;

/// The first and the last seconds left out: warming up and rolling out.
const LEFT_OUT_S: (f64, f64) = (600.0, 120.0);

/// Bins that each third needs.
const LEAST_BINS_EACH: usize = 6;

/// Between thirds the mean speed may differ by this share where speed hardly varies within them,
/// since then nothing tells what speed does.
const LIKE_SPEED_SHARE: f64 = 0.05;

/// No straight line in speed is trusted further than this share.
const FURTHEST_SPEED_SHARE: f64 = 0.20;

/// Speed that varies less than this within thirds, as a standard deviation in m/s, tells nothing.
const LEAST_SPEED_SD_M_PER_S: f64 = 0.05;

/// The level of the range.
const RANGE_LEVEL: f64 = 0.90;

/// Bins are dealt out in blocks of this many, 2 min, since neighbours are alike.
const BLOCK_BINS: usize = 4;

/// How often they are dealt out.
const DRAWS: usize = 400;

/// A change that so many ways to deal out the blocks give is not told from none: the two-sided
/// level that goes with a range of 90 %.
const RARE: f64 = 0.10;

/// The height that drops out of a ratio of expected cadences, in metres.
const ANY_HEIGHT_M: f64 = 1.72;

/// What all drifts say of their making.
const FORMULA: &str = "The mean over the last third of the run less that over the first, on level \
                       ground, in per cent of the first, less what follows from the difference in \
                       speed by a straight line within the thirds. The first 10 and the last 2 \
                       minutes are left out; 40 minutes of running are needed.";

/// What none of them is for.
const NOT_FOR: &str = "Saying that form breaks down: a change over a run need not be fatigue.";

/// Where they lead astray.
const LIMITS: &str = "Wind, heat, surface and a change of plan within the run look the same. At one \
                      speed throughout, a drift and a slow change of speed cannot be told apart \
                      fully.";

/// What error they have.
const ERROR: &str = "The 90 % range takes into account that each half minute leans on the one \
                     before, found from the run itself, and takes in 0 unless fewer than one in ten \
                     ways to deal blocks of 2 min out to the two thirds give as large a change. \
                     Of made-up runs without any drift 8 to 12 in a hundred leave 0 out all the \
                     same. Over 100 km cadence changed \
                     with speed alone (Burns et al. 2019).";

pub(super) static CADENCE: Metric = Metric {
    key: "cadence_drift_pct",
    name: "Drift of cadence",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: FORMULA,
    inputs: &[Channel::StepRate, Channel::Speed, Channel::Grade],
    error: ERROR,
    limits: LIMITS,
    not_for: NOT_FOR,
    sources: &[BURNS_2019],
    plausible: (-30.0, 30.0),
    service_mean: None,
    estimate: cadence_drift,
};

pub(super) static OVERSTRIDE: Metric = Metric {
    key: "overstride_drift_pct",
    name: "Drift of step length for height and pace",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: "As the drift of cadence, of the step length relative to what is expected at the speed. \
              Height cancels. The first 10 and the last 2 minutes are left out; 40 minutes of \
              running are needed.",
    inputs: &[Channel::StepRate, Channel::Speed, Channel::Grade],
    error: ERROR,
    limits: "Says what the drift of cadence says, seen from the step: never a second piece of \
             evidence beside it. Not on a belt, where the watch guesses the speed.",
    not_for: NOT_FOR,
    sources: &[LIEBERMAN_2015, BURNS_2019],
    plausible: (-30.0, 30.0),
    service_mean: None,
    estimate: overstride_drift,
};

pub(super) static BOUNCE: Metric = Metric {
    key: "bounce_drift_pct",
    name: "Drift of bounce",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: FORMULA,
    inputs: &[Channel::VerticalOscillation, Channel::Speed, Channel::Grade],
    error: ERROR,
    limits: LIMITS,
    not_for: NOT_FOR,
    sources: &[SMITH_2022, BURNS_2019],
    plausible: (-60.0, 60.0),
    service_mean: None,
    estimate: bounce_drift,
};

pub(super) static CONTACT: Metric = Metric {
    key: "contact_drift_pct",
    name: "Drift of ground contact time",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: FORMULA,
    inputs: &[Channel::GroundContactTime, Channel::Speed, Channel::Grade],
    error: ERROR,
    limits: LIMITS,
    not_for: NOT_FOR,
    sources: &[SMITH_2022, BURNS_2019],
    plausible: (-60.0, 60.0),
    service_mean: None,
    estimate: contact_drift,
};

pub(super) static FOOT_AHEAD: Metric = Metric {
    key: "foot_ahead_drift_pct",
    name: "Drift of the foot ahead of the pelvis",
    unit: Unit::Percent,
    decimals: 1,
    tier: Tier::Exploratory,
    formula: "As the drift of ground contact time, of what the model of `foot_ahead_mm` says of each \
              stretch. The first 10 and the last 2 minutes are left out; 40 minutes of running are \
              needed.",
    inputs: &[Channel::GroundContactTime, Channel::Speed, Channel::Grade],
    error: ERROR,
    limits: "Says what the drift of contact time says, as a place of the foot: never a second piece of \
             evidence beside it. Pages tell it from 10 mm on.",
    not_for: NOT_FOR,
    sources: &[LIEBERMAN_2015, BURNS_2019],
    plausible: (-60.0, 60.0),
    service_mean: None,
    estimate: foot_ahead_drift,
};

fn cadence_drift(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    let cadence = need(run, Channel::StepRate)?;
    drift(run, &cadence.values, &[cadence], Made::derived)
}

fn overstride_drift(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    let cadence = need(run, Channel::StepRate)?;
    let speed = need(run, Channel::Speed)?;
    if run.indoor {
        let detail = "the speed on a belt is the watch's guess, which may come from cadence itself";
        return Err(Absent::OutsideValidity { detail });
    }
    let relative: Vec<f64> = cadence
        .values
        .iter()
        .zip(&speed.values)
        .map(|(spm, speed)| expected_cadence_spm(*speed, ANY_HEIGHT_M) / spm)
        .collect();
    drift(run, &relative, &[cadence], Made::modelled)
}

fn bounce_drift(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    let bounce = need(run, Channel::VerticalOscillation)?;
    drift(run, &bounce.values, &[bounce], Made::derived)
}

fn contact_drift(run: &Run, _runner: &Runner) -> Result<Estimate, Absent> {
    let contact = need(run, Channel::GroundContactTime)?;
    drift(run, &contact.values, &[contact], Made::derived)
}

fn foot_ahead_drift(run: &Run, runner: &Runner) -> Result<Estimate, Absent> {
    if let Some(doubt) = run.contact.doubt {
        return Err(Absent::OutsideValidity { detail: doubt.words() });
    }
    let contact = need(run, Channel::GroundContactTime)?;
    let model = Model::of(runner.height_m)?;
    let Some(reach) = run.bins.get(Channel::Reach) else {
        let detail = "it takes a speed of 2.5 to 4.5 m/s that is no guess";
        return Err(Absent::OutsideValidity { detail });
    };
    let ahead_mm: Vec<f64> = reach.values.iter().map(|reach| model.ahead_mm(*reach)).collect();
    drift(run, &ahead_mm, &[contact, reach], Made::modelled)
}

/// One bin of a third.
#[derive(Clone, Copy)]
struct Point {
    time_s: f64,
    speed_m_per_s: f64,
    value: f64,
}

/// The drift of `values`, one for each bin, in per cent.
fn drift(
    run: &Run,
    values: &[f64],
    inputs: &[&Series],
    made: fn(&[&Series]) -> Made,
) -> Result<Estimate, Absent> {
    let speed = need(run, Channel::Speed)?;
    if run.totals.running_s.is_none_or(|ran_s| ran_s < LEAST_RUNNING_S) {
        return Err(Absent::TooLittleData { detail: "40 min of running are needed".to_owned() });
    }
    let (first, last) = thirds(run, speed, values)?;
    let compared = Compared::of(&first, &last)?;
    let change_pct = compared.change_pct();
    let mut random = SplitMix64::new(0x00D2_1F7E);
    let is_rare = is_rare(dealt_out(&first, &last, change_pct, &mut random));
    let reach_pct = compared.reach_pct(&first, &last);
    let range = reach_pct.map(|reach| (change_pct - reach, change_pct + reach));
    let range = if is_rare {
        range
    } else {
        range.map(|(low, high)| (low.clamp(f64::MIN, 0.0), high.clamp(0.0, f64::MAX)))
    };
    let inputs: Vec<&Series> = inputs.iter().copied().chain([speed]).collect();
    let made = made(&inputs);
    let n = first.len() + last.len();
    Ok(Estimate {
        value: change_pct,
        range,
        n,
        provenance: made.provenance,
        origin: made.origin,
        coverage: coverage(run, n as f64 * super::bins::BIN_S),
    })
}

/// The first and the last third of the usable bins, by running time.
fn thirds(run: &Run, speed: &Series, values: &[f64]) -> Result<(Vec<Point>, Vec<Point>), Absent> {
    let time_s = run.bins.time_s();
    let end_s = run.samples.time_s().last().copied().unwrap_or_default();
    let usable: Vec<usize> = level_bins(run)?
        .into_iter()
        .filter(|&bin| {
            time_s[bin] >= LEFT_OUT_S.0 && time_s[bin] + super::bins::BIN_S <= end_s - LEFT_OUT_S.1
        })
        .filter(|&bin| values[bin].is_finite() && speed.values[bin].is_finite())
        .collect();
    // Thirds of the time between, not of the bins, so that hills do not shift them.
    let (Some(&opening), Some(&closing)) = (usable.first(), usable.last()) else {
        return Err(too_few_bins(0, 2 * LEAST_BINS_EACH));
    };
    let third_s = (time_s[closing] - time_s[opening]) / 3.0;
    let point = |&bin: &usize| Point {
        time_s: time_s[bin],
        speed_m_per_s: speed.values[bin],
        value: values[bin],
    };
    let before = |&bin: &usize| time_s[bin] < time_s[opening] + third_s;
    let after = |&bin: &usize| time_s[bin] > time_s[closing] - third_s;
    let first: Vec<Point> = usable.iter().copied().filter(before).map(|bin| point(&bin)).collect();
    let last: Vec<Point> = usable.iter().copied().filter(after).map(|bin| point(&bin)).collect();
    let fewest = first.len().min(last.len());
    if fewest < LEAST_BINS_EACH {
        return Err(too_few_bins(2 * fewest, 2 * LEAST_BINS_EACH));
    }
    Ok((first, last))
}

/// Two thirds set side by side.
struct Compared {
    first: Centre,
    last: Centre,
    /// What one m/s does to the value.
    slope: f64,
}

impl Compared {
    /// At like speed: the slope on speed is taken within the thirds alone, what changes evenly over
    /// them left out, so that a drift cannot pass for a slope.
    fn of(first: &[Point], last: &[Point]) -> Result<Compared, Absent> {
        let middle = first.first().ok_or_else(|| too_few_bins(0, 2 * LEAST_BINS_EACH))?;
        Compared::by_sums(&Sums::of(first, middle), &Sums::of(last, middle))
    }

    fn by_sums(first: &Sums, last: &Sums) -> Result<Compared, Absent> {
        let centres = (first.centre(), last.centre());
        let of_each = [first, last].map(Sums::speed_against_value);
        let (cross, square) = (of_each[0].0 + of_each[1].0, of_each[0].1 + of_each[1].1);
        let (first_speed, last_speed) = (centres.0.speed_m_per_s, centres.1.speed_m_per_s);
        let change_of_speed = (last_speed - first_speed).abs() / first_speed;
        let unlike = Absent::OutsideValidity { detail: "the pace of the two thirds is too unlike" };
        let sd = (square / (first.count() + last.count())).sqrt();
        let slope = if sd >= LEAST_SPEED_SD_M_PER_S {
            cross / square
        } else if change_of_speed <= LIKE_SPEED_SHARE {
            0.0
        } else {
            return Err(unlike);
        };
        if change_of_speed > FURTHEST_SPEED_SHARE {
            return Err(unlike);
        }
        Ok(Compared { first: centres.0, last: centres.1, slope })
    }

    /// The change at like speed.
    fn change(&self) -> f64 {
        let faster = self.last.speed_m_per_s - self.first.speed_m_per_s;
        self.last.value - self.first.value - self.slope * faster
    }

    fn change_pct(&self) -> f64 {
        100.0 * self.change() / self.first.value
    }

    /// How far the 90 % range of the change reaches to either side; none where nothing varies.
    fn reach_pct(&self, first: &[Point], last: &[Point]) -> Option<f64> {
        // The change came evenly or between the thirds: by what fits them better.
        let evenly = self.change() / (self.last.time_s - self.first.time_s);
        let (first, last) = [evenly, 0.0]
            .map(|drift_per_s| {
                let left = |third, centre| self.left(third, centre, drift_per_s);
                (left(first, self.first), left(last, self.last))
            })
            .into_iter()
            .min_by(|one, other| squares(one).total_cmp(&squares(other)))?;
        let leaning = Leaning::of(&first, &last)?;
        let reach = student_reach(RANGE_LEVEL, leaning.freedom) * leaning.standard_error;
        Some(100.0 * reach / self.first.value)
    }

    /// What is left of a third's values once speed and a drift are taken out.
    fn left(&self, points: &[Point], centre: Centre, drift_per_s: f64) -> Vec<f64> {
        let expected = |point: &Point| {
            centre.value
                + self.slope * (point.speed_m_per_s - centre.speed_m_per_s)
                + drift_per_s * (point.time_s - centre.time_s)
        };
        points.iter().map(|point| point.value - expected(point)).collect()
    }
}

fn squares((first, last): &(Vec<f64>, Vec<f64>)) -> f64 {
    first.iter().chain(last).map(|left| left.powi(2)).sum()
}

/// The means of a third.
#[derive(Clone, Copy)]
struct Centre {
    time_s: f64,
    speed_m_per_s: f64,
    value: f64,
}

/// What points sum to, each less a middle that all have in common, so that little is lost in differences.
/// Blocks of points are put together by it, hundreds of times a run.
#[derive(Clone, Copy)]
struct Sums {
    middle: Point,
    /// How many they are; time, speed and value; time by time, speed and value; speed by speed and value.
    of: [f64; 9],
}

impl Sums {
    fn of(points: &[Point], middle: &Point) -> Sums {
        let nothing = Sums { middle: *middle, of: [0.0; 9] };
        points.iter().fold(nothing, |sums, point| {
            let time = point.time_s - middle.time_s;
            let (speed, value) =
                (point.speed_m_per_s - middle.speed_m_per_s, point.value - middle.value);
            let (tt, ts, tv) = (time * time, time * speed, time * value);
            let of = [1.0, time, speed, value, tt, ts, tv, speed * speed, speed * value];
            sums.with(&Sums { middle: *middle, of })
        })
    }

    /// Of both together.
    fn with(mut self, other: &Sums) -> Sums {
        for (sum, other) in self.of.iter_mut().zip(other.of) {
            *sum += other;
        }
        self
    }

    fn count(&self) -> f64 {
        self.of[0]
    }

    fn centre(&self) -> Centre {
        let [count, time, speed, value, ..] = self.of;
        Centre {
            time_s: self.middle.time_s + time / count,
            speed_m_per_s: self.middle.speed_m_per_s + speed / count,
            value: self.middle.value + value / count,
        }
    }

    /// What is left of speed and value once their straight lines on time are taken away: the sum of
    /// their products, and of the squares of speed.
    fn speed_against_value(&self) -> (f64, f64) {
        let [count, time, speed, value, tt, ts, tv, ss, sv] = self.of;
        let spread = tt - time * time / count;
        let (faster_later, more_later) = (ts - time * speed / count, tv - time * value / count);
        let faster_a_second = if spread > 0.0 { faster_later / spread } else { 0.0 };
        let cross = sv - speed * value / count - faster_a_second * more_later;
        let square = ss - speed * speed / count - faster_a_second * faster_later;
        (cross, square)
    }
}

/// Of ways to deal the blocks of both thirds out to them again, whether each gives a change at least as
/// large as the one seen.
fn dealt_out(
    first: &[Point],
    last: &[Point],
    change_pct: f64,
    random: &mut SplitMix64,
) -> impl Iterator<Item = bool> {
    let own = first.chunks(BLOCK_BINS).count();
    let blocks = first.chunks(BLOCK_BINS).chain(last.chunks(BLOCK_BINS));
    let mut blocks: Vec<Sums> = blocks.map(|block| Sums::of(block, &first[0])).collect();
    // A dealing that gives the same change may give it in another order, and a last digit less.
    let as_large_pct = change_pct.abs() * (1.0 - 1e-9);
    (0..DRAWS).filter_map(move |_| {
        for place in (1..blocks.len()).rev() {
            blocks.swap(place, random.below(place + 1));
        }
        let (one, other) = blocks.split_at(own);
        let hand = |blocks: &[Sums]| blocks.iter().copied().reduce(|all, block| all.with(&block));
        let compared = Compared::by_sums(&hand(one)?, &hand(other)?).ok()?;
        Some(compared.change_pct().abs() >= as_large_pct)
    })
}

/// Whether fewer than [`RARE`] of the ways to deal the blocks out give as large a change, the one seen
/// among them. Mostly that is refuted long before all are dealt.
fn is_rare(dealt_out: impl Iterator<Item = bool>) -> bool {
    let refuted = RARE * (DRAWS + 1) as f64;
    let (mut as_large, mut dealt) = (1_usize, 1_usize);
    for is_as_large in dealt_out {
        dealt += 1;
        as_large += usize::from(is_as_large);
        if as_large as f64 >= refuted {
            return false;
        }
    }
    (as_large as f64 / dealt as f64) < RARE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share of dealings that give as large a change, the one seen among them.
    fn share(dealt_out: impl Iterator<Item = bool>) -> f64 {
        let all: Vec<bool> = dealt_out.chain([true]).collect();
        all.iter().filter(|is_as_large| **is_as_large).count() as f64 / all.len() as f64
    }

    fn points(values: impl IntoIterator<Item = f64>) -> Vec<Point> {
        values.into_iter().map(|value| Point { time_s: 0.0, speed_m_per_s: 3.0, value }).collect()
    }

    #[test]
    fn of_all_ways_to_deal_out_eight_blocks_two_give_as_large_a_change() {
        // Four blocks of 100 and four of 110: only all apart, one way or the other, is as large.
        // That is 2 of the 70 ways to choose four of eight.
        let (first, last) = (points([100.0; 16]), points([110.0; 16]));
        let p = share(dealt_out(&first, &last, 10.0, &mut SplitMix64::new(1)));
        assert!((p - 2.0 / 70.0).abs() < 0.03, "{p}");
        assert!(is_rare(dealt_out(&first, &last, 10.0, &mut SplitMix64::new(1))));
    }

    #[test]
    fn a_change_that_any_dealing_gives_is_not_rare() {
        // Blocks lean one way and the other; most dealings differ by more than a tenth of one.
        let blocks = |means: [f64; 4]| points(means.into_iter().flat_map(|mean| [mean; 4]));
        let (first, last) =
            (blocks([100.0, 102.0, 100.0, 102.0]), blocks([102.0, 100.0, 102.0, 100.4]));
        let p = share(dealt_out(&first, &last, 0.1, &mut SplitMix64::new(1)));
        assert!(p > RARE, "{p}");
        assert!(!is_rare(dealt_out(&first, &last, 0.1, &mut SplitMix64::new(1))));
    }

    #[test]
    fn what_is_refuted_early_is_what_the_share_of_all_dealings_refutes() {
        for as_large in 0..=DRAWS {
            // As large a change comes first of all, last of all, or now and then.
            for step in [1, 7, 399] {
                let dealt = || (0..DRAWS).map(move |draw| draw * step % DRAWS < as_large);
                assert_eq!(is_rare(dealt()), share(dealt()) < RARE, "{as_large} {step}");
            }
            // Not every dealing can be compared.
            let dealt = || (0..DRAWS / 2).map(move |draw| draw < as_large);
            assert_eq!(is_rare(dealt()), share(dealt()) < RARE, "{as_large}");
        }
    }
}
