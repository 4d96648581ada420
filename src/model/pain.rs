//! What the diary says.

use std::fmt;

use jiff::civil::{Date, Time};
use serde::{Serialize, Serializer};

use super::keyed::keyed;

/// A score from 0 to 10 in half points, kept exactly as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PainScore(u8);

/// A score that is not on the scale.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{0} is not on the scale: whole or half points from 0 to 10")]
pub struct OutOfScale(pub f64);

impl Serialize for PainScore {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}

impl PainScore {
    /// A score of 0 to 10, halves allowed.
    ///
    /// # Errors
    ///
    /// When the number is not a whole or half point from 0 to 10.
    ///
    /// ```
    /// use backstride::model::PainScore;
    ///
    /// assert_eq!(PainScore::new(3.5).unwrap().to_string(), "3.5");
    /// assert!(PainScore::new(3.3).is_err());
    /// assert!(PainScore::new(f64::NAN).is_err());
    /// ```
    pub fn new(score: f64) -> Result<PainScore, OutOfScale> {
        (0_u8..=20)
            .find(|&half_points| (f64::from(half_points) - 2.0 * score).abs() < 1e-9)
            .map(PainScore)
            .ok_or(OutOfScale(score))
    }

    /// The score as a number from 0 to 10.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 2.0
    }
}

impl fmt::Display for PainScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value())
    }
}

/// One row of the diary, checked. `None`: the cell was blank, which is not zero.
#[derive(Clone, Debug, PartialEq)]
pub struct PainEntry {
    /// The line of the file it came from, from 1.
    pub line: u64,
    /// The local day.
    pub date: Date,
    /// The local time, where given: then the row is an entry of its own.
    pub time_local: Option<Time>,
    /// The run it belongs to: a file name or a start time.
    pub run_id: Option<String>,
    /// Pain this morning, felt and dated this day.
    pub pain_morning: Option<PainScore>,
    /// Pain before the run, or "now" on a rest day.
    pub pain_before: Option<PainScore>,
    /// Worst pain during the run.
    pub pain_during_max: Option<PainScore>,
    /// Pain an hour after the run.
    pub pain_after_1h: Option<PainScore>,
    /// Pain at the row's own time.
    pub pain_now: Option<PainScore>,
    /// Whether the runner calls the day one of a flare.
    pub flare: Option<bool>,
    /// What the pain is like, as a set.
    pub quality: Vec<PainQuality>,
    /// Where it hurts.
    pub location: Option<BodySite>,
    /// Which side.
    pub side: Option<Side>,
    /// Leg symptoms, as a set; `None` alone means "none".
    pub legs: Vec<LegSymptom>,
    /// What kind of day.
    pub activity: Option<DayActivity>,
    /// The main activity one finds hard: 10 is no trouble.
    pub function: Option<PainScore>,
    /// Stress, 0–10.
    pub stress: Option<PainScore>,
    /// Energy, 0–10.
    pub energy: Option<PainScore>,
    /// Mood, 0–10.
    pub mood: Option<PainScore>,
    /// Confidence in running, 0–10.
    pub confidence: Option<PainScore>,
    /// Minutes of stiffness in the morning.
    pub morning_stiff_min: Option<f64>,
    /// Session RPE, 0–10.
    pub rpe: Option<PainScore>,
    /// Minutes run, as the runner tells them.
    pub run_min: Option<f64>,
    /// Kilometres run, as the runner tells them.
    pub run_km: Option<f64>,
    /// What was run on.
    pub surface: Option<String>,
    /// Shoe id.
    pub shoe: Option<String>,
    /// Hours slept.
    pub sleep_h: Option<f64>,
    /// Hours sat.
    pub sitting_h: Option<f64>,
    /// Litres drunk.
    pub hydration_l: Option<f64>,
    /// `upright`, `mixed`, `slouched`.
    pub posture: Option<String>,
    /// `none`, or of `strength`, `core`, `mobility`, `stretching`, `both` several joined by `+`.
    pub strength_mob: Option<String>,
    /// `none`, or of `easy`, `drills` several joined by `+`.
    pub warm_up: Option<String>,
    /// `none`, or of `easy`, `stretching` several joined by `+`.
    pub cool_down: Option<String>,
    /// `none`, or kinds of other training joined by `+`.
    pub cross_training: Option<String>,
    /// `none`, or of `sitting_long`, `lifting`, `travel`, `other_sport` several joined by `+`.
    pub other_load: Option<String>,
    /// `none`, `otc`, `prescribed`.
    pub meds: Option<String>,
    /// `none`, or of `massage`, `foam_roll`, `heat`, `other` several joined by `+`.
    pub recovery: Option<String>,
    /// Free words on a treatment or visit that day.
    pub treatment: Option<String>,
    /// What the runner wrote that made the back worse that day, in short phrases.
    pub aggravating: Option<String>,
    /// What the runner wrote that eased it, in short phrases.
    pub easing: Option<String>,
    /// Start or end of an injury period.
    pub injury: Option<InjuryMark>,
    /// Warning signs ticked.
    pub red_flags: Vec<RedFlag>,
    /// Weekly OSTRC-H2 answers 1–4, each 0–25.
    pub ostrc: [Option<f64>; 4],
    /// Patient-specific function scores 1–3, 0–10.
    pub psfs: [Option<f64>; 3],
    /// Oswestry total in per cent.
    pub odi_percent: Option<f64>,
    /// `STarT` Back total, 0–9.
    pub start_total: Option<f64>,
    /// `STarT` Back distress subscale, 0–5.
    pub start_distress: Option<f64>,
    /// Roland-Morris total, 0–24.
    pub roland_morris: Option<f64>,
    /// Pain of the last week on average, 0–10.
    pub pain_week: Option<PainScore>,
    /// Hours one can sit before the back asks for something else.
    pub sitting_tolerance_h: Option<f64>,
    /// `none`, `started`, `more`, `less`, `stopped`: what changed in the medicines that day.
    pub dose_change: Option<String>,
    /// Hours of work lost to the back.
    pub work_lost_h: Option<f64>,
    /// When the row was written, where known.
    pub entered_on: Option<Date>,
    /// Free words. Never parsed, never shared by default.
    pub note: Option<String>,
}

