//! What may be said of a link, word for word.

use crate::{
    insight::link::FEWEST_FOR_TEST,
    model::Exposure,
    page::{Evenness, Finding, LinkTold, Specificity, TooFew, Verdict},
};

/// What stands under every test of a run.
const NOT_SEPARABLE: &str =
    "Pain before a run also changes how far you run; this cannot be fully separated.";
/// What stands behind every link.
const CANNOT_SHOW_WHY: &str = "This goes together in one person's diary; it cannot show why.";
/// What stands where there are too few mornings.
const TOO_FEW: &str = "Too few mornings to test a link.";

/// What stands where a null result may not be told.
const KEPT_BACK: &str = "The diary's test on this is not told as a sentence in such a month: no link found \
                         would read as if running made no difference. The counts stand beside each run.";

/// Which numbers stand in the sentences.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// Every one.
    All,
    /// Counts alone.
    Counts,
}

impl LinkTold {
    /// The panel's title.
    pub fn title(&self) -> String {
        let noun = noun(self.exposure);
        match &self.verdict {
            Verdict::TooFew(_) => "No test of a link yet".to_owned(),
            Verdict::UnevenLog(_) => "Mornings are logged too unevenly to test a link".to_owned(),
            Verdict::NotSpecific(..) => {
                format!("No specific link between {noun} and the next morning")
            }
            Verdict::NoClearLink(_) => format!("No clear link between {noun} and the next morning"),
            Verdict::KeptBack => "Run length and the next morning".to_owned(),
            Verdict::Associated(finding) => format!(
                "The next morning tended to be {} after {}",
                if finding.rho > 0.0 { "worse" } else { "better" },
                more(self.exposure)
            ),
        }
    }

    /// The sentences under it, with the statistics.
    pub fn text(&self) -> String {
        self.said(Numbers::All)
    }

    /// The same with counts alone, for the first page.
    pub fn plain(&self) -> String {
        self.said(Numbers::Counts)
    }

    fn said(&self, numbers: Numbers) -> String {
        let first = match &self.verdict {
            Verdict::TooFew(what) => self.too_few(*what),
            Verdict::UnevenLog(evenness) => uneven(evenness),
            Verdict::NotSpecific(finding, found) => self.not_specific(finding, *found, numbers),
            Verdict::NoClearLink(finding) => self.no_clear_link(finding),
            Verdict::Associated(finding) => self.associated(finding, numbers),
            Verdict::KeptBack => KEPT_BACK.to_owned(),
        };
        let tested = match self.verdict {
            Verdict::TooFew(_) | Verdict::UnevenLog(_) | Verdict::KeptBack => false,
            Verdict::NotSpecific(..) | Verdict::NoClearLink(_) | Verdict::Associated(_) => true,
        };
        if tested && self.exposure.is_of_run() { format!("{first} {NOT_SEPARABLE}") } else { first }
    }

    fn associated(&self, finding: &Finding, numbers: Numbers) -> String {
        let mornings = if self.exposure.is_of_run() {
            format!("the {} mornings after a run", self.n)
        } else {
            format!("{} mornings", self.n)
        };
        let is_all = numbers == Numbers::All;
        let numbers = [
            is_all.then(|| format!("ρ = {}", signed(finding.rho))),
            finding
                .interval
                .filter(|_| is_all)
                .map(|(low, high)| format!("95 % interval {} to {}", signed(low), signed(high))),
            Some(format!("{} pairs", self.n)),
            is_all.then(|| p_text(finding.p)),
        ];
        let numbers: Vec<String> = numbers.into_iter().flatten().collect();
        format!(
            "On {mornings}, pain tended to be {} after {}, given how it was before ({}). {}{}",
            if finding.rho > 0.0 { "higher" } else { "lower" },
            more(self.exposure),
            numbers.join(", "),
            CANNOT_SHOW_WHY,
            if is_all { asides(finding) } else { String::new() }
        )
    }

    fn no_clear_link(&self, finding: &Finding) -> String {
        let reach = finding.detectable.map_or_else(String::new, |rho| {
            format!(
                "; with {} mornings a link of {} or more would probably have shown",
                self.n,
                signed(rho)
            )
        });
        format!("No clear link found{reach}.{}", asides(finding))
    }

    fn not_specific(&self, finding: &Finding, found: Specificity, numbers: Numbers) -> String {
        let what = match (found.later_as_much, found.irrelevant_found) {
            (true, _) => {
                format!("what came after went with pain as much as {}", more(self.exposure))
            }
            (false, _) => {
                "a series that has nothing to do with running went with pain, too".to_owned()
            }
        };
        let rho = match numbers {
            Numbers::All => format!("ρ = {}, ", signed(finding.rho)),
            Numbers::Counts => String::new(),
        };
        format!("Pattern not specific ({rho}{} pairs): {what}. No link is claimed.", self.n)
    }

    fn too_few(&self, what: TooFew) -> String {
        match what {
            TooFew::Pairs => {
                format!("{TOO_FEW} There are {}; it takes {FEWEST_FOR_TEST}.", self.n)
            }
            TooFew::Values => {
                format!("{TOO_FEW} Of {} there are too few different values.", noun(self.exposure))
            }
            TooFew::PainfulMornings => {
                format!("{TOO_FEW} On more than four of five of them there was no pain at all.")
            }
        }
    }
}

