//! What holds of any run.

use backstride::outing::Outing;
use proptest::prelude::*;

use super::{
    made::{Point, SIX, gpx, lap, points, tcx, track},
    near, runs,
};

/// What must be the same of the runs of two files.
fn outline(runs: &[Outing]) -> Vec<(String, i64, i64, i64)> {
    #[allow(clippy::cast_possible_truncation, reason = "whole metres and seconds")]
    let whole = |value: Option<f64>| (value.unwrap_or(-1.0) * 10.0).round() as i64;
    runs.iter()
        .map(|run| {
            let totals = &run.totals;
            (
                run.started.to_string(),
                whole(totals.distance_m),
                whole(totals.timer_s),
                whole(totals.running_s),
            )
        })
        .collect()
}

/// Pieces of a day after one another: how long each is, how fast, and how long before the next.
fn pieces() -> impl Strategy<Value = Vec<Vec<Point>>> {
    prop::collection::vec((24..120_i64, 20..45_u32, 20..3000_i64), 2..6).prop_map(|pieces| {
        let (mut at_s, mut north_m) = (SIX, 0.0);
        pieces
            .into_iter()
            .map(|(steps, speed, rest_s)| {
                let piece = points(at_s, north_m, 5 * steps, f64::from(speed) / 10.0);
                let (last_s, last_m) = piece[piece.len() - 1];
                (at_s, north_m) = (last_s + rest_s, last_m + 2.0);
                piece
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_tracks_segments_and_laps_does_not_matter(
        (pieces, order) in pieces().prop_flat_map(|pieces| {
            let order: Vec<usize> = (0..pieces.len()).collect();
            (Just(pieces), Just(order).prop_shuffle())
        })
    ) {
        let shuffled: Vec<Vec<Point>> = order.iter().map(|&at| pieces[at].clone()).collect();
        let as_tracks = |pieces: &[Vec<Point>]| {
            gpx(&pieces.iter().map(|piece| track(std::slice::from_ref(piece))).collect::<Vec<_>>())
        };
        let as_segments = |pieces: &[Vec<Point>]| gpx(&[track(pieces)]);
        let as_laps = |pieces: &[Vec<Point>]| tcx(&pieces.iter().cloned().map(lap).collect::<Vec<_>>());
        for file in [&as_tracks as &dyn Fn(&[Vec<Point>]) -> Vec<u8>, &as_segments, &as_laps] {
            prop_assert_eq!(outline(&runs(&file(&pieces))), outline(&runs(&file(&shuffled))));
        }
    }

    #[test]
    fn a_file_from_its_end_to_its_start_is_the_same_run(pieces in pieces()) {
        let backwards: Vec<Vec<Point>> =
            pieces.iter().rev().map(|piece| piece.iter().rev().copied().collect()).collect();
        let forth = outline(&runs(&gpx(&[track(&pieces)])));
        prop_assert_eq!(&forth, &outline(&runs(&gpx(&[track(&backwards)]))));
    }

    #[test]
    fn a_run_in_two_files_is_as_far_as_in_one_but_for_the_gap(
        steps in 100..400_i64, at in 20..80_usize, speed in 20..45_u32, rest in 1..20_usize
    ) {
        let speed = f64::from(speed) / 10.0;
        let way = points(SIX, 0.0, 5 * steps, speed);
        let whole = runs(&gpx(&[track(std::slice::from_ref(&way))]));
        let halves = [way[..at].to_vec(), way[at + rest - 1..].to_vec()];
        let apart: f64 = halves
            .iter()
            .flat_map(|half| runs(&gpx(&[track(std::slice::from_ref(half))])))
            .filter_map(|run| run.totals.distance_m)
            .sum();
        let gap_m = way[at + rest - 1].1 - way[at - 1].1;
        near(whole[0].totals.distance_m, apart + gap_m, 0.5);
    }
}
