//! The file itself: where it is, how large, and since when it keeps readings.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{History, HistoryError};
use crate::time::Timestamp;

impl History {
    /// Where the file is in that folder, or would be.
    pub fn file_in(folder: &Path) -> PathBuf {
        folder.join(super::open::FILE)
    }

    /// What the file takes up, with the log beside it.
    pub fn bytes(&self) -> u64 {
        let beside = |ending: &str| {
            let mut path = OsString::from(&self.path);
            path.push(ending);
            std::fs::metadata(path).map_or(0, |file| file.len())
        };
        ["", "-wal", "-shm"].map(beside).iter().sum()
    }

    /// When the first reading was that it keeps, of any account; none while there is none.
    pub fn since(&self) -> Result<Option<Timestamp>, HistoryError> {
        // By each meter's first row, so that nothing is walked through.
        let sql = "SELECT min(at) FROM (
                       SELECT (SELECT first_at FROM sample WHERE meter = meter.id ORDER BY reading LIMIT 1) AS at FROM meter
                       UNION ALL
                       SELECT (SELECT first_at FROM span WHERE meter = meter.id ORDER BY start LIMIT 1) FROM meter)";
        self.read(|connection| {
            let first: Option<i64> = connection.query_row(sql, [], |row| row.get(0))?;
            first.map(|at| super::latest::time(0, at)).transpose()
        })
    }
}
