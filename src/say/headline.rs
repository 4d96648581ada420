//! The sentences at the head of a page, with the small print under each.

use super::{
    flare, plan, titles,
    voice::Spoken,
    words::{self, count, number, signed},
};
use crate::{
    model::calendar::days_in,
    page::{About, Difference, Headline, PlanPanel, Sentence, Spike, SpikeClass},
};

/// The sentence.
pub(crate) fn text(headline: &Headline, page: Spoken<'_>) -> String {
    let (voice, period) = (page.voice, &page.period);
    let so_far = if period.is_over() { "" } else { " so far" };
    match &headline.sentence {
        Sentence::Flare => flare::sentence_of_all(&page.flares, voice).unwrap_or_default(),
        Sentence::PainChange { now, before } => format!(
            "Mornings hurt {} than in {}: {} against {}.",
            if now.value < before.value { "less" } else { "more" },
            voice.before(period),
            number(now.value, 1),
            number(before.value, 1)
        ),
        Sentence::UnknownDays => format!(
            "Nothing is known of the running on {} of {}.",
            count(headline.n, "day"),
            days_in(period.first, period.known_until)
        ),
        Sentence::PlanMissed => plan_missed(page, so_far).unwrap_or_default(),
        Sentence::PlanKept => plan_kept(page, so_far),
        Sentence::Volume => {
            let volume = page.load.volume.as_ref();
            volume.map_or_else(String::new, |volume| {
                format!("{}.", titles::volume(volume, period, voice))
            })
        }
        Sentence::Spike => steepest(page).map(|it| spike(it, page)).unwrap_or_default(),
        Sentence::Logging => format!(
            "Pain was logged on {} of {} days.",
            page.coverage.days_logged, page.coverage.days
        ),
        Sentence::FormAtOwnPace => form(page).unwrap_or_default(),
        Sentence::WeeklyLoad { monday, .. } => format!(
            "The week from {} had {} of running, {} more than the mean of the four weeks before it.",
            voice.day(*monday),
            week_size(headline, page, 1.0),
            words::share_percent(headline.value.unwrap_or_default())
        ),
        Sentence::DaysInARow { first, last, .. } => format!(
            "You ran on {} days in a row, from {}.",
            days_in(*first, *last),
            voice.span(*first, *last)
        ),
        Sentence::FewerDaysOff { now, before } => format!(
            "{} of {} days were without a run, against {} of {} in {}.",
            now.0,
            now.1,
            before.0,
            before.1,
            voice.before(period)
        ),
        Sentence::NoRun => format!("No run was recorded {}.", when(page)),
        Sentence::Unwell(days) => format!("{} of injury or illness.", count(*days, "day")),
        Sentence::PlanBeside => {
            "Nothing stands out by itself; the plan stands beside what was done.".to_owned()
        }
        Sentence::Unchanged => "Nothing changed beyond your usual day-to-day variation.".to_owned(),
        // There was nothing to set the month against: that nothing changed would be too much.
        Sentence::NothingStandsOut => "Nothing stands out by itself.".to_owned(),
        Sentence::Runs => runs(page),
    }
}

/// `9 runs in October 2026, 84 km in all.`
fn runs(page: Spoken<'_>) -> String {
    let in_all = page.coverage.distance_m.map_or_else(String::new, |metres| {
        format!(", {} in all", words::distance(metres, page.voice.units))
    });
    format!("{} {}{in_all}.", count(page.coverage.runs, "run"), when(page))
}

