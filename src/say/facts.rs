//! The short lines of a page: who and what stands behind it, what the diary says, how much was run.

use crate::say::voice::{Spoken, Voice};
use std::borrow::Cow;

use crate::{
    model::{BodySite, LegSymptom, Provenance, Severity, Side},
    page::{
        About, Coverage, Diary, Echo, Headline, Health, Load, LoggedAfter, Mean, Middle, PlanRow,
        Questionnaire, RunQuantity, Scale, Sentence, Units,
    },
};

use super::mark::Mark;
use super::{
    device_names, flare, headline,
    methods::Methods,
    own_words, plan,
    words::{self, number},
};

/// A label and what is said under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    /// What it is.
    pub(crate) label: &'static str,
    /// The value with its unit and count.
    pub(crate) text: String,
    /// Its origin.
    pub(crate) mark: Option<Mark>,
}

/// Weeks that a page shows: a lighter week before them is long ago.
const LONG_AGO_WEEKS: usize = 12;

impl Fact {
    fn new(label: &'static str, text: String, mark: Option<Mark>) -> Fact {
        Fact { label, text, mark }
    }
}

/// A sentence at the head of the page with the origin of its numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said {
    /// Its stable name.
    pub(crate) key: &'static str,
    /// The sentence.
    pub(crate) text: String,
    /// Interval, counts, comparison.
    pub(crate) detail: String,
    /// The origin; none where it holds no number that was made.
    pub(crate) mark: Option<Mark>,
}

impl Said {
    pub(crate) fn of(headline: &Headline, page: Spoken<'_>, methods: &Methods) -> Said {
        let key = headline.sentence.key();
        let mark = match &headline.sentence {
            // The points of a plan stand below with an origin each.
            Sentence::PlanMissed | Sentence::PlanKept | Sentence::UnknownDays => None,
            _ if key == "quiet" => None,
            Sentence::Flare => Some(Mark::reported("pain", methods)),
            Sentence::Volume => Some(Mark::of(Provenance::Derived, "load", methods)),
            Sentence::PainChange { .. } | Sentence::Logging => Some(Mark::reported(key, methods)),
            _ => Some(Mark::of(Provenance::Derived, key, methods)),
        };
        let (text, detail) = (headline::text(headline, page), headline::detail(headline, page));
        Said { key, text, detail, mark }
    }
}

/// A point of the plan with the origin of what was done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanPoint {
    /// What.
    pub(crate) target: &'static str,
    /// What was asked.
    pub(crate) asked: String,
    /// What was done.
    pub(crate) done: String,
    /// Whether that was as asked.
    pub(crate) note: String,
    /// The origin.
    pub(crate) mark: Mark,
}

impl PlanPoint {
    pub(crate) fn of(row: &PlanRow, voice: Voice, methods: &Methods) -> PlanPoint {
        let mark = match row.about() {
            About::Running => Mark::of(Provenance::Derived, "load", methods),
            About::Form => Mark::of(Provenance::Derived, "own_pace", methods),
            About::Pain => Mark::reported("pain", methods),
        };
        PlanPoint {
            target: plan::target(row),
            asked: plan::asked(row, voice),
            done: plan::done(row, voice),
            note: plan::note(row),
            mark,
        }
    }
}

/// The lines beside the month's name, each of phrases that are not broken: runs and log, then
/// devices, files and how far back the export goes.
pub(crate) fn behind(page: Spoken<'_>) -> Vec<Vec<String>> {
    let coverage = &page.coverage;
    let mut lines = vec![vec![runs_line(page), log_line(coverage)]];
    let mut made_from = device_names::behind(page.facts);
    if coverage.files > 0 {
        made_from.push(words::count(coverage.files, "file"));
    }
    if coverage.files_unreadable > 0 {
        made_from.push(format!("{} of the export could not be read", coverage.files_unreadable));
    }
    if let Some((first, last)) = coverage.history {
        made_from.push(format!("export from {}", page.voice.span(first, last)));
    }
    if !made_from.is_empty() {
        lines.push(made_from);
    }
    lines
}

fn runs_line(page: Spoken<'_>) -> String {
    let coverage = &page.coverage;
    if coverage.runs == 0 {
        return page.last_run.map_or_else(
            || "no recorded run".to_owned(),
            |day| format!("no recorded run; the last one was on {}", page.voice.day_and_year(day)),
        );
    }
    format!(
        "{} on {}{}",
        words::count(coverage.runs, "run"),
        words::count(coverage.run_days, "day"),
        words::how_much(coverage.distance_m, coverage.running_min, page.voice.units)
    )
}

