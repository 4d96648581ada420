use super::*;
use crate::pain::read;

fn add(log: &str, row: &[(&str, &str)]) -> Result<String, AddError> {
    appended(log.as_bytes(), &ColumnMap::default(), "pain-log.csv", row)
        .map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn an_empty_log_gets_the_templates_header() {
    let row = [("date", "2026-10-03"), ("pain_morning", "3"), ("legs", "none")];
    assert_eq!(add("", &row).unwrap(), format!("{TEMPLATE}2026-10-03,3,,none\n"));
}

#[test]
fn the_template_is_read_without_a_word_and_so_are_its_examples() {
    let filled = TEMPLATE.replace("# ", "");
    for (text, days) in [(TEMPLATE, 0), (&filled, 2)] {
        let log = read(text.as_bytes(), &ColumnMap::default(), "x").unwrap();
        assert!(log.notices.is_empty());
        assert_eq!(log.len(), days);
    }
}

#[test]
fn a_column_that_the_log_lacks_is_put_at_the_end_of_its_header() {
    let log = "\u{feff}# mine\r\ndate;\"pain\nmorning\";x;\r\n2026-10-02;1,5;y;\r\n";
    let row = [("date", "2026-10-03"), ("rpe", "4.5"), ("red_flag", "night")];
    assert_eq!(
        add(log, &row).unwrap(),
        "\u{feff}# mine\r\ndate;\"pain\nmorning\";x;;rpe;red_flag\r\n2026-10-02;1,5;y;\r\n\
         2026-10-03;;;;4,5;night\r\n"
    );
    let map = ColumnMap {
        columns: [("rpe".to_owned(), "How hard; really?".to_owned())].into(),
        date_format: None,
    };
    let longer = appended(b"date;pain_morning", &map, "x", &[("date", "2026-10-03"), ("rpe", "4")]);
    assert_eq!(
        String::from_utf8(longer.unwrap()).unwrap(),
        "date;pain_morning;\"How hard; really?\"\n2026-10-03;;4\n"
    );
}

#[test]
fn a_cell_beyond_the_header_does_not_become_the_value_of_a_column_that_is_added() {
    let log = "date,pain_during_max\n2026-10-01,4\n2026-10-02,4,2\n";
    let refused = add(log, &[("date", "2026-10-03"), ("pain_morning", "3")]).unwrap_err();
    assert_eq!(refused, AddError::Beyond { column: "pain_morning".to_owned(), line: 3 });
    // Without a new column nothing of it is touched.
    let longer = add(log, &[("date", "2026-10-03"), ("pain_during_max", "3")]).unwrap();
    assert_eq!(longer, format!("{log}2026-10-03,3\n"));
}

#[test]
fn what_a_log_asks_stands_in_the_order_of_its_header() {
    let keys = |text: &str| -> Vec<&str> {
        columns_of(text.as_bytes(), &ColumnMap::default()).iter().map(|c| c.key).collect()
    };
    assert_eq!(keys(""), ["date", "pain_morning", "pain_during_max", "legs"]);
    assert_eq!(keys("rpe;weather;Date;pain_morning\n"), ["rpe", "date", "pain_morning"]);
}

#[test]
fn a_workbook_is_not_written() {
    let refused = appended(b"PK\x03\x04", &ColumnMap::default(), "x.xlsx", &[]);
    assert_eq!(refused, Err(AddError::Workbook));
}

#[test]
fn the_row_takes_the_logs_separator_line_end_comma_and_quotes() {
    let log = "\u{feff}Date;note;leg_symptoms;pain_morning\r\n2026-10-02;;none;3,5";
    let row = [
        ("pain_morning", "2.5"),
        ("date", "2026-10-03"),
        ("note", "long; hilly\nrun"),
        ("legs", "none"),
    ];
    assert_eq!(
        add(log, &row).unwrap(),
        format!("{log}\r\n2026-10-03;\"long; hilly run\";none;2,5\r\n")
    );
}

#[test]
fn a_value_that_is_not_allowed_or_contradicts_the_day_is_refused() {
    let log = "date,pain_morning\n2026-10-03,3\n";
    let refusal = |row: &[(&str, &str)]| add(log, row).unwrap_err().to_string();
    assert_eq!(
        refusal(&[("date", "2026-10-04"), ("pain_morning", "11")]),
        "pain-log.csv line 3, column pain_morning: `11` is not on the scale; whole or half \
         points from 0 to 10"
    );
    assert!(refusal(&[("date", "2026-10-03"), ("pain_morning", "4")]).contains("second value"));
    assert!(refusal(&[("pain_morning", "4")]).contains("the cell is empty"));
    assert_eq!(
        refusal(&[("date", "2026-10-04"), ("strss", "4")]),
        "a log has no column strss; did you mean stress?"
    );
}

#[test]
fn dates_are_written_as_the_config_says() {
    let map = ColumnMap {
        columns: [("pain_morning".to_owned(), "Morgen".to_owned())].into(),
        date_format: Some("%d.%m.%Y".to_owned()),
    };
    let row = [("date", "2026-10-03"), ("pain_morning", "3")];
    let longer = appended(b"date,Morgen\n", &map, "x", &row).unwrap();
    assert_eq!(longer, b"date,Morgen\n03.10.2026,3\n");
}

#[test]
fn an_old_error_elsewhere_does_not_stop_todays_row() {
    let log = "date,pain_morning\n2026-10-03,77\n";
    assert!(add(log, &[("date", "2026-10-04"), ("pain_morning", "2")]).is_ok());
}

#[test]
fn a_log_in_another_encoding_is_left_alone() {
    let row = [("date", "2026-10-03"), ("pain_morning", "3")];
    let latin = appended(b"date,M\xfchsal\n", &ColumnMap::default(), "x", &row);
    assert_eq!(latin, Err(AddError::Encoding));
}

#[test]
fn a_log_whose_header_cannot_be_read_is_left_as_it_is() {
    let row = [("date", "2026-10-03"), ("pain_morning", "2")];
    let refused = add("Datum;Morgens\n03.10.2026;2\n", &row).unwrap_err().to_string();
    assert!(refused.contains("no date") && refused.contains("Datum, Morgens"), "{refused}");
    let map = ColumnMap {
        columns: [("date", "Datum"), ("pain_morning", "Morgen")]
            .map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned()))
            .into(),
        date_format: None,
    };
    let refused = appended(b"Datum;Morgens\n", &map, "x", &row).unwrap_err().to_string();
    assert!(refused.contains("no pain value"), "{refused}");
}
