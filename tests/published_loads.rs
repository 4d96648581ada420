//! Our load figures against those another program computed for the `SoccerMon` panel (50 players,
//! two years of daily session-RPE loads). Runs where the folder of real files is at hand.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![allow(clippy::disallowed_methods, reason = "a test reads its file itself")]
#![allow(clippy::print_stderr, reason = "a test says how much it covered")]

use std::{collections::BTreeMap, path::Path};

use backstride::load::{coupled, monotony};

const PANEL: &str = "tables/namgilwoo999+SoccerMon_Injury_Prediction/data/processed/\
                     master_dataset.csv";

/// Players of whom a stretch was recomputed later by another convention.
const RECOMPUTED: [&str; 3] = ["TeamA_3", "TeamA_14", "TeamA_17"];

/// A player's day as the panel has it.
struct PublishedDay {
    load: f64,
    acwr: f64,
    monotony: f64,
}

#[test]
fn monotony_and_coupled_ratio_are_those_of_the_published_panel() {
    let Some(players) = panel() else {
        eprintln!("skipped: no folder of real files");
        return;
    };
    let (mut ratios, mut monotonies) = (0, 0);
    for (player, days) in &players {
        let loads: Vec<Option<f64>> = days.iter().map(|day| Some(day.load)).collect();
        for i in 27..days.len() {
            let day = &days[i];
            let same_window = !RECOMPUTED.contains(&player.as_str());
            if let Some(ratio) = coupled(&loads[..=i]).filter(|_| day.acwr > 0.0 && same_window) {
                // Theirs is a ratio of means that were rounded to 0.01 first.
                assert!((ratio - day.acwr).abs() < 0.02 * ratio, "{ratio} against {}", day.acwr);
                ratios += 1;
            }
            let week: Vec<f64> = days[i - 6..=i].iter().map(|day| day.load).collect();
            if let Some(found) = monotony(&week).filter(|_| day.monotony > 0.0 && same_window) {
                // Theirs divides by the population deviation of the same seven days, and rounds.
                let population = found * (7.0_f64 / 6.0).sqrt();
                let apart = (population - day.monotony).abs();
                assert!(apart < 0.0051, "{player} {population} against {}", day.monotony);
                monotonies += 1;
            }
        }
    }
    eprintln!("{} players, {ratios} ratios, {monotonies} monotonies", players.len());
    assert!(ratios > 1000 && monotonies > 1000);
}

fn panel() -> Option<BTreeMap<String, Vec<PublishedDay>>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bytes = ["../shared/data", "../../shared/data"]
        .iter()
        .find_map(|folder| std::fs::read(root.join(folder).join(PANEL)).ok())?;
    let mut rows = csv::Reader::from_reader(bytes.as_slice());
    let header = rows.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|column| column == name).unwrap();
    let (player, load) = (place("player_id"), place("daily_load"));
    let (acwr, monotony) = (place("acwr"), place("monotony"));
    let mut players: BTreeMap<String, Vec<PublishedDay>> = BTreeMap::new();
    for row in rows.records() {
        let row = row.unwrap();
        let number = |column: usize| row[column].parse().unwrap_or(f64::NAN);
        players.entry(row[player].to_owned()).or_default().push(PublishedDay {
            load: number(load),
            acwr: number(acwr),
            monotony: number(monotony),
        });
    }
    Some(players)
}
