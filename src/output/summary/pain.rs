//! What the diary says, and how the back answered.

use serde::Serialize;

use crate::output::document::{days_of, object};
use crate::{
    model::Response,
    page::{Echo, EchoRow, Mean, Page},
    say::{flare, mornings::half_known},
};

fn mean(mean: Option<Mean>, previous: Option<Mean>) -> impl Serialize {
    object! {
        value: mean.map(|mean| mean.value),
        low: mean.and_then(|mean| mean.low),
        high: mean.and_then(|mean| mean.high),
        n: mean.map_or(0, |mean| mean.n),
        previous: previous.map(|mean| mean.value),
    }
}

/// Where the zones of pain end, and run days by the zone of their worst pain; `null` where it was
/// never logged.
fn zones(page: &Page) -> impl Serialize {
    let worst = page.echo.as_ref().and_then(|echo| echo.worst);
    object! {
        lower_to: page.zones.lower_to,
        middle_to: page.zones.middle_to,
        high_above: page.high_above,
        worst_lower: worst.map(|worst| worst.lower),
        worst_middle: worst.map(|worst| worst.middle),
        worst_higher: worst.map(|worst| worst.higher),
    }
}

/// Answers to runs are `null` where there is no log to tell them from.
pub(super) fn pain(page: &Page) -> impl Serialize {
    let (diary, echo) = (page.diary.as_ref(), page.echo.as_ref());
    let answered = |response| echo.map(|echo| answered(echo, response));
    let places = diary.map_or(&[][..], |diary| &diary.places).iter();
    let places = places.map(|(site, side, days)| (flare::place(*site, *side), *days));
    let legs = diary.map_or(&[][..], |diary| &diary.legs).iter();
    let legs = legs.map(|(symptom, days)| (symptom.shown(), *days));
    object! {
        mornings_after_runs: mean(
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
        #[serde(rename = "where")]
        places: days_of(places),
        mornings: mean(
            diary.and_then(|diary| diary.mornings),
            diary.and_then(|diary| diary.mornings_previous),
        ),
        legs: days_of(legs),
        stiff_min: diary.and_then(|diary| diary.stiff_min.map(|middle| middle.value)),
        medicine_days: diary.and_then(|diary| diary.medicine_days),
        #[serde(rename = "function_0_10")]
        function: diary.and_then(|diary| diary.function.map(|middle| middle.value)),
        sleep_h: diary.and_then(|diary| diary.sleep_h.map(|middle| middle.value)),
        treatment_days: diary.map(|diary| diary.treatment_days),
        responses: echo.iter().flat_map(|echo| &echo.rows).map(answer).collect::<Vec<_>>(),
        logged_after: diary.and_then(|diary| diary.logged_after),
        zones: zones(page),
        questionnaires: diary.map_or(&[][..], |diary| &diary.scales),
        settled_by: echo.map_or(&[][..], |echo| &echo.by),
    }
}

fn answered(echo: &Echo, response: Response) -> usize {
    echo.counts.iter().filter(|(answer, _)| *answer == response).map(|(_, days)| days).sum()
}

fn answer(row: &EchoRow) -> impl Serialize {
    object! {
        date: row.date,
        pain_before: row.before,
        pain_during_max: row.during,
        pain_after_1h: row.after_1h,
        pain_next_morning: row.next_morning,
        response: row.response,
        /// What is known where the answer is not.
        known: row.known.map(half_known),
        before_flare: row.before_flare,
    }
}
