//! The therapist's plan beside what was done, and the back beside both.

use jiff::{ToSpan as _, civil::Date};

use super::History;
use crate::{
    insight::plan::{Plan, Stage},
    load::DayLoad,
    model::PainScore,
    page::{self, FormPanel, Period, PlanRow},
    pain::calendar::monday_of,
    report::words,
    signal,
    tables::DayBeside,
};

/// Under so many runs a part of a period has no cadence of its own.
const FEWEST_RUNS: usize = 3;

/// The rows of a period; none where no plan holds in it.
pub(super) fn rows(
    history: &History<'_>,
    period: &Period,
    form: &[FormPanel],
) -> Option<page::Plan> {
    let plan = history.plan?;
    let held = plan.held(period.first, period.known_until)?;
    let holds_throughout = held == (period.first, period.known_until);
    let scope = Scope { history, plan, held, holds_throughout, weeks: whole_weeks(plan, period) };
    let rows = [
        scope.cadence(form),
        scope.longest(),
        scope.minutes(),
        scope.downhill(),
        scope.rest(),
        scope.during(),
        scope.next_morning(),
        scope.stage(period),
    ];
    let mut rows: Vec<PlanRow> = rows.into_iter().flatten().collect();
    if !rows.is_empty() {
        rows.extend(scope.meanwhile());
    }
    Some(page::Plan { from: plan.valid_from, rows })
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
    fn cadence(&self, form: &[FormPanel]) -> Option<PlanRow> {
        let asked = self.plan.cadence_spm?;
        let width = self
            .plan
            .cadence_within_spm
            .map_or_else(String::new, |width| format!(" ± {}", words::short(width)));
        let panel = form.iter().find(|panel| panel.key == "cadence_spm");
        let done = panel
            .and_then(|panel| self.mean_cadence(panel))
            .unwrap_or_else(|| format!("{}: too few runs to tell", words::NOT_KNOWN));
        Some(row(
            "Cadence at usual pace",
            format!("{}{width} steps/min", words::short(asked)),
            done,
        ))
    }

    /// The panel's own value; of its runs alone, where the plan began or ended within the period.
    fn mean_cadence(&self, panel: &FormPanel) -> Option<String> {
        let shown = |value| words::number(value, 0);
        if self.holds_throughout {
            let mean = panel.value?;
            return Some(format!(
                "{} ({} to {})",
                shown(mean.value),
                shown(mean.low?),
                shown(mean.high?)
            ));
        }
        let held = panel.points.iter().filter(|point| self.is_held(point.date));
        let values: Vec<f64> = held.map(|point| point.value).collect();
        let mean = signal::mean(&values).filter(|_| values.len() >= FEWEST_RUNS)?;
        Some(format!("{}, mean of {}", shown(mean), words::count(values.len(), "run")))
    }

    fn longest(&self) -> Option<PlanRow> {
        let asked_m = self.plan.longest_run_m?;
        let units = self.history.units;
        let longest = self
            .history
            .runs
            .iter()
            .filter(|run| self.is_held(run.date()))
            .filter_map(|run| Some((run.date(), run.totals.distance_m?)))
            .max_by(|one, other| one.1.total_cmp(&other.1));
        let done = longest.map_or_else(
            || words::NOT_KNOWN.to_owned(),
            |(date, metres)| format!("{} on {}", words::distance(metres, units), words::day(date)),
        );
        Some(row("Longest run", format!("up to {}", words::distance(asked_m, units)), done))
    }

    fn minutes(&self) -> Option<PlanRow> {
        let asked_min = self.plan.weekly_min?;
        let done = self.by_week(|days| sum(days.iter().map(|day| day.running_min)), 0, " min");
        Some(row("Running a week", format!("up to {}", words::minutes(asked_min)), done))
    }

    fn downhill(&self) -> Option<PlanRow> {
        let asked_min = self.plan.downhill_min?;
        let downhill = |days: &[DayLoad]| {
            let (first, last) = (days.first()?.date, days.last()?.date);
            let runs = self.history.runs.iter().filter(|run| (first..=last).contains(&run.date()));
            sum(runs.map(|run| run.totals.downhill_min))
        };
        let done = self.by_week(downhill, 0, " min");
        Some(row("Downhill a week", format!("up to {}", words::minutes(asked_min)), done))
    }

    fn rest(&self) -> Option<PlanRow> {
        let asked = self.plan.rest_days?;
        let without_run = |days: &[DayLoad]| {
            let known: Option<Vec<bool>> = days.iter().map(|day| day.no_recorded_run).collect();
            Some(known?.iter().filter(|&&none| none).count() as f64)
        };
        let done = self.by_week(without_run, 0, "");
        Some(row("Days a week without a run", format!("at least {asked}"), done))
    }

    fn during(&self) -> Option<PlanRow> {
        let limit = self.plan.pain_during_max?;
        let scores = self.scores(|row| row.during);
        Some(row(
            "Worst pain during a run",
            format!("up to {limit} of 10"),
            against(&scores, limit),
        ))
    }

    fn next_morning(&self) -> Option<PlanRow> {
        let limit = self.plan.pain_next_morning_max?;
        let scores = self.scores(|row| row.next_morning);
        let done = against(&scores, limit);
        Some(row("Pain the morning after a run", format!("up to {limit} of 10"), done))
    }

    fn stage(&self, period: &Period) -> Option<PlanRow> {
        let stage = self.plan.stages.get(self.plan.at_stage?)?;
        let bouts: Vec<(f64, Option<f64>)> = self
            .history
            .runs_in(period)
            .iter()
            .filter(|run| self.is_held(run.date()))
            .filter_map(|run| Some((run.value("run_bout_s")?, run.value("walk_bout_s"))))
            .collect();
        let run_s = signal::median(&bouts.iter().map(|bout| bout.0).collect::<Vec<_>>());
        let walk_s = signal::median(&bouts.iter().filter_map(|bout| bout.1).collect::<Vec<_>>());
        let done = run_s.map_or_else(
            || "no intervals seen".to_owned(),
            |run_s| {
                let walk = walk_s.map_or_else(String::new, |walk_s| {
                    format!(", {} min walking", words::short(walk_s / 60.0))
                });
                let sessions = words::count(bouts.len(), "run");
                format!("{} min running{walk} (middle of {sessions})", words::short(run_s / 60.0))
            },
        );
        Some(row("Run and walk", stage_words(stage), done))
    }

    /// Pain by week, under the rows that are told by week.
    fn meanwhile(&self) -> Option<PlanRow> {
        self.history.log?;
        let pain = |days: &[DayLoad]| {
            let mornings: Vec<f64> =
                days.iter().filter_map(|day| day.pain_morning).map(PainScore::value).collect();
            signal::mean(&mornings)
        };
        let done = self.by_week(pain, 1, "");
        Some(row("Pain in the morning, weekly mean", "beside it".to_owned(), done))
    }

    /// One figure a whole week, oldest first: `63, 91, 98 min`.
    fn by_week(
        &self,
        figure: impl Fn(&[DayLoad]) -> Option<f64>,
        decimals: u8,
        unit: &str,
    ) -> String {
        if self.weeks.is_empty() {
            return "no whole week yet".to_owned();
        }
        let loads = &self.history.loads;
        let texts: Vec<String> = self
            .weeks
            .iter()
            .map(|&monday| {
                let from = loads.partition_point(|day| day.date < monday);
                let days = loads
                    .get(from..from + 7)
                    .filter(|days| days.first().is_some_and(|day| day.date == monday));
                let value = days.and_then(&figure);
                value.map_or_else(|| "?".to_owned(), |value| words::number(value, decimals))
            })
            .collect();
        format!("{}{unit}", texts.join(", "))
    }

    fn scores(&self, of: fn(&DayBeside) -> Option<PainScore>) -> Vec<(Date, PainScore)> {
        let rows = self.history.run_days.iter().filter(|row| self.is_held(row.date));
        rows.filter_map(|row| Some((row.date, of(row)?))).collect()
    }

    fn is_held(&self, day: Date) -> bool {
        (self.held.0..=self.held.1).contains(&day)
    }
}

