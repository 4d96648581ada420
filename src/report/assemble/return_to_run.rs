//! Sessions of running and walking in turns, beside the plan's stages.

use jiff::ToSpan as _;

use super::{History, within};
use crate::{
    model::Response,
    page::{Period, ReturnToRun, RunWalk, RunWalkSession},
};

/// How far back sessions are shown.
const SHOWN_DAYS: i32 = 84;
const SECONDS_PER_MINUTE: f64 = 60.0;

/// What there is to show of a period; none where it has neither such a session nor a plan's stage.
pub(super) fn panel(history: &History<'_>, period: &Period) -> Option<ReturnToRun> {
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
    (has_own || !stages.is_empty()).then_some(ReturnToRun { stages, sessions })
}
