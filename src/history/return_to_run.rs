//! Sessions of running and walking in turns, beside the plan's stages.

use jiff::{ToSpan as _, civil::Date};

use super::{History, period::within, plan::stage as laid};
use crate::{
    insight::plan::{Plan, Stage},
    model::{Flare, PainScore, Response, calendar::days_after},
    outing::Outing,
    page::{Missing, Period, ReturnToRun, RunWalk, RunWalkSession, StageNow},
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
        .map(Stage::run_walk)
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
    let is_older =
        flares.iter().any(|flare| plan.valid_from.is_none_or(|from| from <= flare.first));
    Some(StageNow {
        number: at + 1,
        of: plan.stages.len(),
        asked: stage.run_walk(),
        done: sessions.len(),
        times: stage.times,
        settled: (settled, known),
        is_older,
        missing: missing(history, stage, &sessions, settled),
    })
}

/// What is missing, by each point that the plan names.
fn missing(
    history: &History<'_>,
    stage: &Stage,
    sessions: &[Session<'_>],
    settled: usize,
) -> Vec<Missing> {
    let more = stage.times.map_or(0, |times| times.saturating_sub(sessions.len()));
    let unsettled =
        stage.times.map_or(0, |times| times.saturating_sub(settled).min(sessions.len()));
    [
        (more > 0).then_some(Missing::Sessions(more)),
        (unsettled > 0 && more == 0).then_some(Missing::Settled(unsettled)),
        stage.days_between.and_then(|days| too_close(sessions, days)),
        stage.rpe_max.and_then(|most| effort(history, sessions, most)),
        stage.level_only.filter(|only| *only).and_then(|_| slopes(sessions)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Sessions with fewer days between them than agreed.
fn too_close(sessions: &[Session<'_>], asked: usize) -> Option<Missing> {
    let least = i64::try_from(asked).ok()?;
    let dates: Vec<Date> = sessions.iter().map(|session| session.run.date()).collect();
    let close = dates.windows(2).filter(|pair| match pair {
        [a, b] => days_after(*a, *b) - 1 < least,
        _ => false,
    });
    let fewer = close.count();
    (fewer > 0).then_some(Missing::DaysBetween { asked, fewer })
}

/// Effort above its cap, or not logged.
fn effort(history: &History<'_>, sessions: &[Session<'_>], most: PainScore) -> Option<Missing> {
    let rpe = |session: &Session<'_>| {
        history.log?.day(session.run.date())?.rpe.map(|rpe| rpe.value()).or(session.run.rpe)
    };
    let told: Vec<f64> = sessions.iter().filter_map(rpe).collect();
    let above = told.iter().filter(|rpe| **rpe > most.value()).count();
    let blank = sessions.len() - told.len();
    match (above, blank) {
        (0, 0) => None,
        (0, blank) => Some(Missing::EffortNotLogged(blank)),
        (above, _) => Some(Missing::EffortAbove { most, above }),
    }
}

/// Sessions with more than a minute on slopes.
fn slopes(sessions: &[Session<'_>]) -> Option<Missing> {
    let hilly = sessions
        .iter()
        .filter(|session| session.run.totals.downhill_min.is_some_and(|minutes| minutes > 1.0));
    let hilly = hilly.count();
    (hilly > 0).then_some(Missing::Downhill(hilly))
}
