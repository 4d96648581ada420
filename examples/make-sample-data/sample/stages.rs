//! What an outing is made of: so far, or so long, at a speed.

use super::{chance::Chance, outing::Kind};

/// A part of an outing at one speed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stage {
    length: Length,
    /// Speed on the level.
    pub(crate) speed_m_per_s: f64,
    /// How long the timer stands after it.
    pub(crate) then_stands_s: u32,
}

#[derive(Clone, Copy, Debug)]
enum Length {
    Metres(f64),
    Seconds(u32),
}

impl Stage {
    /// Whether this time and way are the whole of it.
    pub(crate) fn is_over(&self, seconds: u32, metres: f64) -> bool {
        match self.length {
            Length::Metres(length_m) => metres >= length_m,
            Length::Seconds(length_s) => seconds >= length_s,
        }
    }
}

/// The parts of an outing.
pub(crate) fn stages(kind: Kind, chance: &mut Chance) -> Vec<Stage> {
    match kind {
        Kind::Easy(km) => with_a_stop(km, 2.86, chance),
        Kind::Long(km) => with_a_stop(km, 2.80, chance),
        Kind::Trail(km) => with_a_stop(km, 2.55, chance),
        Kind::Tempo(km) => {
            vec![far(1700.0, 2.80), far(1000.0 * km - 1700.0 - 1200.0, 3.28), far(1200.0, 2.72)]
        }
        Kind::Belt(km) => vec![long(180, 2.5), far(1000.0 * km - 450.0, 2.83)],
        Kind::RunWalk { run_s, walk_s, times } => {
            let turns = (0..times).flat_map(|_| [long(run_s, 2.78), long(walk_s, 1.45)]);
            [long(240, 1.5)].into_iter().chain(turns).chain([long(180, 1.4)]).collect()
        }
        Kind::Ride(km) => vec![far(1000.0 * km, 6.6)],
        Kind::Swim(km) => vec![far(1000.0 * km, 0.62)],
    }
}

/// Five gentler minutes, then the pace; on every third run or so a wait at a crossing.
fn with_a_stop(km: f64, speed_m_per_s: f64, chance: &mut Chance) -> Vec<Stage> {
    let rest_m = 1000.0 * km - 810.0;
    let warm = far(810.0, speed_m_per_s - 0.15);
    if chance.even() > 0.35 {
        return vec![warm, far(rest_m, speed_m_per_s)];
    }
    let stands_s = 20 + SHORT_WAITS_S[usize::from(chance.even() > 0.5)];
    let first = Stage { then_stands_s: stands_s, ..far(0.55 * rest_m, speed_m_per_s) };
    vec![warm, first, far(0.45 * rest_m, speed_m_per_s)]
}

/// How much longer than twenty seconds a red light lasts.
const SHORT_WAITS_S: [u32; 2] = [13, 41];

fn far(length_m: f64, speed_m_per_s: f64) -> Stage {
    Stage { length: Length::Metres(length_m), speed_m_per_s, then_stands_s: 0 }
}

fn long(length_s: u32, speed_m_per_s: f64) -> Stage {
    Stage { length: Length::Seconds(length_s), speed_m_per_s, then_stands_s: 0 }
}
