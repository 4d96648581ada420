//! One style, one script, both named by their hash: nothing else on a page may run or be fetched.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

use crate::draw::{PALETTE, PALETTE_DARK};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/inter-latin-400-normal.woff2");
const SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/inter-latin-600-normal.woff2");

/// What stands inside a page's one style element and its one script element, and the policy that
/// lets these two in and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// The style with its two fonts.
    pub(super) style: String,
    /// The script; none on a page that has none.
    pub(super) script: Option<&'static str>,
    /// The content security policy.
    pub(super) policy: String,
}

impl Sheet {
    /// For a page with charts.
    pub(super) fn with_script() -> Sheet {
        Sheet::new(Some(SCRIPT))
    }

    /// For a page that is text and links.
    pub(super) fn without_script() -> Sheet {
        Sheet::new(None)
    }

    fn new(script: Option<&'static str>) -> Sheet {
        let style = format!(
            ":root{{{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n{}{}{STYLE}",
            variables(PALETTE),
            variables(PALETTE_DARK),
            face(400, REGULAR),
            face(600, SEMIBOLD)
        );
        let script_source = script
            .map(|script| format!("; script-src '{}'", hash_source(script)))
            .unwrap_or_default();
        let policy = format!(
            "default-src 'none'; font-src data:; img-src data:; style-src '{}'{script_source}; \
             base-uri 'none'; form-action 'none'",
            hash_source(&style)
        );
        Sheet { style, script, policy }
    }
}

/// The colours of the charts, which are the page's.
fn variables(palette: &[(&str, &str)]) -> String {
    let declarations: Vec<String> =
        palette.iter().map(|(name, hex)| format!("--{name}:{hex}")).collect();
    declarations.join(";")
}

/// A font as part of the style.
fn face(weight: u16, woff2: &[u8]) -> String {
    format!(
        "@font-face{{font-family:Inter;font-style:normal;font-weight:{weight};\
         src:url(data:font/woff2;base64,{}) format(\"woff2\")}}\n",
        STANDARD.encode(woff2)
    )
}

/// The name by which a policy knows an inline element's content.
fn hash_source(content: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value is that of `printf "alert('Hello, world.');" | openssl dgst -sha256 -binary | base64`,
    /// also the example of the W3C's recommendation.
    #[test]
    fn a_hash_source_is_that_of_the_recommendation() {
        assert_eq!(
            hash_source("alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
    }

    #[test]
    fn style_and_script_cannot_close_their_own_element() {
        let sheet = Sheet::with_script();
        assert!(!sheet.style.contains("</"));
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }

    #[test]
    fn a_page_without_script_admits_none() {
        assert!(!Sheet::without_script().policy.contains("script-src"));
    }
}
