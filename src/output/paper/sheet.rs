//! A sheet of paper as one drawing: pieces of known size, set below and beside each other.
//!
//! Every text is measured before it is set, so a piece knows its height before it has a place, and
//! what does not fit can be left out whole. Pieces are made of blocks, each with its part in the
//! reading of the page, from which the PDF makes its tags.

pub(crate) use crate::draw::drawing::Part;
use crate::draw::drawing::{Anchor, Block, Drawing, Frame, Item, Paint, Span};
use crate::draw::lettering::{self, Weight};
use crate::draw::{Colour, charts::Chart};

/// Something of known height.
#[derive(Clone, Debug, Default)]
pub(crate) struct Piece {
    pub(crate) height: f64,
    blocks: Vec<Block>,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) colour: Colour,
    /// From baseline to baseline.
    pub(crate) leading: f64,
    pub(crate) end: End,
}

/// Where the lines of a paragraph are flush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Left,
    Right,
}

/// The smallest type on paper: 9 pt at 96 units an inch.
pub(crate) const SMALL: Setting = Setting {
    size: 12.0,
    weight: Weight::Regular,
    colour: Colour::Muted,
    leading: 15.5,
    end: End::Left,
};

impl Setting {
    pub(crate) const fn ink(self) -> Setting {
        Setting { colour: Colour::Ink, ..self }
    }

    pub(crate) const fn bold(self) -> Setting {
        Setting { weight: Weight::Semibold, ..self }
    }

    pub(crate) const fn sized(self, size: f64, leading: f64) -> Setting {
        Setting { size, leading, ..self }
    }

    pub(crate) const fn right(self) -> Setting {
        Setting { end: End::Right, ..self }
    }
}

/// A stretch of text in one weight and colour.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) weight: Weight,
    pub(crate) colour: Colour,
}

impl Run {
    pub(crate) fn new(text: impl Into<String>, setting: Setting) -> Run {
        Run { text: text.into(), weight: setting.weight, colour: setting.colour }
    }

    /// Without what the typeface cannot draw, which would stand there as boxes.
    fn drawable(&self) -> Run {
        let drawn = |&letter: &char| letter.is_whitespace() || lettering::draws(letter);
        Run { text: self.text.chars().filter(drawn).collect(), ..*self }
    }
}

impl Piece {
    /// Nothing, of this height.
    pub(crate) fn gap(height: f64) -> Piece {
        Piece { height, blocks: Vec::new() }
    }

    /// A drawing or ornament.
    pub(crate) fn of(part: Part, label: &str, height: f64, items: Vec<Item>) -> Piece {
        let block = Block { part, label: label.to_owned(), place: (0.0, 0.0), items };
        Piece { height, blocks: vec![block] }
    }

    /// A chart at its natural size.
    pub(crate) fn chart(chart: &Chart) -> Piece {
        let items = vec![Item::Drawing(chart.drawing.clone())];
        Piece::of(Part::Drawing, &chart.alt, chart.drawing.height, items)
    }

    /// A rule across.
    pub(crate) fn rule(width: f64, thickness: f64, colour: Colour) -> Piece {
        let rule = filled(Frame::new(0.0, 0.0, width, thickness), colour);
        Piece::of(Part::Ornament, "", thickness, vec![rule])
    }

    /// Text in one weight, in lines no wider than `width`.
    pub(crate) fn text(part: Part, text: &str, setting: Setting, width: f64) -> Piece {
        Piece::runs(part, &[Run::new(text, setting)], setting, width)
    }

