//! Values into pages.
