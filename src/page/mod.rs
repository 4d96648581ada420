//! All that a page says, as plain data: what `history` makes and `draw` and `output` show.
//!
//! A figure that stands in two places is one field here. Everything is in SI-like units; turning
//! it into text, metric or imperial, is the business of `say`, which is told in which voice.
//! `None` is "not known" and never zero.

mod ask;
mod attention;
mod brief;
mod carried;
mod carry;
mod day;
mod diary;
mod finding;
mod flare;
mod form;
mod gear;
mod habits;
mod headline;
mod health;
mod known;
mod link;
mod load;
mod mornings;
mod other;
mod period;
mod plan;
mod recorded_by;
mod return_to_run;
mod runs;
mod safety_box;
#[cfg(test)]
pub(crate) mod sample;
mod series;
pub(crate) mod shape;
mod slope;
mod withheld;
mod within;
mod worn_together;
mod year;

use jiff::civil::Date;

use crate::model::{WeekStart, Zones};

pub use ask::{Question, WouldAdd};
pub use attention::{
    Arrange, Attention, Safety, SafetyLevel, Sign, StandingSign, UnreadSign, Urgency,
};
pub use brief::Brief;
pub use carried::{Carried, CarriedFigure, CarriedFigures, CarriedFrom, NotCarried, Since, Told};
pub use day::{Day, Spike};
pub use diary::{
    Diary, Echo, EchoRow, LoggedAfter, Mean, Middle, Questionnaire, RunQuantity, Scale, SettledBy,
    SettledThird, WorstByZone,
};
pub use finding::{Evenness, Finding, LinkTold, Specificity, TooFew, Verdict};
pub use flare::{BeforeFlare, FlareStory, LastSeven, WeekBefore};
pub use form::{
    BandOf, Behind, Difference, FootAhead, FormNote, FormPanel, FormPoint, Lack, OtherSensor,
    Overstriding, Resolution, SecondSensor,
};
pub use gear::{Shoe, Surface};
pub use habits::{Habits, Kinds, Level, MonthBeside, Nights, OwnWords, Sitting};
pub use headline::{Headline, Sentence};
pub use health::Health;
pub use known::{MonthEnd, UnknownSpan, WhyUnknown};
pub use link::{
    AroundDay, BesideDays, BesideLevel, Crossover, Flares, GearAnswers, GearKind, Link, LinkPair,
    LinkTest, LinkThird, Matched, MatchedMetric, MatchedPair, Reverse,
};
pub use load::{Load, LoadBefore, Volume, Week};
pub use mornings::{Bin, Dot, HalfKnown, Mornings, MorningsBy, Ran, RunMorning, SideOfFlare};
pub use other::{OtherKind, OtherSport};
pub use period::{Period, PeriodKind};
pub use plan::{
    About, Keeping, LaidOut, PlanPanel, PlanRow, Scores, Tally, Target, Untold, Weekly,
};
pub use recorded_by::{DeviceName, RecordedBy, WatchTold};
pub use return_to_run::{Missing, ReturnToRun, RunWalk, RunWalkSession, StageNow};
pub use runs::{FileNotice, RunRow, Trouble};
pub use series::{EvenWeek, LoadSeries, RatioDay};
pub use slope::{BySlope, NoSlopes, OnSlope, QuantityBySlope, Slope, SlopeMean, Slopes, TooLittle};
pub use withheld::Withheld;
pub use within::{
    AfterLeaving, Balance, Confidence, Doubt, FilmMoment, Fingerprint, Grade, Kept, Lane, Moment,
    Quantity, RunWithin, WhyRun, Within,
};
pub use worn_together::{Apart, NotApart};
pub use year::{
    Amount, BeforeAfter, Beside, ChangeRow, ChangeVerdict, CloudOf, FormMonth, LighterWeeks,
    PaceCadence, PaceCloud, Year, YearForm, YearMonth, YearSums,
};

