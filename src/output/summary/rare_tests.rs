//! A month with what few runners have: one foot longer on the ground, many flares, sitting both ways.

use super::summary;
use crate::page::{
    Balance, Crossover, Flares, Sitting, Withheld,
    sample::planted::{bare, plant},
};
use crate::say::voice::Voice;

#[test]
fn what_few_runners_have() {
    let mut page = bare();
    plant(&mut page, Withheld::Sitting);
    plant(&mut page, Withheld::ReturnToRun);
    page.within.balance = Some(Balance { longer_left: true, left_pct: 51.4, runs: 9, of: 11 });
    let crossover = Crossover {
        sets: 9,
        discordant: 6,
        ran_before: 4,
        ran_else: (11, 29),
        odds_ratio: Some(1.3),
        p: Some(0.69),
    };
    page.link.flares = Some(Flares { crossover: Some(crossover), ..Flares::default() });
    let sitting = page.habits.as_ref().and_then(|habits| habits.sitting);
    assert!(matches!(sitting, Some(Sitting { .. })));
    page.days.truncate(1);
    page.load.weeks.truncate(1);
    insta::assert_snapshot!(summary(Voice::METRIC.tells(&page)).unwrap());
}
