//! Names that people type: the nearest of those there are, and keys of a settings file that are none.

mod misfit;

use std::fmt;

pub use misfit::{Misfit, words_for};
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

/// How close two names must be for "did you mean": Jaro–Winkler likeness, 1 is the same. Below it
/// a suggestion would puzzle more than help.
const CLOSE_ENOUGH: f64 = 0.8;

/// Longer than anything that was mistyped for a name, in bytes.
const LONGEST_TYPED: usize = 100;

/// So much of a key is shown.
const SHOWN_LETTERS: usize = 100;

/// The most bytes of settings or a plan. A parser takes some hundred bytes for one of a hostile text, and
/// a thousand shoes, the most that are read, fit in well.
pub const LONGEST_TEXT: usize = 128 << 10;

/// A TOML text of ours that is longer than [`LONGEST_TEXT`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "it has {bytes} bytes, and at most {LONGEST_TEXT} are read; take out what is no setting, or name the \
     file that is meant"
)]
pub struct TooLong {
    bytes: usize,
}

/// Refuses a text that is too long, before it is parsed.
///
/// # Errors
///
/// When it is.
pub fn refuse_too_long(text: &str) -> Result<(), TooLong> {
    if text.len() > LONGEST_TEXT { Err(TooLong { bytes: text.len() }) } else { Ok(()) }
}

/// The known name that is nearest to what was typed, if any is near.
///
/// ```
/// use backstride::keys::nearest;
///
/// assert_eq!(nearest("rest_day", ["rest_days", "weekly_min"]), Some("rest_days"));
/// assert_eq!(nearest("weather", ["rest_days", "weekly_min"]), None);
/// ```
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Likeness costs the square of the length, and no known name is nearly as long.
    if typed.len() > LONGEST_TYPED {
        return None;
    }
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
    let keys = document.get_ref().iter().flat_map(|(name, value)| unknown_of(name, value, known));
    let Unknown { at, table, key } = keys.min_by_key(|unknown| unknown.at)?;
    let keys_of = |(_, keys): &(&str, &'static [&'static str])| *keys;
    let near = match table {
        None => nearest(key, known.iter().map(|(name, _)| *name)).map(str::to_owned),
        Some(table) => {
            let keys = known.iter().find(|(name, _)| *name == table).map_or(&[][..], keys_of);
            nearest(key, keys.iter().copied()).map(|near| format!("{table}.{near}"))
        }
    };
    let shown: String = key.chars().take(SHOWN_LETTERS).collect();
    Some(UnknownKey {
        key: table.map_or_else(|| shown.clone(), |table| format!("{table}.{shown}")),
        line: text.get(..at).unwrap_or_default().matches('\n').count() + 1,
        nearest: near.or_else(|| elsewhere(key, known)),
    })
}

/// Where an unknown key stands, in which table, none at the head.
struct Unknown<'a> {
    at: usize,
    table: Option<&'static str>,
    key: &'a str,
}

/// A key at the head that is unknown, or the unknown ones of its tables.
fn unknown_of<'a>(
    name: &'a Spanned<DeString<'_>>,
    value: &'a Spanned<DeValue<'_>>,
    known: &Known,
) -> Vec<Unknown<'a>> {
    let Some((table, keys)) = known.iter().find(|(known, _)| *known == name.get_ref().as_ref())
    else {
        return vec![Unknown { at: name.span().start, table: None, key: name.get_ref() }];
    };
    let inner = tables_of(value.get_ref()).into_iter().flat_map(|table| table.keys());
    inner
        .filter(|key| !keys.contains(&key.get_ref().as_ref()))
        .map(|key| Unknown { at: key.span().start, table: Some(table), key: key.get_ref() })
        .collect()
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
    fn a_text_that_is_too_long_is_refused_whatever_stands_in_it_and_says_what_to_do() {
        let remarks = |bytes: usize| "#".repeat(bytes);
        let allowed = remarks(131_072);
        assert!(crate::config::Config::read(&allowed).is_ok());
        assert_eq!(crate::insight::plan::Plan::read(&allowed), Ok(None));
        let long = remarks(131_073);
        let said = [
            crate::config::Config::read(&long).unwrap_err().to_string(),
            crate::insight::plan::Plan::read(&long).unwrap_err().to_string(),
        ];
        for said in said {
            assert!(said.starts_with("it has 131073 bytes, and at most 131072 are read"), "{said}");
            assert!(said.contains("take out what is no setting"), "{said}");
        }
    }

    #[test]
    fn known_keys_and_what_is_no_toml_are_left_to_the_reader() {
        assert_eq!(said("rest_days = 2\n[[stage]]\nreps = 8\n"), None);
        assert_eq!(said("rest_days = \n"), None);
    }
}
