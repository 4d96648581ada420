use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::{BodySite, LegSymptom, PainQuality, RedFlag};

fn parsed(text: &str) -> PainLog {
    read(text.as_bytes(), &ColumnMap::default(), "pain-log.csv").unwrap()
}

fn refused(text: &str) -> Vec<String> {
    let (_, problems) = read_as_far(text.as_bytes(), &ColumnMap::default(), "pain-log.csv");
    problems.iter().map(ToString::to_string).collect()
}

/// Whether nothing is made of a log.
fn is_stopped(text: &str) -> bool {
    read(text.as_bytes(), &ColumnMap::default(), "pain-log.csv").is_err()
}

#[test]
fn a_value_off_the_scale_names_file_line_column_value_and_what_is_allowed() {
    let rows: String = (1..=12).fold(String::from("date,pain_morning\n"), |text, day| {
        text + &format!("2026-10-{day:02},2\n")
    });
    assert_eq!(
        refused(&(rows + "2026-10-13,11\n")),
        ["pain-log.csv line 14, column pain_morning: `11` is not on the scale; whole or half \
          points from 0 to 10"]
    );
}

#[test]
fn every_problem_comes_at_once_and_in_order() {
    let text = "date,pain_morning,legs,meds\n2026-02-30,3,,\n,4,,\n2026-10-05,x,knee,aspirin\n";
    assert_eq!(
        refused(text),
        [
            "pain-log.csv line 2, column date: `2026-02-30` is not a day that exists; a day written \
             as 2026-10-03, or as `date_format` in the config says",
            "pain-log.csv line 3, column date: the cell is empty; a day written as 2026-10-03",
            "pain-log.csv line 4, column pain_morning: `x` is not on the scale; whole or half points \
             from 0 to 10",
            "pain-log.csv line 4, column legs: `knee` is not one of the words; none, above_knee, \
             below_knee, numb_tingle, weak; several joined by +",
            "pain-log.csv line 4, column meds: `aspirin` is not one of the words; none, otc, \
             prescribed",
        ]
    );
}

#[test]
fn a_spreadsheets_habits_are_read() {
    let text = "\u{feff} Date ;Pain_Morning;NOTE;;\r\n2026-10-03;3,5;\"a;b\r\nc\";;\r\n\r\n\
                2026-10-04;0;;;\r\n;;;;\r\n;;;;\r\n";
    let log = parsed(text);
    assert_eq!(log.morning(date(2026, 10, 3)).unwrap().to_string(), "3.5");
    assert_eq!(log.morning(date(2026, 10, 4)).unwrap().to_string(), "0");
    assert_eq!(log.day(date(2026, 10, 3)).unwrap().note.as_deref(), Some("a;b\r\nc"));
    assert_eq!((log.len(), log.day(date(2026, 10, 4)).unwrap().line), (2, 5));
    assert!(log.notices.is_empty());
}

#[test]
fn lines_are_counted_over_blank_lines_and_every_line_ending() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("{end}date,pain_morning{end}{end}{end}2026-10-03,77{end}");
        let first = refused(&text).remove(0);
        assert!(first.starts_with("pain-log.csv line 5, column pain_morning"), "{end:?}: {first}");
    }
}

