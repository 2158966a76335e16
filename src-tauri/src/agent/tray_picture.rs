//! The tray's pictures, drawn beforehand by `cargo xtask icons` at every size that panels ask for.

use std::io;

use include_dir::{Dir, include_dir};
use tauri::image::Image;

/// What the icon shows, named after the drawings in `icons/tray`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Picture {
    /// Enough everywhere; the glass shows the lowest level.
    Ok(Level),
    /// The most worrying account is low.
    Low(Level),
    /// The most worrying account is critical.
    Critical(Level),
    /// An account is empty.
    Empty,
    /// An account cannot be read.
    Failing,
    /// Every account is paused.
    Paused,
    /// There is no network.
    Offline,
    /// Nothing is known yet.
    Unknown,
    /// None of these: the person is to see where the icon is.
    Here,
}

/// How full the glass is drawn: eighths, from one to eight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Level(u8);

impl Level {
    /// To the brim.
    pub(crate) const FULL: Self = Self(8);

    /// The level for a share of one. It is rounded to the nearest step and never drawn as nothing, which would be empty.
    pub(crate) fn of_share(share: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from one to eight")]
        Self((share * 8.0).round().clamp(1.0, 8.0) as u8)
    }

    fn at_most(self, most: u8) -> u8 {
        self.0.min(most)
    }
}

impl Picture {
    /// The drawing's name. What is low is never drawn more than half full and what is critical not above a quarter,
    /// whatever share of something large it still is: above that is the mark.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Ok(level) => format!("ok-{}", level.0),
            Self::Low(level) => format!("low-{}", level.at_most(4)),
            Self::Critical(level) => format!("critical-{}", level.at_most(2)),
            Self::Empty => "empty".to_owned(),
            Self::Failing => "failing".to_owned(),
            Self::Paused => "paused".to_owned(),
            Self::Offline => "offline".to_owned(),
            Self::Unknown => "unknown".to_owned(),
            Self::Here => "here".to_owned(),
        }
    }
}

/// Every drawing, in the order of the sheets.
const DRAWINGS: &[(&str, &str, u8, &str)] = include!("../../../icons/pictures.rs");

/// The drawings: side by side for each of [`SIZES`], and one by one for any size.
static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../icons/tray");
const SIZES: [usize; 7] = [16, 22, 24, 32, 44, 48, 64];

/// A picture's pixels at one size.
pub(crate) struct Pixels {
    /// Its width and its height.
    pub(crate) size: usize,
    /// Red, green, blue and cover of each pixel, row by row.
    pub(crate) rgba: Vec<u8>,
}

/// A picture at every size, the smallest first.
pub(crate) fn pixels(picture: Picture) -> tauri::Result<Vec<Pixels>> {
    let name = picture.name();
    SIZES.iter().map(|size| Ok(Sheet::of(*size)?.drawing(&name))).collect()
}

/// All drawings at one size.
struct Sheet {
    size: usize,
    image: Image<'static>,
}

impl Sheet {
    fn of(size: usize) -> tauri::Result<Self> {
        let file = FILES.get_file(format!("{size}.png")).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(Self { size, image: Image::from_bytes(file.contents())? })
    }

    fn drawing(&self, name: &str) -> Pixels {
        let cell = DRAWINGS.iter().position(|drawing| drawing.0 == name).unwrap_or_default();
        let row = self.size * 4;
        let lines = self.image.rgba().chunks_exact(row * DRAWINGS.len());
        let rgba = lines.flat_map(|line| &line[cell * row..(cell + 1) * row]).copied().collect();
        Pixels { size: self.size, rgba }
    }
}

/// Every drawing's name, with its pixels at every size.
#[cfg(target_os = "linux")]
pub(crate) fn all_pixels() -> tauri::Result<Vec<(&'static str, Pixels)>> {
    let mut all = Vec::new();
    for size in SIZES {
        let sheet = Sheet::of(size)?;
        all.extend(DRAWINGS.iter().map(|(name, ..)| (*name, sheet.drawing(name))));
    }
    Ok(all)
}

/// Every drawing's name, with the drawing as SVG.
#[cfg(target_os = "linux")]
pub(crate) fn drawings() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    DRAWINGS.iter().filter_map(|(name, ..)| Some((*name, FILES.get_file(format!("{name}.svg"))?.contents())))
}

/// Every file of the drawings.
#[cfg(target_os = "linux")]
pub(crate) fn files() -> impl Iterator<Item = &'static include_dir::File<'static>> {
    FILES.files()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn all() -> Vec<Picture> {
        let mut pictures: Vec<_> = (1..=8).map(|level| Picture::Ok(Level(level))).collect();
        pictures.extend((1..=4).map(|level| Picture::Low(Level(level))));
        pictures.extend((1..=2).map(|level| Picture::Critical(Level(level))));
        pictures.extend([Picture::Empty, Picture::Failing, Picture::Paused, Picture::Offline, Picture::Unknown]);
        pictures.push(Picture::Here);
        pictures
    }

    #[test]
    fn every_picture_is_drawn_and_every_drawing_is_shown() {
        let names: Vec<_> = all().into_iter().map(Picture::name).collect();
        let drawings: Vec<_> = DRAWINGS.iter().map(|drawing| drawing.0).collect();
        assert_eq!(names, drawings);
        assert_eq!(FILES.files().count(), SIZES.len() + drawings.len(), "no file is shown by nobody");
        for level in 5..=8 {
            assert_eq!(Picture::Low(Level(level)).name(), "low-4");
            assert_eq!(Picture::Critical(Level(level)).name(), "critical-2");
        }
    }

    #[test]
    fn no_two_pictures_are_the_same_at_any_size() {
        for size in SIZES {
            let sheet = Sheet::of(size).unwrap();
            let images: HashSet<_> = all()
                .into_iter()
                .map(|picture| {
                    let pixels = sheet.drawing(&picture.name());
                    assert_eq!(pixels.rgba.len(), size * size * 4);
                    pixels.rgba
                })
                .collect();
            assert_eq!(images.len(), DRAWINGS.len());
        }
        let sizes: Vec<_> = pixels(Picture::Here).unwrap().iter().map(|pixels| pixels.size).collect();
        assert_eq!(sizes, SIZES);
    }

    #[test]
    fn a_share_is_drawn_to_the_nearest_eighth_and_never_as_nothing() {
        for (share, level) in
            [(-0.5, 1), (0.0, 1), (0.1, 1), (0.19, 2), (0.5, 4), (0.56, 4), (0.57, 5), (0.95, 8), (1.0, 8), (7.0, 8)]
        {
            assert_eq!(Level::of_share(share), Level(level), "{share}");
        }
    }
}
