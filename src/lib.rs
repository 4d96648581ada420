//! Reads a runner's recordings, estimates how they ran, and sets it beside how their back felt.
//!
//! Data flows one way, and each step is a function from values to values:
//!
//! ```text
//! bytes ──ingest──▶ Activity ──prepare──▶ Run ──metrics──▶ Outing ──history──▶ Page ──draw, output──▶ files
//! ```

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "report")]
pub mod cohort;
pub mod config;
pub mod disk;
#[cfg(feature = "report")]
pub mod draw;
#[cfg(feature = "report")]
pub mod history;
pub mod ingest;
pub mod insight;
pub mod keys;
pub mod levels;
pub mod load;
pub mod metrics;
pub mod model;
pub mod outing;
pub mod output;
pub mod page;
pub mod pain;
pub mod physics;
pub mod pipeline;
pub mod prepare;
#[cfg(feature = "report")]
pub mod say;
pub mod store;

pub use backstride_signal as signal;
