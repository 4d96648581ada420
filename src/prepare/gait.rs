//! Running, walking, standing: by cadence and speed where both are there, by either alone if not.

use crate::model::{Bout, Channel, Counted, Gait, GaitSource, Notice, NoticeKind, Samples};
use crate::signal::without_short_gaps;

use super::{clock, on_foot::OnFoot};

/// From this cadence on, in steps per minute, it is running. Three cuts found on 28 adults, 134,
/// 139 and 141, tell 92.9 % right, against 55.0 % for the best cut by speed (Human Movement
/// Science 2023;90:103117).
const RUN_FROM_SPM: f64 = 140.0;

/// Below this cadence it is walking; between the two, what it was before.
const WALK_BELOW_SPM: f64 = 135.0;

/// Below this cadence no walking is told.
const WALK_FROM_SPM: f64 = 60.0;

/// Below this cadence the runner stands.
const STEP_FROM_SPM: f64 = 40.0;

/// Running needs this speed, in m/s.
const RUN_FROM_M_PER_S: f64 = 1.5;

/// Slower than this, in m/s, the runner stands.
const MOVE_FROM_M_PER_S: f64 = 0.5;

/// Faster than this, in m/s, nobody walks, however few the steps.
const NEVER_WALKED_M_PER_S: f64 = 2.5;

/// By speed alone: running from here on, in m/s.
const SPEED_RUN_FROM_M_PER_S: f64 = 2.2;

/// By speed alone: walking below this, in m/s.
const SPEED_WALK_BELOW_M_PER_S: f64 = 1.9;

/// A gait that lasts less than this, in seconds, is none.
const DWELL_S: usize = 10;

/// Cadence and speed missing for no longer than this, in seconds, are bridged.
const BRIDGED_S: usize = 10;

/// What gait is told in.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    pub(super) sport: OnFoot,
    pub(super) indoor: bool,
    /// What is known already of whether it is a run.
    pub(super) counted: Option<Counted>,
}

/// What was told.
pub(super) struct Told {
    pub(super) gait: Vec<Gait>,
    pub(super) source: GaitSource,
    pub(super) notice: Option<Notice>,
}

/// Tells the gait at each sample.
pub(super) fn tell(samples: &Samples, setting: Setting) -> Told {
    let bridged = |channel| samples.values(channel).map(|v| without_short_gaps(v, BRIDGED_S));
    let cadence = bridged(Channel::StepRate);
    let speed = bridged(Channel::Speed);
    let source = match (&cadence, &speed) {
        (Some(_), _) => GaitSource::Cadence,
        (None, Some(_)) => GaitSource::Speed,
        (None, None) => GaitSource::None,
    };
    let untold = |notice| Told {
        gait: vec![Gait::Unknown; samples.len()],
        source: GaitSource::None,
        notice,
    };
    if setting.sport == OnFoot::No || source == GaitSource::None {
        return untold(None);
    }
    let why_not = match setting.counted {
        Some(Counted::TooFast) => Some("it moves faster than anybody runs for so long"),
        Some(Counted::WithoutSteps) => Some("it moves on where no steps are taken"),
        Some(Counted::NotShown) => Some("nearly all of it is at speeds of races, without a step"),
        _ => None,
    };
    if let Some(why_not) = why_not {
        let text = format!("the sport is not told, and {why_not}: it is not counted as a run");
        return untold(Some(Notice::file(NoticeKind::NotOnFoot, text)));
    }
    let candidates: Vec<Option<Gait>> = (0..samples.len())
        .map(|i| {
            let cadence = cadence.as_ref().map_or(f64::NAN, |c| c[i]);
            // A belt's speed is the watch's guess; where there are steps, they tell.
            let guessed = setting.indoor && cadence.is_finite();
            let speed = speed.as_ref().filter(|_| !guessed).map_or(f64::NAN, |v| v[i]);
            candidate(cadence, speed)
        })
        .collect();
    let mut gait = settled(&candidates);
    let notice = (source == GaitSource::Speed).then(|| {
        Notice::file(
            NoticeKind::GaitBySpeed,
            "without cadence, running and walking are told by speed: low confidence",
        )
    });
    if setting.sport == OnFoot::Walking && source == GaitSource::Speed {
        // Fast for a walker is a slope or a wandering position, not a run.
        for gait in gait.iter_mut().filter(|gait| **gait == Gait::Run) {
            *gait = Gait::Walk;
        }
    }
    Told { gait, source, notice }
}

