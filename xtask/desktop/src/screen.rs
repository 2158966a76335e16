//! The screen: what is on it, and the mouse and keyboard in front of it.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::process::{output, text};
use crate::{Area, Desktop, Error, Picture, Result, wait_for};

/// A mouse button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// A visible window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The X server's number for it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub area: Area,
}

impl Desktop {
    /// A picture of the whole screen.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub fn screenshot(&self) -> Result<Picture> {
        let mut import = self.tool("import");
        import.args(["-silent", "-window", "root", "-depth", "8", "png24:-"]);
        Picture::from_png(&output(import)?)
    }

    /// The visible windows whose class matches this pattern, in the order of the X server.
    ///
    /// # Errors
    /// When the X server cannot be asked.
    pub fn windows(&self, class: &str) -> Result<Vec<Window>> {
        let mut search = self.xdotool();
        search.args(["search", "--onlyvisible", "--class", class]);
        // It fails when it finds none.
        let Ok(found) = text(search) else { return Ok(Vec::new()) };
        // A window may be gone again by the time that it is asked about.
        Ok(found.lines().filter_map(|id| self.window(id).ok()).collect())
    }

    /// Waits until `area` of the screen shows something and has stopped changing, and gives a picture of it.
    ///
    /// # Errors
    /// When it stays blank or never rests.
    pub fn settled(&self, what: &str, area: Area, limit: Duration) -> Result<Picture> {
        let mut last: Option<(Picture, Instant)> = None;
        wait_for(&format!("painting {what}"), limit, || {
            let now = self.screenshot()?.crop(area);
            let same = last.as_ref().is_some_and(|(picture, _)| *picture == now);
            if !same {
                last = Some((now, Instant::now()));
                return Ok::<_, Error>(None);
            }
            Ok(last.take_if(|(picture, since)| since.elapsed() > Duration::from_millis(400) && !picture.is_blank()))
        })
        .map(|(picture, _)| picture)
    }

    /// Moves the mouse there and clicks.
    ///
    /// # Errors
    /// When the X server cannot be asked.
    pub fn click(&self, (x, y): (u32, u32), button: Button) -> Result<()> {
        let mut click = self.xdotool();
        click.args(["mousemove", "--sync", &x.to_string(), &y.to_string()]);
        // A person's hand rests before it presses, and a panel may need that to notice where the mouse is.
        click.args(["sleep", "0.1", "click", if button == Button::Left { "1" } else { "3" }]);
        output(click).map(drop)
    }

    /// Moves the mouse out of the way.
    ///
    /// # Errors
    /// When the X server cannot be asked.
    pub fn park_mouse(&self) -> Result<()> {
        let mut park = self.xdotool();
        park.args(["mousemove", "2", "790"]);
        output(park).map(drop)
    }

    /// Presses a key, named as X names it (`Escape`).
    ///
    /// # Errors
    /// When the X server cannot be asked.
    pub fn press(&self, key: &str) -> Result<()> {
        let mut press = self.xdotool();
        press.args(["key", key]);
        output(press).map(drop)
    }

    fn window(&self, id: &str) -> Result<Window> {
        let mut geometry = self.xdotool();
        geometry.args(["getwindowgeometry", "--shell", id]);
        let answer = text(geometry)?;
        let number = |name: &str| {
            let found = answer.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('=')?.parse::<i64>().ok());
            // A window may begin left of or above the screen; only what is on the screen can be looked at.
            found
                .and_then(|value| u32::try_from(value.max(0)).ok())
                .ok_or_else(|| Error::Answer { program: "xdotool", answer: answer.clone() })
        };
        let area = Area { x: number("X")?, y: number("Y")?, width: number("WIDTH")?, height: number("HEIGHT")? };
        let mut name = self.xdotool();
        name.args(["getwindowname", id]);
        Ok(Window { id: id.to_owned(), title: text(name)?, area })
    }

    fn xdotool(&self) -> Command {
        self.tool("xdotool")
    }
}