fn log_line(coverage: &Coverage) -> String {
    if coverage.days_logged == 0 {
        return "no pain logged".to_owned();
    }
    let logged = format!("pain logged on {} of {} days", coverage.days_logged, coverage.days);
    match coverage.entered_same_day {
        Some(same_day) => format!("{logged}, {same_day} entered the same day"),
        None => logged,
    }
}

/// What the diary says first about the back.
pub(crate) fn diary(diary: &Diary, page: Spoken<'_>) -> Vec<Fact> {
    let days_logged = page.coverage.days_logged;
    let mut facts = Vec::new();
    let mut say =
        |label, text: Option<String>| facts.extend(text.map(|t| Fact::new(label, t, None)));
    say("Where", places(&diary.places, days_logged));
    say("Leg", legs(&diary.legs));
    say("Mornings after runs", diary.after_runs.map(|mean| score(mean, diary.after_runs_previous)));
    say("Stiff in the morning", diary.stiff_min.map(|it| middle(it, 0, " min")));
    say("Painkillers", diary.medicine_days.map(|days| words::count(days, "day")));
    say("Function", diary.function.map(|it| middle(it, 1, " of 10")));
    say("Sleep", diary.sleep_h.map(|it| middle(it, 1, " h")));
    say("Confidence", confidence(page).map(|it| middle(it, 1, " of 10")));
    say("Treatment", (diary.treatment_days > 0).then(|| words::count(diary.treatment_days, "day")));
    let own_words = page.habits.iter().flat_map(|habits| &habits.own_words);
    facts.extend(own_words.map(|it| Fact::new(own_words::name(it), own_words::in_short(it), None)));
    facts.extend(diary.scales.iter().map(|scale| questionnaire(scale, page.voice)));
    facts.extend(diary.logged_after.map(logged_after));
    facts
}

/// What an account's own diary says: its words beside the scores and apart from them, the worst first;
/// its hours of sleep where the log has none.
pub(crate) fn health(health: &Health, log: Option<&Diary>, voice: Voice) -> Vec<Fact> {
    let mut facts = Vec::new();
    if !health.back.is_empty() {
        let of = |severity: Severity| {
            let days = health.back.iter().filter(|(_, said)| *said == severity);
            let days: Vec<String> = days.map(|(day, _)| voice.day(*day)).collect();
            (!days.is_empty()).then(|| format!("{} on {}", severity.shown(), days.join(", ")))
        };
        let said: Vec<String> = Severity::ALL.into_iter().rev().filter_map(of).collect();
        let text = format!("{}; words of the phone, apart from the 0–10 scores", said.join("; "));
        facts.push(Fact::new("Lower back, in words", text, None));
    }
    if let Some(sleep_h) = health.sleep_h.filter(|_| log.is_none_or(|log| log.sleep_h.is_none())) {
        facts.push(Fact::new("Sleep, by the watch or phone", middle(sleep_h, 1, " h"), None));
    }
    facts
}

/// Confidence in running, 10 is none of that fear.
pub(crate) fn confidence(page: Spoken<'_>) -> Option<Middle> {
    let level = page.habits.as_ref()?.level("confidence")?;
    Some(Middle { value: level.median, n: level.days.len() })
}

/// `5 min, the middle of 27 days`.
fn middle(middle: Middle, decimals: u8, unit: &str) -> String {
    let value = number(middle.value, decimals);
    format!("{value}{unit}, the middle of {}", words::count(middle.n, "day"))
}

/// Whether the next morning is logged after runs as after other days.
fn logged_after(after: LoggedAfter) -> Fact {
    let LoggedAfter { run_days, other_days } = after;
    let text = format!(
        "after {} of {}, {} of {}",
        run_days.0,
        words::count(run_days.1, "run day"),
        other_days.0,
        words::count(other_days.1, "other day")
    );
    Fact::new("Next morning logged", text, None)
}

