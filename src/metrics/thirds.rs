//! The first and the last third of a run set side by side, at like speed, and what may be chance in it.

use super::{bins::too_few_bins, metric::Absent};
use crate::signal::{Leaning, SplitMix64, student_reach};

/// Bins that each third needs.
pub(super) const LEAST_BINS_EACH: usize = 6;

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

/// One bin of a third.
#[derive(Clone, Copy)]
pub(super) struct Point {
    pub(super) time_s: f64,
    pub(super) speed_m_per_s: f64,
    pub(super) value: f64,
}

/// What changed from the first third to the last, in per cent of the first.
pub(super) struct Change {
    pub(super) pct: f64,
    /// 90 % range, which takes in 0 unless the change is rare; none where nothing varies.
    pub(super) range_pct: Option<(f64, f64)>,
}

impl Change {
    pub(super) fn between(first: &[Point], last: &[Point]) -> Result<Change, Absent> {
        let compared = Compared::of(first, last)?;
        let pct = compared.change_pct();
        let mut random = SplitMix64::new(0x00D2_1F7E);
        let is_rare = is_rare(dealt_out(first, last, pct, &mut random));
        let range_pct = compared.reach_pct(first, last).map(|reach| {
            let (low, high) = (pct - reach, pct + reach);
            if is_rare {
                (low, high)
            } else {
                (low.clamp(f64::MIN, 0.0), high.clamp(0.0, f64::MAX))
            }
        });
        Ok(Change { pct, range_pct })
    }
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
