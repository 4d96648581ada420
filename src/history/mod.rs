//! From everything that was gathered to what a page says. Once over the whole history for what
//! needs it, then once for each page.

mod ask;
mod comfort;
mod day_loads;
mod days;
mod devices;
mod echo;
mod figures;
mod flare;
mod form;
mod gear;
mod gear_answers;
mod habits;
mod headline;
mod health;
mod ingredients;
mod link;
mod load;
mod matched;
mod mornings;
mod other;
mod overstriding;
mod parts;
mod period;
mod plan;
mod recording;
mod resolution;
mod return_to_run;
mod seen;
mod series;
mod side_by_side;
mod slope;
mod volume;
mod whole;
mod within;
mod worn_together;
mod would_add;
mod year;

pub use self::{day_loads::coverage, devices::recorded_by, ingredients::Ingredients};

use self::{period::within, whole::Whole};

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    config::Config,
    insight::{
        beside::{DayBeside, DiaryDay, RunDay, beside_diary},
        change::{self, MorningsChange},
        diary,
        month_end::{Ends, MonthEnd, month_end},
        plan::Plan,
    },
    load::{DayLoad, DayRow, UnknownSpan},
    metrics::Absent,
    model::{
        HealthDiary, Month, NoticeKind, PainScore, Response, WeekStart, Zones, calendar::days_in,
    },
    outing::Outing,
    page::{Coverage, Diary, FileNotice, Period, RunRow, Safety, SafetyLevel, Trouble},
    pain::{self, PainLog, flags, has_pain_value},
    pipeline::{FileOutcome, Gathered, OutcomeKind},
};

/// Everything known, over the whole history.
pub struct History<'a> {
    /// Files that could not be read.
    unreadable: Vec<&'a FileOutcome>,
    /// An account's own diary.
    health: &'a HealthDiary,
    log: Option<&'a PainLog>,
    config: &'a Config,
    plan: Option<&'a Plan>,
    /// Everything that was recorded, in order.
    outings: Vec<&'a Outing>,
    /// Runs only, in order.
    runs: Vec<&'a Outing>,
    /// One row for each calendar day, first to last.
    loads: Vec<DayLoad>,
    /// Days with a run, beside the diary.
    run_days: Vec<DayBeside>,
    /// Spans of whose running nothing is known.
    unknown: Vec<UnknownSpan>,
    /// First and last day of which anything is known.
    known: Option<(Date, Date)>,
    /// What is said of it as a whole.
    whole: Whole,
}