/// What a questionnaire came to last, and how often it was answered where that is more than once.
pub(crate) fn questionnaire(scale: &Scale, voice: Voice) -> Fact {
    let (label, unit, decimals) = match scale.questionnaire {
        Questionnaire::Ostrc => ("OSTRC (higher: more trouble)", " of 100", 0),
        Questionnaire::Psfs => ("PSFS (higher: less trouble)", " of 10", 1),
        Questionnaire::Oswestry => ("Oswestry (higher: more limited)", " of 100", 0),
        Questionnaire::StartTotal => ("STarT Back (higher: more trouble)", " of 9", 0),
        Questionnaire::StartDistress => {
            ("STarT Back, distress part (higher: more distress)", " of 5", 0)
        }
        Questionnaire::RolandMorris => ("Roland-Morris (higher: more limited)", " of 24", 0),
        Questionnaire::PainWeek => ("Pain of the week (higher: more pain)", " of 10", 1),
        Questionnaire::SittingTolerance => ("Can sit (higher: longer)", " h", 1),
    };
    let shown = |value: f64| number(value, decimals);
    let result = format!("{}{unit}", shown(scale.value));
    let times = match scale.answered {
        1 => String::new(),
        n => format!(", last of {n}"),
    };
    let in_flare = if scale.in_flare { ", in the flare" } else { "" };
    let before = scale.before.map_or_else(String::new, |(day, value)| {
        format!("; was {} on {}", shown(value), voice.day(day))
    });
    let text = format!("{result} on {}{in_flare}{before}{times}", voice.day(scale.last));
    Fact::new(label, text, None)
}