    /// Text in several weights and colours; `setting` gives size, leading and end.
    pub(crate) fn runs(part: Part, runs: &[Run], setting: Setting, width: f64) -> Piece {
        let runs: &[Run] = &runs.iter().map(Run::drawable).collect::<Vec<Run>>();
        let lines = filled_lines(runs, setting.size, width);
        let mut items = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            // Inter's letters stand 0.97 em above and 0.24 em below the baseline; a little more
            // than half of what the leading leaves over goes above.
            let y = setting.leading * index as f64 + 0.5 * setting.leading + 0.36 * setting.size;
            let ends = if index + 1 < lines.len() { " " } else { "" };
            items.push(set_line((line, ends), runs, setting, (width, y)));
        }
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        Piece::of(part, &text, setting.leading * lines.len() as f64, items)
    }

    /// The other piece below this one.
    #[must_use]
    pub(crate) fn above(mut self, gap: f64, other: Piece) -> Piece {
        let top = self.height + gap;
        self.height = top + other.height;
        self.blocks.extend(other.blocks.into_iter().map(|block| moved(block, 0.0, top)));
        self
    }

    /// The other piece on this one, this far in from its upper left; the taller gives the height.
    #[must_use]
    pub(crate) fn with(mut self, x: f64, y: f64, other: Piece) -> Piece {
        if y + other.height > self.height {
            self.height = y + other.height;
        }
        self.blocks.extend(other.blocks.into_iter().map(|block| moved(block, x, y)));
        self
    }

    /// Cells side by side, each so far in and all so far down, read out as one.
    pub(crate) fn row(cells: impl IntoIterator<Item = (f64, Piece)>, top: f64) -> Piece {
        let row = |row: Piece, (left, cell)| row.with(left, top, cell);
        cells.into_iter().fold(Piece::gap(0.0), row).joined(Part::Text)
    }

    /// All its text as one block, so that what belongs together is read out together.
    #[must_use]
    pub(crate) fn joined(self, part: Part) -> Piece {
        let (mut all, mut label) = (Vec::new(), String::new());
        for Block { part, label: text, place, mut items } in self.blocks {
            if part != Part::Ornament && !text.is_empty() {
                label.push_str(if label.is_empty() { "" } else { " " });
                label.push_str(&text);
            }
            // A space after each part, or the words would run together when read out.
            if let Some(Item::Line { spans, .. }) = items.last_mut()
                && let Some(last) = spans.last_mut()
            {
                last.text.push(' ');
            }
            all.push(Item::Moved { by: place, items });
        }
        Piece::of(part, &label, self.height, all)
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The sheet, with this piece on it from its upper left margin.
    pub(crate) fn onto(self, (width, height): (f64, f64), margin: f64, title: &str) -> Drawing {
        let paper = filled(Frame::new(0.0, 0.0, width, height), Colour::Paper);
        let ground = Piece::of(Part::Ornament, "", height, vec![paper]).with(margin, margin, self);
        Drawing {
            name: "sheet",
            title: title.to_owned(),
            description: String::new(),
            width,
            height,
            units_per_px: 1.0,
            items: ground.blocks.into_iter().map(Item::Block).collect(),
        }
    }
}

fn moved(block: Block, x: f64, y: f64) -> Block {
    Block { place: (block.place.0 + x, block.place.1 + y), ..block }
}

/// A full rectangle.
pub(crate) fn filled(frame: Frame, colour: Colour) -> Item {
    Item::Rect { frame, radius: 0.0, paint: Paint::Fill(colour) }
}

/// The rim of a rectangle, within it.
pub(crate) fn rim((width, height): (f64, f64), stroke_px: f64, colour: Colour) -> Item {
    let half = 0.5 * stroke_px;
    let frame = Frame::new(half, half, width - stroke_px, height - stroke_px);
    Item::Rect { frame, radius: 0.0, paint: Paint::Rim(colour, stroke_px) }
}

/// A line: which run, and its text with the spaces within the line.
type Line = Vec<(usize, String)>;

