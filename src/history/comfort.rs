//! The state of a period as far as comfort goes, and the titles of panels that it lets stand.

use crate::{
    insight::{
        change::{ChangeVerdict, MorningsChange},
        comfort::{Comfort, FlareState, MonthState, VolumeChange, may_comfort},
    },
    model::{Flare, FlareEnd, calendar::days_in},
    page::{Attention, Load, Page, Period, PlanPanel},
};

/// Under so many logged mornings a period has a thin log: SCIENCE asks for twenty in each of two.
const FEWEST_MORNINGS: usize = 20;

/// What the state is told from.
pub(super) struct Known<'a> {
    pub(super) period: &'a Period,
    pub(super) attention: &'a [Attention],
    pub(super) flares: &'a [Flare],
    pub(super) load: &'a Load,
    pub(super) change: Option<&'a MorningsChange>,
    pub(super) plan: Option<&'a PlanPanel>,
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
        (Some(_), _) => VolumeChange::Rose,
        (None, Some(before)) if before.distance_m.is_some_and(|metres| metres > 0.0) => {
            VolumeChange::Within
        }
        _ => VolumeChange::NoBase,
    };
    MonthState {
        calls_for: known.attention.iter().map(Attention::urgency).min(),
        flare,
        volume,
        pain_higher: known.change.is_some_and(|it| it.verdict == ChangeVerdict::Higher),
        limit_passed: known.plan.is_some_and(|plan| plan.limits_passed() > 0),
        unwell: known.unwell_days > 0,
        unknown_days: known.unknown_days > 0,
        // A short span cannot hold twenty mornings.
        thin_log: known.mornings
            < FEWEST_MORNINGS.min(days_in(known.period.first, known.period.last)),
        not_over: !known.period.is_over(),
    }
}

/// No title of a panel may sound as if all were well where it may not, and no null result be told.
pub(super) fn without_comfort(mut page: Page, month: &MonthState) -> Page {
    let bars = |comfort| may_comfort(comfort, month).is_err();
    let is_loud = page.safety.level.is_loud();
    page.load.comfort_barred = is_loud || (page.load.is_comforting() && bars(Comfort::NoLongerRun));
    if let Some(echo) = &mut page.echo {
        echo.comfort_barred = is_loud || bars(Comfort::RunsSettled);
    }
    if bars(Comfort::NoLink) {
        page.link.keep_a_null_result_back();
    }
    page
}