fn row(target: &str, asked: String, done: String) -> PlanRow {
    PlanRow { target: target.to_owned(), asked, done }
}

/// A sum that is known only where every part is.
fn sum(parts: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    parts.sum()
}

/// The worst of these scores, and how many were above the limit.
fn against(scores: &[(Date, PainScore)], limit: PainScore) -> String {
    let Some((date, worst)) = scores.iter().max_by_key(|(_, score)| *score) else {
        return words::NOT_KNOWN.to_owned();
    };
    let above = scores.iter().filter(|(_, score)| *score > limit).count();
    match (above, scores.len()) {
        (0, 1) => format!("{worst}, the one day with a score"),
        (0, days) => format!("up to {worst}, on all {days} days with a score"),
        (above, days) => {
            let noun = if days == 1 { "day" } else { "days" };
            format!("up to {worst} on {}; above it on {above} of {days} {noun}", words::day(*date))
        }
    }
}

/// `2 min running, 1 min walking, 8 times`.
fn stage_words(stage: &Stage) -> String {
    let walking = if stage.walk_min > 0.0 {
        format!(", {} min walking", words::short(stage.walk_min))
    } else {
        String::new()
    };
    let times = if stage.reps == 1 { "once".to_owned() } else { format!("{} times", stage.reps) };
    format!("{} min running{walking}, {times}", words::short(stage.run_min))
}
