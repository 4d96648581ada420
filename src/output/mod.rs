//! What leaves the program: a page as HTML, on paper, as JSON, copies to send; days and runs as
//! tables; a clinic's record; a track.

#[cfg(feature = "report")]
pub mod document;
#[cfg(feature = "report")]
mod error;
pub mod fhir;
#[cfg(feature = "report")]
mod files;
#[cfg(feature = "report")]
pub mod html;
#[cfg(feature = "report")]
pub mod json;
#[cfg(feature = "report")]
pub mod paper;
#[cfg(feature = "report")]
pub mod seal;
#[cfg(feature = "report")]
pub mod share;
#[cfg(feature = "report")]
pub mod summary;
#[cfg(feature = "tables")]
pub mod tables;
pub mod track;

#[cfg(feature = "report")]
pub use self::{
    error::ReportError,
    files::files,
    html::{
        Neighbours, html,
        index::{IndexDay, IndexEntry, IndexWeek, IndexYear, Standing, index},
        year_page::{YearLinks, year_files, year_html, year_sheet},
    },
    paper::{guide::guide, page_one::Paper},
    summary::summary,
};

#[cfg(test)]
#[cfg(feature = "report")]
mod withheld_tests;
