//! A page and a year as their safety box lets them be shown.

use super::{Figure, Link, MorningsBy, Page, SafetyLevel, Withheld, Within, Year};

impl SafetyLevel {
    /// Whether it takes anything away.
    pub const fn is_loud(self) -> bool {
        match self {
            SafetyLevel::Calm => false,
            SafetyLevel::Urgent | SafetyLevel::Emergency => true,
        }
    }
}

impl Page {
    /// The page as its safety box lets it be shown: beside a loud one its fields on headlines, form,
    /// links, plan, return to running and what would add are empty, and [`Page::withheld`] names those that were not.
    #[must_use]
    pub fn obeying_its_box(mut self) -> Page {
        if !self.safety.level.is_loud() {
            return self;
        }
        let taken = [
            (Withheld::Headlines, emptied(&mut self.headlines)),
            (Withheld::FormFigures, self.take_figure(Figure::OwnPace)),
            (Withheld::PlanFigure, self.take_figure(Figure::Plan)),
            (Withheld::WeekBefore, self.take_weeks_before()),
            (Withheld::MorningsByLength, self.take_mornings(MorningsBy::Length)),
            (Withheld::MorningsByDescent, self.take_mornings(MorningsBy::Descent)),
            (Withheld::MorningsByPace, self.take_mornings(MorningsBy::Pace)),
            (Withheld::Ask, emptied(&mut self.ask)),
            (Withheld::SettledBy, self.echo.as_mut().is_some_and(|echo| emptied(&mut echo.by))),
            (
                Withheld::Sitting,
                self.habits.as_mut().is_some_and(|habits| habits.sitting.take().is_some()),
            ),
            (Withheld::Form, emptied(&mut self.form) | emptied(&mut self.form_notes)),
            (Withheld::BySlope, self.by_slope.take().is_some()),
            (Withheld::RunForm, self.take_form_of_runs()),
            (Withheld::Overstriding, self.overstriding.take().is_some()),
            (Withheld::Within, std::mem::take(&mut self.within) != Within::default()),
            (Withheld::Links, self.take_tests()),
            (Withheld::Together, std::mem::take(&mut self.link) != Link::default()),
            (Withheld::Plan, self.plan.take().is_some()),
            (Withheld::ReturnToRun, self.return_to_run.take().is_some()),
            (Withheld::WouldAdd, emptied(&mut self.would_add)),
        ];
        self.withheld.extend(named(taken));
        self
    }

    fn take_figure(&mut self, taken: Figure) -> bool {
        let before = self.figures.len();
        self.figures.retain(|figure| *figure != taken);
        self.figures.len() < before
    }

    fn take_mornings(&mut self, by: MorningsBy) -> bool {
        let before = self.mornings.len();
        self.mornings.retain(|told| told.by != by);
        self.mornings.len() < before
    }

    fn take_weeks_before(&mut self) -> bool {
        let taken = self.flares.iter_mut().map(|story| story.before.take().is_some());
        taken.fold(false, |any, one| any | one)
    }

    fn take_form_of_runs(&mut self) -> bool {
        let taken = self.runs.iter_mut().map(|run| {
            emptied(&mut run.readings) | emptied(&mut run.covered) | emptied(&mut run.absent)
        });
        taken.fold(false, |any, one| any | one)
    }

    /// The declared test with its sentences and its drawing.
    fn take_tests(&mut self) -> bool {
        let Link { told, pairs, tests, .. } = &mut self.link;
        told.take().is_some() | emptied(pairs) | emptied(tests)
    }
}

impl Year {
    /// The year as its safety box lets it be shown, as [`Page::obeying_its_box`] does with a month.
    #[must_use]
    pub fn obeying_its_box(mut self) -> Year {
        if !self.safety.level.is_loud() {
            return self;
        }
        let taken = [
            (Withheld::Form, emptied(&mut self.form)),
            (Withheld::PaceCadence, self.pace_cadence.take().is_some()),
            (Withheld::Plan, self.plan.take().is_some()),
            (Withheld::Changes, self.take_changes()),
        ];
        self.withheld.extend(named(taken));
        self
    }

    /// The days of changes stay, as those of visits do.
    fn take_changes(&mut self) -> bool {
        let taken = self.changes.iter_mut().map(|change| emptied(&mut change.rows));
        taken.fold(false, |any, one| any | one)
    }
}

/// Empties a list, and says whether anything was in it.
fn emptied<T>(list: &mut Vec<T>) -> bool {
    !std::mem::take(list).is_empty()
}

fn named<const N: usize>(taken: [(Withheld, bool); N]) -> impl Iterator<Item = Withheld> {
    taken.into_iter().filter(|(_, was_there)| *was_there).map(|(what, _)| what)
}

#[cfg(test)]
mod tests;
