//! What goes together with what: one declared test, and looks that count as looks.
//!
//! The question is whether the morning after a run goes with the run, given how the back was
//! before it. Pain before a run shortens the run and carries on into the next morning, so plain
//! correlations find links where there are none; both series are therefore ranked and freed of
//! pain before. What then remains is set against circular shifts of itself, because days hang
//! together and textbook p-values do not know it.
//!
//! A diary is one person's. Nothing here says why.

use jiff::civil::Date;

pub use super::link_day::LinkDay;
pub use crate::model::Exposure;

use super::{
    association::{Partial, Triples, benjamini_hochberg},
    control,
    diary::took_medicine,
    evenness::evenness,
    link_day::triples,
};
use crate::{
    load::DayLoad,
    model::LinkVerdict,
    page::{Evenness, Finding, Link, LinkPair, LinkTest, LinkTold, TooFew, Verdict},
    pain::PainLog,
};

/// Under so many pairs there is no test.
pub const FEWEST_FOR_TEST: usize = 60;
/// Under so many pairs not even a correlation is given.
pub const FEWEST_FOR_RHO: usize = 30;
/// Distinct values the exposure must have for a test.
const FEWEST_DISTINCT: usize = 8;
/// The share of outcomes that must not be zero for a test.
const FEWEST_NON_ZERO: f64 = 0.2;
/// The test's level.
const ALPHA: f64 = 0.05;
/// Days beyond the next morning that exploratory looks go.
const LAGS: std::ops::RangeInclusive<i32> = 0..=3;
/// The most exposures that are looked at.
const MOST_EXPOSURES: usize = 6;

/// The history, and what was declared before looking.
#[derive(Clone, Copy, Debug)]
pub struct LinkQuestion<'a> {
    /// Every calendar day up to the period's end, in order and without gaps.
    pub days: &'a [LinkDay],
    /// What is looked at; the first is the primary one, and at most six count.
    pub exposures: &'a [Exposure],
    /// First and last day of the page's period, to mark its pairs.
    pub period: (Date, Date),
}

/// The panel: raw pairs, the declared test, and every other look.
pub fn link(question: &LinkQuestion<'_>) -> Link {
    let days = question.days;
    let looks = looks(question);
    let Some(primary) = looks.first() else { return Link::default() };
    let verdict = verdict(days, primary);
    let tests = tests(days, &looks, &verdict);
    let pairs = days.iter().filter_map(|day| pair(day, question.period)).collect();
    let told = LinkTold { exposure: primary.exposure, n: primary.triples.len(), verdict };
    Link { told: Some(told), pairs, tests, ..Link::default() }
}

/// One exposure at one lag.
struct Look {
    exposure: Exposure,
    place: usize,
    lag_days: i32,
    triples: Triples,
}

/// Every look, the primary first: each exposure with the next morning and the three after it.
fn looks(question: &LinkQuestion<'_>) -> Vec<Look> {
    let exposures = question.exposures.iter().copied().enumerate().take(MOST_EXPOSURES);
    exposures
        .flat_map(|(place, exposure)| LAGS.map(move |lag_days| (place, exposure, lag_days)))
        .map(|(place, exposure, lag_days)| {
            let triples = triples(question.days, (place, exposure), lag_days, |_| true);
            Look { exposure, place, lag_days, triples }
        })
        .collect()
}

fn verdict(days: &[LinkDay], primary: &Look) -> Verdict {
    let triples = &primary.triples;
    if triples.len() < FEWEST_FOR_TEST {
        return Verdict::TooFew(TooFew::Pairs);
    }
    if primary.exposure.is_of_run()
        && let Some(uneven) = evenness(days, primary.place).filter(Evenness::is_uneven)
    {
        return Verdict::UnevenLog(uneven);
    }
    let mut values = triples.exposure.clone();
    values.sort_by(f64::total_cmp);
    values.dedup();
    if values.len() < FEWEST_DISTINCT {
        return Verdict::TooFew(TooFew::Values);
    }
    let painful = triples.outcome.iter().filter(|score| **score > 0.0).count();
    if (painful as f64) < FEWEST_NON_ZERO * triples.len() as f64 {
        return Verdict::TooFew(TooFew::PainfulMornings);
    }
    let Some(finding) = finding(days, primary) else { return Verdict::TooFew(TooFew::Values) };
    if finding.p >= ALPHA {
        return Verdict::NoClearLink(finding);
    }
    let specificity = control::specificity(days, (primary.place, primary.exposure), finding.rho);
    if specificity.is_clean() {
        Verdict::Associated(finding)
    } else {
        Verdict::NotSpecific(finding, specificity)
    }
}

fn finding(days: &[LinkDay], primary: &Look) -> Option<Finding> {
    let partial = Partial::of(&primary.triples)?;
    let at = (primary.place, primary.exposure);
    let sober = triples(days, at, 0, |day| !day.medicine);
    let medicated = primary.triples.len() - sober.len();
    let without_medicine = (medicated > 0 && sober.len() >= FEWEST_FOR_RHO)
        .then(|| Partial::of(&sober).map(|partial| (medicated, partial.rho)))
        .flatten();
    let trendless = control::without_trend(days, at).and_then(|triples| Partial::of(&triples));
    Some(Finding {
        rho: partial.rho,
        interval: partial.interval(),
        p: partial.shift_p()?,
        detectable: partial.detectable(),
        turns_without_trend: trendless.is_some_and(|other| other.rho * partial.rho < 0.0),
        without_medicine,
    })
}

