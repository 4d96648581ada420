//! One run that an account holds several times: by the watch, by the phone, written back by an app.

/// Two recordings are of one run where they share this much of the shorter.
const SHARED_OF_SHORTER: f64 = 2.0 / 3.0;

/// … and this much of the longer: a watch that was not stopped for days, or a wrong end, makes no copies of
/// the runs within.
const SHARED_OF_LONGER: f64 = 0.3;

/// A recording is held against so many runs before it, and so many recordings of each.
const MOST_AT_ONCE: usize = 8;

/// A recording that may be a copy.
pub(super) trait Copyable {
    /// From when to when, in seconds or milliseconds.
    fn span(&self) -> (i64, i64);

    /// How much it holds.
    fn richness(&self) -> f64;
}

/// Recordings by run, in order of time: the richest of each, and the others.
pub(super) fn grouped<T: Copyable>(mut all: Vec<T>) -> Vec<(T, Vec<T>)> {
    all.retain(|one| one.span().0 < one.span().1);
    all.sort_by_key(Copyable::span);
    let mut groups: Vec<Vec<T>> = Vec::new();
    for one in all {
        // In order of start, so that only the last few can still be running.
        let mut near = groups.iter_mut().rev().take(MOST_AT_ONCE);
        let is_of =
            |group: &&mut Vec<T>| group.iter().take(MOST_AT_ONCE).any(|other| is_same(other, &one));
        match near.find(is_of) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    let best_first = |mut group: Vec<T>| {
        // Of equals the first: the sort is stable.
        group.sort_by(|a, b| b.richness().total_cmp(&a.richness()));
        let mut group = group.into_iter();
        Some((group.next()?, group.collect()))
    };
    let mut groups: Vec<(T, Vec<T>)> = groups.into_iter().filter_map(best_first).collect();
    groups.sort_by_key(|(best, _)| best.span());
    groups
}

fn is_same<T: Copyable>(one: &T, other: &T) -> bool {
    let ((a_from, a_to), (b_from, b_to)) = (one.span(), other.span());
    let shared = a_to.min(b_to).saturating_sub(a_from.max(b_from));
    let (a, b) = (a_to.saturating_sub(a_from), b_to.saturating_sub(b_from));
    shared as f64 >= SHARED_OF_SHORTER * a.min(b) as f64
        && shared as f64 >= SHARED_OF_LONGER * a.max(b) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct One(i64, i64, f64);

    impl Copyable for One {
        fn span(&self) -> (i64, i64) {
            (self.0, self.1)
        }

        fn richness(&self) -> f64 {
            self.2
        }
    }

    #[test]
    fn what_shares_two_thirds_of_the_shorter_is_one_run_and_the_richest_stays() {
        let groups = grouped(vec![
            One(1000, 1300, 0.0),
            One(0, 900, 1.0),
            One(10, 910, 5.0),
            One(600, 1000, 9.0),
            One(5, 5, 9.0),
        ]);
        let kept: Vec<(i64, usize)> =
            groups.iter().map(|(one, rest)| (one.0, rest.len())).collect();
        // The third shares 300 of its 400 s with the first two.
        assert_eq!(kept, [(600, 2), (1000, 0)]);
    }

    #[test]
    fn an_entry_of_nine_days_swallows_none_of_the_runs_within_it() {
        const DAY: i64 = 86_400;
        let mut all = vec![One(0, 9 * DAY, 9.0)];
        all.extend((0..12).map(|day| One(day * DAY + 3600, day * DAY + 5400, 1.0)));
        // The first run within it once more, by a phone that was stopped late.
        all.push(One(3600, 6000, 0.0));
        let groups = grouped(all);
        let copies: usize = groups.iter().map(|(_, others)| others.len()).sum();
        assert_eq!((groups.len(), copies), (13, 1));
    }

    #[test]
    fn every_copy_is_counted_and_the_richest_stays_however_many_there_are() {
        let all = (0..40_i16).map(|at| One(0, 1800, f64::from(at))).collect();
        let groups = grouped(all);
        assert_eq!(groups.len(), 1);
        assert_eq!((groups[0].0.2.to_bits(), groups[0].1.len()), (39_f64.to_bits(), 39));
    }
}
