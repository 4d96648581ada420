//! Things that a loud safety box takes away, each under a mark that can be looked for in outputs.

use jiff::civil::date;

use super::{october, score};
use crate::model::{Absent, Channel, Flare, FlareEnd};
use crate::page::{
    BeforeFlare, Figure, FilmMoment, FlareStory, FormNote, Habits, Headline, Matched, Moment,
    MorningsBy, Overstriding, Page, Question, RunQuantity, RunRow, RunWalk, Sentence, SettledBy,
    SettledThird, Sitting, StageNow, WeekBefore, Withheld, WouldAdd,
};

/// What is taken away of a month's page, and the mark under which [`plant`] puts it there.
pub(crate) const MARKS: [(Withheld, &str); 20] = [
    (Withheld::Headlines, "pain was logged on 30 of 31 days."),
    (Withheld::FormFigures, "before · your usual range"),
    (Withheld::PlanFigure, "plan of 28 september"),
    (Withheld::WeekBefore, "mark of the week before"),
    (Withheld::MorningsByLength, "mornings after runs, by length"),
    (Withheld::MorningsByDescent, "mornings after runs, by descent"),
    (Withheld::MorningsByPace, "mornings after runs, by pace"),
    (Withheld::Ask, "what could not be done"),
    (Withheld::SettledBy, "settled, by steps downhill"),
    (Withheld::Sitting, "sitting, over twelve weeks"),
    (Withheld::Form, "4 runs is too few for a trend"),
    (Withheld::BySlope, "uphill, level, downhill"),
    (Withheld::RunForm, "the file holds no cadence"),
    (Withheld::Overstriding, "your watch recorded no contact time"),
    (Withheld::Within, "the steepest way down"),
    (Withheld::Links, "no test of a link yet"),
    (Withheld::Together, "like with like: 0 pairs"),
    (Withheld::Plan, "172 ± 3 steps/min"),
    (Withheld::ReturnToRun, "done as asked 1 time"),
    (Withheld::WouldAdd, "what would add to this page"),
];

/// October with nothing on it that is ever taken away.
pub(crate) fn bare() -> Page {
    let mut page = october();
    page.safety.level = crate::page::SafetyLevel::Urgent;
    let mut page = page.obeying_its_box();
    page.safety.level = crate::page::SafetyLevel::Calm;
    page.withheld.clear();
    page.figures.clear();
    page
}

/// Puts one thing on a bare page. A figure of form comes with its panel.
pub(crate) fn plant(page: &mut Page, what: Withheld) {
    let (_, mark) = MARKS[MARKS.iter().position(|(it, _)| *it == what).unwrap()];
    match what {
        Withheld::Headlines => page.headlines.push(headline()),
        Withheld::FormFigures => {
            plant(page, Withheld::Form);
            page.figures.push(Figure::OwnPace);
        }
        Withheld::PlanFigure => {
            page.plan = Some(super::plan::plan());
            page.figures.push(Figure::Plan);
        }
        Withheld::WeekBefore => page.flares.push(flare(mark)),
        Withheld::MorningsByLength => plant_mornings(page, MorningsBy::Length),
        Withheld::MorningsByDescent => plant_mornings(page, MorningsBy::Descent),
        Withheld::MorningsByPace => plant_mornings(page, MorningsBy::Pace),
        Withheld::Ask => page.ask.push(Question::WhatCouldNotBeDone),
        Withheld::SettledBy => {
            let thirds = vec![SettledThird { from: 100.0, to: 900.0, settled: 3, known: 4 }];
            let by = SettledBy { by: RunQuantity::DownhillSteps, thirds };
            page.echo.as_mut().unwrap().by.push(by);
        }
        Withheld::Sitting => {
            let sitting =
                Sitting { parted_at_h: 5.0, after_more: (2.0, 30), after_less: (2.5, 30) };
            let treatments = vec![(date(2026, 10, 6), "massage".to_owned())];
            page.habits = Some(Habits { treatments, sitting: Some(sitting), ..Habits::default() });
        }
        Withheld::Form => {
            page.form = october().form;
            page.form_notes = vec![FormNote::FewRuns(4)];
        }
        Withheld::BySlope => page.by_slope = Some(super::slope::by_slope()),
        Withheld::RunForm => page.runs.push(run()),
        Withheld::Overstriding => page.overstriding = Some(Overstriding::NoContactTime),
        Withheld::Within => page.within.film.push(moment()),
        Withheld::Links => page.link.told = Some(super::too_few(48)),
        Withheld::Together => {
            page.link.matched = Some(Matched::default());
        }
        Withheld::Plan => {
            page.plan = Some(super::plan::plan());
        }
        Withheld::ReturnToRun => page.return_to_run = Some(stage()),
        Withheld::WouldAdd => page.would_add = vec![WouldAdd::Height],
        Withheld::PaceCadence | Withheld::Changes => unreachable!("of a year"),
    }
}

fn plant_mornings(page: &mut Page, by: MorningsBy) {
    page.mornings.extend(october().mornings.into_iter().filter(|told| told.by == by));
}

fn headline() -> Headline {
    Headline { sentence: Sentence::Logging, value: None, interval: None, n: 31 }
}

fn flare(mark: &'static str) -> FlareStory {
    let day = |day| date(2026, 10, day);
    let flare = Flare {
        first: day(11),
        last: day(14),
        marked: Vec::new(),
        above_usual: vec![day(11), day(12), day(13), day(14)],
        usual: None,
        peak: Some((day(12), score(6))),
        worst: Some((day(12), score(6))),
        places: Vec::new(),
        legs: Vec::new(),
        legs_not_logged: Vec::new(),
        tablets: crate::model::Tablets::default(),
        function: (None, None),
        nights: 0,
        end: FlareEnd::Back(day(15)),
        last_morning: Some((day(31), score(2))),
    };
    let sitting = BeforeFlare {
        key: "sitting_days",
        name: mark,
        unit: "days",
        value: 4.0,
        usual: None,
        weeks_like_it: 0,
        followed: 0,
        weeks_known: 0,
        calm: None,
    };
    FlareStory {
        flare,
        may_say_passed: true,
        run_days: Vec::new(),
        earlier: Vec::new(),
        before: Some(WeekBefore {
            first: day(4),
            last: day(10),
            calm: None,
            exposures: vec![sitting],
        }),
    }
}

fn run() -> RunRow {
    RunRow {
        date: date(2026, 10, 1),
        sport: "running".to_owned(),
        is_run: true,
        distance_m: Some(8_000.0),
        timer_s: Some(2_700.0),
        running_s: Some(2_640.0),
        walking_s: Some(0.0),
        speed_m_per_s: Some(3.0),
        heart_rate_bpm: None,
        readings: Vec::new(),
        covered: Vec::new(),
        absent: vec![("cadence_spm", Absent::NoChannel(Channel::Cadence))],
        path: "2026-10-01.fit".to_owned(),
    }
}

fn moment() -> FilmMoment {
    FilmMoment {
        date: date(2026, 10, 1),
        at_m: None,
        minute: 12.0,
        slope: None,
        speed_m_per_s: None,
        which: Moment::Downhill,
    }
}

fn stage() -> crate::page::ReturnToRun {
    let now = StageNow {
        number: 1,
        of: 2,
        asked: RunWalk { run_min: 2.0, walk_min: 1.0, reps: 6 },
        done: 1,
        times: None,
        settled: (1, 1),
        is_older: false,
        missing: Vec::new(),
    };
    crate::page::ReturnToRun { now: Some(now), ..super::return_to_run() }
}
