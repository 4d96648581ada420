//! Flares, and what was logged of them.

use serde::Serialize;

use crate::output::document::{days_of, object};
use crate::{
    model::FlareEnd,
    page::FlareStory,
    say::{flare, voice::Voice},
};

pub(super) fn flare_story(story: &FlareStory, voice: Voice) -> impl Serialize {
    let told = &story.flare;
    let (end, end_date, mornings_back) = match told.end {
        FlareEnd::Back(day) => ("back", Some(day), None),
        FlareEnd::NoLongerMarked(day) => ("no_longer_marked", Some(day), None),
        FlareEnd::Open { back } => ("open", None, Some(back)),
    };
    object! {
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
        /// `back`, `no_longer_marked`, `open`.
        end: end,
        end_date: end_date,
        mornings_back: mornings_back,
        #[serde(rename = "where")]
        places: told
            .places
            .iter()
            .map(|(site, side, days)| object! {
                site: site.key(),
                side: side.map(|side| side.key()),
                days: *days,
            })
            .collect::<Vec<_>>(),
        legs: days_of(told.legs.iter().copied()),
        legs_not_logged: &told.legs_not_logged,
        tablets_prescribed_days: told.tablets.prescribed,
        tablets_otc_days: told.tablets.otc,
        tablets_none_days: told.tablets.none,
        tablets_not_logged_days: told.tablets.not_logged,
        #[serde(rename = "function_0_10")]
        function: told.function.0,
        function_before_0_10: told.function.1,
        worse_at_night_days: told.nights,
        run_days: &story.run_days,
        earlier: story
            .earlier
            .iter()
            .map(|(first, days)| object! { first: first, days: days })
            .collect::<Vec<_>>(),
        /// `null` where nothing of it is known, or the safety box withholds it.
        week_before: story.before.as_ref(),
    }
}
