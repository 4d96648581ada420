//! What may be believed of the two quantities that say how far a body travels in contact: the speed
//! of a belt, and the time on the ground.

/// How the speed of a run came to be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Belt {
    /// No belt: the ground's own speed.
    #[default]
    None,
    /// The belt, or a machine that it is part of, told its speed.
    Told,
    /// The runner set the distance right afterwards: this many times what the watch had guessed. The
    /// samples are set right by it.
    Corrected(f64),
    /// The watch guessed it, perhaps from cadence itself.
    Guessed,
}

impl Belt {
    /// Whether the speed is known, and no guess.
    pub const fn is_known(self) -> bool {
        !matches!(self, Belt::Guessed)
    }
}

/// How contact time was recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContactTime {
    /// Whether a strap or a pod stands behind it; else the wrist, or what cannot be told.
    pub worn: bool,
    /// Why it is not to be built on; none where nothing speaks against it.
    pub doubt: Option<ContactDoubt>,
}

/// Why a contact time is not to be built on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactDoubt {
    /// It is there, and 0 throughout.
    Zero,
    /// Its values are none that a runner has in the unit it is recorded in.
    Unit,
    /// It lasts longer than a step, or next to none of it.
    Step,
    /// It stood still while the pace did not.
    Frozen,
    /// Its values lie in two groups, as of two sensors in turn.
    TwoSensors,
}

impl ContactDoubt {
    /// One sentence for a person, without a final stop.
    pub const fn words(self) -> &'static str {
        match self {
            ContactDoubt::Zero => "contact time was recorded as 0 throughout",
            ContactDoubt::Unit => {
                "the contact times recorded are none that a runner has, so their unit is not known"
            }
            ContactDoubt::Step => {
                "the contact times recorded do not fit into the steps recorded beside them"
            }
            ContactDoubt::Frozen => "contact time stood still while the pace changed",
            ContactDoubt::TwoSensors => {
                "contact time lies in two groups at like pace, as of two sensors in turn"
            }
        }
    }
}
