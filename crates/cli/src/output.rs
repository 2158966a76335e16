//! Where the program writes: results to stdout, everything else to stderr; colour only on a terminal.

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};

use serde::Serialize;

use crate::problem::Problem;

/// Stdout and stderr.
pub(crate) struct Output {
    colour: bool,
    is_progress_shown: bool,
    /// Whoever read the results has left, which is their right.
    closed: bool,
}

/// How a text is shown, where there is colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Bold,
    Dim,
    Green,
    Yellow,
    Red,
}

impl Output {
    /// As the terminal and the environment say.
    pub(crate) fn new() -> Self {
        let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            colour: io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb,
            is_progress_shown: io::stderr().is_terminal() && !is_dumb,
            closed: false,
        }
    }

    /// Whether results are coloured.
    pub(crate) fn colour(&self) -> bool {
        self.colour
    }

    /// Writes a part of the result.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Problem> {
        if self.closed {
            return Ok(());
        }
        let mut stdout = io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Err(why) if why.kind() == ErrorKind::BrokenPipe => self.closed = true,
            outcome => outcome.map_err(Problem::Output)?,
        }
        Ok(())
    }

    /// Whether nobody reads the results any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Writes the result as JSON, the same on a terminal and in a pipe.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Problem> {
        let mut text = serde_json::to_string_pretty(value)?;
        text.push('\n');
        self.write(&text)
    }

    /// Tells something that is no result.
    pub(crate) fn note(&self, text: &str) {
        self.note_raw(&format!("lowtide: {}\n", text.trim_end()));
    }

    /// [`Output::note`] without the program's name before it.
    #[expect(clippy::unused_self, reason = "whoever may write has been given an output")]
    pub(crate) fn note_raw(&self, text: &str) {
        // Where even stderr is closed there is nobody left to tell.
        drop(io::stderr().lock().write_all(text.as_bytes()));
    }

    /// Says on a terminal what is going on; gone when what it gives is dropped.
    pub(crate) fn progress(&self, text: &str) -> Progress {
        if self.is_progress_shown {
            self.note_raw(&format!("{text}\r"));
        }
        Progress { width: if self.is_progress_shown { text.chars().count() } else { 0 } }
    }

    /// The text in a style, where there is colour.
    pub(crate) fn styled(&self, style: Style, text: &str) -> String {
        let code = match style {
            Style::Plain => return text.to_owned(),
            _ if !self.colour || text.is_empty() => return text.to_owned(),
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Green => "32",
            Style::Yellow => "33",
            Style::Red => "31",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// A line on the terminal that goes away.
pub(crate) struct Progress {
    width: usize,
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.width > 0 {
            drop(write!(io::stderr().lock(), "{:1$}\r", "", self.width));
        }
    }
}
