//! Chance that is the same on every machine.
//!
//! Only `+ - * /` and whole numbers are used: these give the same bits everywhere, which the
//! sines and powers of a machine's mathematics library do not.

/// A stream of numbers that look random: `SplitMix64` (Steele, Lea and Flood 2014,
/// 10.1145/2660193.2660195).
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream of this seed.
    pub(crate) fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to 1, even.
    pub(crate) fn even(&mut self) -> f64 {
        // 53 bits are what an f64 holds exactly.
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number around 0 with a standard deviation of 1: twelve even ones, less their mean.
    pub(crate) fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.even()).sum::<f64>() - 6.0
    }
}

/// A quantity that drifts about 0 and forgets: a first-order autoregression at 1 Hz.
#[derive(Clone, Debug)]
pub(crate) struct Wander {
    value: f64,
    keep: f64,
    kick: f64,
}

impl Wander {
    /// One of this standard deviation that forgets within about this many seconds.
    pub(crate) fn new(deviation: f64, memory_s: f64) -> Wander {
        let keep = 1.0 - 1.0 / memory_s;
        Wander { value: 0.0, keep, kick: deviation * (1.0 - keep * keep).sqrt() }
    }

    /// Its value a second later.
    pub(crate) fn step(&mut self, chance: &mut Chance) -> f64 {
        self.value = self.keep * self.value + self.kick * chance.bell();
        self.value
    }
}

/// The sine of an angle in whole turns, to about 1e-7.
pub(crate) fn sine_of_turns(turns: f64) -> f64 {
    let turn = turns - (turns + 0.5).floor();
    let quarter = if turn > 0.25 {
        0.5 - turn
    } else if turn < -0.25 {
        -0.5 - turn
    } else {
        turn
    };
    let x = quarter * std::f64::consts::TAU;
    let x2 = x * x;
    // Taylor's series, innermost term first.
    let tail = 1.0 - x2 / 110.0;
    let tail = 1.0 - x2 / 72.0 * tail;
    let tail = 1.0 - x2 / 42.0 * tail;
    let tail = 1.0 - x2 / 20.0 * tail;
    x * (1.0 - x2 / 6.0 * tail)
}

/// The cosine of an angle in whole turns.
pub(crate) fn cosine_of_turns(turns: f64) -> f64 {
    sine_of_turns(turns + 0.25)
}
