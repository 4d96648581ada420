//! What to ask at the next visit, and what would add to the page: one line each, kind and exact.

use super::{facts, voice::Spoken, words::count};
use crate::page::{Question, WouldAdd};

/// What to ask at the next visit.
pub(crate) fn questions(page: Spoken<'_>) -> Vec<String> {
    page.ask.iter().map(|it| question(it, page)).collect()
}

fn question(of: &Question, page: Spoken<'_>) -> String {
    let voice = page.voice;
    match of {
        Question::LegNotLogged(days) => {
            format!("The leg was not logged {}: what was there?", voice.some_days(days))
        }
        Question::ScoresAsUsual => {
            "Scores are as usual on the marked days: what made them a flare?".to_owned()
        }
        Question::WhatElseDiffered(first, last) => {
            let days = voice.days(*first, *last);
            format!("What else differed from {days}: sitting, lifting, sleep, stress?")
        }
        Question::HowIsItNow => "How is it now? The log does not show it passed.".to_owned(),
        Question::WhatCouldNotBeDone => {
            "What could not be done in the flare? Function is not logged.".to_owned()
        }
        Question::DoesThePlanStand => {
            "The plan dates from before the flare: does it stand?".to_owned()
        }
        Question::LimitsPassed(limits) => {
            format!("{} on pain of the plan passed: what then?", count(*limits, "limit"))
        }
        Question::RestOrRun(days) => {
            let days = voice.some_days(days);
            format!("The log says rest and the files hold a run, {days}: which is it?")
        }
        Question::MorningsLeftOut(first, last) => {
            format!("No morning is logged from {}: how were they?", voice.days(*first, *last))
        }
        Question::AnsweredInFlare(scale) => {
            let fact = facts::questionnaire(scale, voice);
            format!("{}: {}.", fact.label, fact.text)
        }
        Question::WasThereRunning(first, last) => {
            let days = voice.days(*first, *last);
            format!("Was there running on {days}? Nothing is known of it.")
        }
    }
}

/// What would add to the page, most useful first; code stands between backticks.
pub(crate) fn would_add(page: Spoken<'_>) -> Vec<String> {
    let line = |of: &WouldAdd| {
        match of {
        WouldAdd::PainLog => {
            "A pain log: four columns are enough. `backstride pain template pain-log.csv` writes one; \
             the most useful number is the back's each morning, 0 to 10."
                .to_owned()
        }
        WouldAdd::Runs => {
            "Runs: point `backstride report` at a folder of your watch's exports (FIT, GPX or TCX), \
             and how much and how you ran stands beside the diary."
                .to_owned()
        }
        WouldAdd::Cadence => {
            "Cadence: these files hold none. Most watches record it once it is switched on or a foot pod \
             or strap is worn; a FIT export keeps it where a GPX may drop it."
                .to_owned()
        }
        WouldAdd::Height => {
            "Your height (`runner.height_cm` in backstride.toml): step length could then be set beside \
             runners of your height at your pace. Until then only your own range is shown."
                .to_owned()
        }
        WouldAdd::MoreRuns(runs) => {
            format!("More runs: with {} this page shows each run and no trend.", count(*runs, "run"))
        }
        WouldAdd::RestOfMonth => format!(
            "The rest of the month: it is known up to {}, so nothing is set against {}.",
            page.voice.day(page.period.known_until),
            page.voice.before(&page.period)
        ),
    }
    };
    page.would_add.iter().map(line).collect()
}
