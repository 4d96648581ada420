//! Flares, the last seven days, and mornings after runs by length.

use jiff::civil::Date;
use serde::Serialize;

use super::{Number, number, score};
use crate::{
    model::FlareEnd,
    page::{BeforeFlare, FlareStory, LastSeven, LengthBin, Mornings, WeekBefore},
};

#[derive(Serialize)]
pub(super) struct FlareOut<'a> {
    first: Date,
    last: Date,
    text: &'a str,
    marked: &'a [Date],
    above_usual: &'a [Date],
    peak: Option<Number>,
    peak_date: Option<Date>,
    usual: Option<Number>,
    usual_from: Option<Number>,
    usual_to: Option<Number>,
    usual_n: Option<usize>,
    /// `back`, `no_longer_marked`, `open`.
    end: &'static str,
    end_date: Option<Date>,
    mornings_back: Option<usize>,
    #[serde(rename = "where")]
    places: Vec<PlaceOut>,
    legs: Vec<LegOut>,
    legs_not_logged: &'a [Date],
    tablets_prescribed_days: usize,
    tablets_otc_days: usize,
    tablets_none_days: usize,
    tablets_not_logged_days: usize,
    #[serde(rename = "function_0_10")]
    function: Option<Number>,
    function_before_0_10: Option<Number>,
    worse_at_night_days: usize,
    run_days: &'a [Date],
    earlier: Vec<EarlierOut>,
    /// `null` where nothing of it is known, or the safety box withholds it.
    week_before: Option<WeekOut>,
}

#[derive(Serialize)]
struct PlaceOut {
    site: &'static str,
    side: Option<&'static str>,
    days: usize,
}

#[derive(Serialize)]
struct LegOut {
    name: &'static str,
    days: usize,
}

#[derive(Serialize)]
struct EarlierOut {
    first: Date,
    days: i64,
}

impl<'a> FlareOut<'a> {
    pub(super) fn of(story: &'a FlareStory) -> FlareOut<'a> {
        let flare = &story.flare;
        let (end, end_date, mornings_back) = match flare.end {
            FlareEnd::Back(day) => ("back", Some(day), None),
            FlareEnd::NoLongerMarked(day) => ("no_longer_marked", Some(day), None),
            FlareEnd::Open { back } => ("open", None, Some(back)),
        };
        FlareOut {
            first: flare.first,
            last: flare.last,
            text: &story.text,
            marked: &flare.marked,
            above_usual: &flare.above_usual,
            peak: score(flare.peak.map(|(_, peak)| peak)),
            peak_date: flare.peak.map(|(day, _)| day),
            usual: number(flare.usual.map(|usual| usual.median)),
            usual_from: number(flare.usual.map(|usual| usual.middle.0)),
            usual_to: number(flare.usual.map(|usual| usual.middle.1)),
            usual_n: flare.usual.map(|usual| usual.n),
            end,
            end_date,
            mornings_back,
            places: flare
                .places
                .iter()
                .map(|(site, side, days)| PlaceOut {
                    site: site.key(),
                    side: side.map(|side| side.key()),
                    days: *days,
                })
                .collect(),
            legs: flare
                .legs
                .iter()
                .map(|(symptom, days)| LegOut { name: symptom.key(), days: *days })
                .collect(),
            legs_not_logged: &flare.legs_not_logged,
            tablets_prescribed_days: flare.tablets.prescribed,
            tablets_otc_days: flare.tablets.otc,
            tablets_none_days: flare.tablets.none,
            tablets_not_logged_days: flare.tablets.not_logged,
            function: number(flare.function.0),
            function_before_0_10: number(flare.function.1),
            worse_at_night_days: flare.nights,
            run_days: &story.run_days,
            earlier: story
                .earlier
                .iter()
                .map(|(first, days)| EarlierOut { first: *first, days: *days })
                .collect(),
            week_before: story.before.as_ref().map(WeekOut::of),
        }
    }
}

#[derive(Serialize)]
struct WeekOut {
    first: Date,
    last: Date,
    calm_first: Option<Date>,
    calm_last: Option<Date>,
    exposures: Vec<ExposureOut>,
}

#[derive(Serialize)]
struct ExposureOut {
    key: &'static str,
    value: Number,
    usual: Option<Number>,
    calm: Option<Number>,
    weeks_like_it: usize,
    followed_by_a_flare: usize,
    weeks_known: usize,
}

impl WeekOut {
    fn of(week: &WeekBefore) -> WeekOut {
        let exposure = |it: &BeforeFlare| ExposureOut {
            key: it.key,
            value: Number(it.value),
            usual: number(it.usual),
            calm: number(it.calm),
            weeks_like_it: it.weeks_like_it,
            followed_by_a_flare: it.followed,
            weeks_known: it.weeks_known,
        };
        WeekOut {
            first: week.first,
            last: week.last,
            calm_first: week.calm.map(|(first, _)| first),
            calm_last: week.calm.map(|(_, last)| last),
            exposures: week.exposures.iter().map(exposure).collect(),
        }
    }
}

/// The last seven days that are known.
#[derive(Serialize)]
pub(super) struct LastSevenOut {
    until: Date,
    mean: Number,
    n: usize,
    peak: Number,
    usual: Option<Number>,
    tablet_days: Option<usize>,
}

impl LastSevenOut {
    pub(super) fn of(last: &LastSeven) -> LastSevenOut {
        LastSevenOut {
            until: last.until,
            mean: Number(last.mean),
            n: last.n,
            peak: Number(last.peak.value()),
            usual: number(last.usual),
            tablet_days: last.tablet_days,
        }
    }
}

/// Mornings after runs by the length of the run: a dot a run.
#[derive(Serialize)]
pub(super) struct MorningsOut {
    since: Option<Date>,
    flare_first: Option<Date>,
    flare_last: Option<Date>,
    not_known: usize,
    lengths: Vec<LengthOut>,
}

#[derive(Serialize)]
struct LengthOut {
    over_m: Number,
    up_to_m: Option<Number>,
    settled: usize,
    runs: usize,
    days: Vec<DotOut>,
}

#[derive(Serialize)]
struct DotOut {
    date: Date,
    length_m: Number,
    settled: bool,
    flare: &'static str,
}

impl MorningsOut {
    pub(super) fn of(told: &Mornings) -> MorningsOut {
        let length = |bin: &LengthBin| {
            let (settled, runs) = bin.settled();
            LengthOut {
                over_m: Number(bin.from_m),
                up_to_m: number(bin.to_m),
                settled,
                runs,
                days: bin
                    .dots
                    .iter()
                    .map(|dot| DotOut {
                        date: dot.date,
                        length_m: Number(dot.length_m),
                        settled: dot.settled,
                        flare: dot.side.key(),
                    })
                    .collect(),
            }
        };
        MorningsOut {
            since: told.since,
            flare_first: told.flare.map(|(first, _)| first),
            flare_last: told.flare.map(|(_, last)| last),
            not_known: told.apart,
            lengths: told.bins.iter().map(length).collect(),
        }
    }
}
