//! The few colours of the page, each with one meaning, by name.
//!
//! Drawings hold the light colours as plain hex, so that a picture stands by itself; on the page
//! they become variables of the same names, which a style sheet may set anew for the dark.
//! Blue is running and form, orange is pain and what to look at. No meaning hangs on colour alone.

macro_rules! colours {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $light:literal, $dark:literal;)+) => {
        /// A colour by its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Colour { $($(#[$doc])* $variant,)+ }

        /// Every colour on white: the variable's name, without the dashes, and its hex.
        pub const PALETTE: &[(&str, &str)] = &[$(($name, $light),)+];

        /// The same names on a dark ground.
        pub const PALETTE_DARK: &[(&str, &str)] = &[$(($name, $dark),)+];

        impl Colour {
            /// Its hex on white.
            pub const fn hex(self) -> &'static str {
                match self { $(Colour::$variant => $light,)+ }
            }

            /// Its variable's name, without the dashes.
            pub const fn name(self) -> &'static str {
                match self { $(Colour::$variant => $name,)+ }
            }
        }
    };
}

colours! {
    /// Text and what must stand out.
    Ink = "ink", "#16202b", "#e8edf2";
    /// Text that explains: 5.8:1 on white.
    Muted = "muted", "#5d6875", "#9aa6b2";
    /// Hairlines.
    Line = "line", "#dfe4ea", "#2c3641";
    /// The ground.
    Paper = "paper", "#ffffff", "#12181f";
    /// Bands: the own range, weekends.
    Band = "band", "#eef2f6", "#1d2731";
    /// A ground a shade off the paper.
    Soft = "soft", "#f7f9fb", "#18212a";
    /// Days of illness or injury.
    Unwell = "unwell", "#e6e1ee", "#322a40";
    /// Running and form.
    Blue = "blue", "#0b6aa8", "#5db3ee";
    /// Bars of running, and points of earlier runs: 3.2:1 on white.
    BlueMid = "blue-mid", "#5497c2", "#3b82b5";
    /// Lighter weeks and what is past.
    BluePale = "blue-pale", "#bfd8e8", "#23435a";
    /// Pain, and what to look at.
    Orange = "orange", "#c2410c", "#f08a4b";
    /// Pain up to 1.
    Heat1 = "heat-1", "#f6e4dd", "#2b201f";
    /// Pain up to 2.
    Heat2 = "heat-2", "#f0d0c2", "#41281e";
    /// Pain up to 3.
    Heat3 = "heat-3", "#e8b9a5", "#58301e";
    /// Pain up to 5.
    Heat4 = "heat-4", "#e1a086", "#72391d";
    /// Pain up to 7.
    Heat5 = "heat-5", "#d98968", "#8e421d";
    /// Pain above 7: ink on it still reads at 4.9:1.
    Heat6 = "heat-6", "#d2724b", "#ad4d1c";
}

impl Colour {
    /// The ground of a pain cell; none for no pain, which is drawn as an empty frame.
    pub(crate) fn of_pain(score: f64) -> Option<Colour> {
        const STEPS: [(f64, Colour); 6] = [
            (1.0, Colour::Heat1),
            (2.0, Colour::Heat2),
            (3.0, Colour::Heat3),
            (5.0, Colour::Heat4),
            (7.0, Colour::Heat5),
            (10.0, Colour::Heat6),
        ];
        if score <= 0.0 {
            return None;
        }
        STEPS.iter().find(|(up_to, _)| score <= *up_to).map(|(_, colour)| *colour)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, WCAG 2.2.
    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        if one > other { one / other } else { other / one }
    }

    fn hex(palette: &[(&str, &'static str)], name: &str) -> &'static str {
        palette.iter().find(|(known, _)| *known == name).unwrap().1
    }

    #[test]
    fn text_reads_at_four_and_a_half_to_one_on_every_ground_it_stands_on() {
        for palette in [PALETTE, PALETTE_DARK] {
            let ink = hex(palette, "ink");
            for ground in [
                "paper", "band", "soft", "unwell", "heat-1", "heat-2", "heat-3", "heat-4",
                "heat-5", "heat-6",
            ] {
                assert!(contrast(ink, hex(palette, ground)) >= 4.5, "ink on {ground}");
            }
            for (text, ground) in
                [("muted", "paper"), ("muted", "band"), ("blue", "paper"), ("orange", "paper")]
            {
                let seen = contrast(hex(palette, text), hex(palette, ground));
                assert!(seen >= 4.5, "{text} on {ground}: {seen}");
            }
        }
    }

    #[test]
    fn bars_and_points_stand_out_at_three_to_one() {
        for palette in [PALETTE, PALETTE_DARK] {
            assert!(contrast(hex(palette, "blue-mid"), hex(palette, "paper")) >= 3.0);
        }
    }

    #[test]
    fn more_pain_is_darker_on_paper_so_that_grey_still_reads() {
        let steps: Vec<f64> =
            (1..=6).map(|step| luminance(hex(PALETTE, &format!("heat-{step}")))).collect();
        assert!(steps.windows(2).all(|pair| pair[0] > pair[1] * 1.1), "{steps:?}");
    }

    #[test]
    fn no_two_colours_share_a_hex_so_that_each_can_become_its_variable() {
        for (index, (_, one)) in PALETTE.iter().enumerate() {
            assert!(PALETTE[index + 1..].iter().all(|(_, other)| one != other), "{one}");
        }
    }
}
