//! Quotes that open in a text and close on a later line, or never. A note of several lines is
//! written so; a quote that somebody only began a note with swallows the rows behind it.

/// A cell in quotes that reaches over a line's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The line on which the quote opens, from 1.
    pub(super) opens: u64,
    /// The line on which it closes; none where it never does.
    pub(super) closes: Option<u64>,
    /// The cell's place in its row.
    pub(super) place: usize,
    /// What stands behind the quote on its own line.
    pub(super) begins: String,
    /// The lines behind it, up to the one on which it closes and with it, each as rows are: the whole
    /// line, whether or not all of it lies in the cell.
    pub(super) lines: Vec<String>,
}

/// Where a walk over a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Where a cell begins: only here a quote opens.
    Start,
    /// In a cell without quotes, or behind the quote that closed.
    Bare,
    /// In quotes.
    Quoted,
    /// Behind a quote within quotes: a second one makes a quote of both.
    Closing,
}

/// The quoted cells of a text that reach over a line's end, by the rules of RFC 4180 as the `csv`
/// crate reads them: a quote opens at a cell's start, two stand for one.
pub(super) fn over_lines(text: &str, separator: u8) -> Vec<Quoted> {
    let mut walk = Walk { at: At::Start, line: 1, place: 0, opened: None, found: Vec::new() };
    // A lone carriage return ends a line, too.
    for line in text.split_inclusive('\n').flat_map(split_at_returns) {
        walk.take(line, char::from(separator));
    }
    walk.close(None);
    walk.found
}

/// A line at its lone carriage returns.
fn split_at_returns(line: &str) -> Vec<&str> {
    let (body, end) = match line.strip_suffix("\r\n") {
        Some(body) => (body, 2),
        None => line.strip_suffix('\n').map_or((line, 0), |body| (body, 1)),
    };
    if !body.contains('\r') {
        return vec![line];
    }
    let mut parts: Vec<&str> = body.split_inclusive('\r').collect();
    if let Some(last) = parts.pop() {
        let from = body.len().saturating_sub(last.len());
        parts.push(line.get(from..body.len().saturating_add(end)).unwrap_or(last));
    }
    parts
}

struct Walk {
    at: At,
    line: u64,
    place: usize,
    opened: Option<Quoted>,
    found: Vec<Quoted>,
}

impl Walk {
    /// Walks over a line with its end.
    fn take(&mut self, line: &str, separator: char) {
        if let Some(open) = &mut self.opened {
            open.lines.push(line.trim_end_matches(['\r', '\n']).to_owned());
        }
        for (place, letter) in line.char_indices() {
            self.at = match (self.at, letter) {
                (At::Start, '"') => {
                    self.open(line.get(place.saturating_add(1)..).unwrap_or_default());
                    At::Quoted
                }
                (At::Quoted, '"') => At::Closing,
                (At::Quoted, _) | (At::Closing, '"') => At::Quoted,
                (state, letter) => {
                    if state == At::Closing {
                        self.close(Some(self.line));
                    }
                    match letter {
                        '\r' | '\n' => {
                            self.place = 0;
                            At::Start
                        }
                        letter if letter == separator => {
                            self.place = self.place.saturating_add(1);
                            At::Start
                        }
                        _ => At::Bare,
                    }
                }
            };
        }
        self.line = self.line.saturating_add(1);
    }

    fn open(&mut self, rest: &str) {
        self.opened = Some(Quoted {
            opens: self.line,
            closes: None,
            place: self.place,
            begins: rest.trim_end_matches(['\r', '\n']).to_owned(),
            lines: Vec::new(),
        });
    }

    /// Ends the open cell; one that ended on its own line is nothing to tell.
    fn close(&mut self, line: Option<u64>) {
        let never = line.is_none() && self.at == At::Quoted;
        if let Some(cell) = self.opened.take()
            && (never || !cell.lines.is_empty())
        {
            let closes = if never { None } else { line.or(Some(self.line.saturating_sub(1))) };
            self.found.push(Quoted { closes, ..cell });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(u64, Option<u64>, usize, usize)> {
        over_lines(text, b',')
            .into_iter()
            .map(|it| (it.opens, it.closes, it.place, it.lines.len()))
            .collect()
    }

    #[test]
    fn quotes_within_a_line_are_nothing_to_tell() {
        assert_eq!(told("a,\"b\",\"c\"\"d\"\n1,a \"b\" c,\"x,y\"\n"), []);
        assert_eq!(told("a,\"b\""), []);
        assert_eq!(told(""), []);
    }

    #[test]
    fn a_note_of_several_lines_is_told_with_where_it_opens_and_closes() {
        assert_eq!(told("a,b\n1,\"x\ny\",2\n3,4\n"), [(2, Some(3), 1, 1)]);
        assert_eq!(told("a,b\r\n1,\"x\r\ny\"\r\n"), [(2, Some(3), 1, 1)]);
        assert_eq!(told("a,b\r1,\"x\ry\"\r"), [(2, Some(3), 1, 1)]);
        assert_eq!(told("a,b\n1,\"x\ny\""), [(2, Some(3), 1, 1)]);
    }

    #[test]
    fn a_quote_that_never_closes_is_told_with_all_lines_behind_it() {
        assert_eq!(told("a,b\n1,\"x\n2,y\n3,z\n"), [(2, None, 1, 2)]);
        assert_eq!(told("a,b\n1,\"x"), [(2, None, 1, 0)]);
        assert_eq!(over_lines("1;\"x\n2;y", b';')[0].lines, ["2;y"]);
    }

    #[test]
    fn a_quote_that_another_rows_quote_closes_holds_the_lines_between() {
        let found = over_lines("d,n\n1,\"x\n2,\n3,\"y\n4,z\n", b',');
        // The second one closes the first, and what follows it is bare.
        assert_eq!((found[0].opens, found[0].closes), (2, Some(4)));
        assert_eq!(found[0].lines, ["2,", "3,\"y"]);
        assert_eq!(found.len(), 1);
    }
}