impl<'a> History<'a> {
    /// Takes in everything that was gathered.
    pub fn new(
        gathered: &'a Gathered,
        log: Option<&'a PainLog>,
        config: &'a Config,
    ) -> History<'a> {
        let outings: Vec<&Outing> = gathered.outings.iter().collect();
        let runs: Vec<&Outing> = outings.iter().copied().filter(|it| it.is_run()).collect();
        let whole = Whole {
            last_file: outings.iter().map(|outing| outing.date()).max(),
            last_logged: log.and_then(PainLog::last_day),
            has_runs: !runs.is_empty(),
        };
        let known = known_days(gathered, log, config);
        let loads = day_loads::daily(gathered, log, config);
        let run_days = beside(&runs, log);
        let no_log = PainLog::default();
        let unknown = coverage(gathered, log.unwrap_or(&no_log), config).unknown().to_vec();
        let is_unreadable = |file: &&FileOutcome| file.kind == OutcomeKind::Unreadable;
        History {
            unreadable: gathered.files.iter().filter(is_unreadable).collect(),
            health: &gathered.health,
            log,
            config,
            plan: None,
            outings,
            runs,
            loads,
            run_days,
            unknown,
            known,
            whole,
        }
    }

    /// With what the therapist and the runner agreed on.
    #[must_use]
    pub fn with_plan(self, plan: Option<&'a Plan>) -> History<'a> {
        History { plan, ..self }
    }

    /// The first and the last day of which anything is known.
    pub fn days_known(&self) -> Option<(Date, Date)> {
        self.known
    }

    /// One row for each calendar day.
    pub fn loads(&self) -> &[DayLoad] {
        &self.loads
    }

    /// Every known day with what the log says of it, in order.
    pub fn day_rows(&self) -> impl Iterator<Item = DayRow<'_>> {
        let told = |date| self.log.and_then(|log| log.day(date));
        self.loads.iter().map(move |load| DayRow { load, entry: told(load.date) })
    }

    /// The diary.
    pub fn log(&self) -> Option<&PainLog> {
        self.log
    }

    /// The last day up to and with this one on which the diary notes a treatment or visit.
    pub fn last_visit(&self, until: Date) -> Option<Date> {
        self.log?.last_treatment(until)
    }

    /// Every month with an activity or a diary row, newest first.
    pub fn months(&self) -> Vec<Period> {
        let Some((_, last)) = self.known else { return Vec::new() };
        let mut months: Vec<Month> =
            self.outings.iter().map(|outing| Month::of(outing.date())).collect();
        if let Some(log) = self.log {
            months.extend(log.entries().iter().map(|entry| Month::of(entry.date)));
        }
        months.sort_unstable();
        months.dedup();
        months.into_iter().rev().map(|month| period::month(month, last)).collect()
    }

    /// Whether a period has more than stubs: a run of a hundred metres or a minute, or a row of the log.
    pub fn has_content(&self, period: &Period) -> bool {
        const LEAST_M: f64 = 100.0;
        const LEAST_S: f64 = 60.0;
        let is_run = |run: &&Outing| {
            run.totals.distance_m.is_some_and(|metres| metres >= LEAST_M)
                || run.totals.running_s.is_some_and(|seconds| seconds >= LEAST_S)
        };
        let logged =
            self.log.is_some_and(|log| log.days(period.first, period.last).next().is_some());
        logged || self.runs_in(period).iter().any(is_run)
    }

    /// A month as a period, whether or not anything is known of it.
    pub fn month(&self, month: Month) -> Period {
        period::month(month, self.known.map_or(month.last(), |(_, last)| last.max(month.last())))
    }

    /// On which day the calendar's weeks begin.
    pub fn week_start(&self) -> WeekStart {
        self.config.report.week_start
    }

    /// A span of days as a period.
    pub fn span(&self, from: Date, to: Date) -> Period {
        period::span(from, to)
    }

    /// How far a month is known; none where its running is to its end, and for
    /// spans, whose end was chosen.
    fn until(&self, period: &Period) -> Option<MonthEnd> {
        let ends = Ends {
            last_file: self.whole.last_file,
            last_logged: self.whole.last_logged,
            plan_until: self.plan.and_then(|plan| plan.valid_until),
            declared: self.config.coverage.until,
        };
        let is_month = Month::of(period.first).last() == period.last;
        let end = month_end((period.first, period.last), &ends);
        Some(end).filter(|end| is_month && !end.running_is_over())
    }

    /// Spans without any knowledge of the running that touch a period or what it is set against.
    fn unknown_days(&self, period: &Period) -> Vec<UnknownSpan> {
        let from = period::before(period).0;
        let touches = |span: &&UnknownSpan| span.first <= period.known_until && span.last >= from;
        self.unknown.iter().filter(touches).copied().collect()
    }

    fn is_unknown(&self, day: Date) -> bool {
        self.unknown.iter().any(|span| (span.first..=span.last).contains(&day)) && !self.ran_on(day)
    }

    /// What the diary says first about the back.
    fn diary(&self, period: &Period) -> Option<Diary> {
        let known = (period.first, period.known_until);
        let told = diary::diary(self.log?, known, period::before(period), |day| self.ran_on(day))?;
        // A period that is not over is set against none.
        let (mornings_previous, after_runs_previous) = if period.is_over() {
            (told.mornings_previous, told.after_runs_previous)
        } else {
            (None, None)
        };
        Some(Diary { mornings_previous, after_runs_previous, ..told })
    }

    /// What the diary triggers by the end of a period.
    fn safety(&self, period: &Period) -> Safety {
        self.log.map_or_else(
            || Safety { level: SafetyLevel::Calm, signs: Vec::new() },
            |log| pain::safety(log, period.known_until),
        )
    }

    /// How the back answered a run day, by the therapist's own points where they are told.
    fn answer(&self, log: &PainLog, day: Date) -> Response {
        pain::response(log, day, self.zones(), self.morning_limit(day))
    }

    /// The zones of the pain-monitoring model: the config's, else the published ones.
    fn zones(&self) -> Zones {
        let told = self.config.pain.zones;
        told.map_or_else(Zones::default, |[lower_to, middle_to]| Zones { lower_to, middle_to })
    }

    /// The level above which next mornings of a period are high; none where the plan's limit makes
    /// it differ from one run day to the next.
    fn high_above(&self, period: &Period) -> Option<f64> {
        let zones = self.zones();
        let run_days = self.run_days.iter().map(|row| row.date).filter(|day| within(period, *day));
        let mut levels: Vec<f64> =
            run_days.map(|day| zones.high_above(self.morning_limit(day))).collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        match levels.as_slice() {
            [] => Some(zones.middle_to),
            [level] => Some(*level),
            _ => None,
        }
    }

    /// The worst next morning that the plan of that day agrees to.
    fn morning_limit(&self, day: Date) -> Option<PainScore> {
        self.plan.filter(|plan| plan.holds_on(day))?.pain_next_morning_max
    }

    /// The first day that is no longer in a period's reference: the plan's first day, where it
    /// holds in the period and began before it.
    fn frozen_on(&self, period: &Period) -> Date {
        let plan = self.plan.filter(|plan| plan.held(period.first, period.last).is_some());
        let began = plan.and_then(|plan| plan.valid_from);
        began.map_or(period.first, |day| day.min(period.first))
    }

    fn runs_in(&self, period: &Period) -> Vec<&'a Outing> {
        self.runs.iter().copied().filter(|run| within(period, run.date())).collect()
    }

    /// Whether a day is one of injury or illness, by the diary or the config: shaded, and no part
    /// of own form.
    fn is_shaded(&self, day: Date) -> bool {
        let by_log = self.log.is_some_and(|log| log.is_shaded(day));
        by_log || self.config.unwell.iter().any(|span| span.holds(day))
    }

    /// Whether a run is no part of own form: of a day of injury, illness or a warning sign, or one
    /// of walking and running in turns.
    fn is_apart(&self, run: &Outing) -> bool {
        let day = run.date();
        let flagged = || self.log.and_then(|log| log.day(day)).is_some_and(flags::has_sign);
        self.is_shaded(day) || run.structure.intervals.is_some() || flagged()
    }

    fn ran_on(&self, day: Date) -> bool {
        self.run_day(day).is_some()
    }

    /// The load of a day; none outside the days of which anything is known.
    fn load_on(&self, day: Date) -> Option<&DayLoad> {
        self.loads.get(self.loads.binary_search_by_key(&day, |load| load.date).ok()?)
    }

    /// A day with a run, beside the diary; none where it had no run.
    fn run_day(&self, day: Date) -> Option<&DayBeside> {
        self.run_days.get(self.run_days.binary_search_by_key(&day, |row| row.date).ok()?)
    }

    fn change(&self, period: &Period) -> Option<MorningsChange> {
        let log = self.log?;
        let before = diary::mornings(log, period::before(period));
        change::change(&before, &diary::mornings(log, (period.first, period.last)))
    }

    fn coverage(&self, period: &Period) -> Coverage {
        let runs = self.runs_in(period);
        let mut days: Vec<Date> = runs.iter().map(|run| run.date()).collect();
        days.dedup();
        let span = (period.first, period.known_until);
        let mut paths: Vec<&str> = runs.iter().map(|run| run.path.as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        let merged: usize = runs.iter().map(|run| run.merged_from.len()).sum();
        Coverage {
            runs: runs.len(),
            run_days: days.len(),
            days: days_in(span.0, span.1),
            distance_m: runs.iter().filter_map(|run| run.totals.distance_m).reduce(|a, b| a + b),
            running_min: runs
                .iter()
                .filter_map(|run| run.totals.running_s.map(|seconds| seconds / 60.0))
                .reduce(|a, b| a + b),
            days_logged: self.log.map_or(0, |log| diary::days_logged(log, span)),
            logged_before: self.logged_before(period),
            entered_same_day: self.log.and_then(|log| diary::entered_same_day(log, span)),
            files: paths.len() + merged,
            files_unreadable: self.unreadable.len(),
            recorded_by: recorded_by(&runs),
            resolution: resolution::of_metrics(&runs),
            history: self.export(period),
            unknown: self.unknown_days(period),
        }
    }

    /// Days with any pain value in the period before, and its days.
    fn logged_before(&self, period: &Period) -> Option<(usize, usize)> {
        let span = period::before(period);
        let logged = diary::days_logged(self.log.filter(|_| period.is_over())?, span);
        (logged > 0).then(|| (logged, days_in(span.0, span.1)))
    }

    /// The first and the last day that the export speaks for, as far as a period reaches: what comes
    /// later changes no page of what was.
    fn export(&self, period: &Period) -> Option<(Date, Date)> {
        let reached = self.loads.iter().filter(|day| day.known && day.date <= period.last);
        let known = || reached.clone().map(|day| day.date);
        known().next().zip(known().next_back())
    }

    fn rows(&self, period: &Period) -> Vec<RunRow> {
        self.outings
            .iter()
            .filter(|outing| within(period, outing.date()))
            .map(|outing| row(outing))
            .collect()
    }

    /// Trouble in files of this period, and files that could not be read at all.
    fn notices(&self, period: &Period) -> Vec<FileNotice> {
        let mut notices: Vec<FileNotice> = Vec::new();
        for outing in self.outings.iter().filter(|outing| within(period, outing.date())) {
            let told = outing.notices.iter().filter(|notice| !is_no_trouble(notice.kind));
            let same = Some(&outing.merged_from).filter(|others| !others.is_empty());
            let troubles = told
                .map(|notice| Trouble::Notice(notice.clone()))
                .chain(same.map(|others| Trouble::SameRunIn(others.clone())));
            let of_file = |trouble| FileNotice { path: outing.shown_path(), trouble };
            notices.extend(troubles.map(of_file));
        }
        let unread = self.unreadable.iter().filter_map(|file| {
            let trouble = Trouble::Unread(file.reason.clone()?);
            Some(FileNotice { path: file.path.clone(), trouble })
        });
        notices.extend(unread);
        notices
    }
}

