//! One poller per data folder.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::HistoryError;

/// The right to poll and to write the history of a data folder; held until it is dropped or the process ends.
#[derive(Debug)]
pub struct PollerLock {
    _file: File,
}

impl PollerLock {
    /// Takes the lock, or gives `None` when another process (or another part of this one) has it. The folder is
    /// created where it is missing.
    pub fn acquire(folder: &Path) -> Result<Option<Self>, HistoryError> {
        let path = folder.join("poller.lock");
        let failed = |source| HistoryError::File { path: path.clone(), source };
        fs::create_dir_all(folder).map_err(failed)?;
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}
