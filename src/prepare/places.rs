//! Places and the way along them.

use crate::model::{Channel, Samples};
use crate::physics::Position;

use super::rhythm;

/// After so many seconds of positions that all disagree with the last good one, the last good one
/// was the error.
const TELEPORT_S: f64 = 30.0;

/// Longest silence between samples over which speed is integrated into distance, in seconds.
const LONGEST_STEP_S: f64 = 10.0;

/// A recording whose samples are usually further apart than a third of that is integrated over up to
/// three of its own steps, but never over more than this many seconds.
const LONGEST_STEP_SPARSE_S: f64 = 600.0;

/// What positions say of a way, whatever counter stands beside them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ground {
    /// Along all positions, straight where there are none for a while, in metres.
    pub(super) track_m: f64,
    /// From the first position to the one furthest from it, in metres; of parts between which nothing was
    /// recorded the sum.
    pub(super) reach_m: f64,
    /// How long positions follow each other as closely as samples do, in seconds.
    pub(super) seen_s: f64,
}

impl Ground {
    /// From the way along all places, whatever parts them.
    pub(super) fn of(
        time_s: &[f64],
        places: &[Option<Position>],
        parted: &[bool],
        distance_m: &[f64],
    ) -> Ground {
        let known =
            || distance_m.iter().zip(places).zip(time_s).filter(|((m, _), _)| m.is_finite());
        let mut reach_m = 0.0;
        // Of each part the first place, and how far the furthest is from it.
        let mut part: Option<(Position, f64)> = None;
        for (row, place) in places.iter().enumerate() {
            if parted.get(row) == Some(&true) {
                reach_m += part.take().map_or(0.0, |(_, furthest_m)| furthest_m);
            }
            let Some(place) = place.filter(|_| distance_m[row].is_finite()) else { continue };
            let (first, furthest_m) = part.unwrap_or((place, 0.0));
            let metres = first.metres_nearly_to(&place);
            part = Some((first, if metres > furthest_m { metres } else { furthest_m }));
        }
        reach_m += part.map_or(0.0, |(_, furthest_m)| furthest_m);
        let track_m = known().next_back().map_or(0.0, |((metres, _), _)| *metres);
        let times: Vec<f64> = known().map(|(_, time_s)| *time_s).collect();
        let longest_s = longest_step_s(usual_step_s(&times));
        let steps = times.windows(2).map(|pair| pair[1] - pair[0]);
        let seen_s =
            steps.filter(|step_s| *step_s <= longest_s).fold(0.0, |sum, step_s| sum + step_s);
        Ground { track_m, reach_m, seen_s }
    }
}

/// How far two places lie apart.
pub(super) type Metres = fn(&Position, &Position) -> f64;

pub(super) fn usual_step_s(time_s: &[f64]) -> f64 {
    rhythm::usual_step_s(time_s).unwrap_or(1.0)
}

/// Over how long a silence speed is integrated, in a recording of this usual step.
pub(super) fn longest_step_s(usual_s: f64) -> f64 {
    (3.0 * usual_s).clamp(LONGEST_STEP_S, LONGEST_STEP_SPARSE_S)
}

/// The positions, taken out of the samples; none unless both coordinates are there.
pub(super) fn positions(samples: &mut Samples) -> Option<Vec<Option<Position>>> {
    let latitude = samples.remove(Channel::Latitude)?;
    let longitude = samples.remove(Channel::Longitude)?;
    let places: Vec<Option<Position>> = latitude
        .values
        .iter()
        .zip(&longitude.values)
        .map(|(lat, lon)| {
            // Exactly zero in both is a receiver without a fix, not the Gulf of Guinea.
            let fixed = lat.abs() <= 90.0 && lon.abs() <= 180.0 && lat.abs() + lon.abs() > 0.0;
            fixed.then(|| Position::at_degrees(*lat, *lon))
        })
        .collect();
    (places.iter().flatten().count() > 1).then_some(places)
}

