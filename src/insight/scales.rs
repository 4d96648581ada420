//! What the weekly and monthly questionnaires of a period came to.

use crate::{
    model::{PainEntry, PainScore},
    page::{Questionnaire, Scale},
};

/// Each questionnaire that was answered in full at least once, with its last result.
///
/// `earlier` are the rows before the period, whose last answers stand beside; `in_flare` tells days of
/// a flare.
pub fn scales(
    rows: &[&PainEntry],
    earlier: &[&PainEntry],
    in_flare: impl Fn(jiff::civil::Date) -> bool,
) -> Vec<Scale> {
    Questionnaire::ALL
        .iter()
        .filter_map(|questionnaire| {
            let answers: Vec<(&PainEntry, f64)> =
                rows.iter().filter_map(|row| Some((*row, result(*questionnaire, row)?))).collect();
            let (last, value) = answers.last()?;
            let one_before = answers.len().checked_sub(2).and_then(|at| answers.get(at));
            let told = |(row, value): &(&PainEntry, f64)| (row.date, *value);
            let before = one_before.map(told).or_else(|| {
                let mut rows = earlier.iter().rev();
                rows.find_map(|row| Some((row.date, result(*questionnaire, row)?)))
            });
            Some(Scale {
                questionnaire: *questionnaire,
                answered: answers.len(),
                last: last.date,
                value: *value,
                before,
                in_flare: in_flare(last.date),
            })
        })
        .collect()
}

fn result(questionnaire: Questionnaire, row: &PainEntry) -> Option<f64> {
    match questionnaire {
        Questionnaire::Ostrc => ostrc(row.ostrc),
        Questionnaire::Psfs => psfs(row.psfs),
        Questionnaire::Oswestry => row.odi_percent,
        Questionnaire::StartTotal => row.start_total,
        Questionnaire::StartDistress => row.start_distress,
        Questionnaire::RolandMorris => row.roland_morris,
        Questionnaire::PainWeek => row.pain_week.map(PainScore::value),
        Questionnaire::SittingTolerance => row.sitting_tolerance_h,
    }
}

/// The sum of the four answers, 0 to 100. The first question is a gate: full participation without
/// problems ends the questionnaire, and the rest counts as none (Clarsen et al. 2020).
fn ostrc(answers: [Option<f64>; 4]) -> Option<f64> {
    match answers {
        [Some(0.0), None, None, None] => Some(0.0),
        answers => answers.into_iter().sum(),
    }
}

/// The mean of the activities that were scored, 0 to 10 (Stratford et al. 1995).
fn psfs(answers: [Option<f64>; 3]) -> Option<f64> {
    let scored: Vec<f64> = answers.into_iter().flatten().collect();
    (!scored.is_empty()).then(|| scored.iter().sum::<f64>() / scored.len() as f64)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pain::{ColumnMap, read};

    #[test]
    fn a_questionnaire_counts_when_it_is_answered_in_full_and_its_last_result_is_told() {
        let text = "date,pain_morning,ostrc_q1,ostrc_q2,ostrc_q3,ostrc_q4,psfs_1,psfs_2,odi_percent\n\
                    2026-10-04,1,8,8,17,8,,,\n2026-10-11,1,0,,,,,,\n2026-10-18,1,8,,17,8,4,7,22\n";
        let log = read(text.as_bytes(), &ColumnMap::default(), "log").unwrap();
        let rows: Vec<&PainEntry> = log.days(date(2026, 10, 1), date(2026, 10, 31)).collect();
        let found = scales(&rows, &[], |_| false);
        let before = Some((date(2026, 10, 4), 41.0));
        let scale = |questionnaire, answered, day, value| Scale {
            questionnaire,
            answered,
            last: date(2026, 10, day),
            value,
            before: before.filter(|_| answered > 1),
            in_flare: false,
        };
        assert_eq!(
            found,
            [
                scale(Questionnaire::Ostrc, 2, 11, 0.0),
                scale(Questionnaire::Psfs, 1, 18, 5.5),
                scale(Questionnaire::Oswestry, 1, 18, 22.0),
            ]
        );
        let alone = [scale(Questionnaire::Ostrc, 1, 4, 41.0)];
        assert_eq!(scales(&rows[..1], &[], |_| false), alone);
        assert_eq!(scales(&[], &rows, |_| false), []);
        // The one before lies in an earlier period, and this one in a flare.
        let later = scales(&rows[1..2], &rows[..1], |day| day == date(2026, 10, 11));
        assert_eq!((later[0].before, later[0].in_flare), (before, true));
    }
}
