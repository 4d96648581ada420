//! How much one file may hold of what is looked at one by one.

/// Each session is measured by itself, with the timer's events beside it: more than these are no
/// runner's, and would take time and memory out of all proportion to their bytes.
pub(super) const MOST_SESSIONS: usize = 10_000;
pub(super) const MOST_TIMER_EVENTS: usize = 100_000;
pub(super) const MOST_LAPS: usize = 100_000;

/// Keeps one of them. One more than the most is held, by which the file is refused, and no others: a
/// message of two bytes may stand for a thousand of memory.
pub(super) fn keep<T>(held: &mut Vec<T>, most: usize, one: T) {
    if held.len() <= most {
        held.push(one);
    }
}
