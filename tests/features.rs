//! `docs/features.md`: every command of its tables is run and every file looked into, and what should be
//! there is; its sums are right.

use std::{collections::BTreeMap, fs};

use crate::support::{Ends as _, program, root};

/// A row of a table.
struct Row<'a> {
    number: &'a str,
    done: &'a str,
    shown_by: &'a str,
    look_for: &'a str,
}

/// A row of a table that begins with a number or a letter.
fn row(line: &str) -> Option<Row<'_>> {
    let cells: Vec<&str> = line.strip_prefix("| ")?.split('|').map(str::trim).collect();
    let &[number, _what, done, shown_by, look_for, _end] = cells.as_slice() else { return None };
    let [shown_by, look_for] = [shown_by, look_for].map(|cell| cell.trim_matches('`'));
    (number != "#" && number != "---").then_some(Row { number, done, shown_by, look_for })
}

#[test]
fn every_row_is_shown_by_what_it_names() {
    let text = fs::read_to_string(root().join("docs/features.md")).unwrap();
    let mut said: BTreeMap<&str, String> = BTreeMap::new();
    let rows: Vec<Row<'_>> = text.lines().filter_map(row).collect();
    for row in &rows {
        let (begins, open) = (row.done.split(':').next().unwrap(), row.shown_by.is_empty());
        assert!(["yes", "in part", "no"].contains(&begins), "{}: {}", row.number, row.done);
        assert!(begins == "yes" || begins == row.done || row.done.len() > 20, "{}", row.number);
        if open {
            assert_eq!(row.done, "no", "{} is shown by nothing", row.number);
            continue;
        }
        let found =
            said.entry(row.shown_by).or_insert_with(|| match row.shown_by.split_once(' ') {
                Some(("backstride", arguments)) => {
                    // `doctor` ends with 1: there is something to look at.
                    let status = i32::from(arguments == "doctor sample-data");
                    let mut command = program();
                    let output =
                        command.current_dir(root()).args(arguments.split(' ')).ends_with(status);
                    String::from_utf8(output.stdout).unwrap()
                }
                _ => String::from_utf8_lossy(&fs::read(root().join(row.shown_by)).unwrap())
                    .into_owned(),
            });
        assert!(
            found.contains(row.look_for),
            "{}: no `{}` in {}",
            row.number,
            row.look_for,
            row.shown_by
        );
    }
    let numbers: Vec<String> = rows.iter().map(|row| row.number.to_owned()).collect();
    let asked: Vec<String> =
        (1..=90).map(|it| it.to_string()).chain(('a'..='o').map(String::from)).collect();
    assert_eq!(numbers, asked);
    let count = |begins: &str| rows.iter().filter(|row| row.done.starts_with(begins)).count();
    let sums = format!(
        "**Yes** {} · **in part** {} · **no** {}",
        count("yes"),
        count("in part"),
        count("no")
    );
    assert!(text.contains(&sums), "the sums are {sums}");
}
