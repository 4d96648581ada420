//! Words that pages use and people ask about, which are no quantity: what each one means here.

use crate::model::Citation;

/// A word of the pages.
#[derive(Debug)]
pub struct Concept {
    /// Ways to ask for it; the first is one word, which needs no quotes in a shell.
    pub asked_by: &'static [&'static str],
    /// What it means on a page, in sentences that a runner can follow.
    pub means: &'static str,
    /// What it does not say.
    pub not: &'static str,
    /// Where it comes from.
    pub sources: &'static [Citation],
}

/// Every word, in the order in which they are listed.
pub static CONCEPTS: &[Concept] = &[
    Concept {
        asked_by: &["flare", "flare-up"],
        means: "A spell that you marked in the log (`flare`: worse than usual for hours to weeks, hard to \
                tolerate, with an effect on activities or mood), or that begins with a morning at least 2 \
                points above your usual one after three that were not. Both count and are told apart, as most \
                flares that people report are not above their average score. It ends with the first of three \
                logged mornings back at the usual level.",
        not: "What set it off: what was run and logged before it stands beside it, each with how often a \
              week like it was followed by one.",
        sources: &[
            Citation {
                short: "Costa et al. 2019",
                title: "J Pain 20:1267, PMID 30904517",
                doi: "",
            },
            Citation { short: "Costa et al. 2021", title: "Clin J Pain 37:313", doi: "" },
        ],
    },
    Concept {
        asked_by: &["settled", "raised", "answer", "answers", "next morning"],
        means: "How the back answered a run: pain before it against pain the next morning. Settled: at most \
                1 point more. Raised: 2 points more or beyond, and above your usual morning; back to usual: that \
                much more, but no more than a usual morning; slightly raised: in between. High: above the zone's or the \
                plan's limit though it rose less. Not known where one of the two is blank.",
        not: "Harm. The rule is borrowed from knee and Achilles rehabilitation; your therapist's rule goes \
              first.",
        sources: &[Citation {
            short: "Childs et al. 2005",
            title: "Responsiveness of the numeric pain rating scale in patients with low back pain. \
                    Spine 30:1331-1334",
            doi: "10.1097/01.BRS.0000164099.92112.29",
        }],
    },
    Concept {
        asked_by: &["mornings", "mornings after runs", "by length", "by descent", "by pace"],
        means: "Run days of the last half year as dots, in bins by how far was run: how many had settled by the \
                next morning, of how many. The same by the metres down of a day, and by its pace while running, \
                where at least ten run days have that value and both mornings, with three or more of them in \
                each of two bins. Bins are fixed, so that months can be laid side by side. A run day of which \
                a morning, or the value, is not known is in no bin and is counted beside them.",
        not: "Which length, descent or pace suits your back: no bin is called better, and none is tested. Runs of \
              one bin differ in all else.",
        sources: &[],
    },
    Concept {
        asked_by: &["usual", "usual range", "own range", "band"],
        means: "Of form: where about nine in ten of your own runs of the 56 days before the period lie, brought to \
                one pace on level ground, one sensor only. Of pain: the middle of the logged mornings of the 28 \
                days before, from seven mornings on.",
        not: "What is good, or what others have. It is your own, with whatever you did in those weeks.",
        sources: &[],
    },
    Concept {
        asked_by: &["pace", "own pace", "at own pace"],
        means: "Every form number moves with pace and slope. So runs are set side by side at one pace, your own \
                middle pace on the level, by what your own runs show of how the number moves.",
        not: "How you would run at another pace.",
        sources: &[],
    },
    Concept {
        asked_by: &["slope", "slopes", "uphill", "downhill", "hill", "hills", "by slope"],
        means: "How you run uphill and downhill beside the level, at one pace. Of each run the stretches of 30 s \
                with a slope above 3 % and up to 8 %, within 3 %, and below −3 % down to −8 % stand apart; only \
                those within 10 % of your own pace count, and each is brought to it as own form is, but keeps \
                what its slope does. A run counts with 2 minutes of a slope or more, and a slope is told from 10 \
                minutes in 3 runs on, for the period and for the 56 days before it. Each run counts alike, \
                and the interval, 95 times in 100, comes from drawing runs anew. What stands signed is \
                set against the level of the same runs (99 times in 100). The level here is level stretches \
                alone; form at own pace brings all stretches to the level, so the two differ a little.",
        not: "How you would run a hill faster, slower or steeper. Nothing is told where altitude is missing or \
              scatters, or on a belt. Sensors differ from each other on slopes, bounce downhill and contact \
              time uphill above all, so values are your own sensor's and no other's; and no slope is \
              better than another for it.",
        sources: &[Citation {
            short: "Berzosa et al. 2024",
            title: "Sensors 24:3570: two sensors apart in bounce downhill and contact time uphill on trails",
            doi: "",
        }],
    },
    Concept {
        asked_by: &[
            "sensors",
            "sensor",
            "two sensors",
            "worn together",
            "calibration",
            "agreement",
        ],
        means: "How far apart two sensors of one quantity lie: a watch and a pod in one file, or two watches on one \
                run, over the time in which both recorded. Each run of 5 minutes or more is one pair of means; \
                from 5 runs and 60 minutes on the mean difference is told, with its 95 % interval and with the limits \
                of agreement, within which 95 of 100 further runs would differ. Where a sensor was changed for \
                another, the runs before it are then drawn a second time, hollow and without a line, as the \
                latest sensor would have them, each with the range of one run's difference. The line stays \
                broken, and no mean, usual range or change takes these estimates in.",
        not: "Which of the two is right. Nothing is brought over where the difference is another for low \
              than for high values, and none is told of firmware, which cannot be worn twice. It holds for \
              the paces and slopes of those runs, and for the way both were worn then.",
        sources: &[Citation {
            short: "Bland & Altman 1986",
            title: "Statistical methods for assessing agreement between two methods of clinical measurement. \
                    Lancet 327:307-310",
            doi: "10.1016/S0140-6736(86)90837-8",
        }],
    },
    Concept {
        asked_by: &["together", "goes together", "link", "correlation"],
        means: "Whether mornings after more of something were worse than mornings after less, in your own diary, \
                tested by shifting one row of days against the other. It is told only from 60 pairs of \
                days on, and with how many looks were taken.",
        not: "Why. Two things that both follow the season, the week or a plan go together as well.",
        sources: &[],
    },
    Concept {
        asked_by: &["measured", "calculated", "estimated", "reported", "origin", "provenance"],
        means: "Where a number comes from. ● measured: a sensor recorded it. ◐ calculated: arithmetic on what was \
                measured. ○ estimated: it rests on a model of the body or on other runners. ◆ reported: you \
                wrote it in the log. A number made from several has the weakest of their marks.",
        not: "How large its error is: that stands with each quantity, under Error.",
        sources: &[],
    },
    Concept {
        asked_by: &["unknown", "not known", "gap", "gaps"],
        means: "Absent is not zero. A blank cell, a day without a file between runs that the log tells of, and \
                a spell far longer than your usual gaps are not known: no longest run, ratio or comparison crosses \
                them. `doctor` lists them and what would fill them.",
        not: "A day of rest: that is one the log calls so, or one inside what the files cover.",
        sources: &[],
    },
    Concept {
        asked_by: &["impact", "impact distance", "shock", "mechanical load"],
        means: "Steps and minutes run stand for how often the body landed. No distance is weighted by impact \
                here: that needs the force of each step, which no watch records. A mean over a whole step is \
                body weight by the laws of motion, so adding it up says no more than time and weight, and speed \
                alone does not stand for bone: a kilometre run fast adds no more load on the shin than one run \
                slowly. What a pod on the foot reckons is told as its own (`foot_impact_g`, `foot_braking_g`).",
        not: "A measure of harm; hard landings have not been shown to be what injures runners.",
        sources: &[
            Citation {
                short: "Hunter et al. 2019",
                title: "Med Sci Sports Exerc 51:1178: cumulative tibial load a kilometre at two speeds",
                doi: "",
            },
            Citation {
                short: "Kiernan et al. 2023",
                title: "Sensors 23:8719: of 27 ways to tell impact from one accelerometer none is precise",
                doi: "10.3390/s23218719",
            },
        ],
    },
    Concept {
        asked_by: &["sign", "warning sign", "warning signs", "red flag", "red flags"],
        means: "Signs in the log for which one should not wait: some call for emergency care, some for a \
                doctor or physical therapist within days. They stand first on a page, on the terminal and in \
                `pain check`, and take charts of form and links away until they are marked as seen to.",
        not: "A diagnosis, and nothing marked is no all-clear.",
        sources: &[],
    },
];

/// What answers a word.
pub fn concept(word: &str) -> Option<&'static Concept> {
    let is_asked =
        |concept: &&Concept| concept.asked_by.iter().any(|it| it.eq_ignore_ascii_case(word));
    CONCEPTS.iter().find(is_asked)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{insight::words::banned_words, say::explain};

    #[test]
    fn every_word_can_be_asked_for_without_quotes() {
        let first = |concept: &Concept| concept.asked_by.first().copied().unwrap_or_default();
        for concept in CONCEPTS {
            let word = first(concept);
            assert!(!word.is_empty() && !word.contains(' '), "{word}");
        }
    }

    #[test]
    fn no_word_is_asked_for_twice_nor_is_it_a_quantity_and_none_uses_a_banned_word() {
        let mut seen: BTreeSet<&str> = explain::words().into_iter().collect();
        for concept in CONCEPTS {
            for word in concept.asked_by {
                assert!(seen.insert(word), "{word}");
            }
            for text in [concept.means, concept.not] {
                assert_eq!(banned_words(text), Vec::<&str>::new(), "{text}");
            }
        }
    }
}
