//! Lighter weeks in words: when the last was, how many there were, and what is known of the rule.

use crate::say::voice::Voice;
use jiff::civil::Date;

use super::words;
use crate::{
    model::calendar::days_after,
    page::{LighterWeeks, Load},
};

/// What runners are told, and what it rests on.
const ADVICE: &str = "A lighter week every four to six is what runners are often told. It is coaching \
                      practice: strength athletes take one about every 5.6 weeks (Rogerson et al. 2024, \
                      Sports Med Open 10:26), and no trial in runners was found.";

/// Of a year: when the last was, how many, how far apart.
pub(crate) fn lighter_words(lighter: &LighterWeeks, voice: Voice) -> String {
    let last = match (lighter.since, lighter.mondays.last()) {
        (Some(weeks), Some(monday)) => {
            format!("The last lighter week began on {}, {}.", voice.day(*monday), ago(weeks))
        }
        (Some(weeks), None) => format!("The last lighter week was {}.", ago(weeks)),
        (None, _) => "No lighter week was seen.".to_owned(),
    };
    let off = lighter
        .since_off
        .filter(|off| lighter.since.is_none_or(|since| *off < since))
        .map_or_else(String::new, |weeks| {
            format!(" A week unwell or without a run was {}.", ago(weeks))
        });
    let count = if lighter.weeks == 0 {
        String::new()
    } else {
        format!(
            " {} of {} with a run {} lighter{}.",
            lighter.mondays.len(),
            words::count(lighter.weeks, "whole week"),
            if lighter.mondays.len() == 1 { "was" } else { "were" },
            apart(&lighter.mondays)
        )
    };
    format!("{last}{off}{count} {ADVICE}")
}

/// Of the weeks on the page of a month; none without a week with a run.
pub(crate) fn of_load(load: &Load, voice: Voice) -> Option<String> {
    let whole = || load.weeks.iter().filter(|week| !week.partial && week.runs > 0);
    let weeks = whole().count();
    (weeks > 0).then(|| {
        lighter_words(
            &LighterWeeks {
                mondays: load.weeks.iter().filter(|it| it.lighter).map(|it| it.monday).collect(),
                weeks,
                since: load.weeks_since_lighter,
                since_off: load.weeks_since_off,
            },
            voice,
        )
    })
}

fn ago(weeks: usize) -> String {
    match weeks {
        0 => "this week".to_owned(),
        weeks => format!("{} ago", words::count(weeks, "week")),
    }
}

/// `, 5 and 7 weeks apart`.
fn apart(mondays: &[Date]) -> String {
    let weeks: Vec<i64> = mondays
        .windows(2)
        .filter_map(|pair| Some(days_after(*pair.first()?, *pair.last()?) / 7))
        .collect();
    match weeks.split_last() {
        None => String::new(),
        Some((1, [])) => ", in a row".to_owned(),
        Some((last, [])) => format!(", {last} weeks apart"),
        Some((last, others)) => {
            let others: Vec<String> = others.iter().map(i64::to_string).collect();
            format!(", {} and {last} weeks apart", others.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::insight::words::banned_words;

    #[test]
    fn lighter_weeks_are_told_by_when_how_many_and_how_far_apart() {
        // 9 March, 13 April and 1 June 2026 are Mondays, 5 and 7 weeks apart.
        let lighter = LighterWeeks {
            mondays: vec![date(2026, 3, 9), date(2026, 4, 13), date(2026, 6, 1)],
            weeks: 24,
            since: Some(3),
            since_off: None,
        };
        let told = lighter_words(&lighter, Voice::METRIC);
        assert!(
            told.starts_with(
                "The last lighter week began on 1 June, 3 weeks ago. 3 of 24 whole weeks with a \
                 run were lighter, 5 and 7 weeks apart. A lighter week every four to six"
            ),
            "{told}"
        );
        assert_eq!(banned_words(&told), [""; 0]);
    }

    #[test]
    fn none_seen_is_said_and_a_week_off_since_then_stands_beside_it() {
        let none = LighterWeeks { weeks: 9, since_off: Some(1), ..LighterWeeks::default() };
        let told = lighter_words(&none, Voice::METRIC);
        assert!(
            told.starts_with(
                "No lighter week was seen. A week unwell or without a run was 1 week ago. 0 of 9"
            ),
            "{told}"
        );
    }
}
