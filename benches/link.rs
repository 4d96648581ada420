//! The link panel over a thousand days with every exposure, and intervals of their mornings.

use backstride::{
    insight::{
        bootstrap::mean_of_days,
        link::{LinkDay, LinkQuestion, link},
    },
    model::{Exposure, PainScore},
    signal::SplitMix64,
};
use divan::{Bencher, black_box};
use jiff::{ToSpan as _, civil::date};

fn main() {
    divan::main();
}

/// A thousand days; five of seven have a run.
fn days() -> Vec<LinkDay> {
    let mut random = SplitMix64::new(1);
    let mut score = || PainScore::new((8.0 * random.unit_f64()).round() / 2.0).ok();
    let pain: Vec<Option<PainScore>> = (0..1001).map(|_| score()).collect();
    let mut random = SplitMix64::new(2);
    pain.windows(2)
        .zip(0_i64..)
        .filter_map(|(pair, day)| {
            let ran = day % 7 < 5;
            Some(LinkDay {
                date: date(2024, 1, 1).checked_add(day.days()).ok()?,
                ran,
                running_min: Some(if ran { 30.0 + 40.0 * random.unit_f64() } else { 0.0 }),
                before: pair[0],
                next_morning: pair[1],
                medicine: false,
                values: Exposure::ALL.map(|_| Some(random.unit_f64())).to_vec(),
            })
        })
        .collect()
}

#[divan::bench]
fn thousand_days_six_exposures(bencher: Bencher<'_, '_>) {
    let days = days();
    let period = (date(2026, 8, 1), date(2026, 8, 31));
    bencher.bench(|| {
        link(&LinkQuestion { days: black_box(&days), exposures: &Exposure::ALL, period })
    });
}

/// The test with every circular shift, and for each exposure and the mornings an interval by
/// block bootstrap, which draws anew more than two thousand times.
#[divan::bench]
fn thousand_days_six_exposures_and_seven_intervals(bencher: Bencher<'_, '_>) {
    let days = days();
    let period = (date(2026, 8, 1), date(2026, 8, 31));
    let mornings: Vec<_> = days.iter().map(|day| day.next_morning.map(PainScore::value)).collect();
    let mut spans: Vec<Vec<Option<f64>>> = (0..Exposure::ALL.len())
        .map(|exposure| days.iter().map(|day| day.values[exposure]).collect())
        .collect();
    spans.push(mornings);
    bencher.bench(|| {
        let panel =
            link(&LinkQuestion { days: black_box(&days), exposures: &Exposure::ALL, period });
        let means: Vec<_> = spans.iter().map(|span| mean_of_days(black_box(span))).collect();
        (panel, means)
    });
}

#[divan::bench]
fn mean_of_a_thousand_mornings(bencher: Bencher<'_, '_>) {
    let mornings: Vec<Option<f64>> =
        days().iter().map(|day| day.next_morning.map(PainScore::value)).collect();
    bencher.bench(|| mean_of_days(black_box(&mornings)));
}
