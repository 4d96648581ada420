//! How the back answered the period's runs.

use jiff::civil::Date;

use super::{History, mornings::running_speed_m_per_s, period::within};
use crate::{
    load::DayLoad,
    model::{Flare, Response},
    page::{Echo, EchoRow, Period, RunQuantity, SettledBy},
    pain::{
        self,
        echo::{settled_by, worst_by_zone},
    },
};

/// The panel; none where the period has no run day.
pub(super) fn panel(history: &History<'_>, period: &Period, flares: &[Flare]) -> Option<Echo> {
    let log = history.log?;
    let before_flares: Vec<Date> = flares
        .iter()
        .filter_map(|flare| {
            let earlier = history.run_days.iter().filter(|row| row.date < flare.first);
            earlier.map(|row| row.date).next_back()
        })
        .collect();
    let rows: Vec<EchoRow> = history
        .run_days
        .iter()
        .filter(|row| within(period, row.date) || before_flares.contains(&row.date))
        .map(|row| EchoRow {
            date: row.date,
            before: row.before.or(row.morning),
            during: row.during,
            after_1h: pain::echo::points(log, row.date).after_1h,
            next_morning: row.next_morning,
            running_min: row.running_min,
            distance_m: row.distance_m,
            response: history.answer(log, row.date),
            known: super::mornings::half_known(history, row.date),
            before_flare: before_flares.contains(&row.date),
        })
        .collect();
    // A run before the period is shown with it, and counted with its own.
    let (rows, earlier): (Vec<EchoRow>, Vec<EchoRow>) =
        rows.into_iter().partition(|row| within(period, row.date));
    let worst = worst_by_zone(&rows, history.zones());
    (!rows.is_empty()).then(|| {
        let mut echo = Echo { worst, by: by(history, period), ..pain::echo::echo(rows) };
        echo.rows.splice(0..0, earlier);
        echo
    })
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
