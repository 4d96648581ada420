//! How often the link test is right, on diaries whose truth is known: false alarms where running
//! does nothing, and finds where it does.

use std::fmt::Write as _;

use backstride::{
    insight::{
        association::{Partial, Triples},
        link::{LinkDay, LinkQuestion, link},
    },
    model::{Exposure, LinkVerdict, PainScore},
    signal::SplitMix64,
};
use jiff::{ToSpan as _, civil::date};

/// The level at which the test is asked.
const ALPHA: f64 = 0.05;
/// Made-up diaries behind each row of the printed section.
const TRIES: usize = 2000;

/// What running does in a made-up diary, and what pain does to running.
#[derive(Clone, Copy, Debug)]
pub(crate) struct World {
    /// Run days.
    pub(crate) runs: usize,
    /// How much of a day's pain is left on the next (lag-one correlation).
    pub(crate) pain_lasts: f64,
    /// The same of minutes run.
    pub(crate) habit_lasts: f64,
    /// Standard deviations that the minutes fall for one of pain before the run.
    pub(crate) pain_shortens: f64,
    /// Standard deviations that the next morning rises for one of minutes.
    pub(crate) running_hurts: f64,
}

/// A diary in which each day has a run: calendar days with minutes, pain before, and the next
/// morning, in half points from 0 to 10.
pub(crate) fn diary(world: &World, random: &mut SplitMix64) -> Vec<LinkDay> {
    let mut pain = random.normal_f64();
    let mut habit = random.normal_f64();
    let lean = |phi: f64| (1.0 - phi * phi).sqrt();
    let first = date(2026, 1, 1);
    (0..world.runs)
        .filter_map(|day| {
            let before = pain;
            habit = world.habit_lasts * habit + lean(world.habit_lasts) * random.normal_f64();
            let effort = habit - world.pain_shortens * before;
            pain = world.pain_lasts * before
                + lean(world.pain_lasts) * random.normal_f64()
                + world.running_hurts * effort;
            let minutes = (45.0 + 12.0 * effort).round().clamp(5.0, 180.0);
            Some(LinkDay {
                date: first.checked_add(i64::try_from(day).ok()?.days()).ok()?,
                ran: true,
                running_min: Some(minutes),
                before: Some(score(before)?),
                next_morning: Some(score(pain)?),
                medicine: false,
                values: vec![Some(minutes)],
            })
        })
        .collect()
}

/// Three points with a spread of one and a half, as a person would write them.
fn score(pain: f64) -> Option<PainScore> {
    let points = (3.0 + 1.5 * pain).clamp(0.0, 10.0);
    PainScore::new((2.0 * points).round() / 2.0).ok()
}

/// How often a world's diaries are called what.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Rates {
    /// The circular-shift p under the level.
    pub(crate) by_shift: f64,
    /// The page says that they go together: all rules of the test applied.
    pub(crate) called_linked: f64,
    /// The plain rank correlation of minutes and next morning has a textbook p-value under it.
    pub(crate) by_textbook: f64,
    /// The raw rise from before to after goes with the minutes, by a textbook p-value.
    pub(crate) by_rise: f64,
}

/// Asks so many diaries of a world.
pub(crate) fn rates(world: &World, tries: usize, seed: u64) -> Rates {
    let mut random = SplitMix64::new(seed);
    let mut sums = Rates::default();
    for _ in 0..tries {
        let days = diary(world, &mut random);
        let one = asked(&days);
        sums.by_shift += one.by_shift;
        sums.called_linked += one.called_linked;
        sums.by_textbook += one.by_textbook;
        sums.by_rise += one.by_rise;
    }
    let share = |sum: f64| sum / tries as f64;
    Rates {
        by_shift: share(sums.by_shift),
        called_linked: share(sums.called_linked),
        by_textbook: share(sums.by_textbook),
        by_rise: share(sums.by_rise),
    }
}

