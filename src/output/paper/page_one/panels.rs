//! What may stand in the columns of a sheet. A panel says what of it fits into a height, and what
//! is left over then: nothing is shown twice.

use super::layout::{Layout, whole};
use crate::draw::charts::{
    Sketch, echo_sketch, fingerprint_sketch, form_sketch, load_sketch, mornings_sketch,
    slope_sketch,
};
use crate::model::Provenance;
use crate::output::paper::sheet::{Part, Piece, SMALL};
use crate::output::paper::sheet_flare::{ask, return_to_run, week_before};
use crate::output::paper::sheet_parts::{HEAD_GAP, panel as charted, panel_head};
use crate::output::paper::sheet_since::since;
use crate::output::paper::sheet_text::pain_by_week;
use crate::page::MorningsBy;
use crate::say::{form, voice::Spoken};

/// The load chart is never lower than this, nor taller than that.
pub(super) const LOAD_HEIGHTS: (f64, f64) = (120.0, 230.0);

/// Beside a flare it may be lower.
pub(super) const LOW_LOAD_PX: f64 = 100.0;

/// Fewer rows of answers than this say too little, in a panel and in its continuation.
const MIN_ECHO_ROWS: usize = 5;

/// White space between form and what is to be said of it.
const FORM_NOTE_GAP: f64 = 6.0;

/// No row of answers is lower than this.
const LEAST_ECHO_ROW: f64 = 15.0;

/// A panel, or what is left of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Panel {
    /// Distance by week, as low as it may be drawn.
    Load,
    /// The same, drawn this high.
    TallLoad { px: u32 },
    /// Where the foot lands, in words.
    Overstriding,
    /// Form, of these quantities.
    Form { from: usize, until: usize },
    /// The sentence on form, where nothing of it is drawn.
    FormNote,
    /// Pain by week, where there are no runs.
    PainByWeek,
    /// Each run and the next morning, in these rows.
    Echo { from: usize, until: usize },
    /// Pain and runs, in words: beside the days there is room for few drawings.
    Link,
    /// Mornings after runs.
    Mornings(MorningsBy),
    /// The seven days before a flare.
    WeekBefore,
    /// The stage of running and walking agreed on.
    Return,
    /// What to ask at the next visit.
    Ask,
    /// The run in which form left its range, over its time.
    OverARun,
    /// Form uphill, level and downhill.
    BySlope,
    /// An earlier copy beside this one.
    Since,
}

impl Panel {
    /// Form, with every quantity.
    const FORM: Panel = Panel::Form { from: 0, until: usize::MAX };

    /// Every run and its next morning.
    const ECHO: Panel = Panel::Echo { from: 0, until: usize::MAX };

    /// What stands on a second sheet where there is room, and is worth none.
    pub(super) const SPARE: [Panel; 2] =
        [Panel::Mornings(MorningsBy::Descent), Panel::Mornings(MorningsBy::Pace)];

    /// All of a page, in the order in which they get room.
    pub(super) const ALL: [Panel; 14] = [
        Panel::Load,
        Panel::Overstriding,
        Panel::FORM,
        Panel::Mornings(MorningsBy::Length),
        Panel::FormNote,
        Panel::Return,
        Panel::PainByWeek,
        Panel::Ask,
        Panel::ECHO,
        Panel::OverARun,
        Panel::Link,
        Panel::WeekBefore,
        Panel::BySlope,
        Panel::Since,
    ];

    /// The same in a period with a flare: what came before it, how the back answered runs and what to
    /// ask stand before form.
    pub(super) const IN_A_FLARE: [Panel; 14] = [
        Panel::Load,
        Panel::Mornings(MorningsBy::Length),
        Panel::WeekBefore,
        Panel::Ask,
        Panel::Return,
        Panel::PainByWeek,
        Panel::ECHO,
        Panel::Overstriding,
        Panel::FORM,
        Panel::FormNote,
        Panel::OverARun,
        Panel::Link,
        Panel::BySlope,
        Panel::Since,
    ];

    /// Whether a second sheet is made for it. A link that is not there, or cannot be told, is one
    /// sentence and no reason for a sheet; slopes are drawn where there is room.
    pub(super) fn is_worth_a_sheet(self, page: Spoken<'_>) -> bool {
        match self {
            Panel::Link => page.link.is_found(),
            Panel::BySlope => false,
            _ => true,
        }
    }
}

/// What of a panel fits.
pub(super) struct Fit {
    pub(super) panel: Panel,
    pub(super) height: f64,
    /// What does not.
    pub(super) rest: Option<Panel>,
}

