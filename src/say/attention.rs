//! What the diary calls for, in words: the same on the page and on the terminal. Days are told as `told`
//! says them.

use jiff::civil::Date;
use serde::Serialize;

use super::{safety, voice::Voice};
use crate::{
    model::Flare,
    page::{Arrange, Attention, SafetyLevel, Sign, StandingSign, UnreadSign},
};

/// With what the sentence on a visit begins.
const LEAD: &str = "Arrange to see your doctor or physical therapist";

/// One thing that the diary calls for, as it stands in documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct CallsFor {
    /// How soon.
    tier: &'static str,
    /// The sentence.
    pub(crate) words: String,
    /// What in the log it rests on, one line each.
    pub(crate) reasons: Vec<String>,
}

impl Voice {
    /// One thing that the diary calls for.
    pub(crate) fn calls_for(self, it: &Attention) -> CallsFor {
        let told = |day| self.day_and_year(day);
        let reasons = match it {
            Attention::Emergency(signs) | Attention::Today(signs) => self.reasons(signs),
            Attention::Unread(_) | Attention::Arrange(_) | Attention::Flare(_) => Vec::new(),
        };
        CallsFor { tier: it.urgency().key(), words: words(it, told), reasons }
    }

    /// Warning signs, one line each.
    pub(crate) fn reasons(self, signs: &[StandingSign]) -> Vec<String> {
        signs.iter().map(|sign| reason(*sign, |day| self.day_and_year(day))).collect()
    }
}

/// The sentence.
pub(crate) fn words(it: &Attention, told: impl Fn(Date) -> String + Copy) -> String {
    match it {
        Attention::Unread(sign) => unread(sign, told),
        Attention::Emergency(_) => safety::words_for(SafetyLevel::Emergency).unwrap_or_default(),
        Attention::Today(_) => safety::words_for(SafetyLevel::Urgent).unwrap_or_default(),
        Attention::Arrange(found) => arrange(found, told),
        Attention::Flare(it) => flare(it, told),
    }
}

/// A warning sign with its day.
pub(crate) fn reason(sign: StandingSign, told: impl Fn(Date) -> String) -> String {
    let words = match sign.sign {
        Sign::Ticked(flag) => flag.shown(),
        Sign::NumbOnBothSides => "numbness or tingling, on both sides",
        Sign::WeakOnBothSides => "weakness in the legs, on both sides",
        Sign::Weak => "weakness in the leg",
        Sign::NewTingling => "new numbness or tingling in the leg",
    };
    format!("{}: {words}", told(sign.first))
}

/// What cannot be read.
pub fn unread(sign: &UnreadSign, told: impl Fn(Date) -> String) -> String {
    let Some(day) = sign.day else {
        return format!(
            "Something was written in `{}` on line {}, whose day cannot be read: check it.",
            sign.column, sign.line
        );
    };
    format!(
        "Something was written in `{}` on {} that cannot be read: check it.",
        sign.column,
        told(day)
    )
}

/// The one sentence of all that a doctor or therapist should see soon.
fn arrange(found: &[Arrange], told: impl Fn(Date) -> String + Copy) -> String {
    let reasons: Vec<String> = found.iter().map(|sign| to_see(sign, told)).collect();
    format!("{LEAD}: {}.", reasons.join("; "))
}

/// What is said of one of them.
pub(crate) fn to_see(sign: &Arrange, told: impl Fn(Date) -> String) -> String {
    match sign {
        Arrange::Lasting { logged, high, last, is_past } => {
            let until = if *is_past { format!(" up to {}", told(*last)) } else { String::new() };
            format!(
                "mornings have been at 4 or more on {high} of the last {logged} logged days{until}"
            )
        }
        Arrange::BelowKnee { since, days } => {
            format!("pain below the knee is logged on {days} days since {}", told(*since))
        }
        Arrange::Rising { from, to } => format!(
            "mornings rose from {} in the week from {} to {} in the week from {}",
            from.1,
            told(from.0),
            to.1,
            told(to.0)
        ),
    }
}

/// A flare in one sentence: its mornings, its days, the usual level.
fn flare(flare: &Flare, told: impl Fn(Date) -> String) -> String {
    let days = if flare.first == flare.last {
        format!("on {}", told(flare.first))
    } else {
        format!("from {} to {}", told(flare.first), told(flare.last))
    };
    let peak = match flare.peak {
        Some((_, peak)) => format!("mornings up to {peak} {days}"),
        None => days,
    };
    let usual = flare.usual.map_or_else(String::new, |usual| format!(", usually {}", usual.median));
    format!("A flare: {peak}{usual}.")
}
