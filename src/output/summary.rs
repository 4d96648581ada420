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

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use self::{
    flare::FlareOut,
    form::{Form, OverstridingOut},
    habits::LogOut,
    link::Together,
    load::{Load, SeriesOut},
    pain::Pain,
    slope::BySlopeOut,
    within::WithinOut,
};
use super::document;
use crate::page::{
    Day, FileNotice, Headline, LastSeven, LinkTest, Mornings, MorningsBy, OtherSport, Page,
    PlanRow, ReturnToRun, RunWalk, RunWalkSession, Shoe, StageNow, Surface, Withheld,
};
use crate::say::{
    ask,
    attention::CallsFor,
    device_names,
    figures::{self, KeyFigure},
    headline, plan, return_to_run,
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
    document::laid_out(&Summary::of(page))
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

#[derive(Serialize)]
struct Summary<'a> {
    schema: &'static str,
    month: String,
    title: String,
    first: Date,
    last: Date,
    known_until: Date,
    safety: Safety,
    attention: Vec<CallsFor>,
    /// What bars a comforting sentence, the firmest first.
    comfort_barred_by: &'a [&'static str],
    coverage: Coverage,
    headline: Vec<HeadlineOut>,
    figures: Vec<KeyFigure>,
    flares: Vec<FlareOut<'a>>,
    last_seven_days: Option<LastSeven>,
    mornings_by_length: Option<&'a Mornings>,
    mornings_by_descent: Option<&'a Mornings>,
    mornings_by_pace: Option<&'a Mornings>,
    ask: Vec<String>,
    pain: Pain<'a>,
    /// What the log holds beside pain; none without a row.
    log: Option<LogOut<'a>>,
    load: Load<'a>,
    form: Form<'a>,
    /// None where no form is told at one pace, and where the safety box withholds it.
    by_slope: Option<BySlopeOut>,
    /// None without a run, and where the safety box withholds it.
    overstriding: Option<OverstridingOut>,
    /// None where the safety box withholds it.
    within: Option<WithinOut<'a>>,
    links: Vec<LinkOut>,
    together: Option<Together<'a>>,
    plan: Vec<PlanOut>,
    return_to_run: Option<ReturnOut<'a>>,
    shoes: &'a [Shoe],
    surfaces: &'a [Surface],
    other_sport: &'a [OtherSport],
    load_series: Option<SeriesOut<'a>>,
    days: &'a [Day],
    notices: Vec<NoticeOut<'a>>,
}

