//! The figures that a copy to send carries as data, and those of an earlier copy beside them: what they
//! are. `carry` takes them from a page.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{Change, Provenance, keyed};

keyed! {
    /// A figure that a copy carries, in the order of telling them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Carried {
        /// Metres run.
        Distance = "distance_m",
        /// Minutes run.
        RunningTime = "running_min",
        /// Runs.
        Runs = "runs",
        /// Days with a run.
        RunDays = "run_days",
        /// Metres of the longest run.
        Longest = "longest_m",
        /// Metres climbed.
        Climb = "ascent_m",
        /// The mean morning.
        Mornings = "pain_mornings_mean_0_10",
        /// The worst morning.
        Peak = "pain_mornings_peak_0_10",
        /// Mornings two points and more above the usual.
        AboveUsual = "mornings_above_usual",
        /// Days in a flare.
        FlareDays = "flare_days",
        /// Run days that had settled by the next morning.
        Settled = "run_days_settled",
        /// Run days whose next morning was raised.
        Raised = "run_days_raised",
        /// Cadence at own pace.
        Cadence = "cadence_spm",
        /// Bounce at own pace.
        Bounce = "vertical_oscillation_mm",
        /// Contact time at own pace.
        Contact = "ground_contact_time_ms",
        /// Points of the plan that were within it.
        Plan = "plan_points_within",
    }
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CarriedFrom {
    /// From recordings.
    Recorded(Provenance),
    /// From the runner's log.
    Reported,
}

impl CarriedFrom {
    /// The word in data.
    pub const fn key(self) -> &'static str {
        match self {
            CarriedFrom::Recorded(provenance) => provenance.key(),
            CarriedFrom::Reported => "reported",
        }
    }

    /// The word on the page.
    pub const fn word(self) -> &'static str {
        match self {
            CarriedFrom::Recorded(provenance) => provenance.word(),
            CarriedFrom::Reported => "reported",
        }
    }

    /// The origin of a word in data.
    pub fn of_key(key: &str) -> Option<CarriedFrom> {
        let recorded = [Provenance::Measured, Provenance::Derived, Provenance::Modelled];
        let all = recorded.map(CarriedFrom::Recorded).into_iter().chain([CarriedFrom::Reported]);
        all.into_iter().find(|origin| origin.key() == key)
    }
}

/// A figure that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// The value, in the figure's unit.
    pub value: f64,
    /// How many values stand behind it.
    pub n: usize,
    /// Out of so many, where it is a count of these.
    pub of: Option<usize>,
    /// Where it comes from.
    pub origin: CarriedFrom,
    /// The pace it is told for, in m/s.
    pub at_speed_m_per_s: Option<f64>,
}

keyed! {
    /// Why a figure is not told.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum NotCarried {
        /// Nobody ran.
        NoRun = "no_run",
        /// No pain is logged.
        NotLogged = "not_logged",
        /// There is no plan.
        NoPlan = "no_plan",
        /// It is not known.
        NotKnown = "not_known",
        /// A loud safety box withholds it.
        Withheld = "withheld",
    }
}

/// A figure, or why it is not told.
pub type CarriedFigure = Result<Told, NotCarried>;

impl Carried {
    /// The unit in data.
    pub const fn unit(self) -> &'static str {
        match self {
            Carried::Distance | Carried::Longest | Carried::Climb => "m",
            Carried::RunningTime => "min",
            Carried::Runs => "runs",
            Carried::RunDays | Carried::FlareDays => "days",
            Carried::Mornings | Carried::Peak => "points of 10",
            Carried::AboveUsual => "mornings",
            Carried::Settled | Carried::Raised => "run days",
            Carried::Cadence => "steps/min",
            Carried::Bounce => "mm",
            Carried::Contact => "ms",
            Carried::Plan => "points of the plan",
        }
    }

    /// Whether it grows with the number of days, and is no count out of so many.
    pub const fn is_amount(self) -> bool {
        matches!(self, Carried::Distance | Carried::RunningTime | Carried::Runs | Carried::Climb)
    }

    /// Whether a loud safety box takes it away.
    pub const fn is_withheld_by_a_loud_box(self) -> bool {
        self.is_form() || matches!(self, Carried::Plan)
    }

    /// Whether it tells how was run.
    pub const fn is_form(self) -> bool {
        matches!(self, Carried::Cadence | Carried::Bounce | Carried::Contact)
    }
}

/// The days of a copy, and its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedFigures {
    /// The first day.
    pub first: Date,
    /// The last day of which anything can be known.
    pub last: Date,
    /// Days from the first to the last.
    pub days: usize,
    /// Of those, days that the export speaks for.
    pub days_known: usize,
    /// Each figure, or why it is not told.
    pub figures: BTreeMap<Carried, CarriedFigure>,
}

impl CarriedFigures {
    /// A figure, or why it is not told.
    ///
    /// # Errors
    ///
    /// With the reason, where it is not told.
    pub fn get(&self, what: Carried) -> CarriedFigure {
        self.figures.get(&what).copied().unwrap_or(Err(NotCarried::NotKnown))
    }
}

/// What is set beside a copy: an earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    /// What the earlier copy carries.
    pub then: CarriedFigures,
    /// What this one carries.
    pub now: CarriedFigures,
    /// The days of the earlier copy by what is known now; none where that is what the copy was made of.
    pub again: Option<CarriedFigures>,
    /// The program that wrote the earlier copy, where it is another than this one.
    pub written_by: Option<String>,
    /// Where, from the earlier copy's first day on, another sensor took over a figure of form.
    pub breaks: Vec<(Carried, Date, Change)>,
}

impl Since {
    /// Whether a figure of form stands in both.
    pub fn has_form(&self) -> bool {
        let in_both = |what: &Carried| self.then.get(*what).is_ok() && self.now.get(*what).is_ok();
        Carried::ALL.iter().any(|what| what.is_form() && in_both(what))
    }
}
