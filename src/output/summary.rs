//! Every number on a page, for other programs: schema `backstride.month/1`.
//!
//! Keys stand in a fixed order. Numbers are rounded to six decimals; `null` is not known, and never
//! zero. What the safety box withholds from the page is withheld here too.

mod flare;
mod form;
mod habits;
mod link;
mod load;
mod pain;
#[cfg(test)]
mod rare_tests;
mod slope;
mod within;

use serde::{Deserialize, Serialize};

use self::{
    flare::flare_story,
    form::{Form, overstriding},
    habits::log,
    link::together,
    load::{load, series},
    pain::pain,
    slope::by_slope,
    within::within,
};
use super::document::{self, object};
use crate::page::{
    FileNotice, Headline, LinkTest, MorningsBy, Page, PlanRow, ReturnToRun, StageNow, Withheld,
};
use crate::say::{
    ask, device_names, figures, headline, plan, return_to_run,
    voice::{Spoken, Voice},
};

/// The name of the document's file.
pub const FILE: &str = "summary.json";

/// Name and version of the document's form.
const SCHEMA: &str = "backstride.month/1";

/// The page's numbers as JSON text, ended by a new line.
///
/// # Errors
///
/// When the document cannot be written as JSON.
pub fn summary(page: Spoken<'_>) -> Result<String, serde_json::Error> {
    document::laid_out(&document_of(page))
}

/// The first sentence of a page, as its document has it; none where the page has none or withholds it.
///
/// # Errors
///
/// When the text is no such document.
pub fn first_sentence(text: &[u8]) -> Result<Option<String>, serde_json::Error> {
    #[derive(Deserialize)]
    struct Page {
        headline: Vec<Sentence>,
    }
    #[derive(Deserialize)]
    struct Sentence {
        text: String,
    }
    let page: Page = serde_json::from_slice(text)?;
    Ok(page.headline.into_iter().next().map(|sentence| sentence.text))
}

fn document_of(spoken: Spoken<'_>) -> impl Serialize {
    let Spoken { facts: page, voice } = spoken;
    let shown = |what| !page.withheld.contains(&what);
    let plan_rows = page.plan.iter().flat_map(|plan| &plan.rows);
    let mornings = |by| page.mornings.iter().find(|told| told.by == by);
    object! {
        schema: SCHEMA,
        month: page.period.key(),
        title: voice.title(&page.period),
        first: page.period.first,
        last: page.period.last,
        known_until: page.period.known_until,
        safety: safety(page, voice),
        attention: page.attention.iter().map(|it| voice.calls_for(it)).collect::<Vec<_>>(),
        /// What bars a comforting sentence, the firmest first.
        comfort_barred_by: &page.bars,
        coverage: coverage(page, voice),
        headline: page.headlines.iter().map(|it| sentence(it, spoken)).collect::<Vec<_>>(),
        figures: figures::of_page(spoken),
        flares: page.flares.iter().map(|story| flare_story(story, voice)).collect::<Vec<_>>(),
        last_seven_days: page.last_seven,
        mornings_by_length: mornings(MorningsBy::Length),
        mornings_by_descent: mornings(MorningsBy::Descent),
        mornings_by_pace: mornings(MorningsBy::Pace),
        ask: ask::questions(spoken),
        pain: pain(page),
        /// What the log holds beside pain; none without a row.
        log: page.habits.as_ref().map(log),
        load: load(spoken),
        form: Form(&page.form, voice),
        /// None where no form is told at one pace, and where the safety box withholds it.
        by_slope: page.by_slope.as_ref().map(by_slope),
        /// None without a run, and where the safety box withholds it.
        overstriding: page.overstriding.as_ref().map(|foot| overstriding(foot, voice)),
        /// None where the safety box withholds it.
        within: shown(Withheld::Within).then(|| within(&page.within)),
        links: page.link.tests.iter().map(link_test).collect::<Vec<_>>(),
        together: shown(Withheld::Together).then(|| together(&page.link)),
        plan: plan_rows.map(|row| point(row, voice)).collect::<Vec<_>>(),
        return_to_run: page.return_to_run.as_ref().map(way_back),
        shoes: &page.shoes,
        surfaces: &page.surfaces,
        other_sport: &page.other,
        load_series: page.series.as_ref().map(series),
        days: &page.days,
        notices: page.notices.iter().map(notice).collect::<Vec<_>>(),
    }
}

fn notice(it: &FileNotice) -> impl Serialize {
    object! { path: &it.path, text: it.trouble.words() }
}

fn safety(page: &Page, voice: Voice) -> impl Serialize {
    object! {
        level: page.safety.level.key(),
        reasons: voice.reasons(&page.safety.signs),
        /// What was there and is not shown, by the keys of this document, of the page and of the year.
        withheld: page.withheld.iter().map(|what| what.key()).collect::<Vec<_>>(),
    }
}

