//! Sports by the words that services and watches use, in the FIT profile's spelling.
//!
//! A word stands for a sport where the table has it; where it does not, its parts are asked: a word
//! for running with nothing beside it but how, where or when is running, and a word of another
//! sport's family is of that family. Any other word is another sport all the same, and is told.

use std::{borrow::Cow, collections::BTreeMap, sync::OnceLock};

use super::sport_words::{FAMILIES, MANNERS, RUNNING, WORDS};
use crate::model::Sport;

/// A sport and its kind.
type Named = (&'static str, Option<&'static str>);

/// The longest word that is kept of a sport not known here.
const WORD_CHARS_MAX: usize = 40;

/// The sport that a word stands for: `unknown` where there is no word, and `other`, with the word
/// as its kind, where we do not know it.
pub(in super::super) fn sport_of_words(words: &str) -> Sport {
    let key = folded(words);
    if key.is_empty() && !words.chars().any(char::is_alphanumeric) {
        return sport("unknown", None);
    }
    if let Some((name, kind)) = known(&key).or_else(|| by_parts(words)) {
        return sport(name, kind);
    }
    let plain = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let word: String =
        words.trim().chars().flat_map(char::to_lowercase).map(plain).take(WORD_CHARS_MAX).collect();
    Sport { sport: Cow::Borrowed("other"), sub_sport: Some(Cow::Owned(word)) }
}

/// Whether a word is, as it stands, one of a sport that we know: `Trail Run`, and not `Morning Run`,
/// which is what people call a run.
pub(in super::super) fn is_sport_word(words: &str) -> bool {
    known(&folded(words)).is_some_and(|(name, _)| name != "unknown")
}

/// Of two words for the sport of one recording the one that says more: a sport that is known, then
/// one that is not, then one that is left open; of two that say as much the first.
pub(in super::super) fn clearer(first: Sport, second: Sport) -> Sport {
    let says = |sport: &Sport| match sport.sport.as_ref() {
        "unknown" => 0,
        "generic" => 1,
        "other" => 2,
        _ => 3,
    };
    if says(&second) > says(&first) { second } else { first }
}

/// The sport of an activity code, which Strava's GPX exports wrote for a word for many years. Those
/// we know are named; any other one is at least not a run.
pub(in super::super) fn sport_of_strava_code(code: &str) -> Option<Sport> {
    match code.trim() {
        "1" => Some(sport("cycling", None)),
        "4" => Some(sport("hiking", None)),
        "9" => Some(sport("running", None)),
        "10" => Some(sport("walking", None)),
        "16" => Some(sport("swimming", None)),
        other if !other.is_empty() && other.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(sport("other", None))
        }
        _ => None,
    }
}

fn known(key: &str) -> Option<Named> {
    static TABLE: OnceLock<BTreeMap<&'static str, Named>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let rows = WORDS.iter().flat_map(|&(name, kind, words)| {
            words.split('|').map(move |word| (word, (name, kind)))
        });
        rows.collect()
    });
    table.get(key).copied()
}

/// What the parts of a word or phrase say together.
fn by_parts(words: &str) -> Option<Named> {
    let parts = parts(words);
    let is_in = |list: &str, part: &str| list.split('|').any(|word| word == part);
    let family = |part: &String| {
        let found = FAMILIES.iter().find(|(_, words)| is_in(words, part));
        found.map(|&(name, _)| (name, None))
    };
    if let Some(other) = parts.iter().find_map(family) {
        return Some(other);
    }
    let manner = |part: &str| MANNERS.iter().find(|(_, words)| is_in(words, part));
    let runs = parts.iter().any(|part| is_in(RUNNING, part));
    let all_known = parts.iter().all(|part| is_in(RUNNING, part) || manner(part).is_some());
    (runs && all_known).then(|| {
        let kind = parts.iter().find_map(|part| manner(part)?.0);
        ("running", kind)
    })
}

