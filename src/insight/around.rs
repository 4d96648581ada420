//! The days round runs, described and not tested: morning pain before and after run days, next
//! mornings by thirds of the minutes run, and the other direction, pain and the run that follows.

use super::{
    association::{Partial, Triples},
    bootstrap::mean_of_days,
    link::{FEWEST_FOR_RHO, LinkDay},
};
use crate::{
    model::PainScore,
    page::{AroundDay, LinkThird, Reverse},
    signal,
};

/// Days before and after a run day that are shown.
const AROUND_DAYS: std::ops::RangeInclusive<i32> = -3..=3;
/// Under so many pairs there are counts only.
const FEWEST_FOR_PLOTS: usize = 14;

/// Mean morning pain from three days before run days to three after; none under 14 run days with
/// a next morning.
pub fn around(days: &[LinkDay]) -> Vec<AroundDay> {
    let known = |day: &&LinkDay| day.ran && day.next_morning.is_some();
    if days.iter().filter(known).count() < FEWEST_FOR_PLOTS {
        return Vec::new();
    }
    AROUND_DAYS
        .filter_map(|lag_days| {
            let at: Vec<Option<f64>> = (0..days.len())
                .map(|day| days[day].ran.then(|| morning(days, day, lag_days)).flatten())
                .collect();
            Some(AroundDay { lag_days, pain: mean_of_days(&at)? })
        })
        .collect()
}

/// The morning so many days after a day of the list: the next morning of the day before it.
fn morning(days: &[LinkDay], day: usize, lag_days: i32) -> Option<f64> {
    let at = i64::try_from(day).ok()? + i64::from(lag_days);
    let eve = usize::try_from(at).ok()?.checked_sub(1)?;
    days.get(eve)?.next_morning.map(PainScore::value)
}

/// Next mornings by thirds of the minutes run; none under 14 pairs.
pub fn thirds(days: &[LinkDay]) -> Vec<LinkThird> {
    let mut pairs: Vec<(f64, PainScore)> = days
        .iter()
        .filter(|day| day.ran)
        .filter_map(|day| Some((day.running_min?, day.next_morning?)))
        .collect();
    if pairs.len() < FEWEST_FOR_PLOTS {
        return Vec::new();
    }
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let minutes: Vec<f64> = pairs.iter().map(|pair| pair.0).collect();
    signal::thirds(&minutes)
        .into_iter()
        .flatten()
        .filter_map(|third| {
            let part = pairs.get(third)?;
            let (first, last) = (part.first()?, part.last()?);
            let mut next_mornings: Vec<PainScore> = part.iter().map(|pair| pair.1).collect();
            next_mornings.sort_unstable();
            let scores: Vec<f64> = next_mornings.iter().map(|score| score.value()).collect();
            let quartile = |share| signal::quantile(&scores, share);
            Some(LinkThird {
                from_min: first.0,
                to_min: last.0,
                quartiles: (quartile(0.25)?, quartile(0.5)?, quartile(0.75)?),
                next_mornings,
            })
        })
        .collect()
}

/// Pain before a run and the minutes of the run; none under 30 run days.
pub fn reverse(days: &[LinkDay]) -> Option<Reverse> {
    let mut triples = Triples::default();
    for day in days.iter().filter(|day| day.ran) {
        if let (Some(before), Some(minutes)) = (day.before, day.running_min) {
            triples.push(before.value(), minutes, 0.0);
        }
    }
    if triples.len() < FEWEST_FOR_RHO {
        return None;
    }
    let partial = Partial::of(&triples)?;
    Some(Reverse { rho: partial.rho, interval: partial.interval(), n: triples.len() })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::calendar::shifted;

    /// Sixty days, a run every fourth; the morning after a run is 4, every other one 2.
    fn days() -> Vec<LinkDay> {
        let score = |value| PainScore::new(value).ok();
        (0..60)
            .map(|i| LinkDay {
                date: shifted(date(2026, 3, 1), i).unwrap(),
                ran: i % 4 == 0,
                running_min: (i % 4 == 0).then(|| 30.0 + f64::from(i)),
                before: score(if i % 8 == 0 { 3.0 } else { 2.0 }),
                next_morning: score(if i % 4 == 0 { 4.0 } else { 2.0 }),
                medicine: false,
                values: Vec::new(),
            })
            .collect()
    }

    #[test]
    fn mornings_round_runs_stand_at_their_own_distance() {
        let around = around(&days());
        let means: Vec<(i32, f64)> = around.iter().map(|at| (at.lag_days, at.pain.value)).collect();
        assert_eq!(
            means,
            [(-3, 4.0), (-2, 2.0), (-1, 2.0), (0, 2.0), (1, 4.0), (2, 2.0), (3, 2.0)]
        );
        assert_eq!(around[4].pain.n, 15);
    }

    #[test]
    fn thirds_hold_every_pair_once_and_are_in_order() {
        let thirds = thirds(&days());
        let counts: Vec<usize> = thirds.iter().map(|third| third.next_mornings.len()).collect();
        assert_eq!(counts, [5, 5, 5]);
        assert!(thirds.windows(2).all(|pair| pair[0].to_min < pair[1].from_min));
        assert_eq!(thirds[0].quartiles, (4.0, 4.0, 4.0));
    }

    #[test]
    fn few_run_days_are_not_drawn() {
        let few: Vec<LinkDay> = days().into_iter().take(52).collect();
        assert!(around(&few).is_empty() && thirds(&few).is_empty() && reverse(&few).is_none());
    }
}
