//! The rows of a clock that increases.

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
