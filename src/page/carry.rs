//! The figures that a copy carries, taken from its page.

use super::{
    Carried, CarriedFigure, CarriedFigures, CarriedFrom, Coverage, FormPanel, NotCarried, Page,
    Since, Told, Withheld,
};
use crate::model::{Provenance, Response, rounded};

impl CarriedFigures {
    /// The figures that a page shows. What its safety box took away is not there.
    pub fn of(page: &Page) -> CarriedFigures {
        CarriedFigures {
            first: page.period.first,
            last: page.period.last.min(page.period.known_until),
            days: page.coverage.days,
            days_known: page.load.days_known,
            figures: Carried::ALL.map(|what| (what, as_written(figure(page, what)))).into(),
        }
    }
}

impl Since {
    /// An earlier copy beside the figures of a page, which are told in full.
    ///
    /// Beside a loud safety box the earlier copy's figures of form and plan are withheld too.
    pub fn of(page: &Page, mut then: CarriedFigures) -> Since {
        if page.safety.level.is_loud() {
            for (what, figure) in &mut then.figures {
                if what.is_withheld_by_a_loud_box() && figure.is_ok() {
                    *figure = Err(NotCarried::Withheld);
                }
            }
        }
        let now = CarriedFigures::of(page);
        Since { then, now, again: None, written_by: None, breaks: Vec::new() }
    }

    /// With the sensors that changed, as a page of all the days of both copies shows them.
    #[must_use]
    pub fn with_breaks_of(mut self, page: &Page) -> Since {
        let (from, until) = (self.then.first, self.now.last);
        self.breaks = page
            .form
            .iter()
            .filter_map(|panel| Some((of_panel(panel)?, &panel.breaks)))
            .flat_map(|(what, breaks)| breaks.iter().map(move |(day, how)| (what, *day, *how)))
            .filter(|(what, day, _)| {
                let is_told = self.then.get(*what).is_ok() && self.now.get(*what).is_ok();
                is_told && *day > from && *day <= until
            })
            .collect();
        self
    }
}

/// With no more digits than a document has, so that a figure is the same whichever way it came.
fn as_written(figure: CarriedFigure) -> CarriedFigure {
    let told = figure?;
    let value = rounded(told.value).ok_or(NotCarried::NotKnown)?;
    Ok(Told { value, at_speed_m_per_s: told.at_speed_m_per_s.and_then(rounded), ..told })
}

fn of_panel(panel: &FormPanel) -> Option<Carried> {
    Carried::ALL.into_iter().find(|what| what.is_form() && what.key() == panel.key)
}

fn figure(page: &Page, what: Carried) -> CarriedFigure {
    match what {
        Carried::Distance
        | Carried::RunningTime
        | Carried::Runs
        | Carried::RunDays
        | Carried::Longest
        | Carried::Climb => of_running(page, what),
        Carried::Mornings | Carried::Peak | Carried::AboveUsual | Carried::FlareDays => {
            of_the_back(page, what)
        }
        Carried::Settled => answered(page, Response::Settled),
        Carried::Raised => answered(page, Response::Raised),
        Carried::Cadence | Carried::Bounce | Carried::Contact => of_form(page, what),
        Carried::Plan => of_plan(page),
    }
}

fn of_running(page: &Page, what: Carried) -> CarriedFigure {
    let Coverage { runs, run_days, days, distance_m, running_min, .. } = page.coverage;
    let (value, of) = match what {
        Carried::Runs => (Some(runs as f64), None),
        Carried::RunDays => (Some(run_days as f64), Some(days)),
        _ if runs == 0 => return Err(NotCarried::NoRun),
        Carried::Distance => (distance_m, None),
        Carried::RunningTime => (running_min, None),
        Carried::Longest => (page.load.longest.map(|(_, metres)| metres), None),
        _ => (page.load.ascent_m, None),
    };
    let origin = CarriedFrom::Recorded(Provenance::Derived);
    let value = value.ok_or(NotCarried::NotKnown)?;
    Ok(Told { value, n: runs, of, origin, at_speed_m_per_s: None })
}

fn of_the_back(page: &Page, what: Carried) -> CarriedFigure {
    let diary = page.diary.as_ref().ok_or(NotCarried::NotLogged)?;
    let mornings = diary.mornings.ok_or(NotCarried::NotKnown);
    let (value, n, of) = match what {
        Carried::Mornings => (mornings?.value, mornings?.n, None),
        Carried::Peak => {
            let (_, peak) = diary.peak.ok_or(NotCarried::NotKnown)?;
            (peak.value(), mornings.map_or(1, |mean| mean.n), None)
        }
        Carried::AboveUsual => {
            let (above, of) = diary.above_usual.ok_or(NotCarried::NotKnown)?;
            (above as f64, of, Some(of))
        }
        _ => {
            let over = page.days.iter().filter(|day| day.date <= page.period.known_until);
            let days = over.filter(|day| day.flare).count();
            (days as f64, page.coverage.days_logged, Some(page.coverage.days))
        }
    };
    Ok(Told { value, n, of, origin: CarriedFrom::Reported, at_speed_m_per_s: None })
}

/// Run days with this answer, of those whose answer is known.
fn answered(page: &Page, asked: Response) -> CarriedFigure {
    if page.coverage.runs == 0 {
        return Err(NotCarried::NoRun);
    }
    let echo = page.echo.as_ref().ok_or(NotCarried::NotLogged)?;
    let days = |is: &dyn Fn(Response) -> bool| -> usize {
        echo.counts.iter().filter(|(answer, _)| is(*answer)).map(|(_, days)| days).sum()
    };
    let known = days(&|answer| answer != Response::Unknown);
    if known == 0 {
        return Err(NotCarried::NotKnown);
    }
    let value = days(&|answer| answer == asked) as f64;
    Ok(Told {
        value,
        n: known,
        of: Some(known),
        origin: CarriedFrom::Reported,
        at_speed_m_per_s: None,
    })
}

fn of_form(page: &Page, what: Carried) -> CarriedFigure {
    if [Withheld::Form, Withheld::FormFigures].iter().any(|it| page.withheld.contains(it)) {
        return Err(NotCarried::Withheld);
    }
    if page.coverage.runs == 0 {
        return Err(NotCarried::NoRun);
    }
    let panel =
        page.form.iter().find(|panel| panel.key == what.key()).ok_or(NotCarried::NotKnown)?;
    let mean = panel.value.ok_or(NotCarried::NotKnown)?;
    Ok(Told {
        value: mean.value,
        n: mean.n,
        of: None,
        origin: CarriedFrom::Recorded(panel.provenance),
        at_speed_m_per_s: panel.at_speed_m_per_s,
    })
}

fn of_plan(page: &Page) -> CarriedFigure {
    if [Withheld::Plan, Withheld::PlanFigure].iter().any(|it| page.withheld.contains(it)) {
        return Err(NotCarried::Withheld);
    }
    let plan = page.plan.as_ref().ok_or(NotCarried::NoPlan)?;
    let tally = plan.tally();
    let told = tally.told();
    if !plan.is_told || told == 0 {
        return Err(NotCarried::NotKnown);
    }
    Ok(Told {
        value: tally.kept as f64,
        n: told,
        of: Some(told),
        origin: CarriedFrom::Recorded(Provenance::Derived),
        at_speed_m_per_s: None,
    })
}

#[cfg(test)]
#[path = "carry_tests.rs"]
mod tests;
