//! The printed page: what one sends to a clinic, and the picture of the month.
//!
//! It is laid out once. On the first sheet stands what must: safety, sentences, the latest days,
//! key figures, the plan, load, and form with one quantity at least. What has no room there moves
//! to the second sheet; charts of many rows are parted between the two, and no row is shown twice.
//! What has no room there either is left out, whole, and where it is days, that is said. Beside
//! the days at most six charts are drawn: load, form, mornings by length, answers, one run over
//! its time, and where a second sheet has room left form by slope and mornings by descent and by pace;
//! the rest are lines of text. Nothing is ever cut or shrunk.

mod columns;
mod layout;
mod panels;
#[cfg(test)]
mod tests;

use crate::say::voice::Spoken;
use std::ops::Range;

use jiff::ToSpan as _;

use super::drawable::drawable;
use super::sheet::{Part, Piece, SMALL};
use super::sheet_flare::{attention, known_until};
use super::sheet_parts::{
    days, days_words, figures, foot, head, headlines, overstriding_line, panel_head, plan,
};
use super::sheet_safety::safety;
use super::sheet_text::{gear, plan_notes, would_add};
use crate::draw::{
    Colour, Drawing,
    charts::{month_row_start, month_rows, month_rows_at, month_rows_height},
};
use crate::page::{MorningsBy, SafetyLevel, Urgency};

pub use self::layout::Paper;

use self::columns::{Column, Content, PANEL_GAP};
use self::layout::{Layout, whole};
use self::panels::{LOAD_HEIGHTS, LOW_LOAD_PX, Panel};

/// White space around the content.
const MARGIN: f64 = 32.0;

/// White space between the two columns.
const GUTTER: f64 = 30.0;

/// White space between parts.
const GAP: f64 = 11.0;

/// All sheets, one or two: what the PDF holds. The first is the picture of the month. A copy has a third
/// where an earlier one that stands beside it has no room on these.
pub fn sheets(page: Spoken<'_>, paper: Paper) -> Vec<Drawing> {
    let shown = drawable(page.facts);
    let layout = Layout::new(page.voice.tells(&shown), paper);
    let (first, left_over) = layout.first();
    let (second, is_full) = layout.second(left_over).unzip();
    let third = is_full.filter(|is_full| *is_full).and_then(|_| layout.third());
    [Some(first), second, third].into_iter().flatten().collect()
}

/// What did not fit on the first sheet.
#[derive(Default)]
struct LeftOver {
    /// Parts as wide as the sheet.
    wide: Vec<Piece>,
    /// Rows of days before those shown.
    earlier: usize,
    panels: Vec<Panel>,
    /// Shown where there is room, and worth no sheet: shoes, ground, what would add to the page.
    besides: Vec<Piece>,
}

