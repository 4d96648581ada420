//! `[[shoe]]`, and what contradicts itself there.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;

use super::error::ConfigError;

/// `[[shoe]]`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShoeSetting {
    /// Its id, as in the log's `shoe` column.
    pub id: String,
    /// Its name on the page.
    pub name: Option<String>,
    /// First day of use.
    pub from: Option<Date>,
    /// Last day of use.
    pub until: Option<Date>,
    /// Kilometres run in it before `from`.
    #[serde(default)]
    pub start_km: f64,
}

/// Kilometres that a shoe may have been run in: more than ten pairs together last.
const START_KM: std::ops::RangeInclusive<f64> = 0.0..=20_000.0;

/// That each shoe has an id of its own, kilometres that can be, and ends after it begins, and that there are no more of them
/// than can be set against each other.
pub(super) fn check(shoes: &[ShoeSetting]) -> Result<(), ConfigError> {
    let mut ids = BTreeSet::new();
    for shoe in shoes {
        if !ids.insert(&shoe.id) {
            return Err(ConfigError::BadValue {
                key: "shoe.id",
                value: format!("`{}` twice", shoe.id),
                allowed: "give each shoe an id of its own",
            });
        }
        if !START_KM.contains(&shoe.start_km) {
            return Err(ConfigError::BadValue {
                key: "shoe.start_km",
                value: shoe.start_km.to_string(),
                allowed: "write the kilometres run in it before `from`, 0 to 20000",
            });
        }
        match (shoe.from, shoe.until) {
            (Some(from), Some(until)) if until < from => {
                return Err(ConfigError::BadValue {
                    key: "shoe.until",
                    value: until.to_string(),
                    allowed: "write a day not before its `from`, or leave it out while it is in use",
                });
            }
            _ => {}
        }
    }
    Ok(())
}

/// So many pairs of shoes are told.
const MOST_TOLD: usize = 20;

/// Shoes that are in use on the same days, each pair in words: such days count for no shoe. A long
/// list is cut with its count.
pub(super) fn doubts(shoes: &[ShoeSetting]) -> Vec<String> {
    let mut pairs = shoes.iter().enumerate().flat_map(|(at, shoe)| {
        let others = shoes.iter().skip(at + 1);
        others.filter_map(move |other| Some((shoe, other, both_in_use(shoe, other)?)))
    });
    let mut doubts: Vec<String> = pairs
        .by_ref()
        .take(MOST_TOLD)
        .map(|(shoe, other, (from, until))| {
            let until = until.map_or_else(|| "on".to_owned(), |until| format!("to {until}"));
            format!(
                "the shoes `{}` and `{}` are both in use from {from} {until}: runs of these days \
                 count for neither, unless the log's `shoe` names one; give one of them an `until`",
                shoe.id, other.id
            )
        })
        .collect();
    let more = pairs.count();
    if more > 0 {
        doubts.push(format!("{more} more pairs of shoes are in use on the same days"));
    }
    doubts
}

/// From when and until when; a shoe without a first day is worn only where the log says so.
fn both_in_use(shoe: &ShoeSetting, other: &ShoeSetting) -> Option<(Date, Option<Date>)> {
    let from = shoe.from?.max(other.from?);
    let until = [shoe.until, other.until].into_iter().flatten().min();
    until.is_none_or(|until| from <= until).then_some((from, until))
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    fn read(dates: [&str; 2]) -> Config {
        let [a, b] = dates;
        Config::read(&format!("[[shoe]]\nid = \"a\"\n{a}\n[[shoe]]\nid = \"b\"\n{b}\n")).unwrap()
    }

    #[test]
    fn a_shoe_that_ends_before_it_begins_and_an_id_twice_are_refused() {
        let turned = "[[shoe]]\nid = \"a\"\nfrom = 2026-08-09\nuntil = 2026-08-03\n";
        let refused = Config::read(turned).unwrap_err().to_string();
        assert!(refused.starts_with("`shoe.until` is 2026-08-03; write a day"), "{refused}");
        let twice = "[[shoe]]\nid = \"a\"\n[[shoe]]\nid = \"a\"\n";
        let refused = Config::read(twice).unwrap_err().to_string();
        assert_eq!(refused, "`shoe.id` is `a` twice; give each shoe an id of its own");
    }

    #[test]
    fn kilometres_that_no_shoe_was_run_in_are_refused() {
        let of = |km: &str| Config::read(&format!("[[shoe]]\nid = \"a\"\nstart_km = {km}\n"));
        assert!(["0", "412.5", "20000"].iter().all(|km| of(km).is_ok()));
        for km in ["nan", "-nan", "inf", "-inf", "-5000", "1e308", "-0.1"] {
            let refused = of(km).unwrap_err().to_string();
            assert!(refused.starts_with("`shoe.start_km` is "), "{km}: {refused}");
        }
    }

    #[test]
    fn shoes_worn_on_the_same_days_are_told_with_the_days() {
        let both = read(["from = 2026-01-01\nuntil = 2026-06-30", "from = 2026-06-01"]).doubts();
        assert_eq!(both.len(), 1);
        assert!(both[0].contains("from 2026-06-01 to 2026-06-30"), "{}", both[0]);
        let after = ["from = 2026-01-01\nuntil = 2026-05-31", "from = 2026-06-01"];
        assert!(read(after).doubts().is_empty());
        assert!(read(["from = 2026-01-01", ""]).doubts().is_empty(), "only where the log says so");
        assert!(
            read(["from = 2026-01-01", "from = 2026-02-01"]).doubts()[0].contains("2026-02-01 on")
        );
    }
}
