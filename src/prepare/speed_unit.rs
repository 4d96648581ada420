//! Speeds in km/h under the name of m/s: told, and left as they are.

use crate::{
    model::{Channel, Notice, NoticeKind, Samples},
    physics::Position,
};

/// Steps longer than this, in seconds, say nothing of speed on the way.
const STEP_MAX_S: f64 = 60.0;

/// So much way must be there to tell.
const WAY_MIN_M: f64 = 300.0;

/// km/h for each m/s is 3.6; a receiver's way and its speed differ by some per cent.
const KILOMETRES: std::ops::RangeInclusive<f64> = 3.2..=4.0;

/// A notice where recorded speed, summed over time, is 3.6 times the way that was recorded beside it.
pub(super) fn doubt(samples: &Samples) -> Option<Notice> {
    let speed = samples.values(Channel::Speed)?;
    let way = way(samples)?;
    let time_s = samples.time_s();
    let mut summed = (0.0, 0.0);
    for (at, pair) in time_s.windows(2).enumerate() {
        let &[from_s, to_s] = pair else { continue };
        let step_s = to_s - from_s;
        let values = speed.get(at + 1).zip(way(at));
        if let Some((speed, way_m)) = values
            && (0.0..=STEP_MAX_S).contains(&step_s)
            && (speed + way_m).is_finite()
        {
            summed = (summed.0 + speed * step_s, summed.1 + way_m);
        }
    }
    let (by_speed_m, by_way_m) = summed;
    let ratio = by_speed_m / by_way_m;
    (by_way_m >= WAY_MIN_M && KILOMETRES.contains(&ratio)).then(|| {
        let text = format!(
            "speeds add up to {:.1} km and the way to {:.1} km: they may be km/h written as m/s",
            by_speed_m / 1000.0,
            by_way_m / 1000.0
        );
        Notice::file(NoticeKind::SpeedUnitDoubtful, text)
    })
}

/// The way from a sample to the next one: by the counter, else by positions.
fn way(samples: &Samples) -> Option<impl Fn(usize) -> Option<f64> + '_> {
    let counter = samples.values(Channel::Distance);
    let places = samples.values(Channel::Latitude).zip(samples.values(Channel::Longitude));
    if counter.is_none() && places.is_none() {
        return None;
    }
    Some(move |at: usize| {
        if let Some(counter) = counter {
            return Some(counter.get(at + 1)? - counter.get(at)?);
        }
        let (north, east) = places?;
        let place = |at: usize| Some(Position::at_degrees(*north.get(at)?, *east.get(at)?));
        Some(place(at)?.metres_to(&place(at + 1)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Series;

    /// A thousand seconds north along a meridian at 3 m/s, with a speed written beside the places.
    fn northwards(written: f64) -> Samples {
        let mut samples = Samples::new((0..1000).map(f64::from).collect());
        // A degree of latitude is 111 195 m on the mean sphere.
        let north = (0..1000).map(|s| 50.0 + 3.0 * f64::from(s) / 111_195.08).collect();
        let columns = [
            (Channel::Latitude, north),
            (Channel::Longitude, vec![8.0; 1000]),
            (Channel::Speed, vec![written; 1000]),
        ];
        for (channel, values) in columns {
            samples.insert(channel, Series::recorded(channel, values, "test")).unwrap();
        }
        samples
    }

    #[test]
    fn kilometres_an_hour_beside_places_are_told_and_metres_a_second_are_not() {
        let told = doubt(&northwards(3.0 * 3.6)).unwrap().to_string();
        assert!(told.contains("add up to 10.8 km and the way to 3.0 km"), "{told}");
        assert!(doubt(&northwards(3.0)).is_none());
    }
}
