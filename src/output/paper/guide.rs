//! The therapist's guide as a sheet to print, from the same words as `docs/for-therapists.md`.

use super::{
    pdf::{self, PdfMeta},
    sheet::{Part, Piece, Run, SMALL, Setting},
};
use crate::draw::Colour;
use crate::output::{Paper, ReportError};

const WORDS: &str = include_str!("../../../docs/for-therapists.md");
const MARGIN: f64 = 64.0;
const TITLE: Setting = SMALL.ink().bold().sized(25.0, 32.0);
const HEADING: Setting = SMALL.ink().bold().sized(16.0, 20.0);
const TEXT: Setting = SMALL.ink().sized(13.0, 17.5);
/// How far a point of a list stands in from its dash.
const INDENT: f64 = 14.0;

/// The guide as the bytes of a PDF of one sheet.
///
/// # Errors
///
/// When the sheet cannot be drawn.
pub fn guide(paper: Paper) -> Result<Vec<u8>, ReportError> {
    let title = WORDS.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default();
    let meta = PdfMeta { title: title.to_owned(), language: "en".to_owned() };
    let sheet = content(paper.size().0 - 2.0 * MARGIN).onto(paper.size(), MARGIN, title);
    Ok(pdf::pdf(&[sheet], &meta)?)
}

/// The words, set in lines of this width.
fn content(width: f64) -> Piece {
    WORDS
        .lines()
        .filter(|line| !line.is_empty())
        .fold(Piece::default(), |above, line| {
            let (gap, piece) = if let Some(title) = line.strip_prefix("# ") {
                (0.0, Piece::text(Part::Title, title, TITLE, width))
            } else if let Some(heading) = line.strip_prefix("## ") {
                (14.0, Piece::text(Part::Heading, heading, HEADING, width))
            } else if let Some(point) = line.strip_prefix("- ") {
                let dash = Piece::text(Part::Ornament, "–", TEXT, INDENT);
                (4.0, dash.with(INDENT, 0.0, paragraph(point, width - INDENT)))
            } else {
                (7.0, paragraph(line, width))
            };
            above.above(gap, piece)
        })
        .above(16.0, Piece::rule(width, 1.0, Colour::Line))
}

/// A paragraph, bold between double asterisks.
fn paragraph(text: &str, width: f64) -> Piece {
    let runs: Vec<Run> = text
        .split("**")
        .enumerate()
        .map(|(at, part)| Run::new(part, if at % 2 == 1 { TEXT.bold() } else { TEXT }))
        .collect();
    Piece::runs(Part::Text, &runs, TEXT, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_is_one_sheet_on_either_paper() {
        for paper in [Paper::A4, Paper::Letter] {
            let (width, height) = paper.size();
            let used = content(width - 2.0 * MARGIN).height;
            assert!(used <= height - 2.0 * MARGIN, "{paper:?}: {used} of {height}");
        }
    }
}
