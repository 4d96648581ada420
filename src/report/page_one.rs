//! The printed page: what one sends to a clinic, and the picture of the month.
//!
//! It is laid out once. What does not fit on the first sheet moves, whole, to the second, and what
//! does not fit there is left out, whole, in this order: notes on files, what would add to the
//! page, steps by slope, surfaces, shoes, the points of pain against minutes, the text of the link,
//! the full table of answers. Nothing is ever cut or shrunk.

use crate::charts::{
    Colour, echo_at, form_at_own_pace_at, pain_and_runs_at, shoes_at, steps_by_slope_at,
    surfaces_at, weekly_load_at,
};
use crate::page::{Page, SafetyLevel};
use crate::report::sheet::{Part, Piece, SMALL};
use crate::report::sheet_parts::{
    days, figures, foot, head, headlines, panel, panel_head, plan, safety,
};

/// What the page is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// Width and height at 96 units an inch.
    pub const fn size(self) -> (f64, f64) {
        match self {
            Paper::A4 => (794.0, 1123.0),
            Paper::Letter => (816.0, 1056.0),
        }
    }
}

/// White space around the content.
const MARGIN: f64 = 32.0;

/// White space between the two columns.
const GUTTER: f64 = 30.0;

/// White space between parts, and between panels of a column.
const GAP: f64 = 11.0;
const PANEL_GAP: f64 = 18.0;

/// The load chart is never lower than this, nor taller than that.
const LOAD_HEIGHTS: (f64, f64) = (120.0, 230.0);

/// An answer panel with fewer rows than this says too little.
const MIN_ECHO_ROWS: usize = 5;

/// The first sheet: the picture of the month.
pub fn page_one(page: &Page, paper: Paper) -> String {
    let shown = withheld(page);
    let layout = Layout::new(&shown, paper);
    layout.first().0
}

/// All sheets, one or two: what the PDF holds.
pub fn sheets(page: &Page, paper: Paper) -> Vec<String> {
    let shown = withheld(page);
    let layout = Layout::new(&shown, paper);
    let (first, left_over) = layout.first();
    std::iter::once(first).chain(layout.second(left_over)).collect()
}

/// The page without what a loud safety box leaves out. Pain and load stay.
fn withheld(page: &Page) -> Page {
    let mut shown = page.clone();
    if shown.safety.level > SafetyLevel::Calm {
        let form: Vec<&str> = page.form.iter().map(|panel| panel.key).collect();
        shown.figures.retain(|figure| !form.contains(&figure.key));
        shown.headlines.clear();
        shown.form.clear();
        shown.form_note = None;
        shown.within = crate::page::Within::default();
        shown.link = crate::page::Link::default();
        shown.plan = None;
    }
    shown
}

/// What did not fit on the first sheet.
struct LeftOver {
    plan: Option<Piece>,
    panels: Panels,
}

/// What may stand in a column, in the order in which it gets room.
#[derive(Default)]
struct Panels {
    /// Worth a second sheet.
    main: Vec<Piece>,
    /// Shown where there is room: shoes, ground, and what would add to the page.
    besides: Vec<Piece>,
}

impl Panels {
    /// Sets what fits into the columns, and keeps the rest: nothing passes what comes before it.
    fn set_into(mut self, columns: &mut [Column; 2]) -> Panels {
        for pieces in [&mut self.main, &mut self.besides] {
            let set = pieces.iter().take_while(|piece| take_into(columns, piece)).count();
            pieces.drain(..set);
            if !pieces.is_empty() {
                break;
            }
        }
        self
    }
}

/// What the columns of the first sheet show.
struct Shown {
    load: bool,
    form_panels: usize,
    every_answer: bool,
    link_text: bool,
}

/// The measures of a sheet.
struct Layout<'a> {
    page: &'a Page,
    paper: Paper,
    width: f64,
    height: f64,
    column: f64,
}

