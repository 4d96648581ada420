//! The months in which something is missing, is not yet over, or comes first.

use jiff::ToSpan;
use jiff::civil::date;

use super::*;
use crate::page::{FormNote, Lack, Within};

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
    page.headlines.remove(0);
    page.figures.remove(0);
    page.would_add = vec![WouldAdd::PainLog];
    for day in &mut page.days {
        day.pain_morning = None;
        day.pain_during = None;
        day.medicine = false;
    }
    for week in &mut page.load.weeks {
        week.pain_morning = None;
    }
    page
}

fn without_run(day: &mut Day) {
    day.ran = false;
    day.running_min = None;
    day.distance_m = None;
    day.spike = None;
}

/// A month with neither a run nor a line in the diary.
pub(crate) fn empty() -> Page {
    let mut page = without_log();
    page.within = Within::default();
    page.series = None;
    for day in &mut page.days {
        without_run(day);
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
    page.other.clear();
    page.runs.clear();
    page.notices.clear();
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
    page.link.told = Some(too_few(1));
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
    page.runs.clear();
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

/// No height, and a GPX without cadence: nothing to say about form.
fn no_form() -> Page {
    let mut page = october();
    page.form.clear();
    page.by_slope = None;
    page.form_notes = vec![FormNote::NoCadence];
    page.within = Within::default();
    page.headlines.pop();
    page.figures.pop();
    for run in &mut page.runs {
        run.readings.clear();
    }
    page.load.steps = None;
    page.load.steps_by_slope = None;
    page.coverage.recorded_by.devices = vec![DeviceName::called("GPX files without a device")];
    page.would_add = vec![WouldAdd::Cadence, WouldAdd::Height];
    page
}

/// Three runs, in the first weeks of an export.
pub(crate) fn few_runs() -> Page {
    let mut page = october();
    page.runs.truncate(3);
    page.coverage.runs = 3;
    page.coverage.run_days = 3;
    page.coverage.files = 3;
    page.coverage.history = Some((date(2026, 10, 1), date(2026, 10, 31)));
    page.coverage.distance_m =
        page.runs.iter().filter_map(|run| run.distance_m).reduce(|a, b| a + b);
    page.coverage.running_min = Some(136.0);
    page.form.clear();
    page.by_slope = None;
    page.form_notes = vec![FormNote::FewRuns(3)];
    page.within = Within::default();
    page.return_to_run = None;
    page.headlines =
        vec![Headline { sentence: Sentence::Unchanged, value: None, interval: None, n: 3 }];
    page.figures.pop();
    for day in page.days.iter_mut().skip(5) {
        day.ran = false;
        day.running_min = None;
        day.distance_m = None;
        day.spike = None;
    }
    (page.load.runs, page.load.run_days, page.load.judged) = (3, 3, 0);
    page.load.weeks.drain(..9);
    page.load.spikes.clear();
    page.load.longest_ratio = None;
    page.load.weeks_since_lighter = None;
    page.link = Link { told: Some(too_few(2)), ..Link::default() };
    page.plan = None;
    page
}

/// Form without a reference: the first 56 days.
fn first_weeks() -> Page {
    let mut page = october();
    for panel in &mut page.form {
        panel.band = None;
        panel.band_of = None;
        panel.reference = None;
        panel.points.retain(|point| point.in_period);
        panel.breaks.clear();
    }
    page.by_slope = None;
    page.form_notes = vec![FormNote::NoReference(Lack::Runs(0))];
    page.coverage.history = Some((date(2026, 10, 1), date(2026, 10, 31)));
    page.headlines.pop();
    page
}

/// Pain, and no run.
fn no_runs() -> Page {
    let mut page = october();
    page.coverage.runs = 0;
    page.coverage.run_days = 0;
    page.coverage.distance_m = None;
    page.coverage.running_min = None;
    page.coverage.files = 0;
    page.coverage.recorded_by.devices.clear();
    page.last_run = Some(date(2026, 9, 13));
    page.runs.clear();
    page.form.clear();
    page.by_slope = None;
    page.shoes.clear();
    page.surfaces.clear();
    page.plan = None;
    page.within = Within::default();
    page.return_to_run = None;
    page.echo = None;
    page.load = Load { days_without_run: 31, ..Load::default() };
    page.link = Link::default();
    page.headlines.truncate(1);
    page.figures.truncate(1);
    page.notices.clear();
    for day in &mut page.days {
        without_run(day);
        day.pain_during = None;
    }
    page
}

/// A month that is not over.
fn so_far() -> Page {
    let mut page = october();
    page.period.known_until = date(2026, 10, 12);
    page.coverage.days = 12;
    page.coverage.runs = 6;
    page.coverage.run_days = 6;
    page.coverage.days_logged = 12;
    page.coverage.entered_same_day = Some(12);
    page.runs.retain(|run| run.date <= date(2026, 10, 12));
    page.headlines.remove(0);
    for day in page.days.iter_mut().skip(12) {
        *day = Day {
            pain_morning: None,
            pain_during: None,
            ran: false,
            running_min: None,
            distance_m: None,
            spike: None,
            medicine: false,
            rest: false,
            other_min: None,
            ..day.clone()
        };
    }
    if let Some(diary) = &mut page.diary {
        diary.mornings_previous = None;
        diary.after_runs_previous = None;
    }
    page
}

/// October with a loud box.
fn loud(level: SafetyLevel, signs: &[(i8, Sign)]) -> Page {
    let standing =
        |(day, sign): &(i8, Sign)| StandingSign { level, sign: *sign, first: date(2026, 10, *day) };
    let safety = Safety { level, signs: signs.iter().map(standing).collect() };
    Page { safety, ..october() }.obeying_its_box()
}

/// Advice today.
pub(crate) fn urgent() -> Page {
    loud(SafetyLevel::Urgent, &[(14, Sign::NewTingling)])
}

/// Emergency care now.
pub(crate) fn emergency() -> Page {
    let ticked = [RedFlag::Saddle, RedFlag::BladderBowel].map(Sign::Ticked);
    loud(SafetyLevel::Emergency, &ticked.map(|sign| (12, sign)))
}

/// Every state of a month's page with its name.
pub(crate) fn states() -> Vec<(&'static str, Page)> {
    vec![
        ("october", october()),
        ("without-log", without_log()),
        ("no-form", no_form()),
        ("few-runs", few_runs()),
        ("first-weeks", first_weeks()),
        ("no-runs", no_runs()),
        ("so-far", so_far()),
        ("urgent", urgent()),
        ("emergency", emergency()),
    ]
}