#[test]
fn tabs_a_named_separator_and_utf_16_are_read() {
    assert_eq!(parsed("date\tpain_morning\n2026-10-03\t2\n").len(), 1);
    assert_eq!(parsed("sep=;\ndate;pain_morning\n2026-10-03;2\n").len(), 1);
    let utf_16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("date\tpain_morning\n2026-10-03\t2\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(read(&utf_16, &ColumnMap::default(), "log.txt").unwrap().len(), 1);
}

#[test]
fn the_next_morning_is_dated_the_day_after() {
    let log = parsed("date,pain_during_max,pain_next_morning\n2026-10-31,4,2.5\n");
    assert_eq!(log.morning(date(2026, 11, 1)).unwrap().to_string(), "2.5");
    assert_eq!(log.next_morning(date(2026, 10, 31)).unwrap().to_string(), "2.5");
    assert_eq!(log.morning(date(2026, 10, 31)), None);
}

#[test]
fn a_next_morning_that_contradicts_the_mornings_own_row_names_both_lines() {
    let text = "date,pain_morning,pain_next_morning\n2026-10-03,2,5\n2026-10-04,4,\n";
    assert_eq!(
        refused(text),
        ["pain-log.csv line 3, column pain_morning: `4` is a second value for 2026-10-04, line 2 \
          has `5`; one value a day, or a time_local in each row"]
    );
}

#[test]
fn rows_of_a_day_are_merged_cell_by_cell() {
    let log = parsed(
        "date,pain_morning,pain_during_max,leg_symptoms\n2026-10-03,2,,none\n2026-10-03,2.0,4,\n",
    );
    let day = log.day(date(2026, 10, 3)).unwrap();
    assert_eq!(day.pain_morning.unwrap().to_string(), "2");
    assert_eq!(day.pain_during_max.unwrap().to_string(), "4");
    assert_eq!(day.legs, [LegSymptom::None]);
    assert_eq!(log.entries().len(), 1);
}

#[test]
fn rows_with_a_time_are_entries_of_their_own_and_the_day_takes_the_worst() {
    let log = parsed(
        "date,time_local,pain_before,pain_during_max,rpe,location\n\
         2026-10-03,18:00,3,5,7,buttock\n2026-10-03,06:30,1,2,4,low_back\n",
    );
    assert_eq!(log.entries().len(), 2);
    let day = log.day(date(2026, 10, 3)).unwrap();
    assert_eq!(day.pain_before.unwrap().to_string(), "1");
    assert_eq!(day.pain_during_max.unwrap().to_string(), "5");
    assert_eq!(day.location, Some(BodySite::LowBack));
}

#[test]
fn a_header_without_date_or_pain_says_what_it_needs() {
    let problems = refused("day,note\n2026-10-03,x\n");
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert_eq!(
        problems[0],
        "pain-log.csv line 1: `day, note` has no column date; a column date, and at least one \
         pain value"
    );
    assert_eq!(refused(""), ["pain-log.csv line 1: is empty; the first line names the columns"]);
}

#[test]
fn unknown_columns_are_passed_over_with_a_notice_and_a_guess() {
    let log = parsed("date,pain_morning,pain_durin_max,weather\n2026-10-03,1,2,rain\n");
    let notices: Vec<String> = log.notices.iter().map(ToString::to_string).collect();
    assert_eq!(
        notices,
        [
            "the column `pain_durin_max` is not known and not read; did you mean pain_during_max? \
             (line 1)",
            "the column `weather` is not known and not read (line 1)",
        ]
    );
}

#[test]
fn the_config_can_rename_columns_and_say_how_dates_are_written() {
    let map = ColumnMap {
        columns: [("pain_morning", "Wie war der Morgen?"), ("date", "Tag"), ("rpe", "Mühe")]
            .map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned()))
            .into(),
        date_format: Some("%d.%m.%Y".to_owned()),
    };
    let text = "Tag;Wie war der Morgen?\n03.10.2026;3,5\n";
    let log = read(text.as_bytes(), &map, "form.csv").unwrap();
    assert_eq!(log.morning(date(2026, 10, 3)).unwrap().to_string(), "3.5");
    assert_eq!(log.notices.len(), 1, "the missing column `Mühe` is told");
    let map = ColumnMap {
        columns: [("pain_mornin".to_owned(), "x".to_owned())].into(),
        date_format: None,
    };
    let problems = read(b"date,pain_morning\n", &map, "form.csv").unwrap_err();
    assert!(problems[0].to_string().contains("did you mean pain_morning?"), "{}", problems[0]);
}

