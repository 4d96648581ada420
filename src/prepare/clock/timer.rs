//! When a timer stood, by its events.

use std::ops::Range;

use crate::model::TimerEvent;

/// Events of the timer within one session: a thousand, and beyond that four for each sample. More
/// are no runner's pauses.
const EVENTS_ALWAYS: usize = 1_000;

/// See [`EVENTS_ALWAYS`].
const EVENTS_PER_SAMPLE: usize = 4;

/// When the timer stood, in seconds since `session.start`; none where the file has no timer near the
/// session, or one of more events than its samples can have seen.
pub(super) fn timer_stops(
    timer: &[TimerEvent],
    session: Range<f64>,
    samples: usize,
) -> Option<Vec<Range<f64>>> {
    let near = |event: &&TimerEvent| event.time_s <= session.end + 1.0;
    let first = timer.partition_point(|event| event.time_s < session.start - 1.0);
    timer.get(first).filter(near)?;
    let mut stops = Vec::new();
    let mut stood_since: Option<f64> = None;
    for event in events_about(timer, &session, samples)? {
        let at = event.time_s - session.start;
        match (event.running, stood_since) {
            (false, None) => stood_since = Some(at),
            (true, Some(since)) => {
                stops.push(since..at);
                stood_since = None;
            }
            (false, Some(_)) | (true, None) => {}
        }
    }
    let length_s = session.end - session.start;
    stops.retain(|stop| stop.end > 0.0 && stop.start < length_s);
    Some(stops)
}

/// The timer's events that say something of a session: the last one before it, those within, and
/// the first start soon after it. A file may hold many sessions and many events, which are in order
/// of time, so that no session looks at those of all others.
fn events_about(
    timer: &[TimerEvent],
    session: &Range<f64>,
    samples: usize,
) -> Option<impl Iterator<Item = TimerEvent>> {
    let begin = timer.partition_point(|event| event.time_s < session.start);
    let end = timer.partition_point(|event| event.time_s <= session.end).max(begin);
    let most = EVENTS_ALWAYS.saturating_add(EVENTS_PER_SAMPLE.saturating_mul(samples));
    if end - begin > most {
        return None;
    }
    let after = timer[end..].iter().take(EVENTS_ALWAYS).find(|event| event.running);
    Some(timer[begin.saturating_sub(1)..end].iter().chain(after).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_from_a_session_only_the_timers_nearest_events_say_something() {
        let timer = [
            (10.0, false),
            (20.0, true),
            (90.0, false),
            (110.0, true),
            (150.0, false),
            (160.0, true),
            (190.0, false),
            (250.0, false),
            (300.0, true),
            (400.0, false),
        ]
        .map(|(time_s, running)| TimerEvent { time_s, running });
        let stops = timer_stops(&timer, 100.0..200.0, 100).unwrap();
        assert_eq!(stops, [-10.0..10.0, 50.0..60.0, 90.0..200.0]);
        assert_eq!(timer_stops(&timer, 500.0..600.0, 100), None);
    }

    #[test]
    fn a_timer_of_more_events_than_samples_can_have_seen_is_none() {
        let event =
            |at: u32| TimerEvent { time_s: f64::from(at) / 100.0, running: at.is_multiple_of(2) };
        let timer: Vec<TimerEvent> = (0..3_000).map(event).collect();
        assert!(timer_stops(&timer, 0.0..30.0, 1_000).is_some());
        assert_eq!(timer_stops(&timer, 0.0..30.0, 10), None);
    }
}
