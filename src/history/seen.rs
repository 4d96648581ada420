//! What one page is told of all that is known.

use super::{History, days, flare, period::sees_until};
use crate::{
    outing::Outing,
    page::{Brief, Period},
};

impl<'a> History<'a> {
    /// What the first page says of a period, but for the sentence, which takes all of its page.
    pub fn brief(&self, period: &Period) -> Brief {
        self.seen_from(period, |seen| {
            let coverage = seen.coverage(period);
            Brief {
                period: period.clone(),
                week_start: seen.config.report.week_start,
                safety: seen.safety(period),
                attention: flare::attention(seen, period),
                unknown: coverage.unknown,
                runs: coverage.runs,
                distance_m: coverage.distance_m,
                days: days::cells(seen, period, &flare::flares(seen, period)),
            }
        })
    }

    /// What a period's page is told: all that came before, and a few days after it. Nothing later
    /// can change it, so that [`Ingredients`] may leave that out.
    pub(super) fn seen_from<T>(&self, period: &Period, tell: impl FnOnce(&History<'_>) -> T) -> T {
        let until = sees_until(period);
        let log = self.log.map(|log| log.up_to(until));
        let outings = |all: &[&'a Outing]| -> Vec<&'a Outing> {
            all.iter().copied().filter(|outing| outing.date() <= until).collect()
        };
        tell(&History {
            unreadable: self.unreadable.clone(),
            health: self.health,
            log: log.as_ref(),
            config: self.config,
            plan: self.plan,
            outings: outings(&self.outings),
            runs: outings(&self.runs),
            loads: self.loads.iter().filter(|day| day.date <= until).cloned().collect(),
            run_days: self.run_days.iter().filter(|day| day.date <= until).cloned().collect(),
            unknown: self.unknown.iter().filter(|span| span.first <= until).copied().collect(),
            known: None,
            whole: self.whole.up_to(until),
        })
    }
}
