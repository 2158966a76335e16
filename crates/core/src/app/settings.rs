//! The settings as the page and the shell see them.

use tokio::sync::watch;

use super::App;
use crate::engine::Picture;
use crate::settings::{Interface, Shortcut};

/// What the shell around the core must know of the settings and no window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShellSettings {
    /// Whether the windows are kept out of a shared or recorded screen, where the system can do that.
    pub hide_when_shared: bool,
    /// The keys that open the popup from anywhere.
    pub shortcut: Option<Shortcut>,
}

impl ShellSettings {
    pub(super) fn of(picture: &Picture) -> Self {
        Self::from(&picture.interface)
    }
}

impl Default for ShellSettings {
    fn default() -> Self {
        Self::from(&Interface::default())
    }
}

impl From<&Interface> for ShellSettings {
    fn from(interface: &Interface) -> Self {
        Self { hide_when_shared: interface.hide_when_shared, shortcut: interface.shortcut }
    }
}

impl App {
    /// What the shell must know of the settings; changes only when something of it did, whoever changed it.
    pub fn shell_settings(&self) -> watch::Receiver<ShellSettings> {
        self.0.shell.clone()
    }
}
