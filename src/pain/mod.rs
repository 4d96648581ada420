//! The diary: reading it, what it says about safety, and how the back answered the runs.

pub mod calendar;
mod cell;
mod columns;
pub mod echo;
pub mod flags;
mod log;
mod notes;
mod quotes;
mod rows;
mod sheet;
pub mod template;
mod text;
mod workbook;

pub use columns::{Column, ColumnMap, ROLL, Rhythm, nearest};
pub use echo::{echo, response};
pub use flags::safety;
pub use log::{LogProblem, PainLog, has_pain_value, read, read_as_far};
pub use notes::note_tag;
