//! Smoothing by running windows.

use super::all_present;
#[cfg(test)]
use super::median;

/// The mean of the values present within `half` places to either side; `NaN` where none is.
///
/// The windows shrink at the ends, so that nothing is invented beyond them.
///
/// ```
/// use backstride_signal::running_mean;
///
/// assert_eq!(running_mean(&[1.0, 2.0, 6.0], 1), [1.5, 3.0, 4.0]);
/// ```
pub fn running_mean(values: &[f64], half: usize) -> Vec<f64> {
    let length = values.len();
    let mut sums = Vec::with_capacity(length + 1);
    let (mut sum, mut count) = (0.0, 0_u32);
    sums.push((sum, count));
    for &value in values {
        if value.is_finite() {
            sum += value;
            count += 1;
        }
        sums.push((sum, count));
    }
    (0..length)
        .map(|i| {
            let (from, to) = (sums[i.saturating_sub(half)], sums[(i + half + 1).min(length)]);
            let count = to.1 - from.1;
            if count == 0 { f64::NAN } else { (to.0 - from.0) / f64::from(count) }
        })
        .collect()
}

/// The median of the values present within `half` places to either side; `NaN` where none is.
///
/// ```
/// use backstride_signal::running_median;
///
/// assert_eq!(running_median(&[1.0, 900.0, 3.0], 1), [450.5, 3.0, 451.5]);
/// ```
pub fn running_median(values: &[f64], half: usize) -> Vec<f64> {
    let long_enough = values.len() > 2 * half && all_present(values);
    match half {
        2 if long_enough => by_exchange::<5, 7>(values, &MEDIAN_OF_5),
        4 if long_enough => by_exchange::<9, 19>(values, &MEDIAN_OF_9),
        _ => by_insertion(values, half),
    }
}

/// Pairs of a window's places, one after the other: the smaller value goes to the first of each and the
/// larger to the second, after which the middle value stands in the middle (for nine Paeth 1990, "Median
/// finding on a 3x3 grid", Graphics Gems, 171-175).
type Exchanges<const PAIRS: usize> = [(usize, usize); PAIRS];

const MEDIAN_OF_5: Exchanges<7> = [(0, 1), (3, 4), (0, 3), (1, 4), (1, 2), (2, 3), (1, 2)];

#[rustfmt::skip]
const MEDIAN_OF_9: Exchanges<19> = [
    (1, 2), (4, 5), (7, 8), (0, 1), (3, 4), (6, 7), (1, 2), (4, 5), (7, 8), (0, 3),
    (5, 8), (4, 7), (3, 6), (1, 4), (2, 5), (4, 7), (4, 2), (6, 4), (4, 2),
];

/// So many windows are gone through side by side.
const ABREAST: usize = 8;

/// Running medians where nothing is missing. No step hangs on what the values are, so that the processor
/// has nothing to guess and takes several windows at once; with pairs that are known when this is compiled
/// they are one straight row of steps.
#[inline]
fn by_exchange<const WIDTH: usize, const PAIRS: usize>(
    values: &[f64],
    exchanges: &Exchanges<PAIRS>,
) -> Vec<f64> {
    let half = WIDTH / 2;
    // Windows that the ends cut short are others.
    let mut medians = by_insertion(&values[..2 * half], half);
    medians.truncate(half);
    medians.reserve(values.len() - half);
    let mut first = 0;
    while let Some(part) = values.get(first..first + 2 * half + ABREAST) {
        let mut places = [[0.0; ABREAST]; WIDTH];
        for (place, values) in places.iter_mut().zip(part.windows(ABREAST)) {
            place.copy_from_slice(values);
        }
        for &(low, high) in exchanges {
            let (one, other) = (places[low], places[high]);
            for lane in 0..ABREAST {
                let swap = other[lane] < one[lane];
                places[low][lane] = if swap { other[lane] } else { one[lane] };
                places[high][lane] = if swap { one[lane] } else { other[lane] };
            }
        }
        medians.extend_from_slice(&places[half]);
        first += ABREAST;
    }
    medians.extend(by_insertion(&values[first..], half).into_iter().skip(half));
    medians
}

/// Running medians out of a sorted window, kept by insertion: for windows of tens of values nothing is
/// faster.
fn by_insertion(values: &[f64], half: usize) -> Vec<f64> {
    let mut window: Vec<f64> = Vec::with_capacity(2 * half + 1);
    let mut medians = Vec::with_capacity(values.len());
    for &value in values.iter().take(half) {
        enter(&mut window, value);
    }
    for i in 0..values.len() {
        let entering = values.get(i + half).copied().unwrap_or(f64::NAN);
        let leaving = i.checked_sub(half + 1).map_or(f64::NAN, |at| values[at]);
        if leaving.to_bits() != entering.to_bits() {
            exchange(&mut window, leaving, entering);
        }
        medians.push(middle(&window));
    }
    medians
}

