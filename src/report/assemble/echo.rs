//! How the back answered the period's runs.

use super::{History, within};
use crate::{
    page::{Echo, EchoRow, Period},
    pain,
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
            response: pain::response(log, row.date, history.morning_limit(row.date)),
        })
        .collect();
    (!rows.is_empty()).then(|| pain::echo::echo(rows))
}
