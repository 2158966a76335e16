//! The tray's icons as files, for panels that look an icon up by its name and its size. They lie in the session's runtime
//! folder, which is the person's alone, in memory, and gone with the session; without one there are none, and panels
//! take the pictures that come with the item.
//!
//! Sharp drawings for the usual sizes lie where an icon theme has them; any other size is drawn by the panel from the SVG.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};

use super::tray_picture::{self, Picture, Pixels};

/// The folders of the icon theme that every desktop has, by the size of the drawings in it.
const FOLDERS: &[(usize, &[&str])] = &[
    (16, &["16x16"]),
    (22, &["22x22"]),
    (24, &["24x24"]),
    (32, &["32x32", "16x16@2"]),
    (44, &["22x22@2"]),
    (48, &["48x48", "24x24@2"]),
    (64, &["64x64", "32x32@2"]),
];

/// The folder with the files.
pub(crate) struct Theme(PathBuf);

impl Theme {
    /// The icon's name, other than any other program's.
    pub(crate) fn icon_name(picture: Picture) -> String {
        format!("lowtide-{}", picture.name())
    }

    /// Where the panel is to look.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes the files, where they are not there yet.
    pub(crate) fn write() -> io::Result<Self> {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|path| path.is_absolute());
        Self::write_below(&runtime.ok_or(io::ErrorKind::NotFound)?)
    }

    fn write_below(runtime: &Path) -> io::Result<Self> {
        // Named after their content: another version's icons are others. The last part is where KDE looks for themes.
        let ours = runtime.join("lowtide").join(format!("{:016x}", fingerprint()));
        let theme = Self(ours.join("icons"));
        if theme.0.is_dir() {
            return Ok(theme);
        }
        let unfinished = runtime.join("lowtide").join(format!("unfinished-{}", std::process::id()));
        fill(&unfinished.join("icons"))?;
        match std::fs::rename(&unfinished, &ours) {
            // Another Lowtide was faster: the demo beside the real one.
            Err(_) if theme.0.is_dir() => std::fs::remove_dir_all(&unfinished)?,
            outcome => outcome?,
        }
        Ok(theme)
    }
}

fn fingerprint() -> u64 {
    let mut hasher = DefaultHasher::new();
    for file in tray_picture::files() {
        file.path().hash(&mut hasher);
        file.contents().hash(&mut hasher);
    }
    hasher.finish()
}

fn fill(icons: &Path) -> io::Result<()> {
    for (_, folders) in FOLDERS {
        for folder in *folders {
            std::fs::create_dir_all(icons.join("hicolor").join(folder).join("status"))?;
        }
    }
    for (name, drawing) in tray_picture::drawings() {
        std::fs::write(icons.join(format!("lowtide-{name}.svg")), drawing)?;
    }
    for (name, pixels) in tray_picture::all_pixels().map_err(io::Error::other)? {
        let png = encode(&pixels).map_err(io::Error::other)?;
        for (_, folders) in FOLDERS.iter().filter(|(size, _)| *size == pixels.size) {
            for folder in *folders {
                std::fs::write(icons.join(format!("hicolor/{folder}/status/lowtide-{name}.png")), &png)?;
            }
        }
    }
    Ok(())
}

fn encode(pixels: &Pixels) -> Result<Vec<u8>, png::EncodingError> {
    let side = u32::try_from(pixels.size).unwrap_or_default();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header()?.write_image_data(&pixels.rgba)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_is_there_by_its_name_at_every_size() {
        let runtime = tempfile::tempdir().unwrap();
        let theme = Theme::write_below(runtime.path()).unwrap();
        let name = Theme::icon_name(Picture::Here);
        for file in ["hicolor/16x16/status", "hicolor/22x22@2/status", "hicolor/64x64/status"] {
            let png = std::fs::read(theme.path().join(file).join(format!("{name}.png"))).unwrap();
            assert!(png.starts_with(b"\x89PNG"), "{file}");
        }
        let svg = std::fs::read_to_string(theme.path().join(format!("{name}.svg"))).unwrap();
        assert!(svg.starts_with("<svg"));
        let pictures = tray_picture::drawings().count();
        let folders: usize = FOLDERS.iter().map(|(_, folders)| folders.len()).sum();
        let mut count = 0;
        let mut open = vec![theme.path().to_owned()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.path().is_dir() { open.push(entry.path()) } else { count += 1 }
            }
        }
        assert_eq!(count, pictures * (folders + 1));
    }

    #[test]
    fn they_are_written_once_and_nothing_unfinished_is_left() {
        let runtime = tempfile::tempdir().unwrap();
        let first = Theme::write_below(runtime.path()).unwrap();
        let mark = first.path().join("mark");
        std::fs::write(&mark, "").unwrap();
        assert_eq!(Theme::write_below(runtime.path()).unwrap().path(), first.path());
        assert!(mark.exists());
        assert_eq!(std::fs::read_dir(runtime.path().join("lowtide")).unwrap().count(), 1);
    }

    #[test]
    fn where_nothing_can_be_written_there_are_none() {
        assert!(Theme::write_below(Path::new("/proc/nowhere")).is_err());
    }
}
