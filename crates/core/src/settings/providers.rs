//! The custom provider files, as text.
//!
//! Links are followed, as people who keep their configuration elsewhere expect, but only plain files of a bounded size
//! are read and no folder below a provider's own, so that a link to a device, a pipe or back to itself does no harm.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::ids::ProviderId;

/// Larger than any definition or icon is.
const SIZE_LIMIT: u64 = 256 * 1024;

/// More than anyone writes; what is beyond is reported and not read.
const MOST_ENTRIES: usize = 1000;

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

impl CustomProviders {
    fn refuse(&mut self, path: &Path, reason: impl Into<String>) {
        self.problems.push(ProviderFileProblem { path: path.to_owned(), reason: reason.into() });
    }

    fn read_entry(&mut self, path: &Path) {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            return self.refuse(path, "the name is not UTF-8 text");
        };
        if name.starts_with('.') {
            return; // editors and version control
        }
        let (id, file, icon) = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => (name, path.join("provider.toml"), Some(path.join("icon.svg"))),
            Ok(_) => match name.strip_suffix(".toml") {
                Some(stem) => (stem, path.to_owned(), None),
                None => return,
            },
            Err(error) => return self.refuse(path, error.to_string()),
        };
        let Ok(id) = id.parse::<ProviderId>() else {
            return self.refuse(path, "the name must be 1 to 64 lower-case letters, digits and hyphens");
        };
        if self.files.iter().any(|other| other.id == id) {
            return self.refuse(path, format!("there is another definition of {id}"));
        }
        let text = match read_text(&file) {
            Ok(Some(text)) => text,
            Ok(None) => return self.refuse(path, "there is no provider.toml in the folder"),
            Err(reason) => return self.refuse(&file, reason),
        };
        let icon = icon.and_then(|icon| {
            read_text(&icon).unwrap_or_else(|reason| {
                self.refuse(&icon, reason);
                None
            })
        });
        self.files.push(CustomProviderFile { id, path: file, text, icon });
    }
}

/// Reads `providers/<id>/provider.toml` (with `icon.svg`) and `providers/<id>.toml` below the configuration folder.
pub fn read_custom_providers(config: &Path) -> CustomProviders {
    let mut providers = CustomProviders::default();
    let folder = config.join("providers");
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return providers,
        Err(error) => {
            providers.refuse(&folder, error.to_string());
            return providers;
        }
    };
    let mut paths: Vec<_> = entries.take(MOST_ENTRIES + 1).filter_map(Result::ok).map(|entry| entry.path()).collect();
    if paths.len() > MOST_ENTRIES {
        providers.refuse(&folder, format!("more than {MOST_ENTRIES} entries; the others are not read"));
        paths.truncate(MOST_ENTRIES);
    }
    // A folder's name sorts before the same name with `.toml`, so the folder is the one that counts.
    paths.sort();
    for path in &paths {
        providers.read_entry(path);
    }
    providers.files.sort_by(|a, b| a.id.cmp(&b.id));
    providers
}

/// The file's text; `None` where there is no such file.
fn read_text(path: &Path) -> Result<Option<String>, String> {
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err("not a file".to_owned()),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes))
        .map_err(|error| error.to_string())?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(format!("larger than {SIZE_LIMIT} bytes"));
    }
    let text = String::from_utf8(bytes).map_err(|_| "not UTF-8 text".to_owned())?;
    Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
}