impl Layout<'_> {
    /// As much of a panel as fits into this height; none where nothing does, or there is nothing.
    pub(super) fn fit(&self, panel: Panel, room: f64) -> Option<Fit> {
        match panel {
            Panel::Form { from, .. } => self.form_fit(from, room),
            Panel::Echo { from, .. } => self.echo_fit(from, room),
            other => self.fit_whole(other, room),
        }
    }

    fn fit_whole(&self, panel: Panel, room: f64) -> Option<Fit> {
        let height = self.height(panel).filter(|height| *height <= room)?;
        Some(Fit { panel, height, rest: None })
    }

    /// Whether the page has anything for this panel.
    pub(super) fn has(&self, part: Panel) -> bool {
        self.fit(part, f64::INFINITY).is_some()
    }

    /// How high a panel is; none where there is nothing of it. No chart is drawn for it.
    pub(super) fn height(&self, panel: Panel) -> Option<f64> {
        let Some(drawn) = self.drawn_px(panel) else {
            return self.in_words(panel).map(|piece| piece.height);
        };
        Some(self.below(panel).map_or(drawn, |note| drawn + FORM_NOTE_GAP + note.height))
    }

    /// How high a panel with a chart is, without what is said below it.
    pub(super) fn drawn_px(&self, panel: Panel) -> Option<f64> {
        let sketch = self.sketch(panel)?;
        let head = panel_head(&sketch.about.title, &sketch.about.caption, self.column);
        Some(head.height + HEAD_GAP + sketch.height())
    }

    /// A panel as it stands on the sheet.
    pub(super) fn piece(&self, panel: Panel) -> Option<Piece> {
        let Some(sketch) = self.sketch(panel) else { return self.in_words(panel) };
        let piece = charted(&sketch.chart()?, self.column);
        Some(match self.below(panel) {
            Some(note) => piece.above(FORM_NOTE_GAP, note),
            None => piece,
        })
    }

    /// The chart of a panel that has one.
    fn sketch(&self, panel: Panel) -> Option<Sketch<'_>> {
        let (page, width) = (self.page, self.column_px());
        let (sketch, from) = match panel {
            Panel::Load => (load_sketch(page, width, whole(self.load_px())), 0),
            Panel::TallLoad { px } => (load_sketch(page, width, px), 0),
            Panel::Form { from, until } => (form_sketch(page, width, from..until), from),
            Panel::Echo { from, until } => (echo_sketch(page, width, from..until), from),
            Panel::Mornings(by) => (mornings_sketch(page, by, width), 0),
            Panel::BySlope => (slope_sketch(page, width), 0),
            Panel::OverARun => {
                page.within.fingerprint.as_ref()?.after.as_ref()?;
                (fingerprint_sketch(page, width), 0)
            }
            _ => return None,
        };
        let mut sketch = sketch?;
        if from > 0 {
            sketch.about.title.push_str(", continued");
        }
        Some(sketch)
    }

    /// A panel that is told in words.
    fn in_words(&self, panel: Panel) -> Option<Piece> {
        match panel {
            Panel::Overstriding => self.overstriding(),
            Panel::FormNote => self.form_note(),
            Panel::PainByWeek => pain_by_week(self.page, self.column),
            Panel::Link => self.link(),
            Panel::WeekBefore => week_before(self.page, self.column),
            Panel::Return => return_to_run(self.page, self.column),
            Panel::Ask => ask(self.page, self.column),
            Panel::Since => since(self.page, self.column),
            Panel::Load
            | Panel::TallLoad { .. }
            | Panel::Form { .. }
            | Panel::Mornings(_)
            | Panel::Echo { .. }
            | Panel::BySlope
            | Panel::OverARun => None,
        }
    }

    /// What is to be said of form, under the last of its quantities.
    fn below(&self, panel: Panel) -> Option<Piece> {
        let Panel::Form { until, .. } = panel else { return None };
        let note = form::notes(&self.page).filter(|_| until >= self.form_quantities())?;
        Some(Piece::text(Part::Text, &note, SMALL, self.column))
    }

    /// Form, with as many quantities as fit.
    fn form_fit(&self, from: usize, room: f64) -> Option<Fit> {
        let all = self.form_quantities();
        (from + 1..=all).rev().find_map(|until| {
            let fit = self.fit_whole(Panel::Form { from, until }, room)?;
            let rest = (until < all).then_some(Panel::Form { from: until, until: all });
            Some(Fit { rest, ..fit })
        })
    }

    fn form_quantities(&self) -> usize {
        self.page.form.iter().filter(|panel| !panel.points.is_empty()).count()
    }

    /// Where the foot lands: what is known of it, or why nothing is.
    fn overstriding(&self) -> Option<Piece> {
        let foot = self.page.overstriding.as_ref()?;
        let mark = foot.modelled().map_or("", |_| Provenance::Modelled.mark());
        let text = format!("{} {mark}", self.page.voice.foot(foot));
        Some(panel_head("Overstriding", text.trim_end(), self.column))
    }

    /// What is to be said of form where nothing of it is drawn.
    fn form_note(&self) -> Option<Piece> {
        let note = form::notes(&self.page).filter(|_| self.form_quantities() == 0)?;
        Some(panel_head("Form at your own pace", &note, self.column))
    }

    /// The answers, with as many rows as fit, so that enough are left for a continuation.
    fn echo_fit(&self, from: usize, room: f64) -> Option<Fit> {
        let all = self.page.echo.as_ref().map_or(0, |echo| echo.rows.len());
        let rows = all.saturating_sub(from);
        let most = usize::try_from(whole(room / LEAST_ECHO_ROW)).unwrap_or(rows);
        (1..=rows.min(most)).rev().find_map(|shown| {
            let left = rows - shown;
            let is_enough = left == 0 || (shown >= MIN_ECHO_ROWS && left >= MIN_ECHO_ROWS);
            let until = from + shown;
            let panel = is_enough.then_some(Panel::Echo { from, until })?;
            let fit = self.fit_whole(panel, room)?;
            let rest = (left > 0).then_some(Panel::Echo { from: until, until: all });
            Some(Fit { rest, ..fit })
        })
    }

    fn link(&self) -> Option<Piece> {
        let told = self.page.link.told.as_ref()?;
        Some(panel_head(&told.title(), &told.plain(), self.column))
    }
}
