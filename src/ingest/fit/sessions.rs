//! Sessions and laps: what they say, and which samples are theirs.

use std::{ops::Range, rc::Rc};

use jiff::Timestamp;

use super::{message::Message, profile};
use crate::{
    ingest::xml::{is_sport_word, sport_of_words},
    model::{Session, SessionTotals, Sport, WrittenLap},
};

/// A session as its message has it.
#[derive(Clone, Debug, Default)]
pub(super) struct SessionMessage {
    start_s: Option<f64>,
    sport: Option<u8>,
    sub_sport: Option<u8>,
    /// What the wearer calls the profile of the watch.
    profile: Option<String>,
    /// Sport and sub-sport of the `sport` message before it.
    declared: Option<Rc<Declared>>,
    totals: SessionTotals,
}

/// Sport, sub-sport and name of a `sport` message.
#[derive(Clone, Debug, Default)]
pub(super) struct Declared {
    sport: Option<u8>,
    sub_sport: Option<u8>,
    name: Option<String>,
}

impl Declared {
    /// What the message says.
    pub(super) fn of(message: &Message<'_>) -> Declared {
        Declared { sport: message.byte(0), sub_sport: message.byte(1), name: message.text(3) }
    }
}

/// A lap as its message has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lap {
    pub(super) written: WrittenLap,
    sport: Option<u8>,
}

impl SessionMessage {
    /// What the message says.
    pub(super) fn of(message: &Message<'_>) -> SessionMessage {
        let scaled = |field, scale| message.number(field).map(|value| value / scale);
        let (start_s, elapsed_s) = (message.time_in(2), scaled(7, 1000.0));
        SessionMessage {
            start_s,
            sport: message.byte(5),
            sub_sport: message.byte(6),
            profile: message.text(110),
            declared: None,
            totals: SessionTotals {
                started_s: start_s,
                ended_s: start_s.zip(elapsed_s).map(|(start_s, elapsed_s)| start_s + elapsed_s),
                unsampled_s: None,
                beside: None,
                distance_m: scaled(9, 100.0),
                timer_s: scaled(8, 1000.0),
                elapsed_s,
                ascent_m: message.number(22),
                descent_m: message.number(23),
                cycles: message.number(10),
                // 10 to 100 for an exertion of 1 to 10.
                rpe: scaled(193, 10.0),
                feel: message.number(192),
                means: Vec::new(),
            },
        }
    }
}

impl SessionMessage {
    /// The same, after a `sport` message.
    pub(super) fn after(self, declared: Option<&Rc<Declared>>) -> SessionMessage {
        SessionMessage { declared: declared.cloned(), ..self }
    }
}

impl Lap {
    /// What the message says.
    pub(super) fn of(message: &Message<'_>) -> Lap {
        let scaled = |field, scale| message.number(field).map(|value| value / scale);
        Lap {
            written: WrittenLap {
                started_s: message.time_in(2),
                timer_s: scaled(8, 1000.0).or_else(|| scaled(7, 1000.0)),
                distance_m: scaled(9, 100.0),
            },
            sport: message.byte(25),
        }
    }
}

/// The sessions of one chained file, each with its samples.
pub(super) fn sessions(
    messages: &[SessionMessage],
    declared: Option<&Declared>,
    laps: &[Lap],
    rows: &Range<usize>,
    time_s: &[f64],
) -> Vec<Session> {
    let starts: Vec<_> = messages.iter().map(|message| message.start_s).collect();
    let spans = spans(&starts, rows, time_s);
    let of_lap = laps.iter().find_map(|lap| lap.sport);
    let session = |(message, span): (&SessionMessage, Range<usize>)| {
        let declared = message.declared.as_deref().or(declared);
        Session {
            sport: sport(message, declared, of_lap),
            started: message.start_s.and_then(timestamp).or_else(|| first_time(time_s, &span)),
            span,
            as_written: SessionTotals {
                beside: beside(message, declared, of_lap),
                ..message.totals.clone()
            },
        }
    };
    messages.iter().zip(spans).map(session).collect()
}

/// The laps of one chained file, as ranges of samples.
pub(super) fn laps(laps: &[Lap], rows: &Range<usize>, time_s: &[f64]) -> Vec<Range<usize>> {
    let starts: Vec<_> = laps.iter().map(|lap| lap.written.started_s).collect();
    spans(&starts, rows, time_s)
}

/// The one session of a file that has records and no session: a watch that died on the way.
pub(super) fn session_without_message(
    declared: Option<&Declared>,
    laps: &[Lap],
    rows: Range<usize>,
    time_s: &[f64],
) -> Session {
    let of_lap = laps.iter().find_map(|lap| lap.sport);
    let sport = sport(&SessionMessage::default(), declared, of_lap);
    // Where there is no record, the laps are all there is; a watch that died wrote its last one never.
    let as_written = if rows.is_empty() { sums(laps) } else { SessionTotals::default() };
    let started = first_time(time_s, &rows).or_else(|| as_written.started_s.and_then(timestamp));
    Session { sport, span: rows, started, as_written }
}

