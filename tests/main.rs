//! One test binary. What belongs where: laws over rolls in `metric_laws`, who may import whom in
//! `architecture`, truth from elsewhere in `oracle*` and `truth`, the program itself in `cli`,
//! bytes in `golden`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap is a failed test")]
#![allow(clippy::disallowed_methods, reason = "tests read the disk")]
#![allow(clippy::print_stderr, reason = "tests on real files say how many they covered")]

mod accounts;
mod accounts_diary;
mod accounts_hostile;
mod accounts_others;
mod accounts_pieces;
mod accounts_samples;
mod architecture;
mod archives;
mod bad_months;
mod baseline;
mod beside;
mod book;
mod catalogue;
mod cli;
mod cohort;
mod columns;
mod days_oracle;
mod diaries;
mod explained;
#[cfg(unix)]
mod faults;
mod features;
mod fhir;
mod foot_ahead;
mod form_limits;
mod form_properties;
mod gear;
mod golden;
mod hostile_fit;
mod hostile_xml;
mod import;
mod index_page;
mod ingredients;
mod link_simulation;
mod load_page;
mod local_day;
mod merge_real;
mod metric_laws;
mod missing_files;
mod mutate;
mod oracle;
mod oracle_fixtures;
mod oracle_xml;
mod oracles_form;
mod oracles_load;
mod pain_join;
mod pain_log;
mod plan;
mod published_loads;
mod reading_samples;
mod reading_sport;
mod readme;
mod sample_data;
mod schemas;
mod second_opinion;
mod sensors;
mod share;
mod slope;
mod states;
mod steps;
mod store;
mod strava;
mod supply_chain;
mod support;
mod terminal;
mod trust;
mod truth;
mod units;
mod weight;
mod within;
mod words;
mod year;