/// Sets words in lines. What is not parted by a space in the runs stays together, but for a word
/// wider than a line, which is broken within.
fn filled_lines(runs: &[Run], size: f64, width: f64) -> Vec<Line> {
    let weight_of = |index: usize| runs.get(index).map_or(Weight::Regular, |run| run.weight);
    let measure = |pieces: &[(usize, String)]| -> f64 {
        pieces.iter().map(|(run, text)| lettering::width(text, size, weight_of(*run))).sum()
    };
    let mut lines: Vec<Line> = Vec::new();
    let mut line: Line = Vec::new();
    let mut used = 0.0;
    let words = words_of(runs).into_iter().flat_map(|word| {
        if measure(&word) <= width { vec![word] } else { broken(&word, width, measure) }
    });
    for word in words {
        let word_px = measure(&word);
        let first = word.first().map_or(0, |(run, _)| *run);
        let space_px = lettering::width(" ", size, weight_of(first));
        if !line.is_empty() && used + space_px + word_px > width {
            lines.push(std::mem::take(&mut line));
        }
        if line.is_empty() {
            used = word_px;
        } else {
            push_text(&mut line, first, " ");
            used += space_px + word_px;
        }
        for (run, text) in word {
            push_text(&mut line, run, &text);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word in pieces, each as long as fits into a line and at least one letter.
fn broken(
    word: &[(usize, String)],
    width: f64,
    measure: impl Fn(&[(usize, String)]) -> f64,
) -> Vec<Line> {
    let mut pieces: Vec<Line> = Vec::new();
    let mut piece: Line = Vec::new();
    let letters = word.iter().flat_map(|(run, text)| text.chars().map(|letter| (*run, letter)));
    for (run, letter) in letters {
        let mut longer = piece.clone();
        push_text(&mut longer, run, letter.encode_utf8(&mut [0; 4]));
        if !piece.is_empty() && measure(&longer) > width {
            pieces.push(std::mem::take(&mut piece));
            push_text(&mut piece, run, letter.encode_utf8(&mut [0; 4]));
        } else {
            piece = longer;
        }
    }
    pieces.push(piece);
    pieces
}

/// Words as pieces of runs.
fn words_of(runs: &[Run]) -> Vec<Line> {
    let mut words: Vec<Line> = Vec::new();
    let mut word: Line = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let mut letters = run.text.chars().peekable();
        while let Some(letter) = letters.next() {
            // A no-break space is part of its word, and so is a space before a per cent sign.
            let holds = letter == ' ' && letters.peek() == Some(&'%');
            if letter.is_ascii_whitespace() && !holds {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            } else {
                push_text(&mut word, index, letter.encode_utf8(&mut [0; 4]));
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn push_text(line: &mut Line, run: usize, text: &str) {
    match line.last_mut() {
        Some((last, written)) if *last == run => written.push_str(text),
        _ => line.push((run, text.to_owned())),
    }
}

/// Sets one line. A line that goes on ends in a space, so that words do not run together when the
/// text is read out; it hangs over the margin where lines are flush right.
fn set_line(
    (line, ends): (&[(usize, String)], &str),
    runs: &[Run],
    setting: Setting,
    (width, y): (f64, f64),
) -> Item {
    let (x, anchor) = match setting.end {
        End::Left => (0.0, Anchor::Start),
        End::Right => (width + lettering::width(ends, setting.size, setting.weight), Anchor::End),
    };
    let mut spans: Vec<Span> = line
        .iter()
        .filter_map(|(index, text)| {
            let run = runs.get(*index)?;
            Some(Span { text: text.clone(), weight: run.weight, colour: run.colour })
        })
        .collect();
    if let Some(last) = spans.last_mut() {
        last.text.push_str(ends);
    }
    Item::Line { place: (x, y), size: setting.size, anchor, spans }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::svg;

    fn plain(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|(_, text)| text.as_str()).collect()).collect()
    }

    #[test]
    fn runs_join_without_losing_or_adding_a_space() {
        let runs = [
            Run::new("weakness in ", SMALL),
            Run::new("both", SMALL.bold()),
            Run::new(" legs, or", SMALL),
            Run::new("…", SMALL.bold()),
        ];
        assert_eq!(plain(&filled_lines(&runs, 12.0, 1_000.0)), ["weakness in both legs, or…"]);
    }

    #[test]
    fn no_line_is_wider_than_its_column() {
        let text =
            "Pain before a run also changes how far you run; this cannot be fully separated.";
        let runs = [Run::new(text, SMALL)];
        let lines = plain(&filled_lines(&runs, 12.0, 150.0));
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| lettering::width(line, 12.0, Weight::Regular) <= 150.0));
    }

    #[test]
    fn a_word_wider_than_its_column_is_broken_and_keeps_every_letter_and_weight() {
        let runs = [Run::new("in Donaudampf", SMALL), Run::new("schifffahrt now", SMALL.bold())];
        let lines = filled_lines(&runs, 12.0, 60.0);
        assert_eq!(plain(&lines).concat().replace(' ', ""), "inDonaudampfschifffahrtnow");
        for line in &lines {
            let weight = |run: usize| runs[run].weight;
            let px = line.iter().map(|(run, text)| lettering::width(text, 12.0, weight(*run)));
            assert!(px.sum::<f64>() <= 60.0, "{line:?}");
        }
    }

    #[test]
    fn what_the_typeface_lacks_is_left_out_and_not_drawn_as_boxes() {
        let piece = Piece::text(Part::Text, "easy run 🙂 \u{202e}done", SMALL, 400.0);
        let svg = svg(&piece.onto((500.0, 100.0), 7.0, "t"));
        assert!(svg.contains(">easy run done</tspan>"), "{svg}");
    }

    #[test]
    fn a_piece_below_another_starts_where_that_one_ends() {
        let piece = Piece::gap(10.0).above(5.0, Piece::rule(100.0, 2.0, Colour::Ink));
        assert!((piece.height - 17.0).abs() < 1e-9);
        let sheet = piece.onto((200.0, 100.0), 7.0, "t");
        assert_eq!(sheet.blocks().last().unwrap().place, (7.0, 22.0));
    }
}
