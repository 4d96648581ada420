//! What needs more than one run to be said.

pub mod around;
pub mod association;
pub mod baseline;
pub mod bootstrap;
pub mod change;
mod control;
pub mod diary;
pub mod endurance;
mod evenness;
pub mod flares;
pub mod link;
pub mod matched;
pub mod plan;
mod reference;
mod roll;
pub mod scales;
pub mod sentence;
pub mod words;

pub use roll::ROLL;
