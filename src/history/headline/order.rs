//! Which sentences stand at the head, and in which order.

use crate::insight::stands_out::MOST;

/// What a sentence speaks of, as far as its neighbours go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The back.
    Pain,
    /// How much was run, and whether that was as agreed.
    Load,
    /// Neither: it may stand between the two.
    Between,
}

/// Of sentences in order of weight, the places of those that stand, in the order in which they do.
///
/// Each is taken if it fits with those taken before it. A sentence on the back and one on load are
/// taken together only where another stands between them, so that neither reads as if it followed
/// from the other.
pub(super) fn chosen(ranked: &[Kind]) -> Vec<usize> {
    let mut taken: Vec<usize> = Vec::new();
    for (place, kind) in ranked.iter().enumerate() {
        let others = taken.iter().filter_map(|place| ranked.get(*place));
        let with: Vec<Kind> = others.chain([kind]).copied().collect();
        let mut to_come = ranked.iter().skip(place + 1);
        if fits(&with, to_come.any(|kind| *kind == Kind::Between)) {
            taken.push(place);
        }
    }
    arranged(taken, ranked)
}

/// Whether these can stand together, where another may yet come between them or not.
fn fits(kinds: &[Kind], may_be_parted: bool) -> bool {
    if lacks_between(kinds) { may_be_parted && kinds.len() < MOST } else { kinds.len() <= MOST }
}

/// Whether both are there and nothing to stand between them.
fn lacks_between(kinds: &[Kind]) -> bool {
    has_both(kinds) && !kinds.contains(&Kind::Between)
}

fn has_both(kinds: &[Kind]) -> bool {
    kinds.contains(&Kind::Pain) && kinds.contains(&Kind::Load)
}

/// By weight; where both are there, the weightier of the two first, the other last.
fn arranged(mut taken: Vec<usize>, ranked: &[Kind]) -> Vec<usize> {
    let kind_of = |place: &usize| ranked.get(*place).copied();
    let kinds: Vec<Kind> = taken.iter().filter_map(kind_of).collect();
    let is_either = |kind: &&Kind| matches!(kind, Kind::Pain | Kind::Load);
    if has_both(&kinds) {
        let first = kinds.iter().find(is_either).copied();
        taken.sort_by_key(|place| match kind_of(place) {
            kind if kind == first => 0,
            Some(Kind::Pain | Kind::Load) => 2,
            Some(Kind::Between) | None => 1,
        });
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [Kind; 3] = [Kind::Pain, Kind::Load, Kind::Between];

    /// Every row of up to seven candidates, and what stands of it.
    fn each_row(mut look: impl FnMut(&[Kind], &[Kind])) -> usize {
        let mut rows = 0;
        for length in 0..=7_u32 {
            for code in 0..3_usize.pow(length) {
                let ranked: Vec<Kind> =
                    (0..length).map(|i| KINDS[code / 3_usize.pow(i) % 3]).collect();
                let standing: Vec<Kind> = chosen(&ranked).iter().map(|&i| ranked[i]).collect();
                look(&ranked, &standing);
                rows += 1;
            }
        }
        rows
    }

    #[test]
    fn no_row_of_candidates_ever_sets_load_next_to_pain() {
        let rows = each_row(|ranked, standing| {
            for pair in standing.windows(2) {
                assert!(!has_both(pair), "{ranked:?} gives {standing:?}");
            }
        });
        // 1 + 3 + 9 + … + 3^7.
        assert_eq!(rows, 3_280);
    }

    #[test]
    fn never_more_than_three_stand_and_never_none_where_one_is_worth_it() {
        each_row(|ranked, standing| {
            assert!(standing.len() <= 3, "{ranked:?} gives {standing:?}");
            assert_eq!(standing.is_empty(), ranked.is_empty(), "{ranked:?} gives {standing:?}");
        });
    }

    #[test]
    fn the_weightiest_always_stands_and_no_place_is_left_that_could_be_filled() {
        each_row(|ranked, standing| {
            let places = chosen(ranked);
            let mut once = places.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), places.len(), "{ranked:?} says one twice");
            assert!(ranked.is_empty() || places.contains(&0), "{ranked:?}");
            // One left out would be a fourth, or bring pain and load together with nothing between.
            for (place, kind) in ranked.iter().enumerate() {
                if places.contains(&place) || standing.len() == 3 {
                    continue;
                }
                let with: Vec<Kind> = standing.iter().copied().chain([*kind]).collect();
                assert!(lacks_between(&with), "{ranked:?} gives {standing:?}");
            }
        });
    }

    #[test]
    fn what_stands_between_the_two_is_taken_with_them() {
        assert_eq!(chosen(&[Kind::Pain, Kind::Load, Kind::Between]), [0, 2, 1]);
        assert_eq!(chosen(&[Kind::Load, Kind::Pain, Kind::Between]), [0, 2, 1]);
        assert_eq!(chosen(&[Kind::Pain, Kind::Load]), [0]);
    }
}
