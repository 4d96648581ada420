//! What may comfort, and what bars it. One function decides for every sentence and title that sounds as
//! if all were well, so that none stands beside a flare, a warning sign, or what is not known.

use super::attention::Urgency;
use crate::model::keyed;

/// A statement that comforts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comfort {
    /// Nothing changed beyond the usual variation.
    NothingChanged,
    /// Nothing stands out.
    NothingStandsOut,
    /// No run was much longer than those before it.
    NoLongerRun,
    /// As much was run as before.
    LoadAsBefore,
    /// So many runs had settled by the next morning.
    RunsSettled,
    /// Mornings were lower than before.
    PainLower,
    /// The plan was kept.
    PlanKept,
    /// No clear link was found.
    NoLink,
    /// A flare has passed.
    FlarePassed,
}

impl Comfort {
    /// Every one.
    pub const ALL: [Comfort; 9] = [
        Comfort::NothingChanged,
        Comfort::NothingStandsOut,
        Comfort::NoLongerRun,
        Comfort::LoadAsBefore,
        Comfort::RunsSettled,
        Comfort::PainLower,
        Comfort::PlanKept,
        Comfort::NoLink,
        Comfort::FlarePassed,
    ];
}

keyed! {
    /// What bars comfort, the firmest first.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Bar {
        /// Something among the warning signs cannot be read.
        Unread = "unread",
        /// A sign that calls for emergency care.
        Emergency = "emergency",
        /// A sign that calls for advice today.
        Today = "today",
        /// Pain that lasts, spreads or rises.
        Arrange = "arrange",
        /// A flare that is not known to have passed.
        FlareOpen = "flare_open",
        /// A flare of this period that has passed.
        Flare = "flare",
        /// Mornings were higher than before.
        PainHigher = "pain_higher",
        /// A limit of the plan was passed.
        LimitPassed = "limit_passed",
        /// More was run than before, beyond what is told as a rise.
        VolumeRose = "volume_rose",
        /// Days of injury or illness.
        Unwell = "unwell",
        /// Days of which it is not known whether there was a run, or how long it was.
        UnknownDays = "unknown_days",
        /// Too few mornings are logged.
        ThinLog = "thin_log",
        /// Too little is known from before to set the running against.
        NoBase = "no_base",
        /// The period is not over.
        NotOver = "not_over",
    }
}

impl Bar {
    /// Whether it bars a statement.
    pub const fn bars(self, comfort: Comfort) -> bool {
        use Comfort as C;
        match self {
            Bar::Unread | Bar::Emergency | Bar::Today | Bar::Arrange | Bar::FlareOpen => true,
            Bar::Flare => !matches!(comfort, C::FlarePassed),
            Bar::PainHigher => {
                matches!(comfort, C::NothingChanged | C::NothingStandsOut | C::PainLower)
            }
            Bar::LimitPassed => {
                matches!(comfort, C::NothingChanged | C::NothingStandsOut | C::PlanKept)
            }
            Bar::VolumeRose => matches!(
                comfort,
                C::NothingChanged | C::NothingStandsOut | C::NoLongerRun | C::LoadAsBefore
            ),
            Bar::Unwell => {
                matches!(comfort, C::NothingChanged | C::NothingStandsOut | C::LoadAsBefore)
            }
            Bar::UnknownDays => matches!(
                comfort,
                C::NothingChanged
                    | C::NothingStandsOut
                    | C::NoLongerRun
                    | C::LoadAsBefore
                    | C::PlanKept
                    | C::NoLink
            ),
            Bar::ThinLog => matches!(
                comfort,
                C::NothingChanged | C::NothingStandsOut | C::PainLower | C::NoLink
            ),
            Bar::NoBase => matches!(comfort, C::LoadAsBefore),
            Bar::NotOver => matches!(
                comfort,
                C::NothingChanged
                    | C::NothingStandsOut
                    | C::LoadAsBefore
                    | C::PainLower
                    | C::PlanKept
            ),
        }
    }
}

