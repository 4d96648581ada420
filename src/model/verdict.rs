//! The small classifications that pages, tables and charts share.

use std::borrow::Cow;

use super::{PainScore, keyed::keyed};

keyed! {
    /// How a run's length stands to the longest run of the 30 days before it (Frandsen et al. 2025,
    /// 10.1136/bjsports-2024-109380).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum SpikeClass {
        /// Up to and with 10 % longer.
        Reference = "reference",
        /// Over 10 and up to 30 % longer.
        Small = "small",
        /// Over 30 and up to 100 % longer.
        Moderate = "moderate",
        /// More than twice as long.
        Large = "large",
        /// No run in the 30 days before: nothing to set it against.
        ReturnAfterBreak = "return_after_break",
        /// The 30 days before are not well enough covered, or the device changed.
        Uncertain = "uncertain",
        /// No run, or a run without distance.
        None = "none",
    }
}

impl SpikeClass {
    /// Whether it is more than 10 % longer.
    pub const fn is_spike(self) -> bool {
        matches!(self, SpikeClass::Small | SpikeClass::Moderate | SpikeClass::Large)
    }
}

keyed! {
    /// How the back answered a run by the next morning; tested in this order of precedence.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Response {
        /// Back at, or within a point of, where it was.
        Settled = "settled",
        /// More than one and less than two points up.
        SlightlyRaised = "slightly_raised",
        /// Two points up or more, and above the usual of the 28 days before.
        Raised = "raised",
        /// Two points up, but no higher than usual.
        BackToUsual = "back_to_usual",
        /// Above the middle zone, or above the plan's limit.
        High = "high",
        /// Pain before or the next morning is not logged.
        Unknown = "unknown",
    }
}

impl Response {
    /// The words on the page. `high_above` is the level above which a next morning is high; none
    /// where it is not the same on all days.
    pub fn shown(self, high_above: Option<f64>) -> Cow<'static, str> {
        match (self, high_above) {
            (Response::Settled, _) => "settled by the next morning".into(),
            (Response::SlightlyRaised, _) => "slightly raised".into(),
            (Response::Raised, _) => "raised by 2 or more".into(),
            (Response::BackToUsual, _) => "back to the usual level".into(),
            (Response::High, Some(level)) => format!("above {level}").into(),
            (Response::High, None) => "above the limit of its day".into(),
            (Response::Unknown, _) => "not logged".into(),
        }
    }
}

keyed! {
    /// What a look at a possible link comes to.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum LinkVerdict {
        /// The declared test found that they go together.
        Associated = "associated",
        /// It found nothing clear.
        NoClearLink = "no_clear_link",
        /// As much is found where there can be no link.
        NotSpecific = "not_specific",
        /// Too few mornings, or too little variation in them.
        TooFew = "too_few",
        /// Mornings are logged too unevenly to test anything.
        UnevenLog = "uneven_log",
        /// A look beside the declared test, which has no verdict.
        Exploratory = "exploratory",
    }
}

/// Where the zones of pain end, as the pain-monitoring model has them (Thomeé 1997; Silbernagel et
/// al. 2007, 10.1177/0363546506298279); a therapist may set other ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zones {
    /// The lower zone's upper end.
    pub lower_to: f64,
    /// The middle zone's upper end; above it pain counts as high.
    pub middle_to: f64,
}

impl Default for Zones {
    fn default() -> Zones {
        Zones { lower_to: 2.0, middle_to: 5.0 }
    }
}

/// A zone of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// Up to and with its upper end.
    Lower,
    /// Above that, up to and with the upper end of the middle.
    Middle,
    /// Above both.
    Higher,
}

impl Zones {
    /// The zone of a score.
    pub fn of(self, score: PainScore) -> Zone {
        if score.value() <= self.lower_to {
            Zone::Lower
        } else if score.value() <= self.middle_to {
            Zone::Middle
        } else {
            Zone::Higher
        }
    }

    /// The level above which a next morning is high, with the plan's limit where there is one.
    pub fn high_above(self, limit: Option<PainScore>) -> f64 {
        match limit {
            Some(limit) if limit.value() < self.middle_to => limit.value(),
            Some(_) | None => self.middle_to,
        }
    }
}
