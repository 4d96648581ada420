//! Whether a session is a run: a sport that the file names decides, and where it names none, or
//! `generic`, the samples do.
//!
//! The samples decide both ways. Nobody moves faster than the fastest ever did for as long; and
//! running shows itself by cadence and speed, in more than a moment of the whole. A file that says
//! nothing at all is asked for speed alone where it holds no cadence, as a track of an app is; one
//! that says `generic` came from a device that offers running and was told something else, so steps
//! must speak for it.

use crate::{
    model::{Channel, Counted, Gait, GaitSource, Notice, NoticeKind, Samples, Sport},
    signal::{quantile, without_short_gaps},
};

/// Kinds that are kinds of running, whatever sport stands beside them.
const RUNNING_KINDS: [&str; 6] =
    ["street", "trail", "track", "indoor_running", "ultra", "obstacle"];

/// Kinds that name no sport: running and walking may be done on a belt, and anything virtually.
const OPEN_KINDS: [&str; 5] = ["generic", "all", "treadmill", "virtual_activity", "exercise"];

/// Sports of gyms, which have belts.
const GYM_SPORTS: [&str; 2] = ["fitness_equipment", "training"];

/// The fastest that anybody has run for so long: seconds and metres of the men's world records of
/// 400 m (43.03 s, 2016), 800 m (1:40.91, 2012), 1,500 m (3:26.00, 1998), 3,000 m (7:17.55, 2024),
/// 5,000 m (12:35.36, 2020), 10,000 m (26:11.00, 2020), half marathon (56:42, 2025, the fastest
/// run though not ratified), marathon (2:00:35, 2023), 100 km (6:05:35, 2023) and 24 h (319,614 m,
/// 2022), as World Athletics and the IAU list them.
const FASTEST: [(f64, f64); 10] = [
    (43.03, 400.0),
    (100.91, 800.0),
    (206.0, 1500.0),
    (437.55, 3000.0),
    (755.36, 5000.0),
    (1571.0, 10_000.0),
    (3402.0, 21_097.5),
    (7235.0, 42_195.0),
    (21_935.0, 100_000.0),
    (86_400.0, 319_614.0),
];

/// So much more than the fastest is faster: receivers measure a way some per cent too long.
const FASTER_BY: f64 = 1.05;

/// Speed is looked at in means over so many seconds of moving: one jump of a receiver is no speed.
const SPELL_S: usize = 30;

/// Speed that was held for less than this many spells says nothing.
const SPELLS_MIN: usize = 4;

/// From this speed on, in m/s, somebody moves.
const MOVES_FROM_M_PER_S: f64 = 0.5;

/// From this speed on, in m/s, nobody moves on foot without a step.
const STEPS_FROM_M_PER_S: f64 = 2.5;

/// What is faster than this, in m/s, three quarters of the time, and shows no step, is no run: over
/// distances at which people race so fast, more is driven and ridden.
const RACED_M_PER_S: f64 = 6.0;

/// Below this count there are no steps.
const STEP_FROM_SPM: f64 = 40.0;

/// A larger share of moving fast without steps than a dropped-out sensor makes is coasting.
const COASTING_SHARE: f64 = 0.15;

/// Running makes at least this share of a recording that is a run, or lasts so long by itself: a
/// few steps at a walker's crossing do not, and a watch that was left running does not undo a run.
const RUN_SHARE: f64 = 0.1;
const RUN_S: usize = 1200;

/// What the name of a sport decides; none where it leaves it to the samples.
pub(super) fn by_name(sport: &Sport) -> Option<Counted> {
    let kind = sport.sub_sport.as_deref().filter(|kind| !OPEN_KINDS.contains(kind));
    if sport.is_running() {
        return Some(Counted::NamedRunning);
    }
    if sport.is_named() && !GYM_SPORTS.contains(&sport.sport.as_ref()) {
        let unknown = sport.unknown_word().is_some();
        return Some(if unknown { Counted::NamedUnknown } else { Counted::NamedAnother });
    }
    match kind {
        Some(kind) if RUNNING_KINDS.contains(&kind) => Some(Counted::NamedRunning),
        None if !sport.is_named() || sport.is_indoor() => None,
        Some(_) | None => Some(Counted::NamedAnother),
    }
}

/// What is told before the gait is: by name, or by moving as nobody does on foot; and what is doubted
/// of a run by name that moves as no run does.
pub(super) fn before_gait(sport: &Sport, samples: &Samples) -> (Option<Counted>, Option<Notice>) {
    let named = by_name(sport);
    if named.is_some_and(|named| !named.is_run()) {
        return (named, None);
    }
    let moves = not_on_foot(samples);
    let doubtful = named.is_some() && moves == Some(Counted::TooFast);
    let text = "moves faster than anybody runs for so long, and is counted as the run that it is \
                named: it may be a ride, or km/h written as m/s";
    (named.or(moves), doubtful.then(|| Notice::file(NoticeKind::RunTooFast, text)))
}

/// Whether it moves as nobody runs: too fast for too long, or without steps.
fn not_on_foot(samples: &Samples) -> Option<Counted> {
    let speed = samples.values(Channel::Speed)?;
    if is_faster_than_anybody(speed) {
        return Some(Counted::TooFast);
    }
    let Some(steps) = samples.values(Channel::StepRate) else {
        let usual_fast = quantile(speed, 0.25);
        return usual_fast.filter(|usual| *usual > RACED_M_PER_S).map(|_| Counted::NotShown);
    };
    let steps = without_short_gaps(steps, SPELL_S);
    let fast = || {
        let both = speed.iter().zip(&steps).filter(|(_, steps)| steps.is_finite());
        both.filter(|(speed, _)| **speed >= STEPS_FROM_M_PER_S)
    };
    let coasting = fast().filter(|(_, steps)| **steps < STEP_FROM_SPM).count();
    let moving = fast().count();
    let coasts = moving >= SPELL_S && coasting as f64 > COASTING_SHARE * moving as f64;
    coasts.then_some(Counted::WithoutSteps)
}

