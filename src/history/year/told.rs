//! What is known of the days of a year.

use jiff::civil::Date;

use crate::{
    insight::flare_spans::{self, Marks},
    load::DayLoad,
    model::{
        PainScore,
        calendar::{days_in, each_day},
    },
    page::Mean,
    pain::{PainLog, has_pain_value},
    signal,
};

/// What the log tells of flares, found once.
pub(super) struct Told<'a> {
    pub(super) log: Option<&'a PainLog>,
    pub(super) flares: Vec<(Date, Date)>,
}

impl<'a> Told<'a> {
    pub(super) fn of(log: Option<&'a PainLog>, until: Date) -> Told<'a> {
        let spans = log.map(|log| flare_spans::spans(log, until, Marks::Read));
        let flares = spans.into_iter().flatten().map(|span| (span.first, span.last)).collect();
        Told { log, flares }
    }

    /// Days of a span in a flare; none where the log has no pain there.
    pub(super) fn flare_days(&self, (first, last): (Date, Date)) -> Option<usize> {
        let is_flare =
            |day: Date| self.flares.iter().any(|(from, to)| (*from..=*to).contains(&day));
        let is_logged = self.log?.days(first, last).any(has_pain_value);
        is_logged.then(|| each_day(first, last).filter(|day| is_flare(*day)).count())
    }

    /// The mean of a span's mornings, and how many were logged.
    pub(super) fn mornings(&self, (first, last): (Date, Date)) -> Option<Mean> {
        let rows = self.log?.days(first, last);
        let mornings: Vec<f64> =
            rows.filter_map(|row| row.pain_morning).map(PainScore::value).collect();
        let value = signal::mean(&mornings)?;
        Some(Mean { value, low: None, high: None, n: mornings.len() })
    }

    /// The worst of a span, on the first day that has it.
    pub(super) fn peak(&self, (first, last): (Date, Date)) -> Option<(Date, PainScore)> {
        let scores = self.log?.days(first, last).filter_map(|row| Some((row.date, row.worst()?)));
        scores.reduce(|worst, next| if next.1 > worst.1 { next } else { worst })
    }
}

/// The days of a span, as far as there are any.
pub(super) fn days_of(loads: &[DayLoad], (first, last): (Date, Date)) -> &[DayLoad] {
    let from = loads.partition_point(|day| day.date < first);
    let until = loads.partition_point(|day| day.date <= last);
    loads.get(from..until).unwrap_or_default()
}

/// How many days of a span the export speaks for, and how many it has.
pub(super) fn days_known(loads: &[DayLoad], span: (Date, Date)) -> (usize, usize) {
    let known = days_of(loads, span).iter().filter(|day| day.known).count();
    (known, days_in(span.0, span.1))
}
