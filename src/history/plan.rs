//! The therapist's plan beside what was done, and the back beside both.

mod point;
pub(super) mod stage;
mod weekly;

use crate::say::voice::Voice;
use jiff::{ToSpan as _, civil::Date};

pub(super) use self::point::{Outcome, Tally};
use self::{
    point::{Point, Verdict},
    weekly::Weekly,
};
use super::{History, period::days_in};
use crate::{
    insight::{beside::DayBeside, plan::Plan},
    load::DayLoad,
    model::{PainScore, calendar::monday_of},
    page::{self, About, FormPanel, Keeping, Mean, Period, PlanRow},
    say::words,
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

/// The plan of a period: its table, and what it comes to.
pub(super) struct Compared {
    /// The table.
    pub(super) shown: page::Plan,
    /// What it comes to.
    pub(super) outcome: Outcome,
}

/// The plan beside a period; none where no plan holds in it.
pub(super) fn compared(
    history: &History<'_>,
    period: &Period,
    form: &[FormPanel],
) -> Option<Compared> {
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
    let points: Vec<Point> = points.into_iter().flatten().collect();
    let outcome = scope.outcome(&points);
    let mut rows: Vec<PlanRow> = points.into_iter().map(Point::shown).collect();
    if !rows.is_empty() {
        rows.extend(scope.meanwhile());
    }
    let shown = page::Plan {
        from: plan.valid_from,
        rows,
        within: (outcome.all.kept, outcome.all.told()),
        limits_passed: outcome.on_pain.missed,
        is_told: outcome.is_told(),
    };
    Some(Compared { shown, outcome })
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
    fn outcome(&self, points: &[Point]) -> Outcome {
        let missed: Vec<(About, String)> = points.iter().filter_map(Point::missed).collect();
        let on_pain = missed.iter().find(|(about, _)| *about == About::Pain);
        Outcome {
            all: Tally::of(points, |_| true),
            on_pain: Tally::of(points, |point| point.about == About::Pain),
            held_days: days_in(self.held.0, self.held.1),
            runs: self.history.runs.iter().filter(|run| self.is_held(run.date())).count(),
            missed: on_pain.or_else(|| missed.first()).cloned(),
        }
    }

    fn cadence(&self, form: &[FormPanel]) -> Option<Point> {
        let asked_spm = self.plan.cadence_spm?;
        let within_spm = self.plan.cadence_within_spm;
        let width =
            within_spm.map_or_else(String::new, |width| format!(" ± {}", words::short(width)));
        let asked = format!("{}{width}", words::short(asked_spm));
        let panel = form.iter().find(|panel| panel.key == "cadence_spm");
        let mean = panel.and_then(|panel| self.mean_cadence(panel));
        let verdict = match (mean, within_spm) {
            (Some(mean), Some(width)) => against_range(&mean, (asked_spm, width), |done| {
                format!("cadence at usual pace was {done}, {asked} agreed")
            }),
            (Some(_), None) => Verdict::NotKnown { note: "no range agreed".to_owned() },
            (None, _) => Verdict::not_known(),
        };
        Some(Point {
            about: About::Form,
            target: "Cadence at usual pace",
            done: mean.map_or_else(
                || format!("{}: too few runs to tell", words::NOT_KNOWN),
                |mean| cadence_words(&mean),
            ),
            asked: format!("{asked} steps/min"),
            verdict,
        })
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

    fn longest(&self) -> Option<Point> {
        let asked_m = self.plan.longest_run_m?;
        let units = self.history.voice.units;
        let held = self.history.runs.iter().filter(|run| self.is_held(run.date()));
        let runs: Vec<(Date, Option<f64>)> =
            held.map(|run| (run.date(), run.totals.distance_m)).collect();
        let longest = runs
            .iter()
            .filter_map(|(day, metres)| Some((*day, (*metres)?)))
            .max_by(|one, other| one.1.total_cmp(&other.1));
        let is_longer = |metres: f64| {
            let by_m = metres - asked_m;
            by_m > LONGER_M && by_m > LONGER_SHARE * asked_m
        };
        let longer = runs.iter().filter(|run| run.1.is_some_and(is_longer)).count();
        let asked = format!("up to {}", words::distance(asked_m, units));
        let verdict = match longest {
            Some((_, metres)) if longer > 0 => Verdict::Missed {
                note: format!("above plan on {longer} of {}", words::count(runs.len(), "run")),
                clause: format!(
                    "the longest run was {}, {asked} agreed",
                    words::distance(metres, units)
                ),
            },
            Some(_) if !self.is_covered() => Verdict::not_covered(),
            Some(_) if runs.iter().all(|run| run.1.is_some()) => Verdict::Kept,
            Some(_) => Verdict::NotKnown { note: "the distance of a run is not known".to_owned() },
            None => Verdict::not_known(),
        };
        let done = match longest {
            Some((day, metres)) => {
                format!("{} on {}", words::distance(metres, units), self.history.voice.day(day))
            }
            None if runs.is_empty() => "no run".to_owned(),
            None => words::NOT_KNOWN.to_owned(),
        };
        Some(Point { about: About::Running, target: "Longest run", asked, done, verdict })
    }

    fn minutes(&self) -> Option<Point> {
        let asked_min = self.plan.weekly_min?;
        let weekly = self.by_week(|days| sum(days.iter().map(|day| day.running_min)), 0, " min");
        Some(at_most("Running a week", asked_min, &weekly, "running", self.history.voice))
    }

    fn downhill(&self) -> Option<Point> {
        let asked_min = self.plan.downhill_min?;
        let downhill = |days: &[DayLoad]| {
            let (first, last) = (days.first()?.date, days.last()?.date);
            let runs = self.history.runs.iter().filter(|run| (first..=last).contains(&run.date()));
            sum(runs.map(|run| run.totals.downhill_min))
        };
        let weekly = self.by_week(downhill, 0, " min");
        Some(at_most("Downhill a week", asked_min, &weekly, "running downhill", self.history.voice))
    }

    fn rest(&self) -> Option<Point> {
        let asked = self.plan.rest_days?;
        let without_run = |days: &[DayLoad]| {
            let known: Option<Vec<bool>> = days.iter().map(|day| day.no_recorded_run).collect();
            Some(known?.iter().filter(|&&none| none).count() as f64)
        };
        let weekly = self.by_week(without_run, 0, "");
        let short_by = |days: f64| asked as f64 - days;
        let verdict = weekly.verdict(short_by, "below", |monday, days| {
            let days = if days == "1" { "1 day".to_owned() } else { format!("{days} days") };
            format!(
                "the week from {} had {days} without a run, at least {asked} agreed",
                self.history.voice.day(monday)
            )
        });
        Some(Point {
            about: About::Running,
            target: "Days a week without a run",
            asked: format!("at least {asked}"),
            done: weekly.shown(self.history.voice),
            verdict,
        })
    }

    fn during(&self) -> Option<Point> {
        let limit = self.plan.pain_during_max?;
        // Of the log alone: a run that no watch recorded hurts as much.
        let log = self.history.log.into_iter();
        let rows = log.flat_map(|log| log.days(self.held.0, self.held.1));
        let scores: Vec<(Date, PainScore)> =
            rows.filter_map(|row| Some((row.date, row.pain_during_max?))).collect();
        Some(self.under_limit("Worst pain during a run", "pain during a run", &scores, limit))
    }

    fn next_morning(&self) -> Option<Point> {
        let limit = self.plan.pain_next_morning_max?;
        // Named by the morning itself, where the strip of days shows it.
        let scores = self.scores(|row| Some((row.date.tomorrow().ok()?, row.next_morning?)));
        let what = "pain on a morning after a run";
        Some(self.under_limit("Pain the morning after a run", what, &scores, limit))
    }

    fn stage(&self) -> Option<Point> {
        let stage = self.plan.stages.get(self.plan.at_stage?)?;
        let held = self.history.runs.iter().filter(|run| self.is_held(run.date()));
        let runs: Vec<stage::Laid> = held.filter_map(|run| stage::Laid::of(run)).collect();
        Some(Point {
            about: About::Running,
            target: "Run and walk",
            asked: stage::asked(stage),
            done: stage::done(&runs),
            verdict: stage::verdict(&runs, stage),
        })
    }

    /// Pain by week, under the rows that are told by week: no target.
    fn meanwhile(&self) -> Option<PlanRow> {
        self.history.log?;
        let pain = |days: &[DayLoad]| {
            let mornings: Vec<f64> =
                days.iter().filter_map(|day| day.pain_morning).map(PainScore::value).collect();
            signal::mean(&mornings)
        };
        Some(PlanRow {
            target: "Pain in the morning, weekly mean".to_owned(),
            asked: "beside it".to_owned(),
            done: self.by_week(pain, 1, "").shown(self.history.voice),
            kept: Keeping::NoTarget,
            about: About::Pain,
            note: String::new(),
        })
    }

    /// One figure a whole week, and one for the days since the last of them.
    fn by_week(
        &self,
        figure: impl Fn(&[DayLoad]) -> Option<f64>,
        decimals: u8,
        unit: &'static str,
    ) -> Weekly {
        let of = |first: Date, last: Date| figure(self.days(first, last)?);
        let sunday = |monday: Date| monday.saturating_add(6.days());
        let weeks = self.weeks.iter().map(|&monday| (monday, of(monday, sunday(monday)))).collect();
        let monday = monday_of(self.held.1);
        let is_part = sunday(monday) > self.held.1;
        let from = monday.max(self.held.0);
        let part = is_part.then(|| ((from, self.held.1), of(from, self.held.1)));
        Weekly { weeks, part, decimals, unit }
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
        let is_whole = usize::try_from(days_in(first, last)) == Ok(until - from);
        loads.get(from..until).filter(|_| is_whole)
    }

    /// The worst of these scores beside a limit.
    fn under_limit(
        &self,
        target: &'static str,
        what: &str,
        scores: &[(Date, PainScore)],
        limit: PainScore,
    ) -> Point {
        let run_days = self.history.run_days.iter().filter(|row| self.is_held(row.date)).count();
        let above = scores.iter().filter(|(_, score)| *score > limit).count();
        let worst = scores.iter().max_by_key(|(_, score)| *score);
        let scored = words::count(scores.len(), "day");
        let done = match worst {
            None => words::NOT_KNOWN.to_owned(),
            Some((day, worst)) if scores.len() == 1 => {
                format!("{worst} on {}, the one day with a score", self.history.voice.day(*day))
            }
            Some((day, worst)) => {
                format!("worst {worst} on {}, {scored} with a score", self.history.voice.day(*day))
            }
        };
        let verdict = match worst {
            None => Verdict::not_known(),
            Some((day, worst)) if above > 0 => Verdict::Missed {
                note: match scores.len() {
                    1 => "limit passed".to_owned(),
                    _ => format!("limit passed on {above} of {scored}"),
                },
                clause: format!(
                    "the worst {what} was {worst} of 10 on {}, up to {limit} agreed",
                    self.history.voice.day(*day)
                ),
            },
            Some(_) if (scores.len() as f64) < SCORED_SHARE * run_days as f64 => {
                let days = words::count(run_days, "run day");
                Verdict::NotKnown { note: format!("too few scores to tell for {days}") }
            }
            Some(_) if !self.is_covered() => Verdict::not_covered(),
            Some(_) => Verdict::Kept,
        };
        let asked = format!("up to {limit} of 10");
        Point { about: About::Pain, target, asked, done, verdict }
    }

    fn scores(&self, of: fn(&DayBeside) -> Option<(Date, PainScore)>) -> Vec<(Date, PainScore)> {
        self.history.run_days.iter().filter(|row| self.is_held(row.date)).filter_map(of).collect()
    }

    fn is_held(&self, day: Date) -> bool {
        (self.held.0..=self.held.1).contains(&day)
    }
}

/// Minutes a week beside a limit, in whole minutes as they are printed.
fn at_most(
    target: &'static str,
    asked_min: f64,
    weekly: &Weekly,
    what: &str,
    voice: Voice,
) -> Point {
    let asked = format!("up to {} min", words::number(asked_min, 0));
    let verdict = weekly.verdict(
        |minutes| minutes - asked_min.round(),
        "above",
        |monday, minutes| {
            format!("the week from {} had {minutes} of {what}, {asked} agreed", voice.day(monday))
        },
    );
    Point { about: About::Running, target, done: weekly.shown(voice), asked, verdict }
}

/// A mean beside what was asked give or take a width, in whole steps as it is printed. Where its
/// interval reaches into the range, it cannot be told.
fn against_range(
    mean: &Mean,
    (asked, width): (f64, f64),
    clause: impl Fn(String) -> String,
) -> Verdict {
    let is_within = |value: f64| (value.round() - asked).abs() <= width + 1e-9;
    let is_above = mean.value > asked;
    let near_end = if is_above { mean.low } else { mean.high };
    let side = if is_above { "above" } else { "below" };
    if is_within(mean.value) {
        Verdict::Kept
    } else if near_end.is_some_and(is_within) {
        Verdict::NotKnown { note: format!("{side}, by too little to tell") }
    } else {
        Verdict::Missed {
            note: format!("{side} the range"),
            clause: clause(words::number(mean.value, 0)),
        }
    }
}

/// `170 (169 to 171)`, or `168, mean of 5 runs`.
fn cadence_words(mean: &Mean) -> String {
    let shown = |value| words::number(value, 0);
    match (mean.low, mean.high) {
        (Some(low), Some(high)) => {
            format!("{} ({} to {})", shown(mean.value), shown(low), shown(high))
        }
        _ => format!("{}, mean of {}", shown(mean.value), words::count(mean.n, "run")),
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
        match against_range(&mean, (171.0, 3.0), |done| done) {
            Verdict::Kept => "kept",
            Verdict::Missed { .. } => "missed",
            Verdict::NotKnown { .. } => "not known",
        }
    }

    #[test]
    fn cadence_is_kept_within_the_range_as_printed_and_missed_where_its_interval_lies_outside() {
        assert_eq!(cadence(170.0, Some((169.0, 171.0))), "kept");
        // 174.4 is printed as 174, 171 + 3.
        assert_eq!(cadence(174.4, Some((173.0, 176.0))), "kept");
        assert_eq!(cadence(175.0, Some((174.2, 176.0))), "not known");
        assert_eq!(cadence(176.0, Some((175.0, 177.0))), "missed");
        assert_eq!(cadence(166.0, Some((164.0, 167.0))), "missed");
        assert_eq!(cadence(167.0, Some((166.0, 168.4))), "not known");
        assert_eq!(cadence(167.0, None), "missed");
    }
}
