//! Draws every tray icon from `icons/tray.svg`: a sheet with all pictures for each size that panels ask for, and one SVG a
//! picture for panels that would rather scale. `cargo xtask icons` runs it; a test checks that its files are the latest.
//!
//! The application's own icons are made by `icons/generate.sh`.
#![expect(clippy::print_stderr, reason = "a command-line program speaks on its standard streams")]

mod draw;
mod fit;
mod source;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Name, colour, level in eighths, mark.
type Entry = (&'static str, &'static str, u8, &'static str);

/// Every picture, in the order of the sheets.
const PICTURES: &[Entry] = include!("../../../icons/pictures.rs");
/// The sizes that panels ask for: at normal scale, in between, and on fine screens.
const SIZES: &[u32] = &[16, 22, 24, 32, 44, 48, 64];

/// The icons could not be drawn.
#[derive(Debug, thiserror::Error)]
enum Error {
    /// The source is not as it must be.
    #[error("icons/tray.svg: {0}")]
    Source(String),
    /// The source with its gaps filled is no drawing.
    #[error("icons/tray.svg: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    /// A picture cannot be written as PNG.
    #[error(transparent)]
    Png(#[from] png::EncodingError),
    /// A file.
    #[error("{path}: {error}")]
    File { path: PathBuf, error: std::io::Error },
}

fn main() -> ExitCode {
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tray-icons: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Draws everything anew; what is no longer drawn goes.
fn write() -> Result<(), Error> {
    let folder = folder();
    let files = draw_all()?;
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| Error::File { path: folder.clone(), error })?;
    }
    std::fs::create_dir_all(&folder).map_err(|error| Error::File { path: folder.clone(), error })?;
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::write(&path, bytes).map_err(|error| Error::File { path, error })?;
    }
    Ok(())
}

/// Every file of the folder, by its name.
fn draw_all() -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let source = source::read()?;
    let mut files = BTreeMap::new();
    for size in SIZES {
        files.insert(format!("{size}.png"), draw::sheet(&source, PICTURES, *size)?);
    }
    for entry in PICTURES {
        files.insert(format!("{}.svg", entry.0), source::picture(&source, entry, None)?.into_bytes());
    }
    Ok(files)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../icons/tray")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_those_of_the_source() {
        let drawn = draw_all().unwrap();
        let mut there: Vec<_> = std::fs::read_dir(folder())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        there.sort();
        assert_eq!(there, drawn.keys().cloned().collect::<Vec<_>>(), "run `cargo xtask icons`");
        for (name, bytes) in drawn {
            let file = std::fs::read(folder().join(&name)).unwrap();
            let same = if file.starts_with(b"<svg") { file == bytes } else { look_the_same(&file, &bytes) };
            assert!(same, "{name} is not what icons/tray.svg gives: run `cargo xtask icons`");
        }
    }

    /// Another processor may round otherwise, by less than anybody sees.
    fn look_the_same(a: &[u8], b: &[u8]) -> bool {
        let (a, b) = (decoded(a), decoded(b));
        a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.abs_diff(*b) <= 3)
    }

    fn decoded(bytes: &[u8]) -> Vec<u8> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut points = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut points).unwrap();
        points
    }

    #[test]
    fn a_drawing_that_differs_is_noticed() {
        let source = source::read().unwrap();
        let sheet = |source: &str| draw::sheet(source, PICTURES, 16).unwrap();
        assert!(look_the_same(&sheet(&source), &sheet(&source)));
        assert!(!look_the_same(&sheet(&source), &sheet(&source.replace("{3} H{24-7}", "{4.5} H{24-7}"))));
    }

    #[test]
    fn no_two_pictures_look_alike_at_any_size_even_without_colour() {
        let source = source::read().unwrap();
        for size in SIZES {
            let shapes: Vec<_> =
                PICTURES.iter().map(|entry| (entry.0, draw::shape(&source, entry, *size).unwrap())).collect();
            for (index, (name, shape)) in shapes.iter().enumerate() {
                for (other, others) in &shapes[index + 1..] {
                    let differing = shape.iter().zip(others).filter(|(a, b)| a.abs_diff(**b) > 64).count();
                    // One step of the level is a row of the glass; states differ by a mark.
                    let least = if name.split('-').next() == other.split('-').next() { size / 4 } else { size / 2 };
                    assert!(differing >= least as usize, "{name} and {other} differ in {differing} points at {size}");
                }
            }
        }
    }
}
