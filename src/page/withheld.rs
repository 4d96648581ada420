//! What a loud safety box takes away, by name.

/// Something that a loud safety box takes away. Pain and load stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Withheld {
    /// The sentences at the head.
    Headlines,
    /// Key figures of form.
    FormFigures,
    /// The key figure of the plan.
    PlanFigure,
    /// The week before each flare.
    WeekBefore,
    /// Mornings after runs, by their length.
    MorningsByLength,
    /// Mornings after runs, by metres down.
    MorningsByDescent,
    /// Mornings after runs, by pace.
    MorningsByPace,
    /// What to ask at the next visit.
    Ask,
    /// Days settled by thirds of what was run.
    SettledBy,
    /// Mornings after much and little sitting.
    Sitting,
    /// Form: panels, or the sentence in their place.
    Form,
    /// Form uphill, level and downhill.
    BySlope,
    /// Form in each run: values, what stands behind them, and why there are none.
    RunForm,
    /// Where the foot lands.
    Overstriding,
    /// What happened inside the runs.
    Within,
    /// The declared test and the looks beside it.
    Links,
    /// What else goes together with the back.
    Together,
    /// The plan beside what was done.
    Plan,
    /// Running and walking in turns.
    ReturnToRun,
    /// Cadence by pace in two years.
    PaceCadence,
    /// The weeks before and after a change.
    Changes,
}

impl Withheld {
    /// Its name in data: of a part of something, after a point.
    pub const fn key(self) -> &'static str {
        match self {
            Withheld::Headlines => "headline",
            Withheld::FormFigures => "figures.form",
            Withheld::PlanFigure => "figures.plan",
            Withheld::WeekBefore => "flares.week_before",
            Withheld::MorningsByLength => "mornings_by_length",
            Withheld::MorningsByDescent => "mornings_by_descent",
            Withheld::MorningsByPace => "mornings_by_pace",
            Withheld::Ask => "ask",
            Withheld::SettledBy => "pain.settled_by",
            Withheld::Sitting => "log.sitting",
            Withheld::Form => "form",
            Withheld::BySlope => "by_slope",
            Withheld::RunForm => "runs.form",
            Withheld::Overstriding => "overstriding",
            Withheld::Within => "within",
            Withheld::Links => "links",
            Withheld::Together => "together",
            Withheld::Plan => "plan",
            Withheld::ReturnToRun => "return_to_run",
            Withheld::PaceCadence => "pace_cadence",
            Withheld::Changes => "changes",
        }
    }
}
