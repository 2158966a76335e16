//! Pictures of the screen, and what can be told from them.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use crate::{Error, Result};

/// A rectangle of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Its left edge.
    pub x: u32,
    /// Its upper edge.
    pub y: u32,
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
}

impl Area {
    /// Its middle.
    pub fn center(self) -> (u32, u32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }
}

/// A picture, three bytes (red, green, blue) for each point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    points: Vec<[u8; 3]>,
}

impl Picture {
    /// Reads a PNG picture of eight-bit red, green and blue.
    pub(crate) fn from_png(bytes: &[u8]) -> Result<Self> {
        let broken = |reason: String| Error::Picture { what: "the screenshot".to_owned(), reason };
        let mut reader =
            png::Decoder::new(std::io::Cursor::new(bytes)).read_info().map_err(|e| broken(e.to_string()))?;
        let size = reader.output_buffer_size().ok_or_else(|| broken("it is too large".to_owned()))?;
        let mut buffer = vec![0; size];
        let info = reader.next_frame(&mut buffer).map_err(|e| broken(e.to_string()))?;
        if (info.color_type, info.bit_depth) != (png::ColorType::Rgb, png::BitDepth::Eight) {
            return Err(broken(format!("it has {:?} of {:?}", info.color_type, info.bit_depth)));
        }
        let points = buffer[..info.buffer_size()].as_chunks().0.to_vec();
        Ok(Self { width: info.width, height: info.height, points })
    }

    /// Writes it as a PNG file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        let file = File::create(path).map_err(Error::file(path))?;
        let broken = |e: png::EncodingError| Error::Picture { what: path.display().to_string(), reason: e.to_string() };
        let mut encoder = png::Encoder::new(BufWriter::new(file), self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(self.points.as_flattened()))
            .map_err(broken)
    }

    /// All of it.
    pub fn area(&self) -> Area {
        Area { x: 0, y: 0, width: self.width, height: self.height }
    }

    /// The part of it inside `area`.
    #[must_use]
    pub fn crop(&self, area: Area) -> Self {
        let right = area.x.saturating_add(area.width).min(self.width);
        let below = area.y.saturating_add(area.height).min(self.height);
        let left = area.x.min(right);
        let above = area.y.min(below);
        let points =
            (above..below).flat_map(|y| (left..right).map(move |x| (x, y))).map(|(x, y)| self.at(x, y)).collect();
        Self { width: right - left, height: below - above, points }
    }

    /// Whether nothing is on it: all but a hundredth of its points have the same colour.
    pub fn is_blank(&self) -> bool {
        let mut counts = HashMap::new();
        for point in &self.points {
            *counts.entry(point).or_insert(0_usize) += 1;
        }
        let most = counts.values().copied().max().unwrap_or_default();
        self.points.len() - most < self.points.len().div_ceil(100)
    }

    /// How much of it is as bright as paper, from nought to one.
    #[expect(clippy::cast_precision_loss, reason = "a screen has fewer points than a float counts")]
    pub fn brightness(&self) -> f64 {
        let bright = self.points.iter().filter(|point| point.iter().all(|part| *part > 200)).count();
        bright as f64 / self.points.len().max(1) as f64
    }

    /// The smallest rectangle inside `within` that holds every point in which the two pictures differ.
    pub fn difference(&self, other: &Self, within: Area) -> Option<Area> {
        let right = (within.x + within.width).min(self.width).min(other.width);
        let below = (within.y + within.height).min(self.height).min(other.height);
        let mut found: Option<(u32, u32, u32, u32)> = None;
        for y in within.y..below {
            for x in within.x..right {
                if self.at(x, y) != other.at(x, y) {
                    let (left, top, end, bottom) = found.unwrap_or((x, y, x, y));
                    found = Some((left.min(x), top.min(y), end.max(x), bottom.max(y)));
                }
            }
        }
        found.map(|(x, y, end, bottom)| Area { x, y, width: end - x + 1, height: bottom - y + 1 })
    }

    fn at(&self, x: u32, y: u32) -> [u8; 3] {
        self.points[y as usize * self.width as usize + x as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(width: u32, height: u32) -> Picture {
        Picture { width, height, points: vec![[9, 9, 9]; (width * height) as usize] }
    }

    fn spotted() -> Picture {
        let mut picture = plain(20, 10);
        for (x, y) in [(3, 2), (4, 2), (4, 5)] {
            picture.points[y * 20 + x] = [200, 0, 0];
        }
        picture
    }

    #[test]
    fn one_colour_is_blank_and_writing_is_not() {
        assert!(plain(20, 10).is_blank());
        assert!(!spotted().is_blank(), "three points of two hundred are more than a hundredth");
    }

    #[test]
    fn a_difference_is_found_with_its_place() {
        let area = spotted().difference(&plain(20, 10), plain(20, 10).area());
        assert_eq!(area, Some(Area { x: 3, y: 2, width: 2, height: 4 }));
        assert_eq!(spotted().difference(&plain(20, 10), Area { x: 6, y: 0, width: 9, height: 10 }), None);
        assert_eq!(plain(5, 5).difference(&plain(5, 5), plain(5, 5).area()), None);
    }

    #[test]
    fn only_what_is_bright_in_every_colour_is_paper() {
        let mut picture = spotted();
        assert!(picture.brightness().abs() < 1e-9);
        picture.points[..50].fill([240, 240, 245]);
        assert!((picture.brightness() - 0.25).abs() < 1e-9);
    }

    #[test]
    fn a_part_is_cut_out_even_at_the_edge() {
        let part = spotted().crop(Area { x: 4, y: 5, width: 100, height: 2 });
        assert_eq!((part.width, part.height), (16, 2));
        assert_eq!(part.at(0, 0), [200, 0, 0]);
    }

    #[test]
    fn a_picture_survives_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("picture.png");
        spotted().save(&path).unwrap();
        assert_eq!(Picture::from_png(&std::fs::read(&path).unwrap()).unwrap(), spotted());
        assert!(Picture::from_png(b"no picture").is_err());
    }
}
