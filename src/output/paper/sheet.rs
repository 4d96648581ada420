//! A sheet of paper as one SVG: pieces of known size, set below and beside each other.
//!
//! Every text is measured before it is set, so a piece knows its height before it has a place, and
//! what does not fit can be left out whole. Pieces are made of blocks, each with its part in the
//! reading of the page, from which the PDF makes its tags.

use std::fmt::Write as _;

use crate::draw::lettering::{self, Weight};
use crate::draw::{Colour, charts::Chart, embedded};
use crate::say::words::escaped;

/// The start of a block in a sheet's SVG.
pub(crate) const BLOCK_START: &str = "<g class=\"block\"";

/// The end of a line of text.
const LINE_END: &str = "</tspan></text>\n";

/// What a block is to someone who has the page read out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The page's title.
    Title,
    /// The title of a section.
    Heading,
    /// Running text.
    Text,
    /// A drawing, told by its label.
    Drawing,
    /// A rule or a ground: nothing to be read out.
    Ornament,
}

impl Part {
    const ALL: [Part; 5] = [Part::Title, Part::Heading, Part::Text, Part::Drawing, Part::Ornament];

    const fn key(self) -> &'static str {
        match self {
            Part::Title => "h1",
            Part::Heading => "h2",
            Part::Text => "p",
            Part::Drawing => "figure",
            Part::Ornament => "none",
        }
    }

    /// The part of this name.
    pub(crate) fn from_key(key: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.key() == key)
    }
}

/// A piece of a block's SVG, with its place in its piece.
#[derive(Clone, Debug)]
struct Block {
    part: Part,
    label: String,
    x: f64,
    y: f64,
    body: String,
}

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
    pub(crate) fn of(part: Part, label: &str, height: f64, body: String) -> Piece {
        let block = Block { part, label: label.to_owned(), x: 0.0, y: 0.0, body };
        Piece { height, blocks: vec![block] }
    }

    /// A chart at its natural size.
    pub(crate) fn chart(chart: &Chart) -> Piece {
        let height = f64::from(chart.height);
        Piece::of(Part::Drawing, &chart.alt, height, embedded(&chart.svg))
    }

    /// A rule across.
    pub(crate) fn rule(width: f64, thickness: f64, colour: Colour) -> Piece {
        let body = format!(
            "<rect x=\"0\" y=\"0\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
            tenth(width),
            tenth(thickness),
            colour.hex()
        );
        Piece::of(Part::Ornament, "", thickness, body)
    }

    /// Text in one weight, in lines no wider than `width`.
    pub(crate) fn text(part: Part, text: &str, setting: Setting, width: f64) -> Piece {
        Piece::runs(part, &[Run::new(text, setting)], setting, width)
    }

    /// Text in several weights and colours; `setting` gives size, leading and end.
    pub(crate) fn runs(part: Part, runs: &[Run], setting: Setting, width: f64) -> Piece {
        let runs: &[Run] = &runs.iter().map(Run::drawable).collect::<Vec<Run>>();
        let lines = filled_lines(runs, setting.size, width);
        let mut body = String::new();
        for (index, line) in lines.iter().enumerate() {
            // Inter's letters stand 0.97 em above and 0.24 em below the baseline; a little more
            // than half of what the leading leaves over goes above.
            let y = setting.leading * index as f64 + 0.5 * setting.leading + 0.36 * setting.size;
            let ends = if index + 1 < lines.len() { " " } else { "" };
            write_line(&mut body, (line, ends), runs, setting, (width, y));
        }
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        Piece::of(part, &text, setting.leading * lines.len() as f64, body)
    }

    /// The other piece below this one.
    #[must_use]
    pub(crate) fn above(mut self, gap: f64, other: Piece) -> Piece {
        let top = self.height + gap;
        self.height = top + other.height;
        self.blocks.extend(other.blocks.into_iter().map(|block| block.moved(0.0, top)));
        self
    }

    /// The other piece on this one, this far in from its upper left; the taller gives the height.
    #[must_use]
    pub(crate) fn with(mut self, x: f64, y: f64, other: Piece) -> Piece {
        if y + other.height > self.height {
            self.height = y + other.height;
        }
        self.blocks.extend(other.blocks.into_iter().map(|block| block.moved(x, y)));
        self
    }

    /// All its text as one block, so that what belongs together is read out together.
    #[must_use]
    pub(crate) fn joined(self, part: Part) -> Piece {
        let (mut body, mut label) = (String::new(), String::new());
        for block in self.blocks {
            if block.part != Part::Ornament && !block.label.is_empty() {
                let joint = if label.is_empty() { "" } else { " " };
                let _ = write!(label, "{joint}{}", block.label);
            }
            let (x, y) = (tenth(block.x), tenth(block.y));
            // A space after each part, or the words would run together when read out.
            let parted = block.body.strip_suffix(LINE_END).map(|text| format!("{text} {LINE_END}"));
            let block = Block { body: parted.unwrap_or(block.body), ..block };
            let _ = write!(body, "<g transform=\"translate({x} {y})\">\n{}</g>\n", block.body);
        }
        Piece::of(part, &label, self.height, body)
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The sheet's SVG, with this piece on it from its upper left margin.
    pub(crate) fn onto(self, (width, height): (f64, f64), margin: f64, title: &str) -> String {
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" \
             viewBox=\"0 0 {0} {1}\" font-family=\"{2}\">\n<title>{3}</title>\n\
             {BLOCK_START} data-part=\"none\"><rect width=\"{0}\" height=\"{1}\" \
             fill=\"{4}\"/></g>\n",
            tenth(width),
            tenth(height),
            lettering::FAMILY,
            escaped(title),
            Colour::Paper.hex(),
        );
        for block in self.blocks {
            let block = block.moved(margin, margin);
            let _ = write!(
                svg,
                "{BLOCK_START} data-part=\"{}\" aria-label=\"{}\" \
                 transform=\"translate({} {})\">\n{}</g>\n",
                block.part.key(),
                escaped(&block.label),
                tenth(block.x),
                tenth(block.y),
                block.body
            );
        }
        svg.push_str("</svg>\n");
        svg
    }
}