/// The declared test first, then the looks. An uneven log leaves nothing but counts.
fn tests(days: &[LinkDay], looks: &[Look], verdict: &Verdict) -> Vec<LinkTest> {
    if matches!(verdict, Verdict::UnevenLog(_)) {
        return looks.first().map(|look| counted(look, verdict.kind())).into_iter().collect();
    }
    let rates = rates(looks);
    looks
        .iter()
        .enumerate()
        .filter(|(i, look)| *i == 0 || has_any(days, look))
        .map(|(i, look)| {
            let primary = i == 0;
            let said = if primary { verdict.kind() } else { LinkVerdict::Exploratory };
            let mut test = counted(look, said);
            test.primary = primary;
            if look.triples.len() >= FEWEST_FOR_RHO
                && let Some(partial) = Partial::of(&look.triples)
            {
                test.rho = Some(partial.rho);
                (test.ci_low, test.ci_high) = partial.interval().unzip();
            }
            test.p = verdict.finding().filter(|_| primary).map(|finding| finding.p);
            test.q = rates.as_ref().filter(|_| !primary).and_then(|rates| rates[i]);
            test
        })
        .collect()
}

fn counted(look: &Look, verdict: LinkVerdict) -> LinkTest {
    LinkTest {
        exposure: look.exposure,
        lag_days: look.lag_days,
        primary: true,
        n: look.triples.len(),
        rho: None,
        ci_low: None,
        ci_high: None,
        p: None,
        q: None,
        verdict,
    }
}

/// Whether any day has a value of a look's exposure: an exposure that was never recorded is no look.
fn has_any(days: &[LinkDay], look: &Look) -> bool {
    days.iter().any(|day| day.values.get(look.place).is_some_and(Option::is_some))
}

/// The false discovery rate of each look among all of them, lags and primary included; none where
/// the mornings are too few for so many looks.
fn rates(looks: &[Look]) -> Option<Vec<Option<f64>>> {
    let tried: Vec<(usize, f64)> = looks
        .iter()
        .enumerate()
        .filter(|(_, look)| !look.triples.is_empty())
        .map(|(i, look)| Some((i, Partial::of(&look.triples)?.shift_p()?)))
        .collect::<Option<_>>()?;
    let fewest = looks.iter().map(|look| look.triples.len()).filter(|n| *n > 0).min()?;
    if fewest < needed_for(tried.len()) {
        return None;
    }
    let p: Vec<f64> = tried.iter().map(|(_, p)| *p).collect();
    let mut rates = vec![None; looks.len()];
    for ((i, _), rate) in tried.iter().zip(benjamini_hochberg(&p)) {
        rates[*i] = Some(rate);
    }
    Some(rates)
}

/// How many pairs so many looks need before one of them can stand out.
pub const fn needed_for(looks: usize) -> usize {
    10 * looks + 4
}

/// One sentence under the looks: how many there were, and whether there are mornings enough.
pub fn looks_note(tests: &[LinkTest]) -> Option<String> {
    let looks = tests.len();
    let fewest = tests.iter().map(|test| test.n).min()?;
    if looks < 2 {
        None
    } else if fewest < needed_for(looks) {
        Some(format!("Too few mornings to test {looks} links."))
    } else {
        Some(format!("{looks} looks were taken; with so many, some stand out by chance."))
    }
}

fn pair(day: &LinkDay, (first, last): (Date, Date)) -> Option<LinkPair> {
    Some(LinkPair {
        date: day.date,
        running_min: day.running_min.filter(|_| day.ran)?,
        before: day.before,
        next_morning: day.next_morning?,
        in_period: (first..=last).contains(&day.date),
    })
}

/// The days of a history up to a period's last day, with what was declared. Minutes, spikes and
/// sleep come from the days themselves; `of_form` gives the exposures that rest on form.
pub fn days_of(
    history: &[DayLoad],
    log: &PainLog,
    exposures: &[Exposure],
    last: Date,
    of_form: impl Fn(Date, Exposure) -> Option<f64>,
) -> Vec<LinkDay> {
    let value = |day: &DayLoad, exposure: Exposure| match exposure {
        Exposure::RunningMin => day.running_min,
        Exposure::SpikeRatio => day.spike_ratio,
        Exposure::SleepH => day.sleep_h,
        Exposure::OverstrideSelfPct | Exposure::CadenceSpm | Exposure::DownhillMin => {
            of_form(day.date, exposure)
        }
    };
    history
        .iter()
        .take_while(|day| day.date <= last)
        .map(|day| LinkDay {
            date: day.date,
            ran: day.runs > 0,
            running_min: day.running_min,
            before: day.pain_before.or(day.pain_morning),
            next_morning: day.pain_next_morning,
            medicine: log.day(day.date).and_then(took_medicine) == Some(true),
            values: exposures.iter().map(|exposure| value(day, *exposure)).collect(),
        })
        .collect()
}

#[cfg(test)]
#[path = "link_tests.rs"]
mod tests;