impl<'a> Layout<'a> {
    fn new(page: &'a Page, paper: Paper) -> Layout<'a> {
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

    fn column_px(&self) -> u32 {
        whole(self.column)
    }

    /// The first sheet, and what it has no room for.
    fn first(&self) -> (String, LeftOver) {
        let page = self.page;
        let mut top = head(page, self.width).above(GAP, safety(page, self.width));
        for part in
            [headlines(page, self.width), days(page, whole(self.width)), figures(page, self.width)]
        {
            if !part.is_empty() {
                top = top.above(GAP, part);
            }
        }
        let foot = foot(page, self.width);
        let mut room = self.height - top.height - foot.height - 2.0 * GAP;
        let mut plan = plan(page, self.width);
        if let Some(fitting) = plan.take_if(|plan| room - plan.height - GAP >= self.least_panels())
        {
            room -= fitting.height + GAP;
            top = top.above(GAP, fitting);
        }
        let (columns, panels) = self.first_columns(room);
        let sheet = top.above(GAP, columns).with(0.0, self.height - foot.height, foot);
        let svg = sheet.onto(self.paper.size(), MARGIN, &page.period.title);
        (svg, LeftOver { plan, panels })
    }

    /// What load and form need at least, before a plan may take room from them.
    fn least_panels(&self) -> f64 {
        let load = self.load(LOAD_HEIGHTS.0).map_or(0.0, |piece| piece.height);
        let form = self.form(2).map_or(0.0, |piece| piece.height);
        if load > form { load } else { form }
    }

    /// Load and the answers on the left, form and the link on the right, then whatever comes
    /// next as long as it fits. Also what does not.
    fn first_columns(&self, room: f64) -> (Piece, Panels) {
        let mut shown =
            Shown { load: false, form_panels: 0, every_answer: false, link_text: false };
        let mut right = Column::new(room);
        self.fill_right(&mut right, &mut shown);
        let mut left = Column::new(room);
        if right.piece.is_empty() {
            shown.load = self.load(LOAD_HEIGHTS.1).is_some_and(|load| left.take(load));
            self.fill_with_echo(&mut right, &mut shown);
        } else {
            let level = right.piece.height;
            self.fill_left(&mut left, level, &mut shown);
        }
        if left.piece.is_empty() {
            std::mem::swap(&mut left, &mut right);
        }
        let mut columns = [left, right];
        let rest = self.panels_but(&shown).set_into(&mut columns);
        (self.beside(columns), rest)
    }

    fn beside(&self, [left, right]: [Column; 2]) -> Piece {
        left.piece.with(self.column + GUTTER, 0.0, right.piece)
    }

    /// Form, with as many panels as fit, and the words of the link.
    fn fill_right(&self, right: &mut Column, shown: &mut Shown) {
        let panels = self.page.form.iter().filter(|panel| !panel.points.is_empty()).count();
        shown.form_panels = (1..=panels)
            .rev()
            .find(|&panels| self.form(panels).is_some_and(|form| right.take(form)))
            .unwrap_or(0);
        if let Some(note) = &self.page.form_note {
            right.take(Piece::text(Part::Text, note, SMALL, self.column));
        }
        shown.link_text = self.page.link.title.is_empty() || right.take(self.link_text());
    }

    /// Load, and the answers below it if they fit; if not, load as tall as the other column.
    fn fill_left(&self, left: &mut Column, level: f64, shown: &mut Shown) {
        let Some(least) = self.load(LOAD_HEIGHTS.0) else {
            self.fill_with_echo(left, shown);
            return;
        };
        let beside = left.room - least.height - PANEL_GAP;
        let spare = match self.fitting_echo(beside) {
            Some(echo) => beside - echo.height,
            None => level - least.height,
        };
        let height = (LOAD_HEIGHTS.0 + spare).clamp(LOAD_HEIGHTS.0, LOAD_HEIGHTS.1);
        shown.load = self.load(height).is_some_and(|load| left.take(load));
        self.fill_with_echo(left, shown);
    }

    /// The answers, as many rows as fit.
    fn fill_with_echo(&self, column: &mut Column, shown: &mut Shown) {
        let gap = if column.piece.is_empty() { 0.0 } else { PANEL_GAP };
        let room = column.room - gap;
        if let Some(echo) = self.fitting_echo(room)
            && column.take(echo)
        {
            shown.every_answer = self.echo(usize::MAX).is_some_and(|all| all.height <= room);
        }
    }

    /// The answers with as many rows as fit into this height, if enough do.
    fn fitting_echo(&self, room: f64) -> Option<Piece> {
        let rows = self.page.echo.as_ref().map_or(0, |echo| echo.rows.len());
        (MIN_ECHO_ROWS.min(rows)..=rows)
            .rev()
            .filter(|&rows| rows > 0)
            .find_map(|rows| self.echo(rows).filter(|echo| echo.height <= room))
    }

    fn load(&self, height: f64) -> Option<Piece> {
        let chart = weekly_load_at(self.page, self.column_px(), whole(height))?;
        Some(panel(&chart, self.column))
    }

    fn form(&self, panels: usize) -> Option<Piece> {
        let chart = form_at_own_pace_at(self.page, self.column_px(), panels)?;
        Some(panel(&chart, self.column))
    }

    fn echo(&self, rows: usize) -> Option<Piece> {
        let chart = echo_at(self.page, self.column_px(), rows)?;
        Some(panel(&chart, self.column))
    }

    fn link_text(&self) -> Piece {
        panel_head(&self.page.link.title, &self.page.link.text, self.column)
    }

    /// The second sheet, with what is left over; none when nothing is that is worth a sheet.
    fn second(&self, left_over: LeftOver) -> Option<String> {
        let title = format!("{}, continued", self.page.period.title);
        let heading = SMALL.ink().bold().sized(17.0, 22.0);
        let mut top = Piece::text(Part::Title, &title, heading, self.width)
            .above(6.0, Piece::rule(self.width, 2.0, Colour::Ink));
        let mut is_needed = left_over.plan.is_some();
        let Panels { main, besides } = left_over.panels;
        if let Some(plan) = left_over.plan {
            top = top.above(GAP, plan);
        }
        let number = Piece::text(Part::Text, "page 2 of 2", SMALL.right(), self.width);
        let room = self.height - top.height - number.height - 2.0 * PANEL_GAP;
        let mut columns = [Column::new(room), Column::new(room)];
        for piece in &main {
            is_needed |= take_into(&mut columns, piece);
        }
        for piece in &besides {
            take_into(&mut columns, piece);
        }
        let sheet = top.above(PANEL_GAP, self.beside(columns)).with(
            0.0,
            self.height - number.height,
            number,
        );
        is_needed.then(|| sheet.onto(self.paper.size(), MARGIN, &title))
    }

    /// All panels but those shown, in the order in which they get room.
    fn panels_but(&self, shown: &Shown) -> Panels {
        let page = self.page;
        let (column, column_px) = (self.column, self.column_px());
        let mut pieces = Vec::new();
        if !shown.load {
            pieces.extend(self.load(LOAD_HEIGHTS.1));
        }
        if !shown.every_answer {
            // A long span has more answers than a sheet has lines.
            let rows = self.fitting_echo(self.height - 12.0 * SMALL.leading);
            pieces.extend(rows);
        }
        let mut rest = page.clone();
        rest.form.retain(|panel| !panel.points.is_empty());
        rest.form.drain(..shown.form_panels.min(rest.form.len()));
        if let Some(mut chart) = form_at_own_pace_at(&rest, column_px, 5) {
            if shown.form_panels > 0 {
                chart.title.push_str(", continued");
            }
            pieces.push(panel(&chart, column));
        }
        if let Some(mut chart) = pain_and_runs_at(page, column_px, 220) {
            if shown.link_text {
                "Each run and the next morning".clone_into(&mut chart.title);
            }
            let chart = panel(&chart, column);
            let text = Piece::text(Part::Text, &page.link.text, SMALL, column);
            pieces.push(if shown.link_text { chart } else { chart.above(4.0, text) });
        } else if !shown.link_text {
            pieces.push(self.link_text());
        }
        Panels { main: pieces, besides: self.besides() }
    }

    /// What stands on a sheet where there is room.
    fn besides(&self) -> Vec<Piece> {
        let (page, column, column_px) = (self.page, self.column, self.column_px());
        let small = [
            shoes_at(page, column_px),
            surfaces_at(page, column_px),
            steps_by_slope_at(page, column_px),
        ];
        let mut pieces: Vec<Piece> =
            small.iter().flatten().map(|chart| panel(chart, column)).collect();
        if !page.would_add.is_empty() {
            let lines: Vec<&str> =
                page.would_add.iter().map(|line| line.trim_end_matches('.')).collect();
            let text = format!("{}.", lines.join(". "));
            pieces.push(panel_head("What would add to this page", &text, column));
        }
        pieces
    }
}

/// Sets the piece into the column with more room, so that both end at about the same height, else
/// into the other; false when it fits into neither.
fn take_into([left, right]: &mut [Column; 2], piece: &Piece) -> bool {
    let (first, other) = if right.room > left.room { (right, left) } else { (left, right) };
    first.take(piece.clone()) || other.take(piece.clone())
}

/// A column that fills from the top.
struct Column {
    room: f64,
    piece: Piece,
}

impl Column {
    fn new(room: f64) -> Column {
        Column { room, piece: Piece::default() }
    }

    /// Sets the piece below what is there, if it fits.
    fn take(&mut self, piece: Piece) -> bool {
        let gap = if self.piece.is_empty() { 0.0 } else { PANEL_GAP };
        if piece.is_empty() || gap + piece.height > self.room {
            return false;
        }
        self.room -= gap + piece.height;
        self.piece = std::mem::take(&mut self.piece).above(gap, piece);
        true
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length on a sheet of paper"
)]
fn whole(length: f64) -> u32 {
    length.floor() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::sample;
    use crate::pain::flags;
    use crate::report::picture;

    /// The box as running text.
    fn box_words() -> String {
        format!("{} {}", flags::plain(flags::EMERGENCY), flags::plain(flags::ADVICE))
    }

    /// The samples, and one with a loud safety box.
    fn pages() -> Vec<(&'static str, Page)> {
        let mut pages = sample::all();
        let mut loud = sample::october();
        loud.safety.level = SafetyLevel::Emergency;
        loud.safety.reasons =
            vec!["numbness between the legs or around the buttocks, on 29 October".into()];
        pages.push(("loud", loud));
        pages
    }

    #[test]
    fn nothing_on_a_sheet_reaches_over_its_margins() {
        for (name, page) in pages() {
            for paper in [Paper::A4, Paper::Letter] {
                for (number, svg) in sheets(&page, paper).iter().enumerate() {
                    // The ground is the whole sheet: without it, what is left is the content.
                    let ground_end = svg.find("</g>").unwrap() + 4;
                    let head_end = svg.find(">\n<title>").unwrap() + 2;
                    let content = format!("{}{}", &svg[..head_end], &svg[ground_end..]);
                    let tree = picture::tree(&content).unwrap();
                    let drawn = tree.root().abs_layer_bounding_box();
                    let (width, height) = paper.size();
                    let place = format!("{name} {paper:?} sheet {}: {drawn:?}", number + 1);
                    assert!(f64::from(drawn.left()) >= MARGIN - 2.0, "{place}");
                    assert!(f64::from(drawn.top()) >= MARGIN - 2.0, "{place}");
                    assert!(f64::from(drawn.right()) <= width - MARGIN + 2.0, "{place}");
                    assert!(f64::from(drawn.bottom()) <= height - MARGIN + 3.0, "{place}");
                }
            }
        }
    }

    #[test]
    fn every_sheet_becomes_a_picture() {
        let folder = std::env::var_os("BACKSTRIDE_PICTURES").map(std::path::PathBuf::from);
        for (name, page) in pages() {
            for paper in [Paper::A4, Paper::Letter] {
                for (number, svg) in sheets(&page, paper).iter().enumerate() {
                    let png = picture::png(svg, 2.0).unwrap();
                    if let Some(folder) = &folder {
                        let file = format!("sheet-{name}-{paper:?}-{}.png", number + 1);
                        #[allow(clippy::disallowed_methods, reason = "only on request, in tests")]
                        std::fs::write(folder.join(file), png).unwrap();
                    }
                }
            }
        }
    }

    #[test]
    fn the_safety_box_stands_on_every_first_sheet_word_for_word() {
        for (name, page) in pages() {
            let svg = page_one(&page, Paper::A4);
            assert!(svg.contains(&format!("aria-label=\"{}\"", box_words())), "{name}");
        }
    }

    #[test]
    fn a_loud_safety_box_leaves_out_headlines_form_link_and_plan_but_not_pain_and_load() {
        let (_, page) = pages().pop().unwrap();
        let all = sheets(&page, Paper::A4).concat();
        assert!(all.contains("numbness between the legs or around the buttocks, on 29 October"));
        assert!(!all.contains("Mornings hurt less"));
        assert!(!all.contains("Form at your own pace"));
        assert!(!all.contains("Plan from your therapist"));
        assert!(!all.contains("Too few mornings"));
        assert!(all.contains("Pain and running by day"));
        assert!(all.contains("Distance by week"));
    }

    #[test]
    fn a_sheet_names_no_font_but_the_shipped_one_and_comes_out_the_same_twice() {
        let svg = page_one(&sample::october(), Paper::A4);
        assert_eq!(svg.matches("font-family").count(), 1);
        assert_eq!(svg, page_one(&sample::october(), Paper::A4));
    }

    #[test]
    fn an_empty_month_still_says_so_and_has_no_second_sheet_of_charts() {
        let svg = page_one(&sample::empty(), Paper::A4);
        assert!(svg.contains("No run was recorded in October."));
    }

    #[test]
    fn shoes_and_ground_alone_are_not_worth_a_second_sheet() {
        let (_, page) = pages().remove(0);
        let layout = Layout::new(&page, Paper::A4);
        let left = |main| LeftOver { plan: None, panels: Panels { main, ..all_of(&layout) } };
        assert!(!all_of(&layout).besides.is_empty(), "there is something to leave out");
        assert!(layout.second(left(Vec::new())).is_none());
        assert!(layout.second(left(vec![layout.link_text()])).is_some());
    }

    fn all_of(layout: &Layout<'_>) -> Panels {
        Panels { main: Vec::new(), besides: layout.besides() }
    }
}
