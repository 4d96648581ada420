//! Sheets as a PDF: vectors, real text in the shipped typeface, tagged for those who have it read
//! out. It holds no date and no random mark, so the same sheets give the same bytes.

use std::num::NonZeroU16;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt, SvgSettings};

use crate::draw::drawing::{Block, Drawing, Part};
use crate::draw::picture::{self, PictureError};
use crate::draw::svg_of_block;

/// Points in one of a sheet's units: 72 to the inch against 96.
const POINTS_PER_UNIT: f32 = 0.75;

/// What the document is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfMeta {
    /// Shown in the title bar.
    pub title: String,
    /// Of the text, as in HTML: `en`.
    pub language: String,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A sheet cannot be read.
    #[error(transparent)]
    Sheet(#[from] PictureError),
    /// A sheet has no area.
    #[error("a sheet of {0} × {1} points cannot be made")]
    Size(f32, f32),
    /// The document could not be put together.
    #[error("the PDF could not be put together: {0}")]
    Document(String),
}

/// The sheets, in order, as the bytes of a PDF file.
///
/// # Errors
///
/// When a sheet has no area, or holds what a PDF cannot.
pub fn pdf(sheets: &[Drawing], meta: &PdfMeta) -> Result<Vec<u8>, PdfError> {
    let settings = SerializeSettings { enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut tags = TagTree::new().with_lang(Some(meta.language.clone()));
    for sheet in sheets {
        let (width, height) = (points(sheet.width), points(sheet.height));
        let size = Size::from_wh(width, height).ok_or(PdfError::Size(width, height))?;
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        for block in sheet.blocks() {
            let tree = picture::tree(&svg_of_block(sheet, block))?;
            let identifier = surface.start_tagged(content(block.part));
            surface.draw_svg(&tree, size, SvgSettings::default());
            surface.end_tagged();
            if let Some(mut group) = group(block) {
                group.push(identifier);
                tags.push(group);
            }
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tags);
    document.set_metadata(
        Metadata::new()
            .title(meta.title.clone())
            .language(meta.language.clone())
            .creator("backstride".to_owned()),
    );
    document.finish().map_err(|error| PdfError::Document(format!("{error:?}")))
}

#[allow(clippy::cast_possible_truncation, reason = "a length on paper")]
fn points(units: f64) -> f32 {
    units as f32 * POINTS_PER_UNIT
}

/// How what is drawn of a block is marked.
fn content(part: Part) -> ContentTag<'static> {
    match part {
        Part::Ornament => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        Part::Title | Part::Heading | Part::Text => ContentTag::Span(SpanTag::empty()),
        Part::Drawing => ContentTag::Other,
    }
}

/// A block's place in the tree of tags; none for what is not read out.
fn group(block: &Block) -> Option<TagGroup> {
    let heading = |level| TagGroup::new(Tag::Hn(level, Some(block.label.clone())));
    Some(match block.part {
        Part::Ornament => return None,
        Part::Title => heading(NonZeroU16::MIN),
        Part::Heading => heading(NonZeroU16::MIN.saturating_add(1)),
        Part::Text => TagGroup::new(Tag::P),
        Part::Drawing => TagGroup::new(Tag::Figure(Some(block.label.clone()))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::paper::page_one::{Paper, sheets};
    use crate::page::sample;
    use crate::say::voice::Voice;

    fn october() -> Vec<u8> {
        let page = sample::october();
        let meta = PdfMeta { title: "October 2026".into(), language: "en".into() };
        pdf(&sheets(Voice::METRIC.tells(&page), Paper::A4), &meta).unwrap()
    }

    fn holds(bytes: &[u8], wanted: &str) -> bool {
        bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes())
    }

    #[test]
    fn the_same_sheets_give_the_same_bytes_without_a_date() {
        let once = october();
        assert_eq!(once, october());
        assert!(!holds(&once, "CreationDate"));
        assert!(once.len() < 1_000_000, "{} bytes", once.len());
        if let Some(folder) = std::env::var_os("BACKSTRIDE_PICTURES") {
            let path = std::path::PathBuf::from(folder).join("october.pdf");
            #[allow(clippy::disallowed_methods, reason = "only on request, and only in tests")]
            std::fs::write(path, once).unwrap();
        }
    }

    #[test]
    fn the_document_is_tagged_and_its_typeface_embedded() {
        let bytes = october();
        assert!(holds(&bytes, "/MarkInfo"));
        assert!(holds(&bytes, "/StructTreeRoot"));
        assert!(holds(&bytes, "/FontFile"));
        assert!(holds(&bytes, "/Lang"));
    }

    #[test]
    fn text_is_text_and_can_be_read_out_again() {
        // `pdftotext` (poppler) is another program's view of the file; without it there is none.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("october.pdf");
        #[allow(clippy::disallowed_methods, reason = "a test's own temporary file")]
        std::fs::write(&path, october()).unwrap();
        let Ok(output) = std::process::Command::new("pdftotext").arg(&path).arg("-").output()
        else {
            #[allow(clippy::print_stdout, reason = "a skipped test says so")]
            {
                println!("skipped: pdftotext is not installed");
            }
            return;
        };
        let text = String::from_utf8(output.stdout).unwrap();
        for wanted in ["October 2026", "Go to emergency care now", "+34 %", "not a diagnosis"] {
            assert!(text.contains(wanted), "{wanted} in {text}");
        }
    }

    #[test]
    fn a_sheet_without_an_area_is_refused_with_a_reason() {
        let meta = PdfMeta { title: String::new(), language: "en".into() };
        let [sheet, ..] = &sheets(Voice::METRIC.tells(&sample::october()), Paper::A4)[..] else {
            panic!("no sheet")
        };
        let flat = Drawing { height: 0.0, ..sheet.clone() };
        assert!(matches!(pdf(&[flat], &meta), Err(PdfError::Size(..))));
    }
}
