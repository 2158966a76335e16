//! The custom provider files, as text.

use std::path::{Path, PathBuf};

use crate::ids::ProviderId;

/// One custom provider as it is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomProviderFile {
    /// The provider's id: the folder's name, or the file's without `.toml`.
    pub id: ProviderId,
    /// The file.
    pub path: PathBuf,
    /// Its text; what it means is not known here.
    pub text: String,
    /// The text of `icon.svg` beside it.
    pub icon: Option<String>,
}

/// A custom provider's file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct ProviderFileProblem {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: String,
}

/// What the `providers` folder holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomProviders {
    /// Those that could be read, by id.
    pub files: Vec<CustomProviderFile>,
    /// Those that could not.
    pub problems: Vec<ProviderFileProblem>,
}

/// Reads `providers/<id>/provider.toml` (with `icon.svg`) and `providers/<id>.toml` below the configuration folder.
pub fn read_custom_providers(_config: &Path) -> CustomProviders {
    CustomProviders::default()
}
