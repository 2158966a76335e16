//! The screen: what is on it, and the mouse and keyboard in front of it.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::process::{output, text};
use crate::{Area, Desktop, Error, Picture, Result, wait_for};

/// How long nothing must change on the screen before it counts as painted.
const RESTED: Duration = Duration::from_millis(600);

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
        let (picture, ()) = rested(what, limit, || Ok(Some((self.screenshot()?.crop(area), ()))))?;
        Ok(picture)
    }

    /// Waits until a window of this class, such as `is` wants, has its size, shows something and has stopped changing, and
    /// gives a picture of it.
    ///
    /// # Errors
    /// When there is none, or it stays blank or never rests.
    pub fn settled_window(
        &self,
        what: &str,
        class: &str,
        limit: Duration,
        is: impl Fn(&Window) -> bool,
    ) -> Result<(Picture, Window)> {
        rested(what, limit, || {
            let Some(window) = self.windows(class)?.into_iter().find(&is) else { return Ok(None) };
            Ok(Some((self.screenshot()?.crop(window.area), window)))
        })
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
        park.args(["mousemove", "2", "400"]);
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
        let mut ask = self.tool("xwininfo");
        ask.args(["-id", id]);
        let answer = text(ask)?;
        parse(id, &answer).ok_or(Error::Answer { program: "xwininfo", answer })
    }

    fn xdotool(&self) -> Command {
        self.tool("xdotool")
    }
}

/// Waits until `look` sees something that is not blank, and the same for a while.
fn rested<T: PartialEq>(
    what: &str,
    limit: Duration,
    mut look: impl FnMut() -> Result<Option<(Picture, T)>>,
) -> Result<(Picture, T)> {
    let mut last: Option<((Picture, T), Instant)> = None;
    wait_for(&format!("painting {what}"), limit, || {
        let seen = look()?;
        match (&last, seen) {
            (Some((before, since)), Some(now)) if *before == now => {
                Ok((since.elapsed() > RESTED && !now.0.is_blank()).then_some(now))
            }
            (_, now) => {
                last = now.map(|now| (now, Instant::now()));
                Ok(None)
            }
        }
    })
}

/// Reads xwininfo's answer.
fn parse(id: &str, answer: &str) -> Option<Window> {
    let number = |name: &str| {
        let value = answer.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(':'))?;
        // A window may begin left of or above the screen; only what is on the screen can be looked at.
        u32::try_from(value.trim().parse::<i64>().ok()?.max(0)).ok()
    };
    let heading = answer.lines().find(|line| line.contains("Window id:"))?;
    let title = heading.split_once('"').and_then(|(_, rest)| rest.rsplit_once('"')).map_or("", |(title, _)| title);
    let area = Area {
        x: number("Absolute upper-left X")?,
        y: number("Absolute upper-left Y")?,
        width: number("Width")?,
        height: number("Height")?,
    };
    Some(Window { id: id.to_owned(), title: title.to_owned(), area })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_read() {
        let answer = "
xwininfo: Window id: 0xa00004 \"Say \"hello\"\"

  Absolute upper-left X:  161
  Absolute upper-left Y:  -3
  Relative upper-left X:  1
  Relative upper-left Y:  20
  Width: 960
  Height: 640
  Depth: 24";
        let window = parse("10485764", answer).unwrap();
        assert_eq!(window.title, "Say \"hello\"");
        assert_eq!(window.area, Area { x: 161, y: 0, width: 960, height: 640 });
        assert_eq!(parse("1", "xwininfo: error: No such window with id 0x1."), None);
    }
}