/// The state of a period, as far as comfort goes. The default is the calmest month there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a bar of its own")]
pub struct MonthState {
    /// The firmest thing that the diary calls for by its end.
    pub calls_for: Option<Urgency>,
    /// Flares in it.
    pub flare: FlareState,
    /// How much was run against before.
    pub volume: VolumeChange,
    /// Mornings higher than in the period before, by the rule for a change.
    pub pain_higher: bool,
    /// A limit of the plan was passed.
    pub limit_passed: bool,
    /// Days of injury or illness.
    pub unwell: bool,
    /// Days of unknown running.
    pub unknown_days: bool,
    /// Under twenty logged mornings, or no log at all.
    pub thin_log: bool,
    /// Not over yet.
    pub not_over: bool,
}

/// Whether a flare lies in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FlareState {
    /// None.
    #[default]
    None,
    /// Each has passed.
    Passed,
    /// One is not known to have passed.
    Open,
}

/// How much was run against the period before and the weeks before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VolumeChange {
    /// Within the bounds of what is told as a rise.
    #[default]
    Within,
    /// Above them.
    Rose,
    /// Too little is known from before.
    NoBase,
}

impl MonthState {
    /// All that bars comfort, the firmest first.
    pub fn bars(&self) -> impl Iterator<Item = Bar> {
        let here = *self;
        Bar::ALL.into_iter().filter(move |bar| here.has(*bar))
    }

    fn has(&self, bar: Bar) -> bool {
        let calls = |tier| self.calls_for == Some(tier);
        match bar {
            Bar::Unread => calls(Urgency::Unread),
            Bar::Emergency => calls(Urgency::Emergency),
            Bar::Today => calls(Urgency::Today),
            Bar::Arrange => calls(Urgency::Arrange),
            Bar::FlareOpen => calls(Urgency::Flare) || self.flare == FlareState::Open,
            Bar::Flare => self.flare == FlareState::Passed,
            Bar::PainHigher => self.pain_higher,
            Bar::LimitPassed => self.limit_passed,
            Bar::VolumeRose => self.volume == VolumeChange::Rose,
            Bar::Unwell => self.unwell,
            Bar::UnknownDays => self.unknown_days,
            Bar::ThinLog => self.thin_log,
            Bar::NoBase => self.volume == VolumeChange::NoBase,
            Bar::NotOver => self.not_over,
        }
    }
}

