//! Every number on a page, for other programs: schema `backstride.month/1`.
//!
//! Keys stand in a fixed order. Numbers are rounded to six decimals; `null` is not known, and never
//! zero. What the safety box withholds from the page is withheld here too.

use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::{
    model::{PainScore, Provenance, Response},
    page::{
        Diary, Echo, Figure, FormPanel, Headline, LinkTest, Mean, Page, PlanRow, SafetyLevel, Shoe,
        Spike, Surface, Week,
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

/// A number as it stands in a document.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rounded = (self.0 * 1e6).round() / 1e6;
        // Too large to be rounded that way: it has no such decimals.
        let rounded = if rounded.is_finite() { rounded } else { self.0 };
        if rounded.is_finite() {
            // Adding zero makes -0 into 0.
            serializer.serialize_f64(rounded + 0.0)
        } else {
            serializer.serialize_none()
        }
    }
}

fn number(value: Option<f64>) -> Option<Number> {
    value.map(Number)
}

fn score(score: Option<PainScore>) -> Option<Number> {
    score.map(|score| Number(score.value()))
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
    coverage: Coverage<'a>,
    headline: Vec<HeadlineOut<'a>>,
    figures: Vec<FigureOut<'a>>,
    pain: Pain<'a>,
    load: Load,
    form: Form<'a>,
    links: Vec<LinkOut<'a>>,
    plan: Vec<PlanOut<'a>>,
    shoes: Vec<ShoeOut<'a>>,
    surfaces: Vec<SurfaceOut<'a>>,
    days: Vec<DayOut>,
    notices: Vec<NoticeOut<'a>>,
}

