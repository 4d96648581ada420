//! The parts of a page, each told once, and the page that is put together from them.

use super::{
    History, ask, comfort, days, echo, figures, flare, form, gear, habits, headline, health, link,
    load, mornings, other, overstriding, plan, return_to_run, series, slope, volume, within,
    would_add,
};
use crate::{
    insight::{
        change::MorningsChange,
        comfort::{Bar, Comfort, MonthState, may_comfort},
    },
    load::LoadWeek,
    outing::Outing,
    page::{
        Attention, Coverage, Day, Diary, Echo, FlareStory, Headline, LastSeven, Load, Page, Period,
        PlanPanel, ReturnToRun, Units, Within,
    },
};

/// What a page says, but for its sentences and figures, which are told from it.
pub(super) struct Parts {
    coverage: Coverage,
    diary: Option<Diary>,
    weeks: Vec<LoadWeek>,
    load: Load,
    echo: Option<Echo>,
    form: form::Form,
    within: Within,
    change: Option<MorningsChange>,
    plan: Option<PlanPanel>,
    days: Vec<Day>,
    attention: Vec<Attention>,
    flares: Vec<FlareStory>,
    last_seven: Option<LastSeven>,
    return_to_run: Option<ReturnToRun>,
    /// The period's state as far as comfort goes.
    pub(super) month: MonthState,
}

impl History<'_> {
    /// All that a page in these units says of a period; a page with nothing to say is a page too.
    pub fn page(&self, period: &Period, units: Units) -> Page {
        self.seen_from(period, |seen| {
            let parts = Parts::of(seen, period);
            let headlines = parts.headlines(seen, period);
            let month = parts.month;
            let page = parts.page(seen, (period, units), headlines);
            comfort::without_comfort(page, &month).obeying_its_box()
        })
    }
}

impl Parts {
    /// All parts of a period.
    pub(super) fn of(history: &History<'_>, period: &Period) -> Parts {
        let coverage = history.coverage(period);
        let diary = history.diary(period);
        let weeks = crate::load::weeks(&history.loads, period.known_until);
        let mut load = load::panel(history, period);
        load.volume = volume::volume(history, period, (&load, coverage.distance_m), &weeks);
        let flares = flare::flares(history, period);
        let form = form::panels(history, period);
        let change = history.change(period).filter(|_| period.is_over());
        let plan = plan::compared(history, period, &form.panels);
        let days = days::cells(history, period, &flares);
        let attention = flare::attention(history, period);
        let count = |is_one: fn(&Day) -> bool| days.iter().filter(|day| is_one(day)).count();
        let month = comfort::state(&comfort::Known {
            period,
            attention: &attention,
            flares: &flares,
            load: &load,
            change: change.as_ref(),
            plan: plan.as_ref(),
            unwell_days: count(|day| day.shaded),
            unknown_days: count(|day| day.unknown),
            mornings: count(|day| day.pain_morning.is_some()),
        });
        let may_pass = may_comfort(Comfort::FlarePassed, &month).is_ok();
        Parts {
            echo: diary.as_ref().and_then(|_| echo::panel(history, period, &flares)),
            within: within::within(history, period, &form),
            last_seven: flare::last_seven(history, period, &flares),
            return_to_run: return_to_run::panel(history, period, &flares),
            flares: flare::stories(history, period, flares, may_pass),
            coverage,
            diary,
            weeks,
            load,
            form,
            change,
            plan,
            days,
            attention,
            month,
        }
    }

    /// The sentences at the head.
    pub(super) fn headlines(&self, history: &History<'_>, period: &Period) -> Vec<Headline> {
        headline::headlines(&headline::Matter {
            period,
            change: self.change,
            load: &self.load,
            days: &history.loads,
            weeks: &self.weeks,
            form: &self.form.panels,
            logged: self.diary.as_ref().map(|_| (self.coverage.days_logged, self.coverage.days)),
            flares: &self.flares,
            unknown: &self.coverage.unknown,
            month: self.month,
            unwell_days: self.days.iter().filter(|day| day.shaded).count(),
            plan: self.plan.as_ref(),
            runs: self.coverage.runs,
        })
    }

    /// The page, with these sentences.
    pub(super) fn page(
        self,
        history: &History<'_>,
        (period, units): (&Period, Units),
        headlines: Vec<Headline>,
    ) -> Page {
        let plan = self.plan.as_ref();
        let figures = figures::figures(&figures::Matter {
            coverage: &self.coverage,
            load: &self.load,
            diary: self.diary.as_ref(),
            form: &self.form.panels,
            plan,
            last_seven: self.last_seven.as_ref(),
            month: self.month,
        });
        let told = (self.flares.as_slice(), self.diary.as_ref());
        let ask = ask::questions(history, period, told, (plan, &self.coverage.unknown));
        let mut run_days = history.runs.iter().map(|run| Outing::date(run));
        Page {
            is_copy: false,
            by_slope: slope::by_slope(history, period, &self.form),
            since: None,
            overstriding: overstriding::told(history, period, self.form.foot.as_ref()),
            name: history.config.name.clone(),
            week_start: history.config.report.week_start,
            safety: history.safety(period),
            withheld: Vec::new(),
            attention: self.attention,
            bars: self.month.bars().map(Bar::key).collect(),
            headlines,
            flares: self.flares,
            last_seven: self.last_seven,
            ask,
            until: history.until(period),
            days: self.days,
            health: health::told(history, period),
            habits: habits::habits(history, period),
            unwell: days::unwell(history, period),
            figures,
            link: link::panel(history, period),
            plan: self.plan,
            return_to_run: self.return_to_run,
            shoes: gear::shoes(&history.runs, history.log, &history.config.shoes, period),
            surfaces: gear::surfaces(&history.runs_in(period), history.log, history.config.surface),
            other: other::sports(history, period),
            series: series::series(history, period, &self.load),
            runs: history.rows(period),
            would_add: would_add::would_add(history, period),
            notices: history.notices(period),
            last_run: run_days.rfind(|&date| date < period.first),
            form_notes: self.form.notes,
            form: self.form.panels,
            zones: history.zones(),
            high_above: history.high_above(period),
            within: self.within,
            period: period.clone(),
            coverage: self.coverage,
            diary: self.diary,
            load: self.load,
            echo: self.echo,
            mornings: mornings::panels(history, period, units),
        }
    }
}
