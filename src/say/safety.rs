//! The words of the safety box. They are fixed.

use crate::page::SafetyLevel;

/// A stretch of the safety text, plain or strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phrase {
    /// Plain.
    Plain(&'static str),
    /// In bold.
    Strong(&'static str),
}

impl Phrase {
    /// The words alone.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Phrase::Plain(text) | Phrase::Strong(text) => text,
        }
    }

    /// Whether they are set in bold.
    pub(crate) const fn is_strong(self) -> bool {
        match self {
            Phrase::Plain(_) => false,
            Phrase::Strong(_) => true,
        }
    }
}

/// When to go to emergency care: the signs of the National Health Service's advice on back pain.
pub(crate) const EMERGENCY: &[Phrase] = &[
    Phrase::Strong("Go to emergency care now"),
    Phrase::Plain(
        " for numbness between the legs or around the buttocks, new trouble peeing or loss of \
         bladder or bowel control, changed sexual function, pain, weakness or numbness in ",
    ),
    Phrase::Strong("both"),
    Phrase::Plain(" legs, chest pain, or back pain after a serious accident."),
];

/// When to ask for advice the same day.
pub(crate) const ADVICE: &[Phrase] = &[
    Phrase::Strong("Ask for medical advice today"),
    Phrase::Plain(
        " for new weakness in one leg, fever, unexplained weight loss, pain that is worse at \
         night, or a fall if you have fragile bones or take steroids.",
    ),
];

/// The words of a text without their weight.
pub(crate) fn plain(text: &[Phrase]) -> String {
    text.iter().map(|phrase| phrase.text()).collect()
}

/// The sentences to show at once for a level; none while nothing is ticked.
pub(crate) fn words_for(level: SafetyLevel) -> Option<String> {
    match level {
        SafetyLevel::Calm => None,
        SafetyLevel::Urgent => Some(plain(ADVICE)),
        SafetyLevel::Emergency => Some(plain(EMERGENCY)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_box_are_the_fixed_ones() {
        assert_eq!(
            plain(EMERGENCY),
            "Go to emergency care now for numbness between the legs or around the buttocks, new \
             trouble peeing or loss of bladder or bowel control, changed sexual function, pain, \
             weakness or numbness in both legs, chest pain, or back pain after a serious accident."
        );
        assert_eq!(
            plain(ADVICE),
            "Ask for medical advice today for new weakness in one leg, fever, unexplained weight \
             loss, pain that is worse at night, or a fall if you have fragile bones or take \
             steroids."
        );
    }
}
