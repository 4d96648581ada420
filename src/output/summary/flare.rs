//! Flares, and what was logged of them.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    model::{FlareEnd, LegSymptom, PainScore},
    page::{FlareStory, WeekBefore, shape},
    say::{flare, voice::Voice},
};

#[derive(Serialize)]
pub(super) struct FlareOut<'a> {
    first: Date,
    last: Date,
    text: String,
    marked: &'a [Date],
    above_usual: &'a [Date],
    peak: Option<PainScore>,
    peak_date: Option<Date>,
    usual: Option<f64>,
    usual_from: Option<f64>,
    usual_to: Option<f64>,
    usual_n: Option<usize>,
    /// `back`, `no_longer_marked`, `open`.
    end: &'static str,
    end_date: Option<Date>,
    mornings_back: Option<usize>,
    #[serde(rename = "where")]
    places: Vec<PlaceOut>,
    #[serde(serialize_with = "shape::days_of")]
    legs: &'a [(LegSymptom, usize)],
    legs_not_logged: &'a [Date],
    tablets_prescribed_days: usize,
    tablets_otc_days: usize,
    tablets_none_days: usize,
    tablets_not_logged_days: usize,
    #[serde(rename = "function_0_10")]
    function: Option<f64>,
    function_before_0_10: Option<f64>,
    worse_at_night_days: usize,
    run_days: &'a [Date],
    #[serde(serialize_with = "shape::earlier")]
    earlier: &'a [(Date, i64)],
    /// `null` where nothing of it is known, or the safety box withholds it.
    week_before: Option<&'a WeekBefore>,
}

#[derive(Serialize)]
struct PlaceOut {
    site: &'static str,
    side: Option<&'static str>,
    days: usize,
}

impl<'a> FlareOut<'a> {
    pub(super) fn of(story: &'a FlareStory, voice: Voice) -> FlareOut<'a> {
        let told = &story.flare;
        let (end, end_date, mornings_back) = match told.end {
            FlareEnd::Back(day) => ("back", Some(day), None),
            FlareEnd::NoLongerMarked(day) => ("no_longer_marked", Some(day), None),
            FlareEnd::Open { back } => ("open", None, Some(back)),
        };
        FlareOut {
            first: told.first,
            last: told.last,
            text: flare::sentence(&story.flare, voice),
            marked: &told.marked,
            above_usual: &told.above_usual,
            peak: told.peak.map(|(_, peak)| peak),
            peak_date: told.peak.map(|(day, _)| day),
            usual: told.usual.map(|usual| usual.median),
            usual_from: told.usual.map(|usual| usual.middle.0),
            usual_to: told.usual.map(|usual| usual.middle.1),
            usual_n: told.usual.map(|usual| usual.n),
            end,
            end_date,
            mornings_back,
            places: told
                .places
                .iter()
                .map(|(site, side, days)| PlaceOut {
                    site: site.key(),
                    side: side.map(|side| side.key()),
                    days: *days,
                })
                .collect(),
            legs: &told.legs,
            legs_not_logged: &told.legs_not_logged,
            tablets_prescribed_days: told.tablets.prescribed,
            tablets_otc_days: told.tablets.otc,
            tablets_none_days: told.tablets.none,
            tablets_not_logged_days: told.tablets.not_logged,
            function: told.function.0,
            function_before_0_10: told.function.1,
            worse_at_night_days: told.nights,
            run_days: &story.run_days,
            earlier: &story.earlier,
            week_before: story.before.as_ref(),
        }
    }
}