/// What laps say together.
fn sums(laps: &[Lap]) -> SessionTotals {
    let sum = |of: fn(&WrittenLap) -> Option<f64>| {
        laps.iter().filter_map(|lap| of(&lap.written)).reduce(|sum, value| sum + value)
    };
    let ended = |lap: &WrittenLap| Some(lap.started_s? + lap.timer_s?);
    SessionTotals {
        started_s: laps.iter().filter_map(|lap| lap.written.started_s).min_by(f64::total_cmp),
        ended_s: laps.iter().filter_map(|lap| ended(&lap.written)).max_by(f64::total_cmp),
        distance_m: sum(|lap| lap.distance_m),
        timer_s: sum(|lap| lap.timer_s),
        ..SessionTotals::default()
    }
}

/// The sport of a session: its own; where it has none, what else names one.
fn sport(message: &SessionMessage, declared: Option<&Declared>, of_lap: Option<u8>) -> Sport {
    if let Some(number) = message.sport {
        return of_numbers(number, message.sub_sport);
    }
    named_beside(message, declared, of_lap).unwrap_or_else(|| Sport {
        sport: "unknown".into(),
        sub_sport: message.sub_sport.map(profile::sub_sport),
    })
}

/// What names a sport beside a session that says `generic` and no kind, as a device does that was told
/// nothing; none where the session itself says more.
fn beside(
    message: &SessionMessage,
    declared: Option<&Declared>,
    of_lap: Option<u8>,
) -> Option<Sport> {
    let own = of_numbers(message.sport?, message.sub_sport);
    let open = matches!(own.sub_sport.as_deref(), None | Some("generic" | "all"));
    (open && !own.is_named()).then(|| named_beside(message, declared, of_lap)).flatten()
}

/// The sport of the `sport` message, of laps, or what the watch's profile is called, the first of them
/// that names one.
fn named_beside(
    message: &SessionMessage,
    declared: Option<&Declared>,
    of_lap: Option<u8>,
) -> Option<Sport> {
    let (number, kind) = declared.map_or((None, None), |it| (it.sport, it.sub_sport));
    let told = [(number, message.sub_sport.or(kind)), (of_lap, message.sub_sport)]
        .into_iter()
        .filter_map(|(number, kind)| Some(of_numbers(number?, kind)));
    let called = [message.profile.as_deref(), declared.and_then(|it| it.name.as_deref())];
    let words =
        called.into_iter().flatten().filter(|words| is_sport_word(words)).map(sport_of_words);
    told.chain(words).find(Sport::is_named)
}

fn of_numbers(number: u8, kind: Option<u8>) -> Sport {
    Sport { sport: profile::sport(number), sub_sport: kind.map(profile::sub_sport) }
}

/// The time of the first sample in a range that has one.
pub(super) fn first_time(time_s: &[f64], rows: &Range<usize>) -> Option<Timestamp> {
    time_s.get(rows.clone())?.iter().copied().find(|time| !time.is_nan()).and_then(timestamp)
}

/// A point in time.
pub(super) fn timestamp(time_s: f64) -> Option<Timestamp> {
    #[allow(clippy::cast_possible_truncation, reason = "stamps are whole and of 32 bits")]
    Timestamp::from_second(time_s.floor() as i64).ok()
}

/// Splits rows among parts that begin at these times: each part goes from the first row at or
/// after its start to the next part's first row. Rows before the first start are the first part's.
fn spans(starts_s: &[Option<f64>], rows: &Range<usize>, time_s: &[f64]) -> Vec<Range<usize>> {
    let mut order: Vec<usize> = (0..starts_s.len()).collect();
    let start_of = |part: usize| starts_s.get(part).copied().flatten().unwrap_or(f64::INFINITY);
    // The sort is stable: parts that begin together stay in the file's order.
    order.sort_by(|&a, &b| start_of(a).total_cmp(&start_of(b)));
    let mut spans = vec![rows.end..rows.end; starts_s.len()];
    let mut begin = rows.start;
    for (place, &part) in order.iter().enumerate() {
        let next = order.get(place.saturating_add(1)).map_or(f64::INFINITY, |&part| start_of(part));
        let left = time_s.get(begin..rows.end).unwrap_or_default();
        let reached = left.iter().position(|&time| time >= next);
        let end = begin.saturating_add(reached.unwrap_or(left.len()));
        if let Some(span) = spans.get_mut(part) {
            *span = begin..end;
        }
        begin = end;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(number: u8, kind: u8, declared: (u8, u8)) -> String {
        let message =
            SessionMessage { sport: Some(number), sub_sport: Some(kind), ..Default::default() };
        let declared =
            Declared { sport: Some(declared.0), sub_sport: Some(declared.1), name: None };
        let own = sport(&message, Some(&declared), None);
        assert_eq!(own.sport, profile::sport(number));
        beside(&message, Some(&declared), None).unwrap_or(own).sport.into_owned()
    }

    #[test]
    fn a_session_that_says_generic_goes_by_what_else_names_a_sport() {
        // 0 generic, 1 running, 2 cycling, 15 rowing; kinds: 0 generic, 1 treadmill.
        assert_eq!(named(0, 0, (15, 0)), "rowing");
        assert_eq!(named(0, 0, (0, 0)), "generic");
        // What the session itself names stands, and so does a kind beside `generic`.
        assert_eq!(named(1, 0, (2, 0)), "running");
        assert_eq!(named(0, 1, (2, 0)), "generic");
    }
}
