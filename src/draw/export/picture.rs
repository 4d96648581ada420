//! A drawing as a picture: PNG with the shipped typeface and no other.

use std::sync::{Arc, OnceLock};

use png::{ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::svg::svg;
use crate::draw::{drawing::Drawing, lettering};

/// Why a drawing could not become a picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It is no SVG that can be read.
    #[error("the drawing is not a readable SVG: {0}")]
    Svg(String),
    /// It has no area, or more than memory holds.
    #[error("a picture of {0} × {1} pixels cannot be made")]
    Size(f32, f32),
    /// It could not be written as PNG.
    #[error("the picture could not be written as PNG: {0}")]
    Png(String),
}

/// The largest side of a picture, in pixels; a drawing that would be larger is made smaller.
const MAX_SIDE_PX: f32 = 16_000.0;

/// The drawing on white, `scale` times its natural size, as the bytes of a PNG file; of years of
/// days smaller, so that no side is beyond reason.
///
/// # Errors
///
/// When the drawing has no area, or cannot be read by the drawer of pictures.
pub fn png(drawing: &Drawing, scale: f32) -> Result<Vec<u8>, PictureError> {
    let tree = tree(&svg(drawing))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let longest = if width > height { width } else { height };
    let scale = if scale * longest > MAX_SIDE_PX { MAX_SIDE_PX / longest } else { scale };
    let (width, height) = (width * scale, height * scale);
    let is_possible = (1.0..=MAX_SIDE_PX).contains(&width) && (1.0..=MAX_SIDE_PX).contains(&height);
    let pixmap = if is_possible { Pixmap::new(whole(width), whole(height)) } else { None };
    let mut pixmap = pixmap.ok_or(PictureError::Size(width, height))?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    written(&pixmap).map_err(|error| PictureError::Png(error.to_string()))
}

/// The pixels, all of them opaque, as a PNG file. Drawings are flat: without filters and at this level the
/// file is a sixth smaller than as the encoder would have it, in a quarter of the time.
fn written(pixmap: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let rgb: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|rgba| &rgba[..3]).copied().collect();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixmap.width(), pixmap.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(3));
    encoder.write_header()?.write_image_data(&rgb)?;
    Ok(file)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to lie between 1 and 16,000"
)]
fn whole(side_px: f32) -> u32 {
    side_px.round() as u32
}

/// An SVG, read with the shipped typeface.
pub(crate) fn tree(svg: &str) -> Result<Tree, PictureError> {
    let options = Options {
        font_family: lettering::FAMILY.to_owned(),
        fontdb: typefaces(),
        ..Options::default()
    };
    Tree::from_str(svg, &options).map_err(|error| PictureError::Svg(error.to_string()))
}

/// The shipped typeface, read once.
fn typefaces() -> Arc<fontdb::Database> {
    static TYPEFACES: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    TYPEFACES
        .get_or_init(|| {
            let mut database = fontdb::Database::new();
            database.load_font_data(lettering::REGULAR_TTF.to_vec());
            database.load_font_data(lettering::SEMIBOLD_TTF.to_vec());
            Arc::new(database)
        })
        .clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::drawing::{Item, Letters};
    use crate::draw::lettering::{Weight, width};

    /// The width that resvg's own shaping gives a text.
    fn laid_out_width(text: &str, size: f64, weight: &str) -> f64 {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2000\" height=\"100\">\
             <text x=\"0\" y=\"50\" font-family=\"Inter\" font-size=\"{size}\" \
             font-weight=\"{weight}\">{text}</text></svg>"
        );
        let tree = tree(&svg).unwrap();
        f64::from(tree.root().abs_layer_bounding_box().width())
    }

    #[test]
    fn measured_widths_agree_with_a_second_layout_of_the_same_text() {
        let text = "Longest run against the 30 days before: 17 km on 11 October";
        for (weight, name) in [(Weight::Regular, "400"), (Weight::Semibold, "600")] {
            let ours = width(text, 20.0, weight);
            let theirs = laid_out_width(text, 20.0, name);
            assert!((ours / theirs - 1.0).abs() < 0.02, "{name}: {ours} v {theirs}");
        }
    }

    /// A drawing of this size with nothing on it but these.
    fn drawing((width, height): (f64, f64), items: Vec<Item>) -> Drawing {
        let (title, description) = (String::new(), String::new());
        Drawing { name: "x", title, description, width, height, units_per_px: 1.0, items }
    }

    /// Width and height stand at bytes 16 to 24 of a PNG file, most significant byte first.
    fn sides(png: &[u8]) -> (u32, u32) {
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (side(16), side(20))
    }

    #[test]
    fn a_picture_has_the_size_asked_for_and_comes_out_the_same_twice() {
        let text = Item::Text { place: (2.0, 14.0), text: "17".into(), letters: Letters::axis() };
        let small = drawing((30.0, 20.0), vec![text]);
        let once = png(&small, 2.0).unwrap();
        assert_eq!(once, png(&small, 2.0).unwrap());
        assert_eq!(sides(&once), (60, 40));
    }

    #[test]
    fn a_drawing_of_years_is_made_smaller_and_not_refused() {
        let tall = drawing((40.0, 20_000.0), Vec::new());
        assert_eq!(sides(&png(&tall, 2.0).unwrap()), (32, 16_000));
    }

    #[test]
    fn what_has_no_area_is_refused_with_a_reason() {
        assert!(matches!(tree("not svg"), Err(PictureError::Svg(_))));
        let some = drawing((30.0, 20.0), Vec::new());
        assert!(matches!(png(&some, 0.0), Err(PictureError::Size(..))));
        assert!(matches!(png(&some, f32::NAN), Err(PictureError::Size(..))));
        let none = drawing((0.0, 20.0), Vec::new());
        assert!(matches!(png(&none, 1.0), Err(PictureError::Svg(_))));
    }
}
