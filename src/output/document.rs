//! A document as JSON text: one way of writing a number for all of them.
//!
//! Numbers have six decimals at most ([`rounded`]); what is not finite is `null`.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::{
    Error, Serializer,
    ser::{CompactFormatter, Formatter, PrettyFormatter},
};

use crate::model::rounded;

/// An object of a document, each key beside its value; its types follow from the values.
#[cfg(feature = "report")]
macro_rules! object {
    ($($(#[$as:meta])* $key:ident: $value:expr),+ $(,)?) => {{
        #[allow(non_camel_case_types, reason = "a type for each key, of the key's name")]
        let object = {
            #[derive(serde::Serialize)]
            struct Object<$($key),+> { $($(#[$as])* $key: $key,)+ }

            Object { $($key: $value),+ }
        };
        object
    }};
}
#[cfg(feature = "report")]
pub(crate) use object;

/// Values under their names, each with its days.
#[cfg(feature = "report")]
pub(super) fn days_of<T: Serialize>(of: impl Iterator<Item = (T, usize)>) -> Vec<impl Serialize> {
    of.map(|(name, days)| object! { name: name, days: days }).collect()
}

/// On one line.
///
/// # Errors
///
/// When the document cannot be written as JSON.
pub fn on_one_line(document: &impl Serialize) -> std::result::Result<String, Error> {
    written(document, CompactFormatter)
}

/// With a line for each value, for people to look at too.
///
/// # Errors
///
/// When the document cannot be written as JSON.
pub fn laid_out(document: &impl Serialize) -> std::result::Result<String, Error> {
    written(document, PrettyFormatter::new())
}

/// The text, ended by a new line.
fn written(
    document: &impl Serialize,
    layout: impl Formatter,
) -> std::result::Result<String, Error> {
    let mut text = Vec::new();
    document.serialize(&mut Serializer::with_formatter(&mut text, Rounding(layout)))?;
    text.push(b'\n');
    String::from_utf8(text).map_err(serde::ser::Error::custom)
}

/// A layout in which numbers are rounded on their way out.
struct Rounding<F>(F);

macro_rules! as_laid_out {
    ($($method:ident($($first:ident)?)),+ $(,)?) => {
        $(fn $method<W: ?Sized + Write>(&mut self, to: &mut W $(, $first: bool)?) -> Result<()> {
            self.0.$method(to $(, $first)?)
        })+
    };
}

impl<F: Formatter> Formatter for Rounding<F> {
    fn write_f64<W: ?Sized + Write>(&mut self, to: &mut W, value: f64) -> Result<()> {
        match rounded(value) {
            Some(value) => self.0.write_f64(to, value),
            None => self.0.write_null(to),
        }
    }

    as_laid_out!(
        begin_array(),
        end_array(),
        begin_array_value(first),
        end_array_value(),
        begin_object(),
        end_object(),
        begin_object_key(first),
        end_object_key(),
        begin_object_value(),
        end_object_value(),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_six_decimals_at_most_and_zero_has_no_sign() {
        let text_of = |value: f64| on_one_line(&value).unwrap();
        assert_eq!(text_of(1.0 / 3.0), "0.333333\n");
        assert_eq!(text_of(-0.000_000_1), "0.0\n");
        assert_eq!(text_of(1e300), "1e+300\n");
        assert_eq!(text_of(f64::NAN), "null\n");
        assert_eq!(text_of(f64::NEG_INFINITY), "null\n");
    }

    #[test]
    fn either_layout_is_serde_jsons_own() {
        let document = serde_json::json!({"a": [1, 2.5, {"b": []}], "c": {}, "d": "\n", "e": null});
        let line = serde_json::to_string(&document).unwrap();
        let lines = serde_json::to_string_pretty(&document).unwrap();
        assert_eq!(on_one_line(&document).unwrap(), format!("{line}\n"));
        assert_eq!(laid_out(&document).unwrap(), format!("{lines}\n"));
    }
}
