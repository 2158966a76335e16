//! One picture's drawing, cut out of the source.
//!
//! In the source a sum in braces is of lengths that are each moved to the nearest whole pixel of the size that is drawn.
//! `@INK@` is the state's colour, `@GLASS@` the glass's, `@TOP@` the water's surface, `@WAVE@` how high its waves are. A
//! line that begins with `<g id="…">` is a mark and stays only in the pictures that have it. Every colour holds at least
//! 3:1 against white as well as against a panel of #2b2b2b, and every state differs in shape, not in colour alone.

use std::path::Path;

use crate::fit::{SIDE, fill, fitted, number};
use crate::{Entry, Error};

/// Grey that is told from white as well as from a dark panel.
const GLASS: &str = "#8793a0";
/// Where the glass ends below, and how thick it is there: the source's own figures.
const BOTTOM: f64 = 22.0;
const WALL: f64 = 2.25;
/// How high the water can stand.
const HEIGHT: f64 = 16.4;
/// How high the waves are. On fewer pixels than [`CALM`] they would only blur the surface.
const WAVE: f64 = 1.8;
const CALM: u32 = 32;

/// The source.
pub(crate) fn read() -> Result<String, Error> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../icons/tray.svg");
    std::fs::read_to_string(&path).map_err(|error| Error::File { path, error })
}

/// The drawing of a picture for a size in pixels, or for any size.
pub(crate) fn picture(source: &str, (_, colour, level, mark): &Entry, size: Option<u32>) -> Result<String, Error> {
    let ink = match *colour {
        "tide" => "#0e9aad",
        "amber" => "#d97706",
        "red" => "#e5484d",
        "grey" => GLASS,
        other => return Err(Error::Source(format!("there is no colour {other:?}"))),
    };
    if *mark != "none" && !source.contains(&format!("<g id=\"{mark}\"")) {
        return Err(Error::Source(format!("there is no mark {mark:?}")));
    }
    let top = if *level == 0 { SIDE + WAVE } else { surface(*level, size) };
    let wave = if size.is_some_and(|size| size < CALM) { 0.0 } else { WAVE };
    let drawing: String = source.lines().filter(|line| belongs(line, mark)).flat_map(|line| [line, "\n"]).collect();
    let drawing = drawing.replace("@INK@", ink).replace("@GLASS@", GLASS);
    fill(&drawing.replace("@TOP@", &number(top)).replace("@WAVE@", &number(wave)), size)
}

/// Where the water's surface is: whole pixels above the glass's floor, at least one, and one more at each step.
fn surface(level: u8, size: Option<u32>) -> f64 {
    fitted(BOTTOM, size) - fitted(WALL, size) - fitted(HEIGHT * f64::from(level) / 8.0, size)
}

/// Whether a line of the source is part of the picture with this mark.
fn belongs(line: &str, mark: &str) -> bool {
    match line.trim_start().strip_prefix("<g id=\"") {
        Some(rest) => rest.split('"').next() == Some(mark),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str =
        "<svg>\n<path d=\"@TOP@ {2}\" fill=\"@INK@\"/>\n  <g id=\"low\">low</g>\n  <g id=\"empty\"/>\n</svg>";

    #[test]
    fn a_picture_has_its_own_mark_and_no_other() {
        let low = picture(SOURCE, &("low-1", "amber", 1, "low"), None).unwrap();
        assert!(low.contains("<g id=\"low\">") && !low.contains("empty"), "{low}");
        assert!(low.contains("#d97706") && !low.contains(['@', '{']), "{low}");
        let fine = picture(SOURCE, &("ok-8", "tide", 8, "none"), None).unwrap();
        assert!(!fine.contains("<g"), "{fine}");
    }

    #[test]
    fn what_the_source_lacks_is_an_error() {
        assert!(picture(SOURCE, &("x", "tide", 1, "sunk"), None).is_err());
        assert!(picture(SOURCE, &("x", "mauve", 1, "low"), None).is_err());
    }

    #[test]
    fn each_step_of_the_level_is_higher_by_whole_pixels() {
        for size in crate::SIZES {
            let pixel = SIDE / f64::from(*size);
            let mut last = fitted(BOTTOM, Some(*size)) - fitted(WALL, Some(*size));
            for level in 1..=8 {
                let rise = (last - surface(level, Some(*size))) / pixel;
                assert!(rise > 0.5 && (rise - rise.round()).abs() < 1e-6, "{rise} at {size}, level {level}");
                last = surface(level, Some(*size));
            }
        }
    }
}
