//! The words of the safety box: fixed, the same on every page, picture and paper sheet.

/// A stretch of the box's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words, with the spaces that join them to their neighbours.
    pub text: &'static str,
    /// How they are set.
    pub weight: Weight,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As the text around.
    Plain,
    /// Bold.
    Bold,
}

const fn plain(text: &'static str) -> Words {
    Words { text, weight: Weight::Plain }
}

const fn bold(text: &'static str) -> Words {
    Words { text, weight: Weight::Bold }
}

/// When to go to emergency care.
pub const EMERGENCY: [Words; 4] = [
    bold("Go to emergency care now"),
    plain(
        " for numbness between the legs or around the buttocks, new trouble peeing or loss of \
         bladder or bowel control, changed sexual function, pain, weakness or numbness in ",
    ),
    bold("both"),
    plain(" legs, chest pain, or back pain after a serious accident."),
];

/// When to ask for medical advice.
pub const URGENT: [Words; 2] = [
    bold("Ask for medical advice today"),
    plain(
        " for new weakness in one leg, fever, unexplained weight loss, pain that is worse at \
         night, or a fall if you have fragile bones or take steroids.",
    ),
];

/// The whole box as running text.
pub fn text() -> String {
    let one = |words: &[Words]| words.iter().map(|words| words.text).collect::<String>();
    format!("{} {}", one(&EMERGENCY), one(&URGENT))
}

impl Words {
    /// Whether they are set bold.
    pub fn is_bold(&self) -> bool {
        self.weight == Weight::Bold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_says_exactly_these_words() {
        assert_eq!(
            text(),
            "Go to emergency care now for numbness between the legs or around the buttocks, new \
             trouble peeing or loss of bladder or bowel control, changed sexual function, pain, \
             weakness or numbness in both legs, chest pain, or back pain after a serious accident. \
             Ask for medical advice today for new weakness in one leg, fever, unexplained weight \
             loss, pain that is worse at night, or a fall if you have fragile bones or take \
             steroids."
        );
    }

    #[test]
    fn what_to_do_and_both_legs_are_bold() {
        let bold: Vec<_> = EMERGENCY
            .iter()
            .chain(&URGENT)
            .filter(|words| words.is_bold())
            .map(|w| w.text)
            .collect();
        assert_eq!(bold, ["Go to emergency care now", "both", "Ask for medical advice today"]);
    }
}