/// More of it, as a sentence says it: "higher after longer runs".
const fn more(exposure: Exposure) -> &'static str {
    match exposure {
        Exposure::RunningMin => "longer runs",
        Exposure::SpikeRatio => "runs longer than the longest of the 30 days before",
        Exposure::OverstrideSelfPct => "runs with longer steps than usual",
        Exposure::CadenceSpm => "runs with a higher cadence",
        Exposure::DownhillMin => "runs with more minutes downhill",
        Exposure::SleepH => "longer nights",
    }
}

/// What it is, in a title: "No clear link between run length and the next morning".
const fn noun(exposure: Exposure) -> &'static str {
    match exposure {
        Exposure::RunningMin => "run length",
        Exposure::SpikeRatio => "longest-run spikes",
        Exposure::OverstrideSelfPct => "step length",
        Exposure::CadenceSpm => "cadence",
        Exposure::DownhillMin => "downhill minutes",
        Exposure::SleepH => "sleep",
    }
}

fn uneven(evenness: &Evenness) -> String {
    format!(
        "Next mornings are logged after {} % of the run days; {} % after the longest third, {} % \
         after the shortest. Logging as unevenly as this makes links of its own, so none is tested.",
        per_cent(evenness.all),
        per_cent(evenness.longest_third),
        per_cent(evenness.shortest_third)
    )
}

/// What a reader should hold beside the number.
fn asides(finding: &Finding) -> String {
    let trend = " Without slow trends over weeks the direction turns round.";
    let medicine = finding.without_medicine.map(|(pairs, rho)| {
        format!(" Without the {pairs} on days with painkillers it is {}.", signed(rho))
    });
    let trend = if finding.turns_without_trend { trend } else { "" };
    format!("{trend}{}", medicine.unwrap_or_default())
}

/// Two decimals with a true minus sign, and no minus before zero.
fn signed(value: f64) -> String {
    let text = format!("{:.2}", value.abs());
    if value < 0.0 && text != "0.00" { format!("−{text}") } else { text }
}

/// Two decimals, three where they would hide on which side of 0.05 it lies.
fn p_text(p: f64) -> String {
    if p < 0.001 {
        "p < 0.001".to_owned()
    } else if p < 0.01 || (p - 0.05).abs() < 0.005 {
        format!("p = {p:.3}")
    } else {
        format!("p = {p:.2}")
    }
}

fn per_cent(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::words::banned_words;

    fn finding(rho: f64) -> Finding {
        Finding {
            rho,
            interval: Some((0.10, 0.54)),
            p: 0.03,
            detectable: Some(0.35),
            turns_without_trend: false,
            without_medicine: None,
        }
    }

    fn told(verdict: Verdict) -> LinkTold {
        LinkTold { exposure: Exposure::RunningMin, n: 64, verdict }
    }

    #[test]
    fn a_link_is_told_in_the_fixed_words() {
        assert_eq!(
            told(Verdict::Associated(finding(0.34))).text(),
            "On the 64 mornings after a run, pain tended to be higher after longer runs, given how \
             it was before (ρ = 0.34, 95 % interval 0.10 to 0.54, 64 pairs, p = 0.03). This goes \
             together in one person's diary; it cannot show why. Pain before a run also changes \
             how far you run; this cannot be fully separated."
        );
    }

    #[test]
    fn no_link_is_told_with_what_would_have_shown() {
        let text = told(Verdict::NoClearLink(finding(0.1))).text();
        assert!(text.starts_with(
            "No clear link found; with 64 mornings a link of 0.35 or more would probably have shown."
        ));
    }

    #[test]
    fn asides_say_what_trends_and_painkillers_change() {
        let finding = Finding {
            turns_without_trend: true,
            without_medicine: Some((4, -0.114)),
            ..finding(0.34)
        };
        let text = told(Verdict::Associated(finding)).text();
        assert!(text.contains("Without slow trends over weeks the direction turns round."));
        assert!(text.contains("Without the 4 on days with painkillers it is −0.11."));
    }

    #[test]
    fn no_sentence_has_a_banned_word() {
        let specificity = |later_as_much| Specificity { later_as_much, irrelevant_found: true };
        let evenness = Evenness { all: 0.7, longest_third: 0.9, shortest_third: 0.5 };
        for exposure in Exposure::ALL {
            for verdict in [
                Verdict::TooFew(TooFew::Pairs),
                Verdict::TooFew(TooFew::Values),
                Verdict::TooFew(TooFew::PainfulMornings),
                Verdict::UnevenLog(evenness),
                Verdict::NotSpecific(finding(0.4), specificity(true)),
                Verdict::NotSpecific(finding(0.4), specificity(false)),
                Verdict::Associated(finding(-0.4)),
                Verdict::NoClearLink(finding(0.1)),
                Verdict::KeptBack,
            ] {
                let told = LinkTold { exposure, n: 64, verdict };
                let plain = told.plain();
                assert!(!["ρ", "p =", "interval"].iter().any(|it| plain.contains(it)), "{plain}");
                for text in [told.title(), told.text(), plain] {
                    assert!(banned_words(&text).is_empty(), "{text}");
                    assert!(!text.contains("  "), "{text}");
                }
            }
        }
        assert!(banned_words(CANNOT_SHOW_WHY).is_empty());
    }

    #[test]
    fn a_p_just_under_the_level_does_not_read_as_the_level() {
        assert_eq!(p_text(0.0492), "p = 0.049");
        assert_eq!(p_text(0.0333), "p = 0.03");
        assert_eq!(p_text(0.0049), "p = 0.005");
        assert_eq!(p_text(0.0002), "p < 0.001");
        assert_eq!((signed(-0.004), signed(-0.25)), ("0.00".into(), "−0.25".into()));
    }
}
