//! The months that are not rich: without a log, empty, of one run, over a new year.

use jiff::ToSpan;
use jiff::civil::date;

use super::*;
use crate::page::{FormNote, example};

/// The same month without a line in the diary.
pub(crate) fn without_log() -> Page {
    let mut page = october();
    page.return_to_run = None;
    page.mornings = Vec::new();
    page.diary = None;
    page.echo = None;
    page.plan = None;
    page.link = Link::default();
    page.coverage.days_logged = 0;
    page.coverage.entered_same_day = None;
    for day in &mut page.days {
        day.pain_morning = None;
        day.pain_during = None;
        day.medicine = false;
    }
    page
}

/// A month with neither a run nor a line in the diary.
pub(crate) fn empty() -> Page {
    let mut page = without_log();
    page.within = crate::page::Within::default();
    page.series = None;
    for day in &mut page.days {
        day.ran = false;
        day.running_min = None;
        day.distance_m = None;
        day.spike = None;
        day.other_min = None;
    }
    page.coverage = Coverage { days: 31, ..Coverage::default() };
    page.headlines.truncate(1);
    if let Some(headline) = page.headlines.first_mut() {
        headline.sentence = Sentence::NoRun;
    }
    page.figures.clear();
    page.load = Load::default();
    page.form.clear();
    page.by_slope = None;
    page.form_notes = Vec::new();
    page.shoes.clear();
    page.surfaces.clear();
    page.last_run = Some(date(2026, 9, 27));
    page
}

fn only_week() -> Week {
    Week {
        monday: date(2026, 10, 5),
        number: 41,
        distance_m: Some(5_020.0),
        running_min: Some(31.0),
        ascent_m: None,
        steps_by_slope: None,
        runs: 1,
        longest_m: Some(5_020.0),
        spike: None,
        lighter: false,
        partial: true,
        ramp_pct: None,
        pain_morning: None,
    }
}

fn one_run_covered() -> Coverage {
    Coverage {
        runs: 1,
        run_days: 1,
        days: 12,
        distance_m: Some(5_020.0),
        running_min: Some(31.0),
        days_logged: 1,
        files: 1,
        ..Coverage::default()
    }
}

/// A month with a single run, six days in.
#[allow(clippy::too_many_lines, reason = "one long literal")]
pub(crate) fn one_run() -> Page {
    let mut page = empty();
    page.period.known_until = date(2026, 10, 12);
    if let Some(day) = page.days.get_mut(5) {
        day.ran = true;
        day.running_min = Some(31.0);
        day.distance_m = Some(5_020.0);
        day.pain_morning = Some(score(3));
    }
    (page.load.runs, page.load.run_days, page.load.days) = (1, 1, 12);
    page.load.weeks = vec![only_week()];
    page.coverage = one_run_covered();
    if let Some(headline) = page.headlines.first_mut() {
        headline.sentence = Sentence::Runs;
    }
    page.by_slope = None;
    page.form_notes = vec![FormNote::FewRuns(1)];
    page.diary = Some(Diary::default());
    page.echo = Some(Echo {
        rows: vec![EchoRow {
            date: date(2026, 10, 6),
            before: Some(score(3)),
            during: None,
            after_1h: None,
            next_morning: None,
            running_min: Some(31.0),
            distance_m: Some(5_020.0),
            response: Response::Unknown,
            known: None,
            before_flare: false,
        }],
        counts: vec![(Response::Unknown, 1)],
        ..Echo::default()
    });
    page.form = october()
        .form
        .into_iter()
        .take(1)
        .map(|mut panel| {
            panel.points.truncate(1);
            panel.value = None;
            panel.reference = None;
            panel.band = None;
            panel
        })
        .collect();
    page.link.told = Some(example::too_few(1));
    page.link.pairs = vec![LinkPair {
        date: date(2026, 10, 6),
        running_min: 31.0,
        before: Some(score(3)),
        next_morning: PainScore::new(3.5).unwrap(),
        in_period: true,
    }];
    page.shoes = vec![Shoe {
        name: "A shoe with a long, long name that a shop made up (wide, blue)".into(),
        distance_m: 5_020.0,
        in_period_m: 5_020.0,
    }];
    page
}

/// A span between two visits, over the turn of the year, every day run, with half points.
#[allow(clippy::too_many_lines, reason = "one long literal")]
pub(crate) fn over_new_year() -> Page {
    let mut page = october();
    let first = date(2026, 12, 7);
    page.period = Period {
        kind: PeriodKind::Span,
        first,
        last: date(2027, 1, 20),
        known_until: date(2027, 1, 20),
    };
    page.days = (0_i64..45)
        .map(|offset| Day {
            date: first + offset.days(),
            pain_morning: Some(PainScore::new((offset % 21) as f64 / 2.0).unwrap()),
            pain_during: None,
            ran: true,
            running_min: Some(30.0 + (offset * 7 % 90) as f64),
            distance_m: Some(6_000.0),
            spike: (offset % 9 == 4).then(spike),
            medicine: false,
            shaded: (20..26).contains(&offset),
            flare: (30..34).contains(&offset),
            unknown: false,
            rest: false,
            other_min: None,
        })
        .collect();
    page.unwell = vec![(first + 20.days(), first + 25.days())];
    for (index, week) in page.load.weeks.iter_mut().enumerate() {
        week.monday = date(2026, 11, 2) + (7 * i64::try_from(index).unwrap()).days();
    }
    page.echo = Some(Echo {
        rows: page
            .days
            .iter()
            .map(|day| EchoRow {
                date: day.date,
                before: day.pain_morning,
                during: None,
                after_1h: None,
                next_morning: day.pain_morning,
                running_min: Some(60.0),
                distance_m: None,
                response: Response::Settled,
                known: None,
                before_flare: false,
            })
            .collect(),
        counts: vec![(Response::Settled, 45)],
        ..Echo::default()
    });
    for panel in &mut page.form {
        for point in &mut panel.points {
            point.date += 80.days();
        }
        for (date, change) in &mut panel.breaks {
            *date += 80.days();
            *change = crate::model::Change::Recording;
        }
    }
    page
}
