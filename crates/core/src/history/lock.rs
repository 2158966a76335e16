//! One poller per data folder.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::HistoryError;
use super::open::{create_folder, open_lock_file};

/// The right to poll for a data folder; held until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct PollerLock {
    _file: File,
}

impl PollerLock {
    /// Takes the lock, or gives `None` when another process (or another part of this one) has it. The folder is
    /// created where it is missing.
    pub fn acquire(folder: &Path) -> Result<Option<Self>, HistoryError> {
        create_folder(folder)?;
        // The file is never removed: another process could be about to lock it.
        let path = folder.join("poller.lock");
        let failed = |source| HistoryError::File { path: path.clone(), source };
        let file = open_lock_file(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}
