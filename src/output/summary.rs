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
    within::WithinOut,
};
use super::document;
use crate::say::{
    facts,
    voice::{Spoken, Voice},
};
use crate::{
    model::Provenance,
    page::{
        Attention, Day, Figure, FileNotice, Headline, LastSeven, LinkTest, Mornings, OtherSport,
        Page, PlanRow, ReturnToRun, RunWalk, RunWalkSession, Shoe, StageNow, Surface, Withheld,
    },
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
    month: &'a str,
    title: &'a str,
    first: Date,
    last: Date,
    known_until: Date,
    safety: Safety<'a>,
    attention: Vec<AttentionOut<'a>>,
    /// What bars a comforting sentence, the firmest first.
    comfort_barred_by: &'a [&'static str],
    coverage: Coverage<'a>,
    headline: Vec<HeadlineOut<'a>>,
    figures: Vec<FigureOut<'a>>,
    flares: Vec<FlareOut<'a>>,
    last_seven_days: Option<LastSeven>,
    mornings_by_length: Option<&'a Mornings>,
    ask: &'a [String],
    pain: Pain<'a>,
    /// What the log holds beside pain; none without a row.
    log: Option<LogOut<'a>>,
    load: Load<'a>,
    form: Form<'a>,
    /// None without a run, and where the safety box withholds it.
    overstriding: Option<OverstridingOut>,
    /// None where the safety box withholds it.
    within: Option<WithinOut<'a>>,
    links: Vec<LinkOut>,
    together: Option<Together<'a>>,
    plan: Vec<PlanOut<'a>>,
    return_to_run: Option<ReturnOut<'a>>,
    shoes: &'a [Shoe],
    surfaces: &'a [Surface],
    other_sport: &'a [OtherSport],
    load_series: Option<SeriesOut<'a>>,
    days: &'a [Day],
    notices: Vec<NoticeOut<'a>>,
}

