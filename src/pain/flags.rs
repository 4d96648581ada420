//! Warning signs in the diary: nothing is scored and nothing is ruled out.

use jiff::civil::Date;

use super::log::PainLog;
use crate::model::calendar::days_after;
use crate::{
    model::{LegSymptom, PainEntry, RedFlag, Side},
    page::{Safety, SafetyLevel, Sign, StandingSign},
};

/// Tingling that began within so many days counts as new.
const NEW_DAYS: i64 = 28;

/// The safety box at the end of a day: what the diary holds up to and with it and no later row
/// has cleared.
pub fn safety(log: &PainLog, as_of: Date) -> Safety {
    let signs = standing(log, as_of);
    Safety { level: signs.first().map_or(SafetyLevel::Calm, |sign| sign.level), signs }
}

/// Each warning sign that stands: the loudest first, then the oldest.
fn standing(log: &PainLog, as_of: Date) -> Vec<StandingSign> {
    let mut open: Vec<StandingSign> = Vec::new();
    let mut tingling = Tingling::default();
    for entry in log.entries().iter().filter(|entry| entry.date <= as_of) {
        if entry.red_flags.contains(&RedFlag::Cleared) {
            open.clear();
            tingling.clear();
        }
        let newly = tingling.step(entry).then(|| new_tingling(entry.date));
        for found in signs(entry).into_iter().chain(newly) {
            if !open.iter().any(|known| known.sign == found.sign) {
                open.push(found);
            }
        }
    }
    open.extend(tingling.since_the_log_began(as_of).map(new_tingling));
    // The loudest first, then the oldest.
    open.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| a.first.cmp(&b.first)));
    open
}

fn new_tingling(first: Date) -> StandingSign {
    StandingSign { level: SafetyLevel::Urgent, sign: Sign::NewTingling, first }
}

/// Whether a row holds a warning sign by itself.
pub fn has_sign(entry: &PainEntry) -> bool {
    !signs(entry).is_empty()
}

/// What a row says by itself, newness aside.
fn signs(entry: &PainEntry) -> Vec<StandingSign> {
    let ticked =
        entry.red_flags.iter().filter_map(|flag| Some((level(*flag)?, Sign::Ticked(*flag))));
    let has = |symptom| entry.legs.contains(&symptom);
    let both = entry.side == Some(Side::Both);
    let numb = (has(LegSymptom::NumbTingle) && both)
        .then_some((SafetyLevel::Emergency, Sign::NumbOnBothSides));
    let weak = match (has(LegSymptom::Weak), both) {
        (true, true) => Some((SafetyLevel::Emergency, Sign::WeakOnBothSides)),
        (true, false) => Some((SafetyLevel::Urgent, Sign::Weak)),
        (false, _) => None,
    };
    ticked
        .chain(numb)
        .chain(weak)
        .map(|(level, sign)| StandingSign { level, sign, first: entry.date })
        .collect()
}

/// How loud a ticked sign is; none for the mark that clears.
const fn level(flag: RedFlag) -> Option<SafetyLevel> {
    match flag {
        RedFlag::Saddle
        | RedFlag::BladderBowel
        | RedFlag::Sexual
        | RedFlag::BothLegs
        | RedFlag::Chest
        | RedFlag::Accident => Some(SafetyLevel::Emergency),
        RedFlag::Weakness | RedFlag::Fever | RedFlag::Fall | RedFlag::Weight | RedFlag::Night => {
            Some(SafetyLevel::Urgent)
        }
        RedFlag::Cleared => None,
    }
}

/// Tells tingling that began in the diary from tingling that was there before it.
#[derive(Clone, Copy, Debug, Default)]
struct Tingling {
    /// A row said what the legs were like, and they did not tingle.
    seen_without: bool,
    /// Where the diary begins with tingling: since when.
    from_the_start: Option<Date>,
    /// The last row with it.
    last: Option<Date>,
}

impl Tingling {
    /// Takes in a row; true when tingling begins with it.
    fn step(&mut self, entry: &PainEntry) -> bool {
        if entry.legs.is_empty() {
            return false;
        }
        if !entry.legs.contains(&LegSymptom::NumbTingle) {
            self.seen_without = true;
            return false;
        }
        let long_ago = self.last.is_none_or(|last| days_after(last, entry.date) > NEW_DAYS);
        let begins = self.seen_without && long_ago;
        if !self.seen_without && self.last.is_none() {
            self.from_the_start = Some(entry.date);
        }
        if begins {
            self.from_the_start = None;
        }
        self.last = Some(entry.date);
        begins
    }

    /// What was said so far has been seen to; what goes on after it is not new.
    fn clear(&mut self) {
        self.from_the_start = None;
    }