fn coverage(page: &Page, voice: Voice) -> impl Serialize {
    let coverage = &page.coverage;
    object! {
        runs: coverage.runs,
        run_days: coverage.run_days,
        days: coverage.days,
        days_logged: coverage.days_logged,
        entered_same_day: coverage.entered_same_day,
        files: coverage.files,
        files_unreadable: coverage.files_unreadable,
        devices: device_names::behind(page),
        export_first: coverage.history.map(|(first, _)| first),
        export_last: coverage.history.map(|(_, last)| last),
        unknown: coverage
            .unknown
            .iter()
            .map(|days| object! {
                first: days.first,
                last: days.last,
                words: voice.unknown_span(days),
                advice: voice.advice(days),
            })
            .collect::<Vec<_>>(),
        known_until_words: page.until.as_ref().and_then(|end| voice.month_end(end)),
    }
}

fn sentence(headline: &Headline, page: Spoken<'_>) -> impl Serialize {
    object! {
        key: headline.sentence.key(),
        text: headline::text(headline, page),
        value: headline.value,
        low: headline.interval.map(|ends| ends.0),
        high: headline.interval.map(|ends| ends.1),
        n: headline.n,
        detail: headline::detail(headline, page),
    }
}

fn link_test(test: &LinkTest) -> impl Serialize {
    object! {
        exposure: test.exposure.key(),
        outcome: "next_morning",
        lag_days: test.lag_days,
        primary: test.primary,
        n: test.n,
        rho: test.rho,
        ci_low: test.ci_low,
        ci_high: test.ci_high,
        p: test.p,
        q: test.q,
        verdict: test.verdict.key(),
    }
}

/// Running and walking in turns: the plan's stages, and what was done.
fn way_back(way: &ReturnToRun) -> impl Serialize {
    object! {
        stages: &way.stages,
        sessions: &way.sessions,
        /// The stage agreed on for now.
        now: way.now.as_ref().map(stage_now),
    }
}

fn stage_now(now: &StageNow) -> impl Serialize {
    object! {
        number: now.number,
        of: now.of,
        asked: plan::stage(&now.asked),
        done: now.done,
        times: now.times,
        settled: now.settled.0,
        mornings_known: now.settled.1,
        lines: return_to_run::lines(now),
    }
}

fn point(row: &PlanRow, voice: Voice) -> impl Serialize {
    object! {
        target: plan::target(row),
        asked: plan::asked(row, voice),
        done: plan::done(row, voice),
        kept: row.kept.key(),
        note: plan::note(row),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::page::sample;

    fn value_of(page: Spoken<'_>) -> Value {
        serde_json::from_str(&summary(page).unwrap()).unwrap()
    }

    #[test]
    fn keys_of_the_schema_stand_in_their_order() {
        let text = summary(Voice::METRIC.tells(&sample::october())).unwrap();
        let place = |key: &str| text.find(&format!("\n  \"{key}\":")).expect(key);
        let promised = [
            "schema", "month", "coverage", "headline", "pain", "load", "form", "links", "plan",
            "shoes", "surfaces", "notices",
        ];
        assert!(promised.iter().map(|key| place(key)).is_sorted());
    }

    #[test]
    fn what_is_not_known_is_null_and_never_zero() {
        let value = value_of(Voice::METRIC.tells(&sample::without_log()));
        assert!(value["pain"]["mornings_after_runs"]["value"].is_null());
        assert!(value["pain"]["settled"].is_null());
        assert!(value["days"][0]["pain_morning"].is_null());
        assert!(value["days"][1]["distance_m"].is_null());
    }

    #[test]
    fn what_the_safety_box_withholds_is_withheld_here() {
        let value = value_of(Voice::METRIC.tells(&sample::emergency()));
        for key in ["headline", "links", "plan"] {
            assert_eq!(value[key], Value::Array(Vec::new()), "{key}");
        }
        assert!(value["form"].as_object().unwrap().is_empty());
        assert!(value["pain"]["days_logged"].as_u64().unwrap() > 0);
        assert!(
            !summary(Voice::METRIC.tells(&sample::emergency())).unwrap().contains("cadence_spm")
        );
    }

    /// Of long lists of like rows the first ones.
    #[test]
    fn a_rich_month_in_full() {
        let mut page = sample::october();
        for lane in &mut page.within.fingerprint.as_mut().unwrap().lanes {
            lane.points.truncate(3);
        }
        for panel in &mut page.form {
            panel.points.truncate(4);
        }
        page.series.as_mut().unwrap().appendix.as_mut().unwrap().truncate(21);
        insta::assert_snapshot!(summary(Voice::METRIC.tells(&page)).unwrap());
    }
}
