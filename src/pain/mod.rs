//! The diary: reading it, what it says about safety, and how the back answered the runs.

pub mod calendar;
mod cell;
mod columns;
pub mod echo;
pub mod flags;
mod log;
mod sheet;
pub mod template;

pub use columns::{Column, ColumnMap, ROLL, nearest};
pub use echo::{Zone, Zones, echo, response};
pub use flags::safety;
pub use log::{LogProblem, PainLog, has_pain_value, read};
