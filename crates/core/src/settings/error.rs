//! Why settings could not be read or written.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::ids::AccountId;

/// One thing that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line it is in, counted from 1; `None` where it is about the file as a whole.
    pub line: Option<usize>,
    /// The field it is about, as `accounts.work.interval`; empty where it is about none.
    pub field: String,
    /// What is wrong, in a sentence without a value of the file in it: the value may be a key in the wrong place.
    pub reason: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.reason)
    }
}

/// Why settings could not be read, written or watched.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file is there, but is not what it should be. It is left untouched.
    #[error("{} is broken: {}", path.display(), joined(problems))]
    Broken {
        /// The file.
        path: PathBuf,
        /// Everything that is wrong with it, in the order of the lines.
        problems: Vec<Problem>,
    },
    /// The edit would have made the file a broken one; nothing was written.
    #[error("the change is refused: {}", joined(problems))]
    Refused {
        /// What would have been wrong.
        problems: Vec<Problem>,
    },
    /// There is something else than a file of that name.
    #[error("{} is not a file", path.display())]
    NotAFile {
        /// What should be a file.
        path: PathBuf,
    },
    /// The file is larger than any settings are.
    #[error("{} is larger than {limit} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The largest size that is read.
        limit: u64,
    },
    /// The file could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The file could not be written; what was there is still there.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Another program has been writing the settings for longer than one is waited for.
    #[error("another program holds {}", path.display())]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
    /// The configuration folder cannot be watched.
    #[error("cannot watch {}", path.display())]
    Watch {
        /// The folder.
        path: PathBuf,
        /// The watcher's reason.
        source: notify::Error,
    },
    /// There is no account of that id.
    #[error("there is no account {id}")]
    UnknownAccount {
        /// The id.
        id: AccountId,
    },
    /// There already is an account of that id.
    #[error("there already is an account {id}")]
    AccountExists {
        /// The id.
        id: AccountId,
    },
}

fn joined(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
