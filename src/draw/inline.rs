//! A drawing made fit to stand inside a page.

use super::canvas::FINE;
use super::palette::PALETTE;

/// Attributes whose value may be one of the palette's colours.
const COLOUR_ATTRIBUTES: [&str; 2] = ["fill", "stroke"];

/// The drawing for a page: colours become `var(--blue)` and so on, every id starts with
/// `id_prefix`, and width and height are gone, so that the style sheet sets the size. It holds no
/// `style` attribute, which a strict content security policy would drop.
pub fn inline(svg: &str, id_prefix: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    for (index, part) in svg.split('<').enumerate() {
        if index == 0 {
            out.push_str(part.trim_start());
            continue;
        }
        out.push('<');
        let (tag, content) = part.split_once('>').unwrap_or((part, ""));
        out.push_str(&inlined_tag(tag, id_prefix));
        out.push('>');
        out.push_str(content);
    }
    out
}

/// The drawing as a group for a larger drawing, in the units of its natural size.
pub(crate) fn embedded(svg: &str) -> String {
    let drawn = svg.split_once("</desc>").map_or("", |(_, drawn)| drawn);
    let drawn = drawn.rsplit_once("</svg>").map_or(drawn, |(drawn, _)| drawn);
    format!("<g transform=\"scale({})\">{drawn}</g>\n", 1.0 / FINE)
}

/// One tag, without its angle brackets.
fn inlined_tag(tag: &str, id_prefix: &str) -> String {
    let mut tag = tag.to_owned();
    for (name, hex) in PALETTE {
        for attribute in COLOUR_ATTRIBUTES {
            tag = tag.replace(
                &format!(" {attribute}=\"{hex}\""),
                &format!(" {attribute}=\"var(--{name})\""),
            );
        }
    }
    // The style sheet says it once for all of them.
    tag = tag.replace(" fill=\"none\" pointer-events=\"all\"", "");
    tag = tag.replace(" id=\"", &format!(" id=\"{id_prefix}"));
    if tag.starts_with("svg ") {
        tag = without(&tag, "width");
        tag = without(&tag, "height");
        tag = without(&tag, "xmlns");
        tag = prefixed_references(&tag, id_prefix);
    }
    tag
}

/// The tag without this attribute.
fn without(tag: &str, attribute: &str) -> String {
    let start_text = format!(" {attribute}=\"");
    let Some((before, after)) = tag.split_once(&start_text) else {
        return tag.to_owned();
    };
    let rest = after.split_once('"').map_or("", |(_, rest)| rest);
    format!("{before}{rest}")
}

/// The tag with the ids that it names itself by prefixed as the ids are.
fn prefixed_references(tag: &str, id_prefix: &str) -> String {
    let Some((before, after)) = tag.split_once(" aria-labelledby=\"") else {
        return tag.to_owned();
    };
    let Some((ids, rest)) = after.split_once('"') else {
        return tag.to_owned();
    };
    let ids: Vec<String> = ids.split(' ').map(|id| format!("{id_prefix}{id}")).collect();
    format!("{before} aria-labelledby=\"{}\"{rest}", ids.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_colours_and_size_are_the_pages_to_set() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" \
                   viewBox=\"0 0 400 200\" aria-labelledby=\"a-title a-desc\">\n\
                   <title id=\"a-title\">blue #0b6aa8</title>\
                   <rect width=\"3\" fill=\"#0b6aa8\" stroke=\"#dfe4ea\"/></svg>\n";
        assert_eq!(
            inline(svg, "m-"),
            "<svg viewBox=\"0 0 400 200\" aria-labelledby=\"m-a-title m-a-desc\">\n\
             <title id=\"m-a-title\">blue #0b6aa8</title>\
             <rect width=\"3\" fill=\"var(--blue)\" stroke=\"var(--line)\"/></svg>\n"
        );
    }
}
