//! The two small classifications that pages, tables and charts share.

/// How a run's length stands to the longest run of the 30 days before it (Frandsen et al. 2025,
/// 10.1136/bjsports-2024-109380).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpikeClass {
    /// Up to and with 10 % longer.
    Reference,
    /// Over 10 and up to 30 % longer.
    Small,
    /// Over 30 and up to 100 % longer.
    Moderate,
    /// More than twice as long.
    Large,
    /// No run in the 30 days before: nothing to set it against.
    ReturnAfterBreak,
    /// The 30 days before are not well enough covered, or the device changed.
    Uncertain,
    /// No run, or a run without distance.
    None,
}

impl SpikeClass {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            SpikeClass::Reference => "reference",
            SpikeClass::Small => "small",
            SpikeClass::Moderate => "moderate",
            SpikeClass::Large => "large",
            SpikeClass::ReturnAfterBreak => "return_after_break",
            SpikeClass::Uncertain => "uncertain",
            SpikeClass::None => "none",
        }
    }

    /// Whether it is more than 10 % longer.
    pub const fn is_spike(self) -> bool {
        matches!(self, SpikeClass::Small | SpikeClass::Moderate | SpikeClass::Large)
    }
}

/// How the back answered a run by the next morning; tested in this order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Response {
    /// Back at, or within a point of, where it was.
    Settled,
    /// More than one and less than two points up.
    SlightlyRaised,
    /// Two points up or more, and above the usual of the 28 days before.
    Raised,
    /// Two points up, but no higher than usual.
    BackToUsual,
    /// Above 5, or above the plan's limit.
    High,
    /// Pain before or the next morning is not logged.
    Unknown,
}

impl Response {
    /// Every answer, in the order in which pages count them.
    pub const ALL: [Response; 6] = [
        Response::Settled,
        Response::SlightlyRaised,
        Response::Raised,
        Response::BackToUsual,
        Response::High,
        Response::Unknown,
    ];

    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            Response::Settled => "settled",
            Response::SlightlyRaised => "slightly_raised",
            Response::Raised => "raised",
            Response::BackToUsual => "back_to_usual",
            Response::High => "high",
            Response::Unknown => "unknown",
        }
    }

    /// The words on the page.
    pub const fn shown(self) -> &'static str {
        match self {
            Response::Settled => "settled by the next morning",
            Response::SlightlyRaised => "slightly raised",
            Response::Raised => "raised by 2 or more",
            Response::BackToUsual => "back to the usual level",
            Response::High => "above 5",
            Response::Unknown => "not yet known",
        }
    }
}
