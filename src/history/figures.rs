//! Which key figures stand under the strip: the back, how much, the plan or rest, form at own pace.

use crate::{
    insight::comfort::{Comfort, MonthState, may_comfort},
    page::{Coverage, Diary, Figure, FormPanel, LastSeven, Load, PlanPanel},
};

/// What the figures are told from.
pub(super) struct Matter<'a> {
    pub(super) coverage: &'a Coverage,
    pub(super) load: &'a Load,
    pub(super) diary: Option<&'a Diary>,
    pub(super) form: &'a [FormPanel],
    pub(super) plan: Option<&'a PlanPanel>,
    pub(super) last_seven: Option<&'a LastSeven>,
    pub(super) month: MonthState,
}

/// At most so many stand in one row.
const MOST: usize = 4;

/// Up to four figures, in order.
pub(super) fn figures(matter: &Matter<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    figures.extend(matter.diary.map(|_| Figure::Mornings));
    // Whether it has come down is asked before all else.
    figures.extend(matter.last_seven.map(|_| Figure::LastSeven));
    let may_say_none = may_comfort(Comfort::NoLongerRun, &matter.month).is_ok();
    figures.push(match matter.load.volume {
        Some(_) => Figure::Distance,
        None => Figure::LongestRun { may_say_none },
    });
    figures.extend(matter.plan.filter(|plan| plan.is_told).map(|_| Figure::Plan));
    if figures.len() < MOST {
        figures.push(Figure::DaysWithoutRun);
    }
    let has_pace = |panel: &FormPanel| panel.key == Figure::OwnPace.key() && panel.value.is_some();
    if matter.form.iter().any(has_pace) {
        figures.push(Figure::OwnPace);
    } else if matter.coverage.runs > 0 {
        // Where form cannot be told at one pace, how much was run stands in its place.
        figures.push(Figure::RunningTime);
    }
    figures.truncate(MOST);
    figures
}
