//! Sessions of running and walking in turns, beside the plan's stages.

use jiff::{ToSpan as _, civil::Date};

use super::{History, period::within, plan::stage as laid};
use crate::{
    insight::plan::{Plan, Stage},
    model::{Flare, Response, calendar::days_after},
    outing::Outing,
    page::{Period, ReturnToRun, RunWalk, RunWalkSession, StageNow},
    say::words,
};

/// How far back sessions are shown.
const SHOWN_DAYS: i32 = 84;
const SECONDS_PER_MINUTE: f64 = 60.0;

/// What there is to show of a period; none where it has neither such a session nor a plan's stage.
pub(super) fn panel(
    history: &History<'_>,
    period: &Period,
    flares: &[Flare],
) -> Option<ReturnToRun> {
    let plan = history.plan.filter(|plan| plan.held(period.first, period.known_until).is_some());
    let stages: Vec<RunWalk> = plan
        .map(|plan| plan.stages.as_slice())
        .unwrap_or_default()
        .iter()
        .map(|stage| RunWalk { run_min: stage.run_min, walk_min: stage.walk_min, reps: stage.reps })
        .collect();
    let from = period.known_until.saturating_sub(SHOWN_DAYS.days());
    let sessions: Vec<RunWalkSession> = history
        .runs
        .iter()
        .filter(|run| (from..=period.last).contains(&run.date()))
        .filter_map(|run| {
            let found = run.structure.intervals?;
            Some(RunWalkSession {
                date: run.date(),
                done: RunWalk {
                    run_min: found.run_s / SECONDS_PER_MINUTE,
                    walk_min: found.walk_s / SECONDS_PER_MINUTE,
                    reps: found.reps,
                },
                running_min: found.running_s / SECONDS_PER_MINUTE,
                response: history
                    .log
                    .map_or(Response::Unknown, |log| history.answer(log, run.date())),
            })
        })
        .collect();
    let has_own = sessions.iter().any(|session| within(period, session.date));
    let now = plan.and_then(|plan| stage_now(history, plan, period, flares));
    (has_own || !stages.is_empty()).then_some(ReturnToRun { stages, sessions, now })
}

/// A session of the stage agreed on, as far as the gate asks.
struct Session<'a> {
    run: &'a Outing,
    answer: Response,
}

/// The stage agreed on, what of it is done, and what the plan asks for before the next: the
/// therapist's rule, and no other.
fn stage_now(
    history: &History<'_>,
    plan: &Plan,
    period: &Period,
    flares: &[Flare],
) -> Option<StageNow> {
    let at = plan.at_stage?;
    let stage = plan.stages.get(at)?;
    let (first, last) = plan.held(plan.valid_from.unwrap_or(period.first), period.known_until)?;
    let held = history.runs.iter().filter(|run| (first..=last).contains(&run.date()));
    let sessions: Vec<Session<'_>> = held
        .filter(|run| laid::Laid::of(run).is_some_and(|laid| laid.is_as_asked(stage)))
        .map(|run| Session {
            run,
            answer: history.log.map_or(Response::Unknown, |log| history.answer(log, run.date())),
        })
        .collect();
    let known = sessions.iter().filter(|session| session.answer != Response::Unknown).count();
    let settled = sessions.iter().filter(|session| session.answer == Response::Settled).count();
    let is_older = |flare: &&Flare| plan.valid_from.is_none_or(|from| from <= flare.first);
    let lines = if flares.iter().any(|flare| is_older(&flare)) {
        // What a plan of before asks for is no gate after a flare.
        vec!["The plan dates from before the flare: ask whether it stands.".to_owned()]
    } else {
        gate(history, stage, &sessions, (settled, known))
    };
    Some(StageNow {
        number: at + 1,
        of: plan.stages.len(),
        asked: laid::asked(stage),
        done: sessions.len(),
        times: stage.times,
        settled: (settled, known),
        lines,
    })
}

/// What is done and what is missing, by each point that the plan names.
fn gate(
    history: &History<'_>,
    stage: &Stage,
    sessions: &[Session<'_>],
    (settled, known): (usize, usize),
) -> Vec<String> {
    let done = match stage.times {
        Some(times) => {
            format!("Done as asked {} of {}", sessions.len(), words::count(times, "time"))
        }
        None => format!("Done as asked {}", words::count(sessions.len(), "time")),
    };
    let mut lines = vec![format!("{done}; the next morning settled after {settled} of {known}.")];
    let mut missing = Vec::new();
    if let Some(times) = stage.times {
        let more = times.saturating_sub(sessions.len());
        if more > 0 {
            missing.push(words::count(more, "more session"));
        }
        let unsettled = times.saturating_sub(settled).min(sessions.len());
        if unsettled > 0 && more == 0 {
            missing.push(format!("{} settled", words::count(unsettled, "next morning")));
        }
    }
    missing.extend(stage.days_between.and_then(|days| too_close(sessions, days)));
    missing.extend(
        stage.rpe_max.map(|most| effort(history, sessions, most.value())).and_then(|it| it),
    );
    missing.extend(stage.level_only.filter(|only| *only).and_then(|_| slopes(sessions)));
    if stage.times.is_some() {
        lines.push(if missing.is_empty() {
            "What the plan asks for before the next stage is there: ask about it.".to_owned()
        } else {
            format!("Missing for the next stage, by your plan: {}.", missing.join("; "))
        });
    } else if !missing.is_empty() {
        lines.push(format!("Beside your plan: {}.", missing.join("; ")));
    }
    lines
}

/// Sessions with fewer days between them than agreed.
fn too_close(sessions: &[Session<'_>], days: usize) -> Option<String> {
    let least = i64::try_from(days).ok()?;
    let dates: Vec<Date> = sessions.iter().map(|session| session.run.date()).collect();
    let close = dates.windows(2).filter(|pair| match pair {
        [a, b] => days_after(*a, *b) - 1 < least,
        _ => false,
    });
    let close = close.count();
    let between = words::count(days, "day");
    (close > 0).then(|| format!("{between} between sessions, fewer {}", times(close)))
}

fn times(n: usize) -> String {
    if n == 1 { "once".to_owned() } else { format!("{n} times") }
}

/// Effort above its cap, or not logged.
fn effort(history: &History<'_>, sessions: &[Session<'_>], most: f64) -> Option<String> {
    let rpe = |session: &Session<'_>| {
        history.log?.day(session.run.date())?.rpe.map(|rpe| rpe.value()).or(session.run.rpe)
    };
    let told: Vec<f64> = sessions.iter().filter_map(rpe).collect();
    let above = told.iter().filter(|rpe| **rpe > most).count();
    if above > 0 {
        return Some(format!("effort up to {}, above it {}", words::short(most), times(above)));
    }
    let blank = sessions.len() - told.len();
    (blank > 0).then(|| format!("effort not logged {}", times(blank)))
}

/// Sessions with more than a minute on slopes.
fn slopes(sessions: &[Session<'_>]) -> Option<String> {
    let hilly = sessions
        .iter()
        .filter(|session| session.run.totals.downhill_min.is_some_and(|minutes| minutes > 1.0));
    let hilly = hilly.count();
    (hilly > 0).then(|| format!("level ground, downhill {}", times(hilly)))
}
