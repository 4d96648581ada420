//! A period as one file of HTML that fetches nothing and is complete without its script.

mod csp;
mod folds;
mod form_table;
pub mod index;
mod index_entry;
mod load_folds;
mod log_fold;
mod panel;
mod run_blocks;
mod run_table;
mod spark;
mod together;
mod within;
mod year;
pub mod year_page;

use crate::say::voice::{Spoken, Voice};
use std::borrow::Cow;

use askama::Template;

use crate::{
    draw::charts::{self, Shape},
    metrics::{Metric, ROLL},
    model::Provenance,
    page::{MorningsBy, Overstriding, Safety, SafetyLevel, Sentence, StageNow, Urgency},
};

use self::{csp::Sheet, folds::Folds, form_table::FormTable, panel::Panel, together::Together};
use super::ReportError;
use crate::say::{
    ask,
    facts::{self, Fact, PlanPoint, Said},
    figures::{self, KeyFigure},
    flare, form,
    mark::Mark,
    methods::Methods,
    plan, return_to_run,
    safety::{ADVICE, EMERGENCY, Phrase},
    since, titles, words,
};

/// The pages beside this one, each as its folder's name and its title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The page before.
    pub previous: Option<(String, String)>,
    /// The page after.
    pub next: Option<(String, String)>,
}

/// The page as one self-contained file.
///
/// # Errors
///
/// When the template cannot be filled in.
pub fn html(page: Spoken<'_>, neighbours: &Neighbours) -> Result<String, ReportError> {
    with_roll(page, Some(neighbours), ROLL)
}

/// The page by itself, with no way to others: a copy to send, with what it carries as data, a block of
/// markup.
///
/// # Errors
///
/// When the template cannot be filled in.
pub fn alone(page: Spoken<'_>, data: &str) -> Result<String, ReportError> {
    Ok(Report { data: Some(data), ..Report::of(page, None, ROLL) }.render()?)
}

/// The page with the metrics of this roll.
fn with_roll(
    page: Spoken<'_>,
    neighbours: Option<&Neighbours>,
    roll: &[&Metric],
) -> Result<String, ReportError> {
    Ok(Report::of(page, neighbours, roll).render()?)
}

