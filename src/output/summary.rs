//! Every number on a page, for other programs: schema `backstride.month/1`.
//!
//! Keys stand in a fixed order. Numbers are rounded to six decimals; `null` is not known, and never
//! zero. What the safety box withholds from the page is withheld here too.

mod flare;
mod form;
mod habits;
mod link;
mod load;
mod number;
mod pain;
mod series;
mod within;

use jiff::civil::Date;
use serde::Serialize;

use self::{
    flare::{FlareOut, LastSevenOut, MorningsOut},
    form::{Form, OverstridingOut},
    habits::LogOut,
    link::Together,
    load::Load,
    number::{Number, number, score},
    pain::Pain,
    series::{OtherOut, SeriesOut},
    within::WithinOut,
};
use crate::{
    model::Provenance,
    page::{
        Attention, Day, Figure, Headline, LinkTest, Page, PlanRow, ReturnToRun, RunWalk, Shoe,
        StageNow, Surface, Withheld,
    },
};

/// Name and version of the document's form.
const SCHEMA: &str = "backstride.month/1";

/// The page's numbers as JSON text, ended by a new line.
///
/// # Errors
///
/// When the document cannot be written as JSON.
pub fn summary(page: &Page) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&Summary::of(page))?;
    text.push('\n');
    Ok(text)
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
    last_seven_days: Option<LastSevenOut>,
    mornings_by_length: Option<MorningsOut>,
    ask: &'a [String],
    pain: Pain<'a>,
    /// What the log holds beside pain; none without a row.
    log: Option<LogOut<'a>>,
    load: Load,
    form: Form<'a>,
    /// None without a run, and where the safety box withholds it.
    overstriding: Option<OverstridingOut<'a>>,
    /// None where the safety box withholds it.
    within: Option<WithinOut<'a>>,
    links: Vec<LinkOut>,
    together: Option<Together<'a>>,
    plan: Vec<PlanOut<'a>>,
    return_to_run: Option<ReturnOut>,
    shoes: Vec<ShoeOut<'a>>,
    surfaces: Vec<SurfaceOut<'a>>,
    other_sport: Vec<OtherOut<'a>>,
    load_series: Option<SeriesOut>,
    days: Vec<DayOut>,
    notices: Vec<NoticeOut<'a>>,
}