/// Distance along positions, those left out that ask for a speed nobody has; and how many. The way
/// over a part that was not recorded is not covered: a lift home between two segments is no running.
pub(super) fn travelled(
    (time_s, places): (&[f64], &[Option<Position>]),
    parted: &[bool],
    fastest_m_per_s: f64,
    metres: Metres,
) -> (Vec<f64>, usize) {
    let mut distance_m = vec![f64::NAN; time_s.len()];
    let mut total_m = 0.0;
    let mut last: Option<(f64, Position)> = None;
    let mut dropped = 0;
    for (i, place) in places.iter().enumerate() {
        if parted.get(i) == Some(&true) {
            last = None;
        }
        let Some(place) = *place else { continue };
        if let Some((since, before)) = last {
            let (step_m, elapsed_s) = (metres(&before, &place), time_s[i] - since);
            if step_m <= fastest_m_per_s * elapsed_s {
                total_m += step_m;
            } else if elapsed_s < TELEPORT_S {
                dropped += 1;
                continue;
            }
        }
        distance_m[i] = total_m;
        last = Some((time_s[i], place));
    }
    (distance_m, dropped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Series, signal::largest};

    fn at(latitude_deg: f64, longitude_deg: f64) -> Position {
        Position::at_degrees(latitude_deg, longitude_deg)
    }

    #[test]
    fn a_degree_of_latitude_is_111_195_metres_on_the_mean_sphere() {
        // π/180 × 6 371 008.8 m.
        assert!((at(50.0, 8.0).metres_to(&at(51.0, 8.0)) - 111_195.08).abs() < 0.1);
    }

    #[test]
    fn a_position_in_the_next_town_is_left_out() {
        let step = 3.0 / 111_195.08;
        let mut places: Vec<Option<Position>> =
            (0..20).map(|i| Some(at(50.0 + step * f64::from(i), 8.0))).collect();
        places[10] = Some(at(50.1, 8.0));
        let time_s: Vec<f64> = (0..20).map(f64::from).collect();
        let (distance_m, dropped) = travelled((&time_s, &places), &[], 12.0, Position::metres_to);
        assert_eq!(dropped, 1);
        assert!(distance_m[10].is_nan());
        assert!((distance_m[19] - 57.0).abs() < 0.01);
    }

    #[test]
    fn a_place_is_one_wherever_on_the_globe_and_zero_in_both_is_none() {
        let placed = |latitude_deg: f64, longitude_deg: f64| {
            let mut samples = Samples::new(vec![0.0, 1.0, 2.0]);
            for (channel, value) in
                [(Channel::Latitude, latitude_deg), (Channel::Longitude, longitude_deg)]
            {
                let values = vec![value, value, 95.0];
                samples.insert(channel, Series::recorded(channel, values, "made")).unwrap();
            }
            positions(&mut samples).map(|places| places.iter().flatten().count())
        };
        // Heidelberg, Boulder, Quito's line, the Pacific's end of days.
        for place in [(49.4, 8.7), (40.0, -105.3), (0.0, -78.5), (-16.5, 180.0)] {
            assert_eq!(placed(place.0, place.1), Some(2), "{place:?}");
        }
        assert_eq!(placed(0.0, 0.0), None);
    }

    #[test]
    fn distances_told_nearly_are_so_to_a_part_in_a_million_anywhere_and_over_the_end_of_days() {
        let mut random = crate::signal::SplitMix64::new(11);
        for reach_deg in [1e-6, 1e-3, 0.1, 1.0, 90.0] {
            for from in [(0.0, 8.7), (60.0, 8.7), (-16.5, 180.0)] {
                let mut near = |deg: f64| deg + reach_deg * (2.0 * random.unit_f64() - 1.0);
                let (one, other) = ((near(0.0), near(0.0)), (near(0.0), near(0.0)));
                let place = |(lat, lon): (f64, f64)| {
                    let lon = (from.1 + lon + 180.0).rem_euclid(360.0) - 180.0;
                    Position::at_degrees((from.0 + lat).clamp(-90.0, 90.0), lon)
                };
                let (one, other) = (place(one), place(other));
                let (told, nearly) = (one.metres_to(&other), one.metres_nearly_to(&other));
                assert!((told - nearly).abs() <= 1e-6 * told + 1e-6, "{told} {nearly}");
            }
        }
    }

    #[test]
    fn the_reach_of_a_way_is_the_largest_of_all_distances_from_where_it_began() {
        let mut random = crate::signal::SplitMix64::new(12);
        let (mut lat, mut lon) = (49.4, 8.7);
        let places: Vec<Option<Position>> = (0..500)
            .map(|_| {
                lat += 1e-4 * random.normal_f64();
                lon += 1e-4 * random.normal_f64();
                (random.below(10) > 0).then(|| Position::at_degrees(lat, lon))
            })
            .collect();
        let time_s: Vec<f64> = (0..500).map(f64::from).collect();
        let along_m: Vec<f64> =
            places.iter().map(|place| place.map_or(f64::NAN, |_| 0.0)).collect();
        let first = places.iter().flatten().next().unwrap();
        let distances: Vec<f64> = places.iter().flatten().map(|it| first.metres_to(it)).collect();
        let found = Ground::of(&time_s, &places, &[], &along_m).reach_m;
        let furthest_m = largest(&distances).unwrap();
        assert!((found - furthest_m).abs() < 1e-6 * furthest_m, "{found}");
    }
}
