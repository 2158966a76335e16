//! Why a task failed.

use std::path::PathBuf;
use std::process::ExitStatus;

/// What a task gives.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a task failed, in words for the person who ran it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The command line is not one of the help text's.
    #[error("no such task")]
    Usage,
    /// A program could not be started.
    #[error("`{program}` could not be started: {source}")]
    Start {
        /// Which.
        program: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A program failed.
    #[error("`{command}` failed ({status})")]
    Failed {
        /// The program with its arguments.
        command: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// Something is not there and cannot be installed from here.
    #[error("{what} is missing: {remedy}")]
    Missing {
        /// What.
        what: String,
        /// What the person can do about it.
        remedy: String,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Tests failed; the commands that ran them said which.
    #[error("{passed} passed, {failed} failed")]
    Tests {
        /// How many passed.
        passed: u32,
        /// How many did not.
        failed: u32,
    },
    /// The virtual desktop, or the app on it, did not do what it should.
    #[cfg(target_os = "linux")]
    #[error(transparent)]
    Desktop(#[from] virtual_desktop::Error),
}

impl Error {
    /// For `map_err` on a file operation.
    pub(crate) fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self + use<'_> {
        move |source| Self::File { path: path.to_owned(), source }
    }
}
