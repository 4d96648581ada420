//! What may stand in the columns of a sheet. A panel says what of it fits into a height, and what
//! is left over then: nothing is shown twice.

use std::ops::Range;

use super::Layout;
use crate::draw::charts::{echo_at, form_at_own_pace_at, weekly_load_at};
use crate::model::Provenance;
use crate::output::paper::sheet::{Part, Piece, SMALL};
use crate::output::paper::sheet_flare::{ask, mornings, over_a_run, return_to_run, week_before};
use crate::output::paper::sheet_parts::{panel, panel_head};
use crate::output::paper::sheet_text::pain_by_week;
use crate::page::Page;

/// The load chart is never lower than this, nor taller than that.
pub(super) const LOAD_HEIGHTS: (f64, f64) = (120.0, 230.0);

/// Beside a flare it may be lower.
pub(super) const LOW_LOAD_PX: f64 = 100.0;

/// Fewer rows of answers than this say too little, in a panel and in its continuation.
const MIN_ECHO_ROWS: usize = 5;

/// No row of answers is lower than this.
const LEAST_ECHO_ROW: f64 = 15.0;

/// A panel, or what is left of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Panel {
    /// Distance by week.
    Load,
    /// Where the foot lands, in words.
    Overstriding,
    /// Form, from this quantity on.
    Form { from: usize },
    /// The sentence on form, where nothing of it is drawn.
    FormNote,
    /// Pain by week, where there are no runs.
    PainByWeek,
    /// Each run and the next morning, from this row on.
    Echo { from: usize },
    /// Pain and runs, in words: beside the days there is room for few drawings.
    Link,
    /// Mornings after runs, by length.
    Mornings,
    /// The seven days before a flare.
    WeekBefore,
    /// The stage of running and walking agreed on.
    Return,
    /// What to ask at the next visit.
    Ask,
    /// The run in which form left its range, over its time.
    OverARun,
}

impl Panel {
    /// All of a page, in the order in which they get room.
    pub(super) const ALL: [Panel; 12] = [
        Panel::Load,
        Panel::Overstriding,
        Panel::Form { from: 0 },
        Panel::Mornings,
        Panel::FormNote,
        Panel::Return,
        Panel::PainByWeek,
        Panel::Ask,
        Panel::Echo { from: 0 },
        Panel::OverARun,
        Panel::Link,
        Panel::WeekBefore,
    ];

    /// The same in a period with a flare: what came before it, how the back answered runs and what to
    /// ask stand before form.
    pub(super) const IN_A_FLARE: [Panel; 12] = [
        Panel::Load,
        Panel::Mornings,
        Panel::WeekBefore,
        Panel::Ask,
        Panel::Return,
        Panel::PainByWeek,
        Panel::Echo { from: 0 },
        Panel::Overstriding,
        Panel::Form { from: 0 },
        Panel::FormNote,
        Panel::OverARun,
        Panel::Link,
    ];

    /// Whether a second sheet is made for it. A link that is not there, or cannot be told, is one
    /// sentence and no reason for a sheet.
    pub(super) fn is_worth_a_sheet(self, page: &Page) -> bool {
        self != Panel::Link || page.link.is_found()
    }
}

/// What of a panel fits.
pub(super) struct Fit {
    pub(super) piece: Piece,
    /// What does not.
    pub(super) rest: Option<Panel>,
}

impl Fit {
    fn whole(piece: Piece) -> Fit {
        Fit { piece, rest: None }
    }
}