    /// The first day of a diary that begins with tingling, while that is recent: nobody can know
    /// whether it was there before, so it counts as new until it is 28 days old.
    fn since_the_log_began(self, as_of: Date) -> Option<Date> {
        self.from_the_start.filter(|first| days_after(*first, as_of) < NEW_DAYS)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pain::{ColumnMap, read};

    fn box_of(rows: &str, year_month_day: (i16, i8, i8)) -> Safety {
        let text = format!("date,pain_morning,legs,side,red_flag\n{rows}");
        let log = read(text.as_bytes(), &ColumnMap::default(), "log").unwrap();
        let (year, month, day) = year_month_day;
        safety(&log, date(year, month, day))
    }

    /// The signs of a box in words.
    fn reasons(of: &Safety) -> Vec<String> {
        let told = |day: Date| day.strftime("%-d %B %Y").to_string();
        of.signs.iter().map(|sign| crate::say::attention::reason(*sign, told)).collect()
    }

    #[test]
    fn every_warning_sign_has_its_loudness() {
        for (flag, expected) in [
            ("saddle", SafetyLevel::Emergency),
            ("bladder_bowel", SafetyLevel::Emergency),
            ("sexual", SafetyLevel::Emergency),
            ("both_legs", SafetyLevel::Emergency),
            ("chest", SafetyLevel::Emergency),
            ("accident", SafetyLevel::Emergency),
            ("weakness", SafetyLevel::Urgent),
            ("fever", SafetyLevel::Urgent),
            ("fall", SafetyLevel::Urgent),
            ("weight", SafetyLevel::Urgent),
            ("night", SafetyLevel::Urgent),
            ("cleared", SafetyLevel::Calm),
        ] {
            let found = box_of(&format!("2026-10-03,1,,,{flag}\n"), (2026, 10, 31));
            assert_eq!(found.level, expected, "{flag}");
        }
    }

    #[test]
    fn leg_symptoms_on_both_sides_are_an_emergency_and_weakness_on_one_needs_advice() {
        let level = |legs, side| {
            box_of(&format!("2026-10-01,1,none,,\n2026-10-03,1,{legs},{side},\n"), (2026, 10, 5))
                .level
        };
        assert_eq!(level("numb_tingle", "both"), SafetyLevel::Emergency);
        assert_eq!(level("weak", "both"), SafetyLevel::Emergency);
        assert_eq!(level("weak", "left"), SafetyLevel::Urgent);
        assert_eq!(level("numb_tingle", "left"), SafetyLevel::Urgent);
        assert_eq!(level("below_knee", "both"), SafetyLevel::Calm);
    }

    #[test]
    fn a_sign_stays_in_the_months_after_until_it_is_cleared() {
        let rows = "2026-08-03,1,,,night\n2026-10-20,1,,,cleared\n2026-10-25,1,,,\n";
        assert_eq!(box_of(rows, (2026, 7, 31)).level, SafetyLevel::Calm);
        let september = box_of(rows, (2026, 9, 30));
        assert_eq!(september.level, SafetyLevel::Urgent);
        assert_eq!(reasons(&september), ["3 August 2026: pain that is worse at night"]);
        assert_eq!(box_of(rows, (2026, 10, 31)).level, SafetyLevel::Calm);
    }

    #[test]
    fn a_sign_ticked_in_the_row_that_clears_the_old_ones_stands() {
        let rows = "2026-08-03,1,,,night\n2026-08-05,1,,,cleared+fever\n";
        assert_eq!(reasons(&box_of(rows, (2026, 8, 31))), ["5 August 2026: fever"]);
    }

    #[test]
    fn long_standing_tingling_on_one_side_does_not_trigger() {
        let rows: String = (1..=30).fold(String::new(), |rows, day| {
            rows + &format!(
                "2026-08-{day:02},1,numb_tingle,left,\n2026-09-{day:02},1,numb_tingle,,\n"
            )
        });
        assert_eq!(box_of(&rows, (2026, 8, 20)).level, SafetyLevel::Urgent);
        assert_eq!(box_of(&rows, (2026, 9, 30)).level, SafetyLevel::Calm);
    }

    #[test]
    fn tingling_that_began_in_the_diary_stays_until_cleared_and_is_not_new_again() {
        let rows = "2026-08-01,1,none,,\n2026-08-10,1,numb_tingle,left,\n\
                    2026-09-05,1,numb_tingle,left,\n2026-10-01,1,numb_tingle,left,cleared\n\
                    2026-10-10,1,numb_tingle,left,\n";
        assert_eq!(
            reasons(&box_of(rows, (2026, 9, 30))),
            ["10 August 2026: new numbness or tingling in the leg"]
        );
        assert_eq!(box_of(rows, (2026, 10, 31)).level, SafetyLevel::Calm);
    }

    #[test]
    fn the_loudest_reason_comes_first_and_each_once() {
        let rows = "2026-10-01,1,,,fever\n2026-10-02,1,,,fever+chest\n";
        assert_eq!(
            reasons(&box_of(rows, (2026, 10, 31))),
            ["2 October 2026: chest pain", "1 October 2026: fever"]
        );
    }
}
