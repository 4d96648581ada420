//! What the diary calls for, in the order in which it is said.

/// How soon something calls for what. The order is the order of saying it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Something among the warning signs cannot be read.
    Unread,
    /// Emergency care now.
    Emergency,
    /// Medical advice today.
    Today,
    /// A visit to the doctor or therapist.
    Arrange,
    /// A flare that is not known to have passed.
    Flare,
}

impl Tier {
    /// Every one, in order.
    pub const ALL: [Tier; 5] =
        [Tier::Unread, Tier::Emergency, Tier::Today, Tier::Arrange, Tier::Flare];

    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            Tier::Unread => "unread",
            Tier::Emergency => "emergency",
            Tier::Today => "today",
            Tier::Arrange => "arrange",
            Tier::Flare => "flare",
        }
    }
}

/// One thing to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// How soon.
    pub tier: Tier,
    /// The sentence.
    pub words: String,
    /// What in the log it rests on, one line each.
    pub reasons: Vec<String>,
}
