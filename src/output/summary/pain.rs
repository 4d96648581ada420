//! What the diary says, and how the back answered.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    model::{PainScore, Response},
    page::{Diary, Echo, EchoRow, LoggedAfter, Mean, Page, Scale, SettledBy, shape},
    say::mornings::half_known,
};

#[derive(Default, Serialize)]
struct MeanOut {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    n: usize,
    previous: Option<f64>,
}

impl MeanOut {
    fn of(mean: Option<Mean>, previous: Option<Mean>) -> MeanOut {
        MeanOut {
            value: mean.map(|mean| mean.value),
            low: mean.and_then(|mean| mean.low),
            high: mean.and_then(|mean| mean.high),
            n: mean.map_or(0, |mean| mean.n),
            previous: previous.map(|mean| mean.value),
        }
    }
}

/// Answers to runs are `null` where there is no log to tell them from.
#[derive(Serialize)]
pub(super) struct Pain<'a> {
    mornings_after_runs: MeanOut,
    days_logged: usize,
    settled: Option<usize>,
    slightly_raised: Option<usize>,
    raised: Option<usize>,
    back_to_usual: Option<usize>,
    high: Option<usize>,
    unknown: Option<usize>,
    #[serde(rename = "where", serialize_with = "shape::days_of")]
    places: &'a [(String, usize)],
    mornings: MeanOut,
    #[serde(serialize_with = "shape::days_of")]
    legs: &'a [(String, usize)],
    stiff_min: Option<f64>,
    medicine_days: Option<usize>,
    #[serde(rename = "function_0_10")]
    function: Option<f64>,
    sleep_h: Option<f64>,
    treatment_days: Option<usize>,
    responses: Vec<ResponseOut>,
    logged_after: Option<LoggedAfter>,
    zones: ZonesOut,
    questionnaires: &'a [Scale],
    settled_by: &'a [SettledBy],
}

/// Where the zones of pain end, and run days by the zone of their worst pain; `null` where it was
/// never logged.
#[derive(Serialize)]
struct ZonesOut {
    lower_to: f64,
    middle_to: f64,
    high_above: Option<f64>,
    worst_lower: Option<usize>,
    worst_middle: Option<usize>,
    worst_higher: Option<usize>,
}

impl ZonesOut {
    fn of(page: &Page) -> ZonesOut {
        let worst = page.echo.as_ref().and_then(|echo| echo.worst);
        ZonesOut {
            lower_to: page.zones.lower_to,
            middle_to: page.zones.middle_to,
            high_above: page.high_above,
            worst_lower: worst.map(|worst| worst.lower),
            worst_middle: worst.map(|worst| worst.middle),
            worst_higher: worst.map(|worst| worst.higher),
        }
    }
}

impl<'a> Pain<'a> {
    pub(super) fn of(page: &'a Page) -> Pain<'a> {
        let (diary, echo) = (page.diary.as_ref(), page.echo.as_ref());
        let answered = |response| echo.map(|echo| answered(echo, response));
        let days_of = |list: fn(&Diary) -> &[(String, usize)]| diary.map(list).unwrap_or_default();
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
            stiff_min: diary.and_then(|diary| diary.stiff_min.map(|middle| middle.value)),
            medicine_days: diary.and_then(|diary| diary.medicine_days),
            function: diary.and_then(|diary| diary.function.map(|middle| middle.value)),
            sleep_h: diary.and_then(|diary| diary.sleep_h.map(|middle| middle.value)),
            treatment_days: diary.map(|diary| diary.treatment_days),
            responses: echo.iter().flat_map(|echo| &echo.rows).map(ResponseOut::of).collect(),
            logged_after: diary.and_then(|diary| diary.logged_after),
            zones: ZonesOut::of(page),
            questionnaires: diary.map_or(&[], |diary| &diary.scales),
            settled_by: echo.map_or(&[], |echo| &echo.by),
        }
    }
}

fn answered(echo: &Echo, response: Response) -> usize {
    echo.counts.iter().filter(|(answer, _)| *answer == response).map(|(_, days)| days).sum()
}

#[derive(Serialize)]
struct ResponseOut {
    date: Date,
    pain_before: Option<PainScore>,
    pain_during_max: Option<PainScore>,
    pain_after_1h: Option<PainScore>,
    pain_next_morning: Option<PainScore>,
    response: Response,
    /// What is known where the answer is not.
    known: Option<String>,
    before_flare: bool,
}

impl ResponseOut {
    fn of(row: &EchoRow) -> ResponseOut {
        ResponseOut {
            date: row.date,
            pain_before: row.before,
            pain_during_max: row.during,
            pain_after_1h: row.after_1h,
            pain_next_morning: row.next_morning,
            response: row.response,
            known: row.known.map(half_known),
            before_flare: row.before_flare,
        }
    }
}
