//! A run second by second: what the body does, before any device writes it down.

use super::{
    chance::{Chance, Wander},
    course::{Course, Place},
    form::{Form, USUAL_SPEED_M_PER_S},
    outing::{Kind, Outing},
    stages::{Stage, stages},
};

/// Standard gravity, exact by definition (CGPM 1901).
const STANDARD_GRAVITY_M_PER_S2: f64 = 9.806_65;
/// Robin's mass.
pub(crate) const MASS_KG: f64 = 68.0;
/// Between walking and running (natural transition, about 2 m/s).
const RUNS_FROM_M_PER_S: f64 = 2.0;

/// Everything about one second.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    /// Seconds since the start, pauses counted.
    pub(crate) second: u32,
    /// Way covered.
    pub(crate) distance_m: f64,
    /// Speed over ground.
    pub(crate) speed_m_per_s: f64,
    /// Where, as a satellite receiver has it; none indoors.
    pub(crate) place: Option<Place>,
    /// Both feet's steps.
    pub(crate) cadence_spm: f64,
    /// Pulse.
    pub(crate) heart_rate_bpm: f64,
    /// How a step goes; none when walking or riding.
    pub(crate) step: Option<Step>,
}

/// One running step, as sensors see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    /// Contact of one foot.
    pub(crate) contact_ms: f64,
    /// The same as a share of the stride.
    pub(crate) contact_pct: f64,
    /// Bounce of the chest, by the strap of the day.
    pub(crate) chest_mm: f64,
    /// Bounce of the body, as a foot pod models it.
    pub(crate) pod_cm: f64,
    /// Left foot's share.
    pub(crate) balance_pct: f64,
    /// Step length.
    pub(crate) length_mm: f64,
    /// Power, as a foot pod models it.
    pub(crate) power_w: f64,
}

/// A recording: its seconds, and where laps begin and the timer stood.
#[derive(Clone, Debug)]
pub(crate) struct Recording {
    /// Seconds in which the timer ran.
    pub(crate) moments: Vec<Moment>,
    /// The first moment of each lap.
    pub(crate) laps: Vec<usize>,
    /// From and to which second the timer stood.
    pub(crate) pauses: Vec<(u32, u32)>,
    /// Metres climbed.
    pub(crate) ascent_m: f64,
    /// Metres come down.
    pub(crate) descent_m: f64,
}

/// Runs an outing.
pub(crate) fn record(outing: &Outing, chance: &mut Chance) -> Recording {
    let form = Form::on(outing.day(), chance);
    let mut body = Body::new(outing.kind, form);
    for stage in stages(outing.kind, chance) {
        body.laps.push(body.moments.len());
        body.go(&stage, chance);
    }
    let mut recording = Recording {
        moments: body.moments,
        laps: body.laps,
        pauses: body.pauses,
        ascent_m: body.ascent_m,
        descent_m: body.descent_m,
    };
    if !matches!(outing.kind, Kind::RunWalk { .. }) {
        recording.laps = laps_by_kilometre(&recording.moments);
    }
    recording
}

/// The watch's own laps: one a kilometre.
fn laps_by_kilometre(moments: &[Moment]) -> Vec<usize> {
    let kilometre = |moment: &Moment| (moment.distance_m / 1000.0).floor();
    let mut laps = vec![0];
    for (index, pair) in moments.windows(2).enumerate() {
        if kilometre(&pair[1]) > kilometre(&pair[0]) {
            laps.push(index + 1);
        }
    }
    laps
}

struct Body {
    form: Form,
    kind: Kind,
    course: Option<Course>,
    moments: Vec<Moment>,
    laps: Vec<usize>,
    pauses: Vec<(u32, u32)>,
    second: u32,
    distance_m: f64,
    speed_m_per_s: f64,
    cadence_spm: f64,
    heart_rate_bpm: f64,
    ascent_m: f64,
    descent_m: f64,
    ground_m: Option<f64>,
    noise: Noise,
}

/// What varies by itself, each with its own memory.
struct Noise {
    speed: Wander,
    cadence: Wander,
    heart: Wander,
    duty: Wander,
    bounce: Wander,
    balance: Wander,
    east: Wander,
    north: Wander,
    barometer: Wander,
}

impl Body {
    fn new(kind: Kind, form: Form) -> Body {
        let course = match kind {
            Kind::Easy(_) | Kind::Tempo(_) | Kind::RunWalk { .. } => Some(Course::lake()),
            Kind::Long(_) | Kind::Ride(_) => Some(Course::road()),
            Kind::Trail(_) => Some(Course::hills()),
            Kind::Belt(_) | Kind::Swim(_) => None,
        };
        Body {
            form,
            kind,
            course,
            moments: Vec::new(),
            laps: Vec::new(),
            pauses: Vec::new(),
            second: 0,
            distance_m: 0.0,
            speed_m_per_s: 1.0,
            cadence_spm: 120.0,
            heart_rate_bpm: 92.0,
            ascent_m: 0.0,
            descent_m: 0.0,
            ground_m: None,
            noise: Noise {
                speed: Wander::new(0.07, 25.0),
                cadence: Wander::new(1.1, 20.0),
                heart: Wander::new(1.2, 40.0),
                duty: Wander::new(0.006, 30.0),
                bounce: Wander::new(1.6, 25.0),
                balance: Wander::new(0.35, 60.0),
                east: Wander::new(1.3, 30.0),
                north: Wander::new(1.3, 30.0),
                barometer: Wander::new(0.7, 600.0),
            },
        }
    }