/// Whether the samples show running.
pub(super) fn by_samples(sport: &Sport, gait: &[Gait], source: GaitSource) -> Counted {
    let running = gait.iter().filter(|gait| **gait == Gait::Run).count();
    let enough = running >= RUN_S || running as f64 >= RUN_SHARE * gait.len() as f64;
    let steps_are_asked = matches!(sport.sport.as_ref(), "generic" | "all");
    let told = source == GaitSource::Cadence || !steps_are_asked && source == GaitSource::Speed;
    if running > 0 && enough && told { Counted::ShownRunning } else { Counted::NotShown }
}

/// Whether a speed was held for longer than anybody has: the fastest spells of moving, put together.
fn is_faster_than_anybody(speed_m_per_s: &[f64]) -> bool {
    let moving: Vec<f64> =
        speed_m_per_s.iter().copied().filter(|speed| *speed >= MOVES_FROM_M_PER_S).collect();
    let mut spells: Vec<f64> = moving
        .chunks_exact(SPELL_S)
        .map(|spell| spell.iter().sum::<f64>() / SPELL_S as f64)
        .collect();
    spells.sort_by(|a, b| b.total_cmp(a));
    (SPELLS_MIN..=spells.len()).any(|held| {
        let seconds = (held * SPELL_S) as f64;
        spells.get(held - 1).is_some_and(|speed| *speed > FASTER_BY * fastest_m_per_s(seconds))
    })
}

/// The fastest mean speed over so many seconds: between two records by the logarithm of time.
fn fastest_m_per_s(seconds: f64) -> f64 {
    let speed = |(time_s, metres): (f64, f64)| metres / time_s;
    let pair = FASTEST.windows(2).find(|pair| pair.last().is_some_and(|it| it.0 >= seconds));
    match pair {
        Some(&[before, after]) if seconds >= before.0 => {
            let share = (seconds / before.0).ln() / (after.0 / before.0).ln();
            speed(before) + share * (speed(after) - speed(before))
        }
        Some(&[first, _]) => speed(first),
        // Longer than a day.
        _ => FASTEST.last().copied().map_or(f64::INFINITY, speed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sport(sport: &'static str, kind: Option<&'static str>) -> Sport {
        Sport { sport: sport.into(), sub_sport: kind.map(Into::into) }
    }

    #[test]
    fn a_named_sport_decides_and_an_open_one_leaves_it_to_the_samples() {
        for (name, kind, told) in [
            ("running", Some("treadmill"), Some(Counted::NamedRunning)),
            ("generic", Some("trail"), Some(Counted::NamedRunning)),
            ("cycling", None, Some(Counted::NamedAnother)),
            ("generic", Some("lap_swimming"), Some(Counted::NamedAnother)),
            ("training", Some("strength_training"), Some(Counted::NamedAnother)),
            ("fitness_equipment", None, Some(Counted::NamedAnother)),
            ("fitness_equipment", Some("elliptical"), Some(Counted::NamedAnother)),
            ("other", Some("quidditch"), Some(Counted::NamedUnknown)),
            ("211", None, Some(Counted::NamedUnknown)),
            ("fitness_equipment", Some("treadmill"), None),
            ("generic", Some("generic"), None),
            ("unknown", None, None),
        ] {
            assert_eq!(by_name(&sport(name, kind)), told, "{name} {kind:?}");
        }
    }

    #[test]
    fn a_record_is_run_and_a_tenth_faster_is_not() {
        // Kelvin Kiptum, Chicago 2023: 42,195 m in 2:00:35.
        let marathon = vec![42_195.0 / 7235.0; 7235];
        assert!(!is_faster_than_anybody(&marathon));
        assert!(is_faster_than_anybody(&vec![1.1 * 42_195.0 / 7235.0; 7235]));
        // 25 km/h for half an hour, with a stop each two minutes, is a bicycle in a town.
        let town: Vec<f64> =
            (0..2400).map(|at| if at % 150 < 30 { 0.0 } else { 25.0 / 3.6 }).collect();
        assert!(is_faster_than_anybody(&town));
        // Two jumps of a receiver are not.
        let mut jumps = vec![3.0; 3600];
        jumps[100] = 400.0;
        jumps[2000] = 400.0;
        assert!(!is_faster_than_anybody(&jumps));
    }

    #[test]
    fn samples_show_running_where_gait_is_told_by_steps_or_a_named_sport_by_its_speed() {
        let hour = |running: usize| {
            let mut gait = vec![Gait::Run; running];
            gait.resize(3600, Gait::Walk);
            gait
        };
        let (named, open) = (sport("training", None), sport("generic", None));
        for (sport, source, running, told) in [
            (&open, GaitSource::Cadence, 1200, Counted::ShownRunning),
            (&named, GaitSource::Cadence, 1200, Counted::ShownRunning),
            (&named, GaitSource::Speed, 1200, Counted::ShownRunning),
            (&open, GaitSource::Speed, 1200, Counted::NotShown),
            (&named, GaitSource::None, 1200, Counted::NotShown),
            // A tenth of it is enough, and less is not.
            (&open, GaitSource::Cadence, 360, Counted::ShownRunning),
            (&open, GaitSource::Cadence, 359, Counted::NotShown),
        ] {
            assert_eq!(by_samples(sport, &hour(running), source), told, "{source:?} {running}");
        }
    }
}