impl<'a> Summary<'a> {
    fn of(page: &'a Page) -> Summary<'a> {
        let shown = page.safety.level == SafetyLevel::Calm;
        let withheld = |key: &str| !shown && page.form.iter().any(|panel| panel.key == key);
        let figures = page.figures.iter().filter(|figure| !withheld(figure.key));
        let plan = page.plan.as_ref().filter(|_| shown);
        Summary {
            schema: SCHEMA,
            month: &page.period.key,
            title: &page.period.title,
            first: page.period.first,
            last: page.period.last,
            known_until: page.period.known_until,
            safety: Safety::of(page),
            coverage: Coverage::of(page),
            headline: page.headlines.iter().filter(|_| shown).map(HeadlineOut::of).collect(),
            figures: figures.map(FigureOut::of).collect(),
            pain: Pain::of(page),
            load: Load::of(page),
            form: Form(if shown { &page.form } else { &[] }),
            links: page.link.tests.iter().filter(|_| shown).map(LinkOut::of).collect(),
            plan: plan.iter().flat_map(|plan| &plan.rows).map(PlanOut::of).collect(),
            shoes: page.shoes.iter().map(ShoeOut::of).collect(),
            surfaces: page.surfaces.iter().map(SurfaceOut::of).collect(),
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
struct Safety<'a> {
    level: &'static str,
    reasons: &'a [String],
    withheld: &'static [&'static str],
}

impl<'a> Safety<'a> {
    fn of(page: &'a Page) -> Safety<'a> {
        let (level, withheld): (_, &'static [&'static str]) = match page.safety.level {
            SafetyLevel::Calm => ("calm", &[]),
            SafetyLevel::Urgent => ("urgent", &["headline", "form", "links", "plan"]),
            SafetyLevel::Emergency => ("emergency", &["headline", "form", "links", "plan"]),
        };
        Safety { level, reasons: &page.safety.reasons, withheld }
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

#[derive(Default, Serialize)]
struct MeanOut {
    value: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    n: usize,
    previous: Option<Number>,
}

impl MeanOut {
    fn of(mean: Option<Mean>, previous: Option<Mean>) -> MeanOut {
        MeanOut {
            value: mean.map(|mean| Number(mean.value)),
            low: mean.and_then(|mean| number(mean.low)),
            high: mean.and_then(|mean| number(mean.high)),
            n: mean.map_or(0, |mean| mean.n),
            previous: previous.map(|mean| Number(mean.value)),
        }
    }
}

/// Answers to runs are `null` where there is no log to tell them from.
#[derive(Serialize)]
struct Pain<'a> {
    mornings_after_runs: MeanOut,
    days_logged: usize,
    settled: Option<usize>,
    slightly_raised: Option<usize>,
    raised: Option<usize>,
    back_to_usual: Option<usize>,
    high: Option<usize>,
    unknown: Option<usize>,
    #[serde(rename = "where")]
    places: Vec<DaysOf<'a>>,
    mornings: MeanOut,
    legs: Vec<DaysOf<'a>>,
    stiff_min: Option<Number>,
    medicine_days: Option<usize>,
    #[serde(rename = "function_0_10")]
    function: Option<Number>,
    sleep_h: Option<Number>,
    treatment_days: Option<usize>,
    responses: Vec<ResponseOut>,
}

impl<'a> Pain<'a> {
    fn of(page: &'a Page) -> Pain<'a> {
        let (diary, echo) = (page.diary.as_ref(), page.echo.as_ref());
        let answered = |response| echo.map(|echo| answered(echo, response));
        let days_of = |list: fn(&Diary) -> &[(String, usize)]| {
            diary.map(list).unwrap_or_default().iter().map(DaysOf::of).collect()
        };
        Pain {
            mornings_after_runs: MeanOut::of(
                diary.and_then(|diary| diary.after_runs),
                diary.and_then(|diary| diary.after_runs_previous),
            ),
            days_logged: page.coverage.days_logged,
            settled: answered(Response::Settled),
            slightly_raised: answered(Response::SlightlyRaised),
            raised: answered(Response::Raised),
            back_to_usual: answered(Response::BackToUsual),
            high: answered(Response::High),
            unknown: answered(Response::Unknown),
            places: days_of(|diary| &diary.places),
            mornings: MeanOut::of(
                diary.and_then(|diary| diary.mornings),
                diary.and_then(|diary| diary.mornings_previous),
            ),
            legs: days_of(|diary| &diary.legs),
            stiff_min: diary.and_then(|diary| number(diary.stiff_min)),
            medicine_days: diary.and_then(|diary| diary.medicine_days),
            function: diary.and_then(|diary| number(diary.function)),
            sleep_h: diary.and_then(|diary| number(diary.sleep_h)),
            treatment_days: diary.map(|diary| diary.treatment_days),
            responses: echo.iter().flat_map(|echo| &echo.rows).map(ResponseOut::of).collect(),
        }
    }
}

fn answered(echo: &Echo, response: Response) -> usize {
    echo.counts.iter().filter(|(answer, _)| *answer == response).map(|(_, days)| days).sum()
}

#[derive(Serialize)]
struct DaysOf<'a> {
    name: &'a str,
    days: usize,
}

impl<'a> DaysOf<'a> {
    fn of((name, days): &'a (String, usize)) -> DaysOf<'a> {
        DaysOf { name, days: *days }
    }
}

#[derive(Serialize)]
struct ResponseOut {
    date: Date,
    pain_before: Option<Number>,
    pain_during_max: Option<Number>,
    pain_next_morning: Option<Number>,
    response: &'static str,
}

impl ResponseOut {
    fn of(row: &crate::page::EchoRow) -> ResponseOut {
        ResponseOut {
            date: row.date,
            pain_before: score(row.before),
            pain_during_max: score(row.during),
            pain_next_morning: score(row.next_morning),
            response: row.response.key(),
        }
    }
}

#[derive(Serialize)]
struct Load {
    runs: usize,
    distance_m: Number,
    running_min: Number,
    rest_days: usize,
    longest_m: Option<Number>,
    spikes: Vec<SpikeOut>,
    weeks: Vec<WeekOut>,
    provenance: Provenance,
    previous_distance_m: Option<Number>,
    longest_date: Option<Date>,
    longest_ratio: Option<Number>,
    days_without_run: usize,
    longest_streak_days: usize,
    weeks_since_lighter: Option<usize>,
    steps: Option<Number>,
    steps_up: Option<Number>,
    steps_level: Option<Number>,
    steps_down: Option<Number>,
    session_rpe_load_au: Option<Number>,
}

impl Load {
    fn of(page: &Page) -> Load {
        let load = &page.load;
        Load {
            runs: page.coverage.runs,
            distance_m: Number(page.coverage.distance_m),
            running_min: Number(page.coverage.running_min),
            rest_days: load.rest_days,
            longest_m: load.longest.map(|(_, metres)| Number(metres)),
            spikes: load.spikes.iter().map(SpikeOut::of).collect(),
            weeks: load.weeks.iter().map(WeekOut::of).collect(),
            provenance: Provenance::Derived,
            previous_distance_m: number(load.previous_distance_m),
            longest_date: load.longest.map(|(date, _)| date),
            longest_ratio: number(load.longest_ratio),
            days_without_run: load.days_without_run,
            longest_streak_days: load.longest_streak,
            weeks_since_lighter: load.weeks_since_lighter,
            steps: number(load.steps),
            steps_up: load.steps_by_slope.map(|(up, _, _)| Number(up)),
            steps_level: load.steps_by_slope.map(|(_, level, _)| Number(level)),
            steps_down: load.steps_by_slope.map(|(_, _, down)| Number(down)),
            session_rpe_load_au: number(load.session_rpe_load_au),
        }
    }
}

#[derive(Serialize)]
struct SpikeOut {
    date: Date,
    ratio: Number,
    class: &'static str,
    distance_m: Number,
    longest_previous_30d_m: Number,
}

impl SpikeOut {
    fn of(spike: &Spike) -> SpikeOut {
        SpikeOut {
            date: spike.date,
            ratio: Number(spike.ratio),
            class: spike.class.key(),
            distance_m: Number(spike.distance_m),
            longest_previous_30d_m: Number(spike.longest_before_m),
        }
    }
}

#[derive(Serialize)]
struct WeekOut {
    monday: Date,
    week: i8,
    distance_m: Number,
    running_min: Number,
    runs: usize,
    longest_m: Option<Number>,
    spike_ratio: Option<Number>,
    lighter: bool,
    partial: bool,
    pain_morning: Option<Number>,
}

impl WeekOut {
    fn of(week: &Week) -> WeekOut {
        WeekOut {
            monday: week.monday,
            week: week.number,
            distance_m: Number(week.distance_m),
            running_min: Number(week.running_min),
            runs: week.runs,
            longest_m: number(week.longest_m),
            spike_ratio: week.spike.as_ref().map(|spike| Number(spike.ratio)),
            lighter: week.lighter,
            partial: week.partial,
            pain_morning: number(week.pain_morning),
        }
    }
}

/// Metric keys in the order of the page.
struct Form<'a>(&'a [FormPanel]);

impl Serialize for Form<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for panel in self.0 {
            map.serialize_entry(panel.key, &FormOut::of(panel))?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct FormOut<'a> {
    value: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    n: usize,
    provenance: Provenance,
    usual_low: Option<Number>,
    usual_high: Option<Number>,
    breaks: Vec<BreakOut<'a>>,
    usual: &'a str,
    reference: Option<Number>,
    at_speed_m_per_s: Option<Number>,
    points: Vec<PointOut>,
}

impl<'a> FormOut<'a> {
    fn of(panel: &'a FormPanel) -> FormOut<'a> {
        FormOut {
            value: panel.value.map(|mean| Number(mean.value)),
            low: panel.value.and_then(|mean| number(mean.low)),
            high: panel.value.and_then(|mean| number(mean.high)),
            n: panel.value.map_or(0, |mean| mean.n),
            provenance: panel.provenance,
            usual_low: panel.band.map(|(low, _)| Number(low)),
            usual_high: panel.band.map(|(_, high)| Number(high)),
            breaks: panel
                .breaks
                .iter()
                .map(|(date, what)| BreakOut { date: *date, what })
                .collect(),
            usual: &panel.band_note,
            reference: panel.reference.map(|mean| Number(mean.value)),
            at_speed_m_per_s: number(panel.at_speed_m_per_s),
            points: panel.points.iter().map(PointOut::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct BreakOut<'a> {
    date: Date,
    what: &'a str,
}

#[derive(Serialize)]
struct PointOut {
    date: Date,
    value: Number,
    low: Option<Number>,
    high: Option<Number>,
    provenance: Provenance,
    stretch: usize,
}

impl PointOut {
    fn of(point: &crate::page::FormPoint) -> PointOut {
        PointOut {
            date: point.date,
            value: Number(point.value),
            low: point.range.map(|(low, _)| Number(low)),
            high: point.range.map(|(_, high)| Number(high)),
            provenance: point.provenance,
            stretch: point.stretch,
        }
    }
}

#[derive(Serialize)]
struct LinkOut<'a> {
    exposure: &'a str,
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

impl<'a> LinkOut<'a> {
    fn of(test: &'a LinkTest) -> LinkOut<'a> {
        LinkOut {
            exposure: &test.exposure,
            outcome: "next_morning",
            lag_days: test.lag_days,
            primary: test.primary,
            n: test.n,
            rho: number(test.rho),
            ci_low: number(test.ci_low),
            ci_high: number(test.ci_high),
            p: number(test.p),
            q: number(test.q),
            verdict: test.verdict,
        }
    }
}

#[derive(Serialize)]
struct PlanOut<'a> {
    target: &'a str,
    asked: &'a str,
    done: &'a str,
}

impl<'a> PlanOut<'a> {
    fn of(row: &'a PlanRow) -> PlanOut<'a> {
        PlanOut { target: &row.target, asked: &row.asked, done: &row.done }
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
}

impl DayOut {
    fn of(day: &crate::page::Day) -> DayOut {
        DayOut {
            date: day.date,
            pain_morning: score(day.pain_morning),
            pain_during_max: score(day.pain_during),
            running_min: number(day.running_min),
            distance_m: number(day.distance_m),
            spike_ratio: day.spike.as_ref().map(|spike| Number(spike.ratio)),
            medicine: day.medicine,
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
    use crate::report::example;

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