fn places(places: &[(BodySite, Option<Side>, usize)], days_logged: usize) -> Option<String> {
    let parts: Vec<String> = places
        .iter()
        .map(|(site, side, days)| {
            format!("{} ({days} of {days_logged} days)", flare::place(*site, *side))
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `none 27, above the knee 3`.
pub(crate) fn legs(legs: &[(LegSymptom, usize)]) -> Option<String> {
    let parts: Vec<String> =
        legs.iter().map(|(symptom, days)| format!("{} {days}", symptom.shown())).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn score(mean: Mean, previous: Option<Mean>) -> String {
    let now = format!("{} of 10, {}", number(mean.value, 1), words::count(mean.n, "morning"));
    match previous {
        Some(before) => format!("{now}; {} in the period before", number(before.value, 1)),
        None => now,
    }
}

/// How many had settled by thirds of what was run, one line a quantity.
pub(crate) fn settled_by(echo: &Echo, units: Units) -> Vec<String> {
    echo.by
        .iter()
        .map(|by| {
            let shown = |value: f64| match by.by {
                RunQuantity::Distance => words::distance(value, units),
                RunQuantity::DownhillSteps => words::grouped(value),
                RunQuantity::Speed => words::pace(value, units),
            };
            let name = match by.by {
                RunQuantity::Distance => "distance",
                RunQuantity::DownhillSteps => "steps downhill",
                RunQuantity::Speed => "pace",
            };
            let thirds: Vec<String> = by
                .thirds
                .iter()
                .map(|third| {
                    let (from, to) = (shown(third.from), shown(third.to));
                    let span = if from == to { from } else { format!("{from} to {to}") };
                    format!("{span}: {} of {}", third.settled, third.known)
                })
                .collect();
            format!("Settled, by {name}, all run days so far: {}.", thirds.join("; "))
        })
        .collect()
}

/// How much was run, under the weeks.
pub(crate) fn load(page: Spoken<'_>, methods: &Methods) -> Vec<Fact> {
    let load = &page.load;
    let calculated = || Some(Mark::of(Provenance::Derived, "load", methods));
    let mut facts = Vec::new();
    facts.extend(longest(load, page.voice, methods));
    if page.coverage.runs > 0 || load.days_without_run > 0 {
        facts.push(Fact::new("Days without a recorded run", rest(page), calculated()));
    }
    if load.longest_streak > 0 {
        let days = words::count(load.longest_streak, "day");
        facts.push(Fact::new("Longest row of days with a run", days, calculated()));
    }
    if load.weeks.iter().any(|week| week.runs > 0) {
        facts.push(Fact::new("Last lighter week", last_lighter(load), calculated()));
    }
    facts.extend(load.steps.map(|steps| {
        Fact::new(
            "Steps",
            words::grouped(steps),
            Some(Mark::of(Provenance::Derived, "steps", methods)),
        )
    }));
    facts.extend(load.session_rpe_load_au.map(|load_au| {
        let text = format!("{} (minutes × effort)", words::grouped(load_au));
        Fact::new("Load as felt", text, Some(Mark::reported("session_rpe_load_au", methods)))
    }));
    facts
}

/// When the last lighter week was, and a week off since then: legs and back have had that, too.
fn last_lighter(load: &Load) -> String {
    let ago = |weeks: usize| match weeks {
        0 => "this week".to_owned(),
        weeks if weeks > LONG_AGO_WEEKS => format!("over {LONG_AGO_WEEKS} weeks ago"),
        weeks => format!("{} ago", words::count(weeks, "week")),
    };
    let lighter = load.weeks_since_lighter.map_or_else(|| "none seen".to_owned(), ago);
    let off = load
        .weeks_since_off
        .filter(|off| load.weeks_since_lighter.is_none_or(|lighter| *off < lighter));
    off.map_or_else(
        || lighter.clone(),
        |weeks| format!("{lighter}; unwell or without a run {}", ago(weeks)),
    )
}

fn longest(load: &Load, voice: Voice, methods: &Methods) -> Option<Fact> {
    let (day, metres) = load.longest?;
    let against = load.longest_ratio.map_or_else(String::new, |ratio| {
        format!(", {} on the 30 days before", words::change_percent(ratio))
    });
    let text = format!("{} on {}{against}", words::distance(metres, voice.units), voice.day(day));
    Some(Fact::new("Longest run", text, Some(Mark::of(Provenance::Derived, "spike", methods))))
}

fn rest(page: Spoken<'_>) -> String {
    let load = &page.load;
    if load.days_known == 0 {
        return words::NOT_KNOWN.to_owned();
    }
    let of = words::of_known_days(load.days_known, page.coverage.days);
    let days = format!("{} {of}", load.days_without_run);
    match page.load.rest_days {
        0 => days,
        rest => format!("{days}, {rest} called rest in the log"),
    }
}

/// How many runs had which answer, in words.
pub(crate) fn answers(page: Spoken<'_>) -> Vec<(Cow<'static, str>, usize)> {
    let counts = page.echo.iter().flat_map(|echo| &echo.counts);
    counts
        .filter(|(_, days)| *days > 0)
        .map(|(answer, days)| (answer.shown(page.high_above), *days))
        .collect()
}

/// The worst pain in the runs by zones, in one sentence; none where it was never logged.
pub(crate) fn worst(page: Spoken<'_>) -> Option<String> {
    let (worst, zones) = (page.echo.as_ref()?.worst?, page.zones);
    let (lower, middle) = (words::short(zones.lower_to), words::short(zones.middle_to));
    Some(format!(
        "Worst in the run: up to {lower} on {}, above {lower} and up to {middle} on {}, above \
         {middle} on {}.",
        words::count(worst.lower, "run day"),
        worst.middle,
        worst.higher
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Response, Zones},
        page::WorstByZone,
    };

    #[test]
    fn the_words_of_an_answer_and_of_the_zones_are_those_that_were_set() {
        let mut page = crate::page::sample::october();
        page.zones = Zones { lower_to: 3.0, middle_to: 6.5 };
        page.high_above = Some(6.5);
        let echo = page.echo.as_mut().unwrap();
        echo.counts = vec![(Response::Settled, 0), (Response::High, 2)];
        echo.worst = Some(WorstByZone { lower: 1, middle: 4, higher: 0 });
        assert_eq!(answers(Voice::METRIC.tells(&page)), [("above 6.5".into(), 2)]);
        assert_eq!(
            worst(Voice::METRIC.tells(&page)).unwrap(),
            "Worst in the run: up to 3 on 1 run day, above 3 and up to 6.5 on 4, above 6.5 on 0."
        );
        page.high_above = None;
        assert_eq!(answers(Voice::METRIC.tells(&page))[0].0, "above the limit of its day");
        let methods = Methods::of(Voice::METRIC.tells(&page), crate::metrics::ROLL);
        let said = methods.entries.iter().flat_map(|entry| &entry.lines);
        let said: Vec<&str> = said.map(|(_, text)| text.as_str()).collect();
        assert!(said.concat().contains("High, here above the limit of its day:"), "{said:?}");
    }

    #[test]
    fn what_the_diary_does_not_hold_is_not_told() {
        let page = crate::page::sample::october();
        assert_eq!(diary(&Diary::default(), Voice::METRIC.tells(&page)), []);
        let none_taken = Diary { medicine_days: Some(0), ..Diary::default() };
        assert_eq!(diary(&none_taken, Voice::METRIC.tells(&page))[0].text, "0 days");
        let logged_after = Some(LoggedAfter { run_days: (7, 9), other_days: (1, 1) });
        let uneven = Diary { logged_after, ..Diary::default() };
        assert_eq!(
            diary(&uneven, Voice::METRIC.tells(&page))[0].text,
            "after 7 of 9 run days, 1 of 1 other day"
        );
    }
}