/// Kinds of notices that tell how a file was read and are no trouble of it: `doctor` shows them.
const fn is_no_trouble(kind: NoticeKind) -> bool {
    matches!(kind, NoticeKind::CadenceUnit | NoticeKind::EmptyChannel)
}

/// The first and last day of which anything is known. `[coverage] until` may put the end later.
fn known_days(gathered: &Gathered, log: Option<&PainLog>, config: &Config) -> Option<(Date, Date)> {
    let days = gathered.outings.iter().map(Outing::date);
    let logged = log.into_iter().flat_map(|log| log.entries().iter().map(|entry| entry.date));
    let declared = [config.coverage.from, config.coverage.until].into_iter().flatten();
    let mut all: Vec<Date> = days.chain(logged).chain(declared).collect();
    all.sort_unstable();
    Some((*all.first()?, *all.last()?))
}

/// Days with a run, their runs added up, beside the diary.
fn beside(runs: &[&Outing], log: Option<&PainLog>) -> Vec<DayBeside> {
    let added = |so_far: Option<f64>, more: Option<f64>| match (so_far, more) {
        (Some(so_far), Some(more)) => Some(so_far + more),
        (so_far, more) => so_far.or(more),
    };
    let mut run_days: BTreeMap<Date, RunDay> = BTreeMap::new();
    for run in runs {
        let day = run_days.entry(run.date()).or_default();
        day.running_min =
            added(day.running_min, run.totals.running_s.map(|seconds| seconds / 60.0));
        day.distance_m = added(day.distance_m, run.totals.distance_m);
    }
    let mut diary: BTreeMap<Date, DiaryDay> = BTreeMap::new();
    for entry in log.into_iter().flat_map(PainLog::entries).filter(|entry| has_pain_value(entry)) {
        let worst = |a: Option<PainScore>, b: Option<PainScore>| a.max(b);
        let day = diary.entry(entry.date).or_default();
        day.morning = day.morning.or(entry.pain_morning);
        day.before = day.before.or(entry.pain_before);
        day.during = worst(day.during, entry.pain_during_max);
    }
    beside_diary(&run_days, &diary)
}

