//! The therapist's plan beside what was done, and the back beside both.

pub(super) mod stage;
mod weekly;

use jiff::{ToSpan as _, civil::Date};

use super::History;
use crate::{
    insight::{beside::DayBeside, plan::Plan, stands_out::PLAN_HELD_DAYS},
    load::DayLoad,
    model::{
        PainScore,
        calendar::{days_in, monday_of},
    },
    page::{self, FormPanel, Keeping, Mean, Period, PlanRow, Scores, Target, Untold, Weekly},
    signal,
};

/// Under so many runs a part of a period has no cadence of its own.
const FEWEST_RUNS: usize = 3;
/// A run counts as longer than agreed from so much on: about what satellites err by, and no less
/// than half of the last digit that is printed.
const LONGER_SHARE: f64 = 0.01;
const LONGER_M: f64 = 50.0;
/// Scores on fewer of the run days than this cannot say that a limit was kept: the days without one
/// may be the worst (the same bound under which a diary is too uneven for a link).
const SCORED_SHARE: f64 = 0.8;

/// The plan beside a period; none where no plan holds in it.
pub(super) fn compared(
    history: &History<'_>,
    period: &Period,
    form: &[FormPanel],
) -> Option<page::PlanPanel> {
    let plan = history.plan?;
    let held = plan.held(period.first, period.known_until)?;
    let holds_throughout = held == (period.first, period.known_until);
    let scope = Scope { history, plan, held, holds_throughout, weeks: whole_weeks(plan, period) };
    let points = [
        scope.cadence(form),
        scope.longest(),
        scope.minutes(),
        scope.downhill(),
        scope.rest(),
        scope.during(),
        scope.next_morning(),
        scope.stage(),
    ];
    let mut rows: Vec<PlanRow> = points.into_iter().flatten().collect();
    if !rows.is_empty() {
        rows.extend(scope.meanwhile());
    }
    let is_told = scope.is_told(&rows);
    Some(page::PlanPanel { from: plan.valid_from, rows, is_told })
}

/// Mondays of the weeks that end in the period with the plan holding on all seven days.
fn whole_weeks(plan: &Plan, period: &Period) -> Vec<Date> {
    let mut mondays = Vec::new();
    let mut monday = monday_of(period.first);
    while let Ok(sunday) = monday.checked_add(6.days()) {
        if sunday > period.known_until {
            break;
        }
        if plan.held(monday, sunday) == Some((monday, sunday)) {
            mondays.push(monday);
        }
        let Ok(next) = sunday.tomorrow() else { break };
        monday = next;
    }
    mondays
}

struct Scope<'a> {
    history: &'a History<'a>,
    plan: &'a Plan,
    /// Days of the period on which the plan holds.
    held: (Date, Date),
    /// Whether those are all its days.
    holds_throughout: bool,
    /// Mondays of whole weeks.
    weeks: Vec<Date>,
}

