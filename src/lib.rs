//! Reads a runner's recordings, estimates how they ran, and sets it beside how their back felt.
//!
//! Data flows one way, and each step is a function from values to values:
//!
//! ```text
//! bytes ──ingest──▶ Activity ──prepare──▶ Run ──metrics──▶ Reading ──tables──▶ Month ──report──▶ pages
//! ```

pub mod ingest;
pub mod metrics;
pub mod model;
pub mod page;
pub mod prepare;
#[cfg(feature = "report")]
pub mod report;
pub mod signal;
