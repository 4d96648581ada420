//! What the diary calls for, in the order in which it is said: what cannot be read, emergency care,
//! advice today, a visit to be arranged, a flare.

use jiff::civil::Date;

use super::flare_spans::flares_of;
pub use crate::page::{Attention, Urgency};
use crate::{
    model::{Flare, FlareEnd},
    page::{SafetyLevel, StandingSign},
    pain::{PainLog, arrange::arrange, safety},
};

/// All that a diary calls for by the end of a day, in order.
pub fn attention(log: &PainLog, as_of: Date) -> Vec<Attention> {
    let unread = log.unread_signs.iter().filter(|sign| sign.day.is_none_or(|day| day <= as_of));
    let mut all: Vec<Attention> = unread.cloned().map(Attention::Unread).collect();
    // An emergency does not swallow what needs advice today.
    let signs = safety(log, as_of).signs;
    let of = |level: SafetyLevel| -> Option<Vec<StandingSign>> {
        let signs: Vec<_> = signs.iter().filter(|sign| sign.level == level).copied().collect();
        (!signs.is_empty()).then_some(signs)
    };
    all.extend(of(SafetyLevel::Emergency).map(Attention::Emergency));
    all.extend(of(SafetyLevel::Urgent).map(Attention::Today));
    let to_see = arrange(log, as_of);
    all.extend((!to_see.is_empty()).then_some(Attention::Arrange(to_see)));
    let open = |flare: &Flare| matches!(flare.end, FlareEnd::Open { .. });
    all.extend(
        flares_of(log, (as_of, as_of)).into_iter().filter(open).map(Box::new).map(Attention::Flare),
    );
    all
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        insight::words::banned_words,
        model::calendar::each_day,
        pain::{ColumnMap, read_as_far},
        say::attention::words,
    };

    fn told(day: Date) -> String {
        day.strftime("%-d %B").to_string()
    }

    /// Twelve weeks of this morning and these rows behind them.
    fn log(morning: u8, rows: &str) -> PainLog {
        let before = each_day(date(2026, 4, 1), date(2026, 6, 30))
            .fold(String::new(), |text, day| text + &format!("{day},{morning},none,,,\n"));
        let text = format!("date,pain_morning,legs,side,red_flag,flare\n{before}{rows}");
        read_as_far(text.as_bytes(), &ColumnMap::default(), "log").0
    }

    fn tiers(log: &PainLog) -> Vec<Urgency> {
        attention(log, date(2026, 7, 31)).iter().map(Attention::urgency).collect()
    }

    #[test]
    fn all_five_stand_in_their_order_whatever_the_order_of_the_rows() {
        let rows = [
            "2026-07-01,8,none,,,yes\n",
            "2026-07-02,8,,,fever,\n",
            "2026-07-03,8,,,chest,\n",
            "2026-07-04,8,weka,,,\n",
        ];
        let every = [0, 1, 2, 3].map(|first| {
            let order: String = (0..4).map(|i| rows[(first + i) % 4]).collect();
            tiers(&log(6, &order))
        });
        assert!(every.iter().all(|tiers| *tiers == Urgency::ALL), "{every:?}");
        assert!(Urgency::ALL.is_sorted());
    }

    #[test]
    fn each_stands_alone_and_a_calm_diary_calls_for_nothing() {
        let calm = "2026-07-01,2,none,,none,no\n";
        assert_eq!(tiers(&log(2, calm)), []);
        for (morning, row, tier) in [
            (2, "2026-07-01,2,,,foo,\n", Urgency::Unread),
            (2, "2026-07-01,2,,,saddle,\n", Urgency::Emergency),
            (2, "2026-07-01,2,,,night,\n", Urgency::Today),
            (6, "2026-07-01,6,,,,\n", Urgency::Arrange),
            (2, "2026-07-01,6,,,,\n", Urgency::Flare),
            (2, "2026-07-01,2,,,,yes\n", Urgency::Flare),
        ] {
            assert_eq!(tiers(&log(morning, row)), [tier], "{row}");
        }
    }

    #[test]
    fn nothing_silences_a_warning_sign() {
        let sign = "2026-07-02,2,,,saddle,\n";
        for beside in [
            "2026-07-03,2,,,clearde,\n",
            "2026-07-03,2,,,cleared?,\n",
            "2026-07-03,2,,,cleared+foo,\n",
            "2026-07-03,2,,,none,\n",
            "2026-07-03,2,,,no,\n",
            "2026-07-03,77,none,,,no\n",
            "soon,2,none,,cleared,\n",
            "2026-07-03,2,none,,cleared,,,more\n",
            "2026-07-03,8,,,,yes\n",
            "2026-07-01,2,,,cleared,\n",
        ] {
            let found = tiers(&log(2, &format!("{sign}{beside}")));
            assert!(found.contains(&Urgency::Emergency), "{beside}: {found:?}");
        }
        assert_eq!(tiers(&log(2, &format!("{sign}2026-07-03,2,,,cleared,\n"))), []);
    }

    #[test]
    fn what_cannot_be_read_is_said_first_with_its_day_or_its_line() {
        let rows = "2026-07-12,2,weak foot,,,\nsoon,2,,,chest,\n";
        let said = attention(&log(2, rows), date(2026, 7, 31));
        assert_eq!(
            words(&said[0], told),
            "Something was written in `legs` on 12 July that cannot be read: check it."
        );
        assert_eq!(
            words(&said[1], told),
            "Something was written in `red_flag` on line 94, whose day cannot be read: check it."
        );
        // The symptom beside a word that cannot be read counts.
        let weak = attention(&log(2, "2026-07-12,2,weak+foot,,,\n"), date(2026, 7, 31));
        assert_eq!(
            weak.iter().map(Attention::urgency).collect::<Vec<_>>(),
            [Urgency::Unread, Urgency::Today]
        );
    }

    #[test]
    fn the_words_claim_nothing() {
        let rows = "2026-07-01,8,weka,,,yes\n2026-07-02,8,,,fever+chest,\n";
        let said = attention(&log(6, rows), date(2026, 7, 31));
        assert_eq!(said.len(), 5);
        for it in &said {
            assert_eq!(banned_words(&words(it, told)), [""; 0], "{it:?}");
        }
        let flare = "A flare: mornings up to 8 from 1 July to 2 July, usually 6.";
        assert_eq!(words(&said[4], told), flare);
    }
}
