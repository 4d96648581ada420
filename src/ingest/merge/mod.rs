//! One run from several files: found by time and place, merged channel by channel.
//!
//! An [`Outline`] is made of each session of each file; [`group`] puts the outlines of one run
//! together; [`merge`] takes the richest recording and brings in the channels that it lacks. Two
//! people who ran together stay two runs, and a recording that was stopped and begun again stays
//! two.
#![warn(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod course;
mod even;
mod group;
mod join;
mod outline;

pub use group::{Group, GroupMember, group};
pub use join::{Recording, merge, session_alone};
pub use outline::Outline;

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a panic in a test is a failed test"
)]
mod tests;