impl<'a> Layout<'a> {
    fn new(page: Spoken<'a>, paper: Paper) -> Layout<'a> {
        let (paper_width, paper_height) = paper.size();
        let width = paper_width - 2.0 * MARGIN;
        Layout {
            page,
            paper,
            width,
            height: paper_height - 2.0 * MARGIN,
            column: ((width - GUTTER) / 2.0).floor(),
        }
    }

    /// The lowest that the load chart is drawn: beside a flare, other panels need the room.
    fn load_px(&self) -> f64 {
        if self.page.flares.is_empty() { LOAD_HEIGHTS.0 } else { LOW_LOAD_PX }
    }

    fn column_px(&self) -> u32 {
        whole(self.column)
    }

    /// The first sheet, and what it has no room for.
    fn first(&self) -> (Drawing, LeftOver) {
        let page = self.page;
        let foot = foot(page, self.width);
        let (head, safety) = (head(page, self.width), safety(page, self.width));
        // What cannot be read is said before all else, a visit to be arranged before all findings.
        let unread = attention(page, Urgency::Unread, self.width);
        let arrange = attention(page, Urgency::Arrange, self.width);
        // Loud, it comes before all else.
        let top = match page.safety.level {
            SafetyLevel::Calm => head.above(GAP, safety),
            SafetyLevel::Urgent | SafetyLevel::Emergency => safety.above(GAP, head),
        };
        let top = if unread.is_empty() { top } else { unread.above(GAP, top) };
        let top = if arrange.is_empty() { top } else { top.above(GAP, arrange) };
        let until = known_until(page, self.width);
        let top = if until.is_empty() { top } else { top.above(GAP, until) };
        let mut stack = Stack::new(top, self.height - foot.height - 2.0 * GAP);
        let mut left_over = LeftOver::default();
        let (headlines, figures) = (headlines(page, self.width), figures(page, self.width));
        // Beside a flare the panel of that name may go to the second sheet: its line stays.
        let foot_line = match page.flares.as_slice() {
            [] => Piece::default(),
            _ => overstriding_line(page, self.width),
        };
        let others = headlines.height + foot_line.height + figures.height + 3.0 * GAP;
        let latest = self.latest_days(stack.room - others);
        left_over.earlier = latest.start;
        for part in [headlines, foot_line, days(page, whole(self.width), latest), figures] {
            left_over.wide.extend(stack.add(GAP, part));
        }
        left_over.wide.extend(self.set_plan(&mut stack));
        let mut columns = [Column::new(stack.room), Column::new(stack.room)];
        let order = if page.flares.is_empty() { Panel::ALL } else { Panel::IN_A_FLARE };
        let panels = order.into_iter().filter(|&panel| self.has(panel));
        left_over.panels = self.fill(&mut columns, panels.collect());
        left_over.besides = self.besides();
        if !left_over.panels.iter().any(|panel| panel.is_worth_a_sheet(page)) {
            left_over.besides.retain(|piece| !take_into(&mut columns, piece));
        }
        if !left_over.panels.contains(&Panel::Load) {
            self.stretch_load(&mut columns[0]);
        }
        let columns = self.beside(columns);
        let sheet = stack.piece.above(GAP, columns).with(0.0, self.height - foot.height, foot);
        (sheet.onto(self.paper.size(), MARGIN, &page.title()), left_over)
    }

    /// The latest rows of days that leave room for a plan, load and form; at least one, if need be
    /// without these. So high a room may the rows take with the words under them.
    fn latest_days(&self, room: f64) -> Range<usize> {
        let width = whole(self.width);
        let all = month_rows(self.page, width);
        let least_plan = plan_notes(self.page, self.width).map_or(0.0, |plan| plan.height + GAP);
        let fits = |start: usize, room: f64| {
            let words = days_words(self.page, self.width, start);
            let height = f64::from(month_rows_height(self.page, width, start..all)) + 5.0;
            height + words.height + GAP <= room
        };
        let least_panels = self.least_panels();
        [room - least_panels - least_plan, room - least_panels, room]
            .into_iter()
            .find_map(|room| (0..all).find(|&start| fits(start, room)))
            .map_or(all..all, |start| start..all)
    }

    /// The plan as a table, or where that leaves too little room which points were kept; the table
    /// is then given back.
    fn set_plan(&self, stack: &mut Stack) -> Option<Piece> {
        let table = plan(self.page, self.width)?;
        let fits = |plan: &Piece, least: f64| stack.room - plan.height - GAP >= least;
        if fits(&table, self.least_columns()) {
            return stack.add(GAP, table);
        }
        let least = self.least_panels();
        if let Some(notes) = plan_notes(self.page, self.width).filter(|plan| fits(plan, least)) {
            stack.add(GAP, notes);
        }
        Some(table)
    }

    /// What load and form need at least.
    fn least_panels(&self) -> f64 {
        let load = self.height(Panel::Load).unwrap_or(0.0);
        let one_quantity = self.drawn_px(Panel::Form { from: 0, until: 1 });
        let form = [self.height(Panel::Overstriding), one_quantity]
            .into_iter()
            .flatten()
            .map(|height| height + PANEL_GAP)
            .sum::<f64>();
        if load > form { load } else { form }
    }

    /// The same with the mornings after runs under the load.
    fn least_columns(&self) -> f64 {
        let least = self.least_panels();
        let left = |mornings: f64| {
            self.height(Panel::Load).map_or(0.0, |load| load + PANEL_GAP) + mornings
        };
        let mornings = self.height(Panel::Mornings(MorningsBy::Length));
        mornings.map(left).filter(|left| *left > least).unwrap_or(least)
    }

    /// Sets into the columns what fits: load and answers on the left, form on the right, whatever
    /// else where there is more room. Gives back the rest.
    fn fill(&self, columns: &mut [Column; 2], panels: Vec<Panel>) -> Vec<Panel> {
        panels.into_iter().filter_map(|panel| self.place(columns, panel)).collect()
    }

    /// Sets a panel whole into one of the columns, or else in parts; gives back what does not fit.
    fn place(&self, [left, right]: &mut [Column; 2], panel: Panel) -> Option<Panel> {
        let right_first = match panel {
            Panel::Load
            | Panel::TallLoad { .. }
            | Panel::Mornings(_)
            | Panel::Echo { .. }
            | Panel::PainByWeek => false,
            Panel::Overstriding
            | Panel::Form { .. }
            | Panel::FormNote
            | Panel::WeekBefore
            | Panel::Return
            | Panel::Ask
            | Panel::BySlope
            | Panel::OverARun => true,
            Panel::Link | Panel::Since => right.room > left.room,
        };
        let mut order = if right_first { [right, left] } else { [left, right] };
        for column in &mut order {
            if let Some(fit) = self.fit(panel, column.room_for_piece())
                && fit.rest.is_none()
                && column.take(Content::Panel(fit.panel, fit.height))
            {
                return None;
            }
        }
        let mut rest = Some(panel);
        for column in &mut order {
            let Some(panel) = rest else { break };
            if let Some(fit) = self.fit(panel, column.room_for_piece())
                && column.take(Content::Panel(fit.panel, fit.height))
            {
                rest = fit.rest;
            }
        }
        rest
    }

    /// Draws load, the first in its column, as tall as the column has room for.
    fn stretch_load(&self, column: &mut Column) {
        let height = (self.load_px() + column.room).clamp(self.load_px(), LOAD_HEIGHTS.1);
        let load = Panel::TallLoad { px: whole(height) };
        if let Some(height) = self.height(load) {
            column.exchange_first(Content::Panel(load, height));
        }
    }

    fn beside(&self, [left, right]: [Column; 2]) -> Piece {
        let [left, right] = if left.is_empty() { [right, left] } else { [left, right] };
        let drawn = |panel| self.piece(panel);
        left.set(drawn).with(self.column + GUTTER, 0.0, right.set(drawn))
    }

    /// The second sheet, with what is left over, and whether an earlier copy has no room on it; none when
    /// nothing is left that is worth a sheet.
    fn second(&self, left_over: LeftOver) -> Option<(Drawing, bool)> {
        let LeftOver { wide, earlier, mut panels, besides } = left_over;
        // Rows of answers take whatever room they get, so they come after all but a run over its time.
        panels.sort_by_key(|panel| match panel {
            Panel::BySlope => 4,
            Panel::OverARun => 3,
            Panel::Mornings(_) => 2,
            Panel::Echo { .. } => 1,
            _ => 0,
        });
        let is_needed = !wide.is_empty()
            || earlier > 0
            || panels.iter().any(|panel| panel.is_worth_a_sheet(self.page));
        if !is_needed {
            return None;
        }
        let number = |text: &str| Piece::text(Part::Text, text, SMALL.right(), self.width);
        let number_px = number("page 2 of 2").height;
        let mut stack = Stack::new(self.continued(), self.height - number_px - 2.0 * PANEL_GAP);
        let wide_px: f64 = wide.iter().map(|part| part.height + GAP).sum();
        let days = self.earlier_days(earlier, stack.room - wide_px, &panels);
        for part in std::iter::once(days).chain(wide) {
            // What is too tall for a sheet of its own is left out.
            let _ = stack.add(GAP, part);
        }
        let mut columns = [Column::new(stack.room), Column::new(stack.room)];
        let has_load = panels.contains(&Panel::Load);
        let (since, panels): (Vec<Panel>, Vec<Panel>) =
            panels.into_iter().partition(|panel| *panel == Panel::Since);
        let left_out = self.fill(&mut columns, panels);
        for piece in &besides {
            take_into(&mut columns, piece);
        }
        let _ = self.fill(&mut columns, Panel::SPARE.to_vec());
        // An earlier copy takes the room of nothing else: there is a third sheet for it.
        let is_full = !self.fill(&mut columns, since).is_empty();
        if has_load && !left_out.contains(&Panel::Load) {
            self.stretch_load(&mut columns[0]);
        }
        let number = number(if is_full { "page 2 of 3" } else { "page 2 of 2" });
        let sheet = stack.piece.above(PANEL_GAP, self.beside(columns));
        let sheet = sheet.with(0.0, self.height - number_px, number);
        Some((sheet.onto(self.paper.size(), MARGIN, &self.title_continued()), is_full))
    }

    /// A sheet for an earlier copy alone.
    fn third(&self) -> Option<Drawing> {
        let number = Piece::text(Part::Text, "page 3 of 3", SMALL.right(), self.width);
        let sheet = self.continued().above(PANEL_GAP, self.piece(Panel::Since)?);
        let sheet = sheet.with(0.0, self.height - number.height, number);
        Some(sheet.onto(self.paper.size(), MARGIN, &self.title_continued()))
    }

    fn title_continued(&self) -> String {
        format!("{}, continued", self.page.title())
    }

    /// The head of a sheet after the first.
    fn continued(&self) -> Piece {
        let heading = SMALL.ink().bold().sized(17.0, 22.0);
        Piece::text(Part::Title, &self.title_continued(), heading, self.width)
            .above(6.0, Piece::rule(self.width, 2.0, Colour::Ink))
    }

    /// The rows of days before those on the first sheet: as many as leave room for the panels, at
    /// least one, with what is said of those that stand nowhere.
    fn earlier_days(&self, earlier: usize, room: f64, panels: &[Panel]) -> Piece {
        let leaves_room = |days_px: f64| {
            let room = room - days_px - GAP;
            let mut columns = [Column::new(room), Column::new(room)];
            // Days come before what has room only where they leave some.
            let is_spare = |panel: &&Panel| {
                let spare = [Panel::OverARun, Panel::BySlope, Panel::Since];
                matches!(panel, Panel::Mornings(_)) || spare.contains(panel)
            };
            let needed = panels.iter().filter(|panel| !is_spare(panel)).copied().collect();
            let rest = self.fill(&mut columns, needed);
            let is_part = |panel: &Panel| matches!(panel, Panel::Echo { .. });
            rest.iter().all(|panel| is_part(panel) && !panels.contains(panel))
        };
        let fitting: Vec<(usize, f64)> = (0..earlier)
            .map(|start| (start, self.rows_of_days_px(start..earlier)))
            .filter(|(_, height)| height + GAP <= room)
            .collect();
        let best = fitting.iter().find(|(_, height)| leaves_room(*height)).or(fitting.last());
        best.map(|(start, _)| self.rows_of_days(*start..earlier)).unwrap_or_default()
    }

    /// Rows of days under the dates they span, and what is said of the days before them.
    fn rows_of_days(&self, rows: Range<usize>) -> Piece {
        let (title, before) = self.days_said(&rows);
        let Some(chart) = month_rows_at(self.page, whole(self.width), rows) else {
            return Piece::default();
        };
        let piece = title.above(4.0, Piece::chart(&chart));
        match before {
            None => piece,
            Some(before) => piece.above(3.0, before),
        }
    }

    /// How high these are.
    fn rows_of_days_px(&self, rows: Range<usize>) -> f64 {
        let (title, before) = self.days_said(&rows);
        let rows_px = month_rows_height(self.page, whole(self.width), rows);
        let drawn = title.height + 4.0 + f64::from(rows_px);
        before.map_or(drawn, |before| drawn + 3.0 + before.height)
    }

    /// The dates that rows of days span, and what is said of the days before them.
    fn days_said(&self, rows: &Range<usize>) -> (Piece, Option<Piece>) {
        let (page, width) = (self.page, whole(self.width));
        let start = |row: usize| month_row_start(page, width, row);
        let last = start(rows.end)
            .map(|next| next.saturating_sub(1.day()))
            .or_else(|| page.days.last().map(|day| day.date));
        let span = start(rows.start).zip(last).map(|(first, last)| page.voice.span(first, last));
        let title = panel_head(&span.unwrap_or_default(), "", self.width);
        let before = start(rows.start).filter(|_| rows.start > 0).map(|first| {
            let before = format!(
                "The days before {} stand in the whole page, the HTML file.",
                page.voice.day_and_year(first)
            );
            Piece::text(Part::Text, &before, SMALL, self.width)
        });
        (title, before)
    }

    /// What stands on a sheet where there is room.
    fn besides(&self) -> Vec<Piece> {
        [gear(self.page, self.column), would_add(self.page, self.column)]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Parts as wide as the sheet, set below each other.
struct Stack {
    piece: Piece,
    room: f64,
}

impl Stack {
    fn new(top: Piece, height: f64) -> Stack {
        Stack { room: height - top.height, piece: top }
    }

    /// Sets a part below; gives it back when it does not fit.
    fn add(&mut self, gap: f64, part: Piece) -> Option<Piece> {
        if part.is_empty() {
            return None;
        }
        if gap + part.height > self.room {
            return Some(part);
        }
        self.room -= gap + part.height;
        self.piece = std::mem::take(&mut self.piece).above(gap, part);
        None
    }
}

/// Sets the piece into the column with more room, so that both end at about the same height, else
/// into the other; false when it fits into neither.
fn take_into([left, right]: &mut [Column; 2], piece: &Piece) -> bool {
    let (first, other) = if right.room > left.room { (right, left) } else { (left, right) };
    first.take(Content::Piece(piece.clone())) || other.take(Content::Piece(piece.clone()))
}
