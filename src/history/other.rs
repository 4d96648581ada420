//! What was done besides running: other sport from the watch, exercises from the diary.

use std::collections::BTreeMap;

use super::{History, period::within};
use crate::{
    load,
    model::PainScore,
    outing::Outing,
    page::{OtherKind, OtherSport, Period},
};

const SECONDS_PER_MINUTE: f64 = 60.0;

/// What the watch recorded besides running, most time first, and the diary's exercises after it.
pub(super) fn sports(history: &History<'_>, period: &Period) -> Vec<OtherSport> {
    let mut kinds: BTreeMap<String, Vec<&Outing>> = BTreeMap::new();
    for outing in history.outings.iter().copied().filter(|outing| !outing.is_run()) {
        if within(period, outing.date()) {
            kinds.entry(outing.sport.to_string()).or_default().push(outing);
        }
    }
    let mut sports: Vec<OtherSport> = kinds
        .into_iter()
        .map(|(name, sessions)| sport(history, OtherKind::Sport(name), &sessions))
        .collect();
    sports.sort_by(|a, b| {
        let minutes = |sport: &OtherSport| sport.minutes.unwrap_or(f64::NEG_INFINITY);
        minutes(b).total_cmp(&minutes(a)).then_with(|| a.what.cmp(&b.what))
    });
    sports.extend(exercises(history, period));
    sports
}

fn sport(history: &History<'_>, what: OtherKind, sessions: &[&Outing]) -> OtherSport {
    let known: Vec<f64> = sessions.iter().filter_map(|session| minutes(session)).collect();
    let felt: Option<Vec<f64>> = sessions.iter().map(|session| felt_au(history, session)).collect();
    OtherSport {
        what,
        sessions: sessions.len(),
        minutes: (!known.is_empty()).then(|| known.iter().sum()),
        session_rpe_load_au: felt.map(|felt| felt.iter().sum()),
        on_days_without_run: sessions.iter().filter(|it| !history.ran_on(it.date())).count(),
    }
}

fn minutes(session: &Outing) -> Option<f64> {
    let totals = &session.totals;
    totals.timer_s.or(totals.elapsed_s).map(|seconds| seconds / SECONDS_PER_MINUTE)
}

/// Effort times minutes: by the watch's own rating, or by a row of the diary with a time; a day's
/// only rating belongs to its run.
fn felt_au(history: &History<'_>, session: &Outing) -> Option<f64> {
    let watch = session.rpe.and_then(|rpe| PainScore::new(rpe).ok());
    let day = session.date();
    let diary = || {
        let log = history.log.filter(|_| !history.ran_on(day))?;
        load::rpe_of(log, day, Some(session.local.at.time()))
    };
    Some(load::session_rpe_load_au(watch.or_else(diary)?, minutes(session)?))
}

/// Days on which the diary notes strength or mobility exercises.
fn exercises(history: &History<'_>, period: &Period) -> Option<OtherSport> {
    let done: Vec<_> = history
        .log?
        .days(period.first, period.last)
        .filter(|entry| entry.strength_mob.as_deref().is_some_and(|kind| kind != "none"))
        .map(|entry| entry.date)
        .collect();
    (!done.is_empty()).then(|| OtherSport {
        what: OtherKind::Exercises,
        sessions: done.len(),
        minutes: None,
        session_rpe_load_au: None,
        on_days_without_run: done.iter().filter(|day| !history.ran_on(**day)).count(),
    })
}