#[test]
fn a_bad_cell_costs_that_cell_and_is_listed() {
    let log = parsed("date,pain_morning,stress,rpe\n2026-10-03,11,4,x\n2026-10-04,2,5,3\n");
    let day = log.day(date(2026, 10, 3)).unwrap();
    assert_eq!(
        (day.pain_morning, day.rpe, day.stress.map(PainScore::value)),
        (None, None, Some(4.0))
    );
    assert_eq!(log.len(), 2);
    let listed: Vec<(u64, &str)> =
        log.left_blank.iter().map(|it| (it.line, it.value.as_deref().unwrap())).collect();
    assert_eq!(listed, [(2, "11"), (2, "x")]);
    assert!(log.left_blank.iter().all(|problem| problem.reach == Reach::Cell));
}

#[test]
fn a_row_without_a_day_or_with_a_cell_too_many_is_left_out_and_a_log_of_such_rows_is_not_read() {
    let text = "date,pain_morning\nsoon,3\n2026-10-04,2,5\n2026-10-05,2\n";
    let log = parsed(text);
    assert_eq!(log.left_blank.iter().map(|it| it.reach).collect::<Vec<_>>(), [Reach::Row; 2]);
    assert_eq!(log.morning(date(2026, 10, 4)), None, "which cell is the morning cannot be told");
    assert_eq!(log.morning(date(2026, 10, 5)).map(PainScore::value), Some(2.0));
    assert!(is_stopped("date,pain_morning\nsoon,3\nlater,4\n"));
}

#[test]
fn a_header_that_cannot_be_read_and_a_day_with_two_values_stop_the_reading() {
    assert!(is_stopped("day,pain\n2026-10-03,2\n"));
    assert!(is_stopped("date,pain_morning\n2026-10-03,2\n2026-10-03,3\n"));
    assert!(!is_stopped("date,pain_morning\n2026-10-03,2\n2026-10-03,2\n"));
}

#[test]
fn a_header_of_other_names_gets_a_block_to_paste_that_reads_it() {
    let text = "Day;Morning pain;Worst pain in run;Legs\n2026-10-03;2,5;4;none\n";
    let problems = read(text.as_bytes(), &ColumnMap::default(), "pain-log.csv").unwrap_err();
    let block = problems.iter().find_map(|problem| problem.paste.clone()).unwrap();
    assert_eq!(
        block,
        "[pain.columns]\ndate = \"Day\"\npain_during_max = \"Worst pain in run\"\n\
         pain_morning = \"Morning pain\"\n"
    );
    let columns = crate::config::Config::read(&block).unwrap().pain.columns;
    let map = ColumnMap { columns, date_format: None };
    let log = read(text.as_bytes(), &map, "pain-log.csv").unwrap();
    assert_eq!(log.morning(date(2026, 10, 3)).unwrap().to_string(), "2.5");
}

#[test]
fn rows_of_a_title_above_the_header_are_looked_past() {
    let text = "My back\n\nkept since 2024;;\ndate;pain_morning;legs\n2026-10-03;2,5;no\n";
    let log = parsed(text);
    assert_eq!(log.morning(date(2026, 10, 3)).unwrap().to_string(), "2.5");
    assert_eq!(log.notices.len(), 1);
    assert_eq!(log.notices[0].to_string(), "the 2 rows above the header are not read (line 1)");
}

#[test]
fn several_words_of_a_set_are_kept_in_its_order_and_none_stands_alone() {
    let header = "date,pain_morning,strength_mob,cross_training,quality,flare,red_flag,legs\n";
    let log = parsed(&format!(
        "{header}2026-10-03,1,mobility+core,gym,stiff+ache,Yes,no,nothing\n\
         2026-10-04,1,none+core,,,maybe,,\n"
    ));
    let day = log.day(date(2026, 10, 3)).unwrap();
    assert_eq!(day.strength_mob.as_deref(), Some("core+mobility"));
    assert_eq!(day.cross_training.as_deref(), Some("gym"));
    assert_eq!(day.quality, [PainQuality::Ache, PainQuality::Stiff]);
    assert_eq!((day.flare, day.red_flags.len(), day.legs.len()), (Some(true), 0, 1));
    let listed: Vec<&str> = log.left_blank.iter().map(|it| it.value.as_deref().unwrap()).collect();
    assert_eq!(listed, ["none+core", "maybe"]);
}