fn row(outing: &Outing) -> RunRow {
    let totals = &outing.totals;
    let speed_m_per_s = match (totals.running_distance_m, totals.running_s) {
        (Some(metres), Some(seconds)) if seconds > 0.0 => Some(metres / seconds),
        _ => None,
    };
    RunRow {
        date: outing.date(),
        sport: outing.sport.to_string(),
        is_run: outing.is_run(),
        distance_m: totals.distance_m,
        timer_s: totals.timer_s,
        running_s: totals.running_s,
        walking_s: totals.walking_s,
        speed_m_per_s,
        heart_rate_bpm: totals.heart_rate_bpm,
        readings: outing
            .readings
            .iter()
            .filter_map(|reading| {
                let estimate = reading.outcome.as_ref().ok()?;
                Some((reading.metric.key, estimate.value, estimate.provenance))
            })
            .collect(),
        covered: outing
            .readings
            .iter()
            .filter_map(|reading| {
                Some((reading.metric.key, reading.outcome.as_ref().ok()?.coverage))
            })
            .collect(),
        absent: outing
            .readings
            .iter()
            .filter_map(|reading| {
                let absent = reading.outcome.as_ref().err().filter(|absent| is_missed(absent))?;
                Some((reading.metric.key, absent.clone()))
            })
            .collect(),
        path: outing.shown_path(),
    }
}

/// Whether a page tells why a value is not there: what only a pod on the foot records is missed by
/// nobody who wears none.
const fn is_missed(absent: &Absent) -> bool {
    !matches!(absent, Absent::NoChannel(channel) if channel.is_of_one_foot())
}
