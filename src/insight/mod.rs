//! What needs more than one run to be said.

pub mod around;
pub mod association;
pub mod attention;
pub mod baseline;
pub mod before_flare;
pub mod beside;
pub mod bootstrap;
pub mod change;
pub mod comfort;
mod control;
pub mod diary;
pub mod endurance;
mod evenness;
pub mod flare_spans;
pub mod flares;
pub mod habits;
pub mod link;
mod link_day;
pub mod matched;
pub mod month_end;
pub mod mornings;
pub mod plan;
mod reference;
mod roll;
mod run_bins;
pub mod scales;
pub mod slope;
#[cfg(feature = "report")] // bounds of sentences at the head of a page
pub(crate) mod stands_out;
pub mod words;
pub mod worn_together;

pub use roll::ROLL;
