//! How the sentences at the head of a page are chosen, in words.

/// How the sentences are chosen, for the methods of a page.
pub(crate) const LINES: &[(&str, &str)] = &[
    (
        "Formula",
        "Up to three sentences, the first that hold of: a flare, marked or by the diary's own rule, \
         beside which no other on the back or on how much was run stands; the change of pain in the \
         morning, by the rule of its own entry; days of whose running nothing is known; a plan that \
         held for 7 days or more and was not kept on some point; a month at least 30 % above the one \
         before it, or a week of it as far above the four before it; the run that was longest against \
         the 30 days before it, from more than 10 % on; \
         pain logged on under 60 % of days; form at your own pace, where the 99 % interval of its \
         change leaves 0 out; a whole week at least 30 % above the mean of the four before it; a \
         row of 7 days or more with a run, or days without a run fewer by a fifth of all days than \
         in the period before; a plan that was kept.",
    ),
    (
        "Limits",
        "A sentence on the back never stands next to one on how much was run, as if the one \
         followed from the other: one on form or on the log stands between them, or one of them is \
         left out. Weeks are told only where all five are whole, none has a day unwell or is \
         without a run, and the four hold at least 8 runs. Days without a run are set against the \
         period before only where both have at least 28 days, all of them covered and none unwell, \
         and no week without a run lies in them. A month that is not over is set against nothing.",
    ),
    (
        "Not for",
        "Judging a month: the bounds 60 %, 30 %, 7 days and a fifth are our own choice, and a month \
         without a sentence may have been as hard as any.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::stands_out::{
        FEWER_BY, FEWEST_DAYS, MOST, PLAN_HELD_DAYS, ROW_DAYS, RUNS_BEFORE_WEEK, WEEK_ABOVE_PCT,
        WELL_LOGGED,
    };

    #[test]
    fn the_words_name_every_bound() {
        let words: String = LINES.iter().map(|(_, text)| *text).collect();
        for bound in [
            format!("under {} % of days", 100.0 * WELL_LOGGED),
            format!("at least {WEEK_ABOVE_PCT} % above"),
            format!("at least {RUNS_BEFORE_WEEK} runs"),
            format!("row of {ROW_DAYS} days"),
            format!("at least {FEWEST_DAYS} days"),
            format!("held for {PLAN_HELD_DAYS} days"),
        ] {
            assert!(words.contains(&bound), "{bound}: {words}");
        }
        assert!(words.contains("Up to three") && MOST == 3);
        assert!(words.contains("a fifth of all days") && (FEWER_BY - 1.0 / 5.0).abs() < 1e-12);
    }
}
