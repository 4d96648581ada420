//! The walk over the days that the diary misses: asked one by one, each added as it is answered.

use std::io::{BufRead, Write};

use anyhow::Error;
use jiff::civil::Date;

use super::say;
use crate::{
    model::calendar,
    pain::{ColumnMap, LogColumn, PainLog, Rhythm, template::columns_of},
};

/// How many days back are asked at most: what was felt longer ago is not well remembered.
const FARTHEST: i32 = 13;

/// The cells of a row: column and value.
pub(super) type Cells = Vec<(&'static str, String)>;

/// Which days are asked: those after the diary's last up to today, at most two weeks; today alone
/// for a diary without a row.
pub(super) fn missing_days(log: &PainLog, today: Date) -> Vec<Date> {
    let after_last = log.last_day().map_or(Some(today), |last| calendar::shifted(last, 1));
    let farthest = calendar::shifted(today, -FARTHEST);
    let first = after_last.max(farthest).unwrap_or(today);
    calendar::each_day(first, today).collect()
}

/// What is asked: the columns of the diary that are for every day.
pub(super) fn questions(diary: &[u8], map: &ColumnMap) -> Vec<&'static LogColumn> {
    let mut columns = columns_of(diary, map);
    columns.retain(|column| column.key != "date" && column.rhythm == Rhythm::Daily);
    columns
}

/// Asks for each day in turn. `add` adds a row or says why it is not right.
///
/// The end of the input ends the walk; what was answered until then stays.
pub(super) fn walk(
    days: &[Date],
    columns: &[&'static LogColumn],
    (input, output): (&mut dyn BufRead, &mut dyn Write),
    add: &mut dyn FnMut(Date, &Cells) -> Result<(), Error>,
) -> Result<usize, Error> {
    writeln!(output, "Enter leaves a cell blank; a day without any is passed over. Ctrl-D ends.")?;
    let mut added = 0;
    for day in days {
        writeln!(output, "\n{}", day.strftime("%A %-d %B %Y"))?;
        loop {
            let (cells, end) = ask_day(columns, (input, output))?;
            let outcome = if cells.is_empty() { Ok(()) } else { add(*day, &cells) };
            added += usize::from(outcome.is_ok() && !cells.is_empty());
            match (outcome, end) {
                (Ok(()), Input::GoesOn) => break,
                (Ok(()), Input::Ended) => return Ok(added),
                (Err(error), Input::GoesOn) => {
                    writeln!(output, "{}\nOnce more, please.", say::told(&error))?;
                }
                (Err(error), Input::Ended) => return Err(error),
            }
        }
    }
    Ok(added)
}

/// Whether more can be asked.
enum Input {
    GoesOn,
    Ended,
}

/// The cells of a day as far as they were answered.
fn ask_day(
    columns: &[&'static LogColumn],
    (input, output): (&mut dyn BufRead, &mut dyn Write),
) -> Result<(Cells, Input), Error> {
    let mut cells = Vec::new();
    for column in columns {
        loop {
            write!(output, "  {} [{}]: ", column.about, column.allowed())?;
            output.flush()?;
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                return Ok((cells, Input::Ended));
            }
            let value = line.trim();
            if value.is_empty() {
                break;
            }
            if column.takes(value) {
                cells.push((column.key, value.to_owned()));
                break;
            }
            writeln!(output, "    `{value}` cannot be read; {}", column.allowed())?;
        }
    }
    Ok((cells, Input::GoesOn))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pain::{read, template::TEMPLATE};

    fn log(rows: &str) -> PainLog {
        let text = format!("date,pain_morning\n{rows}");
        read(text.as_bytes(), &ColumnMap::default(), "log").unwrap()
    }

    #[test]
    fn the_days_after_the_last_row_are_missing_up_to_today_and_two_weeks_back() {
        let today = date(2026, 3, 30);
        let days = |rows: &str| missing_days(&log(rows), today);
        // Over the night in which Europe's clocks go forward.
        assert_eq!(days("2026-03-28,1\n"), [date(2026, 3, 29), today]);
        assert_eq!(days("2026-03-30,1\n"), []);
        assert_eq!(days("2026-04-02,1\n"), [], "a row of the days to come");
        assert_eq!(days(""), [today]);
        let long_ago = days("2025-01-01,1\n");
        assert_eq!((long_ago.len(), long_ago[0]), (14, date(2026, 3, 17)));
    }

    #[test]
    fn answers_become_rows_day_by_day_and_a_wrong_one_is_asked_again() {
        let columns = questions(TEMPLATE.as_bytes(), &ColumnMap::default());
        let days = [date(2026, 10, 3), date(2026, 10, 4), date(2026, 10, 5), date(2026, 10, 6)];
        let typed = "11\n2,5\n\nnone\n\n\n\n3\n4\nweak\n1\n";
        let (mut rows, mut said) = (Vec::new(), Vec::new());
        let added = walk(&days, &columns, (&mut typed.as_bytes(), &mut said), &mut |day, cells| {
            rows.push((day, cells.clone()));
            Ok(())
        });
        assert_eq!(added.unwrap(), 3);
        let cells = |list: &[(&'static str, &str)]| -> Cells {
            list.iter().map(|(column, value)| (*column, (*value).to_owned())).collect()
        };
        assert_eq!(
            rows,
            [
                (days[0], cells(&[("pain_morning", "2,5"), ("legs", "none")])),
                (
                    days[2],
                    cells(&[("pain_morning", "3"), ("pain_during_max", "4"), ("legs", "weak")])
                ),
                // The input ended within the fourth day: what was answered of it stays.
                (days[3], cells(&[("pain_morning", "1")])),
            ]
        );
        let said = String::from_utf8(said).unwrap();
        assert!(said.contains("Saturday 3 October 2026"), "{said}");
        assert!(said.contains("`11` cannot be read; whole or half points from 0 to 10"), "{said}");
    }

    #[test]
    fn a_row_that_is_refused_is_asked_again() {
        let columns = questions(b"date,pain_morning\n", &ColumnMap::default());
        let mut answers = vec![Err(anyhow::anyhow!("line 3 says otherwise")), Ok(())];
        let mut said = Vec::new();
        let days = [date(2026, 10, 3)];
        let added = walk(&days, &columns, (&mut "4\n3\n".as_bytes(), &mut said), &mut |_, _| {
            answers.remove(0)
        });
        assert_eq!(added.unwrap(), 1);
        assert!(String::from_utf8(said).unwrap().contains("line 3 says otherwise"));
    }
}
