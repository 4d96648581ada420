//! One row for each calendar day, and which days the export speaks for.

use crate::{
    config::Config,
    load::{self, CoveredDays, DayLoad, RunLoad, UnknownSpan, WhyUnknown},
    model::PainScore,
    outing::Outing,
    pain::PainLog,
    pipeline::Gathered,
};

const SECONDS_PER_MINUTE: f64 = 60.0;

/// One row for each calendar day of the history.
pub(super) fn daily(gathered: &Gathered, log: Option<&PainLog>, config: &Config) -> Vec<DayLoad> {
    let no_log = PainLog::default();
    let log = log.unwrap_or(&no_log);
    let runs: Vec<RunLoad> = gathered.outings.iter().map(|outing| run_load(outing, log)).collect();
    let coverage = coverage(gathered, log, config);
    load::days(&load::LoadHistory { runs: &runs, coverage: &coverage, log, unwell: &config.unwell })
}

/// Which days the export speaks for: from its first to its last file, unless the config says
/// otherwise, without the gaps it declares and without spans of which nothing is known.
pub fn coverage(gathered: &Gathered, log: &PainLog, config: &Config) -> CoveredDays {
    let declared = &config.coverage;
    let gaps = declared.gaps.iter().filter(|[first, last]| first <= last);
    let mut unknown: Vec<UnknownSpan> = gaps
        .map(|&[first, last]| UnknownSpan {
            first,
            last,
            why: WhyUnknown::Declared,
            reported_days: 0,
        })
        .collect();
    // Who declares from when to when the export is complete has said that its gaps are rest.
    if declared.from.is_none() || declared.until.is_none() {
        let unwell = |day| log.is_shaded(day) || config.unwell.iter().any(|span| span.holds(day));
        let found = load::unknown_spans(gathered.outings.iter().map(Outing::date), log, unwell);
        let is_declared = |span: &UnknownSpan| {
            declared.gaps.iter().any(|[first, last]| *first <= span.first && span.last <= *last)
        };
        unknown.extend(found.into_iter().filter(|span| !is_declared(span)));
    }
    covered(gathered, config).without(unknown)
}

fn covered(gathered: &Gathered, config: &Config) -> CoveredDays {
    let declared = &config.coverage;
    let files = CoveredDays::of_files(gathered.outings.iter().map(Outing::date));
    let Some(first) = declared.from.or(files.first()) else { return files };
    let Some(last) = declared.until.or(files.last()) else { return files };
    let mut spans = Vec::new();
    let mut from = first;
    let mut gaps = declared.gaps.clone();
    gaps.sort_unstable();
    for [gap_from, gap_until] in gaps {
        if let Ok(day_before) = gap_from.yesterday() {
            spans.push((from, day_before));
        }
        from = from.max(gap_until.tomorrow().unwrap_or(gap_until));
    }
    spans.push((from, last));
    CoveredDays::declared(spans)
}

fn run_load(outing: &Outing, log: &PainLog) -> RunLoad {
    let totals = &outing.totals;
    let is_run = outing.is_run();
    let seconds = if is_run { totals.running_s } else { totals.timer_s.or(totals.elapsed_s) };
    let running_min = seconds.map(|seconds| seconds / SECONDS_PER_MINUTE);
    let started = Some(outing.local.at.time());
    let rpe =
        load::rpe_of(log, outing.date(), started).or_else(|| PainScore::new(outing.rpe?).ok());
    let duration_min = totals.timer_s.map(|seconds| seconds / SECONDS_PER_MINUTE);
    RunLoad {
        date: outing.date(),
        started,
        is_run,
        sport: outing.sport.sport.to_string(),
        device: outing.device.as_ref().map_or_else(String::new, |device| {
            let name = |part: &Option<std::borrow::Cow<'static, str>>| {
                part.as_deref().unwrap_or_default().to_owned()
            };
            format!("{} {}", name(&device.manufacturer), name(&device.product))
        }),
        distance_m: totals.distance_m,
        running_min,
        steps: totals.steps,
        steps_up: totals.steps_up,
        steps_level: totals.steps_level,
        steps_down: totals.steps_down,
        ascent_m: totals.ascent_m,
        descent_m: totals.descent_m,
        session_rpe_load_au: rpe
            .zip(duration_min)
            .map(|(rpe, minutes)| load::session_rpe_load_au(rpe, minutes)),
        trimp_banister: outing.effort.trimp_banister,
        trimp_edwards: outing.effort.trimp_edwards,
        rtss: outing.effort.rtss,
        reported: false,
    }
}
