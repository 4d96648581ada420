//! The diary: reading it, what it says about safety, and how the back answered the runs.

mod apps;
pub mod arrange;
mod cell;
mod columns;
mod correct;
pub mod echo;
pub mod flags;
mod kind;
mod likely;
mod log;
mod merge;
mod names;
mod notes;
mod problem;
mod quotes;
mod row;
mod rows;
mod serial;
mod sheet;
pub mod template;
mod text;
mod tracked;
mod workbook;

pub use crate::page::UnreadSign;
pub use columns::{ColumnMap, LogColumn, ROLL, Rhythm, key_of, nearest};
pub use correct::{Correction, corrected};
pub use echo::{echo, response};
pub use flags::safety;
pub use likely::column as likely_column;
pub use log::{PainLog, has_pain_value, read, read_as_far};
pub use notes::note_tag;
pub use problem::{LogProblem, Reach};