#[test]
fn several_logs_are_one_and_two_values_for_a_cell_of_a_day_are_told() {
    let one = || parsed("date,pain_morning,rpe\n2026-10-03,2,\n2026-10-04,3,\n");
    let other = parsed("date,pain_morning,rpe\n2026-10-03,,5\n2026-10-05,1,\n");
    let both = PainLog::joined([one(), other]).unwrap();
    let day = both.day(date(2026, 10, 3)).unwrap();
    assert_eq!((both.len(), day.rpe.map(PainScore::value)), (3, Some(5.0)));
    assert_eq!(PainLog::joined([one()]).unwrap(), one());
    let clash = parsed("date,pain_morning\n2026-10-04,4\n");
    assert_eq!(
        PainLog::joined([one(), clash]).unwrap_err(),
        ["two logs have different values for pain_morning on 2026-10-04"]
    );
}

#[test]
fn cells_beyond_the_header_and_columns_given_twice_are_told() {
    assert!(refused("date,pain_morning\n2026-10-03,3,5\n")[0].contains("beyond the header's 2"));
    assert!(refused("date,legs,leg_symptoms,pain_morning\n")[0].contains("same column as `legs`"));
    assert_eq!(parsed("date,pain_morning\n2026-10-03,3,,,\n2026-10-04\n").len(), 2);
}

#[test]
fn blank_is_missing_and_zero_is_none() {
    let log = parsed("date,pain_morning,pain_before\n2026-10-03,,0\n");
    let day = log.day(date(2026, 10, 3)).unwrap();
    assert_eq!((day.pain_morning, day.pain_before.map(PainScore::value)), (None, Some(0.0)));
    assert!(has_pain_value(day));
}

#[test]
fn red_flags_and_times_of_writing_are_read_as_sets_and_days() {
    let log = parsed(
        "date,pain_morning,red_flag,entered_at\n2026-10-03,1,night+Saddle,2026-10-03T20:15:00\n\
         2026-10-03,,,2026-10-05\n",
    );
    let day = log.day(date(2026, 10, 3)).unwrap();
    assert_eq!(day.red_flags, [RedFlag::Saddle, RedFlag::Night]);
    assert_eq!(day.entered_on, Some(date(2026, 10, 5)));
}

#[test]
fn an_injury_shades_its_days_to_its_end_and_illness_its_own() {
    let log = parsed(
        "date,pain_morning,injury,activity\n2026-10-03,1,start,\n2026-10-06,1,end,\n\
         2026-10-09,1,,ill\n",
    );
    let shaded: Vec<i8> = (1..=10).filter(|day| log.is_shaded(date(2026, 10, *day))).collect();
    assert_eq!(shaded, [3, 4, 5, 6, 9]);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, &ColumnMap::default(), "x");
    }

    #[test]
    fn no_cells_make_the_reader_panic(
        rows in proptest::collection::vec(("[0-9T:., +-]{0,12}", "[a-z0-9,;\"\r\n+½-]{0,9}"), 0..20)
    ) {
        let mut text = String::from("date,pain_next_morning,time_local,legs,red_flag,entered_at\n");
        for (first, second) in rows {
            text += &[&first, &second, &second, &second, &second, &first].map(String::as_str).join(",");
            text += "\n";
        }
        let map = ColumnMap { date_format: Some("%d.%m.%y %".to_owned()), ..ColumnMap::default() };
        let _ = read(text.as_bytes(), &map, "x");
        let _ = read(text.as_bytes(), &ColumnMap::default(), "x");
    }
}
