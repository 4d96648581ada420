//! The safety box on paper.

use super::sheet::{Part, Piece, Run, SMALL, filled, rim};
use crate::draw::{
    Colour,
    drawing::{Frame, Item},
};
use crate::page::{Safety, SafetyLevel};
use crate::say::safety::{ADVICE, EMERGENCY, Phrase};
use crate::say::voice::{Spoken, Voice};

/// The fixed words on safety, without a frame.
pub(crate) fn safety_text(width: f64) -> Piece {
    let text = |phrases: &[Phrase]| -> Vec<Run> {
        phrases
            .iter()
            .map(|phrase| {
                let setting = if phrase.is_strong() { SMALL.ink().bold() } else { SMALL.ink() };
                Run::new(phrase.text(), setting)
            })
            .collect()
    };
    let mut all = text(EMERGENCY);
    all.push(Run::new(" ", SMALL));
    all.extend(text(ADVICE));
    Piece::runs(Part::Text, &all, SMALL, width)
}

/// A ground with a strong left edge of this width.
pub(crate) fn edged((width, height): (f64, f64), edge: f64) -> Vec<Item> {
    vec![
        filled(Frame::new(0.0, 0.0, width, height), Colour::Soft),
        filled(Frame::new(0.0, 0.0, edge, height), Colour::Orange),
    ]
}

/// The safety box: calm, or loud and with its reasons.
pub(crate) fn safety(page: Spoken<'_>, width: f64) -> Piece {
    safety_of(&page.safety, page.voice, width)
}

/// The safety box by itself.
pub(crate) fn safety_of(safety: &Safety, voice: Voice, width: f64) -> Piece {
    let inner = width - 30.0;
    let always = safety_text(inner);
    let reasons = voice.reasons(&safety.signs);
    let content = match safety.level {
        SafetyLevel::Calm => always,
        SafetyLevel::Urgent => {
            loud("Ask for medical advice today", &reasons, inner).above(6.0, always)
        }
        SafetyLevel::Emergency => {
            loud("Go to emergency care now", &reasons, inner).above(6.0, always)
        }
    };
    let is_loud = safety.level.is_loud();
    let height = content.height + 16.0;
    let frame = if is_loud {
        vec![rim((width, height), 3.0, Colour::Orange)]
    } else {
        edged((width, height), 4.0)
    };
    Piece::of(Part::Ornament, "", height, frame).with(16.0, 8.0, content)
}

/// What the log itself says, in large type.
fn loud(advice: &str, reasons: &[String], width: f64) -> Piece {
    let mut piece = Piece::text(
        Part::Heading,
        &format!("{advice}."),
        SMALL.ink().bold().sized(19.0, 26.0),
        width,
    );
    for reason in reasons {
        let text = format!("In the log: {reason}");
        piece =
            piece.above(0.0, Piece::text(Part::Text, &text, SMALL.ink().sized(13.0, 17.0), width));
    }
    let left_out = "Headlines, form, links and the plan are left out of this page until a row of \
                    the log says cleared.";
    piece.above(2.0, Piece::text(Part::Text, left_out, SMALL, width))
}
