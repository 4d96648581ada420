//! What a page is made of, by hashes, so that a page need not be assembled to tell that it is as it
//! was.
//!
//! A page is assembled from no more than [`History::seen_from`] leaves of a history, and all of that
//! is hashed here: what is left out of the one is left out of the other.
//! In which units it is told, whoever asks for a page knows beside it.

use std::{
    collections::BTreeMap,
    fmt::{Debug, Write as _},
};

use blake3::{Hash, Hasher};
use jiff::civil::Date;

use super::{History, period::sees_until, whole::Whole};
use crate::{page::Period, pain::PainLog};

/// What pages are made of, by hashes.
#[derive(Debug)]
pub struct Ingredients {
    /// What is the same for every page.
    common: Hash,
    /// What is said of all that is known.
    whole: Whole,
    /// All that is known of the days up to each.
    up_to: BTreeMap<Date, Hash>,
}

impl Ingredients {
    /// What a page of a period is made of: another hash where any of it is different.
    pub fn of(&self, period: &Period) -> Hash {
        let until = sees_until(period);
        let days = self.up_to.range(..=until).next_back();
        hash_of(&(self.common, self.whole.up_to(until), days))
    }

    /// All of it: what the page of a year is made of.
    pub fn all(&self) -> Hash {
        hash_of(&(self.common, self.whole, self.up_to.last_key_value()))
    }
}

/// A derived `Debug` names every field and every bit of a number, a field added later too.
fn hash_of(known: &impl Debug) -> Hash {
    blake3::hash(format!("{known:?}").as_bytes())
}

impl History<'_> {
    /// What pages are made of.
    pub fn ingredients(&self) -> Ingredients {
        let mut days = Days::default();
        for outing in &self.outings {
            days.add(outing.date(), outing);
        }
        for load in &self.loads {
            days.add(load.date, load);
        }
        for run_day in &self.run_days {
            days.add(run_day.date, run_day);
        }
        for span in &self.unknown {
            days.add(span.first, span);
        }
        for entry in self.log.into_iter().flat_map(PainLog::entries) {
            days.add(entry.date, entry);
        }
        Ingredients { common: self.common(), whole: self.whole, up_to: days.added_up() }
    }

    /// What every page sees, whatever its days: settings, plan, an account's own diary, and what could
    /// not be read.
    fn common(&self) -> Hash {
        let said_of_log = self.log.map(|log| (&log.notices, &log.left_blank, &log.unread_signs));
        hash_of(&(self.config, self.plan, &self.unreadable, self.health, said_of_log))
    }
}

/// A hash a day, of all that was added to it.
#[derive(Default)]
struct Days {
    hashers: BTreeMap<Date, Hasher>,
    text: String,
}

impl Days {
    /// Adds something that is known of a day.
    fn add(&mut self, day: Date, known: &impl Debug) {
        self.text.clear();
        // Writing into a text does not fail.
        let _written = writeln!(self.text, "{known:?}");
        self.hashers.entry(day).or_default().update(self.text.as_bytes());
    }

    /// A hash for each day with something, of it and of all days before.
    fn added_up(self) -> BTreeMap<Date, Hash> {
        let mut all = Hasher::new();
        let so_far = |(day, hasher): (Date, Hasher)| {
            all.update(day.to_string().as_bytes()).update(hasher.finalize().as_bytes());
            (day, all.finalize())
        };
        self.hashers.into_iter().map(so_far).collect()
    }
}