impl<'a> Summary<'a> {
    fn of(page: &'a Page) -> Summary<'a> {
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
            coverage: Coverage::of(page),
            headline: page.headlines.iter().map(HeadlineOut::of).collect(),
            figures: page.figures.iter().map(FigureOut::of).collect(),
            flares: page.flares.iter().map(FlareOut::of).collect(),
            last_seven_days: page.last_seven.as_ref().map(LastSevenOut::of),
            mornings_by_length: page.mornings.as_ref().map(MorningsOut::of),
            ask: &page.ask,
            pain: Pain::of(page),
            log: page.habits.as_ref().map(LogOut::of),
            load: Load::of(page),
            form: Form(&page.form),
            overstriding: page.overstriding.as_ref().map(OverstridingOut::of),
            within: shown(Withheld::Within).then(|| WithinOut::of(&page.within)),
            links: page.link.tests.iter().map(LinkOut::of).collect(),
            together: shown(Withheld::Together).then(|| Together::of(&page.link)),
            plan: page.plan.iter().flat_map(|plan| &plan.rows).map(PlanOut::of).collect(),
            return_to_run: page.return_to_run.as_ref().map(ReturnOut::of),
            shoes: page.shoes.iter().map(ShoeOut::of).collect(),
            surfaces: page.surfaces.iter().map(SurfaceOut::of).collect(),
            other_sport: page.other.iter().map(OtherOut::of).collect(),
            load_series: page.series.as_ref().map(SeriesOut::of),
            days: page.days.iter().map(DayOut::of).collect(),
            notices: page
                .notices
                .iter()
                .map(|notice| NoticeOut { path: &notice.path, text: &notice.text })
                .collect(),
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
struct UnknownOut<'a> {
    first: Date,
    last: Date,
    words: &'a str,
    advice: Option<&'a str>,
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
    unknown: Vec<UnknownOut<'a>>,
    known_until_words: Option<&'a str>,
}

impl<'a> Coverage<'a> {
    fn of(page: &'a Page) -> Coverage<'a> {
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
                    words: &days.words,
                    advice: days.advice.as_deref(),
                })
                .collect(),
            known_until_words: page.until.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct HeadlineOut<'a> {
    key: &'a str,
    text: &'a str,
    value: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    n: usize,
    detail: &'a str,
}

impl<'a> HeadlineOut<'a> {
    fn of(headline: &'a Headline) -> HeadlineOut<'a> {
        HeadlineOut {
            key: headline.key,
            text: &headline.text,
            value: number(headline.value),
            low: number(headline.low),
            high: number(headline.high),
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
            value: &figure.value,
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
    rho: Option<Number>,
    ci_low: Option<Number>,
    ci_high: Option<Number>,
    p: Option<Number>,
    q: Option<Number>,
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
            rho: number(test.rho),
            ci_low: number(test.ci_low),
            ci_high: number(test.ci_high),
            p: number(test.p),
            q: number(test.q),
            verdict: test.verdict.key(),
        }
    }
}

/// Running and walking in turns: the plan's stages, and what was done.
#[derive(Serialize)]
struct ReturnOut {
    stages: Vec<RunWalkOut>,
    sessions: Vec<SessionOut>,
    /// The stage agreed on for now.
    now: Option<StageOut>,
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
            asked: now.asked.clone(),
            done: now.done,
            times: now.times,
            settled: now.settled.0,
            mornings_known: now.settled.1,
            lines: now.lines.clone(),
        }
    }
}

#[derive(Serialize)]
struct RunWalkOut {
    run_min: Number,
    walk_min: Number,
    reps: usize,
}

#[derive(Serialize)]
struct SessionOut {
    date: Date,
    #[serde(flatten)]
    done: RunWalkOut,
    running_min: Number,
    response: &'static str,
}

impl ReturnOut {
    fn of(way: &ReturnToRun) -> ReturnOut {
        let done = |what: &RunWalk| RunWalkOut {
            run_min: Number(what.run_min),
            walk_min: Number(what.walk_min),
            reps: what.reps,
        };
        ReturnOut {
            now: way.now.as_ref().map(StageOut::of),
            stages: way.stages.iter().map(done).collect(),
            sessions: way
                .sessions
                .iter()
                .map(|session| SessionOut {
                    date: session.date,
                    done: done(&session.done),
                    running_min: Number(session.running_min),
                    response: session.response.key(),
                })
                .collect(),
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

#[derive(Serialize)]
struct ShoeOut<'a> {
    name: &'a str,
    distance_m: Number,
    in_period_m: Number,
}

impl<'a> ShoeOut<'a> {
    fn of(shoe: &'a Shoe) -> ShoeOut<'a> {
        ShoeOut {
            name: &shoe.name,
            distance_m: Number(shoe.distance_m),
            in_period_m: Number(shoe.in_period_m),
        }
    }
}

#[derive(Serialize)]
struct SurfaceOut<'a> {
    name: &'a str,
    share: Number,
}

impl<'a> SurfaceOut<'a> {
    fn of(surface: &'a Surface) -> SurfaceOut<'a> {
        SurfaceOut { name: &surface.name, share: Number(surface.share) }
    }
}

#[derive(Serialize)]
struct DayOut {
    date: Date,
    pain_morning: Option<Number>,
    pain_during_max: Option<Number>,
    running_min: Option<Number>,
    distance_m: Option<Number>,
    spike_ratio: Option<Number>,
    medicine: bool,
    flare: bool,
    unknown: bool,
}

impl DayOut {
    fn of(day: &Day) -> DayOut {
        DayOut {
            date: day.date,
            pain_morning: score(day.pain_morning),
            pain_during_max: score(day.pain_during),
            running_min: number(day.running_min),
            distance_m: number(day.distance_m),
            spike_ratio: day.spike.as_ref().map(|spike| Number(spike.ratio)),
            medicine: day.medicine,
            flare: day.flare,
            unknown: day.unknown,
        }
    }
}

#[derive(Serialize)]
struct NoticeOut<'a> {
    path: &'a str,
    text: &'a str,
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::page::example;

    fn text_of(value: f64) -> String {
        serde_json::to_string(&Number(value)).unwrap()
    }

    fn value_of(page: &Page) -> Value {
        serde_json::from_str(&summary(page).unwrap()).unwrap()
    }

    #[test]
    fn numbers_have_six_decimals_at_most_and_zero_has_no_sign() {
        assert_eq!(text_of(1.0 / 3.0), "0.333333");
        assert_eq!(text_of(-0.000_000_1), "0.0");
        assert_eq!(text_of(1e300), "1e+300");
        assert_eq!(text_of(f64::NAN), "null");
        assert_eq!(text_of(f64::NEG_INFINITY), "null");
    }

    #[test]
    fn keys_of_the_schema_stand_in_their_order() {
        let text = summary(&example::october()).unwrap();
        let place = |key: &str| text.find(&format!("\n  \"{key}\":")).expect(key);
        let promised = [
            "schema", "month", "coverage", "headline", "pain", "load", "form", "links", "plan",
            "shoes", "surfaces", "notices",
        ];
        assert!(promised.iter().map(|key| place(key)).is_sorted());
    }

    #[test]
    fn what_is_not_known_is_null_and_never_zero() {
        let value = value_of(&example::no_diary());
        assert!(value["pain"]["mornings_after_runs"]["value"].is_null());
        assert!(value["pain"]["settled"].is_null());
        assert!(value["days"][0]["pain_morning"].is_null());
        assert!(value["days"][1]["distance_m"].is_null());
    }

    #[test]
    fn what_the_safety_box_withholds_is_withheld_here() {
        let value = value_of(&example::emergency());
        for key in ["headline", "links", "plan"] {
            assert_eq!(value[key], Value::Array(Vec::new()), "{key}");
        }
        assert!(value["form"].as_object().unwrap().is_empty());
        assert!(value["pain"]["days_logged"].as_u64().unwrap() > 0);
        assert!(!summary(&example::emergency()).unwrap().contains("cadence_spm"));
    }

    #[test]
    fn a_rich_month_in_full() {
        insta::assert_snapshot!(summary(&example::october()).unwrap());
    }
}
