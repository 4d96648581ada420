//! Pages in which something is missing, or not yet over, or comes first.

use super::*;
use crate::page::{FormNote, Lack};

/// No log at all.
pub(crate) fn no_diary() -> Page {
    let mut page = october();
    page.coverage.days_logged = 0;
    page.coverage.entered_same_day = None;
    page.diary = None;
    page.echo = None;
    page.mornings = Vec::new();
    page.plan = None;
    page.link = Link::default();
    page.headlines.remove(0);
    for day in &mut page.days {
        day.pain_morning = None;
        day.pain_during = None;
        day.medicine = false;
    }
    for week in &mut page.load.weeks {
        week.pain_morning = None;
    }
    page.figures.remove(0);
    page.would_add = vec![WouldAdd::PainLog];
    page
}

/// No height, and a GPX without cadence: nothing to say about form.
pub(crate) fn no_form() -> Page {
    let mut page = october();
    page.form.clear();
    page.by_slope = None;
    page.form_notes = vec![FormNote::NoCadence];
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
    page.coverage.history = Some((of_october(1), of_october(31)));
    page.coverage.distance_m =
        page.runs.iter().filter_map(|run| run.distance_m).reduce(|a, b| a + b);
    page.coverage.running_min = Some(136.0);
    page.form.clear();
    page.by_slope = None;
    page.form_notes = vec![FormNote::FewRuns(3)];
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
pub(crate) fn first_weeks() -> Page {
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
    page.coverage.history = Some((of_october(1), of_october(31)));
    page.headlines.pop();
    page
}

/// Pain, and no run.
pub(crate) fn no_runs() -> Page {
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
    page.echo = None;
    page.load = Load { days_without_run: 31, ..Load::default() };
    page.link = Link::default();
    page.headlines.truncate(1);
    page.figures.truncate(1);
    page.notices.clear();
    for day in &mut page.days {
        day.pain_during = None;
        day.ran = false;
        day.running_min = None;
        day.distance_m = None;
        day.spike = None;
    }
    page
}

/// A month that is not over.
pub(crate) fn so_far() -> Page {
    let mut page = october();
    page.period.known_until = of_october(12);
    page.coverage.days = 12;
    page.coverage.runs = 6;
    page.coverage.run_days = 6;
    page.coverage.days_logged = 12;
    page.coverage.entered_same_day = Some(12);
    page.runs.retain(|run| run.date <= of_october(12));
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
        |(day, sign): &(i8, Sign)| StandingSign { level, sign: *sign, first: of_october(*day) };
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

/// Every state with its name.
pub(crate) fn states() -> Vec<(&'static str, Page)> {
    vec![
        ("october", october()),
        ("no-diary", no_diary()),
        ("no-form", no_form()),
        ("few-runs", few_runs()),
        ("first-weeks", first_weeks()),
        ("no-runs", no_runs()),
        ("so-far", so_far()),
        ("urgent", urgent()),
        ("emergency", emergency()),
    ]
}