/// Interval, counts, comparison; empty where there is none.
pub(crate) fn detail(headline: &Headline, page: Spoken<'_>) -> String {
    let units = page.voice.units;
    match &headline.sentence {
        Sentence::Flare => flares(page),
        Sentence::PainChange { now, before } => {
            let calmer = if now.value < before.value {
                " A calmer month often follows a bad one, whatever one does."
            } else {
                ""
            };
            format!(
                "difference {}, {} now and {} before.{calmer}",
                by_chance(headline),
                count(now.n, "morning"),
                before.n
            )
        }
        Sentence::UnknownDays => unknown(page),
        Sentence::PlanMissed | Sentence::PlanKept => plan_rest(page),
        Sentence::Volume => GROWTH.to_owned(),
        Sentence::Spike => {
            let longest_m = steepest(page).map_or(f64::NAN, |it| it.longest_before_m);
            format!(
                "{} above +10 %; the longest before it was {}",
                count(page.load.spikes.len(), "run"),
                words::distance(longest_m, units)
            )
        }
        Sentence::Logging => {
            "what the page says about the back rests on those days; a gap stays a gap".to_owned()
        }
        Sentence::FormAtOwnPace => format!(
            "difference {}, level ground, {} now and {} before",
            by_chance(headline),
            count(headline.n, "run"),
            count(page.cadence().and_then(|panel| panel.reference).map_or(0, |mean| mean.n), "run")
        ),
        Sentence::WeeklyLoad { .. } => {
            let more = 1.0 + headline.value.unwrap_or_default();
            format!("mean of those four weeks {}; {GROWTH}", week_size(headline, page, more))
        }
        Sentence::DaysInARow { off, .. } => {
            format!("{} without a recorded run in {}", count(*off, "day"), page.title())
        }
        Sentence::FewerDaysOff { .. } => {
            "days without a recorded run; only the log makes one a day of rest".to_owned()
        }
        Sentence::NoRun
        | Sentence::Unwell(_)
        | Sentence::PlanBeside
        | Sentence::Unchanged
        | Sentence::NothingStandsOut
        | Sentence::Runs => String::new(),
    }
}

const GROWTH: &str =
    "a study of 5,205 runners found no link between growth from week to week and injury";

/// What is said under the flares.
fn flares(page: Spoken<'_>) -> String {
    let of = |story| flare::lines(story, page.voice).join(" ");
    match page.flares.as_slice() {
        [one] => of(one),
        several => {
            let each = several.iter().map(|story| {
                let days = page.voice.days(story.flare.first, story.flare.last);
                format!("{}: {}", flare::capital(&days), of(story))
            });
            each.collect::<Vec<_>>().join(" ")
        }
    }
}

/// Days of whose running nothing is known, with what to do.
fn unknown(page: Spoken<'_>) -> String {
    let period = &page.period;
    let inside = || {
        let spans = page.facts.coverage.unknown.iter();
        spans.filter(|span| span.first <= period.known_until && span.last >= period.first)
    };
    let told: Vec<String> = inside().map(|span| page.voice.unknown_span(span)).take(3).collect();
    let advice = inside().find_map(|span| page.voice.advice(span));
    let advice = advice.map_or_else(String::new, |advice| format!(" What to do: {advice}."));
    format!("{}. A gap is not rest: nothing is compared across it.{advice}", told.join("; "))
}

/// Form at own pace.
fn form(page: Spoken<'_>) -> Option<String> {
    let panel = page.cadence()?;
    let Difference { value: difference, .. } = panel.difference?;
    let (how, kind) = if difference > 0.0 { ("quicker", "shorter") } else { ("slower", "longer") };
    let pace = words::pace(panel.at_speed_m_per_s?, page.voice.units);
    Some(format!(
        "At your usual pace, {pace}, your steps became {kind} and {how}: {} a minute against {}.",
        number(panel.value?.value, 0),
        number(panel.reference?.value, 0)
    ))
}

/// A difference with its interval.
fn by_chance(headline: &Headline) -> String {
    let (low, high) = headline.interval.unwrap_or((f64::NAN, f64::NAN));
    let difference = signed(headline.value.unwrap_or(f64::NAN), 1);
    format!("{difference}{} (as far as chance goes, {})", of_ten(headline), interval(low, high))
}

const fn of_ten(headline: &Headline) -> &'static str {
    if matches!(headline.sentence, Sentence::PainChange { .. }) { " of 10" } else { "" }
}

