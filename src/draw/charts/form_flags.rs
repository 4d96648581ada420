//! What changed at a change of sensor: words as flags on the lines that they name.

use std::cmp::Ordering;

use super::form_ground::Ground;
use crate::draw::canvas::Letters;
use crate::draw::scale::within;
use crate::page::FormPanel;

/// Space between a line and the flag on it.
const FLAG_PX: f64 = 4.0;

/// Space between two flags in a row.
const APART_PX: f64 = 8.0;

/// What changed, beside the upper end of its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flag {
    /// Where its line stands.
    pub(super) x: f64,
    /// The edges of its words.
    pub(super) start: f64,
    end: f64,
    /// From the plot upwards.
    pub(super) row: usize,
    pub(super) text: &'static str,
}

/// To which side of its line a flag flies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Flag {
    fn new(x: f64, text: &'static str, side: Side, width: f64) -> Flag {
        let words_px = Letters::axis().width(text);
        let start = match side {
            Side::Left => x - FLAG_PX - words_px,
            Side::Right => x + FLAG_PX,
        };
        let start = within(start, 0.0, width - words_px);
        Flag { x, start, end: start + words_px, row: 0, text }
    }

    /// Whether in this row neither words lie on words, nor a line crosses words on its way up.
    fn stands_clear(&self, row: usize, other: &Flag) -> bool {
        let crosses = |x: f64, flag: &Flag| x > flag.start - 2.0 && x < flag.end + 2.0;
        match other.row.cmp(&row) {
            Ordering::Equal => {
                self.end + APART_PX < other.start || self.start > other.end + APART_PX
            }
            Ordering::Less => !crosses(self.x, other),
            Ordering::Greater => !crosses(other.x, self),
        }
    }
}

/// The flags of the changes that are seen, in as many rows as keep flags and lines apart.
pub(super) fn flags(ground: &Ground<'_>, panel: &FormPanel) -> Vec<Flag> {
    let width = ground.width;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    // From the last to the first: a flag that has no room at the right end turns left, and so does
    // one whose line that flag would lie on.
    let mut turned_at = f64::INFINITY;
    for (date, change) in panel.breaks.iter().rev() {
        let text = change.words();
        if *date < ground.days.0 || *date > ground.days.1 {
            continue;
        }
        let x = ground.x(*date) - 3.0;
        let reach = FLAG_PX + Letters::axis().width(text);
        let is_clear = x + reach <= width && x + APART_PX < turned_at;
        if is_clear || x < reach {
            right.push(Flag::new(x, text, Side::Right, width));
        } else {
            turned_at = x - reach;
            left.push(Flag::new(x, text, Side::Left, width));
        }
    }
    // Each line then rises past none of the flags that are already there.
    let in_order = left.into_iter().rev().chain(right);
    in_order.fold(Vec::new(), |mut placed: Vec<Flag>, flag| {
        let row = (0..placed.len())
            .find(|&row| placed.iter().all(|other| flag.stands_clear(row, other)))
            .unwrap_or(placed.len());
        placed.push(Flag { row, ..flag });
        placed
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::model::Change;
    use crate::say::voice::Voice;
    use crate::{draw::scale::Scale, page::sample};

    fn ground(width: f64) -> Ground<'static> {
        Ground {
            width,
            plot_px: 48.0,
            days: (date(2026, 8, 4), date(2026, 10, 31)),
            left: 30.0,
            right: width - 92.0,
            time: Scale::new((0.0, 88.0), (36.0, width - 98.0)),
            unwell: &[],
            voice: Voice::METRIC,
        }
    }

    fn panel_with(days: &[Date]) -> FormPanel {
        let mut panel = sample::october().form.first().cloned().unwrap();
        panel.breaks = days.iter().map(|day| (*day, Change::Recording)).collect();
        panel
    }

    #[test]
    fn a_flag_stands_beside_its_own_line_and_no_line_crosses_a_flag() {
        for width in [330.0, 400.0] {
            let ground = ground(width);
            for days in [
                vec![date(2026, 8, 9), date(2026, 8, 16)],
                vec![date(2026, 8, 6), date(2026, 9, 2), date(2026, 10, 28)],
                vec![date(2026, 10, 20), date(2026, 10, 24), date(2026, 10, 31)],
            ] {
                let panel = panel_with(&days);
                let flags = flags(&ground, &panel);
                assert_eq!(flags.len(), days.len());
                for (index, flag) in flags.iter().enumerate() {
                    assert!(flag.start >= 0.0 && flag.end <= width, "{flag:?}");
                    let gaps = [flag.start - flag.x, flag.x - flag.end];
                    assert!(gaps.iter().any(|gap| (gap - FLAG_PX).abs() < 1e-9), "{flag:?}");
                    for other in &flags[..index] {
                        assert!(flag.stands_clear(flag.row, other), "{flag:?} and {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn of_two_close_changes_the_earlier_has_the_higher_flag() {
        let days = [date(2026, 8, 9), date(2026, 8, 16)];
        let (panel, ground) = (panel_with(&days), ground(400.0));
        let rows: Vec<(bool, usize)> = flags(&ground, &panel)
            .iter()
            .map(|flag| (flag.x < ground.x(days[1]) - 10.0, flag.row))
            .collect();
        assert_eq!(rows, [(false, 0), (true, 1)]);
    }
}
