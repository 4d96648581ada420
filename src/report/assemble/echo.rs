//! How the back answered the period's runs.

use jiff::civil::Date;

use super::{History, within};
use crate::{
    load::DayLoad,
    model::Response,
    page::{Echo, EchoRow, Period, RunQuantity, SettledBy},
    pain::{
        self,
        echo::{settled_by, worst_by_zone},
    },
};

/// The panel; none where the period has no run day.
pub(super) fn panel(history: &History<'_>, period: &Period) -> Option<Echo> {
    let log = history.log?;
    let rows: Vec<EchoRow> = history
        .run_days
        .iter()
        .filter(|row| within(period, row.date))
        .map(|row| EchoRow {
            date: row.date,
            before: row.before.or(row.morning),
            during: row.during,
            next_morning: row.next_morning,
            running_min: row.running_min,
            distance_m: row.distance_m,
            response: history.answer(log, row.date),
        })
        .collect();
    let worst = worst_by_zone(&rows, history.zones());
    (!rows.is_empty()).then(|| Echo { worst, by: by(history, period), ..pain::echo::echo(rows) })
}

/// Over all run days up to the period's end: a month alone has too few for thirds.
fn by(history: &History<'_>, period: &Period) -> Vec<SettledBy> {
    let Some(log) = history.log else { return Vec::new() };
    let answers: Vec<(usize, Response)> = history
        .loads
        .iter()
        .enumerate()
        .filter(|(_, day)| day.runs > 0 && day.date <= period.known_until)
        .map(|(at, day)| (at, history.answer(log, day.date)))
        .collect();
    [RunQuantity::Distance, RunQuantity::DownhillSteps, RunQuantity::Speed]
        .into_iter()
        .filter_map(|quantity| {
            let days = answers.iter().map(|(at, answer)| {
                let day = history.loads.get(*at);
                (day.and_then(|day| value(history, day, quantity)), *answer)
            });
            settled_by(quantity, days)
        })
        .collect()
}

fn value(history: &History<'_>, day: &DayLoad, quantity: RunQuantity) -> Option<f64> {
    match quantity {
        RunQuantity::Distance => day.distance_m,
        RunQuantity::DownhillSteps => day.steps_down,
        RunQuantity::Speed => running_speed_m_per_s(history, day.date),
    }
}

/// Speed while running, all runs of a day together: what was walked between is no part of it.
fn running_speed_m_per_s(history: &History<'_>, date: Date) -> Option<f64> {
    let (mut metres, mut seconds) = (0.0, 0.0);
    for run in history.runs.iter().filter(|run| run.date() == date) {
        metres += run.totals.running_distance_m?;
        seconds += run.totals.running_s?;
    }
    (seconds > 0.0).then(|| metres / seconds)
}