/// The parts of a word or phrase, folded: apart by what is no letter, or by a large letter after a
/// small one.
fn parts(words: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut after_small = false;
    for letter in words.chars() {
        if !letter.is_alphabetic() || (letter.is_uppercase() && after_small) {
            parts.push(String::new());
        }
        after_small = letter.is_lowercase();
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    parts.iter().map(|part| folded(part)).filter(|part| !part.is_empty()).collect()
}

/// A word in small letters without accents, with everything but letters taken out.
fn folded(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    // A mark that was written by itself is no letter, and goes with the rest.
    for letter in words.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase) {
        match letter {
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'ď' | 'đ' => folded.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ğ' => folded.push('g'),
            'ì'..='ï' | 'ī' | 'į' | 'ı' => folded.push('i'),
            'ł' | 'ľ' => folded.push('l'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ő' | 'ō' => folded.push('o'),
            'ř' => folded.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => folded.push('s'),
            'ť' | 'ț' => folded.push('t'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'έ' => folded.push('ε'),
            'ё' => folded.push('е'),
            letter if letter.is_alphabetic() => folded.push(letter),
            _ => {}
        }
    }
    folded
}

fn sport(name: &'static str, kind: Option<&'static str>) -> Sport {
    Sport { sport: Cow::Borrowed(name), sub_sport: kind.map(Cow::Borrowed) }
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests {
    use super::*;

    #[test]
    fn words_of_watches_and_services_are_the_profiles_sports() {
        for (words, name, kind) in [
            ("running", "running", None),
            ("Run", "running", None),
            ("trail_running", "running", Some("trail")),
            ("Trail Run", "running", Some("trail")),
            ("treadmill_running", "running", Some("treadmill")),
            ("VirtualRun", "running", Some("virtual_activity")),
            ("Course à pied", "running", None),
            ("Lauf", "running", None),
            ("Biking", "cycling", None),
            ("mountain biking", "cycling", Some("mountain")),
            ("open_water_swimming", "swimming", Some("open_water")),
            ("Other", "generic", None),
            ("alpineTour", "other", Some("alpinetour")),
            ("Quidditch Match", "other", Some("quidditch_match")),
            ("", "unknown", None),
        ] {
            let sport = sport_of_words(words);
            assert_eq!((sport.sport.as_ref(), sport.sub_sport.as_deref()), (name, kind), "{words}");
        }
        assert!(sport_of_strava_code("9").unwrap().is_running());
        assert_eq!(sport_of_strava_code("running"), None);
    }

    #[test]
    fn case_separators_and_accents_do_not_matter() {
        for words in ["Ice Skate", "IceSkate", "ice_skate", "ice-skate", "ICE SKATE", " iceskate "]
        {
            assert_eq!(sport_of_words(words).sport, "ice_skating", "{words}");
        }
        for words in ["Löpning", "lopning", "LO\u{308}PNING", "löp-ning"] {
            assert!(sport_of_words(words).is_running(), "{words}");
        }
    }

    #[test]
    fn a_phrase_is_running_only_where_nothing_else_is_named_in_it() {
        for (words, kind) in [
            ("Regular Run", None),
            ("INDOOR_RUNNING", Some("indoor_running")),
            ("Run / Jog", None),
            ("Running (Treadmill)", Some("treadmill")),
            ("HKWorkoutActivityTypeRunning", None),
            ("TRACK_AND_FIELD_RUNNING", Some("track")),
            ("5 km run", None),
        ] {
            let sport = sport_of_words(words);
            assert!(sport.is_running(), "{words}");
            assert_eq!(sport.sub_sport.as_deref(), kind, "{words}");
        }
        for words in ["Run & Bike", "Ski running", "Running of the bulls", "Dog sled run", "Brunch"]
        {
            assert!(!sport_of_words(words).is_running(), "{words}");
            assert!(sport_of_words(words).is_named(), "{words}");
        }
    }

    #[test]
    fn every_word_of_the_table_is_written_as_words_are_compared_and_stands_for_one_sport() {
        let mut words: Vec<&str> = WORDS.iter().flat_map(|(.., words)| words.split('|')).collect();
        let wrong: Vec<&&str> = words.iter().filter(|word| folded(word) != ***word).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}
