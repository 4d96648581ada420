//! How Robin's form is on a day: the story, told in numbers.

use jiff::civil::Date;

use super::{chance::Chance, outing::YEAR};

/// The usual pace, 5:50 a kilometre, at which the day's cadence is told.
pub(crate) const USUAL_SPEED_M_PER_S: f64 = 2.857;

/// What the torso moves more than the centre of mass, as the first chest strap has it. Watari et
/// al. 2016 (J Appl Biomech 32:306) found 16 to 18 mm.
const FIRST_STRAP_EXTRA_MM: f64 = 17.0;
/// The second strap reads four millimetres less: sensors differ.
const SECOND_STRAP_EXTRA_MM: f64 = 13.0;

/// Form on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// Cadence at the usual pace.
    pub(crate) cadence_spm: f64,
    /// Added to the share of a step that a foot stands.
    pub(crate) duty_shift: f64,
    /// Added to the model's bounce by the strap.
    pub(crate) strap_extra_mm: f64,
    /// Left foot's share of the contact.
    pub(crate) balance_pct: f64,
    /// Added to the heart rate.
    pub(crate) heart_shift_bpm: f64,
    /// Cadence lost in each hour after the first forty minutes.
    pub(crate) late_loss_spm_per_h: f64,
    /// Added to the pace of the day.
    pub(crate) speed_shift_m_per_s: f64,
}

impl Form {
    /// The form of a day; chance adds how days differ.
    pub(crate) fn on(day: Date, chance: &mut Chance) -> Form {
        let worn = along(day, &[((8, 24), 0.0), ((9, 13), 1.0), ((9, 22), 0.6), ((10, 10), 0.0)]);
        let second_strap = day >= jiff::civil::date(YEAR, 8, 15);
        Form {
            cadence_spm: along(day, CADENCE_SPM) + 0.6 * chance.bell(),
            duty_shift: 0.012 * worn + 0.003 * chance.bell(),
            strap_extra_mm: if second_strap { SECOND_STRAP_EXTRA_MM } else { FIRST_STRAP_EXTRA_MM },
            balance_pct: 50.3 + 0.15 * chance.bell(),
            heart_shift_bpm: 4.0 * worn + 1.5 * chance.bell(),
            late_loss_spm_per_h: 1.0 + 4.0 * worn,
            speed_shift_m_per_s: 0.04 * chance.bell(),
        }
    }
}

/// Cadence at the usual pace: level, a little lower when worn, and quicker within two weeks of the
/// therapist's advice of 28 September.
const CADENCE_SPM: &[((i8, i8), f64)] = &[
    ((7, 1), 166.0),
    ((8, 20), 166.2),
    ((9, 13), 165.3),
    ((9, 28), 165.6),
    ((10, 12), 171.2),
    ((10, 31), 171.4),
];

/// The value on a day of a line through dated points; level before the first and after the last.
pub(crate) fn along(day: Date, points: &[((i8, i8), f64)]) -> f64 {
    let number = |(month, day): (i8, i8)| jiff::civil::date(YEAR, month, day).day_of_year();
    let today = f64::from(day.day_of_year());
    let mut value = points.first().map_or(0.0, |point| point.1);
    for pair in points.windows(2) {
        let (from, to) = (f64::from(number(pair[0].0)), f64::from(number(pair[1].0)));
        let part = ((today - from) / (to - from)).clamp(0.0, 1.0);
        if today >= from {
            value = pair[0].1 + part * (pair[1].1 - pair[0].1);
        }
    }
    value
}
