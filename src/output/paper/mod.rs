//! Sheets of paper: the printed page, the therapist's guide, the diary to write by hand.

pub mod diary_sheet;
pub(super) mod drawable;
pub(super) mod guide;
pub mod page_one;
pub mod pdf;
pub mod sheet;
pub(super) mod sheet_flare;
mod sheet_marks;
pub(super) mod sheet_parts;
pub(super) mod sheet_safety;
mod sheet_since;
mod sheet_text;
