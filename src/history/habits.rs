//! What the log holds beside pain, and confidence beside runs and pain over the months.

use super::History;
use crate::{
    insight::habits,
    model::{Month, PainEntry, PainScore},
    page::{Habits, MonthBeside, Period},
    signal,
};

/// So many months stand beside each other.
const MONTHS: usize = 12;

/// What a period's rows hold beside pain; none without a row.
pub(super) fn habits(history: &History<'_>, period: &Period) -> Option<Habits> {
    let found = habits::habits(history.log?, (period.first, period.known_until))?;
    Some(Habits { months: months(history, period), ..found })
}

/// The months with a row up to the period's end; none where confidence was never logged in them.
fn months(history: &History<'_>, period: &Period) -> Vec<MonthBeside> {
    let Some(log) = history.log else { return Vec::new() };
    let rows = || log.entries().iter().filter(|row| row.date <= period.known_until);
    let mut months: Vec<Month> = rows().map(|row| Month::of(row.date)).collect();
    months.dedup();
    let skipped = months.len().saturating_sub(MONTHS);
    let told: Vec<MonthBeside> =
        months.into_iter().skip(skipped).map(|month| beside(history, period, month)).collect();
    if told.iter().any(|month| month.confidence.is_some()) { told } else { Vec::new() }
}

fn beside(history: &History<'_>, period: &Period, month: Month) -> MonthBeside {
    let (first, last) = (month.first(), month.last().min(period.known_until));
    let values = |of: fn(&PainEntry) -> Option<PainScore>| -> Vec<f64> {
        let rows = history.log.into_iter().flat_map(|log| log.days(first, last));
        rows.filter_map(of).map(PainScore::value).collect()
    };
    let confidence = values(|row| row.confidence);
    let mornings = values(|row| row.pain_morning);
    let mean = mornings.iter().sum::<f64>() / mornings.len() as f64;
    let run_days = history.run_days.iter().filter(|day| (first..=last).contains(&day.date));
    MonthBeside {
        first,
        last,
        confidence: signal::median(&confidence).map(|median| (median, confidence.len())),
        mornings: (!mornings.is_empty()).then_some((mean, mornings.len())),
        run_days: run_days.count(),
    }
}