/// `−3.4 to −0.9`: an end that is not nought is not written as nought.
fn interval(low: f64, high: f64) -> String {
    let is_hidden = |end: f64| end != 0.0 && end.abs() < 0.05;
    let decimals = if is_hidden(low) || is_hidden(high) { 2 } else { 1 };
    format!("{} to {}", signed(low, decimals), signed(high, decimals))
}

/// The largest single-session spike.
fn steepest(page: Spoken<'_>) -> Option<&Spike> {
    page.facts.load.spikes.iter().max_by(|a, b| a.ratio.total_cmp(&b.ratio))
}

fn spike(spike: &Spike, page: Spoken<'_>) -> String {
    let distance = words::distance(spike.distance_m, page.voice.units);
    let day = page.voice.day(spike.date);
    let by = match spike.class {
        SpikeClass::Large => "more than twice as long as".to_owned(),
        _ => format!("{} longer than", words::share_percent(spike.ratio)),
    };
    format!("The {distance} on {day} were {by} any run in the 30 days before.")
}

/// How much a week held, or so many times less.
fn week_size(headline: &Headline, page: Spoken<'_>, divided_by: f64) -> String {
    match headline.sentence {
        Sentence::WeeklyLoad { distance_m: Some(metres), .. } => {
            words::distance(metres / divided_by, page.voice.units)
        }
        Sentence::WeeklyLoad { running_min: Some(minutes), .. } => {
            words::minutes(minutes / divided_by)
        }
        _ => String::new(),
    }
}

/// A plan that was not kept on some point: on how many it was, and one that it was not kept on.
///
/// Where that one is a limit on pain, nothing is counted: a count over all would join what was run and
/// how the back was in one breath. The key figure counts all.
fn plan_missed(page: Spoken<'_>, so_far: &str) -> Option<String> {
    let it = page.plan.as_ref()?;
    let row = it.first_missed()?;
    let clause = plan::missed(row, page.voice)?;
    let tally = it.tally();
    Some(match (row.about(), tally.kept) {
        (About::Pain, _) => format!("A limit of the plan was passed: {clause}."),
        (_, 0) => format!("{}.", flare::capital(&clause)),
        (_, kept) => {
            let told = tally.told();
            format!("Within the plan{so_far} on {kept} of {told} points; {clause}.")
        }
    })
}

/// A plan that was kept on every point that could be told.
fn plan_kept(page: Spoken<'_>, so_far: &str) -> String {
    let tally = page.plan.as_ref().map(PlanPanel::tally).unwrap_or_default();
    let points = match (tally.kept, tally.untold) {
        (1, 0) => "its one point".to_owned(),
        (1, _) => "the one point that could be told".to_owned(),
        (kept, 0) => format!("all {kept} points"),
        (kept, _) => format!("all {kept} points that could be told"),
    };
    format!("Within the plan{so_far} on {points}.")
}

/// What else there is of the plan.
fn plan_rest(page: Spoken<'_>) -> String {
    let Some(it) = &page.plan else { return String::new() };
    let on_pain = it.first_missed().is_some_and(|row| row.about() == About::Pain);
    let tally = if on_pain { it.tally_on_pain() } else { it.tally() };
    let more = match tally.missed {
        0 | 1 => None,
        missed => Some(format!("{} more not within it", missed - 1)),
    };
    let untold = (tally.untold > 0).then(|| format!("{} not to be told", tally.untold));
    let mut parts: Vec<String> = more.into_iter().chain(untold).collect();
    if !parts.is_empty() {
        parts.push("each stands beside the plan".to_owned());
    }
    parts.join("; ")
}

/// `in October 2026`; `so far` where the title says it already.
fn when(page: Spoken<'_>) -> String {
    if page.period.is_over() { format!("in {}", page.title()) } else { "so far".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_that_leaves_out_zero_is_not_written_as_ending_there() {
        assert_eq!(interval(-3.1, -0.048), "−3.10 to −0.05");
        assert_eq!(interval(-3.1, -0.9), "−3.1 to −0.9");
        assert_eq!(interval(0.0, 2.0), "0.0 to +2.0");
    }
}
