//! The messages between the agent and a window process, one JSON text a line over the pipes the window was born with.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Command, IpcError, Snapshot, Theme};
use crate::ids::AccountId;

/// Commands of the page that the window process answers itself.
pub const WINDOW_COMMANDS: &[&str] = &["fit_popup", "close_window", "open_main", "surface", "painted"];

/// Which page a window shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Surface.ts"))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Surface {
    /// The popup at the tray icon.
    Popup,
    /// The ordinary window.
    Main(Destination),
}

/// Where the ordinary window begins.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Surface.ts"))]
#[serde(default)]
pub struct Destination {
    /// The section; null where it is open at, or for the accounts.
    pub section: Option<Section>,
    /// The account to show first.
    pub account: Option<AccountId>,
    /// Whether to begin with adding a key.
    pub adding: bool,
}

/// A section of the ordinary window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Surface.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The accounts and their breakdowns.
    Accounts,
    /// Charts.
    History,
    /// Rules and what came of them.
    Alerts,
    /// The catalogue.
    Providers,
    /// Settings.
    Settings,
    /// What is looked at when something does not work.
    Diagnostics,
}

/// Where the tray icon was clicked, in physical pixels of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Anchor {
    /// From the left edge of all screens.
    pub x: f64,
    /// From the top edge of all screens.
    pub y: f64,
}

/// How the windows are to look, apart from what is on their pages: the ground before a page has painted, and native parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Look {
    /// Light or dark.
    pub theme: Theme,
    /// Whether they are kept out of a shared or recorded screen, where the system can do that.
    pub hide_when_shared: bool,
}

/// From the agent to a window process.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum ToWindow {
    /// How windows look: the first message, so that no window ever looks otherwise, and again at every change.
    Look(Look),
    /// Show this page; the second message, and again when a warm or open window is asked for once more.
    Show {
        /// Which page.
        surface: Surface,
        /// Where the icon is; absent where the platform does not say.
        anchor: Option<Anchor>,
        /// The right to take the focus: a startup id (X11) or an activation token (Wayland).
        activation: Option<String>,
    },
    /// The state of everything changed.
    Snapshot(Box<Snapshot>),
    /// The answer to a request.
    Reply {
        /// The request's number.
        id: u64,
        /// What the command gave.
        outcome: Result<Value, IpcError>,
    },
    /// Hide now.
    Hide,
    /// End now.
    Quit,
}

/// From a window process to the agent.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum FromWindow {
    /// A command of the page.
    Request {
        /// Numbers the answer.
        id: u64,
        /// Which.
        command: Command,
    },
    /// The page asks for the ordinary window.
    OpenMain(Destination),
    /// The window is now visible.
    Shown,
    /// The window hid itself: the person pressed Esc, closed it or turned to something else.
    Hidden,
}
