//! One run that an account holds several times: by the watch, by the phone, written back by an app.

/// Two recordings are of one run where they share this much of the shorter.
const SHARED_OF_SHORTER: f64 = 2.0 / 3.0;

/// So many recordings of one time are looked at; further ones bring nothing.
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
        let near = groups.iter_mut().rev().take(MOST_AT_ONCE);
        let mut same = near.filter(|group| group.iter().any(|other| is_same(other, &one)));
        match same.next() {
            Some(group) if group.len() < MOST_AT_ONCE => group.push(one),
            Some(_) => {}
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
    let shorter = a_to.saturating_sub(a_from).min(b_to.saturating_sub(b_from));
    shared as f64 >= SHARED_OF_SHORTER * shorter as f64
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
}
