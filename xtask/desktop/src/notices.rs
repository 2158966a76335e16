//! What the notification daemon has been given to show, and the person in front of it.

use std::fs;
use std::time::Duration;

use crate::process::{output, text};
use crate::{Button, Desktop, Error, Result, wait_for};

/// How long the daemon may take to paint a notification or its menu.
const READY: Duration = Duration::from_secs(10);

/// A notification, as the daemon remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The program that sent it.
    pub app: String,
    /// Its heading.
    pub summary: String,
    /// Its text.
    pub body: String,
}

impl Desktop {
    /// How many notifications the daemon has been given since its start.
    ///
    /// # Errors
    /// When there is no daemon.
    pub fn notice_count(&self) -> Result<u64> {
        ["displayed", "waiting", "history"].into_iter().try_fold(0, |sum, which| {
            let mut count = self.tool("dunstctl");
            count.args(["count", which]);
            let answer = text(count)?;
            let number: u64 = answer.parse().map_err(|_| Error::Answer { program: "dunstctl", answer })?;
            Ok(sum + number)
        })
    }

    /// Lets the daemon take notifications without showing any, from now on.
    ///
    /// # Errors
    /// When there is no daemon.
    pub fn hide_notices(&self) -> Result<()> {
        let mut pause = self.tool("dunstctl");
        pause.args(["set-paused", "true"]);
        output(pause).map(drop)
    }

    /// Closes what is shown and gives every notification since the daemon's start, the oldest first.
    ///
    /// # Errors
    /// When there is no daemon.
    pub fn take_notices(&self) -> Result<Vec<Notice>> {
        let mut close = self.tool("dunstctl");
        close.arg("close-all");
        output(close)?;
        let mut history = self.tool("dunstctl");
        history.arg("history");
        parse(&text(history)?)
    }

    /// Clicks the only notification on the screen, which closes it.
    ///
    /// # Errors
    /// When none is painted.
    pub fn click_notice(&self) -> Result<()> {
        let (_, window) = self.settled_window("the notification", "Dunst", READY, |_| true)?;
        self.click(window.area.center(), Button::Left)
    }

    /// Presses a notification's button: the one with this label, on a notification whose heading begins so.
    ///
    /// # Errors
    /// When there is no such notification on the screen, or it has no such button.
    pub fn press_notice(&self, heading: &str, label: &str) -> Result<()> {
        let run = self.home().join("run");
        let (wanted, chosen) = (run.join("notice-wanted"), run.join("notice-chosen"));
        if let Err(error) = fs::remove_file(&chosen)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(Error::file(&chosen)(error));
        }
        // The daemon's line is `#label (heading) [number,key]`, and each action is on one.
        fs::write(&wanted, format!("#{label} ({heading}\n")).map_err(Error::file(&wanted))?;
        let mut menu = self.tool("dunstctl");
        menu.arg("context");
        output(menu)?;
        let what = format!("the button {label:?} of the notification {heading:?}");
        wait_for(&what, READY, || Ok(fs::read_to_string(&chosen).ok().filter(|line| !line.is_empty()).map(drop)))
    }
}

fn parse(answer: &str) -> Result<Vec<Notice>> {
    let broken = || Error::Answer { program: "dunstctl", answer: answer.to_owned() };
    let history: serde_json::Value = serde_json::from_str(answer).map_err(|_| broken())?;
    let entries = history["data"][0].as_array().ok_or_else(broken)?;
    let word =
        |entry: &serde_json::Value, name: &str| entry[name]["data"].as_str().map(str::to_owned).ok_or_else(broken);
    let mut notices = Vec::new();
    // The daemon lists the newest first.
    for entry in entries.iter().rev() {
        notices.push(Notice {
            app: word(entry, "appname")?,
            summary: word(entry, "summary")?,
            body: word(entry, "body")?,
        });
    }
    Ok(notices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_is_read_oldest_first() {
        let entry = |summary: &str| {
            format!(
                r#"{{"appname":{{"type":"s","data":"Lowtide"}},"summary":{{"type":"s","data":"{summary}"}},
                    "body":{{"type":"s","data":"left"}}}}"#
            )
        };
        let answer = format!(r#"{{"type":"aa{{sv}}","data":[[{},{}]]}}"#, entry("later"), entry("earlier"));
        let notices = parse(&answer).unwrap();
        assert_eq!(notices.iter().map(|notice| notice.summary.as_str()).collect::<Vec<_>>(), ["earlier", "later"]);
        assert_eq!(notices[0].app, "Lowtide");
    }

    #[test]
    fn anything_else_is_an_error() {
        assert!(parse("Dunst is not running.").is_err());
        assert!(parse(r#"{"data":[]}"#).is_err());
    }
}
