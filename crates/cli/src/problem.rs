//! Why a command was not carried out, how that is told, and with which exit status the program ends.

use std::fmt;
use std::io;
use std::path::PathBuf;

use lowtide_core::app::{AppError, StartError};
use lowtide_core::secret::InvalidSecret;

use crate::output::Output;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// All is fine.
    Fine,
    /// A reading failed.
    ReadingFailed,
    /// The command, the configuration or the surroundings are wrong.
    Wrong,
}

/// What a command gives.
pub(crate) type Outcome = Result<Status, Problem>;

/// Why a command was not carried out. None holds a key, nor what was typed in the place of one.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// The arguments are wrong.
    #[error("{0}")]
    Usage(String),
    /// The core refused.
    #[error("{}", explained(.0))]
    App(#[from] AppError),
    /// The core could not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// What was given as a key is none.
    #[error("{0}")]
    Key(#[from] InvalidSecret),
    /// A file that was named could not be opened.
    #[error("{}: {why}", path.display())]
    File {
        /// As it was named.
        path: PathBuf,
        /// The system's reason.
        why: io::Error,
    },
    /// A line of a file is wrong: `FILE:LINE: reason`, as compilers write it, so that an editor finds it.
    #[error("{0}")]
    Line(String),
    /// The key could not be read.
    #[error("the key could not be read: {0}")]
    Input(#[source] io::Error),
    /// The result could not be written.
    #[error("the result could not be written: {0}")]
    Output(#[source] io::Error),
    /// The result cannot be JSON.
    #[error("the result could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The system gave no means to wait for several things at once.
    #[error("cannot start: {0}")]
    Runtime(#[source] io::Error),
    /// The person said no.
    #[error("nothing was changed")]
    Declined,
}

impl Problem {
    /// Tells it on stderr.
    pub(crate) fn tell(&self, output: &Output) {
        match self {
            Self::Line(line) => output.note_raw(&format!("{line}\n")),
            _ => output.note(&self.to_string()),
        }
    }

    /// How the program ends by it.
    pub(crate) fn status(&self) -> Status {
        match self {
            Self::App(AppError::NotVerified(_)) => Status::ReadingFailed,
            _ => Status::Wrong,
        }
    }
}

/// The core's reason, with what helps on a command line.
fn explained(error: &AppError) -> String {
    match error {
        AppError::UnknownAccount(id) => {
            format!("there is no account {}; `lowtide accounts` lists them", Typed(id.as_str()))
        }
        AppError::UnknownProvider(id) => {
            format!("there is no provider {}; `lowtide providers list` lists them", Typed(id.as_str()))
        }
        AppError::Invalid { field: "baseUrl", message } => format!("--base-url: {message}"),
        AppError::Invalid { field: "params", message } => format!("--param: {message}"),
        AppError::Param(_) => format!("--param: {error}"),
        // Only the value of a variable comes to the core unread.
        AppError::Key(why) => format!("what the environment variable holds cannot be a key: {why}"),
        AppError::Secrets(_) => format!(
            "{error}\nA key is stored in the system's keychain and nowhere else. Start or unlock one (such as \
             gnome-keyring or KWallet), or keep the key in an environment variable and name that by --key-env."
        ),
        _ => error.lines().join("\n"),
    }
}

/// A name that was typed, unless it looks like a key in the wrong place.
struct Typed<'a>(&'a str);

impl fmt::Display for Typed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let looks_like_a_key = self.0.len() > 16 && self.0.bytes().any(|b| b.is_ascii_digit());
        if looks_like_a_key { f.write_str("of that name") } else { write!(f, "{:?}", self.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_error_is_repeated_and_a_key_is_not() {
        assert_eq!(Typed("srtgne-work").to_string(), "\"srtgne-work\"");
        assert_eq!(Typed("crun-3").to_string(), "\"crun-3\"");
        assert_eq!(Typed("a-rather-long-name-of-an-account").to_string(), "\"a-rather-long-name-of-an-account\"");
        assert_eq!(Typed("sk-3f9a2c1b77de4410").to_string(), "of that name");
    }
}
