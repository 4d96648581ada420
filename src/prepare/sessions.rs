//! Which of a file's sessions count: a device that writes its session twice has run once.

use std::collections::BTreeMap;

use crate::model::{Activity, Notice, NoticeKind, Session};

/// Starts this near to each other, in seconds, are one: a device may round them.
const SAME_START_S: i64 = 2;

/// Leaves of several sessions that have one start the last whole one: a device writes its session
/// again when it goes on after it was synchronised or cut off, and the later message knows more. Legs
/// of one outing that name different sports are left as they are, but for a message that only says
/// that there are several.
pub fn one_for_each_start(activity: Activity) -> Activity {
    let Activity { sessions, mut notices, .. } = activity;
    let written = sessions.len();
    let mut kept: Vec<Option<Session>> = Vec::with_capacity(written);
    let mut last: BTreeMap<i64, usize> = BTreeMap::new();
    for session in sessions {
        let place = kept.len();
        let before = session.started.and_then(|started| {
            let second = started.as_second();
            let near = second.saturating_sub(SAME_START_S)..=second.saturating_add(SAME_START_S);
            let before = last.range(near).next_back().map(|(&second, &place)| (second, place));
            if let Some((second, _)) = before {
                last.remove(&second);
            }
            last.insert(second, place);
            before.map(|(_, place)| place)
        });
        let before = before.and_then(|before| kept.get_mut(before));
        let counts = match before {
            Some(slot) => match slot.take() {
                Some(earlier) => later_whole(earlier, session, slot),
                None => session,
            },
            None => session,
        };
        kept.push(Some(counts));
    }
    let sessions: Vec<Session> = kept.into_iter().flatten().collect();
    let again = written.saturating_sub(sessions.len());
    if again > 0 {
        let text = format!(
            "{} in the file again, with the same start: the last whole one counts",
            if again == 1 {
                "a session stands".to_owned()
            } else {
                format!("{again} sessions stand")
            }
        );
        notices.push(Notice::file(NoticeKind::SessionRepeated, text));
    }
    Activity { sessions, notices, ..activity }
}

/// Which of two sessions of one start counts; both do where the earlier is put back.
fn later_whole(earlier: Session, later: Session, back: &mut Option<Session>) -> Session {
    let several = |session: &Session| session.sport.sport == "multisport";
    let named = earlier.sport.is_named() && later.sport.is_named();
    let differ = named && earlier.sport.sport != later.sport.sport;
    let (mut counts, gone) = match (several(&earlier), several(&later)) {
        (true, false) => (later, earlier),
        (false, true) => (earlier, later),
        _ if differ => {
            *back = Some(earlier);
            return later;
        }
        _ if is_half(&later, &earlier) => (earlier, later),
        _ => (later, earlier),
    };
    // Rows go to the last message of a start, whichever it is.
    if counts.span.is_empty() {
        counts.span = gone.span;
    } else if gone.span.end == counts.span.start && gone.started != counts.started {
        // Starts a second apart: the record between them is of the one that counts.
        counts.span.start = gone.span.start;
    }
    if !counts.sport.is_named() && gone.sport.is_named() {
        counts.sport = gone.sport;
    }
    counts
}

/// Whether a session lacks a time or a distance that another one has.
fn is_half(session: &Session, other: &Session) -> bool {
    let totals = |session: &Session| {
        let written = &session.as_written;
        [written.timer_s.or(written.elapsed_s), written.distance_m]
            .map(|it| it.unwrap_or(0.0) > 0.0)
    };
    totals(session).into_iter().zip(totals(other)).any(|(own, others)| others && !own)
}