impl<'a> Summary<'a> {
    fn of(told: Spoken<'a>) -> Summary<'a> {
        let Spoken { facts: page, voice } = told;
        let shown = |what| !page.withheld.contains(&what);
        Summary {
            schema: SCHEMA,
            month: &page.period.key,
            title: &page.period.title,
            first: page.period.first,
            last: page.period.last,
            known_until: page.period.known_until,
            safety: Safety::of(page),
            attention: page.attention.iter().map(AttentionOut::of).collect(),
            comfort_barred_by: &page.bars,
            coverage: Coverage::of(page, voice),
            headline: page.headlines.iter().map(HeadlineOut::of).collect(),
            figures: page.figures.iter().map(FigureOut::of).collect(),
            flares: page.flares.iter().map(|story| FlareOut::of(story, voice)).collect(),
            last_seven_days: page.last_seven,
            mornings_by_length: page.mornings.as_ref(),
            ask: &page.ask,
            pain: Pain::of(page),
            log: page.habits.as_ref().map(LogOut::of),
            load: Load::of(told),
            form: Form(&page.form, voice),
            overstriding: page.overstriding.as_ref().map(|foot| OverstridingOut::of(foot, voice)),
            within: shown(Withheld::Within).then(|| WithinOut::of(&page.within)),
            links: page.link.tests.iter().map(LinkOut::of).collect(),
            together: shown(Withheld::Together).then(|| Together::of(&page.link)),
            plan: page.plan.iter().flat_map(|plan| &plan.rows).map(PlanOut::of).collect(),
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
struct AttentionOut<'a> {
    tier: &'static str,
    words: &'a str,
    reasons: &'a [String],
}

impl<'a> AttentionOut<'a> {
    fn of(it: &'a Attention) -> AttentionOut<'a> {
        AttentionOut { tier: it.tier.key(), words: &it.words, reasons: &it.reasons }
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
struct Safety<'a> {
    level: &'static str,
    reasons: &'a [String],
    /// What was there and is not shown, by the keys of this document, of the page and of the year.
    withheld: Vec<&'static str>,
}

impl<'a> Safety<'a> {
    fn of(page: &'a Page) -> Safety<'a> {
        Safety {
            level: page.safety.level.key(),
            reasons: &page.safety.reasons,
            withheld: page.withheld.iter().map(|what| what.key()).collect(),
        }
    }
}

#[derive(Serialize)]
struct Coverage<'a> {
    runs: usize,
    run_days: usize,
    days: usize,
    days_logged: usize,
    entered_same_day: Option<usize>,
    files: usize,
    files_unreadable: usize,
    devices: &'a [String],
    export_first: Option<Date>,
    export_last: Option<Date>,
    unknown: Vec<UnknownOut>,
    known_until_words: Option<String>,
}

impl<'a> Coverage<'a> {
    fn of(page: &'a Page, voice: Voice) -> Coverage<'a> {
        let coverage = &page.coverage;
        Coverage {
            runs: coverage.runs,
            run_days: coverage.run_days,
            days: coverage.days,
            days_logged: coverage.days_logged,
            entered_same_day: coverage.entered_same_day,
            files: coverage.files,
            files_unreadable: coverage.files_unreadable,
            devices: &coverage.devices,
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
struct HeadlineOut<'a> {
    key: &'a str,
    text: &'a str,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    n: usize,
    detail: &'a str,
}

impl<'a> HeadlineOut<'a> {
    fn of(headline: &'a Headline) -> HeadlineOut<'a> {
        HeadlineOut {
            key: headline.key,
            text: &headline.text,
            value: headline.value,
            low: headline.low,
            high: headline.high,
            n: headline.n,
            detail: &headline.detail,
        }
    }
}

#[derive(Serialize)]
struct FigureOut<'a> {
    key: &'a str,
    label: &'a str,
    value: &'a str,
    unit: &'a str,
    beside: &'a str,
    provenance: Option<Provenance>,
}

impl<'a> FigureOut<'a> {
    fn of(figure: &'a Figure) -> FigureOut<'a> {
        FigureOut {
            key: figure.key,
            label: &figure.label,
            value: facts::number_of(figure),
            unit: &figure.unit,
            beside: &figure.beside,
            provenance: figure.provenance,
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
    now: Option<StageOut<'a>>,
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
struct StageOut<'a> {
    number: usize,
    of: usize,
    asked: &'a str,
    done: usize,
    times: Option<usize>,
    settled: usize,
    mornings_known: usize,
    lines: &'a [String],
}

impl<'a> StageOut<'a> {
    fn of(now: &'a StageNow) -> StageOut<'a> {
        StageOut {
            number: now.number,
            of: now.of,
            asked: &now.asked,
            done: now.done,
            times: now.times,
            settled: now.settled.0,
            mornings_known: now.settled.1,
            lines: &now.lines,
        }
    }
}

#[derive(Serialize)]
struct PlanOut<'a> {
    target: &'a str,
    asked: &'a str,
    done: &'a str,
    kept: &'static str,
    note: &'a str,
}

impl<'a> PlanOut<'a> {
    fn of(row: &'a PlanRow) -> PlanOut<'a> {
        PlanOut {
            target: &row.target,
            asked: &row.asked,
            done: &row.done,
            kept: row.kept.key(),
            note: &row.note,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::page::example;

    fn value_of(page: Spoken<'_>) -> Value {
        serde_json::from_str(&summary(page).unwrap()).unwrap()
    }

    #[test]
    fn keys_of_the_schema_stand_in_their_order() {
        let text = summary(Voice::METRIC.tells(&example::october())).unwrap();
        let place = |key: &str| text.find(&format!("\n  \"{key}\":")).expect(key);
        let promised = [
            "schema", "month", "coverage", "headline", "pain", "load", "form", "links", "plan",
            "shoes", "surfaces", "notices",
        ];
        assert!(promised.iter().map(|key| place(key)).is_sorted());
    }

    #[test]
    fn what_is_not_known_is_null_and_never_zero() {
        let value = value_of(Voice::METRIC.tells(&example::no_diary()));
        assert!(value["pain"]["mornings_after_runs"]["value"].is_null());
        assert!(value["pain"]["settled"].is_null());
        assert!(value["days"][0]["pain_morning"].is_null());
        assert!(value["days"][1]["distance_m"].is_null());
    }

    #[test]
    fn what_the_safety_box_withholds_is_withheld_here() {
        let value = value_of(Voice::METRIC.tells(&example::emergency()));
        for key in ["headline", "links", "plan"] {
            assert_eq!(value[key], Value::Array(Vec::new()), "{key}");
        }
        assert!(value["form"].as_object().unwrap().is_empty());
        assert!(value["pain"]["days_logged"].as_u64().unwrap() > 0);
        assert!(
            !summary(Voice::METRIC.tells(&example::emergency())).unwrap().contains("cadence_spm")
        );
    }

    #[test]
    fn a_rich_month_in_full() {
        insta::assert_snapshot!(summary(Voice::METRIC.tells(&example::october())).unwrap());
    }
}