impl Scope<'_> {
    /// Whether the plan held long enough to tell, with runs to tell it by and a point that could be.
    fn is_told(&self, rows: &[PlanRow]) -> bool {
        days_in(self.held.0, self.held.1) >= PLAN_HELD_DAYS
            && self.history.runs.iter().any(|run| self.is_held(run.date()))
            && page::Tally::of(rows).told() > 0
    }

    fn cadence(&self, form: &[FormPanel]) -> Option<PlanRow> {
        let (asked_spm, within_spm) = (self.plan.cadence_spm?, self.plan.cadence_within_spm);
        let panel = form.iter().find(|panel| panel.key == "cadence_spm");
        let done = panel.and_then(|panel| self.mean_cadence(panel));
        let kept = match (done, within_spm) {
            (Some(mean), Some(width)) => against_range(&mean, (asked_spm, width)),
            (Some(_), None) => Keeping::NotKnown(Untold::NoRange),
            (None, _) => Keeping::NotKnown(Untold::AsDone),
        };
        Some(PlanRow { target: Target::Cadence { asked_spm, within_spm, done }, kept })
    }

    /// The panel's own value; of its runs alone, where the plan began or ended within the period.
    fn mean_cadence(&self, panel: &FormPanel) -> Option<Mean> {
        if self.holds_throughout {
            return panel.value;
        }
        let held = panel.points.iter().filter(|point| self.is_held(point.date));
        let values: Vec<f64> = held.map(|point| point.value).collect();
        let value = signal::mean(&values).filter(|_| values.len() >= FEWEST_RUNS)?;
        Some(Mean { value, low: None, high: None, n: values.len() })
    }

    fn longest(&self) -> Option<PlanRow> {
        let asked_m = self.plan.longest_run_m?;
        let held = self.history.runs.iter().filter(|run| self.is_held(run.date()));
        let runs: Vec<(Date, Option<f64>)> =
            held.map(|run| (run.date(), run.totals.distance_m)).collect();
        let done = runs
            .iter()
            .filter_map(|(day, metres)| Some((*day, (*metres)?)))
            .max_by(|one, other| one.1.total_cmp(&other.1));
        let is_longer = |metres: f64| {
            let by_m = metres - asked_m;
            by_m > LONGER_M && by_m > LONGER_SHARE * asked_m
        };
        let longer = runs.iter().filter(|run| run.1.is_some_and(is_longer)).count();
        let kept = match done {
            Some(_) if longer > 0 => {
                Keeping::Missed { is_above: true, on: (longer, runs.len()), week: None }
            }
            Some(_) if !self.is_covered() => Keeping::NotKnown(Untold::NotCovered),
            Some(_) if runs.iter().all(|run| run.1.is_some()) => Keeping::Kept,
            Some(_) => Keeping::NotKnown(Untold::Distance),
            None => Keeping::NotKnown(Untold::AsDone),
        };
        Some(PlanRow { target: Target::LongestRun { asked_m, runs: runs.len(), done }, kept })
    }

    fn minutes(&self) -> Option<PlanRow> {
        let asked_min = self.plan.weekly_min?;
        let done = self.by_week(|days| sum(days.iter().map(|day| day.running_min)));
        let kept = at_most(asked_min, &done);
        Some(PlanRow { target: Target::Running { asked_min, done }, kept })
    }

    fn downhill(&self) -> Option<PlanRow> {
        let asked_min = self.plan.downhill_min?;
        let done = self.by_week(|days| {
            let (first, last) = (days.first()?.date, days.last()?.date);
            let runs = self.history.runs.iter().filter(|run| (first..=last).contains(&run.date()));
            sum(runs.map(|run| run.totals.downhill_min))
        });
        let kept = at_most(asked_min, &done);
        Some(PlanRow { target: Target::Downhill { asked_min, done }, kept })
    }

    fn rest(&self) -> Option<PlanRow> {
        let asked = self.plan.rest_days?;
        let done = self.by_week(|days| {
            let known: Option<Vec<bool>> = days.iter().map(|day| day.no_recorded_run).collect();
            Some(known?.iter().filter(|&&none| none).count() as f64)
        });
        let kept = weekly::kept(&done, false, |days| asked as f64 - days);
        Some(PlanRow { target: Target::DaysWithoutRun { asked, done }, kept })
    }

    fn during(&self) -> Option<PlanRow> {
        let limit = self.plan.pain_during_max?;
        // Of the log alone: a run that no watch recorded hurts as much.
        let log = self.history.log.into_iter();
        let rows = log.flat_map(|log| log.days(self.held.0, self.held.1));
        let scores: Vec<(Date, PainScore)> =
            rows.filter_map(|row| Some((row.date, row.pain_during_max?))).collect();
        Some(self.under_limit(Target::PainDuring, &scores, limit))
    }

    fn next_morning(&self) -> Option<PlanRow> {
        let limit = self.plan.pain_next_morning_max?;
        // Named by the morning itself, where the strip of days shows it.
        let scores = self.scores(|row| Some((row.date.tomorrow().ok()?, row.next_morning?)));
        Some(self.under_limit(Target::PainNextMorning, &scores, limit))
    }

    fn stage(&self) -> Option<PlanRow> {
        let stage = self.plan.stages.get(self.plan.at_stage?)?;
        let held = self.history.runs.iter().filter(|run| self.is_held(run.date()));
        let runs: Vec<stage::Laid> = held.filter_map(|run| stage::Laid::of(run)).collect();
        let target = Target::RunAndWalk { asked: stage.run_walk(), done: stage::laid_out(&runs) };
        Some(PlanRow { target, kept: stage::kept(&runs, stage) })
    }

    /// Pain by week, under the rows that are told by week: no target.
    fn meanwhile(&self) -> Option<PlanRow> {
        self.history.log?;
        let weekly = self.by_week(|days| {
            let mornings: Vec<f64> =
                days.iter().filter_map(|day| day.pain_morning).map(PainScore::value).collect();
            signal::mean(&mornings)
        });
        Some(PlanRow { target: Target::Mornings(weekly), kept: Keeping::NoTarget })
    }

    /// One figure a whole week, and one for the days since the last of them.
    fn by_week(&self, figure: impl Fn(&[DayLoad]) -> Option<f64>) -> Weekly {
        let of = |first: Date, last: Date| figure(self.days(first, last)?);
        let sunday = |monday: Date| monday.saturating_add(6.days());
        let weeks = self.weeks.iter().map(|&monday| (monday, of(monday, sunday(monday)))).collect();
        let monday = monday_of(self.held.1);
        let is_part = sunday(monday) > self.held.1;
        let from = monday.max(self.held.0);
        let part = is_part.then(|| ((from, self.held.1), of(from, self.held.1)));
        Weekly { weeks, part }
    }

    /// Whether the export speaks for every day on which the plan holds.
    fn is_covered(&self) -> bool {
        let days = self.days(self.held.0, self.held.1);
        days.is_some_and(|days| days.iter().all(|day| day.known))
    }

    /// The days of a span; none where the history does not reach over all of it.
    fn days(&self, first: Date, last: Date) -> Option<&[DayLoad]> {
        let loads = &self.history.loads;
        let from = loads.partition_point(|day| day.date < first);
        let until = loads.partition_point(|day| day.date <= last);
        let is_whole = days_in(first, last) == until - from;
        loads.get(from..until).filter(|_| is_whole)
    }

    /// The worst of these scores beside a limit.
    fn under_limit(
        &self,
        target: fn(Scores) -> Target,
        scores: &[(Date, PainScore)],
        limit: PainScore,
    ) -> PlanRow {
        let run_days = self.history.run_days.iter().filter(|row| self.is_held(row.date)).count();
        let above = scores.iter().filter(|(_, score)| *score > limit).count();
        let worst = scores.iter().max_by_key(|(_, score)| *score).copied();
        let days = scores.len();
        let kept = match worst {
            None => Keeping::NotKnown(Untold::AsDone),
            Some(_) if above > 0 => {
                Keeping::Missed { is_above: true, on: (above, days), week: None }
            }
            Some(_) if (days as f64) < SCORED_SHARE * run_days as f64 => {
                Keeping::NotKnown(Untold::Scores(run_days))
            }
            Some(_) if !self.is_covered() => Keeping::NotKnown(Untold::NotCovered),
            Some(_) => Keeping::Kept,
        };
        PlanRow { target: target(Scores { limit, days, worst }), kept }
    }

    fn scores(&self, of: fn(&DayBeside) -> Option<(Date, PainScore)>) -> Vec<(Date, PainScore)> {
        self.history.run_days.iter().filter(|row| self.is_held(row.date)).filter_map(of).collect()
    }

    fn is_held(&self, day: Date) -> bool {
        (self.held.0..=self.held.1).contains(&day)
    }
}