impl Layout<'_> {
    /// As much of a panel as fits into this height; none where nothing does, or there is nothing.
    pub(super) fn fit(&self, part: Panel, room: f64) -> Option<Fit> {
        let fit = match part {
            Panel::Load => Fit::whole(self.load(self.load_px())?),
            Panel::Overstriding => Fit::whole(self.overstriding()?),
            Panel::Form { from } => self.form_fit(from, room)?,
            Panel::FormNote => Fit::whole(self.form_note()?),
            Panel::PainByWeek => Fit::whole(pain_by_week(self.page, self.column)?),
            Panel::Echo { from } => self.echo_fit(from, room)?,
            Panel::Link => Fit::whole(self.link()?),
            Panel::Mornings => Fit::whole(mornings(self.page, self.column, self.column_px())?),
            Panel::WeekBefore => Fit::whole(week_before(self.page, self.column)?),
            Panel::Return => Fit::whole(return_to_run(self.page, self.column)?),
            Panel::Ask => Fit::whole(ask(self.page, self.column)?),
            Panel::OverARun => Fit::whole(over_a_run(self.page, self.column, self.column_px())?),
        };
        (fit.piece.height <= room).then_some(fit)
    }

    /// Whether the page has anything for this panel.
    pub(super) fn has(&self, part: Panel) -> bool {
        self.fit(part, f64::INFINITY).is_some()
    }

    pub(super) fn load(&self, height: f64) -> Option<Piece> {
        let chart = weekly_load_at(self.page, self.column_px(), super::whole(height))?;
        Some(panel(&chart, self.column))
    }

    /// Form, with as many quantities as fit, and under the last what is to be said of it.
    fn form_fit(&self, from: usize, room: f64) -> Option<Fit> {
        let quantities = self.form_quantities().saturating_sub(from);
        (1..=quantities).rev().find_map(|n| {
            let piece = self.form(from, n)?;
            let piece = match &self.page.form_note {
                Some(note) if n == quantities => {
                    piece.above(6.0, Piece::text(Part::Text, note, SMALL, self.column))
                }
                _ => piece,
            };
            let piece = Some(piece).filter(|piece| piece.height <= room)?;
            Some(Fit { piece, rest: (n < quantities).then_some(Panel::Form { from: from + n }) })
        })
    }

    fn form_quantities(&self) -> usize {
        self.page.form.iter().filter(|panel| !panel.points.is_empty()).count()
    }

    pub(super) fn form(&self, from: usize, quantities: usize) -> Option<Piece> {
        let mut page = self.page.clone();
        page.form.retain(|panel| !panel.points.is_empty());
        page.form.drain(..from.min(page.form.len()));
        let mut chart = form_at_own_pace_at(&page, self.column_px(), quantities)?;
        if from > 0 {
            chart.title.push_str(", continued");
        }
        Some(panel(&chart, self.column))
    }

    /// Where the foot lands: what is known of it, or why nothing is.
    pub(super) fn overstriding(&self) -> Option<Piece> {
        let foot = self.page.overstriding.as_ref()?;
        let mark = foot.ahead_mm.map_or("", |_| Provenance::Modelled.mark());
        let text = format!("{} {mark}", foot.text);
        Some(panel_head("Overstriding", text.trim_end(), self.column))
    }

    /// What is to be said of form where nothing of it is drawn.
    fn form_note(&self) -> Option<Piece> {
        let note = self.page.form_note.as_ref().filter(|_| self.form_quantities() == 0)?;
        Some(panel_head("Form at your own pace", note, self.column))
    }

    /// The answers, with as many rows as fit, so that enough are left for a continuation.
    fn echo_fit(&self, from: usize, room: f64) -> Option<Fit> {
        let rows = self.page.echo.as_ref().map_or(0, |echo| echo.rows.len()).saturating_sub(from);
        let most = usize::try_from(super::whole(room / LEAST_ECHO_ROW)).unwrap_or(rows);
        (1..=rows.min(most)).rev().find_map(|shown| {
            let left = rows - shown;
            let is_enough = left == 0 || (shown >= MIN_ECHO_ROWS && left >= MIN_ECHO_ROWS);
            let piece = is_enough.then(|| self.echo(from..from + shown))?;
            let piece = piece.filter(|piece| piece.height <= room)?;
            Some(Fit { piece, rest: (left > 0).then_some(Panel::Echo { from: from + shown }) })
        })
    }

    fn echo(&self, rows: Range<usize>) -> Option<Piece> {
        let is_continued = rows.start > 0;
        let mut chart = echo_at(self.page, self.column_px(), rows)?;
        if is_continued {
            chart.title.push_str(", continued");
        }
        Some(panel(&chart, self.column))
    }

    fn link(&self) -> Option<Piece> {
        let link = &self.page.link;
        (!link.title.is_empty())
            .then(|| panel_head(&link.title, link.in_plain_words(), self.column))
    }
}
