//! Opening the file: creating, checking, migrating, and setting aside what is damaged.
//!
//! Only one process at a time opens for writing, so that none opens what another is about to set aside.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::migrations::{APPLICATION_ID, MIGRATIONS, compatibility, is_pending, migrate};
use super::{History, HistoryError, Opened};
use crate::time::Timestamp;

pub(super) const FILE: &str = "history.sqlite3";

/// How long another process's write is waited for.
const BUSY_PATIENCE: Duration = Duration::from_secs(5);

/// How long another process's opening is waited for: migrations may take their time.
const LOCK_PATIENCE: Duration = Duration::from_secs(30);
const LOCK_RETRY: Duration = Duration::from_millis(20);

/// Files up to this size are checked whole at every start; it takes some ten milliseconds at most. Larger ones only
/// when damage was met before.
const CHECKED_ALWAYS: u64 = 8 * 1024 * 1024;

/// What of the log's file is kept for the next writes.
const LOG_KEPT: i64 = 1024 * 1024;

impl History {
    /// Opens the history in that folder for reading and writing, creating both where they are missing. A damaged file
    /// is renamed, never deleted.
    pub fn open(folder: &Path, now: Timestamp) -> Result<Opened, HistoryError> {
        create_folder(folder)?;
        let _lock = lock(&folder.join("history.lock"))?;
        let path = folder.join(FILE);
        let (connection, set_aside) = match open_for_writing(&path) {
            Err(HistoryError::Corrupt { detail, .. }) => {
                let aside = set_aside(&path, now)?;
                tracing::warn!(%detail, aside = %aside.display(), "the history was damaged and begins anew");
                (open_for_writing(&path)?, Some(aside))
            }
            opened => (opened?, None),
        };
        forget_damage(&path)?;
        Ok(Opened { history: Self { connection: Mutex::new(connection), path }, set_aside })
    }

    /// Opens the history for reading, also while another process writes. `None` where there is none yet.
    pub fn open_read_only(folder: &Path) -> Result<Option<Self>, HistoryError> {
        let path = folder.join(FILE);
        match fs::metadata(&path) {
            Ok(metadata) if metadata.len() == 0 => return Ok(None), // just being created
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(HistoryError::File { path, source }),
        }
        let connection = open_for_reading(&path)?;
        if is_empty(&connection).map_err(|error| failed(&path, error))? {
            return Ok(None);
        }
        let connection = if is_pending(&connection).map_err(|error| failed(&path, error))? {
            // Written by an older version of this program: brought up to date first, which needs the right to write.
            drop(connection);
            let _lock = lock(&folder.join("history.lock"))?;
            drop(open_for_writing(&path)?);
            open_for_reading(&path)?
        } else {
            connection
        };
        Ok(Some(Self { connection: Mutex::new(connection), path }))
    }
}

/// What a database error means; damage is noted, so that the next opening looks closely.
pub(super) fn failed(path: &Path, source: rusqlite::Error) -> HistoryError {
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            if let Err(error) = File::create(damage_note(path)) {
                tracing::debug!(%error, "the damage could not be noted");
            }
            HistoryError::Corrupt { path: path.to_owned(), detail: source.to_string() }
        }
        _ => HistoryError::Database { path: path.to_owned(), source },
    }
}

fn open_for_writing(path: &Path) -> Result<Connection, HistoryError> {
    make_private(path).map_err(|source| HistoryError::File { path: path.to_owned(), source })?;
    let failed = |error| failed(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(BUSY_PATIENCE).map_err(failed)?;
    // Until it is known to be ours and sound, nothing is moved from the log into the file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map_err(failed)?;
    check_ours(&connection, path)?;
    let is_small = fs::metadata(path).is_ok_and(|metadata| metadata.len() <= CHECKED_ALWAYS);
    if is_small || damage_note(path).exists() {
        check_whole(&connection, path)?;
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(failed)?;
    prepare(&mut connection).map_err(failed)?;
    Ok(connection)
}

fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    if is_empty(connection)? {
        // Only possible before there is anything: lets the file shrink piece by piece.
        connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    }
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        tracing::warn!(mode, "the history's file system allows no write-ahead log");
    }
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "journal_size_limit", LOG_KEPT)?;
    connection.set_prepared_statement_cache_capacity(32);
    migrate(connection, MIGRATIONS)
}

