//! Which column of ours another header may mean: by the words in it, in a few languages.

use std::collections::BTreeMap;

use super::{
    columns::{self, ColumnMap, LogColumn, ROLL},
    names,
};

/// Words by which people and forms name our columns, beside the words of the key itself.
const ALSO: &[(&str, &[&str])] = &[
    ("date", &["day", "when", "timestamp", "datum", "tag", "fecha", "jour", "data"]),
    ("time_local", &["time", "clock", "uhrzeit", "zeit", "hora", "heure"]),
    ("pain_morning", &["waking", "wake", "woke", "am", "morgen", "morgens", "matin", "mañana"]),
    ("pain_before", &["prior", "vorher", "vor", "avant", "antes"]),
    ("pain_during_max", &["worst", "run", "running", "beim", "laufen", "pendant", "durante"]),
    ("pain_after_1h", &["after", "hour", "nachher", "après", "después"]),
    ("pain_now", &["evening", "current", "abends", "jetzt", "soir", "noche"]),
    ("pain_next_morning", &["tomorrow", "following"]),
    ("location", &["where", "place", "site", "wo", "ort"]),
    ("legs", &["leg", "bein", "beine", "jambe", "jambes", "pierna", "symptoms"]),
    ("morning_stiff_min", &["stiffness", "steif", "steifigkeit"]),
    ("rpe", &["effort", "exertion", "anstrengung"]),
    ("sleep_h", &["slept", "hours", "schlaf", "sommeil", "sueño"]),
    ("meds", &["medication", "medicine", "tablets", "painkillers", "tabletten", "medikamente"]),
    ("treatment", &["physio", "therapy", "visit", "behandlung"]),
    ("aggravating", &["worse", "worsens", "aggravates", "provokes", "schlimmer", "aggrave"]),
    ("easing", &["eases", "eased", "relief", "relieves", "better", "besser", "lindert", "soulage"]),
    ("shoe", &["shoes", "schuh", "schuhe"]),
    ("function_0_10", &["function", "funktion"]),
    ("note", &["notes", "comment", "comments", "remarks", "notiz", "bemerkung"]),
    ("sitting_h", &["sat", "sitzen", "hours"]),
    ("hydration_l", &["drunk", "water", "litres", "wasser"]),
];

/// Words that stand for pain itself, in any column of pain.
const PAIN: &[&str] = &["pain", "back", "ache", "rücken", "dolor", "douleur"];

/// Under this share of a header's words nothing is suggested.
const LEAST: f64 = 0.5;

/// The column that a header most likely means, if any is likely: by its words, else by its spelling.
///
/// ```
/// use backstride::pain::likely_column;
///
/// assert_eq!(likely_column("Morning pain"), Some("pain_morning"));
/// assert_eq!(likely_column("pain_mornign"), Some("pain_morning"));
/// assert_eq!(likely_column("weather"), None);
/// ```
pub fn column(name: &str) -> Option<&'static str> {
    column_of(name, Names::Header)
}

/// Whose names they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// Columns of a header: one name may be another misspelt, and of those that fit alike the morning
    /// matters most.
    Header,
    /// Trackers of an app, each with its own times: none is a column misspelt, and pain is that of any
    /// time.
    Trackers,
}

/// The column that a name most likely means, if any is likely.
pub(super) fn column_of(name: &str, of: Names) -> Option<&'static str> {
    let most = match of {
        Names::Header => "pain_morning",
        Names::Trackers => "pain_now",
    };
    let best = best(name, most);
    if of == Names::Trackers {
        return best.map(|(key, _)| key);
    }
    let spelt = || if name.contains(char::is_whitespace) { None } else { columns::nearest(name) };
    match best {
        Some((key, score)) if score >= 1.0 + LEAST => Some(key),
        best => spelt().or(best.map(|(key, _)| key)),
    }
}

/// The column whose words fit best, with its score: of equals the one that matters most, else the
/// first.
fn best(name: &str, most: &str) -> Option<(&'static str, f64)> {
    let mut scored: Vec<(&str, f64)> =
        ROLL.iter().filter_map(|column| Some((column.key, score(name, column)?))).collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| (b.0 == most).cmp(&(a.0 == most))));
    scored.first().copied()
}

