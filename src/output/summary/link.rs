//! What is described beside the declared test: the days round runs, thirds, pairs and flares.

use jiff::civil::Date;
use serde::Serialize;

use super::{Number, number};
use crate::page::{
    AroundDay, BesideDays, BesideLevel, Crossover, Flares, Link, LinkThird, Matched, MatchedMetric,
    Reverse,
};

/// `together`: an empty list or `null` is too little to describe.
#[derive(Serialize)]
pub(super) struct Together<'a> {
    around: Vec<AroundOut>,
    thirds: Vec<ThirdOut>,
    pain_before_and_minutes: Option<ReverseOut>,
    matched: Option<MatchedOut<'a>>,
    flares: Option<FlaresOut<'a>>,
}

impl<'a> Together<'a> {
    pub(super) fn of(link: &'a Link) -> Together<'a> {
        Together {
            around: link.around.iter().map(AroundOut::of).collect(),
            thirds: link.thirds.iter().map(ThirdOut::of).collect(),
            pain_before_and_minutes: link.reverse.map(ReverseOut::of),
            matched: link.matched.as_ref().map(MatchedOut::of),
            flares: link.flares.as_ref().map(FlaresOut::of),
        }
    }
}

#[derive(Serialize)]
struct AroundOut {
    lag_days: i32,
    mean: Number,
    low: Option<Number>,
    high: Option<Number>,
    n: usize,
}

impl AroundOut {
    fn of(day: &AroundDay) -> AroundOut {
        AroundOut {
            lag_days: day.lag_days,
            mean: Number(day.pain.value),
            low: number(day.pain.low),
            high: number(day.pain.high),
            n: day.pain.n,
        }
    }
}

#[derive(Serialize)]
struct ThirdOut {
    from_min: Number,
    to_min: Number,
    n: usize,
    quarter: Number,
    median: Number,
    three_quarters: Number,
}

impl ThirdOut {
    fn of(third: &LinkThird) -> ThirdOut {
        let (quarter, median, three_quarters) = third.quartiles;
        ThirdOut {
            from_min: Number(third.from_min),
            to_min: Number(third.to_min),
            n: third.next_mornings.len(),
            quarter: Number(quarter),
            median: Number(median),
            three_quarters: Number(three_quarters),
        }
    }
}

#[derive(Serialize)]
struct ReverseOut {
    n: usize,
    rho: Number,
    ci_low: Option<Number>,
    ci_high: Option<Number>,
}

impl ReverseOut {
    fn of(reverse: Reverse) -> ReverseOut {
        ReverseOut {
            n: reverse.n,
            rho: Number(reverse.rho),
            ci_low: number(reverse.interval.map(|interval| interval.0)),
            ci_high: number(reverse.interval.map(|interval| interval.1)),
        }
    }
}

#[derive(Serialize)]
struct MatchedOut<'a> {
    title: &'a str,
    pairs: Vec<[Date; 2]>,
    metrics: Vec<MetricOut<'a>>,
}

impl<'a> MatchedOut<'a> {
    fn of(matched: &'a Matched) -> MatchedOut<'a> {
        MatchedOut {
            title: &matched.title,
            pairs: matched.pairs.iter().map(|pair| [pair.flare, pair.calm]).collect(),
            metrics: matched.metrics.iter().map(MetricOut::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct MetricOut<'a> {
    key: &'a str,
    n: usize,
    difference: Number,
    ci_low: Option<Number>,
    ci_high: Option<Number>,
}

impl<'a> MetricOut<'a> {
    fn of(metric: &'a MatchedMetric) -> MetricOut<'a> {
        MetricOut {
            key: metric.key,
            n: metric.differences.len(),
            difference: Number(metric.middle),
            ci_low: number(metric.interval.map(|interval| interval.0)),
            ci_high: number(metric.interval.map(|interval| interval.1)),
        }
    }
}

#[derive(Serialize)]
struct FlaresOut<'a> {
    onsets: &'a [Date],
    judged: usize,
    without_run_in_48_h: usize,
    mornings: usize,
    mornings_without_run_in_48_h: usize,
    beside: Vec<BesideOut<'a>>,
    levels: Vec<LevelOut<'a>>,
    crossover: Option<CrossoverOut>,
}

impl<'a> FlaresOut<'a> {
    fn of(flares: &'a Flares) -> FlaresOut<'a> {
        FlaresOut {
            onsets: &flares.onsets,
            judged: flares.judged,
            without_run_in_48_h: flares.without_run,
            mornings: flares.mornings,
            mornings_without_run_in_48_h: flares.mornings_without_run,
            beside: flares.beside.iter().map(BesideOut::of).collect(),
            levels: flares.levels.iter().map(LevelOut::of).collect(),
            crossover: flares.crossover.map(CrossoverOut::of),
        }
    }
}

/// Days with it, of days on which the log tells.
#[derive(Serialize)]
struct BesideOut<'a> {
    name: &'a str,
    before_flares: [usize; 2],
    other_days: [usize; 2],
}

impl<'a> BesideOut<'a> {
    fn of(row: &'a BesideDays) -> BesideOut<'a> {
        BesideOut {
            name: row.name,
            before_flares: row.before_flares.into(),
            other_days: row.other_days.into(),
        }
    }
}

#[derive(Serialize)]
struct LevelOut<'a> {
    name: &'a str,
    unit: &'a str,
    before_flares: Option<Number>,
    other_days: Option<Number>,
}

impl<'a> LevelOut<'a> {
    fn of(row: &'a BesideLevel) -> LevelOut<'a> {
        LevelOut {
            name: row.name,
            unit: row.unit,
            before_flares: row.before_flares.map(|level| Number(level.0)),
            other_days: row.other_days.map(|level| Number(level.0)),
        }
    }
}

#[derive(Serialize)]
struct CrossoverOut {
    sets: usize,
    discordant: usize,
    ran_before: usize,
    ran_else: [usize; 2],
    odds_ratio: Option<Number>,
    p: Option<Number>,
}

impl CrossoverOut {
    fn of(crossover: Crossover) -> CrossoverOut {
        CrossoverOut {
            sets: crossover.sets,
            discordant: crossover.discordant,
            ran_before: crossover.ran_before,
            ran_else: crossover.ran_else.into(),
            odds_ratio: number(crossover.odds_ratio),
            p: number(crossover.p),
        }
    }
}
