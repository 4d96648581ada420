//! Whether what was done week by week was as asked.

use jiff::civil::Date;

use crate::page::{Keeping, Untold, Weekly};

/// Whether all whole weeks are as asked. `beyond` says by how much a figure, as printed, is not as
/// asked: more than nought where it is not.
pub(super) fn kept(weekly: &Weekly, is_above: bool, beyond: impl Fn(f64) -> f64) -> Keeping {
    let weeks = &weekly.weeks;
    let known: Vec<(Date, f64)> =
        weeks.iter().filter_map(|(monday, value)| Some((*monday, (*value)?))).collect();
    let by = |week: &(Date, f64)| beyond(week.1.round());
    let over: Vec<&(Date, f64)> = known.iter().filter(|week| by(week) > 0.0).collect();
    let farthest = over.iter().max_by(|a, b| by(a).total_cmp(&by(b)));
    match farthest {
        Some(week) => {
            let on = (over.len(), known.len());
            Keeping::Missed { is_above, on, week: Some(**week) }
        }
        None if weeks.is_empty() => Keeping::NotKnown(Untold::AsDone),
        None if known.len() < weeks.len() => Keeping::NotKnown(Untold::Week),
        None => Keeping::Kept,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn up_to_90(weeks: &[Option<f64>]) -> Keeping {
        let mondays = [date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12)];
        let weeks = mondays.into_iter().zip(weeks.iter().copied()).collect();
        kept(&Weekly { weeks, part: None }, true, |value| value - 90.0)
    }

    #[test]
    fn weeks_are_judged_as_printed_and_one_that_is_not_known_leaves_it_open() {
        let missed = |on, week| Keeping::Missed { is_above: true, on, week: Some(week) };
        let fullest = (date(2026, 10, 5), 98.0);
        assert_eq!(up_to_90(&[Some(63.0), Some(90.4)]), Keeping::Kept);
        assert_eq!(up_to_90(&[Some(91.0), Some(98.0), Some(3.0)]), missed((2, 3), fullest));
        assert_eq!(up_to_90(&[Some(63.0), None]), Keeping::NotKnown(Untold::Week));
        assert_eq!(up_to_90(&[]), Keeping::NotKnown(Untold::AsDone));
        assert_eq!(up_to_90(&[None, Some(95.0)]), missed((1, 1), (date(2026, 10, 5), 95.0)));
    }
}
