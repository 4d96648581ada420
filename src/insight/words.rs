//! Words that no page may use of a runner, and the fixed sentences that may hold them all the same.

/// Words that claim more than a diary can show. Whole words, in any case.
pub const BANNED: &[&str] =
    &["cause", "due to", "triggers", "predicts", "risk", "safe", "normal", "abnormal"];

/// Fixed sentences, checked by a person, in which a banned word stands for what it is.
pub const ALLOWED: &[&str] = &[
    "It does not diagnose and cannot tell what is safe for you.",
    "ACWR is no measure of injury risk.",
];

/// The banned words in a text, in the order of [`BANNED`], each once. Allowed sentences are left
/// out first.
///
/// ```
/// use backstride::insight::words::banned_words;
///
/// assert_eq!(banned_words("A long run may cause pain."), ["cause"]);
/// assert!(banned_words("Normalised speed, because of hills.").is_empty());
/// ```
pub fn banned_words(text: &str) -> Vec<&'static str> {
    let without_allowed =
        ALLOWED.iter().fold(text.to_owned(), |text, sentence| text.replace(sentence, " "));
    let words = words_of(&without_allowed);
    BANNED
        .iter()
        .copied()
        .filter(|banned| {
            let banned: Vec<&str> = banned.split(' ').collect();
            words.windows(banned.len()).any(|words| words == banned)
        })
        .collect()
}

/// The words of a text in lower case; anything but letters, digits and apostrophes parts them.
fn words_of(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::safety;

    #[test]
    fn banned_words_are_found_whole_in_any_case_and_over_line_ends() {
        assert_eq!(banned_words("Due\nto a Risk, it is (normal)."), ["due to", "risk", "normal"]);
        assert!(banned_words("because, causes unknown, risky, unsafe, paranormal").is_empty());
    }

    #[test]
    fn an_allowed_sentence_passes_only_as_a_whole() {
        for sentence in ALLOWED {
            assert!(banned_words(sentence).is_empty());
            assert!(!banned_words(&sentence.replace('.', "!")).is_empty(), "needed: {sentence}");
        }
    }

    #[test]
    fn the_safety_text_has_no_banned_word() {
        assert!(banned_words(&safety::plain(safety::EMERGENCY)).is_empty());
        assert!(banned_words(&safety::plain(safety::ADVICE)).is_empty());
    }
}
