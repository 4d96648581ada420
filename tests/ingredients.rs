//! What pages are made of: where it is the same by its hash, the page is the same to the last bit,
//! whatever was changed; and what is changed late leaves the pages long before it alone.

use std::collections::BTreeMap;

use backstride::{
    config::Config,
    history::History,
    insight::plan::Plan,
    model::Reason,
    outing::Setting,
    page::{Brief, Units},
    pain::{ColumnMap, PainLog, read},
    pipeline::{FileOutcome, Gathered, OutcomeKind, gather},
};
use jiff::{ToSpan as _, civil::date};

use crate::support::sample_data;

/// The made-up runner's four months, with all that goes with them.
#[derive(Clone)]
struct Sample {
    gathered: Gathered,
    log: String,
    config: String,
    plan: String,
}

impl Sample {
    fn new() -> Sample {
        let text = |name: &str| std::fs::read_to_string(sample_data().join(name)).unwrap();
        let exports = [sample_data().join("exports")];
        Sample {
            gathered: gather(&exports, &[], 2, &Setting::default()).unwrap(),
            log: text("pain-log.csv"),
            config: text("backstride.toml"),
            plan: text("plan.toml"),
        }
    }

    fn with_history<T>(&self, tell: impl FnOnce(&History<'_>) -> T) -> T {
        let log: PainLog = read(self.log.as_bytes(), &ColumnMap::default(), "log").unwrap();
        let config = Config::read(&self.config).unwrap();
        let plan = Plan::read(&self.plan).unwrap();
        let history = History::new(&self.gathered, Some(&log), &config);
        tell(&history.with_plan(plan.as_ref()))
    }

    /// Of each month what its page is made of, and the page.
    fn pages(&self) -> BTreeMap<String, (String, String)> {
        self.with_history(|history| {
            let ingredients = history.ingredients();
            let told = |period| {
                let made_of = format!("{:?}{period:?}", ingredients.of(&period));
                (period.key(), (made_of, format!("{:?}", history.page(&period, Units::Metric))))
            };
            history.months().into_iter().map(told).collect()
        })
    }

    fn rows(mut self, changed: impl Fn(&str) -> Option<String>) -> Sample {
        let rows = self.log.lines().map(|row| changed(row).unwrap_or_else(|| row.to_owned()));
        self.log = rows.collect::<Vec<_>>().join("\n") + "\n";
        self
    }

    fn row(self, day: &str, row: &str) -> Sample {
        self.rows(|old| old.starts_with(day).then(|| format!("{day},{row}")))
    }
}

/// The months whose pages are made of something else, and those whose pages say something else.
#[track_caller]
fn changed(before: &Sample, after: &Sample) -> (Vec<String>, Vec<String>) {
    let (before, after) = (before.pages(), after.pages());
    let others = |of: fn(&(String, String)) -> &String| -> Vec<String> {
        let differs = |(month, told): &(&String, &(String, String))| {
            before.get(*month).is_none_or(|old| of(old) != of(told))
        };
        after.iter().filter(differs).map(|(month, _)| month.clone()).collect()
    };
    (others(|told| &told.0), others(|told| &told.1))
}

const MONTHS: [&str; 4] = ["2026-07", "2026-08", "2026-09", "2026-10"];

/// Fails unless a page is made of something else wherever it says something else, and nowhere before
/// the first of `from` months.
#[track_caller]
fn assert_seen(before: &Sample, after: &Sample, from: usize) {
    let (made, said) = changed(before, after);
    assert!(!said.is_empty(), "nothing was changed");
    for month in &said {
        assert!(made.contains(month), "{month} is another page of the same ingredients");
    }
    assert_eq!(made, MONTHS[from..], "made of something else");
}

#[test]
fn the_same_data_are_the_same_ingredients_and_pages() {
    let sample = Sample::new();
    assert_eq!(changed(&sample, &Sample::new()), (Vec::new(), Vec::new()));
    assert_eq!(sample.pages().len(), MONTHS.len());
}

#[test]
fn files_are_seen_where_they_are_added_changed_or_not_to_be_read() {
    let sample = Sample::new();
    let mut without = sample.clone();
    let newest = without.gathered.outings.pop().unwrap();
    // September's page sees to 28 October.
    assert!(newest.date() > date(2026, 10, 28) && newest.is_run());
    assert_seen(&without, &sample, 3);
    let mut other_bytes = sample.clone();
    let august = |outing: &&mut backstride::outing::Outing| outing.date() >= date(2026, 8, 10);
    let run = other_bytes.gathered.outings.iter_mut().find(august).unwrap();
    run.totals.distance_m = run.totals.distance_m.map(|metres| metres * 1.5);
    assert_seen(&sample, &other_bytes, 0);
    let mut unreadable = sample.clone();
    unreadable.gathered.files.push(FileOutcome {
        path: "broken.fit".to_owned(),
        kind: OutcomeKind::Unreadable,
        reason: Some(Reason::Timeless),
        activities: Vec::new(),
        notices: Vec::new(),
    });
    assert_seen(&sample, &unreadable, 0);
}

#[test]
fn rows_of_the_diary_are_seen_by_all_that_look_back_on_them_and_by_the_month_before() {
    let sample = Sample::new();
    assert_seen(&sample, &sample.clone().row("2026-07-12", "8"), 0);
    assert_seen(&sample, &sample.clone().row("2026-10-20", "8"), 2);
    // The morning after the last run of July.
    let (_, said) = changed(&sample, &sample.clone().row("2026-08-01", "8"));
    assert!(said.contains(&"2026-07".to_owned()), "{said:?}");
    assert_seen(&sample, &sample.clone().row("2026-08-01", "8"), 0);
    let cut = sample.clone().rows(|row| row.starts_with("2026-1").then(String::new));
    // Without ratings of October's runs the loads of all days are counted in another unit.
    assert_seen(&sample, &cut, 0);
}

#[test]
fn settings_the_plan_and_shoes_are_seen_by_every_page() {
    let sample = Sample::new();
    let edits: [fn(&mut Sample); 4] = [
        |it| it.config = it.config.replace("height_cm = 172", "height_cm = 181"),
        |it| it.config = it.config.replace("start_km = 410", "start_km = 411"),
        |it| it.plan = it.plan.replace("longest_run_km = 8", "longest_run_km = 5"),
        |it| it.config.push_str("appendix = true\n"),
    ];
    for edit in edits {
        let mut other = sample.clone();
        edit(&mut other);
        assert_seen(&sample, &other, 0);
    }
}

#[test]
fn years_later_nothing_is_different_on_an_old_page() {
    let sample = Sample::new();
    let mut later = sample.clone();
    for outing in &sample.gathered.outings {
        let mut outing = outing.clone();
        outing.local.at = outing.local.at.checked_add(2.years()).unwrap();
        // As in the log: without any, loads of all days would be counted in another unit.
        outing.rpe = Some(3.0);
        later.gathered.outings.push(outing);
    }
    let (made, said) = changed(&sample, &later);
    // Those of the last weeks may be put together again, and say the same.
    let is_old = |month: &String| MONTHS[..2].contains(&month.as_str());
    assert!(!made.iter().any(is_old), "{made:?}");
    assert!(!said.iter().any(|month| MONTHS[..3].contains(&month.as_str())), "{said:?}");
}

#[test]
fn what_is_told_in_brief_is_what_the_page_tells() {
    Sample::new().with_history(|history| {
        for period in history.months() {
            assert_eq!(history.brief(&period), Brief::from(&history.page(&period, Units::Metric)));
        }
    });
}
