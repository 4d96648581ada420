//! `[pain]`.

use std::{collections::BTreeMap, path::PathBuf};

use jiff::civil::Date;
use serde::Deserialize;

use super::error::ConfigError;

/// `[pain]`: where the log is and how its columns are called.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pain {
    /// The log's path, relative to the config.
    pub log: Option<PathBuf>,
    /// Upper ends of the lower and middle zone of the pain-monitoring model.
    pub zones: Option<[f64; 2]>,
    /// Our column names to those of the file.
    pub columns: BTreeMap<String, String>,
    /// How dates are written, as for strptime: `%d.%m.%Y`.
    pub date_format: Option<String>,
    /// The word in an activity's private note behind which morning and worst pain stand,
    /// `back 2/4`. Without it no note is read.
    pub note_tag: Option<String>,
}

impl Pain {
    /// That the zones rise, that dates written by the log's format can be read by it, and that the
    /// tag is a word.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        if let Some([lower, middle]) = self.zones
            && !(0.0 <= lower && lower < middle && middle <= 10.0)
        {
            return Err(ConfigError::BadValue {
                key: "pain.zones",
                value: format!("[{lower}, {middle}]"),
                allowed: "write the upper ends of the lower and the middle zone, from 0 to 10 and \
                          rising: [2, 5]",
            });
        }
        let moment = jiff::civil::datetime(2026, 10, 3, 20, 15, 7, 0);
        if let Some(format) = &self.date_format {
            let written = jiff::fmt::strtime::format(format, moment);
            let read = written.and_then(|text| Date::strptime(format, text));
            if read.ok() != Some(moment.date()) {
                return Err(ConfigError::BadValue {
                    key: "pain.date_format",
                    value: format!("`{format}`"),
                    allowed: "write it with %d, %m and %Y: %d.%m.%Y for 03.10.2026, %m/%d/%Y for \
                              10/03/2026",
                });
            }
        }
        match &self.note_tag {
            Some(tag)
                if !tag.chars().any(char::is_alphabetic) || tag.contains(char::is_whitespace) =>
            {
                Err(ConfigError::BadValue {
                    key: "pain.note_tag",
                    value: format!("`{tag}`"),
                    allowed: "it is one word with a letter in it, such as back",
                })
            }
            Some(_) | None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn settings_of_the_log_that_cannot_be_meant_are_refused() {
        let read = |line: &str| Config::read(&format!("[pain]\n{line}\n")).map(|_| ());
        for format in ["%d.%m.%Y", "%m/%d/%Y", "%d %B %Y", "%m/%d/%Y %H:%M:%S", "%d.%m.%y"] {
            assert_eq!(read(&format!("date_format = \"{format}\"")), Ok(()), "{format}");
        }
        for format in ["dd.mm.yyyy", "%d.%m.", "%H:%M", "%", ""] {
            let refused = read(&format!("date_format = \"{format}\"")).unwrap_err().to_string();
            assert!(refused.contains("%d.%m.%Y for 03.10.2026"), "{refused}");
        }
        assert_eq!(read("note_tag = \"back\""), Ok(()));
        assert_eq!(read("zones = [3.0, 4.5]"), Ok(()));
        assert!(
            ["[5.0, 2.0]", "[2.0, 11.0]", "[-1.0, 5.0]", "[nan, 5.0]"]
                .iter()
                .all(|zones| read(&format!("zones = {zones}")).is_err())
        );
        assert!(
            ["", "2/4", "my back"]
                .iter()
                .all(|tag| read(&format!("note_tag = \"{tag}\"")).is_err())
        );
    }
}
