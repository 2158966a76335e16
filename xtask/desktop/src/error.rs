//! Why a desktop could not be started, or did not do what was asked of it.

use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::Duration;

/// What went wrong, in words for the person who ran the task.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Programs that a desktop is made of are not installed.
    #[error("a virtual desktop cannot be started; these programs are not installed: {programs}")]
    Missing {
        /// Which.
        programs: String,
    },
    /// A program could not be started at all.
    #[error("{program} could not be started: {source}")]
    Start {
        /// Which.
        program: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A program that should have stayed ended.
    #[error("{program} ended early ({status}); its last words:\n{log}")]
    Ended {
        /// Which.
        program: String,
        /// How.
        status: ExitStatus,
        /// The end of its log.
        log: String,
    },
    /// A helper program failed.
    #[error("{program} failed ({status}): {message}")]
    Failed {
        /// The program with its arguments.
        program: String,
        /// How.
        status: ExitStatus,
        /// What it wrote to its standard error.
        message: String,
    },
    /// Something did not happen in time.
    #[error("{what} did not happen within {} s", after.as_secs())]
    TimedOut {
        /// What.
        what: String,
        /// How long was waited.
        after: Duration,
    },
    /// A file of the desktop could not be written or read.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A program answered something that could not be understood.
    #[error("{program} answered something unexpected: {answer}")]
    Answer {
        /// Which.
        program: &'static str,
        /// What it said.
        answer: String,
    },
    /// A picture could not be read or written.
    #[error("{what} is not a usable picture: {reason}")]
    Picture {
        /// Which.
        what: String,
        /// Why.
        reason: String,
    },
}

impl Error {
    /// For `map_err` on a file operation.
    pub(crate) fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self + use<'_> {
        move |source| Self::File { path: path.to_owned(), source }
    }
}