/// All that the template fills in.
#[derive(Template)]
#[template(path = "report.html")]
struct Report<'a> {
    sheet: Sheet,
    page: Spoken<'a>,
    neighbours: Option<&'a Neighbours>,
    /// What a copy carries as data: a block of markup.
    data: Option<&'a str>,
    /// An earlier copy beside it.
    since: Option<since::Beside>,
    safety: SafetyBox,
    behind: Vec<Vec<String>>,
    strips: Vec<(&'static str, Panel)>,
    diary: Option<Vec<Fact>>,
    /// What an account's own diary says.
    health: Vec<Fact>,
    /// Confidence in running that stays low.
    confidence: Option<String>,
    pain_mark: Mark,
    headlines: Vec<Said>,
    plan: Vec<PlanPoint>,
    figures: Vec<(KeyFigure, Option<Mark>)>,
    load: Option<Panel>,
    load_facts: Vec<Fact>,
    /// What cannot be read, said before all else, and a visit to be arranged, before all findings.
    unread: Vec<String>,
    arrange: Vec<String>,
    /// Spans of whose running nothing is known, where no headline says it.
    unknown: Vec<String>,
    /// The seven days before the last flare that began in the period.
    week_before: Option<WeekShown>,
    /// What to ask at the next visit.
    ask: Vec<String>,
    would_add: Vec<String>,
    /// The stage of running and walking agreed on.
    stage: Option<&'a StageNow>,
    mornings: Option<Panel>,
    /// The run in which form left its range, over its time.
    over_a_run: Option<Panel>,
    echo: Option<Panel>,
    answers: Vec<(Cow<'static, str>, usize)>,
    worst: Option<String>,
    settled_by: Vec<String>,
    overstriding: Option<(&'a Overstriding, Option<Mark>)>,
    form: Option<Panel>,
    form_notes: Option<String>,
    form_table: FormTable,
    /// Form uphill, level and downhill.
    by_slope: Option<Panel>,
    pain_and_runs: Option<Panel>,
    link_mark: Option<String>,
    together: Together,
    folds: Folds,
    methods: Methods,
    version: &'static str,
}

impl<'a> Report<'a> {
    fn of(page: Spoken<'a>, neighbours: Option<&'a Neighbours>, roll: &[&Metric]) -> Report<'a> {
        let safety = SafetyBox::of(&page.safety, page.voice);
        let methods = Methods::of(page, roll);
        Report {
            sheet: Sheet::with_script(),
            page,
            neighbours,
            data: None,
            since: since::beside(page),
            behind: facts::behind(page),
            strips: strips(page),
            diary: page.diary.as_ref().map(|diary| facts::diary(diary, page)),
            health: health(page),
            confidence: log_fold::on_confidence(page),
            pain_mark: Mark::reported("pain", &methods),
            headlines: page.headlines.iter().map(|it| Said::of(it, page, &methods)).collect(),
            plan: plan_points(page, &methods),
            figures: key_figures(page, &methods),
            load: charts::weekly_load(page).map(Panel::of),
            load_facts: facts::load(page, &methods),
            unread: of_urgency(page, Urgency::Unread),
            arrange: of_urgency(page, Urgency::Arrange),
            unknown: unknown(page),
            week_before: WeekShown::of(page),
            ask: ask::questions(page),
            would_add: ask::would_add(page),
            stage: page.facts.return_to_run.as_ref().and_then(|way| way.now.as_ref()),
            mornings: charts::mornings(page, MorningsBy::Length).map(Panel::of),
            over_a_run: over_a_run(page),
            echo: charts::echo(page).map(Panel::of),
            // How far, how steep and how fast beside how it was after: a link, if only described.
            settled_by: page
                .echo
                .as_ref()
                .map(|echo| facts::settled_by(echo, page.voice.units))
                .unwrap_or_default(),
            answers: facts::answers(page),
            worst: facts::worst(page),
            overstriding: page.facts.overstriding.as_ref().map(|foot| {
                let mark = || Mark::of(Provenance::Modelled, "foot_ahead_mm", &methods);
                (foot, foot.modelled().map(|_| mark()))
            }),
            form_notes: form::notes(&page),
            form: charts::form_at_own_pace(page).map(Panel::of),
            form_table: FormTable::of(page, &methods),
            by_slope: charts::by_slope(page).map(Panel::of),
            pain_and_runs: charts::pain_and_runs(page).map(Panel::of),
            link_mark: methods.anchor("link"),
            together: Together::of(page),
            folds: Folds::of(page, roll),
            safety,
            methods,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// The run in which form left its range, over its time.
fn over_a_run(page: Spoken<'_>) -> Option<Panel> {
    page.within.fingerprint.as_ref()?.after.as_ref()?;
    Some(Panel::with_ids("over-", charts::fingerprint(page)?))
}

/// What an account's own diary says.
fn health(page: Spoken<'_>) -> Vec<Fact> {
    let told = page.health.as_ref();
    told.map_or_else(Vec::new, |health| facts::health(health, page.diary.as_ref(), page.voice))
}

/// The points of the plan, each with the origin of what was done.
fn plan_points(page: Spoken<'_>, methods: &Methods) -> Vec<PlanPoint> {
    let rows = page.plan.iter().flat_map(|plan| &plan.rows);
    rows.map(|row| PlanPoint::of(row, page.voice, methods)).collect()
}

/// The key figures, each with the mark of its origin.
fn key_figures(page: Spoken<'_>, methods: &Methods) -> Vec<(KeyFigure, Option<Mark>)> {
    let marked = |figure: KeyFigure| {
        let mark = figure.mark(methods);
        (figure, mark)
    };
    figures::of_page(page).into_iter().map(marked).collect()
}

/// What the diary calls for of one kind.
fn of_urgency(page: Spoken<'_>, urgency: Urgency) -> Vec<String> {
    let told = page.attention.iter().filter(|it| it.urgency() == urgency);
    told.map(|it| page.voice.calls_for(it).words).collect()
}

/// Spans of whose running nothing is known, where no headline says so.
fn unknown(page: Spoken<'_>) -> Vec<String> {
    let is_said = page.headlines.iter().any(|it| it.sentence == Sentence::UnknownDays);
    let spans = page.coverage.unknown.iter().filter(|_| !is_said);
    spans.map(|span| page.voice.unknown_days(span)).collect()
}

/// The seven days before a flare, as a table.
struct WeekShown {
    title: String,
    note: String,
    rows: Vec<[String; 5]>,
}

impl WeekShown {
    fn of(page: Spoken<'_>) -> Option<WeekShown> {
        let week = page.flares.iter().rev().find_map(|story| story.before.as_ref())?;
        Some(WeekShown {
            title: flare::week_title(week.first, week.last, page.voice),
            note: flare::week_note(week.calm, page.voice),
            rows: flare::exposure_rows(&week.exposures, page.voice.units),
        })
    }
}

/// Width of the strip on paper and on tablets, where its letters keep their size.
const PAPER_WIDTH_PX: u32 = 704;

/// The strip in three sizes, each with the class of the screens that it is for.
fn strips(page: Spoken<'_>) -> Vec<(&'static str, Panel)> {
    let sizes = [
        ("wide", charts::month_strip(page, Shape::Wide)),
        ("middle", charts::month_strip_at(page, Shape::Wide, PAPER_WIDTH_PX)),
        ("narrow", charts::month_strip(page, Shape::Weeks)),
    ];
    sizes
        .into_iter()
        .filter_map(|(class, chart)| Some((class, Panel::with_ids(&format!("{class}-"), chart?))))
        .collect()
}

impl Report<'_> {
    /// The figures that a copy carries: what, how much, and where from.
    fn carried(&self) -> Vec<[String; 3]> {
        since::carried(self.page)
    }

    /// The last day of which anything can be known.
    fn known_until(&self) -> String {
        self.page.voice.day(self.page.period.known_until)
    }

    /// What the load comes to, where nothing of it is drawn.
    fn load_title(&self) -> String {
        titles::load(self.page)
    }

    /// How far the month is known, and what to do.
    fn until(&self) -> Option<String> {
        self.page.until.as_ref().and_then(|end| self.page.voice.month_end(end))
    }

    /// From when the plan holds.
    fn plan_from(&self) -> Option<String> {
        self.page.plan.as_ref().and_then(|plan| plan.from).map(|day| self.page.voice.day(day))
    }
}

/// The safety box as it stands on the page.
pub(super) struct SafetyBox {
    level: SafetyLevel,
    pub(super) reasons: Vec<String>,
    pub(super) emergency: &'static [Phrase],
    pub(super) urgent: &'static [Phrase],
}

impl SafetyBox {
    pub(super) fn of(safety: &Safety, voice: Voice) -> SafetyBox {
        SafetyBox {
            level: safety.level,
            reasons: voice.reasons(&safety.signs),
            emergency: EMERGENCY,
            urgent: ADVICE,
        }
    }

    pub(super) fn is_loud(&self) -> bool {
        self.level.is_loud()
    }

    /// The first words of a loud box.
    pub(super) fn first_words(&self) -> &'static str {
        match self.level {
            SafetyLevel::Emergency => "Read this first: go to emergency care now",
            SafetyLevel::Urgent => "Read this first: ask for medical advice today",
            SafetyLevel::Calm => "",
        }
    }
}

#[cfg(test)]
mod tests;
