//! What is known, in words.

pub mod concepts;
pub(crate) mod device_names;
pub mod explain;
pub(crate) mod facts;
pub(crate) mod flare;
pub mod form;
pub(crate) mod known;
pub(crate) mod lighter;
mod link;
pub(crate) mod load_unit;
pub(crate) mod mark;
pub(crate) mod matched;
pub(crate) mod methods;
pub(crate) mod mornings;
mod overstriding;
pub(crate) mod resolution;
pub(crate) mod stands_out;
pub mod titles;
mod trouble;
pub mod voice;
pub mod within;
pub mod words;
