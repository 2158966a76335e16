//! From a drawing to pixels.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::fit::SIDE;
use crate::{Entry, Error, source};

/// All pictures at one size, side by side, as a PNG.
pub(crate) fn sheet(source: &str, pictures: &[Entry], size: u32) -> Result<Vec<u8>, Error> {
    let rows = pictures.iter().map(|entry| points(source, entry, size)).collect::<Result<Vec<_>, _>>()?;
    let row = size as usize * 4;
    let points: Vec<u8> = (0..size as usize)
        .flat_map(|y| rows.iter().flat_map(move |points| &points[y * row..][..row]))
        .copied()
        .collect();
    let width = size * u32::try_from(pictures.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, size);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.write_header()?.write_image_data(&points)?;
    Ok(bytes)
}

/// How much of each pixel is covered, whatever its colour.
#[cfg(test)]
pub(crate) fn shape(source: &str, entry: &Entry, size: u32) -> Result<Vec<u8>, Error> {
    Ok(points(source, entry, size)?.as_chunks::<4>().0.iter().map(|[_, _, _, cover]| *cover).collect())
}

/// A picture's pixels: red, green, blue, cover.
fn points(source: &str, entry: &Entry, size: u32) -> Result<Vec<u8>, Error> {
    let drawing = source::picture(source, entry, Some(size))?;
    let tree = Tree::from_str(&drawing, &Options::default())?;
    let mut pixmap = Pixmap::new(size, size).ok_or_else(|| Error::Source("no pixels".to_owned()))?;
    #[expect(clippy::cast_possible_truncation, reason = "a size of a few pixels")]
    let scale = (f64::from(size) / SIDE) as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Ok(pixmap
        .pixels()
        .iter()
        .flat_map(|point| {
            let point = point.demultiply();
            [point.red(), point.green(), point.blue(), point.alpha()]
        })
        .collect())
}
