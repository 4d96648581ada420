//! The arithmetic of a running body: a mass on a spring, the cost of slopes, and what the middle
//! of a population does. Pure functions of numbers; imports nothing.

use std::f64::consts::{FRAC_PI_4, PI};

/// Standard gravity in m/s², exact by definition (CGPM 1901).
pub const STANDARD_GRAVITY_M_PER_S2: f64 = 9.806_65;

/// Mean radius of the Earth in metres (IUGG 1980).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A place on the sphere, with what every distance from it needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    latitude_rad: f64,
    longitude_rad: f64,
    cos_latitude: f64,
}

impl Position {
    /// From a latitude and a longitude in degrees.
    pub fn at_degrees(latitude_deg: f64, longitude_deg: f64) -> Position {
        let latitude_rad = latitude_deg.to_radians();
        let longitude_rad = longitude_deg.to_radians();
        Position { latitude_rad, longitude_rad, cos_latitude: latitude_rad.cos() }
    }

    /// The great-circle distance to another place, in metres (haversine formula).
    pub fn metres_to(&self, other: &Position) -> f64 {
        2.0 * EARTH_RADIUS_M * self.chord_to(other, f64::sin).sqrt().clamp(0.0, 1.0).asin()
    }

    /// The same to within a part in a million, in a tenth of the time: between places less than some ten
    /// kilometres apart an arc is taken for its sine.
    pub fn metres_nearly_to(&self, other: &Position) -> f64 {
        let arcs = self.chord_to(other, |half_rad| half_rad);
        if arcs < NEARBY { 2.0 * EARTH_RADIUS_M * arcs.sqrt() } else { self.metres_to(other) }
    }

    /// The square of half the chord to another place, on a sphere of radius 1, by the sine of half a
    /// difference in radians.
    fn chord_to(&self, other: &Position, sine: fn(f64) -> f64) -> f64 {
        let across = sine((other.latitude_rad - self.latitude_rad) / 2.0).powi(2);
        let along = sine((other.longitude_rad - self.longitude_rad) / 2.0).powi(2);
        across + self.cos_latitude * other.cos_latitude * along
    }
}

/// Up to this square of half the chord an arc differs from its sine by less than a part in a million.
const NEARBY: f64 = 1e-6;

/// Speed at which the population's constants below are anchored, in m/s.
const ANCHOR_SPEED_M_PER_S: f64 = 3.0;

/// Height at which the population's cadence is anchored, in metres.
const ANCHOR_HEIGHT_M: f64 = 1.72;

/// Population's cadence at 3 m/s and 1.72 m, in steps per minute: our fit to the video truth of
/// 103 sessions of 58 runners on level treadmills; 95 % interval 167.2 to 173.5.
const CADENCE_AT_ANCHOR_SPM: f64 = 169.9;

/// Exponent of speed in the same fit; 95 % interval 0.156 to 0.242.
const CADENCE_SPEED_EXPONENT: f64 = 0.192;

/// Exponent of height in the same fit; 95 % interval −1.009 to −0.466.
const CADENCE_HEIGHT_EXPONENT: f64 = -0.719;

/// Standard deviation between runners about that fit, in per cent.
pub const CADENCE_PRIOR_SD_PCT: f64 = 5.6;

/// Where the cadence prior was fitted: speeds in m/s.
pub const CADENCE_PRIOR_SPEEDS_M_PER_S: (f64, f64) = (2.24, 4.47);

/// Where the cadence prior was fitted: heights in metres.
pub const CADENCE_PRIOR_HEIGHTS_M: (f64, f64) = (1.55, 1.93);

/// Population's share of a step spent in contact at 3 m/s, by force plate: 18 runners on a treadmill at
/// 2.5, 3.5 and 4.5 m/s (Fukuchi et al. 2017, 10.7717/peerj.3298; `docs/validation.md`).
const DUTY_AT_ANCHOR: f64 = 0.692;

/// How that share falls with speed, per m/s, from the same runners.
const DUTY_PER_M_PER_S: f64 = -0.065;

/// Standard deviation about that share, between runners.
pub const DUTY_PRIOR_SD: f64 = 0.041;

/// The share of contact with which [`oscillation_m`] gives the rise and fall that the plates show
/// at 3 m/s: the same runners. It is less than the share that they spend in contact, since no force
/// is half a sine to the newton.
const BOUNCE_DUTY_AT_ANCHOR: f64 = 0.651;

