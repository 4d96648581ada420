//! Warning signs in the diary. The words are fixed; nothing is scored and nothing is ruled out.

use jiff::civil::Date;

use super::log::PainLog;
use crate::model::calendar::days_after;
use crate::{
    model::{LegSymptom, PainEntry, RedFlag, Side},
    page::{Safety, SafetyLevel},
};

/// Tingling that began within so many days counts as new.
const NEW_DAYS: i64 = 28;

/// A stretch of the safety text, plain or strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// Plain.
    Plain(&'static str),
    /// In bold.
    Strong(&'static str),
}

impl Phrase {
    /// The words alone.
    pub const fn text(self) -> &'static str {
        match self {
            Phrase::Plain(text) | Phrase::Strong(text) => text,
        }
    }

    /// Whether they are set in bold.
    pub const fn is_strong(self) -> bool {
        match self {
            Phrase::Plain(_) => false,
            Phrase::Strong(_) => true,
        }
    }
}

/// When to go to emergency care: the signs of the National Health Service's advice on back pain.
pub const EMERGENCY: &[Phrase] = &[
    Phrase::Strong("Go to emergency care now"),
    Phrase::Plain(
        " for numbness between the legs or around the buttocks, new trouble peeing or loss of \
         bladder or bowel control, changed sexual function, pain, weakness or numbness in ",
    ),
    Phrase::Strong("both"),
    Phrase::Plain(" legs, chest pain, or back pain after a serious accident."),
];

/// When to ask for advice the same day.
pub const ADVICE: &[Phrase] = &[
    Phrase::Strong("Ask for medical advice today"),
    Phrase::Plain(
        " for new weakness in one leg, fever, unexplained weight loss, pain that is worse at \
         night, or a fall if you have fragile bones or take steroids.",
    ),
];

/// The words of a text without their weight.
pub fn plain(text: &[Phrase]) -> String {
    text.iter().map(|phrase| phrase.text()).collect()
}

/// The sentences to show at once for a level; none while nothing is ticked.
pub fn words_for(level: SafetyLevel) -> Option<String> {
    match level {
        SafetyLevel::Calm => None,
        SafetyLevel::Urgent => Some(plain(ADVICE)),
        SafetyLevel::Emergency => Some(plain(EMERGENCY)),
    }
}

/// The safety box at the end of a day: what the diary holds up to and with it and no later row
/// has cleared.
pub fn safety(log: &PainLog, as_of: Date) -> Safety {
    safety_in_words(log, as_of, day_words)
}

/// The same, with days as `told` says them.
pub fn safety_in_words(log: &PainLog, as_of: Date, told: impl Fn(Date) -> String) -> Safety {
    let open = signs_by_level(log, as_of, told);
    Safety {
        level: open.first().map_or(SafetyLevel::Calm, |(level, _)| *level),
        reasons: open.into_iter().map(|(_, reason)| reason).collect(),
    }
}

/// Each warning sign that stands, with how loud it is and its reason: the loudest first, then the
/// oldest.
pub fn signs_by_level(
    log: &PainLog,
    as_of: Date,
    told: impl Fn(Date) -> String,
) -> Vec<(SafetyLevel, String)> {
    let mut open: Vec<Sign> = Vec::new();
    let mut tingling = Tingling::default();
    for entry in log.entries().iter().filter(|entry| entry.date <= as_of) {
        if entry.red_flags.contains(&RedFlag::Cleared) {
            open.clear();
            tingling.clear();
        }
        let newly = tingling.step(entry).then(|| Sign::tingling(entry.date));
        for sign in signs(entry).into_iter().chain(newly) {
            if !open.iter().any(|known| known.words == sign.words) {
                open.push(sign);
            }
        }
    }
    open.extend(tingling.since_the_log_began(as_of).map(Sign::tingling));
    // The loudest first, then the oldest.
    open.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| a.first.cmp(&b.first)));
    open.iter().map(|sign| (sign.level, sign.reason(&told))).collect()
}

/// A warning sign that stands in the diary.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sign {
    level: SafetyLevel,
    words: &'static str,
    first: Date,
}

impl Sign {
    fn tingling(first: Date) -> Sign {
        let words = "new numbness or tingling in the leg";
        Sign { level: SafetyLevel::Urgent, words, first }
    }

    fn reason(&self, told: impl Fn(Date) -> String) -> String {
        format!("{}: {}", told(self.first), self.words)
    }
}

fn day_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// Whether a row holds a warning sign by itself.
pub fn has_sign(entry: &PainEntry) -> bool {
    !signs(entry).is_empty()
}

/// What a row says by itself, newness aside.
fn signs(entry: &PainEntry) -> Vec<Sign> {
    let ticked = entry.red_flags.iter().filter_map(|flag| Some((level(*flag)?, flag.shown())));
    let has = |symptom| entry.legs.contains(&symptom);
    let both = entry.side == Some(Side::Both);
    let numb = (has(LegSymptom::NumbTingle) && both)
        .then_some((SafetyLevel::Emergency, "numbness or tingling, on both sides"));
    let weak = match (has(LegSymptom::Weak), both) {
        (true, true) => Some((SafetyLevel::Emergency, "weakness in the legs, on both sides")),
        (true, false) => Some((SafetyLevel::Urgent, "weakness in the leg")),
        (false, _) => None,
    };
    ticked
        .chain(numb)
        .chain(weak)
        .map(|(level, words)| Sign { level, words, first: entry.date })
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
        assert_eq!(september.reasons, ["3 August 2026: pain that is worse at night"]);
        assert_eq!(box_of(rows, (2026, 10, 31)).level, SafetyLevel::Calm);
    }

    #[test]
    fn a_sign_ticked_in_the_row_that_clears_the_old_ones_stands() {
        let rows = "2026-08-03,1,,,night\n2026-08-05,1,,,cleared+fever\n";
        assert_eq!(box_of(rows, (2026, 8, 31)).reasons, ["5 August 2026: fever"]);
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
            box_of(rows, (2026, 9, 30)).reasons,
            ["10 August 2026: new numbness or tingling in the leg"]
        );
        assert_eq!(box_of(rows, (2026, 10, 31)).level, SafetyLevel::Calm);
    }

    #[test]
    fn the_loudest_reason_comes_first_and_each_once() {
        let rows = "2026-10-01,1,,,fever\n2026-10-02,1,,,fever+chest\n";
        assert_eq!(
            box_of(rows, (2026, 10, 31)).reasons,
            ["2 October 2026: chest pain", "1 October 2026: fever"]
        );
    }

    #[test]
    fn the_words_of_the_box_are_the_fixed_ones() {
        assert_eq!(
            plain(EMERGENCY),
            "Go to emergency care now for numbness between the legs or around the buttocks, new \
             trouble peeing or loss of bladder or bowel control, changed sexual function, pain, \
             weakness or numbness in both legs, chest pain, or back pain after a serious accident."
        );
        assert_eq!(
            plain(ADVICE),
            "Ask for medical advice today for new weakness in one leg, fever, unexplained weight \
             loss, pain that is worse at night, or a fall if you have fragile bones or take \
             steroids."
        );
    }
}
