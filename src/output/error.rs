//! Why a page could not be made.

use super::paper::pdf::PdfError;
use crate::draw::picture::PictureError;

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The template failed on a value.
    #[error("the page's template could not be filled in: {0}")]
    Template(#[from] askama::Error),
    /// A picture could not be drawn.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The PDF could not be made.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The summary could not be written.
    #[error("the summary could not be written: {0}")]
    Summary(#[from] serde_json::Error),
}