/// How it falls with speed, per m/s, from the same runners.
const BOUNCE_DUTY_PER_M_PER_S: f64 = -0.052;

/// Standard deviation about it.
pub const BOUNCE_DUTY_SD: f64 = 0.0356;

/// Runners that both shares were fitted to.
pub const DUTY_RUNNERS: usize = 18;

/// Speeds that both shares were fitted at, in m/s.
pub const DUTY_SPEEDS_M_PER_S: (f64, f64) = (2.5, 4.5);

/// Shares of contact that running can have at all: below, no runner; at one, no flight.
const DUTY_BOUNDS: (f64, f64) = (0.45, 0.95);

/// A runner's body as a mass on a spring that swings over a point of contact, after Morin et al.
/// 2005 (10.1123/jab.21.2.167): the force over contact is half a sine.
///
/// ```
/// use backstride::physics::SpringMass;
///
/// let body = SpringMass { speed_m_per_s: 3.0, leg_length_m: 0.9275, contact_s: 0.25, flight_s: 0.11 };
/// assert!((body.oscillation_m() - 0.078_688).abs() < 1e-6);
/// assert!((body.leg_stiffness_n_per_m(70.0) - 10_854.99).abs() < 0.01);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpringMass {
    /// Forward speed.
    pub speed_m_per_s: f64,
    /// Leg length, greater trochanter to floor.
    pub leg_length_m: f64,
    /// Time one foot is on the ground.
    pub contact_s: f64,
    /// Time with no foot on the ground after it.
    pub flight_s: f64,
}

impl SpringMass {
    /// Time of one step.
    pub fn step_s(&self) -> f64 {
        self.contact_s + self.flight_s
    }

    /// Peak vertical force (Morin's equation 6).
    pub fn peak_force_n(&self, mass_kg: f64) -> f64 {
        mass_kg * STANDARD_GRAVITY_M_PER_S2 * PI / 2.0 * (self.flight_s / self.contact_s + 1.0)
    }

    /// How far the centre of mass sinks in contact, as a positive length.
    ///
    /// Morin's equation 7 is signed, downward negative: Δy = −F·tc²/(mπ²) + g·tc²/8. It is often
    /// copied with the first minus lost, which makes a bounce of 64 mm one of 217 mm. The mass
    /// cancels.
    pub fn stance_drop_m(&self) -> f64 {
        let contact_s = self.contact_s;
        STANDARD_GRAVITY_M_PER_S2
            * (contact_s * self.step_s() / (2.0 * PI) - contact_s * contact_s / 8.0)
    }

    /// How far the centre of mass rises from take-off to the top of a symmetric flight.
    pub fn flight_rise_m(&self) -> f64 {
        STANDARD_GRAVITY_M_PER_S2 * self.flight_s * self.flight_s / 8.0
    }

    /// Rise and fall of the centre of mass within a step.
    pub fn oscillation_m(&self) -> f64 {
        self.stance_drop_m() + self.flight_rise_m()
    }

    /// How much the leg shortens in contact (Morin's equation 9); `NaN` where half the contact
    /// length exceeds the leg.
    pub fn leg_compression_m(&self) -> f64 {
        let chord_m = (self.leg_length_m.powi(2) - self.reach_m().powi(2)).sqrt();
        self.leg_length_m - chord_m + self.stance_drop_m()
    }

    /// Peak force over the sinking of the centre of mass.
    pub fn vertical_stiffness_n_per_m(&self, mass_kg: f64) -> f64 {
        self.peak_force_n(mass_kg) / self.stance_drop_m()
    }

    /// Peak force over the shortening of the leg.
    pub fn leg_stiffness_n_per_m(&self, mass_kg: f64) -> f64 {
        self.peak_force_n(mass_kg) / self.leg_compression_m()
    }

    /// Half the way travelled in contact: the most that the foot can land ahead of the body if
    /// contact is symmetric about it.
    pub fn reach_m(&self) -> f64 {
        self.speed_m_per_s * self.contact_s / 2.0
    }

    /// Angle of the leg from the vertical at touch-down, in degrees.
    pub fn touch_down_angle_deg(&self) -> f64 {
        (self.reach_m() / self.leg_length_m).asin().to_degrees()
    }

    /// Peak force in body weights times the sine of the touch-down angle. Contact time cancels:
    /// it is π/4 of the step length in leg lengths.
    pub fn braking_index(&self) -> f64 {
        FRAC_PI_4 * self.speed_m_per_s * self.step_s() / self.leg_length_m
    }
}

