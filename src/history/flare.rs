//! Flares of a period, what is told with them, and what the diary calls for.

use jiff::{ToSpan as _, civil::Date};

use super::History;
use crate::{
    insight::{
        attention,
        before_flare::week_before,
        diary::medicine_days,
        flare_spans::{Marks, flares_of, spans},
    },
    model::{Flare, FlareEnd, PainEntry, PainScore, calendar::days_in},
    page::{Attention, FlareStory, LastSeven, Period},
    signal,
};

/// What the diary calls for by the end of the period.
pub(super) fn attention(history: &History<'_>, period: &Period) -> Vec<Attention> {
    history.log.map_or_else(Vec::new, |log| attention::attention(log, period.known_until))
}

/// The flares of a period.
pub(super) fn flares(history: &History<'_>, period: &Period) -> Vec<Flare> {
    history.log.map_or_else(Vec::new, |log| flares_of(log, (period.first, period.known_until)))
}

/// Each with what is told of it. `may_say_passed` tells whether it may be said that one has passed.
pub(super) fn stories(
    history: &History<'_>,
    period: &Period,
    flares: Vec<Flare>,
    may_say_passed: bool,
) -> Vec<FlareStory> {
    let Some(log) = history.log.filter(|_| !flares.is_empty()) else { return Vec::new() };
    let all = spans(log, period.known_until, Marks::Read);
    let story = |flare: Flare| {
        let earlier = all.iter().rev().filter(|span| span.first < flare.first);
        let earlier = earlier.map(|span| (span.first, days_in(span.first, span.last))).collect();
        let run_days = run_days(history, &flare, period.known_until);
        FlareStory {
            may_say_passed,
            run_days,
            earlier,
            // What stood before a flare of an earlier period is told there.
            before: (flare.first >= period.first)
                .then(|| week_before(log, &history.loads, flare.first))
                .flatten()
                .filter(|week| !week.exposures.is_empty()),
            flare,
        }
    };
    flares.into_iter().map(story).collect()
}

/// Days of a flare with a run, by a file or the log.
fn run_days(history: &History<'_>, flare: &Flare, until: Date) -> Vec<Date> {
    let last = match flare.end {
        FlareEnd::Open { .. } => until,
        FlareEnd::Back(_) | FlareEnd::NoLongerMarked(_) => flare.last,
    };
    let days = history.loads.iter().filter(|day| (flare.first..=last).contains(&day.date));
    days.filter(|day| day.runs > 0).map(|day| day.date).collect()
}

/// The last seven days that are known; none without a flare in the period.
pub(super) fn last_seven(
    history: &History<'_>,
    period: &Period,
    flares: &[Flare],
) -> Option<LastSeven> {
    let (log, flare) = (history.log?, flares.last()?);
    let first = period.known_until.checked_sub(6.days()).ok()?;
    let rows: Vec<&PainEntry> = log.days(first, period.known_until).collect();
    let mornings: Vec<PainScore> = rows.iter().filter_map(|row| row.pain_morning).collect();
    let values: Vec<f64> = mornings.iter().map(|score| score.value()).collect();
    Some(LastSeven {
        until: period.known_until,
        mean: signal::mean(&values)?,
        n: values.len(),
        peak: mornings.into_iter().max()?,
        usual: flare.usual.map(|usual| usual.median),
        tablet_days: medicine_days(&rows),
    })
}
