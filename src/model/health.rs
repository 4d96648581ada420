//! What a phone's or watch's own diary says, read only where the runner asks for it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::keyed::keyed;

keyed! {
    /// How bad a back was, in the words of the phone. They are a scale of their own, apart from 0 to 10:
    /// no number stands for them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Severity {
        /// None.
        NotPresent = "none",
        /// Pain, not graded.
        Unspecified = "not graded",
        /// Mild.
        Mild = "mild",
        /// Moderate.
        Moderate = "moderate",
        /// Severe.
        Severe = "severe",
    }
    /// The words on the page.
    fn shown;
}

/// What accounts know beside the runs, by local day. A day that is not there is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HealthDiary {
    /// Lower-back pain of the day, the severest of its entries.
    pub back: BTreeMap<Date, Severity>,
    /// Hours asleep, on the day of waking; of one source a day.
    pub sleep_h: BTreeMap<Date, f64>,
    /// Body mass in kilograms, the last of the day.
    pub mass_kg: BTreeMap<Date, f64>,
    /// Body height in metres, the last of the day.
    pub height_m: BTreeMap<Date, f64>,
    /// Entries whose local day is not known, and which are left out.
    pub undated: usize,
}

impl HealthDiary {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == HealthDiary::default()
    }

    /// Takes in another account's. The severest word of a day counts; of anything else what is there
    /// already, since one source answers for a day.
    pub fn take_in(&mut self, other: HealthDiary) {
        for (day, severity) in other.back {
            let own = self.back.entry(day).or_insert(severity);
            *own = severity.max(*own);
        }
        for (own, others) in [
            (&mut self.sleep_h, other.sleep_h),
            (&mut self.mass_kg, other.mass_kg),
            (&mut self.height_m, other.height_m),
        ] {
            for (day, value) in others {
                own.entry(day).or_insert(value);
            }
        }
        self.undated = self.undated.saturating_add(other.undated);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn of_two_accounts_the_severer_word_counts_and_of_hours_the_first() {
        let day = date(2026, 9, 16);
        let of = |severity, hours| HealthDiary {
            back: BTreeMap::from([(day, severity)]),
            sleep_h: BTreeMap::from([(day, hours)]),
            ..HealthDiary::default()
        };
        let mut both = of(Severity::Unspecified, 7.0);
        both.take_in(of(Severity::Mild, 9.0));
        assert_eq!(both, of(Severity::Mild, 7.0));
        both.take_in(of(Severity::NotPresent, 1.0));
        assert_eq!(both, of(Severity::Mild, 7.0));
        assert!(!both.is_empty() && HealthDiary::default().is_empty());
    }
}