/// Rise and fall of the centre of mass within a step of `step_s`, of which the share `duty` is
/// contact: what Morin's sinking and a symmetric flight add up to,
/// g·T²·(1/8 − (1/4 − 1/2π)·duty).
pub fn oscillation_m(step_s: f64, duty: f64) -> f64 {
    STANDARD_GRAVITY_M_PER_S2 * step_s * step_s * (0.125 - oscillation_lost_per_duty() * duty)
}

/// What each unit of contact share takes from the oscillation, in units of g·T²: 0.0908451.
pub fn oscillation_lost_per_duty() -> f64 {
    0.25 - 1.0 / (2.0 * PI)
}

/// Cadence, in steps per minute, of the middle of runners of this height at this speed on the
/// level. Fitted to gym treadmills, each runner's slowest and fastest speed, none elite. Height
/// and sex are confounded in it: short men read 4.1 % and tall women 7.6 % off.
///
/// Holds within [`CADENCE_PRIOR_SPEEDS_M_PER_S`] and [`CADENCE_PRIOR_HEIGHTS_M`].
pub fn expected_cadence_spm(speed_m_per_s: f64, height_m: f64) -> f64 {
    CADENCE_AT_ANCHOR_SPM
        * (speed_m_per_s / ANCHOR_SPEED_M_PER_S).powf(CADENCE_SPEED_EXPONENT)
        * (height_m / ANCHOR_HEIGHT_M).powf(CADENCE_HEIGHT_EXPONENT)
}

/// Share of a step that the middle of runners spends in contact at this speed. By video of slower
/// and less trained runners it is more: 0.792 at 3 m/s, of which some is the video's.
pub fn expected_duty(speed_m_per_s: f64) -> f64 {
    (DUTY_AT_ANCHOR + DUTY_PER_M_PER_S * (speed_m_per_s - ANCHOR_SPEED_M_PER_S))
        .clamp(DUTY_BOUNDS.0, DUTY_BOUNDS.1)
}

/// The share to put into [`oscillation_m`] for the bounce of the middle of runners at this speed.
///
/// Holds within [`DUTY_SPEEDS_M_PER_S`].
pub fn bounce_duty(speed_m_per_s: f64) -> f64 {
    (BOUNCE_DUTY_AT_ANCHOR + BOUNCE_DUTY_PER_M_PER_S * (speed_m_per_s - ANCHOR_SPEED_M_PER_S))
        .clamp(DUTY_BOUNDS.0, DUTY_BOUNDS.1)
}

/// Slopes beyond which Minetti et al. 2002 measured nothing, as a fraction.
const COST_GRADE_LIMIT: f64 = 0.45;

/// Energy to run a metre on a slope, in J per kilogram and metre: the polynomial of Minetti et
/// al. 2002 (10.1152/japplphysiol.01177.2001), held at its ends beyond slopes of ±45 %.
///
/// It says what a slope costs the metabolism, and nothing of what it loads the body with.
///
/// ```
/// use backstride::physics::running_cost_j_per_kg_m;
///
/// assert!((running_cost_j_per_kg_m(0.0) - 3.6).abs() < 1e-12);
/// assert!((running_cost_j_per_kg_m(0.10) - 5.968_214).abs() < 1e-9);
/// ```
pub fn running_cost_j_per_kg_m(grade: f64) -> f64 {
    let i = grade.clamp(-COST_GRADE_LIMIT, COST_GRADE_LIMIT);
    ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + 3.6
}

/// The speed on the level that costs as much as this speed on this slope.
pub fn level_speed_m_per_s(speed_m_per_s: f64, grade: f64) -> f64 {
    speed_m_per_s * running_cost_j_per_kg_m(grade) / running_cost_j_per_kg_m(0.0)
}

/// The fastest that anybody runs for so long, with a margin of 15 %, in m/s.
///
/// A power of the duration through the men's world records on the track (World Athletics: 100 m 9.58 s,
/// 400 m 43.03 s, 800 m 1:40.91, 1,500 m 3:26.00, 5,000 m 12:35.36, 10,000 m 26:11.00), none of which it
/// undercuts; 12 m/s at the most, which a sprinter reaches for a moment.
pub fn fastest_on_foot_m_per_s(duration_s: f64) -> f64 {
    (1.15 * 11.6 * duration_s.clamp(1.0, f64::MAX).powf(-0.08)).clamp(0.0, 12.0)
}