impl<'a> Summary<'a> {
    fn of(spoken: Spoken<'a>) -> Summary<'a> {
        let Spoken { facts: page, voice } = spoken;
        let shown = |what| !page.withheld.contains(&what);
        let plan_rows = page.plan.iter().flat_map(|plan| &plan.rows);
        let mornings = |by| page.mornings.iter().find(|told| told.by == by);
        Summary {
            schema: SCHEMA,
            month: page.period.key(),
            title: voice.title(&page.period),
            first: page.period.first,
            last: page.period.last,
            known_until: page.period.known_until,
            safety: Safety::of(page, voice),
            attention: page.attention.iter().map(|it| voice.calls_for(it)).collect(),
            comfort_barred_by: &page.bars,
            coverage: Coverage::of(page, voice),
            headline: page.headlines.iter().map(|it| HeadlineOut::of(it, spoken)).collect(),
            figures: figures::of_page(spoken),
            flares: page.flares.iter().map(|story| FlareOut::of(story, voice)).collect(),
            last_seven_days: page.last_seven,
            mornings_by_length: mornings(MorningsBy::Length),
            mornings_by_descent: mornings(MorningsBy::Descent),
            mornings_by_pace: mornings(MorningsBy::Pace),
            ask: ask::questions(spoken),
            pain: Pain::of(page),
            log: page.habits.as_ref().map(LogOut::of),
            load: Load::of(spoken),
            form: Form(&page.form, voice),
            by_slope: page.by_slope.as_ref().map(BySlopeOut::of),
            overstriding: page.overstriding.as_ref().map(|foot| OverstridingOut::of(foot, voice)),
            within: shown(Withheld::Within).then(|| WithinOut::of(&page.within)),
            links: page.link.tests.iter().map(LinkOut::of).collect(),
            together: shown(Withheld::Together).then(|| Together::of(&page.link)),
            plan: plan_rows.map(|row| PlanOut::of(row, voice)).collect(),
            return_to_run: page.return_to_run.as_ref().map(ReturnOut::of),
            shoes: &page.shoes,
            surfaces: &page.surfaces,
            other_sport: &page.other,
            load_series: page.series.as_ref().map(SeriesOut::of),
            days: &page.days,
            notices: page.notices.iter().map(NoticeOut::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct NoticeOut<'a> {
    path: &'a str,
    text: String,
}

impl<'a> NoticeOut<'a> {
    fn of(it: &'a FileNotice) -> NoticeOut<'a> {
        NoticeOut { path: &it.path, text: it.trouble.words() }
    }
}

#[derive(Serialize)]
struct UnknownOut {
    first: Date,
    last: Date,
    words: String,
    advice: Option<String>,
}

#[derive(Serialize)]
struct Safety {
    level: &'static str,
    reasons: Vec<String>,
    /// What was there and is not shown, by the keys of this document, of the page and of the year.
    withheld: Vec<&'static str>,
}

impl Safety {
    fn of(page: &Page, voice: Voice) -> Safety {
        Safety {
            level: page.safety.level.key(),
            reasons: voice.reasons(&page.safety.signs),
            withheld: page.withheld.iter().map(|what| what.key()).collect(),
        }
    }
}

#[derive(Serialize)]
struct Coverage {
    runs: usize,
    run_days: usize,
    days: usize,
    days_logged: usize,
    entered_same_day: Option<usize>,
    files: usize,
    files_unreadable: usize,
    devices: Vec<String>,
    export_first: Option<Date>,
    export_last: Option<Date>,
    unknown: Vec<UnknownOut>,
    known_until_words: Option<String>,
}

impl Coverage {
    fn of(page: &Page, voice: Voice) -> Coverage {
        let coverage = &page.coverage;
        Coverage {
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
                .map(|days| UnknownOut {
                    first: days.first,
                    last: days.last,
                    words: voice.unknown_span(days),
                    advice: voice.advice(days),
                })
                .collect(),
            known_until_words: page.until.as_ref().and_then(|end| voice.month_end(end)),
        }
    }
}

#[derive(Serialize)]
struct HeadlineOut {
    key: &'static str,
    text: String,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    n: usize,
    detail: String,
}

impl HeadlineOut {
    fn of(headline: &Headline, page: Spoken<'_>) -> HeadlineOut {
        HeadlineOut {
            key: headline.sentence.key(),
            text: headline::text(headline, page),
            value: headline.value,
            low: headline.interval.map(|ends| ends.0),
            high: headline.interval.map(|ends| ends.1),
            n: headline.n,
            detail: headline::detail(headline, page),
        }
    }
}

#[derive(Serialize)]
struct LinkOut {
    exposure: &'static str,
    outcome: &'static str,
    lag_days: i32,
    primary: bool,
    n: usize,
    rho: Option<f64>,
    ci_low: Option<f64>,
    ci_high: Option<f64>,
    p: Option<f64>,
    q: Option<f64>,
    verdict: &'static str,
}

impl LinkOut {
    fn of(test: &LinkTest) -> LinkOut {
        LinkOut {
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
}

/// Running and walking in turns: the plan's stages, and what was done.
#[derive(Serialize)]
struct ReturnOut<'a> {
    stages: &'a [RunWalk],
    sessions: &'a [RunWalkSession],
    /// The stage agreed on for now.
    now: Option<StageOut>,
}

impl<'a> ReturnOut<'a> {
    fn of(way: &'a ReturnToRun) -> ReturnOut<'a> {
        ReturnOut {
            stages: &way.stages,
            sessions: &way.sessions,
            now: way.now.as_ref().map(StageOut::of),
        }
    }
}

#[derive(Serialize)]
struct StageOut {
    number: usize,
    of: usize,
    asked: String,
    done: usize,
    times: Option<usize>,
    settled: usize,
    mornings_known: usize,
    lines: Vec<String>,
}

impl StageOut {
    fn of(now: &StageNow) -> StageOut {
        StageOut {
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
}

#[derive(Serialize)]
struct PlanOut {
    target: &'static str,
    asked: String,
    done: String,
    kept: &'static str,
    note: String,
}

impl PlanOut {
    fn of(row: &PlanRow, voice: Voice) -> PlanOut {
        PlanOut {
            target: plan::target(row),
            asked: plan::asked(row, voice),
            done: plan::done(row, voice),
            kept: row.kept.key(),
            note: plan::note(row),
        }
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