/// Minutes a week beside a limit, in whole minutes as they are printed.
fn at_most(asked_min: f64, done: &Weekly) -> Keeping {
    weekly::kept(done, true, |minutes| minutes - asked_min.round())
}

/// A mean beside what was asked give or take a width, in whole steps as it is printed. Where its
/// interval reaches into the range, it cannot be told.
fn against_range(mean: &Mean, (asked, width): (f64, f64)) -> Keeping {
    let is_within = |value: f64| (value.round() - asked).abs() <= width + 1e-9;
    let is_above = mean.value > asked;
    let near_end = if is_above { mean.low } else { mean.high };
    if is_within(mean.value) {
        Keeping::Kept
    } else if near_end.is_some_and(is_within) {
        Keeping::NotKnown(Untold::TooClose { is_above })
    } else {
        Keeping::Missed { is_above, on: (1, 1), week: None }
    }
}

/// A sum that is known only where every part is.
fn sum(parts: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    parts.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cadence(value: f64, interval: Option<(f64, f64)>) -> &'static str {
        let (low, high) = interval.unzip();
        let mean = Mean { value, low, high, n: 9 };
        against_range(&mean, (171.0, 3.0)).key()
    }

    #[test]
    fn cadence_is_kept_within_the_range_as_printed_and_missed_where_its_interval_lies_outside() {
        assert_eq!(cadence(170.0, Some((169.0, 171.0))), "kept");
        // 174.4 is printed as 174, 171 + 3.
        assert_eq!(cadence(174.4, Some((173.0, 176.0))), "kept");
        assert_eq!(cadence(175.0, Some((174.2, 176.0))), "not_known");
        assert_eq!(cadence(176.0, Some((175.0, 177.0))), "missed");
        assert_eq!(cadence(166.0, Some((164.0, 167.0))), "missed");
        assert_eq!(cadence(167.0, Some((166.0, 168.4))), "not_known");
        assert_eq!(cadence(167.0, None), "missed");
    }
}
