//! Cadence by pace: this year over the year before, or the newest month over those before it.

use jiff::civil::Date;

use crate::{
    history::History,
    model::{Channel, Month},
    outing::Outing,
    page::{CloudOf, PaceCadence, PaceCloud, Period},
};

/// Under so many runs there is no cloud.
const FEWEST_RUNS: usize = 5;
/// The width of a band of speed, in m/s.
const BAND_M_PER_S: f64 = 0.2;
/// Half minutes that a band needs, and runs that they are of.
const BAND_BINS: usize = 10;
const BAND_RUNS: usize = 3;

/// None where either period has too few runs with pace and cadence.
pub(super) fn pace_cadence(history: &History<'_>, year: &Period) -> Option<PaceCadence> {
    let of_year = |at: i16| {
        let (first, last) = (Date::new(at, 1, 1).ok()?, Date::new(at, 12, 31).ok()?);
        cloud(history, (first, last.min(year.known_until)), CloudOf::Year(at))
    };
    let at = year.first.year();
    let by_year = || Some(PaceCadence { now: of_year(at)?, before: of_year(at.checked_sub(1)?)? });
    let by_month = || {
        let newest = history.runs.iter().rev().find(|run| run.date() <= year.known_until)?;
        let month = Month::of(newest.date());
        let eve = month.first().yesterday().ok()?;
        let earlier = history.runs.iter().find(|run| run.date() >= year.first)?;
        let of_months = |span: (Date, Date)| cloud(history, span, CloudOf::Months(span.0, span.1));
        Some(PaceCadence {
            now: of_months((month.first(), month.last().min(year.known_until)))?,
            before: of_months((earlier.date(), eve))?,
        })
    };
    by_year().or_else(by_month)
}

/// Runs outdoors of days that are neither unwell nor of walking and running in turns.
fn cloud(history: &History<'_>, (first, last): (Date, Date), of: CloudOf) -> Option<PaceCloud> {
    let runs: Vec<&Outing> = history
        .runs
        .iter()
        .copied()
        .filter(|run| (first..=last).contains(&run.date()))
        .filter(|run| !run.indoor && !history.is_apart(run))
        .collect();
    let points: Vec<(f64, f64)> = runs.iter().filter_map(|run| point(run)).collect();
    (points.len() >= FEWEST_RUNS).then(|| PaceCloud { of, bands: bands(&runs), runs: points })
}

fn point(run: &Outing) -> Option<(f64, f64)> {
    let (metres, seconds) = (run.totals.running_distance_m?, run.totals.running_s?);
    let cadence = run.value("cadence_spm")?;
    (seconds > 0.0 && metres > 0.0).then(|| (metres / seconds, cadence))
}

/// Means of half minutes by band of speed, slowest first.
fn bands(runs: &[&Outing]) -> Vec<(f64, f64)> {
    let mut stretches: Vec<(i64, usize, f64, f64)> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let (Some(speeds), Some(cadences)) =
            (run.bins.values(Channel::Speed), run.bins.values(Channel::StepRate))
        else {
            continue;
        };
        let known = speeds.iter().zip(cadences).filter(|(v, c)| v.is_finite() && c.is_finite());
        stretches.extend(known.map(|(&v, &c)| (band_of(v), at, v, c)));
    }
    stretches.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
    stretches
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|band| {
            let runs = band.chunk_by(|a, b| a.1 == b.1).count();
            band.len() >= BAND_BINS && runs >= BAND_RUNS
        })
        .map(|band| {
            let n = band.len() as f64;
            let sum = |of: fn(&(i64, usize, f64, f64)) -> f64| band.iter().map(of).sum::<f64>() / n;
            (sum(|it| it.2), sum(|it| it.3))
        })
        .collect()
}

#[allow(clippy::cast_possible_truncation, reason = "speeds of runners are single digits")]
fn band_of(speed_m_per_s: f64) -> i64 {
    (speed_m_per_s / BAND_M_PER_S).floor() as i64
}
