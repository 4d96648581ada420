//! What a loud safety box takes away, by name.

use crate::model::keyed;

keyed! {
    /// Something that a loud safety box takes away. Pain and load stay.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Withheld {
        /// The sentences at the head.
        Headlines = "headline",
        /// Key figures of form.
        FormFigures = "figures.form",
        /// The key figure of the plan.
        PlanFigure = "figures.plan",
        /// The week before each flare.
        WeekBefore = "flares.week_before",
        /// Mornings after runs, by their length.
        MorningsByLength = "mornings_by_length",
        /// Mornings after runs, by metres down.
        MorningsByDescent = "mornings_by_descent",
        /// Mornings after runs, by pace.
        MorningsByPace = "mornings_by_pace",
        /// What to ask at the next visit.
        Ask = "ask",
        /// Days settled by thirds of what was run.
        SettledBy = "pain.settled_by",
        /// Mornings after much and little sitting.
        Sitting = "log.sitting",
        /// Form: panels, or the sentence in their place.
        Form = "form",
        /// Form uphill, level and downhill.
        BySlope = "by_slope",
        /// Form in each run: values, what stands behind them, and why there are none.
        RunForm = "runs.form",
        /// Where the foot lands.
        Overstriding = "overstriding",
        /// What happened inside the runs.
        Within = "within",
        /// The declared test and the looks beside it.
        Links = "links",
        /// What else goes together with the back.
        Together = "together",
        /// The plan beside what was done.
        Plan = "plan",
        /// Running and walking in turns.
        ReturnToRun = "return_to_run",
        /// What would add to the page.
        WouldAdd = "would_add",
        /// Cadence by pace in two years.
        PaceCadence = "pace_cadence",
        /// The weeks before and after a change.
        Changes = "changes",
    }
}
