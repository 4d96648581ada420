//! What a bad month adds to the printed page: what the diary calls for, the week before a flare, what
//! to ask, the way back to running.

use super::sheet::{Part, Piece, SMALL};
use super::sheet_parts::{Columns, panel_head};
use super::sheet_safety::edged;
use crate::page::{ReturnToRun, Sentence, StageNow, Urgency};
use crate::say::flare::{WEEK_HEAD, exposure_rows, week_note, week_title};
use crate::say::{ask, plan, return_to_run as said, voice::Spoken, words};

/// What stands above all findings, in its order: what cannot be read before the safety box, a visit to
/// be arranged after it.
pub(crate) fn attention(page: Spoken<'_>, urgency: Urgency, width: f64) -> Piece {
    let told = page.attention.iter().filter(|it| it.urgency() == urgency);
    told.fold(Piece::default(), |above, it| {
        let gap = if above.is_empty() { 0.0 } else { 6.0 };
        above.above(gap, framed(&page.voice.calls_for(it).words, width))
    })
}

/// A sentence with a strong edge.
fn framed(words: &str, width: f64) -> Piece {
    let setting = SMALL.ink().bold().sized(14.0, 18.5);
    let words = Piece::text(Part::Text, words, setting, width - 30.0);
    let height = words.height + 14.0;
    Piece::of(Part::Ornament, "", height, edged((width, height), 6.0)).with(18.0, 7.0, words)
}

/// Lines of small text one below the other.
fn lines(texts: &[String], width: f64) -> Piece {
    texts.iter().fold(Piece::default(), |above, text| {
        let gap = if above.is_empty() { 0.0 } else { 2.0 };
        above.above(gap, Piece::text(Part::Text, text, SMALL, width))
    })
}

/// The seven days before the flare as a small table.
pub(crate) fn week_before(page: Spoken<'_>, width: f64) -> Option<Piece> {
    let week = page.flares.iter().rev().find_map(|story| story.before.as_ref())?;
    let head = panel_head(
        &week_title(week.first, week.last, page.voice),
        &week_note(week.calm, page.voice),
        width,
    );
    let rows = exposure_rows(&week.exposures, page.voice.units);
    Some(head.above(4.0, COLUMNS.table(WEEK_HEAD, &rows, width)))
}

/// The columns of that table.
const COLUMNS: Columns<5> = Columns { starts: [0.0, 0.43, 0.61, 0.71, 0.88], gap: 5.0, strong: 1 };

/// What to ask at the next visit.
pub(crate) fn ask(page: Spoken<'_>, width: f64) -> Option<Piece> {
    if page.ask.is_empty() {
        return None;
    }
    let title = panel_head("To ask at the next visit", "", width);
    let asked = ask::questions(page);
    let bullets: Vec<String> = asked.iter().map(|line| format!("• {line}")).collect();
    Some(title.above(3.0, lines(&bullets, width)))
}

/// The stage agreed on, what is done of it, and what is missing by the plan's own rule.
pub(crate) fn return_to_run(page: Spoken<'_>, width: f64) -> Option<Piece> {
    let now = page.return_to_run.as_ref().and_then(|way: &ReturnToRun| way.now.as_ref())?;
    let head = panel_head(&stage_title(now), &stage_asked(now), width);
    Some(head.above(2.0, lines(&said::lines(now), width)))
}

/// `Return to run: stage 2 of 5`.
pub(crate) fn stage_title(now: &StageNow) -> String {
    format!("Return to run: stage {} of {}", now.number, now.of)
}

/// What the stage is, as the plan says it.
pub(crate) fn stage_asked(now: &StageNow) -> String {
    format!("Agreed: {}.", plan::stage(&now.asked))
}

/// How far the period is known, and spans of whose running nothing is known.
pub(crate) fn known_until(page: Spoken<'_>, width: f64) -> Piece {
    let end = page.until.and_then(|end| page.voice.month_end(&end));
    let mut told: Vec<String> = end.iter().map(|line| words::without_code(line)).collect();
    // Where nothing leads it as a headline, it is said here.
    let is_said = page.headlines.iter().any(|it| it.sentence == Sentence::UnknownDays);
    if !is_said {
        told.extend(page.coverage.unknown.iter().map(|span| page.voice.unknown_days(span)));
    }
    lines(&told, width)
}