    fn go(&mut self, stage: &Stage, chance: &mut Chance) {
        let (begun_s, begun_m) = (self.second, self.distance_m);
        while !stage.is_over(self.second - begun_s, self.distance_m - begun_m) {
            self.advance(stage, chance);
        }
        if stage.then_stands_s > 0 {
            self.pauses.push((self.second, self.second + stage.then_stands_s));
            self.second += stage.then_stands_s;
            self.heart_rate_bpm -= f64::from(stage.then_stands_s) * 0.25;
            self.speed_m_per_s = 1.0;
        }
    }

    /// One second.
    fn advance(&mut self, stage: &Stage, chance: &mut Chance) {
        let place = self.course.as_ref().map(|course| course.at(self.distance_m));
        let grade = place.map_or(0.0, |place| place.grade);
        self.move_on(stage, grade, chance);
        self.climb(place);
        let step = self.step(chance);
        self.beat(grade, chance);
        let moment = Moment {
            second: self.second,
            distance_m: self.distance_m,
            speed_m_per_s: self.speed_m_per_s,
            place: place.map(|place| self.as_received(place, chance)),
            cadence_spm: self.cadence_spm,
            heart_rate_bpm: self.heart_rate_bpm + self.noise.heart.step(chance),
            step,
        };
        self.moments.push(moment);
        self.distance_m += self.speed_m_per_s;
        self.second += 1;
    }

    /// Speed nears what the stage asks for, slower uphill; cadence follows speed, slope and form.
    fn move_on(&mut self, stage: &Stage, grade: f64, chance: &mut Chance) {
        let wander = self.noise.speed.step(chance);
        let wanted = (stage.speed_m_per_s + self.form.speed_shift_m_per_s) * (1.0 - 2.4 * grade);
        let calm = if stage.speed_m_per_s < RUNS_FROM_M_PER_S { 0.4 } else { 1.0 };
        self.speed_m_per_s += 0.35 * (wanted + calm * wander - self.speed_m_per_s);
        let late_h = (f64::from(self.second) - 2400.0).clamp(0.0, f64::MAX) / 3600.0;
        let running_spm =
            self.form.cadence_spm + 6.0 * (self.speed_m_per_s - USUAL_SPEED_M_PER_S) + 20.0 * grade
                - self.form.late_loss_spm_per_h * late_h;
        let walking_spm = 112.0 + 22.0 * (self.speed_m_per_s - 1.45);
        let wanted_spm = if self.runs() { running_spm } else { walking_spm };
        let wander_spm = self.noise.cadence.step(chance);
        self.cadence_spm += 0.6 * (wanted_spm + wander_spm - self.cadence_spm);
    }

    fn runs(&self) -> bool {
        self.speed_m_per_s >= RUNS_FROM_M_PER_S
    }

    fn climb(&mut self, place: Option<Place>) {
        let ground_m = place.map(|place| place.altitude_m);
        if let (Some(now_m), Some(before_m)) = (ground_m, self.ground_m) {
            self.ascent_m += (now_m - before_m).clamp(0.0, f64::MAX);
            self.descent_m += (before_m - now_m).clamp(0.0, f64::MAX);
        }
        self.ground_m = ground_m;
    }

    /// A step by the spring model: contact from a duty factor that falls with speed, bounce of the
    /// mass from step time and duty factor (Morin et al. 2005, 10.1123/jab.21.2.167).
    fn step(&mut self, chance: &mut Chance) -> Option<Step> {
        if matches!(self.kind, Kind::Ride(_) | Kind::Swim(_)) || !self.runs() {
            return None;
        }
        let step_s = 60.0 / self.cadence_spm;
        let duty = 0.747 - 0.114 * (self.speed_m_per_s - 3.0)
            + self.form.duty_shift
            + self.noise.duty.step(chance);
        let bounce_mm =
            1000.0 * STANDARD_GRAVITY_M_PER_S2 * (step_s * step_s) * (0.125 - 0.090_845_1 * duty);
        let wander_mm = self.noise.bounce.step(chance);
        Some(Step {
            contact_ms: 1000.0 * duty * step_s,
            contact_pct: 50.0 * duty,
            chest_mm: bounce_mm + self.form.strap_extra_mm + wander_mm,
            pod_cm: 0.1 * (bounce_mm + 0.4 * wander_mm),
            balance_pct: self.form.balance_pct + self.noise.balance.step(chance),
            length_mm: 1000.0 * self.speed_m_per_s * step_s,
            power_w: 1.04 * MASS_KG * self.speed_m_per_s + 2.0 * wander_mm,
        })
    }

    /// The pulse follows effort with a lag, and creeps up in a long run.
    fn beat(&mut self, grade: f64, chance: &mut Chance) {
        let (usual, per_speed, ease) = match self.kind {
            Kind::Ride(_) => (124.0, 6.0, 6.6),
            Kind::Swim(_) => (126.0, 10.0, 0.6),
            _ => (143.0, 24.0, USUAL_SPEED_M_PER_S),
        };
        let creep_bpm = 0.12 * f64::from(self.second) / 60.0;
        let effort = self.speed_m_per_s * (1.0 + 4.5 * grade) - ease;
        let wanted = usual + per_speed * effort + creep_bpm + self.form.heart_shift_bpm;
        self.heart_rate_bpm += (wanted - self.heart_rate_bpm) / 35.0 + 0.1 * chance.bell();
    }

    /// A place as a receiver and a barometer have it.
    fn as_received(&mut self, place: Place, chance: &mut Chance) -> Place {
        Place {
            east_m: place.east_m + self.noise.east.step(chance),
            north_m: place.north_m + self.noise.north.step(chance),
            altitude_m: place.altitude_m + self.noise.barometer.step(chance),
            grade: place.grade,
        }
    }
}
