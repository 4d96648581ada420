//! The person who runs, as far as they told.

use super::keyed::keyed;
use jiff::civil::Date;
use serde::Deserialize;

/// Leg length by height: Winter's anthropometric ratio, as used by Morin et al. 2005
/// (10.1123/jab.21.2.167), whose subjects it missed by 1.9 ± 1.5 %.
const LEG_LENGTH_PER_HEIGHT: f64 = 0.53;

/// What the estimators may know of the runner. `None`: not told, and nothing is assumed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runner {
    /// Height in metres.
    pub height_m: Option<f64>,
    /// Leg length in metres (greater trochanter to floor), if measured.
    pub leg_length_m: Option<f64>,
    /// Body mass in kilograms.
    pub mass_kg: Option<f64>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Year of birth.
    pub birth_year: Option<i16>,
    /// Maximum heart rate.
    pub hr_max_bpm: Option<f64>,
    /// Resting heart rate.
    pub hr_rest_bpm: Option<f64>,
    /// Speed at threshold pace.
    pub threshold_speed_m_per_s: Option<f64>,
}

keyed! {
    /// Sex, where a formula was published by sex.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
    }
}

impl Runner {
    /// Leg length in metres: as measured, else by height; none when neither is known.
    ///
    /// ```
    /// use backstride::model::Runner;
    ///
    /// let runner = Runner { height_m: Some(1.75), ..Runner::default() };
    /// assert_eq!(runner.leg_length(), Some(0.9275));
    /// ```
    pub fn leg_length(&self) -> Option<f64> {
        self.leg_length_m.or(self.height_m.map(|height_m| LEG_LENGTH_PER_HEIGHT * height_m))
    }
}

/// Days of injury or illness that the runner tells: shaded, and left out of lighter weeks and own
/// form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unwell {
    /// First day.
    pub from: Date,
    /// Last day; none: not over yet.
    pub until: Option<Date>,
}

impl Unwell {
    /// Whether a day is one of them.
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