/// Takes one value out of a sorted window and puts another in; what is missing does neither.
fn exchange(window: &mut Vec<f64>, leaving: f64, entering: f64) {
    let place = if leaving.is_finite() { place_of(window, leaving) } else { window.len() };
    if place >= window.len() {
        return enter(window, entering);
    }
    if !entering.is_finite() {
        window.remove(place);
        return;
    }
    // One hole, which moves to where the entering value belongs.
    let mut hole = place;
    while let Some(&next) = window.get(hole + 1).filter(|next| **next < entering) {
        window[hole] = next;
        hole += 1;
    }
    while let Some(before) = hole.checked_sub(1).filter(|&before| window[before] >= entering) {
        window[hole] = window[before];
        hole = before;
    }
    window[hole] = entering;
}

/// Puts a value in its place in a sorted window.
fn enter(window: &mut Vec<f64>, value: f64) {
    if value.is_finite() {
        let place = place_of(window, value);
        window.insert(place, value);
    }
}

/// Where in a sorted window a value stands, or would stand.
fn place_of(window: &[f64], value: f64) -> usize {
    // Counting has no branch to guess; it is faster than halving until windows are long.
    if window.len() <= 32 {
        window.iter().filter(|x| **x < value).count()
    } else {
        window.partition_point(|x| *x < value)
    }
}

/// The median of a sorted window.
fn middle(window: &[f64]) -> f64 {
    let half = window.len() / 2;
    if window.is_empty() {
        f64::NAN
    } else if window.len() % 2 == 1 {
        window[half]
    } else {
        f64::midpoint(window[half - 1], window[half])
    }
}

/// The values with runs of at most `longest` missing ones between two present ones bridged by a
/// straight line. Longer runs, and the ends, stay missing.
pub fn without_short_gaps(values: &[f64], longest: usize) -> Vec<f64> {
    let mut bridged = values.to_vec();
    let mut last_present: Option<usize> = None;
    for i in 0..values.len() {
        if !values[i].is_finite() {
            continue;
        }
        if let Some(before) = last_present
            && (2..=longest + 1).contains(&(i - before))
        {
            let slope = (values[i] - values[before]) / (i - before) as f64;
            for (step, slot) in bridged[before + 1..i].iter_mut().enumerate() {
                *slot = values[before] + slope * (step + 1) as f64;
            }
        }
        last_present = Some(i);
    }
    bridged
}

/// Used by tests: the median of each window, computed afresh.
#[cfg(test)]
fn medians_by_sorting(values: &[f64], half: usize) -> Vec<f64> {
    (0..values.len())
        .map(|i| {
            let window = &values[i.saturating_sub(half)..(i + half + 1).min(values.len())];
            median(window).unwrap_or(f64::NAN)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_running_median_is_that_of_each_window_sorted() {
        let mut random = crate::SplitMix64::new(3);
        let values: Vec<f64> = (0..200)
            .map(|_| if random.below(10) == 0 { f64::NAN } else { random.normal_f64().round() })
            .collect();
        let present: Vec<f64> = (0..200).map(|_| random.normal_f64().round()).collect();
        for (values, half) in
            [0, 1, 2, 4, 30].iter().flat_map(|half| [(&values, *half), (&present, *half)])
        {
            let (fast, slow) = (running_median(values, half), medians_by_sorting(values, half));
            let same = fast.iter().zip(&slow).all(|(a, b)| {
                a.total_cmp(b).is_eq() || (a - b).abs() < 1e-12 || (a.is_nan() && b.is_nan())
            });
            assert!(same, "half {half}");
        }
    }

    /// What puts every row of noughts and ones in order does so with any values (Knuth 1998, volume 3,
    /// section 5.3.4, theorem Z).
    #[test]
    fn of_every_row_of_noughts_and_ones_the_middle_is_found() {
        for half in [2, 4] {
            let width = 2 * half + 1;
            let rows = 0..1_u32 << width;
            let values: Vec<f64> = rows
                .flat_map(|row| (0..width).map(move |place| f64::from(row >> place & 1)))
                .collect();
            assert_eq!(running_median(&values, half), medians_by_sorting(&values, half));
        }
    }

    #[test]
    fn short_gaps_are_bridged_and_long_ones_stay() {
        let hole = f64::NAN;
        let bridged = without_short_gaps(&[hole, 1.0, hole, 3.0, hole, hole, hole, 9.0], 2);
        assert!(bridged[0].is_nan());
        assert!((bridged[2] - 2.0).abs() < 1e-12);
        assert!(bridged[4].is_nan() && bridged[6].is_nan());
    }
}
