//! What the diary says, and how the back answered.

use jiff::civil::Date;
use serde::Serialize;

use super::{Number, number, score};
use crate::{
    model::Response,
    page::{Diary, Echo, EchoRow, LoggedAfter, Mean, Page, Scale, SettledBy, SettledThird},
};

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
pub(super) struct Pain<'a> {
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
    logged_after: Option<LoggedAfterOut>,
    zones: ZonesOut,
    questionnaires: Vec<QuestionnaireOut>,
    settled_by: Vec<SettledByOut>,
}

/// Where the zones of pain end, and run days by the zone of their worst pain; `null` where it was
/// never logged.
#[derive(Serialize)]
struct ZonesOut {
    lower_to: Number,
    middle_to: Number,
    high_above: Option<Number>,
    worst_lower: Option<usize>,
    worst_middle: Option<usize>,
    worst_higher: Option<usize>,
}

impl ZonesOut {
    fn of(page: &Page) -> ZonesOut {
        let worst = page.echo.as_ref().and_then(|echo| echo.worst);
        ZonesOut {
            lower_to: Number(page.zones.lower_to),
            middle_to: Number(page.zones.middle_to),
            high_above: number(page.high_above),
            worst_lower: worst.map(|worst| worst.lower),
            worst_middle: worst.map(|worst| worst.middle),
            worst_higher: worst.map(|worst| worst.higher),
        }
    }
}

/// Next mornings that were logged, after run days and after other days.
#[derive(Serialize)]
struct LoggedAfterOut {
    run_days: usize,
    of_run_days: usize,
    other_days: usize,
    of_other_days: usize,
}

impl LoggedAfterOut {
    const fn of(after: LoggedAfter) -> LoggedAfterOut {
        LoggedAfterOut {
            run_days: after.run_days.0,
            of_run_days: after.run_days.1,
            other_days: after.other_days.0,
            of_other_days: after.other_days.1,
        }
    }
}

#[derive(Serialize)]
struct QuestionnaireOut {
    name: &'static str,
    answered: usize,
    last: Date,
    value: Number,
    before: Option<Date>,
    before_value: Option<Number>,
    in_flare: bool,
}

impl QuestionnaireOut {
    fn of(scale: &Scale) -> QuestionnaireOut {
        QuestionnaireOut {
            name: scale.questionnaire.key(),
            answered: scale.answered,
            last: scale.last,
            value: Number(scale.value),
            before: scale.before.map(|(day, _)| day),
            before_value: number(scale.before.map(|(_, value)| value)),
            in_flare: scale.in_flare,
        }
    }
}

#[derive(Serialize)]
struct SettledByOut {
    by: &'static str,
    thirds: Vec<ThirdOut>,
}

impl SettledByOut {
    fn of(by: &SettledBy) -> SettledByOut {
        SettledByOut { by: by.by.key(), thirds: by.thirds.iter().map(ThirdOut::of).collect() }
    }
}

#[derive(Serialize)]
struct ThirdOut {
    from: Number,
    to: Number,
    settled: usize,
    known: usize,
}

impl ThirdOut {
    fn of(third: &SettledThird) -> ThirdOut {
        ThirdOut {
            from: Number(third.from),
            to: Number(third.to),
            settled: third.settled,
            known: third.known,
        }
    }
}

impl<'a> Pain<'a> {
    pub(super) fn of(page: &'a Page) -> Pain<'a> {
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
            stiff_min: diary.and_then(|diary| number(diary.stiff_min.map(|middle| middle.value))),
            medicine_days: diary.and_then(|diary| diary.medicine_days),
            function: diary.and_then(|diary| number(diary.function.map(|middle| middle.value))),
            sleep_h: diary.and_then(|diary| number(diary.sleep_h.map(|middle| middle.value))),
            treatment_days: diary.map(|diary| diary.treatment_days),
            responses: echo.iter().flat_map(|echo| &echo.rows).map(ResponseOut::of).collect(),
            logged_after: diary.and_then(|diary| diary.logged_after).map(LoggedAfterOut::of),
            zones: ZonesOut::of(page),
            questionnaires: diary
                .iter()
                .flat_map(|diary| &diary.scales)
                .map(QuestionnaireOut::of)
                .collect(),
            settled_by: echo.iter().flat_map(|echo| &echo.by).map(SettledByOut::of).collect(),
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
    pain_after_1h: Option<Number>,
    pain_next_morning: Option<Number>,
    response: &'static str,
    /// What is known where the answer is not.
    known: Option<String>,
    before_flare: bool,
}

impl ResponseOut {
    fn of(row: &EchoRow) -> ResponseOut {
        ResponseOut {
            date: row.date,
            pain_before: score(row.before),
            pain_during_max: score(row.during),
            pain_after_1h: score(row.after_1h),
            pain_next_morning: score(row.next_morning),
            response: row.response.key(),
            known: row.known.clone(),
            before_flare: row.before_flare,
        }
    }
}
