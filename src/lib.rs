//! Reads a runner's recordings, estimates how they ran, and sets it beside how their back felt.
//!
//! Data flows one way, and each step is a function from values to values:
//!
//! ```text
//! bytes ──ingest──▶ Activity ──prepare──▶ Run ──metrics──▶ Outing ──history──▶ Page ──draw, output──▶ files
//! ```
//!
//! ```
//! use backstride::{ingest, outing};
//!
//! let gpx = br#"<gpx version="1.1"><trk><trkseg>
//!     <trkpt lat="50.0" lon="8.0"><time>2026-10-11T06:00:00Z</time></trkpt>
//!     <trkpt lat="50.0001" lon="8.0"><time>2026-10-11T06:00:04Z</time></trkpt>
//! </trkseg></trk></gpx>"#;
//! let activity = ingest::read(gpx)?;
//! let outings = outing::measure(&activity, "run.gpx", &outing::Setting::default());
//! assert_eq!(outings[0].date().to_string(), "2026-10-11");
//! // Eleven metres of 0.0001° of latitude.
//! assert_eq!(outings[0].totals.distance_m.map(f64::round), Some(11.0));
//! # Ok::<(), backstride::ingest::IngestError>(())
//! ```
//!
//! Where to begin: [`ingest::read`] and [`outing::measure`] for one recording (`examples/one_run.rs` prints
//! its form), [`pipeline`] for folders, [`levels`] for tables, [`cohort::runner`] for one runner's files and
//! diary to tables and pages. Modules that are not listed here are there for the program, its tests and its
//! sister packages, and may change with any version.

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "report")]
pub mod cohort;
pub mod config;
#[doc(hidden)]
pub mod disk;
#[cfg(feature = "report")]
#[doc(hidden)]
pub mod draw;
#[cfg(feature = "report")]
#[doc(hidden)]
pub mod history;
pub mod ingest;
#[doc(hidden)]
pub mod insight;
#[doc(hidden)]
pub mod keys;
pub mod levels;
pub mod load;
pub mod metrics;
pub mod model;
pub mod outing;
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod page;
pub mod pain;
#[doc(hidden)]
pub mod physics;
pub mod pipeline;
pub mod prepare;
#[cfg(feature = "report")]
#[doc(hidden)]
pub mod say;
#[doc(hidden)]
pub mod store;

pub use backstride_signal as signal;