impl PainEntry {
    /// A blank row for a day.
    pub fn blank(line: u64, date: Date) -> PainEntry {
        PainEntry {
            line,
            date,
            time_local: None,
            run_id: None,
            pain_morning: None,
            pain_before: None,
            pain_during_max: None,
            pain_after_1h: None,
            pain_now: None,
            flare: None,
            quality: Vec::new(),
            location: None,
            side: None,
            legs: Vec::new(),
            activity: None,
            function: None,
            stress: None,
            energy: None,
            mood: None,
            confidence: None,
            morning_stiff_min: None,
            rpe: None,
            run_min: None,
            run_km: None,
            surface: None,
            shoe: None,
            sleep_h: None,
            sitting_h: None,
            hydration_l: None,
            posture: None,
            strength_mob: None,
            warm_up: None,
            cool_down: None,
            cross_training: None,
            other_load: None,
            meds: None,
            recovery: None,
            treatment: None,
            aggravating: None,
            easing: None,
            injury: None,
            red_flags: Vec::new(),
            ostrc: [None; 4],
            psfs: [None; 3],
            odi_percent: None,
            start_total: None,
            start_distress: None,
            roland_morris: None,
            pain_week: None,
            sitting_tolerance_h: None,
            dose_change: None,
            work_lost_h: None,
            entered_on: None,
            note: None,
        }
    }

    /// The worst pain that the row tells, whenever it was felt.
    pub fn worst(&self) -> Option<PainScore> {
        self.pain_morning
            .max(self.pain_before)
            .max(self.pain_during_max)
            .max(self.pain_after_1h)
            .max(self.pain_now)
    }

    /// Whether the runner says that there was a run: by the kind of day, or by its length.
    pub fn tells_a_run(&self) -> bool {
        let long = |amount: Option<f64>| amount.is_some_and(|amount| amount > 0.0);
        self.activity == Some(DayActivity::Run) || long(self.run_min) || long(self.run_km)
    }

    /// Whether the day had a load of this kind beside running; none where the log does not say.
    pub fn had_load(&self, kind: &str) -> Option<bool> {
        self.other_load.as_deref().map(|kinds| words_in(kinds).any(|word| word == kind))
    }

    /// Whether the day had exercises for strength or mobility; none where the log does not say.
    pub fn had_exercises(&self) -> Option<bool> {
        self.strength_mob.as_deref().map(|kinds| words_in(kinds).any(|word| word != "none"))
    }
}

/// The words of a cell that holds several joined by `+`.
///
/// ```
/// use backstride::model::words_in;
///
/// assert_eq!(words_in("core+mobility").collect::<Vec<_>>(), ["core", "mobility"]);
/// ```
pub fn words_in(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('+').map(str::trim)
}