/// One page: a month, or a span between two visits. The store knows it by its derived `Debug`.
#[derive(Clone, Debug)]
pub struct Page {
    /// Which days.
    pub period: Period,
    /// Whether it is a copy to send, which says how it can be checked.
    pub is_copy: bool,
    /// An earlier copy that is set beside it; of copies alone.
    pub since: Option<Since>,
    /// The runner's name, only if the config gives one.
    pub name: Option<String>,
    /// On which day the calendar's weeks begin.
    pub week_start: WeekStart,
    /// What stands behind the page.
    pub coverage: Coverage,
    /// The safety box.
    pub safety: Safety,
    /// What the safety box took away of what there was.
    pub withheld: Vec<Withheld>,
    /// What the diary calls for by the end of the period, in the order of saying it. The safety box
    /// holds what calls for care now or today.
    pub attention: Vec<Attention>,
    /// What bars a comforting sentence in this period, the firmest first, by its word in data.
    pub bars: Vec<&'static str>,
    /// Up to three sentences, firmest first; never empty.
    pub headlines: Vec<Headline>,
    /// Flares in the period, in order.
    pub flares: Vec<FlareStory>,
    /// The last seven days against the usual level; none without a flare in the period.
    pub last_seven: Option<LastSeven>,
    /// What to ask at the next visit: what is missing or does not fit together.
    pub ask: Vec<Question>,
    /// How far the month is known; none where its running is to its end.
    pub until: Option<MonthEnd>,
    /// One cell a day, first to last; days after `period.known_until` included.
    pub days: Vec<Day>,
    /// What the diary says first about the back; none without a diary in this period.
    pub diary: Option<Diary>,
    /// What an account's own diary says in the period; none where it is not asked for or silent.
    pub health: Option<Health>,
    /// What the log holds beside pain; none without a row in this period.
    pub habits: Option<Habits>,
    /// Spans of injury or illness, whole history, both days included: shaded in every chart over days.
    pub unwell: Vec<(Date, Date)>,
    /// Key figures under the strip, in order.
    pub figures: Vec<Figure>,
    /// How much.
    pub load: Load,
    /// How the back answered the runs; none without a diary in this period.
    pub echo: Option<Echo>,
    /// Mornings after runs, by length first; by descent and pace where that can be told.
    pub mornings: Vec<Mornings>,
    /// The zones of pain, the therapist's where they are set.
    pub zones: Zones,
    /// The level above which a next morning counts as high; none where the plan's limit makes it
    /// differ from day to day.
    pub high_above: Option<f64>,
    /// How: one panel for each form metric that can be shown, own baseline first.
    pub form: Vec<FormPanel>,
    /// What is to be said of form: why there is nothing to draw, or no trend yet.
    pub form_notes: Vec<FormNote>,
    /// Form uphill, level and downhill; none where no form is told at one pace.
    pub by_slope: Option<BySlope>,
    /// What is told of where the foot lands; none without a run.
    pub overstriding: Option<Overstriding>,
    /// What happened inside the runs, and what is worth filming.
    pub within: Within,
    /// What goes together with what.
    pub link: Link,
    /// The therapist's plan beside what was done.
    pub plan: Option<PlanPanel>,
    /// Running and walking in turns; none where there is nothing of it.
    pub return_to_run: Option<ReturnToRun>,
    /// Shoes in use in the period.
    pub shoes: Vec<Shoe>,
    /// Surfaces by share of running minutes.
    pub surfaces: Vec<Surface>,
    /// What was done besides running.
    pub other: Vec<OtherSport>,
    /// The load as one number a day; none where there is nothing of it to say.
    pub series: Option<LoadSeries>,
    /// Every activity of the period, in order.
    pub runs: Vec<RunRow>,
    /// What would add to the page, most useful first.
    pub would_add: Vec<WouldAdd>,
    /// Trouble in files that touches this period.
    pub notices: Vec<FileNotice>,
    /// The last run before the period, where the period has none.
    pub last_run: Option<Date>,
}

/// Metric or imperial, on the page only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Kilometres.
    Metric,
    /// Miles and feet.
    Imperial,
}

/// What stands behind the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Runs in the period.
    pub runs: usize,
    /// Days with a run.
    pub run_days: usize,
    /// Days that are over.
    pub days: usize,
    /// Metres of the runs whose distance is known; none where none is.
    pub distance_m: Option<f64>,
    /// Minutes of the runs whose running time is known; none where none is.
    pub running_min: Option<f64>,
    /// Days with any pain value.
    pub days_logged: usize,
    /// The same of the period before, and how many days that has; none while this one is not over,
    /// or without any there.
    pub logged_before: Option<(usize, usize)>,
    /// Of those, entered on the day itself; none where the log does not say.
    pub entered_same_day: Option<usize>,
    /// Files the period's runs came from.
    pub files: usize,
    /// Files of the whole export that could not be read.
    pub files_unreadable: usize,
    /// What recorded the runs.
    pub recorded_by: RecordedBy,
    /// The span that the export covers, up to the end of the period.
    pub history: Option<(Date, Date)>,
    /// Spans in the period or shortly before it of whose running nothing is known.
    pub unknown: Vec<UnknownSpan>,
    /// How far apart in time the values behind a metric lie, by its key, where a source says so.
    pub resolution: Vec<(&'static str, Resolution)>,
}

pub use crate::model::{Response, SpikeClass};

/// A key figure: one big number, with its unit and what stands beside it, all of which the page knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// All mornings.
    Mornings,
    /// The last seven days.
    LastSeven,
    /// How much was run.
    Distance,
    /// The longest run.
    LongestRun {
        /// Whether it may be said that none was much longer than before.
        may_say_none: bool,
    },
    /// The plan.
    Plan,
    /// Days without a recorded run.
    DaysWithoutRun,
    /// Cadence at own pace.
    OwnPace,
    /// How long was run.
    RunningTime,
}

impl Figure {
    /// Stable name, also of its `explain` text.
    pub const fn key(self) -> &'static str {
        match self {
            Figure::Mornings => "pain_morning",
            Figure::LastSeven => "last_seven_days",
            Figure::Distance => "distance_m",
            Figure::LongestRun { .. } => "spike_ratio",
            Figure::Plan => "plan",
            Figure::DaysWithoutRun => "no_recorded_run",
            Figure::OwnPace => CADENCE,
            Figure::RunningTime => "running_min",
        }
    }
}

/// The key of the panel on cadence.
const CADENCE: &str = "cadence_spm";

impl Page {
    /// Cadence at own pace.
    pub fn cadence(&self) -> Option<&FormPanel> {
        self.form.iter().find(|panel| panel.key == CADENCE)
    }
}
