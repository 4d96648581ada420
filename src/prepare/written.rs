//! What is written of a session as a whole, held against what can be. What cannot be is absent.

use std::{borrow::Cow, ops::RangeInclusive};

use crate::{
    model::{Channel, Notice, NoticeKind, Session, SessionTotals},
    physics::fastest_on_foot_m_per_s,
};

use super::{artefacts, on_foot::OnFoot};

/// No session lasts longer, in seconds: races of six days are the longest that are run at once.
const LONGEST_S: f64 = 7.0 * 86_400.0;

/// The timer runs for no longer than a session lasts, within this share and this many seconds: the two are
/// rounded, and laps overlap.
const TIMER_SHARE: f64 = 1.1;
const TIMER_S: f64 = 60.0;

/// Nobody climbs faster on foot, in m/s: the fastest thousand metres at once (28 min 53 s, at Fully in 2017)
/// were climbed at 0.58. Downhill twice that is run.
const CLIMB_M_PER_S: f64 = 1.0;
const DESCENT_M_PER_S: f64 = 2.0;

/// Nothing else that a watch records moves faster, in m/s.
const OTHERWISE_M_PER_S: f64 = 60.0;

/// The scales of exertion and of how it felt.
const RPE: RangeInclusive<f64> = 0.0..=10.0;
const FEEL: RangeInclusive<f64> = 0.0..=100.0;

/// Values in a text are told in full up to here.
const TOLD_IN_FULL: f64 = 1e7;

/// The session with the sums that can be, and what was left out.
pub(super) fn plausible(session: &Session, sport: OnFoot) -> (Cow<'_, Session>, Option<Notice>) {
    let mut totals = session.as_written.clone();
    let mut refused = Refused::default();
    times(&mut totals, session.span.is_empty(), &mut refused);
    ways(&mut totals, sport, &mut refused);
    refused.unless(&mut totals.rpe, RPE, "an exertion", "of 10");
    refused.unless(&mut totals.feel, FEEL, "how it felt", "of 100");
    totals.means.retain(|(channel, mean)| {
        let possible = artefacts::possible_mean(*channel);
        let kept = possible.as_ref().is_none_or(|possible| possible.contains(mean));
        if !kept {
            refused.0.push(format!("a mean {} of {}", mean_of(*channel), told(*mean)));
        }
        kept
    });
    if refused.0.is_empty() {
        return (Cow::Borrowed(session), None);
    }
    let text = format!(
        "of what is written of the whole, this cannot be and is not used: {}",
        refused.0.join(", ")
    );
    let notice = Notice::file(NoticeKind::TotalNotUsed, text);
    (Cow::Owned(Session { as_written: totals, ..session.clone() }), Some(notice))
}

/// Time with the timer running and from start to end. Where there are samples, they tell which of the two is
/// wrong.
fn times(totals: &mut SessionTotals, alone: bool, refused: &mut Refused) {
    let lasting = || 0.0..=LONGEST_S;
    let from_to = totals.started_s.zip(totals.ended_s).map(|(from, to)| to - from);
    if from_to.is_some_and(|seconds| !lasting().contains(&seconds)) {
        totals.ended_s = None;
    }
    refused.unless(&mut totals.elapsed_s, lasting(), "a length of", "s");
    refused.unless(&mut totals.timer_s, lasting(), "a timer's time of", "s");
    refused.unless(&mut totals.unsampled_s, lasting(), "laps without samples of", "s");
    if let Some(elapsed_s) = totals.elapsed_s.filter(|elapsed_s| alone && *elapsed_s > 0.0) {
        let within = 0.0..=TIMER_SHARE * elapsed_s + TIMER_S;
        refused.unless(&mut totals.timer_s, within, "a timer's time beyond the length, of", "s");
    }
}

/// Distance, climb and descent, by the time that was there for them.
fn ways(totals: &mut SessionTotals, sport: OnFoot, refused: &mut Refused) {
    let lasting = totals.elapsed_s.or(totals.timer_s).filter(|seconds| *seconds > 0.0);
    let seconds = lasting.unwrap_or(LONGEST_S);
    let [along, up, down] = match sport {
        OnFoot::No => [OTHERWISE_M_PER_S; 3],
        _ => [fastest_on_foot_m_per_s(seconds), CLIMB_M_PER_S, DESCENT_M_PER_S],
    };
    // On foot, what is too far for the time is told where it is held against the samples.
    if lasting.is_none() || sport == OnFoot::No {
        refused.unless(&mut totals.distance_m, 0.0..=along * seconds, "a distance of", "m");
    }
    // A way of less than a metre for each metre up is a ladder.
    let way_m = totals.distance_m.filter(|metres| *metres > 0.0).unwrap_or(f64::INFINITY);
    let most = |m_per_s: f64| 0.0..=(m_per_s * seconds).clamp(0.0, way_m);
    refused.unless(&mut totals.ascent_m, most(up), "a climb of", "m");
    refused.unless(&mut totals.descent_m, most(down), "a descent of", "m");
}