fn open_for_reading(path: &Path) -> Result<Connection, HistoryError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = |target: &Path, flags| {
        let connection = Connection::open_with_flags(target, flags)?;
        connection.busy_timeout(BUSY_PATIENCE)?;
        is_empty(&connection)?; // the first access to the file itself
        Ok(connection)
    };
    let connection = match open(path, flags) {
        // A reader of a file with a log needs to write beside it. Where it may not, and there is no log, nobody writes.
        Err(error) if is_denied(&error) && !has_log(path) => match immutable(path) {
            Some(uri) => open(&uri, flags | OpenFlags::SQLITE_OPEN_URI),
            None => Err(error),
        },
        outcome => outcome,
    };
    let connection = connection.map_err(|error| failed(path, error))?;
    check_ours(&connection, path)?;
    Ok(connection)
}

fn is_denied(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|metadata| metadata.len() > 0)
}

fn immutable(path: &Path) -> Option<PathBuf> {
    let mut uri = url::Url::from_file_path(std::path::absolute(path).ok()?).ok()?;
    uri.set_query(Some("immutable=1"));
    Some(PathBuf::from(String::from(uri)))
}

fn check_ours(connection: &Connection, path: &Path) -> Result<(), HistoryError> {
    let failed = |error| failed(path, error);
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0)).map_err(failed);
    let (application, found) = (number("application_id")?, number("user_version")?);
    let is_ours = application == APPLICATION_ID || (application == 0 && is_empty(connection).map_err(failed)?);
    if !is_ours {
        return Err(HistoryError::Corrupt { path: path.to_owned(), detail: "not a history of Lowtide".to_owned() });
    }
    let supported = compatibility();
    if found > supported {
        return Err(HistoryError::TooNew { path: path.to_owned(), found, supported });
    }
    Ok(())
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}

fn check_whole(connection: &Connection, path: &Path) -> Result<(), HistoryError> {
    let verdict: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(|error| failed(path, error))?;
    if verdict == "ok" { Ok(()) } else { Err(HistoryError::Corrupt { path: path.to_owned(), detail: verdict }) }
}

/// Renames the file and what belongs to it.
fn set_aside(path: &Path, now: Timestamp) -> Result<PathBuf, HistoryError> {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut aside = path.with_file_name(format!("history.corrupt-{stamp}.sqlite3"));
    let mut number = 2_u32;
    while aside.exists() {
        aside = path.with_file_name(format!("history.corrupt-{stamp}-{number}.sqlite3"));
        number += 1;
    }
    // The file itself last: cut short before, it is still damaged and set aside again; a log that was left behind
    // would be read into the new file.
    for suffix in ["-wal", "-shm", ""] {
        let from = beside(path, suffix);
        match fs::rename(&from, beside(&aside, suffix)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            outcome => outcome.map_err(|source| HistoryError::File { path: from, source })?,
        }
    }
    Ok(aside)
}

fn damage_note(path: &Path) -> PathBuf {
    path.with_file_name("history.damaged")
}

fn forget_damage(path: &Path) -> Result<(), HistoryError> {
    let note = damage_note(path);
    match fs::remove_file(&note) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(HistoryError::File { path: note, source: error }),
        _ => Ok(()),
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Creates the data folder for the person alone.
pub(super) fn create_folder(folder: &Path) -> Result<(), HistoryError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|source| HistoryError::File { path: folder.to_owned(), source })
}

/// Creates the file for the person alone, or makes it so; SQLite gives the log the same rights.
///
/// A file that is there is not opened: closing it would drop the locks that SQLite holds on it in this process.
fn make_private(path: &Path) -> io::Result<()> {
    let mut options = File::options();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        outcome => return outcome.map(drop),
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if fs::metadata(path)?.permissions().mode() & 0o077 != 0
            && let Err(error) = fs::set_permissions(path, fs::Permissions::from_mode(0o600))
        {
            tracing::warn!(%error, path = %path.display(), "others may read the history");
        }
    }
    Ok(())
}

/// Opens a file that is only there to be locked.
pub(super) fn open_lock_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn lock(path: &Path) -> Result<File, HistoryError> {
    let failed = |source| HistoryError::File { path: path.to_owned(), source };
    let file = open_lock_file(path).map_err(failed)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if begun.elapsed() < LOCK_PATIENCE => thread::sleep(LOCK_RETRY),
            Err(TryLockError::WouldBlock) => return Err(HistoryError::Busy { path: path.to_owned() }),
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
    }
}
