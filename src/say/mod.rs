//! What is known, in words.

pub mod concepts;
pub(crate) mod device_names;
pub mod explain;
pub(crate) mod facts;
pub(crate) mod flare;
pub(crate) mod known;
pub(crate) mod lighter;
pub(crate) mod mark;
pub(crate) mod methods;
pub(crate) mod mornings;
pub(crate) mod stands_out;
pub mod voice;
pub mod words;
