//! What needs more than one run to be said.

pub mod association;
pub mod baseline;
pub mod bootstrap;
pub mod change;
mod control;
pub mod diary;
pub mod endurance;
mod evenness;
pub mod link;
pub mod plan;
mod reference;
pub mod scales;
pub mod sentence;
pub mod words;
