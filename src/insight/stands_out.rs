//! What may stand at the head of a page: the bound of each sentence.

/// At most so many sentences: of more, none stands out.
pub(crate) const MOST: usize = 3;

/// Pain logged on a smaller share of days is said, since all about the back then rests on little.
/// Our own choice.
pub(crate) const WELL_LOGGED: f64 = 0.6;

/// A week is told from so much above the mean of the four before it. Nielsen et al. 2014
/// (10.2519/jospt.2014.5164) set progress above 30 % against progress under 10 %; what they found
/// was not beyond chance, and the bound says what is worth a look, no more.
pub(crate) const WEEK_ABOVE_PCT: f64 = 30.0;

/// Runs that those four weeks must hold, two a week: where one runs less often, a run more or less
/// moves a week by half.
pub(crate) const RUNS_BEFORE_WEEK: usize = 8;

/// A row of days with a run is told from so long on: a whole week without a day off.
pub(crate) const ROW_DAYS: usize = 7;

/// Days without a run are told where their share fell by so much, which is six days of a month: a
/// day or two fewer comes of where the weekends fall. Our own choice.
pub(crate) const FEWER_BY: f64 = 0.2;

/// Both spans must have so many days for that: the shortest month.
pub(crate) const FEWEST_DAYS: usize = 28;

/// The plan is told once it held so long: a week, in which every point comes round.
pub(crate) const PLAN_HELD_DAYS: usize = 7;
