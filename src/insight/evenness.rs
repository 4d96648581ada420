//! Whether mornings are logged after all runs alike. Who logs more when it hurts finds links that
//! are not there, and loses some that are.

use super::link_day::LinkDay;
use crate::page::Evenness;

/// The share of runs whose next morning must be logged.
const FEWEST_LOGGED: f64 = 0.8;
/// How far logging may differ between the longest and the shortest third of the runs.
const LARGEST_DIFFERENCE: f64 = 0.15;

impl Evenness {
    /// Whether it is too uneven for a test.
    pub fn is_uneven(&self) -> bool {
        // The tolerance keeps exactly 80 % and exactly 15 points where they are meant to be.
        self.all < FEWEST_LOGGED - 1e-9
            || (self.longest_third - self.shortest_third).abs() >= LARGEST_DIFFERENCE - 1e-9
    }
}

/// The evenness over the run days on which a diary was kept: from the first to the last day with
/// a next morning. None without three such run days that have the exposure.
pub(super) fn evenness(days: &[LinkDay], place: usize) -> Option<Evenness> {
    let logged = |day: &LinkDay| day.next_morning.is_some();
    let first = days.iter().position(logged)?;
    let last = days.iter().rposition(logged)?;
    let mut runs: Vec<(f64, bool)> = days
        .get(first..=last)?
        .iter()
        .filter(|day| day.ran)
        .filter_map(|day| Some((day.values.get(place).copied().flatten()?, logged(day))))
        .collect();
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let third = runs.len() / 3;
    let (shortest, longest) = (runs.get(..third)?, runs.get(runs.len() - third..)?);
    Some(Evenness {
        all: share(&runs)?,
        longest_third: share(longest)?,
        shortest_third: share(shortest)?,
    })
}

fn share(runs: &[(f64, bool)]) -> Option<f64> {
    let logged = runs.iter().filter(|(_, logged)| *logged).count();
    (!runs.is_empty()).then(|| logged as f64 / runs.len() as f64)
}
