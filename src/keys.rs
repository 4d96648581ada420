//! Names that people type: the nearest of those there are, and keys of a settings file that are none.

mod misfit;

use std::fmt;

pub use misfit::{Misfit, words_for};
use toml::de::{DeTable, DeValue};

/// How close two names must be for "did you mean": Jaro–Winkler likeness, 1 is the same. Below it
/// a suggestion would puzzle more than help.
const CLOSE_ENOUGH: f64 = 0.8;

/// The known name that is nearest to what was typed, if any is near.
///
/// ```
/// use backstride::keys::nearest;
///
/// assert_eq!(nearest("rest_day", ["rest_days", "weekly_min"]), Some("rest_days"));
/// assert_eq!(nearest("weather", ["rest_days", "weekly_min"]), None);
/// ```
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(name, typed), name))
        .filter(|(likeness, _)| *likeness >= CLOSE_ENOUGH)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// The keys at the head of a settings file, each with the keys of its tables; none where it has no
/// table.
pub type Known = [(&'static str, &'static [&'static str])];

/// A key that there is none of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKey {
    /// The key with its table, `runner.heigth_cm`.
    pub key: String,
    /// The line it stands on, from 1.
    pub line: usize,
    /// The nearest key there is.
    pub nearest: Option<String>,
}

impl fmt::Display for UnknownKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: `{}` is not a setting", self.line, self.key)?;
        match &self.nearest {
            Some(near) => write!(f, "; did you mean `{near}`?"),
            None => Ok(()),
        }
    }
}

/// The first key of a TOML text that is none of the known; none where all are, or where the text is
/// not TOML, which its reader says better.
pub fn unknown(text: &str, known: &Known) -> Option<UnknownKey> {
    let document = DeTable::parse(text).ok()?;
    let mut found: Vec<(usize, UnknownKey)> = Vec::new();
    for (name, value) in document.get_ref() {
        let at = name.span().start;
        match known.iter().find(|(known, _)| *known == name.get_ref().as_ref()) {
            None => {
                let heads = known.iter().map(|(name, _)| *name);
                let near = nearest(name.get_ref(), heads).map(str::to_owned);
                found.push(told(
                    text,
                    at,
                    ("", name.get_ref()),
                    near.or_else(|| elsewhere(name.get_ref(), known)),
                ));
            }
            Some((name, keys)) => {
                let tables = tables_of(value.get_ref());
                let inner = tables.into_iter().flat_map(|table| table.keys());
                found.extend(
                    inner
                        .filter(|key| !keys.contains(&key.get_ref().as_ref()))
                        .map(|key| (key.span().start, key.get_ref()))
                        .map(|(at, key)| {
                            let near = nearest(key, keys.iter().copied());
                            let near = near.map(|near| format!("{name}.{near}"));
                            told(text, at, (name, key), near.or_else(|| elsewhere(key, known)))
                        }),
                );
            }
        }
    }
    found.into_iter().min_by_key(|(at, _)| *at).map(|(_, unknown)| unknown)
}

/// The nearest key of any table, with its table; none where several tables have a key of that name.
fn elsewhere(typed: &str, known: &Known) -> Option<String> {
    let near = nearest(typed, known.iter().flat_map(|(_, keys)| keys.iter().copied()))?;
    let mut tables = known.iter().filter(|(_, keys)| keys.contains(&near));
    match (tables.next(), tables.next()) {
        (Some((table, _)), None) => Some(format!("{table}.{near}")),
        _ => None,
    }
}

/// A table, or those of an array.
fn tables_of<'a, 'i>(value: &'a DeValue<'i>) -> Vec<&'a DeTable<'i>> {
    match value {
        DeValue::Table(table) => vec![table],
        DeValue::Array(rows) => rows.iter().filter_map(|row| row.get_ref().as_table()).collect(),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => Vec::new(),
    }
}

fn told(
    text: &str,
    at: usize,
    (table, key): (&str, &str),
    nearest: Option<String>,
) -> (usize, UnknownKey) {
    let before = text.get(..at).unwrap_or_default();
    let key = if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
    let line = before.matches('\n').count() + 1;
    (at, UnknownKey { key, line, nearest })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &Known = &[("rest_days", &[]), ("stage", &["run_min", "reps"])];

    fn said(text: &str) -> Option<String> {
        unknown(text, KNOWN).map(|unknown| unknown.to_string())
    }

    #[test]
    fn the_first_unknown_key_is_named_with_its_line_and_the_nearest() {
        let text = "# a plan\nrest_days = 2\n[[stage]]\nrun_min = 1\nrep = 8\n[stagee]\n";
        assert_eq!(
            said(text).unwrap(),
            "line 5: `stage.rep` is not a setting; did you mean `stage.reps`?"
        );
        assert_eq!(said("weather = 1").unwrap(), "line 1: `weather` is not a setting");
        // One that stands outside its table is led there.
        assert!(said("run_mins = 1").unwrap().ends_with("did you mean `stage.run_min`?"));
        assert!(said("stage = [{ run_mins = 1 }]").unwrap().ends_with("mean `stage.run_min`?"));
    }

    #[test]
    fn known_keys_and_what_is_no_toml_are_left_to_the_reader() {
        assert_eq!(said("rest_days = 2\n[[stage]]\nreps = 8\n"), None);
        assert_eq!(said("rest_days = \n"), None);
    }
}
