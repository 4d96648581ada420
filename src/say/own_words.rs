//! What makes the back worse and what eases it, as the runner wrote it: quoted, counted by day, and
//! never more than that.

use super::words::count;
use crate::page::OwnWords;

/// So many phrases stand in a line, and so many letters of each.
const PHRASES: usize = 4;
const LETTERS: usize = 48;

/// Whose words they are: the name of a line.
pub(crate) fn name(words: &OwnWords) -> &'static str {
    if words.key == "easing" { "Eases, as written" } else { "Makes worse, as written" }
}

/// `“sitting” (5 days), “bending forward” (2)`: the phrases of most days. In a copy that holds none
/// of them, on how many days there are some.
pub(crate) fn in_short(words: &OwnWords) -> String {
    told(words, PHRASES)
}

/// The same with every phrase.
pub(crate) fn in_full(words: &OwnWords) -> String {
    told(words, usize::MAX)
}

fn told(words: &OwnWords, most: usize) -> String {
    if words.phrases.is_empty() {
        let days = count(words.days.len(), "day");
        return format!("on {days}; the words stand in the runner\u{2019}s own page");
    }
    let phrases = words.phrases.iter().take(most).enumerate();
    let mut parts: Vec<String> = phrases
        .map(|(at, (phrase, days))| match at {
            0 => format!("{} ({})", quoted(phrase), count(*days, "day")),
            _ => format!("{} ({days})", quoted(phrase)),
        })
        .collect();
    let more = words.phrases.len().saturating_sub(most);
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    parts.join(", ")
}

fn quoted(phrase: &str) -> String {
    let short: String = phrase.chars().take(LETTERS).collect();
    let more = if short.len() < phrase.len() { "…" } else { "" };
    format!("\u{201c}{}{more}\u{201d}", short.trim_end())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::insight::words::banned_words;

    fn words(phrases: &[(&str, usize)]) -> OwnWords {
        OwnWords {
            key: "aggravating",
            days: (1..=7).map(|day| date(2026, 10, day)).collect(),
            phrases: phrases.iter().map(|(phrase, days)| ((*phrase).to_owned(), *days)).collect(),
        }
    }

    #[test]
    fn phrases_are_quoted_with_their_days_and_what_is_long_is_cut() {
        let few = words(&[("Sitting", 5), ("bending", 2)]);
        assert_eq!(in_short(&few), "“Sitting” (5 days), “bending” (2)");
        let long = "x".repeat(60);
        let many = words(&[(&long, 1), ("b", 1), ("c", 1), ("d", 1), ("e", 1), ("f", 1), ("g", 1)]);
        let told = in_short(&many);
        assert!(told.starts_with(&format!("“{}…” (1 day), “b” (1)", "x".repeat(48))), "{told}");
        assert!(told.ends_with("“d” (1), and 3 more"), "{told}");
        assert!(in_full(&many).ends_with("“g” (1)"));
    }

    #[test]
    fn a_copy_without_the_words_says_on_how_many_days_there_are_some() {
        let told = in_short(&words(&[]));
        assert_eq!(told, "on 7 days; the words stand in the runner’s own page");
        for text in [told.as_str(), name(&words(&[]))] {
            assert_eq!(banned_words(text), [""; 0]);
        }
    }
}