/// What is not used, in words.
#[derive(Default)]
struct Refused(Vec<String>);

impl Refused {
    /// Takes a value out that lies outside.
    fn unless(
        &mut self,
        value: &mut Option<f64>,
        possible: RangeInclusive<f64>,
        what: &str,
        unit: &str,
    ) {
        if let Some(outside) = value.take_if(|value| !possible.contains(value)) {
            self.0.push(format!("{what} {} {unit}", told(outside)));
        }
    }
}

/// A number that is not three hundred digits long.
fn told(value: f64) -> String {
    if value.abs() < TOLD_IN_FULL { format!("{value:.0}") } else { format!("{value:.0e}") }
}

fn mean_of(channel: Channel) -> &'static str {
    match channel {
        Channel::HeartRate => "heart rate",
        Channel::StepRate => "cadence",
        Channel::StepLength => "step length",
        Channel::GroundContactTime => "contact time",
        _ => channel.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sport;

    fn of(totals: SessionTotals) -> (SessionTotals, Option<String>) {
        let sport = Sport { sport: "running".into(), sub_sport: None };
        let session = Session { sport, span: 0..0, started: None, as_written: totals };
        let (session, notice) = plausible(&session, OnFoot::Running);
        (session.as_written.clone(), notice.map(|notice| notice.text.into_owned()))
    }

    #[test]
    fn what_cannot_be_is_absent_and_named_and_what_can_be_stays() {
        let usual = SessionTotals {
            distance_m: Some(6000.0),
            timer_s: Some(1800.0),
            elapsed_s: Some(1860.0),
            ascent_m: Some(120.0),
            descent_m: Some(118.0),
            rpe: Some(10.0),
            feel: Some(0.0),
            means: vec![(Channel::HeartRate, 151.0), (Channel::StepRate, 168.0)],
            ..SessionTotals::default()
        };
        assert_eq!(of(usual.clone()), (usual.clone(), None));
        let (kept, told) = of(SessionTotals {
            ascent_m: Some(100_000.0),
            descent_m: Some(65_000.0),
            rpe: Some(999.9),
            feel: Some(250.0),
            means: vec![(Channel::HeartRate, 9999.0), (Channel::StepRate, 19_998.0)],
            ..usual.clone()
        });
        let expected = SessionTotals {
            ascent_m: None,
            descent_m: None,
            rpe: None,
            feel: None,
            means: Vec::new(),
            ..usual.clone()
        };
        assert_eq!(kept, expected);
        let told = told.unwrap();
        for word in ["climb of 100000 m", "descent of 65000 m", "1000 of 10", "250 of 100"] {
            assert!(told.contains(word), "{word}: {told}");
        }
        assert!(told.contains("heart rate of 9999") && told.contains("cadence of 19998"), "{told}");
    }

    #[test]
    fn times_that_no_session_lasts_are_absent_however_long_their_numbers_are() {
        for seconds in [4_294_967.0, 1e300, f64::INFINITY, f64::NAN, -1.0] {
            let (kept, told) = of(SessionTotals {
                started_s: Some(1.7e9),
                ended_s: Some(1.7e9 + seconds),
                distance_m: Some(5000.0),
                timer_s: Some(seconds),
                elapsed_s: Some(seconds),
                ..SessionTotals::default()
            });
            assert_eq!((kept.timer_s, kept.elapsed_s, kept.ended_s), (None, None, None));
            assert_eq!(kept.distance_m, Some(5000.0));
            assert!(told.is_some_and(|told| told.len() < 200));
        }
        // Half an hour's session with a timer of a day.
        let totals = SessionTotals {
            timer_s: Some(86_400.0),
            elapsed_s: Some(1800.0),
            ..SessionTotals::default()
        };
        assert_eq!(of(totals).0.timer_s, None);
        let far = SessionTotals { distance_m: Some(1e30), ..SessionTotals::default() };
        assert_eq!(of(far).0.distance_m, None);
    }
}
