//! Why the history could not be read or written.

use std::io;
use std::path::PathBuf;

use crate::ids::AccountId;

/// Why the history could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// A newer program has written the file in a way that this one does not understand. It is left untouched.
    #[error("{} is of a newer version of Lowtide (format {found}, this program knows {supported})", path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// The format's number in the file.
        found: i64,
        /// The newest number that this program understands.
        supported: i64,
    },
    /// The file is damaged or no history at all. Opening it for writing sets it aside.
    #[error("{} is damaged: {detail}", path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The database refused for another reason.
    #[error("cannot use {}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// The database's reason.
        source: rusqlite::Error,
    },
    /// A file or folder could not be created, renamed or locked.
    #[error("cannot use {}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Another program has been opening the history for longer than one is waited for.
    #[error("another program holds {}", path.display())]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
    /// What should be kept cannot be written as text.
    #[error("cannot write down what {account} answered")]
    Encode {
        /// Whose.
        account: AccountId,
        /// The encoder's reason.
        source: serde_json::Error,
    },
}