/// The phrases of a cell of own words, as they are written: parted by `;` or a line each, and by
/// commas where it has neither. A sign before a phrase that makes it a list's item is no part of it.
///
/// ```
/// use backstride::model::phrases_in;
///
/// assert_eq!(phrases_in("Sitting, bending forward"), ["Sitting", "bending forward"]);
/// assert_eq!(phrases_in("long drives, at night; lifting"), ["long drives, at night", "lifting"]);
/// assert_eq!(phrases_in("- walking\n- lying"), ["walking", "lying"]);
/// ```
pub fn phrases_in(cell: &str) -> Vec<&str> {
    let ends = [';', '\n', '\r'];
    // Without a blank behind it a comma may be a decimal one.
    let parts: Vec<&str> =
        if cell.contains(ends) { cell.split(ends).collect() } else { cell.split(", ").collect() };
    let bare = parts.into_iter().map(|part| part.trim().trim_start_matches(['-', '*', '•']).trim());
    bare.filter(|phrase| !phrase.is_empty()).collect()
}

keyed! {
    /// Where it hurts.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum BodySite {
        /// Low back.
        LowBack = "low_back", "low back";
        /// Buttock.
        Buttock = "buttock", "buttock";
        /// Upper back.
        UpperBack = "upper_back", "upper back";
        /// Leg above the knee.
        LegAboveKnee = "leg_above_knee", "leg above the knee";
        /// Leg below the knee.
        LegBelowKnee = "leg_below_knee", "leg below the knee";
        /// Elsewhere.
        Other = "other", "elsewhere";
    }
    /// The words on the page.
    fn shown;
}

keyed! {
    /// Which side.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Side {
        /// Left.
        Left = "left", "left";
        /// Right.
        Right = "right", "right";
        /// Both sides.
        Both = "both", "both sides";
        /// In the middle.
        Centre = "centre", "middle";
    }
    /// The words on the page.
    fn shown;
}

keyed! {
    /// A symptom in the leg.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum LegSymptom {
        /// None at all.
        None = "none", "none";
        /// Pain above the knee.
        AboveKnee = "above_knee", "above the knee";
        /// Pain below the knee.
        BelowKnee = "below_knee", "below the knee";
        /// Numbness or tingling.
        NumbTingle = "numb_tingle", "numb or tingling";
        /// Weakness.
        Weak = "weak", "weak";
    }
    /// The words on the page.
    fn shown;
}

keyed! {
    /// What a pain is like.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PainQuality {
        /// A dull ache.
        Ache = "ache", "an ache";
        /// Sharp or stabbing.
        Sharp = "sharp", "sharp";
        /// Stiffness.
        Stiff = "stiff", "stiff";
        /// Pins and needles.
        Tingling = "tingling", "tingling";
    }
    /// The words on the page.
    fn shown;
}

keyed! {
    /// What kind of day it was.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DayActivity {
        /// A run.
        Run = "run", "run";
        /// Rest.
        Rest = "rest", "rest";
        /// Other sport.
        Other = "other", "other sport";
        /// Ill.
        Ill = "ill", "ill";
    }
    /// The words on the page.
    fn shown;
}

keyed! {
    /// The edge of an injury period.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum InjuryMark {
        /// It starts this day.
        Start = "start", "start";
        /// It ends this day.
        End = "end", "end";
    }
    /// The words on the page.
    fn shown;
}

keyed! {
    /// A warning sign one may tick in the log.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum RedFlag {
        /// Numbness between the legs or around the buttocks.
        Saddle = "saddle", "numbness between the legs or around the buttocks";
        /// Trouble peeing, or loss of bladder or bowel control.
        BladderBowel = "bladder_bowel", "new trouble peeing or loss of bladder or bowel control";
        /// Changed sexual function.
        Sexual = "sexual", "changed sexual function";
        /// Pain, weakness or numbness in both legs.
        BothLegs = "both_legs", "pain, weakness or numbness in both legs";
        /// Chest pain.
        Chest = "chest", "chest pain";
        /// After a serious accident.
        Accident = "accident", "back pain after a serious accident";
        /// New weakness in one leg.
        Weakness = "weakness", "new weakness in one leg";
        /// Fever.
        Fever = "fever", "fever";
        /// A fall with fragile bones or on steroids.
        Fall = "fall", "a fall with fragile bones or while taking steroids";
        /// Unexplained weight loss.
        Weight = "weight", "unexplained weight loss";
        /// Worse at night.
        Night = "night", "pain that is worse at night";
        /// Seen to: what was ticked before is settled.
        Cleared = "cleared", "cleared";
    }
    /// The words on the page.
    fn shown;
}
