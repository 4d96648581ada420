//! `Activity` into `Run`: pauses, the cadence unit, gait, slope, bins.
//!
//! [`arranged`] comes first, once a file: records in order of time, a session for each run. Then, for each
//! session, in an order that matters, after what is [`written`] of it was held against what can be:
//!
//! 1. [`columns`]: the session's rows in the order of their clock, one series a channel;
//! 2. [`distance`]: distance and speed, from positions where the file has neither, or where its counter is
//!    [`refuted`] by them;
//! 3. [`clock`]: pauses out, one row a second; [`whose`]: the file's total or its samples' distance;
//! 4. [`units`]: whether cadence counts one foot or both; [`steps`], by [`window`]s, where only
//!    raw acceleration tells;
//! 5. [`artefacts`]: what no runner does becomes missing;
//! 6. [`gait`]: running, walking, standing, and by it [`counted`]: whether this is a run at all;
//! 7. [`grade`]: slope, climb;
//! 8. [`bins`] and [`totals`];
//! 9. [`belt`] and [`contact`]: whether speed and contact time may be built on, and the reach in them;
//! 10. [`structure`]: walk-run intervals, an easy start and end.

mod arrange;
mod artefacts;
mod belt;
mod bins;
mod clock;
mod columns;
mod contact;
mod counted;
mod counter;
mod distance;
mod gait;
mod grade;
mod increasing;
pub mod local_day;
mod made;
mod on_foot;
mod places;
mod refuted;
mod rhythm;
mod rules;
mod sensor;
mod sessions;
mod speed_unit;
mod steps;
mod structure;
mod thin;
mod totals;
mod units;
mod unrecorded;
mod whose;
pub mod window;
mod written;

pub use arrange::arranged;
pub use rules::Rules;
pub use sessions::one_for_each_start;

use on_foot::OnFoot;

use crate::model::{Activity, CadenceProof, CadenceUnit, Channel, Notice, Run, Samples, Session};

/// Prepares one session of an activity.
///
/// A session without a usable clock gives an empty run with notices: never an error, never a panic.
pub fn prepare(activity: &Activity, session: &Session, rules: &Rules) -> Run {
    let sport = OnFoot::of(session);
    let (session, refused) = written::plausible(session, sport);
    let mut run = prepared(activity, &session, sport, rules);
    run.notices.extend(refused);
    (run.rpe, run.feel) = (session.as_written.rpe, session.as_written.feel);
    run
}

fn prepared(activity: &Activity, session: &Session, sport: OnFoot, rules: &Rules) -> Run {
    let mut columns = columns::ordered(activity, session, rules);
    columns.notices.extend(speed_unit::doubt(&columns.samples));
    let unrecorded = unrecorded::before(activity, session, columns.samples.time_s());
    let indoor = session.sport.is_indoor();
    let stops = clock::stops(activity, columns.samples.time_s());
    let about = distance::About { sport, indoor, unrecorded: &unrecorded, stops: &stops };
    let way = distance::complete(&mut columns, &about);
    let mut clock =
        clock::every_second(activity, &columns, totals::sampled_timer_s(session, &columns.samples));
    let timed = totals::time(&mut clock, session);
    let mut notices = columns.notices;
    if sport != OnFoot::No {
        notices.extend(thin::tell(&columns.samples));
    }
    notices.extend(clock.notices.iter().cloned());

    let mut samples = clock.samples;
    distance::mark_as_guessed(&mut samples, indoor);
    let sampled_m = clock.totals.distance_m;
    let case = whose::Case::of(session, sport, &clock.totals, &way, timed);
    let (ruled, scale) = whose::applied(whose::rule(&case, &samples), &mut samples, &mut notices);
    clock.totals.distance_m = ruled;
    let mut cadence =
        units::settle(&mut samples, &units::Setting { activity, indoor, sport, rules });
    if let Some(start_s) = clock.start_s.filter(|_| sport != OnFoot::No) {
        notices.extend(add_steps(&mut samples, activity, start_s, &mut cadence));
    }
    notices.extend(artefacts::clean(&mut samples));
    let (counted, doubt) = counted::before_gait(&session.sport, &samples);
    let told = gait::tell(&samples, gait::Setting { sport, indoor, counted });
    let counted =
        counted.unwrap_or_else(|| counted::by_samples(&session.sport, &told.gait, told.source));
    notices.extend(doubt.into_iter().chain(told.notice));
    artefacts::clean_running(&mut samples, &told.gait);
    if !indoor {
        notices.extend(grade::add(&mut samples, activity.format));
    }
    let bouts = gait::bouts(&samples, &told.gait);
    let sensor = sensor::behind(activity, &columns.samples, &samples);
    let mut run = Run {
        bins: bins::steady(&samples, &bouts),
        samples,
        gait: told.gait,
        gait_source: told.source,
        bouts,
        cadence,
        counted,
        totals: clock.totals,
        means: session.as_written.means.clone(),
        indoor,
        belt: belt::behind(activity, session, scale),
        sensor,
        side_by_side: columns.side_by_side,
        notices,
        ..Run::default()
    };
    contact::add(&mut run, &columns.samples, &activity.sensors);
    totals::add(&mut run, session, sampled_m);
    run.structure = structure::tell(&run);
    run
}

/// Adds steps and bounce from raw acceleration; cadence that comes from it counts both feet.
fn add_steps(
    samples: &mut Samples,
    activity: &Activity,
    start_s: f64,
    cadence: &mut CadenceProof,
) -> Vec<Notice> {
    let found = steps::add(samples, &activity.streams, start_s);
    if samples.get(Channel::StepRate).is_some()
        && let Some(first) = found.first()
    {
        cadence.unit = CadenceUnit::Steps;
        cadence.reason.clone_from(&first.text);
    }
    found
}
