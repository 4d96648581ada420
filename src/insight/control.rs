//! Whether a find is specific: the same question asked where the answer must be nothing.

use super::{
    association::{Partial, Triples},
    link_day::{LinkDay, triples},
};
use crate::{
    model::{Exposure, PainScore},
    page::Specificity,
    signal::{self, random::SplitMix64},
};

/// Days after the outcome at which the exposure is looked at: what comes later has no part in it.
const LEADS_DAYS: [i32; 3] = [1, 2, 3];
/// The level at which an irrelevant series counts as a find.
const ALPHA: f64 = 0.05;
/// Half of the 28 days whose median is a slow trend.
const HALF_TREND_DAYS: usize = 14;
/// Start of the irrelevant random series: fixed, so that a page is the same every time.
const SEED: u64 = 0x6972_7265_6c65_7661;

impl Specificity {
    /// Whether the controls found nothing.
    pub const fn is_clean(self) -> bool {
        !self.later_as_much && !self.irrelevant_found
    }
}

/// Asks the controls about a find of size `rho`.
pub(super) fn specificity(days: &[LinkDay], at: (usize, Exposure), rho: f64) -> Specificity {
    let later = LEADS_DAYS.iter().filter_map(|lead| {
        Partial::of(&triples(days, at, -lead, |_| true)).map(|partial| partial.rho.abs())
    });
    let found = |series: Vec<f64>| {
        let mut pairs = triples(days, at, 0, |_| true);
        pairs.exposure = series;
        Partial::of(&pairs).and_then(|partial| partial.shift_p()).is_some_and(|p| p < ALPHA)
    };
    let paired = |day: &&LinkDay| {
        let value = day.values.get(at.0).copied().flatten();
        (day.ran || !at.1.is_of_run())
            && value.is_some()
            && day.before.is_some()
            && day.next_morning.is_some()
    };
    let day_of_month = days.iter().filter(paired).map(|day| f64::from(day.date.day())).collect();
    let mut random = SplitMix64::new(SEED);
    let seeded = days.iter().filter(paired).map(|_| random.unit_f64()).collect();
    Specificity {
        later_as_much: later.into_iter().any(|later| later >= rho.abs()),
        irrelevant_found: found(day_of_month) || found(seeded),
    }
}

/// The primary triples less their slow trends: exposure, outcome and pain before, each less the
/// median of the 28 days round it.
pub(super) fn without_trend(days: &[LinkDay], at: (usize, Exposure)) -> Option<Triples> {
    let series = |of: &dyn Fn(&LinkDay) -> Option<f64>| {
        trendless(&days.iter().map(of).collect::<Vec<Option<f64>>>())
    };
    let exposure = series(&|day| day.values.get(at.0).copied().flatten());
    let outcome = series(&|day| day.next_morning.map(PainScore::value));
    let given = series(&|day| day.before.map(PainScore::value));
    let mut triples = Triples::default();
    for (i, day) in days.iter().enumerate() {
        if let (Some(x), Some(y), Some(z)) = (exposure[i], outcome[i], given[i])
            && (day.ran || !at.1.is_of_run())
        {
            triples.push(x, y, z);
        }
    }
    (!triples.is_empty()).then_some(triples)
}

fn trendless(series: &[Option<f64>]) -> Vec<Option<f64>> {
    (0..series.len())
        .map(|i| {
            let around =
                i.saturating_sub(HALF_TREND_DAYS)..series.len().min(i + HALF_TREND_DAYS + 1);
            let near: Vec<f64> = series[around].iter().flatten().copied().collect();
            Some(series[i]? - signal::median(&near)?)
        })
        .collect()
}