/// Whether a statement may comfort in such a month.
///
/// # Errors
///
/// The firmest of what bars it.
///
/// ```
/// use backstride::insight::comfort::{Bar, Comfort, FlareState, MonthState, may_comfort};
///
/// let calm = MonthState::default();
/// assert_eq!(may_comfort(Comfort::NothingChanged, &calm), Ok(()));
/// let flare = MonthState { flare: FlareState::Passed, ..calm };
/// assert_eq!(may_comfort(Comfort::NothingChanged, &flare), Err(Bar::Flare));
/// ```
pub fn may_comfort(comfort: Comfort, month: &MonthState) -> Result<(), Bar> {
    month.bars().find(|bar| bar.bars(comfort)).map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every state of a month.
    fn months() -> Vec<MonthState> {
        let mut months = vec![MonthState::default()];
        let mut vary = |with: &[&dyn Fn(MonthState) -> MonthState]| {
            months = months.iter().flat_map(|month| with.iter().map(|with| with(*month))).collect();
        };
        let tiers = [None].into_iter().chain(Urgency::ALL.map(Some));
        let with: Vec<Box<dyn Fn(MonthState) -> MonthState>> = tiers
            .map(|tier| -> Box<dyn Fn(MonthState) -> MonthState> {
                Box::new(move |month| MonthState { calls_for: tier, ..month })
            })
            .collect();
        vary(&with.iter().map(|with| with.as_ref()).collect::<Vec<_>>());
        vary(&[
            &|month| month,
            &|month| MonthState { flare: FlareState::Passed, ..month },
            &|month| MonthState { flare: FlareState::Open, ..month },
        ]);
        vary(&[
            &|month| month,
            &|month| MonthState { volume: VolumeChange::Rose, ..month },
            &|month| MonthState { volume: VolumeChange::NoBase, ..month },
        ]);
        vary(&[&|month| month, &|month| MonthState { pain_higher: true, ..month }]);
        vary(&[&|month| month, &|month| MonthState { limit_passed: true, ..month }]);
        vary(&[&|month| month, &|month| MonthState { unwell: true, ..month }]);
        vary(&[&|month| month, &|month| MonthState { unknown_days: true, ..month }]);
        vary(&[&|month| month, &|month| MonthState { thin_log: true, ..month }]);
        vary(&[&|month| month, &|month| MonthState { not_over: true, ..month }]);
        months
    }

    #[test]
    fn over_all_states_nothing_comforts_beside_a_sign_or_an_open_flare() {
        let months = months();
        assert_eq!(months.len(), 6 * 3 * 3 * 64);
        for month in &months {
            let refused = |comfort| may_comfort(comfort, month).is_err();
            if month.calls_for.is_some() || month.flare == FlareState::Open {
                assert!(Comfort::ALL.into_iter().all(refused), "{month:?}");
            }
            if month.flare != FlareState::None {
                let may: Vec<Comfort> =
                    Comfort::ALL.into_iter().filter(|comfort| !refused(*comfort)).collect();
                assert!(may.is_empty() || may == [Comfort::FlarePassed], "{month:?}: {may:?}");
            }
            // What is not known never comforts either.
            if month.unknown_days || month.volume == VolumeChange::Rose {
                assert!(refused(Comfort::NoLongerRun), "{month:?}");
            }
            if month.thin_log || month.not_over {
                assert!(refused(Comfort::NothingChanged), "{month:?}");
            }
        }
    }

    #[test]
    fn the_calmest_month_may_say_all_and_the_reason_is_the_firmest() {
        for comfort in Comfort::ALL {
            assert_eq!(may_comfort(comfort, &MonthState::default()), Ok(()));
        }
        for month in months() {
            for comfort in Comfort::ALL {
                if let Err(bar) = may_comfort(comfort, &month) {
                    let firmer = Bar::ALL.into_iter().take_while(|other| *other != bar);
                    let mut firmer = firmer.filter(|other| month.has(*other));
                    assert!(month.has(bar) && !firmer.any(|other| other.bars(comfort)));
                }
            }
        }
    }

    #[test]
    fn a_worse_month_never_allows_what_a_better_one_does_not() {
        for month in months() {
            let worse = [
                MonthState { flare: FlareState::Open, ..month },
                MonthState { calls_for: Some(Urgency::Emergency), ..month },
                MonthState { pain_higher: true, ..month },
                MonthState { unknown_days: true, ..month },
                MonthState { thin_log: true, ..month },
                MonthState { not_over: true, ..month },
            ];
            for comfort in Comfort::ALL {
                let now = may_comfort(comfort, &month).is_ok();
                assert!(now || worse.iter().all(|worse| may_comfort(comfort, worse).is_err()));
            }
        }
    }

    #[test]
    fn each_bar_alone_bars_what_the_table_says() {
        // In the order of `Comfort::ALL`: changed, stands out, longer run, load, settled, lower, plan,
        // link, flare passed.
        let rows = [
            "xxxxxxxxx",
            "xxxxxxxxx",
            "xxxxxxxxx",
            "xxxxxxxxx",
            "xxxxxxxxx",
            "xxxxxxxx.",
            "xx...x...",
            "xx....x..",
            "xxxx.....",
            "xx.x.....",
            "xxxx..xx.",
            "xx...x.x.",
            "...x.....",
            "xx.x.xx..",
        ];
        for (bar, row) in Bar::ALL.into_iter().zip(rows) {
            let is: String = Comfort::ALL
                .map(|comfort| if bar.bars(comfort) { 'x' } else { '.' })
                .iter()
                .collect();
            assert_eq!(is, row, "{}", bar.key());
        }
        assert!(Bar::ALL.is_sorted());
    }
}
