//! Values into pages: a history into plain page data, that into HTML, pictures and JSON.

pub mod assemble;
pub mod concepts;
mod csp;
pub(crate) mod device_names;
pub mod diary_sheet;
mod drawable;
mod error;
pub mod explain;
mod facts;
mod files;
mod flare;
mod folds;
mod form_table;
mod guide;
pub mod html;
pub mod index;
pub mod json;
mod lighter;
mod load_folds;
mod log_fold;
mod methods;
pub mod page_one;
mod panel;
pub mod pdf;
pub mod picture;
mod run_blocks;
mod run_table;
pub mod seal;
pub mod share;
pub mod sheet;
mod sheet_flare;
mod sheet_parts;
mod sheet_text;
mod spark;
mod stands_out;
pub mod summary;
mod together;
mod within;
pub mod words;
mod year;
mod year_page;

#[cfg(test)]
mod example;

pub use error::ReportError;
pub use files::files;
pub use guide::guide;
pub use html::{Neighbours, html};
pub use index::{IndexDay, IndexEntry, IndexWeek, IndexYear, Standing, index};
pub use page_one::Paper;
pub use summary::summary;
pub use year_page::{YearLinks, year_files, year_html, year_sheet};
