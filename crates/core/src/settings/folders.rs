//! Where configuration and data are kept.

use std::ffi::OsString;
use std::path::PathBuf;

/// The two folders of Lowtide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// `config.toml` and custom providers.
    pub config: PathBuf,
    /// History and locks.
    pub data: PathBuf,
}

/// The environment does not say where a folder should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("neither {variable} nor {fallback} is set to a folder")]
pub struct NoFolder {
    /// The variable of Lowtide's own.
    pub variable: &'static str,
    /// The variable of the platform.
    pub fallback: &'static str,
}

/// The systems that differ in where programs keep things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Platform {
    MacOs,
    Windows,
    Other,
}

impl Folders {
    /// The folders that the environment names: `LOWTIDE_CONFIG_DIR` and `LOWTIDE_DATA_DIR`, else the platform's own.
    /// An empty variable counts as unset. The folders need not exist.
    pub fn from_env(lookup: impl Fn(&str) -> Option<OsString>) -> Result<Self, NoFolder> {
        let platform = if cfg!(target_os = "macos") {
            Platform::MacOs
        } else if cfg!(windows) {
            Platform::Windows
        } else {
            Platform::Other
        };
        Self::on(platform, lookup)
    }

    fn on(platform: Platform, lookup: impl Fn(&str) -> Option<OsString>) -> Result<Self, NoFolder> {
        let set = |name: &str| lookup(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let own = |variable: &'static str, xdg: &'static str, at_home: &str, windows: &'static str| {
            if let Some(folder) = set(variable) {
                return Ok(folder);
            }
            let (fallback, folder) = match platform {
                Platform::MacOs => ("HOME", set("HOME").map(|home| home.join("Library/Application Support/Lowtide"))),
                Platform::Windows => (windows, set(windows).map(|folder| folder.join("Lowtide"))),
                Platform::Other => {
                    // The XDG specification has relative paths ignored.
                    let base = set(xdg).filter(|path| path.is_absolute());
                    ("HOME", base.or_else(|| set("HOME").map(|home| home.join(at_home))).map(|f| f.join("lowtide")))
                }
            };
            folder.ok_or(NoFolder { variable, fallback })
        };
        Ok(Self {
            config: own("LOWTIDE_CONFIG_DIR", "XDG_CONFIG_HOME", ".config", "APPDATA")?,
            data: own("LOWTIDE_DATA_DIR", "XDG_DATA_HOME", ".local/share", "LOCALAPPDATA")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(platform: Platform, variables: &[(&str, &str)]) -> Result<(String, String), NoFolder> {
        let lookup = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into());
        let folders = Folders::on(platform, lookup)?;
        let text = |path: PathBuf| path.to_string_lossy().replace('\\', "/");
        Ok((text(folders.config), text(folders.data)))
    }

    #[test]
    fn the_platforms_own_folders() {
        let home = ("HOME", "/home/ann");
        let pair = |config: &str, data: &str| Ok((config.to_owned(), data.to_owned()));
        assert_eq!(
            on(Platform::Other, &[home]),
            pair("/home/ann/.config/lowtide", "/home/ann/.local/share/lowtide"),
            "the defaults of the XDG specification"
        );
        assert_eq!(
            on(Platform::Other, &[home, ("XDG_CONFIG_HOME", "/c"), ("XDG_DATA_HOME", "relative")]),
            pair("/c/lowtide", "/home/ann/.local/share/lowtide"),
            "relative paths are ignored there"
        );
        let mac = "/home/ann/Library/Application Support/Lowtide";
        assert_eq!(on(Platform::MacOs, &[home]), pair(mac, mac));
        assert_eq!(
            on(Platform::Windows, &[("APPDATA", "R"), ("LOCALAPPDATA", "L")]),
            pair("R/Lowtide", "L/Lowtide"),
            "settings roam, data does not"
        );
    }

    #[test]
    fn our_own_variables_come_first() {
        let own = [("LOWTIDE_CONFIG_DIR", "/x/c"), ("LOWTIDE_DATA_DIR", "/x/d")];
        for platform in [Platform::Other, Platform::MacOs, Platform::Windows] {
            assert_eq!(on(platform, &own), Ok(("/x/c".to_owned(), "/x/d".to_owned())), "{platform:?}");
        }
    }

    #[test]
    fn says_which_variables_are_missing() {
        let error = on(Platform::Other, &[("LOWTIDE_CONFIG_DIR", "/x/c"), ("HOME", "")]).unwrap_err();
        assert_eq!(error.to_string(), "neither LOWTIDE_DATA_DIR nor HOME is set to a folder");
        let error = on(Platform::Windows, &[("APPDATA", "R")]).unwrap_err();
        assert_eq!(error.fallback, "LOCALAPPDATA");
    }
}