impl Block {
    fn moved(mut self, x: f64, y: f64) -> Block {
        self.x += x;
        self.y += y;
        self
    }
}

/// A length with at most two decimals, so that no digit hangs on the last bit.
pub(crate) fn tenth(length: f64) -> String {
    let text = format!("{length:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
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

/// Writes one line as a text element. A line that goes on ends in a space, so that words do not
/// run together when the text is read out; it hangs over the margin where lines are flush right.
fn write_line(
    body: &mut String,
    (line, ends): (&[(usize, String)], &str),
    runs: &[Run],
    setting: Setting,
    (width, y): (f64, f64),
) {
    let (x, anchor) = match setting.end {
        End::Left => (0.0, ""),
        End::Right => {
            let hanging = lettering::width(ends, setting.size, setting.weight);
            (width + hanging, " text-anchor=\"end\"")
        }
    };
    let _ = write!(
        body,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor} xml:space=\"preserve\">",
        tenth(x),
        tenth(y),
        tenth(setting.size)
    );
    for (place, (index, text)) in line.iter().enumerate() {
        let Some(run) = runs.get(*index) else { continue };
        let weight = match run.weight {
            Weight::Regular => "",
            Weight::Semibold => " font-weight=\"600\"",
        };
        let ends = if place + 1 == line.len() { ends } else { "" };
        let _ = write!(
            body,
            "<tspan fill=\"{}\"{weight}>{}{ends}</tspan>",
            run.colour.hex(),
            escaped(text)
        );
    }
    // Together with the last run's end this is `LINE_END`.
    body.push_str("</text>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let svg = piece.onto((500.0, 100.0), 7.0, "t");
        assert!(svg.contains(">easy run done</tspan>"), "{svg}");
    }

    #[test]
    fn a_piece_below_another_starts_where_that_one_ends() {
        let piece = Piece::gap(10.0).above(5.0, Piece::rule(100.0, 2.0, Colour::Ink));
        assert!((piece.height - 17.0).abs() < 1e-9);
        let svg = piece.onto((200.0, 100.0), 7.0, "t");
        assert!(svg.contains("translate(7 22)"), "{svg}");
    }
}
