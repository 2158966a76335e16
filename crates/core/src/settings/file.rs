//! Reading and writing `config.toml`.
//!
//! Written by way of a temporary file that takes the old one's place, so that a reader sees the old text or the new
//! one and a crash leaves one of them. Where `config.toml` is a symbolic link, what it leads to is written.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::fields::line_behind;
use super::{Editor, Problem, Settings, SettingsError, parse};

/// Larger than any settings are.
const SIZE_LIMIT: u64 = 1024 * 1024;

/// How long another program's edit is waited for.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);
const LOCK_RETRY: Duration = Duration::from_millis(20);

const MOST_LINKS: usize = 40;

const BOM: &str = "\u{feff}";

/// `config.toml` in a configuration folder.
#[derive(Debug, Clone)]
pub struct SettingsFile {
    folder: PathBuf,
    lock_patience: Duration,
}

impl SettingsFile {
    /// The file in that folder; neither needs to exist.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), lock_patience: LOCK_PATIENCE }
    }

    /// The same file, waiting for another program's edit for another time than 5 s.
    #[must_use]
    pub fn with_lock_patience(mut self, patience: Duration) -> Self {
        self.lock_patience = patience;
        self
    }

    /// The configuration folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file itself.
    pub fn path(&self) -> PathBuf {
        self.folder.join("config.toml")
    }

    /// Reads the file. A missing or empty one gives the defaults.
    pub fn load(&self) -> Result<Settings, SettingsError> {
        parse(&self.read()?).map_err(|problems| SettingsError::Broken { path: self.path(), problems })
    }

    /// Reads a file of the same form at any place. A missing one is an error: somebody named it.
    pub fn load_file(path: &Path) -> Result<Settings, SettingsError> {
        parse(&read(path)?).map_err(|problems| SettingsError::Broken { path: path.to_owned(), problems })
    }

    /// Reads, changes and writes the file under an exclusive lock, so that nothing that another program writes at the
    /// same time is lost. Gives the settings as they are afterwards, and what the change gave. Nothing is written when
    /// the change fails, when the file is broken, or when nothing is different.
    pub fn edit<R>(
        &self,
        change: impl FnOnce(&mut Editor) -> Result<R, SettingsError>,
    ) -> Result<(Settings, R), SettingsError> {
        let path = self.path();
        self.create_folder()?;
        let _lock = self.lock()?;
        let text = self.read()?;
        let before = parse(&text).map_err(|problems| SettingsError::Broken { path: path.clone(), problems })?;
        // A byte-order mark is kept, and is no part of the document.
        let (mark, document) = text.strip_prefix(BOM).map_or(("", text.as_str()), |rest| (BOM, rest));
        let mut editor = Editor::new(document.to_owned(), before);
        let value = change(&mut editor)?;
        let (edited, before) = editor.into_parts();
        if edited == document {
            return Ok((before, value));
        }
        let after = parse(&edited).map_err(|problems| SettingsError::Refused { problems })?;
        write_atomically(&path, format!("{mark}{edited}").as_bytes())?;
        Ok((after, value))
    }

    pub(super) fn create_folder(&self) -> Result<(), SettingsError> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder).map_err(|source| SettingsError::Write { path: self.folder.clone(), source })
    }

    fn read(&self) -> Result<String, SettingsError> {
        match read(&self.path()) {
            Err(SettingsError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            read => read,
        }
    }

    /// The lock is a file of its own, because the settings file itself is replaced by every edit.
    fn lock(&self) -> Result<File, SettingsError> {
        let path = self.folder.join("config.lock");
        let failed = |source| SettingsError::Write { path: path.clone(), source };
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(failed)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) if begun.elapsed() < self.lock_patience => thread::sleep(LOCK_RETRY),
                Err(TryLockError::WouldBlock) => return Err(SettingsError::Busy { path }),
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
        }
    }
}

fn read(path: &Path) -> Result<String, SettingsError> {
    let failed = |source| SettingsError::Read { path: path.to_owned(), source };
    // Looked at before it is opened: opening a pipe would wait for its other end.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(SettingsError::NotAFile { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(SettingsError::TooLarge { path: path.to_owned(), limit: SIZE_LIMIT });
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = line_behind(valid);
        let reason = "not UTF-8 text; save the file as UTF-8".to_owned();
        let problems = vec![Problem { line: Some(line), field: String::new(), reason }];
        SettingsError::Broken { path: path.to_owned(), problems }
    })
}

fn parse(text: &str) -> Result<Settings, Vec<Problem>> {
    parse::parse(text.strip_prefix(BOM).unwrap_or(text))
}

fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), SettingsError> {
    let target = follow_links(path).map_err(|source| SettingsError::Write { path: path.to_owned(), source })?;
    replace(&target, bytes).map_err(|source| SettingsError::Write { path: target, source })
}

fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    // Readable by the person alone from its first moment.
    let mut temporary = tempfile::Builder::new().prefix(".config-").suffix(".tmp").tempfile_in(folder)?;
    match fs::metadata(target) {
        Ok(metadata) if metadata.permissions().readonly() => {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is write-protected"));
        }
        Ok(metadata) => temporary.as_file().set_permissions(metadata.permissions())?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(target).map_err(|error| error.error)?;
    #[cfg(unix)]
    if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some file systems cannot; the rename is in place all the same.
        tracing::debug!(%error, "the configuration folder could not be synchronised");
    }
    Ok(())
}

/// Where a path leads, whether or not there is something.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    links(path)?.pop().ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// The path itself and, where it is a symbolic link, what it leads to step by step.
pub(super) fn links(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut chain = vec![path.to_owned()];
    let mut current = path.to_owned();
    while fs::symlink_metadata(&current).is_ok_and(|metadata| metadata.is_symlink()) {
        if chain.len() > MOST_LINKS {
            return Err(io::Error::other("too many symbolic links"));
        }
        let target = fs::read_link(&current)?;
        current = current.parent().unwrap_or(Path::new(".")).join(target);
        chain.push(current.clone());
    }
    Ok(chain)
}
