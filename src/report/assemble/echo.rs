//! How the back answered the period's runs.

use super::{History, within};
use crate::{
    model::Response,
    page::{Echo, EchoRow, Period},
    pain,
    report::words,
};

/// The panel; none where the diary has nothing on the period's run days.
pub(super) fn panel(history: &History<'_>, period: &Period) -> Option<Echo> {
    let log = history.log?;
    let mut rows: Vec<EchoRow> = history
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
            response: pain::echo::response(log, row.date, None),
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    rows.sort_by(|a, b| {
        let rise = |row: &EchoRow| match (row.before, row.next_morning) {
            (Some(before), Some(next)) => next.value() - before.value(),
            // Not known goes last.
            _ => f64::NEG_INFINITY,
        };
        rise(b)
            .total_cmp(&rise(a))
            .then(b.next_morning.cmp(&a.next_morning))
            .then(a.date.cmp(&b.date))
    });
    let counts: Vec<(Response, usize)> = Response::ALL
        .into_iter()
        .map(|response| (response, rows.iter().filter(|row| row.response == response).count()))
        .collect();
    Some(Echo { title: title(&counts), rows, counts })
}

fn title(counts: &[(Response, usize)]) -> String {
    let of = |wanted: Response| {
        counts.iter().find(|(response, _)| *response == wanted).map_or(0, |(_, n)| *n)
    };
    let all: usize = counts.iter().map(|(_, n)| n).sum();
    let known = all - of(Response::Unknown);
    if known == 0 {
        return "How the back answered the runs is not yet known".to_owned();
    }
    let settled = of(Response::Settled);
    format!("{settled} of {} had settled by the next morning", words::count(known, "run day"))
}
