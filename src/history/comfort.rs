//! The state of a period as far as comfort goes, and the titles of panels that it lets stand.

use super::plan::Outcome;
use crate::say::voice::Voice;
use crate::{
    insight::{
        change::{Change, ChangeVerdict},
        comfort::{Comfort, FlareState, MonthState, Volume, may_comfort},
    },
    model::{Flare, FlareEnd, LinkVerdict},
    page::{Attention, Load, Page, Period},
    say::words,
};

/// Under so many logged mornings a period has a thin log: SCIENCE asks for twenty in each of two.
const FEWEST_MORNINGS: usize = 20;

/// What the state is told from.
pub(super) struct Known<'a> {
    pub(super) period: &'a Period,
    pub(super) attention: &'a [Attention],
    pub(super) flares: &'a [Flare],
    pub(super) load: &'a Load,
    pub(super) change: Option<&'a Change>,
    pub(super) plan: Option<&'a Outcome>,
    pub(super) unwell_days: usize,
    /// Days of the period of whose running nothing is known.
    pub(super) unknown_days: usize,
    /// Logged mornings.
    pub(super) mornings: usize,
}

/// The state of a period.
pub(super) fn state(known: &Known<'_>) -> MonthState {
    let is_open = |flare: &Flare| !matches!(flare.end, FlareEnd::Back(_));
    let flare = match known.flares {
        [] => FlareState::None,
        flares if flares.iter().any(is_open) => FlareState::Open,
        _ => FlareState::Passed,
    };
    let volume = match (&known.load.volume, known.load.before) {
        (Some(_), _) => Volume::Rose,
        (None, Some(before)) if before.distance_m.is_some_and(|metres| metres > 0.0) => {
            Volume::Within
        }
        _ => Volume::NoBase,
    };
    MonthState {
        calls_for: known.attention.iter().map(|it| it.tier).min(),
        flare,
        volume,
        pain_higher: known.change.is_some_and(|it| it.verdict == ChangeVerdict::Higher),
        limit_passed: known.plan.is_some_and(|plan| plan.on_pain.missed > 0),
        unwell: known.unwell_days > 0,
        unknown_days: known.unknown_days > 0,
        thin_log: known.mornings < FEWEST_MORNINGS.min(days(known.period)),
        not_over: !known.period.is_over(),
    }
}

/// A short span cannot hold twenty mornings.
fn days(period: &Period) -> usize {
    usize::try_from(super::period::days_in(period.first, period.last)).unwrap_or(usize::MAX)
}

/// No title of a panel may sound as if all were well where it may not: it says what is drawn.
pub(super) fn without_comfort(mut page: Page, month: &MonthState, voice: Voice) -> Page {
    let bars = |comfort| may_comfort(comfort, month).is_err();
    let is_loud = page.safety.level.is_loud();
    if let Some(volume) = &page.load.volume {
        page.load.title.clone_from(&volume.words);
    } else if is_loud || (page.load.is_comforting() && bars(Comfort::NoLongerRun)) {
        page.load.title = weekly(&page, voice);
    }
    if let Some(echo) = &mut page.echo
        && (is_loud || bars(Comfort::RunsSettled))
    {
        "How the back answered runs".clone_into(&mut echo.title);
    }
    let says_no_link =
        page.link.tests.iter().any(|it| it.primary && it.verdict == LinkVerdict::NoClearLink);
    if says_no_link && bars(Comfort::NoLink) {
        "Run length and the next morning".clone_into(&mut page.link.title);
        "The diary's test on this is not told as a sentence in such a month: no link found \
                          would read as if running made no difference. The counts stand beside each run."
            .clone_into(&mut page.link.text);
    }
    page
}

/// What is drawn: `Weekly distance; longest run 9.4 km on 10 July`.
fn weekly(page: &Page, voice: Voice) -> String {
    match page.load.longest.filter(|_| !page.safety.level.is_loud()) {
        Some((day, metres)) => format!(
            "Weekly distance; longest run {} on {}",
            words::distance(metres, voice.units),
            voice.day(day)
        ),
        None => "Weekly distance".to_owned(),
    }
}
