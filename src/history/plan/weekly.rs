//! One figure a week, with its weeks named.

use jiff::civil::Date;

use super::point::Verdict;
use crate::say::{voice::Voice, words};

/// More weeks than a month has are named by the first and the last of them.
const NAMED: usize = 5;

/// One figure a whole week, oldest first.
pub(super) struct Weekly {
    /// Mondays, and what was done; none where it is not known.
    pub(super) weeks: Vec<(Date, Option<f64>)>,
    /// The days after the last whole week, and what was done on them. They are named and never
    /// judged: the rest of their week lies in the next period, which judges it.
    pub(super) part: Option<((Date, Date), Option<f64>)>,
    pub(super) decimals: u8,
    /// With a space before it; empty for counts.
    pub(super) unit: &'static str,
}

impl Weekly {
    /// `63 · 91 · 98 · 101 min, weeks from 28 Sep, 5, 12 and 19 Oct; 26 to 31 Oct: 60 min`.
    pub(super) fn shown(&self, voice: Voice) -> String {
        let values: Vec<String> = self.weeks.iter().map(|(_, value)| self.number(*value)).collect();
        let whole = match self.weeks.as_slice() {
            [] => "no whole week yet".to_owned(),
            [(monday, value)] => {
                format!("{}, week from {}", self.figure(*value), voice.day_short(*monday))
            }
            [(first, _), .., (last, _)] if values.len() > NAMED => format!(
                "{}{}, weeks that begin from {}",
                values.join(" · "),
                self.unit,
                voice.span_short(*first, *last)
            ),
            weeks => {
                let mondays: Vec<Date> = weeks.iter().map(|week| week.0).collect();
                let named = voice.days_short(&mondays);
                format!("{}{}, weeks from {named}", values.join(" · "), self.unit)
            }
        };
        self.part.map_or_else(
            || whole.clone(),
            |((first, last), value)| {
                let days = if first == last {
                    voice.day_short(first)
                } else {
                    voice.span_short(first, last)
                };
                format!("{whole}; {days}: {}", self.figure(value))
            },
        )
    }

    /// Whether all whole weeks are as asked. `beyond` says by how much a figure, as printed, is not
    /// as asked: more than nought where it is not. `clause` tells of the week farthest beyond.
    pub(super) fn verdict(
        &self,
        beyond: impl Fn(f64) -> f64,
        word: &str,
        clause: impl Fn(Date, String) -> String,
    ) -> Verdict {
        let known: Vec<(Date, f64)> =
            self.weeks.iter().filter_map(|(monday, value)| Some((*monday, (*value)?))).collect();
        let by = |week: &(Date, f64)| beyond(week.1.round());
        let over: Vec<&(Date, f64)> = known.iter().filter(|week| by(week) > 0.0).collect();
        let farthest = over.iter().max_by(|a, b| by(a).total_cmp(&by(b)));
        match farthest {
            Some((monday, value)) => Verdict::Missed {
                note: match known.len() {
                    1 => format!("{word} plan in the one week"),
                    weeks => format!("{word} plan in {} of {weeks} weeks", over.len()),
                },
                clause: clause(*monday, self.figure(Some(*value))),
            },
            None if self.weeks.is_empty() => Verdict::not_known(),
            None if known.len() < self.weeks.len() => {
                Verdict::NotKnown { note: "a week is not known".to_owned() }
            }
            None => Verdict::Kept,
        }
    }

    fn figure(&self, value: Option<f64>) -> String {
        format!("{}{}", self.number(value), self.unit)
    }

    fn number(&self, value: Option<f64>) -> String {
        value.map_or_else(|| "?".to_owned(), |value| words::number(value, self.decimals))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn minutes(weeks: &[Option<f64>]) -> Weekly {
        let mondays = [date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12)];
        let weeks = mondays.into_iter().zip(weeks.iter().copied()).collect();
        Weekly { weeks, part: None, decimals: 0, unit: " min" }
    }

    fn up_to_90(weeks: &[Option<f64>]) -> Verdict {
        let clause = |monday, done| format!("{done} from {monday}");
        minutes(weeks).verdict(|value| value - 90.0, "above", clause)
    }

    #[test]
    fn weeks_are_named_by_their_mondays_and_the_days_after_the_last_stand_apart() {
        let mut weekly = minutes(&[Some(63.0), Some(91.2), None]);
        assert_eq!(weekly.shown(Voice::METRIC), "63 · 91 · ? min, weeks from 28 Sep, 5 and 12 Oct");
        weekly.part = Some(((date(2026, 10, 19), date(2026, 10, 21)), Some(20.0)));
        assert_eq!(
            weekly.shown(Voice::METRIC),
            "63 · 91 · ? min, weeks from 28 Sep, 5 and 12 Oct; 19 to 21 Oct: 20 min"
        );
        assert_eq!(minutes(&[Some(63.0)]).shown(Voice::METRIC), "63 min, week from 28 Sep");
        let part = Some(((date(2026, 10, 1), date(2026, 10, 1)), None));
        let weekly = Weekly { part, ..minutes(&[]) };
        assert_eq!(weekly.shown(Voice::METRIC), "no whole week yet; 1 Oct: ? min");
    }

    #[test]
    fn weeks_are_judged_as_printed_and_one_that_is_not_known_leaves_it_open() {
        assert_eq!(up_to_90(&[Some(63.0), Some(90.4)]), Verdict::Kept);
        let note = "above plan in 2 of 3 weeks".to_owned();
        let clause = "98 min from 2026-10-05".to_owned();
        let missed = Verdict::Missed { note: note.clone(), clause };
        assert_eq!(up_to_90(&[Some(91.0), Some(98.0), Some(3.0)]), missed);
        let open = Verdict::NotKnown { note: "a week is not known".to_owned() };
        assert_eq!(up_to_90(&[Some(63.0), None]), open);
        assert_eq!(up_to_90(&[]), Verdict::not_known());
        let note = "above plan in the one week".to_owned();
        let clause = "95 min from 2026-10-05".to_owned();
        assert_eq!(up_to_90(&[None, Some(95.0)]), Verdict::Missed { note, clause });
    }
}
