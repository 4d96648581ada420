//! The rows of a clock that increases.

use crate::model::{Notice, NoticeKind};

/// The longest run of rows whose clock strictly increases; of equal times the first.
///
/// A single sample with a wrong clock so costs that sample, and not all that come after it.
pub(super) fn longest_increasing(rows: &[usize], clock: &[f64]) -> Vec<usize> {
    if rows.windows(2).all(|pair| clock[pair[0]] < clock[pair[1]]) {
        return rows.to_vec();
    }
    // Patience sorting: `tails[k]` is the row that ends the best run of k + 1 rows so far.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; clock.len()];
    for &row in rows {
        let at = tails.partition_point(|&tail| clock[tail] < clock[row]);
        before[row] = at.checked_sub(1).map(|previous| tails[previous]);
        match tails.get_mut(at) {
            Some(tail) if clock[*tail] > clock[row] => *tail = row,
            Some(_) => {}
            None => tails.push(row),
        }
    }
    let mut run = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(row) = next {
        run.push(row);
        next = before[row];
    }
    run.reverse();
    run
}

/// A clock that ran backwards over so many samples, and this share of all, was set back: the run is a
/// part of what was run.
const SET_BACK_SAMPLES: usize = 60;
const SET_BACK_SHARE: f64 = 0.05;

/// What is told of samples that were left out since their clock ran backwards.
pub(super) fn backwards_told(left_out: usize, of: usize) -> Option<Notice> {
    if left_out >= SET_BACK_SAMPLES && left_out as f64 >= SET_BACK_SHARE * of as f64 {
        let text = format!(
            "the clock went back while it recorded: {left_out} of {of} samples were left out, and what is \
             told is of the others alone"
        );
        return Some(Notice::file(NoticeKind::ClockSetBack, text));
    }
    let text = match left_out {
        0 => return None,
        1 => "1 sample whose clock ran backwards was left out".to_owned(),
        many => format!("{many} samples whose clock ran backwards were left out"),
    };
    Some(Notice::file(NoticeKind::ClockBackwards, text))
}
