//! Titles of the panels on load and on how the back answered: findings, or what is drawn where a
//! finding would sound as if all were well.

use super::{flare::capital, voice::Spoken, voice::Voice, words};
use crate::page::{Echo, Load, Page, Period, Volume};

/// The title of the load: a rise, else what single runs were; what is drawn where that may not be told.
pub fn load(page: Spoken<'_, Page>) -> String {
    let load = &page.load;
    match &load.volume {
        Some(risen) => volume(risen, &page.period, page.voice),
        None if load.comfort_barred => weekly(page),
        None => single_runs(load),
    }
}

/// The title of how the back answered.
pub fn echo(echo: &Echo) -> String {
    match echo.settled() {
        _ if echo.comfort_barred => "How the back answered runs".to_owned(),
        (_, 0) => "No run day is logged both before the run and the next morning".to_owned(),
        (1, 1) => "The one run day with a known next morning had settled by then".to_owned(),
        (settled, known) => {
            let all: usize = echo.counts.iter().map(|(_, n)| n).sum();
            let apart = match all - known {
                0 => String::new(),
                apart => format!("; {apart} not known"),
            };
            format!("{settled} of {known} run days had settled by the next morning{apart}")
        }
    }
}

/// A finding on the length of single runs, for which the evidence is best: no more is said than
/// was looked at, and above all not where the longest run itself could not be set against any.
fn single_runs(load: &Load) -> String {
    let (run_days, judged) = (load.run_days, load.judged);
    match (run_days, judged, load.spikes.len()) {
        (0, _, _) => "No run was recorded".to_owned(),
        (_, 0, _) => format!(
            "{} on {run_days} of {} days; too little history to set a single run against",
            words::count(load.runs, "run"),
            load.days
        ),
        (_, _, 0) if judged < run_days => format!(
            "Of {run_days} run days {judged} could be set against the 30 days before; none was more \
             than 10 % longer"
        ),
        (_, _, 0) => {
            "No run was more than 10 % longer than the longest of the 30 days before it".to_owned()
        }
        (_, _, 1) => {
            "One run was more than 10 % longer than any of the 30 days before it".to_owned()
        }
        (_, _, spikes) => {
            format!("{spikes} runs were more than 10 % longer than any of the 30 days before them")
        }
    }
}

/// What is drawn: `Weekly distance; longest run 9.4 km on 10 July`.
fn weekly(page: Spoken<'_, Page>) -> String {
    match page.load.longest.filter(|_| !page.safety.level.is_loud()) {
        Some((day, metres)) => format!(
            "Weekly distance; longest run {} on {}",
            words::distance(metres, page.voice.units),
            page.voice.day(day)
        ),
        None => "Weekly distance".to_owned(),
    }
}

/// A rise: `From 26 km in June to 68 km; weeks from 5 to 24 km`.
pub fn volume(volume: &Volume, period: &Period, voice: Voice) -> String {
    let shown = |metres: f64| words::distance(metres, voice.units);
    let by_period = volume.of_period.map(|(then_m, now_m)| {
        let then = if then_m > 0.0 { shown(then_m) } else { "no running".to_owned() };
        let by = volume.until.map_or_else(String::new, |day| format!(" by {}", voice.day(day)));
        format!("from {then} in {} to {}{by}", voice.before(period), shown(now_m))
    });
    let second = if by_period.is_some() {
        volume.weeks_m.map(|(least, most)| {
            let of = |metres| words::number(words::distance_in(metres, voice.units), 0);
            let unit = words::distance_unit(voice.units);
            format!("weeks from {} to {} {unit}", of(least), of(most))
        })
    } else {
        volume.week.map(|(ratio, metres)| {
            format!(
                "a week of {}, {} more than the mean of the four before it",
                shown(metres),
                words::share_percent(ratio)
            )
        })
    };
    let told: Vec<String> = by_period.into_iter().chain(second).collect();
    let lead = if volume.is_thin { "few runs before: " } else { "" };
    capital(&format!("{lead}{}", told.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Response, page::sample};

    #[test]
    fn a_title_says_no_more_than_was_looked_at() {
        let mut page = sample::october();
        let told = |page: &Page| load(Voice::METRIC.tells(page));
        assert_eq!(
            told(&page),
            "One run was more than 10 % longer than any of the 30 days before it"
        );
        page.load.spikes.clear();
        (page.load.run_days, page.load.judged) = (3, 1);
        assert_eq!(
            told(&page),
            "Of 3 run days 1 could be set against the 30 days before; none was more than 10 % longer"
        );
        page.load.comfort_barred = true;
        assert_eq!(told(&page), "Weekly distance; longest run 17 km on 11 October");
        page.load = Load::default();
        assert_eq!(told(&page), "No run was recorded");
    }

    #[test]
    fn answers_that_are_not_known_are_told_beside_those_that_are() {
        let counts = vec![(Response::Settled, 1), (Response::Raised, 2), (Response::Unknown, 1)];
        let answers = Echo { counts, ..Echo::default() };
        assert_eq!(echo(&answers), "1 of 3 run days had settled by the next morning; 1 not known");
        assert_eq!(echo(&Echo { comfort_barred: true, ..answers }), "How the back answered runs");
    }

    #[test]
    fn a_rise_is_told_by_the_period_and_its_weeks_else_by_its_fullest_week() {
        let page = sample::october();
        let told = |risen: &Volume| volume(risen, &page.period, Voice::METRIC);
        let risen = Volume {
            period_ratio: Some(1.6),
            of_period: Some((26_000.0, 68_000.0)),
            until: None,
            weeks_m: Some((5_200.0, 24_000.0)),
            week: None,
            is_thin: false,
        };
        assert_eq!(told(&risen), "From 26 km in September to 68 km; weeks from 5 to 24 km");
        let week = Volume { of_period: None, week: Some((0.5, 30_000.0)), is_thin: true, ..risen };
        assert_eq!(
            told(&week),
            "Few runs before: a week of 30 km, 50 % more than the mean of the four before it"
        );
    }
}