/// What each way to ask says of one diary: 1 for a find.
fn asked(days: &[LinkDay]) -> Rates {
    let (mut given, mut plain, mut rise) =
        (Triples::default(), Triples::default(), Triples::default());
    for day in days {
        if let (Some(minutes), Some(before), Some(next)) =
            (day.running_min, day.before, day.next_morning)
        {
            given.push(minutes, next.value(), before.value());
            plain.push(minutes, next.value(), 0.0);
            rise.push(minutes, next.value() - before.value(), 0.0);
        }
    }
    let find = |is_find: bool| if is_find { 1.0 } else { 0.0 };
    let partial = Partial::of(&given);
    let shift = partial.as_ref().and_then(Partial::shift_p).is_some_and(|p| p < ALPHA);
    let textbook = |rho: f64| textbook_z(rho, days.len()).abs() > 1.959_964;
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Rates::default() };
    let period = (first.date, last.date);
    let told = link(&LinkQuestion { days, exposures: &[Exposure::RunningMin], period });
    Rates {
        by_shift: find(shift),
        called_linked: find(
            told.tests.first().is_some_and(|test| test.verdict == LinkVerdict::Associated),
        ),
        by_textbook: find(Partial::of(&plain).is_some_and(|partial| textbook(partial.rho))),
        by_rise: find(Partial::of(&rise).is_some_and(|partial| textbook(partial.rho))),
    }
}

/// Fisher's z of a rank correlation of independent pairs.
fn textbook_z(rho: f64, n: usize) -> f64 {
    rho.clamp(-0.999_999, 0.999_999).atanh() * ((n as f64 - 3.0) / 1.06).sqrt()
}

/// A world in which running does nothing and pain does not touch running.
pub(crate) fn unrelated(runs: usize, lasts: f64) -> World {
    World { runs, pain_lasts: lasts, habit_lasts: lasts, pain_shortens: 0.0, running_hurts: 0.0 }
}

/// The section of the validation page, in Markdown. The same every time.
pub(crate) fn section() -> String {
    let mut text = String::from(
        "Made-up diaries with a run each day, pain in half points from 0 to 10 (mean 3, spread \
         1.5), asked at 5 %. *Shift* is the circular-shift p of the partial rank correlation; \
         *page* is the verdict that the page prints, with every rule of the test (controls, \
         minimum numbers); *textbook* is the plain rank correlation of minutes and next morning, with \
         the p-value for independent days; *rise* is the textbook p-value of the raw rise from before to after, which \
         the page never tests.\n\n\
         ### Running does nothing\n\n\
         | diaries | run days | page | shift | textbook | rise |\n|---|---|---|---|---|---|\n",
    );
    let mut worlds: Vec<(String, World)> = Vec::new();
    for (runs, lasts) in [(60, 0.0), (60, 0.6), (60, 0.8), (120, 0.6), (120, 0.8), (200, 0.8)] {
        worlds
            .push((format!("unrelated, each leaning {lasts} on its past"), unrelated(runs, lasts)));
    }
    for (runs, shortens) in [(60, 0.5), (60, 1.0), (120, 0.5), (120, 1.0)] {
        let world = World { pain_lasts: 0.7, pain_shortens: shortens, ..unrelated(runs, 0.3) };
        worlds.push((format!("pain shortens runs ({shortens} SD for 1)"), world));
    }
    for (seed, (name, world)) in (1..).zip(&worlds) {
        row(&mut text, name, world, rates(world, TRIES, seed));
    }
    text.push_str(
        "\n### Running does something\n\n\
         How often it is found: one standard deviation more minutes raises the next morning by \
         this many of its own.\n\n\
         | diaries | run days | page | shift | textbook | rise |\n|---|---|---|---|---|---|\n",
    );
    for (seed, (runs, hurts)) in (101..).zip([
        (60, 0.2),
        (60, 0.4),
        (100, 0.2),
        (100, 0.3),
        (100, 0.4),
        (200, 0.2),
        (200, 0.3),
    ]) {
        let world = World { pain_lasts: 0.5, running_hurts: hurts, ..unrelated(runs, 0.3) };
        row(&mut text, &format!("{hurts} SD for 1"), &world, rates(&world, TRIES, seed));
    }
    let _ = write!(
        text,
        "\nEach row rests on {TRIES} diaries: a rate of 5 % is known to within ± 1 point.\n"
    );
    text
}

fn row(text: &mut String, name: &str, world: &World, rates: Rates) {
    let per_cent = |share: f64| format!("{:.1} %", 100.0 * share);
    let _ = writeln!(
        text,
        "| {name} | {} | {} | {} | {} | {} |",
        world.runs,
        per_cent(rates.called_linked),
        per_cent(rates.by_shift),
        per_cent(rates.by_textbook),
        per_cent(rates.by_rise)
    );
}