/// How well a header's words fit a column: the share of them that are its own, and after that the
/// share of the key's own words that are there.
fn score(name: &str, column: &LogColumn) -> Option<f64> {
    let theirs = names::words(name);
    let key = names::words(column.key);
    let also = ALSO.iter().find(|(key, _)| *key == column.key).map_or(&[][..], |(_, also)| also);
    let is_pain = key.iter().any(|word| word == "pain");
    let is_ours = |word: &String| {
        let of_pain = is_pain && (PAIN.contains(&word.as_str()) || word.contains("schmerz"));
        key.contains(word) || also.contains(&word.as_str()) || of_pain
    };
    let shared = theirs.iter().filter(|word| is_ours(word)).count() as f64;
    let share = shared / theirs.len() as f64;
    let of_key = key.iter().filter(|word| theirs.contains(word)).count() as f64 / key.len() as f64;
    (share >= LEAST).then_some(share + of_key)
}

/// A line for `[pain.columns]`.
pub(super) fn line(ours: &str, theirs: &str) -> String {
    format!("{ours} = {}", quoted(theirs))
}

/// A header as a TOML string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            letter if letter.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(letter)));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A `[pain.columns]` for a header that is not ours, ready to be pasted: each of our columns at most
/// once, the best fit first, beside what the config says already. None where nothing is likely.
pub(super) fn block(header: &[String], map: &ColumnMap, of: Names) -> Option<String> {
    let mut found: BTreeMap<usize, (f64, &str)> = BTreeMap::new();
    let unknown = |name: &&String| {
        !name.is_empty() && columns::place_of(name).is_none() && map.places_of(name).is_empty()
    };
    for name in header.iter().filter(unknown) {
        let Some(key) = column_of(name, of) else { continue };
        let Some(place) = columns::place_of(key) else { continue };
        let named = header.iter().any(|other| columns::place_of(other) == Some(place));
        let score = score(name, &ROLL[place]).unwrap_or(0.0);
        let better = found.get(&place).is_none_or(|(known, _)| score > *known);
        if !named && map.theirs(place).is_none() && better {
            found.insert(place, (score, name));
        }
    }
    if found.is_empty() {
        return None;
    }
    let lines: Vec<String> =
        found.into_iter().map(|(place, (_, name))| line(ROLL[place].key, name)).collect();
    let told = map.columns.iter().map(|(ours, theirs)| line(ours, theirs));
    Some(format!("[pain.columns]\n{}\n", told.chain(lines).collect::<Vec<_>>().join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_people_write_are_told_the_column_they_mean() {
        for (header, expected) in [
            ("Morning pain", Some("pain_morning")),
            ("Pain in the morning", Some("pain_morning")),
            ("Pain (0-10)", Some("pain_morning")),
            ("Pain before run", Some("pain_before")),
            ("Worst pain during run", Some("pain_during_max")),
            ("Pain 1h after", Some("pain_after_1h")),
            ("Morning stiffness", Some("morning_stiff_min")),
            ("Hours of sleep", Some("sleep_h")),
            ("Datum", Some("date")),
            ("Rückenschmerz morgens", Some("pain_morning")),
            ("strss", Some("stress")),
            ("Weather", None),
            ("My cat's mood swings at home", None),
        ] {
            assert_eq!(column(header), expected, "{header}");
        }
    }

    #[test]
    fn the_block_is_toml_and_names_each_column_once() {
        let header: Vec<String> =
            ["Day", "Morning pain", "Pain", "Say \"legs\"", "Weather"].map(str::to_owned).to_vec();
        let block = block(&header, &ColumnMap::default(), Names::Header).unwrap();
        assert_eq!(
            block,
            "[pain.columns]\ndate = \"Day\"\npain_morning = \"Morning pain\"\n\
             legs = \"Say \\\"legs\\\"\"\n"
        );
        let told = crate::config::Config::read(&block).unwrap().pain.columns;
        assert_eq!(told["legs"], "Say \"legs\"");
    }
}