/// The gait that a moment alone speaks for; none where it speaks for none.
fn candidate(cadence_spm: f64, speed_m_per_s: f64) -> Option<Gait> {
    let (steps, moving) = (cadence_spm.is_finite(), speed_m_per_s.is_finite());
    // Speed without a step is a cadence sensor that dropped out.
    let dropped_out = cadence_spm < STEP_FROM_SPM && speed_m_per_s >= SPEED_RUN_FROM_M_PER_S;
    match (steps && !dropped_out, moving) {
        (true, true) => by_both(cadence_spm, speed_m_per_s),
        (true, false) => by_cadence(cadence_spm),
        (false, true) => by_speed(speed_m_per_s),
        (false, false) => None,
    }
}

fn by_both(cadence_spm: f64, speed_m_per_s: f64) -> Option<Gait> {
    if speed_m_per_s < MOVE_FROM_M_PER_S || cadence_spm < STEP_FROM_SPM {
        Some(Gait::Still)
    } else if speed_m_per_s >= NEVER_WALKED_M_PER_S {
        Some(Gait::Run)
    } else if cadence_spm >= RUN_FROM_SPM {
        (speed_m_per_s >= RUN_FROM_M_PER_S).then_some(Gait::Run)
    } else {
        (WALK_FROM_SPM..WALK_BELOW_SPM).contains(&cadence_spm).then_some(Gait::Walk)
    }
}

fn by_cadence(cadence_spm: f64) -> Option<Gait> {
    if cadence_spm < STEP_FROM_SPM {
        Some(Gait::Still)
    } else if cadence_spm >= RUN_FROM_SPM {
        Some(Gait::Run)
    } else {
        (WALK_FROM_SPM..WALK_BELOW_SPM).contains(&cadence_spm).then_some(Gait::Walk)
    }
}

fn by_speed(speed_m_per_s: f64) -> Option<Gait> {
    if speed_m_per_s < MOVE_FROM_M_PER_S {
        Some(Gait::Still)
    } else if speed_m_per_s >= SPEED_RUN_FROM_M_PER_S {
        Some(Gait::Run)
    } else {
        (speed_m_per_s < SPEED_WALK_BELOW_M_PER_S).then_some(Gait::Walk)
    }
}

/// Candidates into gaits: what is not told stays as it was, and no gait lasts but a moment.
fn settled(candidates: &[Option<Gait>]) -> Vec<Gait> {
    let mut gait = Vec::with_capacity(candidates.len());
    let mut current = Gait::Unknown;
    // The gait that may be taking over, and since when.
    let mut rising: Option<(Gait, usize)> = None;
    for (i, candidate) in candidates.iter().enumerate() {
        let asked = candidate.or(rising.map(|(gait, _)| gait)).unwrap_or(current);
        gait.push(current);
        if asked == current {
            rising = None;
            continue;
        }
        let since = match rising {
            Some((rival, since)) if rival == asked => since,
            _ => i,
        };
        rising = Some((asked, since));
        if i + 1 - since >= DWELL_S {
            gait[since..].fill(asked);
            if current == Gait::Unknown {
                // What came before the first gait told is taken to be of it.
                gait[..since].fill(asked);
            }
            current = asked;
            rising = None;
        }
    }
    gait
}

/// Stretches of one gait; a pause ends one.
pub(super) fn bouts(samples: &Samples, gait: &[Gait]) -> Vec<Bout> {
    let mut bouts: Vec<Bout> = Vec::new();
    for (i, &gait) in gait.iter().enumerate() {
        match bouts.last_mut() {
            Some(open) if open.gait == gait && !clock::follows_a_pause(samples.time_s(), i) => {
                open.end = i + 1;
            }
            _ => bouts.push(Bout { gait, start: i, end: i + 1 }),
        }
    }
    bouts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_seconds_of_walking_do_not_end_a_run_and_fifteen_do() {
        let mut candidates = vec![Some(Gait::Run); 100];
        candidates[30..35].fill(Some(Gait::Walk));
        candidates[60..75].fill(Some(Gait::Walk));
        let gait = settled(&candidates);
        assert!(gait[..60].iter().all(|gait| *gait == Gait::Run));
        assert!(gait[60..75].iter().all(|gait| *gait == Gait::Walk));
        assert!(gait[75..].iter().all(|gait| *gait == Gait::Run));
    }

    #[test]
    fn between_135_and_140_steps_it_stays_what_it_was() {
        assert_eq!(candidate(137.0, 2.0), None);
        assert_eq!(candidate(141.0, 2.0), Some(Gait::Run));
        assert_eq!(candidate(134.0, 2.0), Some(Gait::Walk));
        assert_eq!(candidate(120.0, 0.2), Some(Gait::Still));
        assert_eq!(candidate(0.0, 3.0), Some(Gait::Run));
        assert_eq!(candidate(f64::NAN, 2.0), None);
        assert_eq!(candidate(165.0, f64::NAN), Some(Gait::Run));
    }
}
